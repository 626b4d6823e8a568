// The whole document as one file: which tables, in which order, what is left out and said so; each as its own export has it;
// one list of references; nothing that stood there is lost.
import { unzipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportFormats, isPageFormat, type ExportedTable } from '../../../db/contract/exports';
import type { Input } from '../../../db/contract/methods';
import { startCore, startReview, type TestCore } from './coreFixture';

type Choices = Omit<Input<'exportTable'>, 'table' | 'format' | 'path'>;
type Format = (typeof exportFormats)[number];

// Every test reads the review as it comes; what one changes it takes back.
let lacuna: TestCore;
beforeAll(async () => {
  [lacuna] = await startReview();
  await lacuna.call('checkDocument', {});
});
afterAll(() => lacuna.end());

const place = (format: Format, name = 'whole'): string => join(lacuna.folder, `${name}.${format === 'csv' || format === 'tsv' ? 'zip' : format}`);
const whole = async (format: Format, choices: Choices = {}, name = 'whole') => lacuna.call('exportTable', { table: 'document', format, path: place(format, name), ...choices });
async function alone(table: ExportedTable, format: Format, choices: Choices = {}): Promise<Buffer> {
  const path = join(lacuna.folder, `alone ${table}.${format}`);
  await lacuna.call('exportTable', { table, format, path, ...choices });
  return readFileSync(path);
}
const manifest = (path: string): Record<string, unknown> => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;

/** What has rows in the review as it comes, in the order of the navigation. */
const all: readonly ExportedTable[] = ['factors', 'trials', 'studies', 'claims', 'results', 'glossary', 'aliases', 'findings'];

describe('which tables', () => {
  test.each(exportFormats)('%s: all that the document says for programs, the published tables as pages', async (format) => {
    const written = await whole(format);
    expect(written.tables?.map(({ table }) => table)).toEqual(isPageFormat(format) ? ['factors', 'trials'] : all);
    expect(written.empty).toEqual(isPageFormat(format) ? [] : ['conflicts', 'notes']);
    expect(written.rows).toBe(written.tables?.reduce((sum, { rows }) => sum + rows, 0));
    expect(written.packagePath).toBeNull();
    const facts = manifest(written.manifestPath);
    expect(facts).toMatchObject({ table: 'document', rows: written.rows, columns: [], file: { bytes: written.bytes, sha256: createHash('sha256').update(readFileSync(written.path)).digest('hex') } });
    expect((facts['tables'] as { table: string; rows: number }[]).map(({ table, rows }) => ({ table, rows }))).toEqual(written.tables);
    expect((facts['tables'] as { columns: string[] }[])[0]?.columns).toEqual(['Factor', 'Expression', 'Clinical significance', 'Function', 'Mechanism(s)', 'Reference']);
  });

  test('as chosen, in the order of the navigation whatever the order asked for; what is left out is said', async () => {
    const [row] = (await lacuna.call('openView', { table: 'trials' })).rows;
    await lacuna.call('setLifecycle', { table: 'trials', rowIds: [row?.id ?? ''], lifecycle: 'excluded', reason: 'x' });
    const written = await whole('json', { tables: ['conflicts', 'history', 'trials', 'factors'] });
    expect(written).toMatchObject({ tables: [{ table: 'factors', rows: 28 }, { table: 'trials', rows: 14 }, { table: 'history' }], empty: ['conflicts'] });
    expect(manifest(written.manifestPath)['leftOut']).toEqual(['Not chosen: Studies, Claims, Results, Glossary, Names, Findings, Notes.', 'Without rows: Conflicts.', 'Of Trials: 1 excluded row.']);
    expect(await whole('json', { tables: ['trials'], includeExcluded: true })).toMatchObject({ tables: [{ table: 'trials', rows: 15 }] });
    await lacuna.call('undo', {});
  });

  test('a document without rows is refused in a sentence', async () => {
    const other = startCore();
    await other.call('createDocument', { path: join(other.folder, 'empty.lacuna'), content: 'empty' });
    const path = join(other.folder, 'never.docx');
    expect(await other.refusal('exportTable', { table: 'document', format: 'docx', path })).toMatchObject({ code: 'invalid-input', message: 'The tables that were chosen have no rows yet: Factors, Trials.' });
    expect(existsSync(path)).toBe(false);
    await other.end();
  });
});

describe('what is in the file', () => {
  test('JSON and CSV: each table as its own export has it', async () => {
    await whole('json');
    await whole('csv');
    const text = readFileSync(place('json'), 'utf8');
    const files = unzipSync(readFileSync(place('csv')));
    for (const table of all) {
      expect(text).toContain(`"${table}": ${(await alone(table, 'json')).toString('utf8').trimEnd()}`);
      expect(Buffer.from(files[`${table}.csv`] ?? []).equals(await alone(table, 'csv')), table).toBe(true);
    }
  });

  test('the same bytes again', async () => {
    for (const format of exportFormats) {
      await whole(format, { style: 'vancouver' }, 'first');
      await whole(format, { style: 'vancouver' }, 'second');
      expect(readFileSync(place(format, 'first')).equals(readFileSync(place(format, 'second'))), format).toBe(true);
    }
  });

  test('one list of references after the last table, each study once, under the numbers of the cells', async () => {
    await whole('md', { style: 'vancouver', numbering: 'appearance' });
    const [tables = '', list = ''] = readFileSync(place('md'), 'utf8').split('\n## References\n');
    const numbers = Array.from(list.matchAll(/^(\d+)\\\./gmu), ([, number]) => Number(number));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers.length).toBeGreaterThan(30);
    const cited = new Set(Array.from(tables.matchAll(/\[([\d, –]+)\] \|$/gmu), ([, cell = '']) => cell).flatMap((cell) => cell.split(', ').flatMap((part) => { const [from = 0, to = from] = part.split('–').map(Number); return Array.from({ length: to - from + 1 }, (_, index) => from + index); })));
    expect([...cited].toSorted((left, right) => left - right)).toEqual(numbers);
    expect(tables).toContain('Table 1.');
    expect(tables.indexOf('Table 2.')).toBeGreaterThan(tables.indexOf('Table 1.'));
  });

  test('below each table the abbreviations that it uses', async () => {
    await whole('md', { sourceNote: 'The review.' });
    const [first = '', second = ''] = readFileSync(place('md'), 'utf8').split('Table 2.');
    for (const [table, text] of [['factors', first], ['trials', second]] as const) {
      const by = (await alone(table, 'md', { sourceNote: 'The review.' })).toString('utf8');
      const below = by.slice(by.lastIndexOf('|\n') + 2);
      expect(text).toContain(below);
      expect(below).toContain('The review.');
    }
  });
});

describe('what it refuses', () => {
  test.each<readonly [string, Choices & { readonly format?: Input<'exportTable'>['format'] }]>([
    ['Columns, widths, rows, title and page are those of each table', { columns: ['factor'] }], ['Columns, widths', { widths: { factor: 10 } }], ['Columns, widths', { title: 'Mine' }], ['Columns, widths', { orientation: 'portrait' }],
    ['Columns, widths', { rows: { search: 'x', filters: [], sort: [] } }], ['ris holds references', { format: 'ris' }], ['Changes are tracked in one table at a time', { since: '1.0' }],
    ['Give a name that ends in .zip', { format: 'csv' }],
  ])('%s: a choice that only a table can follow', async (message, { format = 'docx', ...choices }) => {
    const path = join(lacuna.folder, 'never.docx');
    expect(await lacuna.refusal('exportTable', { table: 'document', format, path, ...choices })).toMatchObject({ code: 'invalid-input', message: expect.stringContaining(message) });
    expect(readdirSync(lacuna.folder).filter((name) => name.includes('never'))).toEqual([]);
  });

  test('a list of tables of one table, and no table at all', async () => {
    expect((await lacuna.refusal('exportTable', { table: 'factors', tables: ['trials'], format: 'json', path: place('json') })).message).toContain('A list of tables is a choice of the whole document.');
    expect((await lacuna.refusal('exportTable', { table: 'document', tables: [], format: 'json', path: place('json') })).code).toBe('invalid-input');
  });

  test('the place of a document, its own or another, also as a ZIP', async () => {
    const path = join(lacuna.folder, 'a.lacuna');
    const other = join(lacuna.folder, 'other.zip');
    await lacuna.call('saveCopy', { path: join(lacuna.folder, 'copy.lacuna') });
    copyFileSync(join(lacuna.folder, 'copy.lacuna'), other);
    const before = readFileSync(other);
    for (const [format, wanted] of [['docx', path], ['csv', other]] as const) expect((await lacuna.refusal('exportTable', { table: 'document', format, path: wanted })).code).toBe('file-exists');
    expect(readFileSync(other).equals(before)).toBe(true);
  });
});

describe('on the way', () => {
  test('says of which table how many rows are written', async () => {
    lacuna.events.length = 0;
    await whole('json');
    const labels = lacuna.events.flatMap((event) => (event.type === 'progress' ? [event.label] : []));
    expect([...new Set(labels.filter((label) => label.startsWith('Writing')))]).toEqual(['Factors', 'Trials', 'Studies', 'Claims', 'Results', 'Glossary', 'Names', 'Findings'].map((name) => `Writing ${name}`));
  });

  test('a cancel in a later table leaves the file that stood there, and nothing else', async () => {
    const other = startCore({ emit: (event) => { if (event.type === 'progress' && event.label === 'Writing Trials') other.core.cancel('exporting'); } });
    await other.call('createDocument', { path: join(other.folder, 'b.lacuna'), content: 'review' });
    for (const format of exportFormats) {
      const wanted = join(other.folder, format === 'csv' || format === 'tsv' ? 'b.zip' : `b.${format}`);
      writeFileSync(wanted, 'earlier');
      const before = readdirSync(other.folder);
      expect(await other.core.dispatch({ callId: 'exporting', method: 'exportTable', input: { table: 'document', format, path: wanted } }), format).toMatchObject({ ok: false, error: { code: 'cancelled', message: 'The export was cancelled. Nothing was written.' } });
      expect(readFileSync(wanted, 'utf8'), format).toBe('earlier');
      expect(readdirSync(other.folder), format).toEqual(before);
    }
    await other.end();
  });
});

describe('the preview', () => {
  test('shows the beginning of each table, what will be missing, and the references once', async () => {
    const preview = await lacuna.call('previewExport', { table: 'document', style: 'vancouver', tables: ['factors', 'trials', 'aliases', 'conflicts'] });
    expect([preview, ...preview.following].map(({ title, total, rows }) => [title.slice(0, 8), total > 20, rows.length])).toEqual([['Table 1.', true, 20], ['Table 2.', false, 15], ['Names of', true, 20]]);
    expect(preview.leftOut).toEqual([`Not chosen: ${['Studies', 'Claims', 'Results', 'Glossary', 'Findings', 'Notes', 'History'].join(', ')}.`, 'Without rows: Conflicts.']);
    expect(preview.closing).toMatchObject({ heading: 'References' });
    expect(preview.notes.some(({ text }) => text === 'References')).toBe(false);
    expect((await lacuna.call('previewExport', { table: 'document' })).following).toHaveLength(1);
  });
  test('of a table has nothing that follows', async () => {
    expect(await lacuna.call('previewExport', { table: 'factors', style: 'vancouver' })).toMatchObject({ following: [], closing: null });
  });
});

test('a preset keeps which tables of the document', async () => {
  const kept = await lacuna.call('savePreset', { name: 'For a colleague', table: 'document', format: 'xlsx', choices: { tables: ['factors', 'studies'] } });
  expect(await lacuna.call('listPresets', {})).toEqual([kept]);
  expect(await whole('xlsx', { ...kept.choices, preset: kept.name })).toMatchObject({ tables: [{ table: 'factors' }, { table: 'studies' }] });
});
