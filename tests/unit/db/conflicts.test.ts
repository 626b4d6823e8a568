// Conflicts by hand: raising, badges with a breakdown, the life cycle with its verdicts, and reopening on edit.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { GridRow } from '../../../db/contract/types';
import { startCore, type TestCore } from './coreFixture';

let lacuna: TestCore;
let first: GridRow;
let second: GridRow;
beforeEach(async () => {
  lacuna = startCore();
  await lacuna.call('openDocument', {});
  const { rows } = await lacuna.call('openView', { table: 'factors' });
  [first, second] = [rows[7] as GridRow, rows[8] as GridRow];
});
afterEach(() => lacuna.end());

const flag = async () => lacuna.call('flagConflict', {
  kind: 'opposite expression', severity: 'major', rationale: 'A later cohort finds it down',
  members: [{ table: 'factors', rowId: first.id, field: 'expression', side: 'Up' }, { table: 'factors', rowId: second.id, field: 'expression', side: 'Down' }],
});
const flagsOf = async (row: GridRow) => (await lacuna.call('getRows', { table: 'factors', rowIds: [row.id] }))[0]?.flags;
const conflict = async () => (await lacuna.call('listConflicts', {}))[0];

test('shows on every member row, with a breakdown', async () => {
  const { conflictId, label } = await flag();
  expect(label).toBe('flag conflict “CXCR4, CXCR7: Up 1 · Down 1”');
  for (const row of [first, second]) expect(await flagsOf(row)).toMatchObject([{ conflictId, breakdown: 'Up 1 · Down 1', severity: 'major', status: 'open', fields: ['expression'] }]);
  expect((await lacuna.call('getDocument', {}))?.counts).toMatchObject({ conflicts: 1, openConflicts: 1 });
  const committed = lacuna.events.findLast((event) => event.type === 'committed');
  expect(committed?.touched.find((entry) => entry.table === 'factors')?.rowIds?.toSorted()).toEqual([first.id, second.id].toSorted());
});

test('needs two members, a reason, and rows that are there', async () => {
  const member = { table: 'factors', rowId: first.id, field: null, side: 'Up' } as const;
  expect((await lacuna.refusal('flagConflict', { kind: 'other', severity: 'info', rationale: 'x', members: [member] })).message).toContain('at least two members');
  expect((await lacuna.refusal('flagConflict', { kind: 'other', severity: 'info', rationale: '  ', members: [member, { ...member, rowId: second.id }] })).message).toContain('Give a reason.');
  expect((await lacuna.refusal('flagConflict', { kind: 'other', severity: 'info', rationale: 'x', members: [member, member] })).message).toContain('twice');
  expect((await lacuna.refusal('flagConflict', { kind: 'other', severity: 'info', rationale: 'x', members: [member, { ...member, rowId: 'nowhere' }] })).code).toBe('not-found');
});

test('closes only with a verdict and a reason, and only by the steps there are', async () => {
  const { conflictId } = await flag();
  expect((await lacuna.refusal('setConflictStatus', { conflictId, status: 'resolved', reason: 'seen' })).message).toContain('disposition');
  expect((await lacuna.refusal('setConflictStatus', { conflictId, status: 'resolved', disposition: 'confirmed, unexplained' })).message).toContain('Give a reason');
  expect((await lacuna.refusal('setConflictStatus', { conflictId, status: 'suggested' })).message).toBe("A conflict that is open can't become suggested. It can become: under review, resolved, dismissed, superseded.");
  await lacuna.call('setConflictStatus', { conflictId, status: 'under review' });
  await lacuna.call('setConflictStatus', { conflictId, status: 'resolved', disposition: 'explained by population', reason: 'other histology' });
  expect(await conflict()).toMatchObject({ status: 'resolved', disposition: 'explained by population', verdictReason: 'other histology' });
  expect((await lacuna.refusal('setConflictStatus', { conflictId, status: 'open' })).message).toContain('reopening');
});

test('editing a member reopens it and says why; undoing the edit closes it again', async () => {
  const { conflictId } = await flag();
  await lacuna.call('setConflictStatus', { conflictId, status: 'dismissed', disposition: 'not a conflict', reason: 'two tumours' });
  await lacuna.call('editRows', { table: 'factors', edits: [{ rowId: second.id, field: 'mechanism', before: { missing: 'No description' }, after: 'Binds CXCL12' }] });
  expect(await conflict()).toMatchObject({ status: 'open' });
  const history = await lacuna.call('listHistory', { scope: { kind: 'row', table: 'conflicts', rowId: conflictId } });
  expect(history.changeSets[0]?.revisions[0]).toMatchObject({ field: 'status', before: 'dismissed', after: 'open', why: 'Reopened: Mechanism(s) of CXCR7 was edited.' });
  await lacuna.call('undo', {});
  expect(await conflict()).toMatchObject({ status: 'dismissed', disposition: 'not a conflict' });
});

test('keeps the versions it was raised on', async () => {
  await flag();
  await lacuna.call('editRows', { table: 'factors', edits: [{ rowId: first.id, field: 'expression', before: 'Up', after: 'Down' }] });
  expect((await conflict())?.members.map(({ version, currentVersion, text }) => ({ moved: currentVersion - version, text }))).toEqual([{ moved: 1, text: 'Down' }, { moved: 0, text: 'Up' }]);
});

test('can be changed: title, kind, severity, reason, members', async () => {
  const { conflictId } = await flag();
  const { rows } = await lacuna.call('openView', { table: 'factors' });
  await lacuna.call('editConflict', { conflictId, title: 'CXCR family', severity: 'minor', members: [
    { table: 'factors', rowId: first.id, field: 'expression', side: 'Up' }, { table: 'factors', rowId: second.id, field: 'expression', side: 'Up' }, { table: 'factors', rowId: rows[0]?.id ?? '', field: null, side: '' }] });
  expect(await conflict()).toMatchObject({ title: 'CXCR family', severity: 'minor', breakdown: 'Up 2 · Side not stated 1' });
  await lacuna.call('undo', {});
  expect(await conflict()).toMatchObject({ breakdown: 'Up 1 · Down 1', severity: 'major' });
});
