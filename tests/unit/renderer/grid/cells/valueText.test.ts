// How values read as text and texts as values: typed, pasted and copied cells agree.
import { describe, expect, test } from 'vitest';
import type { ColumnDefinition } from '../../../../../db/contract/columnDefinition';
import { columnOf, tables } from '../../../../../db/contract/columns';
import type { GridTable } from '../../../../../db/contract/tableNames';
import { isHeldBy, referenceNumbersOf, referencesText, textOf, valueOfText } from '../../../../../renderer/grid/cells/valueText';
import { naughtyTexts } from '../naughtyTexts';

function column(table: GridTable, key: string): ColumnDefinition {
  const found = columnOf(table, key);
  if (found === null) throw new Error(`${table} has no ${key}`);
  return found;
}

describe('text and value', () => {
  test('what a cell reads is what it becomes again, in every column of text', () => {
    for (const definition of [...tables.factors.columns, ...tables.trials.columns, ...tables.studies.columns].filter(({ kind }) => kind !== 'references' && kind !== 'hidden')) {
      for (const text of naughtyTexts) {
        const value = valueOfText(definition, text);
        expect(valueOfText(definition, textOf(definition, value, [])), `${definition.key}: ${text.slice(0, 60)}`).toEqual(value);
      }
    }
  });
  test('one-line columns lose the white space around, long text keeps it', () => {
    expect(valueOfText(column('factors', 'factor'), '  SPP1 ')).toBe('SPP1');
    expect(valueOfText(column('factors', 'mechanism'), '  indented\n')).toBe('  indented\n');
    expect(valueOfText(column('factors', 'factor'), '   ')).toBeNull();
  });
  test('a number stays the text that it is', () => {
    for (const text of ['5.0', '007', '1e5', '-1.00', '1/2']) expect(valueOfText(column('trials', 'patients'), text)).toBe(text);
  });
  test('the paper’s own reasons mean missing, where a column can be', () => {
    expect(valueOfText(column('factors', 'mechanism'), 'no DESCRIPTION ')).toEqual({ missing: 'No description' });
    expect(textOf(column('factors', 'mechanism'), { missing: 'No description' }, [])).toBe('No description');
    expect(valueOfText(column('factors', 'factor'), 'No description')).toBe('No description');
    expect(valueOfText(column('factors', 'mechanism'), 'No description of it')).toBe('No description of it');
  });
});

describe('reference numbers', () => {
  test.each<readonly [string, readonly number[]]>([
    ['66', [66]], ['[66, 67]', [66, 67]], ['66;67', [66, 67]], ['66 67', [66, 67]], ['15-17', [15, 16, 17]], ['15–17', [15, 16, 17]], ['15 – 17, 20', [15, 16, 17, 20]], ['[15-17]', [15, 16, 17]],
    ['[66] Wang et al., [67] Li et al.', [66, 67]], ['67, 66, 67', [67, 66]], ['', []], ['  ', []], ['[]', []], ['66，67、68', [66, 67, 68]], ['0', [0]],
  ])('%j reads as %j', (text, numbers) => {
    expect(referenceNumbersOf(text)).toEqual({ isRead: true, numbers });
  });
  test.each(['Wang', '66a', '1.5', '17-15', '1-9999', '66, Wang', '-5', '66--67', '1234567890'])('%j is a problem, with a sentence that says what to write', (text) => {
    const read = referenceNumbersOf(text);
    expect(read.isRead).toBe(false);
    if (!read.isRead) expect(read.message).toMatch(/^“.+” is not .+\. Write .+\.$/u);
  });
  test('takes anything that can be typed', () => {
    for (const text of naughtyTexts) expect(typeof referenceNumbersOf(text).isRead).toBe('boolean');
  });
  test('read back what was written', () => {
    expect(referencesText([{ number: 66 }, { number: 67 }])).toBe('[66, 67]');
    expect(referencesText([])).toBe('');
    expect(referenceNumbersOf(referencesText([{ number: 3 }, { number: 1 }]))).toEqual({ isRead: true, numbers: [3, 1] });
  });
});

describe('a text that a cell holds already', () => {
  test('is known in every kind of column', () => {
    expect(isHeldBy(column('factors', 'factor'), ' SPP1 ', 'SPP1', [])).toBe(true);
    expect(isHeldBy(column('factors', 'factor'), 'SPP2', 'SPP1', [])).toBe(false);
    expect(isHeldBy(column('factors', 'mechanism'), 'no description', { missing: 'No description' }, [])).toBe(true);
    expect(isHeldBy(column('factors', 'mechanism'), '', null, [])).toBe(true);
    expect(isHeldBy(column('factors', 'references'), '15, 66', ['a', 'b'], [{ number: 15 }, { number: 66 }])).toBe(true);
    expect(isHeldBy(column('factors', 'references'), '66, 15', ['a', 'b'], [{ number: 15 }, { number: 66 }])).toBe(false);
    expect(isHeldBy(column('factors', 'references'), 'Wang', ['a'], [{ number: 15 }])).toBe(false);
  });
});
