// Owns cutting a cell's text at the ends of its marks: what findings and notes are about, and results that were read from it. Pure.
// Refuses marks that lie outside the text: a text that changed since has others soon.
import type { FindingSeverity } from '../../../db/contract/findings';

/** A stretch of a cell's text, in UTF-16 units. */
export type CellMark =
  | { readonly kind: 'finding'; readonly findingId: string; readonly severity: FindingSeverity; readonly start: number; readonly end: number }
  | { readonly kind: 'note'; readonly noteId: string; readonly start: number; readonly end: number }
  | { readonly kind: 'result'; readonly resultId: string; readonly start: number; readonly end: number };

export interface Segment {
  readonly text: string;
  readonly findingIds: readonly string[];
  /** The gravest of its findings; null without one. */
  readonly severity: FindingSeverity | null;
  readonly resultIds: readonly string[];
  readonly noteIds: readonly string[];
}

/** Beyond this a cell is no text with marks any more: the rest is left out. */
const mostMarks = 400;
const gravity: Readonly<Record<FindingSeverity, number>> = { info: 0, minor: 1, major: 2, critical: 3 };

export function worstOf(severities: readonly FindingSeverity[]): FindingSeverity | null {
  return severities.reduce<FindingSeverity | null>((worst, severity) => (worst === null || gravity[severity] > gravity[worst] ? severity : worst), null);
}

/** The text in order, cut wherever a mark begins or ends; one segment when there are none. Empty text has no segments. */
export function segmentsOf(text: string, marks: readonly CellMark[]): readonly Segment[] {
  const inside = marks.slice(0, mostMarks).filter(({ start, end }) => start >= 0 && end <= text.length && start < end);
  const cuts = [...new Set([0, text.length, ...inside.flatMap(({ start, end }) => [start, end])])].toSorted((left, right) => left - right);
  return cuts.slice(0, -1).map((from, index): Segment => {
    const to = cuts[index + 1] ?? text.length;
    const here = inside.filter(({ start, end }) => start <= from && end >= to);
    const findings = here.filter((mark) => mark.kind === 'finding');
    return {
      text: text.slice(from, to),
      findingIds: findings.map(({ findingId }) => findingId),
      severity: worstOf(findings.map(({ severity }) => severity)),
      resultIds: here.flatMap((mark) => (mark.kind === 'result' ? [mark.resultId] : [])),
      noteIds: here.flatMap((mark) => (mark.kind === 'note' ? [mark.noteId] : [])),
    };
  });
}
