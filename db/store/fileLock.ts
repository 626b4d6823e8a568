// Owns the one-writer rule: a lock file beside the document with the writer's process and host. A lock whose process
// is gone on this host is taken over; a lock from another host never is. A lock that names this process is only true
// if this process took it: process ids come back after a restart of the computer, or in a container.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { LacunaError } from '../contract/errors';

const Holder = z.object({ processId: z.number(), hostName: z.string(), sinceUtc: z.string() });
type Holder = z.infer<typeof Holder>;

export interface FileLock { readonly wasTakenOver: boolean; release(): void }
export interface LockOwner { readonly processId: number; readonly hostName: string; readonly now: () => Date }

/** The locks that this process holds. */
const held = new Set<string>();

/** Takes the lock or throws `document-locked`; throws the file system's own error where no lock can be written. */
export function lockFile(path: string, owner: LockOwner): FileLock {
  const lockPath = `${path}.lock`;
  const mine: Holder = { processId: owner.processId, hostName: owner.hostName, sinceUtc: owner.now().toISOString() };
  const write = (): void => writeFileSync(lockPath, JSON.stringify(mine), { flag: 'wx' });
  let wasTakenOver = false;
  try {
    write();
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown;
    const holder = readHolder(lockPath);
    if (holder !== null && !isGone(lockPath, holder, owner)) throw lockedBy(path, lockPath, holder);
    rmSync(lockPath, { force: true });
    write();
    wasTakenOver = true;
  }
  held.add(lockPath);
  return {
    wasTakenOver,
    release: () => {
      held.delete(lockPath);
      const holder = readHolder(lockPath);
      if (holder?.processId === mine.processId && holder.hostName === mine.hostName) rmSync(lockPath, { force: true });
    },
  };
}

/** Throws `document-locked` when somebody has the document at `path` open, without taking it. */
export function requireUnlocked(path: string, owner: LockOwner): void {
  const lockPath = `${path}.lock`;
  const holder = readHolder(lockPath);
  if (holder !== null && !isGone(lockPath, holder, owner)) throw lockedBy(path, lockPath, holder);
}

function readHolder(lockPath: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(lockPath, 'utf8')));
  } catch {
    return null; // an unreadable lock was being written when its process died
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

function lockedBy(path: string, lockPath: string, holder: Holder): LacunaError {
  const since = holder.sinceUtc.slice(0, 16).replace('T', ' ');
  return new LacunaError(
    'document-locked',
    `${path} is open in another Lacuna (process ${holder.processId} on ${holder.hostName}, since ${since} UTC). Close it there, or open it here for reading only. If that computer is gone for good, delete ${lockPath}.`,
    { path, processId: holder.processId, hostName: holder.hostName },
  );
}
