// Where things may be written: never over the document itself, never over another document by an export, never under
// the hands of another Lacuna, and never so that a failure takes away what stood there before.
import Database from 'better-sqlite3';
import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startCore, startReview, type TestCore } from './coreFixture';

let lacuna: TestCore;
let path: string;
beforeEach(async () => { [lacuna, path] = await startReview(); });
afterEach(() => lacuna.end());

const besides = (): readonly string[] => readdirSync(lacuna.folder).filter((name) => name.endsWith('.part') || name.includes('replaced'));

describe('an export', () => {
  test.each([
    ['the document', () => path],
    ['a link to the document', () => { symlinkSync(path, join(lacuna.folder, 'link')); return join(lacuna.folder, 'link'); }],
    ['another name of the same file', () => { linkSync(path, join(lacuna.folder, 'hard')); return join(lacuna.folder, 'hard'); }],
    ['the document, in other words', () => join(lacuna.folder, '.', 'x', '..', 'a.lacuna')],
  ])('is never laid over %s', async (_what, where) => {
    const wanted = where();
    for (const [method, input] of [['exportTable', { table: 'factors', format: 'csv', path: wanted }], ['saveCopy', { path: wanted }]] as const) {
      expect(await lacuna.refusal(method, input as never), method).toMatchObject({ code: 'file-exists', message: expect.stringContaining('is the document that is open') });
    }
    expect((await lacuna.call('verifyDocument', {})).isOk).toBe(true);
    expect((await lacuna.call('setLifecycle', { table: 'factors', rowIds: [(await lacuna.call('openView', { table: 'factors' })).rows[0]?.id ?? ''], lifecycle: 'excluded' })).label).toContain('exclude');
  });

  test('is never laid over another document, but over an earlier export', async () => {
    const other = join(lacuna.folder, 'other.lacuna');
    await lacuna.call('saveCopy', { path: other });
    const before = readFileSync(other);
    expect(await lacuna.refusal('exportTable', { table: 'factors', format: 'csv', path: other })).toMatchObject({ code: 'file-exists', message: `${other} is a Lacuna document, and an export would take its place. Choose another name; nothing was written.` });
    expect(readFileSync(other).equals(before)).toBe(true);
    const table = join(lacuna.folder, 'table.csv');
    writeFileSync(table, 'old');
    await lacuna.call('exportTable', { table: 'factors', format: 'csv', path: table });
    expect(readFileSync(table, 'utf8')).toContain('CXCR7');
  });
});

describe('what another Lacuna has open', () => {
  let other: TestCore;
  let theirs: string;
  beforeEach(async () => {
    other = startCore({ hostName: 'elsewhere', processId: 4 });
    theirs = join(lacuna.folder, 'theirs.lacuna');
    await other.call('createDocument', { path: theirs, content: 'empty' });
  });
  afterEach(() => other.end());

  test('is not replaced by a new document, nor by a copy', async () => {
    for (const [method, input] of [['createDocument', { path: theirs, content: 'empty', replace: true }], ['saveCopy', { path: theirs }]] as const) {
      expect(await lacuna.refusal(method, input as never), method).toMatchObject({ code: 'document-locked', message: expect.stringContaining('process 4 on elsewhere') });
    }
    await other.call('editRows', { table: 'factors', adds: [{ values: { factor: 'CXCR7' } }] });
    expect((await other.call('verifyDocument', {})).isOk).toBe(true);
  });

  test('is not replaced by a backup', async () => {
    await lacuna.call('openDocument', { path });
    await lacuna.call('backUpDocument', {});
    await lacuna.call('closeDocument', {});
    await other.call('openDocument', { path });
    const [backup] = await lacuna.call('listBackups', { path });
    expect(await lacuna.refusal('restoreBackup', { path, backupPath: backup?.path ?? '' })).toMatchObject({ code: 'document-locked' });
    await other.call('editRows', { table: 'factors', adds: [{ values: { factor: 'ACKR1' } }] });
  });
});

describe('a new document in the place of an old one', () => {
  test('takes it only when whole', async () => {
    const wanted = join(lacuna.folder, 'b.lacuna');
    writeFileSync(wanted, 'what was here');
    const made = await lacuna.call('createDocument', { path: wanted, content: 'empty', replace: true });
    expect(made).toMatchObject({ path: wanted, isReadOnly: false });
    expect(besides()).toEqual([]);
  });

  test('leaves the old one when it can’t be made', async () => {
    const wanted = join(lacuna.folder, 'b.lacuna');
    writeFileSync(wanted, 'what was here');
    const { createDocumentFile } = await import('../../../db/store/documentFile');
    const owner = { processId: process.pid, hostName: 'here', now: () => { throw new Error('the clock stopped'); } };
    await expect(createDocumentFile(wanted, { documentId: 'id', title: 'B', uniqueName: 'one', replaces: true }, { access: 'write', owner, beforeMigration: async () => {} })).rejects.toThrow('the clock stopped');
    expect(readFileSync(wanted, 'utf8')).toBe('what was here');
    expect(besides()).toEqual([]);
  });
});

describe('what a killed writer left beside a file', () => {
  /** A file with a log and a rollback journal that belong to what it was. */
  function killed(name: string): string {
    const wanted = join(lacuna.folder, name);
    const writer = new Database(wanted);
    writer.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1)');
    writer.pragma('journal_mode = WAL');
    writer.exec("UPDATE t SET a = hex(randomblob(20000))");
    for (const end of ['', '-wal']) copyFileSync(`${wanted}${end}`, `${wanted}.kept${end}`);
    writer.close();
    for (const end of ['', '-wal']) renameSync(`${wanted}.kept${end}`, `${wanted}${end}`);
    writeFileSync(`${wanted}-journal`, 'a journal');
    return wanted;
  }

  test.each([
    ['a copy', (wanted: string) => lacuna.call('saveCopy', { path: wanted })],
    ['a new document', (wanted: string) => lacuna.call('createDocument', { path: wanted, content: 'review', replace: true })],
  ])('is not replayed into %s that takes its place', async (_what, replace) => {
    const wanted = killed('b.lacuna');
    await replace(wanted);
    await lacuna.call('closeDocument', {});
    expect((await lacuna.call('openDocument', { path: wanted })).counts.studies).toBe(146);
    expect((await lacuna.call('verifyDocument', {})).isOk).toBe(true);
  });

  test('is set aside with the damaged file, not replayed into the backup that takes its place', async () => {
    const { path: backupPath } = await lacuna.call('backUpDocument', {});
    await lacuna.call('closeDocument', {});
    rmSync(path);
    killed('a.lacuna');
    const { setAsidePath } = await lacuna.call('restoreBackup', { path, backupPath });
    expect((await lacuna.call('verifyDocument', {})).isOk).toBe(true);
    expect(readFileSync(`${setAsidePath}-journal`, 'utf8')).toBe('a journal');
    expect(existsSync(`${setAsidePath}-wal`)).toBe(true);
  });
});

describe('two requests at once', () => {
  test('a document that is open for reading stays so when writing it is refused', async () => {
    const other = startCore({ hostName: 'elsewhere', processId: 4 });
    await lacuna.call('closeDocument', {});
    await other.call('openDocument', { path });
    await lacuna.call('openDocument', { path, access: 'read' });
    expect((await lacuna.refusal('openDocument', { path })).code).toBe('document-locked');
    expect((await lacuna.call('getDocument', {}))?.path).toBe(path);
    await other.end();
    expect((await lacuna.call('openDocument', { path })).isReadOnly).toBe(false);
    expect(readdirSync(lacuna.folder).filter((name) => name.endsWith('.lock'))).toEqual(['a.lacuna.lock']);
  });

  test('to open the same document are both answered with it', async () => {
    await lacuna.call('closeDocument', {});
    const [first, second] = await Promise.all([lacuna.call('openDocument', { path }), lacuna.call('openDocument', { path })]);
    expect(second.documentId).toBe(first.documentId);
  });

  test('to open two documents leave one open and the other free', async () => {
    const other = join(lacuna.folder, 'b.lacuna');
    await lacuna.call('saveCopy', { path: other });
    await lacuna.call('closeDocument', {});
    await Promise.all([lacuna.call('openDocument', { path }), lacuna.call('openDocument', { path: other })]);
    expect((await lacuna.call('getDocument', {}))?.path).toBe(other);
    expect(readdirSync(lacuna.folder).filter((name) => name.endsWith('.lock'))).toEqual(['b.lacuna.lock']);
  });
});

describe('a file that begins well and can’t be read through', () => {
  test.each([['its identity', 'DELETE FROM meta'], ['a table', 'DROP TABLE conflict_member; DROP TABLE conflict']])('lacking %s, is refused as damaged; the open document stays open and nothing is left behind', async (_what, sql) => {
    const other = join(lacuna.folder, 'b.lacuna');
    await lacuna.call('saveCopy', { path: other });
    const database = new Database(other);
    database.exec(sql);
    database.close();
    expect(await lacuna.refusal('openDocument', { path: other })).toMatchObject({ code: 'document-damaged', message: expect.stringContaining(other) });
    expect((await lacuna.call('getDocument', {}))?.path).toBe(path);
    expect(existsSync(`${other}.lock`)).toBe(false);
  });
});

describe('closing under long work', () => {
  test('ends the check and the export with a sentence', async () => {
    await lacuna.call('editRows', { table: 'factors', adds: Array.from({ length: 3000 }, (_, index) => ({ values: { factor: `miR-${index}` } })) });
    const checking = lacuna.refusal('verifyDocument', {});
    const exporting = lacuna.call('exportTable', { table: 'factors', format: 'csv', path: join(lacuna.folder, 'table.csv') });
    await lacuna.call('closeDocument', {});
    expect(await checking).toMatchObject({ code: 'cancelled', message: expect.stringContaining('was closed while this was under way') });
    expect(await exporting, 'it reads a snapshot of its own').toMatchObject({ rows: 3028 });
    expect(readdirSync(lacuna.folder).filter((name) => name.endsWith('.lock') || name.endsWith('.part'))).toEqual([]);
  });
});

describe('odd names', () => {
  test('a file name of 200 Chinese letters is refused in a sentence; one of 80 works', async () => {
    const long = join(lacuna.folder, `${'骨'.repeat(200)}.lacuna`);
    expect(await lacuna.refusal('createDocument', { path: long, content: 'empty' })).toMatchObject({ code: 'file-not-writable', message: expect.stringContaining('too long') });
    expect(await lacuna.refusal('openDocument', { path: long })).toMatchObject({ message: expect.stringContaining('too long') });
    const chinese = join(lacuna.folder, `${'骨'.repeat(80)}.csv`);
    expect(await lacuna.call('exportTable', { table: 'factors', format: 'csv', path: chinese })).toMatchObject({ rows: 28 });
    expect(await lacuna.call('createDocument', { name: '骨'.repeat(150), content: 'empty' })).toMatchObject({ counts: { factors: 0 } });
  });
});

describe('a lock', () => {
  test('that names this very process, which does not hold it, was left by an earlier one', async () => {
    await lacuna.call('closeDocument', {});
    writeFileSync(`${path}.lock`, JSON.stringify({ processId: process.pid, hostName: 'here', sinceUtc: '2026-01-01T00:00:00.000Z' }));
    expect((await lacuna.call('openDocument', { path })).warnings).toEqual([expect.stringContaining('did not close this file properly')]);
  });
});

describe('a lock that nobody can read', () => {
  test('is waited for while it is new, and taken over when it is old', async () => {
    await lacuna.call('closeDocument', {});
    writeFileSync(`${path}.lock`, '{"processId":');
    expect(await lacuna.refusal('openDocument', { path })).toMatchObject({ code: 'document-locked', message: expect.stringContaining('at this moment. Try again in a few seconds') });
    const aMinuteAgo = Date.now() / 1000 - 60;
    utimesSync(`${path}.lock`, aMinuteAgo, aMinuteAgo);
    writeFileSync(`${path}.lock.turn`, '');
    expect(await lacuna.refusal('openDocument', { path }), 'somebody else is at it').toMatchObject({ code: 'document-locked' });
    utimesSync(`${path}.lock.turn`, aMinuteAgo, aMinuteAgo);
    expect((await lacuna.call('openDocument', { path })).warnings).toEqual([expect.stringContaining('did not close this file properly')]);
    await lacuna.call('closeDocument', {});
    expect(readdirSync(lacuna.folder).filter((name) => name.includes('.lock'))).toEqual([]);
  });
});

describe('a data folder that can’t be written', () => {
  test('takes neither opening nor editing away; what could not be kept is said', async () => {
    const file = join(lacuna.folder, 'a file');
    writeFileSync(file, '');
    await lacuna.call('closeDocument', {});
    const here = startCore({ dataFolder: join(file, 'data') });
    const opened = await here.call('openDocument', { path });
    expect(opened.isReadOnly).toBe(false);
    await here.call('editRows', { table: 'factors', adds: [{ values: { factor: 'ACKR1' } }] });
    expect(await here.call('listRecentDocuments', {})).toEqual([]);
    expect(await here.refusal('setPreferences', { curator: 'A. Curator' })).toMatchObject({ code: expect.stringMatching(/^document-missing|file-not-writable$/u) });
    await here.call('closeDocument', {});
    expect(existsSync(`${path}.lock`)).toBe(false);
    expect(here.events.some((event) => event.type === 'documentChanged' && event.document?.warnings.some((warning) => warning.startsWith('Today\'s backup could not be made')))).toBe(true);
    await here.end();
  });
});

test('a folder in the way of a document stays', async () => {
  const wanted = join(lacuna.folder, 'folder.lacuna');
  mkdirSync(wanted);
  expect(await lacuna.refusal('createDocument', { path: wanted, content: 'empty', replace: true })).toMatchObject({ code: 'file-not-writable' });
  expect(existsSync(wanted)).toBe(true);
});
