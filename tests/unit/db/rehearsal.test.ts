// What the file would say of an addition: the same findings as the addition itself brings, and nothing written, kept or said.
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../../db/contract/methods';
import { startReview, type TestCore } from './coreFixture';

let lacuna: TestCore;
let path: string;
beforeEach(async () => { [lacuna, path] = await startReview(); });
afterEach(() => lacuna.end());

const fields = { title: 'A study of its own', authors: [{ family: 'Okafor', given: 'Ngozi' }], year: '2024', journal: null, volume: null, issue: null, pages: null, doi: '10.1234/own.1', pmid: null, registryId: null, abstract: null, publicationType: 'article-journal' };
const adding = (use: Input<'addStudy'>['use']): Input<'previewStudy'> => ({ study: { kind: 'new', fields }, use });
const uses: readonly (readonly [string, Input<'addStudy'>['use']])[] = [
  ['a factor that contradicts one that is there', { kind: 'row', table: 'factors', values: { factor: 'CXCR7', expression: 'Down' } }],
  ['a claim that contradicts a factor', { kind: 'row', table: 'claims', values: { subject: 'PRAME', direction: 'up' } }],
  ['a trial whose percentage fits no number', { kind: 'row', table: 'trials', values: { treatment: 'Drug A vs Drug B', patients: '20 vs 20', results: 'Response 5/20 (35%) vs 4/20 (20%), P = 1.2' } }],
];
const state = () => ({ bytes: readFileSync(path).toString('latin1'), events: lacuna.events.length });

describe.each(uses)('%s', (_, use) => {
  test('is told before it is added, as it is told after', async () => {
    const before = state();
    const seen = await lacuna.call('previewStudy', adding(use));
    expect(seen.findings.length).toBeGreaterThan(0);
    expect(state()).toEqual(before);
    const { rowId } = await lacuna.call('addStudy', adding(use));
    const { findings } = await lacuna.call('listFindings', { table: use.kind === 'none' ? 'factors' : use.table, rowId: rowId ?? '', states: ['open', 'reopened'] });
    const told = (list: typeof findings) => list.map(({ rule, message, severity }) => [rule, severity, message]).toSorted();
    expect(told(seen.findings.filter(({ table }) => table !== 'studies'))).toEqual(told(findings));
  });
});

test('twice gives the same, and an edit in between is seen', async () => {
  const claim = adding({ kind: 'row', table: 'claims', values: { subject: 'PRAME', direction: 'up' } });
  const againstRow = ({ findings }: Output<'previewStudy'>): boolean => findings.some(({ rule, members }) => rule === 'F1' && members.some(({ table }) => table === 'factors'));
  const first = await lacuna.call('previewStudy', claim);
  expect(againstRow(first)).toBe(true);
  expect((await lacuna.call('previewStudy', claim)).findings.map(({ message }) => message)).toEqual(first.findings.map(({ message }) => message));
  const [row] = (await lacuna.call('openView', { table: 'factors', search: 'PRAME' })).rows;
  await lacuna.call('editRows', { table: 'factors', edits: [{ rowId: row?.id ?? '', field: 'expression', before: row?.values['expression'] ?? null, after: 'Up' }] });
  expect(againstRow(await lacuna.call('previewStudy', claim))).toBe(false);
});

test('of a further citation only what it brings is told', async () => {
  const [row] = (await lacuna.call('openView', { table: 'trials', search: 'Karnofsky' })).rows;
  expect((await lacuna.call('previewStudy', adding({ kind: 'citation', table: 'trials', rowId: row?.id ?? '' }))).findings).toEqual([]);
});

test('what addStudy refuses is refused here in the same words', async () => {
  const empty = adding({ kind: 'row', table: 'factors', values: {} });
  expect((await lacuna.refusal('previewStudy', empty)).message).toBe((await lacuna.refusal('addStudy', empty)).message);
});
