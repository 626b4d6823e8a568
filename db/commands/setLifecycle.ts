// Owns withdrawing, excluding and restoring rows. Nothing is deleted: a withdrawn row leaves the grid and the counts
// and stays in the file; an excluded row stays visible and leaves exports and aggregates. A note is withdrawn or restored:
// it is in no export unless it is asked for.
import { readOnlyReason } from '../contract/cellRules';
import { tables } from '../contract/columns';
import { isJournalTable, type GridTable } from '../contract/tableNames';
import { LacunaError } from '../contract/errors';
import type { Lifecycle } from '../contract/types';
import { rowNameOf, type ChangeSetDraft, type Revision } from '../journal/changeSet';
import { aboutNote } from '../journal/noteWords';
import { adoptedResult, type AsRead } from '../journal/resultRows';
import type { ReadHandle } from '../store/handle';
import { readRows } from '../store/rows';

const verbs: Readonly<Record<Lifecycle, string>> = { active: 'restore', withdrawn: 'withdraw', excluded: 'exclude' };

export function setLifecycleDraft(handle: ReadHandle, request: { readonly table: GridTable | 'notes'; readonly rowIds: readonly string[]; readonly lifecycle: Lifecycle; readonly reason: string | null }, asRead: AsRead): ChangeSetDraft {
  const { table, lifecycle, reason } = request;
  const rowIds = [...new Set(request.rowIds)];
  if (!isJournalTable(table)) throw new LacunaError('invalid-input', readOnlyReason(table, {}) ?? `${tables[table].name} can't be changed.`, { table });
  if (table === 'notes' && lifecycle === 'excluded') throw new LacunaError('invalid-input', 'A note can\'t be excluded. Keep it private, or withdraw it.', { table });
  const rows = readRows(handle, table, rowIds);
  if (rows.length !== rowIds.length) throw new LacunaError('not-found', `${rowIds.length - rows.length} of these rows are not in this file any more. Refresh the table and try again.`, { table });
  const fixed = rows.flatMap((row) => readOnlyReason(table, row.values) ?? []);
  if (fixed[0] !== undefined) throw new LacunaError('invalid-input', fixed[0], { table });
  const changing = rows.filter((row) => row.lifecycle !== lifecycle);
  const [first] = changing;
  const what = changing.length !== 1 || first === undefined ? (table === 'notes' ? `${changing.length} notes` : `${changing.length} rows of ${tables[table].name}`) : table === 'notes' ? `note on ${aboutNote(handle, first)}` : rowNameOf(table, first);
  return {
    kind: 'edit', label: `${verbs[lifecycle]} ${what}`, reason, target: null,
    revisions: changing.flatMap((row): readonly Revision[] => [...adoptedResult(table, row, asRead), { op: 'set', table, rowId: row.id, field: 'lifecycle', before: row.lifecycle, after: lifecycle, why: reason }]),
  };
}
