// Owns binding chosen rows and cells to a conflict: each member with the version that its row has now.
// Refuses rows and columns that are not there, rows of tables that can't disagree, the same cell twice, and a conflict
// with fewer members than it needs: two when it is raised by hand; what a rule found may lie within one cell.
import { tables } from '../contract/columns';
import type { GridTable } from '../contract/tableNames';
import { noSuchColumn } from '../contract/customColumns';
import { LacunaError } from '../contract/errors';
import { memberTables, type ConflictMember } from '../contract/values';
import { columnsIn } from './customColumns';
import type { ReadHandle } from '../store/handle';
import { requireRow } from './applyChangeSet';

export interface MemberChoice { readonly table: GridTable; readonly rowId: string; readonly field: string | null; readonly side: string }

export function conflictMembers(handle: ReadHandle, choices: readonly MemberChoice[], least = 2): readonly ConflictMember[] {
  if (choices.length < least) throw new LacunaError('invalid-input', 'A conflict has at least two members: two rows, or two cells. Select another one.');
  const seen = new Set<string>();
  const columns = columnsIn(handle);
  return choices.map(({ table: chosen, rowId, field, side }) => {
    const table = memberTables.find((name) => name === chosen);
    if (table === undefined) throw new LacunaError('invalid-input', chosen === 'findings' ? 'A finding is adopted as a conflict, not made a member of one. Choose the rows that it is about.' : `Rows of ${tables[chosen].name} can't disagree. Choose other rows.`, { rowId });
    const key = `${table}/${rowId}/${field ?? ''}`;
    if (seen.has(key)) throw new LacunaError('invalid-input', 'The same row or cell is a member twice. Remove one.', { rowId });
    seen.add(key);
    if (field !== null && columns.find(table, field) === null) throw new LacunaError('invalid-input', noSuchColumn(columns, table, field), { table, field });
    return { table, rowId, field, version: requireRow(handle, table, rowId).version, side };
  });
}
