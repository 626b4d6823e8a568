// Owns which arm a value is of. By names beside the values, by the order in which a sentence names the arms before them, by
// a direction ("higher in the ICI group"); else both orders. Refuses position alone: without a name nothing is certain.
import { inside, lastBefore } from './ranges';
import type { OutcomeClass } from '../../contract/evidence';
import type { ArmMention } from './armMentions';
import { directionIn } from './directions';
import type { Layout } from './layout';
import type { Quantity } from './quantities';
import type { TokenRange } from './subjects';
import { tokenAt } from './tokens';
import { countedBy, isFunctionWord, isReportVerb, readVersus } from './words';

export interface Pairing {
  /** Per value, its arms. */
  readonly arms: readonly (readonly number[])[];
  /** Other readings, each per value. */
  readonly others: readonly (readonly (readonly number[])[])[];
  readonly isCertain: boolean;
  /** Per value, the group as written beside it. */
  readonly groups: readonly (TokenRange | null)[];
}

export interface Scene {
  readonly layout: Layout;
  readonly mentions: readonly ArmMention[];
  readonly armCount: number;
  readonly sentenceFrom: number;
  readonly sentenceTo: number;
  /** End of what came before the values, and start of what comes after them. */
  readonly from: number;
  readonly to: number;
  readonly outcomeClass: OutcomeClass;
}

const mostInHeading = 24;
/** How far from a value a sentence is searched for names and directions, in tokens. */
const reach = 120;

interface Side {
  readonly mention: ArmMention | null;
  readonly group: TokenRange | null;
}

/** Pairs values that stand against each other with arms. */
export function pairComparison(scene: Scene, values: readonly Quantity[]): Pairing {
  const sides = sidesOf(scene, values);
  const groups = sides.map((side) => side.group);
  const none = { arms: values.map(() => []), others: [], isCertain: false, groups };
  if (scene.armCount < 2) return none;
  const named = sides.map((side) => side.mention?.arm ?? null);
  const certain = (arms: readonly number[]): Pairing => ({ arms: arms.map((arm) => [arm]), others: [], isCertain: true, groups });
  const beside = completed(named, scene.armCount, sides);
  if (beside !== null) return certain(beside);
  const before = orderBefore(scene, values);
  const direction = byDirection(scene, values);
  if (before !== null && (direction === null || direction.every((arm, index) => arm === before[index]))) return certain(before);
  if (before === null && direction !== null) return certain(direction);
  const isOtherwiseNamed = sides.every((side) => side.group !== null && side.mention === null);
  if (values.length !== scene.armCount || isOtherwiseNamed) return none;
  const first = before ?? partial(named, scene.armCount) ?? values.map((_value, index) => index);
  const reversed = first.toReversed();
  return { arms: first.map((arm) => [arm]), others: [reversed.map((arm) => [arm])], isCertain: false, groups };
}

// Every value named, each by another arm; or all but one of as many values as there are arms, if the last one's neighbour
// is named in words of its own.
function completed(named: readonly (number | null)[], armCount: number, sides: readonly Side[]): readonly number[] | null {
  const known = named.filter((arm): arm is number => arm !== null);
  if (new Set(known).size !== known.length || known.length === 0) return null;
  if (known.length === named.length) return known;
  const open = named.indexOf(null);
  const isClear = known.length === named.length - 1 && named.length === armCount && (sides[open]?.group !== null || open === named.length - 1);
  if (!isClear) return null;
  const rest = Array.from({ length: armCount }, (_unused, arm) => arm).find((arm) => !known.includes(arm));
  return rest === undefined ? null : named.map((arm) => arm ?? rest);
}

// One of two values named, not so clearly: the more likely order first.
function partial(named: readonly (number | null)[], armCount: number): readonly number[] | null {
  if (named.length !== 2 || armCount !== 2) return null;
  const [first, second] = named;
  if (first !== null && first !== undefined && (second === null || second === undefined)) return [first, 1 - first];
  return second !== null && second !== undefined && (first === null || first === undefined) ? [1 - second, second] : null;
}

// The words that belong to each value: behind it up to the separator, or before it from the separator on.
function sidesOf(scene: Scene, values: readonly Quantity[]): readonly Side[] {
  const { layout } = scene;
  const cuts = values.slice(1).map((value, index) => separatorBetween(layout, values[index]?.to ?? 0, value.from));
  const tails = values.map((value, index) => sideIn(scene, value.to, cuts[index]?.from ?? tailEnd(scene, value.to), false));
  const heads = values.map((value, index) => sideIn(scene, index === 0 ? headStart(scene, value) : (cuts[index - 1]?.to ?? value.from), value.from, true));
  // "In A-treated patients, ORR was 45%; in B-treated …": the clause of the first value is headed by its arm.
  const isHeaded = values[0] !== undefined && heads[0]?.mention === null && heads.slice(1).some((side) => side.mention !== null);
  const lead = isHeaded && values[0] !== undefined ? leadArm(scene, values[0]) : null;
  if (lead !== null) heads[0] = { mention: { arm: lead, from: values[0]?.from ?? 0, to: values[0]?.from ?? 0 }, group: null };
  const count = (sides: readonly Side[]): number => new Set(sides.flatMap((side) => side.mention?.arm ?? [])).size;
  const innerTails = tails.slice(0, -1);
  if (count(tails) === values.length) return tails;
  if (count(heads) === values.length) return heads;
  if (count(innerTails) > 0 || count(heads.slice(1)) === 0) return count(tails) > 0 || innerTails.some((side) => side.group !== null) ? tails : heads;
  return heads;
}

// Behind the last value: to the end of its bracket, a comma or a stop.
function tailEnd(scene: Scene, from: number): number {
  const { layout } = scene;
  let at = from;
  const home = layout.bracket[from] ?? -1;
  while (at < scene.to && at - from < 12) {
    const token = tokenAt(layout.tokens, at);
    const isInner = (layout.bracket[at] ?? -1) !== home;
    if (!isInner && (token.text === ')' || token.text === ']') && layout.partner[at] === home) return at;
    if (!isInner && [',', ';', '.', 'and', 'but'].includes(token.text) && token.kind !== 'number') return at;
    at += 1;
  }
  return at;
}

// Before the first value: a name directly before it ("in the SBRT group 35%", "SBRT: 35%"), in the same bracket.
function headStart(scene: Scene, value: Quantity): number {
  const { layout } = scene;
  const end = value.from;
  if (headingArms(scene, end).length > 1) return end;
  let at = end;
  const home = layout.bracket[end] ?? -1;
  while (at > scene.from && end - at < 8) {
    const token = tokenAt(layout.tokens, at - 1);
    if ((layout.bracket[at - 1] ?? -1) !== home || [',', ';', '('].includes(token.text)) return at;
    at -= 1;
  }
  return at;
}

function sideIn(scene: Scene, from: number, to: number, isHead: boolean): Side {
  const named = inside(scene.mentions, from, to);
  const mention = (isHead ? named.at(-1) : named[0]) ?? null;
  const isAlone = named.every((other) => other.arm === mention?.arm);
  const group = mention === null ? groupIn(scene.layout, from, to) : { from: mention.from, to: mention.to };
  return { mention: isAlone ? mention : null, group };
}

const leads = new Set(['in', 'for', 'with', 'among', 'under', 'of']);

// "for the untreated patients": a group in words of its own.
function groupIn(layout: Layout, from: number, to: number): TokenRange | null {
  let start = from;
  while (start < to && !leads.has(tokenAt(layout.tokens, start).text) && tokenAt(layout.tokens, start).kind === 'sign') start += 1;
  if (!leads.has(tokenAt(layout.tokens, start).text)) return null;
  start += 1;
  while (start < to && ['the', 'a', 'those', 'all', 'group', 'of'].includes(tokenAt(layout.tokens, start).text)) start += 1;
  let end = start;
  while (end < to && end - start < 10 && (tokenAt(layout.tokens, end).kind === 'word' || ['-', '+', '/', '<', '>', '≥', '≤'].includes(tokenAt(layout.tokens, end).text) || tokenAt(layout.tokens, end).kind === 'number') && !isReportVerb(tokenAt(layout.tokens, end)) && readVersus(layout.tokens, end) === null) end += 1;
  while (end > start && isFunctionWord(tokenAt(layout.tokens, end - 1).text)) end -= 1;
  if (['each', 'both', 'either'].includes(tokenAt(layout.tokens, start).text)) return null;
  const isTelling = layout.tokens.slice(start, end).some((token) => token.kind === 'word' && !isFunctionWord(token.text) && !['patients', 'group', 'median', 'mean', 'total', 'each', 'cases'].includes(token.text));
  return isTelling && !(end - start === 1 && countedBy(tokenAt(layout.tokens, start).text) !== null && ['patients', 'cases', 'lesions'].includes(tokenAt(layout.tokens, start).text)) ? { from: start, to: end } : null;
}

// The strongest separator between two values: versus, then semicolon, comma, "and".
export function separatorBetween(layout: Layout, from: number, to: number): TokenRange {
  let comma: TokenRange | null = null;
  let and: TokenRange | null = null;
  for (let at = from; at < to; at += 1) {
    const versus = readVersus(layout.tokens, at);
    if (versus !== null) return { from: at, to: versus };
    const { text } = tokenAt(layout.tokens, at);
    if (text === ';' || text === ',' || text === '/' || text === '|') comma ??= { from: at, to: at + 1 };
    else if (text === 'and' || text === '&' || text === 'or') and = { from: at, to: at + 1 };
  }
  return comma ?? and ?? { from: to, to };
}

// "SBRT improved ORR compared with EBRT (35% vs 14%)", "A vs B vs C: ORR 1%, 2%, 3%": as many arms as values, in order.
function orderBefore(scene: Scene, values: readonly Quantity[]): readonly number[] | null {
  const first = values[0];
  if (first === undefined) return null;
  const near = distinct(inside(scene.mentions, scene.from, first.from));
  if (near.length === values.length) return near;
  const behind = distinct(inside(scene.mentions, values.at(-1)?.to ?? 0, scene.to));
  if (near.length === 0 && behind.length === values.length) return behind;
  const header = headingArms(scene, first.from);
  return near.length < values.length && header.length === values.length && near.every((arm) => header.includes(arm)) ? header : null;
}

// "A vs B: …": the arms before the sentence's first colon.
function headingArms(scene: Scene, before: number): readonly number[] {
  const heading = inside(scene.mentions, scene.sentenceFrom, before, mostInHeading);
  return distinct(heading.filter((mention) => isInHeading(scene.layout, mention, scene.sentenceFrom)));
}

// Before the sentence's first colon.
function isInHeading(layout: Layout, mention: ArmMention, sentenceFrom: number): boolean {
  for (let at = mention.to; at < layout.tokens.length && layout.sentence[at] === layout.sentence[sentenceFrom] && at - mention.to < 80; at += 1) {
    const token = tokenAt(layout.tokens, at);
    if (token.text === ':') return true;
    if (token.kind === 'number' && (layout.bracket[at] ?? -1) < 0) return false;
  }
  return false;
}

function distinct(mentions: readonly ArmMention[]): readonly number[] {
  return [...new Set(mentions.map((mention) => mention.arm))];
}

// "higher DCR (90.5% vs 68.6%) … in the ICI + A group": of two values the larger or smaller is the named arm's.
function byDirection(scene: Scene, values: readonly Quantity[]): readonly number[] | null {
  const [left, right] = values;
  if (values.length !== 2 || scene.armCount !== 2 || left === undefined || right === undefined) return null;
  const a = sizeOf(left);
  const b = sizeOf(right);
  if (a === null || b === null || a === b) return null;
  const from = Math.max(scene.sentenceFrom, left.from - reach);
  const to = Math.min(scene.sentenceTo, right.to + reach);
  const inSentence = inside(scene.mentions, from, to);
  const arms = distinct(inSentence);
  const before = inSentence.filter((mention) => mention.to <= left.from);
  const named = arms.length === 1 ? arms[0] : before.length > 0 && isSubject(scene, before) ? before[0]?.arm : undefined;
  if (named === undefined) return null;
  // Of a score nobody knows which way is better.
  const isTime = left.unit !== null && ['hours', 'days', 'weeks', 'months', 'years'].includes(left.unit);
  const isJudged = left.kind !== 'average' || isTime;
  const measured = { outcomeClass: scene.outcomeClass, isTime };
  const direction = directionIn(scene.layout, scene.from, left.from, measured, isJudged) || directionIn(scene.layout, from, left.from, measured, false) || directionIn(scene.layout, right.to, to, measured, isJudged);
  if (direction === 0) return null;
  const isLeft = direction === 1 ? a > b : a < b;
  return isLeft ? [named, 1 - named] : [1 - named, named];
}

// "SBRT had a higher ORR than EBRT": the first of two arms is what the direction is said of.
function isSubject(scene: Scene, before: readonly ArmMention[]): boolean {
  const [first, second] = before;
  if (first === undefined || second === undefined || first.arm === second.arm) return false;
  for (let at = first.to; at < second.from; at += 1) if (readVersus(scene.layout.tokens, at) !== null) return true;
  return false;
}

function sizeOf(quantity: Quantity): number | null {
  const { estimate, k, n } = quantity;
  if (estimate !== null) return 'value' in estimate ? estimate.value : Number.POSITIVE_INFINITY;
  return k !== null && n !== null ? k.value / n.value : null;
}

const farthestLead = 80;

/** The arm of a value that stands alone; all arms together where none is named. */
export function pairSingle(scene: Scene, value: Quantity): Pairing {
  const all = Array.from({ length: scene.armCount }, (_unused, arm) => arm);
  const tail = sideIn(scene, value.to, tailEnd(scene, value.to), false);
  const head = sideIn(scene, scene.from, value.from, true);
  const group = tail.group ?? (head.mention === null ? null : head.group);
  const result = (arms: readonly number[], isCertain: boolean): Pairing => ({ arms: [arms], others: [], isCertain, groups: [group] });
  // Where a sentence compares, a value of the only arm is one of its parts.
  if (scene.armCount === 1) return comparesIn(scene, value) ? result([], false) : result([0], tail.group === null);
  const side = tail.mention ?? head.mention;
  if (side !== null) return result([side.arm], true);
  const lead = leadArm(scene, value);
  if (lead !== null && tail.group === null) return result([lead], true);
  return tail.group === null ? result(all, false) : result([], false);
}

function comparesIn({ layout, sentenceFrom, sentenceTo }: Scene, value: Quantity): boolean {
  const from = Math.max(sentenceFrom, value.from - reach);
  const to = Math.min(sentenceTo, value.to + reach);
  for (let at = from; at < to; at += 1) {
    const { text } = tokenAt(layout.tokens, at);
    if (readVersus(layout.tokens, at) !== null && text !== 'while' && !(text === 'than' && tokenAt(layout.tokens, at + 1).kind === 'number')) return true;
  }
  return false;
}

// "In the SBRT arm, ORR was 45%, DCR 80% and …": the only arm that its clause has named so far, and at its head.
export function leadArm(scene: Pick<Scene, 'layout' | 'mentions' | 'sentenceFrom'>, value: Quantity): number | null {
  const { layout } = scene;
  let start = value.from;
  while (start > scene.sentenceFrom && layout.clause[start - 1] === layout.clause[value.from] && value.from - start < farthestLead) start -= 1;
  const [first, ...others] = inside(scene.mentions, start, value.from);
  const isHead = first !== undefined && first.from - start <= 4;
  return isHead && others.every((mention) => mention.arm === first.arm) ? first.arm : null;
}

/** The arms that a ratio, a difference or a lone p compares, the one that the effect is of first. */
export function pairEffect(scene: Scene, at: TokenRange, isOfFactors: boolean, comparesGroups: boolean): Omit<Pairing, 'groups'> {
  const nothing = { arms: [[]], others: [], isCertain: false };
  if (scene.armCount < 2) return scene.armCount === 1 && !comparesGroups && !isOfFactors ? { arms: [[0]], others: [], isCertain: true } : nothing;
  const near = armsAround(scene, at, comparesGroups);
  if (near.length > 1) return { arms: [near], others: [], isCertain: true };
  const [only] = near;
  if (only !== undefined && !comparesGroups) return { arms: [[only]], others: [], isCertain: true };
  if (only !== undefined && scene.armCount === 2) return { arms: [isReference(scene, only, at.from) ? [1 - only, only] : [only, 1 - only]], others: [], isCertain: true };
  if (only !== undefined || isOfFactors) return only === undefined ? nothing : { arms: [[only]], others: [], isCertain: false };
  const all = Array.from({ length: scene.armCount }, (_unused, arm) => arm);
  return { arms: [all], others: scene.armCount === 2 ? [[all.toReversed()]] : [], isCertain: false };
}

// Arms named with the effect itself ("HR for A vs B"), before it in its own words, then in the whole sentence, or directly behind it.
function armsAround(scene: Scene, at: TokenRange, comparesGroups: boolean): readonly number[] {
  const within = distinct(inside(scene.mentions, at.from, at.to));
  if (within.length > 1) return within;
  const before = distinct(inside(scene.mentions, scene.from, at.from));
  if (before.length > 1 || (before.length === 1 && !comparesGroups)) return before;
  const behind = distinct(inside(scene.mentions, at.to, scene.to));
  const together = [...new Set([...before, ...within, ...behind])];
  if (together.length > 1 && before.length + within.length > 0) return isReference(scene, together[0] ?? 0, at.from) ? together.toReversed() : together;
  const earlier = comparesGroups ? distinct(inside(scene.mentions, Math.max(scene.sentenceFrom, at.from - reach), at.from)) : [];
  const isOpen = together.length === 0 || (together.length === 1 && isReference(scene, together[0] ?? 0, at.from));
  return isOpen && earlier.length === 2 ? earlier : together;
}

// "compared with placebo (HR 0.65 …)": the arm named last before the effect is what it is compared with.
function isReference(scene: Scene, arm: number, before: number): boolean {
  const mention = lastBefore(scene.mentions, before);
  if (mention === undefined || mention.arm !== arm || mention.from < scene.sentenceFrom) return false;
  for (let at = mention.from - 1; at >= mention.from - 4 && at >= scene.sentenceFrom; at -= 1) {
    const versus = readVersus(scene.layout.tokens, at);
    if (versus !== null && versus <= mention.from) return true;
  }
  return false;
}
