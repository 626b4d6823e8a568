// A lab's own columns: added, filled, changed, withdrawn and restored as change sets; what they refuse; what history, search,
// filters, facets, undo, verify and releases say of them; and that they are among what a merge and a revert look at.
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mostCustomColumns, type CustomTable, type CustomType, type GridTable } from '../../../db/contract/tableNames';
import type { GridRow } from '../../../db/contract/types';
import type { CellValue } from '../../../db/contract/values';
import { rowOf, startReview, type TestCore } from './coreFixture';
import { evidenceDump } from './evidenceDump';

let lacuna: TestCore;
let path: string;
beforeEach(async () => { [lacuna, path] = await startReview(); });
afterEach(() => lacuna.end());

const add = (heading: string, type: CustomType = 'text', table: CustomTable = 'factors') => lacuna.call('addCustomColumn', { table, heading, type, sharing: 'private' });
async function rowAt(index: number, table: GridTable = 'factors'): Promise<GridRow> {
  const { rows: [row] } = await lacuna.call('openView', { table, start: index, end: index + 1 });
  if (row === undefined) throw new Error(`There is no row ${index} in ${table}.`);
  return row;
}
async function fill(key: string, after: CellValue, row?: GridRow) {
  const { id } = row ?? await rowAt(0);
  return lacuna.call('editRows', { table: 'factors', edits: [{ rowId: id, field: key, before: (await rowOf(lacuna, 'factors', id)).values[key] ?? null, after }] });
}
const refusedFill = async (key: string, after: CellValue) => (await lacuna.refusal('editRows', { table: 'factors', edits: [{ rowId: (await rowAt(0)).id, field: key, before: null, after }] })).message;
const problems = async (): Promise<readonly string[]> => (await lacuna.call('verifyDocument', {})).checks.filter((check) => !check.isOk).map(({ name, detail }) => `${name}: ${detail}`);

describe('a column of the lab', () => {
  test('comes, is renamed, hidden and restored as steps that can be undone, and each says what it did', async () => {
    const before = evidenceDump(path);
    const { columnId, key, label } = await lacuna.call('addCustomColumn', { table: 'factors', heading: ' Sample site ', type: 'term', description: 'Where it was taken' });
    expect([key, label]).toEqual(['custom1', 'add column Sample site to Factors']);
    expect(await lacuna.call('listCustomColumns', {})).toEqual([{ columnId, table: 'factors', key, heading: 'Sample site', type: 'term', sharing: 'private', description: 'Where it was taken', isWithdrawn: false, filled: null }]);
    expect((await lacuna.call('editCustomColumn', { columnId, heading: 'Site' })).label).toBe('rename column Sample site of Factors to Site');
    expect((await lacuna.call('editCustomColumn', { columnId, sharing: 'published' })).label).toBe('make column Site of Factors published');
    expect((await lacuna.call('editCustomColumn', { columnId, type: 'text', description: '' })).label).toBe('change column Site of Factors');
    expect((await lacuna.call('setCustomColumnLifecycle', { columnId, lifecycle: 'withdrawn' })).label).toBe('withdraw column Site of Factors');
    expect((await lacuna.call('setCustomColumnLifecycle', { columnId, lifecycle: 'active' })).label).toBe('restore column Site of Factors');
    expect((await lacuna.refusal('editCustomColumn', { columnId, heading: 'Site' })).message).toContain('There is nothing to change');
    const after = evidenceDump(path);
    for (let step = 0; step < 6; step += 1) await lacuna.call('undo', {});
    expect(evidenceDump(path)).toBe(before);
    for (let step = 0; step < 6; step += 1) await lacuna.call('redo', {});
    expect(evidenceDump(path)).toBe(after);
    expect(await problems()).toEqual([]);
  });

  test('never gets the key of another, not even of one whose coming was undone', async () => {
    await add('A');
    await lacuna.call('undo', {});
    expect((await add('B')).key).toBe('custom2');
    expect((await add('B', 'text', 'trials')).key).toBe('custom1');
    const { columnId } = await add('C');
    await lacuna.call('setCustomColumnLifecycle', { columnId, lifecycle: 'withdrawn' });
    for (let number = 4; number <= mostCustomColumns; number += 1) expect((await add(`N${number}`)).key).toBe(`custom${number}`);
    expect((await lacuna.refusal('addCustomColumn', { table: 'factors', heading: 'Z', type: 'text' })).message).toBe('Factors has had 40 columns of its own, which is all that there is room for. Restore one that was withdrawn, and give it another heading.');
  });

  test('has a heading that no other column of the table has, however it is written', async () => {
    const { columnId } = await add('Site');
    const refused = async (heading: string) => (await lacuna.refusal('addCustomColumn', { table: 'factors', heading, type: 'text' })).message;
    expect(await refused(' sITE.')).toBe('Factors has a column “Site” already. Choose another heading.');
    expect(await refused('mechanisms')).toBe('Factors has a column “Mechanism(s)” already. Choose another heading.');
    for (const heading of ['#', 'No', 'custom 7', 'Status', 'row ID']) expect(await refused(heading)).toContain('has a meaning of its own');
    expect(await refused('—')).toBe('A heading has at least one letter or digit.');
    expect(await refused('a\nb')).toBe('Heading is one line. Remove the line break.');
    await lacuna.call('setCustomColumnLifecycle', { columnId, lifecycle: 'withdrawn' });
    await add('Site');
    expect((await lacuna.refusal('setCustomColumnLifecycle', { columnId, lifecycle: 'active' })).message).toContain('has a column “Site” already');
    await lacuna.call('editCustomColumn', { columnId, heading: 'Old site' });
    await lacuna.call('setCustomColumnLifecycle', { columnId, lifecycle: 'active' });
    expect((await lacuna.refusal('editCustomColumn', { columnId: 'none', heading: 'X' })).code).toBe('not-found');
  });

  test('does not take a type that a cell breaks, and says which', async () => {
    const { columnId, key } = await add('Reads', 'long text');
    await fill(key, '12');
    await fill(key, 'many\nof them', await rowAt(2));
    const third = await rowAt(2);
    expect((await lacuna.refusal('editCustomColumn', { columnId, type: 'number' })).message).toBe(`“Reads” can't hold numbers: row 3, ${String(third.values['factor'])}, has “many\nof them” in it. Reads is one line. Remove the line break.`);
    await lacuna.call('setLifecycle', { table: 'factors', rowIds: [third.id], lifecycle: 'withdrawn' });
    expect((await lacuna.refusal('editCustomColumn', { columnId, type: 'text' })).code, 'a withdrawn row may come back').toBe('invalid-value');
    await fill(key, 'NR', third);
    expect((await lacuna.call('editCustomColumn', { columnId, type: 'number' })).label).toBe('make column Reads of Factors hold number');
    expect((await lacuna.call('listCustomColumns', { table: 'factors', countsCells: true })).map(({ filled }) => filled)).toEqual([2]);
    expect(await lacuna.call('listCustomColumns', { table: 'trials' })).toEqual([]);
  });
});

describe('its cells', () => {
  test('hold what the type says, and nothing else', async () => {
    const keys = Object.fromEntries(await Promise.all((['text', 'number', 'yes or no', 'term', 'long text'] as const).map(async (type) => [type, (await add(`A ${type}`, type)).key] as const)));
    expect(await refusedFill(keys['text'] ?? '', 'a\nb')).toContain('A text is one line.');
    expect(await refusedFill(keys['number'] ?? '', 'a few')).toContain('Give the number as it is printed');
    expect(await refusedFill(keys['yes or no'] ?? '', 'Perhaps')).toContain('It is one of: Yes, No.');
    expect(await refusedFill(keys['term'] ?? '', { missing: 'No description' })).toContain(`A term can't be marked as missing.`);
    expect(await refusedFill(keys['term'] ?? '', [])).toContain('A term takes text, not a list.');
    expect(await refusedFill('custom9', 'x')).toContain('Factors has no column “custom9”.');
    expect((await lacuna.refusal('editRows', { table: 'results', adds: [{ values: { custom1: 'x' } }] })).message).toContain('has no column “custom1”');
    expect(await lacuna.call('checkRows', { table: 'factors', adds: [{ values: { factor: 'New', [keys['number'] ?? '']: 'x', custom9: 'y' } }] })).toMatchObject([{ field: 'custom9' }, { field: keys['number'] }]);
    const { addedRowIds } = await lacuna.call('editRows', { table: 'factors', adds: [{ values: { factor: 'New', [keys['long text'] ?? '']: 'a\nb', [keys['number'] ?? '']: '< 0.5' } }] });
    expect((await rowOf(lacuna, 'factors', addedRowIds[0] ?? '')).values).toMatchObject({ [keys['long text'] ?? '']: 'a\nb', [keys['number'] ?? '']: '< 0.5' });
  });

  test('can\'t be edited while the column is withdrawn, and are there again afterwards', async () => {
    const { columnId, key } = await add('Site');
    await fill(key, 'rib');
    await lacuna.call('setCustomColumnLifecycle', { columnId, lifecycle: 'withdrawn' });
    expect(await refusedFill(key, 'hip')).toContain('The column “Site” was withdrawn. Restore it to edit its cells.');
    await lacuna.call('setCustomColumnLifecycle', { columnId, lifecycle: 'active' });
    expect((await rowAt(0)).values[key]).toBe('rib');
  });

  test('are called by the heading in labels, in history, in problems and in comparisons', async () => {
    const { columnId, key } = await add('Site');
    const row = await rowAt(0);
    expect((await fill(key, 'rib')).label).toBe(`edit Site of ${String(row.values['factor'])}`);
    await lacuna.call('makeRelease', { version: '1' });
    await fill(key, 'hip');
    expect((await lacuna.refusal('editRows', { table: 'factors', edits: [{ rowId: row.id, field: key, before: 'rib', after: 'jaw' }] })).message).toMatch(/^Site of .+ has changed since you read it\. It now reads “hip”; yours is “jaw”\./u);
    expect(await refusedFill(key, 'a\nb')).toBe(`Site of ${String(row.values['factor'])} (row 1): Site is one line. Remove the line break.`);
    const { changeSets } = await lacuna.call('listHistory', { scope: { kind: 'cell', table: 'factors', rowId: row.id, field: key } });
    expect(changeSets.map(({ revisions }) => revisions.map(({ heading, before, after }) => [heading, before, after]))).toEqual([[['Site', 'rib', 'hip']], [['Site', null, 'rib']], []]);
    const compared = await lacuna.call('compareStates', { from: { kind: 'release', version: '1' }, to: { kind: 'now' } });
    expect(compared.rows.flatMap(({ fields }) => fields.map(({ heading, before, after }) => [heading, before, after]))).toEqual([['Site', 'rib', 'hip']]);
    await lacuna.call('setCustomColumnLifecycle', { columnId, lifecycle: 'withdrawn' });
    expect((await lacuna.call('listHistory', { scope: { kind: 'row', table: 'factors', rowId: row.id }, limit: 1 })).changeSets[0]?.revisions[0]?.heading, 'of a column that was withdrawn too').toBe('Site');
  });

  test('of an added row are in its own history', async () => {
    const { key } = await add('Site');
    const { addedRowIds: [rowId = ''] } = await lacuna.call('editRows', { table: 'factors', adds: [{ values: { factor: 'New', [key]: 'rib' } }] });
    const { changeSets: [added] } = await lacuna.call('listHistory', { scope: { kind: 'row', table: 'factors', rowId } });
    expect(added?.revisions.map(({ heading, after }) => [heading, after])).toEqual([['Factor', 'New'], ['Reference', []], ['Site', 'rib']]);
  });

  test('bring their terms into the vocabulary of the column, with the change that uses them', async () => {
    const [site, tags, text, asked] = [await add('Site', 'term'), await add('Tags', 'terms'), await add('Text'), await add('Asked', 'yes or no')];
    const { id } = await rowAt(0);
    const cells = { [site.key]: 'rib', [tags.key]: 'old, read (twice, by two)', [text.key]: 'no term', [asked.key]: 'Yes' };
    await lacuna.call('editRows', { table: 'factors', edits: Object.entries(cells).map(([field, after]) => ({ rowId: id, field, before: null, after })) });
    const facets = async (column: string) => (await lacuna.call('listFacets', { table: 'factors', column })).map(({ term, count }) => [term, count]);
    expect(await facets(site.key)).toEqual([['rib', 1]]);
    await fill(site.key, 'hip');
    expect(await facets(site.key)).toEqual([['hip', 1], ['rib', 0]]);
    expect(await facets(tags.key)).toEqual([['old', 1], ['read (twice, by two)', 1]]);
    expect(await facets(asked.key)).toEqual([['Yes', 1], ['No', 0]]);
    await lacuna.call('undo', {});
    expect(await facets(site.key)).toEqual([['rib', 1]]);
    const { changeSets: [last] } = await lacuna.call('listHistory', { scope: { kind: 'file' }, limit: 2 });
    expect(last?.kind).toBe('undo');
  });

  test('are filtered, sorted and found like any other', async () => {
    const [tags, reads] = [await add('Tags', 'terms'), await add('Reads', 'number')];
    const [one, two] = [await rowAt(0), await rowAt(1)];
    await fill(tags.key, 'old, zebrafish', one);
    await fill(tags.key, 'older', two);
    await fill(reads.key, '10', one);
    await fill(reads.key, '9', two);
    const ids = async (query: object) => (await lacuna.call('openView', { table: 'factors', end: 3, ...query })).rows.map(({ id }) => id);
    const byTags = (filter: object) => ids({ filters: [{ column: tags.key, ...filter }] });
    expect(await byTags({ operator: 'anyTerm', terms: ['old'] })).toEqual([one.id]);
    expect(await byTags({ operator: 'contains', text: 'OLD' })).toEqual([one.id, two.id]);
    expect(await byTags({ operator: 'notBlank' })).toEqual([one.id, two.id]);
    expect(await ids({ sort: [{ column: reads.key, direction: 'asc' }] })).toMatchObject([two.id, one.id, expect.anything()]);
    expect(await ids({ search: 'zebraf' })).toEqual([one.id]);
    expect((await lacuna.call('findRows', { text: 'zebrafish', tables: ['factors'] })).map(({ row }) => row.id)).toEqual([one.id]);
    expect(await ids({ filters: [{ column: 'custom30', operator: 'notBlank' }] }), 'a layout may still ask for what is gone').toEqual([]);
    await lacuna.call('undo', {});
    await lacuna.call('undo', {});
    await lacuna.call('undo', {});
    expect(await ids({ search: 'older' })).toEqual([]);
  });

  test('of a claim that is read from a row stay as that row says', async () => {
    const { key } = await add('Seen', 'text', 'claims');
    const { rows } = await lacuna.call('openView', { table: 'claims', end: 500, filters: [{ column: 'origin', operator: 'equals', text: 'table row' }] });
    expect((await lacuna.refusal('editRows', { table: 'claims', edits: [{ rowId: rows[0]?.id ?? '', field: key, before: null, after: 'x' }] })).message).toContain('This claim is read from its row in Factors');
  });

  test('are among what a merge chooses from', async () => {
    const { key } = await add('Site');
    const [stays, goes] = [await rowAt(0), await rowAt(1)];
    await fill(key, 'rib', goes);
    const versions = async () => ({ stays: { rowId: stays.id, version: (await rowOf(lacuna, 'factors', stays.id)).version }, goes: { rowId: goes.id, version: (await rowOf(lacuna, 'factors', goes.id)).version } });
    expect((await lacuna.refusal('mergeRows', { table: 'factors', ...await versions(), values: { [key]: 'a\nb' } })).message).toContain('Site of factor 1');
    await lacuna.call('mergeRows', { table: 'factors', ...await versions(), values: { [key]: 'rib' } });
    expect((await rowOf(lacuna, 'factors', stays.id)).values[key]).toBe('rib');
    await lacuna.call('undo', {});
    expect((await rowOf(lacuna, 'factors', stays.id)).values[key] ?? null).toBeNull();
  });

  test('come with a release, and go with it where they came later', async () => {
    const site = await add('Site');
    await fill(site.key, 'rib');
    await lacuna.call('makeRelease', { version: '1' });
    const frozen = evidenceDump(path);
    await add('Later');
    await fill('custom2', 'unknown then');
    await fill(site.key, null);
    await lacuna.call('editCustomColumn', { columnId: site.columnId, heading: 'Place' });
    await lacuna.call('makeRelease', { version: '2' });
    expect(await problems()).toEqual([]);
    const release = await lacuna.call('openRelease', { version: '1' });
    expect(evidenceDump(release.path)).toBe(frozen);
    expect((await lacuna.call('listCustomColumns', { countsCells: true })).map(({ heading, filled }) => [heading, filled])).toEqual([['Site', 1]]);
    await lacuna.call('openDocument', { path: join(path) });
  });
});

describe('taking back one change', () => {
  const revert = (changeSetId: string) => lacuna.refusal('revertChangeSet', { changeSetId, reason: 'wrong' });

  test('does not take a column from under its cells', async () => {
    const { changeSetId, key } = await add('Site');
    await fill(key, 'rib');
    expect((await revert(changeSetId)).message).toContain('Site has cells that are filled.');
    await fill(key, null);
    await lacuna.call('revertChangeSet', { changeSetId, reason: 'wrong' });
    expect(await lacuna.call('listCustomColumns', {})).toEqual([]);
  });

  test('does not bring back a type or a heading that does not fit any more, nor a cell that the type forbids', async () => {
    const { columnId, key } = await add('Site');
    const filled = await fill(key, 'rib');
    await fill(key, '5');
    await lacuna.call('editCustomColumn', { columnId, type: 'number' });
    const freed = await lacuna.call('editCustomColumn', { columnId, type: 'long text', heading: 'Place' });
    await fill(key, 'a\nb');
    await add('Site');
    expect((await revert(freed.changeSetId)).message).toMatch(/has a column “Site” already|can't hold numbers/u);
    expect((await revert(filled.changeSetId)).code).toBe('later-change-depends');
    await fill(key, '6');
    const { changeSetId } = await fill(key, '7');
    await lacuna.call('editCustomColumn', { columnId, type: 'yes or no' }).catch(() => undefined);
    await lacuna.call('revertChangeSet', { changeSetId, reason: 'wrong' });
    expect((await rowAt(0)).values[key]).toBe('6');
  });
});
