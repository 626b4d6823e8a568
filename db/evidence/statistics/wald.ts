// Owns what an estimate with its confidence interval says about z and p, when the interval is ±z·SE about the estimate on
// the scale of the measure: logarithms for ratios. Refuses (null) limits that such a scale does not have, and limits
// that rounding lets touch.
import { gapBetween, type Interval } from './interval';
import { twoSidedPOfZ, zOfTwoSidedP } from './normal';

/** Ratios (HR, RR, OR) are additive as logarithms, differences as they are. */
export type Scale = 'ratio' | 'difference';

export interface EstimateWithLimits {
  readonly scale: Scale;
  readonly estimate: Interval;
  readonly lower: Interval;
  readonly upper: Interval;
  /** Of the confidence interval: 0.95. */
  readonly level: number;
}

/** On the scale where the measure is additive; null where a ratio may be 0 or less. */
export function onScale(scale: Scale, interval: Interval): Interval | null {
  if (scale === 'difference') return interval;
  return interval.lower > 0 ? { lower: Math.log(interval.lower), upper: Math.log(interval.upper) } : null;
}

/** All |z| that the printed numbers leave open, from estimate / SE with SE = (upper − lower) / 2z of the level. */
export function zFromLimits({ scale, estimate, lower, upper, level }: EstimateWithLimits): Interval | null {
  const [at, low, high] = [onScale(scale, estimate), onScale(scale, lower), onScale(scale, upper)];
  if (at === null || low === null || high === null || !(level > 0 && level < 1)) return null;
  const narrowest = high.lower - low.upper;
  const widest = high.upper - low.lower;
  if (!(narrowest > 0)) return null;
  const reach = 2 * zOfTwoSidedP(1 - level);
  const nearest = gapBetween(at, { lower: 0, upper: 0 });
  const farthest = Math.max(Math.abs(at.lower), Math.abs(at.upper));
  return { lower: (reach * nearest) / widest, upper: (reach * farthest) / narrowest };
}

/** The two-sided p of all those z. */
export function pFromLimits(stated: EstimateWithLimits): Interval | null {
  const z = zFromLimits(stated);
  return z === null ? null : { lower: twoSidedPOfZ(z.upper), upper: twoSidedPOfZ(z.lower) };
}
