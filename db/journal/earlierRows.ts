// Owns rows as they were after an earlier change set: the row as it stands with the later revisions taken back, last
// first. The journal keeps before and after of each, so no state has to be stored. Reads only; a row costs what its own
// revisions cost, whatever else the journal holds.
import type { JournalTable } from '../contract/tableNames';
import type { Lifecycle } from '../contract/types';
import type { CellValue } from '../contract/values';
import type { ReadHandle } from '../store/handle';
import { isDerived, readRows } from '../store/rows';
import { revisionFrom } from './applyChangeSet';
import type { ChainedRevision } from './chain';
import type { Revision, RowSnapshot } from './changeSet';

/** A revision with the number of its change set. */
export interface NumberedRevision { readonly seq: number; readonly revision: Revision }

export interface RowBetween {
  /** Null where the row was not there. */
  readonly before: RowSnapshot | null;
  readonly after: RowSnapshot | null;
  /** Those after `from` and up to `to`, in the order of the journal. */
  readonly revisions: readonly NumberedRevision[];
}

type RawRevision = ChainedRevision & { readonly tableName: JournalTable; readonly changeSetSeq: number };

export const laterRevisionsSql = `SELECT r.changeSetSeq, r.tableName, r.rowId, r.op, r.field, r.before, r.after, r.why
  FROM json_each(?) AS wanted CROSS JOIN revision AS r ON r.rowId = wanted.value
  WHERE r.changeSetSeq > ? AND r.tableName = ? ORDER BY r.changeSetSeq DESC, r.position DESC`;

/** Each row after change set `from` and after change set `to`, which is not before it. */
export function rowsBetween(handle: ReadHandle, table: JournalTable, rowIds: readonly string[], from: number, to: number): ReadonlyMap<string, RowBetween> {
  const now = new Map<string, RowSnapshot>(readRows(handle, table, rowIds).filter((row) => !isDerived(table, row.values)).map(({ id, ordinal, lifecycle, values }) => [id, { ordinal, lifecycle, values }]));
  const later = Map.groupBy(handle.all<RawRevision>(laterRevisionsSql, JSON.stringify(rowIds), from, table), ({ rowId }) => rowId);
  return new Map(rowIds.map((rowId) => {
    const revisions = (later.get(rowId) ?? []).map((raw): NumberedRevision => ({ seq: raw.changeSetSeq, revision: revisionFrom(raw) }));
    const between = revisions.filter(({ seq }) => seq <= to);
    const after = revisions.filter(({ seq }) => seq > to).reduce(takenBack, now.get(rowId) ?? null);
    return [rowId, { before: between.reduce(takenBack, after), after, revisions: between.toReversed() }];
  }));
}

/** Each row after change set `seq`; null where it was not there. */
export function rowsAt(handle: ReadHandle, table: JournalTable, rowIds: readonly string[], seq: number): ReadonlyMap<string, RowSnapshot | null> {
  return new Map([...rowsBetween(handle, table, rowIds, seq, Number.MAX_SAFE_INTEGER)].map(([rowId, { before }]) => [rowId, before]));
}

/** The versions that the changes up to `seq` add up to, of rows that were there then. */
export function versionsAt(handle: ReadHandle, table: JournalTable, rowIds: readonly string[], seq: number): ReadonlyMap<string, number> {
  const raw = handle.all<{ rowId: string; changeSetSeq: number; op: string }>(
    `SELECT r.rowId, r.changeSetSeq, r.op FROM json_each(?) AS wanted CROSS JOIN revision AS r ON r.rowId = wanted.value
     WHERE r.changeSetSeq <= ? AND r.tableName = ? ORDER BY r.changeSetSeq, r.position`, JSON.stringify(rowIds), seq, table,
  );
  const versions = new Map<string, { readonly version: number; readonly changedIn: number }>();
  const removedIn = new Map<string, { readonly version: number; readonly seq: number }>();
  for (const { rowId, changeSetSeq, op } of raw) {
    const known = versions.get(rowId);
    if (op === 'remove') {
      if (known !== undefined) removedIn.set(rowId, { version: known.version, seq: changeSetSeq });
      versions.delete(rowId);
    } else if (op === 'add') {
      const removed = removedIn.get(rowId);
      versions.set(rowId, { version: (removed?.seq === changeSetSeq ? removed.version : 0) + 1, changedIn: changeSetSeq });
    } else if (known !== undefined && known.changedIn !== changeSetSeq) versions.set(rowId, { version: known.version + 1, changedIn: changeSetSeq });
  }
  return new Map([...versions].map(([rowId, { version }]) => [rowId, version]));
}

/** The rows that change sets after `from` and up to `to` touched, table by table. */
export function touchedRows(handle: ReadHandle, from: number, to: number): ReadonlyMap<JournalTable, readonly string[]> {
  const touched = handle.all<{ tableName: JournalTable; rowId: string }>(touchedRowsSql, from, to);
  return new Map([...Map.groupBy(touched, ({ tableName }) => tableName)].map(([table, rows]) => [table, rows.map(({ rowId }) => rowId)]));
}

/** By the journal's own order: what it costs grows with the changes in between, not with the file. */
export const touchedRowsSql = 'SELECT DISTINCT tableName, rowId FROM revision WHERE changeSetSeq > ? AND changeSetSeq <= ?';

function takenBack(row: RowSnapshot | null, { revision }: NumberedRevision): RowSnapshot | null {
  switch (revision.op) {
    case 'add': return null;
    case 'remove': return revision.before;
    case 'set': {
      const { field, before } = revision;
      if (row === null) return null;
      if (field === 'ordinal') return { ...row, ordinal: Number(before) };
      if (field === 'lifecycle') return { ...row, lifecycle: before as Lifecycle };
      return { ...row, values: { ...row.values, [field]: before as CellValue } };
    }
  }
}
