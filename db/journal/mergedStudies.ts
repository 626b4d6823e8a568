// Owns which study stands for one that was merged into it: an import that cites the number of the one that went means the one
// that stays. A study that was restored stands for itself again. Reads only.
import type { ReadHandle } from '../store/handle';

export interface Successor { readonly studyId: string; readonly number: number }

/** By the id of the study that went; of studies that were merged one into the next, the last. */
export function successorsOf(handle: ReadHandle): ReadonlyMap<string, { readonly was: Successor; readonly is: Successor }> {
  const merged = handle.all<{ wasId: string; was: number; isId: string; number: number }>(
    `SELECT gone.id AS wasId, gone.ordinal AS was, stays.id AS isId, stays.ordinal AS number FROM study gone JOIN study stays ON stays.id = gone.mergedInto WHERE gone.mergedInto IS NOT NULL AND gone.lifecycle = 'withdrawn'`,
  );
  const next = new Map(merged.map(({ wasId, isId, number }) => [wasId, { studyId: isId, number }]));
  return new Map(merged.map(({ wasId, was }) => [wasId, { was: { studyId: wasId, number: was }, is: lastOf(wasId, next) }]));
}

function lastOf(studyId: string, next: ReadonlyMap<string, Successor>): Successor {
  const seen = new Set<string>();
  let last: Successor = { studyId, number: 0 };
  for (let step = next.get(studyId); step !== undefined && !seen.has(step.studyId); step = next.get(step.studyId)) {
    seen.add(step.studyId);
    last = step;
  }
  return last;
}
