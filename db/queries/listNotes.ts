// Owns the list of notes: of a row, or of the document by table, words, sharing and state, a page at a time; each with who
// changed it last and when, as the journal has it. Withdrawn notes are a list of their own.
import type { GridTable } from '../contract/tableNames';
import type { NoteInfo, NoteState } from '../contract/notes';
import type { Sharing } from '../contract/sharing';
import { searchExpression } from '../evidence/fold';
import type { ReadHandle, SqlValue } from '../store/handle';
import { readRowsWhere, type StoredRow } from '../store/rows';
import { placedNotes, type PlacedNote } from './placedNotes';

export interface NotesQuestion {
  readonly table?: GridTable | undefined; readonly rowId?: string | undefined; readonly search: string; readonly sharing?: Sharing | undefined; readonly state?: NoteState | undefined;
  readonly isWithdrawn: boolean; readonly start: number; readonly limit: number;
}
/** `total`: those that fit the question. `counts`: by sharing and by state, whatever is asked of these. */
export interface NotesAnswer { readonly notes: readonly NoteInfo[]; readonly total: number; readonly counts: Readonly<Record<Sharing | NoteState, number>> }

export function listNotes(handle: ReadHandle, question: NotesQuestion): NotesAnswer {
  const all = placedNotes(handle, storedNotes(handle, question));
  const fitting = all.filter((note) => (question.sharing === undefined || note.sharing === question.sharing) && (question.state === undefined || note.state === question.state));
  const count = (word: Sharing | NoteState): number => all.filter(({ sharing, state }) => sharing === word || state === word).length;
  return {
    notes: signed(handle, fitting.slice(question.start, question.start + question.limit)), total: fitting.length,
    counts: { private: count('private'), published: count('published'), anchored: count('anchored'), moved: count('moved'), orphaned: count('orphaned') },
  };
}

/** Words that hold nothing to search for find nothing. */
function storedNotes(handle: ReadHandle, { table, rowId, search, isWithdrawn }: NotesQuestion): readonly StoredRow[] {
  const conditions = [isWithdrawn ? `lifecycle = 'withdrawn'` : `lifecycle <> 'withdrawn'`];
  const parameters: SqlValue[] = [];
  const where = (sql: string, value: SqlValue): void => { conditions.push(sql); parameters.push(value); };
  if (table !== undefined) where('tableName = ?', table);
  if (rowId !== undefined) where('rowId = ?', rowId);
  if (search.trim() !== '') {
    const expression = searchExpression(search);
    if (expression === null) return [];
    where('num IN (SELECT rowid FROM note_search WHERE note_search MATCH ?)', expression);
  }
  return readRowsWhere(handle, 'notes', conditions.join(' AND '), ...parameters);
}

/** With who changed each last, and when. */
export function signed(handle: ReadHandle, notes: readonly PlacedNote[]): readonly NoteInfo[] {
  const found = handle.all<{ noteId: string; curator: string; changedAtUtc: string }>(
    'SELECT wanted.value AS noteId, c.curator, c.madeAtUtc AS changedAtUtc FROM json_each(?) AS wanted JOIN change_set AS c ON c.seq = (SELECT max(changeSetSeq) FROM revision WHERE rowId = wanted.value)',
    JSON.stringify(notes.map(({ noteId }) => noteId)),
  );
  const byNote = new Map(found.map(({ noteId, curator, changedAtUtc }) => [noteId, { curator, changedAtUtc }]));
  return notes.map(({ rowNum: _rowNum, ...note }) => ({ ...note, ...(byNote.get(note.noteId) ?? { curator: '', changedAtUtc: '' }) }));
}
