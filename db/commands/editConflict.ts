// Owns changing what a conflict says: title, kind, severity, reason, members. Its status has a command of its own.
import type { ConflictKind, ConflictSeverity } from '../contract/conflicts';
import { sameValue, type CellValue } from '../contract/values';
import { requireRow } from '../journal/applyChangeSet';
import { rowNameOf, type ChangeSetDraft, type Revision } from '../journal/changeSet';
import { conflictMembers, type MemberChoice } from '../journal/conflictMembers';
import type { ReadHandle } from '../store/handle';
import type { StoredRow } from '../store/rows';

export interface ConflictEdit {
  readonly conflictId: string; readonly title?: string | undefined; readonly kind?: ConflictKind | undefined; readonly severity?: ConflictSeverity | undefined; readonly rationale?: string | undefined; readonly members?: readonly MemberChoice[] | undefined;
}

export function editConflictDraft(handle: ReadHandle, edit: ConflictEdit): ChangeSetDraft {
  const conflict = requireRow(handle, 'conflicts', edit.conflictId);
  const wanted: readonly (readonly [string, CellValue | undefined])[] = [
    ['title', edit.title], ['kind', edit.kind], ['severity', edit.severity], ['rationale', edit.rationale],
    ['members', edit.members === undefined ? undefined : conflictMembers(handle, edit.members, leastMembers(conflict))],
  ];
  const revisions = wanted.flatMap(([field, after]): readonly Revision[] => {
    const before = conflict.values[field] ?? null;
    return after === undefined || sameValue(before, after) ? [] : [{ op: 'set', table: 'conflicts', rowId: conflict.id, field, before, after, why: null }];
  });
  return { kind: 'edit', label: `edit conflict “${rowNameOf('conflicts', conflict)}”`, reason: null, target: null, revisions };
}

/** What a rule found may lie within one cell. */
function leastMembers(conflict: StoredRow): number {
  return conflict.values['findingKey'] === null ? 2 : 1;
}
