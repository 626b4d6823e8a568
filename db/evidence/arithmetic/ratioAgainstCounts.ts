// Owns the arithmetic of rule N6: a printed risk or odds ratio against what the counts give, and against what they give
// turned round: inverse, ratio of non-response, odds for risk. Refuses adjusted ratios, hazard ratios (counts have none), and
// to accuse where no reading matches at all.
import type { PrintedNumber } from '../printedNumber';
import { isCountedArm, type CountedArm } from '../statistics/counts';
import { areDisjoint, spanOf, type Interval } from '../statistics/interval';
import { notChecked, type Checked } from './checked';
import type { PExemption } from './countsAgainstP';
import type { FeasibleTables } from './feasibleTables';

export type CountsRatio = 'RR' | 'OR';

/** How the printed ratio has to be read to agree with the counts. */
export type RatioReading =
  | 'as printed'
  /** Second arm over first. */
  | 'inverse'
  /** Non-response of the second arm over that of the first: 1.3262 of 40/114 v 16/115. */
  | 'complement'
  /** Non-response of the first arm over that of the second. */
  | 'inverse of complement'
  /** The odds ratio where a risk ratio is printed. */
  | 'OR for RR'
  /** The risk ratio where an odds ratio is printed. */
  | 'RR for OR';

export interface RatioWithCounts {
  readonly measure: CountsRatio;
  readonly ratio: PrintedNumber;
  /** Two arms each; the ratio is of the first over the second. */
  readonly feasible: FeasibleTables;
  /** Whether that order is known (from names, or a stated reference); if not, the inverse is as good. */
  readonly isOrderKnown: boolean;
  readonly exempt: PExemption | null;
}

/** A reading and what the counts give by it, over the feasible tables. */
export interface RatioOfCounts extends Interval {
  readonly reading: RatioReading;
}

export interface RatioAgainstCounts {
  readonly fromCounts: readonly RatioOfCounts[];
  readonly matches: RatioReading;
}

/** Minor where only a turned-round reading matches; it is named. */
export function checkRatioAgainstCounts({ measure, ratio, feasible, isOrderKnown, exempt }: RatioWithCounts): Checked<RatioAgainstCounts> {
  if (exempt !== null) return notChecked('exempt');
  const pairs = feasible.tables.flatMap(([first, second, ...more]) => (first !== undefined && second !== undefined && more.length === 0 ? [{ first, second }] : []));
  const isUsable = pairs.length > 0 && pairs.length === feasible.tables.length && pairs.every(({ first, second }) => isCountedArm(first) && isCountedArm(second));
  if (!isUsable || ratio.value <= 0) return notChecked('not understood');

  const fromCounts = readingsOf(measure).flatMap(({ reading, of }) => {
    const span = spanOf(pairs.map(({ first, second }) => of(first, second)).filter((value) => Number.isFinite(value) && value > 0));
    return span === null ? [] : [{ reading, ...span }];
  });
  const matching = fromCounts.filter((found) => !areDisjoint(found, found.reading === 'as printed' ? twiceRounded(ratio) : ratio)).map(({ reading }) => reading);
  const isDirect = matching.includes('as printed') || (!isOrderKnown && matching.includes('inverse')) || pairs.some((pair) => isDirectAfterHalves(measure, pair.first, pair.second, ratio));
  if (isDirect) return { verdict: 'consistent', shown: { fromCounts, matches: 'as printed' } };
  const [matches] = matching;
  return matches === undefined ? notChecked('nothing matches') : { verdict: 'not consistent', severity: 'minor', shown: { fromCounts, matches } };
}

type RatioOf = (first: CountedArm, second: CountedArm) => number;

const risk = ({ k, n }: CountedArm): number => k / n;
const rest = ({ k, n }: CountedArm): number => (n - k) / n;
const riskRatio: RatioOf = (first, second) => risk(first) / risk(second);
const oddsRatio: RatioOf = (first, second) => (first.k * (second.n - second.k)) / ((first.n - first.k) * second.k);
const complement: RatioOf = (first, second) => rest(second) / rest(first);

function readingsOf(measure: CountsRatio): readonly { readonly reading: RatioReading; readonly of: RatioOf }[] {
  const direct = measure === 'RR' ? riskRatio : oddsRatio;
  return [
    { reading: 'as printed', of: direct },
    { reading: 'inverse', of: (first, second) => 1 / direct(first, second) },
    { reading: 'complement', of: complement },
    { reading: 'inverse of complement', of: (first, second) => 1 / complement(first, second) },
    measure === 'RR' ? { reading: 'OR for RR', of: oddsRatio } : { reading: 'RR for OR', of: riskRatio },
  ];
}

/** A ratio of shares that were rounded before: one whole unit of the last place instead of half. */
function twiceRounded({ value, lower, upper }: PrintedNumber): Interval {
  return { lower: 2 * lower - value, upper: 2 * upper - value };
}

/** With an empty cell many programs add one half to each. */
function isDirectAfterHalves(measure: CountsRatio, first: CountedArm, second: CountedArm, ratio: PrintedNumber): boolean {
  const isEmpty = first.k === 0 || second.k === 0 || first.k === first.n || second.k === second.n;
  if (!isEmpty) return false;
  const halved = (arm: CountedArm): CountedArm => ({ k: arm.k + 0.5, n: arm.n + 1 });
  const value = (measure === 'RR' ? riskRatio : oddsRatio)(halved(first), halved(second));
  return !areDisjoint({ lower: value, upper: value }, twiceRounded(ratio));
}
