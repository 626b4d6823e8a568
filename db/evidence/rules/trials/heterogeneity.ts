// R3, heterogeneity: two and more trials print the same measure for one question and differ by more than chance explains:
// Q with p < 0.10, intervals that do not touch, or estimates on both sides of no effect whose intervals overlap by less
// than half. Gives Q, I² and τ² (DerSimonian and Laird) and says when the trials are few. Leaves alone estimates without
// an interval or an exact p.
import { poolEstimates } from '../../statistics/pooling';
import { headedLines } from '../described';
import type { Found, GroupRule } from '../rule';
import { comparisonsOf, type Comparison, type Estimate } from './comparisons';
import { cautions, cautionText, confidenceOf, describedComparison, poolableComparisons, questionOf, type Joined } from './grouping';
import { overlapOf } from './significanceDiscord';

const anyAlpha = 0.05;
const qLevel = 0.1;
const fewTrials = 5;

interface Estimated { readonly comparison: Comparison; readonly estimate: Estimate; readonly variance: number }

export const heterogeneity: GroupRule = {
  kind: 'group', id: 'R3', version: 1, tables: ['trials'], least: 2,
  keysOf: (row) => comparisonsOf(row, anyAlpha).filter((comparison) => estimated(comparison).length > 0).map(({ key }) => key),
  check: (rows, key, { alpha }) => {
    const comparisons = rows.flatMap((row) => comparisonsOf(row, alpha)).filter((comparison) => comparison.key === key && estimated(comparison).length > 0);
    return [...Map.groupBy(comparisons, ({ estimate }) => estimate?.measure)].flatMap(([measure, of]) => poolableComparisons(of).flatMap((joined) => found(joined, key, measure ?? '')));
  },
  say: (explanation) => {
    const { printed, values } = explanation;
    return `Trials of one question (${String(values['question'])}) differ more than chance explains: ${printed}.${values['isSmall'] === true ? ' There are few of them (k small), so this is rough.' : ''}${values['isDerived'] === true ? ' Some intervals follow from p.' : ''}${cautionText(explanation)}`;
  },
  arithmetic: ({ computed, values }) => [...headedLines('Trial', values['trials']), ...computed.map(({ name, low }) => `${name} = ${low === null ? '' : shown(low)}`)],
};

function estimated(comparison: Comparison): readonly Estimated[] {
  const { estimate } = comparison;
  const variance = (estimate?.standardError ?? 0) ** 2;
  return estimate === null || !(variance > 1e-12) || !Number.isFinite(variance) ? [] : [{ comparison, estimate, variance }];
}

function found(joined: Joined, key: string, measure: string): readonly Found[] {
  const { comparisons } = joined;
  const all = comparisons.flatMap(estimated);
  const pooled = poolEstimates(all.map(({ estimate, variance }) => ({ estimate: estimate.log, variance })), 'DerSimonian–Laird');
  if (pooled === null) return [];
  const pairs = all.flatMap((left, index) => all.slice(index + 1).map((right) => [left, right] as const));
  const isDisjoint = pairs.some(([left, right]) => overlapOf(left.estimate.interval, right.estimate.interval, true) === 0);
  const isDivided = pairs.some(([left, right]) => left.estimate.log * right.estimate.log < 0 && (overlapOf(left.estimate.interval, right.estimate.interval, true) ?? 1) < 0.5);
  const reasons = [pooled.qP < qLevel ? `Q p = ${shown(pooled.qP)}` : '', isDisjoint ? 'intervals that do not touch' : '', isDivided ? 'estimates on both sides of no effect with little overlap' : ''].filter((reason) => reason !== '');
  const question = comparisons[0] === undefined ? '' : questionOf(comparisons[0]);
  if (reasons.length === 0) return [];
  const isDerived = all.some(({ estimate }) => estimate.isDerived);
  return [{
    members: comparisons.map(({ row, estimate }) => ({ table: row.table, rowId: row.rowId, field: 'results', side: estimate === null ? '' : `${estimate.measure} ${shown(Math.exp(estimate.isTurned ? -estimate.log : estimate.log))}` })),
    span: null, quote: `${question}: ${comparisons.map(({ estimate }) => estimate?.printed ?? '').join('; ')}`.slice(0, 600), severity: pooled.qP < qLevel || isDisjoint ? 'minor' : 'info', confidence: isDerived ? 'possible' : confidenceOf(joined), locus: `${key} ${measure}`,
    inputs: comparisons.map(({ row, printed }) => `${row.rowId} ${printed}`).toSorted(),
    explanation: {
      printed: reasons.join('; '), fits: [],
      computed: [['Q', pooled.q], ['degrees of freedom', pooled.degreesOfFreedom], ['p of Q', pooled.qP], ['I²', pooled.iSquared], ['τ²', pooled.tauSquared], ['k', all.length]].map(([name, value]) => ({ name: String(name), low: Number(value), high: Number(value) })),
      values: { question, measure, ...cautions(joined), isSmall: all.length < fewTrials, isDerived, trials: comparisons.map(describedComparison) },
    },
  }];
}

function shown(value: number): string {
  return value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}
