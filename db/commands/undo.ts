// Owns taking back and doing again the last step, as new change sets with the inverse revisions.
import { LacunaError } from '../contract/errors';
import { readHead, readRevisions } from '../journal/applyChangeSet';
import { inverseOf, type ChangeSetDraft } from '../journal/changeSet';
import type { ReadHandle } from '../store/handle';

export function undoDraft(handle: ReadHandle, direction: 'undo' | 'redo'): ChangeSetDraft {
  const head = readHead(handle);
  const seq = direction === 'undo' ? head.undoTop : head.redoTop;
  if (seq === null) throw direction === 'undo' ? new LacunaError('nothing-to-undo', 'There is nothing to undo.') : new LacunaError('nothing-to-redo', 'There is nothing to redo.');
  const set = handle.get<{ id: string; label: string }>('SELECT id, label FROM change_set WHERE seq = ?', seq);
  if (set === undefined) throw new Error(`Change set ${seq} is on the ${direction} stack but not in the journal.`);
  return { kind: direction, label: set.label, reason: null, target: set.id, revisions: inverseOf(readRevisions(handle, seq)) };
}
