// Owns the choice of the writer for a format, and the step from text to bytes. Pure: rows in, bytes out. Refuses files,
// names and manifests: the caller writes the chunks to a temporary file and renames it when whole.
import { assertNever } from '../contract/assertNever';
import { csvPieces, type CsvFlavour } from './csv';
import { csvPackageChunks, type Sum } from './csvPackage';
import { docxChunks } from './docx';
import { htmlPieces } from './html';
import { jsonPieces } from './json';
import { latexPieces } from './latex';
import { markdownPieces } from './markdown';
import { checkFile, fileOf } from './printedTable';
import type { ExportFormat, PrintedFile, PrintedTable, WriteControl } from './printedTable';
import { xlsxChunks } from './xlsx';

export interface WriteOptions {
  /** CSV and TSV only: start with a byte order mark, which Excel on Windows needs to read UTF-8. Off by default. */
  readonly hasBom?: boolean;
  /**
   * CSV and TSV only: text that a spreadsheet would run (`=`, `+`, `-`, `@`, a tab or a line break first) gets an
   * apostrophe before it; numbers such as -1.00 do not. Off by default, because it changes cells.
   */
  readonly isDefused?: boolean;
  /** CSV and TSV of a document only, whose package names the SHA-256 of each file. */
  readonly createSum?: () => Sum;
}

/** One table by itself: `writePrintedFile` of it. */
export function writeTable(table: PrintedTable, format: ExportFormat, control: WriteControl = {}, options: WriteOptions = {}): AsyncGenerator<Uint8Array> {
  return writePrintedFile(fileOf(table), format, control, options);
}

/**
 * The bytes of a file in one format, in chunks; the same bytes for the same input. Nothing is read before the first
 * chunk is asked for. Throws `ExportError` (`cancelled`, `cell-too-long`, `too-many-rows`) from the iteration; what came before is then no whole file.
 */
export async function* writePrintedFile(file: PrintedFile, format: ExportFormat, control: WriteControl = {}, options: WriteOptions = {}): AsyncGenerator<Uint8Array> {
  checkFile(file);
  switch (format) {
    case 'csv':
      return yield* delimited(file, ',', control, options);
    case 'tsv':
      return yield* delimited(file, '\t', control, options);
    case 'md':
      return yield* encoded(markdownPieces(file, control));
    case 'json':
      return yield* encoded(jsonPieces(file, control));
    case 'latex':
      return yield* encoded(latexPieces(file, control));
    case 'html':
      return yield* encoded(htmlPieces(file, control));
    case 'xlsx':
      return yield* xlsxChunks(file, control);
    case 'docx':
      return yield* docxChunks(file, control);
    default:
      return assertNever(format);
  }
}

/** One table as it is; those of a document as a package. */
function delimited(file: PrintedFile, delimiter: CsvFlavour['delimiter'], control: WriteControl, { hasBom = false, isDefused = false, createSum }: WriteOptions): AsyncGenerator<Uint8Array> {
  const { tables: [table], keys } = file;
  const flavour = { delimiter, hasBom, isDefused };
  if (keys === null && table !== undefined) return encoded(csvPieces(table, flavour, control));
  if (keys === null || createSum === undefined) throw new RangeError('A package of files needs keys, and a sum for each');
  return csvPackageChunks({ ...file, keys }, flavour, createSum, control);
}

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}
