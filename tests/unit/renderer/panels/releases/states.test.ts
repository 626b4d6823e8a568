// The states in the selects, and what changed in a line.
import { expect, test } from 'vitest';
import type { ReleaseInfo, StateRef } from '../../../../../db/contract/releases';
import { countsText, stateChoices, stateKey, stateOf, trackedText } from '../../../../../renderer/panels/releases/states';

const release = (version: string): ReleaseInfo => ({ releaseId: version, version, note: null, curator: 'A. Curator', madeAtUtc: '2026-01-02T03:04:05.000Z', seq: 1, chainHash: '', contentHash: '', openConflicts: 0, waitingFindings: 0, changesSince: 0 });

test('now, the releases newest first, the beginning', () => {
  expect(stateChoices([release('1.1'), release('1.0')]).map(({ label }) => label)).toEqual(['Now', 'Release 1.1', 'Release 1.0', 'The beginning']);
});

test('a choice stands for its state, whatever the version is called', () => {
  const states: readonly StateRef[] = [{ kind: 'now' }, { kind: 'beginning' }, ...['1.0', 'release 2', 'Now!', ' β '].map((version): StateRef => ({ kind: 'release', version }))];
  for (const state of states) expect(stateOf(stateKey(state))).toEqual(state);
});

test('what changed, table by table', () => {
  expect(countsText([{ table: 'factors', kind: 'added', rows: 1 }, { table: 'factors', kind: 'changed', rows: 1200 }, { table: 'glossary', kind: 'withdrawn', rows: 2 }])).toBe(`Factors 1 added, ${(1200).toLocaleString()} changed · Glossary 2 withdrawn`);
  expect(countsText([])).toBe('');
});

test('what was tracked, in a sentence', () => {
  const none = { since: '1.0', changed: 1, inserted: 1200, deleted: 0, renumbered: [] };
  expect(trackedText(none)).toBe(`1 row changed, ${(1200).toLocaleString()} inserted, 0 deleted since release 1.0.`);
  expect(trackedText({ ...none, changed: 2, renumbered: [{ before: '12', after: '14' }] })).toMatch(/^2 rows changed.+\. 1 renumbered reference is listed below the table\.$/u);
});
