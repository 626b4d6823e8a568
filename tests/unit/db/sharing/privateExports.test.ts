// What an export gives away of a lab's own studies: nothing, in any format and any list, unless it is asked to.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exportFormats, exportTables } from '../../../../db/contract/exports';
import type { Input } from '../../../../db/contract/methods';
import { studyFormats } from '../../../../db/contract/references';
import { startReview, type TestCore } from '../coreFixture';
import { textOfParts } from './exportedText';

/** In every text of what is private, and in no other of the document. */
const secret = 'Qzxsecret';
let lacuna: TestCore;
let path: string;
let out: string;
let studyId: string;

beforeEach(async () => {
  [lacuna, path] = await startReview();
  out = join(lacuna.folder, 'out');
  mkdirSync(out);
  ({ studyId } = await addPrivate('Qzxsecret factor'));
});
afterEach(() => lacuna.end());

async function addPrivate(name: string): Promise<{ readonly studyId: string; readonly rowId: string | null }> {
  const fields = { title: `${secret} title`, authors: [{ family: secret, given: 'A' }], year: '2025', journal: `${secret} Journal`, volume: null, issue: null, pages: null, doi: `10.1000/${secret}`, pmid: null, registryId: null, abstract: null, publicationType: 'article-journal' };
  return lacuna.call('addStudy', { study: { kind: 'new', fields, isPrivate: true, evenIfAlike: true }, use: { kind: 'row', table: 'factors', values: { factor: name, expression: 'Up', mechanism: `${secret} mechanism` } } });
}

async function exported(request: Omit<Input<'exportTable'>, 'path'>): Promise<string> {
  const written = await lacuna.call('exportTable', { ...request, path: join(out, `${request.table}.${request.table === 'document' && /^[ct]sv$/u.test(request.format) ? 'zip' : request.format}`) });
  return [written.path, written.manifestPath, ...(written.packagePath === null ? [] : [written.packagePath])].map((each) => textOfParts(readFileSync(each))).join('\n');
}

describe('a private study and the row that only it supports', () => {
  test.each(exportTables)('are not in %s, in whatever format', async (table) => {
    for (const format of exportFormats) expect(await exported({ table, format }), format).not.toContain(secret);
  });

  test('are not in the whole document, with all its tables and references, until they are asked for', async () => {
    const whole = { table: 'document' as const, tables: [...exportTables], style: 'vancouver' };
    for (const format of exportFormats) {
      expect(await exported({ ...whole, format }), format).not.toContain(secret);
      expect(await exported({ ...whole, format, includePrivate: true }), format).toContain(secret);
    }
    expect((await lacuna.call('previewExport', whole)).leftOut).toContain('Of Factors: 1 private row, which cites private studies only.');
  }, 60_000);

  test.each(studyFormats)('are not in the studies as %s, which says how many were left out', async (format) => {
    expect(await exported({ table: 'studies', format })).not.toContain(secret);
    expect(await lacuna.call('exportTable', { table: 'studies', format, path: join(out, 'again') })).toMatchObject({ leftOut: expect.arrayContaining(['Private studies: 1.']) });
  });

  test.each(['factors', 'studies', 'claims', 'history'] as const)('are in %s when they are asked for', async (table) => {
    expect(await exported({ table, format: 'csv', includePrivate: true })).toContain(secret);
  });

  test('are not in a view that shows nothing else; the preview says so', async () => {
    const seen = await lacuna.call('openView', { table: 'factors', search: 'Qzx' });
    expect(seen.total).toBe(1);
    const preview = await lacuna.call('previewExport', { table: 'factors', viewId: seen.viewId });
    expect(preview.total).toBe(0);
    expect(preview.leftOut.join(' ')).toContain('1 private row, which cites private studies only.');
  });
});

describe('a row that cites a private study beside others', () => {
  test('keeps its text and loses the number; the preview says so', async () => {
    const row = (await lacuna.call('openView', { table: 'factors', search: 'CXCR7' })).rows[0];
    if (row === undefined) throw new Error('CXCR7 is not there.');
    const before = await exported({ table: 'factors', format: 'csv' });
    await lacuna.call('editRows', { table: 'factors', edits: [{ rowId: row.id, field: 'references', before: row.values['references'] ?? null, after: [...row.cites.map((cite) => cite.studyId), studyId] }] });
    const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line.includes('CXCR7,'));
    expect(linesOf(await exported({ table: 'factors', format: 'csv' }))).toEqual(linesOf(before));
    expect((await lacuna.call('previewExport', { table: 'factors' })).leftOut).toContain('1 private study that other rows cite.');
    expect((await lacuna.call('previewExport', { table: 'factors', includePrivate: true })).leftOut).toEqual([]);
  });

  test('other numbers have no gap where references count by first appearance', async () => {
    const first = (await lacuna.call('openView', { table: 'factors' })).rows[0];
    if (first === undefined) throw new Error('Table 1 is empty.');
    const numbering = 'appearance';
    const before = await lacuna.call('previewExport', { table: 'factors', numbering });
    await lacuna.call('editRows', { table: 'factors', edits: [{ rowId: first.id, field: 'references', before: first.values['references'] ?? null, after: [studyId, ...first.cites.map((cite) => cite.studyId)] }] });
    const after = await lacuna.call('previewExport', { table: 'factors', numbering });
    expect(after.rows).toEqual(before.rows);
    expect(after.renumbered).toEqual(before.renumbered);
  });
});

describe('lists', () => {
  test('of references leave private studies out and count them', async () => {
    const list = await lacuna.call('formatReferences', { end: 1000 });
    expect(JSON.stringify(list.entries)).not.toContain(secret);
    expect(list).toMatchObject({ total: 146, privateStudies: 1 });
    expect(await lacuna.call('formatReferences', { end: 1000, includePrivate: true })).toMatchObject({ total: 147, privateStudies: 0 });
  });

  test('of changes leave out what is about them, and say of a change that is in part about them neither label nor reason', async () => {
    const list = join(out, 'changes.csv');
    const states = { from: { kind: 'beginning' as const }, to: { kind: 'now' as const } };
    await lacuna.call('exportComparison', { ...states, format: 'csv', path: list });
    expect(readFileSync(list, 'utf8')).not.toContain(secret);
    await lacuna.call('exportComparison', { ...states, format: 'csv', path: list, includePrivate: true });
    expect(readFileSync(list, 'utf8')).toContain(secret);
    expect((await lacuna.call('compareStates', states)).total).toBe(2);
    expect((await lacuna.call('compareStates', { ...states, includePrivate: false })).total).toBe(0);
  });

  test('of changes know rows that are no longer there by what the journal says of them', async () => {
    await lacuna.call('undo', {});
    expect(await exported({ table: 'history', format: 'csv' })).not.toContain(secret);
    expect(await exported({ table: 'history', format: 'csv', includePrivate: true })).toContain(secret);
  });
});

describe('keeping private and publishing', () => {
  test('is one change with undo, and takes along what cites the study alone', async () => {
    const row = (await lacuna.call('openView', { table: 'trials', search: 'denosumab' })).rows[0];
    const studyId = row?.cites[0]?.studyId ?? '';
    const isPrivate = async (): Promise<boolean | undefined> => (await lacuna.call('getRows', { table: 'trials', rowIds: [row?.id ?? ''] }))[0]?.isPrivate;
    expect(await isPrivate()).toBe(false);
    const total = (await lacuna.call('previewExport', { table: 'trials' })).total;
    const results = (await lacuna.call('previewExport', { table: 'results' })).total;
    await lacuna.call('setSharing', { rowIds: [studyId], sharing: 'private', reason: 'Not yet published' });
    expect(await isPrivate()).toBe(true);
    expect((await lacuna.call('previewExport', { table: 'trials' })).total).toBe(total - 1);
    expect((await lacuna.call('previewExport', { table: 'results' })).total).toBeLessThan(results);
    expect((await lacuna.refusal('setSharing', { rowIds: [studyId], sharing: 'private' })).message).toBe('These studies are private already. Nothing was changed.');
    await lacuna.call('undo', {});
    expect(await isPrivate()).toBe(false);
    expect((await lacuna.call('previewExport', { table: 'results' })).total).toBe(results);
  });

  test('tracked changes show nothing of a study that is private now, also as deleted text', async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    await lacuna.call('setSharing', { rowIds: [(await lacuna.call('openView', { table: 'studies', search: 'Qzx' })).rows[0]?.id ?? ''], sharing: 'published' });
    await lacuna.call('makeRelease', { version: '1.1' });
    expect(await exported({ table: 'factors', format: 'docx', since: '1.0' })).toContain(secret);
    await lacuna.call('setSharing', { rowIds: [(await lacuna.call('openView', { table: 'studies', search: 'Qzx' })).rows[0]?.id ?? ''], sharing: 'private' });
    expect(await exported({ table: 'factors', format: 'docx', since: '1.1' })).not.toContain(secret);
  });
});

test('the document keeps all of it: nothing that is left out is lost', async () => {
  expect((await lacuna.call('openView', { table: 'factors', search: 'Qzx' })).total).toBe(1);
  await lacuna.call('closeDocument', {});
  expect(readFileSync(path).includes(secret)).toBe(true);
});
