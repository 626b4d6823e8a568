// The molecules that a factor cell names, and the aliases that ship: one key, one molecule.
import { describe, expect, it } from 'vitest';
import { indexAliases, shippedAliases, shippedMolecules } from '../../../../../db/evidence/names/aliasIndex';
import { normalSymbol } from '../../../../../db/evidence/names/normalSymbol';
import { readMolecules } from '../../../../../db/evidence/names/readMolecules';
import corrections from '../../../../../db/seed/corrections.json';
import factors from '../../../../../db/seed/factors.json';

function read(cell: string): readonly string[] {
  return readMolecules(cell).map(({ approved, key, kind }) => `${approved ?? `? ${key}`} (${kind})`);
}

describe('a cell names', () => {
  it.each([
    ['TGF-β', ['TGFB1 (protein)']],
    ['miR-193a-3p, miR-210-3p, miR-5100', ['miR-193a-3p (miRNA)', 'miR-210-3p (miRNA)', 'miR-5100 (miRNA)']],
    ['CX3CL1/ICAM-1', ['CX3CL1 (protein)', 'ICAM1 (protein)']],
    ['CX3CL1/ ICAM-1/LFA-1 pathway', ['CX3CL1 (protein)', 'ICAM1 (protein)', 'LFA-1 (complex)']],
    ['BSP', ['IBSP (protein)']], ['OPN', ['SPP1 (protein)']], ['RANKL', ['TNFSF11 (protein)']], ['p62', ['SQSTM1 (protein)']], ['nm23-H1', ['NME1 (protein)']], ['CaSR', ['CASR (protein)']], ['CXCR7', ['ACKR3 (protein)']],
    ['LIGHT', ['TNFSF14 (protein)']], ['TNFSF14', ['TNFSF14 (protein)']], ['Lumican', ['LUM (protein)']],
    ['lncRNA ZEB1-AS1', ['ZEB1-AS1 (lncRNA)']], ['IncRNA ZEB1-AS1', ['ZEB1-AS1 (lncRNA)']], ['lncRNA-SOX2OT', ['SOX2-OT (lncRNA)']], ['HOTAIR', ['HOTAIR (lncRNA)']],
    ['long non-coding RNA MALAT1', ['MALAT1 (lncRNA)']], ['LINC01234', ['? linc01234 (lncRNA)']], ['lncRNA FOXD2-AS1', ['? foxd2as1 (lncRNA)']],
    ['circHIPK3', ['? circhipk3 (circRNA)']], ['circRNA HIPK3', ['? circhipk3 (circRNA)']], ['hsa_circ_0001234', ['? circ0001234 (circRNA)']],
    ['TGF-β/SMAD2/3', ['TGFB1 (protein)', 'SMAD2 (protein)', 'SMAD3 (protein)']],
    ['ERK1/2', ['MAPK3 (protein)', 'MAPK1 (protein)']],
    ['MMP-2/9', ['MMP2 (protein)', 'MMP9 (protein)']],
    ['TGF-β1/2/3', ['TGFB1 (protein)', 'TGFB2 (protein)', 'TGFB3 (protein)']],
    ['miR-17/20a', ['miR-17 (miRNA)', 'miR-20a (miRNA)']],
    ['miR-200a/b/c', ['miR-200a (miRNA)', 'miR-200b (miRNA)', 'miR-200c (miRNA)']],
    ['miR-193a-3p/5p', ['miR-193a-3p (miRNA)', 'miR-193a-5p (miRNA)']],
    ['HIF-1α/2α', ['HIF1A (protein)', 'EPAS1 (protein)']],
    ['Wnt/β-catenin', ['Wnt (family)', 'CTNNB1 (protein)']],
    ['RANK/RANKL/OPG axis', ['TNFRSF11A (protein)', 'TNFSF11 (protein)', 'TNFRSF11B (protein)']],
    ['Osteopontin (OPN)', ['SPP1 (protein)']],
    ['miR-21 (exosomal)', ['miR-21 (miRNA)']],
    ['HER2/neu', ['ERBB2 (protein)']],
    ['PD-1 and PD-L1', ['PDCD1 (protein)', 'CD274 (protein)']],
    ['exosomal miR-17-5p', ['miR-17-5p (miRNA)']], ['EGFR mutation', ['EGFR (protein)']], ['CD8+', ['CD8 (complex)']], ['TNF-a', ['TNF (protein)']], ['integrin αvβ3', ['integrin αvβ3 (complex)']],
    ['FOO12', ['? foo12 (unknown)']], ['Hypoxia', ['? hypoxia (unknown)']],
    ['lncRNA-p21', ['? lncrnap21 (lncRNA)']],
    ['lncRNA EGFR', ['? lncrnaegfr (lncRNA)']],
  ])('%s', (cell, molecules) => {
    expect(read(cell)).toEqual(molecules);
  });

  it.each([[''], ['   '], ['—'], [', / ;'], ['x'.repeat(5000)], ['('.repeat(1500)]])('nothing in %j', (cell) => {
    expect(readMolecules(cell)).toEqual([]);
  });

  it('each where it stands', () => {
    const cell = ' miR-193a-3p ,  TGF-β/SMAD2/3';
    expect(readMolecules(cell).map(({ start, end, name }) => [cell.slice(start, end), name])).toEqual([['miR-193a-3p', 'miR-193a-3p'], ['TGF-β', 'TGF-β'], ['SMAD2', 'SMAD2'], ['3', 'SMAD3']]);
  });

  it('no more than forty, in no time', () => {
    const started = performance.now();
    expect(readMolecules(Array.from({ length: 300 }, (_, at) => `G${at}`).join('/'))).toHaveLength(40);
    for (const cell of ['/'.repeat(2000), 'a/'.repeat(1000), '1/'.repeat(1000), 'miR-1/'.repeat(330), 'and '.repeat(500), 'lncRNA '.repeat(280)]) readMolecules(cell);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('the built-in review', () => {
  it('names only molecules with an approved symbol', () => {
    const named = factors.map(({ ordinal, values: { factor } }) => {
      const corrected = corrections.filter((each) => each.table === 'factors' && each.ordinal === ordinal && each.field === 'factor').reduce((text, { from, to }) => text.replace(from, to), factor);
      return read(corrected);
    });
    expect(named).toEqual([
      ['TGFB1 (protein)'], ['PRAME (protein)'], ['FAIM2 (protein)'], ['GNAQ (protein)'], ['miR-193a-3p (miRNA)', 'miR-210-3p (miRNA)', 'miR-5100 (miRNA)'], ['miR-328-3p (miRNA)'], ['IBSP (protein)'], ['CXCR4 (protein)'],
      ['ACKR3 (protein)'], ['CX3CL1 (protein)', 'ICAM1 (protein)'], ['CD24 (protein)'], ['miR-99b-3p (miRNA)'], ['TNFSF11 (protein)'], ['IL20RB (protein)'], ['miR-182 (miRNA)'], ['SPP1 (protein)'], ['EGFL6 (protein)'],
      ['ZEB1-AS1 (lncRNA)'], ['NME1 (protein)'], ['SOX2-OT (lncRNA)'], ['HOTAIR (lncRNA)'], ['AREG (protein)'], ['miR-17-5p (miRNA)'], ['BMP2 (protein)'], ['LUM (protein)'], ['CASR (protein)'], ['SQSTM1 (protein)'], ['TNFSF14 (protein)'],
    ]);
  });

  it('knows the molecules of its mechanisms and of its text', () => {
    const names = [
      'SMAD2', 'SMAD3', 'E-cadherin', 'Wnt', 'β-catenin', 'STAT3', 'NF2', 'MMP14', 'VCAM1', 'sVCAM1', 'LFA-1', 'Src', 'GEF-H1', 'MDM2', 'RANK', 'OPG', 'IL-19', 'IL-8', 'miR-34c', 'Notch1', 'NF-κB', 'c-Fos', 'NFATc1', 'miR-320b', 'BMPR1A',
      'miR-660-5p', 'SMARCA5', 'miRNA-194-5p', 'RAC1', 'PTHrP', 'EGFR', 'PTEN', 'PNMA5', 'LC3', 'HIF-1α', 'CXCL12', 'PD-L1', 'PD-1', 'CTLA-4', 'LIFR', 'SOCS3', 'HDAC', 'TNF-α', 'IFN-γ', 'IL-4', 'IL-10', 'IL-1α', 'IL-6', 'IL-11', 'IL-12', 'M-CSF', 'PGE2', 'CD74', 'ROS1', 'CCL5',
      'IDO1', 'IGF', 'FGFs', 'PDGF', 'PI3K', 'Akt', 'miR-141', 'miR-375', 'hsa-miR-151a-3p', 'hsa-miR-877-5p', 'METTL7A', 'Corin', 'CD8+', 'MMP-1', 'MMP-2', 'MMP-7', 'MMP-19', 'BMP2', 'amphiregulin', 'TGF-β1', 'osteoprotegerin',
    ];
    expect(names.filter((name) => (readMolecules(name)[0]?.approved ?? null) === null)).toEqual([]);
  });
});

describe('the shipped aliases', () => {
  it('clash nowhere', () => {
    expect(shippedAliases.clashes).toEqual([]);
  });

  it('have every approved symbol once, and no alias twice', () => {
    const approved = shippedMolecules.map((molecule) => molecule.approved);
    expect(new Set(approved).size).toBe(approved.length);
    expect(approved.length).toBeGreaterThan(250);
    expect(shippedMolecules.filter(({ aliases }) => new Set(aliases).size < aliases.length)).toEqual([]);
  });

  it('find each of their names', () => {
    const lost = shippedMolecules.flatMap(({ approved, aliases }) => [approved, ...aliases].filter((name) => shippedAliases.find(normalSymbol(name))?.approved !== approved));
    expect(lost).toEqual([]);
  });

  it('stand by Greek letters and by the Latin ones that are typed for them, unless these are another molecule', () => {
    expect(shippedAliases.find(normalSymbol('NF-kB'))?.approved).toBe('NF-κB');
    expect(shippedAliases.find(normalSymbol('b-catenin'))?.approved).toBe('CTNNB1');
    expect(shippedAliases.find(normalSymbol('IFN-g'))?.approved).toBe('IFNG');
    expect(shippedAliases.find(normalSymbol('IL-1a'))?.approved).toBe('IL1A');
  });

  it('take in a document’s own, and say what clashes', () => {
    const own = indexAliases([...shippedMolecules, { approved: 'NUP62', kind: 'protein', aliases: ['p62', 'nucleoporin p62'] }]);
    expect(own.find(normalSymbol('nucleoporin p62'))?.approved).toBe('NUP62');
    expect(own.find(normalSymbol('p62'))?.approved).toBe('SQSTM1');
    expect(own.clashes).toEqual([{ key: 'p62', name: 'p62', kept: 'SQSTM1', refused: 'NUP62' }]);
  });
});
