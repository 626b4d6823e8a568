// Owns notes as they stand now: what each is about, whether that still stands and where in its cell, and whether it is to
// stay in the document. A row that is gone is called as it was last. Reads no more rows than there are notes.
import { tables } from '../contract/columns';
import type { GridTable } from '../contract/tableNames';
import type { DocumentColumns } from '../contract/customColumns';
import { notedTables, type NoteInfo } from '../contract/notes';
import { sharings } from '../contract/sharing';
import { cellText } from '../contract/values';
import { placeOf } from '../evidence/notes/anchor';
import { rowNameOf, type RowSnapshot } from '../journal/changeSet';
import { columnsIn } from '../journal/customColumns';
import type { ReadHandle } from '../store/handle';
import { readRows, type StoredRow } from '../store/rows';
import { isPrivateSnapshot, nothingPrivate, privateRowsOf, type PrivateRows } from './privateRows';

/** Without who changed it last, which is asked of the journal for those that are shown. */
export interface PlacedNote extends Omit<NoteInfo, 'curator' | 'changedAtUtc'> { /** SQLite's number of its row; null where that is gone. */ readonly rowNum: number | null }

/**
 * In the order in which a reader meets what they are about; notes on rows that are gone stand last in their table. `privates`:
 * what is to stay in the document; of `nothingPrivate` no note is private.
 */
export function placedNotes(handle: ReadHandle, notes: readonly StoredRow[], privates = privateRowsOf(handle)): readonly PlacedNote[] {
  const byTable = Map.groupBy(notes, (note) => tableOf(note));
  const columns = columnsIn(handle);
  return notedTables.flatMap((table) => {
    const of = byTable.get(table) ?? [];
    const rows = new Map(readRows(handle, table, [...new Set(of.map((note) => rowIdOf(note)))]).map((row) => [row.id, row]));
    return of.map((note) => {
      const row = rows.get(rowIdOf(note)) ?? null;
      const gone = row === null ? lastSnapshot(handle, table, rowIdOf(note)) : null;
      return placed(table, note, row, gone, columns, isKept(handle, privates, table, note, gone));
    }).toSorted(byReading);
  });
}

function tableOf({ values }: StoredRow): GridTable | null {
  return notedTables.find((table) => table === values['tableName']) ?? null;
}

function rowIdOf({ values }: StoredRow): string {
  return cellText(values['rowId']);
}

function placed(table: GridTable, note: StoredRow, row: StoredRow | null, gone: RowSnapshot | null, columns: DocumentColumns, isPrivate: boolean): PlacedNote {
  const { id: noteId, ordinal, lifecycle, values } = note;
  const text = (key: string): string | null => cellText(values[key]) || null;
  const [field, quote] = [text('field'), text('quote')];
  const named = row ?? gone;
  const sharing = sharings.find((each) => each === values['sharing']) ?? 'private';
  const place = row === null || field === null || quote === null ? null
    : placeOf({ quote, prefix: text('prefix') ?? '', suffix: text('suffix') ?? '', start: Number(text('start') ?? 0) }, cellText(row.values[field]));
  return {
    noteId, ordinal, table, rowId: rowIdOf(note), rowNum: row?.num ?? null,
    rowOrdinal: named?.ordinal ?? 0, rowName: named === null ? `a ${tables[table].rowName} that is gone` : rowNameOf(table, named),
    isRowThere: row !== null, isRowWithdrawn: row?.lifecycle === 'withdrawn',
    field, heading: field === null ? null : columns.headingOf(table, field), quote,
    span: place === null || place.state === 'orphaned' ? null : { start: place.start, end: place.end },
    text: cellText(values['text']), sharing, isPrivate, lifecycle,
    state: row === null ? 'orphaned' : place?.state ?? 'anchored',
  };
}

/** By its own word, its row's, or its column's; of a row that is gone by what the row said last. */
function isKept(handle: ReadHandle, privates: PrivateRows, table: GridTable, note: StoredRow, gone: RowSnapshot | null): boolean {
  if (privates.idsOf('notes').has(note.id) || privates.isColumn(table, cellText(note.values['field']))) return true;
  return gone !== null && privates !== nothingPrivate && isPrivateSnapshot(handle, privates, table, rowIdOf(note), gone.values);
}

function byReading(left: PlacedNote, right: PlacedNote): number {
  return Number(right.isRowThere) - Number(left.isRowThere) || left.rowOrdinal - right.rowOrdinal || (left.rowId < right.rowId ? -1 : left.rowId > right.rowId ? 1 : 0)
    || columnOrder(left) - columnOrder(right) || (left.span?.start ?? -1) - (right.span?.start ?? -1) || left.ordinal - right.ordinal;
}

function columnOrder({ table, field }: PlacedNote): number {
  if (field === null) return -1;
  const at = tables[table].columns.findIndex(({ key }) => key === field);
  return at < 0 ? tables[table].columns.length : at;
}

/** The row as the change that took it out found it. */
function lastSnapshot(handle: ReadHandle, table: GridTable, rowId: string): RowSnapshot | null {
  const removed = handle.get<{ before: string }>(`SELECT before FROM revision WHERE rowId = ? AND tableName = ? AND op = 'remove' ORDER BY changeSetSeq DESC LIMIT 1`, rowId, table);
  return removed === undefined ? null : JSON.parse(removed.before);
}
