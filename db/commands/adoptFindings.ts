// Owns making conflicts of findings: one each, of the rule's kind, with the finding's severity, members, sides and
// message, bound to the versions that the rows have now. The conflict remembers the finding; from then on it is the
// curator's, whatever the rule says later. Findings that are adopted already are left as they are.
import { conflictKindOfRule, FindingMember, FindingSeverity, RuleId } from '../contract/findings';
import { emptyValues } from '../contract/columns';
import { LacunaError } from '../contract/errors';
import { cellText } from '../contract/values';
import type { ChangeSetDraft, Revision } from '../journal/changeSet';
import { conflictMembers } from '../journal/conflictMembers';
import type { ReadHandle } from '../store/handle';
import { nextOrdinal, readRows, type StoredRow } from '../store/rows';

export interface AdoptedFindings { readonly draft: ChangeSetDraft; readonly conflictIds: readonly string[]; readonly skipped: number }

export function adoptFindingsDraft(handle: ReadHandle, findingIds: readonly string[], reason: string | null, newId: () => string): AdoptedFindings {
  const wanted = [...new Set(findingIds)];
  const byId = new Map(readRows(handle, 'findings', wanted).map((row) => [row.id, row]));
  const missing = wanted.filter((id) => !byId.has(id)).length;
  if (missing > 0) throw new LacunaError('not-found', `${missing === 1 ? 'One finding' : `${missing} findings`} of these can't be adopted: what it was about has changed since. Nothing was changed; look again.`, { missing });
  const findings = wanted.flatMap((id) => byId.get(id) ?? []).filter(({ values }) => values['state'] !== 'adopted');
  if (findings.length === 0) throw new LacunaError('invalid-input', wanted.length === 1 ? 'This finding is adopted already: its conflict is in the list. Nothing was changed.' : 'All of these findings are adopted already. Nothing was changed.');
  const first = nextOrdinal(handle, 'conflicts');
  const conflictIds = findings.map(() => newId());
  const revisions = findings.map((finding, index): Revision => ({
    op: 'add', table: 'conflicts', rowId: conflictIds[index] ?? newId(), why: reason,
    after: { ordinal: first + index, lifecycle: 'active', values: conflictValues(handle, finding) },
  }));
  const [only] = findings;
  const label = findings.length === 1 && only !== undefined ? `adopt finding “${titleOf(only)}”` : `adopt ${findings.length} findings as conflicts`;
  return { draft: { kind: 'edit', label, reason, target: null, revisions }, conflictIds, skipped: wanted.length - findings.length };
}

function conflictValues(handle: ReadHandle, finding: StoredRow) {
  const { values } = finding;
  const members = FindingMember.array().parse(JSON.parse(cellText(values['memberList'])));
  const distinct = [...new Map(members.map((member) => [`${member.table}/${member.rowId}/${member.field ?? ''}`, member])).values()];
  return {
    ...emptyValues('conflicts'), title: titleOf(finding), kind: conflictKindOfRule[RuleId.parse(values['rule'])], severity: FindingSeverity.parse(values['severity']), status: 'open',
    rationale: cellText(values['message']), members: conflictMembers(handle, distinct.map((member) => ({ ...member, side: member.side.slice(0, 200) })), 1),
    findingKey: values['findingKey'] ?? null, scopeHash: values['scopeHash'] ?? null,
  };
}

function titleOf({ values }: StoredRow): string {
  return `${cellText(values['rule'])} ${cellText(values['place'])}`.replaceAll(/\s+/gu, ' ').slice(0, 300);
}
