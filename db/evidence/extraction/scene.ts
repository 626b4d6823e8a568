// Owns everything that is found in one Results text before results are made of it: tokens, outcomes, times, arms named,
// quantities, series, and the words that belong to each. Refuses to decide anything about arms or outcomes.
import { firstFrom, firstIndexFrom, hasInside, inside, lastBefore } from './ranges';
import { armMentionsOf, type ArmMention } from './armMentions';
import type { ArmWords } from './armWords';
import { atomsOf, type Atom } from './atoms';
import { isMedianName } from './labels';
import { layoutOf, type Layout } from './layout';
import { outcomesOf, startsOutcomeAt, type OutcomeMark } from './outcomes';
import type { Names, Window } from './outcomeSlots';
import { quantitiesOf } from './quantities';
import { seriesOf, type Series } from './series';
import { timesOf } from './times';
import { tokenAt } from './tokens';

export interface ResultsScene {
  readonly layout: Layout;
  readonly studyType: Layout;
  readonly names: Names;
  readonly mentions: readonly ArmMention[];
  readonly armCount: number;
  readonly ps: readonly Extract<Atom, { kind: 'p' }>[];
  readonly series: readonly Series[];
}

export function sceneOf(text: string, studyType: string, arms: ArmWords): ResultsScene {
  const layout = layoutOf(text);
  const found = outcomesOf(layout);
  const times = timesOf(layout, (index) => startsOutcomeAt(layout, index));
  const mentions = armMentionsOf(layout, arms);
  const atoms = atomsOf(layout, times, (at) => (lastBefore(mentions, at + 1) ?? firstFrom(mentions, at))?.from === at);
  const outcomes = found.filter((mark) => isOutcome(layout, mark, atoms));
  const isBetween = (from: number, to: number): boolean => hasInside(outcomes, from, to);
  const ps = atoms.filter((atom) => atom.kind === 'p');
  const quantities = quantitiesOf(layout, atoms, isBetween);
  const series = seriesOf(quantities, {
    layout, mentions,
    hasNewOutcome: (from, to) => isNewOutcome(outcomes, from, to),
    hasTime: (from, to) => hasInside(times, from, to),
    hasTimeAt: (at) => {
      const mark = times[firstIndexFrom(times, at + 1) - 1];
      return mark !== undefined && mark.from <= at && mark.to > at;
    },
    hasP: (from, to) => hasInside(ps, from, to),
  });
  return { layout, studyType: layoutOf(studyType), names: { layout, outcomes, times, mentions, taken: new Set() }, mentions, armCount: arms.stems.length, ps, series };
}

// Not the class that was named last before: "ORR 35% vs ORR 14%" speaks of one outcome.
function isNewOutcome(outcomes: readonly OutcomeMark[], from: number, to: number): boolean {
  const marks = inside(outcomes, from, to);
  const before = marks.length === 0 ? undefined : lastBefore(outcomes, from);
  return marks.some((mark) => mark.outcomeClass !== before?.outcomeClass);
}

const ambiguous = new Set(['OR', 'RR', 'SD', 'MI', 'FU', 'LR', 'LC', 'PD']);

// RR, OR and SD are outcomes only where a share follows; a word that an atom has taken is none.
function isOutcome(layout: Layout, mark: OutcomeMark, atoms: readonly Atom[]): boolean {
  const next = firstFrom(atoms, mark.to);
  const before = lastBefore(atoms, mark.from);
  const overlapping = atoms[firstIndexFrom(atoms, mark.to) - 1];
  if (overlapping !== undefined && overlapping.to > mark.from && ['label', 'spread', 'interval'].includes(overlapping.kind) && !isMedianName(tokenAt(layout.tokens, overlapping.from).raw)) return false;
  const token = tokenAt(layout.tokens, mark.to - 1);
  if (!ambiguous.has(token.raw)) return true;
  const isNear = (atom: Atom | undefined, gap: number): boolean => atom !== undefined && (atom.kind === 'share' || atom.kind === 'number') && gap <= 8;
  return token.raw === 'OR' || token.raw === 'RR' ? next?.kind === 'share' && next.from - mark.to <= 4 : isNear(next, (next?.from ?? 0) - mark.to) || isNear(before, mark.from - (before?.to ?? 0));
}

/** The words around a range: from what came before in its sentence, to what comes next. */
export function windowOf(scene: ResultsScene, index: number): Window {
  const { layout, series, ps } = scene;
  const own = series[index];
  if (own === undefined) return { from: 0, start: 0, end: 0, to: 0 };
  const { sentenceFrom, sentenceTo } = sentenceOf(layout, own.from);
  const before = series[index - 1];
  const next = series[index + 1];
  const p = lastBefore(ps, own.from);
  const from = Math.max(sentenceFrom, before?.to ?? 0, p?.to ?? 0);
  const to = Math.min(sentenceTo, next === undefined ? sentenceTo : startOf(next));
  return { from: Math.min(from, own.from), start: own.from, end: own.to, to: Math.max(own.to, to) };
}

/** Where a series begins with its label. */
export function startOf(series: Pick<Series, 'slots' | 'from'>): number {
  return Math.min(series.from, ...series.slots.flat().map((quantity) => quantity.labelFrom ?? quantity.from));
}

export function sentenceOf(layout: Layout, at: number): { readonly sentenceFrom: number; readonly sentenceTo: number } {
  const sentence = layout.sentence[at] ?? 0;
  return { sentenceFrom: layout.sentenceStarts[sentence] ?? 0, sentenceTo: layout.sentenceStarts[sentence + 1] ?? layout.tokens.length };
}
