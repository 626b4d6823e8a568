// Where pasted text goes.
import { describe, expect, test } from 'vitest';
import { tables } from '../../../../../db/contract/columns';
import { planPaste } from '../../../../../renderer/grid/ranges/pastePlan';

const columns = tables.factors.columns;
const at = (top: number, left: number, bottom = top, right = left) => ({ top, bottom, left, right });
const cellsOf = (plan: ReturnType<typeof planPaste>): readonly string[] => plan.cells.map(({ row, column, text }) => `${row} ${column.key}: ${text}`);

describe('a paste', () => {
  test('of one text fills the whole range', () => {
    const plan = planPaste([['x']], at(1, 0, 2, 1), columns, 10);
    expect(cellsOf(plan)).toEqual(['1 factor: x', '1 expression: x', '2 factor: x', '2 expression: x']);
  });
  test('of a block starts at the top left, whatever the size of the range', () => {
    const block = [['a', 'b'], ['c', 'd']];
    for (const bounds of [at(1, 1), at(1, 1, 8, 4)]) expect(cellsOf(planPaste(block, bounds, columns, 10))).toEqual(['1 expression: a', '1 clinicalSignificance: b', '2 expression: c', '2 clinicalSignificance: d']);
  });
  test('beyond the last row becomes new rows, but for rows without any text', () => {
    const plan = planPaste([['a'], ['b'], ['  '], ['c']], at(9, 0), columns, 10);
    expect(cellsOf(plan)).toEqual(['9 factor: a']);
    expect(plan.newRows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([['b'], ['c']]);
  });
  test('into an empty table makes rows only', () => {
    const plan = planPaste([['a', 'b']], at(0, 0), columns, 0);
    expect(plan.cells).toEqual([]);
    expect(plan.newRows).toHaveLength(1);
  });
  test('counts the texts that meet no column or one that can not be written, and not the empty ones', () => {
    const withStatus = [...columns.slice(0, 2), null];
    const plan = planPaste([['a', 'b', 'lost', 'lost too'], ['c', 'd', '', '']], at(0, 0), withStatus, 10);
    expect(plan.lost).toBe(2);
    expect(cellsOf(plan)).toEqual(['0 factor: a', '0 expression: b', '1 factor: c', '1 expression: d']);
    expect(planPaste([['x']], at(0, 1, 0, 2), withStatus, 10).lost).toBe(1);
  });
  test('of ragged rows touches only the cells that it has texts for', () => {
    expect(cellsOf(planPaste([['a', 'b'], ['c']], at(0, 0), columns, 10))).toEqual(['0 factor: a', '0 expression: b', '1 factor: c']);
  });
});
