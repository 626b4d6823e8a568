// Owns the preview of an export: the beginning of a table as it would print, or of each table of the document, with what will be
// missing from it. Writes nothing.
import type { ExportPreview, PreviewedTable } from './contract/exports';
import type { ParsedInput } from './contract/methods';
import { documentPages, requireSubject } from './exportDocument';
import type { PrintedFile } from './exports/printedTable';
import { pageControl, type ListingControl, type StepsControl } from './listBelow';
import { noPlaceFor, nothingBelow } from './notesBelow';
import { printedPage, type PrintedPage } from './printedPage';
import type { OpenDocument } from './session';

const mostPreviewed = 60;
/** Of each table of a document. */
const mostPreviewedOfEach = 20;

/** The beginning of the table as it would print, or of each table of the document. */
export async function previewExport(document: OpenDocument, request: ParsedInput<'previewExport'>, control: ListingControl & StepsControl): Promise<ExportPreview> {
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
