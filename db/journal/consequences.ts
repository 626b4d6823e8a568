// Owns what a change brings with it, as further revisions of the same change set: new terms join the vocabulary, a
// closed conflict whose member is edited reopens and says why, and a curator's result says whether it still stands on
// the text that it was read from. Reads only; undoing the change takes all of it back.
import { columnOf, tables, vocabularyField } from '../contract/columns';
import { isCustomKey, type JournalTable } from '../contract/tableNames';
import type { DocumentColumns } from '../contract/customColumns';
import { memberTables, termsOf, type CellValue } from '../contract/values';
import { columnsIn } from './customColumns';
import type { ReadHandle } from '../store/handle';
import { readRow } from '../store/rows';
import { rowNameOf, type Revision } from './changeSet';
import { textHash } from './textHash';

export function consequencesOf(handle: ReadHandle, revisions: readonly Revision[], newId: () => string): readonly Revision[] {
  return [...newTerms(handle, revisions, newId), ...reopenedConflicts(handle, revisions), ...followingResults(handle, revisions)];
}

const longestTerm = 200;

function newTerms(handle: ReadHandle, revisions: readonly Revision[], newId: () => string): readonly Revision[] {
  const wanted = new Map<string, { readonly field: string; readonly term: string }>();
  // Read at the first cell of a custom column, and of most changes never.
  let known: DocumentColumns | null = null;
  const consider = (table: JournalTable, key: string, value: CellValue): void => {
    const column = isCustomKey(key) ? (known ??= columnsIn(handle)).find(table, key) : columnOf(table, key);
    if (table === 'conflicts' || column === null || !column.isEditable || (column.kind !== 'term' && column.kind !== 'terms') || typeof value !== 'string') return;
    const field = vocabularyField(table, key);
    for (const term of column.kind === 'term' ? [value.trim()] : termsOf(value)) {
      if (term !== '' && term.length <= longestTerm && !column.terms.includes(term)) wanted.set(`${field}\n${term}`, { field, term });
    }
  };
  for (const revision of revisions) {
    if (revision.op === 'set' && typeof revision.after !== 'number') consider(revision.table, revision.field, revision.after);
    else if (revision.op === 'add') for (const [key, value] of Object.entries(revision.after.values)) consider(revision.table, key, value);
  }
  const added = new Set(revisions.flatMap((revision) => (revision.op === 'add' && revision.table === 'vocabulary' ? [`${String(revision.after.values['field'])}\n${String(revision.after.values['term'])}`] : [])));
  const missing = [...wanted].filter(([key, { field, term }]) => !added.has(key) && handle.get('SELECT 1 FROM vocabulary WHERE field = ? AND term = ?', field, term) === undefined);
  if (missing.length === 0) return [];
  let ordinal = handle.get<{ last: number | null }>('SELECT max(ordinal) AS last FROM vocabulary')?.last ?? 0;
  return missing.map(([, { field, term }]): Revision => {
    ordinal += 1;
    return { op: 'add', table: 'vocabulary', rowId: newId(), after: { ordinal, lifecycle: 'active', values: { field, term } }, why: null };
  });
}

function reopenedConflicts(handle: ReadHandle, revisions: readonly Revision[]): readonly Revision[] {
  const handled = new Set(revisions.filter((revision) => revision.table === 'conflicts').map((revision) => revision.rowId));
  const reopened: Revision[] = [];
  for (const revision of revisions) {
    if (revision.op === 'add' || !isMemberTable(revision.table)) continue;
    const closed = memberships(handle, revision).flatMap((conflictId) => handle.all<{ id: string; status: string }>(`SELECT id, status FROM conflict WHERE id = ? AND status IN ('resolved', 'dismissed', 'superseded')`, conflictId));
    for (const { id, status } of closed) {
      if (handled.has(id)) continue;
      handled.add(id);
      reopened.push({ op: 'set', table: 'conflicts', rowId: id, field: 'status', before: status, after: 'open', why: reopeningReason(handle, revision) });
    }
  }
  return reopened;
}

/** The conflicts that a row is a member of. Asked on every edit, and nearly always none: so without a join. */
function memberships(handle: ReadHandle, { table, rowId }: Revision): readonly string[] {
  const own = handle.column<string>('SELECT conflictId FROM conflict_member WHERE tableName = ? AND rowId = ?', table, rowId);
  const derived = table === 'trials' ? handle.column<string>(`SELECT conflictId FROM conflict_member WHERE tableName = 'results' AND rowId IN (SELECT id FROM result WHERE trialId = ?)`, rowId)
    : table === 'factors' ? handle.column<string>(`SELECT conflictId FROM conflict_member WHERE tableName = 'claims' AND rowId IN (SELECT id FROM claim WHERE aboutRowId = ? AND origin = 'table row')`, rowId) : [];
  return [...new Set([...own, ...derived])];
}

function isMemberTable(table: JournalTable): boolean {
  return memberTables.some((name) => name === table);
}

function reopeningReason(handle: ReadHandle, revision: Revision): string {
  const row = readRow(handle, revision.table, revision.rowId);
  const name = row === null ? 'A member' : rowNameOf(revision.table, row);
  if (revision.op !== 'set') return `Reopened: ${name} was taken out.`;
  if (revision.field === 'lifecycle') return `Reopened: ${name} is now ${String(revision.after)}.`;
  return `Reopened: ${columnsIn(handle).headingOf(revision.table, revision.field)} of ${name} was edited.`;
}

/** A curator's results of an edited trial: stale where the text that they were read from changed, current where it is back. */
function followingResults(handle: ReadHandle, revisions: readonly Revision[]): readonly Revision[] {
  const own = new Set(revisions.filter((revision) => revision.table === 'results').map((revision) => revision.rowId));
  const following = new Map<string, Revision>();
  for (const revision of revisions) {
    if (revision.table !== 'trials' || revision.op !== 'set' || typeof revision.after === 'number') continue;
    const text = typeof revision.after === 'string' ? revision.after : '';
    const results = handle.all<{ id: string; trial: string | null; field: string | null; state: string | null; sourceHash: string | null }>(`SELECT id, trial, field, state, sourceHash FROM result WHERE trialId = ? AND origin = 'curator'`, revision.rowId);
    for (const result of results) {
      if (own.has(result.id)) continue;
      const follow = (field: string, before: string | null, after: string): void => {
        if (before !== after) following.set(`${result.id} ${field}`, { op: 'set', table: 'results', rowId: result.id, field, before, after, why: null });
      };
      if (revision.field === result.field) follow('state', result.state, textHash(text) === result.sourceHash ? 'current' : 'stale');
      if (revision.field === tables.trials.nameKey) follow('trial', result.trial, rowNameOf('trials', { ordinal: 0, values: { [revision.field]: text } }));
    }
  }
  return [...following.values()];
}
