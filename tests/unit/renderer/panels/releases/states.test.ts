// The states in the selects, and what changed in a line.
import { expect, test } from 'vitest';
import type { ReleaseInfo, StateRef } from '../../../../../db/contract/releases';
import { countsText, stateChoices, stateKey, stateOf, trackedBetween, trackedText } from '../../../../../renderer/panels/releases/states';

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

test('changes are tracked from a release to now or to a later one, and between no other states', () => {
  const releases = ['1.2', '1.1', '1.0'].map(release);
  const of = (version: string): StateRef => ({ kind: 'release', version });
  expect(trackedBetween(releases, of('1.1'), { kind: 'now' })).toEqual({ since: '1.1', until: null });
  expect(trackedBetween(releases, of('1.0'), of('1.2'))).toEqual({ since: '1.0', until: '1.2' });
  for (const [from, to] of [[of('1.2'), of('1.0')], [of('1.1'), of('1.1')], [{ kind: 'beginning' }, { kind: 'now' }], [{ kind: 'now' }, of('1.0')], [of('1.0'), { kind: 'beginning' }]] as const) expect(trackedBetween(releases, from, to)).toBeNull();
});

test('what was tracked, in a sentence', () => {
  const none = { since: '1.0', until: null, changed: 1, inserted: 1200, deleted: 0, entries: { changed: 0, inserted: 0, deleted: 0 }, renumbered: [] };
  expect(trackedText(none)).toBe(`1 row changed, ${(1200).toLocaleString()} inserted, 0 deleted since release 1.0.`);
  expect(trackedText({ ...none, until: '1.2' })).toMatch(/ deleted from release 1\.0 to release 1\.2\.$/u);
  expect(trackedText({ ...none, entries: { changed: 1, inserted: 1200, deleted: 0 } })).toMatch(new RegExp(`\\. Of the reference list 1 entry changed, ${(1200).toLocaleString()} inserted, 0 deleted\\.$`, 'u'));
  expect(trackedText({ ...none, changed: 2, renumbered: [{ before: '12', after: '14' }] })).toMatch(/^2 rows changed.+\. 1 renumbered reference is listed below the table\.$/u);
});
