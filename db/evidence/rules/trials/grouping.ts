// Owns joining the trials of one question into groups whose populations meet, along pairs that a rule picks.
import type { Explanation } from '../../../contract/findings';
import type { Meeting } from '../../claims/context';
import { describedRow } from '../described';
import type { Comparison } from './comparisons';
import { populationsMeet, readPopulation, type Population } from './population';

export interface Joined { readonly comparisons: readonly Comparison[]; readonly nearest: Meeting; readonly pairs: readonly (readonly [Comparison, Comparison])[] }

const nearness: readonly Meeting[] = ['same', 'kindred', 'unstated'];

/** Groups of two and more, in the order of the rows; nothing depends on that order. */
export function joinedComparisons(comparisons: readonly Comparison[], isPair: (left: Comparison, right: Comparison) => boolean): readonly Joined[] {
  const populations = comparisons.map(({ row }) => readPopulation(row));
  const root = comparisons.map((_, index) => index);
  const rootOf = (index: number): number => {
    let at = index;
    while (root[at] !== undefined && root[at] !== at) at = root[at] ?? at;
    return at;
  };
  const edges: { readonly pair: readonly [Comparison, Comparison]; readonly at: number; readonly meeting: number }[] = [];
  comparisons.forEach((left, first) => {
    comparisons.forEach((right, second) => {
      if (second <= first || left.row.rowId === right.row.rowId || !isPair(left, right)) return;
      const [mine, other] = [populations[first], populations[second]];
      const meeting = mine === undefined || other === undefined ? -1 : nearness.indexOf(populationsMeet(mine, other));
      if (meeting < 0) return;
      const [low, high] = [rootOf(first), rootOf(second)].toSorted((one, two) => one - two);
      if (low !== undefined && high !== undefined) root[high] = low;
      edges.push({ pair: [left, right], at: first, meeting });
    });
  });
  return [...Map.groupBy(edges, ({ at }) => rootOf(at))].toSorted(([left], [right]) => left - right).map(([at, joined]): Joined => ({
    comparisons: comparisons.filter((_, index) => rootOf(index) === at), nearest: nearness[Math.min(...joined.map(({ meeting }) => meeting))] ?? 'unstated', pairs: joined.map(({ pair }) => pair),
  }));
}

/**
 * Groups of two and more in which every two populations meet, as far apart as the farthest two. Trials that state no
 * tumour join the others only where there is one group of them: they must not bring two tumours together.
 */
export function poolableComparisons(comparisons: readonly Comparison[]): readonly Joined[] {
  const read = comparisons.map((comparison) => ({ comparison, population: readPopulation(comparison.row) }));
  const byPopulation = ({ population, comparison }: Placed): string => JSON.stringify([[...population.tumours.keys()].toSorted(), population.words, comparison.row.rowId]);
  const sorted = read.toSorted((left, right) => (byPopulation(left) < byPopulation(right) ? -1 : 1));
  const groups = together(sorted.filter(({ population }) => population.tumours.size > 0));
  const unstated = sorted.filter(({ population }) => population.tumours.size === 0);
  const [only] = groups;
  const all = groups.length === 1 && only !== undefined ? together([...only, ...unstated]) : [...groups, ...together(unstated)];
  return all.filter((group) => group.length > 1).map((group): Joined => {
    const members = new Set(group.map(({ comparison }) => comparison));
    const meetings = group.flatMap((left, index) => group.slice(index + 1).map((right) => nearness.indexOf(populationsMeet(left.population, right.population))));
    return { comparisons: comparisons.filter((comparison) => members.has(comparison)), nearest: nearness[Math.max(...meetings)] ?? 'unstated', pairs: [] };
  });
}

interface Placed { readonly comparison: Comparison; readonly population: Population }

function together(placed: readonly Placed[]): readonly (readonly Placed[])[] {
  const groups: Placed[][] = [];
  for (const each of placed) {
    const group = groups.find((members) => members.every(({ population }) => populationsMeet(population, each.population) !== 'different'));
    if (group === undefined) groups.push([each]);
    else group.push(each);
  }
  return groups;
}

export function confidenceOf({ nearest: meeting, comparisons }: Joined): 'certain' | 'probable' | 'possible' {
  if (comparisons.some(({ isSure }) => !isSure)) return 'possible';
  return meeting === 'same' ? 'certain' : meeting === 'kindred' ? 'probable' : 'possible';
}

/** What a reader has to know before believing a group. */
export function cautions({ nearest, comparisons }: Joined): { readonly meeting: Meeting; readonly isOrdered: boolean } {
  return { meeting: nearest, isOrdered: comparisons.some(({ isSure }) => !isSure) };
}

export function cautionText({ values }: Explanation): string {
  const { meeting, isOrdered } = values;
  const arms = isOrdered === true ? ' Not every text names the arms beside its values; they are taken in the order of the arms.' : '';
  return `${arms}${meeting === 'unstated' ? ' Their populations are not all stated, so they may differ.' : meeting === 'kindred' ? ' Their populations are akin, not the same.' : ''}`;
}

export function describedComparison({ row, printed }: Comparison): string {
  return `${describedRow(row)}: ${printed}`;
}

/** How the question reads: "ebrt vs sbrt, OS". */
export function questionOf({ pair, outcomeClass, outcome }: Comparison): string {
  return `${pair.join(' vs ')}, ${outcomeClass === 'other' || outcomeClass === 'adverse events' ? outcome.trim() || outcomeClass : outcomeClass}`;
}
