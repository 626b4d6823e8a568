// Owns what becomes of conflicts when rows are merged: a member that goes is replaced by the one that stays, never twice;
// a conflict that stood between just these rows is closed as “duplicate merged”, with its members as they were. A closed
// conflict whose member is replaced reopens and says why. Reads only.
import { conflictStatuses, isClosed } from '../contract/conflicts';
import { memberTables, membersOf, sameValue, type CellValue, type ConflictMember } from '../contract/values';
import type { ReadHandle } from '../store/handle';
import { readRows, type StoredRow } from '../store/rows';
import type { Revision } from './changeSet';

/** A row that goes, and the row that stays in its place, in the version that it will have. */
export interface Replacement { readonly table: ConflictMember['table']; readonly from: string; readonly to: string; readonly version: number }

export interface MergedConflicts { readonly revisions: readonly Revision[]; readonly moved: number; readonly settled: number }

export function isMemberTable(table: string): table is ConflictMember['table'] {
  return memberTables.some((name) => name === table);
}

export function mergedConflicts(handle: ReadHandle, replacements: readonly Replacement[], said: string): MergedConflicts {
  const byRow = new Map(replacements.map((replacement) => [`${replacement.table}/${replacement.from}`, replacement]));
  const ids = new Set(replacements.flatMap(({ table, from }) => handle.column<string>('SELECT conflictId FROM conflict_member WHERE tableName = ? AND rowId = ?', table, from)));
  const conflicts = readRows(handle, 'conflicts', [...ids]).toSorted((left, right) => left.ordinal - right.ordinal);
  const changes = conflicts.map((conflict) => changeOf(conflict, byRow, said));
  return {
    revisions: changes.flatMap(({ revisions }) => revisions),
    moved: changes.filter(({ isSettled }) => !isSettled).length, settled: changes.filter(({ isSettled }) => isSettled).length,
  };
}

function changeOf(conflict: StoredRow, byRow: ReadonlyMap<string, Replacement>, said: string): { readonly isSettled: boolean; readonly revisions: readonly Revision[] } {
  const before = membersOf(conflict.values['members']);
  const after = replaced(before, byRow);
  const isSettled = rowsOf(before).size > 1 && rowsOf(after).size === 1;
  const status = conflictStatuses.find((each) => each === conflict.values['status']) ?? 'open';
  const set = (field: string, value: CellValue, why: string): readonly Revision[] => {
    const was = conflict.values[field] ?? null;
    return sameValue(was, value) ? [] : [{ op: 'set', table: 'conflicts', rowId: conflict.id, field, before: was, after: value, why }];
  };
  if (isSettled) {
    return { isSettled, revisions: [...set('status', 'resolved', said), ...set('disposition', 'duplicate merged', said), ...set('verdictReason', said, said), ...set('correctingChangeSetId', null, said)] };
  }
  return { isSettled, revisions: [...set('members', after, said), ...(isClosed(status) ? set('status', 'open', `Reopened: ${said}`) : [])] };
}

const memberKey = ({ table, rowId, field }: ConflictMember): string => `${table}/${rowId}/${field ?? ''}`;

function rowsOf(members: readonly ConflictMember[]): ReadonlySet<string> {
  return new Set(members.map(({ table, rowId }) => `${table}/${rowId}`));
}

/** A row or cell that is a member already keeps its own side. */
function replaced(members: readonly ConflictMember[], byRow: ReadonlyMap<string, Replacement>): readonly ConflictMember[] {
  const placeOf = ({ table, rowId }: ConflictMember): Replacement | undefined => byRow.get(`${table}/${rowId}`);
  const seen = new Set(members.filter((member) => placeOf(member) === undefined).map(memberKey));
  return members.flatMap((member): readonly ConflictMember[] => {
    const place = placeOf(member);
    if (place === undefined) return [member];
    const moved = { ...member, rowId: place.to, version: place.version };
    if (seen.has(memberKey(moved))) return [];
    seen.add(memberKey(moved));
    return [moved];
  });
}
