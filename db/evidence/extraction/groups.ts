// Owns the groups of values that stand together: a comparison, a single value, a value before and after; each with its
// outcome, its time, its arms and the words that are its own. Lists are dealt out over outcomes, times or arms here.
// Refuses p values (attachP.ts) and ratios (effects.ts).
import { effectGroups } from './effects';
import { sceneFor, type Group } from './group';
import { isDealtOut, noSlot, slotOfOne, slotsBefore, slotsOfList, timeBehind, timeMarkBehind, timeToEventIn, type Slot, type Window } from './outcomeSlots';
import { leadArm, pairComparison, pairSingle, separatorBetween, type Pairing } from './pairing';
import type { Quantity } from './quantities';
import { firstFrom, hasInside, inside } from './ranges';
import { sentenceOf, windowOf, type ResultsScene } from './scene';
import type { Series } from './series';

/** All groups of a text, in order of their series. */
export function groupsIn(scene: ResultsScene): readonly Group[] {
  const groups: Group[] = [];
  // What the series before settled on, for a value of the same sentence that names no outcome itself.
  let last: { readonly slot: Slot; readonly sentence: number; readonly kind: Quantity['kind'] | undefined } | null = null;
  const dealt = dealtSlots(scene);
  scene.series.forEach((series, index) => {
    const sentence = scene.layout.sentence[series.from] ?? -1;
    const made = groupsOf(scene, series, index, last?.sentence === sentence && isOfKind(series, last.kind) ? last.slot : null, dealt.get(index) ?? null);
    const slot = made.at(-1)?.slot;
    if (slot !== undefined && slot.outcome !== null) last = { slot, sentence, kind: series.slots.at(-1)?.at(-1)?.kind };
    groups.push(...made);
  });
  return groups;
}

// An outcome goes on only from like to like: a percentage after "mOS 14.2 months" is of something else. Effects take any.
function isOfKind(series: Series, kind: Quantity['kind'] | undefined): boolean {
  const own = series.slots[0]?.[0]?.kind;
  return own === kind || own === 'ratio' || own === 'difference';
}

// "ORR and DCR were 45% vs 30% (p = 0.02) and 80% vs 62% (p = 0.003), respectively": series that a p parts, dealt out over
// the outcomes before the first of them.
function dealtSlots(scene: ResultsScene): ReadonlyMap<number, Slot> {
  const { series, names, layout } = scene;
  const dealt = new Map<number, Slot>();
  let index = 0;
  while (index < series.length) {
    let end = index + 1;
    while (end < series.length && continues(scene, end)) end += 1;
    const last = windowOf(scene, end - 1);
    if (end - index > 1 && isDealtOut(layout, last.end, Math.min(last.to, last.end + 12))) {
      const window = windowOf(scene, index);
      const { slots } = slotsBefore(names, window.from, window.start);
      if (slots.length === end - index) slots.forEach((slot, at) => dealt.set(index + at, slot));
    }
    index = end;
  }
  return dealt;
}

// Of the kind of the series before it, in its sentence, one slot each, and no outcome between.
function continues({ series, names, layout }: ResultsScene, index: number): boolean {
  const own = series[index];
  const before = series[index - 1];
  if (own === undefined || before === undefined || layout.sentence[own.from] !== layout.sentence[before.from]) return false;
  const isAlike = own.slots[0]?.[0]?.kind === before.slots[0]?.[0]?.kind && own.slots.length === 1 && before.slots.length === 1;
  return isAlike && !hasInside(names.outcomes, before.to, own.from);
}

function groupsOf(scene: ResultsScene, series: Series, index: number, inherited: Slot | null, dealt: Slot | null): readonly Group[] {
  const window = windowOf(scene, index);
  if (isEffect(series)) return effectGroups(scene, series, window, inherited, dealt);
  return series.relation === 'list' ? listGroups(scene, series, window, inherited) : comparisonGroups(scene, series, window, inherited, dealt);
}

function isEffect(series: Series): boolean {
  return series.slots.every((slot) => slot.every((quantity) => quantity.kind === 'ratio' || quantity.kind === 'difference'));
}

function comparisonGroups(scene: ResultsScene, series: Series, window: Window, inherited: Slot | null, dealt: Slot | null): readonly Group[] {
  const many = series.slots.length > 1 ? slotsOfList(scene.names, window, series.slots.length) : null;
  const shared = dealt ?? (many === null ? sharedSlot(scene, series, window, inherited) : noSlot);
  return series.slots.map((values, slotIndex) => {
    const slot = many?.[slotIndex] ?? (series.slots.length > 1 ? { ...shared, isSure: false } : shared);
    const isCompared = values.length > 1;
    const at = sceneFor(scene, window, slot.outcomeClass);
    const [only] = values;
    const isChange = series.relation === 'change';
    const single = only !== undefined && (!isCompared || isChange) ? pairSingle(at, { ...only, to: values.at(-1)?.to ?? only.to }) : null;
    const pairing = single === null ? pairComparison(at, series.places.length === values.length && series.slots.length > 1 ? series.places : values) : { ...single, arms: values.map(() => single.arms[0] ?? []), groups: values.map(() => single.groups[0] ?? null) };
    return { values, slot, pairing, isCompared, isBeforeAfter: isChange, window, p: null };
  });
}

// What is said of the patients stands behind the first value ("31.3% of patients regained … compared to 13.6%") or the last.
function sharedSlot(scene: ResultsScene, series: Series, window: Window, inherited: Slot | null): Slot {
  const [first, second] = series.slots[0] ?? [];
  const interval = first?.kind === 'average' && first.unit !== null ? timeToEventIn(scene.layout, window.from, window.start) : null;
  if (interval !== null) return { ...noSlot, outcome: interval, outcomeClass: 'TTP', isSure: true };
  if (first === undefined || second === undefined) return slotOfOne(scene.names, window, inherited);
  const cut = separatorBetween(scene.layout, first.to, second.labelFrom ?? second.from);
  const slot = slotOfOne(scene.names, { ...window, end: first.to, to: cut.from }, inherited);
  return slot.outcome === null ? slotOfOne(scene.names, window, inherited) : { ...slot, time: slot.time ?? timeBehind(scene.names, window) };
}

// Values beside each other: each its own outcome or time, or each its own arm.
function listGroups(scene: ResultsScene, series: Series, window: Window, inherited: Slot | null): readonly Group[] {
  const values = series.slots.flat();
  const slots = slotsOfList(scene.names, window, values.length);
  const [first] = values;
  const last = values.at(-1);
  if (slots !== null && first !== undefined && last !== undefined) {
    // One group is named for all of them.
    const pairing = pairSingle(sceneFor(scene, window, slots[0]?.outcomeClass ?? 'other'), { ...last, from: first.from });
    return values.map((value, at) => ({ values: [value], slot: slots[at] ?? noSlot, pairing, isCompared: false, isBeforeAfter: false, window, p: null }));
  }
  const gapsTime = values.slice(1).some((value, at) => hasInside(scene.names.times, values[at]?.to ?? 0, value.from));
  const p = firstFrom(scene.ps, values.at(-1)?.to ?? window.end);
  // "(40.6%, 23.4%; p = 0.03)": one p of them all makes them a comparison, whosever they are.
  const isTested = p !== undefined && p.from - (values.at(-1)?.to ?? 0) <= 2 && (scene.layout.bracket[p.from] ?? -1) >= 0 && scene.layout.bracket[p.from] === scene.layout.bracket[values[0]?.from ?? 0];
  const isOfArms = !gapsTime && values.length > 1 && (isTested || isOverArms(scene, values, window));
  if (isOfArms) {
    const slot = slotOfOne(scene.names, window, inherited);
    const pairing = pairComparison(sceneFor(scene, window, slot.outcomeClass), values);
    return [{ values, slot, pairing, isCompared: true, isBeforeAfter: false, window, p: null }];
  }
  let slot: Slot | null = inherited;
  const made = values.map((value, at) => {
    const before = values[at - 1];
    const next = values[at + 1];
    const from = before === undefined ? window.from : Math.max(before.to, timeMarkBehind(scene.names, before.to, value.from)?.to ?? 0);
    const own: Window = { from, start: value.from, end: value.to, to: next?.labelFrom ?? next?.from ?? window.to };
    slot = slotOfOne(scene.names, own, slot);
    return lone(scene, value, slot, own);
  });
  return made.map((group) => (isUncounted(group) && made.some((other) => other !== group && isSameSlot(other.slot, group.slot)) ? { ...group, pairing: unpaired(group.pairing) } : group));
}

// "21 cases (72.4%), and 3 (10.3%) stopped treatment": counts of the whole may be of two things.
function isUncounted({ values }: Group): boolean {
  return values.every(({ k }) => k === null);
}

function isSameSlot(left: Slot, right: Slot): boolean {
  return left.outcome?.from === right.outcome?.from && left.outcomeClass === right.outcomeClass && left.time?.value === right.time?.value && left.time?.unit === right.time?.unit;
}

// Several values of one outcome and time can't all be those of the whole: they are of groups that the text does not name.
function unpaired(pairing: Pairing): Pairing {
  return pairing.isCertain && pairing.groups[0] !== null ? pairing : { ...pairing, arms: pairing.arms.map(() => []), others: [], isCertain: false };
}

function lone(scene: ResultsScene, value: Quantity, slot: Slot, window: Window): Group {
  return { values: [value], slot, pairing: pairSingle(sceneFor(scene, window, slot.outcomeClass), value), isCompared: false, isBeforeAfter: false, window, p: null };
}

// As many arms named around, or as many arms as values where nothing else tells the values apart.
function isOverArms(scene: ResultsScene, values: readonly Quantity[], window: Window): boolean {
  const { mentions, armCount } = scene;
  const count = (from: number, to: number): number => new Set(inside(mentions, from, to).map((mention) => mention.arm)).size;
  const [first] = values;
  const last = values.at(-1)?.to ?? window.end;
  const { sentenceFrom } = sentenceOf(scene.layout, window.start);
  if (count(window.from, window.start) === values.length || count(last, window.to) === values.length || count(window.from, window.to) === values.length) return true;
  return armCount > 1 && values.length === armCount && first !== undefined && leadArm({ ...scene, sentenceFrom }, first) === null;
}
