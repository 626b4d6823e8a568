// Owns single values: a number with its minus, and the values that have no number (NE, NR, "not reached", "not evaluable",
// "∞"). Refuses a dash that stands between two numbers as a minus.
import type { OpenValue, PrintedNumber, StatedValue } from '../../contract/evidence';
import type { Layout } from './layout';
import { tokenAt, type Token } from './tokens';

export interface Reading<Value> {
  readonly value: Value;
  readonly from: number;
  /** One past its last token. */
  readonly to: number;
}

const openWords: ReadonlyMap<string, OpenValue['open']> = new Map([['NE', 'NE'], ['NR', 'NR'], ['NA', 'NE'], ['NC', 'NE'], ['NYR', 'NR'], ['unreached', 'NR'], ['infinity', 'NE'], ['Inf', 'NE'], ['inf', 'NE'], ['ne', 'NE'], ['nr', 'NR'], ['N.R', 'NR'], ['N.E', 'NE']]);
const notWords: ReadonlyMap<string, OpenValue['open']> = new Map([['reached', 'NR'], ['attained', 'NR'], ['reach', 'NR'], ['evaluable', 'NE'], ['estimable', 'NE'], ['available', 'NE'], ['calculable', 'NE'], ['estimated', 'NE'], ['achieved', 'NR'], ['assessable', 'NE'], ['applicable', 'NE'], ['calculated', 'NE'], ['determined', 'NE'], ['determinable', 'NE']]);

/** "not reached (NR)", "NE", "∞": a value without a number; null when there is none here. */
export function readOpenValue(layout: Layout, from: number): Reading<OpenValue> | null {
  const { tokens } = layout;
  const token = tokenAt(tokens, from);
  const direct = token.raw === '∞' ? 'NE' : token.kind === 'word' ? openWords.get(token.raw) : undefined;
  if (direct !== undefined) return { value: { text: token.raw, open: direct }, from, to: from + 1 };
  if (token.text !== 'not') return null;
  const after = tokenAt(tokens, from + 1);
  const last = after.text === 'yet' || after.text === 'been' || after.text === 'be' ? from + 2 : from + 1;
  const open = notWords.get(tokenAt(tokens, last).text);
  if (open === undefined) return null;
  const text = layout.text.slice(token.start, tokenAt(tokens, last).end);
  const isRepeated = tokenAt(tokens, last + 1).text === '(' && openWords.has(tokenAt(tokens, last + 2).raw) && tokenAt(tokens, last + 3).text === ')';
  return { value: { text, open }, from, to: isRepeated ? last + 4 : last + 1 };
}

/** A number, with the minus that belongs to it. `from` may be the minus or the number. */
export function readNumber(layout: Layout, from: number): Reading<PrintedNumber> | null {
  const { tokens } = layout;
  const token = tokenAt(tokens, from);
  if (token.number !== null) return isDecimalComma(tokens, from) ? null : { value: token.number, from, to: from + 1 };
  const next = tokenAt(tokens, from + 1);
  const isSign = (token.text === '-' || token.text === '+') && !next.isSpaced && next.number !== null;
  if (!isSign || !isMinus(tokens, from)) return null;
  const text = layout.text.slice(token.start, next.end);
  return { value: { ...next.number, text, value: token.text === '-' ? -next.number.value : next.number.value }, from, to: from + 2 };
}

// "0,65": a decimal comma, which is asked about and not guessed.
function isDecimalComma(tokens: readonly Token[], at: number): boolean {
  const before = tokenAt(tokens, at - 1);
  const isHead = tokenAt(tokens, at).text === '0' && tokenAt(tokens, at + 1).text === ',' && !tokenAt(tokens, at + 1).isSpaced && tokenAt(tokens, at + 2).kind === 'number' && !tokenAt(tokens, at + 2).isSpaced;
  return isHead || (before.text === ',' && !before.isSpaced && !tokenAt(tokens, at).isSpaced && tokenAt(tokens, at - 2).text === '0');
}

// A dash belongs to the number behind it after a space, an opening bracket, a comma, a sign or another dash.
function isMinus(tokens: readonly Token[], at: number): boolean {
  const token = tokenAt(tokens, at);
  const before = tokenAt(tokens, at - 1);
  return token.isSpaced || at === 0 || (before.kind === 'sign' && !['%', ')', ']'].includes(before.text));
}

export function readStatedValue(layout: Layout, from: number): Reading<StatedValue> | null {
  return readNumber(layout, from) ?? readOpenValue(layout, from);
}
