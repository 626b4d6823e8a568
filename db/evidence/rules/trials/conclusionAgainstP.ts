// R5, conclusion against p: the conclusion claims a benefit while every p between arms is α or more. Info when the claim is
// hedged. Leaves alone rows with any smaller or borderline p, with an interval that leaves out no effect, with results
// called significant without a number, conclusions that acknowledge a trend, and those that only say "safe" or "effective".
import type { PValue, TrialResult } from '../../../contract/evidence';
import { cellText } from '../../../contract/values';
import { shortened } from '../described';
import type { RowRule } from '../rule';
import { readConclusion } from './conclusions';
import { decisionOf, decisionOfInterval, isRatio, pRange, pText } from './decisions';
import { printedPValues } from './printedPValues';
import { claimsSignificance } from './significanceWords';

export const conclusionAgainstP: RowRule<'trials'> = {
  kind: 'row', id: 'R5', version: 1, table: 'trials',
  check: (row, { alpha }) => {
    const results = row.extracted.results.slice(0, 400);
    const values = distinctP(results);
    const decisions = [...values.map(({ p }) => p), ...printedPValues(cellText(row.values['conclusions']), 'conclusions')].map((p) => decisionOf(p, alpha));
    const between = values.filter(({ isBetween }) => isBetween);
    if (between.length === 0 || decisions.some((decision) => decision !== 'not significant')) return [];
    if (results.some((result) => decisionOfInterval(result) === 'significant')) return [];
    if (claimsSignificance(cellText(row.values['results']))) return [];
    const claim = readConclusion(cellText(row.values['conclusions'])).find(({ kind, isBare }) => kind === 'benefit' && !isBare);
    if (claim === undefined) return [];
    const ranges = between.flatMap(({ p }) => { const range = pRange(p, alpha); return range === null ? [] : [range]; });
    const least = Math.min(...ranges.map(([low]) => low));
    const printed = between.map(({ p, outcome }) => `${outcome === '' ? '' : `${shortened(outcome, 60)}: `}${pText(p)}`);
    return [{
      members: [{ table: 'trials', rowId: row.rowId, field: 'conclusions', side: '' }], span: { field: 'conclusions', start: claim.start, end: claim.end }, quote: shortened(claim.text, 300),
      severity: claim.isHedged ? 'info' : 'minor', confidence: between.every(({ isSure }) => isSure) ? 'certain' : 'probable', locus: '', inputs: [String(alpha), ...printed, claim.text.toLowerCase()],
      explanation: { printed: printed.join('; '), computed: [{ name: 'least p between arms', low: least, high: least }], fits: [], values: { claim: shortened(claim.text, 300).replace(/\.$/u, ''), isHedged: claim.isHedged, alpha, count: between.length, list: printed } },
    }];
  },
  say: ({ printed, values }) => `The conclusion claims a benefit${values['isHedged'] === true ? ' (hedged)' : ''}, “${String(values['claim'])}”, while ${values['count'] === 1 ? 'the only p between arms is' : 'every p between arms is'} ${String(values['alpha'])} or more: ${printed}.`,
  arithmetic: ({ values }) => (Array.isArray(values['list']) ? values['list'].map((entry) => `${String(entry)}, not below α = ${String(values['alpha'])}`) : []),
};

interface SeenP { readonly p: PValue; readonly outcome: string; readonly isBetween: boolean; readonly isSure: boolean }

/** Each printed p once. */
function distinctP(results: readonly TrialResult[]): readonly SeenP[] {
  const seen = new Map<string, SeenP>();
  for (const result of results) {
    const { p } = result;
    if (p === null) continue;
    const place = `${p.span.field} ${p.span.start}`;
    const isBetween = !result.flags.isBeforeAfter && !result.flags.isSubgroup && p.test !== 'heterogeneity' && p.test !== 'interaction' && p.test !== 'noninferiority'
      && (result.comparison !== null || result.arms.length > 1 || ((isRatio(result.measure) || result.measure === 'difference') && result.arms.length !== 1));
    const before = seen.get(place);
    seen.set(place, { p, outcome: result.outcome === '' ? result.outcomeClass : result.outcome, isBetween: isBetween || before?.isBetween === true, isSure: (result.confidence === 'certain' || result.otherArms.length > 0) && before?.isSure !== false });
  }
  return [...seen.values()];
}
