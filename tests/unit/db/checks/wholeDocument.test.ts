// Checking a whole document: it changes nothing twice, mends what was lost, gives the same in every order of edits, works
// off what a large change left in pieces, goes on after a restart, and no rule's fault stops an edit.
import fc from 'fast-check';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GridTable } from '../../../../db/contract/tableNames';
import type { EvidenceRow, GroupRule } from '../../../../db/evidence/rules/rule';
import { startCore } from '../coreFixture';
import { checksOn, derivedBytes, derivedTables, startChecks, type CheckCore } from './checkFixture';
import { exclaiming, sharing, testParts } from './testParts';

let lacuna: CheckCore;
beforeEach(async () => { lacuna = await startChecks(); });
afterEach(() => lacuna.end());

async function fill(): Promise<void> {
  const [study = ''] = await lacuna.add('studies', { label: 'One' });
  await lacuna.add('trials', { treatment: 'A', results: 'P = 0, 12%', population: '#bone #lung' }, { treatment: 'B', results: '3/12', population: '#bone', conclusions: 'Good!' });
  await lacuna.add('factors', { factor: 'OPN, miR-1', expression: 'Up', references: [study] }, { factor: 'SPP1', expression: 'Down' });
  await lacuna.add('claims', { subject: 'OPN', direction: 'down', references: [study] });
}

/** The file as another connection changes it, behind the core's back. */
function change(sql: string): void {
  const database = new Database(lacuna.path);
  database.exec(sql);
  database.close();
}

describe('a second check', () => {
  test('changes nothing, byte for byte', async () => {
    await fill();
    const before = derivedBytes(lacuna.path);
    await lacuna.call('checkDocument', {});
    expect(derivedBytes(lacuna.path)).toBe(before);
    await lacuna.call('checkDocument', {});
    expect(derivedBytes(lacuna.path)).toBe(before);
  });
  test('mends what was lost or changed outside', async () => {
    await fill();
    const before = derivedTables(lacuna.path);
    change(`DELETE FROM finding_member; DELETE FROM finding_source; DELETE FROM evidence_key; DELETE FROM evidence_row; DELETE FROM symbol; UPDATE finding SET message = 'x';
      UPDATE result SET n = '13' WHERE n = '12'; UPDATE claim SET direction = 'down' WHERE origin = 'table row';`);
    await lacuna.call('checkDocument', {});
    expect(derivedTables(lacuna.path)).toBe(before);
  });
  test('says how far it is, under the caller’s own id, and how much there is', async () => {
    await fill();
    expect(await lacuna.call('checkDocument', {})).toEqual({ rows: 9, findings: (await lacuna.findings()).length });
    expect(lacuna.events.filter((event) => event.type === 'progress').at(-1)).toMatchObject({ label: 'Checking rows', total: expect.any(Number) });
  });
});

test('a rule’s new version alone brings no dismissed finding back, and is told in the finding', async () => {
  await fill();
  await lacuna.call('dismissFindings', { findingIds: (await lacuna.findings({ rules: ['R5'] })).map(({ findingId }) => findingId), reason: 'x' });
  const { folder } = lacuna;
  await lacuna.core.close();
  const newer = startCore({ dataFolder: folder, evidence: testParts({ rules: [{ ...exclaiming, version: 2 }, sharing] }) });
  const again = checksOn(newer, lacuna.path);
  await newer.call('openDocument', { path: lacuna.path });
  await again.idle();
  expect((await again.findings()).map(({ rule, ruleVersion, state }) => [rule, ruleVersion, state])).toEqual([['D3', 1, 'open'], ['R5', 2, 'dismissed']]);
  await newer.core.close();
});

describe('any order of the same edits gives the same findings', () => {
  const cellEdits: readonly (readonly [table: GridTable, row: number, field: string, text: string])[] = [
    ['trials', 0, 'results', 'P = 2 and 4%'], ['trials', 1, 'results', 'P = 0, 4% vs 4%'], ['trials', 1, 'population', '#lung #bone'], ['trials', 2, 'population', '#lung'], ['trials', 2, 'conclusions', 'Good!'],
    ['factors', 0, 'expression', 'Up'], ['factors', 1, 'expression', 'Down'], ['factors', 1, 'factor', 'OPN'], ['factors', 0, 'molecules', 'SPP1, miR-1'], ['claims', 0, 'direction', 'down'], ['claims', 0, 'cancer', 'NSCLC'],
  ];
  const rowIds = async () => new Map([...['trials', 'factors', 'claims'] as const].map((table) => [table, lacuna.add(table, ...Array.from({ length: 3 }, (_, index) => (table === 'trials' ? { treatment: `T${index}`, population: '#bone' } : table === 'factors' ? { factor: 'miR-1' } : { subject: 'OPN' })))] as const));

  test('and so does one check of the whole at the end (property)', async () => {
    const ids = new Map<GridTable, readonly string[]>();
    for (const [table, adding] of await rowIds()) ids.set(table, await adding);
    const empty = derivedTables(lacuna.path);
    let wanted = '';
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray([...cellEdits.keys()], { minLength: cellEdits.length }), async (order) => {
      for (const index of order) {
        const [table, row, field, text] = cellEdits[index] ?? ['trials', 0, 'results', ''];
        await lacuna.edit(table, ids.get(table)?.[row] ?? '', field, text);
      }
      const now = derivedTables(lacuna.path);
      if (wanted === '') {
        wanted = now;
        expect((await lacuna.findings()).map(({ rule }) => rule).toSorted()).toEqual(['D3', 'D3', 'F1', 'N9', 'N9', 'R5']);
        await lacuna.call('checkDocument', {});
        expect(derivedTables(lacuna.path)).toBe(wanted);
      }
      expect(now).toBe(wanted);
      for (let step = 0; step < order.length; step += 1) await lacuna.call('undo', {});
      expect(derivedTables(lacuna.path)).toBe(empty);
    }), { numRuns: 12 });
    expect(await lacuna.isVerified()).toBe(true);
  }, largeTimeoutMs);
});

/** 15,000 rows are checked in all; a few seconds where nothing else runs. */
const largeTimeoutMs = 180_000;

describe('names that ship', () => {
  test('come once: a corrected or withdrawn one is not brought again, what a newer version knows is', async () => {
    const [opn] = await lacuna.rows('aliases');
    await lacuna.edit('aliases', opn?.id ?? '', 'alias', 'OPN-c');
    const { folder } = lacuna;
    await lacuna.core.close();
    const newer = startCore({ dataFolder: folder, newId: () => crypto.randomUUID(), evidence: testParts({ shippedNames: [{ alias: 'OPN', symbol: 'SPP1', kind: 'protein' }, { alias: 'BSP', symbol: 'IBSP', kind: 'protein' }] }) });
    const { undoState } = await newer.call('openDocument', { path: lacuna.path });
    expect(undoState.undo).toBe('edit Name of OPN');
    const again = checksOn(newer, lacuna.path);
    expect((await again.rows('aliases')).map(({ values }) => [values['alias'], values['origin']])).toEqual([['OPN-c', 'shipped'], ['BSP', 'shipped']]);
    await again.idle();
    await again.add('factors', { factor: 'BSP', expression: 'Up' }, { factor: 'IBSP', expression: 'Down' });
    expect(await again.findings({ rules: ['F1'] })).toHaveLength(1);
    await newer.core.close();
  });
});

describe('a large change', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => ({ treatment: `T${index}`, results: index % 100 === 0 ? 'P = 0, 12%' : '12%', population: `#${index % 2500}` }));

  test('of 5,000 rows is answered at once and checked after it, with word of how far it is', async () => {
    await lacuna.add('trials', ...many(5000));
    expect((await lacuna.call('getDocument', {}))?.checksWaiting).toBeGreaterThan(4000);
    await lacuna.idle();
    expect((await lacuna.call('listFindings', { rules: ['N9'], limit: 1 })).total).toBe(50);
    expect((await lacuna.call('listFindings', { rules: ['D3'], limit: 1 })).total).toBe(2500);
    expect((await lacuna.call('getDocument', {}))?.counts.results).toBe(5050);
    const told = lacuna.events.filter((event) => event.type === 'checked');
    expect(told.length).toBeGreaterThan(5);
    expect(told.at(-1)).toMatchObject({ waiting: 0, done: 5000 });
    const before = derivedTables(lacuna.path);
    await lacuna.call('undo', {});
    await lacuna.idle();
    expect(await lacuna.call('getDocument', {})).toMatchObject({ counts: { trials: 0, results: 0, findings: 0 } });
    await lacuna.call('redo', {});
    await lacuna.idle();
    expect(derivedTables(lacuna.path)).toBe(before);
    expect(await lacuna.isVerified()).toBe(true);
  }, largeTimeoutMs);
  test('goes on where it was when the file was closed in the middle', async () => {
    await lacuna.add('trials', ...many(1000));
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    await lacuna.call('closeDocument', {});
    const waiting = new Database(lacuna.path, { readonly: true });
    expect(waiting.prepare('SELECT count(*) FROM check_queue').pluck().get()).toBeGreaterThan(0);
    waiting.close();
    await lacuna.call('openDocument', { path: lacuna.path });
    await lacuna.idle();
    expect(await lacuna.call('getDocument', {})).toMatchObject({ counts: { results: 1010 }, checksWaiting: 0 });
    expect((await lacuna.call('listFindings', { rules: ['N9'] })).total).toBe(10);
  });
  test('can be edited while it is checked, and the end is the same', async () => {
    const ids = await lacuna.add('trials', ...many(600));
    await lacuna.edit('trials', ids[599] ?? '', 'results', 'P = 5');
    await lacuna.edit('trials', ids[0] ?? '', 'results', '1%');
    await lacuna.call('setLifecycle', { table: 'trials', rowIds: [ids[100] ?? ''], lifecycle: 'withdrawn' });
    await lacuna.idle();
    const before = derivedTables(lacuna.path);
    expect((await lacuna.findings({ rules: ['N9'] })).map(({ ordinal }) => ordinal)).toEqual([201, 301, 401, 501, 600]);
    await lacuna.call('checkDocument', {});
    expect(derivedTables(lacuna.path)).toBe(before);
  });
  test('a check that is cancelled says so, keeps what it did, and goes on with the next change', async () => {
    await lacuna.add('trials', ...many(800));
    await lacuna.idle();
    const before = derivedTables(lacuna.path);
    change('DELETE FROM finding_member; DELETE FROM finding_source; DELETE FROM finding;');
    const checking = lacuna.core.dispatch({ callId: 'whole', method: 'checkDocument', input: {} });
    await new Promise((resolve) => { setTimeout(resolve, 5); });
    lacuna.core.cancel('whole');
    expect(await checking).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect((await lacuna.call('getDocument', {}))?.checksWaiting).toBeGreaterThan(0);
    await lacuna.add('glossary', { abbreviation: 'OS', expansion: 'overall survival' });
    await lacuna.idle();
    await lacuna.call('undo', {});
    expect(derivedTables(lacuna.path)).toBe(before);
  });
});

describe('rows of one key', () => {
  const asked: string[] = [];
  const said = (rows: readonly EvidenceRow[]): string => `${rows.length} from ${rows[0]?.table ?? ''} to ${rows.at(-1)?.table ?? ''} ${rows.at(-1)?.ordinal ?? ''}`;
  const counting = (keys: readonly string[]): GroupRule => ({ ...sharing, tables: ['trials', 'glossary'], keysOf: () => keys, check: (rows, key) => { asked.push(`${key}: ${said(rows)}`); return []; } });

  test('are compared two hundred at most, what defines a word before what uses it', async () => {
    const other = await startChecks({ evidence: testParts({ rules: [counting(['os'])] }) });
    const ids = await other.add('trials', ...Array.from({ length: 260 }, (_, index) => ({ treatment: `T${index}` })));
    await other.add('glossary', { abbreviation: 'OS', expansion: 'overall survival' });
    await other.idle();
    asked.length = 0;
    await other.edit('trials', ids[3] ?? '', 'results', '12%');
    expect(asked).toEqual(['os: 200 from trials to glossary 1']);
    await other.end();
  });
  test('are compared as many of each table as their rule wants', async () => {
    const other = await startChecks({ evidence: testParts({ rules: [{ ...counting(['os']), mostOfTable: 12 }] }) });
    const ids = await other.add('trials', ...Array.from({ length: 30 }, (_, index) => ({ treatment: `T${index}` })));
    await other.add('glossary', ...Array.from({ length: 15 }, (_, index) => ({ abbreviation: `A${index}`, expansion: 'x' })));
    asked.length = 0;
    await other.edit('trials', ids[11] ?? '', 'results', '12%');
    expect(asked).toEqual(['os: 24 from trials to glossary 12']);
    await other.end();
  });
  test('and a row behind those asks nothing: what it says changes nothing', async () => {
    const other = await startChecks({ evidence: testParts({ rules: [{ ...counting(['os']), mostOfTable: 12 }] }) });
    const ids = await other.add('trials', ...Array.from({ length: 30 }, (_, index) => ({ treatment: `T${index}` })));
    asked.length = 0;
    await other.edit('trials', ids[29] ?? '', 'results', '12%');
    expect(asked).toEqual([]);
    await other.call('setLifecycle', { table: 'trials', rowIds: [ids[0] ?? ''], lifecycle: 'excluded' });
    expect(asked).toEqual(['os: 12 from trials to trials 13']);
    await other.end();
  });
  test('are compared within the commit as far as it stays quick, and after it as far as it does not', async () => {
    const other = await startChecks({ evidence: testParts({ rules: [counting(['a', 'b', 'c'])] }) });
    const ids = await other.add('trials', ...Array.from({ length: 150 }, (_, index) => ({ treatment: `T${index}` })));
    await other.idle();
    asked.length = 0;
    const edited = other.edit('trials', ids[3] ?? '', 'results', '12%');
    await edited;
    const within = [...asked];
    await other.idle();
    expect([within.slice(0, 2), asked.toSorted()]).toEqual([['a: 150 from trials to trials 150', 'b: 150 from trials to trials 150'], ['a', 'b', 'c'].map((key) => `${key}: 150 from trials to trials 150`)]);
    await other.end();
  });
});

describe('a fault of a rule', () => {
  test('stops no edit, gives no finding, and is told among the warnings of the document', async () => {
    const faulty = { ...exclaiming, check: () => { throw new Error('divided by a comma'); } };
    const other = await startChecks({ evidence: testParts({ rules: [faulty, sharing], extractTrial: () => { throw new Error('lost its way'); } }) });
    await other.add('trials', { treatment: 'A', results: '12%', population: '#bone' }, { treatment: 'B', population: '#bone' });
    expect((await other.findings()).map(({ rule }) => rule)).toEqual(['D3']);
    expect((await other.call('getDocument', {}))?.warnings).toEqual(['The extractor could not look at every row (lost its way). What it would have found is missing.', 'Rule R5 could not look at every row (divided by a comma). What it would have found is missing.']);
    await other.end();
  });
});
