// Owns reading a file whose rows all have to be right, or that is imported to be checked: then cells that can't stand in
// their columns are left out and named, with their rows where these need them. The command writes what comes of it.
// Refuses a file that is no table, one without the columns that a row needs, and with one bad cell, naming line, column
// and what to do: nothing is written then.
import type { PlannedImport } from './commands/importRows';
import { normalised, problemsOfRow } from './contract/cellRules';
import type { DocumentColumns } from './contract/customColumns';
import { LacunaError } from './contract/errors';
import type { ImportedTable } from './contract/imports';
import type { ParsedInput } from './contract/methods';
import { runToEnd } from './imports/steps';
import type { MappedRow } from './imports/tables/mappedRows';
import { prepareSource } from './imports/tables/tableImport';
import { readSourceFile } from './importSource';

interface LineProblem { readonly line: number; readonly field: string; readonly message: string }

const mostProblems = 50;

export function readTableFile(columns: DocumentColumns, table: ImportedTable, path: string, unfit: ParsedInput<'importRows'>['unfit']): PlannedImport & { readonly unknownHeadings: readonly string[]; readonly leftOut: readonly LineProblem[] } {
  const { name, bytes } = readSourceFile(path);
  const prepared = runToEnd(prepareSource(table, { kind: 'bytes', bytes }, {}, () => [], columns));
  if (!prepared.isPrepared) throw new LacunaError('invalid-input', `${name}: ${prepared.message}`, { path });
  const { rows, mapping, refusedLines, unknownHeadings } = prepared.source;
  const [unclear] = mapping.problems;
  if (unclear !== undefined) throw new LacunaError('invalid-input', `${name}: ${unclear}`, { path });
  if (rows.length === 0) throw new LacunaError('invalid-input', `${name} holds headings and no rows.`, { path });
  const problems = rows.flatMap((row) => problemsOn(columns, table, row, refusedLines.get(row.line)));
  const [first] = problems;
  const taken = unfit === 'refuse' || first === undefined ? rows : withoutProblems(columns, table, rows, problems);
  if (first !== undefined && (unfit === 'refuse' || taken.every((row) => row === null))) {
    const more = problems.length === 1 ? '' : ` There are ${problems.length - 1} more like it.`;
    throw new LacunaError('invalid-value', `Line ${first.line}${first.field === '' ? '' : `, ${columns.headingOf(table, first.field)}`}: ${first.message}${more} Nothing was imported.`, { table, problems: problems.slice(0, mostProblems).map((problem) => ({ ...problem })) });
  }
  // What is left out leaves a gap, so that a row keeps its number.
  const adds = taken.flatMap((row, place) => (row === null ? [] : [{ table, values: normalised(row.values), cited: row.references ?? [], number: null, place }]));
  return { adds, changes: [], names: [name], reason: null, unknownHeadings, leftOut: problems };
}

function problemsOn(columns: DocumentColumns, table: ImportedTable, { line, values, problems }: MappedRow, refusal: string | undefined): readonly LineProblem[] {
  const unread = refusal === undefined ? problems : [{ field: '', message: refusal }, ...problems];
  return [...unread, ...problemsOfRow(columns, table, normalised(values))].map((problem) => ({ line, ...problem }));
}

function withoutProblems(columns: DocumentColumns, table: ImportedTable, rows: readonly MappedRow[], problems: readonly LineProblem[]): readonly (MappedRow | null)[] {
  const byLine = Map.groupBy(problems, ({ line }) => line);
  const isWhole = ({ field }: LineProblem): boolean => field === '' || columns.find(table, field)?.isRequired === true;
  return rows.map((row) => {
    const own = byLine.get(row.line) ?? [];
    return own.some(isWhole) ? null : { ...row, values: { ...row.values, ...Object.fromEntries(own.filter(({ field }) => field !== 'references').map(({ field }) => [field, null])) } };
  });
}
