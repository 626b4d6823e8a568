// N4, hidden denominators: "x₁% vs x₂%" that fits no arm, in whatever order. Says which split of all patients gives both,
// when there is only one, and that there is none, when there is none; with more it keeps silent. Leaves alone pairs whose
// arms are named beside them (those are N3's), shares of all patients that add up, subgroups, and rates over time.
import type { TrialResult } from '../../../contract/evidence';
import { mostTelling, splitsGiving, type Split } from '../../arithmetic/splits';
import { countsGiving } from '../../arithmetic/percentages';
import type { PrintedNumber } from '../../printedNumber';
import type { Found, RowRule } from '../rule';
import { calmNumber, numberIn, textOf, textsOf } from './calm';
import { fitOf, pairingsOf, sizesOfArms, tablesOf, totalsOf } from './denominators';
import { hasOtherPatients, isBesideHazards, isNoCount } from './exemptions';
import { readTrial, type ReadTrial } from './guardedTrial';
import { membersAt, nameOf, numberedPlaces, quoteOf, stretchOf } from './places';
import { leastSure, printedOf, type Comparison } from './readings';

export interface HiddenPair {
  readonly first: PrintedNumber;
  readonly second: PrintedNumber;
  readonly total: number;
  /** Of the same outcome, as other results of the row count them; null where none do. */
  readonly events: number | null;
  /** Of `events` where they are known and any split has them; else of the total alone. */
  readonly splits: readonly Split[];
  /** The groups have names of their own, so that they may not be all patients. */
  readonly isNamed: boolean;
}

export const hiddenDenominator: RowRule<'trials'> = {
  kind: 'row', id: 'N4', version: 1, table: 'trials',
  check: (row) => {
    const place = numberedPlaces();
    const trial = readTrial(row);
    return trial.comparisons.flatMap((comparison): readonly Found[] => {
      const [first, second] = comparison.shares;
      if (first === undefined || second === undefined) return [];
      const locus = place(nameOf(first));
      const pair = hiddenPairOf(trial, comparison);
      const span = stretchOf([first.span, second.span]);
      if (pair === null || span === null || pair.splits.length > 1 || (pair.splits.length === 0 && pair.isNamed)) return [];
      const quote = quoteOf(row, span);
      const splits = pair.splits.map(splitText);
      return [{
        members: membersAt(row, span.field), span, quote, severity: splits.length === 0 ? 'minor' : 'info', confidence: leastSure('probable', first.confidence, second.confidence), locus,
        inputs: [pair.first.text, pair.second.text, String(pair.total), ...trial.arms.map(({ n }) => String(n))],
        explanation: {
          printed: `${pair.first.text}% vs ${pair.second.text}%`, computed: [], fits: splits,
          values: { total: pair.total, events: pair.events, arms: trial.arms.flatMap(({ n }) => (n === null ? [] : [String(n)])), splits },
        },
      }];
    });
  },
  say: (explanation) => {
    const arms = textsOf(explanation, 'arms');
    const [split] = explanation.fits;
    const total = calmNumber(numberIn(explanation, 'total') ?? 0);
    const start = `“${explanation.printed}” is not consistent as printed with ${arms.length > 1 ? `arms of ${arms.join(' and ')}` : `${total} patients`}`;
    return split === undefined ? `${start}, and no division of the ${total} patients into two groups gives both.` : `${start}. Only one division of the ${total} patients gives both: ${split}.`;
  },
  arithmetic: (explanation) => {
    const events = numberIn(explanation, 'events');
    return [
      `Every division of ${calmNumber(numberIn(explanation, 'total') ?? 0)} patients into two groups was tried${events === null ? '' : `; elsewhere the row counts ${events} events`}.`,
      ...(explanation.fits.length === 0 ? [`None rounds to ${explanation.printed}.`] : [`${textOf(explanation, 'printed') || explanation.printed}: ${explanation.fits.join(', ')}.`]),
    ];
  },
};

export function splitText({ first, second }: Split): string {
  return `${first.k}/${first.n} vs ${second.k}/${second.n}`;
}

/** Two percentages without denominators of their own that fit no pairing with the arms, and the splits that give them; null where they fit, or nothing can be told. */
export function hiddenPairOf(trial: ReadTrial, comparison: Comparison): HiddenPair | null {
  const { shares } = comparison;
  const [one, two, ...more] = shares;
  if (isBesideHazards(comparison) || one === undefined || two === undefined || more.length > 0 || shares.some((share) => !isOpenShare(share))) return null;
  const [first, second] = [printedOf(one.percentage), printedOf(two.percentage)];
  if (first === null || second === null || isPairOfArms(trial, shares) || isOfAll(trial, first, second)) return null;
  const [total] = totalsOf(trial);
  if (total === undefined || misfitsAmongArms(trial, shares).length === 1) return null;
  const splits = splitsGiving(first, second, total, null);
  if (splits === null || splits.length > mostTelling) return null;
  const events = eventsOf(trial, one);
  const ofEvents = events === null ? [] : splits.filter((split) => split.first.k + split.second.k === events);
  return { first, second, total, events, splits: ofEvents.length > 0 ? ofEvents : splits, isNamed: shares.some(({ arms, group }) => arms.length === 0 && group !== null) };
}

function isOpenShare(share: TrialResult): boolean {
  return share.k === null && share.n === null && share.percentage !== null && !share.isArmCertain && !isNoCount(share) && !hasOtherPatients(share);
}

function isPairOfArms(trial: ReadTrial, shares: readonly TrialResult[]): boolean {
  return pairingsOf(shares).length > 0 && tablesOf(trial, shares)?.length !== 0;
}

/** "52.7% were … and 47.3% …": shares of all patients. */
function isOfAll(trial: ReadTrial, first: PrintedNumber, second: PrintedNumber): boolean {
  return totalsOf(trial).some((n) => countsGiving(first, n) !== null && countsGiving(second, n) !== null);
}

/** The shares that none of the arms gives; where only one does not, N3 speaks of it. None where the groups are no arms. */
export function misfitsAmongArms(trial: ReadTrial, shares: readonly TrialResult[]): readonly TrialResult[] {
  const arms = [...new Set(shares.flatMap(({ arms: own, otherArms }) => [...own, ...otherArms.flat()]))];
  const sizes = [...arms.flatMap((arm) => sizesOfArms(trial, [arm])), ...totalsOf(trial)];
  if (arms.length === 0 || sizes.length === 0) return [];
  return shares.filter((share) => share.percentage !== null && sizes.every((n) => fitOf(share, n) === null));
}

/** How many patients had this outcome in all, where another comparison of the row counts them for certain. */
function eventsOf(trial: ReadTrial, { outcomeClass, timePoint }: TrialResult): number | null {
  if (outcomeClass === 'other') return null;
  for (const { shares } of trial.comparisons) {
    if (shares.length !== trial.arms.length || shares.some((share) => share.outcomeClass !== outcomeClass || !share.isArmCertain || isNoCount(share) || hasOtherPatients(share) || share.timePoint?.text !== timePoint?.text)) continue;
    const tables = (tablesOf(trial, shares) ?? []).flatMap((feasible) => feasible.tables);
    const [table] = tables;
    if (tables.length === 1 && table !== undefined) return table.reduce((sum, { k }) => sum + k, 0);
  }
  return null;
}
