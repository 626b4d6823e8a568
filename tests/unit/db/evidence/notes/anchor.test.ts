// Anchors of notes: the quote with what stands around it, found again where the text moved, and never guessed.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anchorOf, cutsCharacter, placeOf } from '../../../../../db/evidence/notes/anchor';

const text = 'Promotes EMT in lung cells; no effect in bone. Promotes EMT in prostate cells; no effect in liver.';
const at = (words: string, from = 0): number => text.indexOf(words, from);
const second = at('no effect', at('no effect') + 1);
const anchor = anchorOf(text, second, second + 'no effect'.length);

describe('an anchor', () => {
  test('is the quote with 32 characters on each side, and where it began', () => {
    expect(anchor).toEqual({ quote: 'no effect', prefix: 'Promotes EMT in prostate cells; '.slice(-32), suffix: ' in liver.', start: second });
    expect(anchorOf('short', 0, 5)).toEqual({ quote: 'short', prefix: '', suffix: '', start: 0 });
  });

  test.each([
    ['a surrogate pair', '😀'.repeat(40), 41, 43], ['a letter and its marks', 'e\u0301\u0323'.repeat(40), 61, 62], ['joined emoji', '👩🏽‍⚕️'.repeat(9), 30, 31], ['a line end', 'a\r\nb', 2, 3],
  ])('never cuts %s', (_, whole, from, to) => {
    const { quote, prefix, suffix, start } = anchorOf(whole, from, to);
    expect(quote).not.toBe('');
    expect(start).toBeLessThanOrEqual(from);
    for (const place of [start - prefix.length, start, start + quote.length, start + quote.length + suffix.length]) expect(cutsCharacter(whole, place)).toBe(false);
    expect(whole.slice(start - prefix.length, start + quote.length + suffix.length)).toBe(prefix + quote + suffix);
  });

  test('never cuts a character, whatever the text (property)', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '😀', '\u0301', '\u200D', '🏽', '\r', '\n', '漢'), maxLength: 120 }), fc.nat(200), fc.nat(200), (whole, from, to) => {
      const { quote, prefix, suffix, start } = anchorOf(whole, from, to);
      expect(Math.max(prefix.length, suffix.length)).toBeLessThanOrEqual(32);
      expect(whole.startsWith(prefix + quote + suffix, start - prefix.length)).toBe(true);
      for (const place of [start - prefix.length, start, start + quote.length, start + quote.length + suffix.length]) expect(cutsCharacter(whole, place)).toBe(false);
    }));
  });
});

describe('the place of an anchor', () => {
  test('is where it was, although the same words stand elsewhere', () => expect(placeOf(anchor, text)).toEqual({ state: 'anchored', start: second, end: second + 9 }));

  test('is by the context where words came or went before it, not by the old number', () => {
    const shorter = text.replace('Promotes EMT in lung cells; no effect in bone. ', '');
    expect(placeOf(anchor, shorter)).toEqual({ state: 'moved', start: shorter.indexOf('no effect'), end: shorter.indexOf('no effect') + 9 });
    const longer = `Seen twice. ${text}`;
    expect(placeOf(anchor, longer)).toMatchObject({ state: 'moved', start: second + 'Seen twice. '.length });
  });

  test('is the nearest of places whose context agrees as long', () => {
    const repeated = 'up in A, up in A, up in A';
    const middle = anchorOf(repeated, 9, 11);
    expect(placeOf({ ...middle, prefix: '', suffix: ' in A', start: 8 }, repeated)).toMatchObject({ state: 'moved', start: 9 });
  });

  test('is none where the quote is gone, or where nothing tells which of several it is', () => {
    expect(placeOf(anchor, text.replaceAll('no effect', 'an effect'))).toEqual({ state: 'orphaned' });
    expect(placeOf({ quote: 'up', prefix: 'CXCR7 ', suffix: ' in lung', start: 40 }, 'down; up; down; up')).toEqual({ state: 'orphaned' });
    expect(placeOf({ quote: 'up', prefix: 'CXCR7 ', suffix: ' in lung', start: 40 }, 'down; up')).toMatchObject({ state: 'moved', start: 6 });
  });

  test('is not within a character that holds the quote', () => {
    expect(placeOf({ quote: 'e', prefix: '', suffix: '', start: 0 }, 'e\u0301')).toEqual({ state: 'orphaned' });
  });

  const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '5', '漢', '😀', '.'), maxLength: 60 });
  test('in a text that did not change is where it was (property)', () => {
    fc.assert(fc.property(words, fc.nat(60), fc.nat(60), (whole, from, to) => {
      const made = anchorOf(whole, from, to);
      fc.pre(made.quote !== '');
      expect(placeOf(made, whole)).toEqual({ state: 'anchored', start: made.start, end: made.start + made.quote.length });
    }));
  });

  test('is found again where something was written before or behind the quote (property)', () => {
    fc.assert(fc.property(words, words, words, fc.nat(120), (before, after, written, where) => {
      const quote = 'QUOTE';
      const made = anchorOf(before + quote + after, before.length, before.length + quote.length);
      const isBefore = where % 2 === 0;
      const cut = Math.min(where, isBefore ? before.length : after.length);
      fc.pre(!cutsCharacter(isBefore ? before : after, cut));
      const now = isBefore ? `${before.slice(0, cut)}${written}${before.slice(cut)}${quote}${after}` : `${before}${quote}${after.slice(0, cut)}${written}${after.slice(cut)}`;
      const start = before.length + (isBefore ? written.length : 0);
      expect(placeOf(made, now)).toEqual({ state: start === before.length ? 'anchored' : 'moved', start, end: start + quote.length });
    }));
  });

  test('is none once the quote is deleted (property)', () => {
    fc.assert(fc.property(words, words, (before, after) => {
      const made = anchorOf(`${before}QUOTE${after}`, before.length, before.length + 5);
      expect(placeOf(made, before + after)).toEqual({ state: 'orphaned' });
    }));
  });
});
