// Owns writing one table, or the whole document, to a file: a snapshot that no later edit moves, rows by blocks, a temporary
// file, the rename, and the manifest beside it. Progress and cancel on the way; an earlier file at the path survives every failure.
import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { ExportChoices, type ExportedTable, type ExportPreview, type PreviewedTable, type TrackedChanges } from './contract/exports';
import { isGridTable } from './contract/tableNames';
import { LacunaError } from './contract/errors';
import type { ParsedInput } from './contract/methods';
import { documentPages, manifestTables, requireSubject } from './exportDocument';
import { isStudyFormat, requireStudies, writeReferences } from './exportReferences';
import { requireForwards, requireTrackable, trackedExport } from './exportTracked';
import { dataPackageText } from './exports/dataPackage';
import { ExportError } from './exports/exportError';
import { manifestText } from './exports/manifest';
import type { ExportFormat, PrintedFile, PrintedTable, WriteControl } from './exports/printedTable';
import type { Sum } from './exports/csvPackage';
import { privateFilterSentence, publicChoices, publicQuery } from './exports/publicChoices';
import { writePrintedFile, writeTable } from './exports/writeTable';
import { readHead } from './journal/applyChangeSet';
import { noPlaceFor, nothingBelow, notesFor } from './notesBelow';
import { printedPage, privatesOf, requireView, type PageControl, type PrintedPage } from './printedPage';
import { listConflicts } from './queries/listConflicts';
import { listReleases } from './queries/listReleases';
import type { LinesRequest, ListControl, ListedLine, ReferenceLists } from './referenceList';
import type { OpenDocument } from './session';
import type { ReadHandle } from './store/handle';
import { requireCompanionPlaces, requireExportPlace } from './store/writePlace';
import { clippedName, writeTogether, type WriteFile } from './store/writeWhole';

export interface ExportControl {
  readonly signal: AbortSignal;
  /** `tableName`: of the table that the rows are of, where there are several. */
  readonly onRows: (rows: number, tableName?: string) => void;
  readonly onReading: (done: number, total: number) => void;
  readonly onListing: ListControl['progress'];
  readonly onComparing: (done: number, total: number) => void;
  readonly uniqueName: string;
  readonly version: string;
  readonly lists: ReferenceLists;
  readonly readRelease: <Result>(document: OpenDocument, version: string, work: (handle: ReadHandle) => Promise<Result>) => Promise<Result>;
}
export interface WrittenExport { readonly path: string; readonly manifestPath: string; readonly packagePath: string | null; readonly rows: number; readonly bytes: number; readonly leftOut: string[]; readonly undefinedAbbreviations: string[]; readonly numberOnly?: number; readonly tracked?: TrackedChanges; readonly tables?: { table: ExportedTable; rows: number }[]; readonly empty?: ExportedTable[] }
type Request = ParsedInput<'exportTable'>;
interface WritingControl extends ExportControl { readonly write: WriteFile }
interface WrittenFile { readonly rows: number; readonly bytes: number; readonly sha256: string; readonly columns: readonly string[]; readonly page: PrintedPage | null; readonly numberOnly?: number; readonly privateStudies?: number; readonly tracked?: TrackedChanges; readonly ofDocument?: { readonly tables: ReturnType<typeof manifestTables>; readonly empty: readonly ExportedTable[] } }

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
    const leftOut = leftOutOf(document, handle, request, written);
    await write(manifestPath, [new TextEncoder().encode(manifestOf(document, handle, request, written, leftOut, control.version))]);
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

const mostPreviewed = 60;
/** Of each table of a document. */
const mostPreviewedOfEach = 20;

/** The beginning of the table as it would print, or of each table of the document. */
export async function previewExport(document: OpenDocument, request: ParsedInput<'previewExport'>, control: Pick<ExportControl, 'signal' | 'onReading' | 'lists' | 'onListing'>): Promise<ExportPreview> {
  requireSubject({ ...request, path: null });
  const { table, format } = request;
  const noPlace = format === null ? [] : noPlaceFor({ ...request, format, stylePath: null });
  const asked = { ...request, ...(noPlace.length === 0 ? {} : nothingBelow), isListed: request.style !== null && noPlace.length === 0 };
  const steps = pageControl(document, { ...request, stylePath: null }, control);
  if (table !== 'document') return previewOf(await printedPage(document.views, document.file.handle, { ...asked, table }, 'preview', steps), mostPreviewed, [], null, noPlace);
  const { pages, together, file } = await documentPages(document, document.file.handle, { ...asked, table }, 'preview', steps);
  return previewOf(together, mostPreviewedOfEach, pages.slice(1).map(({ printed }) => previewed(printed, mostPreviewedOfEach)), file.closing, noPlace);
}

function previewOf(first: PrintedPage, most: number, following: PreviewedTable[], closing: PrintedFile['closing'], noPlace: readonly string[]): ExportPreview {
  return {
    ...previewed(first, most), following, closing: closing === null ? null : { heading: closing.heading, lines: closing.lines.map(({ text }) => text) },
    undefinedAbbreviations: [...first.undefinedAbbreviations], leftOut: [...first.leftOut, ...noPlace], renumbered: (first.references?.changes ?? []).map((change) => ({ ...change })),
  };
}

function previewed({ page, total }: PrintedPage, most: number): PreviewedTable {
  const rows: ExportPreview['rows'] = [];
  let count = 0;
  for (const cells of page.rows) {
    if (count < most) rows.push({ cells: [...cells], marks: cells.map((_, column) => page.marksAt(count, column)) });
    else if (total !== null) break;
    count += 1;
  }
  return {
    title: page.title, orientation: page.orientation, columns: page.columns.map(({ key, heading, widthShare }) => ({ key, heading, widthShare })), rows, total: total ?? count,
    notes: page.notes().map(({ mark, text }) => ({ mark, text })),
  };
}

type ListChoices = Pick<Request, 'style' | 'stylePath' | 'numbering' | 'language' | 'includePrivate'>;

function pageControl(document: OpenDocument, request: ListChoices, control: Pick<ExportControl, 'signal' | 'onReading' | 'lists' | 'onListing'>): PageControl {
  return { signal: control.signal, onStep: control.onReading, listReferences: (handle, studyIds) => linesOf(document, handle, request, { studyIds, under: null }, control) };
}

function linesOf({ documentId }: OpenDocument, handle: ReadHandle, { style, stylePath, numbering, language, includePrivate }: ListChoices, wanted: Pick<LinesRequest, 'studyIds' | 'under'>, { signal, lists, onListing }: Pick<ExportControl, 'signal' | 'lists' | 'onListing'>): Promise<readonly ListedLine[]> {
  return lists.lines(documentId, handle, { style: style ?? '', stylePath, numbering, language, includePrivate, ...wanted }, { signal, progress: onListing });
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

/** Sentences on what the file lacks, as they may go out with it. */
function leftOutOf(document: OpenDocument, handle: ReadHandle, request: Request, { page, numberOnly = 0, privateStudies = 0 }: WrittenFile): readonly string[] {
  const view = request.viewId === null ? null : document.views.queryOf(request.viewId);
  return [
    ...(page?.leftOut ?? []), ...privateFilterSentence([view, request.rows], privateColumns(handle, request)), ...noPlaceFor(request),
    ...(numberOnly === 0 ? [] : [`${numberOnly} of which only the number is known.`]), ...(privateStudies === 0 ? [] : [`Private studies: ${privateStudies}.`]),
  ];
}

function privateColumns(handle: ReadHandle, request: Request): (key: string) => boolean {
  const { table } = request;
  const privates = privatesOf(handle, request);
  return (key) => table !== 'document' && table !== 'history' && privates.isColumn(table, key);
}

function manifestOf(document: OpenDocument, handle: ReadHandle, request: Request, { rows, bytes, sha256, columns, page, tracked, ofDocument }: WrittenFile, leftOut: readonly string[], version: string): string {
  const { table, format, path, viewId, preset, since: _since, until: _until, stylePath: _stylePath, ...choices } = request;
  const { seq, hash } = readHead(handle);
  const privates = privatesOf(handle, request);
  const isPrivate = privateColumns(handle, request);
  const view = viewId === null ? null : document.views.queryOf(viewId);
  const named = tracked?.until ?? document.release?.version ?? null;
  const release = listReleases(handle).find((each) => (named === null ? each.seq === seq : each.version === named));
  return manifestText({
    lacunaVersion: version, document: { id: document.documentId, title: document.title, change: seq, changeHash: hash }, release: named ?? release?.version ?? null, contentHash: release?.contentHash ?? null,
    file: { name: basename(path), format, bytes, sha256 }, table, ...(ofDocument === undefined ? {} : { tables: ofDocument.tables }), rows, columns, preset, choices: publicChoices(ExportChoices.parse(choices), isPrivate), view: publicQuery(view === null ? null : { search: view.search, filters: [...view.filters], sort: [...view.sort] }, isPrivate),
    leftOut, undefinedAbbreviations: page?.undefinedAbbreviations ?? [], renumbered: page?.references?.changes ?? [], ...(tracked === undefined ? {} : { tracked }),
    openConflicts: isGridTable(table) || table === 'document' ? listConflicts(handle, { ...(table === 'document' ? {} : { table }), statuses: ['open', 'under review'] }).filter(({ conflictId }) => !privates.idsOf('conflicts').has(conflictId)).map(({ ordinal, title, severity, status }) => ({ number: ordinal, title, severity, status })) : [],
  });
}
