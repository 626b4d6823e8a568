// R2, significance discord: trials of one question point the same way, some significantly and some not. Info where the
// intervals overlap by at least half of the narrower one, because then they hardly differ; minor otherwise. Leaves alone
// opposite directions (R1, R3) and p values at α.
import type { Interval } from '../../statistics/interval';
import { headedLines } from '../described';
import type { GroupRule } from '../rule';
import { comparisonsOf, type Comparison } from './comparisons';
import { cautions, cautionText, confidenceOf, describedComparison, joinedComparisons, questionOf } from './grouping';

const anyAlpha = 0.05;

export const significanceDiscord: GroupRule = {
  kind: 'group', id: 'R2', version: 1, tables: ['trials'], least: 2,
  keysOf: (row) => comparisonsOf(row, anyAlpha).filter(({ favours }) => favours !== null).map(({ key }) => key),
  check: (rows, key, { alpha }) => {
    const decided = rows.flatMap((row) => comparisonsOf(row, alpha)).filter((comparison) => comparison.key === key && comparison.decision !== null && comparison.favours !== null);
    return joinedComparisons(decided, (left, right) => left.favours === right.favours && left.decision !== right.decision).map((joined) => {
      const { comparisons, pairs } = joined;
      const of = (decision: string): readonly Comparison[] => comparisons.filter((comparison) => comparison.decision === decision);
      const overlaps = pairs.map(([left, right]) => overlapOf(left.estimate?.interval ?? null, right.estimate?.interval ?? null, left.estimate?.measure === right.estimate?.measure));
      const isMild = overlaps.every((overlap) => overlap !== null && overlap >= 0.5);
      const question = comparisons[0] === undefined ? '' : questionOf(comparisons[0]);
      const counted = `significant ${of('significant').length} · not significant ${of('not significant').length}`;
      const least = overlaps.flatMap((overlap) => overlap ?? []);
      return {
        members: comparisons.map(({ row, decision }) => ({ table: row.table, rowId: row.rowId, field: 'results', side: decision ?? '' })),
        span: null, quote: `${question}: ${counted}`, severity: isMild ? 'info' : 'minor', confidence: confidenceOf(joined), locus: key, inputs: comparisons.map(({ row, decision, printed }) => `${row.rowId} ${decision ?? ''} ${printed}`).toSorted(),
        explanation: {
          printed: counted, computed: least.length === 0 ? [] : [{ name: 'overlap of the intervals, as a share of the narrower', low: Math.min(...least), high: Math.max(...least) }], fits: [],
          values: { question, ...cautions(joined), favours: comparisons[0]?.favours ?? '', isMild, significant: of('significant').map(describedComparison), rest: of('not significant').map(describedComparison) },
        },
      };
    });
  },
  say: (explanation) => `Trials of one question (${String(explanation.values['question'])}) all favour ${String(explanation.values['favours'])}, but not all significantly: ${explanation.printed}.${explanation.values['isMild'] === true ? ' Their intervals overlap by half or more, so they hardly differ.' : ''}${cautionText(explanation)}`,
  arithmetic: ({ computed, values }) => [
    ...headedLines('Significant', values['significant']), ...headedLines('Not significant', values['rest']),
    ...computed.map(({ name, low, high }) => `${name}: ${shareText(low)}${low === high ? '' : ` to ${shareText(high)}`}`),
  ],
};

/** Of the narrower interval, 0 to 1; null where one of them is not known. */
export function overlapOf(left: Interval | null, right: Interval | null, isOneMeasure: boolean): number | null {
  if (left === null || right === null || !isOneMeasure) return null;
  const narrower = Math.min(left.upper - left.lower, right.upper - right.lower);
  const shared = Math.min(left.upper, right.upper) - Math.max(left.lower, right.lower);
  return narrower > 0 ? Math.max(0, shared) / narrower : null;
}

function shareText(share: number | null): string {
  return share === null ? '' : `${Math.round(share * 100)}%`;
}
