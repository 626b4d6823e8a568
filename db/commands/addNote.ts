// Owns adding a note to a row, a cell, or a stretch of a cell's text, which is anchored in the text as it is.
// Refuses rows and columns that are not there, findings, and a stretch that no longer reads as it was chosen.
import { problemWith } from '../contract/cellRules';
import { columnOf, emptyValues, tables } from '../contract/columns';
import type { GridTable } from '../contract/tableNames';
import { LacunaError } from '../contract/errors';
import { takesNotes } from '../contract/notes';
import type { Sharing } from '../contract/sharing';
import { cellText } from '../contract/values';
import { anchorOf } from '../evidence/notes/anchor';
import { rowNameOf, type ChangeSetDraft } from '../journal/changeSet';
import { aboutOf } from '../journal/noteWords';
import type { ReadHandle } from '../store/handle';
import { nextOrdinal, readRow, type StoredRow } from '../store/rows';

export interface NoteAddition {
  readonly table: GridTable; readonly rowId: string;
  /** null: the whole row. */
  readonly field: string | null;
  /** Of the cell's text, as it was read; null: the whole cell or row. */
  readonly span: { readonly start: number; readonly quote: string } | null;
  readonly text: string; readonly sharing: Sharing;
}

export function addNoteDraft(handle: ReadHandle, { table, rowId, field, span, text, sharing }: NoteAddition, noteId: string): ChangeSetDraft {
  if (!takesNotes(table)) throw new LacunaError('invalid-input', 'A finding takes no note: dismiss it with a reason, or put the note on the row that it is about.', { table });
  // A row that follows from others takes a note too: it keeps its id for as long as it follows.
  const row = readRow(handle, table, rowId);
  if (row === null) throw new LacunaError('not-found', `That ${tables[table].rowName} is not in this file. Refresh the table and try again.`, { table, rowId });
  if (field !== null && columnOf(table, field) === null) throw new LacunaError('invalid-input', `${tables[table].name} has no column “${field}”.`, { table, field });
  const column = columnOf('notes', 'text');
  const problem = column === null ? null : problemWith(column, text);
  if (problem !== null) throw new LacunaError('invalid-value', problem, { field: 'text' });
  const anchor = span === null ? null : anchored(handle, table, row, field, span);
  const values = {
    ...emptyValues('notes'), text, sharing, tableName: table, rowId, field,
    ...(anchor === null ? {} : { quote: anchor.quote, prefix: anchor.prefix || null, suffix: anchor.suffix || null, start: String(anchor.start) }),
  };
  return {
    kind: 'edit', label: `add note on ${aboutOf(handle, table, rowNameOf(table, row), field)}`, reason: null, target: null,
    revisions: [{ op: 'add', table: 'notes', rowId: noteId, after: { ordinal: nextOrdinal(handle, 'notes'), lifecycle: 'active', values }, why: null }],
  };
}

function anchored(handle: ReadHandle, table: GridTable, row: StoredRow, field: string | null, { start, quote }: NonNullable<NoteAddition['span']>) {
  if (field === null) throw new LacunaError('invalid-input', 'Words are chosen in a cell. Say in which column they stand.', { table });
  const text = cellText(row.values[field]);
  if (quote.trim() === '') throw new LacunaError('invalid-input', 'Choose the words that the note is about, or make it a note on the whole cell.', { table, field });
  if (text.slice(start, start + quote.length) !== quote) {
    throw new LacunaError('stale-edit', `${aboutOf(handle, table, rowNameOf(table, row), field)} has changed since you chose these words. Nothing was written: choose them again.`, { table, rowId: row.id, field, current: text, yours: quote });
  }
  return anchorOf(text, start, start + quote.length);
}
