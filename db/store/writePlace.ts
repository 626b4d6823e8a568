// Owns where a file may be written: on a plain file or where none is, through links, in a folder that is there. Refuses
// what is no file (a folder, a device, a pipe), a document, the files that belong to one, and what the export itself reads.
import { lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { LacunaError } from '../contract/errors';
import { documentBeside } from './companions';
import { isLacunaFile } from './lacunaHeader';
import { circularLink, withProblems } from './sqliteProblem';

/** More than any disk follows. */
const mostLinks = 40;

/** Where bytes for `path` go: there, or to the file that a link there leads to, even if that one is not there yet. */
export function placeOf(path: string): string {
  let place = path;
  for (let links = 0; links < mostLinks; links += 1) {
    if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return place;
    const target = readlinkSync(place);
    // Not joined: `..` after a linked folder leads to where that one lies, which only the disk knows.
    const next = isAbsolute(target) ? target : `${dirname(place)}${sep}${target}`;
    const folder = dirname(next);
    place = statSync(folder, { throwIfNoEntry: false }) === undefined ? resolve(next) : join(realpathSync.native(folder), basename(next));
  }
  throw circularLink(path);
}

/** Whether both paths lead to one place, where a file may be yet to come. */
function isSamePlace(left: string, right: string): boolean {
  const [first, second] = [placeOf(left), placeOf(right)];
  return isSameFile(first, second) || (basename(first) === basename(second) && isSameFile(dirname(first), dirname(second)));
}

/** Whether both paths lead to one file, by whatever links and names. */
export function isSameFile(left: string, right: string): boolean {
  if (resolve(left) === resolve(right)) return true;
  const [first, second] = [left, right].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }));
  return first !== undefined && second !== undefined && first.ino === second.ino && first.dev === second.dev;
}

/** What stands at `path` and is no plain file; null for a file, and where there is nothing. */
export function oddThing(path: string): string | null {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there === undefined || there.isFile()) return null;
  return there.isDirectory() ? 'a folder' : there.isFIFO() ? 'a pipe' : there.isSocket() ? 'a socket' : 'a device';
}

/** Refuses what is no file at `path`, a folder of `path` that is not there, and what belongs to a document. Gives where the bytes go. */
export function requireWritablePlace(path: string): string {
  const place = placeOf(path);
  const odd = oddThing(place);
  if (odd !== null) throw new LacunaError('file-not-writable', odd === 'a folder' ? `${path} is a folder. Give the name of a file.` : `${path} is ${odd}, not a file. Give the name of a file; nothing was written.`, { path });
  if (statSync(dirname(place), { throwIfNoEntry: false })?.isDirectory() !== true) throw new LacunaError('file-not-writable', `There is no folder ${dirname(place)}. Make it first, or choose another place.`, { path });
  for (const each of [path, place]) {
    const owner = documentBeside(each);
    if (owner !== null && isDocument(owner)) throw belongsTo(path, owner);
  }
  return place;
}

/** Also one that is damaged: what lies beside it may be all that is left of its last changes. */
function isDocument(path: string): boolean {
  return isLacunaFile(path) || (path.toLowerCase().endsWith('.lacuna') && statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

function belongsTo(path: string, documentPath: string): LacunaError {
  return new LacunaError('file-not-writable', `${path} is one of the names under which Lacuna keeps what belongs to ${documentPath}. Choose another name; nothing was written.`, { path });
}

/** Refuses to write over the open document under any of its names, and over what lies beside it. */
export function requireOtherPlace(documentPath: string, path: string): void {
  withProblems(path, () => {
    if (isSameFile(documentPath, path)) throw new LacunaError('file-exists', `${path} is the document that is open. Choose another name; nothing was written.`, { path });
    // Its own file may have been moved away from beside them.
    for (const each of [path, placeOf(path)]) if (documentBeside(resolve(each)) === resolve(documentPath)) throw belongsTo(path, documentPath);
  });
}

/** What an export reads, and must not write over. */
export interface ExportSources { readonly documentPath: string; readonly stylePath?: string | null; readonly importedPaths?: readonly string[] }

/** Refuses to take the place of a document, be it open or not, of what is read for the export, and of what is no file. */
export function requireExportPlace({ documentPath, stylePath = null, importedPaths = [] }: ExportSources, path: string): void {
  requireOtherPlace(documentPath, path);
  withProblems(path, () => {
    if (isLacunaFile(path)) throw new LacunaError('file-exists', `${path} is a Lacuna document, and an export would take its place. Choose another name; nothing was written.`, { path });
    if (stylePath !== null && isSameFile(stylePath, path)) throw new LacunaError('file-exists', `${path} is the citation style of this list, and the list would take its place. Choose another name; nothing was written.`, { path });
    if (importedPaths.some((imported) => isSameFile(imported, path))) throw new LacunaError('file-exists', `${path} is the file that is imported, and its other rows would be gone. Choose another name; nothing was written.`, { path });
    requireWritablePlace(path);
  });
}

/** The same of the files that are written beside `path`, which nobody named: what is in their way is named with whose it is. */
export function requireCompanionPlaces(sources: ExportSources, path: string, companions: readonly string[]): void {
  for (const [index, companion] of companions.entries()) {
    const said = `${basename(companion)} is written beside ${basename(path)}, and`;
    const { odd, isTwice } = withProblems(companion, () => ({ odd: oddThing(companion), isTwice: [path, ...companions.slice(0, index)].some((other) => isSamePlace(other, companion)) }));
    if (odd !== null) throw new LacunaError('file-not-writable', `${said} ${companion} is ${odd}. Move it away, or choose another name; nothing was written.`, { path: companion });
    if (isTwice) throw new LacunaError('file-not-writable', `${said} its name leads to the same file. Choose another name; nothing was written.`, { path: companion });
    requireExportPlace(sources, companion);
  }
}
