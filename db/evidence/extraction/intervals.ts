// Owns intervals: confidence and credible intervals, ranges, interquartile ranges, and bare pairs in brackets; with dash,
// "to", comma, semicolon, unequal decimals and open limits. Owns spreads (± 2.1, SD 2.1) too.
// Refuses to mend: limits printed in the wrong order stay so, for a rule to see.
import type { PrintedNumber, StatedValue, TrialResult } from '../../contract/evidence';
import type { Layout } from './layout';
import { tokenAt, type Token } from './tokens';
import { readNumber, readStatedValue, type Reading } from './values';
import { isOtherUnit, timeUnitOf } from './words';

type IntervalKind = NonNullable<TrialResult['intervalKind']>;

export interface Interval {
  /** Null for a bare pair in brackets. */
  readonly kind: IntervalKind | null;
  readonly level: number | null;
  readonly lower: StatedValue;
  readonly upper: StatedValue;
}

export interface IntervalLabel {
  readonly kind: IntervalKind;
  readonly level: number | null;
}

export interface Spread {
  readonly kind: 'SD' | 'SE';
  readonly value: PrintedNumber;
}

const confidenceWords = new Set(['ci', 'cis', 'cl', 'cli', 'rci']);
const fillers = new Set([',', ':', '=', 'of', 'was', 'were', 'from', 'is', 'ranging', 'between', '-', ';']);

/** "95% CI", "CI 95%", "95% confidence interval [CI]", "range", "IQR": the label alone; null when none starts here. */
export function readIntervalLabel(layout: Layout, from: number): Reading<IntervalLabel> | null {
  const { tokens } = layout;
  const level = readLevel(tokens, from);
  let at = level?.to ?? from;
  if (tokenAt(tokens, at).text === '-' && level !== null) at += 1;
  const named = readName(tokens, at, level !== null);
  if (named === null) return null;
  const word = tokenAt(tokens, at).raw;
  at = named.to;
  const opener = tokenAt(tokens, at);
  if ((opener.text === '[' || opener.text === '(') && confidenceWords.has(tokenAt(tokens, at + 1).text) && (layout.partner[at] ?? -1) === at + 2) at += 3;
  else if ((opener.text === '[' || opener.text === '(') && ['cri', 'iqr'].includes(tokenAt(tokens, at + 1).text) && (layout.partner[at] ?? -1) === at + 2) at += 3;
  const glued = tokenAt(tokens, from).text === 'ci95';
  if (glued) return { value: { kind: named.kind, level: 0.95 }, from, to: tokenAt(tokens, at).text === '%' ? at + 1 : at };
  const behind = level === null ? readLevelBehind(layout, at) : null;
  if (named.kind === 'confidence' && word === 'IC' && level === null && behind === null) return null;
  return { value: { kind: named.kind, level: level?.value ?? behind?.value ?? null }, from, to: behind?.to ?? at };
}

function readLevel(tokens: readonly Token[], at: number): { readonly value: number; readonly to: number } | null {
  const token = tokenAt(tokens, at);
  if (token.number === null || token.number.value < 50 || token.number.value >= 100) return null;
  const next = tokenAt(tokens, at + 1);
  const value = Number((token.number.value / 100).toFixed(6));
  if (next.text === '%') return { value, to: at + 2 };
  return ['ci', 'cri', 'confidence'].includes(next.text) ? { value, to: at + 1 } : null;
}

// "CI 95%", "CI95%", "CI (95%)"
function readLevelBehind(layout: Layout, at: number): { readonly value: number; readonly to: number } | null {
  const isBracketed = tokenAt(layout.tokens, at).text === '(';
  const number = tokenAt(layout.tokens, isBracketed ? at + 1 : at);
  if (number.number === null || number.number.value < 50 || number.number.value >= 100) return null;
  const to = isBracketed ? at + 2 : at + 1;
  if (tokenAt(layout.tokens, to).text !== '%') return null;
  if (isBracketed && layout.partner[at] !== to + 1) return null;
  // "CI 80%-93%": the first limit, not a level.
  if (!isBracketed && ['-', 'to', ','].includes(tokenAt(layout.tokens, to + 1).text) && isBound(layout, to + 2) && tokenAt(layout.tokens, to + 3).text === '%') return null;
  return { value: Number((number.number.value / 100).toFixed(6)), to: isBracketed ? to + 2 : to + 1 };
}

function isBound(layout: Layout, at: number): boolean {
  return readStatedValue(layout, at) !== null;
}

function readName(tokens: readonly Token[], at: number, hasLevel: boolean): { readonly kind: IntervalKind; readonly to: number } | null {
  const word = tokenAt(tokens, at);
  const next = tokenAt(tokens, at + 1);
  if (word.kind !== 'word') return null;
  if (word.text === 'ci' || word.text === 'cis' || word.text === 'ci95' || word.raw === 'IC' || (hasLevel && confidenceWords.has(word.text))) return { kind: 'confidence', to: at + 1 };
  if (word.text === 'c' && next.text === '.' && tokenAt(tokens, at + 2).text === 'i') return { kind: 'confidence', to: tokenAt(tokens, at + 3).text === '.' ? at + 4 : at + 3 };
  if (['confidence', 'conf'].includes(word.text) && ['interval', 'intervals', 'limits', 'limit', 'int'].includes(next.text)) return { kind: 'confidence', to: at + 2 };
  if (word.text === 'cri' || word.text === 'hdi' || word.text === 'bci') return { kind: 'credible', to: at + 1 };
  if (['credible', 'credibility'].includes(word.text) && next.text.startsWith('interval')) return { kind: 'credible', to: at + 2 };
  if (word.text === 'range' || word.text === 'ranges' || word.text === 'ranging' || word.text === 'ranged') return { kind: 'range', to: at + 1 };
  if (word.text === 'min' && ['-', '/'].includes(next.text) && tokenAt(tokens, at + 2).text === 'max') return { kind: 'range', to: at + 3 };
  if (word.text === 'iqr') return { kind: 'interquartile', to: at + 1 };
  if (word.text === 'interquartile' || (word.text === 'inter' && tokenAt(tokens, at + 2).text === 'quartile')) {
    const last = word.text === 'inter' ? at + 3 : at + 1;
    return { kind: 'interquartile', to: tokenAt(tokens, last).text === 'range' || tokenAt(tokens, last).text === 'interval' ? last + 1 : last };
  }
  if (word.text === 'q1' && tokenAt(tokens, at + 2).text === 'q3') return { kind: 'interquartile', to: at + 3 };
  return null;
}

/** A labelled interval with both limits: "95% CI, 1.20-14.6", "range: 3 to 24 months", "[95% CI] = [0.5, 0.8]". */
export function readLabelledInterval(layout: Layout, from: number): Reading<Interval> | null {
  const label = readIntervalLabel(layout, from);
  if (label === null) return null;
  let at = label.to;
  let steps = 0;
  while (steps < 4 && fillers.has(tokenAt(layout.tokens, at).text) && !(tokenAt(layout.tokens, at).text === '-' && readNumber(layout, at) !== null && tokenAt(layout.tokens, at).isSpaced)) {
    at += 1;
    steps += 1;
  }
  const opener = tokenAt(layout.tokens, at);
  const isBracketed = opener.text === '[' || opener.text === '(';
  const pair = readPair(layout, isBracketed ? at + 1 : at, labelledSeparators);
  if (pair === null) return null;
  const closer = isBracketed ? layout.partner[at] ?? -1 : -1;
  return { value: { ...label.value, ...pair.value }, from, to: closer === pair.to ? closer + 1 : pair.to };
}

/** A pair alone in brackets, or first in them before a p or another statistic: "(0.50-0.85)", "[1.2; 14.6]", "(0.5 to 0.8; p = 0.01)". */
export function readBareInterval(layout: Layout, from: number): Reading<Interval> | null {
  const opener = tokenAt(layout.tokens, from);
  if (opener.kind !== 'sign' || (opener.text !== '(' && opener.text !== '[')) return null;
  const closer = layout.partner[from] ?? -1;
  if (closer < 0) return null;
  const pair = readPair(layout, from + 1, bareSeparators);
  if (pair === null || pair.to > closer) return null;
  // "22% (28 mm to 21 mm)": limits of another unit are of something else.
  const unit = tokenAt(layout.tokens, pair.to - 1);
  if (isOtherUnit(unit) && unit.text !== tokenAt(layout.tokens, from - 1).text) return null;
  const after = tokenAt(layout.tokens, pair.to).text;
  const next = tokenAt(layout.tokens, pair.to + 1);
  const isWhole = pair.to === closer;
  if (!isWhole && !((after === ';' || after === ',') && next.kind === 'word' && ['p', 'range', 'n', 'log', 'iqr', 'pvalue'].includes(next.text))) return null;
  return { value: { kind: null, level: null, ...pair.value }, from, to: isWhole ? closer + 1 : pair.to };
}

/** "0.75-1.12", "0.75 to 1.12" without brackets or label: for whoever knows that an interval must stand here. */
export function readLoosePair(layout: Layout, from: number): Reading<Interval> | null {
  const pair = readPair(layout, from, looseSeparators);
  return pair === null ? null : { value: { kind: null, level: null, ...pair.value }, from, to: pair.to };
}

const looseSeparators = new Set(['-', 'to']);
const labelledSeparators = new Set(['-', 'to', ',', ';', 'and', '~', '/', 'through', '..']);
const bareSeparators = new Set(['-', 'to', ',', ';', '~']);

function readPair(layout: Layout, from: number, separators: ReadonlySet<string>): Reading<{ readonly lower: StatedValue; readonly upper: StatedValue }> | null {
  const { tokens } = layout;
  const lower = readStatedValue(layout, from);
  if (lower === null) return null;
  const separator = skipUnit(tokens, lower.to);
  const sign = tokenAt(tokens, separator);
  if (!separators.has(sign.text)) return null;
  const upper = readStatedValue(layout, separator + 1);
  return upper === null ? null : { value: { lower: lower.value, upper: upper.value }, from, to: skipUnit(tokens, upper.to) };
}

function skipUnit(tokens: readonly Token[], at: number): number {
  const token = tokenAt(tokens, at);
  return token.text === '%' || timeUnitOf(token) !== null || isOtherUnit(token) ? at + 1 : at;
}

/** "± 2.1", "(SD 2.1)", "SD = 2.1", "[SE, 0.3]": null when none starts here. */
export function readSpread(layout: Layout, from: number): Reading<Spread> | null {
  const { tokens } = layout;
  const token = tokenAt(tokens, from);
  if (token.text === '±') {
    const number = readNumber(layout, from + 1);
    return number === null ? null : { value: { kind: 'SD', value: number.value }, from, to: tokenAt(tokens, number.to).text === '%' ? number.to + 1 : number.to };
  }
  const kind = token.raw === 'SD' ? 'SD' : ['SE', 'SEM'].includes(token.raw) ? 'SE' : token.text === 'standard' && tokenAt(tokens, from + 1).text === 'deviation' ? 'SD' : token.text === 'standard' && tokenAt(tokens, from + 1).text === 'error' ? 'SE' : null;
  if (kind === null) return null;
  let at = token.text === 'standard' ? from + 2 : from + 1;
  if (tokenAt(tokens, at).text === '[' && tokenAt(tokens, at + 1).raw.startsWith('S')) at = (layout.partner[at] ?? at) + 1;
  while ([',', ':', '=', '±', 'of', 'was'].includes(tokenAt(tokens, at).text) && at < from + 6) at += 1;
  const number = readNumber(layout, at);
  // "SD 12 (29%)" is stable disease.
  if (number === null || ['(', '/', 'of'].includes(tokenAt(tokens, number.to).text)) return null;
  return { value: { kind, value: number.value }, from, to: tokenAt(tokens, number.to).text === '%' ? number.to + 1 : number.to };
}
