// Owns what a number measures: it takes the label before it ("HR", "median"), its unit, and the interval or spread behind
// it. Refuses numbers that nothing explains: they stay `loose`, and are dropped unless a series gives them a unit.
import type { PrintedNumber, StatedValue } from '../../contract/evidence';
import type { Atom } from './atoms';
import type { Interval, IntervalLabel, Spread } from './intervals';
import type { MeasureLabel } from './labels';
import type { Layout } from './layout';
import { tokenAt } from './tokens';
import { countedBy, isOtherUnit, isReportVerb, readVersus, timeUnitOf, type Counted } from './words';

export interface Quantity {
  readonly kind: 'ratio' | 'difference' | 'share' | 'average' | 'loose';
  /** The label in force; null for shares and for a time without "median" or "mean". */
  readonly label: MeasureLabel | null;
  readonly labelFrom: number | null;
  readonly estimate: StatedValue | null;
  readonly k: PrintedNumber | null;
  readonly n: PrintedNumber | null;
  readonly counted: Counted | null;
  readonly isBareFraction: boolean;
  readonly unit: string | null;
  readonly interval: Interval | null;
  readonly spread: Spread | null;
  /** Token range of the value itself, and the end of all that belongs to it. */
  readonly from: number;
  readonly valueTo: number;
  readonly to: number;
}

interface Reach {
  readonly label: MeasureLabel;
  readonly at: number;
  readonly to: number;
  /** Index that the first quantity behind it has. */
  readonly first: number;
  /** Index of the last quantity that used it; -1 before the first. */
  lastUse: number;
}

const farthestLabel = 30;

/** The quantities of one text in order, each within one sentence. */
export function quantitiesOf(layout: Layout, atoms: readonly Atom[], isOutcomeBetween: (from: number, to: number) => boolean): readonly Quantity[] {
  const quantities: Quantity[] = [];
  let reach: Reach | null = null;
  let heading: IntervalLabel | null = null;
  let sentence = -1;
  let lastP = -1;
  for (const [index, atom] of atoms.entries()) {
    if (layout.sentence[atom.from] !== sentence) {
      sentence = layout.sentence[atom.from] ?? -1;
      reach = null;
      heading = null;
    }
    if (atom.kind === 'label') reach = { label: atom.label, at: atom.from, to: atom.to, first: quantities.length, lastUse: -1 };
    else if (atom.kind === 'p') lastP = atom.from;
    else if (atom.kind === 'intervalLabel') heading = atom.label;
    else if (atom.kind === 'interval' || atom.kind === 'spread') attach(layout, quantities, atom, heading, lastP);
    else {
      if (reach !== null && !isInReach(layout, reach.at, atom.from)) reach = null;
      const quantity = atom.kind === 'share' ? shareQuantity(layout, atom, reach, quantities.length, isOutcomeBetween) : numberQuantity(layout, atom, reach, quantities, atoms[index + 1]);
      if (reach !== null && quantity.label === reach.label) reach.lastUse = quantities.length;
      quantities.push(quantity);
    }
  }
  return quantities;
}

// A label inside brackets does not reach out of them.
function isInReach(layout: Layout, labelAt: number, at: number): boolean {
  const home = layout.bracket[labelAt] ?? -1;
  if (home < 0) return true;
  const closer = layout.partner[home] ?? -1;
  return at < closer || at - closer <= 3;
}

// An interval belongs to the last value before it that has none, in the same sentence and not beyond a p.
function attach(layout: Layout, quantities: Quantity[], atom: Extract<Atom, { kind: 'interval' | 'spread' }>, heading: IntervalLabel | null, lastP: number): void {
  const last = quantities.at(-1);
  if (last === undefined || layout.sentence[last.from] !== layout.sentence[atom.from] || atom.from - last.to > 16 || isCrossing(layout, last.to, atom.from)) return;
  if (atom.kind === 'spread') {
    if (last.spread === null && atom.from - last.to <= 4 && lastP < last.to) quantities[quantities.length - 1] = { ...last, kind: last.kind === 'loose' ? 'average' : last.kind, spread: atom.spread, to: atom.to, ...unitBehind(layout, last, atom.to) };
    return;
  }
  if (last.interval !== null) return;
  const kind = atom.interval.kind ?? heading?.kind ?? null;
  const level = atom.interval.level ?? heading?.level ?? null;
  if (last.kind === 'loose' && atom.from - last.to > 3) return;
  const isRange = kind === 'range' || kind === 'interquartile';
  quantities[quantities.length - 1] = { ...last, kind: last.kind === 'loose' && isRange ? 'average' : last.kind, interval: { ...atom.interval, kind, level }, to: closeBracket(layout, last.from, atom.to), ...unitBehind(layout, last, closeBracket(layout, last.from, atom.to)) };
}

// Between a value and its interval no sentence goes on: no verb of report, no versus.
function isCrossing(layout: Layout, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const token = tokenAt(layout.tokens, at);
    if (readVersus(layout.tokens, at) !== null || isReportVerb(token) || (token.text === ';' && (layout.bracket[at] ?? -1) < 0 && at - from > 2)) return true;
  }
  return false;
}

/** One past the closing bracket, where the range opened a bracket that only closes behind it. */
export function closeBracket(layout: Layout, from: number, to: number): number {
  const opener = layout.partner[to] ?? -1;
  return opener >= from && opener < to ? to + 1 : to;
}

// "7.5 (95% CI, 6.1-10.9) months"
function unitBehind(layout: Layout, quantity: Quantity, at: number): Partial<Pick<Quantity, 'unit' | 'to'>> {
  if (quantity.unit !== null) return {};
  const token = tokenAt(layout.tokens, at);
  const unit = timeUnitOf(token) ?? (isOtherUnit(token) ? token.raw : null);
  return unit === null ? {} : { unit, to: at + 1 };
}

const blank = { k: null, n: null, counted: null, isBareFraction: false, interval: null, spread: null } as const;

function shareQuantity(layout: Layout, atom: Extract<Atom, { kind: 'share' }>, reach: Reach | null, index: number, isOutcomeBetween: (from: number, to: number) => boolean): Quantity {
  const { share } = atom;
  const to = share.tail === null ? closeBracket(layout, atom.from, atom.to) : share.tail.to;
  const base = { ...blank, from: atom.from, valueTo: atom.to, to, labelFrom: null, unit: '%' } as const;
  if (reach !== null && share.k === null && share.percentage !== null && reach.first === index && atom.from - reach.to <= 8 && !hasNumber(layout, reach.to, atom.from)) {
    const isDirect = !followedByVersus(layout, to) && !isListHead(layout, to) && atom.from - reach.to <= 6 && (layout.bracket[reach.at] === layout.bracket[atom.from] || atom.from - reach.to <= 1);
    if (reach.label.measure === 'difference' && isDirect) return { ...base, kind: 'difference', label: reach.label, labelFrom: reach.at, estimate: share.percentage };
    if ((reach.label.measure === 'median' || reach.label.measure === 'mean') && !isOutcomeBetween(reach.to, atom.from)) return { ...base, kind: 'average', label: reach.label, labelFrom: reach.at, estimate: share.percentage };
  }
  return { ...base, kind: 'share', label: null, estimate: share.percentage, k: share.k, n: share.n, counted: share.counted, isBareFraction: share.isBareFraction, unit: null };
}

// "difference in ORR (11.6% and 11.2%)"
function isListHead(layout: Layout, from: number): boolean {
  return ['and', ',', 'or'].includes(tokenAt(layout.tokens, from).text) && tokenAt(layout.tokens, from + 1).kind === 'number' && tokenAt(layout.tokens, from + 2).text === '%' && !['ci', 'confidence'].includes(tokenAt(layout.tokens, from + 3).text);
}

function hasNumber(layout: Layout, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (tokenAt(layout.tokens, at).kind === 'number') return true;
  return false;
}

function followedByVersus(layout: Layout, from: number, reach = 4): boolean {
  for (let at = from; at < from + reach && !['.', ';'].includes(tokenAt(layout.tokens, at).text); at += 1) if (readVersus(layout.tokens, at) !== null) return true;
  return false;
}

function numberQuantity(layout: Layout, atom: Extract<Atom, { kind: 'number' }>, reach: Reach | null, quantities: readonly Quantity[], next: Atom | undefined): Quantity {
  const base = { ...blank, from: atom.from, valueTo: atom.to, to: atom.to, labelFrom: null, estimate: atom.number.value, unit: atom.number.unit } as const;
  const label = reach === null ? null : fittingLabel(layout, atom, reach, quantities, next);
  if (label === null || reach === null) return { ...base, kind: atom.number.unit === null ? 'loose' : 'average', label: null };
  const kind = label.measure === 'median' || label.measure === 'mean' ? 'average' : label.measure === 'difference' ? 'difference' : 'ratio';
  return { ...base, kind, label, labelFrom: reach.first === quantities.length ? reach.at : null };
}

function fittingLabel(layout: Layout, atom: Extract<Atom, { kind: 'number' }>, reach: Reach, quantities: readonly Quantity[], next: Atom | undefined): MeasureLabel | null {
  const { label } = reach;
  const { value, unit } = atom.number;
  const gap = reach.lastUse < 0 ? atom.from - reach.to : atom.from - (quantities.at(-1)?.to ?? 0);
  const isFirst = reach.lastUse < 0;
  if (!isFirst && reach.lastUse !== quantities.length - 1) return null;
  const isFraction = 'value' in value && value.decimals > 0;
  const hasInterval = next?.kind === 'interval' && next.from - atom.to <= 8;
  const hasSpread = next?.kind === 'spread' && next.from - atom.to <= 2;
  if (label.measure === 'median' || label.measure === 'mean') {
    if (unit !== null) return gap <= farthestLabel ? label : null;
    if (!('value' in value)) return gap <= 12 ? label : null;
    return gap <= 10 && layout.clause[reach.at] === layout.clause[atom.from] && isValueOfAverage(layout, atom, isFirst, isFraction, hasInterval || hasSpread) ? label : null;
  }
  if (countedBy(tokenAt(layout.tokens, atom.to).text) !== null) return null;
  if (label.measure === 'difference') return reach.first === quantities.length && gap <= 7 && !followedByVersus(layout, atom.to) && (hasInterval || unit !== null || isFraction) ? label : null;
  if (unit !== null || !('value' in value)) return null;
  // No ratio is negative: not understood.
  if (value.value < 0) return null;
  if (isFirst) return gap <= 3 || (gap <= 20 && (isFraction || hasInterval)) ? label : null;
  return hasInterval || (isFraction && isListed(layout, quantities.at(-1)?.to ?? 0, atom.from)) ? label : null;
}

// Without a unit only what stands like a value: "mean VAS was 3.2", "median 12 (range 3-24)", "12 vs 9".
function isValueOfAverage(layout: Layout, atom: Extract<Atom, { kind: 'number' }>, isFirst: boolean, isFraction: boolean, hasMore: boolean): boolean {
  if (countedBy(tokenAt(layout.tokens, atom.to).text) !== null) return false;
  if (hasMore || followedByVersus(layout, atom.to, 8)) return true;
  if (!isFirst) return true;
  return isFraction;
}

// Only separators stand between, and brackets ("0.37 (P = 0.03) and 0.29 (P = 0.003)").
function isListed(layout: Layout, from: number, to: number): boolean {
  let at = from;
  let separators = 0;
  while (at < to) {
    const token = tokenAt(layout.tokens, at);
    const closer = layout.partner[at] ?? -1;
    if ((token.text === '(' || token.text === '[') && closer > at && closer < to) at = closer + 1;
    else if ([',', 'and', '&', 'vs', 'versus', '.', ')', ']', ';'].includes(token.text)) {
      separators += 1;
      at += 1;
    } else return false;
  }
  return separators <= 4;
}
