// Owns finding what of a file is the table: lines and titles above the headings, the row of headings, notes below the
// last row, headings that repeat on each page. Pure. What it finds is told, and a caller may name another line. Refuses
// to drop anything: what is above and below is handed over with its line.
import { isBlank, type TextRow, type TextTable } from './textTable';

export interface FoundLayout {
  readonly table: TextTable;
  /** The line of the headings; null when a caller said that there are none, and the columns are called "Column 1" and so on. */
  readonly headingLine: number | null;
  readonly above: readonly TextRow[];
  readonly below: readonly TextRow[];
  /** Lines on which the headings stand again. */
  readonly repeatedOn: readonly number[];
}

const rowsLookedAt = 60;

/** `isKnown`: whether a heading is one of the table's. `chosenLine`: 0 for a table without headings. */
export function findLayout(rows: readonly TextRow[], isKnown: (heading: string) => boolean, chosenLine: number | null = null): FoundLayout | null {
  if (rows.length === 0) return null;
  if (chosenLine === 0) return { ...withoutHeadings(rows), headingLine: null, above: [], below: [], repeatedOn: [] };
  const at = chosenLine === null ? headingIndex(rows, isKnown) : rows.findIndex(({ line }) => line === chosenLine);
  const head = rows[at];
  if (head === undefined) return null;
  const headings = head.cells.map((cell) => cell.replaceAll(/\s+/gu, ' ').trim());
  while (headings.at(-1) === '') headings.pop();
  const signature = headings.join('\u0000');
  const repeatedOn: number[] = [];
  const body: TextRow[] = [];
  for (const row of rows.slice(at + 1)) {
    // The first letter alone spares most rows the comparison.
    if (headings.length > 1 && row.cells[0]?.trimStart()[0] === headings[0]?.[0] && row.cells.slice(0, headings.length).map((cell) => cell.replaceAll(/\s+/gu, ' ').trim()).join('\u0000') === signature) repeatedOn.push(row.line);
    else body.push(row);
  }
  const below = notesBelow(body, headings.length);
  return { table: { headings, rows: body.slice(0, body.length - below.length) }, headingLine: head.line, above: rows.slice(0, at), below, repeatedOn };
}

function withoutHeadings(rows: readonly TextRow[]): { readonly table: TextTable } {
  let width = 0;
  for (const { cells } of rows) width = Math.max(width, cells.length);
  return { table: { headings: Array.from({ length: width }, (_, index) => `Column ${index + 1}`), rows } };
}

const filled = ({ cells }: TextRow): number => cells.filter((cell) => cell.trim() !== '').length;

/** The row with most known headings; else the first that is as wide as the table and holds words. */
function headingIndex(rows: readonly TextRow[], isKnown: (heading: string) => boolean): number {
  const candidates = rows.slice(0, rowsLookedAt);
  const known = candidates.map(({ cells }) => new Set(cells.filter((cell) => cell.trim() !== '' && isKnown(cell)).map((cell) => cell.trim().toLowerCase())).size);
  const most = Math.max(...known);
  const best = known.indexOf(most);
  const row = candidates[best];
  if (row !== undefined && (most >= 2 || (most === 1 && filled(row) === 1 && filled(rows[best + 1] ?? row) <= 1))) return best;
  const widths = candidates.map(filled);
  const usual = usualOf(widths);
  const first = candidates.findIndex((each, index) => (widths[index] ?? 0) >= Math.max(1, usual * 0.6) && looksLikeHeadings(each));
  return first === -1 ? Math.max(0, widths.findIndex((width) => width >= usual)) : first;
}

/** How many cells most rows fill; of two as frequent, the wider. */
function usualOf(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] || (each[1] === best[1] && each[0] > best[0]) ? each : best), [1, 0] as [number, number])[0];
}

function looksLikeHeadings({ cells }: TextRow): boolean {
  const words = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const isWord = (word: string): boolean => /\p{L}/u.test(word) && word.length <= 100;
  return new Set(words).size === words.length && words.filter(isWord).length * 2 >= words.length;
}

const mostNotes = 50;
const noteStart = /^(?:abbreviations?|notes?|sources?|legend|footnotes?|data are|values are|[*†‡§¶#]|[a-z]\s|\(?\d\)|[\u00b9\u00b2\u00b3])/iu;

/** Rows at the end that fill their first cell only, with what reads like a note: never where the row before it does the same. */
function notesBelow(rows: readonly TextRow[], width: number): readonly TextRow[] {
  if (width < 3) return [];
  let from = rows.length;
  while (from > 1 && rows.length - from < mostNotes) {
    const row = rows[from - 1];
    if (row === undefined || filled(row) !== 1 || isBlank(row.cells.slice(0, 1)) || !(noteStart.test(row.cells[0]?.trim() ?? '') || (row.cells[0] ?? '').length > 120)) break;
    from -= 1;
  }
  return from === 0 ? [] : rows.slice(from);
}
