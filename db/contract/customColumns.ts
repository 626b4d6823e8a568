// Owns what a lab's own columns are to everyone who asks for the columns of a table: each as a definition like our own, made
// from what the document says of it. Pure: the core and the window ask it the same way, once for a document, never for a row.
// A column that was withdrawn has a heading for history and no definition: its cells can't be edited.
import { z } from 'zod';
import { column, number, oneOf, type ColumnDefinition, type ColumnKind } from './columnDefinition';
import { columnOf, headingOf, tables } from './columns';
import { customTables, customTypes, isCustomKey, type CustomType, type TableName } from './tableNames';
import { sharings } from './sharing';
import { FieldName, RowId } from './types';

export const CustomColumn = z.strictObject({
  columnId: RowId,
  table: z.enum(customTables),
  /** Of its cells in the rows of the table: `custom3`. */
  key: FieldName,
  heading: z.string(),
  type: z.enum(customTypes),
  sharing: z.enum(sharings),
  description: z.string(),
  isWithdrawn: z.boolean(),
});
export type CustomColumn = Readonly<z.infer<typeof CustomColumn>>;
/** With the number of its cells that are not empty, where it was asked for. */
export const CountedColumn = CustomColumn.extend({ filled: z.int().nullable() });
export type CountedColumn = Readonly<z.infer<typeof CountedColumn>>;

/** The columns of every table as they are in one document. */
export interface DocumentColumns {
  /** All of the lab, withdrawn ones too, in the order in which they came. */
  readonly custom: readonly CustomColumn[];
  /** A table's own, then those of the lab that are not withdrawn. */
  of(table: TableName): readonly ColumnDefinition[];
  /** null for a column that was withdrawn, and for one that never was. */
  find(table: TableName, key: string): ColumnDefinition | null;
  /** Also of columns that were withdrawn, and of what every row has beside its columns. */
  headingOf(table: TableName, field: string): string;
}

const yesOrNo = ['Yes', 'No'] as const;
const kinds: Readonly<Record<CustomType, ColumnKind>> = { text: 'short', 'long text': 'long', term: 'term', terms: 'terms', number: 'short', 'yes or no': 'term' };
const widths: Readonly<Record<CustomType, number>> = { text: 160, 'long text': 260, term: 130, terms: 190, number: 90, 'yes or no': 90 };

/** What the cells of a column may be: as its type says. */
export function customDefinition({ key, heading, type, sharing, description }: Omit<CustomColumn, 'columnId' | 'table' | 'isWithdrawn'>): ColumnDefinition {
  const told = { isPublished: sharing === 'published', custom: { type, sharing, description } };
  const rule = type === 'number' ? { rule: number } : type === 'yes or no' ? oneOf(yesOrNo) : {};
  return column(key, heading, kinds[type], widths[type], { ...rule, ...told });
}

export function documentColumns(custom: readonly CustomColumn[]): DocumentColumns {
  if (custom.length === 0) return ownColumns;
  const active = Map.groupBy(custom.filter(({ isWithdrawn }) => !isWithdrawn), ({ table }) => table as TableName);
  const lists = new Map([...active].map(([table, columns]) => [table, [...tables[table].columns, ...columns.map(customDefinition)] as const]));
  const byKey = new Map([...lists].map(([table, columns]) => [table, new Map(columns.map((each) => [each.key, each]))]));
  const headings = new Map(custom.map(({ table, key, heading }) => [`${table}.${key}`, heading]));
  return {
    custom,
    of: (table) => lists.get(table) ?? tables[table].columns,
    find: (table, key) => (isCustomKey(key) ? byKey.get(table)?.get(key) ?? null : columnOf(table, key)),
    headingOf: (table, field) => headings.get(`${table}.${field}`) ?? headingOf(table, field),
  };
}

/** Of a document without columns of a lab. */
export const ownColumns: DocumentColumns = {
  custom: [], of: (table) => tables[table].columns, find: (table, key) => (isCustomKey(key) ? null : columnOf(table, key)), headingOf,
};

/** The columns of a table that can print: its own, with those of the lab before the references. */
export function printableColumns(columns: DocumentColumns, table: TableName): readonly ColumnDefinition[] {
  const shown = columns.of(table).filter(({ kind }) => kind !== 'hidden');
  const own = shown.filter(({ custom }) => custom === null);
  const references = own.findIndex(({ kind }) => kind === 'references');
  const at = references < 0 ? own.length : references;
  return [...own.slice(0, at), ...shown.filter(({ custom }) => custom !== null), ...own.slice(at)];
}

/** Whether a column may leave the document. */
export function mayPrint({ custom }: ColumnDefinition, includePrivate: boolean): boolean {
  return includePrivate || custom?.sharing !== 'private';
}

/** Whether it prints where no columns are chosen. */
export function printsUnasked(column: ColumnDefinition, includePrivate: boolean): boolean {
  return column.custom === null ? column.isPublished : mayPrint(column, includePrivate);
}

/** Why a row can't have a value in this field, as a sentence. */
export function noSuchColumn(columns: DocumentColumns, table: TableName, key: string): string {
  const withdrawn = columns.custom.find((each) => each.table === table && each.key === key);
  return withdrawn === undefined ? `${tables[table].name} has no column “${key}”.` : `The column “${withdrawn.heading}” was withdrawn. Restore it to edit its cells.`;
}

/** How headings compare: case, spaces and punctuation differ from file to file. */
export function foldedName(heading: string): string {
  return heading.normalize('NFKC').toLowerCase().replaceAll(/[^\p{L}\p{N}#]/gu, '');
}

/** What rows have beside their columns, by the names that grids, exports and imports know. */
const takenNames: readonly string[] = ['#', 'No.', 'ordinal', 'rowId', 'Row id', 'Status', 'Lifecycle', 'flags', 'findings'];

/** Why a column of this table can't have this heading beside the others; null when it can. */
export function problemWithHeading(columns: DocumentColumns, table: CustomColumn['table'], heading: string, columnId: string | null): string | null {
  const folded = foldedName(heading);
  if (folded === '') return 'A heading has at least one letter or digit.';
  if (isCustomKey(folded) || takenNames.some((name) => foldedName(name) === folded)) return `“${heading}” has a meaning of its own in ${tables[table].name}. Choose another heading.`;
  const own = tables[table].columns.find(({ key, heading: other }) => foldedName(other) === folded || foldedName(key) === folded);
  if (own !== undefined) return `${tables[table].name} has a column “${own.heading}” already. Choose another heading.`;
  const other = columns.custom.find((each) => each.table === table && !each.isWithdrawn && each.columnId !== columnId && foldedName(each.heading) === folded);
  return other === undefined ? null : `${tables[table].name} has a column “${other.heading}” already. Choose another heading.`;
}

const affirmed: ReadonlySet<string> = new Set(['yes', 'y', 'true', '1']);
const denied: ReadonlySet<string> = new Set(['no', 'n', 'false', '0']);

/** Yes or No, however it is written; any other text as it is. */
export function yesOrNoFrom(text: string): string {
  const word = text.trim().toLowerCase();
  return affirmed.has(word) ? 'Yes' : denied.has(word) ? 'No' : text;
}
