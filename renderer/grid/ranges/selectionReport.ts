// Owns telling the shell what is selected: soon after it settles, with row ids that may have to be read first. Refuses
// more than 10,000 cells or rows: beyond that a selection is a view, not a list.
import type { GridTable } from '../../../db/contract/tableNames';
import { flagsColumn, ordinalColumn } from '../gridLayout';
import type { GridCell, GridSelection } from '../gridTypes';
import type { ViewReader } from '../view/viewReader';
import type { CellPlace, CellRanges } from './cellRanges';

export const mostSelected = 10_000;
const settleMs = 40;
/** Many rows have to be read first: not while the range still grows. */
const settleLongMs = 350;
const fewRows = 500;

export interface SelectionReport {
  soon(): void;
  /** For a command that comes before the selection has settled. */
  now(): Promise<void>;
  stop(): void;
}

export function createSelectionReport(table: GridTable, ranges: CellRanges, reader: ViewReader, focused: () => CellPlace | null, onSelection: (selection: GridSelection) => void): SelectionReport {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let turn = 0;

  const report = async (): Promise<void> => {
    turn += 1;
    const mine = turn;
    const bounds = ranges.bounds();
    const focus = focused();
    const focusedRow = focus === null ? null : reader.rowAt(focus.row);
    const place = focus === null || focusedRow === null ? null : { rowId: focusedRow.id, field: focus.key };
    if (bounds === null) return onSelection({ table, focused: place, cells: [], rowIds: [] });
    const rows = await reader.rows(bounds.top, Math.min(bounds.bottom + 1, bounds.top + mostSelected));
    if (mine !== turn) return;
    const keys = ranges.columns().slice(bounds.left, bounds.right + 1).filter((key) => key !== flagsColumn && key !== ordinalColumn);
    const cells: GridCell[] = [];
    for (const row of rows) {
      for (const field of keys) if (cells.length < mostSelected) cells.push({ rowId: row.id, field });
      if (cells.length >= mostSelected) break;
    }
    onSelection({ table, focused: place, cells, rowIds: rows.map(({ id }) => id) });
  };

  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const now = async (): Promise<void> => {
    stop();
    await report().catch(() => {}); // a failed read is told by the view that shows these rows
  };

  return {
    soon: () => {
      stop();
      const bounds = ranges.bounds();
      timer = setTimeout(() => void now(), bounds !== null && bounds.bottom - bounds.top > fewRows ? settleLongMs : settleMs);
    },
    now: async () => { if (timer !== null) await now(); },
    stop,
  };
}
