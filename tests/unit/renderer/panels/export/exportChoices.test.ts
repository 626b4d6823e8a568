// What an export is chosen to be: columns in their order, widths, presets, and what is remembered.
import { describe, expect, test } from 'vitest';
import { chosenTables, documentStem, extensionOf, formatName, formatsOf, fromPreset, keptKeys, listedColumns, movedColumn, plainChoices, recall, remember, widthOf, withChosen, withColumn, withTable, withWidth, writtenTables, type ExportState } from '../../../../../renderer/panels/dialogs/export/exportChoices';

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

test('a preset brings its table and all its choices; a format that its table does not have is Word', () => {
  expect(fromPreset({ name: 'Mine', table: 'trials', format: 'ris', choices: { ...plainChoices(), numbering: 'appearance' } })).toEqual({ table: 'trials', format: 'docx', isAsSeen: false, choices: { ...plainChoices(), numbering: 'appearance' }, preset: 'Mine', since: null });
});

describe('the whole document', () => {
  const document: ExportState = { ...factors, table: 'document' };
  test('has the published tables as pages and all but History for programs, until others are chosen', () => {
    expect(chosenTables(document)).toEqual(['factors', 'trials']);
    expect(chosenTables({ ...document, format: 'xlsx' })).toEqual(['factors', 'trials', 'studies', 'claims', 'results', 'glossary', 'aliases', 'findings', 'conflicts', 'notes']);
    const more = withChosen(document, 'glossary', true);
    expect(more.choices.tables).toEqual(['factors', 'trials', 'glossary']);
    expect(chosenTables({ ...more, format: 'xlsx' }), 'what was chosen stays').toEqual(['factors', 'trials', 'glossary']);
    expect(withChosen(more, 'glossary', false).choices.tables, 'as usual again').toBeNull();
    const one = withChosen(document, 'factors', false);
    expect(withChosen(one, 'trials', false), 'the last one stays').toBe(one);
  });
  test('is a ZIP as CSV or TSV, and has no formats of references', () => {
    expect(formatsOf('document')).not.toContain('ris');
    expect([extensionOf('document', 'csv'), extensionOf('document', 'tsv'), extensionOf('document', 'latex'), extensionOf('factors', 'csv')]).toEqual(['zip', 'zip', 'tex', 'csv']);
    expect([formatName('document', 'csv'), formatName('factors', 'csv')]).toEqual(['CSV, a file a table (.zip)', 'CSV (.csv)']);
  });
  test('is called as the document, or as its release', () => {
    expect(documentStem({ name: 'Bone metastasis.lacuna', release: null })).toBe('Bone metastasis');
    expect(documentStem({ name: 'x.lacuna', release: { version: '1.0', documentName: 'Bone metastasis.lacuna', documentPath: '/x', madeAtUtc: '2026-01-01T00:00:00.000Z' } })).toBe('Bone metastasis 1.0');
    expect(documentStem({ name: 'x.lacuna', release: { version: '2/../x', documentName: 'Bone.lacuna', documentPath: '/x', madeAtUtc: '2026-01-01T00:00:00.000Z' } }), 'a name, no path').toBe('Bone 2-..-x');
  });
  test('has no columns to choose, and is remembered with its tables', () => {
    expect(listedColumns(document)).toEqual([]);
    const kept = storage();
    remember(kept, withChosen(document, 'studies', true));
    expect(withTable(factors, 'document', kept)).toMatchObject({ table: 'document', choices: { tables: ['factors', 'trials', 'studies'] } });
    expect(withTable(factors, 'trials', kept).choices.tables).toBeNull();
  });
  test('says of how many tables it was made, and which have no rows', () => {
    expect(writtenTables({})).toBe('');
    expect(writtenTables({ tables: [{ table: 'factors', rows: 2 }], empty: ['results', 'aliases'] })).toBe(' 1 table. Left out, without rows: Results, Names.');
    expect(writtenTables({ tables: [{ table: 'factors', rows: 2 }, { table: 'trials', rows: 1 }], empty: [] })).toBe(' 2 tables.');
  });
});
