// Owns which results of a row can be set in order: CR within ORR within DCR, PFS not beyond OS, survival not rising with
// time; and which of them stand reversed. Compares only the same arm, patients, time and kind of outcome; where arms are not
// named every matching has to be broken. Bounded: the first 120 such results of a row, arms in every order up to four.
import { numberOf, type CellSpan, type OutcomeClass, type TrialResult } from '../../../contract/evidence';
import type { ReadTrial } from './guardedTrial';
import { isTimeToEventRate } from './exemptions';
import { printedOfStated } from './readings';

export interface BrokenOrder {
  readonly kind: 'response' | 'survival times' | 'survival rates' | 'survival';
  /** Should be at most `greater`, and is more. */
  readonly lesser: TrialResult;
  readonly greater: TrialResult;
  readonly isSameSentence: boolean;
}

/** Results in the order in which their arms stand; of a named arm only one. */
interface Unit { readonly results: readonly TrialResult[]; readonly arm: number | null }

const mostCompared = 120;
const mostPermuted = 4;

const responses: readonly OutcomeClass[] = ['CR', 'ORR', 'DCR'];
const curves: ReadonlySet<OutcomeClass> = new Set(['OS', 'PFS', 'DFS', 'EFS', 'survival', 'local control']);
const withinSurvival: ReadonlySet<OutcomeClass> = new Set(['PFS', 'DFS', 'EFS']);
const perMonth = { hours: 1 / 730, days: 12 / 365.25, weeks: 84 / 365.25, months: 1, years: 12 };

/** `wordsOf` gives the words of a stretch of the row's cells. */
export function brokenOrders(trial: ReadTrial, wordsOf: (span: CellSpan) => string): readonly BrokenOrder[] {
  const units = unitsOf(trial);
  const found: BrokenOrder[] = [];
  for (const [at, left] of units.entries()) {
    for (const right of units.slice(at + 1)) {
      if (left.arm !== right.arm || left.results.length !== right.results.length) continue;
      const broken = brokenBetween(left, right, wordsOf) ?? brokenBetween(right, left, wordsOf);
      if (broken !== null && !found.some((other) => other.kind === broken.kind && (other.lesser === broken.lesser || other.greater === broken.greater))) found.push(broken);
    }
  }
  return found;
}

function unitsOf(trial: ReadTrial): readonly Unit[] {
  const open = trial.comparisons.filter(({ results }) => results.some(({ isArmCertain }) => !isArmCertain));
  const isOpen = new Set(open.flatMap(({ results }) => results));
  const named = trial.results.filter((result) => !isOpen.has(result) && isComparable(result) && armOf(trial, result) !== null).map((result) => ({ results: [result], arm: armOf(trial, result) }));
  const unnamed = open.map(({ results }) => results.filter(({ measure }) => measure === 'percentage' || measure === 'median')).filter((results) => results.length > 1 && results.length <= mostPermuted && results.every((result) => isComparable(result) && result.group === null && result.arms.length === 1));
  return [...named.slice(0, mostCompared), ...unnamed.slice(0, mostCompared).map((results) => ({ results, arm: null }))];
}

function armOf({ arms }: ReadTrial, result: TrialResult): number | null {
  if (!result.isArmCertain || result.otherArms.length > 0) return null;
  if (arms.length <= 1 && result.group === null) return 0;
  return result.arms.length === 1 ? result.arms[0] ?? null : null;
}

function isComparable({ measure, flags, outcome, estimate }: TrialResult): boolean {
  return (measure === 'percentage' || measure === 'median') && outcome !== '' && numberOf(estimate) !== null && !flags.isSubgroup && !flags.isApproximate && !flags.isChange && !flags.isBeforeAfter && !flags.isAdjusted;
}

/** The first reversed pair, if every matching of the two units has one. */
function brokenBetween(lesser: Unit, greater: Unit, wordsOf: (span: CellSpan) => string): BrokenOrder | null {
  const [one] = lesser.results;
  const [other] = greater.results;
  const kind = one === undefined || other === undefined ? null : kindOf(one, other, wordsOf);
  if (kind === null) return null;
  let first: BrokenOrder | null = null;
  for (const order of permutations(greater.results)) {
    const at = lesser.results.findIndex((result, place) => isAbove(result, order[place] ?? result));
    const [above, below] = [lesser.results[at], order[at]];
    if (above === undefined || below === undefined) return null;
    first ??= { kind, lesser: above, greater: below, isSameSentence: above.sentence.start === below.sentence.start };
  }
  return first;
}

function permutations(of: readonly TrialResult[]): readonly (readonly TrialResult[])[] {
  if (of.length <= 1) return [of];
  return of.flatMap((first, at) => permutations(of.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}

/** How `lesser` is bound by `greater`; null where it is not. */
function kindOf(lesser: TrialResult, greater: TrialResult, wordsOf: (span: CellSpan) => string): BrokenOrder['kind'] | null {
  if (lesser.measure !== greater.measure || kindOfOutcome(lesser) !== kindOfOutcome(greater) || hasOtherN(lesser, greater)) return null;
  const [from, to] = [responses.indexOf(lesser.outcomeClass), responses.indexOf(greater.outcomeClass)];
  const times = [monthsOf(lesser), monthsOf(greater)] as const;
  if (lesser.measure === 'percentage' && from >= 0 && from < to) return times[0] === times[1] ? 'response' : null;
  const isWithin = withinSurvival.has(lesser.outcomeClass) && greater.outcomeClass === 'OS' && lesser.sentence.start === greater.sentence.start;
  if (lesser.measure === 'median') return isWithin && lesser.outcomeClass === 'PFS' && !hasOtherStart(lesser, wordsOf) && !hasOtherStart(greater, wordsOf) ? 'survival times' : null;
  if (times[0] === null || times[1] === null || !isTimeToEventRate(lesser) || !isTimeToEventRate(greater)) return null;
  if (isWithin) return times[0] === times[1] ? 'survival rates' : null;
  return lesser.outcomeClass === greater.outcomeClass && curves.has(lesser.outcomeClass) && times[0] > times[1] && !countsEvents(lesser) && !countsEvents(greater) ? 'survival' : null;
}

function hasOtherN(left: TrialResult, right: TrialResult): boolean {
  return left.n !== null && right.n !== null && left.n.value !== right.n.value;
}

function monthsOf({ timePoint }: TrialResult): number | null {
  return timePoint === null ? null : timePoint.value * perMonth[timePoint.unit];
}

/** "OS from the diagnosis of bone metastases" starts its clock elsewhere. */
function hasOtherStart({ span, outcomeSpan, outcome }: TrialResult, wordsOf: (span: CellSpan) => string): boolean {
  const behind = wordsOf({ ...span, start: span.end, end: span.end + 24 });
  const between = outcomeSpan === null || outcomeSpan.end > span.start ? '' : wordsOf({ ...span, start: outcomeSpan.end, end: span.start });
  return /^\W*(?:months?|days?|weeks?|years?)?\W*(?:from|since|after|following)\b/iu.test(behind) || /\b(?:from|since|after|following)\b/iu.test(`${outcome} ${between}`);
}

/** Failures and deaths add up with time. */
function countsEvents({ outcome }: TrialResult): boolean {
  return /fail|death|died|mortal|incidence|toxic|(?:relapse|recurrence|progression)(?![- ]?free)/iu.test(outcome);
}

const generic = new Set(`objective overall response responses responder responders rate rates complete disease control controlled orr orrs cr crr crs dcr dcrs rr best tumor tumour the of a an in on at for to and or was were is are
 median mean progression free survival pfs mpfs os mos dfs efs event local disease-free one two three four five six ten year years month months week weeks yr mo probability estimated actuarial cumulative`.split(/\s+/u));

/** The words of an outcome that are not its class: "bone" of "bone ORR". */
function kindOfOutcome({ outcome }: TrialResult): string {
  return (outcome.slice(0, 200).toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => !generic.has(word)).join(' ');
}

function isAbove(lesser: TrialResult, greater: TrialResult): boolean {
  const [left, right] = [printedOfStated(lesser.estimate), printedOfStated(greater.estimate)];
  if (left === null || right === null) return false;
  const [ofLeft, ofRight] = lesser.measure === 'percentage' ? [1, 1] : [monthsPerUnit(lesser, greater), monthsPerUnit(greater, lesser)];
  return ofLeft !== null && ofRight !== null && left.lower * ofLeft > right.upper * ofRight;
}

/** Months of one unit; the other's unit where it states none; null where it is no time. */
function monthsPerUnit({ unit }: TrialResult, other: TrialResult): number | null {
  const name = (unit ?? other.unit ?? 'months').toLowerCase();
  const known = Object.entries(perMonth).find(([key]) => name.startsWith(key.slice(0, -1)) || (name.length <= 2 && key.startsWith(name.charAt(0))));
  return known === undefined ? null : known[1];
}
