// Owns changing what a note says and who may see it. Refuses an empty text: a note that says nothing is withdrawn; and a
// text that changed since it was read.
import { problemWith } from '../contract/cellRules';
import { columnOf } from '../contract/columns';
import { LacunaError } from '../contract/errors';
import type { Sharing } from '../contract/sharing';
import { requireRow } from '../journal/applyChangeSet';
import type { ChangeSetDraft, Revision } from '../journal/changeSet';
import { aboutNote } from '../journal/noteWords';
import type { ReadHandle } from '../store/handle';

export interface NoteEdit {
  readonly noteId: string;
  readonly text?: { readonly before: string; readonly after: string } | undefined;
  readonly sharing?: Sharing | undefined;
}

export function editNoteDraft(handle: ReadHandle, { noteId, text, sharing }: NoteEdit): ChangeSetDraft {
  const note = requireRow(handle, 'notes', noteId);
  const column = columnOf('notes', 'text');
  const problem = text === undefined || column === null ? null : problemWith(column, text.after);
  if (problem !== null) throw new LacunaError('invalid-value', problem.replace('withdraw the row', 'withdraw the note'), { field: 'text' });
  const said: readonly Revision[] = text === undefined || text.before === text.after ? [] : [{ op: 'set', table: 'notes', rowId: noteId, field: 'text', before: text.before, after: text.after, why: null }];
  const before = note.values['sharing'] ?? null;
  const shared: readonly Revision[] = sharing === undefined || before === sharing ? [] : [{ op: 'set', table: 'notes', rowId: noteId, field: 'sharing', before, after: sharing, why: null }];
  const about = aboutNote(handle, note);
  const label = said.length > 0 || shared.length === 0 ? `edit note on ${about}` : sharing === 'published' ? `publish note on ${about}` : `make note on ${about} private`;
  return { kind: 'edit', label, reason: null, target: null, revisions: [...said, ...shared] };
}
