// Numbers as printed: what is read, what is left alone, and that no text takes long.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePrintedNumber, readPrintedNumber } from '../../../../db/evidence/printedNumber';

/** Any UTF-16 units, lone surrogates and control characters among them. */
const anyText = fc.array(fc.nat(0xff_ff), { maxLength: 150 }).map((codes) => String.fromCharCode(...codes));

describe('a printed number', () => {
  it.each([
    ['5', 5, 0, 4.5, 5.5],
    ['5.0', 5, 1, 4.95, 5.05],
    ['0.050', 0.05, 3, 0.0495, 0.0505],
    ['.04', 0.04, 2, 0.035, 0.045],
    ['-0.208', -0.208, 3, -0.2085, -0.2075],
    ['−1.5', -1.5, 1, -1.55, -1.45],
    ['–1.5', -1.5, 1, -1.55, -1.45],
    ['+3', 3, 0, 2.5, 3.5],
    ['-0.0', 0, 1, -0.05, 0.05],
    ['0·65', 0.65, 2, 0.645, 0.655],
    ['0∙65', 0.65, 2, 0.645, 0.655],
    ['·04', 0.04, 2, 0.035, 0.045],
    ['１２．５', 12.5, 1, 12.45, 12.55],
    ['1,234', 1234, 0, 1233.5, 1234.5],
    ['1,234,567.8', 1_234_567.8, 1, 1_234_567.75, 1_234_567.85],
    ['12\u2009500', 12_500, 0, 12_499.5, 12_500.5],
    ['1.2e-4', 0.000_12, 5, 0.000_115, 0.000_125],
    ['1.2E–4', 0.000_12, 5, 0.000_115, 0.000_125],
    ['4.7×10⁻⁴', 0.000_47, 5, 0.000_465, 0.000_475],
    ['4.7 x 10-4', 0.000_47, 5, 0.000_465, 0.000_475],
    ['4.7 × 10−4', 0.000_47, 5, 0.000_465, 0.000_475],
    ['4.7*10^-4', 0.000_47, 5, 0.000_465, 0.000_475],
    ['4.7·10−4', 0.000_47, 5, 0.000_465, 0.000_475],
    ['4.7×10^(-4)', 0.000_47, 5, 0.000_465, 0.000_475],
    ['5·10⁻⁴', 0.000_5, 4, 0.000_45, 0.000_55],
    ['1.5e3', 1500, -2, 1450, 1550],
    ['2 × 10⁶', 2_000_000, -6, 1_500_000, 2_500_000],
    [' 7.2 ', 7.2, 1, 7.15, 7.25],
  ])('%j is %d', (text, value, decimals, lower, upper) => {
    const number = parsePrintedNumber(text);
    expect(number).toMatchObject({ text: text.trim(), value, decimals, lower, upper });
    expect(Object.is(number?.value, -0)).toBe(false);
    expect(number?.digits).toBe(Math.round(value * 10 ** decimals) || 0);
  });

  it('says when thousands were set apart, because a list may have lost its spaces', () => {
    expect(readPrintedNumber('378,190, 170', 0)).toMatchObject({ number: { value: 378_190, isGrouped: true }, end: 7 });
    expect(parsePrintedNumber('378190')?.isGrouped).toBe(false);
  });

  it('is read from the middle of a text, as far as it goes', () => {
    const ends = (text: string, from: number): readonly [string, number] | null => {
      const found = readPrintedNumber(text, from);
      return found === null ? null : [found.number.text, found.end];
    };
    expect(ends('HR 0.65, p', 3)).toEqual(['0.65', 7]);
    expect(ends('1.20-14.6', 0)).toEqual(['1.20', 4]);
    expect(ends('1.20–14.6', 4)).toEqual(['–14.6', 9]);
    expect(ends('1·10–1·55', 0)).toEqual(['1·10', 4]);
    expect(ends('43.2%,33.3%', 0)).toEqual(['43.2', 4]);
    expect(ends('32, 22', 0)).toEqual(['32', 2]);
    expect(ends('1,2 and 3', 0)).toEqual(['1', 1]);
    expect(ends('1,234,56', 0)).toEqual(['1', 1]);
    expect(ends('0,123', 0)).toEqual(['0', 1]);
    expect(ends('1234,567', 0)).toEqual(['1234', 4]);
    expect(ends('5.', 0)).toEqual(['5', 1]);
    expect(ends('3 × 10 Gy', 0)).toEqual(['3', 1]);
    expect(ends('4.7 × 104', 0)).toEqual(['4.7', 3]);
    expect(ends('8 x 10-4.5', 0)).toEqual(['8', 1]);
    expect(ends('2em', 0)).toEqual(['2', 1]);
    expect(ends('12months', 0)).toEqual(['12', 2]);
  });

  it.each(['', ' ', 'x', '.', '-', '−', '5 000', '0,05', '1.2.3', '12.05.2020', '1e', '5e999', '1e-400', '1234567890123456789', 'NaN', 'Infinity', '0x10', '1_000', '٣', '½', '5%', '- 5', '--5', '1,2345', '1'.repeat(500), '.'.repeat(500), '1,234'.repeat(100)])('%j is none', (text) => {
    expect(parsePrintedNumber(text)).toBeNull();
  });

  it('keeps the string that it came from, whatever was printed', () => {
    fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }), (digits, decimals) => {
      const text = (digits / 10 ** decimals).toFixed(decimals);
      const number = parsePrintedNumber(text);
      expect(number?.text).toBe(text);
      expect(number?.value).toBe(Number(text) || 0);
      expect(number?.decimals).toBe(decimals);
      expect((number?.lower ?? 0) < (number?.value ?? 0) && (number?.value ?? 0) < (number?.upper ?? 0)).toBe(true);
    }));
  });

  it('holds every number that rounds to it', () => {
    fc.assert(fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 0, max: 6 }), (x, decimals) => {
      const number = parsePrintedNumber(x.toFixed(decimals));
      expect(number !== null && number.lower <= x + 1e-9 && x - 1e-9 <= number.upper).toBe(true);
    }));
  });

  it('survives any text at any place, and does not read on', () => {
    fc.assert(fc.property(anyText, fc.nat(250), (text, from) => {
      const found = readPrintedNumber(text, from);
      expect(found === null || (found.end > from && found.end - from < 160 && text.slice(from, found.end) === found.number.text && Number.isFinite(found.number.value))).toBe(true);
    }), { numRuns: 500 });
    fc.assert(fc.property(fc.array(fc.constantFrom('1', '0', '9', ',', '.', '·', '×', 'x', '10', '⁻', '⁴', 'e', '-', '−', '^', '(', ')', ' ', '\u2009'), { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      const found = readPrintedNumber(text, 0);
      expect(found === null || (found.number.lower <= found.number.value && found.number.value <= found.number.upper)).toBe(true);
    }), { numRuns: 2000 });
  });

  it('takes no time over a million letters', () => {
    const started = performance.now();
    for (const text of ['1'.repeat(1e6), '1,234,'.repeat(2e5), '1.'.repeat(5e5), '1 x 10-'.repeat(1e5), '.1'.repeat(5e5)]) {
      for (let from = 0; from < 1000; from += 1) readPrintedNumber(text, from);
    }
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
