// Owns the lettered notes of a table, conflicts and curators' notes alike: letters in reading order, one a note, and what
// each says. Pure.
import { letterOf } from '../references/numbering';
import type { PrintedNote } from '../printedTable';

export interface MarkedCell { readonly row: number; readonly column: number }
/** What is said below the table, and the cells that it is about. */
export interface Marked { readonly text: string; readonly cells: readonly MarkedCell[] }
export interface LetteredNotes { readonly notes: readonly PrintedNote[]; readonly marksAt: (row: number, column: number) => string }

/** What has no cell in the table has no note; of one cell in the order given. */
export function letteredNotes(marked: readonly Marked[]): LetteredNotes {
  const inOrder = marked
    .flatMap((each) => { const [first] = each.cells.toSorted(byReading); return first === undefined ? [] : [{ ...each, first }]; })
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
    return { mark, text };
  });
  return { notes, marksAt: (row, column) => marks.get(`${row} ${column}`)?.join(',') ?? '' };
}

function byReading(left: MarkedCell, right: MarkedCell): number {
  return left.row - right.row || left.column - right.column;
}

export interface NotedConflict { readonly title: string; readonly status: string; readonly breakdown: string; readonly disposition: string | null; readonly verdictReason: string | null }

export function conflictText({ title, status, breakdown, disposition, verdictReason }: NotedConflict): string {
  const verdict = status === 'resolved' || status === 'superseded' ? `Settled${disposition === null ? '' : ` as ${disposition}`}${verdictReason === null ? '' : `: ${verdictReason}`}` : 'Not settled';
  return [title, breakdown, verdict].filter((part) => part.trim() !== '').map((part) => part.trim().replace(/[.;]$/u, '')).join('; ') + '.';
}

/** In one line, behind the words that it is about. */
export function noteText({ quote, text }: { readonly quote: string | null; readonly text: string }): string {
  const inLine = (words: string): string => words.replaceAll(/\s+/gu, ' ').trim();
  const said = inLine(text);
  return `${quote === null ? '' : `“${inLine(quote)}”: `}${said}${/[.!?…]$/u.test(said) ? '' : '.'}`;
}
