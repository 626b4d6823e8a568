// Owns CSV and TSV: RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180), CRLF, the head as the first record, tabs and line
// breaks inside quotes as spreadsheets write them. Refuses to change a cell: nothing is trimmed, nothing that a
// spreadsheet would run is defused here. Only a lone surrogate cannot survive; UTF-8 has no bytes for it (it becomes U+FFFD).
import { rowBatches } from './printedTable';
import type { PrintedTable, WriteControl } from './printedTable';

export interface CsvFlavour {
  readonly delimiter: ',' | '\t';
  readonly hasBom: boolean;
}

const byteOrderMark = '\uFEFF';

/** The file as text, a piece per batch of rows. Every record, also the last, ends in CRLF. */
export async function* csvPieces(table: PrintedTable, flavour: CsvFlavour, control: WriteControl): AsyncGenerator<string> {
  yield (flavour.hasBom ? byteOrderMark : '') + record(table.columns.map((column) => column.heading), flavour);
  for await (const batch of rowBatches(table, control)) {
    yield batch.rows.map((row) => record(row, flavour)).join('');
  }
}

function record(cells: readonly string[], flavour: CsvFlavour): string {
  // A record of one empty cell would be an empty line, which readers skip.
  if (cells.length === 1 && cells[0] === '') return '""\r\n';
  return `${cells.map((cell) => field(cell, flavour)).join(flavour.delimiter)}\r\n`;
}

// Outer blanks are quoted because some readers trim bare fields; U+FEFF because in the first cell it would pass for the
// byte order mark.
const quotedWhen: Readonly<Record<CsvFlavour['delimiter'], RegExp>> = {
  ',': /^\s|[",\r\n\uFEFF]|\s$/,
  '\t': /^\s|["\t\r\n\uFEFF]|\s$/,
};

function field(cell: string, flavour: CsvFlavour): string {
  return quotedWhen[flavour.delimiter].test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
