// Owns the tables of counts that printed percentages leave open: every k of n that rounds to the percentage, in every
// combination. Refuses percentages that no count gives, and more than 64 tables of three arms and more (null).
import type { PrintedNumber } from '../printedNumber';
import type { CountedArm } from '../statistics/counts';
import { countsGiving, type Fit } from './percentages';
import type { Split } from './splits';

/** One arm after the other, in the order of the p or ratio beside them. */
export type CountsTable = readonly CountedArm[];

export interface FeasibleTables {
  readonly tables: readonly CountsTable[];
  /** False: these are only the outermost of very many, and what lies between them is feasible too. */
  readonly isWhole: boolean;
}

export interface PercentageOfArm {
  readonly n: number;
  readonly percentage: PrintedNumber;
}

export const mostTables = 64;

export function tablesFromPercentages(arms: readonly PercentageOfArm[]): FeasibleTables | null {
  const fits: Fit[] = [];
  for (const { n, percentage } of arms) {
    const counts = countsGiving(percentage, n);
    if (counts === null) return null;
    fits.push({ n, ...counts });
  }
  return tablesFromFits(fits);
}

/** One arm after the other, each with the counts that it leaves open; null of fewer than two arms and beyond the bound. */
export function tablesFromFits(fits: readonly Fit[]): FeasibleTables | null {
  if (fits.length < 2) return null;
  const combinations = fits.reduce((product, { least, most }) => product * (most - least + 1), 1);
  if (combinations <= mostTables) return { tables: combine(fits), isWhole: true };
  const [first, second] = fits;
  return fits.length === 2 && first !== undefined && second !== undefined ? { tables: outermost(first, second), isWhole: false } : null;
}

/** One table whose counts are printed. */
export function tableOfCounts(table: CountsTable): FeasibleTables {
  return { tables: [table], isWhole: true };
}

/** The splits of rule N4 as tables. */
export function tablesFromSplits(splits: readonly Split[]): FeasibleTables {
  return { tables: splits.map(({ first, second }) => [first, second]), isWhole: true };
}

function combine(fits: readonly Fit[]): readonly CountsTable[] {
  let tables: readonly CountsTable[] = [[]];
  for (const { n, least, most } of fits) {
    const counts = Array.from({ length: most - least + 1 }, (_, step) => ({ k: least + step, n }));
    tables = tables.flatMap((table) => counts.map((arm) => [...table, arm]));
  }
  return tables;
}

/** The two tables whose shares differ most in either direction, and one whose shares are as near as can be. */
function outermost(first: Fit, second: Fit): readonly CountsTable[] {
  const within = ({ n, least, most }: Fit, share: number): CountedArm => ({ k: Math.min(most, Math.max(least, Math.round(share * n))), n });
  const nearFirst = within(first, (second.least + second.most) / 2 / second.n);
  const nearSecond = within(second, nearFirst.k / first.n);
  return [
    [{ k: first.least, n: first.n }, { k: second.most, n: second.n }],
    [{ k: first.most, n: first.n }, { k: second.least, n: second.n }],
    [nearFirst, nearSecond],
  ];
}
