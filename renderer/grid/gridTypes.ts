// Owns what the grid and the window say to each other.
import type { GridTable } from '../../db/contract/columns';
import type { ColumnFilter, ColumnSort } from '../../db/contract/types';
import type { GridLayout } from './gridLayout';

export interface GridCell { readonly rowId: string; readonly field: string }
export interface GridMessage { readonly tone: 'info' | 'problem'; readonly text: string }
export interface GridSelection {
  readonly table: GridTable;
  readonly focused: GridCell | null;
  /** The cells of the range, row by row; at most 10,000. */
  readonly cells: readonly GridCell[];
  /** The rows of the range, in the order shown. */
  readonly rowIds: readonly string[];
}

export interface EvidenceGridProps {
  readonly table: GridTable;
  readonly isReadOnly: boolean;
  readonly search: string;
  readonly filters: readonly ColumnFilter[];
  readonly includeWithdrawn: boolean;
  readonly linesPerRow: number;
  /** Sorting from outside; without it the layout's. */
  readonly sort?: readonly ColumnSort[];
  readonly layout: GridLayout | null;
  readonly onLayoutChange: (layout: GridLayout) => void;
  readonly onSelectionChange: (selection: GridSelection) => void;
  readonly onViewChange: (view: { readonly viewId: string; readonly total: number }) => void;
  readonly onFiltersChange: (filters: readonly ColumnFilter[]) => void;
  readonly onTell: (message: GridMessage) => void;
}

export interface EvidenceGridHandle {
  /** Writes what an open editor holds; false when it was refused (the editor stays open, marked with the reason). */
  commitOpenEditor(): Promise<boolean>;
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
  autosizeColumns(): void;
  resetLayout(): void;
  /** The columns in the order shown, hidden ones last. */
  listColumns(): readonly { readonly key: string; readonly heading: string; readonly isVisible: boolean; readonly isPinned: boolean }[];
  setColumnVisible(key: string, isVisible: boolean): void;
}
