// Owns the arithmetic of rule N1: the p that an estimate and its confidence interval imply, against the p beside it, compared
// as z. Refuses p values of other tests (log-rank, likelihood ratio), limits that were not reached, and intervals whose
// order is broken: those are for N2.
import { decisionOfP, pInterval, type Decision, type PrintedP } from '../printedP';
import type { PrintedNumber } from '../printedNumber';
import { gapBetween, type Interval } from '../statistics/interval';
import { zOfOneSidedP, zOfTwoSidedP } from '../statistics/normal';
import { pFromLimits, zFromLimits, type Scale } from '../statistics/wald';
import { notChecked, type Checked } from './checked';
import { isOrderKept } from './intervalGeometry';

export interface IntervalWithP {
  readonly scale: Scale;
  readonly estimate: PrintedNumber;
  /** null: NE or NR. */
  readonly lower: PrintedNumber | null;
  readonly upper: PrintedNumber | null;
  /** Of the interval: 0.95. */
  readonly level: number;
  readonly p: PrintedP;
  /** A test that is known to be another than Wald's. */
  readonly pFrom: 'log-rank' | 'likelihood ratio' | null;
  /** A plain risk or odds ratio, or a difference of shares: its p may be Yates's or Fisher's, which lie further from Wald's interval. */
  readonly isOfCounts?: boolean;
}

/**
 * Granted in z beside a tenth of it. Of p values from counts by seven usual tests 6% lie beyond 0.2 of Wald's interval of the
 * ratio (18% of Yates's); beyond 0.6 lie 0.005% where the arms are of like size, 0.15% where one is up to five times the other.
 */
const granted = { ofModels: 0.2, ofCounts: 0.6 };

/** An interval whose upper end may be open: null stands for infinity. */
export interface OpenInterval {
  readonly lower: number;
  readonly upper: number | null;
}

export interface IntervalAgainstP {
  readonly zFromInterval: Interval;
  readonly pFromInterval: Interval;
  readonly zFromP: OpenInterval;
  /** How p had to be read to come as near as it does. */
  readonly readAs: 'two-sided' | 'one-sided';
  /** Between the two intervals of z, and how much of it is granted: 0.2 + 0.1·z (0.6 + 0.1·z of counts), z being where the upper one begins. */
  readonly gap: number;
  readonly tolerance: number;
  readonly decisions: { readonly interval: Decision; readonly p: Decision };
}

export function checkIntervalAgainstP(stated: IntervalWithP, alpha: number): Checked<IntervalAgainstP> {
  const { scale, estimate, lower, upper, level, p, pFrom, isOfCounts = false } = stated;
  if (pFrom !== null) return notChecked('exempt');
  if (lower === null || upper === null) return notChecked('no limit reached');
  const printed = pInterval(p, alpha);
  if (printed === null) return notChecked('not understood');
  if (!isOrderKept(estimate, lower, upper)) return notChecked('order broken');
  const fromLimits = { scale, estimate, lower, upper, level };
  const zFromInterval = zFromLimits(fromLimits);
  const pFromInterval = pFromLimits(fromLimits);
  if (zFromInterval === null || pFromInterval === null) return notChecked(scale === 'ratio' && lower.value <= 0 ? 'not understood' : 'rounded too coarsely');

  const twoSided = { lower: zOfTwoSidedP(printed.upper), upper: zOfTwoSidedP(printed.lower) };
  const oneSided = oneSidedZ(p, printed);
  const decisions = { interval: decisionOfZ(zFromInterval, alpha), p: decisionOfP(p, alpha) };
  const shownAs = (readAs: 'two-sided' | 'one-sided', z: Interval): IntervalAgainstP => {
    const gap = gapBetween(zFromInterval, z);
    const tolerance = (isOfCounts ? granted.ofCounts : granted.ofModels) + 0.1 * Math.max(zFromInterval.lower, z.lower);
    return { zFromInterval, pFromInterval, zFromP: { lower: z.lower, upper: Number.isFinite(z.upper) ? z.upper : null }, readAs, gap, tolerance, decisions };
  };
  const asTwoSided = shownAs('two-sided', twoSided);
  const asOneSided = oneSided === null ? null : shownAs('one-sided', oneSided);
  if (asTwoSided.gap <= asTwoSided.tolerance) return { verdict: 'consistent', shown: asTwoSided };
  if (asOneSided !== null && asOneSided.gap <= asOneSided.tolerance) return { verdict: 'consistent', shown: asOneSided };
  return { verdict: 'not consistent', severity: isFlipped(decisions) ? 'major' : 'minor', shown: asTwoSided };
}

/** A p above one half would be of the other side, which no one prints. */
function oneSidedZ(p: PrintedP, printed: Interval): Interval | null {
  if (p.operator === 'not significant' || printed.lower > 0.5) return null;
  return { lower: zOfOneSidedP(Math.min(0.5, printed.upper)), upper: zOfOneSidedP(printed.lower) };
}

function decisionOfZ(z: Interval, alpha: number): Decision {
  const critical = zOfTwoSidedP(alpha);
  if (z.lower >= critical) return 'significant';
  return z.upper < critical ? 'not significant' : 'borderline';
}

function isFlipped({ interval, p }: IntervalAgainstP['decisions']): boolean {
  return interval !== 'borderline' && p !== 'borderline' && interval !== p;
}
