// N2, the shape of an interval: lower ≤ estimate ≤ upper, and a ratio about midway on the logarithmic scale. Leaves alone
// limits that were not reached, approximate numbers, estimates printed without their sign, and percentages whose limits
// are printed as fractions. Medians are N8's; credible intervals are asked for their order only.
import type { TrialResult } from '../../../contract/evidence';
import { checkIntervalGeometry } from '../../arithmetic/intervalGeometry';
import type { PrintedNumber } from '../../printedNumber';
import { areDisjoint } from '../../statistics/interval';
import type { Found, RowRule } from '../rule';
import { calmNumber, numberIn, textOf } from './calm';
import { membersAt, nameOf, numberedPlaces, quoteOf } from './places';
import { printedOfStated } from './readings';

interface Limits { readonly scale: 'ratio' | 'difference'; readonly estimate: PrintedNumber; readonly lower: PrintedNumber; readonly upper: PrintedNumber }

const saidOrders: Readonly<Record<string, string>> = {
  'limits reversed': 'the lower limit is above the upper one', 'estimate below its limits': 'the estimate lies below its limits', 'estimate above its limits': 'the estimate lies above its limits',
};

export const intervalShape: RowRule<'trials'> = {
  kind: 'row', id: 'N2', version: 1, table: 'trials',
  check: (row) => {
    const place = numberedPlaces();
    return row.extracted.results.flatMap((result): readonly Found[] => {
      const locus = place(`${nameOf(result)} ${result.measure}`);
      const limits = limitsOf(result);
      if (limits === null) return [];
      const checked = checkIntervalGeometry(limits);
      if (checked.verdict !== 'not consistent') return [];
      const { order, asymmetry, mostAsymmetry } = checked.shown;
      if (order === 'kept' && result.intervalKind === 'credible') return [];
      const { estimate, lower, upper } = limits;
      const quote = quoteOf(row, result.span);
      const middle = lower.value > 0 ? Math.sqrt(lower.value * upper.value) : null;
      return [{
        members: membersAt(row, result.span.field), span: result.span, quote, severity: checked.severity, confidence: result.confidence, locus,
        inputs: [result.measure, estimate.text, lower.text, upper.text],
        explanation: {
          printed: quote, computed: order === 'kept' && middle !== null ? [{ name: 'middle of the limits', low: middle, high: middle }] : [], fits: [],
          values: { order, asymmetry, mostAsymmetry, estimate: estimate.text, lower: lower.text, upper: upper.text },
        },
      }];
    });
  },
  say: (explanation) => `“${explanation.printed}” is not consistent as printed: ${saidOrders[textOf(explanation, 'order')] ?? 'a ratio lies about midway between its limits on the logarithmic scale, and this one does not'}.`,
  arithmetic: (explanation) => {
    const asymmetry = numberIn(explanation, 'asymmetry');
    const [middle] = explanation.computed;
    if (asymmetry === null) return [`Estimate ${textOf(explanation, 'estimate')}, limits ${textOf(explanation, 'lower')} and ${textOf(explanation, 'upper')}.`];
    return [
      `Estimate ${textOf(explanation, 'estimate')}, limits ${textOf(explanation, 'lower')} and ${textOf(explanation, 'upper')}${middle?.low === null || middle?.low === undefined ? '' : `, whose middle is ${calmNumber(middle.low)}`}.`,
      `The two sides differ by ${calmNumber(100 * asymmetry)}% of their sum, whatever was rounded; up to ${calmNumber(100 * (numberIn(explanation, 'mostAsymmetry') ?? 0))}% is usual.`,
    ];
  },
};

/** null where the result is none that this rule reads. */
function limitsOf(result: TrialResult): Limits | null {
  const { measure, flags, intervalKind } = result;
  const [estimate, lower, upper] = [result.estimate, result.lower, result.upper].map(printedOfStated);
  if (estimate === null || lower === null || upper === null || estimate === undefined || lower === undefined || upper === undefined || flags.isApproximate) return null;
  if (intervalKind === 'range' || intervalKind === 'interquartile') return null;
  if (measure === 'HR' || measure === 'RR' || measure === 'OR') return { scale: 'ratio', estimate, lower, upper };
  if (intervalKind === null) return null;
  if (measure === 'difference') return isSignless(estimate, lower, upper) ? null : { scale: 'difference', estimate, lower, upper };
  if (measure === 'mean') return { scale: 'difference', estimate, lower, upper };
  const isFractions = lower.value >= 0 && upper.value <= 1 && estimate.value > 1;
  return measure === 'percentage' && !isFractions ? { scale: 'difference', estimate, lower, upper } : null;
}

/** "a reduction of 3.2 (−5.1 to −1.3)": its opposite lies within. "−1.3 to −5.1": read from the smaller change to the larger. */
function isSignless(estimate: PrintedNumber, lower: PrintedNumber, upper: PrintedNumber): boolean {
  if (lower.value < 0 && upper.value < lower.value) return true;
  const opposite = { lower: -estimate.upper, upper: -estimate.lower };
  return lower.lower <= upper.upper && !areDisjoint(opposite, { lower: lower.lower, upper: upper.upper });
}
