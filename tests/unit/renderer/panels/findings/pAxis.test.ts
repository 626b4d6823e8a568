// The axis of p values in a card: where p stands, and what it says to those who don't see it.
import { describe, expect, test } from 'vitest';
import { axisInWords, pAxisOf, placeOfP, pText, rangeText } from '../../../../../renderer/panels/findings/pAxis';

describe('the place of p', () => {
  test('is logarithmic from 0.0001 to 1, and stays on the axis', () => {
    expect(placeOfP(0.0001)).toBe(0);
    expect(placeOfP(0.01)).toBeCloseTo(0.5, 10);
    expect(placeOfP(1)).toBe(1);
    expect([placeOfP(0), placeOfP(1e-12), placeOfP(Number.NaN), placeOfP(3)]).toEqual([0, 0, 0, 1]);
  });
});

describe('what an explanation says of p', () => {
  test('is read from its two ranges, with α where it is stated', () => {
    expect(pAxisOf({ values: { pPrinted: [0, 0.0001], pComputed: [0.109, 0.245], alpha: 0.05 } })).toEqual({ printed: { low: 0, high: 0.0001 }, computed: { low: 0.109, high: 0.245 }, alpha: 0.05 });
    expect(pAxisOf({ values: { pPrinted: [0.04, 0.04], pComputed: [0.1, 0.2] } })?.alpha).toBeNull();
  });

  test('is nothing where a range is missing, turned round, negative or no numbers', () => {
    const computed = [0.1, 0.2];
    for (const pPrinted of [undefined, null, 0.04, [0.04], [0.3, 0.2], [-1, 0.2], ['0', '1'], [0, 1, 2]]) {
      expect(pAxisOf({ values: { pComputed: computed, ...(pPrinted === undefined ? {} : { pPrinted }) } })).toBeNull();
    }
    expect(pAxisOf({ values: {} })).toBeNull();
  });
});

describe('in words', () => {
  test('ranges have three digits; a bound is said as one', () => {
    expect([0.19882, 0.0500001, 1e-9, 0].map(pText)).toEqual(['0.199', '0.05', '< 0.0001', '0']);
    expect(rangeText({ low: 0, high: 0.0001 })).toBe('at most 0.0001');
    expect(rangeText({ low: 0, high: 1e-7 })).toBe('below 0.0001');
    expect(rangeText({ low: 0.04, high: 0.04 })).toBe('0.04');
    expect(rangeText({ low: 0.10913, high: 0.24499 })).toBe('0.109 to 0.245');
  });

  test('the whole picture is one text', () => {
    expect(axisInWords({ printed: { low: 0, high: 0.0001 }, computed: { low: 0.109, high: 0.245 }, alpha: 0.05 }))
      .toBe('p values on a logarithmic axis from 0.0001 to 1. Printed: at most 0.0001. Computed: 0.109 to 0.245. α is 0.05.');
  });
});
