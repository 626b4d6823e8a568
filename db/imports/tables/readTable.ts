// Owns the door of the table readers: what a file is, by its content and never by its name, and its rows as text with
// what has to be said about them. Pure, in bounded steps. What was found (encoding, delimiter, quotes, sheet) is told and
// may be chosen instead. Refuses, in a sentence that says what to do, everything that is no table of text.
import type { SourceOptions, tableFormats } from '../../contract/imports';
import { decodeSteps } from '../decodeBytes';
import type { Steps, StepsDone } from '../steps';
import { findDialect } from './dialect';
import { readHtmlTable } from './htmlTable';
import { readJsonTable } from './jsonTable';
import { splitCells, type Dialect } from './splitCells';
import type { CellMark, TextRow } from './textTable';
import { readWorkbook, type SheetName } from './workbook/readWorkbook';

/** What a caller may choose of the reading. */
export type ReadingOptions = Pick<SourceOptions, 'encoding' | 'delimiter' | 'quote' | 'sheet' | 'numbers'>;

export type TableFormat = (typeof tableFormats)[number];
export interface ReadTable {
  readonly format: TableFormat;
  /** null for a workbook. */
  readonly encoding: string | null;
  readonly dialect: Dialect | null;
  readonly sheet: string | null;
  readonly sheets: readonly SheetName[];
  /** With whatever stands above the headings; blank rows are left out. */
  readonly rows: readonly TextRow[];
  readonly marks: readonly CellMark[];
  /** Sentences for the curator. */
  readonly notes: readonly string[];
}
export type TableReading = { readonly isRead: true; readonly table: ReadTable } | { readonly isRead: false; readonly message: string; readonly line: number | null };

export function* readTable(bytes: Uint8Array, options: ReadingOptions = {}): Steps<TableReading> {
  if (bytes.length === 0) return refused('It is empty.');
  const foreign = foreignKind(bytes);
  if (foreign !== null) return refused(foreign);
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) {
    const reading = yield* readWorkbook(bytes, { sheet: options.sheet ?? null, numbers: options.numbers ?? 'printed' });
    if (!reading.isRead) return refused(reading.message);
    return whole({ format: 'xlsx', encoding: null, dialect: null, sheet: reading.sheet, sheets: reading.sheets, rows: reading.rows, marks: reading.marks, notes: reading.notes });
  }
  const decoded = yield* decodedAs(bytes, options.encoding);
  if (decoded === null) return refused('It is no text file and no Excel workbook. Save it as XLSX, CSV or TSV first.');
  return yield* readTableText(decoded.text, options, decoded.encoding, decoded.notes);
}

/** What a clipboard holds: the HTML table if there is one, else the text, whose cells stand as spreadsheets paste them. */
export function* readClipboard(clipboard: { readonly html: string; readonly text: string }, options: ReadingOptions = {}): Steps<TableReading> {
  if (clipboard.html !== '') {
    const reading = yield* readHtmlTable(clipboard.html);
    if (reading.isRead && reading.rows.length > 0) return whole({ ...textTable('html', null, reading.rows), notes: reading.notes });
  }
  const { dialect, start, firstLine } = findDialect(clipboard.text, { ...(clipboard.text.includes('\t') ? { delimiter: '\t' } : {}), ...chosenDialect(options), isLenient: true });
  const split = yield* splitCells(clipboard.text, dialect, start, firstLine);
  if (split.problem !== null) return { isRead: false, ...split.problem };
  return whole({ ...textTable(dialect.delimiter === '\t' ? 'tsv' : 'csv', null, split.rows), dialect });
}

/** A table in text that is decoded already. */
export function* readTableText(text: string, options: ReadingOptions, encoding: string | null, notes: readonly string[] = []): Steps<TableReading> {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const head = plain.slice(0, 4000).trimStart();
  if (head.startsWith('<')) {
    if (/<\?mso-application\s+progid="Excel|urn:schemas-microsoft-com:office:spreadsheet/iu.test(head)) return refused('It is an XML spreadsheet of 2003. Save it as an Excel workbook (.xlsx) or as CSV.');
    const reading = yield* readHtmlTable(plain);
    if (reading.isRead) return whole({ ...textTable('html', encoding, reading.rows), notes: [...notes, ...reading.notes] });
    if (/^<(?:!doctype|html|\?xml|table)\b/iu.test(head)) return refused(reading.message);
  }
  if (/^(?:\{\s*"|\[\s*\{)/u.test(head)) {
    const reading = readJsonTable(plain);
    if (reading.isRead) return whole({ ...textTable('json', encoding, reading.rows), notes: [...notes, ...reading.notes] });
    if (/^(?:\{\s*"[^"\n]*"\s*:|\[\s*\{\s*")/u.test(head)) return refused(reading.message);
  }
  const { dialect, start, firstLine } = findDialect(plain, chosenDialect(options));
  const split = yield* splitCells(plain, dialect, start, firstLine);
  if (split.problem !== null) return { isRead: false, ...split.problem };
  return whole({ ...textTable(dialect.delimiter === '\t' ? 'tsv' : 'csv', encoding, split.rows), dialect, notes });
}

function chosenDialect({ delimiter, quote }: ReadingOptions): Partial<Dialect> {
  return { ...(delimiter === undefined ? {} : { delimiter }), ...(quote === undefined ? {} : { quote }) };
}

function textTable(format: TableFormat, encoding: string | null, rows: readonly TextRow[]): ReadTable {
  return { format, encoding, dialect: null, sheet: null, sheets: [], rows, marks: [], notes: [] };
}

function whole(table: ReadTable): TableReading {
  return table.rows.length === 0 ? refused('There is nothing in it. One line has to hold the headings of the columns, each further line a row.') : { isRead: true, table };
}

function refused(message: string): TableReading {
  return { isRead: false, message, line: null };
}

interface DecodedFile { readonly text: string; readonly encoding: string; readonly notes: readonly string[] }

function* decodedAs(bytes: Uint8Array, chosen: ReadingOptions['encoding']): Steps<DecodedFile | null> {
  if (chosen !== undefined) {
    const text = new TextDecoder(chosen).decode(bytes);
    const broken = text.split('\uFFFD').length - 1;
    return { text, encoding: chosen, notes: broken === 0 ? [] : [`${broken} places are no text in ${chosen} and read as \uFFFD. Choose another encoding.`] };
  }
  const steps = decodeSteps(bytes);
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      if (step.value === null) return null;
      const { text, encoding, foreignBytes, firstForeignLine } = step.value;
      return { text, encoding, notes: foreignBytes === 0 ? [] : [`${foreignBytes} ${foreignBytes === 1 ? 'byte is' : 'bytes are'} not ${encoding}, the first on line ${firstForeignLine}; read as Windows-1252.`] };
    }
    const done: StepsDone = { done: step.value, total: bytes.length };
    yield done;
  }
}

const kinds: readonly (readonly [readonly number[], string])[] = [
  [[0xd0, 0xcf, 0x11, 0xe0], 'It is an old Excel workbook (.xls) or one that is protected by a password. Save it as an Excel workbook (.xlsx) without a password, or as CSV.'],
  [[0x25, 0x50, 0x44, 0x46], 'It is a PDF. Copy its table into a spreadsheet, and save that as CSV.'],
  [[0x1f, 0x8b], 'It is packed with gzip. Unpack it, and import what is in it.'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66], 'It is a database and no table. Open it as a document, or export a table from it.'],
  [[0x89, 0x50, 0x4e, 0x47], 'It is a picture and no table.'],
  [[0xff, 0xd8, 0xff], 'It is a picture and no table.'],
];

function foreignKind(bytes: Uint8Array): string | null {
  return kinds.find(([start]) => startsWith(bytes, start))?.[1] ?? null;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
