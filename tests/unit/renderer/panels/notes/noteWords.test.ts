// The words of notes, and where chosen words stand: whatever was dragged over, and however a text field shows line ends.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aboutWords, placeInText, sharingWords, standingWords, wordsBetween } from '../../../../../renderer/panels/notes/noteWords';

test('a note says what it is about by number and name, a study by its number', () => {
  const note = { table: 'factors', rowOrdinal: 12, rowName: 'CXCR7', heading: 'Expression' } as const;
  expect(aboutWords(note)).toBe('factor 12 CXCR7, Expression');
  expect(aboutWords({ ...note, heading: null })).toBe('factor 12 CXCR7');
  expect(aboutWords({ ...note, table: 'studies', rowName: 'Li 2021', heading: null })).toBe('[12] Li 2021');
  expect(aboutWords({ ...note, rowOrdinal: 0, rowName: 'a claim that is gone', table: 'claims', heading: null })).toBe('a claim that is gone');
});

test('what became of its place is said where there is something to say', () => {
  const standing = { state: 'anchored', isRowThere: true, isRowWithdrawn: false, span: { start: 0, end: 2 }, quote: 'Up' } as const;
  expect(standingWords(standing)).toBe('');
  expect(standingWords({ ...standing, isRowWithdrawn: true })).toBe('On a withdrawn row.');
  expect(standingWords({ ...standing, state: 'moved' })).toBe('Moved: its words stand elsewhere in the cell now.');
  expect(standingWords({ ...standing, state: 'orphaned', span: null, isRowWithdrawn: true })).toBe('Orphaned: its words do not stand in the cell any more. On a withdrawn row.');
  expect(standingWords({ ...standing, state: 'orphaned', span: null, isRowThere: false })).toBe('Orphaned: its row is not in this file any more.');
  expect(standingWords({ ...standing, span: null, quote: null })).toBe('');
  expect([sharingWords({ sharing: 'published', isPrivate: false }), sharingWords({ sharing: 'published', isPrivate: true }), sharingWords({ sharing: 'private', isPrivate: true })]).toEqual(['published', 'published, on what is private', 'private']);
});

describe('chosen words', () => {
  test('are without the spaces around them; of spaces alone there are none', () => {
    expect(wordsBetween('Binds CXCL12; no effect', 5, 12)).toEqual({ start: 6, quote: 'CXCL12' });
    expect(wordsBetween('a  b', 1, 3)).toBeNull();
    expect(wordsBetween('a', 1, 1)).toBeNull();
  });

  test('stand in the text where they say (property)', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\n', '😀', '漢'), maxLength: 30 }), fc.nat(30), fc.nat(30), (text, from, to) => {
      const words = wordsBetween(text, Math.min(from, to), Math.max(from, to));
      if (words !== null) expect(text.startsWith(words.quote, words.start) && words.start >= Math.min(from, to)).toBe(true);
    }));
  });

  test('are found again behind line ends that a text field shows as one character', () => {
    const text = 'one\r\ntwo\r\nthree\nfour';
    const shown = text.replaceAll('\r\n', '\n');
    for (const word of ['one', 'two', 'three', 'four']) expect(text.startsWith(word, placeInText(text, shown.indexOf(word)))).toBe(true);
    expect(placeInText(text, shown.length)).toBe(text.length);
  });
});
