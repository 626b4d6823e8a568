// Widths that columns have until the curator chooses others.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnOf, tables } from '../../../../../db/contract/columns';
import type { GridTable } from '../../../../../db/contract/tableNames';
import { wantedWidths } from '../../../../../renderer/grid/columns/columnDefs';
import { ordinalColumn } from '../../../../../renderer/grid/gridLayout';
import { fittedWidths, leastChosenWidth } from '../../../../../renderer/grid/columns/fittedWidths';

const sum = (widths: ReadonlyMap<string, number>): number => [...widths.values()].reduce((total, width) => total + width, 0);

describe('fitted widths', () => {
  test('fill the room in the proportions asked for', () => {
    expect([...fittedWidths([{ key: 'a', weight: 1, least: 10 }, { key: 'b', weight: 3, least: 10 }], 400)]).toEqual([['a', 100], ['b', 300]]);
  });
  test('give a column its least width, and the others share what is left', () => {
    expect([...fittedWidths([{ key: 'number', weight: 0, least: 40 }, { key: 'a', weight: 1, least: 100 }, { key: 'b', weight: 9, least: 10 }], 340)]).toEqual([['number', 40], ['a', 100], ['b', 200]]);
  });
  test('are the least ones where there is no room: the grid scrolls', () => {
    expect([...fittedWidths([{ key: 'a', weight: 1, least: 100 }, { key: 'b', weight: 9, least: 80 }], 50)]).toEqual([['a', 100], ['b', 80]]);
    expect([...fittedWidths([], 50)]).toEqual([]);
  });
  test.each(Object.keys(tables) as GridTable[])('of %s are ones that the grid takes', (table) => {
    for (const { key, least } of wantedWidths(table, 5)) if (key !== ordinalColumn) expect(least, key).toBeGreaterThanOrEqual(leastChosenWidth);
  });
  test('never leave a gap and never overflow where the least widths fit', () => {
    const column = fc.record({ weight: fc.integer({ min: 0, max: 400 }), least: fc.integer({ min: 30, max: 150 }) });
    fc.assert(fc.property(fc.array(column, { minLength: 1, maxLength: 12 }), fc.integer({ min: 200, max: 3000 }), (columns, available) => {
      const wanted = columns.map((each, index) => ({ ...each, key: `c${index}` }));
      const widths = fittedWidths(wanted, available);
      const leasts = wanted.reduce((total, { least }) => total + least, 0);
      expect(wanted.every(({ key, least }) => (widths.get(key) ?? 0) >= least)).toBe(true);
      if (wanted.some(({ weight }) => weight > 0) && leasts <= available) expect(sum(widths)).toBe(available);
      else expect(sum(widths)).toBe(leasts);
    }));
  });
  test('hold every published column and the status beside the inspector at 1440 pixels, but for claims and results, which have too many', () => {
    for (const table of ['factors', 'trials', 'studies', 'findings', 'glossary', 'aliases'] as const) {
      const isShown = ({ key }: { readonly key: string }): boolean => columnOf(table, key)?.isPublished !== false;
      expect(wantedWidths(table, 146).filter(isShown).reduce((total, { least }) => total + least, 0), `${table}`).toBeLessThanOrEqual(1440 - 172 - 316 - 16);
    }
  });
  test('give the numbers room for their digits', () => {
    const widthAt = (rows: number): number => wantedWidths('trials', rows)[0]?.least ?? 0;
    expect(widthAt(100_000)).toBeGreaterThan(widthAt(146));
    expect(widthAt(15)).toBe(widthAt(0));
  });
});
