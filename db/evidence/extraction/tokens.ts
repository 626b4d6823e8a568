// Owns cutting a cell's text into numbers, words and signs, each with its place. Every dash is "-", every bracket, percent
// and comparison sign is its ASCII self or ≤ ≥ ≈ ±; what can't be seen (controls, marks of direction, joiners) is space.
// Refuses to judge: "CXCR4" is a word, the 89 of "Sr-89" a number that is joined to what stands before it.
import type { PrintedNumber } from '../../contract/evidence';
import { isDashAt } from '../printedNumber';
import { isDigit, isPoint, readNumberPlace } from './numbers';

export interface Token {
  readonly kind: 'number' | 'word' | 'sign';
  /** Words in lower case; signs in their plain form; numbers as printed. */
  readonly text: string;
  readonly raw: string;
  readonly start: number;
  readonly end: number;
  /** Whether space or a line's end stands before it. */
  readonly isSpaced: boolean;
  readonly hasBreak: boolean;
  /** Null for words, signs, and what only looks like a number. */
  readonly number: PrintedNumber | null;
  readonly groups: readonly string[] | null;
}

const none: Token = { kind: 'sign', text: '', raw: '', start: 0, end: 0, isSpaced: true, hasBreak: false, number: null, groups: null };

/** The token at an index; an empty sign outside the list, so that readers may look around freely. */
export function tokenAt(tokens: readonly Token[], index: number): Token {
  return tokens[index] ?? none;
}

const plainSigns: Readonly<Record<string, string>> = {
  '％': '%', '﹪': '%', '٪': '%', '＜': '<', '＞': '>', '＝': '=', '（': '(', '）': ')', '［': '[', '］': ']', '【': '[', '】': ']', '{': '(', '}': ')',
  '，': ',', '、': ',', '；': ';', '：': ':', '≦': '≤', '⩽': '≤', '≧': '≥', '⩾': '≥', '～': '~', '∼': '~', '∽': '~', '≃': '≈', '≅': '≈', '／': '/', '⁄': '/',
  '∕': '/', '＋': '+', '﹢': '+', '✕': '×', '。': '.', '∗': '*',
};
const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&le;': '≤', '&ge;': '≥', '&amp;': '&', '&plusmn;': '±', '&ndash;': '-', '&minus;': '-' };
const numberWords = new Map([
  'zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen',
  'seventeen', 'eighteen', 'nineteen', 'twenty',
].map((word, value) => [word, value] as const));
const tens = new Map([['twenty', 20], ['thirty', 30], ['forty', 40], ['fifty', 50], ['sixty', 60], ['seventy', 70], ['eighty', 80], ['ninety', 90]]);

/** The value of a number written as a word ("twelve", "none"); null for other words. "Twenty-four" is two tokens: see `readCountWord`. */
export function valueOfWord(word: string): number | null {
  return word === 'none' ? 0 : (numberWords.get(word) ?? tens.get(word) ?? null);
}

export function isTensWord(word: string): boolean {
  return tens.has(word);
}

const space = 1;
const lineEnd = 2;
const letter = 3;
const other = 4;
const notAsked = 0;
const kinds = new Uint8Array(0x1_0000);

function kindOf(code: number): number {
  const known = code < 0x1_0000 ? (kinds[code] ?? notAsked) : notAsked;
  if (known !== notAsked) return known;
  const kind = classify(code);
  if (code < 0x1_0000) kinds[code] = kind;
  return kind;
}

function classify(code: number): number {
  if (code === 0x0a || code === 0x0d || code === 0x0b || code === 0x0c || code === 0x2028 || code === 0x2029 || code === 0x85) return lineEnd;
  if (code >= 0xd800 && code <= 0xdfff) return other;
  const character = String.fromCodePoint(code);
  if (/[\p{L}\p{M}]/u.test(character)) return letter;
  return /[\s\p{C}]/u.test(character) ? space : other;
}

/** All tokens of a text, in order. Linear in its length. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let isSpaced = true;
  let hasBreak = false;
  let at = 0;
  const push = (kind: Token['kind'], shown: string, end: number, number: PrintedNumber | null = null, groups: readonly string[] | null = null): void => {
    tokens.push({ kind, text: shown, raw: text.slice(at, end), start: at, end, isSpaced, hasBreak, number, groups });
    isSpaced = false;
    hasBreak = false;
    at = end;
  };
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    const kind = kindOf(code);
    const width = code > 0xffff ? 2 : 1;
    if (kind === space || kind === lineEnd) {
      isSpaced = true;
      hasBreak ||= kind === lineEnd;
      at += width;
    } else if (kind === letter) {
      const end = wordEnd(text, at);
      push('word', text.slice(at, end).toLowerCase(), end);
    } else {
      const place = startsNumber(text, at, tokens.at(-1), isSpaced) ? readNumberPlace(text, at) : null;
      if (place !== null) push(place.printed === null ? 'sign' : 'number', place.printed === null ? '?' : text.slice(at, place.end), place.end, place.printed, place.groups);
      else pushSign(text, at, width, push);
    }
  }
  return tokens;
}

function startsNumber(text: string, at: number, before: Token | undefined, isSpaced: boolean): boolean {
  const code = text.charCodeAt(at);
  if (isDigit(code)) return true;
  // ".05" is a number; the stop of "arm.5" and of "5. 3" is not its beginning.
  return isPoint(code) && isDigit(text.charCodeAt(at + 1)) && (isSpaced || before === undefined || before.kind === 'sign');
}

function pushSign(text: string, at: number, width: number, push: (kind: 'sign', shown: string, end: number) => void): void {
  const raw = text.slice(at, at + width);
  if (raw === '&') {
    const entity = Object.keys(entities).find((name) => text.startsWith(name, at));
    if (entity !== undefined) return push('sign', entities[entity] ?? '&', at + entity.length);
  }
  if (isDashAt(text, at)) return push('sign', '-', at + 1);
  const next = text[at + 1];
  if ((raw === '<' || raw === '>') && next === '=') return push('sign', raw === '<' ? '≤' : '≥', at + 2);
  if (raw === '+' && next === '/' && text[at + 2] === '-') return push('sign', '±', at + 3);
  return push('sign', plainSigns[raw] ?? raw, at + width);
}

// Labels whose space before the number was lost ("HR0.65", "P0.03").
const glued = new Set(['hr', 'ahr', 'shr', 'rr', 'arr', 'or', 'aor', 'ci', 'vs', 'p']);

function startsDecimal(text: string, from: number): boolean {
  let at = from;
  while (at - from < 4 && isDigit(text.charCodeAt(at))) at += 1;
  return isPoint(text.charCodeAt(at)) && isDigit(text.charCodeAt(at + 1));
}

// Letters, then letters and digits ("T790M", "IL6"); an apostrophe inside a word belongs to it.
function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    if (isDigit(code) && at - from <= 3 && glued.has(text.slice(from, at).toLowerCase()) && startsDecimal(text, at)) return at;
    const isInner = isDigit(code) || kindOf(code) === letter || ((code === 0x27 || code === 0x2019) && kindOf(text.codePointAt(at + 1) ?? 0) === letter);
    if (!isInner) return at;
    at += code > 0xffff ? 2 : 1;
  }
  return at;
}
