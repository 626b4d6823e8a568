// Owns reading a file whose rows all have to be right: the bytes, the text, the headings, every cell. The command writes
// them. Refuses a file that is not there, too large, no table, without the columns that a row needs, and with one bad
// cell, naming line, column and what to do: nothing is written then.
import type { PlannedImport } from './commands/importRows';
import { normalised, problemsOfRow } from './contract/cellRules';
import { headingOf } from './contract/columns';
import { LacunaError } from './contract/errors';
import type { ImportedTable } from './contract/imports';
import { runToEnd } from './imports/steps';
import { prepareSource } from './imports/tables/tableImport';
import { readSourceFile } from './importSource';

const mostProblems = 50;

export function readTableFile(table: ImportedTable, path: string): PlannedImport & { readonly unknownHeadings: readonly string[] } {
  const { name, bytes } = readSourceFile(path);
  const prepared = runToEnd(prepareSource(table, { kind: 'bytes', bytes }, {}, () => []));
  if (!prepared.isPrepared) throw new LacunaError('invalid-input', `${name}: ${prepared.message}`, { path });
  const { rows, mapping, refusedLines, unknownHeadings } = prepared.source;
  const [unclear] = mapping.problems;
  if (unclear !== undefined) throw new LacunaError('invalid-input', `${name}: ${unclear}`, { path });
  const taken = rows.filter(({ line }) => !refusedLines.has(line));
  if (taken.length === 0) throw new LacunaError('invalid-input', `${name} holds headings and no rows. Nothing was imported.`, { path });
  const problems = taken.flatMap(({ line, values, problems: unread }) => [...unread, ...problemsOfRow(table, normalised(values))].map((problem) => ({ line, ...problem })));
  const [first] = problems;
  if (first !== undefined) {
    const more = problems.length === 1 ? '' : ` There are ${problems.length - 1} more like it.`;
    throw new LacunaError('invalid-value', `Line ${first.line}${first.field === '' ? '' : `, ${headingOf(table, first.field)}`}: ${first.message}${more} Nothing was imported.`, { table, problems: problems.slice(0, mostProblems).map((problem) => ({ ...problem })) });
  }
  const adds = taken.map(({ values, references }) => ({ table, values: normalised(values), references: references ?? [], number: null }));
  return { adds, changes: [], names: [name], reason: null, unknownHeadings };
}
