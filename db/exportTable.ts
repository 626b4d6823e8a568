// Owns writing one table, or the whole document, to a file: a snapshot that no later edit moves, rows by blocks, a temporary
// file, the rename, and the manifest beside it. Progress and cancel on the way; an earlier file at the path survives every failure.
import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { ExportedTable, TrackedChanges } from './contract/exports';
import { LacunaError } from './contract/errors';
import type { ParsedInput } from './contract/methods';
import { documentPages, manifestTables, requireSubject } from './exportDocument';
import { leftOutOf, manifestOf, type WrittenFile } from './exportManifest';
import { isStudyFormat, requireStudies, writeReferences } from './exportReferences';
import { requireForwards, requireTrackable, trackedExport } from './exportTracked';
import { dataPackageText } from './exports/dataPackage';
import { ExportError } from './exports/exportError';
import type { ExportFormat, PrintedTable, WriteControl } from './exports/printedTable';
import type { Sum } from './exports/csvPackage';
import { writePrintedFile, writeTable } from './exports/writeTable';
import { linesOf, pageControl, type ListingControl, type StepsControl } from './listBelow';
import { notesFor } from './notesBelow';
import { printedPage, privatesOf, requireView, type PrintedPage } from './printedPage';
import type { OpenDocument } from './session';
import type { ReadHandle } from './store/handle';
import { requireCompanionPlaces, requireExportPlace } from './store/writePlace';
import { clippedName, writeTogether, type WriteFile } from './store/writeWhole';

export interface ExportControl extends ListingControl, StepsControl {
  /** `tableName`: of the table that the rows are of, where there are several. */
  readonly onRows: (rows: number, tableName?: string) => void;
  readonly onComparing: (done: number, total: number) => void;
  readonly uniqueName: string;
  readonly version: string;
  readonly readRelease: <Result>(document: OpenDocument, version: string, work: (handle: ReadHandle) => Promise<Result>) => Promise<Result>;
}
export interface WrittenExport { readonly path: string; readonly manifestPath: string; readonly packagePath: string | null; readonly rows: number; readonly bytes: number; readonly leftOut: string[]; readonly undefinedAbbreviations: string[]; readonly numberOnly?: number; readonly tracked?: TrackedChanges; readonly tables?: { table: ExportedTable; rows: number }[]; readonly empty?: ExportedTable[] }
type Request = ParsedInput<'exportTable'>;
interface WritingControl extends ExportControl { readonly write: WriteFile }

export async function exportTable(document: OpenDocument, request: Request, control: ExportControl): Promise<WrittenExport> {
  const { path } = request;
  const manifestPath = companionPath(path, basename(path), '.manifest.json');
  const packagePath = packagePlace(request);
  requireSubject(request);
  const { since, until } = request;
  if (since !== null || until !== null) requireTrackable(request);
  const sources = { documentPath: document.file.path, stylePath: request.stylePath };
  requireExportPlace(sources, path);
  requireCompanionPlaces(sources, path, [manifestPath, ...(packagePath === null ? [] : [packagePath])]);
  const snapshot = document.file.openSnapshot();
  const writeState = (handle: ReadHandle): Promise<WrittenExport> => writeTogether(control.uniqueName, async (write) => {
    const written = await writeSubject(document, handle, request, { ...control, write });
    const { rows, bytes, numberOnly, tracked, ofDocument } = written;
    const privates = privatesOf(handle, request);
    const leftOut = leftOutOf(document, privates, request, written);
    await write(manifestPath, [new TextEncoder().encode(manifestOf(document, handle, privates, request, written, leftOut, control.version))]);
    if (packagePath !== null && written.page !== null) await write(packagePath, [new TextEncoder().encode(packageOf(request, written, written.page.page))]);
    return { path, manifestPath, packagePath, rows, bytes, leftOut: [...leftOut], undefinedAbbreviations: [...(written.page?.undefinedAbbreviations ?? [])], ...(numberOnly === undefined ? {} : { numberOnly }), ...(tracked === undefined ? {} : { tracked }), ...(ofDocument === undefined ? {} : { tables: ofDocument.tables.map(({ table, rows: written }) => ({ table, rows: written })), empty: [...ofDocument.empty] }) };
  });
  try {
    if (since !== null && until !== null) requireForwards(snapshot.handle, since, until);
    return await (until === null ? writeState(snapshot.handle) : control.readRelease(document, until, writeState));
  } catch (thrown) {
    throw exportProblem(thrown);
  } finally {
    snapshot.close();
  }
}

const mostNameBytes = 200;

/** Beside the file, by its name as far as disks take names. */
function companionPath(path: string, stem: string, ending: string): string {
  return join(dirname(path), `${clippedName(stem, mostNameBytes)}${ending}`);
}

/** Where the data package of a CSV or TSV file is described, each its own: CSV and TSV of one table lie side by side. null of other formats, of a document, whose package it lies in, and of names that its specification forbids. */
function packagePlace({ path, format, table }: Request): string | null {
  const name = basename(path);
  return (format !== 'csv' && format !== 'tsv') || table === 'document' || /^[.~]/u.test(name) ? null : companionPath(path, name, '.datapackage.json');
}

function packageOf({ path, format }: Request, { bytes, sha256 }: WrittenFile, page: PrintedTable): string {
  return dataPackageText({ name: page.name, title: page.title, fileName: basename(path), format: format === 'tsv' ? 'tsv' : 'csv', columns: page.columns, bytes, sha256 });
}

/** What a writer refuses, in words for the curator; anything else as it is. */
export function exportProblem(thrown: unknown): unknown {
  const isKnown = thrown instanceof ExportError || thrown instanceof LacunaError;
  if (isKnown && thrown.code === 'cancelled') return new LacunaError('cancelled', 'The export was cancelled. Nothing was written.');
  if (!(thrown instanceof ExportError)) return thrown;
  const remedy = thrown.code === 'too-many-rows' ? 'Choose another format' : 'Shorten that cell, or choose another format';
  return new LacunaError('invalid-value', `${thrown.message}. ${remedy}; nothing was written.`, { row: thrown.where?.row ?? null, column: thrown.where?.column ?? null });
}

function writeSubject(document: OpenDocument, handle: ReadHandle, request: Request, control: WritingControl): Promise<WrittenFile> {
  const { table, format } = request;
  if (isStudyFormat(format)) return writeStudies(document, handle, request, format, control);
  if (table === 'document') return writeDocument(document, handle, { ...request, table }, format, control);
  return writePage(document, handle, { ...request, table }, format, control);
}

/** Its tables one after another; rows are counted of each. */
async function writeDocument(document: OpenDocument, handle: ReadHandle, request: Request & { readonly table: 'document' }, format: ExportFormat, control: WritingControl): Promise<WrittenFile> {
  const isListed = request.style !== null || request.stylePath !== null;
  const whole = await documentPages(document, handle, { ...request, isListed }, notesFor(format), pageControl(document, request, control));
  const counts = new Map<PrintedTable, number>();
  const onRows = (rows: number, table?: PrintedTable): void => { if (table !== undefined) counts.set(table, rows); control.onRows(rows, table?.name); };
  const createSum = (): Sum => { const hash = createHash('sha256'); return { add: (chunk) => { hash.update(chunk); }, hex: () => hash.digest('hex') }; };
  const options = { hasBom: request.isForExcel, isDefused: request.isForExcel, createSum };
  const written = await writeChunks(whole.together, () => writePrintedFile(whole.file, format, { signal: control.signal, onRows }, options), request.path, control);
  const tables = manifestTables(whole, (table) => counts.get(table) ?? 0);
  return { ...written, rows: tables.reduce((sum, { rows }) => sum + rows, 0), columns: [], ofDocument: { tables, empty: whole.empty } };
}

async function writePage(document: OpenDocument, handle: ReadHandle, request: Request & { readonly table: ExportedTable }, format: ExportFormat, control: WritingControl): Promise<WrittenFile> {
  const { since } = request;
  if (since !== null) return control.readRelease(document, since, (earlier) => writeTracked(document, { handle, earlier }, { ...request, since }, control));
  const page = await printedPage(document.views, handle, { ...request, isListed: request.style !== null || request.stylePath !== null }, notesFor(format), pageControl(document, request, control));
  return writeChunks(page, (rowControl) => writeTable(page.page, format, rowControl, { hasBom: request.isForExcel, isDefused: request.isForExcel }), request.path, control);
}

async function writeTracked(document: OpenDocument, handles: { readonly handle: ReadHandle; readonly earlier: ReadHandle }, request: Request & { readonly since: string }, control: WritingControl): Promise<WrittenFile> {
  const { page, chunks, tracked } = await trackedExport(document, handles, request, { ...control, listReferences: (handle, studyIds, under) => linesOf(document, handle, request, { studyIds, under }, control) });
  return { ...(await writeChunks(page, chunks, request.path, control)), tracked: tracked() };
}

async function writeChunks(page: PrintedPage, chunks: (control: WriteControl) => AsyncIterable<Uint8Array>, path: string, { signal, onRows, write }: WritingControl): Promise<WrittenFile> {
  let rows = 0;
  const hash = createHash('sha256');
  const bytes = await write(path, hashed(chunks({ signal, onRows: (done) => { rows = done; onRows(done); } }), hash));
  return { rows, bytes, sha256: hash.digest('hex'), columns: page.page.columns.map(({ heading }) => heading), page };
}

async function writeStudies(document: OpenDocument, handle: ReadHandle, request: Request, format: Parameters<typeof writeReferences>[2], { signal, onRows, write }: WritingControl): Promise<WrittenFile> {
  const { path, includeExcluded } = request;
  const table = requireStudies(format, request.table);
  const hash = createHash('sha256');
  const { rows, numberOnly, privateStudies, bytes } = await writeReferences(handle, { nums: requireView(document.views, handle, table, request), includeExcluded, hidden: privatesOf(handle, request).studyIds }, format, path, { signal, onRows, write, through: (chunks) => hashed(chunks, hash) });
  return { rows, bytes, numberOnly, privateStudies, sha256: hash.digest('hex'), columns: [], page: null };
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}
