// Owns the Excel workbook: every cell text, never a number, date or formula; a bold frozen head that repeats in print;
// wrapped text; widths from the shares. Each table has a sheet of its own, with nothing else: titles and notes stand on one
// that follows, what the columns hold on a last one.
// Written by hand, streamed: write-excel-file 4.1.1 keeps cell texts in a plain object, so a cell that says
// "constructor" gives a broken file; it drops U+FFFD and C1 controls; and 100,000 × 7 took it 15.7 s and 930 MB.
import { ExportError } from './exportError';
import type { CellPlace } from './exportError';
import { xmlHead } from './officePackage';
import { columnWidths, rowBatches } from './printedTable';
import type { MarkedCell, PrintedFile, PrintedTable, WriteControl } from './printedTable';
import { cellStyle, mainSchema, uniqueSheetNames, workbookParts } from './xlsxParts';
import { spreadsheetText } from './xmlText';
import { zipParts } from './zipParts';

// https://support.microsoft.com/office/excel-specifications-and-limits
const mostCharactersPerCell = 32_767;
const mostRows = 1_048_576;

/** The workbook in chunks. Throws `ExportError` (`cell-too-long`, `too-many-rows`) before the row that Excel could not hold. */
export function xlsxChunks(file: PrintedFile, control: WriteControl): AsyncGenerator<Uint8Array> {
  const { tables } = file;
  const about = aboutLines(file, uniqueSheetNames(tables.map(({ name }) => name)));
  const more = [...(about.length === 0 ? [] : ['About']), ...(tables.some(isDefined) ? ['Columns'] : [])];
  const names = uniqueSheetNames([...tables.map(({ name }) => name), ...more]);
  const sheets = [
    ...tables.map((table, index) => tableSheet(table, index === 0, control)),
    ...more.map((name) => [name === 'About' ? aboutSheet(about) : definitionsSheet(definitionsOf(file, names), file.keys === null ? definitionWidths : [24, ...definitionWidths])]),
  ];
  return zipParts([...workbookParts(file.title, names, tables.length), ...sheets.map((pieces, index) => ({ path: `xl/worksheets/sheet${index + 1}.xml`, pieces }))]);
}

async function* tableSheet(table: PrintedTable, isShown: boolean, control: WriteControl): AsyncGenerator<string> {
  const letters = table.columns.map((_, index) => columnLetters(index));
  const cellXml = (text: string, column: number, row: number, style: number): string => {
    const at = `r="${letters[column] ?? ''}${row}" s="${style}"`;
    if (text === '') return `<c ${at}/>`;
    refuseTooLong(text, table.name, { row: row - 1, column: table.columns[column]?.key ?? '' });
    return `<c ${at} t="inlineStr"><is>${textXml(text)}</is></c>`;
  };
  const widths = sheetColumnWidths(table);
  const rowXml = (cells: readonly string[], row: number, style: number): string =>
    `<row r="${row}" ht="${rowHeightPt(cells, widths)}">${cells.map((text, column) => cellXml(text, column, row, style)).join('')}</row>`;

  yield sheetStart(widths, isShown) + rowXml(table.columns.map((column) => column.heading), 1, cellStyle.head);
  let lastRow = 1;
  for await (const batch of rowBatches(table, control)) {
    lastRow = batch.firstRow + batch.rows.length;
    if (lastRow > mostRows) throw new ExportError('too-many-rows', `${table.name} has more rows than the ${mostRows.toLocaleString('en')} that a sheet of Excel holds`, null);
    yield batch.rows.map((row, index) => rowXml(row, batch.firstRow + index + 1, cellStyle.body)).join('');
  }
  // Without ignoredErrors, Excel puts a green triangle on every "5.0": a number stored as text.
  yield `</sheetData>${pageXml(table.orientation)}<ignoredErrors><ignoredError sqref="A1:${letters.at(-1) ?? 'A'}${lastRow}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
}

const aboutWidth = 100;

interface AboutLine { readonly text: string; readonly isTitle: boolean; readonly of: string }

/**
 * Of a document its own title as well; then title and notes table by table, and the references of all. Cells are their
 * text without letters, so a lettered note begins with the cells that it is about.
 */
function aboutLines({ title, tables, keys, closing }: PrintedFile, names: readonly string[]): readonly AboutLine[] {
  return [
    ...(keys === null ? [] : [{ text: title, isTitle: true, of: title }]),
    ...tables.flatMap((table, index) => {
      const sheet = tables.length === 1 ? '' : `${quotedSheet(names[index] ?? table.name)}!`;
      const lines = table.notes().map(({ text, cells = [] }) => ({ text: cells.length === 0 ? text : `${sheet}${cells.map(placeOf).join(', ')}: ${text}`, isTitle: false, of: table.name }));
      return [{ text: table.title, isTitle: true, of: table.name }, ...lines];
    }),
    ...(closing === null ? [] : [{ text: closing.heading, isTitle: true, of: title }, ...closing.lines.map(({ text }) => ({ text, isTitle: false, of: title }))]),
  ].filter(({ text }) => text !== '');
}

function aboutSheet(lines: readonly AboutLine[]): string {
  const rows = lines.map(({ text, isTitle, of }, index) => {
    refuseTooLong(text, of, null);
    return `<row r="${index + 1}" ht="${rowHeightPt([text], [aboutWidth])}"><c r="A${index + 1}" s="${isTitle ? cellStyle.title : cellStyle.body}" t="inlineStr"><is>${textXml(text)}</is></c></row>`;
  });
  return `${xmlHead}<worksheet xmlns="${mainSchema}"><cols><col min="1" max="1" width="${aboutWidth}" customWidth="1"/></cols>`
    + `<sheetData>${rows.join('')}</sheetData>${pageMargins}</worksheet>`;
}

interface Definition { readonly texts: readonly string[]; readonly of: string }

function isDefined({ columns }: PrintedTable): boolean {
  return columns.some(({ description = '' }) => description !== '');
}

/** Of a document each with the name of its sheet. */
function definitionsOf({ tables, keys }: PrintedFile, names: readonly string[]): readonly Definition[] {
  const sheet = (name: string): readonly string[] => (keys === null ? [] : [name]);
  return [
    { texts: [...sheet('Sheet'), 'Column', 'Heading', 'What it holds'], of: '' },
    ...tables.flatMap(({ name, columns }, index) => columns.map(({ key, heading, description = '' }) => ({ texts: [...sheet(names[index] ?? name), key, heading, description], of: name }))),
  ];
}

const definitionWidths = [24, 32, 90] as const;

function definitionsSheet(definitions: readonly Definition[], widths: readonly number[]): string {
  const rows = definitions.map(({ texts, of }, index) => {
    const style = index === 0 ? cellStyle.head : cellStyle.body;
    const cells = texts.map((text, column) => {
      refuseTooLong(text, of, null);
      return `<c r="${columnLetters(column)}${index + 1}" s="${style}" t="inlineStr"><is>${textXml(text)}</is></c>`;
    });
    return `<row r="${index + 1}" ht="${rowHeightPt(texts, widths)}">${cells.join('')}</row>`;
  });
  return `${sheetStart(widths, false)}${rows.join('')}</sheetData>${pageXml('landscape')}</worksheet>`;
}

/** `where.row` is 0 in the head row. */
function refuseTooLong(text: string, of: string, where: CellPlace | null): void {
  if (text.length <= mostCharactersPerCell) return;
  const place = where === null ? 'The title, a note or a definition' : `Row ${where.row}, column ${where.column}`;
  throw new ExportError('cell-too-long', `${place} of ${of} has ${text.length} characters; an Excel cell holds ${mostCharactersPerCell}`, where);
}

function textXml(text: string): string {
  const space = /^\s|\s$|[\t\n]| {2}/.test(text) ? ' xml:space="preserve"' : '';
  return `<t${space}>${spreadsheetText(text)}</t>`;
}

function sheetStart(widths: readonly number[], isShown: boolean): string {
  const columns = widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`);
  return `${xmlHead}<worksheet xmlns="${mainSchema}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`
    + `<sheetViews><sheetView${isShown ? ' tabSelected="1"' : ''} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>`
    + '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
    + `<sheetFormatPr defaultRowHeight="${lineHeightPt}"/><cols>${columns.join('')}</cols><sheetData>`;
}

// Excel counts widths in digits of the default font; these totals fill a wide screen.
function sheetColumnWidths(table: PrintedTable): readonly number[] {
  const total = table.orientation === 'landscape' ? 200 : 140;
  return columnWidths(table.columns, total).map((width) => Math.min(90, Math.max(8, width)));
}

const lineHeightPt = 15;
const greatestHeightPt = 409;
const wideCharacters = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFF00-\uFF60]/g;

/**
 * A guess, a little generous, at what the wrapped text takes. LibreOffice gives a row without a height one line and
 * prints the rest over the next row. The height is not marked as custom, so both programs fit it again on an edit.
 */
function rowHeightPt(cells: readonly string[], widths: readonly number[]): number {
  let mostLines = 1;
  cells.forEach((text, column) => {
    const charactersPerLine = (widths[column] ?? 8) - 1;
    if (text.length * 2 <= charactersPerLine && !text.includes('\n')) return;
    let lines = 0;
    for (const line of text.split(/\r\n|\r|\n/)) {
      const wide = line.match(wideCharacters)?.length ?? 0;
      lines += Math.max(1, Math.ceil((line.length + wide) / charactersPerLine));
    }
    mostLines = Math.max(mostLines, lines);
  });
  return Math.min(greatestHeightPt, mostLines * lineHeightPt);
}

const pageMargins = '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>';

/** A4, as wide as the page, as many pages as it takes. */
function pageXml(orientation: PrintedTable['orientation']): string {
  return `${pageMargins}<pageSetup paperSize="9" orientation="${orientation}" fitToWidth="1" fitToHeight="0"/>`;
}

/** The head is row 1. */
function placeOf({ row, column }: MarkedCell): string {
  return `${columnLetters(column)}${row + 2}`;
}

/** As Excel writes a sheet before a cell. */
function quotedSheet(name: string): string {
  return /^\p{L}[\p{L}_]*$/u.test(name) ? name : `'${name.replaceAll("'", "''")}'`;
}

function columnLetters(index: number): string {
  const before = Math.floor(index / 26);
  return (before === 0 ? '' : columnLetters(before - 1)) + String.fromCharCode(65 + (index % 26));
}
