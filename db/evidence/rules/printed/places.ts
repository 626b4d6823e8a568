// Owns where a finding of these rules is shown and how two of one row are told apart. Refuses nothing: a span that the
// cell no longer has gives an empty quote.
import type { CellSpan, TrialResult } from '../../../contract/evidence';
import { cellText } from '../../../contract/values';
import type { Found, TrialEvidence } from '../rule';

const longestQuote = 300;
const longestName = 120;

/** The words of a stretch of a cell, cut to what a card can show. */
export function quoteOf(row: TrialEvidence, { field, start, end }: CellSpan): string {
  const cell = cellText(row.values[field]);
  const words = cell.slice(start, end);
  const isOpen = cell.charAt(end) === ')' && words.lastIndexOf('(') > words.lastIndexOf(')');
  const text = (isOpen ? `${words})` : words).replaceAll(/\s+/gu, ' ').trim();
  return text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
}

/** From the first to the last of some stretches of one cell. */
export function stretchOf(spans: readonly CellSpan[]): CellSpan | null {
  const [first] = spans;
  if (first === undefined) return null;
  const same = spans.filter(({ field }) => field === first.field);
  return { field: first.field, start: Math.min(...same.map(({ start }) => start)), end: Math.max(...same.map(({ end }) => end)) };
}

/** The statistic with its p. */
export function spansOf({ span, p }: TrialResult): readonly CellSpan[] {
  return p === null ? [span] : [span, p.span];
}

export function membersAt(row: TrialEvidence, field: CellSpan['field']): Found['members'] {
  return [{ table: 'trials', rowId: row.rowId, field, side: '' }];
}

/** What an outcome is called in a finding; its class where the text names none. */
export function nameOf({ outcome, outcomeClass }: TrialResult): string {
  const name = outcome.replaceAll(/\s+/gu, ' ').trim().slice(0, longestName);
  return name === '' ? outcomeClass : name;
}

/** Numbers the places of one name, so that each has a locus of its own: "ORR percentage 2". */
export function numberedPlaces(): (name: string) => string {
  const counts = new Map<string, number>();
  return (name) => {
    const place = (counts.get(name) ?? 0) + 1;
    counts.set(name, place);
    return place === 1 ? name : `${name} ${place}`;
  };
}
