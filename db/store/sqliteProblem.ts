// Owns turning what SQLite or the file system throws into one of our errors: what happened, to which file, what to do.
import { LacunaError } from '../contract/errors';

function codeOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
}

/** A LacunaError for known causes; anything unknown is handed back as it came. */
export function problemOf(thrown: unknown, path: string): unknown {
  if (thrown instanceof LacunaError) return thrown;
  const code = codeOf(thrown);
  if (thrown instanceof TypeError && thrown.message === 'The database connection is not open') return new LacunaError('cancelled', `${path} was closed while this was under way. Open it and start again.`, { path });
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return new LacunaError('disk-full', `The disk of ${path} is full. Nothing was changed. Free some space and try again.`, { path });
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return new LacunaError('document-damaged', `${path} is damaged and can't be read safely. It is left as it is; restore one of its backups.`, { path });
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS') return new LacunaError('document-read-only', `${path} can't be written: the file or its folder is read-only. Save a copy elsewhere to go on working.`, { path });
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return new LacunaError('document-locked', `Another program holds ${path}. Close it there and try again.`, { path });
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') return new LacunaError('file-not-writable', `The disk did not take the change to ${path}. Nothing was changed. Save a copy elsewhere and check the disk.`, { path });
  if (code === 'SQLITE_CANTOPEN' || code === 'ENOENT') return new LacunaError('document-missing', `There is no file at ${path}. Check the name, or choose it again.`, { path });
  if (code === 'EACCES' || code === 'EPERM') return new LacunaError('file-not-writable', `${path} may not be used: permission was denied. Choose another place, or ask who administers this computer.`, { path });
  if (code === 'ELOOP') return circularLink(path);
  if (code === 'ENAMETOOLONG') return new LacunaError('file-not-writable', `${path} can't be used: its name is too long for this disk. Choose a shorter one.`, { path });
  if (code === 'EISDIR') return new LacunaError('document-foreign', `${path} is a folder, not a file. Choose a file.`, { path });
  if (code === 'ENOTDIR') return new LacunaError('document-missing', `There is no folder for ${path}. Check the name, or choose another place.`, { path });
  return thrown;
}

export function circularLink(path: string): LacunaError {
  return new LacunaError('file-not-writable', `${path} is a link that leads back to itself. Choose another name.`, { path });
}

/** The same of a file that is written beside the document: the document is not at stake, and there are other places. */
export function writingProblemOf(thrown: unknown, path: string): unknown {
  const code = codeOf(thrown);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new LacunaError('disk-full', `The disk of ${path} is full. Nothing was written. Free some space, or choose another place.`, { path });
  if (code === 'EROFS') return new LacunaError('file-not-writable', `${path} can't be written: its disk is read-only. Choose another place.`, { path });
  if (code === 'EIO') return new LacunaError('file-not-writable', `The disk did not take ${path}. Nothing was written. Check the disk, or choose another place.`, { path });
  if (code === 'EFBIG') return new LacunaError('file-not-writable', `${path} would be larger than its disk takes a file. Nothing was written. Choose another place.`, { path });
  if (code === 'EBUSY' || code === 'ETXTBSY') return new LacunaError('file-not-writable', `Another program holds ${path}. Close it there, or choose another name; nothing was written.`, { path });
  return problemOf(thrown, path);
}

export function withWritingProblems<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (thrown) {
    throw writingProblemOf(thrown, path);
  }
}

export function withProblems<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (thrown) {
    throw problemOf(thrown, path);
  }
}
