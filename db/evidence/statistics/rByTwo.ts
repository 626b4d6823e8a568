// Owns the p values of a table of three arms and more: Pearson, the likelihood ratio, and Freeman and Halton's exact test.
// Refuses the exact test where more than two million tables share the margins, or events and their absence both number over
// 100,000: its p is then null, never guessed.
// Source: G. H. Freeman and J. H. Halton, Biometrika 38 (1951) 141–149.
import { isCountedArm, type CountedArm } from './counts';
import { logGamma } from './gamma';
import { negligible, tie } from './hypergeometric';
import { likelihoodRatio, pearson, type TestedP } from './twoByTwo';

/** About 20 ms of work. */
export const mostExactTables = 2_000_000;
const mostEvents = 100_000;
const mostArms = 20;

/** How many tables have the margins of this one; exact, or Infinity beyond `mostExactTables` or 100,000 events. */
export function countTables(arms: readonly CountedArm[]): number {
  const { rarer, sizes } = margins(arms);
  if (rarer > mostEvents) return Number.POSITIVE_INFINITY;
  let ways = new Float64Array(rarer + 1);
  ways[0] = 1;
  for (const n of sizes) {
    const next = new Float64Array(rarer + 1);
    let window = 0;
    for (let events = 0; events <= rarer; events += 1) {
      window += ways[events] ?? 0;
      if (events > n) window -= ways[events - n - 1] ?? 0;
      next[events] = window;
    }
    ways = next;
  }
  const tables = ways[rarer] ?? 0;
  return tables > mostExactTables ? Number.POSITIVE_INFINITY : tables;
}

/** Events or their absence, whichever is rarer: the tables are the same. */
function margins(arms: readonly CountedArm[]): { readonly rarer: number; readonly sizes: readonly number[]; readonly counts: readonly number[] } {
  const events = arms.reduce((sum, { k }) => sum + k, 0);
  const others = arms.reduce((sum, { k, n }) => sum + n - k, 0);
  const ordered = arms.toSorted((left, right) => left.n - right.n);
  return { rarer: Math.min(events, others), sizes: ordered.map(({ n }) => n), counts: ordered.map(({ k, n }) => (events <= others ? k : n - k)) };
}

/** The sum of all tables with the same margins that are no likelier than this one; null beyond the bound. Relative error about 1e-11. */
export function freemanHaltonP(arms: readonly CountedArm[]): number | null {
  if (arms.length < 2 || arms.length > mostArms || !arms.every(isCountedArm)) return null;
  if (countTables(arms) === Number.POSITIVE_INFINITY) return null;
  const { rarer, sizes, counts } = margins(arms);
  const logFactorials = logFactorialsUpTo(rarer);
  const logChoose = (n: number, k: number): number => logFalling(n, k, logFactorials);
  const logAll = logChoose(sizes.reduce((sum, n) => sum + n, 0), rarer);
  const seen = Math.exp(sizes.reduce((sum, n, arm) => sum + logChoose(n, counts[arm] ?? 0), -logAll)) * tie;

  // The last two arms are walked by ratios from their likeliest table, so that logarithms are rare.
  const lastButOne = sizes.at(-2) ?? 0;
  const last = sizes.at(-1) ?? 0;
  const walk = (left: number, log: number): number => {
    const least = Math.max(0, left - last);
    const most = Math.min(lastButOne, left);
    if (least > most) return 0;
    const mode = Math.min(most, Math.max(least, Math.floor(((lastButOne + 1) * (left + 1)) / (lastButOne + last + 2))));
    const top = Math.exp(log + logChoose(lastButOne, mode) + logChoose(last, left - mode));
    let sum = top <= seen ? top : 0;
    let p = top;
    for (let k = mode; k < most && p > negligible; k += 1) {
      p *= ((lastButOne - k) * (left - k)) / ((k + 1) * (last - left + k + 1));
      if (p <= seen) sum += p;
    }
    p = top;
    for (let k = mode; k > least && p > negligible; k -= 1) {
      p *= (k * (last - left + k)) / ((lastButOne - k + 1) * (left - k + 1));
      if (p <= seen) sum += p;
    }
    return sum;
  };
  // How many events the arms that are not yet filled can take.
  let room = sizes.reduce((sum, n) => sum + n, 0);
  const sumFrom = (arm: number, left: number, log: number): number => {
    if (arm === sizes.length - 2) return walk(left, log);
    const n = sizes[arm] ?? 0;
    room -= n;
    let sum = 0;
    for (let k = Math.max(0, left - room); k <= Math.min(n, left); k += 1) sum += sumFrom(arm + 1, left - k, log + logChoose(n, k));
    room += n;
    return sum;
  };
  return Math.min(1, sumFrom(0, rarer, -logAll));
}

function logFactorialsUpTo(most: number): Float64Array {
  const found = new Float64Array(most + 1);
  for (let k = 2; k <= most; k += 1) found[k] = k < 20 ? (found[k - 1] ?? 0) + Math.log(k) : logGamma(k + 1);
  return found;
}

/** log of n over k, where k! is at hand. */
function logFalling(n: number, k: number, logFactorials: Float64Array): number {
  return logGamma(n + 1) - logGamma(n - k + 1) - (logFactorials[k] ?? 0);
}

/** Pearson, the likelihood ratio and, within the bound, the exact test; none for what is no table. The exact one may be left for later. */
export function rByTwoPValues(arms: readonly CountedArm[], exactness: 'exact' | 'without enumeration' = 'exact'): readonly TestedP[] {
  if (arms.length < 2 || arms.length > mostArms || !arms.every(isCountedArm)) return [];
  const found: TestedP[] = [];
  const chiSquare = pearson(arms);
  if (chiSquare !== null) found.push({ test: 'Pearson', p: chiSquare.p });
  const ratio = likelihoodRatio(arms);
  if (ratio !== null) found.push({ test: 'G', p: ratio.p });
  const exact = exactness === 'exact' ? freemanHaltonP(arms) : null;
  if (exact !== null) found.push({ test: 'Freeman–Halton', p: exact });
  return found;
}
