// Owns what stands below a printed table: which formats have a place for it, which cells the conflicts and curators' notes of
// a table are about as it prints, and in words what is left out. Refuses to tell what the notes that are left out say.
import { tables } from './contract/columns';
import type { GridTable } from './contract/tableNames';
import { isPageFormat, type ExportChoices } from './contract/exports';
import type { MarkedCell } from './exports/printedTable';
import { conflictText, noteText, type Marked } from './exports/publication/letteredNotes';
import { listConflictCells } from './queries/conflictCells';
import { listNotesOfTable, type NotesOfTable } from './queries/noteCells';
import type { PrintedRows } from './queries/printedRows';
import type { PrivateRows } from './queries/privateRows';
import type { ReadHandle } from './store/handle';

/** Whether the format has a place for notes. */
export function hasNotes(format: string): boolean {
  return isPageFormat(format) || format === 'xlsx';
}

/** none: no place for notes. sheet: notes, and nothing is looked for that the glossary lacks, because a workbook is for programs too, and large. */
export type NotesFor = 'none' | 'sheet' | 'print' | 'preview';

export function notesFor(format: string): NotesFor {
  return isPageFormat(format) ? 'print' : hasNotes(format) ? 'sheet' : 'none';
}

/** What stands below a table, chosen so that nothing does. */
export const nothingBelow = { conflicts: 'none', notes: 'none', sourceNote: '', style: null } as const;

/** A sentence on what was chosen to stand below the table and can't in this format; none where it can, or nothing was. */
export function noPlaceFor({ format, conflicts, notes, sourceNote, style, stylePath }: Pick<ExportChoices, keyof typeof nothingBelow> & { readonly format: string; readonly stylePath: string | null }): readonly string[] {
  const chosen = [...(conflicts !== 'none' || notes !== 'none' || sourceNote !== '' ? ['notes'] : []), ...(style === null && stylePath === null ? [] : ['the reference list'])].join(' and ');
  return hasNotes(format) || chosen === '' ? [] : [`${chosen.charAt(0).toUpperCase()}${chosen.slice(1)}: this format has no place for ${chosen === 'the reference list' ? 'it' : 'them'}.`];
}

type CellOf = (num: number, field: string | null) => readonly MarkedCell[];

/** Where a cell of a row stands in print: nowhere where the row is not printed; in the row's name where its column is not. */
function cellsOn(table: GridTable, { columns, nums }: PrintedRows): CellOf {
  const rowOf = new Map((nums ?? []).map((num, index) => [num, index]));
  const nameColumn = Math.max(0, columns.findIndex(({ key }) => key === tables[table].nameKey));
  return (num, field) => {
    const row = rowOf.get(num);
    const column = columns.findIndex(({ key }) => key === field);
    return row === undefined ? [] : [{ row, column: column < 0 ? nameColumn : column }];
  };
}

/** In the order of the list. `left`: how many are about what is private. */
export function markedConflicts(handle: ReadHandle, table: GridTable, which: 'open' | 'all', printed: PrintedRows, privates: PrivateRows): { readonly marked: readonly Marked[]; readonly left: number } {
  const cellOf = cellsOn(table, printed);
  const all = listConflictCells(handle, table, which === 'open' ? ['open', 'under review'] : ['open', 'under review', 'resolved', 'superseded']);
  const told = all.filter(({ conflict }) => !privates.idsOf('conflicts').has(conflict.conflictId));
  return { marked: told.map(({ conflict, cells }) => ({ text: conflictText(conflict), cells: cells.flatMap(({ num, field }) => cellOf(num, field)) })), left: all.length - told.length };
}

export function notesOnPage(handle: ReadHandle, table: GridTable, { columns, nums }: PrintedRows, privates: PrivateRows): NotesOfTable {
  return listNotesOfTable(handle, table, new Set(nums), new Set(columns.map(({ key }) => key)), privates);
}

export function markedNotes(table: GridTable, printed: PrintedRows, notes: NotesOfTable['printed']): readonly Marked[] {
  const cellOf = cellsOn(table, printed);
  return notes.map((note) => ({ text: noteText(note), cells: note.rowNum === null ? [] : cellOf(note.rowNum, note.field) }));
}

/** What the page does not say of notes: how many, never what. */
export function notesLeftOut({ private: hidden, orphaned, unprinted }: NotesOfTable['left']): readonly string[] {
  const counted = (count: number, one: string, more: string): readonly string[] => (count === 0 ? [] : [count === 1 ? `1 ${one}.` : `${count.toLocaleString('en')} ${more}.`]);
  return [
    ...counted(hidden, 'private note', 'private notes'), ...counted(orphaned, 'note on words that are there no more', 'notes on words that are there no more'),
    ...counted(unprinted, 'note on a column that is not printed', 'notes on columns that are not printed'),
  ];
}
