// Owns withdrawing, excluding and restoring rows. Nothing is deleted: a withdrawn row leaves the grid and the counts
// and stays in the file; an excluded row stays visible and leaves exports and aggregates.
import { tables, type GridTable } from '../contract/columns';
import { LacunaError } from '../contract/errors';
import type { Lifecycle } from '../contract/types';
import { rowNameOf, type ChangeSetDraft, type Revision } from '../journal/changeSet';
import type { ReadHandle } from '../store/handle';
import { readRows } from '../store/rows';

const verbs: Readonly<Record<Lifecycle, string>> = { active: 'restore', withdrawn: 'withdraw', excluded: 'exclude' };

export function setLifecycleDraft(handle: ReadHandle, request: { readonly table: GridTable; readonly rowIds: readonly string[]; readonly lifecycle: Lifecycle; readonly reason: string | null }): ChangeSetDraft {
  const { table, lifecycle, reason } = request;
  const rowIds = [...new Set(request.rowIds)];
  const rows = readRows(handle, table, rowIds);
  if (rows.length !== rowIds.length) throw new LacunaError('not-found', `${rowIds.length - rows.length} of these rows are not in this file any more. Refresh the table and try again.`, { table });
  const changing = rows.filter((row) => row.lifecycle !== lifecycle);
  const [first] = changing;
  const what = changing.length === 1 && first !== undefined ? rowNameOf(table, first) : `${changing.length} rows of ${tables[table].name}`;
  return {
    kind: 'edit', label: `${verbs[lifecycle]} ${what}`, reason, target: null,
    revisions: changing.map((row): Revision => ({ op: 'set', table, rowId: row.id, field: 'lifecycle', before: row.lifecycle, after: lifecycle, why: reason })),
  };
}
