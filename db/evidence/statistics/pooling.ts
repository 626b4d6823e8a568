// Owns what several estimates of one quantity say together: Cochran's Q, I², τ² and the pooled estimate, by DerSimonian
// and Laird or by restricted maximum likelihood. Estimates of ratios come as logarithms. Refuses fewer than two estimates,
// variances that are not positive, and an iteration that does not settle (null).
// Sources: R. DerSimonian and N. Laird, Control. Clin. Trials 7 (1986) 177–188; W. Viechtbauer, J. Educ. Behav. Stat. 30
// (2005) 261–293 for REML by Fisher scoring; J. P. T. Higgins and S. G. Thompson, Stat. Med. 21 (2002) 1539–1558 for I².
import type { Interval } from './interval';
import { twoSidedPOfZ, zOfTwoSidedP } from './normal';
import { chiSquareTail } from './tails';

/** One study's estimate and the square of its standard error, on a scale where both are additive. */
export interface Estimate {
  readonly estimate: number;
  readonly variance: number;
}

export type PoolingMethod = 'DerSimonian–Laird' | 'REML';

export interface Pooled {
  readonly method: PoolingMethod;
  readonly studies: number;
  /** On the scale of the estimates, as is the interval. */
  readonly estimate: number;
  readonly standardError: number;
  readonly interval: Interval;
  readonly level: number;
  readonly p: number;
  /** Cochran's Q under fixed weights, with `studies` − 1 degrees of freedom. */
  readonly q: number;
  readonly degreesOfFreedom: number;
  readonly qP: number;
  /** Variance between the studies. */
  readonly tauSquared: number;
  /** Share of the variation that is between the studies, 0 to 1. */
  readonly iSquared: number;
  /** Each study's share of the pooled estimate; they add up to 1. */
  readonly weights: readonly number[];
}

/** Pools by random effects. `level` of the interval, 0.95 unless told. */
export function poolEstimates(estimates: readonly Estimate[], method: PoolingMethod, level = 0.95): Pooled | null {
  const isUsable = estimates.length >= 2 && estimates.every(({ estimate, variance }) => Number.isFinite(estimate) && Number.isFinite(variance) && variance > 0);
  if (!isUsable || !(level > 0 && level < 1)) return null;
  const fixed = weighted(estimates, 0);
  const degreesOfFreedom = estimates.length - 1;
  const q = estimates.reduce((sum, { estimate, variance }) => sum + (estimate - fixed.mean) ** 2 / variance, 0);
  const spread = fixed.sum - fixed.sumOfSquares / fixed.sum;
  const moments = Math.max(0, (q - degreesOfFreedom) / spread);
  const tauSquared = method === 'REML' ? restrictedTauSquared(estimates, moments) : moments;
  if (tauSquared === null) return null;

  const { mean, sum } = weighted(estimates, tauSquared);
  const standardError = Math.sqrt(1 / sum);
  const reach = zOfTwoSidedP(1 - level) * standardError;
  const typicalVariance = (degreesOfFreedom * fixed.sum) / (fixed.sum ** 2 - fixed.sumOfSquares);
  return {
    method, studies: estimates.length, estimate: mean, standardError, interval: { lower: mean - reach, upper: mean + reach }, level, p: twoSidedPOfZ(mean / standardError),
    q, degreesOfFreedom, qP: chiSquareTail(q, degreesOfFreedom), tauSquared, iSquared: tauSquared / (tauSquared + typicalVariance),
    weights: estimates.map(({ variance }) => 1 / (variance + tauSquared) / sum),
  };
}

interface Weighted {
  readonly sum: number;
  readonly sumOfSquares: number;
  readonly mean: number;
}

function weighted(estimates: readonly Estimate[], tauSquared: number): Weighted {
  let sum = 0;
  let sumOfSquares = 0;
  let total = 0;
  for (const { estimate, variance } of estimates) {
    const weight = 1 / (variance + tauSquared);
    sum += weight;
    sumOfSquares += weight * weight;
    total += weight * estimate;
  }
  return { sum, sumOfSquares, mean: total / sum };
}

const mostIterations = 1000;

/** Fisher scoring; a step that would lower the likelihood is halved, so that it can't swing to and fro. */
function restrictedTauSquared(estimates: readonly Estimate[], start: number): number | null {
  let tauSquared = start;
  let likelihood = restrictedLikelihood(estimates, tauSquared);
  const scale = Math.min(...estimates.map(({ variance }) => variance));
  for (let iteration = 0; iteration < mostIterations; iteration += 1) {
    let step = scoringStep(estimates, tauSquared);
    let next = Math.max(0, tauSquared + step);
    let better = restrictedLikelihood(estimates, next);
    while (better < likelihood && Math.abs(step) > 1e-13 * scale) {
      step /= 2;
      next = Math.max(0, tauSquared + step);
      better = restrictedLikelihood(estimates, next);
    }
    if (Math.abs(next - tauSquared) <= 1e-11 * (scale + next)) return next;
    tauSquared = next;
    likelihood = better;
  }
  return null;
}

function restrictedLikelihood(estimates: readonly Estimate[], tauSquared: number): number {
  const { sum, mean } = weighted(estimates, tauSquared);
  return -0.5 * estimates.reduce((total, { estimate, variance }) => total + Math.log(variance + tauSquared) + (estimate - mean) ** 2 / (variance + tauSquared), Math.log(sum));
}

function scoringStep(estimates: readonly Estimate[], tauSquared: number): number {
  const { sum, sumOfSquares, mean } = weighted(estimates, tauSquared);
  let squares = 0;
  let cubes = 0;
  for (const { estimate, variance } of estimates) {
    const weight = 1 / (variance + tauSquared);
    squares += weight * weight * (estimate - mean) ** 2;
    cubes += weight ** 3;
  }
  // Score and information are both twice their own: the halves cancel.
  const score = squares - sum + sumOfSquares / sum;
  const information = sumOfSquares - (2 * cubes) / sum + (sumOfSquares / sum) ** 2;
  return score / information;
}
