// Owns the notes of one row in the inspector, and where a new one is written.
import { Button } from '@mantine/core';
import type { GridTable } from '../../../db/contract/tableNames';
import type { GridRow } from '../../../db/contract/types';
import { useAnswer } from '../../client/useAnswer';
import { runCommand, shownShortcut } from '../../commands';
import { useWorkspace } from '../../workspace';
import { NoteCard } from '../notes/NoteCard';
import { showDraft } from '../notes/noteDraft';
import { NoteForm } from '../notes/NoteForm';

const mostShown = 200;

export function NotesTab({ table, row }: { readonly table: GridTable; readonly row: GridRow }) {
  const answer = useAnswer('listNotes', { table, rowId: row.id, limit: mostShown }).value;
  const isReadOnly = useWorkspace((state) => state.document?.isReadOnly !== false);
  const draft = useWorkspace((state) => state.noteDraft);
  // What was asked of the row before is not shown on this one.
  const notes = answer?.notes.filter((note) => note.rowId === row.id) ?? [];
  return (
    <section aria-label="Notes">
      {!isReadOnly && draft === null && <p><Button size="compact-sm" variant="default" onMouseDown={(event) => event.preventDefault()} onClick={() => void runCommand('addNote')} rightSection={<kbd>{shownShortcut('Shift+F2')}</kbd>}>Add a note</Button></p>}
      {draft !== null && draft.rowId !== row.id && <p className="card">A note on another row is being written. <button type="button" className="link" onClick={() => void showDraft(draft)}>Go on with it</button></p>}
      {draft !== null && draft.noteId === null && draft.rowId === row.id && <NoteForm key={row.id} draft={draft} row={row} />}
      {notes.map((note) => <NoteCard key={note.noteId} note={note} isElsewhere={false} />)}
      {answer !== null && answer.total > answer.notes.length && <p className="muted">and {(answer.total - answer.notes.length).toLocaleString()} more, in Notes.</p>}
      {answer !== null && notes.length === 0 && draft === null && <p className="muted">No note on this row. A note is on the row, on a cell, or on words that you select in it, and stays private until you publish it.</p>}
    </section>
  );
}
