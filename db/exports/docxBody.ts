// Owns the pieces of a Word document's body that every table shares, be it as it is or with its changes: page and section,
// caption with a SEQ field, table properties, head row, cells, paragraphs and runs. Refuses vertical rules, shading and page
// furniture. What XML cannot hold (control characters other than tab and line break) is dropped from the text; a lone
// surrogate becomes U+FFFD. Text that was deleted has elements of its own in Word: `w:delText` for `w:t`.
import type { TextMark, TextRun } from '../contract/references';
import { rule, wordSchema, wordStyle } from './docxParts';
import { xmlHead } from './officePackage';
import { columnWidths } from './printedTable';
import type { PrintedTable } from './printedTable';
import { withoutForbidden, xmlAttribute, xmlText } from './xmlText';

// A4 with margins of 2 cm, in twentieths of a point.
const paper = { short: 11_906, long: 16_838, margin: 1_134 } as const;

type Page = Pick<PrintedTable, 'orientation'>;

function pageOf({ orientation }: Page): { readonly isLandscape: boolean; readonly width: number; readonly height: number; readonly textWidth: number } {
  const isLandscape = orientation === 'landscape';
  const width = isLandscape ? paper.long : paper.short;
  return { isLandscape, width, height: isLandscape ? paper.short : paper.long, textWidth: width - 2 * paper.margin };
}

/** Of each column, in twentieths of a point. */
export function widthsOf(table: PrintedTable): readonly number[] {
  return columnWidths(table.columns, pageOf(table).textWidth);
}

/** Up to the first row of the body. `caption`: its paragraphs. */
export function documentOpening(table: PrintedTable, widths: readonly number[], caption: string): string {
  return `${xmlHead}<w:document xmlns:w="${wordSchema}"><w:body>${tableOpening(table, widths, caption)}`;
}

/** Of a table that follows another. */
export function tableOpening(table: PrintedTable, widths: readonly number[], caption: string): string {
  return `${caption}<w:tbl>${tableProperties(table, pageOf(table).textWidth)}`
    + `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${headRow(table.columns.map((column) => column.heading), widths)}`;
}

/** From the last row on. `below`: paragraphs, of which Word needs one between a table and the end of the section. */
export function documentEnd(table: Page, below: string): string {
  return `</w:tbl>${below}${bodyEnd(table)}`;
}

/** Of the last section. */
export function bodyEnd(page: Page): string {
  return `${sectionXml(page)}</w:body></w:document>`;
}

/** Page of a section: of the last one at the end of the body, of another in its last paragraph. What follows begins on a new page. */
export function sectionXml(page: Page): string {
  const { isLandscape, width, height } = pageOf(page);
  const margins = ['top', 'right', 'bottom', 'left'].map((side) => `w:${side}="${paper.margin}"`).join(' ');
  return `<w:sectPr><w:pgSz w:w="${width}" w:h="${height}"${isLandscape ? ' w:orient="landscape"' : ''}/>`
    + `<w:pgMar ${margins} w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>`;
}

/** "Table 2. " and what follows; no number where the title has none. */
export function captionParts(title: string): { readonly number: string | null; readonly rest: string } {
  const numbered = /^Table (\d+)\. /.exec(title);
  return numbered === null ? { number: null, rest: title } : { number: numbered[1] ?? '', rest: title.slice(numbered[0].length) };
}

/**
 * "Table 2. " as runs whose number is a SEQ field, so that Word can list and cross-reference it. The switch \r keeps the
 * printed number when Word updates the fields of a document where it would count another one. `counted`: what Word counts
 * here by itself.
 */
export function captionLabel(number: string | null, isDeleted = false, counted = 1): string {
  if (number === null) return '';
  const text = isDeleted ? 'w:delText' : 'w:t';
  const instruction = isDeleted ? 'w:delInstrText' : 'w:instrText';
  const reset = number === String(counted) ? '' : `\\r ${number} `;
  return [
    `<${text} xml:space="preserve">Table </${text}>`,
    '<w:fldChar w:fldCharType="begin"/>',
    `<${instruction} xml:space="preserve"> SEQ Table \\* ARABIC ${reset}</${instruction}>`,
    '<w:fldChar w:fldCharType="separate"/>',
    `<${text}>${number}</${text}>`,
    '<w:fldChar w:fldCharType="end"/>',
    `<${text} xml:space="preserve">. </${text}>`,
  ].map((content) => `<w:r><w:rPr><w:b/><w:bCs/></w:rPr>${content}</w:r>`).join('');
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
  const cells = headings.map((heading, column) => cellXml(widths[column] ?? 0, paragraph(wordStyle.head, runXml(heading)), properties));
  return `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${cells.join('')}</w:tr>`;
}

/** `cantSplit` keeps a row on one page; Word still breaks a row that is taller than a page. `mark`: what became of the row. */
export function rowXml(cells: readonly string[], mark = ''): string {
  return `<w:tr><w:trPr><w:cantSplit/>${mark}</w:trPr>${cells.join('')}</w:tr>`;
}

export function cellXml(width: number, content: string, properties = ''): string {
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${properties}</w:tcPr>${content}</w:tc>`;
}

/** `mark`: what became of the paragraph itself. `section`: of the one that ends with it. */
export function paragraph(style: string, runs: string, mark = '', section = ''): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${mark === '' ? '' : `<w:rPr>${mark}</w:rPr>`}${section}</w:pPr>${runs}</w:p>`;
}

/** The letter of a note, raised. */
export function raisedRun(mark: string, isDeleted = false): string {
  const text = isDeleted ? 'w:delText' : 'w:t';
  return mark === '' ? '' : `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><${text}>${xmlText(mark)}</${text}></w:r>`;
}

/** Runs in their own letters. */
export function runsXml(runs: readonly TextRun[], isDeleted = false): string {
  return runs.map(({ text, marks }) => runXml(text, isDeleted, marks)).join('');
}

/** In the order in which Word wants them; a run can't be raised and lowered. */
const letters: readonly (readonly [mark: TextMark, xml: string])[] = [
  ['bold', '<w:b/><w:bCs/>'], ['italic', '<w:i/><w:iCs/>'], ['small-caps', '<w:smallCaps/>'], ['sup', '<w:vertAlign w:val="superscript"/>'], ['sub', '<w:vertAlign w:val="subscript"/>'],
];

function lettersXml(marks: readonly TextMark[]): string {
  const xml = letters.filter(([mark]) => marks.includes(mark) && !(mark === 'sub' && marks.includes('sup'))).map(([, each]) => each).join('');
  return xml === '' ? '' : `<w:rPr>${xml}</w:rPr>`;
}

/** A run with the text; line breaks and tabs as Word's own elements. Empty text gives no run. */
export function runXml(text: string, isDeleted = false, marks: readonly TextMark[] = []): string {
  if (text === '') return '';
  const name = isDeleted ? 'w:delText' : 'w:t';
  const pieces = withoutForbidden(text).split(/(\r\n|\r|\n|\t)/);
  const content = pieces.map((piece) => {
    if (piece === '') return '';
    if (piece === '\t') return '<w:tab/>';
    if (piece === '\n' || piece === '\r' || piece === '\r\n') return '<w:br/>';
    return `<${name} xml:space="preserve">${xmlText(piece)}</${name}>`;
  });
  return `<w:r>${lettersXml(marks)}${content.join('')}</w:r>`;
}
