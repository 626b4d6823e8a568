// Owns what a share may be of: its own "of n", else the arms that it is paired with, their evaluable patients, or all
// patients. Every pairing that the text allows is tried; position alone pairs nothing. Bounded: up to four arms in every
// order, eight choices of denominators for each.
import type { ExtractedTrial, TrialResult } from '../../../contract/evidence';
import { tablesFromFits, type FeasibleTables } from '../../arithmetic/feasibleTables';
import { countsGiving, type Fit } from '../../arithmetic/percentages';
import { countOf, printedOf } from './readings';

/** Per share, the arms that it is of. */
export type Pairing = readonly (readonly number[])[];

const mostPermuted = 4;
const mostChoices = 8;

/** Every pairing of shares with arms that the text allows; none where their groups are no arms of this trial. */
export function pairingsOf(shares: readonly TrialResult[]): readonly Pairing[] {
  const own = shares.map(({ arms }) => arms);
  if (own.some((arms) => arms.length === 0)) return [];
  const others = Array.from({ length: Math.max(0, ...shares.map(({ otherArms }) => otherArms.length)) }, (_, at) => shares.map(({ arms, otherArms }) => otherArms[at] ?? arms));
  const isOpen = shares.some(({ isArmCertain, otherArms }) => !isArmCertain || otherArms.length > 0);
  const single = own.flat();
  const isPermutable = isOpen && single.length === shares.length && single.length <= mostPermuted && new Set(single).size === single.length;
  const permuted = isPermutable ? permutations(single).map((order) => order.map((arm) => [arm])) : [];
  return distinct([own, ...others, ...permuted]);
}

function permutations(of: readonly number[]): readonly (readonly number[])[] {
  if (of.length <= 1) return [of];
  return of.flatMap((first, at) => permutations(of.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}

function distinct(pairings: readonly Pairing[]): readonly Pairing[] {
  const known = new Map(pairings.map((pairing) => [JSON.stringify(pairing), pairing]));
  return [...known.values()];
}

/** How many patients `arms` have together, and how many of them could be evaluated. */
export function sizesOfArms(trial: ExtractedTrial, arms: readonly number[]): readonly number[] {
  if (hasUnclearSizes(trial)) return [];
  const sizes: number[] = [];
  const sizesOfThem = arms.map((arm) => trial.arms[arm]?.n ?? null);
  const known = sizesOfThem.filter((n) => n !== null);
  if (arms.length > 0 && known.length === arms.length) sizes.push(known.reduce((sum, n) => sum + n, 0));
  const isAll = arms.length > 0 && arms.length === trial.arms.length;
  for (const { arm, n } of trial.evaluable) if ((arm !== null && arms.length === 1 && arms[0] === arm) || (arm === null && isAll)) sizes.push(n);
  if (isAll && trial.total !== null) sizes.push(trial.total.n);
  return usable(sizes);
}

/** "88/45/43" of three arms: the first may happen to be the sum of the others. */
export function hasUnclearSizes({ arms, patientGroups, total }: ExtractedTrial): boolean {
  return total !== null && patientGroups > 1 && patientGroups + 1 === arms.length;
}

/** All patients: as stated, or the arms added up. */
export function totalsOf(trial: ExtractedTrial): readonly number[] {
  if (hasUnclearSizes(trial)) return [];
  const everyArm = trial.arms.map((_, arm) => arm);
  return usable([...(trial.total === null ? [] : [trial.total.n]), ...sizesOfArms(trial, everyArm)]);
}

function usable(sizes: readonly number[]): readonly number[] {
  return [...new Set(sizes)].filter((n) => Number.isSafeInteger(n) && n >= 1);
}

/** What this share may be of, paired with these arms. */
export function denominatorsOf(trial: ExtractedTrial, share: TrialResult, arms: readonly number[]): readonly number[] {
  const own = countOf(share.n);
  if (own !== null && share.nOrigin !== 'sentence') return usable([own]);
  return usable([...(own === null ? [] : [own]), ...sizesOfArms(trial, arms)]);
}

/** The counts of n that a share leaves open; none where k and percentage disagree on it, or nothing gives the percentage. */
export function fitOf(share: TrialResult, n: number): Fit | null {
  const k = countOf(share.k);
  const percentage = printedOf(share.percentage);
  const counts = percentage === null ? null : countsGiving(percentage, n);
  if (k === null) return counts === null ? null : { n, ...counts };
  const isGiven = k <= n && (percentage === null || (counts !== null && counts.least <= k && k <= counts.most));
  return isGiven ? { n, least: k, most: k } : null;
}

/** Where k and percentage disagree everywhere, either may be what was meant. */
function fitsOfEither(share: TrialResult, n: number): readonly Fit[] {
  return [{ ...share, k: null }, { ...share, percentage: null }].flatMap((part) => fitOf(part, n) ?? []);
}

/**
 * The tables of all pairings of a comparison, one of each choice of denominators; none where no choice gives all the shares,
 * null where there are too many. Shares of groups that are no arms have only their own n.
 */
export function tablesOf(trial: ExtractedTrial, shares: readonly TrialResult[]): readonly FeasibleTables[] | null {
  const pairings = pairingsOf(shares);
  const tried = pairings.length > 0 ? pairings : [shares.map(() => [])];
  const exact = tablesOfPairings(trial, shares, tried, (share, n) => fitOf(share, n) ?? []);
  const found = exact === null || exact.length > 0 ? exact : tablesOfPairings(trial, shares, tried, fitsOfEither);
  // With denominators of their own all pairings are one.
  return found === null ? null : [...new Map(found.map((feasible) => [JSON.stringify(feasible.tables), feasible])).values()];
}

function tablesOfPairings(trial: ExtractedTrial, shares: readonly TrialResult[], pairings: readonly Pairing[], fitsOf: (share: TrialResult, n: number) => Fit | readonly Fit[]): readonly FeasibleTables[] | null {
  const found: FeasibleTables[] = [];
  for (const pairing of pairings) {
    let choices: readonly (readonly Fit[])[] = [[]];
    for (const [at, share] of shares.entries()) {
      const fits = denominatorsOf(trial, share, pairing[at] ?? []).flatMap((n) => fitsOf(share, n));
      choices = choices.flatMap((choice) => fits.map((fit) => [...choice, fit]));
      if (choices.length > mostChoices) return null;
    }
    for (const choice of choices) {
      const tables = tablesFromFits(choice);
      if (tables === null) return null;
      found.push(tables);
    }
  }
  return found;
}
