// Releases: made once and kept, exported again byte by byte, opened for reading only, proved by Verify; and what refuses.
import Database from 'better-sqlite3';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exportFormats, exportSubjects } from '../../../../db/contract/exports';
import { startReview, type TestCore } from '../coreFixture';
import { dumpOf, exportsOf, rowsOf } from './releaseFixture';

let lacuna: TestCore;
let path: string;
beforeEach(async () => { [lacuna, path] = await startReview(); });
afterEach(() => lacuna.end());

async function edit(name: string, field: string, after: string) {
  const row = (await rowsOf(lacuna, 'factors')).find((each) => each.values['factor'] === name);
  return lacuna.call('editRows', { table: 'factors', edits: [{ rowId: row?.id ?? '', field, before: row?.values[field] ?? null, after }], reason: 'Read again' });
}
const problems = async (): Promise<readonly string[]> => (await lacuna.call('verifyDocument', {})).checks.filter((check) => !check.isOk).map(({ name, detail }) => `${name}: ${detail}`);

/** Edits, undo and redo, an import, withdrawals, new studies and claims, a conflict, dismissals, a merge of citations. */
async function goOn(): Promise<void> {
  await edit('CXCR7', 'expression', 'Down');
  await lacuna.call('undo', {});
  await edit('CXCR4', 'mechanism', 'Read quite otherwise');
  const csv = join(lacuna.folder, 'trials.csv');
  writeFileSync(csv, 'Treatment,Results,Reference\nSurgery A,"ORR 30% vs 10%, p = 0.01","[97]"\nSurgery B,No difference,"[98]"\n');
  await lacuna.call('importRows', { table: 'trials', path: csv });
  const trials = await rowsOf(lacuna, 'trials');
  await lacuna.call('setLifecycle', { table: 'trials', rowIds: trials.slice(0, 3).map(({ id }) => id), lifecycle: 'withdrawn', reason: 'Doubled' });
  await lacuna.call('setLifecycle', { table: 'factors', rowIds: [(await rowsOf(lacuna, 'factors'))[4]?.id ?? ''], lifecycle: 'excluded' });
  const fields = { title: 'New', authors: [], year: '2024', journal: null, volume: null, issue: null, pages: null, doi: '10.1000/new', pmid: null, registryId: null, abstract: null, publicationType: 'article-journal' };
  const added = await lacuna.call('addStudy', { study: { kind: 'new', fields }, use: { kind: 'row', table: 'factors', values: { factor: 'CXCR4', expression: 'Down' } } });
  await lacuna.call('addStudy', { study: { kind: 'existing', studyId: added.studyId }, use: { kind: 'citation', table: 'factors', rowId: (await rowsOf(lacuna, 'factors'))[1]?.id ?? '' } });
  await lacuna.call('editRows', { table: 'studies', edits: (await rowsOf(lacuna, 'studies')).slice(0, 5).map((row) => ({ rowId: row.id, field: 'label', before: row.values['label'] ?? null, after: `Renamed ${row.ordinal}` })) });
  const { findings } = await lacuna.call('listFindings', { states: ['open'] });
  await lacuna.call('adoptFindings', { findingIds: findings.slice(0, 1).map(({ findingId }) => findingId) });
  await lacuna.call('dismissFindings', { findingIds: findings.slice(1, 3).map(({ findingId }) => findingId), reason: 'Seen' });
  await lacuna.call('editRows', { table: 'aliases', adds: [{ values: { alias: 'fusin', symbol: 'CXCR4', kind: 'protein' } }], intention: 'add' });
  await lacuna.call('setCheckSettings', { alpha: 0.01, off: ['N5'] });
  while ((await lacuna.call('getCheckSettings', {})).waiting > 0) await new Promise((resolve) => { setTimeout(resolve, 5); });
}

describe('a release', () => {
  test('is exported again byte by byte, every table in every format, whatever came after', async () => {
    await edit('PRAME', 'function', 'Invasion');
    const made = await lacuna.call('makeRelease', { version: ' 1.0 ', note: '  Submitted ' });
    expect(made).toMatchObject({ version: '1.0', note: 'Submitted', curator: 'tester', changesSince: 0, openConflicts: 0 });
    const [frozen, files] = [dumpOf(path), await exportsOf(lacuna)];
    await goOn();
    expect(await exportsOf(lacuna)).not.toEqual(files);
    const release = await lacuna.call('openRelease', { version: '1.0' });
    expect(release).toMatchObject({ isReadOnly: true, release: { version: '1.0', documentPath: path, documentName: 'a.lacuna' }, readOnlyReason: expect.stringContaining('release 1.0 of a.lacuna') });
    expect(dumpOf(release.path)).toBe(frozen);
    const again = await exportsOf(lacuna);
    for (const [name, bytes] of files) expect(again.get(name) === bytes, name).toBe(true);
    expect(files.size).toBe(exportSubjects.length * exportFormats.length);
    expect(await problems()).toEqual([]);
  }, 120_000);

  test('is not changed by anybody, and closing it removes its file', async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    const release = await lacuna.call('openRelease', { version: '1.0' });
    expect((await lacuna.refusal('undo', {})).code).toBe('document-read-only');
    expect((await lacuna.refusal('makeRelease', { version: '2' })).message).toContain('It is release 1.0 of a.lacuna');
    expect((await lacuna.call('openDocument', { path: release.path })).isReadOnly, 'also asked for by its own name').toBe(true);
    expect((await lacuna.call('listRecentDocuments', {})).map((recent) => recent.path)).not.toContain(release.path);
    await lacuna.call('openDocument', { path });
    expect(existsSync(release.path)).toBe(false);
    expect(readdirSync(join(lacuna.folder, 'releases'))).toEqual([]);
  });

  test('a copy saved of it is a document that goes on from there, checked anew', async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    await edit('CXCR7', 'expression', 'Down');
    await lacuna.call('openRelease', { version: '1.0' });
    const copy = join(lacuna.folder, 'private.lacuna');
    await lacuna.call('saveCopy', { path: copy });
    expect(await lacuna.call('openDocument', { path: copy })).toMatchObject({ isReadOnly: false, release: null, counts: { releases: 1 } });
    while ((await lacuna.call('getCheckSettings', {})).waiting > 0) await new Promise((resolve) => { setTimeout(resolve, 5); });
    const before = (await lacuna.call('listFindings', {})).total;
    await lacuna.call('editRows', { table: 'factors', adds: [{ values: { factor: 'CXCR4', expression: 'Down' } }], intention: 'add' });
    expect((await lacuna.call('listFindings', {})).total, 'it is compared with the other rows').toBeGreaterThan(before);
    expect(await problems()).toEqual([]);
  });

  test('of several each is its own, also from within another', async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    await edit('CXCR7', 'expression', 'Down');
    await lacuna.call('makeRelease', { version: '1.1', note: null });
    await edit('CXCR7', 'expression', 'Mixed');
    expect(await lacuna.call('listReleases', {})).toMatchObject({ releases: [{ version: '1.1', changesSince: 1, note: null }, { version: '1.0', changesSince: 2 }], suggestedVersion: '1.2' });
    const expression = async () => (await rowsOf(lacuna, 'factors')).find((row) => row.values['factor'] === 'CXCR7')?.values['expression'];
    expect((await lacuna.call('openRelease', { version: '1.1' })).counts.releases).toBe(2);
    expect(await expression()).toBe('Down');
    expect(await lacuna.call('openRelease', { version: '1.0' })).toMatchObject({ counts: { releases: 1 }, release: { documentPath: path } });
    expect(await expression()).toBe('Up');
    expect((await lacuna.refusal('openRelease', { version: '1.1' })).message, 'it was not there then').toContain('There is: 1.0.');
  });

  test('undo takes back what it would have before; a release is no change', async () => {
    await edit('CXCR7', 'expression', 'Down');
    await lacuna.call('makeRelease', { version: '1.0' });
    expect((await lacuna.call('undo', {})).label).toBe('edit Expression of CXCR7');
    expect((await lacuna.call('listReleases', {})).releases[0]).toMatchObject({ changesSince: 1 });
  });

  test('keeps the order of rows that share a number, also where one was taken out and came back since', async () => {
    const add = (factor: string) => lacuna.call('editRows', { table: 'factors', adds: [{ values: { factor } }], intention: 'add' });
    await add('First');
    const { changeSetId: taken } = await lacuna.call('undo', {});
    const second = await add('Second');
    await lacuna.call('revertChangeSet', { changeSetId: taken, reason: 'Both' });
    const last = async () => (await rowsOf(lacuna, 'factors')).slice(-2).map(({ ordinal, values }) => `${ordinal} ${String(values['factor'])}`);
    expect(await last()).toEqual(['29 Second', '29 First']);
    await lacuna.call('makeRelease', { version: '1.0' });
    const files = await exportsOf(lacuna, ['csv']);
    const out = await lacuna.call('revertChangeSet', { changeSetId: second.changeSetId, reason: 'Out' });
    await lacuna.call('revertChangeSet', { changeSetId: out.changeSetId, reason: 'In again' });
    expect(await last(), 'the other way round now').toEqual(['29 First', '29 Second']);
    await lacuna.call('openRelease', { version: '1.0' });
    expect(await last()).toEqual(['29 Second', '29 First']);
    expect(await exportsOf(lacuna, ['csv'])).toEqual(files);
  });

  test('that a crash left behind goes after a day; what is none of ours stays', async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    const shelf = join(lacuna.folder, 'releases');
    const left = (name: string, hasNote: boolean): void => {
      mkdirSync(join(shelf, name), { recursive: true });
      writeFileSync(join(shelf, name, hasNote ? 'release.json' : 'own.txt'), '{}');
      utimesSync(join(shelf, name), new Date('2025-12-01'), new Date('2025-12-01'));
    };
    left('old', true);
    left('own', false);
    await lacuna.call('openRelease', { version: '1.0' });
    expect(existsSync(join(shelf, 'old'))).toBe(false);
    expect(existsSync(join(shelf, 'own'))).toBe(true);
  });

  test('that is cancelled on its way leaves nothing, and the document open', async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    const opening = lacuna.core.dispatch({ callId: 'opening', method: 'openRelease', input: { version: '1.0' } });
    lacuna.core.cancel('opening');
    expect(await opening).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const making = lacuna.core.dispatch({ callId: 'making', method: 'makeRelease', input: { version: '1.1' } });
    lacuna.core.cancel('making');
    expect(await making).toMatchObject({ ok: false, error: { code: 'cancelled', message: 'The release was cancelled. Nothing was written.' } });
    expect(readdirSync(join(lacuna.folder, 'releases'))).toEqual([]);
    expect((await lacuna.call('listReleases', {})).releases).toHaveLength(1);
    expect((await lacuna.call('getDocument', {}))?.path).toBe(path);
  });

  test('of the same evidence has the same content hash, wherever and however it came about', async () => {
    const first = await lacuna.call('makeRelease', { version: '1.0' });
    await edit('CXCR7', 'expression', 'Down');
    const second = await lacuna.call('makeRelease', { version: '1.1' });
    await edit('CXCR7', 'expression', 'Up');
    const third = await lacuna.call('makeRelease', { version: '1.2' });
    expect(second.contentHash).not.toBe(first.contentHash);
    expect(third.contentHash).toBe(first.contentHash);
    expect(third.chainHash).not.toBe(first.chainHash);
  });
});

describe('the next version', () => {
  test.each([['1.0', '1.1'], ['1.9', '1.10'], ['7', '8'], ['Submitted', '1.1'], ['v2.0-rc3', 'v2.0-rc4']])('after %s is %s', async (version, next) => {
    expect((await lacuna.call('listReleases', {})).suggestedVersion).toBe('1.0');
    await lacuna.call('makeRelease', { version });
    expect((await lacuna.call('listReleases', {})).suggestedVersion).toBe(next);
  });
});

describe('refuses', () => {
  test('a version that is taken, that is none, or that names another state', async () => {
    await lacuna.call('makeRelease', { version: 'Draft A' });
    expect((await lacuna.refusal('makeRelease', { version: 'draft a' })).message).toMatch(/^There is a release Draft A already, made by tester on 2026-01-02\. .+ for example 1\.1\.$/u);
    for (const version of ['', '   ', 'x'.repeat(61), 'two\nlines', 'now', 'Beginning']) expect((await lacuna.refusal('makeRelease', { version })).code, JSON.stringify(version)).toBe('invalid-input');
    expect((await lacuna.call('listReleases', {})).releases).toHaveLength(1);
  });
  test('a release that is not there, and says which are', async () => {
    expect((await lacuna.refusal('openRelease', { version: '1.0' })).message).toBe('There is no release “1.0”. This document has none yet.');
    await lacuna.call('makeRelease', { version: '1.0' });
    await lacuna.call('makeRelease', { version: '1.1' });
    expect(await lacuna.refusal('openRelease', { version: '2.0' })).toMatchObject({ code: 'not-found', message: 'There is no release “2.0”. There is: 1.1, 1.0.' });
    expect((await lacuna.call('getDocument', {}))?.path, 'the document stays open').toBe(path);
  });
  test('deleting or renaming one, in the file itself', async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    await lacuna.call('closeDocument', {});
    const database = new Database(path);
    for (const sql of ['DELETE FROM release', `UPDATE release SET version = '2.0'`, 'DELETE FROM release_part', `UPDATE release_part SET content = x'00'`]) expect(() => database.exec(sql), sql).toThrow('A release is kept');
    database.close();
  });
});

describe('Verify notices', () => {
  test.each([
    ['another name', `UPDATE release SET version = '2.0' WHERE no = 1`, 'Release 2.0 is not what was written then'],
    ['one that is missing', 'DELETE FROM release_part WHERE releaseNo = 1; DELETE FROM release WHERE no = 1', 'one before it is missing'],
    ['rows that were kept and changed', `UPDATE release_part SET content = zeroblob(10) WHERE releaseNo = 2 AND position = 0`, 'What followed from the evidence of release 1.1 is not as it was kept.'],
    ['evidence that is not what was frozen', `UPDATE factor SET mechanism = 'other' WHERE ordinal = 9`, 'The evidence of release 1.1 is not what was frozen.'],
  ])('%s', async (_what, sql, said) => {
    await lacuna.call('makeRelease', { version: '1.0' });
    await edit('CXCR7', 'expression', 'Down');
    await lacuna.call('makeRelease', { version: '1.1' });
    expect(await problems()).toEqual([]);
    await lacuna.call('closeDocument', {});
    const database = new Database(path);
    const locks = database.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'release%'`).all() as { name: string; sql: string }[];
    for (const { name } of locks) database.exec(`DROP TRIGGER ${name}`);
    database.exec(sql);
    for (const lock of locks) database.exec(lock.sql);
    database.close();
    await lacuna.call('openDocument', { path });
    expect((await problems()).find((problem) => problem.startsWith('Releases: '))).toContain(said);
  });

  test('and a release that can not be had back is not opened', async () => {
    await lacuna.call('makeRelease', { version: '1.0' });
    await lacuna.call('closeDocument', {});
    const database = new Database(path);
    database.exec(`UPDATE factor SET mechanism = 'other' WHERE ordinal = 9`);
    database.close();
    await lacuna.call('openDocument', { path });
    expect(await lacuna.refusal('openRelease', { version: '1.0' })).toMatchObject({ code: 'document-damaged', message: expect.stringContaining('its evidence is not what was frozen') });
    expect((await lacuna.call('getDocument', {}))?.release).toBeNull();
    expect(readdirSync(join(lacuna.folder, 'releases')), 'nothing half made is left').toEqual([]);
  });
});
