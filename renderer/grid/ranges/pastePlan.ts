// Owns where pasted text goes: one text fills the range, a block starts at its top left, rows beyond the end become
// new rows. Pure. Refuses columns that can't be written, and counts what does not fit.
import type { ColumnDefinition } from '../../../db/contract/columnDefinition';
import type { TextTable } from './clipboardTable';
import type { Bounds } from './rangeGeometry';

export interface PlannedCell { readonly row: number; readonly column: ColumnDefinition; readonly text: string }
export interface PlannedRow { readonly cells: readonly { readonly column: ColumnDefinition; readonly text: string }[] }
export interface PastePlan {
  readonly cells: readonly PlannedCell[];
  readonly newRows: readonly PlannedRow[];
  /** Texts that met no column, or one that can't be written. */
  readonly lost: number;
}

/** `columns` are those of the range's positions; null where nothing can be written. */
export function planPaste(table: TextTable, bounds: Bounds, columns: readonly (ColumnDefinition | null)[], rowCount: number): PastePlan {
  const cells: PlannedCell[] = [];
  const newRows: PlannedRow[] = [];
  let lost = 0;
  const [first] = table;
  if (table.length === 1 && first?.length === 1) {
    const text = first[0] ?? '';
    for (let row = bounds.top; row <= bounds.bottom; row += 1) {
      for (let at = bounds.left; at <= bounds.right; at += 1) {
        const column = columns[at] ?? null;
        if (column === null || !column.isEditable) lost += 1;
        else cells.push({ row, column, text });
      }
    }
    return { cells, newRows, lost };
  }
  table.forEach((texts, down) => {
    const row = bounds.top + down;
    const added: { column: ColumnDefinition; text: string }[] = [];
    texts.forEach((text, across) => {
      const column = columns[bounds.left + across] ?? null;
      if (column === null || !column.isEditable) lost += text === '' ? 0 : 1;
      else if (row < rowCount) cells.push({ row, column, text });
      else added.push({ column, text });
    });
    if (row >= rowCount && added.some(({ text }) => text.trim() !== '')) newRows.push({ cells: added });
  });
  return { cells, newRows, lost };
}
