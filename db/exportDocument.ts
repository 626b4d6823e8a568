// Owns the whole document as one file: which of its tables, each printed as it is by itself, what of them is left out, and one
// list of references after the last. Tables without rows are left out and named. Refuses choices that are one table's own.
import { citingOf } from './citing';
import { tables } from './contract/columns';
import { isGridTable } from './contract/tableNames';
import { LacunaError } from './contract/errors';
import { exportTables, usualTables, type ExportedTable, type ExportSubject } from './contract/exports';
import { isStudyFormat } from './exportReferences';
import type { ManifestFacts } from './exports/manifest';
import type { PrintedFile, PrintedTable } from './exports/printedTable';
import type { NotesFor } from './notesBelow';
import { listHeading, printedPage, privatesOf, type PageControl, type PageRequest, type PrintedPage } from './printedPage';
import { citedByRows } from './queries/printedRows';
import type { OpenDocument } from './session';
import type { ReadHandle } from './store/handle';

export type DocumentRequest = Omit<PageRequest, 'table'> & { readonly table: 'document'; /** null: a preview. */ readonly format: string | null };

export interface DocumentPages {
  readonly file: PrintedFile;
  /** Those that are in the file, in its order. */
  readonly pages: readonly { readonly table: ExportedTable; readonly printed: PrintedPage }[];
  /** Those that have no rows. */
  readonly empty: readonly ExportedTable[];
  /** What is to be said of all of them together, as of one: what is left out and undefined, old and new numbers. */
  readonly together: PrintedPage;
}

/** Refuses what the document as a whole can't follow, and a list of tables where only one is asked for. */
export function requireSubject({ table, tables: chosen, columns, widths, rows, title, orientation, viewId, format, path }: Omit<PageRequest, 'table' | 'isListed'> & { readonly table: ExportSubject; readonly format: string | null; readonly path: string | null }): void {
  const refuse = (message: string): never => { throw new LacunaError('invalid-input', `${message} Nothing was written.`); };
  if (table !== 'document') return chosen === null ? undefined : refuse('A list of tables is a choice of the whole document. Choose the document, or leave the list out.');
  if (columns !== null || Object.keys(widths).length > 0 || rows !== null || viewId !== null || title !== null || orientation !== null) refuse('Columns, widths, rows, title and page are those of each table when the whole document is exported. Leave them out, or choose a table.');
  if (format !== null && isStudyFormat(format)) refuse(`${format} holds references: it is a format of studies, not of the whole document. Choose studies, or another format.`);
  if ((format === 'csv' || format === 'tsv') && path !== null && !/\.zip$/iu.test(path)) refuse(`The whole document as ${format.toUpperCase()} is a ZIP with a file a table. Give a name that ends in .zip.`);
}

/** Without the format's own tables, where the document has none in mind, a preview shows those of a page. */
export async function documentPages({ views, title }: Pick<OpenDocument, 'views' | 'title'>, handle: ReadHandle, request: DocumentRequest, notesFor: NotesFor, control: PageControl): Promise<DocumentPages> {
  const chosen = request.tables ?? usualTables(request.format ?? 'docx');
  const privates = privatesOf(handle, request);
  const citing = citingOf(handle, request.numbering, privates);
  const pages: { readonly table: ExportedTable; readonly printed: PrintedPage }[] = [];
  const empty: ExportedTable[] = [];
  for (const table of exportTables.filter((each) => chosen.includes(each))) {
    const printed = await printedPage(views, handle, { ...request, table, isListed: false }, notesFor, control, { citing, privates });
    if (hasRows(printed)) pages.push({ table, printed: table === 'history' ? { ...printed, page: { ...printed.page, name: historyName } } : printed });
    else empty.push(table);
  }
  const [first] = pages;
  if (first === undefined) throw new LacunaError('invalid-input', `${empty.length === 1 ? 'The table that was chosen has' : 'The tables that were chosen have'} no rows yet: ${named(empty)}.`);
  const closing = request.isListed && notesFor !== 'none' ? await closingOf(handle, request, pages, control) : null;
  return {
    file: { title, language: request.language, tables: pages.map(({ printed }) => printed.page), keys: pages.map(({ table }) => table), closing },
    pages, empty,
    together: {
      ...first.printed, undefinedAbbreviations: [...new Set(pages.flatMap(({ printed }) => printed.undefinedAbbreviations))],
      leftOut: leftOutOf(chosen, pages, empty), references: citing.references,
    },
  };
}

/** Excel keeps "History" for itself. */
const historyName = 'History of changes';

/** Whether a first row comes; where the number is known nothing is read. */
function hasRows({ total, page }: PrintedPage): boolean {
  if (total !== null) return total > 0;
  for (const _ of page.rows) return true;
  return false;
}

/** Each study once, however many tables cite it. */
async function closingOf(handle: ReadHandle, { language }: DocumentRequest, pages: DocumentPages['pages'], { listReferences }: PageControl): Promise<PrintedFile['closing']> {
  const cited = new Set(pages.flatMap(({ table, printed }) => (isGridTable(table) && printed.nums !== null ? [...citedByRows(handle, table, printed.nums)] : [])));
  const lines = cited.size === 0 ? [] : await listReferences(handle, cited);
  return lines.length === 0 ? null : { heading: listHeading[language], lines: lines.map(({ text, runs }) => ({ text, runs })) };
}

function leftOutOf(chosen: readonly ExportedTable[], pages: DocumentPages['pages'], empty: readonly ExportedTable[]): readonly string[] {
  const others = exportTables.filter((table) => !chosen.includes(table));
  return [
    ...(others.length === 0 ? [] : [`Not chosen: ${named(others)}.`]),
    ...(empty.length === 0 ? [] : [`Without rows: ${named(empty)}.`]),
    ...pages.flatMap(({ table, printed }) => printed.leftOut.map((sentence) => `Of ${named([table])}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`)),
  ];
}

function named(several: readonly ExportedTable[]): string {
  return several.map((table) => (table === 'history' ? 'History' : tables[table].name)).join(', ');
}

/** Of each table in the file, as the manifest has it. */
export function manifestTables({ pages }: DocumentPages, rowsOf: (table: PrintedTable) => number): NonNullable<ManifestFacts['tables']> {
  return pages.map(({ table, printed: { page } }) => ({ table, title: page.title, rows: rowsOf(page), columns: page.columns.map(({ heading }) => heading) }));
}
