// Owns what the words beside a number exempt from the arithmetic: shares that are no k of n, and p values that no plain
// table or interval gives. Refuses to guess a method: only what is said, and what an outcome is by its nature.
import type { OutcomeClass, PValue, TrialResult } from '../../../contract/evidence';
import type { Comparison } from './readings';

/** Rates of these are read off a curve, whatever stands beside them. */
const overTime: ReadonlySet<OutcomeClass> = new Set(['OS', 'PFS', 'DFS', 'EFS', 'TTP', 'DOR', 'survival', 'local control']);
/** Rates of these are read off a curve when they are of a later time. */
const perhapsOverTime: ReadonlySet<OutcomeClass> = new Set(['mortality', 'recurrence', 'SRE', 'fracture']);
const perMonth = { hours: 1 / 730, days: 1 / 30.4, weeks: 1 / 4.35, months: 1, years: 12 };
const earlyMonths = 3.1;

/** Estimated from times to events: no whole number of patients stands behind it. */
export function isTimeToEventRate({ flags, outcomeClass, timePoint }: TrialResult): boolean {
  if (flags.isSurvivalRate || overTime.has(outcomeClass)) return true;
  const months = timePoint === null ? 0 : timePoint.value * perMonth[timePoint.unit];
  return perhapsOverTime.has(outcomeClass) && months > earlyMonths;
}

/** No share of patients that could be counted again: N3, N4 and N5 leave it alone. */
export function isNoCount(result: TrialResult): boolean {
  const { flags, counted } = result;
  return isTimeToEventRate(result) || flags.isWeighted || flags.isAdjusted || flags.isApproximate || flags.isChange
    || counted === 'lesions' || counted === 'cycles' || counted === 'person-years' || counted === 'events' || counted === 'other';
}

/** Percentages beside a hazard ratio are read off its curves more often than not. */
export function isBesideHazards({ results }: Comparison): boolean {
  return results.some(({ measure }) => measure === 'HR');
}

/** Without a denominator of its own nothing says of how many it is. */
export function hasOtherPatients({ flags, n }: TrialResult): boolean {
  return n === null && (flags.isSubgroup || flags.isMatched || flags.isBeforeAfter);
}

/** A p that asks something else than whether two groups differ, or asks it of times. */
export function isOfAnotherQuestion(p: PValue | null): boolean {
  const test = p?.test ?? null;
  return test === 'log-rank' || test === 'likelihood ratio' || test === 'trend' || test === 'interaction' || test === 'heterogeneity' || test === 'noninferiority';
}

/** A p that counts alone don't give: of a model, of pairs, of strata, of times, of another question, of one side. */
export function isNoTableP({ flags, p }: TrialResult): boolean {
  return flags.isAdjusted || flags.isMatched || flags.isWeighted || flags.isStratified || flags.isLogRank || flags.isOneSided || flags.isBeforeAfter || flags.isChange || isOfAnotherQuestion(p) || p?.sides === 1;
}
