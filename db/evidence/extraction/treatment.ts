// Owns the arms that a Treatment cell names: "A vs B", "A compared with B", "A + B or C", lists. Splits outside brackets
// only. Refuses to split at "or", "and" or a comma unless No. of patients counts as many groups: "medical or supportive
// therapy" and "surgery and radiotherapy" are one arm each.
import type { Layout } from './layout';
import { isAbbreviationWord } from './contentWords';
import { tokenAt } from './tokens';
import { readVersus } from './words';

export interface TreatmentPart {
  readonly from: number;
  readonly to: number;
  /** Character range of the label, without a trailing abbreviation or n in brackets. */
  readonly start: number;
  readonly end: number;
  readonly labelTo: number;
  readonly aliases: readonly string[];
  /** The token of the n that Treatment itself states: "SBRT (n = 114)". */
  readonly nAt: number | null;
}

type Splitter = (layout: Layout, at: number) => number | null;

const splitters: readonly Splitter[] = [
  (layout, at) => (isDistinct(tokenAt(layout.tokens, at).text) ? null : readVersus(layout.tokens, at)),
  (layout, at) => (tokenAt(layout.tokens, at).text === ';' ? at + 1 : null),
  (layout, at) => (tokenAt(layout.tokens, at).text === 'or' && tokenAt(layout.tokens, at - 1).text !== '/' ? at + 1 : null),
  (layout, at) => (tokenAt(layout.tokens, at).text === '/' && tokenAt(layout.tokens, at + 1).text !== 'or' ? at + 1 : null),
  (layout, at) => (tokenAt(layout.tokens, at).text === ',' ? (['and', 'or'].includes(tokenAt(layout.tokens, at + 1).text) ? at + 2 : at + 1) : null),
  (layout, at) => ([',', 'and', 'or', '&'].includes(tokenAt(layout.tokens, at).text) && tokenAt(layout.tokens, at - 1).text !== '/' && tokenAt(layout.tokens, at + 1).text !== '/' ? (tokenAt(layout.tokens, at).text === ',' && ['and', 'or'].includes(tokenAt(layout.tokens, at + 1).text) ? at + 2 : at + 1) : null),
];

// Words that set values against each other in a sentence, but not arms in a cell.
function isDistinct(word: string): boolean {
  return ['than', 'while', 'whereas', 'whilst'].includes(word);
}

/** The arms of the cell; none for an empty one. `groups`: how many groups No. of patients counts (0 or 1: not said). */
export function treatmentParts(layout: Layout, groups: number, isRandomised: boolean): readonly TreatmentPart[] {
  if (layout.tokens.length === 0) return [];
  const byVersus = split(layout, splitters[0]);
  if (byVersus.length > 1) return byVersus;
  const lines = splitAtBreaks(layout);
  if (groups > 1) {
    if (lines.length === groups) return lines;
    for (const splitter of splitters.slice(1)) {
      const parts = split(layout, splitter);
      if (parts.length === groups) return parts;
    }
  }
  const alternatives = groups <= 1 && isRandomised ? split(layout, splitters[2]) : [];
  return alternatives.length === 2 ? alternatives : split(layout, undefined);
}

function split(layout: Layout, splitter: Splitter | undefined): readonly TreatmentPart[] {
  const parts: TreatmentPart[] = [];
  let from = 0;
  let at = 0;
  while (at < layout.tokens.length) {
    const next = splitter !== undefined && (layout.bracket[at] ?? -1) < 0 ? splitter(layout, at) : null;
    if (next !== null) {
      add(layout, parts, from, at);
      from = next;
    }
    at = next ?? at + 1;
  }
  add(layout, parts, from, layout.tokens.length);
  return parts;
}

function splitAtBreaks(layout: Layout): readonly TreatmentPart[] {
  const parts: TreatmentPart[] = [];
  let from = 0;
  layout.tokens.forEach((token, at) => {
    if (at > 0 && token.hasBreak && (layout.bracket[at] ?? -1) < 0) {
      add(layout, parts, from, at);
      from = at;
    }
  });
  add(layout, parts, from, layout.tokens.length);
  return parts;
}

const edges = new Set(['=', '~', ',', ';', ':', '.', '-', '•', '*', '|', '/']);

function add(layout: Layout, parts: TreatmentPart[], rawFrom: number, rawTo: number): void {
  const { tokens, partner } = layout;
  let from = rawFrom;
  let to = rawTo;
  while (from < to && edges.has(tokenAt(tokens, from).text)) from += 1;
  while (to > from && edges.has(tokenAt(tokens, to - 1).text)) to -= 1;
  if (from >= to) return;
  const aliases: string[] = [];
  let nAt: number | null = null;
  let labelTo = to;
  for (let rounds = 0; rounds < 3; rounds += 1) {
    const closer = labelTo - 1;
    const opener = partner[closer] ?? -1;
    if (opener <= from || opener >= closer) break;
    const n = statedN(layout, opener, closer);
    const alias = layout.text.slice(tokenAt(tokens, opener + 1).start, tokenAt(tokens, closer - 1).end);
    const isAlias = isAliasText(layout, opener, closer, alias);
    if (n === null && !isAlias) break;
    if (isAlias) aliases.push(alias);
    nAt ??= n;
    labelTo = opener;
  }
  parts.push({ from, to, labelTo, start: tokenAt(tokens, from).start, end: tokenAt(tokens, labelTo - 1).end, aliases, nAt });
}

// One abbreviation, or letters and signs without a space: "DI", "N+I", "RT/CT".
function isAliasText(layout: Layout, opener: number, closer: number, alias: string): boolean {
  if (closer === opener + 2) return tokenAt(layout.tokens, opener + 1).kind === 'word' && (isAbbreviationWord(alias) || (alias.length <= 4 && alias.charAt(0) !== alias.charAt(0).toLowerCase()));
  const inner = layout.tokens.slice(opener + 1, closer);
  if (inner.length === 2 && ['group', 'arm', 'cohort'].includes(inner[0]?.text ?? '')) return true;
  const isTight = inner.length <= 5 && inner.every((token, index) => (index === 0 || !token.isSpaced) && token.kind !== 'number' && (token.kind === 'word' ? token.raw === token.raw.toUpperCase() : ['+', '/', '-', '&'].includes(token.text)));
  return isTight && inner[0]?.kind === 'word';
}

// "(n = 114)", "(N=114)", "(114 patients)", "(DI, n = 40)" is left whole.
function statedN(layout: Layout, opener: number, closer: number): number | null {
  const { tokens } = layout;
  const first = tokenAt(tokens, opener + 1);
  if (first.text === 'n' && ['=', ':'].includes(tokenAt(tokens, opener + 2).text) && isWhole(layout, opener + 3) && closer <= opener + 5) return opener + 3;
  if (isWhole(layout, opener + 1) && ['patients', 'pts', 'cases'].includes(tokenAt(tokens, opener + 2).text) && closer === opener + 3) return opener + 1;
  return null;
}

function isWhole(layout: Layout, at: number): boolean {
  const number = tokenAt(layout.tokens, at).number;
  return number !== null && Number.isInteger(number.value) && number.decimals === 0;
}
