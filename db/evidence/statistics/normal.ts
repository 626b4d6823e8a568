// Owns the standard normal distribution: its tails, its quantiles, and p values of z. Relative error of erfc and of
// quantiles at most 1e-15, of tails 1e-13 (rounding z/√2 counts z² times) down to the smallest normal double, z = 37.5; below
// that a tail loses digits and then is 0. Refuses nothing: outside its
// domain a function gives NaN, as Math does.
// Sources: erfc from W. J. Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969)
// 631–637; quantiles from M. J. Wichura, algorithm AS 241, Appl. Statist. 37 (1988) 477–484.

/** From the highest power down. */
function polynomial(x: number, coefficients: readonly number[]): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}

// Numerators and denominators for |x| ≤ 0.46875 (in x²), up to 4 (in x), and above (in 1/x²).
const near = [
  [0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694],
  [1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171],
] as const;
const middle = [
  [
    2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001,
    881.952221241769, 1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
  ],
  [
    1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903,
    3290.7992357334597, 4362.619090143247, 3439.3676741437216, 1230.3393548037495,
  ],
] as const;
const far = [
  [0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275, 0.0006587491615298378],
  [1, 2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918],
] as const;

/** e^(−x²) without the error that rounding x² would bring: the square of x to sixteenths is exact. */
function negativeSquareExponential(x: number): number {
  const exact = Math.trunc(x * 16) / 16;
  return Math.exp(-exact * exact) * Math.exp(-(x - exact) * (x + exact));
}

/** The complementary error function, 2/√π ∫ₓ^∞ e^(−t²) dt: from 2 at −∞ to 0 at ∞. */
export function erfc(x: number): number {
  const size = Math.abs(x);
  if (size <= 0.468_75) return 1 - (x * polynomial(x * x, near[0])) / polynomial(x * x, near[1]);
  const tail = size > 27.3 ? 0 : negativeSquareExponential(size) * scaledTail(size);
  return x < 0 ? 2 - tail : tail;
}

function scaledTail(x: number): number {
  if (x <= 4) return polynomial(x, middle[0]) / polynomial(x, middle[1]);
  const inverse = 1 / (x * x);
  return (1 / Math.sqrt(Math.PI) - (inverse * polynomial(inverse, far[0])) / polynomial(inverse, far[1])) / x;
}

/** P(Z ≤ z). */
export function normalCdf(z: number): number {
  return erfc(-z / Math.SQRT2) / 2;
}

/** P(Z ≥ z), with all its digits where it is small. */
export function normalUpperTail(z: number): number {
  return erfc(z / Math.SQRT2) / 2;
}

/** P(|Z| ≥ |z|). */
export function twoSidedPOfZ(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2);
}

const central = [
  [2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513, 133.14166789178438, 3.3871328727963665],
  [5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579, 42.31333070160091, 1],
] as const;
const outer = [
  [0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835],
  [1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851, 1.6763848301838038, 2.053191626637759, 1],
] as const;
const outermost = [
  [2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103],
  [2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1],
] as const;

/** The z below which a share `p` of the distribution lies. `p` from 0 (−∞) to 1 (∞); for small upper tails ask with the lower one. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  const fromCentre = p - 0.5;
  if (Math.abs(fromCentre) <= 0.425) {
    const x = 0.180_625 - fromCentre * fromCentre;
    return (fromCentre * polynomial(x, central[0])) / polynomial(x, central[1]);
  }
  const size = tailQuantile(fromCentre < 0 ? p : 1 - p);
  return fromCentre < 0 ? -size : size;
}

function tailQuantile(tail: number): number {
  if (tail === 0) return Number.POSITIVE_INFINITY;
  const root = Math.sqrt(-Math.log(tail));
  const [[above, below], x] = root <= 5 ? [outer, root - 1.6] : [outermost, root - 5];
  return polynomial(x, above) / polynomial(x, below);
}

/** The |z| that a two-sided p stands for: 0 of 1, ∞ of 0. */
export function zOfTwoSidedP(p: number): number {
  return Math.abs(normalQuantile(p / 2));
}

/** The z that a one-sided p stands for: 0 of 0.5, ∞ of 0, −∞ of 1. */
export function zOfOneSidedP(p: number): number {
  return -normalQuantile(p);
}
