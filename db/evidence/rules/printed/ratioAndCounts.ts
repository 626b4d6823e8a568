// N6, ratio and counts: a risk or odds ratio that the counts beside it give only when it is turned round (inverse, ratio of
// non-response, odds for risk); it is named. Leaves alone hazard ratios and rate ratios, adjusted, matched, weighted and
// stratified ones, and ratios that no reading of the counts gives.
import type { TrialResult } from '../../../contract/evidence';
import { checkRatioAgainstCounts, type RatioAgainstCounts, type RatioReading } from '../../arithmetic/ratioAgainstCounts';
import type { Checked } from '../../arithmetic/checked';
import { tablesFromSplits, type FeasibleTables } from '../../arithmetic/feasibleTables';
import type { Found, RowRule } from '../rule';
import { calmList, calmNumber, calmRange, textOf } from './calm';
import { tablesOf } from './denominators';
import { hasOtherPatients, isNoCount } from './exemptions';
import { hiddenPairOf } from './hiddenDenominator';
import { readTrial, type ReadTrial } from './guardedTrial';
import { membersAt, nameOf, numberedPlaces, quoteOf, stretchOf } from './places';
import { leastSure, printedOfStated, type Comparison } from './readings';

const saidReadings: Readonly<Record<RatioReading, string>> = {
  'as printed': 'the ratio as printed', inverse: 'its inverse, the second group over the first', complement: 'the ratio of non-response, the second group over the first',
  'inverse of complement': 'the ratio of non-response, the first group over the second', 'OR for RR': 'the odds ratio', 'RR for OR': 'the risk ratio',
};

export const ratioAndCounts: RowRule<'trials'> = {
  kind: 'row', id: 'N6', version: 1, table: 'trials',
  check: (row) => {
    const place = numberedPlaces();
    const trial = readTrial(row);
    return trial.comparisons.flatMap((comparison) => comparison.results.flatMap((result): readonly Found[] => {
      if (result.measure !== 'RR' && result.measure !== 'OR') return [];
      const locus = place(`${nameOf(result)} ${result.measure}`);
      const weighed = weighedRatio(trial, comparison, result, result.measure);
      const ratio = printedOfStated(result.estimate);
      const span = stretchOf([...comparison.shares.map((share) => share.span), result.span]);
      if (weighed?.checked.verdict !== 'not consistent' || ratio === null || span === null) return [];
      const { shown, severity } = weighed.checked;
      const quote = quoteOf(row, span);
      return [{
        members: membersAt(row, span.field), span: result.span, quote: quoteOf(row, result.span), severity, confidence: leastSure(...comparison.shares.map(({ confidence }) => confidence), result.confidence), locus,
        inputs: [result.measure, ratio.text, ...comparison.shares.map(({ k, n, percentage }) => `${k?.text ?? ''}/${n?.text ?? ''} ${percentage?.text ?? ''}`), ...trial.arms.map(({ n }) => String(n))],
        explanation: {
          printed: `${result.measure} ${ratio.text}`, computed: shown.fromCounts.map(({ reading, lower, upper }) => ({ name: reading === 'as printed' ? `${result.measure} from the counts` : reading, low: lower, high: upper })),
          fits: shown.fromCounts.flatMap(({ reading, lower, upper }) => (reading === 'as printed' ? [`${result.measure} ${calmRange(lower, upper, calmNumber)}`] : [])),
          values: { measure: result.measure, matches: shown.matches, reading: saidReadings[shown.matches], shares: quote, table: weighed.table },
        },
      }];
    }));
  },
  say: (explanation) => `“${explanation.printed}” is not consistent as printed with ${textOf(explanation, 'table')}: the counts give ${explanation.fits[0] ?? 'another ratio'}. What is printed is ${textOf(explanation, 'reading')}.`,
  arithmetic: (explanation) => [`${textOf(explanation, 'table')}: ${calmList(explanation.computed, calmNumber)}.`],
};

interface WeighedRatio { readonly checked: Checked<RatioAgainstCounts>; readonly table: string }

function weighedRatio(trial: ReadTrial, comparison: Comparison, result: TrialResult, measure: 'RR' | 'OR'): WeighedRatio | null {
  const { shares } = comparison;
  const [first, second] = shares;
  const ratio = printedOfStated(result.estimate);
  if (first === undefined || second === undefined || shares.length > 2 || ratio === null || isNoPlainRatio(result) || shares.some((share) => isNoCount(share) || hasOtherPatients(share))) return null;
  const isOrderKnown = result.isArmCertain && shares.every(({ isArmCertain }) => isArmCertain);
  let found: WeighedRatio | null = null;
  for (const feasible of tablesInOrder(trial, comparison, isReversed(result, first, second))) {
    const checked = checkRatioAgainstCounts({ measure, ratio, feasible, isOrderKnown, exempt: null });
    if (checked.verdict !== 'not consistent') return null;
    const [table] = feasible.tables;
    found ??= { checked, table: (table ?? []).map(({ k, n }) => `${k}/${n}`).join(' vs ') };
  }
  return found;
}

/** Person-time, models, pairs and strata give ratios that counts don't. */
function isNoPlainRatio({ flags, printedMeasure }: TrialResult): boolean {
  return flags.isAdjusted || flags.isMatched || flags.isWeighted || flags.isStratified || flags.isApproximate || flags.isBeforeAfter || /\brate ratio|\bhazard|\bIRR\b|adjusted|\ba(?:RR|OR)\b/iu.test(printedMeasure ?? '');
}

/** The ratio names its arms the other way round than the shares stand. */
function isReversed({ arms, isArmCertain }: TrialResult, first: TrialResult, second: TrialResult): boolean {
  return isArmCertain && first.isArmCertain && second.isArmCertain && arms.length === 2 && arms[0] === second.arms[0] && arms[1] === first.arms[0] && arms[0] !== arms[1];
}

function tablesInOrder(trial: ReadTrial, comparison: Comparison, isOtherWayRound: boolean): readonly FeasibleTables[] {
  const found = tablesOf(trial, comparison.shares) ?? [];
  const hidden = found.length > 0 ? null : hiddenPairOf(trial, comparison);
  const all = hidden === null || hidden.isNamed || hidden.splits.length === 0 ? found : [tablesFromSplits(hidden.splits)];
  return isOtherWayRound ? all.map(({ tables, isWhole }) => ({ isWhole, tables: tables.map((table) => table.toReversed()) })) : all;
}
