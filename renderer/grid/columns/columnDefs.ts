// Owns the grid's columns: the number, the published columns under their published headings in their order, the status.
// Sorting and filtering are the core's; a column only says which it offers.
import type { ColDef, ColumnState, ITextFilterParams, ValueGetterParams } from 'ag-grid-community';
import type { ColumnDefinition, CustomFacts } from '../../../db/contract/columnDefinition';
import type { GridTable } from '../../../db/contract/tableNames';
import type { DocumentColumns } from '../../../db/contract/customColumns';
import type { GridRow } from '../../../db/contract/types';
import { columnsNow } from '../../documentColumns';
import { rendererOf } from '../cells/cellRenderers';
import { statusText } from '../cells/flagWords';
import { textOf } from '../cells/valueText';
import { flagsColumn, ordinalColumn, type GridLayout, type LaidColumn } from '../gridLayout';
import { hasTermFilter, textOperators } from './filterModel';
import { leastChosenWidth, leastWidthOf, type WantedWidth } from './fittedWidths';
import { PrivateHead } from './PrivateHead';
import { TermFilter } from './TermFilter';

const textFilter: ITextFilterParams = { filterOptions: [...textOperators], maxNumConditions: 1, debounceMs: 250, buttons: ['reset'], trimInput: false, caseSensitive: false };
const flagsFilter: ITextFilterParams = { filterOptions: [
  { displayKey: 'notBlank', displayName: 'With open conflicts', predicate: () => true, numberOfInputs: 0 },
  { displayKey: 'blank', displayName: 'Without open conflicts', predicate: () => true, numberOfInputs: 0 },
], maxNumConditions: 1, buttons: ['reset'] };

const statusWidth = 120;

/** The columns that a grid shows, in the published order; those of the lab behind them. */
export function shownColumns(table: GridTable, columns: DocumentColumns = columnsNow()): readonly ColumnDefinition[] {
  return columns.of(table).filter((column) => column.kind !== 'hidden' && column.kind !== 'members');
}

/** Columns that few rows use, or that say the same in nearly all: View shows them. */
const quietColumns: Readonly<Partial<Record<GridTable, readonly string[]>>> = {
  claims: ['perturbation', 'specimen', 'comparator', 'n', 'setting'],
  results: ['level'],
};

/** A finding has a state of its own, no life and no conflicts. */
function hasStatus(table: GridTable): boolean {
  return table !== 'findings';
}

/** What a column is called in menus and messages. */
export function columnName(table: GridTable, key: string): string {
  if (key === ordinalColumn) return 'No.';
  return key === flagsColumn ? 'Status' : columnsNow().headingOf(table, key);
}

/** A head of the lab: what the column holds, and that nobody outside sees it. */
function customHead(heading: string, { sharing, description }: CustomFacts): Pick<ColDef<GridRow, string>, 'headerTooltip' | 'headerComponentParams'> {
  const isPrivate = sharing === 'private';
  return {
    headerTooltip: [heading, description, isPrivate ? 'Private: it leaves the document only where that is chosen.' : ''].filter((part) => part !== '').join('\n'),
    ...(isPrivate ? { headerComponentParams: { innerHeaderComponent: PrivateHead } } : {}),
  };
}

export function columnDefs(table: GridTable, columns: DocumentColumns): ColDef<GridRow, string>[] {
  return [
    {
      colId: ordinalColumn, headerName: '#', headerTooltip: 'Number in printed order', initialPinned: 'left', lockPosition: 'left', initialWidth: 40, minWidth: 36, sortable: true,
      filter: false, suppressMovable: true, cellClass: 'lg-cell-ordinal', headerClass: 'lg-head-ordinal', cellRenderer: rendererOf(table, ordinalColumn),
      valueGetter: ({ data }: ValueGetterParams<GridRow, string>) => (data === undefined ? '' : String(data.ordinal)),
    },
    ...shownColumns(table, columns).map((column): ColDef<GridRow, string> => ({
      colId: column.key, headerName: column.heading, initialWidth: column.width, initialHide: column.custom === null && (!column.isPublished || (quietColumns[table]?.includes(column.key) ?? false)), minWidth: leastChosenWidth, sortable: true, cellRenderer: rendererOf(table, column.key),
      valueGetter: ({ data }) => (data === undefined ? '' : textOf(column, data.values[column.key], data.cites)),
      ...(column.custom === null ? {} : customHead(column.heading, column.custom)),
      ...(hasTermFilter(table, column.key) ? { filter: TermFilter } : { filter: 'agTextColumnFilter', filterParams: textFilter }),
    })),
    ...(hasStatus(table) ? [{
      colId: flagsColumn, headerName: 'Status', initialWidth: statusWidth, minWidth: leastChosenWidth, sortable: true, cellRenderer: rendererOf(table, flagsColumn),
      valueGetter: ({ data }: ValueGetterParams<GridRow, string>) => (data === undefined ? '' : statusText(data)),
      filter: 'agTextColumnFilter', filterParams: flagsFilter,
    }] : []),
  ];
}

/** What each column wants of the room: the published ones by their definitions, the number what its digits need. */
export function wantedWidths(table: GridTable, rowCount: number): readonly WantedWidth[] {
  return [
    { key: ordinalColumn, weight: 0, least: 22 + 9 * Math.max(2, String(rowCount).length) },
    ...shownColumns(table).map((column): WantedWidth => ({ key: column.key, weight: column.width, least: leastWidthOf(column) })),
    ...(hasStatus(table) ? [{ key: flagsColumn, weight: statusWidth, least: 100 }] : []),
  ];
}

export function laidColumns(state: readonly ColumnState[]): readonly LaidColumn[] {
  return state.map(({ colId, width, hide, pinned, sort, sortIndex }) => ({
    key: colId, width: width ?? 100, isHidden: hide === true,
    pinned: pinned === 'left' || pinned === 'right' ? pinned : pinned === true ? 'left' : null,
    sort: sort ?? null, sortIndex: sortIndex ?? null,
  }));
}

/** Columns that came into the table after a layout was saved keep their published place at the end; those of the lab stand before the status. */
export function stateOfLayout(table: GridTable, { columns }: Pick<GridLayout, 'columns'>): ColumnState[] {
  const state = columns.map(({ key, width, isHidden, pinned, sort, sortIndex }): ColumnState => ({ colId: key, width, hide: isHidden, pinned, sort, sortIndex }));
  const later = shownColumns(table).filter(({ key, custom }) => custom !== null && !columns.some((column) => column.key === key)).map(({ key }): ColumnState => ({ colId: key }));
  const status = state.findIndex(({ colId }) => colId === flagsColumn);
  return state.toSpliced(status < 0 ? state.length : status, 0, ...later);
}
