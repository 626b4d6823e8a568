// Owns which values stand against each other ("35% vs 14%"), beside each other ("66.7%, 55.6% and 44.4%") or after each
// other ("from 7.2 to 3.1"), and the unit that a series states once ("9.0 vs 4.0 months", "45 vs 30%").
// Refuses to connect across a p, another outcome, or a sentence's end, and values of different kinds.
import { hasInside, lastBefore } from './ranges';
import type { Layout } from './layout';
import type { ArmMention } from './armMentions';
import type { Quantity } from './quantities';
import { tokenAt } from './tokens';
import { isReportVerb, readVersus } from './words';

/** named: a list whose members bear names of groups ("35% in A and 14% in B"). */
type Relation = 'comparison' | 'named' | 'list' | 'change';

/** Values in printed order; "a and b vs c and d" makes the comparisons (a, c) and (b, d). */
export interface Series {
  readonly relation: Relation | 'single';
  /** One entry per slot (an outcome or a time); each holds the values that are compared there. */
  readonly slots: readonly (readonly Quantity[])[];
  /** The compared places, each as one value from its first to its last member: what stands between them names the groups. */
  readonly places: readonly Quantity[];
  readonly from: number;
  readonly to: number;
}

interface Surroundings {
  readonly layout: Layout;
  readonly mentions: readonly ArmMention[];
  /** Whether an outcome other than the one before `from` is named in a range. */
  readonly hasNewOutcome: (from: number, to: number) => boolean;
  readonly hasTime: (from: number, to: number) => boolean;
  readonly hasTimeAt: (at: number) => boolean;
  readonly hasP: (from: number, to: number) => boolean;
}

const farthest = 45;

export function seriesOf(quantities: readonly Quantity[], around: Surroundings): readonly Series[] {
  const links = quantities.map((quantity, index) => linkOf(quantities[index - 1], quantity, around));
  const filled = fillUnits(quantities, links);
  const series: Series[] = [];
  let index = 0;
  while (index < filled.length) {
    let end = index + 1;
    while (end < filled.length && links[end] !== null && isSameKind(filled[end - 1], filled[end])) end += 1;
    series.push(...arrange(filled.slice(index, end), links.slice(index, end)));
    index = end;
  }
  return series.filter((entry) => entry.slots.some((slot) => slot.some((quantity) => quantity.kind !== 'loose')));
}

// How a value relates to the one before it; null: not at all.
function linkOf(left: Quantity | undefined, right: Quantity, around: Surroundings): Relation | null {
  if (left === undefined) return null;
  const { layout } = around;
  const from = left.to;
  const to = right.labelFrom ?? right.from;
  if (layout.sentence[left.from] !== layout.sentence[right.from] || to < from || to - from > farthest) return null;
  if (around.hasP(from, to) || around.hasNewOutcome(from, to)) return null;
  if (hasForeignNumber(around, from, to, right.from)) return null;
  const gap = gapOf(around, from, to);
  if (gap.isChange && (tokenAt(layout.tokens, from).text !== 'to' || tokenAt(layout.tokens, left.from - 1).text === 'from')) return 'change';
  if (gap.hasVersus) return gap.hasStop ? null : 'comparison';
  return gap.isList ? (gap.isNamed ? 'named' : 'list') : null;
}

// A number between two values is of a time, an arm's name or a group's size outside their brackets; any other parts them
// ("5.2 vs 9.7 months (N = 40 vs 30)").
function hasForeignNumber({ layout, mentions, hasTimeAt }: Surroundings, from: number, to: number, right: number): boolean {
  for (let at = from; at < to; at += 1) {
    if (tokenAt(layout.tokens, at).kind !== 'number' || hasTimeAt(at)) continue;
    const isSize = ['=', ':'].includes(tokenAt(layout.tokens, at - 1).text) && layout.bracket[at] !== layout.bracket[right];
    const mention = lastBefore(mentions, to);
    const isOfName = mention !== undefined && mention.from <= at && mention.to > at;
    if (!isSize && !isOfName) return true;
  }
  return false;
}

interface Gap {
  readonly hasVersus: boolean;
  readonly isList: boolean;
  readonly isNamed: boolean;
  readonly isChange: boolean;
  readonly hasStop: boolean;
}

const listSigns = new Set([',', ';', '/', '&', '|']);
const prepositions = new Set(['in', 'for', 'with', 'among', 'of', 'at', 'on', 'under', 'following', 'after', 'by']);
const groupLeads = new Set(['in', 'for', 'with', 'among', 'under', 'following']);

function gapOf(around: Surroundings, from: number, to: number): Gap {
  const { tokens, bracket } = around.layout;
  let hasVersus = false;
  let hasStop = false;
  let separators = 0;
  let others = 0;
  let verbs = 0;
  let firstWord = '';
  let hasSemicolon = false;
  for (let at = from; at < to; at += 1) {
    const token = tokenAt(tokens, at);
    const versus = readVersus(tokens, at);
    if (versus !== null) {
      hasVersus = true;
      at = versus - 1;
    } else if (listSigns.has(token.text) || token.text === 'and' || token.text === 'or') {
      separators += 1;
      hasSemicolon ||= token.text === ';' && (bracket[at] ?? -1) === (bracket[from] ?? -1);
    } else if (token.kind === 'word') {
      others += 1;
      if (firstWord === '') firstWord = token.text;
      if (isReportVerb(token) && !['was', 'were', 'had'].includes(token.text)) verbs += 1;
    } else if (token.text === '.' || token.text === '?') hasStop = true;
  }
  const isMentioned = hasInside(around.mentions, from, to + 1);
  const isPlain = others === 0 || (others === 1 && firstWord === 'respectively');
  const isWorded = others <= 14 && verbs === 0 && (isMentioned || prepositions.has(firstWord) || around.hasTime(from, to));
  const isList = separators > 0 && (isPlain || isWorded) && (!hasSemicolon || isMentioned);
  const isNamed = !isPlain && !around.hasTime(from, to) && (isMentioned || groupLeads.has(firstWord));
  return { hasVersus: hasVersus && verbs <= 1, isList, isNamed, isChange: isChangeSign(around.layout, from, to), hasStop };
}

// "from 7.2 to 3.1", "7.2 → 3.1"
function isChangeSign({ tokens }: Layout, from: number, to: number): boolean {
  const first = tokenAt(tokens, from).text;
  if (to - from === 1) return first === 'to' || first === '→' || first === '⟶';
  return to - from === 2 && first === '-' && tokenAt(tokens, from + 1).text === '>';
}

function isSameKind(left: Quantity | undefined, right: Quantity | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  if (left.kind !== right.kind) return isOpen(left) || isOpen(right) ? left.kind !== 'share' && right.kind !== 'share' : false;
  if (left.kind === 'ratio') return left.label?.measure === right.label?.measure;
  return left.unit === right.unit || left.unit === null || right.unit === null;
}

function isOpen(quantity: Quantity): boolean {
  return quantity.estimate !== null && 'open' in quantity.estimate;
}

// The unit of one value is that of the bare numbers linked to it, behind and before.
function fillUnits(quantities: readonly Quantity[], links: readonly (Relation | null)[]): readonly Quantity[] {
  const filled = [...quantities];
  for (let index = filled.length - 2; index >= 0; index -= 1) {
    const own = filled[index];
    const next = filled[index + 1];
    if (own !== undefined && next !== undefined && links[index + 1] !== null && canTakeUnit(own)) filled[index] = withUnitOf(own, next);
  }
  for (let index = 1; index < filled.length; index += 1) {
    const own = filled[index];
    const before = filled[index - 1];
    const isCompared = links[index] === 'comparison' || links[index] === 'change';
    if (own !== undefined && before !== undefined && isCompared && canTakeUnit(own) && before.kind !== 'ratio') filled[index] = withUnitOf(own, before);
  }
  return filled;
}

function canTakeUnit(quantity: Quantity): boolean {
  return quantity.kind === 'loose' || (quantity.kind === 'average' && quantity.unit === null);
}

function withUnitOf(own: Quantity, model: Quantity): Quantity {
  if (model.kind === 'share' && own.kind === 'loose' && own.estimate !== null && 'value' in own.estimate) {
    const isPercentage = model.estimate !== null && model.k === null && own.estimate.value <= 100 && own.estimate.value >= 0;
    return isPercentage ? { ...own, kind: 'share', counted: model.counted } : own;
  }
  if (model.kind !== 'average' || (model.unit === null && model.label === null)) return own;
  return { ...own, kind: 'average', unit: own.unit ?? model.unit, label: own.label ?? model.label };
}

function arrange(values: readonly Quantity[], links: readonly (Relation | null)[]): readonly Series[] {
  const inner = links.slice(1);
  if (values.length === 1) return [made('single', [values])];
  if (inner.every((link) => link === 'comparison' || link === 'named')) return [made('comparison', [values])];
  if (inner.every((link) => link === 'list')) return [made('list', values.map((quantity) => [quantity]))];
  if (inner.every((link) => link === 'change')) return [made('change', [values])];
  const byList = cut(values, inner, (link) => link === 'list');
  if (inner.includes('change')) return cut(values, inner, (link) => link !== 'change').map((part) => made(part.length === 1 ? 'single' : 'change', [part]));
  if (isEven(byList)) return [made('comparison', byList)];
  const byName = cut(values, inner, (link) => link !== 'list');
  if (isEven(byName)) return [made('comparison', (byName[0] ?? []).map((_first, slot) => byName.flatMap((part) => part[slot] ?? [])), byName.flatMap(placeOf))];
  return byList.map((part) => (part.length === 1 ? made('single', [part]) : made('comparison', [part])));
}

function made(relation: Series['relation'], slots: readonly (readonly Quantity[])[], places: readonly Quantity[] = slots[0] ?? []): Series {
  const all = slots.flat();
  return { relation, slots, places: slots.length > 1 && places === slots[0] ? [] : places, from: Math.min(...all.map((quantity) => quantity.from)), to: Math.max(...all.map((quantity) => quantity.to)) };
}

// From the first of its members to the last.
function placeOf(part: readonly Quantity[]): readonly Quantity[] {
  const first = part[0];
  const last = part.at(-1);
  return first === undefined || last === undefined ? [] : [{ ...last, from: first.from, labelFrom: first.labelFrom }];
}

function isEven(parts: readonly (readonly Quantity[])[]): boolean {
  return parts.every((part) => part.length === parts[0]?.length && part.length > 1);
}

function cut(values: readonly Quantity[], inner: readonly (Relation | null)[], isCut: (link: Relation | null) => boolean): readonly (readonly Quantity[])[] {
  const parts: Quantity[][] = [];
  values.forEach((quantity, index) => {
    const open = parts.at(-1);
    if (open === undefined || (index > 0 && isCut(inner[index - 1] ?? null))) parts.push([quantity]);
    else open.push(quantity);
  });
  return parts;
}
