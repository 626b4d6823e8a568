// Owns what a cell on the screen needs to draw itself: the value shown, which may be on its way or refused, the marks in
// its text, and the paint of the range over it.
import type { GridTable } from '../../../db/contract/tableNames';
import type { CitedStudy, GridRow } from '../../../db/contract/types';
import type { CellValue } from '../../../db/contract/values';
import type { PendingState } from '../editing/pendingEdits';
import type { CellMark } from '../marks/segments';

export interface ShownCell {
  readonly value: CellValue;
  readonly cites: readonly CitedStudy[];
  /** A text that could not be read as a value: it is shown instead. */
  readonly typed: string | null;
  readonly state: PendingState | null;
}

export interface CellContext {
  readonly table: GridTable;
  shown(row: GridRow, field: string): ShownCell;
  /** What findings are about and what was read from the cell, as its saved text stands. */
  marks(row: GridRow, field: string): readonly CellMark[];
  /** The mark that was pointed at from elsewhere. */
  isPointedAt(markId: string): boolean;
  paint(cell: HTMLElement, rowIndex: number, key: string): void;
}
