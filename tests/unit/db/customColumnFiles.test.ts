// A lab's own columns on their way out of a document and into one: which print and which do not, what is said of those, in files that
// others read and to the curator; and files whose headings name them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../../db/contract/methods';
import type { GridRow } from '../../../db/contract/types';
import { rowOf, startReview, type TestCore } from './coreFixture';

let lacuna: TestCore;
let shared = '';
let kept = '';
let keptId = '';
let row: GridRow;
beforeEach(async () => {
  [lacuna] = await startReview();
  shared = (await lacuna.call('addCustomColumn', { table: 'factors', heading: 'Site', type: 'term', sharing: 'published', description: 'Where it was taken.' })).key;
  ({ key: kept, columnId: keptId } = await lacuna.call('addCustomColumn', { table: 'factors', heading: 'Doubts', type: 'terms' }));
  const [first] = (await lacuna.call('openView', { table: 'factors', end: 1 })).rows;
  if (first === undefined) throw new Error('no row');
  row = first;
  await edit({ [shared]: 'rib', [kept]: 'smudged' });
});
afterEach(() => lacuna.end());

const edit = (cells: Readonly<Record<string, string>>) => lacuna.call('editRows', { table: 'factors', edits: Object.entries(cells).map(([field, after]) => ({ rowId: row.id, field, before: null, after })) });
const at = (name: string): string => join(lacuna.folder, name);
const exported = async (name: string, choices: Partial<Input<'exportTable'>> = {}) => {
  const written = await lacuna.call('exportTable', { table: 'factors', format: 'csv', path: at(name), ...choices });
  const text = readFileSync(written.path, 'utf8');
  return { text, heads: (text.split('\r\n')[0] ?? '').replace('\uFEFF', '').split(','), manifest: readFileSync(written.manifestPath, 'utf8'), package: written.packagePath === null ? '' : readFileSync(written.packagePath, 'utf8') };
};
const leftOut = async (choices: Partial<Input<'previewExport'>> = {}) => (await lacuna.call('previewExport', { table: 'factors', ...choices })).leftOut;

describe('an export', () => {
  test('has the published ones before the references, and of the private ones neither cells nor names', async () => {
    const { text, heads, manifest, package: described } = await exported('public.csv');
    expect(heads).toEqual(['Factor', 'Expression', 'Clinical significance', 'Function', 'Mechanism(s)', 'Site', 'Reference']);
    expect(text).toContain(',rib,');
    for (const file of [text, manifest, described]) expect(file).not.toMatch(/Doubts|smudged|custom2/u);
    expect(JSON.parse(manifest).leftOut).toContain('1 private column.');
    expect(JSON.parse(described).resources[0].schema.fields[5]).toMatchObject({ name: 'Site', description: 'Where it was taken. One term.' });
    expect(await leftOut()).toContain('The private column Doubts.');
    const page = await lacuna.call('exportTable', { table: 'factors', format: 'xlsx', path: at('public.xlsx') });
    expect(page.rows).toBeGreaterThan(0);
  });

  test('has the private ones too where they are included, all of them or those that are chosen', async () => {
    const all = await exported('all.csv', { includePrivate: true });
    expect(all.heads).toEqual(['Factor', 'Expression', 'Clinical significance', 'Function', 'Mechanism(s)', 'Site', 'Doubts', 'Reference']);
    expect(JSON.parse(all.manifest)).toMatchObject({ columns: all.heads, leftOut: [] });
    expect((await exported('chosen.csv', { includePrivate: true, columns: [kept, 'factor'] })).heads).toEqual(['Doubts', 'Factor']);
    expect(await leftOut({ includePrivate: true, columns: ['factor', 'references', 'expression', 'clinicalSignificance', 'function', 'mechanism', kept] })).toEqual(['The column Site.']);
    const named = await exported('named.csv', { columns: ['factor', kept, shared], widths: { [kept]: 90, [shared]: 80 } });
    expect(named.heads).toEqual(['Factor', 'Site']);
    expect(JSON.parse(named.manifest).choices).toMatchObject({ columns: ['factor', shared], widths: { [shared]: 80 } });
    expect((await lacuna.refusal('exportTable', { table: 'factors', format: 'csv', path: at('none.csv'), columns: [kept] })).message).toBe('None of these columns prints: private ones do only where private ones are included. Choose another one.');
    expect((await lacuna.refusal('exportTable', { table: 'factors', format: 'csv', path: at('none.csv'), columns: ['custom9'] })).message).toMatch(/^Factors has no column “custom9”\. It has: factor, .*custom1, custom2/u);
  });

  test('never has one that was withdrawn, also where a preset still asks for it', async () => {
    await lacuna.call('setCustomColumnLifecycle', { columnId: keptId, lifecycle: 'withdrawn' });
    expect((await exported('all.csv', { includePrivate: true })).heads).not.toContain('Doubts');
    const { heads, manifest } = await exported('preset.csv', { columns: ['factor', kept], includePrivate: true });
    expect(heads).toEqual(['Factor']);
    expect(JSON.parse(manifest).leftOut).toContain('1 withdrawn column.');
    expect(await leftOut({ columns: ['factor', kept] })).toContain('The withdrawn column Doubts.');
  });

  test('may show the rows that a private column picks, and does not tell how', async () => {
    const filters = [{ column: kept, operator: 'anyTerm' as const, terms: ['smudged'] }];
    const rows = { search: '', filters, sort: [{ column: kept, direction: 'asc' as const }] };
    const { viewId } = await lacuna.call('openView', { table: 'factors', filters });
    for (const choices of [{ rows }, { viewId }]) {
      const { text, manifest } = await exported('view.csv', choices);
      expect(text.trim().split('\r\n')).toHaveLength(2);
      expect(manifest).not.toMatch(/smudged|custom2/u);
      expect(JSON.parse(manifest).leftOut).toContain('Rows that a filter on a private column does not show.');
      expect((await exported('view.csv', { ...choices, includePrivate: true })).manifest).toContain('smudged');
    }
  });

  test('of the history and of a comparison leaves private cells, columns and terms out', async () => {
    const history = await exported('history.csv', { table: 'history' });
    expect(history.text).toContain('Site');
    expect(history.text).not.toMatch(/Doubts|smudged/u);
    expect(JSON.parse(history.manifest).leftOut).toEqual(['Changes of what is private.']);
    expect((await exported('history.csv', { table: 'history', includePrivate: true })).text).toMatch(/smudged/u);
    const { path } = await lacuna.call('exportComparison', { from: { kind: 'beginning' }, to: { kind: 'now' }, format: 'csv', path: at('changes.csv') });
    const changes = readFileSync(path, 'utf8');
    expect(changes).toContain('rib');
    expect(changes).not.toMatch(/Doubts|smudged/u);
  });

  test('leaves conflicts on private cells out of notes, lists, history and manifest, and says how many', async () => {
    const { rows: [, second] } = await lacuna.call('openView', { table: 'factors', end: 2 });
    await lacuna.call('flagConflict', { title: 'Smudged or not', kind: 'other', severity: 'minor', rationale: 'unreadable', members: [{ table: 'factors', rowId: row.id, field: kept, side: 'smudged' }, { table: 'factors', rowId: second?.id ?? '', field: null, side: 'clear' }] });
    await lacuna.call('flagConflict', { title: 'Told to all', kind: 'other', severity: 'minor', rationale: 'seen', members: [{ table: 'factors', rowId: row.id, field: shared, side: 'rib' }, { table: 'factors', rowId: second?.id ?? '', field: null, side: 'hip' }] });
    await lacuna.call('setConflictStatus', { conflictId: (await lacuna.call('listConflicts', {}))[0]?.conflictId ?? '', status: 'dismissed', disposition: 'source error', reason: 'unreadable' });
    await lacuna.call('editRows', { table: 'factors', edits: [{ rowId: row.id, field: kept, before: 'smudged', after: 'clear after all' }] });
    for (const table of ['factors', 'conflicts', 'history'] as const) {
      const { text, manifest } = await exported('out.md', { table, format: 'md', conflicts: 'all' });
      expect(text, table).toContain('Told to all');
      for (const file of [text, manifest]) expect(file, table).not.toMatch(/Smudged|smudged|Doubts|unreadable|after all/u);
      if (table !== 'history') expect(JSON.parse(manifest).leftOut, table).toContain('1 conflict about what is private.');
      expect((await exported('all.md', { table, format: 'md', conflicts: 'all', includePrivate: true })).text, table).toMatch(/Smudged|Doubts/u);
    }
    const { path } = await lacuna.call('exportComparison', { from: { kind: 'beginning' }, to: { kind: 'now' }, format: 'csv', path: at('changes.csv') });
    expect(readFileSync(path, 'utf8')).not.toMatch(/Smudged|smudged|Doubts|unreadable|after all/u);
  });

  test('with tracked changes has the columns of the present on both sides', async () => {
    await lacuna.call('makeRelease', { version: '1' });
    const { key } = await lacuna.call('addCustomColumn', { table: 'factors', heading: 'Later', type: 'text', sharing: 'published' });
    await edit({ [key]: 'since then' });
    const { tracked } = await lacuna.call('exportTable', { table: 'factors', format: 'docx', path: at('tracked.docx'), since: '1' });
    expect(tracked).toMatchObject({ inserted: 0, deleted: 0, changed: 1 });
  });
});

describe('an import', () => {
  const bring = async (text: string, options = {}) => {
    writeFileSync(at('in.csv'), text);
    return lacuna.call('importTables', { sources: [{ path: at('in.csv'), table: 'factors', options }] });
  };

  test('knows a column by its heading, and takes what its type takes', async () => {
    const { key } = await lacuna.call('addCustomColumn', { table: 'factors', heading: 'Seen by two', type: 'yes or no' });
    await lacuna.call('addCustomColumn', { table: 'factors', heading: 'Reads', type: 'number' });
    const { sources: [report], committed } = await bring('Factor,seen by TWO,Site,Reads\nNew one,y,hip,12\nNew two,maybe,hip,12\nNew three,,hip,"a\n lot"\n');
    expect(report?.columns.map(({ target, confidence }) => [target, confidence])).toEqual([['factor', 1], [key, 0.9], [shared, 1], ['custom4', 1]]);
    expect(report?.counts).toMatchObject({ new: 1, refused: 2 });
    expect(report?.refused.map(({ reason }) => reason)).toEqual(['Seen by two: It is one of: Yes, No.', 'Reads: Give the number as it is printed, for example 1.20 or 1,023; or NE, or NR.']);
    const { rows } = await lacuna.call('openView', { table: 'factors', filters: [{ column: 'factor', operator: 'equals', text: 'New one' }] });
    expect(rows[0]?.values).toMatchObject({ [key]: 'Yes', [shared]: 'hip', custom4: '12' });
    expect((await lacuna.call('listFacets', { table: 'factors', column: shared })).map(({ term }) => term)).toEqual(['hip', 'rib']);
    expect(committed?.label).toBe('import 1 row into Factors from in.csv');
  });

  test('can be told which column it is, by key or heading; and does not know one that was withdrawn', async () => {
    writeFileSync(at('in.csv'), 'Factor,Where\nNew one,hip\n');
    const previewed = async (columns: Readonly<Record<string, string>>) => (await lacuna.call('previewImport', { sources: [{ path: at('in.csv'), table: 'factors', options: { columns } }], end: 5 }));
    for (const target of ['Site', shared]) expect((await previewed({ Where: target })).rows[0]?.cells).toEqual({ factor: 'New one', [shared]: 'hip' });
    await lacuna.call('setCustomColumnLifecycle', { columnId: keptId, lifecycle: 'withdrawn' });
    expect((await previewed({ Where: kept })).sources[0]?.problems[0]).toContain('Factors has no column “custom2”');
  });

  test('of what was exported changes nothing; of a file without the column it leaves the cells', async () => {
    await exported('out.csv', { includePrivate: true });
    const back = await lacuna.call('previewImport', { sources: [{ path: at('out.csv'), table: 'factors' }] });
    expect(back.total).toMatchObject({ changed: 0, new: 0, refused: 0 });
    await exported('plain.csv', { columns: ['factor', 'expression', 'clinicalSignificance', 'function', 'mechanism', 'references'] });
    expect((await lacuna.call('previewImport', { sources: [{ path: at('plain.csv'), table: 'factors' }] })).total).toMatchObject({ changed: 0, new: 0, refused: 0 });
  });

  test('changes the cell of a row that is there, and tells it by its heading', async () => {
    const out = await exported('out.csv');
    writeFileSync(at('out.csv'), out.text.replace(',rib,', ',femur,'));
    const source = { path: at('out.csv'), table: 'factors' as const };
    const { rows } = await lacuna.call('previewImport', { sources: [source], kinds: ['changed'], end: 10 });
    expect(rows.map(({ changes }) => changes)).toEqual([[{ field: shared, heading: 'Site', before: 'rib', after: 'femur' }]]);
    await lacuna.call('importTables', { sources: [source] });
    expect((await rowOf(lacuna, 'factors', row.id)).values).toMatchObject({ [shared]: 'femur', [kept]: 'smudged' });
  });

  test('keeps two rows apart that only such a column tells apart', async () => {
    const { sources: [report] } = await bring('Factor,Site\nTwin,hip\nTwin,rib\nTwin,rib\n', {});
    expect(report?.counts).toMatchObject({ new: 2, duplicates: 1 });
  });

  test('of a whole file that has to be right refuses what does not fit', async () => {
    await lacuna.call('addCustomColumn', { table: 'factors', heading: 'Reads', type: 'number' });
    writeFileSync(at('in.csv'), 'Factor,Reads\nNew one,lots\n');
    expect((await lacuna.refusal('importRows', { table: 'factors', path: at('in.csv') })).message).toContain('Line 2, Reads: Give the number as it is printed');
    expect(await lacuna.call('importRows', { table: 'factors', path: at('in.csv'), unfit: 'leave out' })).toMatchObject({ rows: 1, leftOut: [{ field: 'custom3' }] });
  });
});
