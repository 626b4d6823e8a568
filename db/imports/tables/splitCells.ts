// Owns splitting delimited text into records of cells: quotes, doubled or escaped quotes, line breaks in quotes, and CR,
// LF and CRLF in any mixture. Pure, in bounded steps. A cell stays the text that it is: `5.0`, `007` and a 19-digit id
// are not numbers here. Refuses a quotation mark that never closes and text behind one that does, naming the line.
import type { delimiters } from '../../contract/imports';
import type { Steps } from '../steps';
import { isBlank, mostCells, mostColumns, mostRows, type ReadingProblem, type TextRow } from './textTable';

export type Delimiter = (typeof delimiters)[number];

export interface Dialect {
  readonly delimiter: Delimiter;
  /** null: quotation marks are letters like any other. */
  readonly quote: '"' | "'" | null;
  /** How a quotation mark stands inside quotes: twice, or behind a backslash. */
  readonly escape: 'doubled' | 'backslash';
  /** A cell that is not quoted by the book is taken as it stands, as spreadsheets paste it. */
  readonly isLenient: boolean;
}

/** The records that are not blank; with a problem, those before it. */
export interface SplitText { readonly rows: readonly TextRow[]; readonly problem: ReadingProblem | null }

const rowsPerStep = 2000;
const charactersPerStep = 1_000_000;

/** Cells that only begin like quoted ones are looked through to the end of the text; past this many letters quotes are plain. */
const mostLookedInVain = 200_000_000;

const lineFeed = 10;
const carriageReturn = 13;

/** `start`: where the first record begins, on line `firstLine`. */
export function* splitCells(text: string, dialect: Dialect, start = 0, firstLine = 1): Steps<SplitText> {
  const { delimiter, quote, isLenient } = dialect;
  const stop = delimiter.charCodeAt(0);
  const opening = quote?.charCodeAt(0) ?? -1;
  const rows: TextRow[] = [];
  let cells: string[] = [];
  let at = start;
  let line = firstLine;
  let recordLine = firstLine;
  let cellCount = 0;
  let rowsAtStep = 0;
  let atStep = start;
  let lookedInVain = 0;
  const failed = (message: string): SplitText => ({ rows, problem: { line: recordLine, message: `Line ${recordLine}: ${message}` } });

  while (at < text.length) {
    const quoted = quote === null || lookedInVain > mostLookedInVain || !startsQuoted(text, at, opening, stop) ? null : quotedCell(text, at, dialect);
    if (quoted !== null && quoted.kind !== 'whole') lookedInVain += quoted.end - at;
    if (quoted !== null && quoted.kind !== 'whole' && !isLenient && text.charCodeAt(at) === opening) return failed(quoted.kind === 'open' ? 'a quotation mark that opens a cell is never closed. Mend the quotes, or read the file without quotes.' : 'something follows the quotation mark that closes a cell. Mend the quotes, or read the file without quotes.');
    if (quoted?.kind === 'whole') {
      cells.push(quoted.text);
      line += quoted.lineBreaks;
      at = quoted.end;
    } else {
      const from = at;
      for (let code = text.charCodeAt(at); at < text.length && code !== stop && code !== lineFeed && code !== carriageReturn; code = text.charCodeAt(at)) at += 1;
      cells.push(text.slice(from, at));
    }
    const ending = at < text.length ? text.charCodeAt(at) : lineFeed;
    if (ending === stop) {
      if (cells.length >= mostColumns) return failed(`it has more than ${mostColumns} cells. Is this a table, and is its delimiter right?`);
      at += 1;
      if (at < text.length) continue;
      cells.push('');
    }
    if (!isBlank(cells)) {
      rows.push({ line: recordLine, cells });
      cellCount += cells.length;
      if (rows.length > mostRows || cellCount > mostCells) return failed(`there are more than ${rows.length > mostRows ? `${mostRows} rows` : `${mostCells} cells`} up to here. Import the file in smaller parts.`);
    }
    cells = [];
    at += ending === carriageReturn && text.charCodeAt(at + 1) === lineFeed ? 2 : 1;
    line += 1;
    recordLine = line;
    if (rows.length - rowsAtStep >= rowsPerStep || at - atStep >= charactersPerStep) {
      rowsAtStep = rows.length;
      atStep = at;
      yield { done: Math.min(at, text.length), total: text.length };
    }
  }
  return { rows, problem: null };
}

/** At a quotation mark, or at blanks before one: some programs put them behind the delimiter. */
function startsQuoted(text: string, start: number, opening: number, stop: number): boolean {
  const at = afterBlanks(text, start, stop);
  return text.charCodeAt(at) === opening;
}

function afterBlanks(text: string, start: number, stop: number): number {
  const tab = stop === 9 ? 32 : 9;
  let at = start;
  for (let code = text.charCodeAt(at); code === 32 || code === tab; code = text.charCodeAt(at)) at += 1;
  return at;
}

type QuotedCell = { readonly kind: 'whole'; readonly text: string; readonly end: number; readonly lineBreaks: number } | { readonly kind: 'open' | 'followed'; readonly end: number };

function quotedCell(text: string, start: number, { delimiter, quote, escape }: Dialect): QuotedCell {
  const mark = quote ?? '"';
  const stop = delimiter.charCodeAt(0);
  const from = afterBlanks(text, start, stop) + 1;
  let close = text.indexOf(mark, from);
  for (; close !== -1; close = text.indexOf(mark, close)) {
    if (escape === 'backslash' && isEscaped(text, close, from)) close += 1;
    else if (text[close + 1] === mark) close += 2;
    else break;
  }
  if (close === -1) return { kind: 'open', end: text.length };
  const end = afterBlanks(text, close + 1, stop);
  const next = text.charCodeAt(end);
  if (end < text.length && next !== stop && next !== lineFeed && next !== carriageReturn) return { kind: 'followed', end };
  const raw = text.slice(from, close);
  return { kind: 'whole', text: unescaped(raw, mark, escape), end, lineBreaks: lineBreaksIn(raw) };
}

function isEscaped(text: string, mark: number, from: number): boolean {
  let at = mark;
  while (at > from && text[at - 1] === '\\') at -= 1;
  return (mark - at) % 2 === 1;
}

function unescaped(raw: string, mark: string, escape: Dialect['escape']): string {
  const single = raw.includes(mark + mark) ? raw.replaceAll(mark + mark, mark) : raw;
  if (escape === 'doubled' || !single.includes('\\')) return single;
  return single.replaceAll(/\\([\\"'])/gu, (_, letter: string) => letter);
}

function lineBreaksIn(raw: string): number {
  let count = 0;
  for (let at = 0; at < raw.length; at += 1) {
    const code = raw.charCodeAt(at);
    if (code === lineFeed || (code === carriageReturn && raw.charCodeAt(at + 1) !== lineFeed)) count += 1;
  }
  return count;
}
