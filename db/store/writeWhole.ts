// Owns writing a file so that its name only ever stands for a whole one: a temporary file beside it, synced, renamed.
// Whatever stood there before survives every failure.
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { LacunaError } from '../contract/errors';
import { problemOf, withProblems } from './sqliteProblem';

/** Where the temporary file for `path` lies. */
export function temporaryPath(path: string, uniqueName: string): string {
  return join(dirname(path), `.${clippedName(basename(path), 80)}.${uniqueName}.part`);
}

/** The beginning of a name, as long as its bytes allow: disks count bytes, and most letters of the world take three. */
export function clippedName(name: string, mostBytes: number): string {
  let clipped = '';
  let bytes = 0;
  for (const letter of name) {
    bytes += Buffer.byteLength(letter);
    if (bytes > mostBytes) break;
    clipped += letter;
  }
  return clipped;
}

/** Whether both paths lead to one file, by whatever links and names. */
export function isSameFile(left: string, right: string): boolean {
  if (resolve(left) === resolve(right)) return true;
  const [first, second] = [left, right].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }));
  return first !== undefined && second !== undefined && first.ino === second.ino && first.dev === second.dev;
}

/** Refuses to write over the open document under any of its names. */
export function requireOtherPlace(documentPath: string, path: string): void {
  if (withProblems(path, () => isSameFile(documentPath, path))) throw new LacunaError('file-exists', `${path} is the document that is open. Choose another name; nothing was written.`, { path });
}

/** Refuses a folder at `path`, and a folder of `path` that is not there. */
export function requireWritablePlace(path: string): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) throw new LacunaError('file-not-writable', `${path} is a folder. Give the name of a file.`, { path });
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() !== true) throw new LacunaError('file-not-writable', `There is no folder ${dirname(path)}. Make it first, or choose another place.`, { path });
}

/** Writes the chunks and renames; returns the number of bytes. */
export async function writeWhole(path: string, uniqueName: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<number> {
  withProblems(path, () => requireWritablePlace(path));
  const partPath = temporaryPath(path, uniqueName);
  let bytes = 0;
  try {
    const file = openSync(partPath, 'wx');
    try {
      for await (const chunk of chunks) {
        for (let written = 0; written < chunk.length;) written += writeSync(file, chunk, written);
        bytes += chunk.length;
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(partPath, path);
    return bytes;
  } catch (thrown) {
    rmSync(partPath, { force: true });
    throw problemOf(thrown, path);
  }
}
