// How results read in the inspector: as printed, grouped by what they measure, never completed.
import { describe, expect, test } from 'vitest';
import type { Arm, PlacedResult, PrintedNumber } from '../../../../../db/contract/evidence';
import { armsInWords, excerptOf, groupedByOutcome, pInWords, resultInWords, valueInWords } from '../../../../../renderer/panels/inspector/trialResults';

const printed = (text: string): PrintedNumber => ({ text, value: Number(text.replaceAll(',', '')), decimals: text.split('.')[1]?.length ?? 0 });
const span = { field: 'results', start: 0, end: 3 } as const;
const flags = { isSurvivalRate: false, isAdjusted: false, isMatched: false, isWeighted: false, isStratified: false, isOneSided: false, isLogRank: false, isSubgroup: false, isApproximate: false, isChange: false, isBeforeAfter: false };
const empty: PlacedResult = {
  resultId: 'r', origin: 'parsed', state: 'current', lifecycle: 'active', outcome: '', outcomeSpan: null, outcomeClass: 'other', measure: 'percentage', printedMeasure: null, arms: [], otherArms: [], isArmCertain: true,
  group: null, estimate: null, lower: null, upper: null, intervalKind: null, level: null, spread: null, spreadKind: null, p: null, k: null, n: null, nOrigin: null, percentage: null, unit: null, timePoint: null,
  counted: null, flags, comparison: null, span, sentence: span, confidence: 'certain',
};
const p = (operator: '<' | '=' | 'NS', text: string | null): PlacedResult['p'] => ({ operator, value: text === null ? null : printed(text), test: null, sides: null, span });
const arm = (label: string): Arm => ({ label, labelSpan: { field: 'treatment', start: 0, end: 1 }, aliases: [], n: null, printedN: null, nSpan: null, role: null });

describe('a value reads as it is printed', () => {
  test.each<[string, Partial<PlacedResult>]>([
    ['35%', { percentage: printed('35') }],
    ['40/114 (35%)', { k: printed('40'), n: printed('114'), percentage: printed('35') }],
    ['40 (35%)', { k: printed('40'), percentage: printed('35') }],
    ['40/114', { k: printed('40'), n: printed('114') }],
    ['35% of 114', { n: printed('114'), percentage: printed('35') }],
    ['5.0%', { percentage: printed('5.0') }],
    ['HR 4.18 (1.20–14.6)', { measure: 'HR', estimate: printed('4.18'), lower: printed('1.20'), upper: printed('14.6') }],
    ['aHR 0.65', { measure: 'HR', printedMeasure: 'aHR', estimate: printed('0.65') }],
    ['median 9.0 months', { measure: 'median', estimate: printed('9.0'), unit: 'months' }],
    ['median NR months (11.5–NE)', { measure: 'median', estimate: { text: 'NR', open: 'NR' }, unit: 'months', lower: printed('11.5'), upper: { text: 'NE', open: 'NE' } }],
    ['', { measure: 'p only' }],
  ])('%s', (text, part) => {
    expect(valueInWords({ ...empty, ...part })).toBe(text);
  });

  test('p with its operator; no number is “not significant”', () => {
    expect(pInWords(p('<', '0.0001'))).toBe('p < 0.0001');
    expect(pInWords(p('NS', null))).toBe('not significant');
    expect(pInWords(null)).toBe('');
  });

  test('value, p and time in this order, each only where it is stated', () => {
    expect(resultInWords({ ...empty, percentage: printed('66.7'), p: p('=', '0.04'), timePoint: { text: '5-year', value: 5, unit: 'years' } })).toEqual(['66.7%', 'p = 0.04', 'at 5-year']);
    expect(resultInWords({ ...empty, measure: 'p only', p: p('=', '0.466') })).toEqual(['p = 0.466']);
  });
});

describe('arms', () => {
  const arms = [arm('SBRT'), arm('Conventional EBRT')];
  test('that are compared stand against each other; that are taken together stand together', () => {
    expect(armsInWords({ ...empty, measure: 'HR', arms: [0, 1] }, arms)).toBe('SBRT vs Conventional EBRT');
    expect(armsInWords({ ...empty, arms: [0, 1] }, arms)).toBe('SBRT and Conventional EBRT');
    expect(armsInWords({ ...empty, arms: [1] }, arms)).toBe('Conventional EBRT');
  });
  test('a group that is none of the arms keeps its own words; an unknown arm has none', () => {
    expect(armsInWords({ ...empty, group: 'untreated patients' }, arms)).toBe('untreated patients');
    expect(armsInWords({ ...empty, arms: [7] }, arms)).toBe('');
  });
});

test('results are grouped by outcome in reading order, whatever the case; without an outcome by their class', () => {
  const named = (resultId: string, outcome: string): PlacedResult => ({ ...empty, resultId, outcome });
  expect(groupedByOutcome([named('1', 'ORR'), named('2', 'OS'), named('3', 'orr'), { ...named('4', ' '), outcomeClass: 'PFS' }]).map(({ outcome, results }) => `${outcome}: ${results.map(({ resultId }) => resultId).join(' ')}`))
    .toEqual(['ORR: 1 3', 'OS: 2', 'PFS: 4']);
});

describe('the sentence around a result', () => {
  const text = 'First. The ORR was 35% in all. Last.';
  test('is cut at the result, and nothing is lost', () => {
    expect(excerptOf({ span: { field: 'results', start: 19, end: 22 }, sentence: { field: 'results', start: 7, end: 30 } }, text)).toEqual({ before: 'The ORR was ', marked: '35%', after: ' in all.' });
  });
  test('is nothing when the text became shorter', () => {
    expect(excerptOf({ span: { field: 'results', start: 19, end: 22 }, sentence: { field: 'results', start: 7, end: 30 } }, 'Short')).toBeNull();
  });
  test('of a very long sentence is a part of it', () => {
    const long = `${'a'.repeat(5000)}35%${'b'.repeat(5000)}`;
    const excerpt = excerptOf({ span: { field: 'results', start: 5000, end: 5003 }, sentence: { field: 'results', start: 0, end: long.length } }, long);
    expect(excerpt?.marked).toBe('35%');
    expect((excerpt?.before.length ?? 0) + (excerpt?.after.length ?? 0)).toBeLessThan(500);
    expect(excerpt?.before.startsWith('…')).toBe(true);
  });
});
