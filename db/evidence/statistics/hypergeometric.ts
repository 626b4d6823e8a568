// Owns the sums over all 2×2 tables with the margins of one: Fisher's exact p, one-sided, two-sided and doubled, and
// mid-p. Refuses what is no counted arm (null). Work grows with the width of the distribution, some 80 standard
// deviations at most: a table of 2 × 10⁹ patients takes under two million steps. A probability below 1e-300 is 0.
// Sources: A. Agresti, Categorical Data Analysis (2002) 3.5; H. O. Lancaster, JASA 56 (1961) 223–234 for mid-p.
import { isCountedArm, type CountedArm } from './counts';

/** Probabilities under equal chances, given the margins. */
export interface ExactTails {
  /** Of this very table. */
  readonly point: number;
  /** As few events in the first arm, or fewer; as many, or more. Both hold the table itself. */
  readonly fewer: number;
  readonly more: number;
  /** Of all tables that are no likelier than this one. */
  readonly noLikelier: number;
}

/** Tables this much likelier still count as no likelier: what R's fisher.test takes for a tie, and more than rounding brings. */
export const tie = 1 + 1e-7;

/** As good as 0, and still a normal double. */
export const negligible = 1e-300;

/** How often the first arm has k events when both arms share k₁ + k₂; probabilities to about 1e-13. */
export function exactTails(first: CountedArm, second: CountedArm): ExactTails | null {
  if (!isCountedArm(first) || !isCountedArm(second)) return null;
  const events = first.k + second.k;
  const least = Math.max(0, events - second.n);
  const most = Math.min(first.n, events);
  const mode = Math.min(most, Math.max(least, Math.floor(((first.n + 1) * (events + 1)) / (first.n + second.n + 2))));
  const above = weights(mode, most, (k) => ((first.n - k) * (events - k)) / ((k + 1) * (second.n - events + k + 1)));
  const below = weights(mode, least, (k) => (k * (second.n - events + k)) / ((first.n - k + 1) * (events - k + 1)));
  const point = (first.k >= mode ? above[first.k - mode] : below[mode - first.k]) ?? 0;

  // From the ends inwards, so that small terms are not lost beside large ones.
  let all = 0;
  let more = 0;
  let fewer = 0;
  let noLikelier = 0;
  const add = (k: number, weight: number): void => {
    all += weight;
    if (k >= first.k) more += weight;
    if (k <= first.k) fewer += weight;
    if (weight <= point * tie) noLikelier += weight;
  };
  for (let away = above.length - 1; away >= 1; away -= 1) add(mode + away, above[away] ?? 0);
  for (let away = below.length - 1; away >= 0; away -= 1) add(mode - away, below[away] ?? 0);
  return { point: point / all, fewer: fewer / all, more: more / all, noLikelier: noLikelier / all };
}

/** How likely each count is beside the mode, from the mode to `end`. Below 1e-300 it ends: a denormal may round to itself for ever. */
function weights(mode: number, end: number, ratioToNext: (k: number) => number): readonly number[] {
  const found = [1];
  const step = end < mode ? -1 : 1;
  let weight = 1;
  for (let k = mode; k !== end; k += step) {
    weight *= ratioToNext(k);
    if (weight < negligible) break;
    found.push(weight);
  }
  return found;
}

/** Fisher's two-sided p: the sum of all tables that are no likelier. */
export function fisherP(tails: ExactTails): number {
  return Math.min(1, tails.noLikelier);
}

/** Twice the smaller one-sided p. */
export function fisherDoubledP(tails: ExactTails): number {
  return Math.min(1, 2 * Math.min(tails.fewer, tails.more));
}

/** Twice the smaller one-sided p, where the table itself counts half. */
export function midP(tails: ExactTails): number {
  return Math.min(1, 2 * (Math.min(tails.fewer, tails.more) - tails.point / 2));
}
