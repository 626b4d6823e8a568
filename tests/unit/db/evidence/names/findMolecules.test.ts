// Known molecules in running text: what is found, and what is left alone.
import { describe, expect, it } from 'vitest';
import { findMolecules } from '../../../../../db/evidence/names/findMolecules';

function found(text: string): readonly (string | null)[] {
  return findMolecules(text).map(({ approved }) => approved);
}

describe('a text names', () => {
  it.each([
    ['Promoting TGF-β/SMAD2/3 signaling pathway', ['TGFB1', 'SMAD2', 'SMAD3']],
    ['Promoting the EMT process and Wnt/β-catenin signaling pathway', ['Wnt', 'CTNNB1']],
    ['Activating CX3CL1/ICAM-1/LFA-1 pathway and Src/GEF-H1 pathway', ['CX3CL1', 'ICAM1', 'LFA-1', 'SRC', 'ARHGEF2']],
    ['Activating NF-κB and c-Fos/NFATc1 signaling pathways', ['NF-κB', 'FOS', 'NFATC1']],
    ['Regulating miRNA-194-5p/RAC1 signaling axis and TGF-β/PTHrP/RANKL signaling pathway', ['miR-194-5p', 'RAC1', 'TGFB1', 'PTHLH', 'TNFSF11']],
    ['Inhibiting NF2-mediated Hippo axis', []],
    ['the expression of PTEN, and osteopontin', ['PTEN', 'SPP1']],
    ['Receptor activator of nuclear factor κB ligand rises', ['TNFSF11']],
    ['exosomes contain miR-193a-3p, miR-210-3p and miR-5100', ['miR-193a-3p', 'miR-210-3p', 'miR-5100']],
  ])('%s', (text, molecules) => {
    expect(found(text)).toEqual(molecules);
  });

  it.each(['Light chain of the kit', 'We met at rank 3', 'Met the trail', 'in light of it', 'Bone metastasis in 12 of 30 patients', 'a twist of fate', '', 'x'.repeat(30_000)])('nothing: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('each where it stands', () => {
    const text = 'via SMAD2/3 and OPN';
    expect(findMolecules(text).map(({ start, end }) => text.slice(start, end))).toEqual(['SMAD2', '3', 'OPN']);
  });

  it('in time that grows with the text', () => {
    const started = performance.now();
    for (const text of ['SMAD2/'.repeat(3000), 'a '.repeat(9000), 'miR-1 '.repeat(3000), '-'.repeat(20_000)]) findMolecules(text);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
