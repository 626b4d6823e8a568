// N8, medians and orders: a median within its range or interval; CR ≤ ORR ≤ DCR, PFS ≤ OS, and survival that does not rise
// with time. Compares only what is of the same arm, the same patients, the same time and the same kind of outcome ("bone
// ORR" is another than "ORR"). Leaves alone what was not reached, and pairs that some order of the arms keeps.
import { assertNever } from '../../../contract/assertNever';
import type { Found, RowRule, TrialEvidence } from '../rule';
import { checkMedian } from '../../arithmetic/orders';
import { textOf } from './calm';
import { readTrial } from './guardedTrial';
import { membersAt, nameOf, numberedPlaces, quoteOf } from './places';
import { brokenOrders, type BrokenOrder } from './outcomeOrders';
import { leastSure, printedOfStated } from './readings';

export const mediansAndOrders: RowRule<'trials'> = {
  kind: 'row', id: 'N8', version: 1, table: 'trials',
  check: (row) => [...wrongMedians(row), ...wrongOrders(row)],
  say: (explanation) => `“${explanation.printed}” is not consistent as printed: ${textOf(explanation, 'why')}.`,
  arithmetic: (explanation) => [textOf(explanation, 'numbers')],
};

function wrongMedians(row: TrialEvidence): readonly Found[] {
  const place = numberedPlaces();
  return row.extracted.results.flatMap((result): readonly Found[] => {
    if (result.measure !== 'median' && !(result.measure === 'mean' && (result.intervalKind === 'range'))) return [];
    const locus = place(`${result.measure} ${nameOf(result)}`);
    const [median, lower, upper] = [printedOfStated(result.estimate), printedOfStated(result.lower), printedOfStated(result.upper)];
    if (median === null || result.flags.isApproximate || hasTwoUnits(row, result.span)) return [];
    const checked = checkMedian({ median, lower, upper });
    if (checked.verdict !== 'not consistent') return [];
    const quote = quoteOf(row, result.span);
    const limits = `${result.lower?.text ?? ''} to ${result.upper?.text ?? ''}`;
    return [{
      members: membersAt(row, result.span.field), span: result.span, quote, severity: checked.severity, confidence: result.confidence, locus, inputs: [median.text, lower?.text ?? '', upper?.text ?? ''],
      explanation: {
        printed: quote, computed: [], fits: [],
        values: { why: `the ${result.measure} lies ${checked.shown.place} its ${result.intervalKind === 'confidence' ? 'interval' : 'range'}`, numbers: `${result.measure === 'mean' ? 'Mean' : 'Median'} ${median.text}; from ${limits}.` },
      },
    }];
  });
}

const unitWords = /(?:hour|day|week|month|year)/giu;

/** "14 months (0.5–3 years)" is left to the reader. */
function hasTwoUnits(row: TrialEvidence, span: Parameters<typeof quoteOf>[1]): boolean {
  return new Set(quoteOf(row, span).toLowerCase().match(unitWords) ?? []).size > 1;
}

function wrongOrders(row: TrialEvidence): readonly Found[] {
  const place = numberedPlaces();
  return brokenOrders(readTrial(row), (span) => quoteOf(row, span)).map((broken): Found => {
    const { lesser, greater } = broken;
    const quote = quoteOf(row, lesser.span);
    return {
      members: membersAt(row, lesser.span.field), span: lesser.span, quote, severity: 'major', confidence: leastSure(lesser.confidence, greater.confidence, broken.isSameSentence ? 'certain' : 'probable'),
      locus: place(`${nameOf(lesser)} and ${nameOf(greater)}`), inputs: [lesser.estimate?.text ?? '', greater.estimate?.text ?? '', lesser.timePoint?.text ?? '', greater.timePoint?.text ?? ''],
      explanation: { printed: `${quote} and ${quoteOf(row, greater.span)}`, computed: [], fits: [], values: { why: whyOf(broken), numbers: numbersOf(row, broken) } },
    };
  });
}

function whyOf({ kind, lesser, greater }: BrokenOrder): string {
  switch (kind) {
    case 'response': return `${nameOf(lesser)} is part of ${nameOf(greater)}, and can't be above it`;
    case 'survival times':
    case 'survival rates': return `${nameOf(lesser)} ends with death as ${nameOf(greater)} does, and can't be above it`;
    case 'survival': return `survival can't rise from ${greater.timePoint?.text ?? 'earlier'} to ${lesser.timePoint?.text ?? 'later'}`;
    default: return assertNever(kind);
  }
}

function numbersOf(row: TrialEvidence, { lesser, greater }: BrokenOrder): string {
  return `${nameOf(lesser)}${lesser.timePoint === null ? '' : ` (${lesser.timePoint.text})`}: ${quoteOf(row, lesser.span)}; ${nameOf(greater)}${greater.timePoint === null ? '' : ` (${greater.timePoint.text})`}: ${quoteOf(row, greater.span)}.`;
}
