// Owns writing one table to a file: a snapshot that no later edit moves, rows by blocks, a temporary file, the rename.
// Progress and cancel on the way; an earlier file at the path survives every failure.
import { tables, type GridTable } from './contract/columns';
import { LacunaError } from './contract/errors';
import type { ParsedInput } from './contract/methods';
import { isStudyFormat, writeReferences, type StudyChoice } from './exportReferences';
import { ExportError } from './exports/exportError';
import type { PrintedTable } from './exports/printedTable';
import { writeTable } from './exports/writeTable';
import { printedConflictRows, printedHistoryRows, printedTableRows, type PrintedRows } from './queries/printedRows';
import type { OpenDocument } from './session';
import type { ReadHandle } from './store/handle';
import { isLacunaFile } from './store/lacunaHeader';
import { withProblems } from './store/sqliteProblem';
import { requireOtherPlace, writeWhole } from './store/writeWhole';

export interface ExportControl { readonly signal: AbortSignal; readonly onRows: (rows: number) => void; readonly uniqueName: string }

export async function exportTable(document: OpenDocument, request: ParsedInput<'exportTable'>, control: ExportControl): Promise<{ readonly path: string; readonly rows: number; readonly bytes: number; readonly leftOut?: number }> {
  const { table, format, path } = request;
  requireExportPlace(document.file.path, path);
  const snapshot = document.file.openSnapshot();
  let rows = 0;
  try {
    if (isStudyFormat(format)) return await writeReferences(snapshot.handle, studiesIn(document, request), format, path, control);
    const printed = printedRows(document, snapshot.handle, request);
    const page: PrintedTable = { name: table === 'history' ? 'History' : tables[table].name, title: table === 'history' ? 'History' : tables[table].title, orientation: table === 'glossary' ? 'portrait' : 'landscape', notes: () => [], marksAt: () => '', language: 'en-US', ...printed };
    const onRows = (done: number): void => { rows = done; control.onRows(done); };
    const bytes = await writeWhole(path, control.uniqueName, writeTable(page, format, { signal: control.signal, onRows }));
    return { path, rows, bytes };
  } catch (thrown) {
    if (!(thrown instanceof ExportError)) throw thrown;
    if (thrown.code === 'cancelled') throw new LacunaError('cancelled', 'The export was cancelled. Nothing was written.');
    throw new LacunaError('invalid-value', `${thrown.message}. Shorten that cell, or choose another format; nothing was written.`, { row: thrown.where?.row ?? null, column: thrown.where?.column ?? null });
  } finally {
    snapshot.close();
  }
}

/** Refuses to take the place of a document, be it open or not. */
export function requireExportPlace(documentPath: string, path: string): void {
  requireOtherPlace(documentPath, path);
  if (withProblems(path, () => isLacunaFile(path))) throw new LacunaError('file-exists', `${path} is a Lacuna document, and an export would take its place. Choose another name; nothing was written.`, { path });
}

function printedRows(document: OpenDocument, handle: ReadHandle, { table, viewId, columns, includeExcluded }: ParsedInput<'exportTable'>): PrintedRows {
  if (table === 'conflicts') return printedConflictRows(handle);
  if (table === 'history') return printedHistoryRows(handle);
  const view = viewOf(document, table, viewId);
  return printedTableRows(handle, table, view?.nums ?? null, columns, includeExcluded || view !== null);
}

function viewOf(document: OpenDocument, table: GridTable, viewId: string | null): { readonly nums: readonly number[] } | null {
  const view = viewId === null ? null : document.views.numsOf(viewId);
  if (view !== null && view.table !== table) throw new LacunaError('invalid-input', `That view shows ${tables[view.table].name}, not ${tables[table].name}.`);
  return view;
}

function studiesIn(document: OpenDocument, { table, format, viewId, includeExcluded }: ParsedInput<'exportTable'>): StudyChoice {
  if (table !== 'studies') throw new LacunaError('invalid-input', `${format} holds references: it is a format of studies, not of ${table}. Choose studies, or another format.`);
  return { nums: viewOf(document, table, viewId)?.nums ?? null, includeExcluded };
}
