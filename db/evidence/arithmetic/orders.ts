// Owns the arithmetic of rules N8 and N9: a median lies within its range or interval, what includes the other is not less
// (CR ≤ ORR ≤ DCR, PFS ≤ OS), survival does not rise with time, and p lies above 0 and not above 1. Rounding is given its most
// favourable reading. Refuses values that were not reached and limits that are reversed.
import type { PrintedNumber } from '../printedNumber';
import type { PrintedP } from '../printedP';
import { notChecked, type Checked } from './checked';

export interface StatedMedian {
  readonly median: PrintedNumber;
  /** Of its range, interquartile range or confidence interval; null: NE or NR. */
  readonly lower: PrintedNumber | null;
  readonly upper: PrintedNumber | null;
}

export interface MedianShown {
  readonly place: 'within' | 'below' | 'above';
}

/** Major where the median lies outside. One limit is enough. */
export function checkMedian({ median, lower, upper }: StatedMedian): Checked<MedianShown> {
  if (lower === null && upper === null) return notChecked('no limit reached');
  if (lower !== null && upper !== null && lower.lower > upper.upper) return notChecked('not understood');
  if (lower !== null && median.upper < lower.lower) return { verdict: 'not consistent', severity: 'major', shown: { place: 'below' } };
  if (upper !== null && median.lower > upper.upper) return { verdict: 'not consistent', severity: 'major', shown: { place: 'above' } };
  return { verdict: 'consistent', shown: { place: 'within' } };
}

/** One of several values that must not fall from one to the next; null: not reached. */
export interface OrderedValue {
  readonly name: string;
  readonly number: PrintedNumber | null;
}

export interface OrderShown {
  /** The first two that are out of order: `lesser` should be at most `greater`, and is more. */
  readonly broken: { readonly lesser: string; readonly greater: string } | null;
}

/** Values from the least to the greatest, as they have to be: CR, ORR, DCR; PFS, OS. Major where two of them are reversed. */
export function checkOrder(values: readonly OrderedValue[]): Checked<OrderShown> {
  const known = values.flatMap(({ name, number }) => (number === null ? [] : [{ name, number }]));
  if (known.length < 2) return notChecked('no limit reached');
  for (const [at, lesser] of known.entries()) {
    const greater = known.slice(at + 1).find(({ number }) => number.upper < lesser.number.lower);
    if (greater !== undefined) return { verdict: 'not consistent', severity: 'major', shown: { broken: { lesser: lesser.name, greater: greater.name } } };
  }
  return { verdict: 'consistent', shown: { broken: null } };
}

/** A survival rate of one curve at a time after its start, in any unit, the same for all. */
export interface SurvivalRate {
  readonly time: number;
  readonly rate: PrintedNumber | null;
}

export interface SurvivalShown {
  /** The first two times between which survival rises. */
  readonly broken: { readonly earlier: number; readonly later: number } | null;
}

/** Major where a later rate is above an earlier one. */
export function checkSurvival(rates: readonly SurvivalRate[]): Checked<SurvivalShown> {
  const known = rates.flatMap(({ time, rate }) => (rate === null || !Number.isFinite(time) ? [] : [{ time, rate }])).toSorted((left, right) => left.time - right.time);
  if (known.length < 2) return notChecked('no limit reached');
  for (const [at, earlier] of known.entries()) {
    const later = known.slice(at + 1).find(({ time, rate }) => time > earlier.time && rate.lower > earlier.rate.upper);
    if (later !== undefined) return { verdict: 'not consistent', severity: 'major', shown: { broken: { earlier: earlier.time, later: later.time } } };
  }
  return { verdict: 'consistent', shown: { broken: null } };
}

export interface PSyntax {
  readonly problem: 'above 1' | 'below 0' | 'zero' | null;
}

/** Minor for p = 0 ("0.000" is printed where "< 0.0005" is meant) and for `p < 0`; major for a p that is none. */
export function checkPSyntax({ operator, number }: PrintedP): Checked<PSyntax> {
  if (number === null || number.value > 0) {
    const isAbove = number !== null && (number.value > 1 || (number.value === 1 && operator === '>'));
    return isAbove ? { verdict: 'not consistent', severity: 'major', shown: { problem: 'above 1' } } : { verdict: 'consistent', shown: { problem: null } };
  }
  if (number.value < 0) return { verdict: 'not consistent', severity: 'major', shown: { problem: 'below 0' } };
  // p > 0 and p ≥ 0 say nothing, but nothing wrong.
  if (operator === '>' || operator === '≥') return { verdict: 'consistent', shown: { problem: null } };
  return { verdict: 'not consistent', severity: 'minor', shown: { problem: 'zero' } };
}
