// N9, the form of a p value: above 1, or 0. A p value is a probability of data that did occur: it is never above 1 and
// never 0; "0.000" is how software prints less than 0.0005. Leaves alone p = 1, bounds such as p > 0 and p < 1, and NS.
import type { PValue, TrialResult } from '../../../contract/evidence';
import type { Found, RowRule, TrialEvidence } from '../rule';

type Fault = 'above 1' | 'zero';

export const pSyntax: RowRule<'trials'> = {
  kind: 'row', id: 'N9', version: 1, table: 'trials',
  check: (row) => {
    const counts = new Map<string, number>();
    return pValuesOf(row.extracted.results).flatMap(({ p, result }): readonly Found[] => {
      const fault = faultOf(p);
      if (fault === null || p.value === null) return [];
      const outcome = result.outcome.slice(0, 200);
      const place = (counts.get(outcome) ?? 0) + 1;
      counts.set(outcome, place);
      const quote = textOf(row, p);
      return [{
        members: [{ table: 'trials', rowId: row.rowId, field: p.span.field, side: '' }],
        span: p.span, quote, severity: fault === 'above 1' ? 'major' : 'minor', confidence: result.confidence, locus: `${outcome} ${place}`, inputs: [p.operator, p.value.text],
        explanation: { printed: quote, computed: [{ name: 'p', low: p.value.value, high: p.value.value }], fits: fault === 'zero' ? fitsOfZero(p.value.decimals) : [], values: { fault, operator: p.operator, value: p.value.text } },
      }];
    });
  },
  say: ({ printed, values }) => (values['fault'] === 'above 1'
    ? `“${printed}” is not consistent as printed: no p value is above 1.`
    : `“${printed}” is not consistent as printed: a p value can be very small, but it is never 0.`),
  arithmetic: ({ values }) => [values['fault'] === 'above 1' ? `A p value lies above 0 and up to 1; printed is ${String(values['value'])}.` : 'A p value lies above 0 and up to 1.'],
};

/** Each p value once, with the first result that it stands for. */
function pValuesOf(results: readonly TrialResult[]): readonly { readonly p: PValue; readonly result: TrialResult }[] {
  const seen = new Map<string, { readonly p: PValue; readonly result: TrialResult }>();
  for (const result of results) {
    const { p } = result;
    if (p === null) continue;
    const place = `${p.span.field} ${p.span.start} ${p.span.end}`;
    if (!seen.has(place)) seen.set(place, { p, result });
  }
  return [...seen.values()].toSorted((left, right) => left.p.span.start - right.p.span.start);
}

function faultOf({ operator, value }: PValue): Fault | null {
  if (value === null) return null;
  if (value.value > 1) return 'above 1';
  // Nothing is less than 0; more than 0 is true of every p.
  const isBelow = operator === '=' || operator === '≈' || operator === '<' || operator === '≤';
  return value.value === 0 && isBelow ? 'zero' : null;
}

/** What three printed zeros round from: "< 0.0005". */
function fitsOfZero(decimals: number): readonly string[] {
  return decimals >= 1 && decimals <= 10 ? [`p < 0.${'0'.repeat(decimals)}5`] : [];
}

function textOf(row: TrialEvidence, { span }: PValue): string {
  const cell = row.values[span.field];
  return typeof cell === 'string' ? cell.slice(span.start, span.end) : '';
}
