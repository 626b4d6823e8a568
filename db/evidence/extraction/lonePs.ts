// Owns the p values that stand alone: their outcome, and the arms that are named in the same breath. Refuses to make a
// comparison of them: where no word compares, a p is of the one arm that is named.
import { hasComparison, speaksOfFactors } from './directions';
import type { PlacedP } from './attachP';
import { sceneFor, type Group, type Statement } from './group';
import { classOfWords, noSlot, outcomeNamedBehind, outcomeSubject, slotsBefore, type Slot, type Window } from './outcomeSlots';
import { pairEffect } from './pairing';
import { firstFrom, lastBefore } from './ranges';
import { sentenceOf, type ResultsScene } from './scene';
import { tokenAt } from './tokens';
import { isReportVerb } from './words';

// A p of its own: of the outcome named last before it ("both p < 0.05": of each), and of the arms named in the same breath.
// Several p values deal themselves out over as many outcomes.
export function loneStatements(scene: ResultsScene, placed: PlacedP, groups: readonly Group[]): readonly Statement[] {
  const { layout } = scene;
  const { sentenceFrom, sentenceTo } = sentenceOf(layout, placed.from);
  const p = lastBefore(scene.ps, placed.from);
  const before = groups.findLast((group) => group.window.end <= placed.from);
  const from = Math.max(sentenceFrom, p?.to ?? 0, before?.window.end ?? 0);
  const next = firstFrom(scene.ps, placed.to);
  const window: Window = { from: Math.min(from, placed.from), start: placed.from, end: placed.to, to: Math.min(sentenceTo, next?.from ?? sentenceTo) };
  const isOfFactors = speaksOfFactors(layout, window.from, window.start);
  const isCompared = hasComparison(layout, window.from, window.start) || isOfFactors;
  return loneSlots(scene, placed, window, sentenceFrom, isOfFactors).map((slot) => {
    const pairing = pairEffect(sceneFor(scene, { ...window, to: Math.min(window.to, placed.to + 6) }, slot.outcomeClass), placed, isOfFactors, isCompared);
    return { quantity: null, slot, arms: pairing.arms[0] ?? [], otherArms: pairing.others.map((other) => other[0] ?? []), isArmCertain: pairing.isCertain, group: null, groupSize: null, p: placed, comparison: null, isBeforeAfter: false, window };
  });
}

function loneSlots(scene: ResultsScene, placed: PlacedP, window: Window, sentenceFrom: number, isOfFactors: boolean): readonly Slot[] {
  const { layout, names } = scene;
  const own = slotsBefore(names, window.from, window.start);
  const named = own.slots.filter((slot) => slot.outcome !== null);
  if (placed.count > 1 && named.length === placed.count) return named.slice(placed.index, placed.index + 1);
  if (placed.isForAll && named.length > 1) return named;
  const nearest = named.at(-1);
  if (nearest !== undefined) return [nearest];
  const behind = outcomeNamedBehind(names, placed.to);
  if (behind !== null) return [{ ...noSlot, outcome: { from: behind.from, to: behind.to }, outcomeClass: behind.outcomeClass, isSure: true }];
  const subject = outcomeSubject(names, window.from, window.start);
  const hasVerb = subject !== null && isReportVerb(tokenAt(layout.tokens, subject.to));
  const earlier = hasVerb && !isOfFactors ? null : earlierSlot(scene, sentenceFrom, window.from);
  return [earlier ?? { ...noSlot, outcome: subject, outcomeClass: subject === null ? 'other' : classOfWords(layout, subject), time: own.time }];
}

const farthestBack = 80;

function earlierSlot(scene: ResultsScene, from: number, to: number): Slot | null {
  const mark = lastBefore(scene.names.outcomes, to);
  if (mark !== undefined && mark.from >= from) return { ...noSlot, outcome: { from: mark.from, to: mark.to }, outcomeClass: mark.outcomeClass };
  const subject = outcomeSubject(scene.names, Math.max(from, to - farthestBack), to);
  return subject === null ? null : { ...noSlot, outcome: subject, outcomeClass: classOfWords(scene.layout, subject) };
}
