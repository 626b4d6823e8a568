// N8 and N9: medians and their limits, orders that must hold, and p values that are none.
import { describe, expect, it } from 'vitest';
import type { Checked } from '../../../../../db/evidence/arithmetic/checked';
import { checkMedian, checkOrder, checkPSyntax, checkSurvival } from '../../../../../db/evidence/arithmetic/orders';
import { printed, printedP } from './printing';

function outcome(checked: Checked<unknown>): string {
  if (checked.verdict === 'not checked') return checked.because;
  return checked.verdict === 'consistent' ? 'consistent' : checked.severity;
}

function optional(text: string | null): ReturnType<typeof printed> | null {
  return text === null ? null : printed(text);
}

describe('N8, a median', () => {
  it.each([
    ['7.5', '6.1', '10.9', 'consistent'], ['15.8', '8.2', null, 'consistent'], ['21.8', '14.5', null, 'consistent'], ['6', '6.4', '9.0', 'consistent'],
    ['5.2', '6.1', '10.9', 'major'], ['12.0', '6.1', '10.9', 'major'], ['8.0', '8.2', null, 'major'], ['5.2', null, null, 'no limit reached'], ['7.5', '10.9', '6.1', 'not understood'],
  ])('%s (%s–%s): %s', (median, lower, upper, found) => {
    expect(outcome(checkMedian({ median: printed(median), lower: optional(lower), upper: optional(upper) }))).toBe(found);
  });
});

describe('N8, an order', () => {
  const order = (...values: readonly (string | null)[]): Checked<unknown> => checkOrder(values.map((text, at) => ({ name: `value ${at + 1}`, number: optional(text) })));

  it.each([
    [['12', '35.7', '90.5'], 'consistent'], [['35.7', '35.7'], 'consistent'], [['36', '35.7'], 'consistent'], [['9.0', null], 'no limit reached'], [[], 'no limit reached'],
    [['40', '35.7', '90.5'], 'major'], [['12', '95', '90.5'], 'major'], [['12', null, '9.5'], 'major'],
  ])('%j: %s', (values, found) => {
    expect(outcome(order(...values))).toBe(found);
  });

  it('names the two that are reversed', () => {
    expect(order('12', '95', '90.5')).toEqual({ verdict: 'not consistent', severity: 'major', shown: { broken: { lesser: 'value 2', greater: 'value 3' } } });
  });
});

describe('N8, survival', () => {
  const survival = (...rates: readonly (readonly [number, string | null])[]): string => outcome(checkSurvival(rates.map(([time, rate]) => ({ time, rate: optional(rate) }))));

  it('leaves alone what falls with time, whatever the order of print', () => {
    expect(survival([12, '96'], [60, '38'])).toBe('consistent');
    expect(survival([36, '30'], [12, '66'])).toBe('consistent');
    expect(survival([12, '54.5'], [24, '48.4'])).toBe('consistent');
    expect(survival([12, '50'], [24, '50.3'])).toBe('consistent');
    expect(survival([12, '50'], [12, '70'])).toBe('consistent');
    expect(survival([12, '50'], [24, null])).toBe('no limit reached');
    expect(survival([12, '50'], [Number.NaN, '70'])).toBe('no limit reached');
  });

  it('flags what rises', () => {
    expect(survival([12, '48.4'], [24, '54.5'])).toBe('major');
    expect(survival([12, '66'], [24, '40'], [36, '60'])).toBe('major');
  });
});

describe('N9, a p value', () => {
  it.each([
    ['p = 1.2', 'major'], ['p > 1', 'major'], ['p = 47', 'major'], ['p = 0', 'minor'], ['p = 0.000', 'minor'], ['p < 0', 'minor'],
    ['p = 1', 'consistent'], ['p = 1.00', 'consistent'], ['p < 0.001', 'consistent'], ['p > 0', 'consistent'], ['NS', 'consistent'], ['p = 0.05', 'consistent'],
  ])('%s: %s', (p, found) => {
    expect(outcome(checkPSyntax(printedP(p)))).toBe(found);
  });
});
