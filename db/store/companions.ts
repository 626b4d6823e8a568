// Owns the files that stand beside a document and belong to it: those that SQLite keeps, and the lock, by their names. Whoever takes, moves or replaces a document does the same with
// them: a log or a journal that is left beside another file of the same name would be replayed into that one.
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';

const ends = ['-wal', '-shm', '-journal'] as const;

/** Those, the lock, and its drafts (see `fileLock`). */
const besideDocument = /^(.+)(?:-wal|-shm|-journal|\.lock(?:\.turn)?(?:\.\d+-[0-9a-f]{8})?)$/isu;

/** The path of the document to which a file of this name belongs, if there is such a document; null where the name is no such name. */
export function documentBeside(path: string): string | null {
  return besideDocument.exec(path)?.[1] ?? null;
}

export function removeCompanions(path: string): void {
  for (const end of ends) rmSync(`${path}${end}`, { force: true });
}

/** What is still to be replayed goes along with the file; the index of the log is made anew. */
export function copyWithCompanions(path: string, copyPath: string): void {
  copyFileSync(path, copyPath);
  for (const end of ['-wal', '-journal']) if (existsSync(`${path}${end}`)) copyFileSync(`${path}${end}`, `${copyPath}${end}`);
}

export function moveWithCompanions(path: string, newPath: string): void {
  for (const end of ['', ...ends]) if (existsSync(`${path}${end}`)) renameSync(`${path}${end}`, `${newPath}${end}`);
}
