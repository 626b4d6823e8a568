// Notes: on rows, cells and words; edited, published, withdrawn, undone; found again or orphaned; through merges, releases
// and comparisons; and at a cost that does not grow with the file.
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NoteInfo } from '../../../db/contract/notes';
import type { Input } from '../../../db/contract/methods';
import type { GridRow } from '../../../db/contract/types';
import { cellText } from '../../../db/contract/values';
import { notedRows } from '../../../db/queries/filterSql';
import { notesOfRowsSql } from '../../../db/queries/gridRows';
import { startReview, type TestCore } from './coreFixture';
import { evidenceDump } from './evidenceDump';

let lacuna: TestCore;
let path: string;
beforeEach(async () => { [lacuna, path] = await startReview(); });
afterEach(() => lacuna.end());

async function factor(name: string): Promise<GridRow> {
  const { rows } = await lacuna.call('openView', { table: 'factors', includeWithdrawn: true });
  const row = rows.find(({ values }) => values['factor'] === name);
  if (row === undefined) throw new Error(`no ${name}`);
  return row;
}
async function add(row: GridRow, more: Partial<Input<'addNote'>> = {}) {
  return lacuna.call('addNote', { table: 'factors', rowId: row.id, text: 'Look again.', ...more });
}
/** On these words of a cell. */
async function addOn(row: GridRow, field: string, quote: string, more: Partial<Input<'addNote'>> = {}) {
  return add(row, { field, span: { start: cellText(row.values[field]).indexOf(quote), quote }, ...more });
}
async function edit(name: string, field: string, after: string) {
  const row = await factor(name);
  return lacuna.call('editRows', { table: 'factors', edits: [{ rowId: row.id, field, before: row.values[field] ?? null, after }] });
}
const all = async (question: Input<'listNotes'> = {}): Promise<readonly NoteInfo[]> => (await lacuna.call('listNotes', question)).notes;
const only = async (): Promise<NoteInfo | undefined> => (await all())[0];

describe('a note', () => {
  test('is private at first, says what it is about and who made it, and can be undone', async () => {
    await lacuna.call('setPreferences', { curator: 'A. Curator' });
    const before = evidenceDump(path);
    const row = await factor('CXCR7');
    const { label, noteId } = await add(row, { field: 'expression', text: '  Down in the later series.\n' });
    expect(label).toBe('add note on Expression of CXCR7');
    expect(await all()).toEqual([{
      noteId, ordinal: 1, table: 'factors', rowId: row.id, rowOrdinal: row.ordinal, rowName: 'CXCR7', isRowThere: true, isRowWithdrawn: false, field: 'expression', heading: 'Expression', quote: null, span: null,
      text: 'Down in the later series.', sharing: 'private', isPrivate: true, lifecycle: 'active', state: 'anchored', curator: 'A. Curator', changedAtUtc: expect.any(String),
    }]);
    expect((await factor('CXCR7')).notes).toBe(1);
    expect((await lacuna.call('getDocument', {}))?.counts.notes).toBe(1);
    const committed = lacuna.events.findLast((event) => event.type === 'committed');
    expect(committed?.touched.find(({ table }) => table === 'factors')).toEqual({ table: 'factors', rowIds: [row.id], isStructural: false });
    await lacuna.call('undo', {});
    expect(evidenceDump(path)).toBe(before);
    expect((await factor('CXCR7')).notes).toBe(0);
    await lacuna.call('redo', {});
    expect((await only())?.noteId).toBe(noteId);
  });

  test('is edited, published and kept private again, each as one change whose label does not tell what it says', async () => {
    const { noteId } = await add(await factor('CXCR7'));
    expect((await lacuna.call('editNote', { noteId, text: { before: 'Look again.', after: 'Seen.' } })).label).toBe('edit note on CXCR7');
    expect((await lacuna.call('editNote', { noteId, sharing: 'published' })).label).toBe('publish note on CXCR7');
    expect(await only()).toMatchObject({ text: 'Seen.', sharing: 'published', isPrivate: false });
    expect((await lacuna.call('editNote', { noteId, sharing: 'private' })).label).toBe('make note on CXCR7 private');
    const stale = await lacuna.refusal('editNote', { noteId, text: { before: 'Look again.', after: 'Mine.' } });
    expect(stale).toMatchObject({ code: 'stale-edit', details: { current: 'Seen.', yours: 'Mine.' } });
    expect((await lacuna.refusal('editNote', { noteId, text: { before: 'Seen.', after: ' ' } })).message).toBe("Note can't be empty. Write something, or withdraw the note.");
    expect((await lacuna.refusal('editNote', { noteId, sharing: 'private' })).message).toContain('nothing to change');
  });

  test('is withdrawn and restored, never deleted or excluded', async () => {
    const { noteId } = await add(await factor('CXCR7'));
    expect((await lacuna.call('setLifecycle', { table: 'notes', rowIds: [noteId], lifecycle: 'withdrawn' })).label).toBe('withdraw note on CXCR7');
    expect(await all()).toEqual([]);
    expect((await factor('CXCR7')).notes).toBe(0);
    expect(await all({ isWithdrawn: true })).toMatchObject([{ noteId, lifecycle: 'withdrawn' }]);
    await lacuna.call('setLifecycle', { table: 'notes', rowIds: [noteId], lifecycle: 'active' });
    expect((await factor('CXCR7')).notes).toBe(1);
    expect((await lacuna.refusal('setLifecycle', { table: 'notes', rowIds: [noteId], lifecycle: 'excluded' })).message).toBe("A note can't be excluded. Keep it private, or withdraw it.");
  });

  test('is on something that is there: a row, a column of it, words that stand there', async () => {
    const row = await factor('CXCR7');
    const refused = async (input: Partial<Input<'addNote'>>): Promise<string> => { const { code, message } = await lacuna.refusal('addNote', { table: 'factors', rowId: row.id, text: 'Look.', ...input }); return `${code}: ${message}`; };
    expect(await refused({ rowId: 'nowhere' })).toContain('not-found: That factor is not in this file.');
    expect(await refused({ field: 'nothing' })).toBe('invalid-input: Factors has no column “nothing”.');
    expect(await refused({ text: ' \n' })).toContain("invalid-value: Note can't be empty.");
    expect(await refused({ span: { start: 0, quote: 'CXCR7' } })).toContain('Say in which column they stand.');
    expect(await refused({ field: 'factor', span: { start: 1, quote: 'CXCR7' } })).toContain('stale-edit: Factor of CXCR7 has changed since you chose these words.');
    expect(await refused({ field: 'factor', span: { start: 0, quote: ' ' } })).toContain('Choose the words');
    const [finding] = (await lacuna.call('openView', { table: 'findings' })).rows;
    expect(await refused({ table: 'findings', rowId: finding?.id ?? '' })).toContain('A finding takes no note');
    expect(await all()).toEqual([]);
  });

  test('goes on rows that follow from others, too', async () => {
    const [result] = (await lacuna.call('openView', { table: 'results' })).rows;
    await lacuna.call('addNote', { table: 'results', rowId: result?.id ?? '', field: 'p', text: 'One-sided?' });
    expect(await all({ table: 'results' })).toMatchObject([{ rowId: result?.id, state: 'anchored', heading: expect.stringContaining('p') }]);
    await lacuna.call('checkDocument', {});
    expect(await all({ table: 'results' })).toMatchObject([{ state: 'anchored' }]);
  });
});

describe('what a note is about', () => {
  test('is found again where its words moved, orphaned where they are gone, and there again once they are back', async () => {
    await edit('CXCR7', 'mechanism', 'Binds CXCL12; no effect on growth');
    await addOn(await factor('CXCR7'), 'mechanism', 'no effect');
    expect(await only()).toMatchObject({ quote: 'no effect', span: { start: 14, end: 23 }, state: 'anchored' });
    await edit('CXCR7', 'mechanism', 'In bone: binds CXCL12; no effect on growth');
    expect(await only()).toMatchObject({ span: { start: 23, end: 32 }, state: 'moved' });
    await edit('CXCR7', 'mechanism', 'Binds CXCL12');
    expect(await only()).toMatchObject({ quote: 'no effect', span: null, state: 'orphaned' });
    expect((await lacuna.call('listNotes', {})).counts).toEqual({ private: 1, published: 0, anchored: 0, moved: 0, orphaned: 1 });
    await lacuna.call('undo', {});
    await lacuna.call('undo', {});
    expect(await only()).toMatchObject({ span: { start: 14, end: 23 }, state: 'anchored' });
  });

  test('stands while its row is there: cleared, withdrawn, excluded', async () => {
    const row = await factor('CXCR7');
    await add(row);
    await add(row, { field: 'expression' });
    await edit('CXCR7', 'expression', '');
    await lacuna.call('setLifecycle', { table: 'factors', rowIds: [row.id], lifecycle: 'withdrawn' });
    expect((await all()).map(({ state, isRowWithdrawn }) => [state, isRowWithdrawn])).toEqual([['anchored', true], ['anchored', true]]);
  });

  test('is orphaned while the addition of its row is taken back, under the name that the row had', async () => {
    const { addedRowIds, changeSetId } = await lacuna.call('editRows', { table: 'factors', adds: [{ values: { factor: 'miR-17', expression: 'Up' } }], intention: 'add' });
    const [rowId = ''] = addedRowIds;
    await lacuna.call('addNote', { table: 'factors', rowId, field: 'expression', span: { start: 0, quote: 'Up' }, text: 'Really?' });
    await lacuna.call('revertChangeSet', { changeSetId, reason: 'wrong table' });
    expect(await all()).toMatchObject([{ rowId, rowName: 'miR-17', isRowThere: false, state: 'orphaned', span: null }]);
    expect((await lacuna.call('verifyDocument', {})).isOk).toBe(true);
    await lacuna.call('undo', {});
    expect(await all()).toMatchObject([{ rowId, isRowThere: true, state: 'anchored', span: { start: 0, end: 2 } }]);
  });

  test('is the row that stays once two are merged, in the same change', async () => {
    const [stays, goes] = [await factor('CXCR4'), await factor('CXCR7')];
    await add(goes);
    const { noteId } = await add(goes, { field: 'expression', text: 'Withdrawn since.' });
    await lacuna.call('setLifecycle', { table: 'notes', rowIds: [noteId], lifecycle: 'withdrawn' });
    const before = evidenceDump(path);
    expect((await lacuna.call('previewMerge', { table: 'factors', staysId: stays.id, goesId: goes.id })).notes).toBe(2);
    const { moves } = await lacuna.call('mergeRows', { table: 'factors', stays: { rowId: stays.id, version: stays.version }, goes: { rowId: goes.id, version: goes.version }, values: {} });
    expect(moves.notes).toBe(2);
    expect(await all()).toMatchObject([{ rowId: stays.id, rowName: 'CXCR4', state: 'anchored' }]);
    expect([(await factor('CXCR4')).notes, (await factor('CXCR7')).notes]).toEqual([1, 0]);
    await lacuna.call('undo', {});
    expect(evidenceDump(path)).toBe(before);
    expect(await all()).toMatchObject([{ rowId: goes.id }]);
  });
});

describe('the list of notes', () => {
  test('is in reading order, by row, table, sharing, state and words, a page at a time', async () => {
    const [prame, cxcr7] = [await factor('PRAME'), await factor('CXCR7')];
    await add(cxcr7, { text: 'On the row of CXCR7.', sharing: 'published' });
    await add(prame, { field: 'function', text: 'On a cell, behind.' });
    await addOn(prame, 'factor', 'AME', { text: 'On words, later.' });
    await addOn(prame, 'factor', 'PR', { text: 'On words.' });
    await add(prame, { text: 'On the row.' });
    const [trial] = (await lacuna.call('openView', { table: 'trials' })).rows;
    await lacuna.call('addNote', { table: 'trials', rowId: trial?.id ?? '', text: 'Of another table.' });
    const said = async (question: Input<'listNotes'>) => (await all(question)).map(({ text }) => text);
    expect(await said({})).toEqual(['On the row.', 'On words.', 'On words, later.', 'On a cell, behind.', 'On the row of CXCR7.', 'Of another table.']);
    expect(await said({ start: 2, limit: 2 })).toEqual(['On words, later.', 'On a cell, behind.']);
    expect(await said({ table: 'factors', rowId: cxcr7.id })).toEqual(['On the row of CXCR7.']);
    expect(await said({ table: 'trials' })).toEqual(['Of another table.']);
    expect(await said({ sharing: 'published' })).toEqual(['On the row of CXCR7.']);
    expect(await said({ search: 'later' })).toEqual(['On words, later.']);
    expect(await said({ search: 'behi' })).toEqual(['On a cell, behind.']);
    expect(await said({ search: '?!' })).toEqual([]);
    expect(await said({ state: 'orphaned' })).toEqual([]);
    expect(await lacuna.call('listNotes', { sharing: 'private', limit: 1 })).toMatchObject({ total: 5, counts: { private: 5, published: 1, anchored: 6 } });
  });

  test('filters a table for rows with notes, and for those without', async () => {
    await add(await factor('CXCR7'));
    const names = async (operator: 'blank' | 'notBlank') => (await lacuna.call('openView', { table: 'factors', filters: [{ column: 'notes', operator }] })).rows.map(({ values }) => values['factor']);
    expect(await names('notBlank')).toEqual(['CXCR7']);
    expect(await names('blank')).toHaveLength(27);
  });

  test('of rows is counted by the index of rows, not by going through all notes', () => {
    const database = new Database(path, { readonly: true });
    const plan = (sql: string, ...values: readonly unknown[]): string => (database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[]).map(({ detail }) => detail).join('\n');
    expect(plan(notesOfRowsSql, 'factors', '[]')).toContain('SEARCH note USING INDEX note_row (rowId=?)');
    expect(plan(`SELECT t.num FROM factor t WHERE t.id IN (${notedRows})`, 'factors')).toContain('SEARCH t USING COVERING INDEX sqlite_autoindex_factor_1 (id=?)');
    expect(plan(`SELECT * FROM note WHERE lifecycle <> 'withdrawn' AND tableName = ? AND rowId = ?`, 'factors', 'x')).toContain('USING INDEX note_row (rowId=?)');
    database.close();
  });
});

describe('releases and comparisons', () => {
  test('a release has the notes as they were, and proves it', async () => {
    await edit('CXCR7', 'mechanism', 'Binds CXCL12; no effect on growth');
    const { noteId } = await addOn(await factor('CXCR7'), 'mechanism', 'no effect', { sharing: 'published' });
    await lacuna.call('makeRelease', { version: '1.0' });
    await edit('CXCR7', 'mechanism', 'Binds CXCL12');
    await lacuna.call('editNote', { noteId, text: { before: 'Look again.', after: 'Later.' } });
    await add(await factor('PRAME'));
    await lacuna.call('openRelease', { version: '1.0' });
    expect(await all()).toMatchObject([{ noteId, text: 'Look again.', state: 'anchored', span: { start: 14, end: 23 } }]);
    expect(await all({ search: 'again' })).toHaveLength(1);
    expect(await all({ search: 'later' })).toHaveLength(0);
    await lacuna.call('openDocument', { path });
    expect(await all()).toMatchObject([{ text: 'Look again.', rowName: 'PRAME' }, { text: 'Later.', state: 'orphaned' }]);
    expect((await lacuna.call('verifyDocument', {})).checks.filter(({ isOk }) => !isOk)).toEqual([]);
  });

  test('a comparison tells which notes came, changed and were withdrawn, by their headings', async () => {
    const { noteId } = await add(await factor('CXCR7'));
    await lacuna.call('makeRelease', { version: '1.0' });
    await lacuna.call('editNote', { noteId, text: { before: 'Look again.', after: 'Look once more.' }, sharing: 'published' });
    const other = await addOn(await factor('PRAME'), 'factor', 'PRAME');
    const { rows, counts } = await lacuna.call('compareStates', { from: { kind: 'release', version: '1.0' }, to: { kind: 'now' } });
    expect(counts).toEqual([{ table: 'notes', kind: 'added', rows: 1 }, { table: 'notes', kind: 'changed', rows: 1 }]);
    expect(rows.map(({ table, rowId, kind, fields }) => [table, rowId, kind, fields.map(({ heading, before, after }) => [heading, before, after])])).toEqual([
      ['notes', noteId, 'changed', [['Note', 'Look again.', 'Look once more.'], ['Sharing', 'private', 'published']]],
      ['notes', other.noteId, 'added', [['Note', '', 'Look again.'], ['Sharing', '', 'private'], ['About', '', 'PRAME']]],
    ]);
  });

  test('the history of a note is that of any row', async () => {
    const { noteId } = await add(await factor('CXCR7'));
    await lacuna.call('editNote', { noteId, sharing: 'published' });
    const { changeSets } = await lacuna.call('listHistory', { scope: { kind: 'row', table: 'notes', rowId: noteId } });
    expect(changeSets.map(({ label, revisions }) => [label, revisions.map(({ heading, after }) => [heading, after])])).toEqual([
      ['publish note on CXCR7', [['Sharing', 'published']]], ['add note on CXCR7', [['Note', 'Look again.'], ['Sharing', 'private']]],
    ]);
  });
});

test('many notes are read at once: 1,000 on 20,000 rows', async () => {
  const large = join(lacuna.folder, 'large.lacuna');
  await lacuna.call('createDocument', { path: large, content: 'empty' });
  const adds = Array.from({ length: 20_000 }, (_, index) => ({ values: { factor: `miR-${index}`, mechanism: `Targets gene ${index}; no effect on growth` } }));
  const { addedRowIds } = await lacuna.call('editRows', { table: 'factors', adds, intention: 'add' });
  await lacuna.call('closeDocument', {});
  const database = new Database(large);
  const insert = database.prepare(`INSERT INTO note (id, ordinal, lifecycle, version, text, sharing, tableName, rowId, field, quote, prefix, suffix, start) VALUES (?, ?, 'active', 1, 'Look.', 'private', 'factors', ?, 'mechanism', 'no effect', 'gene; ', ' on growth', '0')`);
  database.transaction(() => { for (let index = 0; index < 1000; index += 1) insert.run(`note-${index}`, index + 1, addedRowIds[index * 20]); })();
  database.close();
  await lacuna.call('openDocument', { path: large });
  const started = performance.now();
  const { total, counts } = await lacuna.call('listNotes', { limit: 100 });
  const tookMs = performance.now() - started;
  expect([total, counts.moved]).toEqual([1000, 1000]);
  expect(tookMs).toBeLessThan(2000);
});
