// Owns writing files so that a name only ever stands for a whole one, and files that belong together take their names
// together: temporary files beside them, synced, renamed at the end. Whatever stood there before survives every failure, and
// its permissions go over to the new one. What a killed process left is removed a day later, by the next one that writes there.
import { closeSync, copyFileSync, constants, fchmodSync, fchownSync, fsyncSync, linkSync, lstatSync, openSync, readdirSync, renameSync, rmSync, statSync, writeSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { LacunaError } from '../contract/errors';
import { withWritingProblems } from './sqliteProblem';
import { requireWritablePlace } from './writePlace';

const mostStemBytes = 80;
const leftoverMs = 24 * 3600 * 1000;

/** Where the temporary file for `path` lies. */
export function temporaryPath(path: string, uniqueName: string): string {
  return besidePath(path, uniqueName, 'part');
}

function besidePath(path: string, uniqueName: string, ending: string): string {
  return join(dirname(path), `${stemOf(path)}${uniqueName}.${ending}`);
}

function stemOf(path: string): string {
  return `.${clippedName(basename(path), mostStemBytes)}.`;
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

export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
/** Writes the chunks under a temporary name; returns the number of bytes. */
export type WriteFile = (path: string, chunks: Chunks) => Promise<number>;
interface Staged { readonly path: string; readonly place: string; readonly partPath: string; readonly keptPath: string }

/** One file. Returns the number of bytes. */
export function writeWhole(path: string, uniqueName: string, chunks: Chunks): Promise<number> {
  return writeTogether(uniqueName, (write) => write(path, chunks));
}

/** What `work` writes takes its names when `work` is done, all of it or nothing. */
export async function writeTogether<Result>(uniqueName: string, work: (write: WriteFile) => Promise<Result>): Promise<Result> {
  const staged: Staged[] = [];
  try {
    const result = await work(async (path, chunks) => {
      const place = withWritingProblems(path, () => requireWritablePlace(path));
      removeLeftovers(place);
      const name = staged.length === 0 ? uniqueName : `${uniqueName}-${staged.length}`;
      const file = { path, place, partPath: temporaryPath(place, name), keptPath: besidePath(place, name, 'kept') };
      staged.push(file);
      return writePart(file, chunks);
    });
    takeNames(staged);
    return result;
  } catch (thrown) {
    for (const { partPath } of staged) removeQuietly(partPath);
    throw thrown;
  }
}

/** What the chunks themselves throw is not about the file that is written, and goes on as it is. */
async function writePart({ path, place, partPath }: Staged, chunks: Chunks): Promise<number> {
  const onDisk = <Done>(work: () => Done): Done => withWritingProblems(path, work);
  const earlier = onDisk(() => statSync(place, { throwIfNoEntry: false }));
  const file = onDisk(() => openSync(partPath, 'wx', earlier === undefined ? 0o666 : earlier.mode & 0o777));
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      onDisk(() => { for (let written = 0; written < chunk.length;) written += writeSync(file, chunk, written); });
      bytes += chunk.length;
    }
    if (earlier !== undefined) keepRights(file, earlier);
    onDisk(() => fsyncSync(file));
  } finally {
    closeSync(file);
  }
  return bytes;
}

/** Who may read the earlier file may read the new one, and nobody else. */
function keepRights(file: number, { mode, uid, gid }: Stats): void {
  try {
    fchownSync(file, uid, gid);
  } catch {
    // Only the superuser gives files away; else it is the writer's, as after any other program.
  }
  try {
    fchmodSync(file, mode & 0o777);
  } catch {
    // A disk without permissions.
  }
}

/** The first file is renamed last, so that it never stands without those that describe it; if one can't be, those before get their earlier files back. */
function takeNames(staged: readonly Staged[]): void {
  const renamed: Renamed[] = [];
  try {
    for (const [index, file] of staged.toReversed().entries()) renamed.push(takeName(file, index === staged.length - 1));
  } catch (thrown) {
    const [stuck] = renamed.filter((each) => !isPutBack(each));
    if (stuck === undefined) throw thrown;
    const { path, keptPath } = stuck.file;
    const earlier = stuck.isKept ? `its earlier content could not be put back; it is kept in ${keptPath}` : 'it could not be removed again';
    throw new LacunaError('file-not-writable', `The disk took ${path}, but not all that goes with it, and ${earlier}. Check the disk, and export again.`, { path });
  }
  for (const { file, isKept } of renamed) if (isKept) removeQuietly(file.keptPath);
}

interface Renamed { readonly file: Staged; readonly isKept: boolean }

/** What stands there before is kept until the last one has its name. */
function takeName(file: Staged, isLast: boolean): Renamed {
  return withWritingProblems(file.path, () => {
    const isKept = !isLast && keepEarlier(file);
    try {
      renameSync(file.partPath, file.place);
    } catch (thrown) {
      if (isKept) removeQuietly(file.keptPath);
      throw thrown;
    }
    return { file, isKept };
  });
}

/** A second name for what stands at the place; false when there is nothing. Never removed as a leftover: it may be the only one. */
function keepEarlier({ place, keptPath }: Staged): boolean {
  if (lstatSync(place, { throwIfNoEntry: false }) === undefined) return false;
  try {
    linkSync(place, keptPath);
  } catch {
    copyKept(place, keptPath); // a disk that knows no second names
  }
  return true;
}

function copyKept(place: string, keptPath: string): void {
  try {
    copyFileSync(place, keptPath, constants.COPYFILE_EXCL);
  } catch (thrown) {
    removeQuietly(keptPath);
    throw thrown;
  }
}

function isPutBack({ file: { place, keptPath }, isKept }: Renamed): boolean {
  try {
    if (isKept) renameSync(keptPath, place);
    else rmSync(place, { force: true });
    return true;
  } catch {
    return false;
  }
}

/** A file of ours that can't be removed changes nothing about the outcome. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The next one that writes here removes it.
  }
}

/** What `writeTogether` names its temporary files: an id, counted where there are several. */
const leftoverEnd = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:-\d)?\.part$/u;

/** Temporary files for this place whose writers were killed. Ages are of the disk's clock, as files are. */
function removeLeftovers(place: string): void {
  const [folder, stem] = [dirname(place), stemOf(place)];
  try {
    for (const name of readdirSync(folder)) {
      if (!name.startsWith(stem) || !leftoverEnd.test(name.slice(stem.length))) continue;
      const path = join(folder, name);
      const there = lstatSync(path, { throwIfNoEntry: false });
      if (there?.isFile() === true && Date.now() - there.mtimeMs > leftoverMs) rmSync(path, { force: true });
    }
  } catch {
    // A folder that can't be listed, or a file of somebody else: leftovers do no harm.
  }
}
