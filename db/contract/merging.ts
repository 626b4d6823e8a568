// Owns what two rows of one table are merged by: the tables, the fields that a curator chooses among, what both of them
// say together, and what is offered at first. Pure: the window asks it before it asks the core.
// Refuses to mix texts: only sets (references, terms) have a union.
import { z } from 'zod';
import type { ColumnDefinition } from './columnDefinition';
import type { GridTable } from './tableNames';
import type { DocumentColumns } from './customColumns';
import { cellText, isMissing, sameValue, studyIdsOf, termsOf, type CellValue } from './values';

export const mergeSides = ['stays', 'goes', 'both'] as const;
/** Where a merged field comes from: the row that stays, the one that goes, or the union of both. */
export type MergeSide = (typeof mergeSides)[number];

/** What a merge moves from the row that goes to the one that stays. */
export const MergeMoves = z.strictObject({
  /** Rows that cite the study. */
  citations: z.int(),
  /** Claims about the row. */
  claims: z.int(),
  /** Results of the trial that a curator corrected or added. */
  results: z.int(),
  /** Conflicts that go on with the row that stays as a member. */
  conflicts: z.int(),
  /** Notes on the row, its cells and their words. */
  notes: z.int(),
  /** Conflicts between just these two: closed as “duplicate merged”. */
  settled: z.int(),
});
export type MergeMoves = Readonly<z.infer<typeof MergeMoves>>;

/** Kept behind a study, and taken from one of the two as it is. */
const wholeRecords: readonly string[] = ['csl', 'rawRecord'];

export function isWholeRecord(table: GridTable, key: string): boolean {
  return table === 'studies' && wholeRecords.includes(key);
}

/** The fields of which a merge takes one value, in the order of the table. */
export function mergedColumns(columns: DocumentColumns, table: GridTable): readonly ColumnDefinition[] {
  return columns.of(table).filter((column) => column.isEditable || isWholeRecord(table, column.key));
}

export function isEmptyValue(value: CellValue | undefined): boolean {
  return Array.isArray(value) ? value.length === 0 : !isMissing(value) && cellText(value).trim() === '';
}

/** All that a set holds in either row, those of the first in front; null where one says all of it, and of what is no set. */
export function unionOf(column: Pick<ColumnDefinition, 'kind'>, first: CellValue, second: CellValue): CellValue {
  if (column.kind === 'references') {
    const [one, other] = [studyIdsOf(first), studyIdsOf(second)];
    const more = other.filter((id) => !one.includes(id));
    return one.length === 0 || more.length === 0 || one.every((id) => other.includes(id)) ? null : [...one, ...more];
  }
  if (column.kind !== 'terms' || typeof first !== 'string' || typeof second !== 'string') return null;
  const [one, other] = [distinctTerms(first), distinctTerms(second)];
  const more = [...other].filter(([folded]) => !one.has(folded)).map(([, term]) => term);
  return more.length === 0 || [...one.keys()].every((folded) => other.has(folded)) ? null : [...termsOf(first), ...more].join(', ');
}

/** By their letters, whatever their case; each as it is written first. */
function distinctTerms(text: string): ReadonlyMap<string, string> {
  const distinct = new Map<string, string>();
  for (const term of termsOf(text)) if (!distinct.has(term.toLowerCase())) distinct.set(term.toLowerCase(), term);
  return distinct;
}

/** What is offered before a curator chooses: a set's union or the larger one, else what the row that stays says, if it says anything. */
export function offeredSide(column: Pick<ColumnDefinition, 'kind' | 'key'>, stays: CellValue, goes: CellValue): MergeSide {
  if (sameValue(stays, goes)) return 'stays';
  if (unionOf(column, stays, goes) !== null) return 'both';
  if (sizeOf(column, goes) > sizeOf(column, stays)) return 'goes';
  return weightOf(column, goes) > weightOf(column, stays) ? 'goes' : 'stays';
}

/** Empty says less than missing with a reason or the name of a study of which only the number is known, and that less than words. */
function weightOf({ key }: Pick<ColumnDefinition, 'key'>, value: CellValue): number {
  if (isEmptyValue(value)) return 0;
  return isMissing(value) || (key === 'label' && /^Reference \d+$/u.test(cellText(value))) ? 1 : 2;
}

function sizeOf(column: Pick<ColumnDefinition, 'kind'>, value: CellValue): number {
  return column.kind === 'references' ? studyIdsOf(value).length : column.kind === 'terms' && typeof value === 'string' ? distinctTerms(value).size : 0;
}

/** The value that a side stands for. */
export function valueOfSide(column: Pick<ColumnDefinition, 'kind'>, side: MergeSide, stays: CellValue, goes: CellValue): CellValue {
  if (side === 'goes') return goes;
  return side === 'both' ? (unionOf(column, stays, goes) ?? stays) : stays;
}
