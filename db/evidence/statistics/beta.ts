// Owns the beta function's logarithm and the regularised incomplete beta function. Relative error at most 1e-12 for
// parameters up to 1e5, 1e-10 up to 1e8; beyond that, and outside the domain, NaN. Refuses to loop without bound.
// Sources: NIST DLMF 8.17.22 (continued fraction, by Lentz's method); log B by the corrections of Stirling's series, as
// in A. R. Didonato and A. H. Morris, ACM TOMS 18 (1992) 360–373.
import { halfLogOfTwoPi, logGamma, stirlingRest } from './gamma';

const largestParameter = 1e8;
const mostSteps = 400_000;

/** log B(a, b) for a, b > 0. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (!(small > 0)) return Number.NaN;
  if (large < 10) return logGamma(small) + logGamma(large) - logGamma(small + large);
  const rest = stirlingRest(large) - stirlingRest(small + large);
  if (small < 10) return logGamma(small) + rest + small - small * Math.log(small + large) + (large - 0.5) * Math.log1p(-small / (small + large));
  return halfLogOfTwoPi - 0.5 * Math.log(large) + rest + stirlingRest(small) + (small - 0.5) * Math.log(small / (small + large)) + large * Math.log1p(-small / (small + large));
}

/** I of x where `rest` is 1 − x, handed in because x near 1 would have lost it. */
function byFraction(x: number, rest: number, a: number, b: number): number {
  const tiny = 1e-300;
  const nonZero = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < mostSteps; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    fraction *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return (fraction * Math.exp(powers(x, rest, a, b))) / a;
}

/** log of xᵃ(1−x)ᵇ/B(a, b); for large parameters from where the density is highest, or the terms would cancel. */
function powers(x: number, rest: number, a: number, b: number): number {
  if (Math.min(a, b) < 10) return a * logOf(x, rest) + b * logOf(rest, x) - logBeta(a, b);
  const peak = a / (a + b);
  const away = x <= rest ? x - peak : b / (a + b) - rest;
  const atPeak = 0.5 * Math.log((a * b) / (a + b)) - halfLogOfTwoPi - (stirlingRest(a) + stirlingRest(b) - stirlingRest(a + b));
  return a * Math.log1p(away / peak) + b * Math.log1p((-away * (a + b)) / b) + atPeak;
}

function logOf(x: number, rest: number): number {
  return x > 0.5 ? Math.log1p(-rest) : Math.log(x);
}

/**
 * I_x(a, b), the share of a beta distribution below x: a, b > 0, x from 0 to 1. Whoever knows 1 − x better than by
 * subtracting hands it in as `rest`.
 */
export function regularisedBeta(x: number, a: number, b: number, rest = 1 - x): number {
  if (!(a > 0 && b > 0 && a <= largestParameter && b <= largestParameter && x >= 0 && x <= 1 && rest >= 0)) return Number.NaN;
  if (x === 0) return 0;
  if (rest === 0) return 1;
  return x < (a + 1) / (a + b + 2) ? byFraction(x, rest, a, b) : 1 - byFraction(rest, x, b, a);
}
