// Owns the rows of the view that is open: one block at a time, kept for a while, asked for once. The first block comes
// with opening the view. Refuses to keep more than `mostBlocks` blocks; reads the view again when the core forgot it.
import type { GridClient } from '../gridClient';
import { LacunaError } from '../../../db/contract/errors';
import type { GridRow, ViewQuery } from '../../../db/contract/types';

export const rowsPerBlock = 100;
/** The core answers at most 2,000 rows at once. */
const blocksPerRead = 20;
const mostBlocks = 300;

export interface OpenView { readonly viewId: string; readonly total: number; readonly query: ViewQuery }

export interface ViewReader {
  /** Opens a view of this question with the block around `index`; the same question while it opens is one call. */
  open(query: ViewQuery, index: number): Promise<OpenView>;
  /** Opens the view again even when the question is the same. */
  reopen(query: ViewQuery, index: number): Promise<OpenView>;
  current(): OpenView | null;
  /** Rows `start` to `end` (exclusive), clipped to the view. */
  rows(start: number, end: number): Promise<readonly GridRow[]>;
  /** The same for at most 2,000 rows that are only passed through: rows on the screen keep their place among those kept. */
  rowsUnkept(start: number, end: number): Promise<readonly GridRow[]>;
  prefetch(start: number, end: number): void;
  rowAt(index: number): GridRow | null;
  rowOf(rowId: string): GridRow | null;
  indexOf(rowId: string): number | null;
  /** New states of rows that are kept; the others are ignored. */
  replace(rows: readonly GridRow[]): void;
  /** Reads the rows around `start` to `end` anew and lets go of all others; until they are here, the old ones stay. */
  renew(start: number, end: number): Promise<void>;
}

export function createViewReader(caller: Pick<GridClient, 'call'>, onOpen: (view: OpenView) => void): ViewReader {
  let view: OpenView | null = null;
  let opening: { readonly key: string; readonly view: Promise<OpenView> } | null = null;
  let blocks = new Map<number, readonly GridRow[]>();
  let reading = new Map<number, Promise<void>>();
  let indexes = new Map<string, number>();

  const keep = (start: number, rows: readonly GridRow[]): void => {
    for (let at = 0; at < rows.length; at += rowsPerBlock) {
      const number = Math.floor((start + at) / rowsPerBlock);
      blocks.delete(number);
      blocks.set(number, rows.slice(at, at + rowsPerBlock));
    }
    rows.forEach((row, offset) => indexes.set(row.id, start + offset));
    for (const [oldest, kept] of blocks) {
      if (blocks.size <= mostBlocks) break;
      blocks.delete(oldest);
      for (const row of kept) indexes.delete(row.id);
    }
  };

  const forgetRows = (): void => {
    blocks = new Map();
    reading = new Map();
    indexes = new Map();
  };

  let asked = 0;

  const start = async (query: ViewQuery, index: number): Promise<OpenView> => {
    asked += 1;
    const turn = asked;
    const first = Math.floor(Math.max(0, index) / rowsPerBlock) * rowsPerBlock;
    const opened = await caller.call('openView', { ...query, filters: [...query.filters], sort: [...query.sort], start: first, end: first + rowsPerBlock });
    const answered = { viewId: opened.viewId, total: opened.total, query };
    if (turn !== asked) return answered; // a later question was asked meanwhile
    forgetRows();
    keep(first, opened.rows);
    view = answered;
    onOpen(answered);
    return answered;
  };

  const begin = (query: ViewQuery, index: number): Promise<OpenView> => {
    const begun = { key: JSON.stringify(query), view: start(query, index) };
    opening = begun;
    const done = (): void => { if (opening === begun) opening = null; };
    begun.view.then(done, done);
    return begun.view;
  };

  const readBlocks = async (from: number, to: number, beforeKeeping = (): void => {}): Promise<void> => {
    const asked = view;
    if (asked === null) return;
    try {
      const read = await caller.call('readView', { viewId: asked.viewId, start: from * rowsPerBlock, end: to * rowsPerBlock });
      if (view !== asked) return;
      beforeKeeping();
      keep(read.start, read.rows);
    } catch (thrown) {
      // The core keeps the latest views only; the question is still ours.
      if (!isForgotten(thrown) || view !== asked) throw thrown;
      await begin(asked.query, from * rowsPerBlock);
    }
  };

  const need = async (first: number, last: number): Promise<void> => {
    const waits: Promise<void>[] = [];
    for (let number = first; number <= last; number += 1) {
      if (blocks.has(number)) continue;
      const running = reading.get(number);
      if (running !== undefined) {
        waits.push(running);
        continue;
      }
      let end = number + 1;
      while (end <= last && end - number < blocksPerRead && !blocks.has(end) && !reading.has(end)) end += 1;
      const mine = reading;
      const from = number;
      const read = readBlocks(from, end).finally(() => { for (let at = from; at < end; at += 1) mine.delete(at); });
      for (let at = from; at < end; at += 1) mine.set(at, read);
      waits.push(read);
      number = end - 1;
    }
    await Promise.all(waits);
  };

  const rowAt = (index: number): GridRow | null => blocks.get(Math.floor(index / rowsPerBlock))?.[index % rowsPerBlock] ?? null;

  return {
    open: (query, index) => {
      const key = JSON.stringify(query);
      if (opening?.key === key) return opening.view;
      if (opening === null && view !== null && JSON.stringify(view.query) === key) return Promise.resolve(view);
      return begin(query, index);
    },
    reopen: begin,
    current: () => view,
    rows: async (from, to) => {
      if (opening !== null) await opening.view;
      const end = Math.min(to, view?.total ?? 0);
      const wanted: GridRow[] = [];
      for (let at = from; at < end;) {
        const stop = Math.min(end, (Math.floor(at / rowsPerBlock) + blocksPerRead) * rowsPerBlock);
        await need(Math.floor(at / rowsPerBlock), Math.floor((stop - 1) / rowsPerBlock));
        for (; at < stop; at += 1) {
          const row = rowAt(at);
          if (row !== null) wanted.push(row);
        }
      }
      return wanted;
    },
    rowsUnkept: async (from, to) => {
      if (opening !== null) await opening.view;
      const asked = view;
      if (asked === null) return [];
      const read = async ({ viewId, total }: OpenView): Promise<readonly GridRow[]> => (await caller.call('readView', { viewId, start: from, end: Math.min(to, total) })).rows;
      try {
        return await read(asked);
      } catch (thrown) {
        if (!isForgotten(thrown)) throw thrown;
        return read(view === asked ? await begin(asked.query, from) : asked);
      }
    },
    prefetch: (from, to) => {
      const last = Math.min(to, view?.total ?? 0) - 1;
      if (opening !== null || last < from) return;
      need(Math.floor(Math.max(0, from) / rowsPerBlock), Math.floor(last / rowsPerBlock)).catch(() => {}); // the read that needs it says what went wrong
    },
    rowAt,
    rowOf: (rowId) => {
      const index = indexes.get(rowId);
      return index === undefined ? null : rowAt(index);
    },
    indexOf: (rowId) => indexes.get(rowId) ?? null,
    replace: (rows) => {
      for (const row of rows) {
        const index = indexes.get(row.id);
        const number = index === undefined ? -1 : Math.floor(index / rowsPerBlock);
        const block = blocks.get(number);
        if (index !== undefined && block !== undefined) blocks.set(number, block.with(index % rowsPerBlock, row));
      }
    },
    renew: async (from, to) => {
      await Promise.allSettled(reading.values()); // these may have been asked before what changed
      const first = Math.floor(Math.max(0, from) / rowsPerBlock);
      const last = Math.floor(Math.max(from, to - 1) / rowsPerBlock);
      await readBlocks(first, Math.min(last + 1, first + blocksPerRead), forgetRows);
    },
  };
}

function isForgotten(thrown: unknown): boolean {
  return thrown instanceof LacunaError && thrown.code === 'not-found';
}
