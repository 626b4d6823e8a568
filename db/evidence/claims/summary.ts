// Owns summing up what several claims say of one molecule, always as a breakdown and never as one word:
// "Up 1 · Down 1 · 2 in other cancers". Claims of other tumours are counted apart, not left out.
import { directionName, isEffect, isLevel } from './directions';

export interface SummedClaim { readonly direction: string; readonly isOtherCancer: boolean }

/** In the order of the first of each direction. */
function breakdown(claims: readonly SummedClaim[]): string {
  const counts = new Map<string, number>();
  for (const { direction } of claims.filter(({ isOtherCancer }) => !isOtherCancer)) counts.set(direction, (counts.get(direction) ?? 0) + 1);
  const others = claims.filter(({ isOtherCancer }) => isOtherCancer).length;
  return [...[...counts].map(([direction, count]) => `${directionName(direction)} ${count}`), ...(others === 0 ? [] : [`${others} in other cancers`])].join(' · ');
}

/** Of its expression or level; '' when no claim speaks of one. */
export function expressionSummary(claims: readonly SummedClaim[]): string {
  return breakdown(claims.filter(({ direction }) => isLevel(direction)));
}

/** Of its effects; '' when no claim speaks of one. */
export function effectSummary(claims: readonly SummedClaim[]): string {
  return breakdown(claims.filter(({ direction }) => isEffect(direction)));
}

/** The tumour of most of these families; null when none is stated. Ties go to the first in the alphabet. */
export function usualFamily(counts: ReadonlyMap<string, number>): string | null {
  return [...counts].toSorted(([first, many], [second, more]) => more - many || (first < second ? -1 : 1))[0]?.[0] ?? null;
}
