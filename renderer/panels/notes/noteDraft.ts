// Owns the note that is being written, one at a time: begun on the focused row, cell or chosen words, or from a note that is
// edited; kept while the curator looks elsewhere; saved as one change. Refuses to begin another over unsaved words.
import { columnOf } from '../../../db/contract/columns';
import { takesNotes, type NoteInfo } from '../../../db/contract/notes';
import { lacuna, messageOf } from '../../client/lacuna';
import { commitEditor, getState, hasUnsavedNote, setState, showRow, showSection, tell, type NoteDraft } from '../../workspace';
import { wordsBetween, type Words } from './noteWords';

/** The words that are selected in the text of one of the inspector's cells; what is selected beyond it is not meant. */
function chosenWords(): (Words & { readonly field: string }) | null {
  const selection = window.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const cell = cellAround(range.startContainer) ?? cellAround(range.endContainer);
  const field = cell?.dataset['cell'];
  if (cell === null || field === undefined) return null;
  const [before, within] = [document.createRange(), document.createRange()];
  within.selectNodeContents(cell);
  if (cell.contains(range.startContainer)) within.setStart(range.startContainer, range.startOffset);
  if (cell.contains(range.endContainer)) within.setEnd(range.endContainer, range.endOffset);
  before.setStart(cell, 0);
  before.setEnd(within.startContainer, within.startOffset);
  const start = before.toString().length;
  const words = wordsBetween(cell.textContent, start, start + within.toString().length);
  return words === null ? null : { ...words, field };
}

function cellAround(node: Node): HTMLElement | null {
  return (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-cell]') ?? null;
}

/** On the words that are selected in the inspector, the focused cell, or the selected row. */
export async function addNote(): Promise<void> {
  const words = chosenWords();
  if (!(await commitEditor())) return;
  const { selection, section } = getState();
  const rowId = selection?.focused?.rowId ?? selection?.rowIds[0];
  if (rowId === undefined || selection === null || section !== selection.table || !takesNotes(selection.table)) return tell('Select a row first: a note is on a row, on a cell, or on words of a cell.');
  const focused = selection.focused?.field ?? null;
  const field = words?.field ?? (focused !== null && columnOf(selection.table, focused) !== null ? focused : null);
  begin({ noteId: null, table: selection.table, rowId, field, span: words === null ? null : { start: words.start, quote: words.quote }, isOnWords: words !== null, before: '', sharedBefore: 'private', text: '', sharing: 'private' });
}

export function editNote({ noteId, table, rowId, field, text, sharing }: NoteInfo): void {
  begin({ noteId, table, rowId, field, span: null, isOnWords: false, before: text, sharedBefore: sharing, text, sharing });
}

function begin(draft: NoteDraft): void {
  if (hasUnsavedNote()) {
    const known = getState().noteDraft;
    if (known?.rowId !== draft.rowId || known.noteId !== draft.noteId) tell('Another note is not saved yet. Save or leave it first.', 'problem');
    if (known !== null) void showDraft(known);
    return;
  }
  setState({ noteDraft: draft });
  void showDraft(draft);
}

/** Where it is being written: beside its row, or in the list of notes, where one whose row is gone stands as well. */
export async function showDraft({ noteId, table, rowId, field }: NoteDraft): Promise<void> {
  const { section, selection } = getState();
  const isBeside = section === table && (selection?.focused?.rowId ?? selection?.rowIds[0]) === rowId;
  setState({ inspectorTab: 'Notes', isInspectorShown: true, ...(noteId === null ? {} : { selectedNote: noteId }) });
  if (!isBeside && noteId === null) await showRow(table, rowId, field ?? undefined);
  else if (!isBeside && section !== 'notes') await showSection('notes');
  setTimeout(() => document.querySelector<HTMLTextAreaElement>('#noteText')?.focus());
}

export function changeDraft(change: Partial<NoteDraft>): void {
  setState(({ noteDraft }) => (noteDraft === null ? {} : { noteDraft: { ...noteDraft, ...change } }));
}

/** The sentence that refuses it; null once it is on disk. */
export async function saveDraft({ noteId, table, rowId, field, span, isOnWords, before, sharedBefore, text, sharing }: NoteDraft): Promise<string | null> {
  if (isOnWords && span === null) return 'Choose the words that the note is about, or make it a note on the whole cell.';
  try {
    if (noteId !== null && text.trim() === before && sharing === sharedBefore) leaveDraft();
    else {
      const { label } = noteId === null
        ? await lacuna.call('addNote', { table, rowId, field, span: isOnWords ? span : null, text, sharing })
        : await lacuna.call('editNote', { noteId, text: { before, after: text }, sharing });
      tell(`Done: ${label}.`);
      leaveDraft();
    }
    return null;
  } catch (refusal) {
    return messageOf(refusal);
  }
}

/** Back to the cells, or to the note in the list. */
export function leaveDraft(): void {
  const { grid, noteDraft } = getState();
  setState({ noteDraft: null });
  if (grid !== null) grid.focusCells();
  else if (noteDraft !== null && noteDraft.noteId !== null) document.querySelector<HTMLElement>(`[data-note="${CSS.escape(noteDraft.noteId)}"]`)?.focus();
}

export async function shareNote({ noteId }: NoteInfo, sharing: NoteInfo['sharing']): Promise<void> {
  await done(lacuna.call('editNote', { noteId, sharing }));
}

export async function withdrawNote({ noteId, lifecycle }: NoteInfo): Promise<void> {
  await done(lacuna.call('setLifecycle', { table: 'notes', rowIds: [noteId], lifecycle: lifecycle === 'withdrawn' ? 'active' : 'withdrawn' }));
}

async function done(change: Promise<{ readonly label: string }>): Promise<void> {
  try {
    tell(`Done: ${(await change).label}.`);
  } catch (refusal) {
    tell(messageOf(refusal), 'problem');
  }
}

/** Goes to the row and cell of a note, with its notes beside it. */
export async function showNoteRow({ noteId, table, rowId, field, isRowThere }: NoteInfo): Promise<void> {
  if (!isRowThere) return tell('Its row is not in this file any more. Undo may bring it back.', 'problem');
  setState({ inspectorTab: 'Notes', isInspectorShown: true, selectedNote: noteId });
  await showRow(table, rowId, field ?? undefined);
}
