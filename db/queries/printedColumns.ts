// Owns which columns of a table print, in which order, and what each holds in words: the published ones, or those that were
// chosen. A lab's own stand behind the table's, before the references. Refuses unknown columns. What is private prints only
// where that is asked for, and what was withdrawn never; both are told, so that a curator sees what a table lacks.
import type { ColumnDefinition } from '../contract/columnDefinition';
import { tables } from '../contract/columns';
import type { GridTable } from '../contract/tableNames';
import { mayPrint, printableColumns, printsUnasked, type DocumentColumns } from '../contract/customColumns';
import { LacunaError } from '../contract/errors';

export interface PrintedColumnOfRows { readonly key: string; readonly heading: string; readonly widthShare: number; /** What its cells hold. */ readonly description?: string }
export interface PrintedColumns {
  readonly columns: readonly PrintedColumnOfRows[];
  /** Headings of those that do not print although they are published. */
  readonly missing: readonly string[];
  /** Headings of those that do not print because they are private. */
  readonly private: readonly string[];
  /** Headings of those that were chosen, and withdrawn. */
  readonly withdrawn: readonly string[];
}

/** `keys`: columns in their order; null for the published ones. */
export function printedColumns(known: DocumentColumns, table: GridTable, keys: readonly string[] | null, includePrivate: boolean): PrintedColumns {
  const shown = printableColumns(known, table);
  const withdrawn = known.custom.filter((column) => column.table === table && column.isWithdrawn && keys?.includes(column.key) === true);
  const chosen = keys === null ? [...(table === 'studies' ? [ordinalOf(table)] : []), ...shown.filter((column) => printsUnasked(column, includePrivate))]
    : keys.filter((key) => !withdrawn.some((column) => column.key === key)).map((key) => (key === 'ordinal' ? ordinalOf(table) : requireShown(shown, table, key)));
  const columns = chosen.flatMap((column) => ('kind' in column ? (mayPrint(column, includePrivate) ? [printed(column)] : []) : [column]));
  if (columns.length === 0) throw new LacunaError('invalid-input', 'None of these columns prints: private ones do only where private ones are included. Choose another one.', { table });
  const isThere = ({ key }: ColumnDefinition): boolean => columns.some((column) => column.key === key);
  const headings = (list: readonly ColumnDefinition[]): readonly string[] => list.map(({ heading }) => heading);
  return {
    columns, missing: headings(shown.filter((column) => column.isPublished && !isThere(column))), private: headings(shown.filter((column) => !mayPrint(column, includePrivate))), withdrawn: withdrawn.map(({ heading }) => heading),
  };
}

function ordinalOf(table: GridTable): PrintedColumnOfRows {
  return { key: 'ordinal', heading: table === 'studies' ? 'No.' : '#', widthShare: 50 };
}

function requireShown(shown: readonly ColumnDefinition[], table: GridTable, key: string): ColumnDefinition {
  const column = shown.find((candidate) => candidate.key === key);
  if (column === undefined) throw new LacunaError('invalid-input', `${tables[table].name} has no column “${key}”. It has: ${shown.map((candidate) => candidate.key).join(', ')}.`, { table, column: key });
  return column;
}

function printed(column: ColumnDefinition): PrintedColumnOfRows {
  return { key: column.key, heading: column.heading, widthShare: column.width, description: descriptionOf(column) };
}

const kindsInWords: Readonly<Record<ColumnDefinition['kind'], string>> = { short: 'Text of one line.', long: 'Text.', term: 'One term.', terms: 'Terms with commas between.', references: 'The studies that the row cites.', members: 'Members.', hidden: '' };

/** What a column holds, for whoever reads the file without Lacuna. */
function descriptionOf({ kind, rule, mayBeMissing, custom }: ColumnDefinition): string {
  return [custom?.description ?? '', kindsInWords[kind], rule?.sentence ?? '', mayBeMissing ? 'A reason such as “No description” stands where it is missing.' : ''].filter((part) => part !== '').join(' ');
}

/** Sentences on the columns that will not be there. `isPublic`: what they are called stays here, because the sentences go out with the table. */
export function columnsLeftOut({ missing, private: kept, withdrawn }: PrintedColumns, isPublic: boolean): readonly string[] {
  const named = (what: string, list: readonly string[]): readonly string[] => (list.length === 0 ? [] : [`The ${what}${list.length === 1 ? 'column' : 'columns'} ${list.join(', ')}.`]);
  const counted = (what: string, list: readonly string[]): readonly string[] => (list.length === 0 ? [] : [`${list.length} ${what}${list.length === 1 ? 'column' : 'columns'}.`]);
  const told = isPublic ? counted : named;
  return [...named('', missing), ...told('private ', kept), ...told('withdrawn ', withdrawn)];
}
