// N1, interval and p: the p that a ratio or difference with its confidence interval implies, against the p beside it.
// Leaves alone log-rank and likelihood-ratio p values, those of another question (trend, interaction, noninferiority),
// credible intervals, approximate numbers, limits that were not reached, and a p that the counts beside it give.
import type { TrialResult } from '../../../contract/evidence';
import type { Explanation, Quantity } from '../../../contract/findings';
import type { Checked } from '../../arithmetic/checked';
import { checkIntervalAgainstP, type IntervalAgainstP } from '../../arithmetic/intervalAgainstP';
import { pInterval } from '../../printedP';
import type { Found, RowRule } from '../rule';
import { calmNumber, calmP, calmRange, intervalIn, numberIn, textOf } from './calm';
import { isOfAnotherQuestion } from './exemptions';
import { readTrial, type ReadTrial } from './guardedTrial';
import { membersAt, nameOf, numberedPlaces, quoteOf, spansOf, stretchOf } from './places';
import { isGivenByCounts } from './pOfTable';
import { leastSure, printedOfStated, printedPOf } from './readings';

/** What an interval that states no level may be of. */
const usualLevels = [0.95, 0.9, 0.99];

export const intervalAndP: RowRule<'trials'> = {
  kind: 'row', id: 'N1', version: 1, table: 'trials',
  check: (row, { alpha }) => {
    const place = numberedPlaces();
    const trial = readTrial(row);
    return trial.results.flatMap((result): readonly Found[] => {
      const locus = place(`${nameOf(result)} ${result.measure}`);
      const checked = checkedInterval(trial, result, alpha);
      const p = printedPOf(result.p);
      const span = stretchOf(spansOf(result));
      const pPrinted = p === null ? null : pInterval(p, alpha);
      if (checked?.verdict !== 'not consistent' || span === null || p === null || pPrinted === null) return [];
      const { zFromInterval, pFromInterval, zFromP, readAs, gap, tolerance, decisions } = checked.shown;
      const quote = quoteOf(row, span);
      return [{
        members: membersAt(row, span.field), span, quote, severity: checked.severity, confidence: leastSure(result.confidence, result.level === null ? 'probable' : 'certain'), locus,
        inputs: [result.measure, ...[result.estimate, result.lower, result.upper].map((value) => value?.text ?? ''), String(result.level), p.text],
        explanation: {
          printed: quote,
          computed: [
            { name: 'p of the interval', low: pFromInterval.lower, high: pFromInterval.upper }, { name: 'z of the interval', low: zFromInterval.lower, high: zFromInterval.upper },
            { name: 'z of the printed p', low: zFromP.lower, high: zFromP.upper },
          ],
          fits: [`p = ${calmRange(pFromInterval.lower, pFromInterval.upper, calmP)}`],
          values: {
            pPrinted: [pPrinted.lower, pPrinted.upper], pComputed: [pFromInterval.lower, pFromInterval.upper], p: p.text, readAs, gap, tolerance, alpha,
            ofInterval: decisions.interval, ofP: decisions.p, level: result.level ?? 0.95,
          },
        },
      }];
    });
  },
  say: (explanation) => {
    const [ofInterval, ofP] = [textOf(explanation, 'ofInterval'), textOf(explanation, 'ofP')];
    const isFlipped = ofInterval !== ofP && ofInterval !== 'borderline' && ofP !== 'borderline';
    return `“${explanation.printed}” is not consistent as printed: by its interval p is ${computedP(explanation)}${isFlipped ? `, ${ofInterval}, while the printed p is ${ofP} at α = ${calmNumber(numberIn(explanation, 'alpha') ?? 0)}` : ''}.`;
  },
  arithmetic: (explanation) => {
    const [, ofInterval, ofP] = explanation.computed;
    return [
      `The interval (${calmNumber(100 * (numberIn(explanation, 'level') ?? 0))}%, as far as rounding leaves it open): z ${rangeOf(ofInterval)}, p ${computedP(explanation)}.`,
      `Printed ${textOf(explanation, 'p')}: z ${rangeOf(ofP)}. One-sided it does not fit either.`,
      `Between them z differs by ${calmNumber(numberIn(explanation, 'gap') ?? 0)}; ${calmNumber(numberIn(explanation, 'tolerance') ?? 0)} is granted.`,
    ];
  },
};

/** null where the result is none that this rule reads. */
function checkedInterval(trial: ReadTrial, result: TrialResult, alpha: number): Checked<IntervalAgainstP> | null {
  const { measure, flags, intervalKind } = result;
  if (measure !== 'HR' && measure !== 'RR' && measure !== 'OR' && measure !== 'difference') return null;
  const p = printedPOf(result.p);
  const estimate = printedOfStated(result.estimate);
  if (p === null || estimate === null || flags.isApproximate || isOfAnotherQuestion(result.p) || !(intervalKind === 'confidence' || intervalKind === null)) return null;
  const stated = { scale: measure === 'difference' ? 'difference' : 'ratio', estimate, lower: printedOfStated(result.lower), upper: printedOfStated(result.upper), p, pFrom: flags.isLogRank ? 'log-rank' : null, isOfCounts: isOfCounts(result) } as const;
  const [first, ...others] = (result.level === null ? usualLevels : [result.level]).map((level) => checkIntervalAgainstP({ ...stated, level }, alpha));
  if (first?.verdict !== 'not consistent' || others.some((other) => other.verdict !== 'not consistent')) return first ?? null;
  const comparison = trial.comparisonOf.get(result);
  return comparison !== undefined && isGivenByCounts(trial, comparison, alpha) ? null : first;
}

/** Its p may be that of a table: of a model it says so. */
function isOfCounts({ measure, unit, flags }: TrialResult): boolean {
  return !flags.isAdjusted && !flags.isStratified && (measure === 'RR' || measure === 'OR' || (measure === 'difference' && unit === '%'));
}

function computedP(explanation: Explanation): string {
  const [low, high] = intervalIn(explanation, 'pComputed') ?? [0, 1];
  return calmRange(low, high, calmP);
}

function rangeOf(quantity: Quantity | undefined): string {
  if (quantity === undefined || quantity.low === null) return 'unknown';
  return quantity.high === null ? `${calmNumber(quantity.low)} or more` : calmRange(quantity.low, quantity.high, calmNumber);
}
