// Lettered notes and the raised point: letters in reading order, one a conflict or note; numbers only, never identifiers.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conflictText, letteredNotes, noteText, type NotedConflict } from '../../../../../db/exports/publication/letteredNotes';
import { withNumberStyle } from '../../../../../db/exports/publication/numberStyle';

const open: NotedConflict = { title: 'Expression of CXCR7', kind: 'opposite expression', rationale: 'Two cohorts', status: 'open', breakdown: 'Up 1 · Down 1', disposition: null, verdictReason: null };
const cells = [{ row: 4, column: 1 }, { row: 2, column: 3 }];

describe('lettered notes', () => {
  test('have their letters in the order in which a reader meets them, conflicts and notes mixed', () => {
    const { notes, marksAt } = letteredNotes([{ text: 'Later.', cells }, { text: 'Earlier.', cells: [{ row: 2, column: 0 }] }, { text: 'Last.', cells: [{ row: 4, column: 2 }] }]);
    expect(notes).toEqual([{ mark: 'a', text: 'Earlier.', cells: [{ row: 2, column: 0 }] }, { mark: 'b', text: 'Later.', cells: cells.toReversed() }, { mark: 'c', text: 'Last.', cells: [{ row: 4, column: 2 }] }]);
    expect([marksAt(2, 0), marksAt(2, 3), marksAt(4, 1), marksAt(4, 2), marksAt(0, 0)]).toEqual(['a', 'b', 'b', 'c', '']);
  });
  test('share a cell in the order given', () => {
    const { notes, marksAt } = letteredNotes([{ text: 'First.', cells }, { text: 'Second.', cells }]);
    expect(marksAt(2, 3)).toBe('a,b');
    expect(notes.map(({ text }) => text)).toEqual(['First.', 'Second.']);
  });
  test('are not made of what has no cell here, and go on after z', () => {
    expect(letteredNotes([{ text: 'Elsewhere.', cells: [] }]).notes).toEqual([]);
    const many = letteredNotes(Array.from({ length: 28 }, (_, row) => ({ text: 'One.', cells: [{ row, column: 0 }] })));
    expect([many.marksAt(25, 0), many.marksAt(26, 0), many.marksAt(27, 0)]).toEqual(['z', 'aa', 'ab']);
  });
  test('of conflicts say the breakdown, and the verdict of what is settled', () => {
    expect(conflictText(open)).toBe('Expression of CXCR7: Up (1), Down (1). Not settled: Two cohorts.');
    expect(conflictText({ ...open, status: 'resolved', disposition: 'explained by population', verdictReason: 'Another stage.' })).toBe('Expression of CXCR7: Up (1), Down (1). Settled (explained by population): Another stage.');
  });
  test('of conflicts without a title of their own say what kind they are', () => {
    expect(conflictText({ ...open, title: 'CXCR4, CXCR7: Up 1 · Down 1' })).toBe('Opposite expression: Up (1), Down (1). Not settled: Two cohorts.');
  });
  test('of curators stand in one line behind the words that they are about, and end as sentences do', () => {
    expect(noteText({ quote: null, text: 'Seen in one\nseries only' })).toBe('Seen in one series only.');
    expect(noteText({ quote: 'no\n effect', text: 'Really?' })).toBe('“no effect”: Really?');
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
