// Owns the lettered notes of a table: letters in reading order, one a conflict, and what its note says. Pure.
import { letterOf } from '../references/numbering';
import type { PrintedNote } from '../printedTable';

export interface MarkedCell { readonly row: number; readonly column: number }
export interface NotedConflict { readonly title: string; readonly status: string; readonly breakdown: string; readonly disposition: string | null; readonly verdictReason: string | null; readonly cells: readonly MarkedCell[] }
export interface LetteredNotes { readonly notes: readonly PrintedNote[]; readonly marksAt: (row: number, column: number) => string }

/** Conflicts without a cell in the table have no note. */
export function letteredNotes(conflicts: readonly NotedConflict[]): LetteredNotes {
  const inOrder = conflicts
    .flatMap((conflict) => { const [first] = conflict.cells.toSorted(byReading); return first === undefined ? [] : [{ conflict, first }]; })
    .toSorted((left, right) => byReading(left.first, right.first));
  const marks = new Map<string, string[]>();
  const notes = inOrder.map(({ conflict }, index): PrintedNote => {
    const mark = letterOf(index);
    for (const { row, column } of conflict.cells) {
      const key = `${row} ${column}`;
      const there = marks.get(key);
      if (there === undefined) marks.set(key, [mark]);
      else if (!there.includes(mark)) there.push(mark);
    }
    return { mark, text: textOf(conflict) };
  });
  return { notes, marksAt: (row, column) => marks.get(`${row} ${column}`)?.join(',') ?? '' };
}

function byReading(left: MarkedCell, right: MarkedCell): number {
  return left.row - right.row || left.column - right.column;
}

function textOf({ title, status, breakdown, disposition, verdictReason }: NotedConflict): string {
  const verdict = status === 'resolved' || status === 'superseded' ? `Settled${disposition === null ? '' : ` as ${disposition}`}${verdictReason === null ? '' : `: ${verdictReason}`}` : 'Not settled';
  return [title, breakdown, verdict].filter((part) => part.trim() !== '').map((part) => part.trim().replace(/[.;]$/u, '')).join('; ') + '.';
}
