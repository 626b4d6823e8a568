// Owns the content of the stored file of the current version: the built-in review, used as a curator uses it, so that
// every table of the format holds something. The clock and the ids are fixed, so that making it again gives the same
// evidence.
import { join } from 'node:path';
import type { Input, MethodName, Output } from '../../db/contract/methods';
import { createCore } from '../../db/core';
import { currentVersion } from '../../db/migrations/migrations';

export const storedFileName = `version-${currentVersion}.lacuna`;

/** Makes the file in `folder`, closed; throws when one is there already. Gives its path. */
export async function makeStoredFile(folder: string, dataFolder: string): Promise<string> {
  const path = join(folder, storedFileName);
  let ticks = Date.parse('2026-01-01T00:00:00.000Z');
  let ids = 0;
  const core = createCore({
    dataFolder, emit: () => {}, systemUserName: 'A. Curator', hostName: 'stored', processId: process.pid, version: '0.0.0',
    now: () => { ticks += 1000; return new Date(ticks); },
    newId: () => { ids += 1; return `019b76da-a800-7000-8000-${String(ids).padStart(12, '0')}`; },
  });
  const call = async <Name extends MethodName>(method: Name, input: Input<Name>): Promise<Output<Name>> => {
    const reply = await core.dispatch({ callId: method, method, input: JSON.parse(JSON.stringify(input)) });
    if (!reply.ok) throw new Error(`${method} was refused: ${reply.error.message}`);
    return reply.value as never; // the contract suite holds answers against their schemas
  };
  const factor = async (name: string): Promise<string> => {
    const row = (await call('openView', { table: 'factors' })).rows.find((each) => each.values['factor'] === name);
    if (row === undefined) throw new Error(`The review has no factor ${name}.`);
    return row.id;
  };
  try {
    await call('createDocument', { path, content: 'review' });
    const [up, down] = [await factor('CXCR4'), await factor('CXCR7')];
    await call('editRows', { table: 'factors', edits: [{ rowId: down, field: 'expression', before: 'Up', after: 'Down' }], reason: 'Read again' });
    const { addedRowIds } = await call('editRows', { table: 'factors', adds: [{ values: { factor: 'ACKR1', expression: 'Sideways', mechanism: { missing: 'Not reported' } } }] });
    await call('setLifecycle', { table: 'factors', rowIds: addedRowIds, lifecycle: 'withdrawn', reason: 'Doubled' });
    await call('editRows', { table: 'glossary', adds: [{ values: { abbreviation: 'ACKR1', expansion: 'atypical chemokine receptor 1' } }] });
    await call('undo', {});
    await call('redo', {});
    const { conflictId } = await call('flagConflict', {
      kind: 'opposite expression', severity: 'major', rationale: 'One cohort finds it up, another down',
      members: [{ table: 'factors', rowId: up, field: 'expression', side: 'Up' }, { table: 'factors', rowId: down, field: 'expression', side: 'Down' }],
    });
    await call('editRows', { table: 'claims', adds: [{ values: { subject: 'CXCR4', predicate: 'is expressed', direction: 'down', cancer: 'NSCLC', quote: 'CXCR4 was lower in bone' } }], intention: 'add' });
    const [opposite] = (await call('listFindings', { rules: ['F1'] })).findings;
    if (opposite === undefined) throw new Error('CXCR4, up and down, gives no finding.');
    await call('dismissFindings', { findingIds: [opposite.findingId], reason: 'Other stage' });
    const result = (await call('openView', { table: 'results', filters: [{ column: 'measure', operator: 'anyTerm', terms: ['percentage'] }] })).rows[0];
    if (result === undefined) throw new Error('The review gives no percentage.');
    await call('editRows', { table: 'results', edits: [{ rowId: result.id, field: 'outcome', before: result.values['outcome'] ?? null, after: 'Response of pain' }] });
    await call('editRows', { table: 'aliases', adds: [{ values: { alias: 'fusin', symbol: 'CXCR4', kind: 'protein' } }], intention: 'add' });
    await call('makeRelease', { version: '0.9', note: 'Before the conflict was settled' });
    await call('saveLayout', { table: 'factors', layout: { columns: [{ key: 'factor', width: 240 }] } });
    await call('setConflictStatus', { conflictId, status: 'resolved', disposition: 'explained by population', reason: 'Other histology' });
    if (!(await call('verifyDocument', {})).isOk) throw new Error('The stored file is not sound.');
    return path;
  } finally {
    await core.close();
  }
}
