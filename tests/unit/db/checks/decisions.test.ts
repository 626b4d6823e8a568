// What a curator makes of findings: dismissed with a reason and remembered, back when an input changes, adopted as
// conflicts, in bulk and with one undo; and the settings of the checks.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startChecks, type CheckCore } from './checkFixture';

let lacuna: CheckCore;
beforeEach(async () => { lacuna = await startChecks(); });
afterEach(() => lacuna.end());

const states = async (): Promise<readonly string[]> => (await lacuna.findings()).map(({ state }) => state);
const idOf = async (): Promise<string> => (await lacuna.findings())[0]?.findingId ?? '';

describe('dismissing', () => {
  test('is remembered with its reason, and a check changes nothing of it', async () => {
    const [trial = ''] = await lacuna.add('trials', { treatment: 'A', results: 'P = 0' });
    const done = await lacuna.call('dismissFindings', { findingIds: [await idOf()], reason: 'as printed in the paper' });
    expect(done).toMatchObject({ dismissed: 1, skipped: 0, label: 'dismiss finding “N9 Trials 1: A”' });
    await lacuna.call('checkDocument', {});
    expect(await lacuna.findings()).toMatchObject([{ state: 'dismissed', dismissedBecause: 'as printed in the paper' }]);
    expect((await lacuna.row('trials', trial)).findings.count).toBe(0);
    expect((await lacuna.call('getDocument', {}))?.counts.findings).toBe(0);
  });
  test('lapses when an input changes and not when something else does; and holds again when the input is back', async () => {
    const [trial = ''] = await lacuna.add('trials', { treatment: 'A', results: 'P = 0' });
    await lacuna.call('dismissFindings', { findingIds: [await idOf()], reason: 'as printed' });
    await lacuna.edit('trials', trial, 'treatment', 'A, longer named');
    await lacuna.edit('trials', trial, 'results', 'Severe pain, P = 0');
    expect(await states()).toEqual(['dismissed']);
    await lacuna.edit('trials', trial, 'results', 'P = 0.00');
    expect(await lacuna.findings()).toMatchObject([{ state: 'reopened', dismissedBecause: 'as printed' }]);
    expect((await lacuna.row('trials', trial)).findings.count).toBe(1);
    await lacuna.edit('trials', trial, 'results', 'P = 0');
    expect(await states()).toEqual(['dismissed']);
  });
  test('of many is one step, leaves out what is decided already, and one undo takes it back', async () => {
    await lacuna.add('trials', ...Array.from({ length: 12 }, (_, index) => ({ treatment: `T${index}`, results: 'P = 0' })));
    const ids = (await lacuna.findings()).map(({ findingId }) => findingId);
    await lacuna.call('dismissFindings', { findingIds: ids.slice(0, 2), reason: 'seen' });
    expect(await lacuna.call('dismissFindings', { findingIds: ids, reason: 'all as printed' })).toMatchObject({ dismissed: 10, skipped: 2, label: 'dismiss 10 findings' });
    expect(new Set(await states())).toEqual(new Set(['dismissed']));
    await lacuna.call('undo', {});
    expect((await states()).filter((state) => state === 'open')).toHaveLength(10);
    expect(await lacuna.isVerified()).toBe(true);
  });
  test('needs a reason, findings that are there, and one that waits', async () => {
    await lacuna.add('trials', { treatment: 'A', results: 'P = 0' });
    const id = await idOf();
    expect((await lacuna.refusal('dismissFindings', { findingIds: [id], reason: ' ' })).message).toContain('Give a reason.');
    expect(await lacuna.refusal('dismissFindings', { findingIds: [id, 'gone'], reason: 'x' })).toMatchObject({ code: 'not-found', message: expect.stringContaining('Nothing was changed') });
    await lacuna.call('dismissFindings', { findingIds: [id], reason: 'x' });
    expect((await lacuna.refusal('dismissFindings', { findingIds: [id], reason: 'x' })).message).toBe('This finding is dismissed already. Nothing was changed.');
  });
  test('can be taken back, as a step of its own', async () => {
    await lacuna.add('trials', { treatment: 'A', results: 'P = 0' });
    const findingIds = [await idOf()];
    expect((await lacuna.refusal('restoreFindings', { findingIds })).message).toContain('None of these findings is dismissed');
    await lacuna.call('dismissFindings', { findingIds, reason: 'x' });
    expect(await lacuna.call('restoreFindings', { findingIds })).toMatchObject({ restored: 1 });
    expect(await states()).toEqual(['open']);
    await lacuna.call('undo', {});
    expect(await states()).toEqual(['dismissed']);
  });
  test('of a duplicate reads as “not a duplicate”', async () => {
    await lacuna.add('trials', { treatment: 'A', population: '#bone' }, { treatment: 'B', population: '#bone' });
    expect((await lacuna.call('dismissFindings', { findingIds: [await idOf()], reason: 'other hospital' })).label).toBe('mark as not a duplicate: “D3 Trials 1: A”');
  });
});

describe('adopting', () => {
  test('makes a conflict of the rule’s kind with members, sides and the rule’s words', async () => {
    const [up = '', down = ''] = await lacuna.add('factors', { factor: 'OPN', expression: 'Up' }, { factor: 'OPN', expression: 'Down' });
    const { conflictIds, label } = await lacuna.call('adoptFindings', { findingIds: [await idOf()] });
    expect(label).toBe('adopt finding “F1 Factors 1: OPN”');
    expect(await lacuna.call('listConflicts', {})).toMatchObject([{
      conflictId: conflictIds[0], kind: 'opposite expression', severity: 'major', status: 'open', breakdown: 'Up 1 · Down 1', rationale: expect.stringContaining('OPN is not consistent across its evidence: Up 1 · Down 1.'),
      members: [{ rowId: up, field: 'expression', side: 'Up', version: 1, text: 'Up' }, { rowId: down, field: 'expression', side: 'Down', version: 1, text: 'Down' }],
    }]);
    expect(await lacuna.findings()).toMatchObject([{ state: 'adopted', conflictId: conflictIds[0] }]);
    expect((await lacuna.row('factors', up)).findings.count).toBe(0);
    expect((await lacuna.row('factors', up)).flags).toHaveLength(1);
  });
  test('of many is one step and one undo; what lies within one cell has one member', async () => {
    await lacuna.add('trials', { treatment: 'A', results: 'P = 0' }, { treatment: 'B', results: 'P = 3' });
    const findingIds = (await lacuna.findings()).map(({ findingId }) => findingId);
    expect((await lacuna.call('adoptFindings', { findingIds })).conflictIds).toHaveLength(2);
    expect((await lacuna.call('listConflicts', {})).map(({ kind, members }) => [kind, members.length])).toEqual([['internal numeric', 1], ['internal numeric', 1]]);
    expect((await lacuna.refusal('adoptFindings', { findingIds })).message).toBe('All of these findings are adopted already. Nothing was changed.');
    await lacuna.call('undo', {});
    expect([await lacuna.call('listConflicts', {}), await states()]).toEqual([[], ['open', 'open']]);
    expect(await lacuna.isVerified()).toBe(true);
  });
  test('outlives the rule: the conflict stays when the finding goes, and is met again when it returns', async () => {
    const [trial = ''] = await lacuna.add('trials', { treatment: 'A', results: 'P = 0' });
    await lacuna.call('adoptFindings', { findingIds: [await idOf()] });
    await lacuna.edit('trials', trial, 'results', 'P = 0.01');
    expect([(await lacuna.call('listConflicts', {})).length, await lacuna.findings()]).toEqual([1, []]);
    await lacuna.edit('trials', trial, 'results', 'P = 0');
    expect(await states()).toEqual(['adopted']);
  });
  test('of a dismissed finding counts, and withdrawing its conflict shows the dismissal again', async () => {
    await lacuna.add('trials', { treatment: 'A', results: 'P = 0' });
    const findingIds = [await idOf()];
    await lacuna.call('dismissFindings', { findingIds, reason: 'x' });
    await lacuna.call('adoptFindings', { findingIds });
    expect(await states()).toEqual(['adopted']);
    await lacuna.call('undo', {});
    expect(await states()).toEqual(['dismissed']);
  });
  test('reopens a closed conflict when its member is edited', async () => {
    const [trial = ''] = await lacuna.add('trials', { treatment: 'A', results: 'P = 0' });
    const { conflictIds } = await lacuna.call('adoptFindings', { findingIds: [await idOf()] });
    await lacuna.call('setConflictStatus', { conflictId: conflictIds[0] ?? '', status: 'resolved', disposition: 'source error', reason: 'the paper has it' });
    await lacuna.edit('trials', trial, 'results', 'P = 0.0');
    expect((await lacuna.call('listConflicts', {}))[0]?.status).toBe('open');
  });
});

describe('settings', () => {
  test('switch a rule off and on: its findings go and come back, with their decisions', async () => {
    await lacuna.add('trials', { treatment: 'A', results: 'P = 0', conclusions: 'Good!' });
    const pSyntax = (await lacuna.findings({ rules: ['N9'] }))[0]?.findingId ?? '';
    await lacuna.call('dismissFindings', { findingIds: [pSyntax], reason: 'x' });
    await lacuna.call('setCheckSettings', { alpha: 0.05, off: ['N9'] });
    expect((await lacuna.findings()).map(({ rule }) => rule)).toEqual(['R5']);
    await lacuna.add('trials', { treatment: 'B', results: 'P = 0' });
    expect((await lacuna.findings()).map(({ rule }) => rule)).toEqual(['R5']);
    await lacuna.call('setCheckSettings', { alpha: 0.05, off: [] });
    await lacuna.idle();
    expect((await lacuna.findings()).map(({ rule, state, ordinal }) => [rule, state, ordinal])).toEqual([['N9', 'dismissed', 1], ['R5', 'open', 1], ['N9', 'open', 2]]);
  });
  test('switch a rule that compares rows off and on, also when rows changed in between', async () => {
    const [first = ''] = await lacuna.add('factors', { factor: 'OPN', expression: 'Up' }, { factor: 'OPN', expression: 'Up' }, { factor: 'miR-1', expression: 'Down' });
    await lacuna.call('setCheckSettings', { alpha: 0.05, off: ['F1'] });
    await lacuna.edit('factors', first, 'expression', 'Down');
    await lacuna.call('setCheckSettings', { alpha: 0.05, off: [] });
    await lacuna.idle();
    expect(await lacuna.findings()).toMatchObject([{ rule: 'F1', quote: 'OPN: Up 1 · Down 1' }]);
  });
  test('α is kept in the file and asked by the rules', async () => {
    await lacuna.add('trials', { treatment: 'A', conclusions: 'Good!' });
    expect((await lacuna.findings())[0]?.message).toBe('Exclaimed at 0.05.');
    await lacuna.call('setCheckSettings', { alpha: 0.01, off: [] });
    await lacuna.idle();
    expect((await lacuna.findings())[0]?.message).toBe('Exclaimed at 0.01.');
    await lacuna.call('closeDocument', {});
    await lacuna.call('openDocument', { path: lacuna.path });
    expect(await lacuna.call('getCheckSettings', {})).toEqual({ alpha: 0.01, off: [], waiting: 0 });
  });
});
