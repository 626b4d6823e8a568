// Owns the views that grids read: which rows, in which order, as a list of row numbers made once per question, so that
// any block of any view costs the same. The order of a table is kept and a search only picks from it; a row that no
// longer matches stays until the view is opened again.
import { tables, type GridTable } from '../contract/columns';
import { LacunaError } from '../contract/errors';
import type { ColumnSort, GridRow, ViewBlock, ViewQuery } from '../contract/types';
import { searchExpression } from '../evidence/fold';
import type { ReadHandle } from '../store/handle';
import { filterSql, sortSql } from './filterSql';
import { listGridRowsByNum } from './gridRows';

interface View { readonly table: GridTable; readonly nums: readonly number[]; readonly query: ViewQuery }
interface KeptOrder { readonly key: string; readonly nums: readonly number[] }

export interface Views {
  open(handle: ReadHandle, query: ViewQuery, start: number, end: number): ViewBlock;
  read(handle: ReadHandle, viewId: string, start: number, end: number): ViewBlock;
  find(handle: ReadHandle, viewId: string, rowId: string): number | null;
  /** The row numbers of a view in its order. */
  numsOf(viewId: string): { readonly table: GridTable; readonly nums: readonly number[] };
  /** A table's rows changed: its kept orders no longer hold. `isStructural`: rows came, went or changed lifecycle. */
  forget(table: GridTable, isStructural: boolean): void;
}

const mostViews = 40;
const mostRowsPerBlock = 2000;

export function createViews(newId: () => string): Views {
  const views = new Map<string, View>();
  const printedOrders = new Map<string, KeptOrder>();
  const sortedOrders = new Map<GridTable, KeptOrder>();

  const orderOf = (handle: ReadHandle, table: GridTable, sort: readonly ColumnSort[], includeWithdrawn: boolean): readonly number[] => {
    const key = JSON.stringify([sort, includeWithdrawn]);
    const kept = sort.length === 0 ? printedOrders.get(`${table} ${key}`) : sortedOrders.get(table);
    if (kept?.key === key) return kept.nums;
    const where = includeWithdrawn ? '' : `WHERE t.lifecycle <> 'withdrawn'`;
    const nums = handle.column<number>(`SELECT t.num FROM ${tables[table].sqlName} t ${where} ORDER BY ${sortSql(table, sort)}`);
    if (sort.length === 0) printedOrders.set(`${table} ${key}`, { key, nums });
    else sortedOrders.set(table, { key, nums });
    return nums;
  };

  const viewOf = (viewId: string): View => {
    const view = views.get(viewId);
    if (view === undefined) throw new LacunaError('not-found', 'This view of the table is no longer kept. Open it again.', { viewId });
    return view;
  };

  const block = (handle: ReadHandle, viewId: string, view: View, start: number, end: number): ViewBlock => {
    const rows: readonly GridRow[] = listGridRowsByNum(handle, view.table, view.nums.slice(start, Math.min(end, start + mostRowsPerBlock)));
    return { viewId, total: view.nums.length, start, rows };
  };

  return {
    open: (handle, query, start, end) => {
      const nums = pick(orderOf(handle, query.table, query.sort, query.includeWithdrawn), memberships(handle, query));
      const viewId = newId();
      views.set(viewId, { table: query.table, nums, query });
      for (const oldest of views.keys()) {
        if (views.size <= mostViews) break;
        views.delete(oldest);
      }
      return block(handle, viewId, { table: query.table, nums, query }, start, end);
    },
    read: (handle, viewId, start, end) => block(handle, viewId, viewOf(viewId), start, end),
    find: (handle, viewId, rowId) => {
      const { table, nums } = viewOf(viewId);
      const num = handle.get<{ num: number }>(`SELECT num FROM ${tables[table].sqlName} WHERE id = ?`, rowId)?.num;
      const index = num === undefined ? -1 : nums.indexOf(num);
      return index < 0 ? null : index;
    },
    numsOf: (viewId) => viewOf(viewId),
    forget: (table, isStructural) => {
      sortedOrders.delete(table);
      if (isStructural) for (const key of printedOrders.keys()) if (key.startsWith(`${table} `)) printedOrders.delete(key);
    },
  };
}

/** The row numbers that pass, one list per condition (the search, and all column filters together). */
function memberships(handle: ReadHandle, query: ViewQuery): readonly (readonly number[])[] {
  const lists: (readonly number[])[] = [];
  const { sqlName } = tables[query.table];
  if (query.search.trim() !== '') {
    const expression = searchExpression(query.search);
    if (expression !== null) lists.push(handle.column<number>(`SELECT rowid FROM ${sqlName}_search WHERE ${sqlName}_search MATCH ?`, expression));
  }
  if (query.filters.length > 0) {
    const parts = query.filters.map((filter) => filterSql(query.table, filter));
    lists.push(handle.column<number>(`SELECT t.num FROM ${sqlName} t WHERE ${parts.map((part) => part.sql).join(' AND ')}`, ...parts.flatMap((part) => part.parameters)));
  }
  return lists;
}

/** The members of `order` that are in every list, in its order; linear in both, by one byte per row number. */
function pick(order: readonly number[], lists: readonly (readonly number[])[]): readonly number[] {
  let picked = order;
  for (const list of lists) {
    const largest = list.reduce((most, num) => Math.max(most, num), 0);
    const isMember = new Uint8Array(largest + 1);
    for (const num of list) isMember[num] = 1;
    picked = picked.filter((num) => isMember[num] === 1);
  }
  return picked;
}
