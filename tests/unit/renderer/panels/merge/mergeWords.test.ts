// What a comparison says: names, what else moves, a record at a glance; and the choice that is remembered.
import { expect, test } from 'vitest';
import { gridTables } from '../../../../../db/contract/tableNames';
import type { GridRow } from '../../../../../db/contract/types';
import { mergeName, mergeTitle, movesWords, recordWords } from '../../../../../renderer/panels/dialogs/merge/mergeWords';
import { recallOnlyDiffering, rememberOnlyDiffering } from '../../../../../renderer/panels/dialogs/merge/onlyDiffering';

const row = (ordinal: number, values: GridRow['values']): GridRow => ({ id: `${ordinal}`, ordinal, lifecycle: 'active', version: 1, values, cites: [], flags: [], findings: { count: 0, worst: null }, isPrivate: false, notes: 0 });
const none = { citations: 0, claims: 0, results: 0, conflicts: 0, notes: 0, settled: 0 };

test('rows are called by number and name', () => {
  expect(mergeName('studies', row(66, { label: 'Li 2021' }))).toBe('[66] Li 2021');
  expect(mergeName('factors', row(12, { factor: 'CXCR7' }))).toBe('factor 12 CXCR7');
  expect(mergeName('trials', row(3, { treatment: 'Radiotherapy '.repeat(9) }))).toMatch(/^trial 3 Radiotherapy .*…$/u);
  expect(mergeName('claims', row(3, { subject: null }))).toBe('claim 3');
  expect(gridTables.map(mergeTitle)).toEqual(['Merge two factors', 'Merge two trials', 'Merge two studies', 'Merge two claims', 'Merge two results', 'Merge two findings', 'Merge two abbreviations', 'Merge two names']);
});

test('what else moves is said in whole sentences, each in its number', () => {
  const [stays, goes] = [row(17, {}), row(147, {})];
  expect(movesWords('studies', stays, goes, none)).toBe('Nothing else points to [147]. [147] is withdrawn, not deleted.');
  expect(movesWords('studies', stays, goes, { ...none, notes: 2 })).toBe('2 notes are on [147] and will be on [17]. [147] is withdrawn, not deleted.');
  expect(movesWords('studies', stays, goes, { ...none, citations: 3, settled: 1 })).toBe('3 rows cite [147] and will cite [17]. 1 conflict between the two is closed as “duplicate merged”. [147] is withdrawn, not deleted.');
  expect(movesWords('trials', stays, goes, { ...none, claims: 1, results: 2, conflicts: 1 })).toBe('1 claim is about trial 147 and will be about trial 17. 2 corrected results of trial 147 come along. 1 conflict goes on with trial 17 as its member. Trial 147 is withdrawn, not deleted.');
});

test('a kept record reads at a glance, whatever it is', () => {
  expect(recordWords('csl', JSON.stringify({ type: 'article-journal', author: [{ family: 'A' }, { family: 'B' }], 'container-title': 'Bone', volume: '4', issue: '2', page: '1-9', abstract: 'x' }))).toBe('article-journal · 2 authors · Bone 4(2): 1-9 · with abstract');
  expect(recordWords('csl', '{broken')).toBe('{broken');
  expect(recordWords('csl', '[]')).toBe('[]');
  expect(recordWords('rawRecord', `TY  - JOUR\nTI  - ${'x'.repeat(400)}`)).toMatch(/^TY - JOUR TI - x+… \(417 characters\)$/u);
});

test('“only what differs” is remembered, and a denied storage costs nothing', () => {
  const kept = new Map<string, string>();
  const storage = () => ({ getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) });
  expect(recallOnlyDiffering(storage)).toBe(false);
  rememberOnlyDiffering(storage, true);
  expect(recallOnlyDiffering(storage)).toBe(true);
  rememberOnlyDiffering(storage, false);
  expect(recallOnlyDiffering(storage)).toBe(false);
  const denied = (): never => { throw new Error('denied'); };
  expect(recallOnlyDiffering(denied)).toBe(false);
  expect(() => rememberOnlyDiffering(denied, true)).not.toThrow();
});
