// Owns the hash of a state's evidence. Canonical order: the journal's tables in their fixed order; in each the rows by id,
// in the order of their bytes; of each a line of JSON with table, id, number, lifecycle and the fields that are not
// empty, by their keys in the order of their bytes. Rows that follow from others, and versions, which only count up, are
// left out: the same rows give the same hash in every copy of a document, and a column that comes later changes none. SHA-256.
import { createHash, type Hash } from 'node:crypto';
import { tables } from '../contract/columns';
import { journalTables, type JournalTable } from '../contract/tableNames';
import type { CellValue } from '../contract/values';
import type { RowSnapshot } from '../journal/changeSet';
import { rowsAt, touchedRows } from '../journal/earlierRows';
import type { ReadHandle } from '../store/handle';
import { journaledSql, readRows } from '../store/rows';
import type { Pause } from './pause';

const rowsPerPiece = 1000;

/** Of the state after change set `seq`; null: of the state as it is. */
export async function contentHashAt(handle: ReadHandle, seq: number | null, pause: Pause): Promise<string> {
  const hash = createHash('sha256');
  const later = seq === null ? new Map<JournalTable, readonly string[]>() : touchedRows(handle, seq, Number.MAX_SAFE_INTEGER);
  const ids = new Map(journalTables.map((table) => [table, idsOf(handle, table, later.get(table) ?? [])]));
  const total = [...ids.values()].reduce((sum, { length }) => sum + length, 0);
  let done = 0;
  for (const [table, all] of ids) {
    const touched = new Set(later.get(table));
    for (let start = 0; start < all.length; start += rowsPerPiece) {
      const piece = all.slice(start, start + rowsPerPiece);
      hashRows(hash, table, piece, snapshotsOf(handle, table, piece, touched, seq));
      done += piece.length;
      await pause(done, total);
    }
  }
  return hash.digest('hex');
}

function idsOf(handle: ReadHandle, table: JournalTable, touched: readonly string[]): readonly string[] {
  const condition = journaledSql(table);
  const present = handle.column<string>(`SELECT id FROM ${tables[table].sqlName}${condition === null ? '' : ` WHERE ${condition}`}`);
  // Ids are plain letters and digits: their order as text is that of their bytes.
  return [...new Set([...present, ...touched])].toSorted((left, right) => (left < right ? -1 : 1));
}

function snapshotsOf(handle: ReadHandle, table: JournalTable, ids: readonly string[], touched: ReadonlySet<string>, seq: number | null): ReadonlyMap<string, RowSnapshot | null> {
  const found = new Map<string, RowSnapshot | null>(readRows(handle, table, ids.filter((id) => !touched.has(id))).map((row) => [row.id, row]));
  const earlier = ids.filter((id) => touched.has(id));
  if (seq !== null && earlier.length > 0) for (const [id, row] of rowsAt(handle, table, earlier, seq)) found.set(id, row);
  return found;
}

function hashRows(hash: Hash, table: JournalTable, ids: readonly string[], rows: ReadonlyMap<string, RowSnapshot | null>): void {
  let text = '';
  for (const id of ids) {
    const row = rows.get(id) ?? null;
    if (row !== null) text += `${JSON.stringify([table, id, row.ordinal, row.lifecycle, filledFields(row.values)])}\n`;
  }
  hash.update(text);
}

export function filledFields(values: Readonly<Record<string, CellValue>>): readonly (readonly [string, CellValue])[] {
  return Object.entries(values).filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)).toSorted(([left], [right]) => (left < right ? -1 : 1));
}
