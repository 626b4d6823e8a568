// Owns the notes that may stand below a printed table: those on its rows whose words still stand; and how many may not,
// because they are private, their column is not printed, or their words are gone. Only counts of what stays are told.
import type { GridTable } from '../contract/tableNames';
import type { ReadHandle } from '../store/handle';
import { readRowsWhere } from '../store/rows';
import { placedNotes, type PlacedNote } from './placedNotes';
import type { PrivateRows } from './privateRows';

export interface NotesOfTable {
  /** `rowNum` is of a row that is printed, `field` null or a column that is. In reading order. */
  readonly printed: readonly PlacedNote[];
  readonly left: { readonly private: number; readonly unprinted: number; readonly orphaned: number };
}

/** `nums`: the rows that are printed; `keys`: the columns. */
export function listNotesOfTable(handle: ReadHandle, table: GridTable, nums: ReadonlySet<number>, keys: ReadonlySet<string>, privates: PrivateRows): NotesOfTable {
  const notes = placedNotes(handle, readRowsWhere(handle, 'notes', `lifecycle = 'active' AND tableName = ?`, table), privates).filter(({ rowNum }) => rowNum !== null && nums.has(rowNum));
  const shared = notes.filter(({ isPrivate }) => !isPrivate);
  const standing = shared.filter(({ state }) => state !== 'orphaned');
  const printed = standing.filter(({ field }) => field === null || keys.has(field));
  return { printed, left: { private: notes.length - shared.length, orphaned: shared.length - standing.length, unprinted: standing.length - printed.length } };
}
