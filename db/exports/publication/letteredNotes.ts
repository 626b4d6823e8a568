// Owns the lettered notes of a table, conflicts and curators' notes alike: letters in reading order, one a note, and what
// each says. Pure.
import { letterOf } from '../references/numbering';
import type { MarkedCell, PrintedNote } from '../printedTable';

/** What is said below the table, and the cells that it is about. */
export interface Marked { readonly text: string; readonly cells: readonly MarkedCell[] }
export interface LetteredNotes { readonly notes: readonly PrintedNote[]; readonly marksAt: (row: number, column: number) => string }

/** What has no cell in the table has no note; of one cell in the order given. */
export function letteredNotes(marked: readonly Marked[]): LetteredNotes {
  const inOrder = marked
    .flatMap(({ text, cells: unordered }) => { const cells = unordered.toSorted(byReading); const [first] = cells; return first === undefined ? [] : [{ text, cells, first }]; })
    .toSorted((left, right) => byReading(left.first, right.first));
  const marks = new Map<string, string[]>();
  const notes = inOrder.map(({ text, cells }, index): PrintedNote => {
    const mark = letterOf(index);
    for (const { row, column } of cells) {
      const key = `${row} ${column}`;
      const there = marks.get(key);
      if (there === undefined) marks.set(key, [mark]);
      else if (!there.includes(mark)) there.push(mark);
    }
    return { mark, text, cells };
  });
  return { notes, marksAt: (row, column) => marks.get(`${row} ${column}`)?.join(',') ?? '' };
}

function byReading(left: MarkedCell, right: MarkedCell): number {
  return left.row - right.row || left.column - right.column;
}

export interface NotedConflict { readonly title: string; readonly kind: string; readonly status: string; readonly breakdown: string; readonly rationale: string; readonly disposition: string | null; readonly verdictReason: string | null }

/**
 * What disagrees, how many say what, and the verdict; while there is none, why it was flagged. A title that was made of the
 * rows' names is not repeated, because the letter stands in those rows.
 */
export function conflictText({ title, kind, status, breakdown, rationale, disposition, verdictReason }: NotedConflict): string {
  const isMade = title.trim() === '' || (breakdown !== '' && title.endsWith(`: ${breakdown}`));
  const sides = breakdown.split(' · ').map((side) => side.replace(/ (\d+)$/u, ' ($1)')).join(', ');
  const isSettled = status === 'resolved' || status === 'superseded';
  const verdict = isSettled ? `Settled${disposition === null ? '' : ` (${disposition})`}` : 'Not settled';
  const why = (isSettled ? verdictReason ?? '' : rationale).replaceAll(/\s+/gu, ' ').trim();
  return [...sentence([isMade ? capitalised(kind) : title, sides].filter((part) => part.trim() !== '').join(': ')), ...sentence(why === '' ? verdict : `${verdict}: ${why}`)].join(' ');
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function sentence(text: string): readonly string[] {
  const said = text.replaceAll(/\s+/gu, ' ').trim();
  return said === '' ? [] : [/[.!?…]$/u.test(said) ? said : `${said.replace(/[,;]$/u, '')}.`];
}

/** In one line, behind the words that it is about. */
export function noteText({ quote, text }: { readonly quote: string | null; readonly text: string }): string {
  return sentence(`${quote === null ? '' : `“${quote.trim()}”: `}${text}`).join('');
}
