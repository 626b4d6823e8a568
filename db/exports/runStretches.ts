// Owns what of a text stays, goes and comes, word by word, in runs that have their own letters on both sides. Pure. Words that
// are the same in other letters went and came. Refuses to say that only letters changed: tracked, that is another mark in
// Word, which few programs read.
import { hasSameMarks, joinedRuns, type TextRun } from '../contract/references';
import { wordDiff } from '../contract/wordDiff';

/** What stays, and what went and came behind it. */
export interface Stretch { readonly same: readonly TextRun[]; readonly removed: readonly TextRun[]; readonly added: readonly TextRun[] }

/** Blanks alone between two changes belong to them: two words for two, not word for word. */
export function stretchesBetween(before: readonly TextRun[], after: readonly TextRun[]): readonly Stretch[] {
  const [was, is] = [reading(before), reading(after)];
  const stretches: { readonly same: TextRun[]; readonly removed: TextRun[]; readonly added: TextRun[] }[] = [];
  const changed = (removed: readonly TextRun[], added: readonly TextRun[]): void => {
    const last = stretches.at(-1);
    if (last === undefined) stretches.push({ same: [], removed: [...removed], added: [...added] });
    else {
      last.removed.push(...removed);
      last.added.push(...added);
    }
  };
  const parts = wordDiff(plainOf(before), plainOf(after));
  for (const [index, { kind, text }] of parts.entries()) {
    if (kind !== 'same') changed(kind === 'removed' ? was(text.length) : [], kind === 'added' ? is(text.length) : []);
    else if (/^\s+$/u.test(text) && index > 0 && index < parts.length - 1) changed(was(text.length), is(text.length));
    else {
      for (const run of is(text.length)) for (const old of was(run.text.length)) {
        const young = { text: old.text, marks: run.marks };
        if (hasSameMarks(old, young)) stretches.push({ same: [young], removed: [], added: [] });
        else changed([old], [young]);
      }
    }
  }
  return stretches.map(({ same, removed, added }) => ({ same, removed: joinedRuns(removed), added: joinedRuns(added) }));
}

/** Of runs whose neighbours have other marks. */
export function areSameRuns(before: readonly TextRun[], after: readonly TextRun[]): boolean {
  return before.length === after.length && before.every((run, index) => { const other = after[index]; return other !== undefined && run.text === other.text && hasSameMarks(run, other); });
}

function plainOf(runs: readonly TextRun[]): string {
  return runs.map(({ text }) => text).join('');
}

/** The next so many characters at each call. */
function reading(runs: readonly TextRun[]): (length: number) => readonly TextRun[] {
  let [run, start] = [0, 0];
  return (length) => {
    const taken: TextRun[] = [];
    for (let left = length; left > 0;) {
      const from = runs[run];
      if (from === undefined) return taken;
      const text = from.text.slice(start, start + left);
      if (text !== '') taken.push({ text, marks: from.marks });
      left -= text.length;
      start += text.length;
      if (start >= from.text.length) [run, start] = [run + 1, 0];
    }
    return taken;
  };
}
