// Comparing two states: net changes of rows and fields in print, word by word, with who, when and why; by blocks and by
// filters; as a file; and at a cost that grows with the changes, not with the file.
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tables } from '../../../../db/contract/columns';
import type { GridTable } from '../../../../db/contract/tableNames';
import type { Input } from '../../../../db/contract/methods';
import type { Comparison, StateRef } from '../../../../db/contract/releases';
import type { GridRow } from '../../../../db/contract/types';
import { referenceText } from '../../../../db/evidence/references/referenceText';
import { laterRevisionsSql, touchedRowsSql } from '../../../../db/journal/earlierRows';
import { startReview, type TestCore } from '../coreFixture';
import { rowsOf, step, take } from './releaseFixture';

let lacuna: TestCore;
let path: string;
beforeEach(async () => { [lacuna, path] = await startReview(); });
afterEach(() => lacuna.end());

const now: StateRef = { kind: 'now' };
const beginning: StateRef = { kind: 'beginning' };
const release = (version: string): StateRef => ({ kind: 'release', version });
const compare = (from: StateRef, to: StateRef, more: Partial<Input<'compareStates'>> = {}): Promise<Comparison> => lacuna.call('compareStates', { from, to, ...more });

async function factor(name: string): Promise<GridRow> {
  const row = (await rowsOf(lacuna, 'factors')).find((each) => each.values['factor'] === name);
  if (row === undefined) throw new Error(`no ${name}`);
  return row;
}
async function edit(name: string, field: string, after: GridRow['values'][string], reason: string | null = null) {
  const row = await factor(name);
  return lacuna.call('editRows', { table: 'factors', edits: [{ rowId: row.id, field, before: row.values[field] ?? null, after }], reason });
}

describe('a comparison', () => {
  test('shows a field as it printed before and after, word by word, and every change behind it', async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    await lacuna.call('setPreferences', { curator: 'A. Curator' });
    await edit('CXCR7', 'mechanism', 'Promoting TGF-β signaling', 'Figure 2');
    await lacuna.call('setPreferences', { curator: 'B. Curator' });
    await edit('CXCR7', 'mechanism', 'Promoting strong TGF-β signaling');
    const { id, values } = await factor('CXCR7');
    await lacuna.call('makeRelease', { version: '1.1' });
    await edit('CXCR7', 'mechanism', 'Later');
    const found = await compare(release('1.0'), release('1.1'));
    expect(found).toMatchObject({
      from: { name: 'release 1.0' }, to: { name: 'release 1.1' }, total: 1, curators: ['A. Curator', 'B. Curator'], counts: [{ table: 'factors', kind: 'changed', rows: 1 }],
      rows: [{ table: 'factors', rowId: id, kind: 'changed', rowName: 'CXCR7', before: 'active', after: 'active', fields: [{ field: 'mechanism', heading: 'Mechanism(s)', after: values['mechanism'] }] }],
    });
    const [field] = found.rows[0]?.fields ?? [];
    expect(field?.words.filter(({ kind }) => kind !== 'removed').map(({ text }) => text).join('')).toBe('Promoting strong TGF-β signaling');
    expect(field?.words.filter(({ kind }) => kind !== 'added').map(({ text }) => text).join('')).toBe(field?.before);
    expect(field?.revisions.map(({ curator, why }) => [curator, why])).toEqual([['A. Curator', 'Figure 2'], ['B. Curator', null]]);
  });

  test('is net: what was undone, changed back, or added and taken out again is no change', async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    await edit('CXCR7', 'expression', 'Down');
    await lacuna.call('undo', {});
    await edit('CXCR4', 'expression', 'Down');
    await edit('CXCR4', 'expression', 'Up');
    await lacuna.call('editRows', { table: 'glossary', adds: [{ values: { abbreviation: 'ACKR1', expansion: 'atypical chemokine receptor 1' } }] });
    await lacuna.call('undo', {});
    expect(await compare(release('1.0'), now)).toMatchObject({ total: 0, counts: [], rows: [], curators: [] });
  });

  test('of a state with itself is empty', async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    for (const state of [now, beginning, release('1.0')]) expect(await compare(state, state)).toMatchObject({ total: 0, counts: [] });
  });

  test('says which rows came, went, were excluded and came back, and what became of conflicts', async () => {
    const [first, second, third] = await rowsOf(lacuna, 'trials');
    const life = (row: GridRow | undefined, lifecycle: 'active' | 'withdrawn' | 'excluded') => lacuna.call('setLifecycle', { table: 'trials', rowIds: [row?.id ?? ''], lifecycle, reason: 'Doubled' });
    await life(third, 'withdrawn');
    const { conflictId } = await lacuna.call('flagConflict', { title: 'Which way?', kind: 'other', severity: 'minor', rationale: 'because', members: [{ table: 'factors', rowId: (await factor('CXCR7')).id, field: 'expression', side: 'Up' }, { table: 'factors', rowId: (await factor('CXCR4')).id, field: null, side: 'Down' }] });
    await lacuna.call('makeRelease', { version: '1.0' });
    await life(first, 'withdrawn');
    await life(second, 'excluded');
    await life(third, 'active');
    await lacuna.call('editRows', { table: 'glossary', adds: [{ values: { abbreviation: 'ACKR1', expansion: 'atypical chemokine receptor 1' } }] });
    await lacuna.call('setConflictStatus', { conflictId, status: 'resolved', disposition: 'source error', reason: 'seen' });
    const { rows, counts } = await compare(release('1.0'), now);
    expect(rows.map(({ table, kind, fields }) => [table, kind, fields.map(({ heading, before, after }) => `${heading}: ${before} > ${after}`)])).toEqual([
      ['trials', 'withdrawn', ['Lifecycle: active > withdrawn']], ['trials', 'excluded', ['Lifecycle: active > excluded']], ['trials', 'restored', ['Lifecycle: withdrawn > active']],
      ['glossary', 'added', ['Abbreviation:  > ACKR1', 'Expansion:  > atypical chemokine receptor 1']],
      ['conflicts', 'settled', ['Status: open > resolved', 'Disposition:  > source error', 'Reason of the verdict:  > seen']],
    ]);
    expect(counts.map(({ table, kind, rows: count }) => `${table} ${kind} ${count}`)).toEqual(['trials withdrawn 1', 'trials excluded 1', 'trials restored 1', 'glossary added 1', 'conflicts settled 1']);
    expect(rows[0]?.fields[0]?.revisions[0]?.why).toBe('Doubled');
    const back = await compare(now, release('1.0'));
    expect(back.rows.map(({ kind }) => kind)).toEqual(['restored', 'restored', 'withdrawn', 'removed', 'reopened']);
    const members = await compare(beginning, now, { tables: ['conflicts'] });
    expect(members.rows[0]?.fields.find(({ field }) => field === 'members')?.after).toMatch(/^Factors \d+ CXCR7, Expression \(Up\); Factors \d+ CXCR4 \(Down\)$/u);
  });

  test('prints references by the numbers that they have in each state, and tells what is missing from what is written', async () => {
    const study = (await rowsOf(lacuna, 'studies'))[4];
    await edit('CXCR7', 'references', [study?.id ?? '']);
    await edit('CXCR7', 'function', 'Not reported');
    await lacuna.call('makeRelease', { version: '1.0' });
    const { fields } = (await compare(beginning, now)).rows[0] ?? { fields: [] };
    expect(fields.find(({ field }) => field === 'references')).toMatchObject({ after: '[5]', before: expect.stringMatching(/^\[\d+/u) });
    expect(fields.find(({ field }) => field === 'function')).toMatchObject({ after: 'Not reported' });
  });

  test('shows of a study that was completed what its columns do not', async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    const fields = { title: 'A', authors: [{ family: 'Osei', given: 'A' }, { family: 'The Group', given: '' }], year: '2021', journal: null, volume: '12', issue: null, pages: '3-9', doi: '10.1000/x1', pmid: null, registryId: null, abstract: null, publicationType: 'article-journal' };
    await lacuna.call('addStudy', { study: { kind: 'new', fields }, use: { kind: 'none' } });
    const added = (await compare(release('1.0'), now)).rows[0]?.fields.map(({ heading, after }) => `${heading}: ${after}`);
    expect(added).toContain('Rest of the reference: Authors: Osei A; The Group. Volume: 12. Pages: 3-9.');
    expect(added?.join(' ')).not.toContain('{');
  });

  test('is asked for by table, by curator and by blocks', async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    await lacuna.call('editRows', { table: 'glossary', adds: Array.from({ length: 300 }, (_, index) => ({ values: { abbreviation: `A${index}`, expansion: 'something' } })) });
    await lacuna.call('setPreferences', { curator: 'B. Curator' });
    await edit('CXCR7', 'expression', 'Down');
    const blocks = [await compare(release('1.0'), now, { limit: 100 }), await compare(release('1.0'), now, { start: 100, limit: 100 }), await compare(release('1.0'), now, { start: 300, limit: 100 })];
    expect(blocks.map(({ total, rows }) => [total, rows.length])).toEqual([[301, 100], [301, 100], [301, 1]]);
    expect(blocks[0]?.rows[0]).toMatchObject({ table: 'factors', rowName: 'CXCR7' });
    expect(blocks[1]?.rows[0]).toMatchObject({ table: 'glossary', rowName: 'A99' });
    expect(await compare(release('1.0'), now, { tables: ['factors'] })).toMatchObject({ total: 1, counts: [{ table: 'factors' }, { table: 'glossary' }] });
    expect(await compare(release('1.0'), now, { curator: 'B. Curator' })).toMatchObject({ total: 1, rows: [{ rowName: 'CXCR7' }], curators: ['B. Curator', 'tester'] });
    expect(await compare(release('1.0'), now, { curator: 'B. Curator', tables: ['glossary'] })).toMatchObject({ total: 0, rows: [] });
  });

  test('from the beginning shows what curators did, not what was laid in', async () => {
    expect((await compare(beginning, now)).total).toBe(0);
    await edit('CXCR7', 'expression', 'Down');
    expect(await compare(beginning, now)).toMatchObject({ total: 1, from: { name: 'the beginning' } });
  });

  test('is the same within a release as it was in the document then', async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    await edit('CXCR7', 'expression', 'Down', 'Table S2');
    await lacuna.call('makeRelease', { version: '1.1' });
    const then = await compare(release('1.0'), now);
    await edit('CXCR7', 'factor', 'ACKR3');
    await lacuna.call('openRelease', { version: '1.1' });
    expect(await compare(release('1.0'), now)).toEqual(then);
  });

  test('finds exactly the rows and fields that differ (property)', async () => {
    const gridTables: readonly GridTable[] = ['factors', 'trials', 'studies', 'claims', 'results', 'glossary', 'aliases'];
    const state = async (): Promise<ReadonlyMap<string, GridRow>> => new Map((await Promise.all(gridTables.map(async (table) => (await rowsOf(lacuna, table)).filter(({ values }) => values['origin'] !== 'parsed' && values['origin'] !== 'table row').map((row) => [`${table} ${row.id}`, row] as const)))).flat());
    const shown = (row: GridRow | undefined, field: string): string => JSON.stringify((field === 'csl' ? referenceText(String(row?.values['csl'] ?? '{}')) : field === 'ordinal' ? row?.ordinal : field === 'lifecycle' ? row?.lifecycle : row?.values[field]) ?? null).replace(/^(?:""|\[\])$/u, 'null');
    const differing = (before: ReadonlyMap<string, GridRow>, after: ReadonlyMap<string, GridRow>): readonly string[] => [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
      const table = gridTables.find((each) => key.startsWith(`${each} `)) ?? 'factors';
      const [was, is] = [before.get(key), after.get(key)];
      const oneSided = was === undefined || is === undefined;
      const fields = [...(oneSided ? [] : ['ordinal', 'lifecycle']), ...tables[table].columns.filter(({ kind, key: field }) => kind !== 'hidden' || field === 'csl').map(({ key: field }) => field)];
      return fields.filter((field) => shown(was, field) !== shown(is, field)).map((field) => `${key} ${field}`);
    }).toSorted();
    let version = 0;
    const steps = fc.array(step, { minLength: 1, maxLength: 8 });
    await fc.assert(fc.asyncProperty(steps, steps, async (earlier, later) => {
      version += 1;
      await lacuna.call('makeRelease', { version: `${version}.0` });
      const first = await state();
      for (const each of earlier) await take(lacuna, each);
      await lacuna.call('makeRelease', { version: `${version}.1` });
      const second = await state();
      for (const each of later) await take(lacuna, each);
      const found = async (from: StateRef, to: StateRef): Promise<readonly string[]> => (await compare(from, to, { tables: [...gridTables].filter((each) => each !== 'findings'), limit: 500 })).rows.flatMap(({ table, rowId, fields }) => fields.map(({ field }) => `${table} ${rowId} ${field}`)).toSorted();
      expect(await found(release(`${version}.0`), release(`${version}.1`))).toEqual(differing(first, second));
      expect(await found(release(`${version}.1`), now)).toEqual(differing(second, await state()));
      expect(await found(now, release(`${version}.0`))).toEqual(differing(await state(), first));
    }), { numRuns: 15 });
  }, 240_000);
});

describe('a change list', () => {
  const exported = async (format: 'csv' | 'json' | 'docx', more: Partial<Input<'exportComparison'>> = {}): Promise<Buffer> => {
    const file = join(lacuna.folder, `changes.${format}`);
    await lacuna.call('exportComparison', { from: release('1.0'), to: now, format, path: file, ...more });
    return readFileSync(file);
  };
  beforeEach(async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    await edit('CXCR7', 'expression', 'Down', 'Table S2');
    await lacuna.call('editRows', { table: 'glossary', adds: [{ values: { abbreviation: 'ACKR1', expansion: 'a receptor, atypical' } }] });
  });

  test('has one row a changed field: table, row, field, before, after, who, when, why', async () => {
    const lines = (await exported('csv')).toString('utf8').trim().split('\r\n');
    expect(lines[0]).toBe('Table,No.,Row,Change,Field,Before,After,Who,When (UTC),Why');
    expect(lines[1]).toMatch(/^Factors,\d+,CXCR7,changed,Expression,Up,Down,tester,2026-01-02 03:\d\d,Table S2$/u);
    expect(lines[2]).toMatch(/^Glossary,\d+,ACKR1,added,Abbreviation,,ACKR1,tester,/u);
    expect(lines[3]).toContain('"a receptor, atypical"');
    expect(lines).toHaveLength(4);
    expect((JSON.parse((await exported('json', { tables: ['factors'] })).toString('utf8')) as { rows: unknown[]; title: string })).toMatchObject({ title: 'Changes from release 1.0 to now', rows: [{ field: 'Expression', before: 'Up', after: 'Down' }] });
    expect((await exported('docx')).subarray(0, 2).toString()).toBe('PK');
    expect((await exported('docx')).equals(await exported('docx')), 'the same bytes for the same changes').toBe(true);
  });

  test('of two states that do not differ says so', async () => {
    const file = join(lacuna.folder, 'none.md');
    expect(await lacuna.call('exportComparison', { from: now, to: now, format: 'md', path: file })).toMatchObject({ rows: 0 });
    expect(readFileSync(file, 'utf8')).toContain('They do not differ.');
  });

  test('is refused where an export would be: a folder, a document, no folder, a release that is not there', async () => {
    mkdirSync(join(lacuna.folder, 'folder.csv'));
    const refusal = (file: string, more: Partial<Input<'exportComparison'>> = {}) => lacuna.refusal('exportComparison', { from: beginning, to: now, format: 'csv', path: file, ...more });
    expect((await refusal(join(lacuna.folder, 'folder.csv'))).message).toContain('is a folder');
    expect((await refusal(path)).code).toBe('file-exists');
    expect((await refusal(join(lacuna.folder, 'nowhere', 'a.csv'))).code).toBe('file-not-writable');
    expect((await refusal(join(lacuna.folder, 'a.csv'), { from: release('9') })).message).toBe('There is no release “9”. There is: 1.0.');
  });
});

test('what is asked of the file goes along the journal, and by rows, never over all of it', async () => {
  const database = new Database(path, { readonly: true });
  const plan = (sql: string, ...values: readonly unknown[]): readonly string[] => (database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[]).map(({ detail }) => detail);
  expect(plan(touchedRowsSql, 1, 2)).toContain('SEARCH revision USING PRIMARY KEY (changeSetSeq>? AND changeSetSeq<?)');
  expect(plan(laterRevisionsSql, '[]', 1, 'factors')).toContain('SEARCH r USING INDEX revision_row (rowId=? AND changeSetSeq>?)');
  database.close();
});
