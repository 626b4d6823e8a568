// Curators' notes in exports: as a table of their own, and lettered below a printed table among the conflicts. What is private,
// about what is private, on a row or column that is not printed, or without its words, stays; the preview tells how many.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../../../db/contract/methods';
import type { GridRow } from '../../../../db/contract/types';
import { cellText } from '../../../../db/contract/values';
import { startReview, type TestCore } from '../coreFixture';

let lacuna: TestCore;
beforeEach(async () => { [lacuna] = await startReview(); });
afterEach(() => lacuna.end());

async function factor(name: string): Promise<GridRow> {
  const row = (await lacuna.call('openView', { table: 'factors', includeWithdrawn: true })).rows.find(({ values }) => values['factor'] === name);
  if (row === undefined) throw new Error(`no ${name}`);
  return row;
}
async function add(name: string, text: string, more: Partial<Input<'addNote'>> = {}): Promise<string> {
  return (await lacuna.call('addNote', { table: 'factors', rowId: (await factor(name)).id, text, sharing: 'published', ...more })).noteId;
}
const preview = async (more: Partial<Input<'previewExport'>> = {}) => lacuna.call('previewExport', { table: 'factors', notes: 'published', hasAbbreviations: false, ...more });

describe('below the table', () => {
  test('notes and conflicts share one lettering, in reading order', async () => {
    await add('CXCR7', 'Later.', { field: 'expression' });
    await add('PRAME', 'First of all');
    await add('PRAME', 'Of words', { field: 'factor', span: { start: 0, quote: 'PR' } });
    const [up, down] = [await factor('CXCR4'), await factor('CXCR7')];
    await lacuna.call('flagConflict', { title: 'Up or down', kind: 'opposite expression', severity: 'major', rationale: 'x', members: [{ table: 'factors', rowId: up.id, field: 'expression', side: 'Up' }, { table: 'factors', rowId: down.id, field: 'expression', side: 'Down' }] });
    const { notes, rows, columns } = await preview({ conflicts: 'open' });
    expect(notes).toEqual([{ mark: 'a', text: 'First of all.' }, { mark: 'b', text: '“PR”: Of words.' }, { mark: 'c', text: 'Up or down: Up (1), Down (1). Not settled: x.' }, { mark: 'd', text: 'Later.' }]);
    const markOf = (name: string, key: string) => rows.find(({ cells }) => cells[0] === name)?.marks[columns.findIndex((column) => column.key === key)];
    expect([markOf('PRAME', 'factor'), markOf('CXCR4', 'expression'), markOf('CXCR7', 'expression')]).toEqual(['a,b', 'c', 'c,d']);
    expect((await preview({ conflicts: 'open', notes: 'none' })).notes).toEqual([{ mark: 'a', text: 'Up or down: Up (1), Down (1). Not settled: x.' }]);
  });

  test('private ones stay, and are counted; ticked they print', async () => {
    await add('CXCR7', 'Of the lab.', { sharing: 'private' });
    await add('PRAME', 'Of the lab, too.', { sharing: 'private' });
    await add('PRAME', 'For everybody.');
    expect(await preview()).toMatchObject({ notes: [{ text: 'For everybody.' }], leftOut: ['2 private notes.'] });
    expect(await preview({ includePrivate: true })).toMatchObject({ notes: [{ text: 'Of the lab, too.' }, { text: 'For everybody.' }, { text: 'Of the lab.' }], leftOut: [] });
    expect((await preview({ notes: 'none' })).leftOut).toEqual([]);
  });

  test('those on rows and columns that are not printed, and without their words, stay', async () => {
    const withdrawn = await add('PRAME', 'Withdrawn itself.');
    await lacuna.call('setLifecycle', { table: 'notes', rowIds: [withdrawn], lifecycle: 'withdrawn' });
    await add('FAIM2', 'On an excluded row.');
    await lacuna.call('setLifecycle', { table: 'factors', rowIds: [(await factor('FAIM2')).id], lifecycle: 'excluded' });
    await add('CXCR4', 'On another column.', { field: 'mechanism' });
    const { id, values } = await factor('CXCR7');
    await add('CXCR7', 'Without its words.', { field: 'expression', span: { start: 0, quote: cellText(values['expression']) } });
    await lacuna.call('editRows', { table: 'factors', edits: [{ rowId: id, field: 'expression', before: values['expression'] ?? null, after: 'Mixed' }] });
    const found = await preview({ columns: ['factor', 'expression'] });
    expect(found.notes).toEqual([]);
    expect(found.leftOut).toEqual(expect.arrayContaining(['1 note on words that are there no more.', '1 note on a column that is not printed.']));
    expect((await preview({ includeExcluded: true })).notes).toEqual([{ mark: 'a', text: 'On an excluded row.' }, { mark: 'b', text: 'On another column.' }]);
  });

  test('are in the file, with their letters', async () => {
    await add('CXCR7', 'Down in\na later series', { field: 'expression' });
    const path = join(lacuna.folder, 'factors.md');
    await lacuna.call('exportTable', { table: 'factors', format: 'md', path, notes: 'published' });
    expect(readFileSync(path, 'utf8')).toContain('Down in a later series.');
    expect(JSON.parse(readFileSync(`${path}.manifest.json`, 'utf8'))).toMatchObject({ choices: { notes: 'published', includePrivate: false } });
  });
});

describe('as a table', () => {
  const table = async (more: Partial<Input<'exportTable'>> = {}): Promise<{ readonly lines: readonly string[]; readonly leftOut: readonly string[] }> => {
    const path = join(lacuna.folder, 'notes.tsv');
    await lacuna.call('exportTable', { table: 'notes', format: 'tsv', path, ...more });
    return { lines: readFileSync(path, 'utf8').replaceAll('\r', '').trimEnd().split('\n'), leftOut: JSON.parse(readFileSync(`${path}.manifest.json`, 'utf8')).leftOut };
  };

  test('each says what it is about, what it says, its state, who and when', async () => {
    await lacuna.call('setPreferences', { curator: 'A. Curator' });
    const { ordinal } = await factor('CXCR7');
    await add('CXCR7', 'Or ACKR3.', { field: 'factor', span: { start: 4, quote: '7' } });
    const { lines, leftOut } = await table();
    expect(lines[0]).toBe(['#', 'Table', 'Row', 'Column', 'About', 'Note', 'Sharing', 'State', 'Who', 'When (UTC)'].join('\t'));
    expect(lines[1]).toMatch(new RegExp(`^1\\tFactors\\t${ordinal} CXCR7\\tFactor\\t7\\tOr ACKR3\\.\\tpublished\\tanchored\\tA\\. Curator\\t2026-`, 'u'));
    expect(leftOut).toEqual([]);
  });

  test('private notes stay, and those on private studies and columns; the manifest says how many', async () => {
    await add('CXCR7', 'Of the lab.', { sharing: 'private' });
    await add('PRAME', 'For everybody.');
    const [study] = (await lacuna.call('openView', { table: 'studies' })).rows;
    await lacuna.call('addNote', { table: 'studies', rowId: study?.id ?? '', text: 'Of a study of the lab.', sharing: 'published' });
    await lacuna.call('editRows', { table: 'studies', edits: [{ rowId: study?.id ?? '', field: 'sharing', before: study?.values['sharing'] ?? null, after: 'private' }] });
    expect((await lacuna.call('listNotes', { table: 'studies' })).notes).toMatchObject([{ sharing: 'published', isPrivate: true }]);
    const { lines, leftOut } = await table();
    expect(lines.slice(1).map((line) => line.split('\t')[5])).toEqual(['For everybody.']);
    expect(leftOut).toEqual(['2 private notes.']);
    expect((await table({ includePrivate: true })).lines).toHaveLength(4);
  });
});

describe('what a private note says', () => {
  const secret = 'Qzxsecret';

  test('is in no export, no history and no comparison, whatever became of it; ticked it is', async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    await add('CXCR7', `${secret} kept.`, { sharing: 'private' });
    await add('CXCR7', `${secret} undone.`, { sharing: 'private' });
    await lacuna.call('undo', {});
    const noteId = await add('PRAME', `${secret} was published.`);
    await lacuna.call('editNote', { noteId, sharing: 'private' });
    await add('PRAME', 'For everybody.');
    const fields = { title: 'Of the lab', authors: [], year: '2025', journal: null, volume: null, issue: null, pages: null, doi: '10.1000/lab', pmid: null, registryId: null, abstract: null, publicationType: 'article-journal' };
    const { rowId } = await lacuna.call('addStudy', { study: { kind: 'new', fields, isPrivate: true }, use: { kind: 'row', table: 'factors', values: { factor: 'miR-17', expression: 'Up' } } });
    await lacuna.call('addNote', { table: 'factors', rowId: rowId ?? '', text: `${secret} on a row of the lab.`, sharing: 'published' });
    expect((await lacuna.call('listNotes', { search: 'lab' })).notes).toMatchObject([{ sharing: 'published', isPrivate: true }]);
    const read = async (write: (path: string) => Promise<unknown>): Promise<string> => {
      const path = join(lacuna.folder, 'out.csv');
      await write(path);
      return readFileSync(path, 'utf8');
    };
    for (const table of ['factors', 'notes', 'history'] as const) {
      const taken = (includePrivate: boolean) => read((path) => lacuna.call('exportTable', { table, format: 'csv', path, notes: 'published', includePrivate }));
      expect(await taken(false), table).not.toContain(secret);
      if (table !== 'factors') expect(await taken(true), table).toContain(secret);
    }
    const compared = { from: { kind: 'release', version: '1.0' }, to: { kind: 'now' }, format: 'csv' } as const;
    const changes = await read((path) => lacuna.call('exportComparison', { ...compared, path }));
    expect(changes).toContain('For everybody.');
    expect(changes).not.toContain(secret);
    expect(await read((path) => lacuna.call('exportComparison', { ...compared, path, includePrivate: true }))).toContain(secret);
    const { notes } = await preview();
    expect(notes).toEqual([{ mark: 'a', text: 'For everybody.' }]);
  });
});
