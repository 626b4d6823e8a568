// Owns the one definition of every table and field: it feeds the grid, validation, import mapping, export heads,
// history labels and search. Adding a column is one entry here and one migration. Column keys are the SQL names.
import type { CellValue } from './values';

export type GridTable = 'factors' | 'trials' | 'studies' | 'glossary';
/** Every table whose rows the journal keeps. */
export type JournalTable = GridTable | 'vocabulary' | 'conflicts';

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
}

export interface TableDefinition {
  readonly key: JournalTable;
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

type Options = Partial<Pick<ColumnDefinition, 'isRequired' | 'isEditable' | 'rule' | 'mayBeMissing'>>;

function column(key: string, heading: string, kind: ColumnKind, width: number, options: Options = {}): ColumnDefinition {
  return { key, heading, kind, width, isRequired: false, isEditable: kind !== 'hidden', rule: null, mayBeMissing: false, ...options };
}

const doi = { pattern: /^10\.\d{4,9}\/\S{1,500}$/u, sentence: 'A DOI starts with "10.", has a slash and no spaces, for example 10.1000/182.' };
const pmid = { pattern: /^[1-9]\d{0,8}$/u, sentence: 'A PMID is a whole number of up to nine digits.' };
const year = { pattern: /^(1[89]|20|21)\d\d$/u, sentence: 'A year has four digits, for example 2021.' };

export const tables: Readonly<Record<JournalTable, TableDefinition>> = {
  factors: {
    key: 'factors', sqlName: 'factor', name: 'Factors', rowName: 'factor', nameKey: 'factor',
    title: 'Table 1. Factors contributing to bone metastasis of NSCLC',
    columns: [
      column('factor', 'Factor', 'short', 170, { isRequired: true }),
      column('expression', 'Expression', 'term', 110, { mayBeMissing: true }),
      column('clinicalSignificance', 'Clinical significance', 'terms', 220, { mayBeMissing: true }),
      column('function', 'Function', 'terms', 190, { mayBeMissing: true }),
      column('mechanism', 'Mechanism(s)', 'long', 280, { mayBeMissing: true }),
      column('references', 'Reference', 'references', 110),
    ],
  },
  trials: {
    key: 'trials', sqlName: 'trial', name: 'Trials', rowName: 'trial', nameKey: 'treatment',
    title: 'Table 2. Treatment of bone metastasis from solid tumors including NSCLC',
    columns: [
      column('studyType', 'Type of study', 'terms', 120, { mayBeMissing: true }),
      column('treatment', 'Treatment', 'long', 160, { isRequired: true }),
      column('population', 'Population', 'long', 160, { mayBeMissing: true }),
      column('patients', 'No. of Patients', 'short', 90, { mayBeMissing: true }),
      column('results', 'Results', 'long', 340, { mayBeMissing: true }),
      column('conclusions', 'Conclusions', 'long', 240, { mayBeMissing: true }),
      column('references', 'Reference', 'references', 105),
    ],
  },
  studies: {
    key: 'studies', sqlName: 'study', name: 'Studies', rowName: 'study', nameKey: 'label',
    title: 'Studies',
    columns: [
      column('label', 'Label', 'short', 150, { isRequired: true }),
      column('title', 'Title', 'long', 300),
      column('firstAuthor', 'First author', 'short', 120),
      column('year', 'Year', 'short', 70, { rule: year }),
      column('journal', 'Journal', 'short', 150),
      column('doi', 'DOI', 'short', 170, { rule: doi }),
      column('pmid', 'PMID', 'short', 90, { rule: pmid }),
      column('registryId', 'Registry ID', 'short', 120),
      column('citedFor', 'What the review says', 'long', 360),
      column('csl', 'Full reference (CSL-JSON)', 'hidden', 0),
      column('rawRecord', 'Imported record', 'hidden', 0),
    ],
  },
  glossary: {
    key: 'glossary', sqlName: 'glossary', name: 'Glossary', rowName: 'abbreviation', nameKey: 'abbreviation',
    title: 'Abbreviations',
    columns: [
      column('abbreviation', 'Abbreviation', 'short', 160, { isRequired: true }),
      column('expansion', 'Expansion', 'long', 420, { isRequired: true }),
      column('origin', 'Defined in', 'short', 140),
    ],
  },
  vocabulary: {
    key: 'vocabulary', sqlName: 'vocabulary', name: 'Vocabulary', rowName: 'term', nameKey: 'term',
    title: 'Vocabulary',
    columns: [
      column('field', 'Field', 'short', 200, { isRequired: true }),
      column('term', 'Term', 'short', 200, { isRequired: true }),
    ],
  },
  conflicts: {
    key: 'conflicts', sqlName: 'conflict', name: 'Conflicts', rowName: 'conflict', nameKey: 'title',
    title: 'Conflicts',
    columns: [
      column('title', 'Title', 'short', 260, { isRequired: true }),
      column('kind', 'Kind', 'term', 160, { isRequired: true }),
      column('severity', 'Severity', 'term', 90, { isRequired: true }),
      column('status', 'Status', 'term', 110, { isRequired: true }),
      column('disposition', 'Disposition', 'term', 180),
      column('rationale', 'Reason', 'long', 320, { isRequired: true }),
      column('verdictReason', 'Reason of the verdict', 'long', 320),
      column('correctingChangeSetId', 'Correcting change', 'hidden', 0),
      column('members', 'Members', 'members', 260),
    ],
  },
};

export const gridTables: readonly GridTable[] = ['factors', 'trials', 'studies', 'glossary'];

export function columnOf(table: JournalTable, key: string): ColumnDefinition | null {
  return tables[table].columns.find((candidate) => candidate.key === key) ?? null;
}

/** Fields that every row has beside its columns, under the names that History shows. */
const rowFieldHeadings: Readonly<Record<string, string>> = { ordinal: 'No.', lifecycle: 'Lifecycle' };

export function headingOf(table: JournalTable, field: string): string {
  return columnOf(table, field)?.heading ?? rowFieldHeadings[field] ?? field;
}

/** Whether the values of this column are stored as text in the row itself (and not as a list beside it). */
export function isTextColumn(definition: ColumnDefinition): boolean {
  return definition.kind !== 'references' && definition.kind !== 'members';
}

/** The vocabulary of a term column, as "table.column". */
export function vocabularyField(table: JournalTable, key: string): string {
  return `${table}.${key}`;
}

/** The whole value set of a new row: what is not given is empty. */
export function emptyValues(table: JournalTable): Record<string, CellValue> {
  return Object.fromEntries(tables[table].columns.map((definition) => [definition.key, isTextColumn(definition) ? null : []]));
}
