// What the import dialog asks the core about a source, and what of its choices outlives another choice.
import { describe, expect, test } from 'vitest';
import type { ImportSourceReport } from '../../../../../db/contract/imports';
import { askedSource, choicesOf, newSource, recalledInto, withColumn, withGuessedColumns, withReading, withTable } from '../../../../../renderer/panels/dialogs/import/importSources';

const file = newSource('a', 'trials.csv', { kind: 'file', path: '/somewhere/trials.csv' });
const report = (...headings: readonly string[]): ImportSourceReport => ({
  name: 'trials.csv', table: 'trials', format: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"', sheet: null, sheets: [], headingLine: 1, above: [],
  columns: headings.map((heading) => ({ heading, target: null, confidence: 0, because: '', sample: [] })),
  decimalComma: { state: 'none', cells: 0, examples: [] }, unknownHeadings: [], notes: [], problems: [],
  counts: { records: 0, new: 0, changed: 0, unchanged: 0, duplicates: 0, refused: 0 }, refused: [],
});

describe('the question to the core', () => {
  test('names the file, the table and only what was chosen', () => {
    expect(askedSource(file)).toEqual({ path: '/somewhere/trials.csv', table: null, options: {} });
    const changed = withColumn(withColumn(withReading(file, { delimiter: ';' }), 2, 'treatment'), 0, null);
    expect(askedSource(changed)).toEqual({ path: '/somewhere/trials.csv', table: null, options: { delimiter: ';', columns: { 'Column 3': 'treatment', 'Column 1': null } } });
  });

  test('is not asked while a file is on its way, or when it could not be read', () => {
    expect(askedSource(newSource('b', 'b.csv', { kind: 'arriving' }))).toBeNull();
    expect(askedSource({ ...file, problem: 'It is a picture.' })).toBeNull();
    expect(askedSource(newSource('c', 'Pasted table', { kind: 'pasted', text: 'a\tb', html: '' }))).toEqual({ name: 'Pasted table', text: 'a\tb', html: '', table: null, options: {} });
  });
});

describe('choices', () => {
  test('a choice taken back is no choice', () => {
    expect(withReading(withReading(file, { encoding: 'utf-16le' }), { encoding: undefined }).reading).toEqual({});
    expect(withColumn(withColumn(file, 1, 'treatment'), 1, undefined).columns.size).toBe(0);
  });

  test('two columns are never the same one: the later choice has it', () => {
    expect([...withColumn(withColumn(file, 0, 'treatment'), 3, 'treatment').columns]).toEqual([[0, null], [3, 'treatment']]);
    expect([...withColumn(withColumn(file, 0, null), 3, null).columns]).toEqual([[0, null], [3, null]]);
  });

  test('of columns go with the columns: with another sheet, delimiter or table, not with decimal commas', () => {
    const chosen = withColumn(file, 0, 'treatment');
    expect(withReading(chosen, { sheet: 'Two' }).columns.size).toBe(0);
    expect(withReading(chosen, { headingLine: 4 }).columns.size).toBe(0);
    expect(withTable(chosen, 'claims').columns.size).toBe(0);
    expect(withReading(chosen, { decimalComma: true }).columns.size).toBe(1);
  });

  test('let a source that could not be read be tried again', () => {
    expect(withReading({ ...file, problem: 'Its headings do not say' }, { headingLine: 2 }).problem).toBeNull();
    expect(withTable({ ...file, problem: 'Its headings do not say' }, 'trials').problem).toBeNull();
  });
});

describe('choices for the same headings', () => {
  const known = { table: 'claims', targets: { Gene: 'subject', Gone: 'object', Note: null }, chosenAtUtc: '2026-05-03T10:00:00.000Z' } as const;

  test('are used by heading, wherever the columns stand now', () => {
    const used = recalledInto(file, report('Note', 'Effect', 'Gene'), known);
    expect([...used.columns]).toEqual([[2, 'subject'], [0, null]]);
    expect([used.table, used.recalled]).toEqual(['claims', known]);
  });

  test('never take back what was chosen just now, and nothing is used when nothing fits', () => {
    const chosen = withColumn(file, 0, 'treatment');
    expect(recalledInto(chosen, report('Gene'), known)).toBe(chosen);
    expect(recalledInto(file, report('Effect'), known)).toBe(file);
    expect(recalledInto(file, report('Gene', 'Gene'), known), 'two columns with one heading can not be told apart').toBe(file);
  });

  test('can be left for guesses, of the table too', () => {
    expect(withGuessedColumns(recalledInto(file, report('Gene'), known))).toEqual(file);
    expect(withGuessedColumns(withColumn(withTable(file, 'claims'), 0, 'subject')).table, 'a table that was chosen now stays').toBe('claims');
  });

  test('are remembered of columns that can be found again by their heading, and only what was chosen', () => {
    const chosen = withColumn(withColumn(withColumn(withColumn(file, 0, 'treatment'), 1, null), 2, 'results'), 3, 'population');
    expect(choicesOf(chosen, report('Arm', 'Comment', '', 'Twice', 'Twice'), 'now')).toEqual({ table: 'trials', targets: { Arm: 'treatment', Comment: null }, chosenAtUtc: 'now' });
    expect(choicesOf(file, report('Arm'), 'now')).toBeNull();
  });
});
