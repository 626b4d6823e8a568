// Owns what the grid and the window say to each other. Refuses knowledge of panels and dialogs: the grid tells, the
// window decides.
import type { Ref } from 'react';
import type { GridTable } from '../../db/contract/tableNames';
import type { ColumnFilter, ColumnSort } from '../../db/contract/types';
import type { GridLayout } from './gridLayout';

export interface GridCell { readonly rowId: string; readonly field: string }
export interface GridMessage { readonly tone: 'info' | 'problem'; readonly text: string }
export interface GridSelection {
  readonly table: GridTable;
  readonly focused: GridCell | null;
  /** The cells of the range, row by row; at most 10,000. */
  readonly cells: readonly GridCell[];
  /** The rows of the range, in the order shown; at most 10,000. */
  readonly rowIds: readonly string[];
}
/** What the pointer is over, or F8 has led to: these findings, or all that wait on the row; in a cell, or in its status. */
export interface PointedFindings { readonly rowId: string; readonly field: string | null; readonly findingIds: readonly string[] | null }
export interface GridColumn { readonly key: string; readonly heading: string; readonly isVisible: boolean; readonly isPinned: boolean }
export interface GridViewInfo { readonly viewId: string; readonly total: number }

export interface EvidenceGridProps {
  readonly table: GridTable;
  readonly isReadOnly: boolean;
  readonly search: string;
  /** Filters: those that a column head can show are shown there; the others filter beside them. */
  readonly filters: readonly ColumnFilter[];
  readonly includeWithdrawn: boolean;
  /** Lines of text that a row shows at most. */
  readonly linesPerRow: number;
  /** Whether results that were read from a text are underlined in it. */
  readonly marksResults: boolean;
  /** Sorting from outside; without it the layout's, then what the headers say. */
  readonly sort?: readonly ColumnSort[] | undefined;
  /** How the grid is laid out at first. */
  readonly layout: GridLayout | null;
  readonly onLayoutChange: (layout: GridLayout) => void;
  readonly onSelectionChange: (selection: GridSelection) => void;
  readonly onViewChange: (view: GridViewInfo) => void;
  /** All filters, after a column head changed one. */
  readonly onFiltersChange: (filters: readonly ColumnFilter[]) => void;
  readonly onTell: (message: GridMessage) => void;
  /** The pointer came over findings; null when it left them. */
  readonly onPointAtFindings: (place: PointedFindings | null) => void;
  /** Enter or a double click on a row whose table is not edited. */
  readonly onOpenRow: (rowId: string) => void;
  /** The curator wants to see the lab's own columns. */
  readonly onCustomColumns: () => void;
  readonly ref?: Ref<EvidenceGridHandle>;
}

export interface EvidenceGridHandle {
  /** Writes what an open editor holds, and tells the selection as it is; false when the text was refused (the editor stays open, marked with the reason). */
  commitOpenEditor(): Promise<boolean>;
  /** Scrolls to a row of the view, focuses it and flashes it; tells when the view does not hold it. */
  focusRow(rowId: string, field?: string): Promise<void>;
  /** Runs search, filters and sorting again. */
  reapply(): void;
  copy(isCut?: boolean): Promise<void>;
  pasteFromClipboard(): Promise<void>;
  fillDown(): Promise<void>;
  clearCells(): Promise<void>;
  startEditing(): void;
  addRow(): Promise<void>;
  selectAll(): void;
  /** Widths that fill the grid again. */
  autosizeColumns(): void;
  /** Focuses the cell that had the focus, or the first. */
  focusCells(): void;
  /** Columns as published, no sorting, no header filters. */
  resetLayout(): void;
  /** Where a card about these findings belongs; null while their row or cell is not in sight. */
  rectOfFindings(place: PointedFindings): DOMRect | null;
  /** Something moved what `rectOfFindings` says. */
  onScroll(listener: () => void): () => void;
  /** Draws a finding or a result in its text as pointed at; null lets go of it. */
  pointAt(rowId: string, markId: string | null): void;
  /** The columns in the order shown. */
  listColumns(): readonly GridColumn[];
  setColumnVisible(key: string, isVisible: boolean): void;
}
