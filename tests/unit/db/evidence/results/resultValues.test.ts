// A result and its row: printed words there and back, and a curator's corrections read as numbers or not at all.
import { describe, expect, test } from 'vitest';
import type { TrialCells, TrialResult } from '../../../../../db/contract/evidence';
import { extractTrial } from '../../../../../db/evidence/extraction/extractTrial';
import { curatedResult, numberOfText, resultValues } from '../../../../../db/evidence/results/resultValues';

const cells: TrialCells = { studyType: 'RCT', treatment: 'Zoledronic acid vs placebo', population: '', patients: '100 vs 100', results: 'OS: HR = 0.65 (95% CI, 0.50-0.80, P = 0.001). Pain response 40% vs 20% (P < 0.01). Median PFS 12.0 months vs NR.', conclusions: '' };
const { arms, results } = extractTrial(cells);
const place: TrialResult['span'] = { field: 'results', start: 0, end: 2 };

describe('a row', () => {
  test('has the numbers as printed', () => {
    const ratio = results.find(({ measure }) => measure === 'HR');
    if (ratio === undefined) throw new Error('The ratio was not read.');
    expect(resultValues(ratio, arms, cells)).toMatchObject({ measure: 'HR', estimate: '0.65', lower: '0.50', upper: '0.80', level: '95%', p: '= 0.001', outcome: 'OS' });
  });
  test('unchanged gives the same result again, whatever was read', () => {
    for (const result of results) {
      expect(curatedResult(resultValues(result, arms, cells), result, arms, cells, result.span)).toEqual({ ...result, confidence: 'certain' });
    }
  });
});

describe('a correction', () => {
  const base = results.find(({ measure }) => measure === 'HR') ?? null;
  const corrected = (changes: Record<string, string | null>) => {
    if (base === null) throw new Error('The ratio was not read.');
    return curatedResult({ ...resultValues(base, arms, cells), ...changes }, base, arms, cells, base.span);
  };
  test('changes what was changed and leaves the rest', () => {
    expect(corrected({ upper: '0.85', p: '< 0.05' })).toMatchObject({ lower: base?.lower, upper: { text: '0.85', value: 0.85, decimals: 2 }, p: { operator: '<', value: { text: '0.05' } }, span: base?.span });
  });
  test('empties, opens and renames', () => {
    expect(corrected({ lower: null, upper: 'NE', outcome: 'PFS', outcomeClass: 'PFS', measure: 'OR', p: 'NS', level: '90%', timePoint: '12 months' })).toMatchObject({
      lower: null, upper: { open: 'NE' }, outcome: 'PFS', outcomeClass: 'PFS', measure: 'OR', p: { operator: 'NS', value: null }, level: 0.9, timePoint: { value: 12, unit: 'months' },
    });
  });
  test('names arms, or none that the trial has', () => {
    expect(corrected({ arms: 'placebo vs Zoledronic acid' }).arms).toEqual([1, 0]);
    expect(corrected({ arms: 'someone vs placebo' })).toMatchObject({ arms: [], group: 'someone vs placebo' });
  });
  test('of a share is a correction of its estimate', () => {
    const share = results.find(({ measure }) => measure === 'percentage');
    if (share === undefined) throw new Error('The share was not read.');
    expect(curatedResult({ ...resultValues(share, arms, cells), percentage: '41' }, share, arms, cells, share.span)).toMatchObject({ percentage: { text: '41' }, estimate: share.estimate === null ? null : { text: '41' } });
  });
  test('without anything read is a result of its own', () => {
    expect(curatedResult({ measure: 'percentage', outcomeClass: 'ORR', k: '1,023', n: '2,000', percentage: '51.2' }, null, arms, cells, place)).toMatchObject({ measure: 'percentage', outcomeClass: 'ORR', k: { value: 1023 }, n: { value: 2000 }, percentage: { value: 51.2 }, span: place });
  });
});

describe('a number', () => {
  test.each([['5', 5, 0], ['5.0', 5, 1], ['.05', 0.05, 2], ['1,023', 1023, 0], ['−0.5', -0.5, 1], ['1.2e-4', 0.000_12, 5], ['4.7×10⁻⁴', 0.000_47, 5], ['4.7 x 10^-4', 0.000_47, 5], ['> 50', 50, 0], ['0·05', 0.05, 2]])('%s', (text, value, decimals) => {
    const read = numberOfText(text);
    expect(read?.value).toBeCloseTo(value, 12);
    expect(read).toMatchObject({ text, decimals });
  });
  test.each(['', 'NE', '1.2.3', '1,23', 'p', '5 of 12', '1'.repeat(100), '--5', '0x10', 'Infinity', '1e999'])('%s is none', (text) => {
    expect(numberOfText(text)).toBeNull();
  });
});
