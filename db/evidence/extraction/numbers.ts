// Owns where a number stands in running text, on top of the reader of printed numbers: what only looks like one stays
// together as one piece (versions and dates 1.2.3, runs of digits too long to be meant), and a number with thousands set
// apart remembers its groups, because a lost space makes the same print of a list ("378,190").
import type { PrintedNumber } from '../../contract/evidence';
import { readPrintedNumber, type PrintedNumber as ReadPrintedNumber } from '../printedNumber';

interface NumberPlace {
  readonly end: number;
  /** Null: not a number after all, though all of it belongs together. */
  readonly printed: PrintedNumber | null;
  readonly groups: readonly string[] | null;
}

export function isDigit(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19);
}

/** Points that stand before decimals: full stop, middle dot, bullet operator, dot operator. */
export function isPoint(code: number): boolean {
  return code === 0x2e || code === 0xb7 || code === 0x2219 || code === 0x22c5 || code === 0xff0e;
}

/** What the contract keeps of a printed number; the rest follows from its text. */
function asPrinted({ text, value, decimals }: ReadPrintedNumber): PrintedNumber {
  return { text, value, decimals };
}

/** Reads the number that starts at `from` (a digit, or a point before one); null when none starts there. */
export function readNumberPlace(text: string, from: number): NumberPlace | null {
  const first = text.charCodeAt(from);
  if (!isDigit(first) && !(isPoint(first) && isDigit(text.charCodeAt(from + 1)))) return null;
  const read = readPrintedNumber(text, from);
  if (read === null) return { end: runEnd(text, from), printed: null, groups: null };
  const { number, end } = read;
  return { end, printed: asPrinted(number), groups: number.isGrouped && number.decimals === 0 && number.text.includes(',') ? number.text.split(',') : null };
}

// Digits and points as far as they go.
function runEnd(text: string, from: number): number {
  let at = from + 1;
  while (isDigit(text.charCodeAt(at)) || (isPoint(text.charCodeAt(at)) && isDigit(text.charCodeAt(at + 1)))) at += 1;
  return at;
}
