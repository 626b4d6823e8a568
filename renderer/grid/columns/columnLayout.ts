// Owns how the columns lie: widths that fill the grid until the curator sets one, order, pins, sorting, and the filters
// of the heads. Says what of it is to be remembered. Refuses to fit again once a width was chosen by hand.
import type { ColumnEventType, GridApi } from 'ag-grid-community';
import { isCustomKey, type GridTable } from '../../../db/contract/tableNames';
import type { ColumnFilter, ColumnSort, GridRow } from '../../../db/contract/types';
import { flagsColumn, sortOfLayout, type GridLayout } from '../gridLayout';
import { laidColumns, stateOfLayout, wantedWidths } from './columnDefs';
import { filtersOfModel, isHeaderFilter, modelOfFilters } from './filterModel';
import { fittedWidths } from './fittedWidths';

export interface ColumnLayoutDeps {
  readonly table: GridTable;
  readonly api: () => GridApi<GridRow> | null;
  /** Room for columns in CSS pixels, the vertical scrollbar left out; 0 while the grid is not drawn. */
  readonly room: () => number;
  readonly rowCount: () => number;
  readonly linesPerRow: () => number;
  readonly marksResults: () => boolean;
  readonly onChange: (layout: GridLayout) => void;
  readonly onFilters: (filters: readonly ColumnFilter[]) => void;
}

export interface ColumnLayout {
  /** Lays the columns of a grid that was just made. */
  begin(layout: GridLayout | null, sort: readonly ColumnSort[] | undefined, filters: readonly ColumnFilter[]): void;
  now(): GridLayout | null;
  /** Something that is remembered changed. */
  changed(): void;
  /** What is kept with the columns, from outside. */
  keep(linesPerRow: number, marksResults: boolean): void;
  /** The grid, its columns or its numbers changed size. */
  fit(): void;
  resized(source: ColumnEventType): void;
  headFiltersChanged(): void;
  /** Widths that fill the grid again. */
  refit(): void;
  /** Columns as published, no sorting, no filters. */
  reset(): void;
  /** Columns came, went or hold something else, and the grid has them: new ones take their place before the status. */
  columnsChanged(): void;
  applySort(sort: readonly ColumnSort[]): void;
  applyFilters(filters: readonly ColumnFilter[]): void;
}

export function createColumnLayout(deps: ColumnLayoutDeps): ColumnLayout {
  const { table, api } = deps;
  let isFitted = true;
  let kept = { lines: deps.linesPerRow(), marks: deps.marksResults() };
  /** Filters that no column head can show. */
  let beside: readonly ColumnFilter[] = [];

  const headFilters = (): readonly ColumnFilter[] => filtersOfModel(api()?.getFilterModel() ?? {});
  const now = (): GridLayout | null => {
    const grid = api();
    return grid === null ? null : { version: 1, columns: laidColumns(grid.getColumnState()), filters: [...beside, ...headFilters()], linesPerRow: deps.linesPerRow(), marksResults: deps.marksResults(), isFitted };
  };
  const changed = (): void => {
    const layout = now();
    if (layout !== null) deps.onChange(layout);
  };

  const fit = (): void => {
    const grid = api();
    const room = deps.room();
    if (grid === null || !isFitted || room <= 0) return;
    const widths = fittedWidths(wantedWidths(table, deps.rowCount()).filter(({ key }) => grid.getColumn(key)?.isVisible() === true), room);
    const changes = [...widths].filter(([key, width]) => grid.getColumn(key)?.getActualWidth() !== width);
    if (changes.length > 0) grid.setColumnWidths(changes.map(([key, newWidth]) => ({ key, newWidth })), true, 'sizeColumnsToFit');
  };
  const sortBy = (sort: readonly ColumnSort[]): void => {
    api()?.applyColumnState({ state: sort.map(({ column, direction }, sortIndex) => ({ colId: column, sort: direction, sortIndex })), defaultState: { sort: null } });
  };
  const applyFilters = (filters: readonly ColumnFilter[]): void => {
    beside = filters.filter((filter) => !isHeaderFilter(table, filter));
    const model = modelOfFilters(table, filters);
    if (JSON.stringify(filtersOfModel(model)) !== JSON.stringify(headFilters())) api()?.setFilterModel(model);
  };

  return {
    begin: (layout, sort, filters) => {
      isFitted = layout?.isFitted ?? true;
      if (layout !== null) api()?.applyColumnState({ state: stateOfLayout(table, layout), applyOrder: true });
      if (sort !== undefined) sortBy(sort);
      applyFilters(filters);
      fit();
    },
    now,
    changed,
    keep: (lines, marks) => {
      if (lines === kept.lines && marks === kept.marks) return;
      kept = { lines, marks };
      changed();
    },
    fit,
    resized: (source) => {
      if (source !== 'uiColumnResized' && source !== 'autosizeColumns') return;
      isFitted = false;
      changed();
    },
    headFiltersChanged: () => {
      deps.onFilters([...beside, ...headFilters()]);
      changed();
    },
    refit: () => {
      isFitted = true;
      fit();
      changed();
    },
    reset: () => {
      isFitted = true;
      beside = [];
      api()?.resetColumnState();
      api()?.setFilterModel(null);
      fit();
      deps.onFilters([]);
      changed();
    },
    columnsChanged: () => {
      const grid = api();
      if (grid === null) return;
      const state = grid.getColumnState();
      const status = state.findIndex(({ colId }) => colId === flagsColumn);
      const behind = state.slice(status + 1).filter(({ colId }) => status >= 0 && isCustomKey(colId)).map(({ colId }) => colId);
      if (behind.length > 0) grid.moveColumns(behind, status);
      fit();
      changed();
    },
    applySort: (sort) => { if (JSON.stringify(sortOfLayout(now())) !== JSON.stringify(sort)) sortBy(sort); },
    applyFilters,
  };
}
