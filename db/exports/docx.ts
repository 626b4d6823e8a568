// Owns the Word document: one three-line table as real Word parts: caption with a SEQ field, repeated head row, fixed grid,
// alternative text, notes below. Refuses vertical rules, shading and page furniture. What XML cannot hold (control
// characters other than tab and line break) is dropped from the text; a lone surrogate becomes U+FFFD.
// Written by hand, streamed: docx 9.15.2 builds a tree of the whole table (20,000 × 7: 11.7 s and 1.4 GB; 100,000 ends
// the process), has no table styles and no alternative text for tables, and stamps the time.
import { documentParts, rule, wordSchema, wordStyle } from './docxParts';
import { xmlHead } from './officePackage';
import { columnWidths, rowBatches } from './printedTable';
import type { PrintedTable, WriteControl } from './printedTable';
import { withoutForbidden, xmlAttribute, xmlText } from './xmlText';
import { zipParts } from './zipParts';

/** The document in chunks. */
export function docxChunks(table: PrintedTable, control: WriteControl): AsyncGenerator<Uint8Array> {
  return zipParts([...documentParts(table.title, table.language), { path: 'word/document.xml', pieces: documentPieces(table, control) }]);
}

// A4 with margins of 2 cm, in twentieths of a point.
const paper = { short: 11_906, long: 16_838, margin: 1_134 } as const;

async function* documentPieces(table: PrintedTable, control: WriteControl): AsyncGenerator<string> {
  const isLandscape = table.orientation === 'landscape';
  const pageWidth = isLandscape ? paper.long : paper.short;
  const pageHeight = isLandscape ? paper.short : paper.long;
  const textWidth = pageWidth - 2 * paper.margin;
  const widths = columnWidths(table.columns, textWidth);
  const headings = table.columns.map((column) => column.heading);

  yield `${xmlHead}<w:document xmlns:w="${wordSchema}"><w:body>${captionXml(table.title)}<w:tbl>${tableProperties(table, textWidth)}`
    + `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${headRow(headings, widths)}`;
  for await (const batch of rowBatches(table, control)) {
    yield batch.rows.map((row, index) => bodyRow(row, widths, (column) => table.marksAt(batch.firstRow + index - 1, column))).join('');
  }
  const orientation = isLandscape ? ' w:orient="landscape"' : '';
  const margins = ['top', 'right', 'bottom', 'left'].map((side) => `w:${side}="${paper.margin}"`).join(' ');
  // Word needs a paragraph between a table and the end of the section.
  const notes = table.notes();
  const below = notes.length === 0 ? [{ mark: '', text: '' }] : notes;
  yield `</w:tbl>${below.map(({ mark, text }) => paragraph(wordStyle.note, `${raisedRun(mark)}${runXml(text)}`)).join('')}`
    + `<w:sectPr><w:pgSz w:w="${pageWidth}" w:h="${pageHeight}"${orientation}/><w:pgMar ${margins} w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>`
    + '</w:body></w:document>';
}

/**
 * "Table 2. …" becomes a caption whose number is a SEQ field, so that Word can list and cross-reference it. The switch
 * \r keeps the printed number when Word updates the fields of this document, where table 2 is the only table.
 */
function captionXml(title: string): string {
  const numbered = /^Table (\d+)\. /.exec(title);
  if (numbered === null) return title === '' ? '' : paragraph(wordStyle.caption, runXml(title));
  const number = numbered[1] ?? '';
  const reset = number === '1' ? '' : `\\r ${number} `;
  const field = [
    '<w:fldChar w:fldCharType="begin"/>',
    `<w:instrText xml:space="preserve"> SEQ Table \\* ARABIC ${reset}</w:instrText>`,
    '<w:fldChar w:fldCharType="separate"/>',
    `<w:t>${number}</w:t>`,
    '<w:fldChar w:fldCharType="end"/>',
  ].map((content) => boldRun(content)).join('');
  const label = boldRun('<w:t xml:space="preserve">Table </w:t>') + field + boldRun('<w:t xml:space="preserve">. </w:t>');
  return paragraph(wordStyle.caption, label + runXml(title.slice(numbered[0].length)));
}

function tableProperties(table: PrintedTable, textWidth: number): string {
  const description = `A table with the columns ${table.columns.map((column) => column.heading).join('; ')}.`;
  return `<w:tblPr><w:tblStyle w:val="${wordStyle.table}"/><w:tblW w:w="${textWidth}" w:type="dxa"/>`
    // The rules again, outside the style: Google Docs, Pages and previewers do not read table styles.
    + `<w:tblBorders><w:top ${rule.heavy}/><w:bottom ${rule.heavy}/></w:tblBorders><w:tblLayout w:type="fixed"/>`
    + '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="0"/>'
    + `<w:tblCaption w:val="${xmlAttribute(table.title)}"/><w:tblDescription w:val="${xmlAttribute(description)}"/></w:tblPr>`;
}

function headRow(headings: readonly string[], widths: readonly number[]): string {
  const properties = `<w:tcBorders><w:bottom ${rule.light}/></w:tcBorders><w:vAlign w:val="bottom"/>`;
  const cells = headings.map((heading, column) => cellXml(heading, widths[column] ?? 0, wordStyle.head, properties));
  return `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${cells.join('')}</w:tr>`;
}

/** `cantSplit` keeps a row on one page; Word still breaks a row that is taller than a page. */
function bodyRow(row: readonly string[], widths: readonly number[], markOf: (column: number) => string): string {
  const cells = row.map((text, column) => cellXml(text, widths[column] ?? 0, wordStyle.cell, '', markOf(column)));
  return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells.join('')}</w:tr>`;
}

function cellXml(text: string, width: number, style: string, properties: string, mark = ''): string {
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${properties}</w:tcPr>${paragraph(style, runXml(text) + raisedRun(mark))}</w:tc>`;
}

function paragraph(style: string, runs: string): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${runs}</w:p>`;
}

function boldRun(content: string): string {
  return `<w:r><w:rPr><w:b/><w:bCs/></w:rPr>${content}</w:r>`;
}

/** The letter of a note, raised. */
function raisedRun(mark: string): string {
  return mark === '' ? '' : `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>${xmlText(mark)}</w:t></w:r>`;
}

/** A run with the text; line breaks and tabs as Word's own elements. Empty text gives no run. */
function runXml(text: string): string {
  if (text === '') return '';
  const pieces = withoutForbidden(text).split(/(\r\n|\r|\n|\t)/);
  const content = pieces.map((piece) => {
    if (piece === '') return '';
    if (piece === '\t') return '<w:tab/>';
    if (piece === '\n' || piece === '\r' || piece === '\r\n') return '<w:br/>';
    return `<w:t xml:space="preserve">${xmlText(piece)}</w:t>`;
  });
  return `<w:r>${content.join('')}</w:r>`;
}
