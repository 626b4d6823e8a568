// Owns dismissing findings with a reason, and taking dismissals back. A dismissal names the finding and the inputs it was
// made on: when one of them changes, the finding returns. Findings that do not wait are left as they are.
import { emptyValues } from '../contract/columns';
import { LacunaError } from '../contract/errors';
import type { ChangeSetDraft, Revision } from '../journal/changeSet';
import type { ReadHandle } from '../store/handle';
import { nextOrdinal, readRows, readRowsWhere, type StoredRow } from '../store/rows';

export interface FindingsDraft { readonly draft: ChangeSetDraft; readonly done: number; readonly skipped: number }

export function dismissFindingsDraft(handle: ReadHandle, findingIds: readonly string[], reason: string, newId: () => string): FindingsDraft {
  const findings = requireFindings(handle, findingIds);
  const waiting = findings.filter(({ values }) => values['state'] === 'open' || values['state'] === 'reopened');
  if (waiting.length === 0) throw new LacunaError('invalid-input', findings.length === 1 ? `This finding is ${String(findings[0]?.values['state'])} already. Nothing was changed.` : 'All of these findings are dismissed or adopted already. Nothing was changed.');
  const first = nextOrdinal(handle, 'dismissals');
  const revisions = waiting.map(({ values }, index): Revision => ({
    op: 'add', table: 'dismissals', rowId: newId(), why: reason,
    after: { ordinal: first + index, lifecycle: 'active', values: { ...emptyValues('dismissals'), about: aboutOf(values), rule: values['rule'] ?? null, reason, findingKey: values['findingKey'] ?? null, scopeHash: values['scopeHash'] ?? null } },
  }));
  const isDuplicates = waiting.every(({ values }) => String(values['rule']).startsWith('D'));
  const what = waiting.length === 1 ? `“${aboutOf(waiting[0]?.values ?? {})}”` : `${waiting.length} findings`;
  return { draft: { kind: 'edit', label: isDuplicates ? `mark as not a duplicate: ${what}` : `dismiss ${waiting.length === 1 ? 'finding ' : ''}${what}`, reason, target: null, revisions }, done: waiting.length, skipped: findings.length - waiting.length };
}

/** Withdraws every dismissal that these findings have, on whatever inputs. */
export function restoreFindingsDraft(handle: ReadHandle, findingIds: readonly string[], reason: string | null): FindingsDraft {
  const findings = requireFindings(handle, findingIds);
  const dismissals = findings.map(({ values }) => readRowsWhere(handle, 'dismissals', `findingKey = ? AND lifecycle = 'active'`, String(values['findingKey'])));
  const restored = dismissals.filter((rows) => rows.length > 0).length;
  if (restored === 0) throw new LacunaError('invalid-input', 'None of these findings is dismissed. Nothing was changed.');
  const revisions = dismissals.flat().map((row): Revision => ({ op: 'set', table: 'dismissals', rowId: row.id, field: 'lifecycle', before: row.lifecycle, after: 'withdrawn', why: reason }));
  return { draft: { kind: 'edit', label: restored === 1 ? 'take back the dismissal of a finding' : `take back the dismissals of ${restored} findings`, reason, target: null, revisions }, done: restored, skipped: findings.length - restored };
}

function aboutOf(values: StoredRow['values']): string {
  return `${String(values['rule'])} ${String(values['place'])}`.slice(0, 300);
}

function requireFindings(handle: ReadHandle, findingIds: readonly string[]): readonly StoredRow[] {
  const wanted = [...new Set(findingIds)];
  const byId = new Map(readRows(handle, 'findings', wanted).map((row) => [row.id, row]));
  const missing = wanted.filter((id) => !byId.has(id)).length;
  if (missing > 0) throw new LacunaError('not-found', `${missing === 1 ? 'A finding' : `${missing} findings`} of these ${missing === 1 ? 'is' : 'are'} not there any more: what ${missing === 1 ? 'it was' : 'they were'} about has changed. Nothing was changed; look again.`, { missing });
  return wanted.flatMap((id) => byId.get(id) ?? []);
}
