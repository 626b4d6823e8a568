// Owns the arithmetic of a log ratio and its variance, as tables of meta-analyses print them, against the counts of two
// arms. With an empty cell one half is added to each, as such tables do. Refuses to accuse where no reading of the counts
// comes near: the ratio may be of a model.
import type { PrintedNumber } from '../printedNumber';
import { isCountedArm, type CountedArm } from '../statistics/counts';
import { areDisjoint, type Interval } from '../statistics/interval';
import { notChecked, type Checked } from './checked';
import type { CountsRatio } from './ratioAgainstCounts';

export interface LogRatioWithCounts {
  readonly measure: CountsRatio;
  readonly first: CountedArm;
  readonly second: CountedArm;
  readonly log: PrintedNumber | null;
  readonly variance: PrintedNumber | null;
}

export type LogReading = 'as printed' | 'sign reversed' | 'logarithm to base 10' | 'log RR for log OR' | 'log OR for log RR';
export type VarianceReading = 'as printed' | 'standard error' | 'neither';

export interface LogRatioShown {
  readonly log: number;
  readonly variance: number;
  readonly matches: { readonly log: LogReading | null; readonly variance: VarianceReading | null };
}

/** Minor where the log fits only when it is read otherwise, or where the log fits and its variance does not. */
export function checkLogRatioAgainstCounts({ measure, first, second, log, variance }: LogRatioWithCounts): Checked<LogRatioShown> {
  if (!isCountedArm(first) || !isCountedArm(second) || (log === null && variance === null)) return notChecked('not understood');
  const direct = logRatioOf(measure, first, second);
  if (!Number.isFinite(direct.log) || !(direct.variance > 0)) return notChecked('not understood');
  const ofLog = log === null ? null : readingOfLog(measure, first, second, direct.log, log);
  if (log !== null && ofLog === null) return notChecked('nothing matches');
  const ofVariance = variance === null ? null : readingOfVariance(direct.variance, variance);
  const shown = { ...direct, matches: { log: ofLog, variance: ofVariance } };
  // A variance alone, of something else, may be of a model.
  const isVarianceOff = ofVariance === 'standard error' || (ofVariance === 'neither' && ofLog === 'as printed');
  return (ofLog === null || ofLog === 'as printed') && !isVarianceOff ? { verdict: 'consistent', shown } : { verdict: 'not consistent', severity: 'minor', shown };
}

export interface LogRatio { readonly log: number; readonly variance: number }

/** Of the first arm over the second. */
export function logRatioOf(measure: CountsRatio, first: CountedArm, second: CountedArm): LogRatio {
  const isEmpty = [first, second].some(({ k, n }) => k === 0 || k === n);
  const half = isEmpty ? 0.5 : 0;
  const [a, b, c, d] = [first.k + half, first.n - first.k + half, second.k + half, second.n - second.k + half];
  if (measure === 'OR') return { log: Math.log(a) + Math.log(d) - Math.log(b) - Math.log(c), variance: 1 / a + 1 / b + 1 / c + 1 / d };
  return { log: Math.log(a / (a + b)) - Math.log(c / (c + d)), variance: 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d) };
}

function readingOfLog(measure: CountsRatio, first: CountedArm, second: CountedArm, direct: number, log: PrintedNumber): LogReading | null {
  const other = logRatioOf(measure === 'OR' ? 'RR' : 'OR', first, second).log;
  const readings: readonly (readonly [LogReading, number])[] = [
    ['as printed', direct], ['sign reversed', -direct], ['logarithm to base 10', direct / Math.LN10], [measure === 'OR' ? 'log RR for log OR' : 'log OR for log RR', other],
  ];
  return readings.find(([, value]) => isPrintedAs(value, log))?.[0] ?? null;
}

function readingOfVariance(direct: number, variance: PrintedNumber): VarianceReading {
  if (isPrintedAs(direct, variance)) return 'as printed';
  return isPrintedAs(Math.sqrt(direct), variance) ? 'standard error' : 'neither';
}

/** Within a whole unit of the last place: such numbers are often rounded twice. */
function isPrintedAs(value: number, printed: PrintedNumber): boolean {
  const granted: Interval = { lower: 2 * printed.lower - printed.value, upper: 2 * printed.upper - printed.value };
  return !areDisjoint({ lower: value, upper: value }, granted);
}
