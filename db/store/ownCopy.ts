// Owns working on a copy of a document that nobody else has seen yet: as one transaction without a way back, because a copy
// whose making fails is thrown away. Foreign keys are off while rows come and go; the work says itself that none is lost.
import Database from 'better-sqlite3';
import { handleOf, type WriteHandle } from './handle';
import { problemOf } from './sqliteProblem';
import { registerFunctions } from './sqlFunctions';

export async function workOnCopy(path: string, work: (handle: WriteHandle) => Promise<void>): Promise<void> {
  const database = new Database(path, { fileMustExist: true });
  try {
    for (const setting of ['journal_mode = OFF', 'synchronous = OFF', 'foreign_keys = OFF', 'trusted_schema = OFF', 'cache_size = -65536', 'temp_store = MEMORY']) database.pragma(setting);
    registerFunctions(database);
    database.exec('BEGIN EXCLUSIVE');
    await work(handleOf(database));
    database.exec('COMMIT');
  } catch (thrown) {
    throw problemOf(thrown, path);
  } finally {
    database.close();
  }
}
