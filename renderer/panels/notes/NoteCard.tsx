// Owns one note as it stands: what it is about and whether that still stands, what it says, who may see it, who changed it
// last and when, and what can be done with it. The same in the inspector and in the list of notes.
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { NoteInfo } from '../../../db/contract/notes';
import { useWorkspace } from '../../workspace';
import { whenText } from '../ChangeSets';
import { editNote, shareNote, showNoteRow, withdrawNote } from './noteDraft';
import { NoteForm } from './NoteForm';
import { aboutWords, sharingWords, standingWords } from './noteWords';

interface Props {
  readonly note: NoteInfo;
  /** Whether its row is to be found first. */
  readonly isElsewhere: boolean;
}

export function NoteCard({ note, isElsewhere }: Props) {
  const { noteId, quote, text, sharing, lifecycle, curator, changedAtUtc, heading, isRowThere } = note;
  const isReadOnly = useWorkspace((state) => state.document?.isReadOnly !== false);
  const draft = useWorkspace((state) => (state.noteDraft?.noteId === noteId ? state.noteDraft : null));
  const isSelected = useWorkspace((state) => state.selectedNote === noteId);
  const card = useRef<HTMLElement>(null);
  useEffect(() => { if (isSelected) card.current?.scrollIntoView({ block: 'nearest' }); }, [isSelected]);
  const about = isElsewhere ? aboutWords(note) : heading ?? 'The row';
  if (draft !== null) return <NoteForm draft={draft} row={null} about={about} />;
  const standing = standingWords(note);
  const isWithdrawn = lifecycle === 'withdrawn';
  return (
    <article ref={card} className={`card noteCard ${isSelected ? 'focused' : ''}`} aria-label={`Note on ${about}, ${sharingWords(note)}`}>
      <h3><span>{about}</span><span className="muted">{isWithdrawn ? 'withdrawn' : sharingWords(note)}</span></h3>
      {quote !== null && <q>{quote}</q>}
      <p>{text}</p>
      {standing !== '' && <p className="standing">{standing}</p>}
      <p className="muted">{curator} · {whenText(changedAtUtc)}</p>
      <div className="row">
        {!isReadOnly && !isWithdrawn && <Button size="compact-xs" variant="default" onClick={() => editNote(note)}>Edit</Button>}
        {!isReadOnly && !isWithdrawn && <Button size="compact-xs" variant="default" onClick={() => void shareNote(note, sharing === 'private' ? 'published' : 'private')}>{sharing === 'private' ? 'Publish' : 'Make private'}</Button>}
        {!isReadOnly && <Button size="compact-xs" variant="default" onClick={() => void withdrawNote(note)}>{isWithdrawn ? 'Restore' : 'Withdraw'}</Button>}
        {isElsewhere && isRowThere && <Button size="compact-xs" variant="subtle" onClick={() => void showNoteRow(note)}>Show</Button>}
      </div>
    </article>
  );
}
