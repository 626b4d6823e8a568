// Owns looking up ranges of tokens in lists that are sorted and do not overlap, by halving: a cell with thousands of marks
// costs no more per mark than a short one.
interface Ranged {
  readonly from: number;
  readonly to: number;
}

/** Index of the first entry that starts at `at` or later. */
export function firstIndexFrom(list: readonly Ranged[], at: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.from ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The entries that lie wholly within a range, in order, at most so many. */
export function inside<Entry extends Ranged>(list: readonly Entry[], from: number, to: number, most = Number.POSITIVE_INFINITY): readonly Entry[] {
  const found: Entry[] = [];
  for (let index = firstIndexFrom(list, from); index < list.length && found.length < most; index += 1) {
    const entry = list[index];
    if (entry === undefined || entry.from >= to) break;
    if (entry.to <= to) found.push(entry);
  }
  return found;
}

export function hasInside(list: readonly Ranged[], from: number, to: number): boolean {
  const entry = list[firstIndexFrom(list, from)];
  return entry !== undefined && entry.to <= to && entry.from < to;
}

/** The last entry that ends at `at` or before. */
export function lastBefore<Entry extends Ranged>(list: readonly Entry[], at: number): Entry | undefined {
  for (let index = firstIndexFrom(list, at) - 1; index >= 0; index -= 1) {
    const entry = list[index];
    if (entry !== undefined && entry.to <= at) return entry;
  }
  return undefined;
}

/** The first entry that starts at `at` or later. */
export function firstFrom<Entry extends Ranged>(list: readonly Entry[], at: number): Entry | undefined {
  return list[firstIndexFrom(list, at)];
}
