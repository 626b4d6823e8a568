// Owns which rows the grid shows: the question (search, filters, sorting), its view, and keeping both current. Every
// change, one's own included, comes in as an event and takes the same way to the screen. Rows that no longer match stay
// until the question is asked again.
import type { GridApi, IDatasource } from 'ag-grid-community';
import type { GridTable } from '../../../db/contract/tableNames';
import type { LacunaEvent } from '../../../db/contract/events';
import type { ColumnFilter, ColumnSort, GridRow, ViewQuery } from '../../../db/contract/types';
import { filtersOfModel } from '../columns/filterModel';
import type { GridClient } from '../gridClient';
import type { ViewReader } from './viewReader';

type Touched = Extract<LacunaEvent, { type: 'committed' }>['touched'];

export interface GridViewDeps {
  readonly table: GridTable;
  readonly client: Pick<GridClient, 'call'>;
  readonly reader: ViewReader;
  readonly api: () => GridApi<GridRow> | null;
  readonly onProblem: (thrown: unknown) => void;
  /** Rows came or went before the focused row: it is `by` rows further down now. */
  readonly onShift: (by: number) => void;
  /** The rows that this change set changed are shown as it left them. */
  readonly onShown: (changeSetId: string) => void;
  /** Rows, or what is said of them, may have changed. */
  readonly onChanged: () => void;
}

/** What is asked: from outside, and by the column headers. */
export interface GridQuestion {
  readonly search: string;
  readonly includeWithdrawn: boolean;
  readonly outerFilters: readonly ColumnFilter[];
  readonly headerFilters: readonly ColumnFilter[];
  readonly sort: readonly ColumnSort[];
}

export function queryOf(table: GridTable, { search, includeWithdrawn, outerFilters, headerFilters, sort }: GridQuestion): ViewQuery {
  return { table, search, filters: [...outerFilters, ...headerFilters], sort: [...sort], includeWithdrawn };
}

export interface GridView {
  readonly datasource: IDatasource;
  /** Asks the new question, if it is new, and shows its rows from the top. */
  ask(part: Partial<Pick<GridQuestion, 'search' | 'outerFilters' | 'includeWithdrawn'>>): void;
  /** Begins with the first block, before the grid itself is there. */
  begin(): void;
  /** Asks the same question again, keeping scroll and focus. */
  reapply(): Promise<void>;
  /** Rows changed: by a change set, or (null) by checking in the background. */
  touched(touched: Touched, changeSetId: string | null): void;
  /** Resolves when the rows of this change set are shown; asks for them itself when no event comes. */
  whenShown(changeSetId: string): Promise<void>;
  /** Where a row stands; null when the view does not hold it. */
  find(rowId: string): Promise<number | null>;
}

/** How long an event may take after the reply before the rows are asked for without it. */
const eventGraceMs = 1500;
const mostSingleRows = 500;
/** Checking in the background says something many times a second: its rows are shown a few times. */
const gatherMs = 300;

export function createGridView(start: GridQuestion, deps: GridViewDeps): GridView {
  const { table, client, reader, api } = deps;
  let question = start;
  let query = queryOf(table, question);
  let work: Promise<unknown> = Promise.resolve();
  const shown = new Set<string>();
  const waiting = new Map<string, (() => void)[]>();
  let gathered: Touched = [];
  let gathering: ReturnType<typeof setTimeout> | null = null;

  const inOrder = <Value>(step: () => Promise<Value>): Promise<Value> => {
    const next = work.then(step);
    work = next.catch(() => {});
    return next;
  };

  const show = (total: number): void => {
    const grid = api();
    if (grid === null) return;
    grid.setRowCount(total, true);
    if (total > 0) grid.refreshInfiniteCache();
  };

  const find = async (rowId: string): Promise<number | null> => {
    const known = reader.indexOf(rowId);
    const view = reader.current();
    if (known !== null || view === null) return known;
    return (await client.call('findInView', { viewId: view.viewId, rowId })).index;
  };

  const reopen = async (): Promise<void> => {
    const grid = api();
    const focus = grid?.getFocusedCell() ?? null;
    const focusedId = focus === null ? null : (reader.rowAt(focus.rowIndex)?.id ?? null);
    const top = grid?.getFirstDisplayedRowIndex() ?? 0;
    const view = await reader.reopen(query, top);
    show(view.total);
    if (focus === null || focusedId === null) return;
    const index = await find(focusedId);
    if (index === null || index === focus.rowIndex || document.activeElement?.closest('.ag-root') === null) return;
    grid?.setFocusedCell(index, focus.column);
    deps.onShift(index - focus.rowIndex);
  };

  const refreshAll = async (): Promise<void> => {
    const grid = api();
    const first = Math.max(0, grid?.getFirstDisplayedRowIndex() ?? 0);
    await reader.renew(first, Math.max(first, grid?.getLastDisplayedRowIndex() ?? first) + 1);
    if ((reader.current()?.total ?? 0) > 0) grid?.refreshInfiniteCache();
  };

  const refreshRows = async (rowIds: readonly string[]): Promise<void> => {
    const kept = rowIds.filter((rowId) => reader.rowOf(rowId) !== null);
    if (kept.length > mostSingleRows) return refreshAll();
    if (kept.length === 0) return;
    const rows = new Map((await client.call('getRows', { table, rowIds: kept })).map((row) => [row.id, row]));
    reader.replace([...rows.values()]);
    api()?.forEachNode((node) => {
      const row = rows.get(node.id ?? '');
      if (row !== undefined) node.setData(row);
    });
  };

  const apply = async (touched: Touched, changeSetId: string | null): Promise<void> => {
    if (changeSetId !== null && shown.has(changeSetId)) return;
    const own = touched.filter((part) => part.table === table);
    // Labels of studies and badges of conflicts stand in rows of other tables.
    const isAround = touched.some((part) => part.table !== table && (part.table === 'conflicts' || part.table === 'studies'));
    if (own.some(({ isStructural }) => isStructural)) await reopen();
    else if (isAround || own.some(({ rowIds }) => rowIds === null)) await refreshAll();
    else await refreshRows(own.flatMap(({ rowIds }) => rowIds ?? []));
    deps.onChanged();
    if (changeSetId !== null) settle(changeSetId);
  };

  const settle = (changeSetId: string): void => {
    shown.add(changeSetId);
    deps.onShown(changeSetId);
    for (const resolve of waiting.get(changeSetId) ?? []) resolve();
    waiting.delete(changeSetId);
  };

  const datasource: IDatasource = {
    getRows: ({ startRow, endRow, sortModel, filterModel, successCallback, failCallback }) => {
      // The headers' state comes with the request, so there is one truth of it.
      const sort = sortModel.slice(0, 5).map(({ colId, sort: direction }): ColumnSort => ({ column: colId, direction }));
      question = { ...question, sort, headerFilters: filtersOfModel(filterModel ?? {}) };
      query = sameOr(query, queryOf(table, question));
      reader.open(query, startRow)
        .then(async () => {
          const rows = await reader.rows(startRow, endRow);
          successCallback([...rows], reader.current()?.total ?? rows.length);
        })
        .catch((thrown: unknown) => {
          failCallback();
          deps.onProblem(thrown);
        });
    },
  };

  return {
    datasource,
    begin: () => { reader.open(query, 0).catch(() => {}); }, // the grid's own request tells what went wrong
    ask: (part) => {
      question = { ...question, ...part };
      const next = sameOr(query, queryOf(table, question));
      if (next === query) return;
      query = next;
      reader.open(next, 0).then((view) => {
        // A later question may have overtaken this one.
        if (reader.current() !== view || query !== next) return;
        show(view.total);
        if (view.total > 0) api()?.ensureIndexVisible(0, 'top');
      }, deps.onProblem);
    },
    reapply: () => inOrder(reopen),
    touched: (touched, changeSetId) => {
      if (changeSetId !== null) {
        inOrder(() => apply(touched, changeSetId)).catch(deps.onProblem);
        return;
      }
      gathered = [...gathered, ...touched];
      gathering ??= setTimeout(() => {
        const parts = gathered;
        gathered = [];
        gathering = null;
        inOrder(() => apply(parts, null)).catch(deps.onProblem);
      }, gatherMs);
    },
    whenShown: (changeSetId) => new Promise((resolve) => {
      if (shown.has(changeSetId)) return resolve();
      waiting.set(changeSetId, [...(waiting.get(changeSetId) ?? []), resolve]);
      setTimeout(() => {
        if (shown.has(changeSetId)) return;
        inOrder(async () => {
          if (shown.has(changeSetId)) return;
          await reopen();
          settle(changeSetId);
        }).catch(deps.onProblem);
      }, eventGraceMs);
    }),
    find,
  };
}

/** The old query when the new one asks the same, so that identity says whether anything is new. */
function sameOr(before: ViewQuery, next: ViewQuery): ViewQuery {
  return JSON.stringify(before) === JSON.stringify(next) ? before : next;
}
