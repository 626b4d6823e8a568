// What a curator chose for the columns of a file comes back with the same headings, and never costs an import.
import { describe, expect, test } from 'vitest';
import { recallColumns, rememberColumns, type RememberedColumns } from '../../../../../renderer/panels/dialogs/import/rememberedColumns';

function storage(first: Readonly<Record<string, string>> = {}) {
  const kept = new Map(Object.entries(first));
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
}
const chosen: RememberedColumns = { table: 'trials', targets: { Arm: 'treatment', Comment: null }, chosenAtUtc: '2026-05-03T10:00:00.000Z' };

describe('columns of a file, as they were chosen', () => {
  test('are there again for the same headings in any order, and for no others', () => {
    const kept = storage();
    rememberColumns(kept, ['Arm', 'Comment'], chosen);
    expect(recallColumns(kept, ['Comment', 'Arm'])).toEqual(chosen);
    expect(recallColumns(kept, ['Arm', 'Comments'])).toBeNull();
    expect(recallColumns(kept, ['Arm'])).toBeNull();
  });

  test('the last choice counts, and null forgets it', () => {
    const kept = storage();
    rememberColumns(kept, ['Arm'], chosen);
    rememberColumns(kept, ['Arm'], { ...chosen, targets: { Arm: 'population' } });
    expect(recallColumns(kept, ['Arm'])?.targets).toEqual({ Arm: 'population' });
    rememberColumns(kept, ['Arm'], null);
    expect(recallColumns(kept, ['Arm'])).toBeNull();
  });

  test('a hundred sets are kept; the oldest goes first', () => {
    const kept = storage();
    for (let index = 0; index <= 100; index += 1) rememberColumns(kept, [`Heading ${index}`], chosen);
    expect(recallColumns(kept, ['Heading 0'])).toBeNull();
    expect(recallColumns(kept, ['Heading 1'])).toEqual(chosen);
    expect(recallColumns(kept, ['Heading 100'])).toEqual(chosen);
  });

  test('storage that is full, denied or holds something else costs the memory only', () => {
    const denied = { getItem: (): string | null => { throw new Error('denied'); }, setItem: (): void => { throw new Error('full'); } };
    expect(() => rememberColumns(denied, ['Arm'], chosen)).not.toThrow();
    expect(recallColumns(denied, ['Arm'])).toBeNull();
    for (const text of ['', 'null', '{', '{}', '[1]', '[["a"]]', '[["[\\"Arm\\"]", null]]', '[["[\\"Arm\\"]", {"table": "secrets", "targets": {}, "chosenAtUtc": "2026-05-03"}]]', '[["[\\"Arm\\"]", {"table": "trials", "targets": {}, "chosenAtUtc": "never"}]]']) {
      expect(recallColumns(storage({ 'lacuna.import.columns': text }), ['Arm']), text).toBeNull();
    }
    const odd = storage({ 'lacuna.import.columns': JSON.stringify([['["Arm"]', { ...chosen, targets: { Arm: 'treatment', Odd: 7 } }]]) });
    expect(recallColumns(odd, ['Arm'])?.targets).toEqual({ Arm: 'treatment' });
  });

  test('headings that are words of the language are headings like any other', () => {
    const kept = storage();
    rememberColumns(kept, ['constructor', '__proto__'], { ...chosen, targets: { constructor: 'treatment' } });
    expect(recallColumns(kept, ['constructor', '__proto__'])?.targets).toEqual({ constructor: 'treatment' });
    expect(recallColumns(kept, ['toString'])).toBeNull();
  });
});
