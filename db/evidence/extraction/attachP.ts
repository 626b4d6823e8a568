// Owns which values a p belongs to: the comparison or effect that stands directly before it, all of them for "both p < 0.05",
// one each for a list of p values. Refuses to reach over another sentence's clause, another outcome, or a value that has
// its own; such a p is a result by itself.
import { firstFrom, firstIndexFrom } from './ranges';
import type { OutcomeClass } from '../../contract/evidence';
import type { Atom } from './atoms';
import type { Layout } from './layout';
import type { PReading } from './pValues';
import type { Quantity } from './quantities';
import { tokenAt } from './tokens';
import { isReportVerb } from './words';

export interface PlacedP {
  readonly p: PReading;
  readonly from: number;
  readonly to: number;
  /** Its place among the values of one list. */
  readonly index: number;
  readonly count: number;
  readonly isForAll: boolean;
}

/** Values that one p may belong to. */
interface Claimant {
  readonly values: readonly Quantity[];
  readonly isCompared: boolean;
  readonly slot: { readonly outcomeClass: OutcomeClass };
}

export interface Outcomes {
  readonly isNewOutcome: (from: number, to: number) => boolean;
  /** The class that is named behind a p: "p = 0.04 for CR". */
  readonly classBehind: (at: number) => OutcomeClass | null;
}

interface PPlaces<Group extends Claimant> {
  readonly ofGroup: ReadonlyMap<Group, PlacedP>;
  readonly alone: readonly PlacedP[];
}

interface Target<Group extends Claimant> {
  readonly group: Group;
  readonly from: number;
  readonly to: number;
  readonly isEffect: boolean;
  readonly isCompared: boolean;
}

const between = new Set(['respectively', 'log', 'rank', 'test', 'logrank', 'by', 'fisher', 'exact', 'at', 'after', 'day', 'days', 'week', 'weeks', 'wk', 'wks', 'month', 'months', 'mo', 'year', 'years', 'yr']);
const longestGap = 18;
const mostInSentence = 24;

export function placePs<Group extends Claimant>(layout: Layout, groups: readonly Group[], ps: readonly Extract<Atom, { kind: 'p' }>[], outcomes: Outcomes): PPlaces<Group> {
  const targets = groups.map(targetOf).toSorted((left, right) => left.from - right.from);
  const ofGroup = new Map<Group, PlacedP>();
  const alone: PlacedP[] = [];
  const isFree = (target: Target<Group>): boolean => !ofGroup.has(target.group);
  const set = (target: Target<Group>, placed: PlacedP | undefined): void => {
    if (placed !== undefined) ofGroup.set(target.group, placed);
  };
  for (const atom of ps) {
    const placed = atom.p.values.map((p, index) => ({ p, from: atom.from, to: atom.to, index, count: atom.p.values.length, isForAll: atom.p.isForAll }));
    const recent = recentTargets(layout, targets, atom.from);
    const inSentence = recent.filter((target) => isFree(target) && (target.isEffect || target.isCompared));
    const [only] = placed;
    if (placed.length > 1 && inSentence.length >= placed.length) {
      inSentence.slice(-placed.length).forEach((target, index) => set(target, placed[index]));
      continue;
    }
    if (only === undefined) continue;
    if (placed.length === 1 && atom.p.isForAll && inSentence.length > 0) {
      for (const target of inSentence) set(target, only);
      continue;
    }
    const named = outcomes.classBehind(atom.to);
    const near = placed.length === 1 ? nearestTargets(layout, targets, recent, atom, outcomes.isNewOutcome).filter((target) => isFree(target) && (named === null || named === target.group.slot.outcomeClass)) : [];
    if (near.length > 0) for (const target of near) set(target, only);
    else if (!atom.p.isBare) alone.push(...placed);
  }
  return { ofGroup, alone };
}

// The targets of the sentence that end before a position, the last ones only: no sentence is longer for a reader.
function recentTargets<Group extends Claimant>(layout: Layout, targets: readonly Target<Group>[], at: number): readonly Target<Group>[] {
  const end = firstIndexFrom(targets, at);
  return targets.slice(Math.max(0, end - mostInSentence), end).filter((target) => target.to <= at && layout.sentence[target.from] === layout.sentence[at]);
}

function targetOf<Group extends Claimant>(group: Group): Target<Group> {
  const { values, isCompared } = group;
  return {
    group, from: Math.min(...values.map((quantity) => quantity.from)), to: Math.max(...values.map((quantity) => quantity.to)),
    isEffect: values.some((quantity) => quantity.kind === 'ratio' || quantity.kind === 'difference'), isCompared,
  };
}

// The slot that ends last before the p, if nothing but its own tail stands between; else one that starts right behind it
// in the same brackets ("(p = 0.003; HR 5.61 …)").
function nearestTargets<Group extends Claimant>(layout: Layout, targets: readonly Target<Group>[], recent: readonly Target<Group>[], atom: Extract<Atom, { kind: 'p' }>, isNewOutcome: (from: number, to: number) => boolean): readonly Target<Group>[] {
  const last = recent.reduce<Target<Group> | null>((latest, target) => (latest === null || target.to >= latest.to ? target : latest), null);
  if (last !== null && isReached(layout, last, atom.from, isNewOutcome)) return [last];
  const home = layout.bracket[atom.from] ?? -1;
  const next = firstFrom(targets, atom.to);
  const isBehind = next !== undefined && home >= 0 && layout.bracket[next.from] === home && next.from - atom.to <= 6 && (next.isEffect || next.isCompared);
  return isBehind ? [next] : [];
}

function isReached(layout: Layout, target: Omit<Target<Claimant>, 'group'>, to: number, isNewOutcome: (from: number, to: number) => boolean): boolean {
  const { tokens } = layout;
  const gap = to - target.to;
  if (gap > longestGap || isNewOutcome(target.to, to)) return false;
  const isTight = gap <= 4 || (target.isCompared && gap <= longestGap) || target.isEffect;
  if (!isTight) return false;
  let speaksOfIt = false;
  for (let at = target.to; at < to; at += 1) speaksOfIt ||= ['difference', 'differences', 'significant', 'statistically', 'which', 'nonsignificant', 'favor', 'favour', 'favoring'].includes(tokenAt(tokens, at).text);
  for (let at = target.to; at < to; at += 1) {
    const token = tokenAt(tokens, at);
    const isLast = to - at <= 3;
    if (isReportVerb(token) && !speaksOfIt) return false;
    if (token.text === ';' && (layout.bracket[at] ?? -1) < 0 && !isLast) return false;
    if ((token.text === 'while' || token.text === 'whereas' || token.text === 'but' || token.text === 'although') && !isLast) return false;
    // A lone value's p follows at once; a sentence that goes on is about something else.
    if (!target.isCompared && !target.isEffect && token.kind === 'word' && !between.has(token.text)) return false;
  }
  return true;
}
