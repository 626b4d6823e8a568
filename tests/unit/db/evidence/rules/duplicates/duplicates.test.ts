// What D1 (same DOI or PMID), D2 (same registry or cohort), D3 (near-duplicate rows) and D4 (preprint and final) flag, and
// what they leave alone.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearDuplicates } from '../../../../../../db/evidence/rules/duplicates/nearDuplicates';
import { preprintAndFinal } from '../../../../../../db/evidence/rules/duplicates/preprintAndFinal';
import { registrationsIn, sameCohort } from '../../../../../../db/evidence/rules/duplicates/sameCohort';
import { sameIdentifier } from '../../../../../../db/evidence/rules/duplicates/sameIdentifier';
import { bandKeys, likeness, shingled } from '../../../../../../db/evidence/rules/duplicates/shingles';
import { ask, cited, factor, study, told, trial, type Cells } from '../rows';

describe('D1', () => {
  test('one DOI, however it is written', () => {
    expect(told(sameIdentifier, [study(1, { doi: '10.1000/ABC.1' }), study(2, { doi: 'https://doi.org/10.1000/abc.1' }), study(3, { doi: '10.1000/abc.2' })])).toEqual(['major, certain: 2 studies have the same DOI 10.1000/abc.1: they are one work as printed.']);
  });
  test('one PMID; probable where the DOIs differ', () => {
    expect(told(sameIdentifier, [study(1, { pmid: '123' }), study(2, { pmid: 'PMID: 123' })])).toEqual(['major, certain: 2 studies have the same PMID 123: they are one work as printed.']);
    expect(ask(sameIdentifier, [study(1, { pmid: '123', doi: '10.1000/a' }), study(2, { pmid: '123', doi: '10.1000/b' })]).map(({ confidence }) => confidence)).toEqual(['probable']);
  });
  test('both shared: said once', () => {
    expect(ask(sameIdentifier, [study(1, { pmid: '123', doi: '10.1000/a' }), study(2, { pmid: '123', doi: '10.1000/a' })])).toHaveLength(1);
  });
  test.each(['Erratum: Denosumab in lung cancer', 'Correction to: Denosumab in lung cancer', 'Retraction Note: Denosumab', 'Author’s reply', 'Comment on “Denosumab in lung cancer”'])('leaves alone an article and “%s”', (title) => {
    expect(ask(sameIdentifier, [study(1, { doi: '10.1000/a', title: 'Denosumab in lung cancer' }), study(2, { doi: '10.1000/a', title })])).toEqual([]);
  });
  test('leaves alone empty identifiers and excluded studies', () => {
    expect(ask(sameIdentifier, [study(1), study(2), study(3, { doi: '10.1000/a' }), study(4, { doi: '10.1000/a' }, { lifecycle: 'excluded' })])).toEqual([]);
  });
});

describe('D2', () => {
  const cells = (patients: string, population: string): Cells => ({ treatment: 'Denosumab vs Zoledronic acid', patients, population, results: '' });
  test('numbers of registration in any register', () => {
    expect(registrationsIn('NCT01951586; ISRCTN 12, isrctn12345678 and EudraCT 2012-001234-56')).toEqual(['NCT01951586', 'ISRCTN12345678', '2012-001234-56']);
  });
  test('two studies of one registered trial', () => {
    expect(told(sameCohort, [study(1, { registryId: 'NCT01951586' }), study(2, { registryId: 'nct01951586 (SPLENDOUR)' })])).toEqual(['minor, probable: 2 studies name the registration NCT01951586: they may report the same patients.']);
  });
  test('two rows that cite them', () => {
    const row = (number: number) => ({ ...trial(cells('100 vs 110', 'NSCLC'), { ordinal: number }), studies: [cited(number, { registryId: 'NCT01951586' })] });
    expect(ask(sameCohort, [row(1), row(2), study(1, { registryId: 'NCT01951586' }), study(2, { registryId: 'NCT01951586' })]).map(({ members }) => members.map(({ table }) => table))).toEqual([['trials', 'trials']]);
  });
  test('the same numbers, arm by arm, in the same population: possible', () => {
    const rows = [trial(cells('58 vs 52', 'Advanced NSCLC patients with bone metastases'), { ordinal: 1, studies: [1] }), trial(cells('52 vs 58', 'Patients with advanced NSCLC and bone metastases'), { ordinal: 2, studies: [2] })];
    expect(told(sameCohort, rows)).toEqual(['info, possible: 2 trials have the same numbers of patients (52, 58) in the same population: they may report the same patients.']);
  });
  test.each<[string, string, string, number, string, string, number]>([
    ['two rows of one study', '58 vs 52', 'NSCLC with bone metastases', 1, '58 vs 52', 'NSCLC with bone metastases', 1], ['other numbers', '58 vs 52', 'NSCLC with bone metastases', 1, '58 vs 53', 'NSCLC with bone metastases', 2],
    ['another population', '58 vs 52', 'NSCLC with bone metastases', 1, '58 vs 52', 'Breast cancer with bone metastases', 2], ['other years', '58 vs 52', 'NSCLC with bone metastases, 2010 to 2014', 1, '58 vs 52', 'NSCLC with bone metastases, 2015 to 2019', 2],
  ])('leaves alone: %s', (_, patients, population, first, otherPatients, otherPopulation, second) => {
    expect(ask(sameCohort, [trial(cells(patients, population), { ordinal: 1, studies: [first] }), trial(cells(otherPatients, otherPopulation), { ordinal: 2, studies: [second] })])).toEqual([]);
  });
  test('leaves alone a single round number', () => {
    const row = (ordinal: number) => trial({ treatment: 'Surgery', patients: '100', population: 'Patients with painful bone metastases' }, { ordinal, studies: [ordinal] });
    expect(ask(sameCohort, [row(1), row(2)])).toEqual([]);
  });
});

describe('D3', () => {
  const results = 'ORR: 41.4% vs 15.4%, P = 0.011; PFS: 9.0 vs 4.0 months, P = 0.004. Bone therapy increased the ORR and prolonged PFS in patients who had received radiotherapy before.';
  const row = (ordinal: number, text: string, study: number) => trial({ studyType: 'Retrospective', treatment: 'Pembrolizumab vs Nivolumab', population: 'Advanced NSCLC patients with bone metastases', patients: '58 vs 52', results: text, conclusions: 'Pembrolizumab is effective.' }, { ordinal, studies: [study] });
  test('the same row twice, shown at the second', () => {
    const [found, ...more] = ask(nearDuplicates, [row(1, results, 1), row(2, results, 2)]);
    expect(more).toEqual([]);
    expect(found?.members.map(({ rowId }) => rowId)).toEqual(['trials-2', 'trials-1']);
    expect(told(nearDuplicates, [row(1, results, 1), row(2, results, 2)])).toEqual(['minor, certain: trial 2 Pembrolizumab vs Nivolumab [2] says nearly the same as trial 1 Pembrolizumab vs Nivolumab [1] (the same words): one of them may be a duplicate.']);
  });
  test('a word changed', () => {
    expect(ask(nearDuplicates, [row(1, results, 1), row(2, results.replace('before', 'earlier'), 2)]).map(({ confidence }) => confidence)).toEqual(['probable']);
  });
  test('many copies: each once, with the first', () => {
    expect(ask(nearDuplicates, [1, 2, 3, 4, 5].map((n) => row(n, results, n)))).toHaveLength(4);
  });
  test('leaves alone other numbers in the same words, and short rows', () => {
    expect(ask(nearDuplicates, [row(1, results, 1), row(2, results.replace('41.4', '38.2').replace('15.4', '20.1').replace('0.011', '0.03').replace('9.0', '7.7').replace('4.0', '5.1'), 2)])).toEqual([]);
    expect(ask(nearDuplicates, [1, 2].map((n) => trial({ treatment: 'Surgery', population: 'NSCLC', patients: '50' }, { ordinal: n, studies: [n] })))).toEqual([]);
  });
  const molecule = (name: string, ordinal: number, studies: readonly number[], mechanism = 'Inhibiting PTEN') => factor(name, { expression: 'Up', clinicalSignificance: 'Bone metastasis', function: 'Migration, Invasion', mechanism }, { ordinal, studies });
  test('a factor twice from one study, by any of its names', () => {
    expect(ask(nearDuplicates, [molecule('OPN', 1, [1]), molecule('SPP1', 2, [1, 2])])).toHaveLength(1);
  });
  test('leaves alone one molecule from different studies, other molecules in the same words, and another statement', () => {
    expect(ask(nearDuplicates, [molecule('OPN', 1, [1]), molecule('OPN', 2, [2])])).toEqual([]);
    expect(ask(nearDuplicates, [molecule('miR-21', 1, [1]), molecule('miR-210', 2, [1])])).toEqual([]);
    expect(ask(nearDuplicates, [molecule('OPN', 1, [1]), molecule('OPN', 2, [1], 'Activating the TGF-β/SMAD2/3 signaling pathway and promoting secretion of VCAM1')])).toEqual([]);
  });
  const title = 'Denosumab for bone metastases from lung cancer: a cohort study';
  test('a study twice without identifiers', () => {
    expect(ask(nearDuplicates, [study(1, { title, firstAuthor: 'Li, W', year: '2020' }), study(2, { title: title.toUpperCase(), firstAuthor: 'Li', year: '2020' })])).toHaveLength(1);
  });
  test('a study in another spelling, without its subtitle, or a year later', () => {
    const known = { title, firstAuthor: 'Li', year: '2020' };
    expect(told(nearDuplicates, [study(1, known), study(2, { ...known, title: 'Denosumab for bone metastases from lung cancer', year: '2021', label: 'Li 2021' })])).toEqual(['minor, probable: study 2 Li 2021 says nearly the same as study 1 Reference 1 (70% of its wording): one of them may be a duplicate.']);
    expect(ask(nearDuplicates, [study(1, known), study(2, { ...known, title: 'Denosumab for bone-metastases from lung cancer – a cohort study' })])).toHaveLength(1);
    expect(ask(nearDuplicates, [study(1, known), study(2, { ...known, title: `${title}: reply` }), study(3, { ...known, title: title.replace('Denosumab', 'Ibandronate') })])).toEqual([]);
  });
  test.each<[string, Cells, Cells]>([
    ['other DOIs', { doi: '10.1000/a' }, { doi: '10.1000/b' }], ['one DOI (D1 says it)', { doi: '10.1000/a' }, { doi: '10.1000/a' }], ['another author', { firstAuthor: 'Li' }, { firstAuthor: 'Wang' }], ['other years', { year: '2012' }, { year: '2020' }],
    ['its erratum', {}, { title: `Erratum: ${title}` }], ['its preprint (D4 says it)', {}, { journal: 'bioRxiv' }],
  ])('leaves alone studies of one title with %s', (_, left, right) => {
    expect(ask(nearDuplicates, [study(1, { title, ...left }), study(2, { title, ...right })])).toEqual([]);
  });
});

describe('finding likely pairs without comparing all', () => {
  const words = fc.array(fc.constantFrom<string>('bone', 'metastasis', 'denosumab', 'survival', 'median', 'months', 'pain', 'response', 'radiotherapy', 'group', 'patients', 'lung', 'zoledronic', 'acid', 'therapy', 'received', 'improved', 'toxicity', 'grade', 'line'), { minLength: 80, maxLength: 120 });
  test('texts that differ in one word share a key nearly always; unrelated ones seldom', () => {
    let missed = 0;
    let met = 0;
    let pairs = 0;
    fc.assert(fc.property(words, words, fc.nat(79), (text, other, at) => {
      const [first, changed, unrelated] = [shingled(text.join(' ')), shingled(text.with(at, 'different').join(' ')), shingled(other.join(' '))];
      const share = (left: typeof first, right: typeof first): boolean => bandKeys(left).some((key) => bandKeys(right).includes(key));
      pairs += 1;
      if (!share(first, changed)) missed += 1;
      if (share(first, unrelated)) met += 1;
      expect(likeness(first, changed)).toBeGreaterThan(0.85);
      expect(likeness(first, first)).toBe(1);
    }), { numRuns: 600, seed: 5 });
    expect(missed / pairs).toBeLessThan(0.01);
    expect(met / pairs).toBeLessThan(0.02);
  });
});

describe('D4', () => {
  const title = 'Denosumab for bone metastases from lung cancer: a cohort study';
  const final = study(1, { title, firstAuthor: 'Müller, A', year: '2021', doi: '10.1000/a', journal: 'Bone' });
  test.each<[string, Cells]>([['by its server’s DOI', { doi: '10.1101/2020.05.01.20087654' }], ['by its journal', { journal: 'Research Square' }], ['by its title', { title: `${title} (preprint)` }]])('a preprint known %s', (_, cells) => {
    expect(told(preprintAndFinal, [final, study(2, { title, firstAuthor: 'Muller', year: '2020', ...cells })])).toEqual([`minor, probable: A preprint and its final article both stand among the studies: “${title}”. They are one work.`]);
  });
  test.each<[string, Cells]>([
    ['no preprint', { doi: '10.1000/b' }], ['another author', { firstAuthor: 'Li', journal: 'bioRxiv' }], ['another title', { title: 'Zoledronic acid for bone metastases from lung cancer', journal: 'bioRxiv' }], ['many years apart', { year: '2012', journal: 'bioRxiv' }],
    ['a notice', { title: `Correction: ${title}`, journal: 'bioRxiv' }], ['one DOI (D1 says it)', { doi: '10.1000/a', journal: 'bioRxiv' }],
  ])('leaves alone: %s', (_, cells) => {
    expect(ask(preprintAndFinal, [final, study(2, { title, firstAuthor: 'Muller', year: '2020', ...cells })])).toEqual([]);
  });
});
