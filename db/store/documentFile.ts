// Owns one open .lacuna file: recognising it, locking it, setting the pragmas on every open, migrating it, and closing
// it. Refuses files of other programs; opens files of newer versions for reading only. Never repairs in place.
import Database from 'better-sqlite3';
import { closeSync, mkdtempSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { tables } from '../contract/columns';
import { gridTables } from '../contract/tableNames';
import { LacunaError } from '../contract/errors';
import { applicationId, currentVersion, migrations } from '../migrations/migrations';
import { copyWithCompanions, removeCompanions } from './companions';
import { lockFile, requireUnlocked, type FileLock, type LockOwner } from './fileLock';
import { handleOf, type ReadHandle, type WriteHandle } from './handle';
import { createLogRoom } from './logRoom';
import { foreign, requireLacunaHeader } from './lacunaHeader';
import { problemOf, withProblems } from './sqliteProblem';
import { registerFunctions } from './sqlFunctions';
import { requireWritablePlace } from './writePlace';
import { temporaryPath } from './writeWhole';

export interface DocumentFile {
  readonly path: string;
  readonly database: Database.Database;
  readonly handle: WriteHandle;
  readonly readOnlyReason: string | null;
  /** What the curator should know about this file; later ones may join. */
  readonly warnings: string[];
  readonly schemaVersion: number;
  /** Throws when a write could not reach the file that the curator sees: read-only, gone, or replaced. */
  requireWritable(): void;
  /** A second, read-only connection that sees one unmoving state until it is closed. */
  openSnapshot(): { readonly handle: ReadHandle; close(): void };
  close(): void;
}

export interface OpenOptions {
  readonly access: 'write' | 'read';
  /** A sentence, where a file that is opened for reading is one that nobody may change. */
  readonly whyReadOnly?: string;
  readonly owner: LockOwner;
  /** Called with the open database before an older file is migrated: makes the verified backup. */
  readonly beforeMigration: (database: Database.Database) => Promise<void>;
}

const newerReason = 'It was written by a newer Lacuna, so this one only reads it. Update Lacuna to edit it.';
/** Some 1 GB: a log is moved into the file when the curator pauses, not while a large import waits for its commit. */
const walPagesBackstop = 250_000;
const tidyAfterMs = 1500;
const tidyPauseMs = 20;
const checkpointFromFrames = 500;
/** Pages of the search index merged at once: a few milliseconds, after which a waiting call has its turn. */
const mergedPages = 64;

export interface NewDocument {
  readonly documentId: string;
  readonly title: string;
  /** Lays its first content in, before the file takes its name. */
  readonly fill?: (handle: WriteHandle) => void;
  /** Takes the place of an earlier file, which stays until the new one is whole. */
  readonly replaces?: boolean;
  readonly uniqueName: string;
}

/** A new document at `path`, made whole under another name first. Opened for writing. */
export async function createDocumentFile(path: string, document: NewDocument, options: OpenOptions): Promise<DocumentFile> {
  const isReserved = withProblems(path, () => reservePlace(path, document.replaces === true, options.owner));
  const partPath = temporaryPath(path, document.uniqueName);
  try {
    makeDocument(partPath, document, options.owner.now());
    removeCompanions(path);
    renameSync(partPath, path);
  } catch (thrown) {
    rmSync(partPath, { force: true });
    removeCompanions(partPath);
    if (isReserved) rmSync(path, { force: true });
    throw problemOf(thrown, path);
  }
  return openDocumentFile(path, options);
}

/** Whether an empty file now keeps the place, because nothing stood there. */
function reservePlace(path: string, replaces: boolean, owner: LockOwner): boolean {
  requireWritablePlace(path);
  if (statSync(path, { throwIfNoEntry: false }) === undefined) {
    writeFileSync(path, '', { flag: 'wx' });
    return true;
  }
  if (!replaces) throw new LacunaError('file-exists', `There is already a file at ${path}. Choose another name; nothing was changed.`, { path });
  requireUnlocked(path, owner);
  return false;
}

function makeDocument(path: string, { documentId, title, fill }: NewDocument, madeAt: Date): void {
  const database = new Database(path);
  try {
    setPragmas(database, 'write');
    database.pragma(`application_id = ${applicationId}`);
    migrate(database);
    const meta = database.prepare('INSERT INTO meta (key, value) VALUES (?, ?)');
    meta.run('documentId', documentId);
    meta.run('title', title);
    meta.run('createdAtUtc', madeAt.toISOString());
    fill?.(handleOf(database));
  } finally {
    database.close();
  }
}

export async function openDocumentFile(path: string, options: OpenOptions): Promise<DocumentFile> {
  const headerVersion = withProblems(path, () => requireLacunaHeader(path));
  let readOnlyReason: string | null = headerVersion > currentVersion ? newerReason : options.access === 'read' ? (options.whyReadOnly ?? 'It was opened for reading only.') : null;
  let lock: FileLock | null = null;
  const warnings: string[] = [...placeWarnings(path)];
  if (readOnlyReason === null) {
    try {
      lock = lockFile(path, options.owner);
      if (lock.wasTakenOver) warnings.push('Lacuna did not close this file properly the last time. Everything that was acknowledged is here.');
      closeSync(openSync(path, 'r+'));
    } catch (thrown) {
      const problem = problemOf(thrown, path);
      if (problem instanceof LacunaError && (problem.code === 'file-not-writable' || problem.code === 'document-read-only')) readOnlyReason = 'The file or its folder is read-only. Save a copy elsewhere to edit.';
      else if (problem instanceof LacunaError && problem.code === 'disk-full') readOnlyReason = 'Its disk is full. Free some space and open it again to edit.';
      else throw problem;
      lock?.release();
      lock = null;
    }
  }
  let opened: Opened | null = null;
  try {
    opened = connect(path, readOnlyReason === null ? 'write' : 'read');
    const { database } = opened;
    const version = Number(database.pragma('user_version', { simple: true }));
    if (database.pragma('application_id', { simple: true }) !== applicationId) throw foreign(path);
    if (version > currentVersion) {
      readOnlyReason = newerReason;
      database.close();
      opened = connect(path, 'read');
      lock?.release();
      lock = null;
    } else if (version < currentVersion) {
      if (readOnlyReason !== null) throw new LacunaError('document-read-only', `${path} was written by an older Lacuna and has to be brought up to date first, but it can't be written. Copy it to a place where you may write and open it there.`, { path });
      await options.beforeMigration(database);
      migrate(database);
    }
    return documentFileOf(path, opened, lock, readOnlyReason, warnings);
  } catch (thrown) {
    opened?.database.close();
    opened?.removeCopy();
    lock?.release();
    throw problemOf(thrown, path);
  }
}

interface Opened { readonly database: Database.Database; readonly removeCopy: () => void }

function connect(path: string, access: 'write' | 'read'): Opened {
  if (access === 'write') {
    const database = new Database(path, { fileMustExist: true, timeout: 2000 });
    setPragmas(database, 'write');
    return { database, removeCopy: () => {} };
  }
  try {
    const database = new Database(path, { readonly: true, fileMustExist: true, timeout: 2000 });
    setPragmas(database, 'read');
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return { database, removeCopy: () => {} };
  } catch {
    // A WAL database in a folder without write permission, and one whose writer was killed with a rollback journal in
    // use, can't be opened in place without writing: read a private copy.
    const folder = mkdtempSync(join(tmpdir(), 'lacuna-read-'));
    const copyPath = join(folder, basename(path));
    const removeCopy = (): void => rmSync(folder, { recursive: true, force: true });
    try {
      copyWithCompanions(path, copyPath);
      const database = new Database(copyPath, { fileMustExist: true });
      setPragmas(database, 'read');
      return { database, removeCopy };
    } catch (thrown) {
      removeCopy();
      throw thrown;
    }
  }
}

/** Set on every open: a reopened file falls back to weaker defaults. */
function setPragmas(database: Database.Database, access: 'write' | 'read'): void {
  if (access === 'write') {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma(`wal_autocheckpoint = ${walPagesBackstop}`);
  } else {
    database.pragma('query_only = ON');
  }
  database.pragma('foreign_keys = ON');
  database.pragma('trusted_schema = OFF');
  database.pragma('cache_size = -65536');
  database.pragma('temp_store = MEMORY');
  registerFunctions(database);
}

function migrate(database: Database.Database): void {
  const from = Number(database.pragma('user_version', { simple: true }));
  for (const { version, sql } of migrations) {
    if (version <= from) continue;
    database.transaction(() => {
      database.exec(sql);
      database.pragma(`user_version = ${version}`);
    }).immediate();
  }
}

function documentFileOf(path: string, opened: Opened, lock: FileLock | null, readOnlyReason: string | null, warnings: string[]): DocumentFile {
  const { database, removeCopy } = opened;
  const handle = handleOf(database);
  const log = createLogRoom(database, path);
  const atOpening = statSync(path, { bigint: true });
  let tidying: NodeJS.Timeout | null = null;
  const tidyAfter = (pauseMs: number): void => {
    if (tidying !== null) clearTimeout(tidying);
    tidying = setTimeout(tidy, pauseMs).unref();
  };
  /** When the curator pauses: merges the search index and moves a long write-ahead log into the file, bit by bit until both are done. */
  const tidy = (): void => {
    if (!database.open) return;
    try {
      const isMerged = !gridTables.some((table) => mergeSome(handle, tables[table].sqlName));
      if (log.frames() >= checkpointFromFrames) database.pragma('wal_checkpoint(PASSIVE)');
      if (!isMerged) tidyAfter(tidyPauseMs);
    } catch {
      // A full or failing disk: nothing depends on tidiness, and the next change says what is wrong.
    }
  };
  const requireWritable = (): void => {
    if (readOnlyReason !== null) throw new LacunaError('document-read-only', `${basename(path)} can't be changed. ${readOnlyReason}`, { path });
    const now = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (now === undefined) throw new LacunaError('document-missing', `${path} is no longer there: it was moved, renamed or deleted while open. Nothing was changed. Use Save a copy to keep everything, then open the copy.`, { path });
    if (now.ino !== atOpening.ino || now.dev !== atOpening.dev) throw new LacunaError('document-missing', `${path} was replaced by another file while open. Nothing was changed. Use Save a copy under another name to keep everything.`, { path });
    log.keep();
    tidyAfter(tidyAfterMs);
  };
  if (readOnlyReason === null) tidyAfter(tidyAfterMs);
  return {
    path, database, handle, readOnlyReason, warnings,
    schemaVersion: Number(database.pragma('user_version', { simple: true })),
    requireWritable,
    openSnapshot: () => {
      const second = new Database(database.name, { readonly: true, fileMustExist: true });
      setPragmas(second, 'read');
      second.exec('BEGIN');
      second.prepare('SELECT count(*) FROM meta').get();
      return { handle: handleOf(second), close: () => second.close() };
    },
    close: () => {
      if (tidying !== null) clearTimeout(tidying);
      if (readOnlyReason === null) leaveOneFile(database);
      database.close();
      removeCopy();
      lock?.release();
    },
  };
}

/** Merges some pages of a table's search index; false when there was nothing to merge (https://sqlite.org/fts5.html, 6.9). */
function mergeSome(handle: WriteHandle, sqlName: string): boolean {
  const changes = (): number => handle.column<number>('SELECT total_changes()')[0] ?? 0;
  const before = changes();
  handle.run(`INSERT INTO ${sqlName}_search (${sqlName}_search, rank) VALUES ('merge', ${mergedPages})`);
  return changes() - before >= 2;
}

/** A closed document is one plain file, without a write-ahead log: it can be copied, mailed, and read where nothing may be written. */
function leaveOneFile(database: Database.Database): void {
  try {
    database.pragma('journal_mode = DELETE');
  } catch {
    // Somebody else is reading it: the log stays beside it, and closing is safe all the same.
  }
}

const synchronisedFolder = /[/\\](Dropbox|OneDrive[^/\\]*|Google ?Drive|GoogleDrive[^/\\]*|iCloud ?Drive|com~apple~CloudDocs|Nextcloud|ownCloud|pCloud ?Drive|Box Sync|Box)[/\\]/iu;

function placeWarnings(path: string): readonly string[] {
  const synced = synchronisedFolder.exec(path);
  if (synced !== null) return [`This file lies in a synchronised folder (${synced[1]}). Synchronising while Lacuna writes can damage it: keep it elsewhere and put copies there.`];
  if (path.startsWith('\\\\') || path.startsWith('//') || /^\/(?:net|Volumes|mnt\/(?:nfs|smb|cifs)|run\/user\/\d+\/gvfs)\//u.test(path)) return ['This file seems to lie on a network share or removable disk. If the connection breaks while Lacuna writes, it can be damaged: keep it on this computer and put copies there.'];
  return [];
}
