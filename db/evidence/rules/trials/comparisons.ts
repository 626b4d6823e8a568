// Owns what a trial says about one question: which of two treatments is better for an outcome, by what estimate, and
// whether significantly. Trials share a key when they put the same question, whatever the order of their arms. Leaves out
// subgroups, changes within an arm, and a row that contradicts itself on a question.
import { numberOf, type OutcomeClass, type TrialResult } from '../../../contract/evidence';
import { normalQuantile } from '../../statistics/normal';
import type { Interval } from '../../statistics/interval';
import { boundedKey } from '../boundedKey';
import type { EvidenceRow, TrialEvidence } from '../rule';
import { decisionOf, decisionOfResult, isRatio, pText } from './decisions';
import { directionOfMore, favourableSide } from './outcomes';
import { armKeys } from './treatmentNames';

export interface Estimate {
  readonly measure: 'HR' | 'RR' | 'OR';
  /** As logarithms, of the pair's first treatment over its second. */
  readonly log: number;
  readonly interval: Interval | null;
  readonly standardError: number | null;
  /** The standard error follows from p, not from an interval. */
  readonly isDerived: boolean;
  readonly printed: string;
  /** The printed effect is of the pair's second treatment. */
  readonly isTurned: boolean;
}
export interface Comparison {
  readonly row: TrialEvidence;
  readonly key: string;
  readonly pair: readonly [first: string, second: string];
  readonly outcomeClass: OutcomeClass;
  readonly outcome: string;
  /** Key of the better treatment; null where it can't be told, or both are equal. */
  readonly favours: string | null;
  readonly decision: 'significant' | 'not significant' | null;
  readonly estimate: Estimate | null;
  readonly printed: string;
  /** False where the text names no arm beside the values, so that they are taken in the order of the arms. */
  readonly isSure: boolean;
}

/** Their class says too little: only the same words are the same question. */
const loose: ReadonlySet<OutcomeClass> = new Set(['adverse events', 'other', 'function', 'quality of life', 'follow-up', 'recurrence', 'pain response', 'fracture']);

const known = new WeakMap<TrialEvidence, Map<number, readonly Comparison[]>>();

/** Each question once. */
export function comparisonsOf(row: EvidenceRow, alpha: number): readonly Comparison[] {
  if (row.table !== 'trials') return [];
  const remembered = known.get(row) ?? new Map<number, readonly Comparison[]>();
  known.set(row, remembered);
  const before = remembered.get(alpha);
  if (before !== undefined) return before;
  const comparisons = [...Map.groupBy(readComparisons(row, alpha), ({ key }) => key).values()].flatMap(asOne);
  remembered.set(alpha, comparisons);
  return comparisons;
}

function readComparisons(row: TrialEvidence, alpha: number): readonly Comparison[] {
  const { arms, results } = row.extracted;
  if (arms.length < 2 || arms.length > 12 || results.length > 400) return [];
  const usable = results.filter(({ flags, measure, comparison: together }) => !flags.isSubgroup && !flags.isBeforeAfter && !flags.isChange && (isRatio(measure) || together !== null));
  if (usable.length === 0) return [];
  const keys = armKeys(arms);
  const ratios = usable.flatMap((result) => ratioComparison(row, result, keys, alpha));
  const pairs = [...Map.groupBy(usable.filter(({ comparison }) => comparison !== null), ({ comparison }) => comparison).values()].flatMap((together) => pairComparison(row, together.filter(({ measure }) => !isRatio(measure)), keys, alpha));
  return [...ratios, ...pairs];
}

function ratioComparison(row: TrialEvidence, result: TrialResult, keys: readonly string[], alpha: number): readonly Comparison[] {
  const [of, over] = result.arms.map((index) => keys[index] ?? '');
  const value = numberOf(result.estimate)?.value ?? 0;
  if (!isRatio(result.measure) || result.arms.length !== 2 || of === undefined || over === undefined || of === '' || over === '' || of === over || !(value > 0)) return [];
  const side = favourableSide(result);
  const favours = side === null || value === 1 ? null : (value > 1) === (side > 0) ? of : over;
  const isTurned = of > over;
  return comparison(row, result, isTurned ? [over, of] : [of, over], favours, decisionOfResult(result, alpha), estimateOf(result, result.measure, value, isTurned), printedResult(result));
}

function pairComparison(row: TrialEvidence, together: readonly TrialResult[], keys: readonly string[], alpha: number): readonly Comparison[] {
  const [first, second] = together;
  if (together.length !== 2 || first === undefined || second === undefined || first.measure !== second.measure || first.outcomeClass !== second.outcomeClass || first.unit !== second.unit) return [];
  const [of, over] = [first, second].map(({ arms }) => (arms.length === 1 ? (keys[arms[0] ?? -1] ?? '') : ''));
  const [left, right] = [numberOf(first.estimate)?.value, numberOf(second.estimate)?.value];
  if (of === undefined || over === undefined || of === '' || over === '' || of === over || left === undefined || right === undefined) return [];
  const more = directionOfMore(first);
  const favours = more === null || left === right ? null : (left > right) === (more > 0) ? of : over;
  const decision = first.p === null ? null : decisionOf(first.p, alpha);
  return comparison(row, first, of > over ? [over, of] : [of, over], favours, decision, null, `${printedValue(first)} vs ${printedValue(second)}${first.p === null ? '' : `, ${pText(first.p)}`}`);
}

function comparison(row: TrialEvidence, { outcomeClass, outcome, isArmCertain, otherArms, confidence }: TrialResult, pair: Comparison['pair'], favours: string | null, decision: 'significant' | 'not significant' | 'borderline' | null, estimate: Estimate | null, printed: string): readonly Comparison[] {
  const isSure = isArmCertain && otherArms.length === 0 && confidence !== 'possible';
  const words = (outcome.slice(0, 200).normalize('NFKC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
  if (loose.has(outcomeClass) && words === '') return [];
  const key = boundedKey(`${outcomeClass}${loose.has(outcomeClass) ? ` ${words}` : ''} | ${pair.join(' | ')}`);
  return [{ row, key, pair, outcomeClass, outcome, favours, decision: decision === 'borderline' ? null : decision, estimate, printed, isSure }];
}

function estimateOf(result: TrialResult, measure: Estimate['measure'], value: number, isTurned: boolean): Estimate {
  const [low, high] = [numberOf(result.lower)?.value ?? 0, numberOf(result.upper)?.value ?? 0];
  const turn = (log: number): number => (isTurned ? -log : log);
  const log = turn(Math.log(value));
  const shared = { measure, log, printed: printedResult(result), isTurned };
  const isInterval = result.intervalKind !== 'range' && result.intervalKind !== 'interquartile' && low > 0 && low < value && value < high;
  if (isInterval) {
    const reach = normalQuantile(0.5 + (result.level ?? 0.95) / 2);
    const ends = [turn(Math.log(low)), turn(Math.log(high))].toSorted((left, right) => left - right);
    return { ...shared, interval: { lower: ends[0] ?? log, upper: ends[1] ?? log }, standardError: (Math.log(high) - Math.log(low)) / (2 * reach), isDerived: false };
  }
  const p = result.p?.operator === '=' ? (result.p.value?.value ?? 0) : 0;
  const z = p > 0.0001 && p < 0.95 && low === 0 && high === 0 ? Math.abs(normalQuantile(p / 2)) : 0;
  const standardError = z > 0 && value !== 1 ? Math.abs(log) / z : null;
  const reach = normalQuantile(0.975) * (standardError ?? 0);
  return { ...shared, interval: standardError === null ? null : { lower: log - reach, upper: log + reach }, standardError, isDerived: true };
}

function printedResult(result: TrialResult): string {
  const [low, high] = [result.lower?.text, result.upper?.text];
  return `${result.measure} ${result.estimate?.text ?? ''}${low === undefined || high === undefined ? '' : ` (${low}–${high})`}${result.p === null ? '' : `, ${pText(result.p)}`}`;
}

function printedValue(result: TrialResult): string {
  return `${result.estimate?.text ?? ''}${result.measure === 'percentage' ? '%' : result.unit === null ? '' : ` ${result.unit}`}`;
}

/** A ratio with an interval says most. A row that favours both treatments on one question says nothing. */
function asOne(all: readonly Comparison[]): readonly Comparison[] {
  const sure = all.filter(({ isSure }) => isSure);
  const comparisons = sure.length > 0 ? sure : all;
  const favoured = new Set(comparisons.flatMap(({ favours }) => favours ?? []));
  const [best] = comparisons.toSorted((left, right) => rank(left) - rank(right));
  if (best === undefined || favoured.size > 1) return [];
  const [favours = null] = favoured;
  const decisions = new Set(comparisons.flatMap(({ decision }) => decision ?? []));
  return [{ ...best, favours: best.favours ?? favours, decision: decisions.size > 1 ? null : (best.decision ?? [...decisions][0] ?? null) }];
}

function rank({ estimate }: Comparison): number {
  return estimate === null ? 2 : estimate.interval === null ? 1 : 0;
}
