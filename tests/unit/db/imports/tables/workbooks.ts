// Owns workbooks for tests, put together part by part as spreadsheet programs write them, and whatever they would not.
import { strToU8, zipSync } from 'fflate';
import type { ReadingOptions } from '../../../../../db/imports/tables/readTable';
import { readTable, type ReadTable } from '../../../../../db/imports/tables/readTable';
import { runToEnd } from '../../../../../db/imports/steps';

export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface SheetFixture {
  readonly name?: string;
  readonly state?: string;
  /** What stands in <sheetData>. */
  readonly rows: string;
  readonly before?: string;
  readonly after?: string;
}
export interface WorkbookFixture {
  readonly sheets: readonly SheetFixture[];
  /** <si> elements. */
  readonly strings?: string;
  /** Number formats by style: a built-in id, or a code. */
  readonly formats?: readonly (number | string)[];
  readonly is1904?: boolean;
  /** Parts that replace or join the others. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
}

export function workbookParts({ sheets, strings, formats = [], is1904 = false, parts = {} }: WorkbookFixture): Record<string, Uint8Array> {
  const codes = formats.filter((format) => typeof format === 'string');
  const styles = `<styleSheet xmlns="${main}"><numFmts>${codes.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${escaped(code)}"/>`).join('')}</numFmts>`
    + `<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>${formats.map((format) => `<xf numFmtId="${typeof format === 'number' ? format : 164 + codes.indexOf(format)}"/>`).join('')}</cellXfs></styleSheet>`;
  const texts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships xmlns="${packaged}"><Relationship Id="r" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${office}"><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets>${sheets.map(({ name, state }, index) => `<sheet name="${escaped(name ?? `Sheet${index + 1}`)}" sheetId="${index + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="s${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}">${sheets.map((_, index) => `<Relationship Id="s${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}<Relationship Id="st" Type="${office}/styles" Target="styles.xml"/><Relationship Id="ss" Type="${office}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': styles,
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings}</sst>` }),
    ...Object.fromEntries(sheets.map(({ rows, before = '', after = '' }, index) => [`xl/worksheets/sheet${index + 1}.xml`, `<worksheet xmlns="${main}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`])),
    ...parts,
  };
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, typeof text === 'string' ? strToU8(text) : text]));
}

export function workbook(fixture: WorkbookFixture): Uint8Array {
  return zipSync(workbookParts(fixture), { mtime: new Date(1980, 0, 1) });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

export function read(bytes: Uint8Array, options: ReadingOptions = {}): ReadTable {
  const reading = runToEnd(readTable(bytes, options));
  if (!reading.isRead) throw new Error(reading.message);
  return reading.table;
}

export function cellsOf(bytes: Uint8Array, options: ReadingOptions = {}): readonly (readonly string[])[] {
  return read(bytes, options).rows.map(({ cells }) => cells);
}

/** Why it is refused; a reading fails the test. */
export function refusalOf(bytes: Uint8Array, options: ReadingOptions = {}): string {
  const reading = runToEnd(readTable(bytes, options));
  if (reading.isRead) throw new Error(`It was read: ${JSON.stringify(reading.table.rows).slice(0, 300)}`);
  return reading.message;
}
