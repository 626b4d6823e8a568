// Owns the difference of two texts word by word, for History, comparisons and the exports made of them: the longest
// common subsequence of words, between the words that both begin and end with. Of stretches beyond 600 words both are
// given whole, old and new, because the comparison grows with the product of their lengths.
import { z } from 'zod';

export const DiffPart = z.strictObject({ kind: z.enum(['same', 'added', 'removed']), text: z.string() });
export type DiffPart = Readonly<z.infer<typeof DiffPart>>;

const mostWords = 600;
/** Filled anew by each comparison: of thousands of cells in a row, a table each would lie about until it is collected. */
const scratch = new Uint16Array((mostWords + 1) ** 2);

export function wordDiff(before: string, after: string): readonly DiffPart[] {
  const left = before.match(/\s+|[^\s]+/gu) ?? [];
  const right = after.match(/\s+|[^\s]+/gu) ?? [];
  const shorter = Math.min(left.length, right.length);
  let head = 0;
  while (head < shorter && left[head] === right[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && left[left.length - 1 - tail] === right[right.length - 1 - tail]) tail += 1;
  const same = (words: readonly string[]): DiffPart => ({ kind: 'same', text: words.join('') });
  return joined([same(left.slice(0, head)), ...middleDiff(left.slice(head, left.length - tail), right.slice(head, right.length - tail)), same(left.slice(left.length - tail))]);
}

function middleDiff(left: readonly string[], right: readonly string[]): readonly DiffPart[] {
  if (left.length > mostWords || right.length > mostWords) return [{ kind: 'removed', text: left.join('') }, { kind: 'added', text: right.join('') }];
  const width = right.length + 1;
  const lengths = scratch.fill(0, 0, (left.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] = left[row] === right[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const parts: DiffPart[] = [];
  let row = 0;
  let column = 0;
  while (row < left.length || column < right.length) {
    if (row < left.length && column < right.length && left[row] === right[column]) {
      parts.push({ kind: 'same', text: left[row] ?? '' });
      row += 1;
      column += 1;
    } else if (row < left.length && (column === right.length || at(row + 1, column) >= at(row, column + 1))) {
      parts.push({ kind: 'removed', text: left[row] ?? '' });
      row += 1;
    } else {
      parts.push({ kind: 'added', text: right[column] ?? '' });
      column += 1;
    }
  }
  return parts;
}

function joined(parts: readonly DiffPart[]): readonly DiffPart[] {
  const merged: DiffPart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part.text === '') continue;
    if (last?.kind === part.kind) merged[merged.length - 1] = { kind: part.kind, text: last.text + part.text };
    else merged.push(part);
  }
  return merged;
}
