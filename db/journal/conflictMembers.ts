// Owns binding chosen rows and cells to a conflict: each member with the version that its row has now.
// Refuses rows and columns that are not there, the same cell twice, and a conflict with fewer than two members.
import { columnOf, tables, type GridTable } from '../contract/columns';
import { LacunaError } from '../contract/errors';
import type { ConflictMember } from '../contract/values';
import type { ReadHandle } from '../store/handle';
import { requireRow } from './applyChangeSet';

export interface MemberChoice { readonly table: GridTable; readonly rowId: string; readonly field: string | null; readonly side: string }

export function conflictMembers(handle: ReadHandle, choices: readonly MemberChoice[]): readonly ConflictMember[] {
  if (choices.length < 2) throw new LacunaError('invalid-input', 'A conflict has at least two members: two rows, or two cells. Select another one.');
  const seen = new Set<string>();
  return choices.map(({ table, rowId, field, side }) => {
    const key = `${table}/${rowId}/${field ?? ''}`;
    if (seen.has(key)) throw new LacunaError('invalid-input', 'The same row or cell is a member twice. Remove one.', { rowId });
    seen.add(key);
    if (field !== null && columnOf(table, field) === null) throw new LacunaError('invalid-input', `${tables[table].name} has no column “${field}”.`, { table, field });
    return { table, rowId, field, version: requireRow(handle, table, rowId).version, side };
  });
}
