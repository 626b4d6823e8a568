// Owns the Word document of a table as it is: one three-line table as real Word parts, notes below. Its pieces are
// docxBody.ts's, which the document with tracked changes is made of as well.
// Written by hand, streamed: docx 9.15.2 builds a tree of the whole table (20,000 × 7: 11.7 s and 1.4 GB; 100,000 ends
// the process), has no table styles and no alternative text for tables, and stamps the time.
import { captionLabel, captionParts, cellXml, documentEnd, documentOpening, paragraph, raisedRun, rowXml, runXml, widthsOf } from './docxBody';
import { documentParts, wordStyle } from './docxParts';
import { rowBatches } from './printedTable';
import type { PrintedNote, PrintedTable, WriteControl } from './printedTable';
import { zipParts } from './zipParts';

/** The document in chunks. */
export function docxChunks(table: PrintedTable, control: WriteControl): AsyncGenerator<Uint8Array> {
  return zipParts([...documentParts(table.title, table.language), { path: 'word/document.xml', pieces: documentPieces(table, control) }]);
}

async function* documentPieces(table: PrintedTable, control: WriteControl): AsyncGenerator<string> {
  const widths = widthsOf(table);
  yield documentOpening(table, widths, captionXml(table.title));
  for await (const batch of rowBatches(table, control)) {
    yield batch.rows.map((row, index) => bodyRow(row, widths, (column) => table.marksAt(batch.firstRow + index - 1, column))).join('');
  }
  const notes = table.notes();
  yield documentEnd(table, notes.length === 0 ? noteXml({ mark: '', text: '' }) : notes.map(noteXml).join(''));
}

/** "Table 2. …" becomes a caption with a field. */
function captionXml(title: string): string {
  const { number, rest } = captionParts(title);
  return title === '' ? '' : paragraph(wordStyle.caption, captionLabel(number) + runXml(rest));
}

function noteXml({ mark, text }: PrintedNote): string {
  return paragraph(wordStyle.note, raisedRun(mark) + runXml(text));
}

function bodyRow(row: readonly string[], widths: readonly number[], markOf: (column: number) => string): string {
  return rowXml(row.map((text, column) => cellXml(widths[column] ?? 0, paragraph(wordStyle.cell, runXml(text) + raisedRun(markOf(column))))));
}
