// Owns what is said of a column and of a table, how a definition of one is written, and the rules that several columns share.
// Which there are, columns.ts says.
import type { Sharing } from './sharing';
import type { CustomType, TableName } from './tableNames';

/**
 * short: one line. long: several lines. term: one word of a vocabulary. terms: comma-separated words of a vocabulary.
 * references: ordered studies. members: the members of a conflict. hidden kinds are kept, never shown in a grid.
 */
export type ColumnKind = 'short' | 'long' | 'term' | 'terms' | 'references' | 'members' | 'hidden';

export interface ColumnDefinition {
  readonly key: string;
  readonly heading: string;
  readonly kind: ColumnKind;
  /** Width in the grid, in CSS pixels at 100%; also the relative width in print. */
  readonly width: number;
  readonly isRequired: boolean;
  readonly isEditable: boolean;
  /** What a value must look like, and the sentence that says so. */
  readonly rule: { readonly pattern: RegExp; readonly sentence: string } | null;
  /** Whether the cell may be missing with a reason ("No description"). */
  readonly mayBeMissing: boolean;
  /** Whether it belongs to the table as printed: exports and a grid's first layout have these columns and no others. */
  readonly isPublished: boolean;
  /** Words that every file knows for this column, beside those of its vocabulary. */
  readonly terms: readonly string[];
  /** Of a lab's own column what the document says of it beside; null of ours. */
  readonly custom: CustomFacts | null;
}

export interface CustomFacts { readonly type: CustomType; readonly sharing: Sharing; /** What it holds, in the lab's words. */ readonly description: string }

export interface TableDefinition {
  readonly key: TableName;
  readonly sqlName: string;
  readonly name: string;
  /** What one row is called. */
  readonly rowName: string;
  /** The published caption, without its number when there is none. */
  readonly title: string;
  readonly columns: readonly ColumnDefinition[];
  /** The field that names a row in messages, badges and history. */
  readonly nameKey: string;
}

export type ColumnOptions = Partial<Pick<ColumnDefinition, 'isRequired' | 'isEditable' | 'rule' | 'mayBeMissing' | 'isPublished' | 'terms' | 'custom'>>;

export function column(key: string, heading: string, kind: ColumnKind, width: number, options: ColumnOptions = {}): ColumnDefinition {
  return { key, heading, kind, width, isRequired: false, isEditable: kind !== 'hidden', rule: null, mayBeMissing: false, isPublished: kind !== 'hidden', terms: [], custom: null, ...options };
}
/** A column that the core fills. */
export function shown(key: string, heading: string, kind: ColumnKind, width: number, terms: readonly string[] = []): ColumnDefinition {
  return column(key, heading, kind, width, { isEditable: false, terms });
}
export function kept(key: string, heading: string): ColumnDefinition {
  return column(key, heading, 'hidden', 0);
}
/** One of these words and no other. */
export function oneOf(terms: readonly string[]): ColumnOptions {
  const escaped = terms.map((term) => term.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  return { terms, rule: { pattern: new RegExp(`^(?:${escaped.join('|')})$`, 'u'), sentence: `It is one of: ${terms.join(', ')}.` } };
}

export const doi = { pattern: /^10\.\d{4,9}\/\S{1,500}$/u, sentence: 'A DOI starts with "10.", has a slash and no spaces, for example 10.1000/182.' };
export const pmid = { pattern: /^[1-9]\d{0,8}$/u, sentence: 'A PMID is a whole number of up to nine digits.' };
/** A number as printed, with what may stand before it; or a limit without one. */
export const number = { pattern: /^(?:[<>≤≥≈~]\s?)?[-−–+]?\d{1,15}(?:[,\u00a0\u2009\u202f]\d{3}){0,5}(?:[.·]\d{1,20})?(?:\s?[×x]\s?10[-−⁻⁰¹²³⁴⁵⁶⁷⁸⁹\d^]{1,6}|[eE][-+−]?\d{1,3})?$|^(?:NE|NR|NA|not reached|not estimable)$/u, sentence: 'Give the number as it is printed, for example 1.20 or 1,023; or NE, or NR.' };
export const pValue = { pattern: /^(?:[<>≤≥=≈]\s?)?(?:\d{1,15}(?:[.·]\d{1,20})?|[.·]\d{1,20})(?:\s?[×x]\s?10[-−⁻⁰¹²³⁴⁵⁶⁷⁸⁹\d^]{1,6}|[eE][-+−]?\d{1,3})?$|^(?:NS|n\.s\.|not significant)$/u, sentence: 'Give p with its operator as printed, for example < 0.001 or = 0.04; or NS.' };
export const year = { pattern: /^(1[89]|20|21)\d\d$/u, sentence: 'A year has four digits, for example 2021.' };
