// Owns the arithmetic of rule N4: when "x₁% vs x₂%" fits no stated arm, the splits of N patients (and of their events, where
// the total is known) that it would fit. Exact, in whole numbers. Refuses more than 100,000 patients; walks each size of the
// first group once and stops at the twenty-first split, so that its work grows with N at most.
import type { PrintedNumber } from '../printedNumber';
import type { CountedArm } from '../statistics/counts';
import { notChecked, type Checked } from './checked';
import { countsGiving, isCheckablePercentage, type PercentageExemption } from './percentages';

/** Two groups that share out N patients. */
export interface Split {
  readonly first: CountedArm;
  readonly second: CountedArm;
}

/** More than these say nothing any more. */
export const mostTelling = 20;
export const largestSplitTotal = 100_000;

/** Splits of `total` by growing first group, up to `most`; `events`, where known, is the sum of both counts. null beyond the bound. */
export function splitsGiving(first: PrintedNumber, second: PrintedNumber, total: number, events: number | null, most = mostTelling + 1): readonly Split[] | null {
  if (!Number.isInteger(total) || total < 2 || total > largestSplitTotal || !isCheckablePercentage(first) || !isCheckablePercentage(second)) return null;
  if (events !== null && !(Number.isInteger(events) && events >= 0 && events <= total)) return null;
  const found: Split[] = [];
  for (let n = 1; n < total && found.length < most; n += 1) {
    const ofFirst = countsGiving(first, n);
    const ofSecond = ofFirst === null ? null : countsGiving(second, total - n);
    if (ofFirst === null || ofSecond === null) continue;
    const from = events === null ? ofFirst.least : Math.max(ofFirst.least, events - ofSecond.most);
    const to = events === null ? ofFirst.most : Math.min(ofFirst.most, events - ofSecond.least);
    for (let k = from; k <= to && found.length < most; k += 1) {
      const least = events === null ? ofSecond.least : events - k;
      const greatest = events === null ? ofSecond.most : events - k;
      for (let other = least; other <= greatest && found.length < most; other += 1) found.push({ first: { k, n }, second: { k: other, n: total - n } });
    }
  }
  return found;
}

export interface StatedPair {
  readonly first: PrintedNumber;
  readonly second: PrintedNumber;
  /** Sizes of the stated arms, in any order. */
  readonly arms: readonly number[];
  /** N: of both groups together. */
  readonly total: number;
  /** Known from elsewhere in the row, or null. */
  readonly events: number | null;
  readonly exempt: PercentageExemption | null;
}

export interface HiddenDenominators {
  readonly total: number;
  readonly events: number | null;
  readonly fitsArms: boolean;
  /** Empty where the stated arms fit. */
  readonly splits: readonly Split[];
}

/** Minor where N has no such split at all; consistent with 1 to 20 (feed them to N5); silent with more. */
export function checkHiddenDenominators({ first, second, arms, total, events, exempt }: StatedPair): Checked<HiddenDenominators> {
  if (exempt !== null) return notChecked('exempt');
  if (!isCheckablePercentage(first) || !isCheckablePercentage(second)) return notChecked('not understood');
  if (fitsArms(first, second, arms)) return { verdict: 'consistent', shown: { total, events, fitsArms: true, splits: [] } };
  const splits = splitsGiving(first, second, total, events);
  if (splits === null) return notChecked('not understood');
  if (splits.length > mostTelling) return notChecked('too many possibilities');
  const shown = { total, events, fitsArms: false, splits };
  return splits.length === 0 ? { verdict: 'not consistent', severity: 'minor', shown } : { verdict: 'consistent', shown };
}

/** Each percentage has an arm of its own, in whichever order. */
function fitsArms(first: PrintedNumber, second: PrintedNumber, arms: readonly number[]): boolean {
  const sizes = arms.slice(0, 20);
  return sizes.some((n, at) => countsGiving(first, n) !== null && sizes.some((other, place) => place !== at && countsGiving(second, other) !== null));
}
