// Owns ratios and differences: the outcome that each is of, what it is the effect of, and the arms it compares. Refuses to
// take a factor ("EGFR mutation") for an outcome or for an arm.
import { speaksOfFactors } from './directions';
import { sceneFor, type Group } from './group';
import type { Layout } from './layout';
import { classOfWords, noSlot, outcomeNamedBehind, outcomeSubject, slotsBefore, slotsOfList, timeBehind, type Slot, type Window } from './outcomeSlots';
import { pairEffect } from './pairing';
import { inside, lastBefore } from './ranges';
import { sentenceOf, type ResultsScene } from './scene';
import type { Series } from './series';
import { subjectIn, type TokenRange } from './subjects';
import { tokenAt } from './tokens';

export function effectGroups(scene: ResultsScene, series: Series, window: Window, before: Slot | null, dealt: Slot | null): readonly Group[] {
  const values = series.slots.flat();
  const many = values.length > 1 ? slotsOfList(scene.names, window, values.length) : null;
  let inherited = before;
  return values.map((value, at) => {
    const previous = values[at - 1];
    const next = values[at + 1];
    const own: Window = { from: previous?.to ?? window.from, start: value.from, end: value.to, to: next?.labelFrom ?? next?.from ?? window.to };
    const slot = many?.[at] ?? dealt ?? effectSlot(scene, own, value.labelFrom ?? value.from, inherited);
    inherited = slot;
    const sceneHere = sceneFor(scene, own, slot.outcomeClass);
    const isOfFactors = speaksOfFactorsAt(scene, value.from);
    const subject = effectSubject(scene, own.from, value.labelFrom ?? value.from, slot);
    const pairing = pairEffect(sceneHere, { from: value.labelFrom ?? value.from, to: value.to }, isOfFactors, true);
    return { values: [value], slot, pairing: { ...pairing, groups: [subject] }, isCompared: false, isBeforeAfter: false, window: own, p: null };
  });
}

const reach = 120;

function speaksOfFactorsAt({ layout }: ResultsScene, at: number): boolean {
  const { sentenceFrom, sentenceTo } = sentenceOf(layout, at);
  return speaksOfFactors(layout, Math.max(sentenceFrom, at - reach), Math.min(sentenceTo, at + reach));
}

// "Multivariate analysis: HR …" names no outcome.
function isAnalysis(layout: Layout, { from, to }: TokenRange): boolean {
  return layout.tokens.slice(from, to).some((token) => ['analysis', 'analyses', 'model', 'adjusted', 'multivariate', 'univariate', 'cox'].includes(token.text));
}

// "ECOG PS (HR 1.89 …)": what the effect is of, as written; the outcome itself is not.
function effectSubject(scene: ResultsScene, from: number, to: number, slot: Slot): TokenRange | null {
  const subject = subjectIn(scene.layout, from, to);
  const isOutcome = subject !== null && slot.outcome !== null && subject.from < slot.outcome.to && slot.outcome.from < subject.to && subject.to - subject.from <= slot.outcome.to - slot.outcome.from + 1;
  return isOutcome ? null : subject;
}

// An outcome in the label's own words ("HR for death"), before it, directly behind it ("3.43 for PFS"), inherited, or
// anywhere in the sentence.
function effectSlot(scene: ResultsScene, window: Window, labelFrom: number, inherited: Slot | null): Slot {
  const { names } = scene;
  const before = slotsBefore(names, window.from, window.start);
  const nearest = before.slots.findLast((slot) => slot.outcome !== null);
  const time = before.time ?? timeBehind(names, window);
  const value = tokenAt(names.layout.tokens, window.start).number === null ? window.start : window.start + 1;
  const own = outcomeNamedBehind(names, value);
  if (own !== null) {
    names.taken.add(own);
    return { ...noSlot, outcome: { from: own.from, to: own.to }, outcomeClass: own.outcomeClass, time, isSure: true };
  }
  if (nearest !== undefined) return { ...nearest, time: nearest.time ?? time };
  const behind = outcomeNamedBehind(names, window.end);
  if (behind !== null && behind.to <= window.to) {
    names.taken.add(behind);
    return { ...noSlot, outcome: { from: behind.from, to: behind.to }, outcomeClass: behind.outcomeClass, time, isSure: true };
  }
  const subject = outcomeSubject(names, window.from, labelFrom);
  const isHeading = subject !== null && tokenAt(names.layout.tokens, subject.to).text === ':' && !isAnalysis(names.layout, subject);
  if (isHeading) return { ...noSlot, outcome: subject, outcomeClass: classOfWords(names.layout, subject), time };
  if (inherited !== null) return inherited;
  const { sentenceFrom, sentenceTo } = sentenceOf(scene.layout, window.start);
  const far = inside(names.outcomes, window.end, sentenceTo)[0] ?? lastBefore(names.outcomes, window.start);
  if (far === undefined || far.from < sentenceFrom) {
    // In a trial of several arms "primary end point (HR …)" names the outcome; a factor is named only beside one.
    const isOutcome = subject !== null && scene.armCount > 1 && !isAnalysis(names.layout, subject) && !speaksOfFactorsAt(scene, window.start);
    return isOutcome ? { ...noSlot, outcome: subject, outcomeClass: classOfWords(names.layout, subject), time } : { ...noSlot, time };
  }
  return { ...noSlot, outcome: { from: far.from, to: far.to }, outcomeClass: far.outcomeClass, time };
}
