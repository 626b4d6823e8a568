// Owns points in time that a statistic belongs to: "5-year", "1-, 3- and 5-year", "at 12 months", "within 30 days",
// "at week 24". Refuses durations ("> 24 months", "for 3 months") and ages ("65-year-old").
import type { TimePoint } from '../../contract/evidence';
import type { Layout } from './layout';
import { isTensWord, tokenAt, valueOfWord, type Token } from './tokens';
import { isSingularUnit, timeUnitOf } from './words';

export interface TimeMark {
  readonly from: number;
  readonly to: number;
  readonly points: readonly TimePoint[];
  /** "at 5 years", "within 30 days" stand anywhere; "5-year" stands before its outcome. */
  readonly isPlaced: boolean;
}

const atWords = new Set(['at', 'after', 'within', 'post']);
const mostPoints = 8;

interface CountWord {
  readonly value: number;
  readonly to: number;
}

/** A whole number, in digits or words ("Twenty-four"); null for anything else. */
export function readCount(tokens: readonly Token[], at: number): CountWord | null {
  const token = tokenAt(tokens, at);
  if (token.kind === 'number') return token.number !== null && Number.isInteger(token.number.value) && token.number.decimals === 0 ? { value: token.number.value, to: at + 1 } : null;
  if (token.kind !== 'word') return null;
  const value = valueOfWord(token.text);
  if (value === null) return null;
  const unit = tokenAt(tokens, at + 1).text === '-' ? valueOfWord(tokenAt(tokens, at + 2).text) : null;
  return isTensWord(token.text) && unit !== null && unit > 0 && unit < 10 ? { value: value + unit, to: at + 3 } : { value, to: at + 1 };
}

function readAmount(tokens: readonly Token[], at: number): CountWord | null {
  const token = tokenAt(tokens, at);
  return token.number === null ? readCount(tokens, at) : { value: token.number.value, to: at + 1 };
}

export function timesOf(layout: Layout, startsOutcome: (index: number) => boolean): readonly TimeMark[] {
  const marks: TimeMark[] = [];
  let at = 0;
  while (at < layout.tokens.length) {
    const mark = readTime(layout, at, startsOutcome, marks.at(-1));
    if (mark !== null) marks.push(mark);
    at = mark?.to ?? at + 1;
  }
  return marks;
}

function readTime(layout: Layout, at: number, startsOutcome: (index: number) => boolean, last: TimeMark | undefined): TimeMark | null {
  const { tokens } = layout;
  const token = tokenAt(tokens, at);
  const isPlaced = (token.kind === 'word' && atWords.has(token.text)) || token.raw === '@';
  if (isPlaced) {
    const named = readNamedTime(layout, at + 1) ?? readNamedTime(layout, at + 2);
    if (named !== null && (named.from === at + 1 || tokenAt(tokens, at + 1).text === 'the')) return { ...named, from: at };
  }
  const from = isPlaced ? at + 1 + (['the', 'a', 'first', 'about'].includes(tokenAt(tokens, at + 1).text) ? 1 : 0) : at;
  const list = readList(layout, from);
  if (list === null) return null;
  const before = tokenAt(tokens, from - 1);
  if (!isPlaced && ['<', '>', '≤', '≥', '-', '/', '+', '~'].includes(before.text) && before.kind === 'sign') return null;
  if (['<', '>', '≤', '≥'].includes(before.text)) return null;
  const after = tokenAt(tokens, list.to);
  if (['old', 'age', 'aged', 'olds', 'history'].includes(after.text) || (after.text === '-' && tokenAt(tokens, list.to + 1).text === 'old') || (after.text === 'of' && tokenAt(tokens, list.to + 1).text === 'age')) return null;
  const isAttribute = list.isHyphenated || (list.isSingular && list.points.every((point) => point.value !== 1)) || (startsOutcome(list.to) && list.points.every((point) => Number.isInteger(point.value)));
  // "at 2 weeks (62% vs 36%), 3 months (…) and 9 months (…)"
  const isContinued = last?.isPlaced === true && layout.sentence[last.from] === layout.sentence[at] && at - last.to < 60 && [',', 'and'].includes(before.text) && ['(', '['].includes(after.text);
  if (!isPlaced && !isAttribute && !isContinued) return null;
  return { from: at, to: list.to, points: list.points, isPlaced: isPlaced || isContinued };
}

// "month 12", "week 24", "years 1 and 5"
function readNamedTime(layout: Layout, at: number): TimeMark | null {
  const unit = timeUnitOf(tokenAt(layout.tokens, at));
  if (unit === null) return null;
  const from = tokenAt(layout.tokens, at + 1).text === '-' ? at + 2 : at + 1;
  const amount = readAmount(layout.tokens, from);
  if (amount === null || tokenAt(layout.tokens, amount.to).text === '%') return null;
  const text = layout.text.slice(tokenAt(layout.tokens, at).start, tokenAt(layout.tokens, amount.to - 1).end);
  return { from: at, to: amount.to, points: [{ text, value: amount.value, unit }], isPlaced: true };
}

interface TimeList {
  readonly to: number;
  readonly points: readonly TimePoint[];
  readonly isHyphenated: boolean;
  readonly isSingular: boolean;
}

// Numbers, each perhaps with its hyphen, up to one unit that all share.
function readList(layout: Layout, from: number): TimeList | null {
  const { tokens } = layout;
  const amounts: { readonly value: number; readonly from: number; readonly to: number }[] = [];
  let at = from;
  while (amounts.length < mostPoints) {
    const amount = readAmount(tokens, at);
    if (amount === null) return null;
    amounts.push({ value: amount.value, from: at, to: amount.to });
    at = amount.to;
    const isHyphenated = tokenAt(tokens, at).text === '-' && !tokenAt(tokens, at).isSpaced;
    if (isHyphenated) at += 1;
    const unitToken = tokenAt(tokens, at);
    const unit = timeUnitOf(unitToken);
    if (unit !== null) {
      const points = amounts.map((entry, index) => ({ text: layout.text.slice(tokenAt(tokens, entry.from).start, index === amounts.length - 1 ? unitToken.end : tokenAt(tokens, entry.to - 1).end), value: entry.value, unit }));
      return { to: at + 1, points, isHyphenated, isSingular: isSingularUnit(unitToken) };
    }
    const separator = separatorEnd(tokens, at);
    if (separator === null) return null;
    at = separator;
  }
  return null;
}

function separatorEnd(tokens: readonly Token[], from: number): number | null {
  let at = from;
  if ([',', '/', '&'].includes(tokenAt(tokens, at).text)) at += 1;
  if (['and', 'or', '&'].includes(tokenAt(tokens, at).text)) at += 1;
  return at === from ? null : at;
}
