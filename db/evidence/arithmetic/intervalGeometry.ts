// Owns the arithmetic of rule N2: an estimate lies between its limits, and that of a ratio about midway on the log scale.
// Rounding is given its most favourable reading. Refuses limits that were not reached and ratios below 0.
import type { PrintedNumber } from '../printedNumber';
import { onScale, type Scale } from '../statistics/wald';
import type { Interval } from '../statistics/interval';
import { notChecked, type Checked } from './checked';

export interface PrintedInterval {
  readonly scale: Scale;
  readonly estimate: PrintedNumber;
  /** null: NE or NR. */
  readonly lower: PrintedNumber | null;
  readonly upper: PrintedNumber | null;
}

export interface IntervalGeometry {
  readonly order: 'kept' | 'limits reversed' | 'estimate below its limits' | 'estimate above its limits';
  /** Difference of the two arms over their sum on the log scale, 0 (midway) to 1, the least that rounding allows; null of a difference. */
  readonly asymmetry: number | null;
  readonly mostAsymmetry: number;
}

export const mostAsymmetry = 0.2;

/** Some numbers within the rounding keep lower ≤ estimate ≤ upper. */
export function isOrderKept(estimate: Interval, lower: Interval, upper: Interval): boolean {
  return orderOf(estimate, lower, upper) === 'kept';
}

function orderOf(estimate: Interval, lower: Interval, upper: Interval): IntervalGeometry['order'] {
  if (lower.lower > upper.upper) return 'limits reversed';
  if (estimate.upper < lower.lower) return 'estimate below its limits';
  return estimate.lower > upper.upper ? 'estimate above its limits' : 'kept';
}

export function checkIntervalGeometry({ scale, estimate, lower, upper }: PrintedInterval): Checked<IntervalGeometry> {
  if (lower === null || upper === null) return notChecked('no limit reached');
  if (scale === 'ratio' && (estimate.value <= 0 || lower.value < 0 || upper.value <= 0)) return notChecked('not understood');
  const order = orderOf(estimate, lower, upper);
  if (order !== 'kept') return { verdict: 'not consistent', severity: 'major', shown: { order, asymmetry: null, mostAsymmetry } };
  const asymmetry = scale === 'ratio' ? leastAsymmetry(estimate, lower, upper) : null;
  const shown = { order, asymmetry, mostAsymmetry };
  return asymmetry !== null && asymmetry > mostAsymmetry ? { verdict: 'not consistent', severity: 'minor', shown } : { verdict: 'consistent', shown };
}

/**
 * |ln U + ln L − 2 ln x| / (ln U − ln L) over the rounding box. Its sign changes only through 0, and on one side of 0 it is
 * monotone in each of the three: so it is 0 or least at a corner. A lower limit that may be 0 has no logarithm there, but
 * takes the difference below 0 as far as one likes: beyond that sign its other end is the favourable one.
 */
function leastAsymmetry(estimate: Interval, lower: Interval, upper: Interval): number | null {
  const [at, high] = [onScale('ratio', estimate), onScale('ratio', upper)];
  const low = lower.lower > 0 ? onScale('ratio', lower) : { lower: Math.log(lower.upper), upper: Math.log(lower.upper) };
  if (at === null || high === null || low === null) return null;
  let least = Number.POSITIVE_INFINITY;
  let hasBelow = lower.lower <= 0;
  let hasAbove = false;
  for (const x of [at.lower, at.upper]) {
    for (const l of [low.lower, low.upper]) {
      for (const u of [high.lower, high.upper]) {
        const excess = u + l - 2 * x;
        hasBelow ||= excess <= 0;
        hasAbove ||= excess >= 0;
        if (u > l) least = Math.min(least, Math.abs(excess) / (u - l));
      }
    }
  }
  if ((hasBelow && hasAbove) || least === Number.POSITIVE_INFINITY) return 0;
  return Math.min(1, least);
}
