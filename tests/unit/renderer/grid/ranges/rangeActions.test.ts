// Copying a range: a small one at once, a large one piece by piece with progress and a way out, and one that is too large
// not at all, with a sentence that says what to do.
import { describe, expect, test } from 'vitest';
import type { GridRow } from '../../../../../db/contract/types';
import type { CellEditing } from '../../../../../renderer/grid/editing/cellEditing';
import type { GridProgress } from '../../../../../renderer/grid/gridUi';
import { createCellRanges } from '../../../../../renderer/grid/ranges/cellRanges';
import type { TextTable } from '../../../../../renderer/grid/ranges/clipboardTable';
import { createRangeActions } from '../../../../../renderer/grid/ranges/rangeActions';
import type { ViewReader } from '../../../../../renderer/grid/view/viewReader';

const columns = ['treatment', 'patients'];
const rowOf = (index: number): GridRow => ({ id: `row-${index}`, ordinal: index + 1, lifecycle: 'active', version: 1, values: { treatment: `Treatment ${index}`, patients: String(index) }, cites: [], flags: [], findings: { count: 0, worst: null }, isPrivate: false });
const rows = (start: number, end: number): readonly GridRow[] => Array.from({ length: end - start }, (_, offset) => rowOf(start + offset));

/** A grid of `total` rows, of which the first hundred are here. */
function grid(total: number) {
  const progress: (GridProgress | null)[] = [];
  const asked: string[] = [];
  const ranges = createCellRanges(() => columns, () => total, () => {});
  const reader: Pick<ViewReader, 'rows' | 'rowsUnkept' | 'rowAt'> = {
    rows: async (start, end) => { asked.push(`rows ${start}-${end}`); return rows(start, end); },
    rowsUnkept: async (start, end) => { asked.push(`unkept ${start}-${end}`); return rows(start, end); },
    rowAt: (index) => (index < 100 ? rowOf(index) : null),
  };
  const editing: Pick<CellEditing, 'shown'> = { shown: (row, field) => ({ value: row.values[field] ?? null, cites: [], state: null, typed: null }) };
  const actions = createRangeActions({
    table: 'trials', ranges, reader: reader as ViewReader, editing: editing as CellEditing, client: { call: () => Promise.reject(new Error('not asked')) }, writes: { write: async () => null },
    whenShown: async () => {}, rowCount: () => total, isReadOnly: () => false, tell: () => {}, say: () => {}, showProgress: (now) => progress.push(now),
  });
  const select = (from: number, to: number): void => ranges.select({ row: from, key: 'treatment' }, { row: to, key: 'patients' });
  return { actions, select, progress, asked };
}

async function all(pieces: AsyncIterable<TextTable>): Promise<TextTable> {
  const found: (readonly string[])[] = [];
  for await (const piece of pieces) found.push(...piece);
  return found;
}

describe('copying', () => {
  test('a range whose rows are here is text at once', () => {
    const { actions, select, asked } = grid(100_000);
    select(3, 4);
    expect(actions.textNow()).toEqual([['Treatment 3', '3'], ['Treatment 4', '4']]);
    select(98, 101);
    expect(actions.textNow()).toBeNull();
    expect(asked).toEqual([]);
  });
  test('a large one is read in pieces, says how far it is, and ends without a trace', async () => {
    const { actions, select, progress, asked } = grid(100_000);
    select(500, 2999);
    const copied = await all(actions.textInPieces());
    expect([copied.length, copied[0], copied.at(-1)]).toEqual([2500, ['Treatment 500', '500'], ['Treatment 2999', '2999']]);
    expect(asked).toEqual(['unkept 500-1500', 'unkept 1500-2500', 'unkept 2500-3000']);
    expect(progress.map((now) => (now === null ? null : [now.done, now.total]))).toEqual([[0, 2500], [1000, 2500], [2000, 2500], null]);
  });
  test('can be cancelled, and then puts nothing on the clipboard', async () => {
    const { actions, select, progress } = grid(100_000);
    select(0, 50_000);
    const pieces = actions.textInPieces()[Symbol.asyncIterator]();
    await pieces.next();
    progress.at(-1)?.cancel();
    await expect(pieces.next()).rejects.toThrow('Copying was cancelled. The clipboard holds what it held before.');
    expect(progress.at(-1)).toBeNull();
  });
  test('more than 200,000 cells are refused before anything is read', async () => {
    const { actions, select, asked } = grid(200_000);
    select(0, 99_999);
    await actions.textInPieces()[Symbol.asyncIterator]().next();
    select(0, 100_000);
    const before = asked.length;
    await expect(all(actions.textInPieces())).rejects.toThrow('The clipboard takes at most 200,000 cells from here; these are 200,002. Select fewer, or export the table.');
    expect(asked).toHaveLength(before);
  });
  test('rows for a small range are read first, those of a large one are not', async () => {
    const { actions, select, asked } = grid(100_000);
    select(200, 210);
    await actions.load();
    select(200, 50_000);
    await actions.load();
    expect(asked).toEqual(['rows 200-211']);
  });
});
