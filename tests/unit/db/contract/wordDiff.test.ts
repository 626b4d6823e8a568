// The difference of two texts, word by word.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordDiff } from '../../../../db/contract/wordDiff';
import { naughtyTexts } from '../../renderer/grid/naughtyTexts';

const before = (left: string, right: string): string => wordDiff(left, right).filter(({ kind }) => kind !== 'added').map(({ text }) => text).join('');
const after = (left: string, right: string): string => wordDiff(left, right).filter(({ kind }) => kind !== 'removed').map(({ text }) => text).join('');

describe('the difference', () => {
  test('shows the words that went and came, and leaves the rest', () => {
    expect(wordDiff('Promoting TGF-3 signaling', 'Promoting TGF-β signaling')).toEqual([
      { kind: 'same', text: 'Promoting ' }, { kind: 'removed', text: 'TGF-3' }, { kind: 'added', text: 'TGF-β' }, { kind: 'same', text: ' signaling' },
    ]);
    expect(wordDiff('same', 'same')).toEqual([{ kind: 'same', text: 'same' }]);
    expect(wordDiff('', '')).toEqual([]);
    expect(wordDiff('', 'new')).toEqual([{ kind: 'added', text: 'new' }]);
    expect(wordDiff('old', '')).toEqual([{ kind: 'removed', text: 'old' }]);
  });
  test('gives both texts back whole, whatever they are', () => {
    const text = fc.oneof(fc.constantFrom(...naughtyTexts), fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', 'β') }));
    fc.assert(fc.property(text, text, (left, right) => {
      expect(before(left, right)).toBe(left);
      expect(after(left, right)).toBe(right);
    }));
  });
  test('never puts two parts of one kind side by side', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' ') }), fc.string({ unit: fc.constantFrom('a', 'b', ' ') }), (left, right) => {
      const kinds = wordDiff(left, right).map(({ kind }) => kind);
      expect(kinds.every((kind, index) => kind !== kinds[index + 1])).toBe(true);
    }));
  });
  test('compares long texts as wholes, in time', () => {
    const long = 'word '.repeat(20_000);
    const started = performance.now();
    expect(wordDiff(`old ${long}old`, `${long}more`).map(({ kind }) => kind)).toEqual(['removed', 'added']);
    expect(performance.now() - started).toBeLessThan(1000);
  });
  test('finds one word that changed in a text of any length', () => {
    const [head, tail] = ['begin '.repeat(5000), ' end'.repeat(5000)];
    expect(wordDiff(`${head}this${tail}`, `${head}that${tail}`)).toEqual([{ kind: 'same', text: head }, { kind: 'removed', text: 'this' }, { kind: 'added', text: 'that' }, { kind: 'same', text: tail }]);
  });
});
