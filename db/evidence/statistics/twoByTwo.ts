// Owns the p values that a 2×2 table of counts can have, by every test that a paper may have used without saying so.
// Refuses to choose among them. A test that a table gives no value (all or none had the event) is left out.
// Sources: A. Agresti, Categorical Data Analysis (2002) 3.2; F. Yates, Suppl. JRSS 1 (1934) 217–235.
import { isCountedArm, isDegenerate, type CountedArm } from './counts';
import { exactTails, fisherDoubledP, fisherP, midP } from './hypergeometric';
import { twoSidedPOfZ } from './normal';
import { chiSquareTail } from './tails';

export type CountsTest = 'Pearson' | 'Yates' | 'G' | 'Fisher' | 'Fisher, doubled' | 'mid-p' | 'unpooled z' | 'Wald of RR' | 'Wald of OR' | 'Freeman–Halton';

/** A two-sided p from 0 to 1, and the test that gives it. */
export interface TestedP {
  readonly test: CountsTest;
  readonly p: number;
}

/** Pearson's chi-square of arms × (event, none) without correction, and its p; null where all or none had the event. */
export function pearson(arms: readonly CountedArm[]): { readonly statistic: number; readonly p: number } | null {
  return ofExpected(arms, (seen, expected) => (seen - expected) ** 2 / expected);
}

/** The likelihood ratio, 2 Σ seen · ln(seen/expected), and its p; null where all or none had the event. */
export function likelihoodRatio(arms: readonly CountedArm[]): { readonly statistic: number; readonly p: number } | null {
  return ofExpected(arms, (seen, expected) => (seen === 0 ? 0 : 2 * seen * Math.log(seen / expected)));
}

function ofExpected(arms: readonly CountedArm[], share: (seen: number, expected: number) => number): { readonly statistic: number; readonly p: number } | null {
  if (arms.length < 2 || !arms.every(isCountedArm) || isDegenerate(arms)) return null;
  let events = 0;
  let all = 0;
  for (const { k, n } of arms) {
    events += k;
    all += n;
  }
  let sum = 0;
  for (const { k, n } of arms) sum += share(k, (n * events) / all) + share(n - k, (n * (all - events)) / all);
  // Shares of the likelihood ratio may cancel to a hair below 0.
  const statistic = Math.max(0, sum);
  return { statistic, p: chiSquareTail(statistic, arms.length - 1) };
}

/** Pearson's chi-square with Yates's correction, which takes at most the whole difference away. */
export function yates(first: CountedArm, second: CountedArm): { readonly statistic: number; readonly p: number } | null {
  const uncorrected = pearson([first, second]);
  if (uncorrected === null) return null;
  const all = first.n + second.n;
  const difference = Math.abs(first.k * second.n - second.k * first.n) / all;
  const kept = difference === 0 ? 0 : Math.max(0, difference - 0.5) / difference;
  const statistic = uncorrected.statistic * kept * kept;
  return { statistic, p: chiSquareTail(statistic, 1) };
}

/** z of the difference of two shares by their own variances; null where both are 0. */
export function unpooledZ(first: CountedArm, second: CountedArm): { readonly statistic: number; readonly p: number } | null {
  if (!isCountedArm(first) || !isCountedArm(second)) return null;
  const variance = (first.k * (first.n - first.k)) / first.n ** 3 + (second.k * (second.n - second.k)) / second.n ** 3;
  if (variance === 0) return null;
  const statistic = (first.k / first.n - second.k / second.n) / Math.sqrt(variance);
  return { statistic, p: twoSidedPOfZ(statistic) };
}

/** z of a risk or odds ratio on the logarithmic scale, as its interval has it; null with an empty cell. */
export function waldOfRatio(ratio: 'RR' | 'OR', first: CountedArm, second: CountedArm): TestedP | null {
  if (!isCountedArm(first) || !isCountedArm(second)) return null;
  const [a, b, c, d] = [first.k, first.n - first.k, second.k, second.n - second.k];
  if (a === 0 || c === 0 || (ratio === 'OR' && (b === 0 || d === 0))) return null;
  const log = ratio === 'OR' ? Math.log(a * d) - Math.log(b * c) : Math.log(a * second.n) - Math.log(c * first.n);
  const variance = ratio === 'OR' ? 1 / a + 1 / b + 1 / c + 1 / d : 1 / a - 1 / first.n + 1 / c - 1 / second.n;
  return variance > 0 ? { test: ratio === 'OR' ? 'Wald of OR' : 'Wald of RR', p: twoSidedPOfZ(log / Math.sqrt(variance)) } : null;
}

/** All of them that need no ratio; none for what is no counted arm. */
export function twoByTwoPValues(first: CountedArm, second: CountedArm): readonly TestedP[] {
  const tails = exactTails(first, second);
  if (tails === null) return [];
  const found: TestedP[] = [];
  const add = (test: CountsTest, tested: { readonly p: number } | null): void => {
    if (tested !== null) found.push({ test, p: tested.p });
  };
  add('Pearson', pearson([first, second]));
  add('Yates', yates(first, second));
  add('G', likelihoodRatio([first, second]));
  add('Fisher', { p: fisherP(tails) });
  add('Fisher, doubled', { p: fisherDoubledP(tails) });
  add('mid-p', { p: midP(tails) });
  add('unpooled z', unpooledZ(first, second));
  return found;
}
