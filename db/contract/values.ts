// Owns what one cell can hold and how it reads as text. A cell is text, empty, missing with the paper's own
// reason ("No description"), a list of study ids (references), or the members of a conflict.
// Refuses to guess types: "5.0" and "007" stay the text that the curator left.
import { z } from 'zod';

export const maxCellLength = 30_000;

export const MissingValue = z.strictObject({ missing: z.string().min(1).max(200) });
/** The tables whose rows can disagree. */
export const memberTables = ['factors', 'trials', 'studies', 'claims', 'results', 'glossary'] as const;
export const ConflictMember = z.strictObject({
  table: z.enum(memberTables),
  rowId: z.string().min(1).max(64),
  /** The cell that disagrees; null when the whole row does. */
  field: z.string().min(1).max(64).nullable(),
  /** The row's version when the conflict was raised. */
  version: z.int().min(0),
  /** What this member says, in the curator's words: "Up", "Down". */
  side: z.string().max(200),
});
export const CellValue = z.union([z.string(), z.null(), MissingValue, z.array(z.string().max(64)).readonly(), z.array(ConflictMember).readonly()]);

export type MissingValue = z.infer<typeof MissingValue>;
export type ConflictMember = Readonly<z.infer<typeof ConflictMember>>;
export type CellValue = string | null | Readonly<MissingValue> | readonly string[] | readonly ConflictMember[];

export function isMissing(value: CellValue | undefined): value is Readonly<MissingValue> {
  return typeof value === 'object' && value !== null && 'missing' in value;
}

/** The text of a cell as it prints; lists (references, members) have no text of their own and give ''. */
export function cellText(value: CellValue | undefined): string {
  if (typeof value === 'string') return value;
  return isMissing(value) ? value.missing : '';
}

/** The study ids of a references cell, in printed order; empty for any other cell. */
export function studyIdsOf(value: CellValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}

/** The members of a conflict's `members` field; empty for any other value. */
export function membersOf(value: CellValue | undefined): readonly ConflictMember[] {
  return Array.isArray(value) ? value.filter((entry): entry is ConflictMember => typeof entry === 'object') : [];
}

export function sameValue(left: CellValue | undefined, right: CellValue | undefined): boolean {
  return typeof left === 'string' && typeof right === 'string' ? left === right : JSON.stringify(left ?? null) === JSON.stringify(right ?? null);
}

/**
 * The terms of a comma-separated cell, split at commas outside parentheses ("More bone lesions (>3), Shorter OS").
 * Order and spelling are kept; empty terms are dropped.
 */
export function termsOf(text: string): readonly string[] {
  const terms: string[] = [];
  let depth = 0;
  let start = 0;
  const take = (end: number): void => {
    const term = text.slice(start, end).trim();
    if (term !== '') terms.push(term);
    start = end + 1;
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '(' || character === '[') depth += 1;
    else if (character === ')' || character === ']') depth = Math.max(0, depth - 1);
    else if (character === ',' && depth === 0) take(at);
  }
  take(text.length);
  return terms;
}
