// R1, same question, opposite direction: two trials compare the same treatments on the same outcome in patients who can be
// compared, one finds the one better and the other the other, both significantly. Leaves alone other outcomes, other
// populations, and what one of them does not find significant (R2 and R3 look at that).
import type { GroupRule } from '../rule';
import { headedLines } from '../described';
import { comparisonsOf, type Comparison } from './comparisons';
import { cautions, cautionText, confidenceOf, describedComparison, joinedComparisons, questionOf } from './grouping';

/** Keys may not depend on α: each trial with a direction can turn significant. */
const anyAlpha = 0.05;

export const oppositeResults: GroupRule = {
  kind: 'group', id: 'R1', version: 1, tables: ['trials'], least: 2,
  keysOf: (row) => comparisonsOf(row, anyAlpha).filter(({ favours }) => favours !== null).map(({ key }) => key),
  check: (rows, key, { alpha }) => {
    const significant = rows.flatMap((row) => comparisonsOf(row, alpha)).filter((comparison) => comparison.key === key && comparison.decision === 'significant' && comparison.favours !== null);
    return joinedComparisons(significant, (left, right) => left.favours !== right.favours).map((joined) => {
      const { comparisons } = joined;
      const [first, second] = [...new Set(comparisons.flatMap(({ favours }) => favours ?? []))].toSorted();
      const of = (side: string | undefined): readonly Comparison[] => comparisons.filter(({ favours }) => favours === side);
      const question = comparisons[0] === undefined ? '' : questionOf(comparisons[0]);
      const counted = `better with ${first ?? ''} ${of(first).length} · better with ${second ?? ''} ${of(second).length}`;
      return {
        members: comparisons.map(({ row, favours }) => ({ table: row.table, rowId: row.rowId, field: 'results', side: `better with ${favours ?? ''}` })),
        span: null, quote: `${question}: ${counted}`, severity: 'major', confidence: confidenceOf(joined), locus: key, inputs: comparisons.map(({ row, favours, printed }) => `${row.rowId} ${favours ?? ''} ${printed}`).toSorted(),
        explanation: { printed: counted, computed: [], fits: [], values: { question, ...cautions(joined), first: first ?? '', second: second ?? '', forFirst: of(first).map(describedComparison), forSecond: of(second).map(describedComparison) } },
      };
    });
  },
  say: (explanation) => `Trials of one question (${String(explanation.values['question'])}) find significant effects in opposite directions: ${explanation.printed}.${cautionText(explanation)}`,
  arithmetic: ({ values }) => [...headedLines(`Better with ${String(values['first'])}`, values['forFirst']), ...headedLines(`Better with ${String(values['second'])}`, values['forSecond'])],
};
