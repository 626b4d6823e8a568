// Owns how a table's grid is laid out, as JSON that the file keeps: columns with order, width, pin, visibility and
// sorting, the filters, and the lines per row. Refuses stored layouts that it can't read: they count as none.
import { ColumnFilter, type ColumnSort } from '../../db/contract/types';

export interface LaidColumn {
  readonly key: string;
  readonly width: number;
  readonly isHidden: boolean;
  readonly pinned: 'left' | 'right' | null;
  readonly sort: 'asc' | 'desc' | null;
  /** Position among the sorted columns; null when not sorted. */
  readonly sortIndex: number | null;
}

export interface GridLayout {
  readonly version: 1;
  /** In the order shown. */
  readonly columns: readonly LaidColumn[];
  readonly filters: readonly ColumnFilter[];
  readonly linesPerRow: number;
  /** Whether results that were read from a text are underlined in it. */
  readonly marksResults: boolean;
  /** Whether the widths follow the window; false once the curator set one. */
  readonly isFitted: boolean;
}

export const ordinalColumn = 'ordinal';
export const flagsColumn = 'flags';
export const defaultLinesPerRow = 4;
const mostLinesPerRow = 40;

/** What `getLayout` answered, read; null when there is none or it is of another make. */
export function readGridLayout(stored: unknown): GridLayout | null {
  if (!isRecord(stored) || stored['version'] !== 1) return null;
  const { columns, filters, linesPerRow } = stored;
  if (!Array.isArray(columns)) return null;
  return {
    version: 1,
    columns: columns.slice(0, 200).flatMap(readColumn),
    filters: Array.isArray(filters) ? filters.slice(0, 50).flatMap(readFilter) : [],
    linesPerRow: typeof linesPerRow === 'number' && linesPerRow >= 1 ? Math.min(mostLinesPerRow, Math.round(linesPerRow)) : defaultLinesPerRow,
    marksResults: stored['marksResults'] !== false,
    isFitted: stored['isFitted'] === true,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readColumn(stored: unknown): readonly LaidColumn[] {
  if (!isRecord(stored)) return [];
  const { key, width, isHidden, pinned, sort, sortIndex } = stored;
  if (typeof key !== 'string' || typeof width !== 'number' || !(width > 0)) return [];
  return [{
    key, width, isHidden: isHidden === true,
    pinned: pinned === 'left' || pinned === 'right' ? pinned : null,
    sort: sort === 'asc' || sort === 'desc' ? sort : null,
    sortIndex: typeof sortIndex === 'number' ? sortIndex : null,
  }];
}

function readFilter(stored: unknown): readonly ColumnFilter[] {
  const read = ColumnFilter.safeParse(stored);
  return read.success ? [read.data] : [];
}

/** The sorting of a layout, first column first, in the core's names. */
export function sortOfLayout(layout: Pick<GridLayout, 'columns'> | null): readonly ColumnSort[] {
  return (layout?.columns ?? [])
    .flatMap(({ key, sort, sortIndex }) => (sort === null ? [] : [{ column: key, direction: sort, at: sortIndex ?? 0 }]))
    .toSorted((left, right) => left.at - right.at)
    .slice(0, 5)
    .map(({ column, direction }) => ({ column, direction }));
}
