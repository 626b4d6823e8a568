// How a cell's text is cut at its marks: nothing of the text is lost, whatever the marks say.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { segmentsOf, worstOf, type CellMark } from '../../../../../renderer/grid/marks/segments';

const finding = (findingId: string, start: number, end: number, severity: 'info' | 'minor' | 'major' | 'critical' = 'major'): CellMark => ({ kind: 'finding', findingId, severity, start, end });
const result = (resultId: string, start: number, end: number): CellMark => ({ kind: 'result', resultId, start, end });
const shown = (text: string, marks: readonly CellMark[]): readonly string[] => segmentsOf(text, marks).map(({ text: part, findingIds, resultIds }) => `${part}${findingIds.length + resultIds.length === 0 ? '' : `{${[...findingIds, ...resultIds].join(' ')}}`}`);

describe('a text is cut at its marks', () => {
  test('without marks it stays whole; without text there is nothing', () => {
    expect(shown('ORR 34.9%', [])).toEqual(['ORR 34.9%']);
    expect(shown('', [finding('a', 0, 0)])).toEqual([]);
  });

  test('a finding in the middle, one at each end, and one over everything', () => {
    expect(shown('ORR 34.9% vs 11.1%', [finding('a', 4, 9)])).toEqual(['ORR ', '34.9%{a}', ' vs 11.1%']);
    expect(shown('abcdef', [finding('a', 0, 2), finding('b', 4, 6)])).toEqual(['ab{a}', 'cd', 'ef{b}']);
    expect(shown('Up', [finding('a', 0, 2)])).toEqual(['Up{a}']);
  });

  test('where marks overlap, the stretch has both, and the gravest gives the line', () => {
    expect(shown('abcdef', [finding('a', 0, 4), result('r', 2, 6)])).toEqual(['ab{a}', 'cd{a r}', 'ef{r}']);
    expect(segmentsOf('abcd', [finding('a', 0, 4, 'info'), finding('b', 1, 3, 'critical'), finding('c', 1, 3, 'minor')]).map(({ severity }) => severity)).toEqual(['info', 'critical', 'info']);
    expect(segmentsOf('ab', [result('r', 0, 2)])[0]?.severity).toBeNull();
  });

  test('a note marks its words without giving them a line of a finding', () => {
    const note: CellMark = { kind: 'note', noteId: 'n', start: 1, end: 3 };
    expect(segmentsOf('abcd', [note, finding('a', 2, 4)]).map(({ text, noteIds, severity }) => [text, noteIds, severity])).toEqual([['a', [], null], ['b', ['n'], null], ['c', ['n'], 'major'], ['d', [], 'major']]);
  });

  test('marks outside the text are left out: they are of another text', () => {
    expect(shown('abc', [finding('a', 1, 9), finding('b', -1, 2), finding('c', 2, 2), finding('d', 3, 1)])).toEqual(['abc']);
  });

  test('whatever the marks are, the segments together are the text', () => {
    const place = fc.integer({ min: -3, max: 40 });
    fc.assert(fc.property(fc.string({ maxLength: 30 }), fc.array(fc.tuple(place, place), { maxLength: 20 }), (text, places) => {
      const segments = segmentsOf(text, places.map(([start, end], index) => (index % 2 === 0 ? finding(String(index), start, end) : result(String(index), start, end))));
      expect(segments.map((segment) => segment.text).join('')).toBe(text);
      expect(segments.every((segment) => segment.text !== '')).toBe(true);
    }));
  });

  test('a cell with thousands of marks is cut a bounded number of times', () => {
    const marks = Array.from({ length: 5000 }, (_, index) => finding(String(index), index, index + 2));
    expect(segmentsOf('x'.repeat(10_000), marks).length).toBeLessThan(1000);
  });
});

test('the worst of no severities is none', () => {
  expect(worstOf([])).toBeNull();
  expect(worstOf(['minor', 'info', 'major', 'minor'])).toBe('major');
});
