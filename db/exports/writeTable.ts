// Owns the choice of the writer for a format, and the step from text to bytes. Pure: rows in, bytes out. Refuses files,
// names and manifests: the caller writes the chunks to a temporary file and renames it when whole.
import { assertNever } from '../contract/assertNever';
import { csvPieces } from './csv';
import { docxChunks } from './docx';
import { htmlPieces } from './html';
import { jsonPieces } from './json';
import { latexPieces } from './latex';
import { markdownPieces } from './markdown';
import { checkColumns } from './printedTable';
import type { ExportFormat, PrintedTable, WriteControl } from './printedTable';
import { xlsxChunks } from './xlsx';

export interface WriteOptions {
  /** CSV and TSV only: start with a byte order mark, which Excel on Windows needs to read UTF-8. Off by default. */
  readonly hasBom?: boolean;
  /**
   * CSV and TSV only: text that a spreadsheet would run (`=`, `+`, `-`, `@`, a tab or a line break first) gets an
   * apostrophe before it; numbers such as -1.00 do not. Off by default, because it changes cells.
   */
  readonly isDefused?: boolean;
}

/**
 * The bytes of a table in one format, in chunks; the same bytes for the same input. Nothing is read before the first
 * chunk is asked for. Throws `ExportError` (`cancelled`, `cell-too-long`) from the iteration; what came before is then no whole file.
 */
export async function* writeTable(
  table: PrintedTable,
  format: ExportFormat,
  control: WriteControl = {},
  options: WriteOptions = {},
): AsyncGenerator<Uint8Array> {
  checkColumns(table);
  const flavour = { hasBom: options.hasBom ?? false, isDefused: options.isDefused ?? false };
  switch (format) {
    case 'csv':
      return yield* encoded(csvPieces(table, { ...flavour, delimiter: ',' }, control));
    case 'tsv':
      return yield* encoded(csvPieces(table, { ...flavour, delimiter: '\t' }, control));
    case 'md':
      return yield* encoded(markdownPieces(table, control));
    case 'json':
      return yield* encoded(jsonPieces(table, control));
    case 'latex':
      return yield* encoded(latexPieces(table, control));
    case 'html':
      return yield* encoded(htmlPieces(table, control));
    case 'xlsx':
      return yield* xlsxChunks(table, control);
    case 'docx':
      return yield* docxChunks(table, control);
    default:
      return assertNever(format);
  }
}

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}
