// Owns the bytes behind a source of an import: a file, or what a page hands over. Refuses a file that is not there or is
// too large.
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { LacunaError } from './contract/errors';
import type { ImportSource } from './contract/imports';
import type { TableSource } from './imports/tables/tableImport';
import { withProblems } from './store/sqliteProblem';

const mostBytes = 200 * 1024 * 1024;

export interface OpenedSource { readonly name: string; readonly source: TableSource; /** Tells one state of a file from another. */ readonly stamp: string }

export function openSource(source: ImportSource): OpenedSource {
  if ('path' in source) {
    const { name, bytes, stamp } = readSourceFile(source.path);
    return { name, source: { kind: 'bytes', bytes }, stamp };
  }
  const { name, html, text } = source;
  return { name, source: { kind: 'clipboard', html, text }, stamp: '' };
}

export function stampOf(source: ImportSource): string {
  if (!('path' in source)) return '';
  const there = statSync(source.path, { throwIfNoEntry: false });
  return there === undefined ? '' : `${there.size} ${there.mtimeMs}`;
}

export function readSourceFile(path: string): { readonly name: string; readonly bytes: Uint8Array; readonly stamp: string } {
  const name = basename(path);
  return withProblems(path, () => {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there?.isDirectory() === true) throw new LacunaError('invalid-input', `${path} is a folder. Give the name of a file.`, { path });
    if (there?.isFile() !== true) throw new LacunaError('document-missing', `There is no file at ${path}. Check the name.`, { path });
    if (there.size > mostBytes) throw new LacunaError('invalid-input', `${name} is larger than 200 MB. Import it in smaller parts.`, { path });
    return { name, bytes: readFileSync(path), stamp: `${there.size} ${there.mtimeMs}` };
  });
}
