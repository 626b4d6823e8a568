// Owns the views that grids read: which rows, in which order, as a list of row numbers made once per question, so that
// any block of any view costs the same. The order of a table is kept and a search only picks from it; a row that no
// longer matches stays until the view is opened again.
import { tables } from '../contract/columns';
import type { GridTable } from '../contract/tableNames';
import { LacunaError } from '../contract/errors';
import type { ColumnSort, GridRow, ViewBlock, ViewQuery } from '../contract/types';
import { searchTerms } from '../evidence/fold';
import { columnsIn } from '../journal/customColumns';
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
  /** What a view was asked for. */
  queryOf(viewId: string): ViewQuery;
  /** A table's rows changed: its kept orders no longer hold. `isStructural`: rows came, went or changed lifecycle. */
  forget(table: GridTable, isStructural: boolean): void;
}

const mostViews = 40;
const mostRowsPerBlock = 2000;

export function createViews(newId: () => string): Views {
  const views = new Map<string, View>();
  const printedOrders = new Map<string, KeptOrder>();
  const sortedOrders = new Map<GridTable, KeptOrder>();
  const searches = new Map<string, Members>();

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
    views.delete(viewId); // the least recently used goes first
    views.set(viewId, view);
    return view;
  };

  const block = (handle: ReadHandle, viewId: string, view: View, start: number, end: number): ViewBlock => {
    const rows: readonly GridRow[] = listGridRowsByNum(handle, view.table, view.nums.slice(start, Math.min(end, start + mostRowsPerBlock)));
    return { viewId, total: view.nums.length, start, rows };
  };

  return {
    open: (handle, query, start, end) => {
      const nums = pick(orderOf(handle, query.table, query.sort, query.includeWithdrawn), memberships(handle, query, searches));
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
    queryOf: (viewId) => viewOf(viewId).query,
    forget: (table, isStructural) => {
      sortedOrders.delete(table);
      for (const key of searches.keys()) if (key.startsWith(`${table} `)) searches.delete(key);
      if (isStructural) for (const key of printedOrders.keys()) if (key.startsWith(`${table} `)) printedOrders.delete(key);
    },
  };
}

/** One byte per row number: 1 where the row passes. */
type Members = Uint8Array;

const mostKeptSearches = 24;

/** The rows that pass each condition: one set for every search word, one for all column filters together. */
function memberships(handle: ReadHandle, query: ViewQuery, kept: Map<string, Members>): readonly Members[] {
  const { sqlName } = tables[query.table];
  const sets = searchTerms(query.search).map((term) => {
    // While a word is typed the words before it stay: their rows are kept until the table changes.
    const key = `${query.table} ${term}`;
    const known = kept.get(key);
    kept.delete(key);
    // One text is fetched several times faster than 100,000 numbers.
    const members = known ?? membersOf(handle.column<string | null>(`SELECT group_concat(rowid) FROM ${sqlName}_search WHERE ${sqlName}_search MATCH ?`, term)[0] ?? '');
    kept.set(key, members);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKeptSearches) break;
      kept.delete(oldest);
    }
    return members;
  });
  if (query.filters.length === 0) return sets;
  const columns = columnsIn(handle);
  const parts = query.filters.map((filter) => filterSql(columns, query.table, filter));
  const passing = handle.column<string | null>(`SELECT group_concat(t.num) FROM ${sqlName} t WHERE ${parts.map((part) => part.sql).join(' AND ')}`, ...parts.flatMap((part) => part.parameters));
  return [...sets, membersOf(passing[0] ?? '')];
}

/** Reads "3,17,4" into a set. */
function membersOf(numbers: string): Members {
  let members = new Uint8Array(1024);
  let num = 0;
  for (let at = 0; at <= numbers.length; at += 1) {
    const digit = numbers.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) {
      num = num * 10 + digit;
      continue;
    }
    if (num >= members.length) {
      const larger = new Uint8Array(Math.max(num + 1, members.length * 2));
      larger.set(members);
      members = larger;
    }
    if (num > 0) members[num] = 1;
    num = 0;
  }
  return members;
}

/** The rows of `order` that are in every set, in its order. */
function pick(order: readonly number[], sets: readonly Members[]): readonly number[] {
  return sets.reduce((picked, members) => picked.filter((num) => members[num] === 1), order);
}
