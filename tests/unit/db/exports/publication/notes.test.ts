// Lettered notes and the raised point: letters in reading order, one a conflict; numbers only, never identifiers.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { letteredNotes, type NotedConflict } from '../../../../../db/exports/publication/conflictNotes';
import { withNumberStyle } from '../../../../../db/exports/publication/numberStyle';

const open: NotedConflict = { title: 'Expression of CXCR7', status: 'open', breakdown: 'Up 1 · Down 1', disposition: null, verdictReason: null, cells: [{ row: 4, column: 1 }, { row: 2, column: 3 }] };

describe('lettered notes', () => {
  test('have their letters in the order in which a reader meets them', () => {
    const { notes, marksAt } = letteredNotes([open, { ...open, title: 'Earlier', cells: [{ row: 2, column: 0 }] }]);
    expect(notes).toEqual([{ mark: 'a', text: 'Earlier; Up 1 · Down 1; Not settled.' }, { mark: 'b', text: 'Expression of CXCR7; Up 1 · Down 1; Not settled.' }]);
    expect([marksAt(2, 0), marksAt(2, 3), marksAt(4, 1), marksAt(0, 0)]).toEqual(['a', 'b', 'b', '']);
  });
  test('share a cell, and say the verdict of what is settled', () => {
    const settled = { ...open, status: 'resolved', disposition: 'explained by population', verdictReason: 'Another stage.' };
    const { notes, marksAt } = letteredNotes([open, settled]);
    expect(marksAt(2, 3)).toBe('a,b');
    expect(notes[1]?.text).toBe('Expression of CXCR7; Up 1 · Down 1; Settled as explained by population: Another stage.');
  });
  test('are not made of conflicts without a cell here, and go on after z', () => {
    expect(letteredNotes([{ ...open, cells: [] }]).notes).toEqual([]);
    const many = letteredNotes(Array.from({ length: 28 }, (_, row) => ({ ...open, cells: [{ row, column: 0 }] })));
    expect([many.marksAt(25, 0), many.marksAt(26, 0), many.marksAt(27, 0)]).toEqual(['z', 'aa', 'ab']);
  });
});

describe('the raised point', () => {
  test.each([
    ['HR 0.68 (95% CI 0.51-0.91)', 'HR 0·68 (95% CI 0·51-0·91)'], ['p < 0.001.', 'p < 0·001.'], ['3.4–5.6 months', '3·4–5·6 months'], ['−1.5%', '−1·5%'],
  ])('%s', (text, expected) => expect(withNumberStyle(text, 'raised-point')).toBe(expected));
  test.each(['10.1000/182.3', 'version 1.2.3', '12.05.2020', 'v1.2', 'mTOR1.2', '5. Next', 'doi:10.1/a0.5'])('leaves %s as it is', (text) => expect(withNumberStyle(text, 'raised-point')).toBe(text));
  test('leaves everything as it is where none is asked for', () => fc.assert(fc.property(fc.string(), (text) => withNumberStyle(text, 'as-printed') === text)));
  test('changes points into raised points and nothing else', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('1', '0', '.', ' ', '/', 'a', '-', '(') }), (text) => {
      const raised = withNumberStyle(text, 'raised-point');
      expect(raised.replaceAll('·', '.')).toBe(text);
    }));
  });
});
