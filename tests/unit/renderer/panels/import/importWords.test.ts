// The words of the import dialog: what becomes of a row, why a column was guessed, how many rows are written.
import { describe, expect, test } from 'vitest';
import type { ImportCounts, PlannedRowInfo } from '../../../../../db/contract/imports';
import { doneWords, encodingName, formatName, guessWords, importLabel, isWritten, reasonWords, rowSummary, sameWords, targetsOf, writtenCount } from '../../../../../renderer/panels/dialogs/import/importWords';

const row: PlannedRowInfo = { source: 0, record: 1, line: 7, kind: 'new', rowName: 'CXCR7', cells: {}, changes: [], same: null, because: '', outcome: null, reasons: [], marks: [] };
const counts: ImportCounts = { records: 1210, new: 1000, changed: 100, unchanged: 10, duplicates: 60, refused: 40 };
const there = { rowId: '0190', ordinal: 9, source: null, line: null };

describe('a row in a line', () => {
  test('new: what it says beside its name', () => {
    expect(rowSummary('factors', { ...row, cells: { factor: 'CXCR7', expression: 'Up', function: '', mechanism: 'a\nb' } }, ['a.csv'])).toBe('Up · a b');
  });
  test('changed: the first change with both values, the others by name', () => {
    const change = (heading: string, before: string, after: string) => ({ field: heading, heading, before, after });
    expect(rowSummary('factors', { ...row, kind: 'changed', changes: [change('Expression', 'Up', 'Down')] }, ['a.csv'])).toBe('Expression: Up → Down');
    expect(rowSummary('factors', { ...row, kind: 'changed', changes: [change('Expression', '', 'Down'), change('Function', 'x', 'y')] }, ['a.csv'])).toBe('Expression: empty → Down; Function too');
  });
  test('duplicate: of what, why, and what becomes of it', () => {
    const duplicate: PlannedRowInfo = { ...row, kind: 'duplicate', same: { rowId: null, ordinal: null, source: 1, line: 1204 }, because: 'the same DOI', outcome: 'skipped' };
    expect(rowSummary('studies', duplicate, ['a.csv', 'b.csv'])).toBe('of line 1,204 of b.csv: the same DOI; left out');
    expect(sameWords('studies', { ...duplicate, source: 1 }, ['a.csv', 'b.csv'])).toBe('line 1,204');
    expect(rowSummary('studies', { ...duplicate, same: there, outcome: 'merged' }, ['a.csv'])).toBe('of row 9 of Studies: the same DOI; fills empty cells');
    expect(rowSummary('studies', { ...row, kind: 'unchanged', same: there }, ['a.csv'])).toBe('the same as row 9 of Studies');
  });
  test('refused: every reason, its column named once', () => {
    const reasons = [{ field: 'factor', message: 'Factor can\'t be empty.' }, { field: 'expression', message: 'It is too long.' }, { field: '', message: 'It reads like a note below the table.' }];
    expect(reasonWords('factors', reasons)).toEqual(['Factor can\'t be empty.', 'Expression: It is too long.', 'It reads like a note below the table.']);
  });
  test('is written, or brings nothing', () => {
    const kinds = [['new', null], ['changed', null], ['unchanged', null], ['refused', null], ['duplicate', 'skipped'], ['duplicate', 'merged'], ['duplicate', 'kept']] as const;
    expect(kinds.filter(([kind, outcome]) => isWritten({ kind, outcome })).map(([kind, outcome]) => outcome ?? kind)).toEqual(['new', 'changed', 'merged', 'kept']);
  });
});

describe('how many rows are written', () => {
  test('new and changed ones without those taken out; duplicates as it was chosen', () => {
    expect(writtenCount(counts, 'skip', 3)).toEqual({ count: 1097, isMost: false });
    expect(writtenCount(counts, 'keep', 0)).toEqual({ count: 1160, isMost: false });
    expect(writtenCount(counts, 'merge', 0), 'some of them have no empty cell to fill').toEqual({ count: 1160, isMost: true });
    expect(writtenCount({ ...counts, duplicates: 0 }, 'merge', 0)).toEqual({ count: 1100, isMost: false });
  });
  test('the button says it', () => {
    expect([importLabel({ count: 1097, isMost: false }), importLabel({ count: 1, isMost: false }), importLabel({ count: 60, isMost: true }), importLabel({ count: 0, isMost: false })]).toEqual(['Import 1,097 rows', 'Import 1 row', 'Import up to 60 rows', 'Import']);
  });
  test('afterwards: what was written, from where, what was not, and how it is taken back', () => {
    expect(doneWords(1100, 2, counts, ['a.csv'], 'Ctrl+Z')).toBe('Imported 1,100 rows from a.csv, with 2 new studies. Not written: 40 rows refused, 10 unchanged. Ctrl+Z takes all of it back.');
    expect(doneWords(1, 0, { ...counts, refused: 0, unchanged: 0 }, ['a.csv', 'b.csv'], 'Ctrl+Z')).toBe('Imported 1 row from 2 sources. Ctrl+Z takes all of it back.');
  });
});

describe('names', () => {
  test('of a guess: how sure, and why; of a choice: whose', () => {
    const column = { heading: 'Gene', target: 'factor', confidence: 0.9, because: 'its name is like “gene”', sample: [] };
    expect(guessWords(column, false, false)).toBe('Sure: its name is like “gene”');
    expect(guessWords({ ...column, confidence: 0.72 }, false, false)).toMatch(/^Likely: /u);
    expect(guessWords({ ...column, confidence: 0.55 }, false, false)).toMatch(/^Perhaps: /u);
    expect(guessWords({ ...column, target: null, confidence: 0, because: 'no column is called so' }, false, false)).toBe('Not imported: no column is called so');
    expect([guessWords(column, true, false), guessWords(column, true, true)]).toEqual(['You chose this', 'As you chose before']);
  });
  test('that are not known are said as they are', () => {
    expect([formatName('xlsx'), formatName('pubmed-xml'), formatName('medline'), encodingName('UTF-8'), encodingName('koi8-r')]).toEqual(['Excel workbook', 'PubMed XML', 'medline', 'UTF-8', 'koi8-r']);
  });
  test('of what a column can become: what can be edited and is shown, the number, the id', () => {
    expect(targetsOf('factors')).toEqual(['factor', 'expression', 'clinicalSignificance', 'function', 'mechanism', 'references', 'molecules', 'ordinal', 'rowId']);
  });
});
