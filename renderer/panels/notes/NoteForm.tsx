// Owns writing a note by keyboard: what it is about (the row, a cell, words of its text), what it says, who may see it.
// Ctrl+Enter saves; Escape leaves, and asks where words would be lost.
import { Button, Checkbox, Textarea } from '@mantine/core';
import { columnsNow } from '../../documentColumns';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { GridRow } from '../../../db/contract/types';
import { cellText } from '../../../db/contract/values';
import { shownShortcut } from '../../commands';
import { Problem } from '../../ui/Problem';
import { hasUnsavedNote, type NoteDraft } from '../../workspace';
import { changeDraft, leaveDraft, saveDraft } from './noteDraft';
import { placeInText, wordsBetween } from './noteWords';

interface Props {
  readonly draft: NoteDraft;
  /** The row of a new note. */
  readonly row: GridRow | null;
  /** What it is about, of a note that is edited. */
  readonly about?: string;
}

export function NoteForm({ draft, row, about }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent): void => { if (hasUnsavedNote()) event.preventDefault(); };
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, []);
  const save = async (): Promise<void> => setProblem(await saveDraft(draft));
  const leave = (): void => {
    if (hasUnsavedNote()) setAsking(true);
    else leaveDraft();
  };
  const name = about ?? (draft.field === null ? 'the row' : columnsNow().headingOf(draft.table, draft.field));
  return (
    <form className="card stack noteForm" aria-label={`Note on ${name}`} onSubmit={(event) => { event.preventDefault(); void save(); }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void save(); }
        if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); if (!isAsking) leave(); }
      }}>
      {draft.noteId === null && row !== null && <About draft={draft} row={row} />}
      <Textarea ref={field} id="noteText" label="Note" size="xs" autosize minRows={3} maxRows={12} required value={draft.text} onChange={(event) => changeDraft({ text: event.currentTarget.value })} />
      <Checkbox size="xs" label="Published: may leave this document" checked={draft.sharing === 'published'} onChange={(event) => changeDraft({ sharing: event.currentTarget.checked ? 'published' : 'private' })} />
      <Problem text={problem} />
      {isAsking
        ? <Asking onStay={() => { setAsking(false); field.current?.focus(); }} />
        : <div className="row"><Button size="compact-sm" type="submit" disabled={draft.text.trim() === ''} rightSection={<kbd>{shownShortcut('Ctrl+Enter')}</kbd>}>Save</Button><Button size="compact-sm" variant="default" onClick={leave}>Leave</Button></div>}
    </form>
  );
}

function Asking({ onStay }: { readonly onStay: () => void }) {
  return (
    <div role="alertdialog" aria-label="Leave what you wrote?" className="stack" style={{ gap: 6 }} onKeyDown={(event) => { if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); onStay(); } }}>
      <p style={{ margin: 0 }}>What you wrote is not saved.</p>
      <div className="row"><Button size="compact-sm" ref={(button) => button?.focus()} onClick={onStay}>Keep writing</Button><Button size="compact-sm" variant="default" onClick={leaveDraft}>Leave without saving</Button></div>
    </div>
  );
}

/** Keys that would change the text, which is only chosen from; in a field that may not be typed into, no key selects. */
function keepsText(event: KeyboardEvent<HTMLTextAreaElement>): void {
  const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
  if (isText || event.key === 'Backspace' || event.key === 'Delete' || (event.key === 'Enter' && !event.ctrlKey && !event.metaKey)) event.preventDefault();
}

/** The row, the focused cell, or words of it, which are chosen in the text itself: with the arrow keys as well. */
function About({ draft, row }: { readonly draft: NoteDraft; readonly row: GridRow }) {
  const { table, field, isOnWords, span } = draft;
  const [cell] = useState(field);
  const text = cell === null ? '' : cellText(row.values[cell]);
  const heading = cell === null ? '' : columnsNow().headingOf(table, cell);
  const choices = [
    { name: 'The row', isChosen: field === null, change: { field: null, isOnWords: false, span: null } },
    ...(cell === null ? [] : [{ name: heading, isChosen: field !== null && !isOnWords, change: { field: cell, isOnWords: false, span: null } }]),
    ...(text.trim() === '' ? [] : [{ name: `Words of ${heading}`, isChosen: isOnWords, change: { field: cell, isOnWords: true, span } }]),
  ];
  return (
    <div role="group" aria-label="The note is on" className="row" style={{ gap: 5 }}>
      {choices.map(({ name, isChosen, change }) => (
        <button type="button" key={name} className="chip" aria-pressed={isChosen} onClick={() => changeDraft(change)}>{name}</button>
      ))}
      {isOnWords && (
        <div style={{ width: '100%' }}>
          <textarea className="noteWords" aria-readonly rows={4} value={text} onChange={() => {}} onKeyDown={keepsText} aria-label={`Words of ${heading}: select those that the note is on`} onSelect={(event) => {
            const { selectionStart, selectionEnd } = event.currentTarget;
            const words = wordsBetween(text, placeInText(text, selectionStart), placeInText(text, selectionEnd));
            if (words !== null) changeDraft({ span: words });
          }} />
          <p className="muted" style={{ margin: 0 }} aria-live="polite">{span === null ? 'Select the words, with the mouse or with Shift and the arrow keys.' : <>On <q>{span.quote}</q></>}</p>
        </div>
      )}
    </div>
  );
}
