// Owns raising a conflict by hand from rows and cells, each bound to the version of its row, with its side.
import { breakdownOf, type ConflictKind, type ConflictSeverity } from '../contract/conflicts';
import { emptyValues } from '../contract/columns';
import { requireRow } from '../journal/applyChangeSet';
import { rowNameOf, type ChangeSetDraft } from '../journal/changeSet';
import { conflictMembers, type MemberChoice } from '../journal/conflictMembers';
import type { ReadHandle } from '../store/handle';
import { nextOrdinal } from '../store/rows';

export interface ConflictFlag { readonly title: string; readonly kind: ConflictKind; readonly severity: ConflictSeverity; readonly rationale: string; readonly members: readonly MemberChoice[] }

export function flagConflictDraft(handle: ReadHandle, flag: ConflictFlag, conflictId: string): ChangeSetDraft {
  const members = conflictMembers(handle, flag.members);
  const names = [...new Set(members.map((member) => rowNameOf(member.table, requireRow(handle, member.table, member.rowId))))];
  const title = flag.title || `${names.slice(0, 3).join(', ')}${names.length > 3 ? ' …' : ''}: ${breakdownOf(members.map((member) => member.side))}`.slice(0, 300);
  const values = { ...emptyValues('conflicts'), title, kind: flag.kind, severity: flag.severity, status: 'open', rationale: flag.rationale, members };
  return {
    kind: 'edit', label: `flag conflict “${title}”`, reason: flag.rationale, target: null,
    revisions: [{ op: 'add', table: 'conflicts', rowId: conflictId, after: { ordinal: nextOrdinal(handle, 'conflicts'), lifecycle: 'active', values }, why: flag.rationale }],
  };
}
