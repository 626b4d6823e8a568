// A curator's corrections of results: they take the place of what was read, are given to the rules, survive every new
// reading, say when their text changed, and undo makes them read ones again.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startChecks, type CheckCore } from './checkFixture';

let lacuna: CheckCore;
let trial: string;
beforeEach(async () => {
  lacuna = await startChecks();
  [trial = ''] = await lacuna.add('trials', { treatment: 'A vs B', results: 'Pain 12% vs 7%, P = 1.4' });
});
afterEach(() => lacuna.end());

const results = async () => (await lacuna.rows('results')).map(({ id, values, lifecycle, version }) => ({ id, value: values['percentage'] ?? values['p'], origin: values['origin'], state: values['state'], lifecycle, version }));
const read = async () => (await lacuna.call('getTrialEvidence', { rowId: trial })).results.map(({ percentage, p, origin, state, span }) => [percentage?.text ?? p?.value?.text, origin, state, span.start]);

test('a correction keeps its row, is the curator’s, and History has what was read', async () => {
  const [first] = await results();
  await lacuna.edit('results', first?.id ?? '', 'percentage', '21');
  expect(await results()).toMatchObject([{ id: first?.id, value: '21', origin: 'curator', state: 'current', version: 1 }, { value: '7', origin: 'parsed', version: 0 }, { value: '= 1.4', origin: 'parsed' }]);
  const { changeSets } = await lacuna.call('listHistory', { scope: { kind: 'cell', table: 'results', rowId: first?.id ?? '', field: 'percentage' } });
  expect(changeSets[0]?.label).toBe('edit % of A vs B');
  expect(changeSets[0]?.revisions.map(({ op, before, after }) => [op, before, after])).toEqual([['add', null, '12'], ['set', '12', '21']]);
  expect(await read()).toEqual([['21', 'curator', 'current', 5], ['7', 'parsed', 'current', 12], ['1.4', 'parsed', 'current', 16]]);
  expect(await lacuna.isVerified()).toBe(true);
});

test('undo makes it a read one again, redo the curator’s', async () => {
  const before = await results();
  await lacuna.edit('results', before[0]?.id ?? '', 'percentage', '21');
  await lacuna.call('undo', {});
  expect(await results()).toEqual(before);
  await lacuna.call('redo', {});
  expect((await results())[0]).toMatchObject({ value: '21', origin: 'curator' });
  expect(await lacuna.isVerified()).toBe(true);
});

test('the rules are given the correction, and its finding goes', async () => {
  const p = (await results())[2]?.id ?? '';
  expect(await lacuna.findings()).toHaveLength(1);
  await lacuna.edit('results', p, 'p', '= 0.4');
  expect(await lacuna.findings()).toEqual([]);
  expect((await lacuna.row('trials', trial)).findings.count).toBe(0);
});

test('it survives new readings, moves with its words, and is stale while its text is another', async () => {
  const [first] = await results();
  await lacuna.edit('results', first?.id ?? '', 'percentage', '21');
  await lacuna.edit('trials', trial, 'results', 'Severe pain 12% vs 8%, P = 1.4');
  expect((await results()).map(({ value, origin, state }) => [value, origin, state])).toEqual([['21', 'curator', 'stale'], ['8', 'parsed', 'current'], ['= 1.4', 'parsed', 'current']]);
  expect(await read()).toContainEqual(['21', 'curator', 'stale', 12]);
  await lacuna.call('checkDocument', {});
  expect((await results())[0]).toMatchObject({ value: '21', state: 'stale' });
  await lacuna.edit('trials', trial, 'results', 'Pain 12% vs 7%, P = 1.4');
  expect((await results())[0]).toMatchObject({ value: '21', state: 'current' });
  expect(await lacuna.isVerified()).toBe(true);
});

test('when its words are gone, what stands there now is read beside it', async () => {
  const [first] = await results();
  await lacuna.edit('results', first?.id ?? '', 'percentage', '21');
  await lacuna.edit('trials', trial, 'results', 'Pain 30%');
  expect((await results()).map(({ value, origin, state }) => [value, origin, state]).toSorted()).toEqual([['21', 'curator', 'stale'], ['30', 'parsed', 'current']]);
  expect(await read()).toEqual([['30', 'parsed', 'current', 5]]);
});

test('editing a stale one says that it stands on the new text', async () => {
  const [first] = await results();
  await lacuna.edit('results', first?.id ?? '', 'percentage', '21');
  await lacuna.edit('trials', trial, 'results', 'Severe pain 12%');
  await lacuna.edit('results', first?.id ?? '', 'percentage', '22');
  expect(await results()).toMatchObject([{ value: '22', state: 'current' }]);
  expect(await read()).toEqual([['22', 'curator', 'current', 12]]);
  await lacuna.call('undo', {});
  expect(await results()).toMatchObject([{ value: '21', state: 'stale' }]);
});

test('withdrawing one says that nothing is to be read there', async () => {
  const p = (await results())[2]?.id ?? '';
  await lacuna.call('setLifecycle', { table: 'results', rowIds: [p], lifecycle: 'withdrawn', reason: 'a date' });
  expect((await results())[2]).toMatchObject({ origin: 'curator', lifecycle: 'withdrawn' });
  expect(await lacuna.findings()).toEqual([]);
  await lacuna.call('checkDocument', {});
  expect(await results()).toHaveLength(3);
  await lacuna.call('undo', {});
  expect((await results())[2]).toMatchObject({ origin: 'parsed', lifecycle: 'active' });
  expect(await lacuna.findings()).toHaveLength(1);
});

test('one that was missed can be added to its trial, and to nothing else', async () => {
  const [added = ''] = await lacuna.add('results', { trialId: trial, outcome: 'Pain', measure: 'percentage', percentage: '12', quote: 'Pain' });
  expect((await lacuna.row('results', added)).values).toMatchObject({ trial: 'A vs B', origin: 'curator', state: 'current', field: 'results', start: '0', end: '4' });
  expect(await results()).toHaveLength(4);
  expect((await lacuna.refusal('editRows', { table: 'results', adds: [{ values: { outcome: 'Pain' } }] })).message).toContain('A result belongs to a trial of this file');
  expect((await lacuna.refusal('editRows', { table: 'results', edits: [{ rowId: added, field: 'measure', before: 'percentage', after: 'guess' }] })).message).toContain('It is one of: HR, RR, OR');
  expect(await lacuna.isVerified()).toBe(true);
});

test('a stale correction of a read result is refused with both values', async () => {
  const [first] = await results();
  expect(await lacuna.refusal('editRows', { table: 'results', edits: [{ rowId: first?.id ?? '', field: 'percentage', before: '13', after: '14' }] })).toMatchObject({ code: 'stale-edit' });
  expect((await results())[0]?.origin).toBe('parsed');
});

test('the trial that it was corrected in can not be reverted away under it', async () => {
  const [first] = await results();
  await lacuna.edit('results', first?.id ?? '', 'percentage', '21');
  const { changeSets } = await lacuna.call('listHistory', { scope: { kind: 'row', table: 'trials', rowId: trial } });
  expect((await lacuna.refusal('revertChangeSet', { changeSetId: changeSets[0]?.changeSetId ?? '', reason: 'x' })).message).toContain('A vs B has results that a curator corrected.');
});
