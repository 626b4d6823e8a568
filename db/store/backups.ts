// Owns verified backups: made through SQLite's backup API (a copied live file is no backup), proved with
// integrity_check before they take their name, kept as 10 daily and 12 monthly; the newest good one is never deleted.
import Database from 'better-sqlite3';
import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LacunaError } from '../contract/errors';
import type { BackupInfo } from '../contract/types';
import { applicationId } from '../migrations/migrations';
import { removeCompanions } from './companions';
import { problemOf, withProblems, withWritingProblems } from './sqliteProblem';
import { requireWritablePlace } from './writePlace';
import { temporaryPath } from './writeWhole';

const dailyKept = 10;
const monthlyKept = 12;

export interface CopyControl { readonly onPages?: (done: number, total: number) => void; readonly signal?: AbortSignal }

/** A whole, checked copy of an open database at `path`; an earlier file there survives any failure. Returns its size in bytes. */
export async function copyDatabase(source: Database.Database, path: string, uniqueName: string, control: CopyControl = {}): Promise<number> {
  withProblems(path, () => requireWritablePlace(path));
  const partPath = temporaryPath(path, uniqueName);
  try {
    withWritingProblems(path, () => closeSync(openSync(partPath, 'wx'))); // SQLite itself would not say why it can't
    await source.backup(partPath, {
      progress: ({ totalPages, remainingPages }) => {
        if (control.signal?.aborted === true) throw new LacunaError('cancelled', 'The copy was cancelled. Nothing was written.');
        control.onPages?.(totalPages - remainingPages, totalPages);
        return 2000;
      },
    });
    const problem = integrityProblem(partPath);
    if (problem !== null) throw new LacunaError('document-damaged', `The copy did not pass its check (${problem}). Nothing was written.`, { path });
    removeCompanions(partPath);
    removeCompanions(path);
    renameSync(partPath, path);
    return statSync(path).size;
  } catch (thrown) {
    rmSync(partPath, { force: true });
    removeCompanions(partPath);
    throw problemOf(thrown, path);
  }
}

/** What `integrity_check` says against a Lacuna file that nobody has open; null when it is sound. */
export function integrityProblem(path: string): string | null {
  try {
    const database = new Database(path, { fileMustExist: true });
    try {
      // A backup inherits WAL mode; back to one plain file, so that it can be copied and read anywhere.
      database.pragma('journal_mode = DELETE');
      if (database.pragma('application_id', { simple: true }) !== applicationId) return 'it is not a Lacuna file';
      const verdict = database.pragma('integrity_check(1)', { simple: true });
      return verdict === 'ok' ? null : String(verdict);
    } finally {
      database.close();
    }
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

export interface BackupShelf {
  /** Verified backups, newest first. */
  list(): readonly BackupInfo[];
  /** Whether a backup of this day (UTC) is there. */
  hasOf(day: Date): boolean;
  make(source: Database.Database, at: Date, reason: 'daily' | 'asked' | 'before-update', uniqueName: string): Promise<BackupInfo>;
}

export function backupShelf(dataFolder: string, documentId: string, documentPath: string): BackupShelf {
  const folder = join(dataFolder, 'backups', documentId);
  const list = (): readonly BackupInfo[] => backupsIn(folder);
  return {
    list,
    hasOf: (day) => list().some((backup) => backup.madeAtUtc.slice(0, 10) === day.toISOString().slice(0, 10)),
    make: async (source, at, reason, uniqueName) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'document.json'), `${JSON.stringify({ documentId, path: documentPath }, null, 2)}\n`);
      removeHalfWritten(folder);
      const path = join(folder, `${at.toISOString().replaceAll(':', '-').slice(0, 19)}Z ${reason}.lacuna`);
      const bytes = await copyDatabase(source, path, uniqueName);
      for (const old of superfluous(list(), at)) rmSync(old.path, { force: true });
      return { path, name: basename(path), madeAtUtc: at.toISOString(), bytes, isVerified: true };
    },
  };
}

/** What a backup that was killed left. Its document has one writer, and that one makes one backup at a time. */
function removeHalfWritten(folder: string): void {
  for (const name of readdirSync(folder)) if (/^\..*\.part(?:-journal|-wal|-shm)?$/u.test(name)) rmSync(join(folder, name), { force: true });
}

/** Backups known for a document by its path, whether or not the document can still be read. */
export function backupsOfPath(dataFolder: string, documentPath: string): readonly BackupInfo[] {
  const root = join(dataFolder, 'backups');
  let folders: readonly string[];
  try {
    folders = readdirSync(root);
  } catch {
    return [];
  }
  return folders.flatMap((name) => {
    try {
      const note: unknown = JSON.parse(readFileSync(join(root, name, 'document.json'), 'utf8'));
      const isOfPath = typeof note === 'object' && note !== null && 'path' in note && note.path === documentPath;
      return isOfPath ? backupsIn(join(root, name)) : [];
    } catch {
      return [];
    }
  }).toSorted((left, right) => right.madeAtUtc.localeCompare(left.madeAtUtc));
}

const backupName = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z (daily|asked|before-update)\.lacuna$/u;

function backupsIn(folder: string): readonly BackupInfo[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const parts = backupName.exec(name);
    if (parts === null) return [];
    const path = join(folder, name);
    return [{ path, name, madeAtUtc: `${parts[1]}T${parts[2]}:${parts[3]}:${parts[4]}.000Z`, bytes: statSync(path).size, isVerified: true }];
  }).toSorted((left, right) => right.madeAtUtc.localeCompare(left.madeAtUtc));
}

/** What the keeping rule lets go: all but the newest of each of the last 10 days and 12 months, and backups of today. */
export function superfluous(backups: readonly BackupInfo[], now: Date): readonly BackupInfo[] {
  const kept = new Set<BackupInfo>();
  const newestFirst = backups.toSorted((left, right) => right.madeAtUtc.localeCompare(left.madeAtUtc));
  const keepNewestPer = (length: number, count: number): void => {
    const seen = new Set<string>();
    for (const backup of newestFirst) {
      const period = backup.madeAtUtc.slice(0, length);
      if (seen.has(period)) continue;
      if (seen.size === count) break;
      seen.add(period);
      kept.add(backup);
    }
  };
  keepNewestPer(10, dailyKept);
  keepNewestPer(7, monthlyKept);
  const today = now.toISOString().slice(0, 10);
  return newestFirst.filter((backup) => !kept.has(backup) && backup.madeAtUtc.slice(0, 10) !== today);
}
