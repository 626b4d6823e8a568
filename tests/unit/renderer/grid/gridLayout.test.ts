// A layout that the file keeps is foreign text until it is read: anything may stand there.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readGridLayout, sortOfLayout, type GridLayout } from '../../../../renderer/grid/gridLayout';

const layout: GridLayout = {
  version: 1, linesPerRow: 3, marksResults: false, isFitted: false,
  columns: [
    { key: 'ordinal', width: 40, isHidden: false, pinned: 'left', sort: null, sortIndex: null },
    { key: 'factor', width: 170, isHidden: false, pinned: null, sort: 'asc', sortIndex: 1 },
    { key: 'expression', width: 90, isHidden: true, pinned: null, sort: 'desc', sortIndex: 0 },
  ],
  filters: [{ column: 'expression', operator: 'anyTerm', terms: ['Up'] }, { column: 'factor', operator: 'contains', text: 'miR' }],
};

describe('a stored layout', () => {
  test('reads back as it was kept', () => {
    expect(readGridLayout(JSON.parse(JSON.stringify(layout)))).toEqual(layout);
  });
  test('sorts by its columns in the order of their turns', () => {
    expect(sortOfLayout(layout)).toEqual([{ column: 'expression', direction: 'desc' }, { column: 'factor', direction: 'asc' }]);
    expect(sortOfLayout(null)).toEqual([]);
    expect(sortOfLayout({ columns: Array.from({ length: 9 }, (_, index) => ({ key: `c${index}`, width: 50, isHidden: false, pinned: null, sort: 'asc', sortIndex: index })) })).toHaveLength(5);
  });
  test('of another make, or no layout at all, counts as none', () => {
    for (const stored of [null, undefined, 1, 'text', [], {}, { version: 2, columns: [] }, { version: '1', columns: [] }, { version: 1 }, { version: 1, columns: {} }]) expect(readGridLayout(stored)).toBeNull();
  });
  test('keeps what can be read of it and drops the rest', () => {
    const read = readGridLayout({
      version: 1, linesPerRow: 1e9, isFitted: 'yes',
      columns: [null, 7, { key: 1, width: 50 }, { key: 'a', width: -5 }, { key: 'b', width: Number.NaN }, { key: 'c', width: '80' }, { key: 'd', width: 80, isHidden: 'true', pinned: 'top', sort: 'up', sortIndex: '0' }, ['e', 80]],
      filters: [{ column: 'factor', operator: 'drop table', text: 'x' }, { column: 'factor', operator: 'equals', text: 'x', extra: 1 }, 'x', { column: 'factor', operator: 'contains', text: 'ok' }],
    });
    expect(read).toEqual({
      version: 1, linesPerRow: 40, marksResults: true, isFitted: false,
      columns: [{ key: 'd', width: 80, isHidden: false, pinned: null, sort: null, sortIndex: null }],
      filters: [{ column: 'factor', operator: 'contains', text: 'ok' }],
    });
  });
  test.each([[0, 4], [-3, 4], [Number.NaN, 4], ['3', 4], [2.4, 2], [400, 40]])('takes %j lines per row as %j', (stored, lines) => {
    expect(readGridLayout({ version: 1, columns: [], linesPerRow: stored })?.linesPerRow).toBe(lines);
  });
  test('never throws and never grows without end, whatever JSON stands there', () => {
    fc.assert(fc.property(fc.jsonValue(), (stored) => {
      const read = readGridLayout(stored);
      expect(read === null || read.columns.length <= 200).toBe(true);
    }));
    const huge = readGridLayout({ version: 1, columns: Array.from({ length: 100_000 }, (_, index) => ({ key: `c${index}`, width: 50 })), filters: Array.from({ length: 10_000 }, () => ({ column: 'a', operator: 'blank' })) });
    expect(huge?.columns).toHaveLength(200);
    expect(huge?.filters).toHaveLength(50);
    expect(readGridLayout(JSON.parse('{"version":1,"columns":[{"key":"__proto__","width":5}],"__proto__":{"isFitted":true}}'))?.columns).toHaveLength(1);
  });
});
