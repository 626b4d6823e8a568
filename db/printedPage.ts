// Owns a table as it will print, for every format and for the preview: its rows, title, page, numbering and notes, and what
// will be missing from it. Reads one state; the text of its notes is worked out in turns that let other calls through.
import { citingOf, type Citing } from './citing';
import { hasReferences, tables } from './contract/columns';
import { isGridTable, type GridTable } from './contract/tableNames';
import type { DocumentColumns } from './contract/customColumns';
import { LacunaError } from './contract/errors';
import type { ExportChoices, ExportedTable } from './contract/exports';
import { abbreviationLine, createAbbreviationReader, type GlossaryEntry } from './exports/publication/abbreviations';
import { letteredNotes, type LetteredNotes } from './exports/publication/letteredNotes';
import { withNumberStyle } from './exports/publication/numberStyle';
import type { PrintedColumn, PrintedNote, PrintedTable } from './exports/printedTable';
import type { NumberedReferences } from './exports/references/numbering';
import { markedConflicts, markedNotes, notesLeftOut, notesOnPage, type NotesFor } from './notesBelow';
import type { NotesOfTable } from './queries/noteCells';
import { printedNoteRows } from './queries/printedNotes';
import { isAnythingPrivate, nothingPrivate, privateRowsOf, type PrivateRows } from './queries/privateRows';
import { citedByRows, printedConflictRows, printedHistoryRows, printedNums, printedTableRows, type PrintedRows } from './queries/printedRows';
import { columnsLeftOut, printedColumns } from './queries/printedColumns';
import type { Views } from './queries/views';
import { columnsIn } from './journal/customColumns';
import type { ListedLine } from './referenceList';
import { runSteps, type StepControl } from './runSteps';
import type { ReadHandle } from './store/handle';

export type PageRequest = ExportChoices & { readonly table: ExportedTable; readonly viewId: string | null; /** Whether the references are listed below the table. */ readonly isListed: boolean };
export interface PageControl extends StepControl {
  /** The references of these studies, in the style that was asked for. */
  readonly listReferences: (handle: ReadHandle, studyIds: ReadonlySet<string>) => Promise<readonly ListedLine[]>;
}
export interface PrintedPage {
  readonly page: PrintedTable;
  /** null where only going through them tells. */
  readonly total: number | null;
  /** Of the rows, where they are rows of a table. */
  readonly nums: readonly number[] | null;
  readonly undefinedAbbreviations: readonly string[];
  /** Sentences on what the table as printed will not have. */
  readonly leftOut: readonly string[];
  /** Old → new; null where references keep their own numbers. */
  readonly references: NumberedReferences | null;
}

/** Above a list of references. */
export const listHeading: Readonly<Record<ExportChoices['language'], string>> = { 'en-US': 'References', 'en-GB': 'References', 'de-DE': 'Literatur', 'fr-FR': 'Références' };
const stopped = 'The export was cancelled. Nothing was written.';

/**
 * Notes: none where the format has no place for them, which spares going through the rows. In a preview private columns are
 * named; what goes out with the file counts them. `given`: another way to cite than the request's, what else is private, and the columns of another state.
 */
export async function printedPage(views: Views, handle: ReadHandle, request: PageRequest, notesFor: NotesFor, control: PageControl, given: { readonly citing: Citing; readonly privates: PrivateRows; readonly known?: DocumentColumns } | null = null): Promise<PrintedPage> {
  const { table } = request;
  const privates = given?.privates ?? privatesOf(handle, request);
  if (table === 'notes') return notesPage(request, printedNoteRows(handle, privates));
  if (!isGridTable(table)) return plainPage(handle, table, request, privates);
  const view = requireView(views, handle, table, request);
  const { references, cite } = given?.citing ?? citingOf(handle, request.numbering, privates);
  const hidden = privates.numsOf(table);
  const all = view ?? printedNums(handle, table, request.includeExcluded);
  const chosen = printedColumns(given?.known ?? columnsIn(handle), table, request.columns, request.includePrivate);
  const printed = styled(printedTableRows(handle, table, hidden.size === 0 ? all : all.filter((num) => !hidden.has(num)), chosen.columns, cite), request);
  const ofCurators = request.notes === 'none' || notesFor === 'none' ? null : notesOnPage(handle, table, printed, privates);
  const notes = notesFor !== 'none' ? await runSteps(noteSteps(handle, table, request, printed, privates, ofCurators, notesFor !== 'sheet'), control, stopped) : { notes: [], marksAt: () => '', undefinedOnes: [], kept: 0, unlooked: [] };
  const listed = notesFor === 'none' || !request.isListed || printed.nums === null ? [] : await control.listReferences(handle, citedByRows(handle, table, printed.nums));
  const list: readonly PrintedNote[] = listed.length === 0 ? [] : [{ mark: '', text: listHeading[request.language], entryOf: '' }, ...listed.map(({ studyId, text, runs }) => ({ mark: '', text, runs, entryOf: studyId }))];
  return {
    page: { ...pageOf(table, request, printed), notes: () => [...notes.notes, ...list], marksAt: notes.marksAt },
    total: printed.nums?.length ?? null, nums: printed.nums, undefinedAbbreviations: notes.undefinedOnes, references,
    leftOut: [...leftOutOf(handle, table, request, view), ...columnsLeftOut(chosen, notesFor !== 'preview'), ...privateLeftOut(handle, table, all, printed, privates), ...conflictsLeftOut(notes.kept), ...(ofCurators === null ? [] : notesLeftOut(ofCurators.left)), ...notes.unlooked],
  };
}

/** What an export leaves out unless it is ticked. */
export function privatesOf(handle: ReadHandle, { includePrivate }: Pick<PageRequest, 'includePrivate'>): PrivateRows {
  return includePrivate ? nothingPrivate : privateRowsOf(handle);
}

function notesPage(request: PageRequest, { privateCount, ...printed }: ReturnType<typeof printedNoteRows>): PrintedPage {
  return { page: pageOf('notes', request, printed), total: null, nums: null, undefinedAbbreviations: [], leftOut: notesLeftOut({ private: privateCount, orphaned: 0, unprinted: 0 }), references: null };
}

function plainPage(handle: ReadHandle, table: 'conflicts' | 'history', request: PageRequest, privates: PrivateRows): PrintedPage {
  const conflicts = privates.idsOf('conflicts').size;
  const printed = table === 'conflicts' ? printedConflictRows(handle, privates) : printedHistoryRows(handle, request.includePrivate ? null : privates);
  const leftOut = table === 'history' ? (isAnythingPrivate(privates) ? ['Changes of what is private.'] : []) : conflictsLeftOut(conflicts);
  return { page: pageOf(table, request, printed), total: null, nums: null, undefinedAbbreviations: [], leftOut, references: null };
}

function pageOf(table: ExportedTable, { title, orientation, language, sourceNote, widths }: PageRequest, { columns, rows }: PrintedRows): PrintedTable {
  const definition = table === 'history' ? { name: 'History', title: 'History' } : tables[table];
  return {
    name: definition.name, title: title ?? definition.title, orientation: orientation ?? (table === 'glossary' ? 'portrait' : 'landscape'), language, rows,
    columns: columns.map((column): PrintedColumn => ({ ...column, widthShare: widths[column.key] ?? column.widthShare })),
    notes: () => (sourceNote === '' ? [] : [{ mark: '', text: sourceNote }]), marksAt: () => '',
  };
}

/** The rows of a view, or of a view like the one that was asked for; null for all. */
export function requireView(views: Views, handle: ReadHandle, table: GridTable, { viewId, rows }: Pick<PageRequest, 'viewId' | 'rows'>): readonly number[] | null {
  if (viewId === null && rows === null) return null;
  const view = views.numsOf(viewId ?? views.open(handle, { table, search: rows?.search ?? '', filters: rows?.filters ?? [], sort: rows?.sort ?? [], includeWithdrawn: false }, 0, 0).viewId);
  if (view.table !== table) throw new LacunaError('invalid-input', `That view shows ${tables[view.table].name}, not ${tables[table].name}.`);
  return view.nums;
}

const identifiers: ReadonlySet<string> = new Set(['doi', 'pmid', 'registryId', 'references', 'ordinal']);

function styled(printed: PrintedRows, { numberStyle }: PageRequest): PrintedRows {
  if (numberStyle === 'as-printed') return printed;
  const isText = printed.columns.map(({ key }) => !identifiers.has(key));
  return { ...printed, rows: { *[Symbol.iterator]() { for (const row of printed.rows) yield row.map((cell, index) => (isText[index] === true ? withNumberStyle(cell, numberStyle) : cell)); } } };
}

interface Notes { readonly notes: readonly PrintedNote[]; readonly marksAt: LetteredNotes['marksAt']; readonly undefinedOnes: readonly string[]; /** Conflicts about what is private, which are no notes. */ readonly kept: number; /** A sentence where not all rows were looked through for what is undefined. */ readonly unlooked: readonly string[] }

/** Columns full of symbols, which are names. */
const symbolColumns: ReadonlySet<string> = new Set(['factor', 'mechanism', 'references', 'ordinal', 'doi', 'pmid', 'registryId']);
const rowsPerStep = 100;
/** Looking for abbreviations that the glossary lacks costs as much as writing the rows of a web page; a table that is read has fewer. */
const mostLookedThrough = 10_000;

function* noteSteps(handle: ReadHandle, table: GridTable, request: PageRequest, printed: PrintedRows, privates: PrivateRows, ofCurators: NotesOfTable | null, looksForUndefined: boolean): Generator<{ readonly done: number; readonly total: number }, Notes> {
  const glossary = handle.all<GlossaryEntry>(`SELECT coalesce(abbreviation, '') AS abbreviation, coalesce(expansion, '') AS expansion FROM glossary WHERE lifecycle = 'active' ORDER BY ordinal`);
  const reader = createAbbreviationReader(glossary);
  let done = 0;
  if (request.hasAbbreviations && table !== 'glossary') {
    reader.read(request.title ?? tables[table].title, false);
    for (const { heading } of printed.columns) reader.read(heading, false);
    const isProse = printed.columns.map(({ key }) => looksForUndefined && !symbolColumns.has(key));
    for (const row of printed.rows) {
      row.forEach((cell, index) => reader.read(cell, isProse[index] === true && done < mostLookedThrough));
      done += 1;
      if (done % rowsPerStep === 0) yield { done, total: printed.nums?.length ?? done };
    }
  }
  const line = abbreviationLine(reader.used());
  const conflicts = request.conflicts === 'none' ? { marked: [], left: 0 } : markedConflicts(handle, table, request.conflicts, printed, privates);
  const lettered = letteredNotes([...conflicts.marked, ...markedNotes(table, printed, ofCurators?.printed ?? [])]);
  return {
    notes: [...[line, request.sourceNote].filter((text) => text !== '').map((text) => ({ mark: '', text })), ...lettered.notes],
    marksAt: lettered.marksAt, undefinedOnes: reader.undefinedOnes(), kept: conflicts.left,
    unlooked: looksForUndefined && done > mostLookedThrough ? [`The search for abbreviations that the glossary does not have, after the first ${mostLookedThrough.toLocaleString('en')} rows.`] : [],
  };
}

function leftOutOf(handle: ReadHandle, table: GridTable, { includeExcluded }: PageRequest, view: readonly number[] | null): readonly string[] {
  const count = (lifecycle: string): number => handle.get<{ count: number }>(`SELECT count(*) AS count FROM ${tables[table].sqlName} WHERE lifecycle = ?`, lifecycle)?.count ?? 0;
  const rows = (number: number, what: string): readonly string[] => (number === 0 ? [] : [`${counted(number, `${what} row`)}.`]);
  const active = count('active');
  if (view === null) return [...(includeExcluded ? [] : rows(count('excluded'), 'excluded')), ...rows(count('withdrawn'), 'withdrawn')];
  return view.length < active ? [`Rows that the search and the filters do not show: ${view.length.toLocaleString('en')} of ${active.toLocaleString('en')} are shown.`] : [];
}

/** Of the rows that were to print, and of what they cite. */
function privateLeftOut(handle: ReadHandle, table: GridTable, all: readonly number[], { nums }: PrintedRows, privates: PrivateRows): readonly string[] {
  const rows = all.length - (nums?.length ?? 0);
  const cited = nums === null || privates.studyIds.size === 0 || !hasReferences(table) ? 0 : [...citedByRows(handle, table, nums)].filter((id) => privates.studyIds.has(id)).length;
  return [
    ...(rows === 0 ? [] : [`${counted(rows, table === 'studies' ? 'private study' : 'private row', table === 'studies' ? 'private studies' : undefined)}${hasReferences(table) ? `, which ${rows === 1 ? 'cites' : 'cite'} private studies only` : ''}.`]),
    ...(cited === 0 ? [] : [`${counted(cited, 'private study', 'private studies')} that other rows cite.`]),
  ];
}

function counted(count: number, one: string, more = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : more}`;
}

function conflictsLeftOut(count: number): readonly string[] {
  return count === 0 ? [] : [`${counted(count, 'conflict')} about what is private.`];
}
