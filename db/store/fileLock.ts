// Owns the one-writer rule: a lock file beside the document with the writer's process and host. A lock whose process
// is gone on this host is taken over; a lock from another host never is. A lock that names this process is only true
// if this process took it: process ids come back after a restart of the computer, or in a container. A document that is
// opened through a link has its lock beside the file that the link leads to, as SQLite has its log.
import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { LacunaError } from '../contract/errors';
import { placeOf } from './writePlace';

const Holder = z.object({ processId: z.number(), hostName: z.string(), sinceUtc: z.string() });
type Holder = z.infer<typeof Holder>;

export interface FileLock { readonly wasTakenOver: boolean; release(): void }
export interface LockOwner { readonly processId: number; readonly hostName: string; readonly now: () => Date }

/** The locks that this process holds. */
const held = new Set<string>();
/** After this time nobody is still writing a lock. */
const patienceMs = 10_000;

function lockPathOf(path: string): string {
  return `${placeOf(path)}.lock`;
}

/** Takes the lock or throws `document-locked`; throws the file system's own error where no lock can be written. */
export function lockFile(path: string, owner: LockOwner): FileLock {
  const lockPath = lockPathOf(path);
  const mine: Holder = { processId: owner.processId, hostName: owner.hostName, sinceUtc: owner.now().toISOString() };
  const wasTakenOver = !isWritten(lockPath, mine);
  if (wasTakenOver) {
    requireUnlocked(path, owner);
    takeOver(path, mine, owner);
  }
  held.add(lockPath);
  removeDrafts(lockPath, owner);
  return {
    wasTakenOver,
    release: () => {
      held.delete(lockPath);
      const holder = readHolder(lockPath);
      if (holder?.processId === mine.processId && holder.hostName === mine.hostName) rmSync(lockPath, { force: true });
    },
  };
}

/** Whether `path` is now a file with this holder in it: made whole and at once, so that nobody ever reads half of one; false when there is a file. */
function isWritten(path: string, holder: Holder): boolean {
  const draftPath = `${path}.${holder.processId}-${randomUUID().slice(0, 8)}`;
  try {
    writeFileSync(draftPath, JSON.stringify(holder), { flag: 'wx' });
    linkSync(draftPath, path);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false;
    if (!noHardLinks.has(codeOf(thrown)) || !existsSync(draftPath)) throw thrown;
    return isWrittenInPlace(path, holder);
  } finally {
    rmSync(draftPath, { force: true });
  }
}

/** What `isWritten` names its drafts. */
const draftEnd = /^\.(?:turn\.)?\d+-[0-9a-f]{8}$/u;

/** Drafts whose writers died before they could remove them; one that is being written stays. */
function removeDrafts(lockPath: string, owner: LockOwner): void {
  const [folder, name] = [dirname(lockPath), basename(lockPath)];
  try {
    for (const other of readdirSync(folder)) {
      if (!other.startsWith(name) || !draftEnd.test(other.slice(name.length))) continue;
      const path = join(folder, other);
      const holder = readHolder(path);
      if (holder === null ? ageMs(path) > patienceMs : isGone(path, holder, owner)) rmSync(path, { force: true });
    }
  } catch {
    // A folder that can't be listed: the lock itself is taken, and drafts do no harm.
  }
}

/** What disks answer that know no second name of a file. */
const noHardLinks: ReadonlySet<string> = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK']);

function isWrittenInPlace(path: string, holder: Holder): boolean {
  try {
    writeFileSync(path, JSON.stringify(holder), { flag: 'wx' });
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false;
    throw thrown;
  }
}

/** One at a time: of two that find the same dead lock, the second must not remove the first one's new lock. */
function takeOver(path: string, mine: Holder, owner: LockOwner): void {
  const lockPath = lockPathOf(path);
  const turnPath = `${lockPath}.turn`;
  if (ageMs(turnPath) > patienceMs) rmSync(turnPath, { force: true }); // left by one that died in its turn
  if (!isWritten(turnPath, mine)) throw justOpening(path);
  try {
    requireUnlocked(path, owner);
    rmSync(lockPath, { force: true });
    if (!isWritten(lockPath, mine)) throw justOpening(path);
  } finally {
    rmSync(turnPath, { force: true });
  }
}

/** Throws `document-locked` when somebody has the document at `path` open, without taking it. */
export function requireUnlocked(path: string, owner: LockOwner): void {
  const lockPath = lockPathOf(path);
  const holder = readHolder(lockPath);
  if (holder !== null && !isGone(lockPath, holder, owner)) throw lockedBy(path, lockPath, holder);
  if (holder === null && ageMs(lockPath) < patienceMs) throw justOpening(path);
}

function readHolder(lockPath: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(lockPath, 'utf8')));
  } catch {
    return null; // none there, or one that is being written, or was when its process died
  }
}

function isGone(lockPath: string, holder: Holder, owner: LockOwner): boolean {
  if (holder.hostName !== owner.hostName) return false;
  if (holder.processId === owner.processId) return !held.has(lockPath);
  try {
    process.kill(holder.processId, 0);
    return false;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'ESRCH';
  }
}

function justOpening(path: string): LacunaError {
  return new LacunaError('document-locked', `Another Lacuna is opening ${path} at this moment. Try again in a few seconds, or open it here for reading only.`, { path });
}

/** Endless for a file that is not there. */
function ageMs(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? Number.POSITIVE_INFINITY : Date.now() - stats.mtimeMs;
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
}

function lockedBy(path: string, lockPath: string, holder: Holder): LacunaError {
  const since = holder.sinceUtc.slice(0, 16).replace('T', ' ');
  return new LacunaError(
    'document-locked',
    `${path} is open in another Lacuna (process ${holder.processId} on ${holder.hostName}, since ${since} UTC). Close it there, or open it here for reading only. If that computer is gone for good, delete ${lockPath}.`,
    { path, processId: holder.processId, hostName: holder.hostName },
  );
}
