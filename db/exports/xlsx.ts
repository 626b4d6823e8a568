// Owns the Excel workbook: every cell text, never a number, date or formula; a bold frozen head that repeats in print;
// wrapped text; widths from the shares. The first sheet is the table only: title and notes stand on a second, what the
// columns hold on a last one.
// Written by hand, streamed: write-excel-file 4.1.1 keeps cell texts in a plain object, so a cell that says
// "constructor" gives a broken file; it drops U+FFFD and C1 controls; and 100,000 × 7 took it 15.7 s and 930 MB.
import { ExportError } from './exportError';
import type { CellPlace } from './exportError';
import { xmlHead } from './officePackage';
import { columnWidths, rowBatches } from './printedTable';
import type { PrintedTable, WriteControl } from './printedTable';
import { cellStyle, mainSchema, sheetName, workbookParts } from './xlsxParts';
import { spreadsheetText } from './xmlText';
import { zipParts } from './zipParts';

// https://support.microsoft.com/office/excel-specifications-and-limits
const mostCharactersPerCell = 32_767;
const mostRows = 1_048_576;

/** The workbook in chunks. Throws `ExportError` `cell-too-long` before the row that Excel could not hold. */
export function xlsxChunks(table: PrintedTable, control: WriteControl): AsyncGenerator<Uint8Array> {
  const name = sheetName(table.name);
  const aboutLines = [table.title, ...table.notes().map(({ mark, text }) => (mark === '' ? text : `${mark} ${text}`))].filter((text) => text !== '');
  const definitions = definitionsOf(table);
  const more = [
    ...(aboutLines.length === 0 ? [] : [{ name: 'About', xml: aboutSheet(table, aboutLines) }]),
    ...(definitions === null ? [] : [{ name: 'Columns', xml: definitionsSheet(table, definitions) }]),
  ];
  const names = [name, ...more.map((sheet) => (sheet.name.toLowerCase() === name.toLowerCase() ? `${sheet.name} (2)` : sheet.name))];
  return zipParts([
    ...workbookParts(table.title, names),
    { path: 'xl/worksheets/sheet1.xml', pieces: tableSheet(table, control) },
    ...more.map(({ xml }, index) => ({ path: `xl/worksheets/sheet${index + 2}.xml`, pieces: [xml] })),
  ]);
}

async function* tableSheet(table: PrintedTable, control: WriteControl): AsyncGenerator<string> {
  const letters = table.columns.map((_, index) => columnLetters(index));
  const cellXml = (text: string, column: number, row: number, style: number): string => {
    const at = `r="${letters[column] ?? ''}${row}" s="${style}"`;
    if (text === '') return `<c ${at}/>`;
    refuseTooLong(text, table, { row: row - 1, column: table.columns[column]?.key ?? '' });
    return `<c ${at} t="inlineStr"><is>${textXml(text)}</is></c>`;
  };
  const widths = sheetColumnWidths(table);
  const rowXml = (cells: readonly string[], row: number, style: number): string =>
    `<row r="${row}" ht="${rowHeightPt(cells, widths)}">${cells.map((text, column) => cellXml(text, column, row, style)).join('')}</row>`;

  yield sheetStart(widths) + rowXml(table.columns.map((column) => column.heading), 1, cellStyle.head);
  let lastRow = 1;
  for await (const batch of rowBatches(table, control)) {
    lastRow = batch.firstRow + batch.rows.length;
    if (lastRow > mostRows) throw new RangeError(`${table.name} has more rows than a sheet holds (${mostRows})`);
    yield batch.rows.map((row, index) => rowXml(row, batch.firstRow + index + 1, cellStyle.body)).join('');
  }
  // Without ignoredErrors, Excel puts a green triangle on every "5.0": a number stored as text.
  yield `</sheetData>${pageXml(table.orientation)}<ignoredErrors><ignoredError sqref="A1:${letters.at(-1) ?? 'A'}${lastRow}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
}

const aboutWidth = 100;

function aboutSheet(table: PrintedTable, lines: readonly string[]): string {
  const rows = lines.map((text, index) => {
    refuseTooLong(text, table, null);
    const style = index === 0 && text === table.title ? cellStyle.title : cellStyle.body;
    return `<row r="${index + 1}" ht="${rowHeightPt([text], [aboutWidth])}"><c r="A${index + 1}" s="${style}" t="inlineStr"><is>${textXml(text)}</is></c></row>`;
  });
  return `${xmlHead}<worksheet xmlns="${mainSchema}"><cols><col min="1" max="1" width="${aboutWidth}" customWidth="1"/></cols>`
    + `<sheetData>${rows.join('')}</sheetData>${pageMargins}</worksheet>`;
}

const definitionWidths = [24, 32, 90] as const;
type Definition = readonly [column: string, heading: string, holds: string];

/** Null when nobody says what any column holds. */
function definitionsOf({ columns }: PrintedTable): readonly Definition[] | null {
  if (columns.every(({ description = '' }) => description === '')) return null;
  return [['Column', 'Heading', 'What it holds'], ...columns.map(({ key, heading, description = '' }): Definition => [key, heading, description])];
}

function definitionsSheet(table: PrintedTable, definitions: readonly Definition[]): string {
  const rows = definitions.map((texts, index) => {
    const style = index === 0 ? cellStyle.head : cellStyle.body;
    const cells = texts.map((text, column) => {
      refuseTooLong(text, table, null);
      return `<c r="${columnLetters(column)}${index + 1}" s="${style}" t="inlineStr"><is>${textXml(text)}</is></c>`;
    });
    return `<row r="${index + 1}" ht="${rowHeightPt(texts, definitionWidths)}">${cells.join('')}</row>`;
  });
  return `${sheetStart(definitionWidths, false)}${rows.join('')}</sheetData>${pageXml('landscape')}</worksheet>`;
}

/** `where.row` is 0 in the head row. */
function refuseTooLong(text: string, table: PrintedTable, where: CellPlace | null): void {
  if (text.length <= mostCharactersPerCell) return;
  const place = where === null ? 'The title, a note or a definition' : `Row ${where.row}, column ${where.column}`;
  throw new ExportError('cell-too-long', `${place} of ${table.name} has ${text.length} characters; an Excel cell holds ${mostCharactersPerCell}`, where);
}

function textXml(text: string): string {
  const space = /^\s|\s$|[\t\n]| {2}/.test(text) ? ' xml:space="preserve"' : '';
  return `<t${space}>${spreadsheetText(text)}</t>`;
}

function sheetStart(widths: readonly number[], isShown = true): string {
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

function columnLetters(index: number): string {
  const before = Math.floor(index / 26);
  return (before === 0 ? '' : columnLetters(before - 1)) + String.fromCharCode(65 + (index % 26));
}
