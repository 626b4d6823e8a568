// Owns the list of all notes: by words, table, sharing and state, a page at a time; Enter goes to the row and cell. One note
// in full stands beside the list.
import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { tables } from '../../../db/contract/columns';
import { isGridTable, type GridTable } from '../../../db/contract/tableNames';
import { notedTables, noteStates, type NoteInfo, type NoteState } from '../../../db/contract/notes';
import { sharings, type Sharing } from '../../../db/contract/sharing';
import { useAnswer } from '../../client/useAnswer';
import { notesInWords } from '../../grid/cells/flagWords';
import { Problem } from '../../ui/Problem';
import { setState, useWorkspace } from '../../workspace';
import { whenText } from '../ChangeSets';
import { NoteCard } from './NoteCard';
import { showNoteRow } from './noteDraft';
import { sharingWords, stateWords } from './noteWords';

const pageSize = 100;
const searchAfterMs = 120;

export function NotesSection() {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, searchAfterMs);
  const [table, setTable] = useState<GridTable | null>(null);
  const [sharing, setSharing] = useState<Sharing | null>(null);
  const [standing, setStanding] = useState<NoteState | null>(null);
  const [isWithdrawn, setWithdrawn] = useState(false);
  const [start, setStart] = useState(0);
  const selected = useWorkspace((workspace) => workspace.selectedNote);
  const { value, problem } = useAnswer('listNotes', { search, isWithdrawn, start, limit: pageSize, ...(table === null ? {} : { table }), ...(sharing === null ? {} : { sharing }), ...(standing === null ? {} : { state: standing }) });
  const notes = value?.notes ?? [];
  const isPastEnd = value !== null && notes.length === 0 && start > 0;
  useEffect(() => { if (isPastEnd) setStart((from) => Math.max(0, from - pageSize)); }, [isPastEnd, start]);
  const current = notes.find(({ noteId }) => noteId === selected);
  const isNarrowed = search.trim() !== '' || table !== null || sharing !== null || standing !== null || isWithdrawn;
  const chip = (name: string, count: number | null, isOn: boolean, onClick: () => void) => <button type="button" key={name} className="chip" aria-pressed={isOn} onClick={() => { setStart(0); onClick(); }}>{name}{count === null ? '' : ` ${count.toLocaleString()}`}</button>;
  return (
    <>
      <div className="sectionHead">
        <div className="line">
          <h1>Notes</h1><span className="sub" role="status">{value === null ? '' : notesInWords(value.total)}</span>
        </div>
        <div className="line narrowing">
          <TextInput type="search" aria-label="Search in Notes" placeholder="Search notes" w={220} value={typed} onChange={(event) => { setTyped(event.currentTarget.value); setStart(0); }} onKeyDown={(event) => { if (event.key === 'ArrowDown') { event.preventDefault(); step(null, 1); } }} />
          <Select aria-label="Table" w={130} clearable placeholder="All tables" data={notedTables.map((each) => ({ value: each, label: tables[each].name }))} value={table} onChange={(chosen) => { setStart(0); setTable(chosen !== null && isGridTable(chosen) ? chosen : null); }} />
          <div className="chips" role="group" aria-label="Sharing and state">
            {sharings.map((each) => chip(each, value?.counts[each] ?? null, sharing === each, () => setSharing(sharing === each ? null : each)))}
            {noteStates.map((each) => chip(stateWords[each], value?.counts[each] ?? null, standing === each, () => setStanding(standing === each ? null : each)))}
            {chip('withdrawn', null, isWithdrawn, () => setWithdrawn(!isWithdrawn))}
          </div>
        </div>
      </div>
      <div className="scroll" style={{ display: 'grid', gridTemplateColumns: current === undefined ? '1fr' : 'minmax(0, 2fr) minmax(0, 1fr)', gap: 18, alignItems: 'start' }}>
        {value !== null && notes.length === 0
          ? <div className="emptyState">{isNarrowed ? 'No note fits. Take a filter off, or search for other words.' : 'No notes yet. What you want to remember about a row, a cell or its words stands here: select it in a table and press Shift+F2, or choose Add a note in the inspector. A note stays private until you publish it.'}</div>
          : <NoteList notes={notes} total={value?.total ?? 0} start={start} selected={selected} onGo={setStart} />}
        {current !== undefined && <section aria-label="Note in full"><NoteCard key={current.noteId} note={current} isElsewhere /></section>}
        <Problem text={problem} />
      </div>
    </>
  );
}

/** Moves the focus along the list, from its head where it is elsewhere. */
function step(from: HTMLElement | null, by: 1 | -1): void {
  const names = [...document.querySelectorAll<HTMLElement>('[data-note]')];
  names[from === null ? 0 : names.indexOf(from) + by]?.focus();
}

function onKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  step(event.currentTarget, event.key === 'ArrowDown' ? 1 : -1);
}

interface ListProps { readonly notes: readonly NoteInfo[]; readonly total: number; readonly start: number; readonly selected: string | null; readonly onGo: (start: number) => void }

function NoteList({ notes, total, start, selected, onGo }: ListProps) {
  return (
    <div>
      <table className="plainTable">
        <thead><tr><th>Row</th><th>Column</th><th>About</th><th>Note</th><th>Sharing</th><th>State</th><th>Last changed</th></tr></thead>
        <tbody>
          {notes.map((note) => (
            <tr key={note.noteId} className="selectable" aria-selected={note.noteId === selected} onClick={() => setState({ selectedNote: note.noteId })}>
              <td>{note.rowOrdinal === 0 ? '' : `${note.rowOrdinal} `}{note.rowName}<div className="muted">{tables[note.table].name}{note.isRowThere ? note.isRowWithdrawn ? ', withdrawn' : '' : ', not there any more'}</div></td>
              <td>{note.heading ?? <span className="muted">the row</span>}</td>
              <td>{note.quote === null ? '' : <q>{short(note.quote)}</q>}</td>
              <td>
                <button type="button" className="link" data-note={note.noteId} onFocus={() => setState({ selectedNote: note.noteId })} onKeyDown={onKey} onClick={(event) => { event.stopPropagation(); void showNoteRow(note); }}>{short(note.text)}</button>
              </td>
              <td>{sharingWords(note)}</td>
              <td>{stateWords[note.state]}</td>
              <td>{note.curator}<div className="muted">{whenText(note.changedAtUtc)}</div></td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > pageSize && (
        <p className="row">
          <Button size="compact-sm" variant="default" disabled={start === 0} onClick={() => onGo(Math.max(0, start - pageSize))}>Before</Button>
          <span className="muted">{(start + 1).toLocaleString()}–{(start + notes.length).toLocaleString()} of {total.toLocaleString()}</span>
          <Button size="compact-sm" variant="default" disabled={start + notes.length >= total} onClick={() => onGo(start + pageSize)}>Next</Button>
        </p>
      )}
    </div>
  );
}

const longest = 220;

function short(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
