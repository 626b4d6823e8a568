// Owns on which side of α a printed p stands, and whether an interval leaves out the value of no effect. Refuses to
// decide what the print leaves open: p = 0.05, p < 0.1, an interval that ends at 1.
import { numberOf, type PValue, type TrialResult } from '../../../contract/evidence';
import { parsePrintedNumber } from '../../printedNumber';
import { decisionOfP, pInterval, type Decision, type PrintedP } from '../../printedP';

function printed({ operator, value }: PValue): PrintedP | null {
  if (operator === 'NS') return { text: 'NS', operator: 'not significant', number: null };
  const number = value === null ? null : parsePrintedNumber(value.text);
  return number === null ? null : { text: value?.text ?? '', operator: operator === '≈' ? '=' : operator, number };
}

export function decisionOf(p: PValue, alpha: number): Decision | null {
  const read = printed(p);
  return read === null ? null : decisionOfP(read, alpha);
}

/** What a printed p leaves open; null where it says nothing. */
export function pRange(p: PValue, alpha: number): readonly [low: number, high: number] | null {
  const read = printed(p);
  const interval = read === null ? null : pInterval(read, alpha);
  return interval === null ? null : [interval.lower, interval.upper];
}

export function pText({ operator, value }: PValue): string {
  return operator === 'NS' ? 'not significant' : `p ${operator} ${value?.text ?? ''}`.trim();
}

export function isRatio(measure: TrialResult['measure']): measure is 'HR' | 'RR' | 'OR' {
  return measure === 'HR' || measure === 'RR' || measure === 'OR';
}

/** A ratio's interval against 1, a difference's against 0; null without a confidence interval, or where it touches. */
export function decisionOfInterval({ measure, lower, upper, intervalKind }: TrialResult): Decision | null {
  const [low, high] = [numberOf(lower), numberOf(upper)];
  if (low === null || high === null || intervalKind === 'range' || intervalKind === 'interquartile' || low.value > high.value) return null;
  const none = isRatio(measure) ? 1 : measure === 'difference' ? 0 : null;
  if (none === null || low.value === none || high.value === none) return null;
  return low.value > none || high.value < none ? 'significant' : 'not significant';
}

/** Its p where there is one, else its interval. */
export function decisionOfResult(result: TrialResult, alpha: number): Decision | null {
  return (result.p === null ? null : decisionOf(result.p, alpha)) ?? decisionOfInterval(result);
}
