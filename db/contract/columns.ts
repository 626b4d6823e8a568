// Owns the one definition of every table and field: it feeds the grid, validation, import mapping, export heads,
// history labels and search. Adding a column is one entry here and one migration. Column keys are the SQL names.
import { column, doi, kept, number, oneOf, pmid, pValue, shown, year, type ColumnDefinition, type TableDefinition } from './columnDefinition';
import { measures, outcomeClasses } from './evidence';
import { aliasOrigins, claimDirections, claimModels, claimOrigins, claimPredicates, moleculeKinds, resultOrigins, resultStates } from './evidenceWords';
import { findingConfidences, findingSeverities, findingStates, ruleIds } from './findings';
import { sharings } from './sharing';
import { customTypes, isCustomKey, isCustomTable, type TableName } from './tableNames';
import type { CellValue } from './values';

export const tables: Readonly<Record<TableName, TableDefinition>> = {
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
      // Empty: as read from the Factor cell.
      column('molecules', 'Molecules', 'terms', 150, { isPublished: false }),
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
      // Empty: published.
      column('sharing', 'Sharing', 'term', 90, { ...oneOf(sharings), isPublished: false }),
      column('csl', 'Full reference (CSL-JSON)', 'hidden', 0),
      column('rawRecord', 'Imported record', 'hidden', 0),
      // Of a study that was merged: the one that took its place, whose number now stands for both.
      kept('mergedInto', 'Merged into'),
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
  claims: {
    key: 'claims', sqlName: 'claim', name: 'Claims', rowName: 'claim', nameKey: 'subject',
    title: 'Claims',
    columns: [
      column('subject', 'Subject', 'short', 150, { isRequired: true }),
      column('predicate', 'Predicate', 'term', 120, { terms: claimPredicates }),
      column('object', 'Object', 'short', 180),
      column('direction', 'Direction', 'term', 100, { terms: claimDirections }),
      // "loss of GNAQ": under loss, "Knockdown of GNAQ promotes bone metastasis" is no claim that GNAQ does.
      column('perturbation', 'Perturbation', 'short', 120),
      column('cancer', 'Cancer', 'short', 110),
      column('specimen', 'Specimen', 'short', 110),
      column('comparator', 'Comparator', 'short', 130),
      column('model', 'Model', 'term', 100, { terms: claimModels }),
      column('n', 'n', 'short', 60),
      column('setting', 'Setting', 'short', 130),
      column('quote', 'Quote', 'long', 340),
      column('section', 'Section', 'short', 150),
      column('references', 'Reference', 'references', 90),
      shown('origin', 'Origin', 'term', 90, claimOrigins),
      kept('aboutTable', 'Table that it is about'),
      kept('aboutRowId', 'Row that it is about'),
      kept('sortKey', 'Place'),
    ],
  },
  results: {
    key: 'results', sqlName: 'result', name: 'Results', rowName: 'result', nameKey: 'trial',
    title: 'Results',
    columns: [
      shown('trial', 'Trial', 'short', 180),
      column('outcome', 'Outcome', 'short', 150),
      column('outcomeClass', 'Class', 'term', 90, oneOf(outcomeClasses)),
      column('measure', 'Measure', 'term', 90, oneOf(measures)),
      column('arms', 'Arms', 'short', 180),
      column('estimate', 'Estimate', 'short', 80, { rule: number }),
      column('lower', 'Lower', 'short', 70, { rule: number }),
      column('upper', 'Upper', 'short', 70, { rule: number }),
      column('level', 'Level', 'short', 60, { rule: { pattern: /^\d{1,2}(?:\.\d{1,4})?%$/u, sentence: 'The level of an interval is a percentage, for example 95%.' } }),
      column('p', 'p', 'short', 80, { rule: pValue }),
      column('k', 'k', 'short', 60, { rule: number }),
      column('n', 'n', 'short', 60, { rule: number }),
      column('percentage', '%', 'short', 60, { rule: number }),
      column('unit', 'Unit', 'short', 70),
      column('timePoint', 'Time point', 'short', 90),
      shown('quote', 'Quote', 'long', 240),
      shown('origin', 'Origin', 'term', 80, resultOrigins),
      shown('state', 'State', 'term', 80, resultStates),
      kept('trialId', 'Row of the trial'),
      kept('field', 'Cell'),
      kept('start', 'From'),
      kept('end', 'To'),
      kept('sourceHash', 'Text that it was read from'),
      kept('extracted', 'As read'),
      kept('sortKey', 'Place'),
    ],
  },
  findings: {
    key: 'findings', sqlName: 'finding', name: 'Findings', rowName: 'finding', nameKey: 'place',
    title: 'Findings',
    columns: [
      shown('rule', 'Rule', 'term', 60, ruleIds),
      shown('severity', 'Severity', 'term', 80, findingSeverities),
      shown('confidence', 'Confidence', 'term', 90, findingConfidences),
      shown('state', 'State', 'term', 90, findingStates),
      shown('place', 'Row', 'short', 220),
      shown('field', 'Column', 'short', 110),
      shown('quote', 'Printed', 'long', 220),
      shown('message', 'Finding', 'long', 420),
      kept('ruleVersion', 'Version of the rule'),
      kept('findingKey', 'Key'),
      kept('scopeHash', 'Inputs'),
      kept('explanation', 'Arithmetic'),
      kept('memberList', 'Members'),
      kept('span', 'Stretch of text'),
      kept('tableName', 'Table'),
      kept('rowId', 'Row id'),
      kept('sortKey', 'Place'),
    ],
  },
  aliases: {
    key: 'aliases', sqlName: 'alias', name: 'Names', rowName: 'name', nameKey: 'alias',
    title: 'Names of molecules',
    columns: [
      column('alias', 'Name', 'short', 180, { isRequired: true }),
      column('symbol', 'Approved symbol', 'short', 160, { isRequired: true }),
      column('kind', 'Kind', 'term', 100, { terms: moleculeKinds }),
      shown('origin', 'Origin', 'term', 100, aliasOrigins),
    ],
  },
  dismissals: {
    key: 'dismissals', sqlName: 'dismissal', name: 'Dismissals', rowName: 'dismissal', nameKey: 'about',
    title: 'Dismissals',
    columns: [
      shown('about', 'Finding', 'short', 300),
      shown('rule', 'Rule', 'term', 60, ruleIds),
      column('reason', 'Reason', 'long', 320, { isRequired: true }),
      kept('findingKey', 'Key'),
      kept('scopeHash', 'Inputs'),
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
      kept('findingKey', 'Adopted from'),
      kept('scopeHash', 'Inputs of the finding'),
      column('members', 'Members', 'members', 260),
    ],
  },
  notes: {
    key: 'notes', sqlName: 'note', name: 'Notes', rowName: 'note', nameKey: 'text',
    title: 'Notes',
    columns: [
      column('text', 'Note', 'long', 420, { isRequired: true }),
      column('sharing', 'Sharing', 'term', 90, { ...oneOf(sharings), isRequired: true }),
      shown('quote', 'About', 'long', 240),
      kept('tableName', 'Table'),
      kept('rowId', 'Row id'),
      // Empty where the whole row is meant; `quote` is empty where the whole cell is.
      kept('field', 'Column'),
      kept('prefix', 'Text before'),
      kept('suffix', 'Text after'),
      kept('start', 'From'),
    ],
  },
  customColumns: {
    key: 'customColumns', sqlName: 'custom_column', name: 'Custom columns', rowName: 'column', nameKey: 'heading',
    title: 'Custom columns',
    columns: [
      column('heading', 'Heading', 'short', 170, { isRequired: true }),
      column('type', 'Type', 'term', 100, { ...oneOf(customTypes), isRequired: true }),
      column('sharing', 'Sharing', 'term', 90, { ...oneOf(sharings), isRequired: true }),
      column('description', 'What it holds', 'long', 320),
      kept('tableName', 'Table'),
      kept('columnKey', 'Column'),
    ],
  },
};

/** Of a custom column, what holds for every one: it takes text of whatever kind, under a heading that only the document knows. */
export function columnOf(table: TableName, key: string): ColumnDefinition | null {
  if (isCustomTable(table) && isCustomKey(key)) return column(key, `Custom column ${key.slice('custom'.length)}`, 'long', 160, { isPublished: false });
  return tables[table].columns.find((candidate) => candidate.key === key) ?? null;
}

/** Fields that every row has beside its columns, under the names that History shows. */
const rowFieldHeadings: Readonly<Record<string, string>> = { ordinal: 'No.', lifecycle: 'Lifecycle' };

export function headingOf(table: TableName, field: string): string {
  return columnOf(table, field)?.heading ?? rowFieldHeadings[field] ?? field;
}

/** Whether the values of this column are stored as text in the row itself (and not as a list beside it). */
export function isTextColumn(definition: ColumnDefinition): boolean {
  return definition.kind !== 'references' && definition.kind !== 'members';
}

/** The vocabulary of a term column, as "table.column". */
export function vocabularyField(table: TableName, key: string): string {
  return `${table}.${key}`;
}

/** The whole value set of a new row: what is not given is empty. */
export function emptyValues(table: TableName): Record<string, CellValue> {
  return Object.fromEntries(tables[table].columns.map((definition) => [definition.key, isTextColumn(definition) ? null : []]));
}

/** Whether rows of this table cite studies. */
export function hasReferences(table: TableName): table is 'factors' | 'trials' | 'claims' {
  return tables[table].columns.some((definition) => definition.kind === 'references');
}
