// Owns recognising a Lacuna file by its first hundred bytes, before SQLite touches it: opening one for writing changes it.
// Refuses what is not one, and says whether it is damaged or belongs to another program.
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { LacunaError } from '../contract/errors';
import { applicationId } from '../migrations/migrations';

interface Header { readonly kind: 'lacuna' | 'other database' | 'no database'; readonly version: number }

function readHeader(path: string): Header {
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, 100, 0);
  } finally {
    closeSync(file);
  }
  if (header.toString('latin1', 0, 16) !== 'SQLite format 3\u0000') return { kind: 'no database', version: 0 };
  return { kind: header.readUInt32BE(68) === applicationId ? 'lacuna' : 'other database', version: header.readUInt32BE(60) };
}

/** Whether a file is there and begins as a Lacuna document. */
export function isLacunaFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true && readHeader(path).kind === 'lacuna';
}

/** The version that a Lacuna file says it has. A write-ahead log beside it may know a later one. */
export function requireLacunaHeader(path: string): number {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there === undefined) throw new LacunaError('document-missing', `There is no file at ${path}. Check the name, or choose it again.`, { path });
  if (there.isDirectory()) throw new LacunaError('document-foreign', `${path} is a folder, not a Lacuna document. Choose a file.`, { path });
  const { kind, version } = readHeader(path);
  if (kind === 'lacuna') return version;
  if (kind === 'no database' && path.toLowerCase().endsWith('.lacuna')) {
    const how = there.size === 0 ? 'It is empty.' : 'It does not begin as one.';
    throw new LacunaError('document-damaged', `${path} can't be read as a Lacuna document. ${how} It is left as it is; restore one of its backups, or choose another file.`, { path });
  }
  throw foreign(path);
}

export function foreign(path: string): LacunaError {
  return new LacunaError('document-foreign', `${path} is not a Lacuna document; it belongs to another program. Choose a .lacuna file.`, { path });
}
