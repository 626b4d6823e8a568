// The built-in review: both tables cell by cell where the print is known, the corrections in History, and its counts.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cellText } from '../../../db/contract/values';
import { startCore, type TestCore } from './coreFixture';

let lacuna: TestCore;
beforeAll(async () => {
  lacuna = startCore();
  await lacuna.call('openDocument', {});
});
afterAll(() => lacuna.end());

test('has 28 factors, 15 trials, 146 studies and the glossary', async () => {
  const document = await lacuna.call('getDocument', {});
  expect(document?.counts).toMatchObject({ factors: 28, trials: 15, studies: 146, conflicts: 0 });
  expect(document?.counts.glossary).toBeGreaterThanOrEqual(64);
  expect(document?.undoState).toEqual({ undo: null, redo: null });
});

test('reads Table 1 as printed, with its damage corrected', async () => {
  const { rows } = await lacuna.call('openView', { table: 'factors' });
  const texts = rows.map((row) => [row.ordinal, ...['factor', 'expression', 'clinicalSignificance', 'function', 'mechanism'].map((key) => cellText(row.values[key])), row.cites.map((study) => study.number)]);
  expect(texts[0]).toEqual([1, 'TGF-β', 'Up', 'Bone metastasis', 'Migration, Invasion, EMT', 'Promoting TGF-β/SMAD2/3 signaling pathway', [15]]);
  expect(texts[8]).toEqual([9, 'CXCR7', 'Up', 'Tumor growth, Metastasis', 'Migration, Invasion and Polarization', 'No description', [30]]);
  expect(texts[12]).toEqual([13, 'RANKL', 'Up', 'Tumor stage, Lymph node metastasis, Distant metastasis, Bone metastasis', 'Migration, Invasion', 'Regulating RANK/RANKL/OPG axis', [66, 67]]);
  expect(texts[13]).toEqual([14, 'IL-20RB', 'Up', 'Bone metastasis', 'Proliferation, Migration', 'Regulating IL-19/IL-20RB/STAT3 axis', [68]]);
  expect(texts[17]?.at(-1)).toEqual([72, 73]);
  expect(texts[19]?.slice(0, 2)).toEqual([20, 'lncRNA-SOX2OT']);
  expect(texts[26]).toEqual([27, 'p62', 'Up', 'More bone lesions (>3), Shorter OS, Shorter PFS', 'Migration', 'Out of LC3-dependent autophagy', [90]]);
  expect(rows[8]?.values['mechanism']).toEqual({ missing: 'No description' });
});

test('reads Table 2 as printed, with its damage corrected', async () => {
  const { rows } = await lacuna.call('openView', { table: 'trials' });
  const cell = (row: number, key: string): string => cellText(rows[row]?.values[key]);
  expect(rows.map((row) => row.cites.map((study) => study.number))).toEqual([[92], [93], [94], [96], [97], [101], [102], [104], [112], [113], [129], [130], [131], [132], [134]]);
  expect(rows.map((row) => cellText(row.values['patients']))).toEqual(['41', '27', '53 vs 133', '50', '32 vs 22', '167', '28 vs 143', '114 vs 115', '25', '187 vs 172', '58 vs 52', '29', '16 vs 30 vs 60', '40 vs 74 vs 15 vs 42', '53 vs 42']);
  expect(cell(0, 'results')).toContain('HR = 4.18, 95% CI, 1.20-14.6, P = 0.025');
  expect(cell(0, 'conclusions')).toContain('N0–1 NSCLC');
  expect(cell(4, 'results')).toContain('31.3% of patients regained sphincter function following surgery compared to 13.6% under radiotherapy (p < 0.0001). The Kaplan-Meier');
  expect(cell(7, 'results')).toBe('Complete response for pain: 40 (35%) of 114 patients in the SBRT vs 16 (14%) of 115 patients in the Conventional EBRT (RR 1.33, 95% CI 1.14-1.55; p = 0.0002).');
  expect(cell(13, 'treatment')).toBe('Denosumab + ICIs (DI) vs Phosphates + ICIs (PI) vs Denosumab + Non-ICIs (DnI) vs Phosphates + Non-ICIs (PnI)');
  expect(cell(13, 'results')).toContain('378, 190, 170, and 172 days');
});

test('no cell of either table still holds a known kind of damage', async () => {
  const damage = /IncRNA|SOX20T|TL-20RB|NF-[x«]B|TGF-[3B]\b|AS\]|f3-catenin|STATS3|Notchl|[~«]|=~/u;
  for (const table of ['factors', 'trials', 'glossary', 'studies'] as const) {
    const { rows } = await lacuna.call('openView', { table, end: 200 });
    for (const row of rows) for (const value of Object.values(row.values)) expect(cellText(value)).not.toMatch(damage);
  }
});

test('History shows each correction with its printed form and reason', async () => {
  const { rows } = await lacuna.call('openView', { table: 'factors' });
  const history = await lacuna.call('listHistory', { scope: { kind: 'cell', table: 'factors', rowId: rows[0]?.id ?? '', field: 'factor' } });
  expect(history.changeSets.map((set) => set.revisions.map(({ op, before, after }) => ({ op, before, after })))).toEqual([[{ op: 'set', before: 'TGF-B', after: 'TGF-β' }], [{ op: 'add', before: null, after: 'TGF-B' }]]);
  expect(history.changeSets[0]?.revisions[0]?.why).toContain('Printed “TGF-B”.');
});

test('every study says where the review cites it', async () => {
  const { rows } = await lacuna.call('openView', { table: 'studies', end: 200 });
  expect(rows.map((row) => row.ordinal)).toEqual(Array.from({ length: 146 }, (_, index) => index + 1));
  for (const row of rows) expect(cellText(row.values['citedFor'])).toMatch(/\[\d[\d, -]*\]/u);
  expect(cellText(rows[14]?.values['label'])).toBe('Wang et al.');
});

test('verifies', async () => {
  const report = await lacuna.call('verifyDocument', {});
  expect(report.checks).toEqual(report.checks.map((check) => ({ ...check, isOk: true })));
});
