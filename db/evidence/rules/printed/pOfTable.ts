// N5, the p of a table: the p values that the counts of two and more arms can have by every usual test, against the printed
// one. Of all pairings, denominators and hidden splits the most lenient counts. Leaves alone p values of models, pairs,
// strata, survival curves and one side, subgroups without their n, and tables that are too many to tell.
import type { Explanation } from '../../../contract/findings';
import type { Checked } from '../../arithmetic/checked';
import { checkCountsAgainstP, type CountsAgainstP } from '../../arithmetic/countsAgainstP';
import type { CountsRatio } from '../../arithmetic/ratioAgainstCounts';
import { tablesFromSplits, type CountsTable, type FeasibleTables } from '../../arithmetic/feasibleTables';
import type { PrintedP } from '../../printedP';
import { mostExactTables } from '../../statistics/rByTwo';
import type { Found, RowRule } from '../rule';
import { calmList, calmNumber, calmP, numberIn, textOf } from './calm';
import { tablesOf } from './denominators';
import { hasOtherPatients, isBesideHazards, isNoCount, isNoTableP } from './exemptions';
import { hiddenPairOf } from './hiddenDenominator';
import { readTrial, type ReadTrial } from './guardedTrial';
import { membersAt, nameOf, numberedPlaces, quoteOf, stretchOf } from './places';
import { leastSure, printedPOf, type Comparison } from './readings';

interface Weighed {
  readonly checked: Checked<CountsAgainstP>;
  /** Where the counts come from. */
  readonly of: 'arms' | 'pairings' | 'splits';
}

export const pOfTable: RowRule<'trials'> = {
  kind: 'row', id: 'N5', version: 1, table: 'trials',
  check: (row, { alpha }) => {
    const place = numberedPlaces();
    const trial = readTrial(row);
    return trial.comparisons.flatMap((comparison): readonly Found[] => {
      const [first] = comparison.shares;
      if (first === undefined) return [];
      const locus = place(nameOf(first));
      const weighed = weighedTable(trial, comparison, alpha);
      const span = stretchOf([...comparison.shares.map((share) => share.span), ...(comparison.p === null ? [] : [comparison.p.span])]);
      const p = printedPOf(comparison.p);
      if (weighed?.checked.verdict !== 'not consistent' || span === null || p === null) return [];
      const { severity, shown } = weighed.checked;
      const quote = quoteOf(row, span);
      return [{
        members: membersAt(row, span.field), span, quote, severity,
        confidence: leastSure(weighed.of === 'arms' ? 'certain' : 'probable', ...(weighed.of === 'splits' && shown.tablesTried > 1 ? ['possible' as const] : []), ...comparison.shares.map(({ confidence }) => confidence)), locus,
        inputs: [...comparison.shares.map(({ k, n, percentage }) => `${k?.text ?? ''}/${n?.text ?? ''} ${percentage?.text ?? ''}`), ...trial.arms.map(({ n }) => String(n)), p.text],
        explanation: {
          printed: quote, computed: shown.tests.map(({ test, p: tested }) => ({ name: test, low: tested, high: tested })), fits: [`p from ${calmP(shown.fromCounts.lower)} to ${calmP(shown.fromCounts.upper)}`],
          values: {
            table: tableText(shown.table), of: weighed.of, tried: shown.tablesTried, p: p.text, alpha, factor: shown.factor, ofCounts: shown.decisions.counts, ofP: shown.decisions.p,
            pPrinted: [shown.printed.lower, shown.printed.upper], pComputed: [shown.fromCounts.lower, shown.fromCounts.upper], granted: [shown.granted.lower, shown.granted.upper],
          },
        },
      }];
    });
  },
  say: (explanation) => {
    const [ofCounts, ofP] = [textOf(explanation, 'ofCounts'), textOf(explanation, 'ofP')];
    const isFlipped = ofCounts !== ofP && ofCounts !== 'borderline' && ofP !== 'borderline';
    const factor = numberIn(explanation, 'factor') ?? 1;
    const size = isFlipped ? ` These are ${ofCounts} at α = ${calmNumber(numberIn(explanation, 'alpha') ?? 0)}; the printed p is ${ofP}.` : factor >= 10 ? ` The printed p is ${factor >= 1000 ? 'more than a thousand' : calmNumber(Math.floor(factor))} times off.` : '';
    return `“${explanation.printed}” is not consistent as printed: ${textOf(explanation, 'table')}${originText(explanation)} gives ${calmList(explanation.computed, calmP)}.${size}`;
  },
  arithmetic: (explanation) => {
    const tried = numberIn(explanation, 'tried') ?? 1;
    return [
      `${textOf(explanation, 'table')}${originText(explanation)}: ${calmList(explanation.computed, calmP)}.`,
      `Printed ${textOf(explanation, 'p')}; ${explanation.fits[0] ?? ''} was found, and 15% beyond is granted.`,
      ...(tried > 1 ? [`Of ${tried} tables that the print leaves open, this one comes nearest.`] : []),
    ];
  },
};

function originText(explanation: Explanation): string {
  const of = textOf(explanation, 'of');
  if (of === 'splits') return numberIn(explanation, 'tried') === 1 ? ' (the only division of all patients that gives these percentages)' : ' (the nearest division of all patients)';
  return of === 'pairings' ? ' (the nearest pairing with the arms)' : '';
}

function tableText(table: CountsTable): string {
  return table.map(({ k, n }) => `${k}/${n}`).join(' vs ');
}

/** Whether some usual test gives the printed p from the counts of its comparison: then it says nothing about an interval beside it. */
export function isGivenByCounts(trial: ReadTrial, comparison: Comparison, alpha: number): boolean {
  return weighedTable(trial, comparison, alpha)?.checked.verdict === 'consistent';
}

interface WeighingContext { readonly p: PrintedP; readonly ratios: readonly CountsRatio[]; readonly alpha: number; readonly mostExact: number }

/** null where the comparison is none that this rule reads. */
function weighedTable(trial: ReadTrial, comparison: Comparison, alpha: number): Weighed | null {
  const { shares, results } = comparison;
  const p = printedPOf(comparison.p);
  const isExempt = isBesideHazards(comparison) || results.some(isNoTableP);
  if (shares.length < 2 || p === null || isExempt || shares.some((share) => isNoCount(share) || hasOtherPatients(share))) return null;
  const found = tablesOf(trial, shares);
  if (found === null) return null;
  // Exact tests of a whole row take no longer than one that is allowed alone.
  const mostExact = mostExactTables / Math.max(1, trial.comparisons.length);
  const context = { p, ratios: [...new Set(results.flatMap(({ measure }) => (measure === 'RR' || measure === 'OR' ? [measure] : [])))], alpha, mostExact };
  const isOpen = shares.some(({ isArmCertain, n }) => !isArmCertain && n === null);
  if (found.length > 0) return mostLenient(found, context, isOpen ? 'pairings' : 'arms');
  const hidden = hiddenPairOf(trial, comparison);
  // Groups with names of their own need not be all patients.
  return hidden === null || hidden.isNamed || hidden.splits.length === 0 ? null : mostLenient([tablesFromSplits(hidden.splits)], context, 'splits');
}

/** One table that gives p, or that can't be told, silences all. */
function mostLenient(tables: readonly FeasibleTables[], context: WeighingContext, of: Weighed['of']): Weighed | null {
  let nearest: Weighed | null = null;
  const { p, ratios, alpha } = context;
  const mostExact = Math.floor(context.mostExact / tables.length);
  for (const feasible of tables) {
    const checked = checkCountsAgainstP({ feasible, p, exempt: null, ratios, mostExact }, alpha);
    if (checked.verdict !== 'not consistent') return { checked, of };
    if (nearest === null || isMilder(checked, nearest.checked)) nearest = { checked, of };
  }
  return nearest;
}

function isMilder(left: Checked<CountsAgainstP>, right: Checked<CountsAgainstP>): boolean {
  if (left.verdict !== 'not consistent' || right.verdict !== 'not consistent') return false;
  return left.severity === right.severity ? left.shown.factor < right.shown.factor : left.severity === 'minor';
}
