// Owns which entry of one list is which of another, as a reader of both would say it: the longest run of entries that keep
// their order stays, every other one goes at its old place and comes at its new one. Pure; what goes is said before what
// comes. Refuses to guess: rows are told by their ids. Of notes, which have none, the same text is the same note, and
// between two of those a note that goes and one that comes are one note that changed. Entries of a list of references are
// told by their studies and none of them moves: their order is their numbers', which are not tracked.
import type { PrintedNote } from './printedTable';

/** Places in the two lists, from 0. */
export type Step =
  | { readonly kind: 'both'; readonly before: number; readonly after: number }
  | { readonly kind: 'removed'; readonly before: number }
  | { readonly kind: 'added'; readonly after: number };

/** Each id once in each list. Grows with n log n. */
export function* stepsBetween(before: readonly string[], after: readonly string[]): Generator<Step> {
  const places = new Map(before.map((id, place) => [id, place]));
  const shared = after.flatMap((id, place) => { const was = places.get(id); return was === undefined ? [] : [{ before: was, after: place }]; });
  let [was, is] = [0, 0];
  for (const kept of [...inOrder(shared), { before: before.length, after: after.length }]) {
    for (; was < kept.before; was += 1) yield { kind: 'removed', before: was };
    for (; is < kept.after; is += 1) yield { kind: 'added', after: is };
    if (was === before.length && is === after.length) return;
    yield { kind: 'both', ...kept };
    [was, is] = [was + 1, is + 1];
  }
}

interface Shared { readonly before: number; readonly after: number }
interface Chain { readonly last: Shared; readonly earlier: Chain | null }

/** The longest of them whose old places ascend as their new ones do. Of equally long ones the one with the earlier old places. */
function inOrder(shared: readonly Shared[]): readonly Shared[] {
  /** By length, less one: the chain that ends at the lowest old place. */
  const chains: Chain[] = [];
  for (const last of shared) {
    let [low, high] = [0, chains.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((chains[middle]?.last.before ?? 0) < last.before) low = middle + 1;
      else high = middle;
    }
    chains[low] = { last, earlier: chains[low - 1] ?? null };
  }
  const kept: Shared[] = [];
  for (let chain = chains.at(-1) ?? null; chain !== null; chain = chain.earlier) kept.push(chain.last);
  return kept.toReversed();
}

export function noteSteps(before: readonly PrintedNote[], after: readonly PrintedNote[]): readonly Step[] {
  const steps: Step[] = [];
  let gone: number[] = [];
  let come: number[] = [];
  const isLettered = (notes: readonly PrintedNote[], place: number | undefined): boolean => place !== undefined && notes[place]?.mark !== '';
  const pairUp = (): void => {
    let [left, right] = [0, 0];
    while (left < gone.length || right < come.length) {
      const [was, is] = [gone[left], come[right]];
      const isSameKind = was !== undefined && is !== undefined && isLettered(before, was) === isLettered(after, is);
      if (isSameKind) steps.push({ kind: 'both', before: was, after: is });
      else if (was !== undefined && (is === undefined || !isLettered(before, was))) steps.push({ kind: 'removed', before: was });
      else if (is !== undefined) steps.push({ kind: 'added', after: is });
      const last = steps.at(-1)?.kind;
      if (last !== 'added') left += 1;
      if (last !== 'removed') right += 1;
    }
    gone = [];
    come = [];
  };
  for (const step of stepsBetween(noteIds(before), noteIds(after))) {
    if (step.kind === 'removed') gone.push(step.before);
    else if (step.kind === 'added') come.push(step.after);
    else {
      pairUp();
      steps.push(step);
    }
  }
  pairUp();
  return steps;
}

/** Each id once in each list. In the order of the later one; what only the earlier one has stands behind what it stood behind. */
export function entrySteps(before: readonly string[], after: readonly string[]): readonly Step[] {
  const places = new Map(before.map((id, place) => [id, place]));
  const stays = new Set(after);
  const steps: Step[] = [];
  const removeFrom = (first: number): void => {
    for (let place = first; place < before.length && !stays.has(before[place] ?? ''); place += 1) steps.push({ kind: 'removed', before: place });
  };
  removeFrom(0);
  for (const [place, id] of after.entries()) {
    const was = places.get(id);
    steps.push(was === undefined ? { kind: 'added', after: place } : { kind: 'both', before: was, after: place });
    if (was !== undefined) removeFrom(was + 1);
  }
  return steps;
}

/** Its text, and the how manieth of that text it is. Its letter says only where it stands. */
function noteIds(notes: readonly PrintedNote[]): readonly string[] {
  const seen = new Map<string, number>();
  return notes.map(({ mark, text }) => {
    const key = JSON.stringify([mark !== '', text]);
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return `${times} ${key}`;
  });
}
