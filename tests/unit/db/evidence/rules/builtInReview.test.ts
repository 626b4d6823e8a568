// The built-in review through these rules: everything that they find in it, no more and no less, each defensible to a
// reader of the paper. What they have to keep silent on is in evidence.md; the reasons for the rest stand beside it.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FindingInfo } from '../../../../../db/contract/findings';
import { startCore, type TestCore } from '../../coreFixture';

let lacuna: TestCore;
let findings: readonly FindingInfo[] = [];
beforeAll(async () => {
  lacuna = startCore();
  await lacuna.call('createDocument', { path: join(lacuna.folder, 'review.lacuna'), content: 'review' });
  findings = (await lacuna.call('listFindings', { limit: 1000 })).findings;
});
afterAll(async () => { await lacuna.end(); });

const of = (...rules: readonly string[]): readonly string[] => findings.filter(({ rule }) => rules.includes(rule)).map(({ rule, severity, confidence, table, ordinal, message }) => `${rule} ${severity}, ${confidence}: ${table} ${ordinal}: ${message}`).toSorted();

describe('factors', () => {
  test('F2: Table 1 says mutation, the study that it cites knocked GNAQ down', () => {
    expect(of('F2')).toEqual(['F2 info, probable: factors 4: For GNAQ, a mutation stands beside a change of its amount: Mutation 1 · Loss 2. Whether the mutation gains or loses function is not stated.']);
  });
  test('F3: the text has miR-99b-3p keep tumour cells dormant, the table counts it among what brings bone metastasis', () => {
    expect(of('F3')).toEqual([
      'F3 info, possible: factors 12: miR-99b-3p is Up, but all that is said of its effects hinders the tumour, and its clinical significance is adverse: suppresses proliferation, promotes dormancy. As printed these do not go together.',
    ]);
  });
  test('nothing else: loss that promotes (PRAME, GNAQ) and gain that does (CXCR7) agree with their rows, and every row has a direction', () => {
    expect(of('F4', 'F5', 'F6', 'F7')).toEqual([]);
  });
});

describe('trials', () => {
  test('no two of them put one question', () => {
    expect(of('R1', 'R2', 'R3')).toEqual([]);
  });
  test('R4: resection with a hazard ratio of 4.18 and a conclusion of longer survival', () => {
    expect(of('R4')).toEqual([
      'R4 major, probable: trials 1: “HR = 4.18, 95% CI, 1.20-14.6” speaks against Primary lung tumor resection (OS), but the conclusion claims a benefit: “Patients with clinical N0-1 NSCLC and synchronous isolated bone metastases may achieve longer survival rates following primary lung tumor resection”. Not consistent as printed; was the reference group the other one?',
    ]);
  });
  test('R5: synergistic with every p from 0.115; silent on [134], where two of four are below α', () => {
    expect(of('R5')).toEqual(['R5 minor, certain: trials 14: The conclusion claims a benefit, “Denosumab exhibits synergistic antitumor efficacy”, while every p between arms is 0.05 or more: ORRs: p = 0.799; mPFS: p = 0.115; SREs: p = 0.733; AEs: p = 0.742.']);
  });
  test('R6: no wording goes against its p', () => {
    expect(of('R6')).toEqual([]);
  });
});

describe('duplicates', () => {
  test('its studies are stubs without identifiers and titles, its rows differ', () => {
    expect(of('D1', 'D2', 'D3', 'D4')).toEqual([]);
  });
});

describe('terms and references', () => {
  test('X1: every row cites a study, every study is cited, none is known to be retracted', () => {
    expect(of('X1')).toEqual([]);
  });
  test('X2: what the tables abbreviate and the list of abbreviations does not have', () => {
    expect(of('X2')).toEqual([
      'X2 info, probable: factors 17: The abbreviation TNM is used, but the glossary does not have it.',
      'X2 info, probable: trials 1: The abbreviation CI is used, but the glossary does not have it.',
      'X2 info, probable: trials 1: The abbreviation HR is used, but the glossary does not have it.',
      'X2 info, probable: trials 4: The abbreviation ECOG-PS is used, but the glossary does not have it.',
      'X2 info, probable: trials 8: The abbreviation RR is used, but the glossary does not have it.',
    ]);
  });
  test('X3: what was misread is corrected', () => {
    expect(of('X3')).toEqual([]);
  });
  test('X4: Table 1 has miR-328-3p inhibit the Hippo axis, the text has the same study’s miRNAs activate the Hippo pathway', () => {
    expect(of('X4')).toEqual(['X4 minor, possible: factors 6: The table and the narrative differ on the effect of miR-328-3p on NF2-mediated Hippo axis: the table has “suppresses NF2-mediated Hippo axis”, the narrative “promotes Hippo pathway”.']);
  });
});

test('a review as it was misread would be told so', async () => {
  const { rows } = await lacuna.call('openView', { table: 'factors', end: 40 });
  const hotair = rows.find(({ ordinal }) => ordinal === 21);
  await lacuna.call('editRows', { table: 'factors', edits: [{ rowId: hotair?.id ?? '', field: 'factor', before: hotair?.values['factor'] ?? null, after: 'IncRNA HOTAIR' }] });
  const { findings: now } = await lacuna.call('listFindings', { rules: ['X3'], limit: 10 });
  expect(now.map(({ ordinal, quote, fits }) => [ordinal, quote, fits])).toEqual([[21, 'IncRNA', ['lncRNA']]]);
});
