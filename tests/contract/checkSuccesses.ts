// One success at least for every method about what the file says and what the rules say of it, the same over every way.
import { writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { MethodName } from '../../db/contract/methods';
import type { Bench } from './bench';

/** CXCR4 is up in the review; a row that says down makes a finding of both. */
async function opposed({ call, factor }: Bench) {
  const { addedRowIds } = await call('editRows', { table: 'factors', adds: [{ values: { factor: 'CXCR4', expression: 'Down' } }], intention: 'add' });
  const [finding] = (await call('listFindings', { rules: ['F1'], rowId: addedRowIds[0] ?? '' })).findings;
  if (finding === undefined) throw new Error('CXCR4, up and down, gives no finding.');
  return { finding, up: await factor('CXCR4'), downId: addedRowIds[0] ?? '' };
}
const stateOf = async ({ call }: Bench, findingId: string) => (await call('listFindings', { findingIds: [findingId] })).findings[0]?.state;

export const checkSuccesses = {
  getTrialEvidence: async ({ call }) => {
    const [row] = (await call('openView', { table: 'trials', end: 1 })).rows;
    const evidence = await call('getTrialEvidence', { rowId: row?.id ?? '' });
    for (const { span } of evidence.results) expect(span.end).toBeGreaterThan(span.start);
  },

  getFactorSummary: async (bench) => {
    const { up } = await opposed(bench);
    const { molecules } = await bench.call('getFactorSummary', { rowId: up.id });
    expect(molecules[0]?.expression).toMatch(/Up \d+ · Down 1|Down 1 · Up \d+/u);
    expect(molecules[0]?.claims.map(({ fromRow }) => fromRow?.rowId)).toContain(up.id);
  },

  listFindings: async (bench) => {
    const { finding, up, downId } = await opposed(bench);
    expect(finding).toMatchObject({ rule: 'F1', severity: 'major', state: 'open', message: expect.stringContaining('not consistent') });
    expect(finding.members.map(({ rowId }) => rowId)).toEqual(expect.arrayContaining([up.id, downId]));
    expect(await bench.call('listFindings', { rules: ['F1'], states: ['dismissed'] })).toEqual({ findings: [], total: 0 });
  },

  listMarks: async (bench) => {
    const { finding, up, downId } = await opposed(bench);
    const marks = await bench.call('listMarks', { table: 'factors', rowIds: [up.id, downId] });
    expect(marks.map(({ rowId }) => rowId).toSorted()).toEqual([up.id, downId].toSorted());
    for (const { findings } of marks) expect(findings).toContainEqual({ findingId: finding.findingId, rule: 'F1', severity: 'major', field: 'expression', span: null });
    const { rows } = await bench.call('openView', { table: 'trials', end: 100 });
    const read = await bench.call('listMarks', { table: 'trials', rowIds: rows.map(({ id }) => id) });
    expect(read.some(({ results }) => results.some(({ field, start, end }) => field === 'results' && end > start))).toBe(true);
    expect(await bench.call('listMarks', { table: 'factors', rowIds: ['nowhere'] })).toEqual([]);
  },

  stepFinding: async (bench) => {
    const { finding } = await opposed(bench);
    const step = async (from: Parameters<typeof bench.call<'stepFinding'>>[1]['from'], direction: 'next' | 'previous') => bench.call('stepFinding', { from, direction });
    const { findings, total } = await bench.call('listFindings', { states: ['open', 'reopened'] });
    const walked: string[] = [];
    for (let at = await step(null, 'next'); at.finding !== null; at = await step({ findingId: at.finding.findingId }, 'next')) {
      walked.push(at.finding.findingId);
      expect([at.position, at.total]).toEqual([walked.length, total]);
    }
    expect(walked).toEqual(findings.map(({ findingId }) => findingId));
    expect((await step(null, 'previous')).finding?.findingId).toBe(walked.at(-1));
    expect((await step({ table: finding.table, rowId: finding.rowId }, 'next')).finding?.rowId).toBe(finding.rowId);
    expect((await step({ findingId: walked[0] ?? '' }, 'previous')).finding).toBeNull();
    expect((await step({ findingId: 'nowhere' }, 'next')).finding).toBeNull();
  },

  dismissFindings: async (bench) => {
    const { finding: { findingId } } = await opposed(bench);
    expect(await bench.call('dismissFindings', { findingIds: [findingId], reason: 'two tumours' })).toMatchObject({ dismissed: 1, skipped: 0 });
    expect(await stateOf(bench, findingId)).toBe('dismissed');
  },

  restoreFindings: async (bench) => {
    const { finding: { findingId } } = await opposed(bench);
    await bench.call('dismissFindings', { findingIds: [findingId], reason: 'two tumours' });
    expect(await bench.call('restoreFindings', { findingIds: [findingId] })).toMatchObject({ restored: 1, skipped: 0 });
    expect(await stateOf(bench, findingId)).toBe('open');
  },

  adoptFindings: async (bench) => {
    const { finding: { findingId, message } } = await opposed(bench);
    const { conflictIds } = await bench.call('adoptFindings', { findingIds: [findingId] });
    expect(await bench.call('listConflicts', {})).toMatchObject([{ conflictId: conflictIds[0], kind: 'opposite expression', severity: 'major', status: 'open', rationale: message }]);
    expect(await stateOf(bench, findingId)).toBe('adopted');
  },

  getCheckSettings: async ({ call }) => {
    expect(await call('getCheckSettings', {})).toEqual({ alpha: 0.05, off: [], waiting: 0 });
  },

  setCheckSettings: async (bench) => {
    const { finding: { findingId } } = await opposed(bench);
    await bench.call('setCheckSettings', { alpha: 0.05, off: ['F1'] });
    expect(await bench.call('getCheckSettings', {})).toMatchObject({ off: ['F1'] });
    expect(await stateOf(bench, findingId)).toBeUndefined();
    await bench.call('setCheckSettings', { alpha: 0.05, off: [] });
    await bench.event('checked', (event) => event.waiting === 0 && event.done > 0);
    expect(await stateOf(bench, findingId)).toBe('open');
  },

  checkDocument: async (bench) => {
    await opposed(bench);
    const before = await bench.call('listFindings', {});
    expect((await bench.call('checkDocument', {})).findings).toBe(before.total);
    expect(await bench.call('listFindings', {})).toEqual(before);
  },
  checkCounts: async (bench) => {
    const path = await bench.way.place('counts.csv');
    const rows = ['8,92,4,96,2.09', '9,91,5,95,1.88', '12,88,6,94,2.14'];
    writeFileSync(path, ['events.t,noevents.t,events.c,noevents.c,OR', ...rows, '10,90,5,95,9.11'].join('\n'));
    expect(await bench.call('checkCounts', { path })).toMatchObject({ rows: 4, values: 4, columns: ['OR'], unread: [], findings: [{ rule: 'N6', severity: 'major', ordinal: 4, line: 5, field: 'OR', quote: 'OR 9.11' }] });
    await bench.call('closeDocument', {});
    writeFileSync(path, 'Treatment,Results\nSurgery,It helped.\n');
    expect(await bench.call('checkCounts', { path })).toBeNull();
  },
} as const satisfies { readonly [Name in MethodName]?: (bench: Bench) => Promise<void> };
