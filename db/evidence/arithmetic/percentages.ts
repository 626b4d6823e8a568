// Owns the arithmetic of rule N3: which whole numbers k of n give a printed percentage, and which denominators would.
// All of it is exact, in whole numbers. Refuses what is no share of patients (time-to-event rates, weighted or adjusted
// percentages, lesions, cycles, person-years), what is over 100, and denominators too large for the printed places.
// Source: N. J. L. Brown and J. A. J. Heathers, "The GRIM test", Soc. Psychol. Personal. Sci. 8 (2017) 363–369.
import type { PrintedNumber } from '../printedNumber';
import { notChecked, type Checked } from './checked';

/** What is printed as a percentage but is no k of n. */
export type PercentageExemption = 'time-to-event rate' | 'weighted or adjusted' | 'lesions' | 'cycles' | 'person-years';

/** Whole numbers from `least` to `most`. */
export interface Counts {
  readonly least: number;
  readonly most: number;
}

/** A denominator and a count that give the percentage. */
export interface Fit extends Counts {
  readonly n: number;
}

const mostPlaces = 6;

/** A percentage of patients as it can be checked: 0 to 100, up to six places. */
export function isCheckablePercentage({ value, decimals }: PrintedNumber): boolean {
  return value >= 0 && value <= 100 && decimals >= 0 && decimals <= mostPlaces;
}

function floorOf(dividend: number, divisor: number): number {
  const rest = dividend % divisor;
  return (dividend - (rest < 0 ? rest + divisor : rest)) / divisor;
}

/** The k of n that round (up or down at the half) to the printed percentage; null where none does, or n is too large to tell exactly. */
export function countsGiving(percentage: PrintedNumber, n: number): Counts | null {
  if (!isCheckablePercentage(percentage) || !Number.isInteger(n) || n < 1) return null;
  const halves = 2 * 10 ** (percentage.decimals + 2);
  if (n * halves > Number.MAX_SAFE_INTEGER) return null;
  const least = Math.max(0, -floorOf(-(2 * percentage.digits - 1) * n, halves));
  const most = Math.min(n, floorOf((2 * percentage.digits + 1) * n, halves));
  return least <= most ? { least, most } : null;
}

/** How often a percentage that has nothing to do with n patients would be found out: 1 − n/10^(d+2), at least 0. */
export function powerOfPercentage(n: number, decimals: number): number {
  return Math.max(0, 1 - n / 10 ** (decimals + 2));
}

const leastPower = 0.2;
const mostFits = 10;
const largestSearched = 10_000;

/** Denominators from `upTo` downwards (10,000 at most) that would give the percentage, nearest first, ten at most. */
export function denominatorsGiving(percentage: PrintedNumber, upTo: number): readonly Fit[] {
  const found: Fit[] = [];
  for (let n = Math.min(upTo, largestSearched); n >= 1 && found.length < mostFits; n -= 1) {
    const counts = countsGiving(percentage, n);
    if (counts !== null) found.push({ n, ...counts });
  }
  return found;
}

/** What the nearest counts of a denominator would give. */
export interface Neighbour {
  readonly n: number;
  readonly k: number;
  readonly percentage: number;
}

export interface PercentageShown {
  readonly denominators: readonly number[];
  /** The stated k, where there is one. */
  readonly k: number | null;
  /** That a percentage of other origin would be found out, over all the denominators. */
  readonly power: number;
  /** Stated denominators that give the percentage, with the counts that do. */
  readonly fits: readonly Fit[];
  /** If none does: what the counts on both sides would give instead. */
  readonly neighbours: readonly Neighbour[];
  /** Other denominators that would. */
  readonly wouldFit: readonly Fit[];
}

export interface StatedPercentage {
  readonly percentage: PrintedNumber;
  /** All that it may be of: "of n", evaluable n, arm n, total n. */
  readonly denominators: readonly number[];
  /** Printed beside it ("24 patients (96.0%)"), without a denominator of its own. */
  readonly k: number | null;
  readonly exempt: PercentageExemption | null;
}

/** Minor where no stated denominator gives the percentage (and its k); silent where chance would let most percentages pass. */
export function checkPercentage({ percentage, denominators, k, exempt }: StatedPercentage): Checked<PercentageShown> {
  if (exempt !== null) return notChecked('exempt');
  const usable = [...new Set(denominators)].filter(isDenominator);
  if (usable.length === 0 || !isCheckablePercentage(percentage) || !(k === null || isCount(k))) return notChecked('not understood');
  const shown = percentageShown(percentage, usable, k);
  if (shown.fits.length > 0) return { verdict: 'consistent', shown };
  return shown.power < leastPower ? notChecked('too little power') : { verdict: 'not consistent', severity: 'minor', shown };
}

export interface CountedPercentage {
  readonly percentage: PrintedNumber;
  readonly k: number;
  readonly n: number;
  readonly exempt: PercentageExemption | null;
}

/** "k/n (x%)", "k (x%) of n": always checked, and major. */
export function checkCountedPercentage({ percentage, k, n, exempt }: CountedPercentage): Checked<PercentageShown> {
  if (exempt !== null) return notChecked('exempt');
  if (!isDenominator(n) || !isCount(k) || k > n || !isCheckablePercentage(percentage) || n * 2 * 10 ** (percentage.decimals + 2) > Number.MAX_SAFE_INTEGER) return notChecked('not understood');
  const shown = percentageShown(percentage, [n], k);
  return shown.fits.length > 0 ? { verdict: 'consistent', shown } : { verdict: 'not consistent', severity: 'major', shown };
}

function isDenominator(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 1;
}

function isCount(k: number): boolean {
  return Number.isSafeInteger(k) && k >= 0;
}

function percentageShown(percentage: PrintedNumber, denominators: readonly number[], k: number | null): PercentageShown {
  const fits = denominators.flatMap((n) => {
    const counts = countsGiving(percentage, n);
    if (counts === null || (k !== null && (k < counts.least || k > counts.most))) return [];
    return [{ n, ...counts }];
  });
  const power = denominators.reduce((product, n) => product * powerOfPercentage(n, percentage.decimals), 1);
  if (fits.length > 0) return { denominators, k, power, fits, neighbours: [], wouldFit: [] };
  const wouldFit = k === null ? denominatorsGiving(percentage, Math.max(...denominators)) : denominatorsOfCount(percentage, k, Math.max(...denominators));
  return { denominators, k, power, fits, neighbours: denominators.flatMap((n) => neighboursOf(percentage, n, k)), wouldFit };
}

/** Denominators of which k would be the percentage, ten at most, those nearest the stated one first. */
function denominatorsOfCount(percentage: PrintedNumber, k: number, stated: number): readonly Fit[] {
  if (k === 0 || percentage.upper <= 0) return [];
  const least = Math.max(k, Math.floor((100 * k) / percentage.upper));
  const most = percentage.lower > 0 ? Math.ceil((100 * k) / percentage.lower) : least + 1000;
  const isBelow = stated > most;
  const found: Fit[] = [];
  for (let step = 0; step <= Math.min(1000, most - least) && found.length < mostFits; step += 1) {
    const n = isBelow ? most - step : least + step;
    const counts = countsGiving(percentage, n);
    if (counts !== null && counts.least <= k && k <= counts.most) found.push({ n, least: k, most: k });
  }
  return found;
}

function neighboursOf(percentage: PrintedNumber, n: number, k: number | null): readonly Neighbour[] {
  const below = Math.floor((percentage.value * n) / 100);
  const counts = k === null ? [below, below + 1] : [k];
  return counts.filter((count) => count >= 0 && count <= n).map((count) => ({ n, k: count, percentage: (100 * count) / n }));
}
