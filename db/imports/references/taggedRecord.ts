// Owns a record of a tagged format (RIS, NBIB, Web of Science) while it is read: its tags in order, its place in the
// text, and the questions that all readers ask of it. Refuses to lose a value: repeated tags are kept, and two different
// values for one field become a problem.
import { excerpt, spoken } from './fieldText';
import type { FoundProblem, ReadStep, ReferenceRecord, StudyFields } from './types';

export interface TagLine {
  readonly tag: string;
  readonly value: string;
  readonly line: number;
  /** The lines of the value as they stand, trimmed. */
  readonly pieces: readonly string[];
}

export interface TaggedRecord {
  readonly line: number;
  readonly raw: string;
  readonly tags: readonly TagLine[];
  readonly byTag: ReadonlyMap<string, readonly TagLine[]>;
}

/** A record that is still open. Values gather as pieces, because a thousand continuation lines must stay cheap. */
export interface OpenRecord {
  readonly line: number;
  readonly from: number;
  readonly tags: { readonly tag: string; readonly pieces: string[]; readonly line: number }[];
}

export function openRecord(line: number, from: number): OpenRecord {
  return { line, from, tags: [] };
}

/** `to` is where the record ends in `text`. */
export function closedRecord(open: OpenRecord, text: string, to: number): TaggedRecord {
  const tags = open.tags.map(({ tag, pieces, line }) => ({ tag, line, pieces, value: joined(pieces) }));
  const byTag = new Map<string, TagLine[]>();
  for (const each of tags) {
    if (each.value === '') continue;
    const same = byTag.get(each.tag);
    if (same === undefined) byTag.set(each.tag, [each]);
    else same.push(each);
  }
  return { line: open.line, raw: text.slice(open.from, to).trimEnd(), tags, byTag };
}

// A wrapped line continues with a space; after the end of a sentence the line end may be a paragraph's, and stays.
function joined(pieces: readonly string[]): string {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return only;
  const parts: string[] = [];
  for (const piece of pieces) {
    if (piece === '') continue;
    const before = parts.at(-1);
    if (before !== undefined) parts.push(/[.:;?!]$/u.test(before.slice(-1)) ? '\n' : ' ');
    parts.push(piece);
  }
  return parts.join('');
}

export function valuesOf(record: TaggedRecord, tag: string): readonly string[] {
  return record.byTag.get(tag)?.map((each) => each.value) ?? [];
}

/** The first value of the first of these tags that has one; a second, different value of that tag is a problem. */
export function onlyValue(record: TaggedRecord, tags: readonly string[], problems: FoundProblem[]): string | null {
  for (const tag of tags) {
    const [first, ...others] = record.byTag.get(tag) ?? [];
    if (first === undefined) continue;
    const other = others.find((each) => spoken(each.value) !== spoken(first.value));
    if (other !== undefined) problems.push({ line: other.line, message: `A second ${tag} differs from the first, which was taken: "${excerpt(other.value)}"` });
    return spoken(first.value);
  }
  return null;
}

export function recordOf(record: TaggedRecord, fields: StudyFields, knownTags: ReadonlySet<string>): ReferenceRecord {
  const unknown = new Set<string>();
  for (const { tag } of record.tags) if (!knownTags.has(tag)) unknown.add(tag);
  return { fields, raw: record.raw, line: record.line, unknownTags: [...unknown] };
}

export interface TaggedForm {
  /** What a record begins with; null where its type is not printed. */
  readonly typeTag: string | null;
  readonly fieldsOf: (record: TaggedRecord, problems: FoundProblem[]) => StudyFields;
  readonly knownTags: ReadonlySet<string>;
}

/** The step in which a record that begins with its type ends at `to`. */
export function closingStep(open: OpenRecord, text: string, to: number, { typeTag, fieldsOf, knownTags }: TaggedForm): ReadStep {
  const whole = closedRecord(open, text, to);
  const problems: FoundProblem[] = typeTag === null || open.tags[0]?.tag === typeTag ? [] : [{ line: open.line, message: `A reference starts without a ${typeTag} line; taken as a journal article` }];
  return { at: to, record: recordOf(whole, fieldsOf(whole, problems), knownTags), problems };
}

/** Lines that belong to no record: counted once for the file, with the first of them. */
export interface StrayLines {
  readonly add: (line: number, text: string) => void;
  readonly problems: () => readonly FoundProblem[];
}

export function strayLines(): StrayLines {
  let first: { readonly line: number; readonly text: string } | null = null;
  let count = 0;
  return {
    add: (line, text) => {
      if (text.trim() === '') return;
      first ??= { line, text };
      count += 1;
    },
    problems: () => {
      if (first === null) return [];
      const said = count === 1 ? 'One line belongs to no reference and was' : `${count} lines belong to no reference and were`;
      return [{ line: first.line, message: `${said} left out, first: "${excerpt(first.text)}"` }];
    },
  };
}
