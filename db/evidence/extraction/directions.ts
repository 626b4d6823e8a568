// Owns words of direction beside an outcome: "higher", "shorter", "improved", "fewer", and which way is good for an outcome.
// Refuses a direction that is negated ("not significantly higher", "no difference").
import type { OutcomeClass } from '../../contract/evidence';
import type { Layout } from './layout';
import { tokenAt } from './tokens';

const more = new Set(['higher', 'longer', 'greater', 'increased', 'increase', 'increases', 'more', 'prolonged', 'prolongs', 'prolong', 'larger', 'extended', 'highest', 'longest', 'elevated', 'raised', 'delayed', 'delays', 'delay']);
const less = new Set(['lower', 'shorter', 'fewer', 'less', 'reduced', 'reduces', 'decreased', 'decreases', 'smaller', 'lowered', 'reduction', 'lowest', 'shortest', 'diminished']);
const better = new Set(['better', 'improved', 'improves', 'superior', 'improvement', 'improve', 'favorable', 'favourable', 'benefit']);
const worse = new Set(['worse', 'inferior', 'poorer', 'worsened', 'poor']);
const negations = new Set(['not', 'no', 'without', 'neither', 'nor', 'failed', 'similar', 'comparable']);
const goodWhenLess: ReadonlySet<OutcomeClass> = new Set(['PD', 'mortality', 'recurrence', 'SRE', 'fracture', 'adverse events']);

interface Measured {
  readonly outcomeClass: OutcomeClass;
  /** Times: of an event that is bad, a later one is good. */
  readonly isTime: boolean;
}

/**
 * 1: the group that is named has the larger value; −1: the smaller; 0: not said. The last word before `to` decides. Whether
 * "better" is more depends on the outcome: it is asked only of words that stand with it (`isOwn`).
 */
export function directionIn(layout: Layout, from: number, to: number, measured: Measured, isOwn: boolean): -1 | 0 | 1 {
  for (let at = to - 1; at >= from; at -= 1) {
    const token = tokenAt(layout.tokens, at);
    if (token.kind !== 'word') continue;
    const direction = directionOf(token.text, measured, isOwn);
    if (direction !== 0) return isNegated(layout, from, at) ? 0 : direction;
  }
  return 0;
}

function directionOf(word: string, { outcomeClass, isTime }: Measured, isOwn: boolean): -1 | 0 | 1 {
  if (more.has(word)) return 1;
  if (less.has(word)) return -1;
  if (!isOwn || outcomeClass === 'other' || outcomeClass === 'follow-up') return 0;
  const good = goodWhenLess.has(outcomeClass) && !isTime ? -1 : 1;
  if (better.has(word)) return good;
  return worse.has(word) ? (good === 1 ? -1 : 1) : 0;
}

function isNegated(layout: Layout, from: number, at: number): boolean {
  for (let before = at - 1; before >= from && before >= at - 6; before -= 1) {
    const { text } = tokenAt(layout.tokens, before);
    if (negations.has(text)) return true;
    if (text === ',' || text === ';' || text === 'but') return false;
  }
  return false;
}

const comparing = new Set([...more, ...less, ...better, ...worse, 'than', 'compared', 'versus', 'vs', 'difference', 'differences', 'differed', 'differ', 'between', 'associated', 'factor', 'predictor', 'advantage', 'outperformed', 'significant', 'higher']);

/** Whether words in a range compare groups at all, rather than tell of one. */
export function hasComparison(layout: Layout, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const token = tokenAt(layout.tokens, at);
    if (token.kind === 'word' && comparing.has(token.text) && token.text !== 'improved' && token.text !== 'significant') return true;
  }
  return false;
}

const factorWords = new Set(['predictor', 'predictors', 'prognostic', 'factor', 'factors', 'correlated', 'correlation', 'mutation', 'mutations', 'multivariate', 'multivariable', 'univariate', 'independent', 'independently']);

/** Whether a range speaks of predictors and factors, not of the trial's arms. */
export function speaksOfFactors(layout: Layout, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (factorWords.has(tokenAt(layout.tokens, at).text)) return true;
  return false;
}
