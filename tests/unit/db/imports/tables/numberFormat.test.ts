import { describe, expect, test } from 'vitest';
import { printedNumber } from '../../../../../db/imports/tables/workbook/numberFormat';

const printed = (raw: string, format: string): string => printedNumber(raw, format, false).text;

describe('a number of a sheet', () => {
  test.each([
    // as typed, where no format says more
    ['5', 'General', '5'], ['0', 'General', '0'], ['100', 'General', '100'], ['-2.50', 'General', '-2.5'], ['0.30000000000000004', 'General', '0.3'], ['7.0000000000000007E-2', 'General', '0.07'],
    ['1.2345678901234501E+18', 'General', '1234567890123450000'], ['1234567890123456789', 'General', '1234567890123456789'], ['1234567890123456789', '0', '1234567890123456789'],
    ['0.0000001', 'General', '0.0000001'], ['1E-12', 'General', '1E-12'], ['1E+25', 'General', '1E+25'], ['1e400', 'General', '1e400'], ['abc', '0.0', 'abc'], ['5', '@', '5'],
    // places
    ['5', '0.0', '5.0'], ['7', '000', '007'], ['-5', '0.00', '-5.00'], ['0.5', '#.##', '.5'], ['5', '#.##', '5.'], ['150', '0.0##', '150.0'], ['1.23456', '0.0##', '1.235'], ['123', '0,000', '0,123'], ['123456789', '000-00-0000', '123-45-6789'],
    // rounding of what is shown, half away from zero in decimals
    ['1.005', '0.00', '1.01'], ['999.96', '0.0', '1000.0'], ['0.4512', '0%', '45%'], ['-0.4', '0', '0'], ['-0.5', '0', '-1'], ['2.5', '0', '3'],
    // thousands, percent, scaling, powers
    ['1234.5', '#,##0.00', '1,234.50'], ['1234567', '#,##0', '1,234,567'], ['0.451', '0.0%', '45.1%'], ['12', '00.00%', '1200.00%'], ['1500000', '0.0,,"M"', '1.5M'], ['1234567', '0.0,', '1234.6'],
    ['12345', '0.00E+00', '1.23E+04'], ['9.99', '0.0E+0', '1.0E+1'], ['0.001', '0.0E+00', '1.0E-03'], ['12345', '##0.0E+0', '12.3E+3'], ['0', '0.0E+0', '0.0E+0'],
    // sections, conditions, words, money
    ['-5', '0.00;(0.00)', '(5.00)'], ['0', '0.00;(0.00);"-"', '0'], ['12', '[<10]0.0;0', '12'], ['2', '[<10]0.0;0', '2.0'], ['5', '0" mg"', '5 mg'], ['5', '[$€-407] #,##0.00', '€ 5.00'], ['5', '[Red]0.0_);[Blue]\\-0.0', '5.0'], ['5', '* 0.0', '5.0'],
    // what is not printed by its format
    ['0.5', '# ?/?', '0.5'], ['44260', 'General"days"', '44260'], ['1', '"yes"', '1'],
  ])('%s as %s is %s', (raw, format, text) => {
    expect(printed(raw, format)).toBe(text);
  });
  test('says when the sheet shows fewer places than it keeps', () => {
    expect(printedNumber('0.451', '0%', false).kind).toBe('rounded');
    expect(printedNumber('0.45', '0%', false).kind).toBe('number');
    expect(printedNumber('0.30000000000000004', '0.0', false).kind).toBe('number');
  });
  test('with a format of any length and shape gives some text, soon', () => {
    for (const format of ['0'.repeat(100_000), `${'"'.repeat(499)}`, '['.repeat(500), ';'.repeat(500), '#,'.repeat(250), 'E+'.repeat(250), '\\'.repeat(499), 'y'.repeat(500), '%'.repeat(500)]) expect(typeof printed('12.5', format)).toBe('string');
  });
});

describe('a date of a sheet', () => {
  test.each([
    ['44260', 'yyyy-mm-dd', '2021-03-05'], ['44260', 'd/m/yy', '2021-03-05'], ['44260', 'mmm-yy', '2021-03'], ['44260', 'yyyy', '2021'], ['44440', 'd-mmm', '2021-09-01'], ['44260', '[$-409]d\\-mmm\\-yyyy;@', '2021-03-05'],
    ['44260.5', 'yyyy\\-mm\\-dd hh:mm', '2021-03-05T12:00'], ['44260.999999', 'yyyy-mm-dd h:mm', '2021-03-06T00:00'], ['44260.75001', 'd.m.yyyy h:mm:ss', '2021-03-05T18:00:01'],
    ['0.75', 'h:mm', '18:00'], ['0.75', 'h:mm AM/PM', '18:00'], ['1.5', '[h]:mm', '36:00'], ['0.5', 'mm:ss.0', '12:00'],
    ['1', 'yyyy-mm-dd', '1900-01-01'], ['59', 'yyyy-mm-dd', '1900-02-28'], ['60', 'yyyy-mm-dd', '1900-02-29'], ['61', 'yyyy-mm-dd', '1900-03-01'],
    ['-1', 'yyyy-mm-dd', '-1'], ['99999999', 'yyyy-mm-dd', '99999999'],
  ])('%s as %s is %s', (raw, format, text) => {
    expect(printed(raw, format)).toBe(text);
  });
});
