// The range that is selected, kept by row and column key, so that moved and hidden columns do not confuse it.
import { describe, expect, test } from 'vitest';
import { createCellRanges } from '../../../../../renderer/grid/ranges/cellRanges';

function rangesOver(columns: string[], rows = 10) {
  let changes = 0;
  const shown = { columns, rows };
  const ranges = createCellRanges(() => shown.columns, () => shown.rows, () => { changes += 1; });
  return { ranges, shown, changes: () => changes };
}

describe('the range', () => {
  test('is nothing until a cell is chosen, then one cell that is not painted', () => {
    const { ranges } = rangesOver(['a', 'b', 'c']);
    expect(ranges.bounds()).toBeNull();
    expect(ranges.extend('down', 1)).toBeNull();
    ranges.collapseTo({ row: 2, key: 'b' });
    expect(ranges.bounds()).toEqual({ top: 2, bottom: 2, left: 1, right: 1 });
    expect(ranges.paintOf(2, 'b')).toBe('');
  });
  test('follows its columns when they move, and paints by the order shown', () => {
    const { ranges, shown } = rangesOver(['a', 'b', 'c']);
    ranges.select({ row: 0, key: 'a' }, { row: 1, key: 'b' });
    expect(ranges.paintOf(0, 'a')).toBe('in tl');
    expect(ranges.paintOf(0, 'c')).toBe('');
    shown.columns = ['a', 'c', 'b'];
    expect(ranges.bounds()).toEqual({ top: 0, bottom: 1, left: 0, right: 2 });
    expect(ranges.paintOf(0, 'c')).toBe('in t');
    expect(ranges.paintOf(0, 'unknown')).toBe('');
  });
  test('moves with the rows before it, and never above the first', () => {
    const { ranges } = rangesOver(['a', 'b']);
    ranges.select({ row: 4, key: 'a' }, { row: 5, key: 'b' });
    ranges.shiftRows(2);
    expect(ranges.bounds()).toMatchObject({ top: 6, bottom: 7 });
    ranges.shiftRows(-100);
    expect(ranges.bounds()).toMatchObject({ top: 0, bottom: 0 });
  });
  test('tells of changes only', () => {
    const { ranges, changes } = rangesOver(['a', 'b']);
    ranges.collapseTo({ row: 1, key: 'a' });
    ranges.collapseTo({ row: 1, key: 'a' });
    ranges.shiftRows(0);
    expect(changes()).toBe(1);
    ranges.headTo({ row: 3, key: 'b' });
    expect(changes()).toBe(2);
  });
});
