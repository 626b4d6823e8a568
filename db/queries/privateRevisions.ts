// Owns which revisions of the journal are about the lab's own: of private rows, also of rows that are no longer in the tables,
// and of cells of private custom columns. Asked while the journal is gone through from its beginning. Reads only.
import type { JournalTable } from '../contract/tableNames';
import { readRevisions } from '../journal/applyChangeSet';
import type { ReadHandle } from '../store/handle';
import { isPrivateSnapshot, type PrivateRows } from './privateRows';

export interface PrivateRevisions {
  /** Takes up a change set; to be called for each in the order of the journal. Whether any of its revisions is private. */
  enter(seq: number): boolean;
  isPrivate(table: JournalTable, rowId: string, field: string): boolean;
}

export function privateRevisionsOf(handle: ReadHandle, privates: PrivateRows): PrivateRevisions {
  /** Rows of which the journal itself says so. */
  const gone = new Set<string>();
  const isPrivate = (table: JournalTable, rowId: string, field: string): boolean => gone.has(rowId) || privates.idsOf(table).has(rowId) || privates.isColumn(table, field);
  return {
    isPrivate,
    enter: (seq) => {
      let hasPrivate = false;
      for (const revision of readRevisions(handle, seq)) {
        const { table, rowId } = revision;
        if (revision.op !== 'set' && !gone.has(rowId) && isPrivateSnapshot(handle, privates, table, rowId, (revision.op === 'add' ? revision.after : revision.before).values)) gone.add(rowId);
        hasPrivate ||= isPrivate(table, rowId, revision.op === 'set' ? revision.field : '');
      }
      return hasPrivate;
    },
  };
}
