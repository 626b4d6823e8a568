// The search index of a table after any changes of its rows: it finds what an index that is filled anew finds, by
// whole words and by every beginning; and a small change writes few words.
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tables } from '../../../db/contract/columns';
import type { Values } from '../../../db/contract/types';
import { foldedWords, searchTerms } from '../../../db/evidence/fold';
import { firstFile } from '../../../db/migrations/010-first-file';
import { handleOf, type WriteHandle } from '../../../db/store/handle';
import { indexRow, wordChange } from '../../../db/store/searchIndex';

function emptyIndex(): { readonly database: Database.Database; readonly handle: WriteHandle } {
  const database = new Database(':memory:');
  database.exec(firstFile);
  return { database, handle: handleOf(database) };
}

function found(handle: WriteHandle, query: string): readonly number[] {
  const sets = searchTerms(query).map((term) => new Set(handle.column<number>('SELECT rowid FROM trial_search WHERE trial_search MATCH ?', term)));
  return [...(sets[0] ?? [])].filter((num) => sets.every((set) => set.has(num))).toSorted((left, right) => left - right);
}

/** A row of trials with these cells. */
function row(...cells: readonly string[]): { readonly ordinal: number; readonly values: Values } {
  const keys = tables.trials.columns.map((column) => column.key);
  return { ordinal: 1, values: Object.fromEntries(cells.map((text, index) => [keys[index] ?? '', text])) };
}

describe('what a change writes', () => {
  test('is the words that went, the words that came, and those that stay but begin like one that went', () => {
    expect(wordChange(['poor survival of patients'], ['poor survival in patients'])).toEqual({ gone: ['of'], come: ['in'] });
    expect(wordChange(['progression of pain', 'in patients'], ['pain', 'in patients'])).toEqual({ gone: ['progression', 'of', 'patients', 'pain'], come: ['patients', 'pain'] });
  });
  test('is only what came when nothing went, and all of a row that comes or goes', () => {
    expect(wordChange(['bone pain'], ['bone pain relief'])).toEqual({ gone: [], come: ['relief'] });
    expect(wordChange([], ['bone', 'pain'])).toEqual({ gone: [], come: ['bone', 'pain'] });
    expect(wordChange(['bone', 'pain'], [])).toEqual({ gone: ['bone', 'pain'], come: [] });
  });
  test('is nothing when a word moves from one cell to another, or stays in one of two', () => {
    expect(wordChange(['bone', 'pain'], ['pain', 'bone'])).toEqual({ gone: [], come: [] });
    expect(wordChange(['bone pain', 'bone'], ['pain', 'bone'])).toEqual({ gone: [], come: [] });
  });
  test('tells Greek and other letters beyond ASCII apart by their own first letter', () => {
    expect(wordChange(['骨转 beta'], ['骨 beta'])).toEqual({ gone: ['骨转', '转', '骨'], come: ['骨'] });
  });
});

const piece = fc.constantFrom('poor', 'pain', 'patients', 'progression', 'p', 'TGF-β', 'β-catenin', 'miR-17-5p', 'miR-193a', '1.5mg', '骨转移', 'Ångström', 'ZEB1-AS1', 'in', 'of', '95%', '×', '', 'NF-κB/IL-6', '😀');
const cell = fc.oneof({ weight: 4, arbitrary: fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(' ')) }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) });
const change = fc.record({ num: fc.integer({ min: 1, max: 4 }), cells: fc.oneof({ weight: 5, arbitrary: fc.array(cell, { minLength: 1, maxLength: 3 }) }, { weight: 1, arbitrary: fc.constant(null) }) });

test('a row that loses word after word, to the last, leaves a sound index', () => {
  const { database, handle } = emptyIndex();
  const texts = ['ZEB1-AS1 poor OS', 'poor OS', 'poor', '', 'poor', ''];
  texts.forEach((text, index) => indexRow(handle, 'trials', 1, index === 0 ? null : row(texts[index - 1] ?? ''), row(text)));
  indexRow(handle, 'trials', 1, row(''), null);
  for (let time = 0; time < 3; time += 1) {
    indexRow(handle, 'trials', 2, null, row(''));
    indexRow(handle, 'trials', 2, row(''), null);
  }
  expect(found(handle, 'poor')).toEqual([]);
  database.exec(`INSERT INTO trial_search (trial_search) VALUES ('integrity-check')`);
  database.close();
});

test('after any changes the index finds what one filled anew finds', () => {
  fc.assert(fc.property(fc.array(change, { minLength: 1, maxLength: 25 }), (changes) => {
    const kept = emptyIndex();
    const now = new Map<number, ReturnType<typeof row>>();
    for (const { num, cells } of changes) {
      const after = cells === null ? null : row(...cells);
      kept.handle.transaction(() => indexRow(kept.handle, 'trials', num, now.get(num) ?? null, after));
      if (after === null) now.delete(num);
      else now.set(num, after);
    }
    const fresh = emptyIndex();
    for (const [num, state] of now) indexRow(fresh.handle, 'trials', num, null, state);
    const words = new Set(changes.flatMap(({ cells }) => foldedWords((cells ?? []).join('\n')).split(' ')));
    for (const word of words) {
      for (let length = 1; length <= word.length; length += 1) expect([word.slice(0, length), found(kept.handle, word.slice(0, length))]).toEqual([word.slice(0, length), found(fresh.handle, word.slice(0, length))]);
      expect([`${word} in`, found(kept.handle, `${word} in`)]).toEqual([`${word} in`, found(fresh.handle, `${word} in`)]);
    }
    expect(kept.database.pragma('integrity_check', { simple: true })).toBe('ok');
    kept.database.exec(`INSERT INTO trial_search (trial_search) VALUES ('integrity-check')`);
    kept.database.close();
    fresh.database.close();
  }), { numRuns: 150 });
}, 60_000);

test('merging the index in pauses changes nothing of what it finds', () => {
  const { database, handle } = emptyIndex();
  let now = row('poor survival of patients');
  indexRow(handle, 'trials', 1, null, now);
  for (let step = 0; step < 60; step += 1) {
    const next = row(`poor survival of ${step % 2 === 0 ? 'patients' : 'people'} ${step}`);
    indexRow(handle, 'trials', 1, now, next);
    now = next;
    database.exec(`INSERT INTO trial_search (trial_search, rank) VALUES ('merge', 16)`);
  }
  expect([found(handle, 'people'), found(handle, 'patients'), found(handle, 'p'), found(handle, '58'), found(handle, '59')]).toEqual([[1], [], [1], [], [1]]);
  database.close();
});
