// Owns the write-ahead log beside a document: how full it is, and room at its end before it is needed. A commit that
// lengthens the file has to record the new length on the disk too, which makes an edit wait twice; so the file is
// lengthened with zeros ahead. To SQLite they are frames of no generation, and end the log like any remains of an
// earlier one (https://sqlite.org/fileformat.html, 4.3). Refuses to touch a log that SQLite has not begun.
import type { Database } from 'better-sqlite3';
import { closeSync, fdatasync, openSync, statSync, writeSync } from 'node:fs';

const headerBytes = 32;
const frameHeaderBytes = 24;
const zeros = Buffer.alloc(2 * 1024 * 1024);
/** Some thirty edits. */
const leastRoomBytes = 1024 * 1024;
const writesPerLook = 8;

export interface LogRoom {
  /** Frames that a checkpoint would move into the file. */
  frames(): number;
  /** Called before each write; looks now and then. */
  keep(): void;
}

export function createLogRoom(database: Database, path: string): LogRoom {
  const logPath = `${path}-wal`;
  const frameBytes = frameHeaderBytes + Number(database.pragma('page_size', { simple: true }));
  let writes = 0;

  const frames = (): number => {
    const [state] = database.pragma('wal_checkpoint(NOOP)') as readonly { readonly log: number }[];
    return Math.max(0, state?.log ?? 0); // -1: not in WAL mode
  };

  const lengthen = (): void => {
    const length = statSync(logPath, { throwIfNoEntry: false })?.size ?? 0;
    if (length <= headerBytes || length - headerBytes - frames() * frameBytes >= leastRoomBytes) return;
    // At once and not in the background: SQLite itself may lengthen the file with its next commit.
    const file = openSync(logPath, 'r+');
    writeSync(file, zeros, 0, zeros.length, length);
    fdatasync(file, () => closeSync(file));
  };

  return {
    frames,
    keep: () => {
      writes += 1;
      if (writes % writesPerLook !== 2) return;
      try {
        lengthen();
      } catch {
        // No room on the disk, or no right: the log grows with each commit, as it does without this.
      }
    },
  };
}
