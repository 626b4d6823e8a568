// What follows from a change within its commit: results, claims of rows, findings, badges and the event; and that undo
// takes all of it back.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { derivedTables, startChecks, type CheckCore } from './checkFixture';

let lacuna: CheckCore;
beforeEach(async () => { lacuna = await startChecks(); });
afterEach(() => lacuna.end());

const touched = (): unknown => lacuna.events.findLast((event) => event.type === 'committed')?.touched;

describe('results', () => {
  test('are read from a trial, in the order of its text, with their printed words', async () => {
    const [trial] = await lacuna.add('trials', { treatment: 'A vs B', results: 'Pain: 12% vs 3/12 (P < 0.05)' });
    const rows = await lacuna.rows('results');
    expect(rows.map(({ ordinal, values }) => [ordinal, values['trial'], values['measure'], values['percentage'], values['k'], values['n'], values['p'], values['quote'], values['origin']])).toEqual([
      [1, 'A vs B', 'percentage', '12', null, null, null, '12%', 'parsed'], [1, 'A vs B', 'percentage', null, '3', '12', null, '3/12', 'parsed'], [1, 'A vs B', 'p only', null, null, null, '< 0.05', 'P < 0.05', 'parsed'],
    ]);
    expect((await lacuna.call('getTrialEvidence', { rowId: trial ?? '' })).results.map(({ resultId, span }) => [resultId, span.start])).toEqual(rows.map(({ id, values }) => [id, Number(values['start'])]));
    expect((await lacuna.call('openView', { table: 'results', search: '0.05' })).total).toBe(1);
    expect((await lacuna.call('getDocument', {}))?.counts.results).toBe(3);
    expect(await lacuna.isVerified()).toBe(true);
  });
  test('keep their rows when the text around them changes, and follow what it says', async () => {
    const [trial = ''] = await lacuna.add('trials', { treatment: 'A', results: 'Pain 12%' });
    const [before] = await lacuna.rows('results');
    await lacuna.edit('trials', trial, 'results', 'Severe pain 12%, later 7%');
    const after = await lacuna.rows('results');
    expect(after.map(({ id, values }) => [id === before?.id, values['percentage'], values['start']])).toEqual([[true, '12', '12'], [false, '7', '23']]);
    await lacuna.edit('trials', trial, 'results', null);
    expect(await lacuna.rows('results')).toEqual([]);
  });
  test('have the lifecycle and the name of their trial', async () => {
    const [trial = ''] = await lacuna.add('trials', { treatment: 'A', results: '12%' });
    await lacuna.edit('trials', trial, 'treatment', 'Denosumab');
    await lacuna.call('setLifecycle', { table: 'trials', rowIds: [trial], lifecycle: 'withdrawn' });
    expect((await lacuna.rows('results')).map(({ lifecycle, values }) => [lifecycle, values['trial']])).toEqual([['withdrawn', 'Denosumab']]);
    expect((await lacuna.call('getDocument', {}))?.counts.results).toBe(0);
  });
});

describe('claims of a factor row', () => {
  test('are one for each molecule and cited study, and say where they are read', async () => {
    const studies = await lacuna.add('studies', { label: 'One' }, { label: 'Two' });
    const [factor] = await lacuna.add('factors', { factor: 'miR-1, miR-2', expression: 'Up', references: [...studies] });
    const rows = await lacuna.rows('claims');
    expect(rows.map(({ values, cites }) => [values['subject'], values['direction'], values['origin'], values['aboutRowId'] === factor, cites.map(({ label }) => label)])).toEqual([
      ['miR-1', 'up', 'table row', true, ['One']], ['miR-1', 'up', 'table row', true, ['Two']], ['miR-2', 'up', 'table row', true, ['One']], ['miR-2', 'up', 'table row', true, ['Two']],
    ]);
    expect((await lacuna.call('listCitingRows', { studyId: studies[0] ?? '' })).map(({ table }) => table)).toEqual(['factors']);
  });
  test('can not be edited or withdrawn, and say what to do instead', async () => {
    await lacuna.add('factors', { factor: 'OPN', expression: 'Up' });
    const [claim] = await lacuna.rows('claims');
    const sentence = 'This claim is read from its row in Factors. Edit that row, and it follows.';
    expect((await lacuna.refusal('editRows', { table: 'claims', edits: [{ rowId: claim?.id ?? '', field: 'subject', before: 'OPN', after: 'X' }] })).message).toContain(sentence);
    expect((await lacuna.refusal('setLifecycle', { table: 'claims', rowIds: [claim?.id ?? ''], lifecycle: 'withdrawn' })).message).toBe(sentence);
  });
  test('stand behind those that were told, which are the curator’s', async () => {
    await lacuna.add('factors', { factor: 'OPN', expression: 'Up' });
    await lacuna.add('claims', { subject: 'OPN', direction: 'down', cancer: 'NSCLC', origin: 'table row' });
    expect((await lacuna.rows('claims')).map(({ ordinal, values }) => [ordinal, values['origin']])).toEqual([[1, 'curator'], [1, 'table row']]);
  });
  test('let go of a study that is taken back together with its citation', async () => {
    const { studyId } = await lacuna.call('addStudy', { study: { kind: 'new', fields: { title: 'T', authors: [], year: null, journal: null, volume: null, issue: null, pages: null, doi: null, pmid: null, registryId: null, abstract: null, publicationType: '' } }, use: { kind: 'row', table: 'factors', values: { factor: 'OPN' } } });
    expect((await lacuna.rows('claims'))[0]?.values['references']).toEqual([studyId]);
    await lacuna.call('undo', {});
    expect([await lacuna.rows('claims'), await lacuna.rows('studies')]).toEqual([[], []]);
    expect(await lacuna.isVerified()).toBe(true);
  });
});

describe('findings', () => {
  test('of one row come and go with its text, say themselves, and show as its badge', async () => {
    const [trial = ''] = await lacuna.add('trials', { treatment: 'A', results: 'Pain (P = 1.4)' });
    expect(await lacuna.findings()).toMatchObject([{ rule: 'N9', severity: 'major', confidence: 'certain', state: 'open', table: 'trials', rowId: trial, ordinal: 1, rowName: 'A', field: 'results', span: { start: 6, end: 13 }, quote: 'P = 1.4', message: '“P = 1.4” is not consistent as printed: no p value is above 1.' }]);
    expect((await lacuna.row('trials', trial)).findings).toEqual({ count: 1, worst: 'major' });
    expect((await lacuna.call('openView', { table: 'trials', filters: [{ column: 'findings', operator: 'notBlank' }] })).total).toBe(1);
    expect((await lacuna.rows('findings'))[0]?.values).toMatchObject({ rule: 'N9', state: 'open', place: 'Trials 1: A', field: 'Results' });
    await lacuna.edit('trials', trial, 'results', 'Pain (P = 0.4)');
    expect(await lacuna.findings()).toEqual([]);
    expect((await lacuna.row('trials', trial)).findings).toEqual({ count: 0, worst: null });
    expect(touched()).toEqual(expect.arrayContaining([expect.objectContaining({ table: 'findings', isStructural: true }), expect.objectContaining({ table: 'results' })]));
  });
  test('of rows that share a key name all of them, and touch those that were not edited', async () => {
    const [up = ''] = await lacuna.add('factors', { factor: 'OPN', expression: 'Up' });
    const [down = ''] = await lacuna.add('factors', { factor: 'SPP1, miR-1', expression: 'Down' });
    expect((await lacuna.findings({ rules: ['F1'] })).map(({ members }) => members.map(({ rowId, side }) => [rowId, side]))).toEqual([[[up, 'Up'], [down, 'Down']]]);
    expect(touched()).toEqual(expect.arrayContaining([expect.objectContaining({ table: 'factors', rowIds: expect.arrayContaining([up, down]) })]));
    expect((await lacuna.findings({ rowId: down })).length).toBe(1);
    await lacuna.edit('factors', down, 'expression', 'Up');
    expect(await lacuna.findings()).toEqual([]);
  });
  test('of two keys that give the same one are one, until the last key goes', async () => {
    const [, second = ''] = await lacuna.add('trials', { treatment: 'A', population: '#bone #lung' }, { treatment: 'B', population: '#bone #lung' });
    expect((await lacuna.findings({ rules: ['D3'] })).map(({ message }) => message)).toEqual(['They share #bone.']);
    await lacuna.edit('trials', second, 'population', '#lung');
    expect((await lacuna.findings({ rules: ['D3'] })).map(({ message }) => message)).toEqual(['They share #lung.']);
    await lacuna.edit('trials', second, 'population', '#marrow');
    expect(await lacuna.findings({ rules: ['D3'] })).toEqual([]);
  });
  test('leave withdrawn and excluded rows alone', async () => {
    const [, down = ''] = await lacuna.add('factors', { factor: 'OPN', expression: 'Up' }, { factor: 'OPN', expression: 'Down' });
    for (const lifecycle of ['withdrawn', 'excluded'] as const) {
      await lacuna.call('setLifecycle', { table: 'factors', rowIds: [down], lifecycle });
      expect(await lacuna.findings()).toEqual([]);
      await lacuna.call('setLifecycle', { table: 'factors', rowIds: [down], lifecycle: 'active' });
      expect(await lacuna.findings()).toHaveLength(1);
    }
  });
  test('follow the names of the file: a name that is given later makes two molecules one', async () => {
    await lacuna.add('factors', { factor: 'LIGHT', expression: 'Up' }, { factor: 'TNFSF14', expression: 'Down' });
    expect(await lacuna.findings()).toEqual([]);
    const [alias = ''] = await lacuna.add('aliases', { alias: 'LIGHT', symbol: 'TNFSF14', kind: 'protein' });
    expect(await lacuna.findings()).toHaveLength(1);
    await lacuna.call('setLifecycle', { table: 'aliases', rowIds: [alias], lifecycle: 'withdrawn' });
    expect(await lacuna.findings()).toEqual([]);
  });
  test('follow the molecules that a curator gives a row', async () => {
    const [first = ''] = await lacuna.add('factors', { factor: 'an axis', expression: 'Up' }, { factor: 'OPN', expression: 'Down' });
    await lacuna.edit('factors', first, 'molecules', 'SPP1');
    expect(await lacuna.findings()).toHaveLength(1);
  });
});

test('undo and redo restore everything that follows, and the file verifies', async () => {
  const states: string[] = [];
  const note = (): void => { states.push(derivedTables(lacuna.path)); };
  note();
  const [trial = ''] = await lacuna.add('trials', { treatment: 'A', results: 'P = 0 and 12%' }); note();
  await lacuna.add('factors', { factor: 'OPN', expression: 'Up' }, { factor: 'SPP1', expression: 'Down' }); note();
  await lacuna.edit('trials', trial, 'results', 'P = 2 and 12% and 13%'); note();
  await lacuna.call('setLifecycle', { table: 'trials', rowIds: [trial], lifecycle: 'withdrawn' }); note();
  for (let step = states.length - 2; step >= 0; step -= 1) {
    await lacuna.call('undo', {});
    expect(derivedTables(lacuna.path)).toBe(states[step]);
  }
  for (let step = 1; step < states.length; step += 1) {
    await lacuna.call('redo', {});
    expect(derivedTables(lacuna.path)).toBe(states[step]);
  }
  expect(await lacuna.isVerified()).toBe(true);
});
