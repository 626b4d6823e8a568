// Owns the range of cells that is selected, by row index and column key, so that it survives scrolling through rows
// that are not loaded and columns that move. Refuses to know the rows: that is the view's.
import { boundsOf, clampRange, edgesAt, extended, isInside, type Bounds, type CellRange, type Direction } from './rangeGeometry';

export interface CellPlace { readonly row: number; readonly key: string }

export interface CellRanges {
  /** The rectangle over `columns()`; null when nothing is selected. */
  bounds(): Bounds | null;
  /** Displayed columns a range can hold, in the order shown. */
  columns(): readonly string[];
  anchor(): CellPlace | null;
  /** One cell. */
  collapseTo(place: CellPlace): void;
  /** From the anchor to here. */
  headTo(place: CellPlace): void;
  extend(direction: Direction, step: number): CellPlace | null;
  select(from: CellPlace, to: CellPlace): void;
  /** The same cells after rows came or went before them. */
  shiftRows(by: number): void;
  /** "", or "in" and the sides of the range that the cell has. */
  paintOf(row: number, key: string): string;
}

export function createCellRanges(columns: () => readonly string[], rowCount: () => number, onChange: () => void): CellRanges {
  let anchor: CellPlace | null = null;
  let head: CellPlace | null = null;

  const range = (): CellRange | null => {
    if (anchor === null || head === null) return null;
    const shown = columns();
    const at = ({ row, key }: CellPlace): CellRange['anchor'] => ({ row, column: Math.max(0, shown.indexOf(key)) });
    return clampRange({ anchor: at(anchor), head: at(head) }, { rows: rowCount(), columns: shown.length });
  };
  const bounds = (): Bounds | null => {
    const now = range();
    return now === null ? null : boundsOf(now);
  };
  const place = (from: CellPlace, to: CellPlace): void => {
    if (anchor?.row === from.row && anchor.key === from.key && head?.row === to.row && head.key === to.key) return;
    anchor = from;
    head = to;
    onChange();
  };

  return {
    bounds,
    columns,
    anchor: () => anchor,
    collapseTo: (cell) => place(cell, cell),
    headTo: (cell) => place(anchor ?? cell, cell),
    select: place,
    extend: (direction, step) => {
      const now = range();
      if (now === null || anchor === null) return null;
      const shown = columns();
      const moved = extended(now, direction, { rows: rowCount(), columns: shown.length }, step).head;
      const to = { row: moved.row, key: shown[moved.column] ?? anchor.key };
      place(anchor, to);
      return to;
    },
    shiftRows: (by) => {
      if (anchor !== null && head !== null && by !== 0) place({ ...anchor, row: Math.max(0, anchor.row + by) }, { ...head, row: Math.max(0, head.row + by) });
    },
    paintOf: (row, key) => {
      const now = bounds();
      if (now === null || (now.top === now.bottom && now.left === now.right)) return '';
      const cell = { row, column: columns().indexOf(key) };
      return cell.column >= 0 && isInside(now, cell) ? `in ${edgesAt(now, cell)}` : '';
    },
  };
}
