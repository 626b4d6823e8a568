// Owns the geometry of a cell range: a rectangle between an anchor and a head, over row indexes and column positions.
// Pure. Refuses cells outside the table: every step is clamped.
export interface CellAt { readonly row: number; readonly column: number }
export interface CellRange { readonly anchor: CellAt; readonly head: CellAt }
export interface Bounds { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number }
export interface TableSize { readonly rows: number; readonly columns: number }
export type Direction = 'up' | 'down' | 'left' | 'right';

export function boundsOf({ anchor, head }: CellRange): Bounds {
  return {
    top: Math.min(anchor.row, head.row), bottom: Math.max(anchor.row, head.row),
    left: Math.min(anchor.column, head.column), right: Math.max(anchor.column, head.column),
  };
}

export function sizeOf(bounds: Bounds): TableSize {
  return { rows: bounds.bottom - bounds.top + 1, columns: bounds.right - bounds.left + 1 };
}

export function isInside(bounds: Bounds, { row, column }: CellAt): boolean {
  return row >= bounds.top && row <= bounds.bottom && column >= bounds.left && column <= bounds.right;
}

/** Which sides of the rectangle this cell has: some of "t", "b", "l", "r". */
export function edgesAt(bounds: Bounds, { row, column }: CellAt): string {
  return `${row === bounds.top ? 't' : ''}${row === bounds.bottom ? 'b' : ''}${column === bounds.left ? 'l' : ''}${column === bounds.right ? 'r' : ''}`;
}

export function clampCell({ row, column }: CellAt, { rows, columns }: TableSize): CellAt {
  return { row: Math.max(0, Math.min(rows - 1, row)), column: Math.max(0, Math.min(columns - 1, column)) };
}

export function stepFrom(cell: CellAt, direction: Direction, size: TableSize, step: number): CellAt {
  switch (direction) {
    case 'up': return clampCell({ row: cell.row - step, column: cell.column }, size);
    case 'down': return clampCell({ row: cell.row + step, column: cell.column }, size);
    case 'left': return clampCell({ row: cell.row, column: cell.column - step }, size);
    case 'right': return clampCell({ row: cell.row, column: cell.column + step }, size);
  }
}

/** The range with its head moved; `Infinity` goes to the edge of the table. */
export function extended(range: CellRange, direction: Direction, size: TableSize, step: number): CellRange {
  return { anchor: range.anchor, head: stepFrom(range.head, direction, size, step) };
}

/** A range that still lies in a table of this size; null when the table is empty. */
export function clampRange(range: CellRange, size: TableSize): CellRange | null {
  return size.rows <= 0 || size.columns <= 0 ? null : { anchor: clampCell(range.anchor, size), head: clampCell(range.head, size) };
}

/** How a range is said aloud. */
export function rangeInWords(bounds: Bounds): string {
  const { rows, columns } = sizeOf(bounds);
  const count = rows * columns;
  return count === 1 ? '1 cell selected' : `${count.toLocaleString('en')} cells selected, ${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'} by ${columns} ${columns === 1 ? 'column' : 'columns'}`;
}
