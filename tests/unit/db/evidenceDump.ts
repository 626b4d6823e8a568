// Owns a document as text to compare: what undo has to give back.
import Database from 'better-sqlite3';
import { tables } from '../../../db/contract/columns';
import { isSearched } from '../../../db/store/searchIndex';

/** Everything that is evidence or follows from it, without versions, which only ever count up, and without SQLite's own row numbers. */
export function evidenceDump(path: string): string {
  const database = new Database(path, { readonly: true });
  try {
    const sections = [...Object.values(tables).map((table) => table.sqlName), 'citation', 'conflict_member'].map((name) => {
      const rows = database.prepare(`SELECT * FROM ${name}`).all() as Record<string, unknown>[];
      return [name, rows.map((row) => JSON.stringify({ ...row, version: undefined, num: undefined })).toSorted()];
    });
    const search = Object.values(tables).filter((table) => isSearched(table.key)).map((table) => database.prepare(`SELECT t.id FROM ${table.sqlName}_search s JOIN ${table.sqlName} t ON t.num = s.rowid WHERE s.${table.sqlName}_search MATCH 'up OR migration OR retrospective OR the OR cells' ORDER BY t.id`).pluck().all());
    return JSON.stringify([sections, search], null, 1);
  } finally {
    database.close();
  }
}
