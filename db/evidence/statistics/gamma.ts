// Owns the gamma function's logarithm and the regularised incomplete gamma functions. Relative error at most 1e-12 for a
// up to 1e5, 1e-10 up to 1e8; beyond that, and outside the domain, NaN. Refuses to loop without bound.
// Sources: NIST DLMF 5.11.1 (Stirling's series), 8.11.4 (series), 8.9.2 (continued fraction, by Lentz's method).

const largestShape = 1e8;
const mostSteps = 400_000;
export const halfLogOfTwoPi = Math.log(2 * Math.PI) / 2;
const stirlingFrom = 10;

/** What Stirling's formula leaves out of log Γ(x), for x ≥ 10: 1/(12x) − 1/(360x³) + … */
export function stirlingRest(x: number): number {
  const y = 1 / (x * x);
  return (1 / 12 - y * (1 / 360 - y * (1 / 1260 - y * (1 / 1680 - y * (1 / 1188 - y * (691 / 360_360 - y / 156)))))) / x;
}

/** log Γ(x) for x > 0. The absolute error near 1 and 2, where it is 0, is 1e-15. */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shifted = x;
  let product = 1;
  for (; shifted < stirlingFrom; shifted += 1) product *= shifted;
  return (shifted - 0.5) * Math.log(shifted) - shifted + halfLogOfTwoPi + stirlingRest(shifted) - Math.log(product);
}

/** xᵃ e⁻ˣ / Γ(a), without the cancelling that large a would bring. */
function gammaDensityTimesX(a: number, x: number): number {
  if (a < stirlingFrom) return Math.exp(a * Math.log(x) - x - logGamma(a));
  const away = (x - a) / a;
  const exponent = away > -0.9 ? away - Math.log1p(away) : away - Math.log(x / a);
  return Math.sqrt(a / (2 * Math.PI)) * Math.exp(-a * exponent - stirlingRest(a));
}

function lowerBySeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let step = 1; step < mostSteps && term > sum * 1e-17; step += 1) {
    term *= x / (a + step);
    sum += term;
  }
  return sum * gammaDensityTimesX(a, x);
}

function upperByFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let step = 1; step < mostSteps; step += 1) {
    const numerator = -step * (step - a);
    b += 2;
    d = 1 / nonZero(numerator * d + b, tiny);
    c = nonZero(b + numerator / c, tiny);
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return fraction * gammaDensityTimesX(a, x);
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

function isAsked(a: number, x: number): boolean {
  return a > 0 && a <= largestShape && x >= 0;
}

/** P(a, x) = γ(a, x)/Γ(a), for a > 0 and x ≥ 0. */
export function regularisedLowerGamma(a: number, x: number): number {
  if (!isAsked(a, x)) return Number.NaN;
  if (x === 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  return x < a + 1 ? lowerBySeries(a, x) : 1 - upperByFraction(a, x);
}

/** Q(a, x) = Γ(a, x)/Γ(a), for a > 0 and x ≥ 0; keeps its digits where it is small. */
export function regularisedUpperGamma(a: number, x: number): number {
  if (!isAsked(a, x)) return Number.NaN;
  if (x === 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return x < a + 1 ? 1 - lowerBySeries(a, x) : upperByFraction(a, x);
}
