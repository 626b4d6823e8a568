// Views, the rows that grids read: order, blocks, sorting, filters, quick search, facets; and that no grid query scans
// what it should look up.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import Database from 'better-sqlite3';
import type { ColumnFilter, ColumnSort } from '../../../db/contract/types';
import type { GridTable } from '../../../db/contract/tableNames';
import { cellText } from '../../../db/contract/values';
import { comparable, naturalKey } from '../../../db/store/sqlFunctions';
import { startCore, type TestCore } from './coreFixture';

let lacuna: TestCore;
beforeAll(async () => {
  lacuna = startCore();
  await lacuna.call('openDocument', {});
});
afterAll(() => lacuna.end());

async function namesOf(table: GridTable, key: string, query: { search?: string; filters?: ColumnFilter[]; sort?: ColumnSort[]; includeWithdrawn?: boolean } = {}): Promise<readonly string[]> {
  const view = await lacuna.call('openView', { table, ...query, end: 500 });
  return view.rows.map((row) => cellText(row.values[key]));
}

describe('quick search', () => {
  test.each(['tgf-b', 'TGFβ', 'tgf beta', 'TGF–β', 'tgfb'])('“%s” finds TGF-β', async (search) => {
    expect(await namesOf('factors', 'factor', { search })).toContain('TGF-β');
  });
  test('finds words anywhere in the row, all of them, the last by its beginning', async () => {
    expect(await namesOf('factors', 'factor', { search: 'cxcl12' })).toEqual([]);
    expect(await namesOf('factors', 'factor', { search: 'poor surv' })).toEqual(['CXCR4', 'BMP2']);
    expect(await namesOf('trials', 'patients', { search: 'denosumab synerg' })).toEqual(['40 vs 74 vs 15 vs 42']);
  });
  test('keeps miR-17-5p apart from other numbers', async () => {
    expect(await namesOf('factors', 'factor', { search: 'miR-17-5p' })).toEqual(['miR-17-5p']);
    expect(await namesOf('factors', 'factor', { search: 'miR-175p' })).toEqual([]);
  });
  test('takes anything that can be typed', async () => {
    for (const search of ['"', "' OR 1=1 --", '*', 'NEAR(a b)', 'a AND', '\u0000', '((', '😀', '-', '^']) expect(Array.isArray(await namesOf('factors', 'factor', { search }))).toBe(true);
  });
  test('an edited row is found by its new words and not by its old ones', async () => {
    const [row] = (await lacuna.call('openView', { table: 'factors', search: 'lumican' })).rows;
    await lacuna.call('editRows', { table: 'factors', edits: [{ rowId: row?.id ?? '', field: 'mechanism', before: row?.values['mechanism'] ?? null, after: 'Keratan sulphate' }] });
    expect(await namesOf('factors', 'factor', { search: 'keratan' })).toEqual(['Lumican']);
    expect(await namesOf('factors', 'factor', { search: 'autocrine' })).toEqual([]);
    await lacuna.call('undo', {});
    expect(await namesOf('factors', 'factor', { search: 'autocrine' })).toEqual(['Lumican']);
  });
});

describe('sorting', () => {
  test('is natural: numbers by value, Greek and case folded, empty cells last', async () => {
    const up = await namesOf('factors', 'factor', { sort: [{ column: 'factor', direction: 'asc' }] });
    expect(up.filter((name) => name.startsWith('miR'))).toEqual(['miR-17-5p', 'miR-99b-3p', 'miR-182', 'miR-193a-3p, miR-210-3p, miR-5100', 'miR-328-3p']);
    expect((await namesOf('trials', 'patients', { sort: [{ column: 'patients', direction: 'desc' }] }))[0]).toBe('187 vs 172');
  });
  test('references sort by the first number', async () => {
    const view = await lacuna.call('openView', { table: 'factors', sort: [{ column: 'references', direction: 'desc' }] });
    expect(view.rows.slice(0, 3).map((row) => row.cites[0]?.number)).toEqual([91, 90, 89]);
  });
  test('keys compare as numbers do', () => {
    const words = ['a2', 'a10', 'a1', 'a02', 'A3'];
    expect(words.toSorted((left, right) => (naturalKey(left) < naturalKey(right) ? -1 : 1))).toEqual(['a1', 'a2', 'a02', 'A3', 'a10']);
    expect(comparable('Ångström—Test')).toBe('angstrom-test');
    expect(comparable('Two  SPACES,\ta tab and\na line')).toBe('two spaces, a tab and a line');
    expect([naturalKey('miR-007'), naturalKey('a 12345678901')]).toEqual([naturalKey('MIR–7'), 'a 1112345678901']);
  });
});

describe('filters', () => {
  test.each<[ColumnFilter, number]>([
    [{ column: 'expression', operator: 'anyTerm', terms: ['Down'] }, 2],
    [{ column: 'function', operator: 'anyTerm', terms: ['EMT'] }, 7],
    [{ column: 'function', operator: 'anyTerm', terms: ['No description'] }, 5],
    [{ column: 'clinicalSignificance', operator: 'contains', text: 'os' }, 7],
    [{ column: 'factor', operator: 'startsWith', text: 'mir' }, 5],
    [{ column: 'factor', operator: 'equals', text: 'cxcr4' }, 1],
    [{ column: 'mechanism', operator: 'contains', text: 'No description' }, 3],
    [{ column: 'references', operator: 'contains', text: '[67]' }, 1],
    [{ column: 'flags', operator: 'notBlank' }, 0],
  ])('%j keeps %i rows', async (filter, count) => {
    const view = await lacuna.call('openView', { table: 'factors', filters: [filter] });
    expect(view.total).toBe(count);
  });
  test('an unknown column is refused', async () => {
    expect((await lacuna.refusal('openView', { table: 'factors', filters: [{ column: 'x; DROP TABLE factor', operator: 'contains', text: 'a' }] })).code).toBe('invalid-input');
  });
});

describe('a view', () => {
  test('is read in blocks, finds its rows, and keeps a row that no longer matches until it is opened again', async () => {
    const query = { table: 'factors', filters: [{ column: 'expression', operator: 'anyTerm', terms: ['Down'] }] } as const;
    const view = await lacuna.call('openView', { ...query, filters: query.filters.map((filter) => ({ ...filter, terms: [...filter.terms] })) });
    const [row] = view.rows;
    await lacuna.call('editRows', { table: 'factors', edits: [{ rowId: row?.id ?? '', field: 'expression', before: 'Down', after: 'Up' }] });
    const again = await lacuna.call('readView', { viewId: view.viewId, start: 0, end: 10 });
    expect(again.rows.map((each) => each.values['expression'])).toEqual(['Up', 'Down']);
    expect(await lacuna.call('findInView', { viewId: view.viewId, rowId: again.rows[1]?.id ?? '' })).toEqual({ index: 1 });
    await lacuna.call('undo', {});
    expect((await lacuna.refusal('readView', { viewId: 'none', start: 0, end: 1 })).code).toBe('not-found');
  });
  test('leaves withdrawn rows out unless they are asked for', async () => {
    const [row] = (await lacuna.call('openView', { table: 'trials' })).rows;
    await lacuna.call('setLifecycle', { table: 'trials', rowIds: [row?.id ?? ''], lifecycle: 'withdrawn', reason: 'retracted' });
    expect((await lacuna.call('openView', { table: 'trials' })).total).toBe(14);
    expect((await lacuna.call('openView', { table: 'trials', includeWithdrawn: true })).total).toBe(15);
    expect((await lacuna.call('getDocument', {}))?.counts.trials).toBe(14);
    await lacuna.call('undo', {});
  });
});

test('facets count terms, with unused vocabulary at nought', async () => {
  expect(await lacuna.call('listFacets', { table: 'factors', column: 'expression' })).toEqual([{ term: 'Up', count: 25 }, { term: 'Down', count: 2 }, { term: 'Mutation', count: 1 }]);
  const functions = await lacuna.call('listFacets', { table: 'factors', column: 'function' });
  expect(functions[0]).toEqual({ term: 'Migration', count: 20 });
  const types = await lacuna.call('listFacets', { table: 'trials', column: 'studyType' });
  expect(types).toContainEqual({ term: 'Retrospective', count: 12 });
});

test('a references editor finds studies by number, label and words', async () => {
  expect((await lacuna.call('findStudies', { text: '66' }))[0]).toMatchObject({ number: 66 });
  expect((await lacuna.call('findStudies', { text: '[97]' }))[0]).toMatchObject({ number: 97, label: 'Hershkovich et al.' });
  expect((await lacuna.call('findStudies', { text: 'qiang' })).map((study) => study.number)).toEqual([129]);
});

describe('a search over everything', () => {
  test('gives a few rows of each table asked for, folded as quick search is', async () => {
    const found = await lacuna.call('findRows', { text: 'tgfβ', tables: ['factors', 'studies'], limitPerTable: 2 });
    expect(found.filter(({ table }) => table === 'factors').length).toBeLessThanOrEqual(2);
    expect(found[0]).toMatchObject({ table: 'factors', row: { ordinal: 1 } });
    expect(new Set(found.map(({ table }) => table))).toEqual(new Set(['factors', 'studies']));
  });
  test('leaves withdrawn rows out, and gives nothing for nothing', async () => {
    const before = await lacuna.call('findRows', { text: 'pembrolizumab', tables: ['trials'] });
    expect(before.length).toBeGreaterThan(0);
    await lacuna.call('setLifecycle', { table: 'trials', rowIds: before.map(({ row }) => row.id), lifecycle: 'withdrawn' });
    expect(await lacuna.call('findRows', { text: 'pembrolizumab', tables: ['trials'] })).toEqual([]);
    await lacuna.call('undo', {});
    expect(await lacuna.call('findRows', { text: 'pembrolizumab', tables: ['trials'] })).toHaveLength(before.length);
    expect(await lacuna.call('findRows', { text: '  ', tables: ['trials'] })).toEqual([]);
  });
  test('and other views take no view away that is in use', async () => {
    const { viewId } = await lacuna.call('openView', { table: 'trials' });
    for (let count = 0; count < 60; count += 1) {
      await lacuna.call('openView', { table: 'factors', search: `word ${count}` });
      await lacuna.call('readView', { viewId, start: 0, end: 1 });
    }
    expect((await lacuna.call('readView', { viewId, start: 0, end: 1 })).total).toBe(15);
  });
});

describe('grid queries look rows up', () => {
  const plans: readonly [string, RegExp][] = [
    ['SELECT * FROM trial WHERE num IN (SELECT value FROM json_each(?))', /SEARCH trial USING INTEGER PRIMARY KEY/u],
    ['SELECT * FROM trial WHERE id IN (SELECT value FROM json_each(?))', /SEARCH trial USING INDEX sqlite_autoindex_trial_1/u],
    [`SELECT rowId, position, studyId FROM citation WHERE tableName = ? AND rowId IN (SELECT value FROM json_each(?))`, /SEARCH citation USING PRIMARY KEY/u],
    [`SELECT 1 FROM conflict_member AS member JOIN conflict ON conflict.id = member.conflictId WHERE member.tableName = ? AND member.rowId IN (SELECT value FROM json_each(?))`, /SEARCH member USING (COVERING )?INDEX conflict_member_row/u],
    [`SELECT t.num FROM trial t WHERE t.lifecycle <> 'withdrawn' ORDER BY t.ordinal, t.num`, /SCAN t USING COVERING INDEX trial_order/u],
    [`SELECT count(*) AS count FROM trial WHERE lifecycle <> 'withdrawn'`, /SCAN trial USING COVERING INDEX trial_order/u],
    ['SELECT below FROM change_set WHERE seq = ?', /SEARCH change_set USING INTEGER PRIMARY KEY/u],
    ['SELECT changeSetSeq FROM revision WHERE rowId = ? AND tableName = ?', /SEARCH revision USING INDEX revision_row/u],
    ['SELECT studyId FROM citation WHERE studyId = ?', /USING COVERING INDEX citation_study/u],
  ];
  test.each(plans)('%s', (sql, plan) => {
    const database = new Database(`${lacuna.folder}/NSCLC bone metastasis.lacuna`, { readonly: true });
    const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...Array.from({ length: (sql.match(/\?/gu) ?? []).length }, () => '[]')) as { detail: string }[];
    database.close();
    expect(steps.map((step) => step.detail).join('\n')).toMatch(plan);
    expect(steps.map((step) => step.detail).join('\n')).not.toMatch(/USE TEMP B-TREE/u);
  });
});
