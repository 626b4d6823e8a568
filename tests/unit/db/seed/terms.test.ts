// The glossary (the printed list, and what the text and the tables define) and the vocabularies of the built-in review.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import factors from '../../../../db/seed/factors.json';
import vocabulary from '../../../../db/seed/vocabulary.json';
import { termsOf, cellText } from '../../../../db/contract/values';
import { startCore, type TestCore } from '../coreFixture';

let lacuna: TestCore;
beforeAll(async () => {
  lacuna = startCore();
  await lacuna.call('openDocument', {});
});
afterAll(() => lacuna.end());

// The list as printed; its beginning, before TME, is not in the reading.
const printedList = [
  ['TME', 'tumor microenvironment'],
  ['BMSCs', 'bone marrow-derived mesenchymal stem cells'],
  ['MMPs', 'matrix metalloproteinases'],
  ['ECM', 'extracellular matrix'],
  ['BSP', 'bone sialoprotein'],
  ['CTCs', 'circulating tumor cells'],
  ['PD-L1', 'programmed cell death 1 ligand 1'],
  ['CXCL12', 'C-X-C motif chemokine ligand 12'],
  ['CXCR', 'C-X-C receptor'],
  ['sVCAM1', 'soluble vascular cell adhesion molecule-1'],
  ['ICAM-1', 'intercellular adhesion molecule-1'],
  ['CX3CL1', 'C-X3-C motif chemokine ligand 1'],
  ['VBEMCs', 'vertebral bone marrow endothelial cells'],
  ['LFA-1', 'lymphocyte function-associated antigen-1'],
  ['DTCs', 'disseminated tumor cells'],
  ['HSCs', 'hematopoietic stem cells'],
  ['NK', 'natural killer'],
  ['BRCs', 'bone remodeling compartments'],
  ['LIFR', 'leukaemia inhibitory factor receptor'],
  ['PTHrP', 'parathyroid hormone-related protein'],
  ['HDAC', 'histone deacetylase'],
  ['MnO₂', 'manganese dioxide'],
  ['MDSCs', 'myeloid-derived suppressor cells'],
  ['Tregs', 'T-regulatory cells'],
  ['ICIs', 'immune checkpoint inhibitors'],
  ['CTLA-4', 'cytotoxic T-lymphocyte-associated protein 4'],
  ['PD-1', 'programmed cell death 1'],
  ['CTLs', 'cytotoxic lymphocytes'],
  ['RANKL', 'receptor activator of nuclear factor κB ligand'],
  ['TNF-α', 'tumor necrosis factor-α'],
  ['IFN-γ', 'interferon-γ'],
  ['IL', 'interleukin'],
  ['PGE2', 'prostaglandin E2'],
  ['AdCAR', 'adapter chimeric antigen receptor'],
  ['PFS', 'progression-free survival'],
  ['ZA', 'zoledronic acid'],
  ['IDO1', 'indoleamine 2, 3-dioxygenase 1'],
  ['IGF', 'insulin-like growth factor 1'],
  ['FGFs', 'fibroblast growth factors'],
  ['PDGF', 'platelet-derived growth factor'],
  ['BMP2', 'bone morphogenetic protein 2'],
  ['M-CSF', 'macrophage colony-stimulating factor'],
  ['RANK', 'receptor activator of nuclear factor κB'],
  ['OPG', 'osteoprotegerin'],
  ['OPN', 'osteopontin'],
  ['EGFL6', 'epidermal growth factor-like domain multiple 6'],
  ['BMMs', 'bone marrow mononuclear macrophages'],
  ['AREG', 'amphiregulin'],
  ['ctDNA', 'circulating tumor DNA'],
  ['IHC', 'immunohistochemistry'],
  ['CaSR', 'calcium-sensing receptor'],
  ['TNFSF14', 'tumor necrosis factor superfamily member 14'],
  ['EBRT', 'external beam radiotherapy'],
  ['SBRT', 'stereotactic body radiotherapy'],
  ['⁸⁹Sr', 'strontium-89'],
  ['AEs', 'adverse events'],
  ['FDA', 'Food and Drug Administration'],
  ['ONJ', 'osteonecrosis of the jaw'],
  ['BRONJ', 'bisphosphonate-related osteonecrosis of jaw'],
  ['ADSCs', 'adipose-derived stem cells'],
  ['NMPA', 'National Medical Products Administration'],
  ['ORR', 'objective response rate'],
  ['DFS', 'disease-free survival'],
  ['mOS', 'median overall survival'],
];

const definedElsewhere = [
  ['NSCLC', 'non-small cell lung cancer', 'text'],
  ['SREs', 'skeletal-related events', 'text'],
  ['OS', 'overall survival', 'text'],
  ['QoL', 'quality of life', 'text'],
  ['BTAs', 'bone-targeting agents', 'text'],
  ['BPs', 'bisphosphonates', 'text'],
  ['EMT', 'epithelial-mesenchymal transition', 'text'],
  ['LUAD', 'lung adenocarcinoma', 'text'],
  ['TGF', 'transforming growth factor', 'text'],
  ['PRAME', 'preferentially expressed antigen of melanoma', 'text'],
  ['FAIM2', 'Fas apoptotic inhibitory molecule 2', 'text'],
  ['HIF-1α', 'hypoxia-inducible factor-1α', 'text'],
  ['CSC', 'cancer stem cell', 'Table 1'],
  ['NR', 'not reached', 'Table 2'],
  ['NE', 'not evaluable', 'Table 2'],
  ['BTT', 'bone-targeted therapy', 'Table 2'],
  ['DI', 'Denosumab + ICIs', 'Table 2'],
  ['PI', 'Phosphates + ICIs', 'Table 2'],
  ['DnI', 'Denosumab + Non-ICIs', 'Table 2'],
  ['PnI', 'Phosphates + Non-ICIs', 'Table 2'],
];

describe('the glossary', () => {
  const read = async (): Promise<readonly (readonly string[])[]> => (await lacuna.call('openView', { table: 'glossary', end: 200 })).rows.map(({ values }) => ['abbreviation', 'expansion', 'origin'].map((key) => cellText(values[key])));

  test('has the printed list in its order, then what the text and the tables define, and nothing else', async () => {
    expect(await read()).toEqual([...printedList.map((entry) => [...entry, 'printed list']), ...definedElsewhere]);
  });
  test('defines nothing twice', async () => {
    const abbreviations = (await read()).map(([abbreviation]) => abbreviation?.toLowerCase());
    expect(new Set(abbreviations).size).toBe(abbreviations.length);
  });
});

describe('the vocabularies', () => {
  const used = async (table: 'factors' | 'trials', key: string): Promise<readonly string[]> => {
    const { rows } = await lacuna.call('openView', { table });
    const cells = rows.map(({ values }) => values[key]).filter((value) => typeof value === 'string');
    return [...new Set(cells.flatMap(termsOf))];
  };

  test('are the terms of the tables in order of appearance: none unused, none lacking', async () => {
    expect(vocabulary).toEqual({
      'factors.expression': await used('factors', 'expression'),
      'factors.clinicalSignificance': await used('factors', 'clinicalSignificance'),
      'factors.function': await used('factors', 'function'),
      'trials.studyType': await used('trials', 'studyType'),
    });
  });
  test('hold no two terms that differ in case, plural or spaces only', () => {
    const alike = (term: string): string => term.toLowerCase().replaceAll(/[^a-z0-9]/gu, '').replace(/s$/u, '');
    for (const terms of Object.values(vocabulary)) expect(new Set(terms.map(alike)).size).toBe(terms.length);
  });
  test('reach the file whole, and no misread term with them', async () => {
    expect(factors[3]?.values.expression).toBe('Mutation =~');
    for (const [field, terms] of Object.entries(vocabulary)) {
      const [table, column] = field.split('.');
      const facets = await lacuna.call('listFacets', { table: table === 'factors' ? 'factors' : 'trials', column: column ?? '' });
      expect(facets.map(({ term }) => term).filter((term) => term !== 'No description').toSorted()).toEqual(terms.toSorted());
      expect(facets.every(({ count }) => count > 0)).toBe(true);
    }
  });
  test('leave “Invasion and Polarization” one term, as Table 1 prints it', () => {
    expect(vocabulary['factors.function']).toContain('Invasion and Polarization');
  });
});
