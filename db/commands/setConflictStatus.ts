// Owns the steps of a conflict's life cycle. Closing demands a disposition and a reason, reopening a reason; a
// transcription error may name the change that corrected it. Refuses steps that the life cycle does not have.
import { conflictStatuses, isClosed, nextStatuses, type ConflictDisposition, type ConflictStatus } from '../contract/conflicts';
import { LacunaError } from '../contract/errors';
import { cellText, sameValue, type CellValue } from '../contract/values';
import { requireRow } from '../journal/applyChangeSet';
import { rowNameOf, type ChangeSetDraft, type Revision } from '../journal/changeSet';
import type { ReadHandle } from '../store/handle';

export interface StatusStep { readonly conflictId: string; readonly status: ConflictStatus; readonly disposition: ConflictDisposition | null; readonly reason: string; readonly correctingChangeSetId: string | null }

export function setConflictStatusDraft(handle: ReadHandle, step: StatusStep): ChangeSetDraft {
  const { conflictId, status, disposition, reason, correctingChangeSetId } = step;
  const conflict = requireRow(handle, 'conflicts', conflictId);
  const stored = cellText(conflict.values['status']);
  const from = conflictStatuses.find((candidate) => candidate === stored) ?? 'open';
  const allowed = nextStatuses(from);
  if (!allowed.includes(status)) throw new LacunaError('conflict-step', `A conflict that is ${from} can't become ${status}. It can become: ${allowed.join(', ')}.`, { conflictId });
  if (isClosed(status) && disposition === null) throw new LacunaError('conflict-step', 'Say the verdict: closing a conflict needs a disposition.', { conflictId, field: 'disposition' });
  if ((isClosed(status) || isClosed(from)) && reason === '') throw new LacunaError('conflict-step', `Give a reason: ${isClosed(status) ? 'closing' : 'reopening'} a conflict needs one.`, { conflictId, field: 'reason' });
  if (!isClosed(status) && disposition !== null) throw new LacunaError('conflict-step', 'Only a closed conflict has a disposition.', { conflictId, field: 'disposition' });
  if (correctingChangeSetId !== null && handle.get('SELECT 1 FROM change_set WHERE id = ?', correctingChangeSetId) === undefined) throw new LacunaError('not-found', 'The correcting change is not in the history of this file.', { correctingChangeSetId });
  const why = reason === '' ? null : reason;
  const set = (field: string, after: CellValue): readonly Revision[] => {
    const before = conflict.values[field] ?? null;
    return sameValue(before, after) ? [] : [{ op: 'set', table: 'conflicts', rowId: conflictId, field, before, after, why }];
  };
  const verdict = isClosed(status) ? { disposition, verdictReason: reason, correctingChangeSetId } : { disposition: null, verdictReason: null, correctingChangeSetId: null };
  return {
    kind: 'edit', label: `${isClosed(from) ? 'reopen' : status === 'open' || status === 'under review' ? `set to ${status}` : labelOfClosing(status)} conflict “${rowNameOf('conflicts', conflict)}”`, reason: why, target: null,
    revisions: [...set('status', status), ...set('disposition', verdict.disposition), ...set('verdictReason', verdict.verdictReason), ...set('correctingChangeSetId', verdict.correctingChangeSetId)],
  };
}

function labelOfClosing(status: ConflictStatus): string {
  return status === 'dismissed' ? 'dismiss' : status === 'superseded' ? 'supersede' : 'resolve';
}
