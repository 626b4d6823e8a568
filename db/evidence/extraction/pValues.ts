// Owns p values in every spelling: P, p, p-value, "p for trend", "log-rank P", with =, <, ≤, "less than", no sign at all, NS,
// and lists that "respectively" deals out. Refuses genes and names (p53, P-gp, p.V600E), and never judges a value:
// "p = 1.2" and "p = 0" are read as printed.
import type { PrintedNumber, PValue } from '../../contract/evidence';
import type { Layout } from './layout';
import { tokenAt, type Token } from './tokens';
import type { Reading } from './values';

export interface PReading {
  readonly operator: PValue['operator'];
  readonly value: PrintedNumber | null;
  readonly test: PValue['test'];
  readonly sides: PValue['sides'];
  readonly start: number;
  readonly end: number;
}

export interface PAtom {
  readonly values: readonly PReading[];
  /** "both P < 0.05", "all p < 0.01": said of every comparison before it in the sentence. */
  readonly isForAll: boolean;
  /** NS without a p: it counts only behind values. */
  readonly isBare: boolean;
}

const testOfName: ReadonlyMap<string, PValue['test']> = new Map([
  ['trend', 'trend'], ['interaction', 'interaction'], ['heterogeneity', 'heterogeneity'], ['noninferiority', 'noninferiority'], ['non-inferiority', 'noninferiority'], ['inferiority', 'noninferiority'], ['equivalence', 'noninferiority'],
]);
const namedP: ReadonlyMap<string, PValue['test']> = new Map([
  ['pvalue', null], ['pvalues', null], ['ptrend', 'trend'], ['pinteraction', 'interaction'], ['pint', 'interaction'], ['pheterogeneity', 'heterogeneity'], ['phet', 'heterogeneity'], ['pnoninferiority', 'noninferiority'], ['plogrank', 'log-rank'], ['padj', null], ['padjusted', null], ['pcorrected', null],
]);
const operatorOf: Readonly<Record<string, PValue['operator']>> = { '<': '<', '≤': '≤', '=': '=', '≥': '≥', '>': '>', '≈': '≈', '~': '≈', '≪': '<' };
const mostInList = 12;

/** The p value (or list of them) that starts at this token; null when none does. */
export function readP(layout: Layout, from: number): Reading<PAtom> | null {
  const label = readLabel(layout, from);
  if (label === null) return readLoneNs(layout, from);
  const first = readStatement(layout, label.to, label.isPlural);
  if (first === null) return null;
  const context = contextOf(layout, from, first.to);
  const test = label.test ?? context.test;
  const isForAll = ['both', 'all', 'each'].includes(tokenAt(layout.tokens, from - 1).text) || isFollowedByAll(layout.tokens, first.to);
  const start = tokenAt(layout.tokens, from).start;
  const values: PReading[] = [{ ...first.value, test, sides: context.sides, start, end: tokenAt(layout.tokens, first.to - 1).end }];
  let to = first.to;
  while (values.length < mostInList) {
    const next = readFurther(layout, to, label.isPlural);
    if (next === null) break;
    values.push({ ...next.value, test, sides: context.sides, start: tokenAt(layout.tokens, next.from).start, end: tokenAt(layout.tokens, next.to - 1).end });
    to = next.to;
  }
  return { value: { values, isForAll, isBare: false }, from, to };
}

interface Label {
  readonly to: number;
  readonly test: PValue['test'];
  readonly isPlural: boolean;
}

function readLabel(layout: Layout, from: number): Label | null {
  const { tokens } = layout;
  const token = tokenAt(tokens, from);
  if (token.kind !== 'word') return null;
  const named = namedP.get(token.text);
  const isJoined = tokenAt(tokens, from - 1).text === '-' && !token.isSpaced && !tokenAt(tokens, from - 1).isSpaced;
  if (named === undefined && (isJoined || (token.text !== 'p' && token.raw !== 'Ps'))) return null;
  let at = from + 1;
  let test = named ?? null;
  let isPlural = token.text === 'ps' || token.text === 'pvalues';
  if (tokenAt(tokens, at).text === '-' && isQualifier(tokenAt(tokens, at + 1))) at += 1;
  const maker = tokenAt(tokens, at);
  if (maker.text === 'value' || maker.text === 'values' || maker.text === 'val') {
    isPlural ||= maker.text === 'values';
    at += 1;
  }
  if (tokenAt(tokens, at).text === 'for' || tokenAt(tokens, at).text === '-' || testOfName.has(tokenAt(tokens, at).text)) {
    const nameAt = tokenAt(tokens, at).kind === 'word' && tokenAt(tokens, at).text !== 'for' ? at : at + 1;
    const isNon = tokenAt(tokens, nameAt).text === 'non' && tokenAt(tokens, nameAt + 1).text === '-';
    const name = tokenAt(tokens, isNon ? nameAt + 2 : nameAt).text;
    if (testOfName.has(name)) {
      test = testOfName.get(name) ?? null;
      at = (isNon ? nameAt + 2 : nameAt) + 1;
    } else if (['difference', 'superiority', 'comparison', 'overall'].includes(name)) at = nameAt + 1;
  }
  // "P (log-rank) =", "p [two-sided] <": read by contextOf.
  const opener = tokenAt(tokens, at).text;
  const closer = layout.partner[at] ?? -1;
  if ((opener === '(' || opener === '[') && closer > at && closer - at <= 6 && operatorOf[tokenAt(tokens, closer + 1).text] !== undefined) at = closer + 1;
  return { to: at, test, isPlural };
}

function isQualifier(token: Token): boolean {
  return ['value', 'values', 'val', 'trend', 'interaction'].includes(token.text);
}

interface Statement {
  readonly operator: PValue['operator'];
  readonly value: PrintedNumber | null;
}

function readStatement(layout: Layout, from: number, isPlural: boolean): Reading<Statement> | null {
  const { tokens } = layout;
  let at = from;
  let operator: PValue['operator'] | null = null;
  while (at - from < 4) {
    const token = tokenAt(tokens, at);
    const read = operatorOf[token.text];
    if (token.kind === 'sign' && read !== undefined) operator = operator === null || operator === '=' ? read : operator;
    else if (token.text === 'less' && tokenAt(tokens, at + 1).text === 'than') {
      operator = '<';
      at += 1;
    } else if (token.text === 'greater' && tokenAt(tokens, at + 1).text === 'than') {
      operator = '>';
      at += 1;
    } else if (![':', ',', 'of', 'was', 'is', 'were', 'equal'].includes(token.text)) break;
    else if (token.text !== ',') operator ??= '=';
    at += 1;
  }
  // "P < 0 .001": the zero lost its point to a space.
  if (tokenAt(tokens, at).text === '0' && tokenAt(tokens, at + 1).kind === 'number' && tokenAt(tokens, at + 1).text.startsWith('.')) at += 1;
  const number = tokenAt(tokens, at);
  if (number.number !== null) {
    const isPlausible = operator !== null || isPlural || (number.number.value < 1 && number.number.decimals >= 2);
    if (!isPlausible || tokenAt(tokens, at + 1).text === '%' || isDecimalComma(tokens, at)) return null;
    return { value: { operator: operator ?? '=', value: number.number }, from, to: at + 1 };
  }
  const ns = readNs(tokens, at);
  return ns === null ? null : { value: { operator: 'NS', value: null }, from, to: ns };
}

// "p = 0,04": asked about elsewhere, never guessed; and never read as p = 0.
function isDecimalComma(tokens: readonly Token[], at: number): boolean {
  const comma = tokenAt(tokens, at + 1);
  const next = tokenAt(tokens, at + 2);
  return comma.text === ',' && !comma.isSpaced && next.kind === 'number' && !next.isSpaced && tokenAt(tokens, at).number?.decimals === 0;
}

function readNs(tokens: readonly Token[], at: number): number | null {
  const token = tokenAt(tokens, at);
  if (token.text === 'ns') return at + 1;
  if (token.text === 'n' && tokenAt(tokens, at + 1).text === '.' && tokenAt(tokens, at + 2).text === 's') return tokenAt(tokens, at + 3).text === '.' ? at + 4 : at + 3;
  if (token.text === 'not' && tokenAt(tokens, at + 1).text === 'significant') return at + 2;
  return null;
}

// "35% vs 30% (NS)", "…, NS": the letters in capitals, or with stops, alone in brackets or after a comma.
function readLoneNs(layout: Layout, from: number): Reading<PAtom> | null {
  const { tokens } = layout;
  const token = tokenAt(tokens, from);
  if (token.raw !== 'NS' && !(token.text === 'n' && readNs(tokens, from) !== null) && !(token.text === 'not' && readNs(tokens, from) !== null && tokenAt(tokens, from - 1).text === '(')) return null;
  const to = readNs(tokens, from);
  const before = tokenAt(tokens, from - 1).text;
  if (to === null || !['(', '[', ',', ';', '='].includes(before)) return null;
  if (!['', ')', ']', '.', ';', ','].includes(tokenAt(tokens, to).text)) return null;
  const place = { start: token.start, end: tokenAt(tokens, to - 1).end };
  return { value: { values: [{ operator: 'NS', value: null, test: null, sides: null, ...place }], isForAll: false, isBare: true }, from, to };
}

// "P = 0.01, 1.9 × 10−3, and 9 × 10−4, respectively": only with a plural label or that word behind them.
function readFurther(layout: Layout, from: number, isPlural: boolean): Reading<Statement> | null {
  const { tokens } = layout;
  let at = from;
  if ([',', ';', '&', '/'].includes(tokenAt(tokens, at).text)) at += 1;
  if (['and', '&', 'vs'].includes(tokenAt(tokens, at).text)) at += 1;
  if (at === from) return null;
  const start = at;
  if (tokenAt(tokens, at).text === 'p' && isDealtOut(tokens, at + 1)) at += 1;
  const operator = operatorOf[tokenAt(tokens, at).text];
  if (operator !== undefined && tokenAt(tokens, at).kind === 'sign') at += 1;
  const number = tokenAt(tokens, at).number;
  if (number === null || number.value > 1 || number.decimals === 0) return null;
  if (['%', '(', '[', '-', '±', 'vs', 'versus'].includes(tokenAt(tokens, at + 1).text)) return null;
  if (!isPlural && !isDealtOut(tokens, at + 1)) return null;
  return { value: { operator: operator ?? '=', value: number }, from: start, to: at + 1 };
}

function isDealtOut(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < from + 2 * mostInList; at += 1) {
    const token = tokenAt(tokens, at);
    if (token.text === 'respectively') return true;
    if (token.kind === 'word' && !['and', 'p'].includes(token.text)) return false;
    if (token.kind === 'sign' && ![',', '<', '=', '>', '≤', '&', ';'].includes(token.text)) return false;
  }
  return false;
}

function isFollowedByAll(tokens: readonly Token[], at: number): boolean {
  return tokenAt(tokens, at).text === 'for' && ['both', 'all', 'each'].includes(tokenAt(tokens, at + 1).text);
}

// Words within the same brackets, or a few tokens around, that name the test.
function contextOf(layout: Layout, from: number, to: number): { readonly test: PValue['test']; readonly sides: PValue['sides'] } {
  const { tokens, clause } = layout;
  const isNear = (at: number): boolean => clause[at] === clause[from];
  let test: PValue['test'] = null;
  let sides: PValue['sides'] = null;
  const look = (at: number): void => {
    const text = tokenAt(tokens, at).text;
    const next = tokenAt(tokens, at + 1).text;
    const afterDash = next === '-' ? tokenAt(tokens, at + 2).text : next;
    if (text === 'logrank' || (text === 'log' && afterDash === 'rank') || text === 'mantel') test ??= 'log-rank';
    else if (text === 'likelihood') test ??= 'likelihood ratio';
    else if (text.startsWith('fisher')) test ??= 'Fisher';
    else if (text === 'χ2' || text === 'χ' || text === 'chi' || text === 'pearson') test ??= 'chi-squared';
    else if (testOfName.has(text) && (text !== 'inferiority' || tokenAt(tokens, at - 1).text === '-')) test ??= testOfName.get(text) ?? null;
    if (afterDash === 'sided' || afterDash === 'tailed' || afterDash === 'side') sides ??= text === 'one' || text === '1' ? 1 : text === 'two' || text === '2' ? 2 : null;
  };
  // Not beyond another p on either side.
  for (let at = from - 1; at >= from - 8 && isNear(at) && !isPWord(tokenAt(tokens, at)); at -= 1) look(at);
  for (let at = from; at < to; at += 1) look(at);
  const isValue = (at: number): boolean => tokenAt(tokens, at).kind === 'number' && tokenAt(tokens, at + 1).text !== '-';
  for (let at = to; at < to + 8 && isNear(at) && !isPWord(tokenAt(tokens, at)) && !isValue(at); at += 1) look(at);
  return { test, sides };
}

function isPWord(token: Token): boolean {
  return token.text === 'p' || namedP.has(token.text);
}
