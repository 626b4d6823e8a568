// Owns what the export specifications share: tables made from a matrix, the bytes of a format, and texts that break writers.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Sum } from '../../../../db/exports/csvPackage';
import type { ExportFormat, PrintedFile, PrintedNote, PrintedTable, WriteControl } from '../../../../db/exports/printedTable';
import { writePrintedFile, writeTable } from '../../../../db/exports/writeTable';
import type { WriteOptions } from '../../../../db/exports/writeTable';

export function printedTable(rows: Iterable<readonly string[]>, changes: Partial<PrintedTable> = {}, width = 3): PrintedTable {
  return {
    name: 'Factors',
    title: 'Table 1. Factors contributing to bone metastasis of NSCLC',
    columns: Array.from({ length: width }, (_, index) => ({ key: `key${index}`, heading: `Heading ${index}`, widthShare: index + 1 })),
    rows,
    orientation: 'portrait',
    notes: () => [],
    marksAt: () => '',
    language: 'en-US',
    ...changes,
  };
}

/** Tables as the file of a document, by these keys, with a list of two references after the last. */
export function printedFile(tables: Readonly<Record<string, PrintedTable>>, changes: Partial<PrintedFile> = {}): PrintedFile {
  return { title: 'Bone metastasis', language: 'en-US', tables: Object.values(tables), keys: Object.keys(tables), closing: { heading: 'References', lines: [{ text: '1. Quill A. RANKL & the lacuna.' }, { text: '[2] Marsh J. *Two*.', runs: [{ text: '[2] Marsh J. ', marks: [] }, { text: '*Two*', marks: ['italic'] }, { text: '.', marks: [] }] }] }, ...changes };
}

export function createSum(): Sum {
  const hash = createHash('sha256');
  return { add: (chunk) => { hash.update(chunk); }, hex: () => hash.digest('hex') };
}

export async function bytesOfFile(file: PrintedFile, format: ExportFormat, control: WriteControl = {}): Promise<Uint8Array<ArrayBuffer>> {
  return bytesOfChunks(writePrintedFile(file, format, control, { createSum }));
}

/** A list of references of one entry, in all letters that there are, a formatted run that ends in a blank among them. */
export const listed: readonly PrintedNote[] = [
  { mark: '', text: 'References', entryOf: '' },
  {
    mark: '', entryOf: 's1', text: '1. Quill A. Ca²⁺ & “RANKL ”. J Ex. 12ₙ.',
    runs: [
      { text: '1. Quill A. Ca', marks: [] }, { text: '2+', marks: ['sup'] }, { text: ' & “', marks: [] }, { text: 'RANKL', marks: ['italic'] }, { text: ' ”. ', marks: [] },
      { text: 'J Ex. ', marks: ['italic', 'bold'] }, { text: '12', marks: ['small-caps'] }, { text: 'n', marks: ['sub'] }, { text: '.', marks: [] },
    ],
  },
];

/** Notes on the whole table. */
export function notesOf(...texts: readonly string[]): () => readonly PrintedNote[] {
  return () => texts.map((text) => ({ mark: '', text }));
}

export async function bytesOf(table: PrintedTable, format: ExportFormat, control: WriteControl = {}, options: WriteOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  return bytesOfChunks(writeTable(table, format, control, options));
}

export async function bytesOfChunks(written: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of written) chunks.push(chunk);
  const bytes = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

export async function textOf(table: PrintedTable, format: ExportFormat, options: WriteOptions = {}): Promise<string> {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await bytesOf(table, format, {}, options));
}

export const nastyTexts: readonly string[] = [
  '', ' ', ' before', 'after ', 'two  blanks', '\u00A0',
  '🧬', '👩🏽‍⚕️', 'e\u0301', 'עברית', '\u202Eoverride\u202C', '骨转移',
  '\u0000', 'a\u0001b', '\u000B\u000C', '\u001F', '\u007F\u0085', '\uFFFD', '\uFFFE\uFFFF', '\uFEFFmark', '\u2028',
  ']]>', '<b>&amp;</b>', '<!--', '"quoted"', '"', "'", "a'b", 'a,b;c', 'a|b', 'a\\b', '\\|', '*p* _i_ `c` ~s~ $x$ [a](b)', '[66, 67]',
  '_x000D_', '_x0041', '__x0041_x0042_', '_x0041\u0001', '_x005F_', '_X0041_',
  'a\tb', 'a\nb', 'a\r\nb', 'a\rb', '\n', '\r\n',
  '=1+1', '+1', '-1.00', '@SUM(A1)', 'SEPT2', '5.0', '1e5', '007', 'TRUE', '2024-01-02',
  'constructor', '__proto__', 'toString', 'long '.repeat(6_000),
];

/** Whole Unicode without lone surrogates, which UTF-8 and XML cannot hold. */
export const nastyText = fc.oneof(
  fc.constantFrom(...nastyTexts),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.array(fc.constantFrom('_', 'x', '0041', '_x', '\u0001', '\r', '\n', '"', ',', '\t', '<', '&', ']]>', 'a', ' ', '\uFFFE'), { maxLength: 8 }).map((parts) => parts.join('')),
);

export const nastyMatrix = fc.integer({ min: 1, max: 4 }).chain((width) =>
  fc.record({
    headings: fc.array(nastyText, { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(nastyText, { minLength: width, maxLength: width }), { maxLength: 6 }),
  }));

export function tableOf(matrix: { readonly headings: readonly string[]; readonly rows: readonly (readonly string[])[] }): PrintedTable {
  return printedTable(matrix.rows, { columns: matrix.headings.map((heading, index) => ({ key: `key${index}`, heading, widthShare: 1 })) });
}

/** The nasty texts as a table of three columns, each text once in each column. */
export const nastyRows: readonly (readonly string[])[] = nastyTexts.map((text, index) => [
  text,
  nastyTexts[(index + 1) % nastyTexts.length] ?? '',
  nastyTexts[(index + 2) % nastyTexts.length] ?? '',
]);
