// Owns a record of a tagged format (RIS, NBIB) while it is read: its tags in order, its lines, and the questions that
// both readers ask of it. Refuses to lose a value: repeated tags are kept, and two different values for one field
// become a problem.
import { excerpt, spoken } from './fieldText';
import type { ReferenceProblem, ReferenceRecord, StudyFields } from './types';

export interface TagLine {
  readonly tag: string;
  readonly value: string;
  readonly line: number;
}

export interface TaggedRecord {
  readonly line: number;
  readonly raw: string;
  readonly tags: readonly TagLine[];
}

/** A record that is still open. Values gather as pieces, because a thousand continuation lines must stay cheap. */
export interface OpenRecord {
  readonly line: number;
  readonly rawLines: string[];
  readonly tags: { readonly tag: string; readonly pieces: string[]; readonly line: number }[];
}

export function openRecord(line: number): OpenRecord {
  return { line, rawLines: [], tags: [] };
}

export function closedRecord(open: OpenRecord): TaggedRecord {
  return {
    line: open.line,
    raw: open.rawLines.join('\n').trimEnd(),
    tags: open.tags.map(({ tag, pieces, line }) => ({ tag, line, value: joined(pieces) })),
  };
}

// A wrapped line continues with a space; after the end of a sentence the line end may be a paragraph's, and stays.
function joined(pieces: readonly string[]): string {
  const parts: string[] = [];
  for (const piece of pieces) {
    const before = parts.at(-1);
    if (before !== undefined) parts.push(/[.:;?!]$/u.test(before.slice(-1)) ? '\n' : ' ');
    if (piece !== '') parts.push(piece);
    else if (before !== undefined) parts.pop();
  }
  return parts.join('');
}

export function valuesOf(record: TaggedRecord, tag: string): readonly string[] {
  return record.tags.filter((each) => each.tag === tag && each.value !== '').map((each) => each.value);
}

/** The first value of the first of these tags that has one; a second, different value of that tag is a problem. */
export function onlyValue(record: TaggedRecord, tags: readonly string[], problems: ReferenceProblem[]): string | null {
  for (const tag of tags) {
    const stated = record.tags.filter((each) => each.tag === tag && each.value !== '');
    const [first, ...others] = stated;
    if (first === undefined) continue;
    const other = others.find((each) => spoken(each.value) !== spoken(first.value));
    if (other !== undefined) problems.push({ line: other.line, message: `A second ${tag} differs from the first, which was taken: "${excerpt(other.value)}"` });
    return spoken(first.value);
  }
  return null;
}

export function recordOf(record: TaggedRecord, fields: StudyFields, knownTags: ReadonlySet<string>): ReferenceRecord {
  const unknown = new Set(record.tags.map((each) => each.tag).filter((tag) => !knownTags.has(tag)));
  return { fields, raw: record.raw, line: record.line, unknownTags: [...unknown] };
}

/** Lines that belong to no record: counted once for the file, with the first of them. */
export function strayProblem(lines: readonly { readonly line: number; readonly text: string }[]): readonly ReferenceProblem[] {
  const [first] = lines;
  if (first === undefined) return [];
  const count = lines.length === 1 ? 'One line belongs to no reference and was' : `${lines.length} lines belong to no reference and were`;
  return [{ line: first.line, message: `${count} left out, first: "${excerpt(first.text)}"` }];
}
