// The rectangle of cells between an anchor and a head.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundsOf, clampRange, edgesAt, extended, isInside, rangeInWords, sizeOf, stepFrom } from '../../../../../renderer/grid/ranges/rangeGeometry';

const size = { rows: 10, columns: 4 };

describe('a range', () => {
  test('is the same rectangle whichever corner it was begun at', () => {
    const corners = [{ row: 2, column: 1 }, { row: 5, column: 3 }, { row: 2, column: 3 }, { row: 5, column: 1 }] as const;
    const [a, b, c, d] = corners;
    const wanted = { top: 2, bottom: 5, left: 1, right: 3 };
    for (const [anchor, head] of [[a, b], [b, a], [c, d], [d, c]] as const) expect(boundsOf({ anchor, head })).toEqual(wanted);
    expect(sizeOf(wanted)).toEqual({ rows: 4, columns: 3 });
  });
  test('grows and shrinks at its head, and its anchor stays', () => {
    const range = { anchor: { row: 2, column: 1 }, head: { row: 2, column: 1 } };
    const down = extended(range, 'down', size, 1);
    expect(down).toEqual({ anchor: range.anchor, head: { row: 3, column: 1 } });
    expect(extended(down, 'up', size, 2).head).toEqual({ row: 1, column: 1 });
    expect(extended(range, 'right', size, Number.POSITIVE_INFINITY).head).toEqual({ row: 2, column: 3 });
    expect(extended(range, 'up', size, Number.POSITIVE_INFINITY).head).toEqual({ row: 0, column: 1 });
  });
  test('never leaves the table, however far it is taken', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.array(fc.tuple(fc.constantFrom('up', 'down', 'left', 'right'), fc.integer({ min: 0, max: 30 })), { maxLength: 20 }), (rows, columns, steps) => {
      let range = { anchor: { row: 0, column: 0 }, head: { row: 0, column: 0 } };
      for (const [direction, step] of steps) range = { ...extended(range, direction, { rows, columns }, step) };
      const { top, bottom, left, right } = boundsOf(range);
      expect(top >= 0 && left >= 0 && bottom < rows && right < columns).toBe(true);
    }));
  });
  test('is cut to a table that became smaller, and is nothing in an empty one', () => {
    const range = { anchor: { row: 8, column: 3 }, head: { row: 9, column: 0 } };
    expect(clampRange(range, { rows: 3, columns: 2 })).toEqual({ anchor: { row: 2, column: 1 }, head: { row: 2, column: 0 } });
    expect(clampRange(range, { rows: 0, columns: 4 })).toBeNull();
    expect(clampRange(range, { rows: 4, columns: 0 })).toBeNull();
  });
  test('knows which of its cells lie at which side, and which lie outside', () => {
    const bounds = { top: 1, bottom: 2, left: 1, right: 2 };
    expect(edgesAt(bounds, { row: 1, column: 1 })).toBe('tl');
    expect(edgesAt(bounds, { row: 2, column: 2 })).toBe('br');
    expect(edgesAt({ top: 1, bottom: 1, left: 1, right: 1 }, { row: 1, column: 1 })).toBe('tblr');
    expect(isInside(bounds, { row: 2, column: 1 })).toBe(true);
    expect(isInside(bounds, { row: 3, column: 1 })).toBe(false);
    expect(isInside(bounds, { row: 2, column: 0 })).toBe(false);
  });
  test('is said aloud in words', () => {
    expect(rangeInWords({ top: 0, bottom: 0, left: 0, right: 0 })).toBe('1 cell selected');
    expect(rangeInWords({ top: 0, bottom: 0, left: 0, right: 2 })).toBe('3 cells selected, 1 row by 3 columns');
    expect(rangeInWords({ top: 0, bottom: 1999, left: 0, right: 0 })).toBe('2,000 cells selected, 2,000 rows by 1 column');
  });
  test('one step stays in the same row or column', () => {
    expect(stepFrom({ row: 5, column: 2 }, 'left', size, 1)).toEqual({ row: 5, column: 1 });
    expect(stepFrom({ row: 0, column: 0 }, 'left', size, 1)).toEqual({ row: 0, column: 0 });
  });
});
