// Owns closed intervals of numbers and how far apart two of them lie. An end may be infinite, never NaN.
// Refuses to know where an interval comes from: rounding, a test, or several tables at once.

/** All numbers from `lower` to `upper`, both included. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

export function isWithin(value: number, interval: Interval): boolean {
  return interval.lower <= value && value <= interval.upper;
}

/** 0 where the intervals share a number; otherwise the distance of their nearest ends. */
export function gapBetween(left: Interval, right: Interval): number {
  return Math.max(0, left.lower - right.upper, right.lower - left.upper);
}

/** Further apart than `tolerance`, which has the unit of the ends. */
export function areDisjoint(left: Interval, right: Interval, tolerance = 0): boolean {
  return gapBetween(left, right) > tolerance;
}

/** The least interval that holds all of the values; null of none. */
export function spanOf(values: readonly number[]): Interval | null {
  if (values.length === 0) return null;
  let lower = Number.POSITIVE_INFINITY;
  let upper = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    lower = Math.min(lower, value);
    upper = Math.max(upper, value);
  }
  return { lower, upper };
}
