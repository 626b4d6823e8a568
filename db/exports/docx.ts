// Owns the Word document of tables as they are: three-line tables as real Word parts, the notes of each below it, each a section
// with a page of its own. Its pieces are docxBody.ts's, which the document with tracked changes is made of as well.
// Written by hand, streamed: docx 9.15.2 builds a tree of the whole table (20,000 × 7: 11.7 s and 1.4 GB; 100,000 ends
// the process), has no table styles and no alternative text for tables, and stamps the time.
import { bodyEnd, captionLabel, captionParts, cellXml, documentEnd, documentOpening, paragraph, raisedRun, rowXml, runsXml, runXml, sectionXml, tableOpening, widthsOf } from './docxBody';
import { documentParts, wordStyle } from './docxParts';
import { kindOf, rowBatches, runsOf } from './printedTable';
import type { PrintedFile, PrintedNote, WriteControl } from './printedTable';
import { zipParts } from './zipParts';

/** The document in chunks. */
export function docxChunks(file: PrintedFile, control: WriteControl): AsyncGenerator<Uint8Array> {
  return zipParts([...documentParts(file.title, file.language), { path: 'word/document.xml', pieces: documentPieces(file, control) }]);
}

async function* documentPieces({ tables, closing }: PrintedFile, control: WriteControl): AsyncGenerator<string> {
  let counted = 1;
  for (const [index, table] of tables.entries()) {
    const widths = widthsOf(table);
    yield (index === 0 ? documentOpening : tableOpening)(table, widths, captionXml(table.title, counted));
    counted = 1 + Number(captionParts(table.title).number ?? counted - 1);
    for await (const batch of rowBatches(table, control)) {
      yield batch.rows.map((row, at) => bodyRow(row, widths, (column) => table.marksAt(batch.firstRow + at - 1, column))).join('');
    }
    const notes = table.notes();
    const below = (section: string): string => (notes.length === 0 ? [{ mark: '', text: '' }] : notes).map((note, at, { length }) => noteXml(note, at === length - 1 ? section : '')).join('');
    yield closing === null && index === tables.length - 1 ? documentEnd(table, below('')) : `</w:tbl>${below(sectionXml(table))}`;
  }
  if (closing !== null) yield `${paragraph(wordStyle.heading, runXml(closing.heading))}${closing.lines.map((line) => paragraph(wordStyle.entry, runsXml(runsOf(line)))).join('')}${bodyEnd({ orientation: 'portrait' })}`;
}

/** "Table 2. …" becomes a caption with a field. */
function captionXml(title: string, counted: number): string {
  const { number, rest } = captionParts(title);
  return title === '' ? '' : paragraph(wordStyle.caption, captionLabel(number, false, counted) + runXml(rest));
}

/** `section`: of the one that ends with the note. */
function noteXml(note: PrintedNote, section: string): string {
  return paragraph(wordStyle[kindOf(note)], raisedRun(note.mark) + runsXml(runsOf(note)), '', section);
}

function bodyRow(row: readonly string[], widths: readonly number[], markOf: (column: number) => string): string {
  return rowXml(row.map((text, column) => cellXml(widths[column] ?? 0, paragraph(wordStyle.cell, runXml(text) + raisedRun(markOf(column))))));
}
