// Owns cutting a delimited export of references into rows of text, each with its own source text and line, in steps.
// The reader of evidence tables refuses a file with a lost quotation mark, rightly; here such a mark may spoil only its
// own row, for an export holds thousands of studies that nobody can mend by hand. So a quoted cell ends where a quote
// stands before a delimiter or line end, and exports that never quote (Web of Science's) are read without quotes.

export interface Dialect {
  readonly delimiter: string;
  readonly isQuoted: boolean;
}

export interface DelimitedRow {
  /** 1-based. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly source: string;
  readonly at: number;
  /** A quotation mark was never closed, and the row was taken to end with its line. */
  readonly isMended: boolean;
}

const delimiters = [',', '\t', ';', '|'] as const;

/** The way of reading under which most rows have as many cells as the heading row that `isHeading` knows; null without one. */
export function dialectOf(text: string, isHeading: (cells: readonly string[]) => boolean): Dialect | null {
  const sample = text.slice(0, 300_000);
  let best: { readonly dialect: Dialect; readonly score: number } | null = null;
  for (const delimiter of delimiters) {
    for (const isQuoted of [true, false]) {
      const rows = firstRows(sample, { delimiter, isQuoted });
      const heading = rows.slice(0, 30).findIndex((row) => isHeading(row.cells));
      const width = rows[heading]?.cells.length ?? 0;
      if (heading === -1 || width < 2) continue;
      const below = rows.slice(heading + 1);
      const misfits = below.filter((row) => row.cells.length !== width).length;
      // Read without quotes, rows fit even where cells are quoted; but then cells show their quotes.
      const shown = isQuoted ? 0 : below.filter((row) => row.cells.some((cell) => cell.length > 1 && cell.startsWith('"') && cell.endsWith('"'))).length;
      const score = 1 + below.length - misfits * 3 - shown;
      if (best === null || score > best.score) best = { dialect: { delimiter, isQuoted }, score };
    }
  }
  return best?.dialect ?? null;
}

function firstRows(sample: string, dialect: Dialect): readonly DelimitedRow[] {
  const rows: DelimitedRow[] = [];
  for (const row of delimitedRows(sample, dialect)) {
    rows.push(row);
    if (rows.length === 200) break;
  }
  return rows;
}

/**
 * Rows that say something; empty ones are passed over. `text` has \n line ends. With `width`, a row of several lines that
 * does not fit is read by its first line alone, if that fits.
 */
export function* delimitedRows(text: string, dialect: Dialect, width: number | null = null): Generator<DelimitedRow, void> {
  const search: Search = { emptyUpTo: 0, mendedUpTo: 0 };
  let line = 1;
  for (let at = 0; at < text.length;) {
    const start = at;
    const startLine = line;
    let row = rowAt(text, at, dialect, search);
    let isMended = false;
    const firstEnd = text.indexOf('\n', start);
    // A row that swallowed the next one may fit by chance; then the next line starts with a quoted cell.
    if (width !== null && firstEnd !== -1 && firstEnd < row.to && (row.cells.length !== width || text.charAt(firstEnd + 1) === '"')) {
      const first = rowAt(text.slice(start, firstEnd), 0, dialect, { emptyUpTo: 0, mendedUpTo: 0 });
      if (first.cells.length === width) {
        search.mendedUpTo = row.to;
        row = { cells: first.cells, to: firstEnd };
        isMended = true;
      }
    }
    at = row.to + 1;
    for (let end = text.indexOf('\n', start); end !== -1 && end < at; end = text.indexOf('\n', end + 1)) line += 1;
    if (row.cells.some((cell) => cell.trim() !== '')) yield { line: startLine, cells: row.cells, source: text.slice(start, row.to), at, isMended };
  }
}

/** Where the end of a quoted cell was looked for before, in vain or too far; cells that start there are looked through less far. */
interface Search { emptyUpTo: number; mendedUpTo: number }
interface Row { readonly cells: readonly string[]; readonly to: number }
interface Cell { readonly value: string; readonly to: number }

function rowAt(text: string, start: number, { delimiter, isQuoted }: Dialect, search: Search): Row {
  const cells: string[] = [];
  for (let at = start; ;) {
    const cell = isQuoted && text.charAt(at) === '"' ? quotedCell(text, at, delimiter, search) : bareCell(text, at, delimiter);
    cells.push(cell.value);
    if (text.charAt(cell.to) !== delimiter) return { cells, to: cell.to };
    at = cell.to + 1;
  }
}

function bareCell(text: string, from: number, delimiter: string): Cell {
  let to = from;
  while (to < text.length && text.charAt(to) !== delimiter && text.charAt(to) !== '\n') to += 1;
  return { value: text.slice(from, to), to };
}

const longestCell = 500_000;
const longestMendedCell = 10_000;
const longestAmongEmpty = 500;

// A quotation mark inside the cell that is not doubled belongs to its text; one that is never closed makes a bare cell.
function quotedCell(text: string, from: number, delimiter: string, search: Search): Cell {
  const last = Math.min(text.length, from + (from < search.emptyUpTo ? longestAmongEmpty : from < search.mendedUpTo ? longestMendedCell : longestCell));
  let isDoubled = false;
  for (let at = from + 1; at < last;) {
    const quote = text.indexOf('"', at);
    if (quote === -1 || quote >= last) break;
    const next = text.charAt(quote + 1);
    if (next === delimiter || next === '\n' || next === '') {
      const value = text.slice(from + 1, quote);
      return { value: isDoubled ? value.replaceAll('""', '"') : value, to: quote + 1 };
    }
    isDoubled ||= next === '"';
    at = quote + (next === '"' ? 2 : 1);
  }
  search.emptyUpTo = Math.max(search.emptyUpTo, last);
  return bareCell(text, from, delimiter);
}

/** How many rows there are by line ends outside quotes alone, without making cells; steps say how far it is. */
export function* rowStarts(text: string, { delimiter, isQuoted }: Dialect): Generator<number, number> {
  const parting = delimiter.charCodeAt(0);
  let count = 0;
  let isInside = false;
  let saysSomething = false;
  let before = lineEnd;
  for (let at = 0; at < text.length; at += 1) {
    if (at % 1_000_000 === 999_999) yield at;
    const letter = text.charCodeAt(at);
    if (isInside) {
      if (letter === quote && text.charCodeAt(at + 1) === quote) at += 1;
      else if (letter === quote) isInside = false;
      else saysSomething ||= letter > 0x20;
    } else if (letter === lineEnd) {
      if (saysSomething) count += 1;
      saysSomething = false;
    } else if (letter === quote && isQuoted && (before === parting || before === lineEnd)) isInside = true;
    else saysSomething ||= letter > 0x20 && letter !== parting;
    before = letter;
  }
  return saysSomething ? count + 1 : count;
}

const quote = 0x22;
const lineEnd = 0x0a;
