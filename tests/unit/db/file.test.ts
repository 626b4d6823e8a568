// The .lacuna file: what it is on disk, who may write it, and every way in which it can be wrong. Each refusal names
// the file, changes nothing, and leaves the application running.
import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applicationId, currentVersion } from '../../../db/migrations/migrations';
import { superfluous } from '../../../db/store/backups';
import { startCore, type TestCore } from './coreFixture';

let lacuna: TestCore;
let path: string;
beforeEach(async () => {
  lacuna = startCore();
  path = join(lacuna.folder, 'a.lacuna');
});
afterEach(() => lacuna.end());

const sum = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
const create = () => lacuna.call('createDocument', { path, content: 'empty' });
async function editSomething(core = lacuna): Promise<void> {
  await core.call('editRows', { table: 'factors', adds: [{ values: { factor: `CXCR${Math.floor(statSync(path).mtimeMs) % 97}` } }] });
}

describe('a new file', () => {
  test('carries the mark, the version and STRICT tables', async () => {
    await create();
    await lacuna.call('closeDocument', {});
    const database = new Database(path, { readonly: true });
    expect(database.pragma('application_id', { simple: true })).toBe(applicationId);
    expect(database.pragma('user_version', { simple: true })).toBe(currentVersion);
    const loose = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%STRICT%' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE '%_search%'`).pluck().all();
    expect(loose).toEqual([]);
    database.close();
  });

  test('sets its pragmas on every open, not only the first', async () => {
    const { createDocumentFile, openDocumentFile } = await import('../../../db/store/documentFile');
    const options = { access: 'write', owner: { processId: process.pid, hostName: 'here', now: () => new Date() }, beforeMigration: async () => {} } as const;
    (await createDocumentFile(path, { documentId: 'id', title: 'A', uniqueName: 'one' }, options)).close();
    const file = await openDocumentFile(path, options);
    const pragma = (name: string): unknown => file.database.pragma(name, { simple: true });
    expect({ journal: pragma('journal_mode'), synchronous: pragma('synchronous'), foreignKeys: pragma('foreign_keys'), trusted: pragma('trusted_schema') }).toEqual({ journal: 'wal', synchronous: 2, foreignKeys: 1, trusted: 0 });
    file.close();
  });

  test('is never laid over another one', async () => {
    writeFileSync(path, 'mine');
    expect((await lacuna.refusal('createDocument', { path, content: 'empty' })).code).toBe('file-exists');
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  test('in a folder that is not there is refused with the folder named', async () => {
    const error = await lacuna.refusal('createDocument', { path: join(lacuna.folder, 'no', 'a.lacuna'), content: 'empty' });
    expect(error).toMatchObject({ code: 'file-not-writable' });
    expect(error.message).toContain(`There is no folder ${join(lacuna.folder, 'no')}`);
  });
});

describe('opening', () => {
  test.each([
    ['nothing there', 'document-missing', () => {}],
    ['a folder', 'document-foreign', () => { mkdirSync(path); }],
    ['an empty file', 'document-damaged', () => { writeFileSync(path, ''); }],
    ['text', 'document-damaged', () => { writeFileSync(path, 'Factor,Expression\n'); }],
    ['a database of another program', 'document-foreign', () => { const other = new Database(path); other.exec('CREATE TABLE t (a)'); other.close(); }],
  ])('%s is refused: %s', async (_what, code, make) => {
    make();
    const before = existsSync(path) && statSync(path).isFile() ? sum(path) : null;
    const error = await lacuna.refusal('openDocument', { path });
    expect(error.code).toBe(code);
    expect(error.message).toContain(path);
    expect(existsSync(path) && statSync(path).isFile() ? sum(path) : null).toBe(before);
    expect(readdirSync(lacuna.folder).filter((name) => name.endsWith('.lock'))).toEqual([]);
  });

  test('a truncated file is refused as damaged and left as it is', async () => {
    await lacuna.call('createDocument', { path, content: 'review' });
    await lacuna.call('closeDocument', {});
    truncateSync(path, 20_000);
    const before = sum(path);
    const error = await lacuna.refusal('openDocument', { path });
    expect(error.code).toBe('document-damaged');
    expect(sum(path)).toBe(before);
  });

  test('a file of a newer version opens for reading only, with one plain sentence', async () => {
    await create();
    await lacuna.call('closeDocument', {});
    const database = new Database(path);
    database.pragma(`user_version = ${currentVersion + 10}`);
    database.close();
    const document = await lacuna.call('openDocument', { path });
    expect(document).toMatchObject({ isReadOnly: true, readOnlyReason: 'It was written by a newer Lacuna, so this one only reads it. Update Lacuna to edit it.' });
    expect((await lacuna.refusal('editRows', { table: 'factors', adds: [{ values: { factor: 'x' } }] })).code).toBe('document-read-only');
  });

  test('a file whose writer was killed with a rollback journal in use is read whole, and left as it is', async () => {
    await lacuna.call('createDocument', { path, content: 'review' });
    await lacuna.call('closeDocument', {});
    const killed = join(lacuna.folder, 'killed.lacuna');
    const writer = new Database(path);
    writer.pragma('journal_mode = DELETE');
    writer.pragma('cache_size = 1'); // so that changed pages reach the file before the end of the transaction
    writer.exec("BEGIN IMMEDIATE; UPDATE study SET title = 'half a change ' || hex(randomblob(500))");
    for (const end of ['', '-journal']) copyFileSync(`${path}${end}`, `${killed}${end}`);
    writer.exec('ROLLBACK');
    writer.close();
    const before = [sum(killed), sum(`${killed}-journal`)];
    expect((await lacuna.call('openDocument', { path: killed, access: 'read' })).counts.studies).toBe(146);
    expect((await lacuna.call('verifyDocument', {})).checks.filter((check) => !check.isOk)).toEqual([]);
    await lacuna.call('closeDocument', {});
    expect([sum(killed), sum(`${killed}-journal`)]).toEqual(before);
    expect((await lacuna.call('openDocument', { path: killed })).isReadOnly).toBe(false);
    expect((await lacuna.call('verifyDocument', {})).isOk).toBe(true);
  });

  test('a file that fails leaves the open document open', async () => {
    await create();
    writeFileSync(join(lacuna.folder, 'b.lacuna'), 'no');
    await lacuna.refusal('openDocument', { path: join(lacuna.folder, 'b.lacuna') });
    expect((await lacuna.call('getDocument', {}))?.path).toBe(path);
    await editSomething();
  });

  test('warns of a synchronised folder', async () => {
    const folder = join(lacuna.folder, 'Dropbox');
    mkdirSync(folder);
    const document = await lacuna.call('createDocument', { path: join(folder, 'a.lacuna'), content: 'empty' });
    expect(document.warnings).toEqual([expect.stringContaining('synchronised folder (Dropbox)')]);
  });
});

describe('one writer', () => {
  test('a second one is told who has it, and may read', async () => {
    await create();
    const other = startCore({ hostName: 'elsewhere', processId: 4 });
    const error = await other.refusal('openDocument', { path });
    expect(error.code).toBe('document-locked');
    expect(error.message).toContain(`process ${process.pid} on here`);
    expect((await other.call('openDocument', { path, access: 'read' })).readOnlyReason).toBe('It was opened for reading only.');
    await other.end();
    await editSomething();
  });

  test.runIf(process.platform !== 'win32')('it is one by whatever name the document is opened, also through a link', async () => {
    await create();
    const link = join(lacuna.folder, 'link.lacuna');
    symlinkSync(path, link);
    const other = startCore({ hostName: 'elsewhere', processId: 4 });
    expect(await other.refusal('openDocument', { path: link })).toMatchObject({ code: 'document-locked', message: expect.stringContaining(`process ${process.pid} on here`) });
    await lacuna.call('closeDocument', {});
    await other.call('openDocument', { path: link });
    expect(await lacuna.refusal('openDocument', { path })).toMatchObject({ code: 'document-locked', message: expect.stringContaining('process 4 on elsewhere') });
    await other.end();
    expect(readdirSync(lacuna.folder).filter((name) => name.endsWith('.lock'))).toEqual([]);
  });

  test('the lock of a process that is gone is taken over, and said', async () => {
    await create();
    await lacuna.call('closeDocument', {});
    writeFileSync(`${path}.lock`, JSON.stringify({ processId: 999_999_9, hostName: 'here', sinceUtc: '2026-01-01T00:00:00.000Z' }));
    expect((await lacuna.call('openDocument', { path })).warnings).toEqual([expect.stringContaining('did not close this file properly')]);
  });

  test('drafts of locks whose writers died are removed at the next opening; those of the living and of other computers stay', async () => {
    await create();
    await lacuna.call('closeDocument', {});
    const draft = (end: string, holder: object | null, ageS = 0): void => {
      const name = `${path}.lock${end}`;
      writeFileSync(name, holder === null ? '' : JSON.stringify({ sinceUtc: '2026-01-01T00:00:00.000Z', ...holder }));
      const then = Date.now() / 1000 - ageS;
      utimesSync(name, then, then);
    };
    draft('.9999999-0a1b2c3d', { processId: 9_999_999, hostName: 'here' });
    draft('.turn.9999999-0a1b2c3e', { processId: 9_999_999, hostName: 'here' });
    draft('.9999998-0a1b2c3f', null, 60);
    draft('.1-0a1b2c40', { processId: process.ppid, hostName: 'here' });
    draft('.7-0a1b2c41', { processId: 7, hostName: 'far away' });
    draft('.8-0a1b2c42', null);
    draft('.notes', null, 60);
    await lacuna.call('openDocument', { path });
    expect(readdirSync(lacuna.folder).filter((name) => name.includes('.lock.')).toSorted()).toEqual(['a.lacuna.lock.1-0a1b2c40', 'a.lacuna.lock.7-0a1b2c41', 'a.lacuna.lock.8-0a1b2c42', 'a.lacuna.lock.notes']);
  });

  test('a lock from another computer is never taken over', async () => {
    await create();
    await lacuna.call('closeDocument', {});
    writeFileSync(`${path}.lock`, JSON.stringify({ processId: 1, hostName: 'far away', sinceUtc: '2026-01-01T00:00:00.000Z' }));
    expect((await lacuna.refusal('openDocument', { path })).message).toContain(`delete ${path}.lock`);
  });

  test('closing frees it', async () => {
    await create();
    await lacuna.call('closeDocument', {});
    expect(existsSync(`${path}.lock`)).toBe(false);
    expect(existsSync(`${path}-wal`)).toBe(false);
  });
});

describe('while open', () => {
  test('a file that vanished takes no edit; a copy saves everything', async () => {
    await create();
    await editSomething();
    renameSync(path, `${path}.moved`);
    const error = await lacuna.refusal('editRows', { table: 'factors', adds: [{ values: { factor: 'lost?' } }] });
    expect(error.code).toBe('document-missing');
    const copy = join(lacuna.folder, 'copy.lacuna');
    await lacuna.call('saveCopy', { path: copy });
    const opened = await lacuna.call('openDocument', { path: copy });
    expect(opened.counts.factors).toBe(1);
  });

  test('a file that was replaced takes no edit', async () => {
    await create();
    rmSync(path);
    writeFileSync(path, 'another');
    expect((await lacuna.refusal('editRows', { table: 'factors', adds: [{ values: { factor: 'x' } }] })).message).toContain('was replaced by another file');
  });

  test('a full disk refuses the change and keeps the file whole', async () => {
    await create();
    await lacuna.call('closeDocument', {});
    const { openDocumentFile } = await import('../../../db/store/documentFile');
    const { commit } = await import('../../../db/journal/commit');
    const { problemOf } = await import('../../../db/store/sqliteProblem');
    const file = await openDocumentFile(path, { access: 'write', owner: { processId: process.pid, hostName: 'here', now: () => new Date() }, beforeMigration: async () => {} });
    file.database.pragma(`max_page_count = ${Number(file.database.pragma('page_count', { simple: true })) + 2}`);
    const context = { handle: file.handle, now: () => new Date(), newId: () => crypto.randomUUID(), curator: () => 't', emit: () => { throw new Error('no event for a change that failed'); }, requireWritable: file.requireWritable, followUp: () => [], afterCommit: () => {} };
    let problem: unknown;
    try {
      commit(context, () => ({ kind: 'edit', label: 'x', reason: null, target: null, revisions: [{ op: 'add', table: 'factors', rowId: 'r', after: { ordinal: 1, lifecycle: 'active', values: { factor: 'x'.repeat(40_000) } }, why: null }] }));
    } catch (thrown) {
      problem = problemOf(thrown, path);
    }
    expect(problem).toMatchObject({ code: 'disk-full', message: expect.stringContaining('Nothing was changed') });
    expect(file.handle.get('SELECT 1 FROM factor')).toBeUndefined();
    file.close();
    await lacuna.call('openDocument', { path });
    expect((await lacuna.call('verifyDocument', {})).isOk).toBe(true);
  });
});

describe('copies and backups', () => {
  test('a saved copy holds what is only in the write-ahead log, and is one plain file', async () => {
    await create();
    await editSomething();
    const copy = join(lacuna.folder, 'copy.lacuna');
    const { bytes } = await lacuna.call('saveCopy', { path: copy });
    expect(bytes).toBe(statSync(copy).size);
    expect(readdirSync(lacuna.folder).filter((name) => name.startsWith('copy.lacuna-') || name.endsWith('.part'))).toEqual([]);
    expect((await lacuna.call('openDocument', { path: copy })).counts.factors).toBe(1);
  });

  test('a copy can not be laid over the document itself', async () => {
    await create();
    expect((await lacuna.refusal('saveCopy', { path })).message).toBe(`${path} is the document that is open. Choose another name; nothing was written.`);
  });

  test('a day\'s first opening makes a verified backup, the second none', async () => {
    await create();
    await lacuna.call('closeDocument', {});
    await lacuna.call('openDocument', { path });
    await lacuna.call('closeDocument', {});
    const backups = await lacuna.call('listBackups', { path });
    expect(backups).toHaveLength(1);
    expect((await lacuna.call('verifyDocument', { path: backups[0]?.path })).isOk).toBe(true);
  });

  test('two backups asked for at once are both made; what a killed one left is removed', async () => {
    await create();
    const [first, second] = await Promise.all([lacuna.call('backUpDocument', {}), lacuna.call('backUpDocument', {})]);
    for (const made of [first, second]) expect((await lacuna.call('verifyDocument', { path: made.path })).isOk).toBe(true);
    const folder = join(first.path, '..');
    writeFileSync(join(folder, '.2026-01-01T00-00-00Z daily.lacuna.gone.part'), 'half');
    writeFileSync(join(folder, '.2026-01-01T00-00-00Z daily.lacuna.gone.part-journal'), 'half');
    await lacuna.call('backUpDocument', {});
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(existsSync(first.path)).toBe(true);
  });

  test('a damaged file is set aside, never overwritten, and a backup takes its place', async () => {
    await lacuna.call('createDocument', { path, content: 'review' });
    await lacuna.call('backUpDocument', {});
    await lacuna.call('closeDocument', {});
    writeFileSync(path, 'all gone');
    expect((await lacuna.refusal('openDocument', { path })).code).toBe('document-damaged');
    const [backup] = await lacuna.call('listBackups', { path });
    const restored = await lacuna.call('restoreBackup', { path, backupPath: backup?.path ?? '' });
    expect(restored.document.counts).toMatchObject({ factors: 28, trials: 15 });
    expect(readFileSync(restored.setAsidePath ?? '', 'utf8')).toBe('all gone');
  });

  test('only its own backups are taken for a document', async () => {
    await create();
    const error = await lacuna.refusal('restoreBackup', { path, backupPath: '/etc/hosts' });
    expect(error.code).toBe('not-found');
  });

  test('ten days and twelve months are kept, and never fewer than the newest', () => {
    const at = (day: number): string => new Date(Date.UTC(2026, 0, 1) + day * 86_400_000).toISOString();
    const backups = Array.from({ length: 500 }, (_, day) => ({ path: String(day), name: String(day), madeAtUtc: at(day), bytes: 1, isVerified: true }));
    const gone = new Set(superfluous(backups, new Date(at(500))).map((backup) => backup.path));
    const kept = backups.filter((backup) => !gone.has(backup.path)).map((backup) => backup.madeAtUtc.slice(0, 10));
    expect(kept.slice(-10)).toEqual(Array.from({ length: 10 }, (_, index) => at(490 + index).slice(0, 10)));
    expect(new Set(kept.map((day) => day.slice(0, 7))).size).toBe(12);
    expect(kept).toHaveLength(21);
    expect(superfluous([backups[0] as never], new Date(at(9000)))).toEqual([]);
  });
});

describe('read-only', () => {
  test('a file without write permission opens for reading, and says why', async (context) => {
    if (process.getuid?.() === 0 || process.platform === 'win32') context.skip('the superuser and Windows write through file permissions');
    await create();
    await lacuna.call('closeDocument', {});
    chmodSync(path, 0o444);
    utimesSync(path, new Date(), new Date());
    expect((await lacuna.call('openDocument', { path })).readOnlyReason).toContain('read-only');
  });
});

describe('preferences', () => {
  test('sign changes with the curator\'s name, the system\'s user name until then', async () => {
    await create();
    expect(await lacuna.call('getPreferences', {})).toEqual({ curator: 'tester', isCuratorChosen: false, hasSeenWelcome: false, referenceList: null });
    await lacuna.call('setPreferences', { curator: 'A. Curator', hasSeenWelcome: true });
    await editSomething();
    const history = await lacuna.call('listHistory', { scope: { kind: 'file' } });
    expect(history.changeSets[0]?.curator).toBe('A. Curator');
  });

  test('an unreadable file is set aside', async () => {
    writeFileSync(join(lacuna.folder, 'preferences.json'), '{');
    expect((await lacuna.call('getPreferences', {})).curator).toBe('tester');
    expect(readFileSync(join(lacuna.folder, 'preferences.json.unreadable'), 'utf8')).toBe('{');
  });

  test('recent documents come newest first and say which are gone', async () => {
    await create();
    await lacuna.call('createDocument', { path: join(lacuna.folder, 'b.lacuna'), content: 'empty' });
    rmSync(path);
    expect((await lacuna.call('listRecentDocuments', {})).map(({ name, isThere }) => ({ name, isThere }))).toEqual([{ name: 'b.lacuna', isThere: true }, { name: 'a.lacuna', isThere: false }]);
  });
});
