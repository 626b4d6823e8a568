// Owns percentages and counts: "35%", "40 (35%)", "40/114", "40 of 114 (35%)", "35% (40/114)", "35% of 114 patients",
// "24 patients (96.0%)", and "40 (35)" under an "n (%)" heading.
// Refuses k/n where nothing says that patients or an outcome are counted ("T3/4", "120/80"), and k above n.
import type { PrintedNumber } from '../../contract/evidence';
import type { Layout } from './layout';
import { readCount } from './times';
import { tokenAt, type Token } from './tokens';
import { readNumber, type Reading } from './values';
import { countedBy, isFunctionWord, timeUnitOf, type Counted } from './words';

export interface Share {
  readonly percentage: PrintedNumber | null;
  readonly k: PrintedNumber | null;
  readonly n: PrintedNumber | null;
  readonly counted: Counted | null;
  /** Tokens that belong to it behind its own end: the "of 114 patients" after "40 (35%". */
  readonly tail: { readonly from: number; readonly to: number } | null;
  /** A k/n that only its surroundings can make one: see quantities.ts. */
  readonly isBareFraction: boolean;
}

/** The share that starts at this token; null when none does. `hasCountHeading`: an "n (%)" heading governs the text. */
export function readShare(layout: Layout, from: number, hasCountHeading: boolean): Reading<Share> | null {
  const count = readCount(layout.tokens, from);
  if (count !== null) {
    const fraction = readFraction(layout, from) ?? readCountWithPercentage(layout, from, count.to, hasCountHeading);
    if (fraction !== null) return fraction;
  }
  return readPercentage(layout, from);
}

function isPercentAt(tokens: readonly Token[], at: number): number | null {
  const token = tokenAt(tokens, at);
  if (token.text === '%' || token.text === 'percent' || token.text === 'pct') return at + 1;
  return token.text === 'per' && tokenAt(tokens, at + 1).text === 'cent' ? at + 2 : null;
}

/** A printed whole number, or a number word as it stands in the text ("Twenty-four"). */
function printedCount(layout: Layout, from: number): Reading<PrintedNumber> | null {
  const count = readCount(layout.tokens, from);
  if (count === null) return null;
  const text = layout.text.slice(tokenAt(layout.tokens, from).start, tokenAt(layout.tokens, count.to - 1).end);
  return { value: { text, value: count.value, decimals: 0 }, from, to: count.to };
}

// "40/114", "40 of 114", "40 out of the 114 patients", each perhaps with "(35%" behind.
function readFraction(layout: Layout, from: number): Reading<Share> | null {
  const { tokens } = layout;
  const k = printedCount(layout, from);
  if (k === null) return null;
  const before = tokenAt(tokens, from - 1);
  if (before.text === '/') return null;
  let at = k.to;
  const isSlash = tokenAt(tokens, at).text === '/';
  if (isSlash) at += 1;
  else if (tokenAt(tokens, at).text === 'out' && tokenAt(tokens, at + 1).text === 'of') at += 2;
  else if (tokenAt(tokens, at).text === 'of') at += 1;
  else return null;
  at = skipArticles(tokens, at);
  const n = printedCount(layout, at);
  if (n === null || n.value.value < k.value.value || n.value.value < 1 || isPercentAt(tokens, n.to) !== null) return null;
  if (isSlash && (tokenAt(tokens, n.to).text === '/' && tokenAt(tokens, n.to + 1).kind === 'number')) return null;
  const counted = countedAfter(layout, n.to);
  const bracketAt = openerWithPercentage(layout, n.to, counted.to);
  const percentage = bracketAt === null ? null : percentageIn(layout, bracketAt);
  const isBareFraction = percentage === null && counted.counted === null;
  return { value: { percentage: percentage?.value ?? null, k: k.value, n: n.value, counted: counted.counted, tail: null, isBareFraction }, from, to: percentage?.to ?? n.to };
}

function skipArticles(tokens: readonly Token[], from: number): number {
  let at = from;
  while (at < from + 3 && ['the', 'these', 'those', 'all', 'a', 'total', 'our', 'their', '~'].includes(tokenAt(tokens, at).text)) at += 1;
  return at;
}

// The noun behind a number, within a few words: "51 evaluable patients", "25 PD-L1 expressing patients".
function countedAfter(layout: Layout, from: number): { readonly counted: Counted | null; readonly to: number } {
  const { tokens } = layout;
  for (let at = from; at < from + 6; at += 1) {
    const token = tokenAt(tokens, at);
    const isPersonTime = ['person', 'patient'].includes(token.text) && tokenAt(tokens, at + 1).text === '-' && timeUnitOf(tokenAt(tokens, at + 2)) !== null;
    if (isPersonTime) return { counted: 'person-years', to: at + 3 };
    const counted = token.kind === 'word' ? countedBy(token.text) : null;
    if (counted !== null && token.text !== 'evaluable' && token.text !== 'assessable') return { counted, to: at + 1 };
    if (token.kind === 'number' || (token.kind === 'sign' && token.text !== '-') || isFunctionWord(token.text) || ['vs', 'versus'].includes(token.text)) return { counted: null, to: from };
  }
  return { counted: null, to: from };
}

// The bracket directly behind a count or behind its noun.
function openerWithPercentage(layout: Layout, first: number, second: number): number | null {
  for (const at of [first, second]) {
    const opener = tokenAt(layout.tokens, at).text;
    if ((opener === '(' || opener === '[') && (layout.partner[at] ?? -1) > at && percentageIn(layout, at) !== null) return at;
  }
  return null;
}

function percentageIn(layout: Layout, opener: number): Reading<PrintedNumber> | null {
  const { tokens } = layout;
  let at = opener + 1;
  if (tokenAt(tokens, at).text === '=' || tokenAt(tokens, at).text === ',') at += 1;
  const number = tokenAt(tokens, at).number;
  const end = number === null ? null : isPercentAt(tokens, at + 1);
  if (number === null || end === null || ['ci', 'confidence', 'cri'].includes(tokenAt(tokens, end).text)) return null;
  return { value: number, from: at, to: end };
}

// "40 (35%) of 114 patients", "24 patients (96.0%)", "12 of these (63%)", and "40 (35)" under its heading.
function readCountWithPercentage(layout: Layout, from: number, countEnd: number, hasCountHeading: boolean): Reading<Share> | null {
  const { tokens } = layout;
  const k = printedCount(layout, from);
  if (k === null) return null;
  let at = countEnd;
  let counted: Counted | null = null;
  while (at < countEnd + 5 && tokenAt(tokens, at).kind === 'word') {
    const word = tokenAt(tokens, at);
    if (['vs', 'versus', 'v', 'and', 'or', 'to', 'than', 'in', 'for', 'with', 'at'].includes(word.text) || timeUnitOf(word) !== null) return null;
    counted ??= countedBy(word.text);
    at += 1;
  }
  if (tokenAt(tokens, at).text !== '(' && tokenAt(tokens, at).text !== '[') return null;
  const closer = layout.partner[at] ?? -1;
  if (closer < 0) return null;
  const percentage = percentageIn(layout, at) ?? (hasCountHeading && at === countEnd ? bareNumberIn(layout, at, closer) : null);
  if (percentage === null) return null;
  const tail = tailOf(layout, closer + 1);
  return {
    value: { percentage: percentage.value, k: k.value, n: tail?.n ?? null, counted: tail?.counted ?? counted, tail: tail === null ? null : { from: tail.from, to: tail.to }, isBareFraction: false },
    from, to: percentage.to,
  };
}

function bareNumberIn(layout: Layout, opener: number, closer: number): Reading<PrintedNumber> | null {
  const number = tokenAt(layout.tokens, opener + 1).number;
  return number === null || closer !== opener + 2 || number.value > 100 ? null : { value: number, from: opener + 1, to: opener + 2 };
}

interface Tail {
  readonly n: PrintedNumber;
  readonly counted: Counted | null;
  readonly from: number;
  readonly to: number;
}

// "of 114 patients", "of the 114", "of N = 114"
function tailOf(layout: Layout, from: number): Tail | null {
  const { tokens } = layout;
  if (tokenAt(tokens, from).text === 'out' && tokenAt(tokens, from + 1).text === 'of') return tailOf(layout, from + 1);
  if (tokenAt(tokens, from).text !== 'of') return null;
  const n = printedCount(layout, skipArticles(tokens, from + 1));
  if (n === null || isPercentAt(tokens, n.to) !== null || timeUnitOf(tokenAt(tokens, n.to)) !== null) return null;
  const counted = countedAfter(layout, n.to);
  return { n: n.value, counted: counted.counted, from, to: n.to };
}

// "35%", "35% (40/114)", "35% (n = 40)", "35%, 40/114", "35% of 114 patients", "35% of lesions"
function readPercentage(layout: Layout, from: number): Reading<Share> | null {
  const { tokens } = layout;
  const number = readNumber(layout, from);
  const end = number === null ? null : isPercentAt(tokens, number.to);
  if (number === null || end === null) return null;
  if (tokenAt(tokens, from - 1).text === '/' && tokenAt(tokens, from).kind === 'number' && tokenAt(tokens, from - 2).text === '%') return plain(layout, number.value, from, end);
  const behind = fractionBehind(layout, end);
  if (behind !== null) return { value: { percentage: number.value, ...behind.value, tail: null, isBareFraction: false }, from, to: behind.to };
  return plain(layout, number.value, from, end);
}

function plain(layout: Layout, percentage: PrintedNumber, from: number, end: number): Reading<Share> {
  const tail = tailOf(layout, end);
  if (tail !== null) return { value: { percentage, k: null, n: tail.n, counted: tail.counted, tail: null, isBareFraction: false }, from, to: tail.to };
  return { value: { percentage, k: null, n: null, counted: countedOf(layout, end), tail: null, isBareFraction: false }, from, to: end };
}

// "of patients", "of all treated lesions", "patients"
function countedOf(layout: Layout, from: number): Counted | null {
  const { tokens } = layout;
  const at = ['of', 'in'].includes(tokenAt(tokens, from).text) ? skipArticles(tokens, from + 1) : from;
  return countedAfter(layout, at).counted;
}

// The count behind a percentage: in brackets first in them, or after a comma or semicolon inside the same ones.
function fractionBehind(layout: Layout, from: number): Reading<{ readonly k: PrintedNumber; readonly n: PrintedNumber | null; readonly counted: Counted | null }> | null {
  const { tokens } = layout;
  const sign = tokenAt(tokens, from);
  const isOpener = sign.text === '(' || sign.text === '[';
  if (!isOpener && !((sign.text === ',' || sign.text === ';') && (layout.bracket[from] ?? -1) >= 0)) return null;
  let at = from + 1;
  const isNamed = ['n', 'no'].includes(tokenAt(tokens, at).text) && ['=', ':'].includes(tokenAt(tokens, at + 1).text);
  if (isNamed) at += 2;
  const k = printedCount(layout, at);
  if (k === null || tokenAt(tokens, at).kind === 'word' && !isNamed && tokenAt(tokens, k.to).text !== 'of') return null;
  const fraction = readFraction(layout, at);
  if (fraction !== null && fraction.value.n !== null) return { value: { k: k.value, n: fraction.value.n, counted: fraction.value.counted }, from, to: fraction.to };
  const closer = isOpener ? layout.partner[from] ?? -1 : layout.partner[layout.bracket[from] ?? -1] ?? -1;
  const noun = countedBy(tokenAt(tokens, k.to).text);
  const isAlone = k.to === closer || tokenAt(tokens, k.to).text === ';' || tokenAt(tokens, k.to).text === ',' || (noun !== null && k.to + 1 === closer);
  if (!isAlone || (!isNamed && noun === null && tokenAt(tokens, at).kind !== 'number') || (!isNamed && noun === null && tokenAt(tokens, k.to).text === ',')) return null;
  return isNamed || noun !== null ? { value: { k: k.value, n: null, counted: noun }, from, to: noun === null ? k.to : k.to + 1 } : null;
}

/** Whether the text has an "n (%)" heading, so that "40 (35)" is a count with its percentage. */
export function hasCountHeading(layout: Layout): boolean {
  return layout.tokens.some((token, at) => token.text === '%' && tokenAt(layout.tokens, at - 1).text === '(' && tokenAt(layout.tokens, at + 1).text === ')'
    && (['n', 'no', '.', 'number', 'patients', 'count', 'events', '='].includes(tokenAt(layout.tokens, at - 2).text)));
}
