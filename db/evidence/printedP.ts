// Owns p values as printed: the operator, the number, "NS", the interval that each stands for, and which side of α it lies on.
// `p < v` is [0, v]; `p = 0.05` is borderline. Refuses ranges, percentages and what is not certain: null. Linear in at
// most 64 letters.
import { isDashAt, readPrintedNumber, type PrintedNumber } from './printedNumber';
import type { Interval } from './statistics/interval';

export type POperator = '=' | '<' | '≤' | '>' | '≥' | 'not significant';

export interface PrintedP {
  /** As printed, from its label or operator on. */
  readonly text: string;
  readonly operator: POperator;
  /** null of "NS". */
  readonly number: PrintedNumber | null;
}

export interface ReadP {
  readonly p: PrintedP;
  readonly end: number;
}

/** On which side of α; `borderline` where the print leaves it open. */
export type Decision = 'significant' | 'not significant' | 'borderline';

// Sticky and without nested repeats: each takes time in proportion to what it takes in.
const labelPattern = /[pP](?:[-‐‑–_ ]?(?:values?|val))?(?:[-‐‑–_ ]?(?:for )?(?:trend|interaction|heterogeneity))?/uy;
const joinPattern = /[ \u00a0\u2009]{0,3}(?::|of|was|is|were|are)?[ \u00a0\u2009]{0,3}/uy;
const operatorPattern = /(?:<=|=<|≤|⩽|≦|<\/=|>=|=>|≥|⩾|≧|=[ \u00a0\u2009]{0,2}[<>≤≥]|<|＜|less than|lower than|below|>|＞|greater than|more than|above|=|＝)[ \u00a0\u2009]{0,3}/uy;
const notSignificantPattern = /(?:n\.?[ ]?s\.?|(?:not|non)[-‐‑ ]?(?:statistically )?significant)(?![\p{L}\p{N}])/iuy;

function endOf(pattern: RegExp, text: string, from: number): number | null {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : null;
}

const operators: ReadonlyMap<string, POperator> = new Map([
  ['<=', '≤'], ['=<', '<'], ['≤', '≤'], ['⩽', '≤'], ['≦', '≤'], ['</=', '≤'], ['>=', '≥'], ['=>', '>'], ['≥', '≥'], ['⩾', '≥'], ['≧', '≥'], ['=≤', '≤'], ['=≥', '≥'],
  ['<', '<'], ['＜', '<'], ['lessthan', '<'], ['lowerthan', '<'], ['below', '<'], ['>', '>'], ['＞', '>'], ['greaterthan', '>'], ['morethan', '>'], ['above', '>'], ['=', '='], ['＝', '='],
]);

/**
 * The p value whose label ("P", "p-value", "P for trend") or operator begins exactly at `from`; null if none does. A number
 * without an operator counts only after a label, and up to 1.
 */
export function readPrintedP(text: string, from: number): ReadP | null {
  const labelEnd = endOf(labelPattern, text, from);
  const start = labelEnd === null ? from : (endOf(joinPattern, text, labelEnd) ?? labelEnd);
  const operatorEnd = endOf(operatorPattern, text, start);
  if (labelEnd === null && operatorEnd === null) return readAlone(text, from);
  const at = operatorEnd ?? start;
  const operator = operatorEnd === null ? '=' : operators.get(text.slice(start, operatorEnd).replaceAll(/[ \u00a0\u2009]/gu, ''));
  if (operator === undefined) return null;

  const silentEnd = endOf(notSignificantPattern, text, at);
  if (silentEnd !== null && operator === '=') return { p: { text: text.slice(from, silentEnd), operator: 'not significant', number: null }, end: silentEnd };
  // "P0.05" is a name, "P 0.05" is not.
  if (isDashAt(text, at) || text.charAt(at) === '+' || (operatorEnd === null && at === labelEnd)) return null;
  const read = readPrintedNumber(text, at);
  if (read === null || isMoreThanANumber(text, read.end) || (operatorEnd === null && read.number.value > 1)) return null;
  return { p: { text: text.slice(from, read.end), operator, number: read.number }, end: read.end };
}

/** A range, a percentage, a decimal comma, or letters that run on. */
function isMoreThanANumber(text: string, end: number): boolean {
  const next = text.charAt(end);
  const afterNext = text.charAt(end + 1);
  if (next === '%' || next === '％') return true;
  return (isDashAt(text, end) || next === ',') && /[\d.]/u.test(afterNext);
}

function readAlone(text: string, from: number): ReadP | null {
  const end = endOf(notSignificantPattern, text, from);
  return end === null ? null : { p: { text: text.slice(from, end), operator: 'not significant', number: null }, end };
}

/** The whole text is one p value, or a bare number from 0 to 1; null otherwise. */
export function parsePrintedP(text: string): PrintedP | null {
  if (text.length > 256) return null;
  const trimmed = text.trim();
  const found = readPrintedP(trimmed, 0);
  if (found !== null) return found.end === trimmed.length ? found.p : null;
  const bare = readPrintedNumber(trimmed, 0);
  const isP = bare !== null && bare.end === trimmed.length && bare.number.value >= 0 && bare.number.value <= 1;
  return isP ? { text: trimmed, operator: '=', number: bare.number } : null;
}

const usualAlpha = 0.05;

/** What a printed p leaves open, within 0 to 1; null where it says nothing (p > 1, p < 0, a bare 0). */
export function pInterval({ operator, number }: PrintedP, alpha: number): Interval | null {
  // Whoever printed "NS" had an α of their own, the usual one if not a smaller.
  if (operator === 'not significant') return { lower: Math.min(alpha, usualAlpha), upper: 1 };
  if (number === null || number.value < 0 || number.value > 1) return null;
  if (operator === '=') return number.value === 0 && number.decimals <= 0 ? null : { lower: Math.max(0, number.lower), upper: Math.min(1, number.upper) };
  if (operator === '<' || operator === '≤') return number.value === 0 ? null : { lower: 0, upper: number.value };
  return { lower: number.value, upper: 1 };
}

/** Where a printed p stands to α. `p = 0.05` at 0.05 is borderline, and so is whatever holds numbers of both sides. */
export function decisionOfP(p: PrintedP, alpha: number): Decision {
  const interval = pInterval(p, alpha);
  if (interval === null) return 'borderline';
  const isAtAlpha = p.operator !== '<' && p.operator !== '>' && p.number?.value === alpha;
  if (isAtAlpha) return 'borderline';
  if (interval.upper <= alpha) return 'significant';
  return interval.lower >= alpha ? 'not significant' : 'borderline';
}
