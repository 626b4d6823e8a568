// Owns the one pass over the tokens that hands each position to the readers, first that fits, and gives what they found in
// order. Refuses to connect anything: that is quantities.ts and series.ts. Every token belongs to at most one atom.
import type { OpenValue, PrintedNumber } from '../../contract/evidence';
import { readBareInterval, readIntervalLabel, readLabelledInterval, readLoosePair, readSpread, type Interval, type IntervalLabel, type Spread } from './intervals';
import { isAbbreviatedMeasure, isMedianName, readMeasureLabel, type MeasureLabel } from './labels';
import type { Layout } from './layout';
import { readP, type PAtom } from './pValues';
import { hasCountHeading, readShare, type Share } from './shares';
import { silencedTokens } from './silence';
import type { TimeMark } from './times';
import { tokenAt, valueOfWord, type Token } from './tokens';
import { readNumber, readOpenValue, type Reading } from './values';
import { countedBy, isOtherUnit, timeUnitOf } from './words';

interface PlainNumber {
  readonly value: PrintedNumber | OpenValue;
  /** The unit as printed; for times their plural. */
  readonly unit: string | null;
}

interface Place {
  readonly from: number;
  readonly to: number;
}
export type Atom =
  | (Place & { readonly kind: 'p'; readonly p: PAtom })
  | (Place & { readonly kind: 'interval'; readonly interval: Interval })
  | (Place & { readonly kind: 'intervalLabel'; readonly label: IntervalLabel })
  | (Place & { readonly kind: 'spread'; readonly spread: Spread })
  | (Place & { readonly kind: 'share'; readonly share: Share })
  | (Place & { readonly kind: 'number'; readonly number: PlainNumber })
  | (Place & { readonly kind: 'label'; readonly label: MeasureLabel });

/** `isArm`: whether a token names an arm, so that MD for "medium dose" is no mean difference. */
export function atomsOf(layout: Layout, times: readonly TimeMark[], isArm: (at: number) => boolean): readonly Atom[] {
  const silenced = silencedTokens(layout);
  const taken = new Uint8Array(layout.tokens.length + 1);
  for (const time of times) taken.fill(1, time.from, time.to);
  const headed = hasCountHeading(layout);
  const atoms: Atom[] = [];
  const add = (atom: Atom): number => {
    atoms.push(atom);
    if (atom.kind === 'share' && atom.share.tail !== null) taken.fill(1, atom.share.tail.from, atom.share.tail.to);
    return atom.to;
  };
  let at = 0;
  while (at < layout.tokens.length) {
    if (taken[at] === 1) {
      at += 1;
      continue;
    }
    const atom = mayStart(tokenAt(layout.tokens, at)) ? atomAt(layout, at, silenced, headed, isArm) : null;
    const to = atom === null ? at + 1 : add(atom);
    at = atom?.kind === 'intervalLabel' ? afterUnread(layout, atom, to) : to;
  }
  return atoms;
}

// "(range, < 1 to 16+ months; …)": what was not read as a range is nothing else either.
function afterUnread(layout: Layout, { from, label }: Extract<Atom, { kind: 'intervalLabel' }>, to: number): number {
  const closer = layout.partner[layout.bracket[from] ?? -1] ?? -1;
  let at = to;
  // "lower 95% CI limit −11.5%": one limit alone.
  if (label.kind === 'confidence') return ['limit', 'bound', 'limits', 'bounds'].includes(tokenAt(layout.tokens, to).text) ? afterOneLimit(layout, to + 1) : to;
  while (at < closer && tokenAt(layout.tokens, at).text !== ';') at += 1;
  return at;
}

function afterOneLimit(layout: Layout, from: number): number {
  for (let at = from; at < from + 4; at += 1) {
    const number = readNumber(layout, at);
    if (number !== null) return number.to;
  }
  return from;
}

// The words and signs that any reader starts at; most of a sentence is none of them, and asks no reader.
const startWords = new Set([
  'p', 'ps', 'pvalue', 'pvalues', 'ptrend', 'pinteraction', 'pint', 'pheterogeneity', 'phet', 'pnoninferiority', 'plogrank', 'padj', 'padjusted', 'pcorrected', 'ns', 'n', 'not',
  'ci', 'cis', 'ci95', 'ic', 'c', 'confidence', 'conf', 'cri', 'hdi', 'bci', 'credible', 'credibility', 'range', 'ranges', 'ranging', 'ranged', 'min', 'iqr', 'interquartile', 'inter', 'q1', 'sd', 'se', 'sem', 'standard',
  'hazard', 'hazards', 'risk', 'rate', 'prevalence', 'incidence', 'odds', 'odd', 'relative', 'median', 'medians', 'mdn', 'mean', 'means', 'average', 'difference', 'differences', 'absolute', 'standardised', 'standardized', 'weighted', 'unreached', 'infinity', 'inf', 'ne', 'nr', 'na', 'nc', 'nyr',
]);
const startSigns = new Set(['(', '[', '±', '-', '+', '∞']);

function mayStart(token: Token): boolean {
  if (token.kind === 'number') return true;
  return token.kind === 'sign' ? startSigns.has(token.text) : startWords.has(token.text) || isAbbreviatedMeasure(token.raw) || isMedianName(token.raw) || valueOfWord(token.text) !== null;
}

function atomAt(layout: Layout, at: number, silenced: Uint8Array, headed: boolean, isArm: (at: number) => boolean): Atom | null {
  const p = readP(layout, at);
  if (p !== null) return { kind: 'p', from: at, to: p.to, p: p.value };
  const interval = readLabelledInterval(layout, at) ?? (isBehindValue(layout, at) ? readBareInterval(layout, at) : null) ?? (isBehindRatio(layout, at) ? readLoosePair(layout, at) : null);
  if (interval !== null) return { kind: 'interval', from: at, to: interval.to, interval: interval.value };
  const intervalLabel = readIntervalLabel(layout, at);
  if (intervalLabel !== null) return { kind: 'intervalLabel', from: at, to: intervalLabel.to, label: intervalLabel.value };
  const spread = readSpread(layout, at);
  if (spread !== null) return { kind: 'spread', from: at, to: spread.to, spread: spread.value };
  const label = isArm(at) ? null : readMeasureLabel(layout, at);
  if (label !== null) return { kind: 'label', from: at, to: label.to, label: label.value };
  if (silenced[at] === 1 || silenced[at + 1] === 1 && tokenAt(layout.tokens, at).text === '-') return null;
  const share = readShare(layout, at, headed);
  if (share !== null) return { kind: 'share', from: at, to: share.to, share: share.value };
  return numberAtom(layout, readNumber(layout, at) ?? readOpenValue(layout, at));
}

// "HR 0.92; 0.75-1.12": a pair without brackets only directly behind a labelled ratio.
function isBehindRatio(layout: Layout, at: number): boolean {
  if (![',', ';'].includes(tokenAt(layout.tokens, at - 1).text) || tokenAt(layout.tokens, at - 2).kind !== 'number') return false;
  const label = ['=', ':', ',', 'of'].includes(tokenAt(layout.tokens, at - 3).text) ? at - 4 : at - 3;
  const word = tokenAt(layout.tokens, label);
  return word.text === 'ratio' || readMeasureLabel(layout, label) !== null;
}

// A pair in brackets is an interval only of the value that stands before it, perhaps with its unit or percent sign.
function isBehindValue(layout: Layout, at: number): boolean {
  const before = tokenAt(layout.tokens, at - 1);
  // "HR: 0.01, (0.001-0.08)"
  if (before.text === ',' && tokenAt(layout.tokens, at - 2).kind === 'number' && tokenAt(layout.tokens, at - 2).number?.decimals !== 0) return true;
  return before.kind === 'number' || before.text === '%' || timeUnitOf(before) !== null || isOtherUnit(before) || (before.text === ')' && tokenAt(layout.tokens, (layout.partner[at - 1] ?? 0) + 1).text !== 'p');
}

function numberAtom(layout: Layout, number: Reading<PrintedNumber | OpenValue> | null): Atom | null {
  if (number === null) return null;
  const unit = unitAt(layout, number.to);
  // "205 patients" is a number of patients, not a value.
  if (unit === null && 'value' in number.value && countedBy(tokenAt(layout.tokens, number.to).text) !== null) return null;
  return { kind: 'number', from: number.from, to: unit?.to ?? number.to, number: { value: number.value, unit: unit?.unit ?? null } };
}

// "8.0/10": of a scale.
function scaleAt({ tokens }: Layout, from: number): { readonly unit: string; readonly to: number } | null {
  const scale = tokenAt(tokens, from + 1);
  const isScale = tokenAt(tokens, from).text === '/' && ['5', '10', '20', '24', '100'].includes(scale.text) && (tokenAt(tokens, from - 1).number?.decimals ?? 0) > 0 && tokenAt(tokens, from + 2).text !== '/';
  return isScale ? { unit: `/${scale.text}`, to: from + 2 } : null;
}

function unitAt(layout: Layout, from: number): { readonly unit: string; readonly to: number } | null {
  const { tokens } = layout;
  const scale = scaleAt(layout, from);
  if (scale !== null) return scale;
  const at = tokenAt(tokens, from).text === '-' && tokenAt(tokens, from + 1).kind === 'word' && !tokenAt(tokens, from + 1).isSpaced ? from + 1 : from;
  const token = tokenAt(tokens, at);
  const time = timeUnitOf(token);
  if (time !== null) return { unit: time, to: at + 1 };
  if (!isOtherUnit(token)) return null;
  const isPer = tokenAt(tokens, at + 1).text === '/' && tokenAt(tokens, at + 2).kind === 'word';
  const last = isPer ? at + 2 : at;
  return { unit: layout.text.slice(token.start, tokenAt(tokens, last).end), to: last + 1 };
}
