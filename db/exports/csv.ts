// Owns CSV and TSV: RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180), CRLF, the head as the first record, tabs and line
// breaks inside quotes as spreadsheets write them. Refuses to change a cell, nothing is trimmed; the one exception is the
// flavour made for Excel, which defuses what a spreadsheet would run. A lone surrogate becomes U+FFFD: UTF-8 has no bytes for it.
import { rowBatches } from './printedTable';
import type { PrintedTable, WriteControl } from './printedTable';

export interface CsvFlavour {
  readonly delimiter: ',' | '\t';
  readonly hasBom: boolean;
  readonly isDefused: boolean;
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
  return `${cells.map((cell) => field(flavour.isDefused ? defused(cell) : cell, flavour)).join(flavour.delimiter)}\r\n`;
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

// https://owasp.org/www-community/attacks/CSV_Injection names these; the wide ones are the same signs to some spreadsheets.
const wouldRun = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
// A number, also with separators, an exponent, a percent sign; and a sign alone, which stands for "negative" or "none".
const isHarmless = /^[+-](?:(?:\d+(?:[.,]\d+)*|[.,]\d+)(?:[eE][+-]?\d+)?%?)?$/;

/** With an apostrophe before what a spreadsheet would run, which it shows and takes for text. Numbers stay numbers. */
function defused(cell: string): string {
  return wouldRun.test(cell) && !isHarmless.test(cell) ? `'${cell}` : cell;
}
