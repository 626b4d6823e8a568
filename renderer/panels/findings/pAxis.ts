// Owns the axis of p values in a finding's card, as numbers: from 0.0001 to 1 on a logarithmic scale, what is printed and
// what was computed, in parts of its width. Pure. Refuses findings that state no two ranges: they have no axis.
import type { Explanation } from '../../../db/contract/findings';

export const leastP = 0.0001;
/** The marks under the axis. */
export const pTicks: readonly number[] = [0.0001, 0.001, 0.01, 0.1, 1];

export interface PRange { readonly low: number; readonly high: number }
export interface PAxis { readonly printed: PRange; readonly computed: PRange; readonly alpha: number | null }

function rangeOf(value: unknown): PRange | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [low, high]: readonly unknown[] = value;
  return typeof low === 'number' && typeof high === 'number' && low >= 0 && low <= high ? { low, high } : null;
}

/** What the rule says of p in its explanation; null when it compares no p values. */
export function pAxisOf({ values }: Pick<Explanation, 'values'>): PAxis | null {
  const printed = rangeOf(values['pPrinted']);
  const computed = rangeOf(values['pComputed']);
  const { alpha } = values;
  return printed === null || computed === null ? null : { printed, computed, alpha: typeof alpha === 'number' ? alpha : null };
}

/** Where p stands on the axis: 0 at 0.0001 and below, 1 at 1 and above. */
export function placeOfP(p: number): number {
  if (!(p > leastP)) return 0;
  return Math.min(1, 1 - Math.log10(p) / Math.log10(leastP));
}

/** Three digits; what is too small for the axis is "< 0.0001". */
export function pText(p: number): string {
  if (p === 0) return '0';
  if (p < leastP) return `< ${leastP}`;
  return String(Number(p.toPrecision(3)));
}

export function rangeText({ low, high }: PRange): string {
  if (low === 0) return high < leastP ? `below ${leastP}` : `at most ${pText(high)}`;
  return low === high ? pText(low) : `${pText(low)} to ${pText(high)}`;
}

/** The picture in words. */
export function axisInWords({ printed, computed, alpha }: PAxis): string {
  return `p values on a logarithmic axis from ${leastP} to 1. Printed: ${rangeText(printed)}. Computed: ${rangeText(computed)}.${alpha === null ? '' : ` α is ${alpha}.`}`;
}
