// Owns the tails that tests read their p from: chi-square and Student's t. Refuses to guess: outside the domain, NaN.
// Sources: NIST DLMF 8.2.4 and 8.17.2 with Abramowitz and Stegun 26.4.19 and 26.7.1.
import { regularisedBeta } from './beta';
import { regularisedUpperGamma } from './gamma';
import { erfc } from './normal';

/** P(X ≥ statistic) of a chi-square distribution; `statistic` ≥ 0, `degreesOfFreedom` > 0. */
export function chiSquareTail(statistic: number, degreesOfFreedom: number): number {
  if (!(statistic >= 0)) return Number.NaN;
  if (degreesOfFreedom === 1) return erfc(Math.sqrt(statistic / 2));
  return regularisedUpperGamma(degreesOfFreedom / 2, statistic / 2);
}

/** P(|T| ≥ |t|) of Student's distribution; `degreesOfFreedom` > 0, whole or not. */
export function studentTwoSidedTail(t: number, degreesOfFreedom: number): number {
  if (!(degreesOfFreedom > 0) || Number.isNaN(t)) return Number.NaN;
  const square = t * t;
  if (square === Number.POSITIVE_INFINITY) return 0;
  return regularisedBeta(degreesOfFreedom / (degreesOfFreedom + square), degreesOfFreedom / 2, 0.5, square / (degreesOfFreedom + square));
}

/** P(T ≥ t) of Student's distribution. */
export function studentUpperTail(t: number, degreesOfFreedom: number): number {
  const half = studentTwoSidedTail(t, degreesOfFreedom) / 2;
  return t < 0 ? 1 - half : half;
}
