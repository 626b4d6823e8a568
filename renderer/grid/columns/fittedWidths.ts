// Owns the widths that columns have until the curator chooses others: they fill the grid, in the proportions of their
// definitions, and none gets narrower than its heading and one word. Pure. Refuses to squeeze further: the grid scrolls.
import type { ColumnDefinition } from '../../../db/contract/columnDefinition';

export interface WantedWidth {
  readonly key: string;
  /** Share of the room; 0 for a column that keeps its least width. */
  readonly weight: number;
  /** In CSS pixels. */
  readonly least: number;
}

/** How narrow a curator may make a column, in CSS pixels; the grid takes no width at all when one is below it. */
export const leastChosenWidth = 48;

/** Columns whose few characters must stay on one line. */
const leastOfKey: Readonly<Record<string, number>> = { patients: 74, label: 100, pmid: 82, year: 50, registryId: 72, field: 112, rule: 106, measure: 98, p: 76, k: 50, n: 50, percentage: 56, section: 100 };

/** What the longest word of a heading needs, in CSS pixels: headings break between words only. */
function headingWidth(heading: string): number {
  return 24 + 7 * Math.max(...heading.split(/\s+/u).map((word) => word.length));
}

export function leastWidthOf({ key, kind, width, heading }: Pick<ColumnDefinition, 'key' | 'kind' | 'width' | 'heading'>): number {
  switch (kind) {
    case 'terms': return 100;
    case 'term': return Math.max(leastOfKey[key] ?? 84, headingWidth(heading));
    case 'references': return 78;
    case 'long': return Math.max(112, Math.round(width * 0.35));
    default: return leastOfKey[key] ?? Math.max(60, Math.round(width * 0.55), headingWidth(heading));
  }
}

/** Whole pixels that add up to `available` where the least widths leave room for it. */
export function fittedWidths(columns: readonly WantedWidth[], available: number): ReadonlyMap<string, number> {
  const settled = new Map(columns.filter(({ weight }) => weight <= 0).map(({ key, least }) => [key, least]));
  for (;;) {
    const open = columns.filter(({ key }) => !settled.has(key));
    const room = available - [...settled.values()].reduce((sum, width) => sum + width, 0);
    const share = room / open.reduce((sum, { weight }) => sum + weight, 0);
    const narrow = open.filter(({ weight, least }) => weight * share < least);
    if (narrow.length === 0) {
      for (const { key, weight } of open) settled.set(key, Math.floor(weight * share));
      break;
    }
    for (const { key, least } of narrow) settled.set(key, least);
  }
  const widest = columns.filter(({ weight }) => weight > 0).toSorted((left, right) => right.weight - left.weight)[0];
  const left = available - [...settled.values()].reduce((sum, width) => sum + width, 0);
  if (widest !== undefined && left > 0) settled.set(widest.key, (settled.get(widest.key) ?? 0) + left);
  return new Map(columns.map(({ key, least }) => [key, settled.get(key) ?? least]));
}
