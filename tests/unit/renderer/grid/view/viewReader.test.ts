// The rows of the open view: one block at a time, asked for once, read again when the core forgot the view.
import { describe, expect, test } from 'vitest';
import { LacunaError } from '../../../../../db/contract/errors';
import type { Input } from '../../../../../db/contract/methods';
import type { GridRow, ViewQuery } from '../../../../../db/contract/types';
import { createViewReader, rowsPerBlock } from '../../../../../renderer/grid/view/viewReader';

const question = (search = ''): ViewQuery => ({ table: 'trials', search, filters: [], sort: [], includeWithdrawn: false });
const rowOf = (index: number, version = 1): GridRow => ({ id: `row-${index}`, ordinal: index + 1, lifecycle: 'active', version, values: {}, cites: [], flags: [], findings: { count: 0, worst: null }, isPrivate: false });

/** A core of `total` rows that keeps its latest view only and answers when it is told to. */
function largeCore(total: number) {
  const asked: string[] = [];
  let views = 0;
  let gate: Promise<unknown> = Promise.resolve();
  const rows = (start: number, end: number): GridRow[] => Array.from({ length: Math.max(0, Math.min(end, total) - start) }, (_, offset) => rowOf(start + offset));
  const call = async (method: string, input: Input<'openView'> | Input<'readView'>): Promise<unknown> => {
    const start = input.start ?? 0;
    const end = Math.min(input.end ?? 100, start + 2000);
    asked.push(`${method} ${start}-${end}`);
    await gate;
    if (method === 'openView') {
      views += 1;
      return { viewId: `view-${views}`, total: 'search' in input && input.search === 'few' ? 3 : total, start, rows: rows(start, end) };
    }
    if (!('viewId' in input) || input.viewId !== `view-${views}`) throw new LacunaError('not-found', 'This view of the table is no longer kept. Open it again.');
    return { viewId: input.viewId, total, start, rows: rows(start, end) };
  };
  return {
    asked,
    hold: () => {
      let open = (): void => {};
      gate = new Promise<void>((resolve) => { open = resolve; });
      return () => { gate = Promise.resolve(); open(); };
    },
    forget: () => { views += 1; },
    reader: (onOpen: (view: { readonly total: number }) => void = () => {}) => createViewReader({ call: (method, input) => call(method, input as Input<'openView'>) as never }, onOpen),
  };
}

describe('a view', () => {
  test('opens once for the same question, with the block around the row wanted', async () => {
    const core = largeCore(100_000);
    const opened: number[] = [];
    const reader = core.reader(({ total }) => opened.push(total));
    await Promise.all([reader.open(question(), 250), reader.open(question(), 250), reader.open(question(), 250)]);
    await reader.open(question(), 90_000);
    expect(core.asked).toEqual(['openView 200-300']);
    expect(opened).toEqual([100_000]);
    expect(reader.rowAt(250)?.id).toBe('row-250');
    expect(reader.rowAt(99)).toBeNull();
  });
  test('reads a block once, several together as one call, and never beyond its end', async () => {
    const core = largeCore(1050);
    const reader = core.reader();
    await reader.open(question(), 0);
    const [first, second] = await Promise.all([reader.rows(100, 350), reader.rows(150, 300)]);
    expect(first.map(({ id }) => id)).toEqual(Array.from({ length: 250 }, (_, index) => `row-${index + 100}`));
    expect(second).toHaveLength(150);
    expect(core.asked).toEqual(['openView 0-100', 'readView 100-400']);
    expect((await reader.rows(1000, 5000)).map(({ id }) => id).at(-1)).toBe('row-1049');
    expect(await reader.rows(2000, 3000)).toEqual([]);
  });
  test('asks at most two thousand rows at once', async () => {
    const core = largeCore(10_000);
    const reader = core.reader();
    await reader.open(question(), 0);
    expect(await reader.rows(0, 5000)).toHaveLength(5000);
    expect(core.asked.slice(1)).toEqual(['readView 100-2000', 'readView 2000-4000', 'readView 4000-5000']);
  });
  test('an older answer never replaces a newer question', async () => {
    const core = largeCore(5000);
    const reader = core.reader();
    const release = core.hold();
    const slow = reader.open(question('all'), 0);
    const latest = reader.open(question('few'), 0);
    release();
    await Promise.all([slow, latest]);
    expect(reader.current()).toMatchObject({ total: 3, query: { search: 'few' } });
  });
  test('is opened again when the core forgot it, and the rows come all the same', async () => {
    const core = largeCore(5000);
    const reader = core.reader();
    await reader.open(question(), 0);
    core.forget();
    expect((await reader.rows(300, 302)).map(({ id }) => id)).toEqual(['row-300', 'row-301']);
    expect(core.asked).toEqual(['openView 0-100', 'readView 300-400', 'openView 300-400']);
  });
  test('keeps a bounded number of rows, the latest ones, and knows where each stands', async () => {
    const core = largeCore(100_000);
    const reader = core.reader();
    await reader.open(question(), 0);
    for (let start = 0; start < 60_000; start += 2000) await reader.rows(start, start + 2000);
    expect(reader.rowAt(59_999)?.id).toBe('row-59999');
    expect(reader.rowAt(0)).toBeNull();
    expect(reader.rowOf('row-0')).toBeNull();
    expect(reader.indexOf('row-59999')).toBe(59_999);
    const kept = Array.from({ length: 600 }, (_, block) => reader.rowAt(block * rowsPerBlock)).filter((row) => row !== null);
    expect(kept.length).toBe(300);
  });
  test('reads rows again that it let go of, however they were read before', async () => {
    const core = largeCore(100_000);
    const reader = core.reader();
    await reader.open(question(), 0);
    for (let start = 0; start < 60_000; start += 1000) await reader.rows(start, start + 1000);
    for (const start of [0, 100, 500, 900, 1000]) expect((await reader.rows(start, start + 2)).map(({ id }) => id)).toEqual([`row-${start}`, `row-${start + 1}`]);
  });
  test('passes rows through without letting go of those that it keeps', async () => {
    const core = largeCore(100_000);
    const reader = core.reader();
    await reader.open(question(), 0);
    for (let start = 0; start < 60_000; start += 1000) expect(await reader.rowsUnkept(start, start + 1000)).toHaveLength(1000);
    expect(reader.rowAt(0)?.id).toBe('row-0');
    expect(reader.rowAt(59_999)).toBeNull();
    expect((await reader.rowsUnkept(99_999, 100_500)).map(({ id }) => id)).toEqual(['row-99999']);
    core.forget();
    expect((await reader.rowsUnkept(10, 12)).map(({ id }) => id)).toEqual(['row-10', 'row-11']);
  });
  test('takes new states of the rows that it keeps, and ignores the others', async () => {
    const core = largeCore(500);
    const reader = core.reader();
    await reader.open(question(), 0);
    reader.replace([rowOf(5, 2), rowOf(450, 2)]);
    expect(reader.rowOf('row-5')?.version).toBe(2);
    expect(reader.rowOf('row-450')).toBeNull();
  });
  test('reads rows anew: the old ones stay until the new ones are here, and those elsewhere go', async () => {
    const core = largeCore(500);
    const reader = core.reader();
    await reader.open(question(), 0);
    await reader.rows(400, 500);
    reader.replace([rowOf(5, 2)]);
    const answer = core.hold();
    const renewed = reader.renew(2, 30);
    await Promise.resolve();
    expect(reader.rowOf('row-5')?.version).toBe(2);
    answer();
    await renewed;
    expect(reader.rowOf('row-5')?.version).toBe(1);
    expect(reader.rowOf('row-450')).toBeNull();
    expect(reader.current()?.total).toBe(500);
  });
  test('a read that was under way when rows changed never comes over the new ones', async () => {
    const core = largeCore(500);
    const reader = core.reader();
    await reader.open(question(), 0);
    const answer = core.hold();
    const before = reader.rows(100, 200);
    const renewed = reader.renew(100, 120);
    answer();
    await renewed;
    expect(core.asked).toEqual(['openView 0-100', 'readView 100-200', 'readView 100-200']);
    expect(await before).toHaveLength(100);
    expect(reader.rowAt(0)).toBeNull();
  });
  test('prefetches within its ends, once, and not while a question is being asked', async () => {
    const core = largeCore(250);
    const reader = core.reader();
    reader.prefetch(0, 100);
    await reader.open(question(), 0);
    reader.prefetch(-50, 10_000);
    reader.prefetch(-50, 10_000);
    await reader.rows(200, 250);
    expect(core.asked).toEqual(['openView 0-100', 'readView 100-300']);
    reader.prefetch(300, 400);
    expect(core.asked).toHaveLength(2);
  });
});
