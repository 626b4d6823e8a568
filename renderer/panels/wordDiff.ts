// Owns the difference of two texts word by word, for History: the longest common subsequence of words. Texts beyond
// 600 words are shown whole, old and new, because the comparison grows with the product of their lengths.
export interface DiffPart { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }

const mostWords = 600;

export function wordDiff(before: string, after: string): readonly DiffPart[] {
  const left = before.match(/\s+|[^\s]+/gu) ?? [];
  const right = after.match(/\s+|[^\s]+/gu) ?? [];
  if (left.length > mostWords || right.length > mostWords) return joined([{ kind: 'removed', text: before }, { kind: 'added', text: after }]);
  const lengths = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  const at = (row: number, column: number): number => lengths[row]?.[column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const current = lengths[row];
      if (current !== undefined) current[column] = left[row] === right[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
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
  return joined(parts);
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
