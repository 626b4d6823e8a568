// What an export is chosen to be: columns in their order, widths, presets, and what is remembered.
import { describe, expect, test } from 'vitest';
import { fromPreset, keptKeys, listedColumns, movedColumn, plainChoices, recall, remember, widthOf, withColumn, withTable, withWidth, type ExportState } from '../../../../../renderer/panels/dialogs/export/exportChoices';

const factors: ExportState = { table: 'factors', format: 'docx', isAsSeen: false, choices: plainChoices(), preset: null, since: null };
const published = ['factor', 'expression', 'clinicalSignificance', 'function', 'mechanism', 'references'];

function storage(start: Readonly<Record<string, string>> = {}) {
  const kept = new Map(Object.entries(start));
  return { getItem: (key: string): string | null => kept.get(key) ?? null, setItem: (key: string, value: string): void => { kept.set(key, value); } };
}

describe('columns', () => {
  test('begin as published, and are said to be so again when they are', () => {
    expect(keptKeys(factors)).toEqual(published);
    const without = withColumn(factors, 'function', false);
    expect(without.choices.columns).toEqual(published.filter((key) => key !== 'function'));
    expect(withColumn(without, 'function', true).choices.columns).toBeNull();
  });
  test('move one place, not beyond the ends', () => {
    expect(keptKeys(movedColumn(factors, 'expression', -1)).slice(0, 2)).toEqual(['expression', 'factor']);
    expect(movedColumn(factors, 'factor', -1)).toBe(factors);
    expect(movedColumn(factors, 'references', 1)).toBe(factors);
    expect(movedColumn(factors, 'molecules', 1)).toBe(factors);
  });
  test('that come back stand where they belong, and the last one stays', () => {
    expect(keptKeys(withColumn(factors, 'molecules', true)).at(-1)).toBe('molecules');
    const one = published.slice(1).reduce((state, key) => withColumn(state, key, false), factors);
    expect(keptKeys(one)).toEqual(['factor']);
    expect(withColumn(one, 'factor', false)).toBe(one);
    expect(listedColumns(one).map(({ column, isKept }) => [column.key, isKept]).slice(0, 2)).toEqual([['factor', true], ['expression', false]]);
  });
  test('have a width of their own until it is the usual one again', () => {
    const [first] = listedColumns(factors);
    if (first === undefined) throw new Error('No columns.');
    const wide = withWidth(factors, first.column, 400);
    expect(widthOf(wide, first.column)).toBe(400);
    expect(withWidth(wide, first.column, first.column.width).choices.widths).toEqual({});
    expect(withWidth(wide, first.column, 0).choices.widths).toEqual({});
  });
});

describe('what was exported last', () => {
  test('is remembered by table, without the rows of a preset', () => {
    const kept = storage();
    remember(kept, { ...movedColumn(factors, 'expression', -1), format: 'csv', choices: { ...movedColumn(factors, 'expression', -1).choices, rows: { search: 'cxcr', filters: [], sort: [] } } });
    const again = withTable(factors, 'factors', kept);
    expect(again).toMatchObject({ format: 'csv', choices: { rows: null, columns: ['expression', 'factor', 'clinicalSignificance', 'function', 'mechanism', 'references'] } });
    expect(withTable(again, 'trials', kept)).toMatchObject({ format: 'csv', choices: plainChoices() });
  });
  test.each(['', 'null', '{', '[]', '{"format":"docx","choices":{"columns":7}}', '{"format":"exe","choices":{}}'])('is not trusted: %s', (text) => {
    expect(recall(storage({ 'lacuna.export.factors': text }), 'factors')).toBeNull();
  });
  test('a format of studies does not follow to another table', () => {
    expect(withTable({ ...factors, table: 'studies', format: 'ris' }, 'trials', storage()).format).toBe('docx');
  });
});

test('a preset brings its table and all its choices; a format that is no more is Word', () => {
  expect(fromPreset({ name: 'Mine', table: 'trials', format: 'gone', choices: { ...plainChoices(), numbering: 'appearance' } })).toEqual({ table: 'trials', format: 'docx', isAsSeen: false, choices: { ...plainChoices(), numbering: 'appearance' }, preset: 'Mine', since: null });
});
