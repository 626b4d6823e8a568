// Owns what a number is as it was printed: its string, its value, its last place, and the closed interval x ± ½·10⁻ᵈ that it
// stands for. `5` is not `5.0`. Refuses what can't be told for certain (decimal commas, 1.2.3, more than 14 significant
// digits): null. Reading looks at each letter once and at no more than 64 of them, whatever the text.
import type { Interval } from './statistics/interval';

/** Its ends are the interval that rounding leaves open. */
export interface PrintedNumber extends Interval {
  /** Exactly as printed, with its sign and exponent. */
  readonly text: string;
  readonly value: number;
  /** The value in units of its last place, a whole number: value = digits · 10^(−decimals). */
  readonly digits: number;
  /** Places of the last printed digit: 2 of 0.05, 5 of 1.2e-4, −2 of 1.5e3. */
  readonly decimals: number;
  /** Thousands were set apart: 1,234. In a list without spaces this may be two numbers. */
  readonly isGrouped: boolean;
}

/** A number and where it ends in its text. */
export interface ReadNumber {
  readonly number: PrintedNumber;
  readonly end: number;
}

const longestNumber = 64;
const mostSignificant = 14;
const largestExponent = 300;

/** 0 to 9 of a digit, plain or full-width; −1 of anything else. */
function digitAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  return code >= 0xff10 && code <= 0xff19 ? code - 0xff10 : -1;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const middleDots = '·∙⋅‧';
const points = `.．․${middleDots}`;
const minuses = '-−‐‑‒–—―﹣－';
const times = `×xX*✕${middleDots}`;
/** What sets thousands apart: a comma, or a space that does not break (or is thin). */
const groupMarks = ',\u00a0\u2009\u202f';

/** One of `letters` stands at this place; never at the end of the text. */
function isOneOf(letters: string, text: string, at: number): boolean {
  return at < text.length && letters.includes(text.charAt(at));
}

/** A dash of any kind, which may be a minus or the middle of a range. */
export function isDashAt(text: string, at: number): boolean {
  return isOneOf(minuses, text, at);
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  while (at - from <= longestNumber && digitAt(text, at) >= 0) at += 1;
  return at;
}

/** Digits from … to, whatever marks set them apart, as plain ones. */
function plainDigits(text: string, from: number, to: number): string {
  let plain = '';
  for (let at = from; at < to; at += 1) {
    const digit = digitAt(text, at);
    if (digit >= 0) plain += String(digit);
  }
  return plain;
}

/** Where 1,234,567 ends; the end of its first digits where the rest is no whole groups of three. */
function endOfGroups(text: string, from: number, end: number): number {
  if (end - from > 3 || digitAt(text, from) === 0 || !isOneOf(groupMarks, text, end)) return end;
  const mark = text.charAt(end);
  let at = end;
  while (at - from < longestNumber && text.charAt(at) === mark && digitAt(text, at + 1) >= 0) {
    const next = endOfDigits(text, at + 1);
    if (next !== at + 4) return end;
    at = next;
  }
  return at;
}

interface Exponent {
  readonly exponent: number;
  readonly end: number;
}

function signAt(text: string, at: number): number {
  if (text.charAt(at) === '+' || text.charAt(at) === '⁺') return 1;
  return isDashAt(text, at) || text.charAt(at) === '⁻' ? -1 : 0;
}

/** Sign and digits of an exponent, of one kind: plain or raised. A sign may be demanded. */
function exponentAt(text: string, from: number, mayBeUnsigned: boolean): Exponent | null {
  const sign = signAt(text, from);
  let at = sign === 0 ? from : from + 1;
  const isRaised = isOneOf(superscripts, text, at);
  if (sign === 0 && !mayBeUnsigned && !isRaised) return null;
  let size = 0;
  const first = at;
  for (; at - first < 4; at += 1) {
    const digit = isRaised ? (at < text.length ? superscripts.indexOf(text.charAt(at)) : -1) : digitAt(text, at);
    if (digit < 0) break;
    size = size * 10 + digit;
  }
  const isWhole = at > first && at - first < 4 && size <= largestExponent && !(isOneOf('.,', text, at) && digitAt(text, at + 1) >= 0);
  return isWhole ? { exponent: sign < 0 ? -size : size, end: at } : null;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (at < from + 2 && isOneOf(' \u00a0\u2009\u202f', text, at)) at += 1;
  return at;
}

/** "e-4", "×10⁻⁴", " x 10-4", "*10^-4", "×10^(-4)". With `mustBeMarked` the exponent has to be raised or follow a caret. */
function scientificAt(text: string, from: number, mustBeMarked: boolean): Exponent | null {
  if (isOneOf('eE', text, from)) {
    const found = exponentAt(text, from + 1, true);
    return found === null || isLetterAt(text, found.end) ? null : found;
  }
  const sign = skipSpaces(text, from);
  if (!isOneOf(times, text, sign)) return null;
  const ten = skipSpaces(text, sign + 1);
  if (digitAt(text, ten) !== 1 || digitAt(text, ten + 1) !== 0) return null;
  const at = ten + 2;
  if (text.charAt(at) === '^') {
    const isBracketed = isOneOf('({', text, at + 1);
    const found = exponentAt(text, isBracketed ? at + 2 : at + 1, true);
    if (found === null || !isBracketed) return found;
    return isOneOf(')}', text, found.end) ? { exponent: found.exponent, end: found.end + 1 } : null;
  }
  const isRaised = isOneOf(`⁻⁺${superscripts}`, text, at) || (isDashAt(text, at) && isOneOf(superscripts, text, at + 1));
  return mustBeMarked && !isRaised ? null : exponentAt(text, at, false);
}

function isLetterAt(text: string, at: number): boolean {
  return at < text.length && /\p{L}/u.test(text.charAt(at));
}

/**
 * The number that begins exactly at `from`, sign included if one stands there; null if none does or it is not certain.
 * What follows it (a unit, a percent sign, a dash) is the caller's to read.
 */
export function readPrintedNumber(text: string, from: number): ReadNumber | null {
  const sign = text.charAt(from) === '+' ? 1 : isDashAt(text, from) ? -1 : 0;
  const start = sign === 0 ? from : from + 1;
  const firstEnd = endOfDigits(text, start);
  const whole = endOfGroups(text, start, firstEnd);
  const hasPoint = isOneOf(points, text, whole) && digitAt(text, whole + 1) >= 0;
  if (whole === start && !hasPoint) return null;

  // A raised middle dot may be a multiplication: 5·10⁻⁴.
  const early = hasPoint && whole > start && isOneOf(middleDots, text, whole) ? scientificAt(text, whole, true) : null;
  const fractionEnd = hasPoint && early === null ? endOfDigits(text, whole + 1) : whole;
  if (fractionEnd - from > longestNumber) return null;
  if (fractionEnd > whole && isOneOf('.．', text, fractionEnd) && digitAt(text, fractionEnd + 1) >= 0) return null;
  const scientific = early ?? scientificAt(text, fractionEnd, false);
  const end = scientific?.end ?? fractionEnd;
  const places = Math.max(0, fractionEnd - whole - 1);
  const number = numberOf(text.slice(from, end), plainDigits(text, start, fractionEnd), places - (scientific?.exponent ?? 0), sign < 0, whole > firstEnd);
  return number === null ? null : { number, end };
}

/** The whole text is one number, spaces around it aside; null otherwise. */
export function parsePrintedNumber(text: string): PrintedNumber | null {
  if (text.length > 4 * longestNumber) return null;
  const trimmed = text.trim();
  const found = readPrintedNumber(trimmed, 0);
  return found !== null && found.end === trimmed.length ? found.number : null;
}

function numberOf(text: string, plain: string, decimals: number, isNegative: boolean, isGrouped: boolean): PrintedNumber | null {
  const significant = plain.replace(/^0+/u, '');
  if (significant.length > mostSignificant || Math.abs(decimals) > largestExponent) return null;
  const size = Number(significant);
  const digits = isNegative && size > 0 ? -size : size;
  // Through the decimal string, so that each end is the double nearest to what was printed.
  const inLastPlace = (tenths: number): number => Number(`${tenths}e${-decimals - 1}`);
  return { text, value: inLastPlace(digits * 10), digits, decimals, isGrouped, lower: inLastPlace(digits * 10 - 5), upper: inLastPlace(digits * 10 + 5) };
}
