// Owns adding the rows of an imported table as one change set: what they cite is found by number, and a number that no
// study has yet becomes a stub, as the review's own studies began. Refuses the whole import when one cell breaks its
// column's rule, naming line, column and what to do; nothing is written then.
import { normalised, problemsOfRow } from '../contract/cellRules';
import { emptyValues, headingOf, tables } from '../contract/columns';
import { LacunaError } from '../contract/errors';
import type { CellValue } from '../contract/values';
import type { ChangeSetDraft, Revision } from '../journal/changeSet';
import type { ReadHandle } from '../store/handle';
import { nextOrdinal } from '../store/rows';

export type ImportedTable = 'factors' | 'trials' | 'claims';
export interface ImportedRow { readonly line: number; readonly values: Readonly<Record<string, CellValue>>; readonly references: readonly number[] | null }
export interface ImportProblem { readonly line: number; readonly field: string; readonly message: string }

const mostProblems = 50;

export function importRowsDraft(handle: ReadHandle, table: ImportedTable, name: string, rows: readonly ImportedRow[], unread: readonly ImportProblem[], newId: () => string): { readonly draft: ChangeSetDraft; readonly studiesAdded: number } {
  const problems = [...unread, ...rows.flatMap(({ line, values }) => problemsOfRow(table, normalised(values)).map((problem) => ({ line, ...problem })))].toSorted((left, right) => left.line - right.line);
  const [first] = problems;
  if (first !== undefined) {
    const more = problems.length === 1 ? '' : ` There are ${problems.length - 1} more like it.`;
    throw new LacunaError('invalid-value', `Line ${first.line}${first.field === '' ? '' : `, ${headingOf(table, first.field)}`}: ${first.message}${more} Nothing was imported.`, { table, problems: problems.slice(0, mostProblems).map((problem) => ({ ...problem })) });
  }
  const studies = studiesOf(handle, [...new Set(rows.flatMap(({ references }) => references ?? []))], newId);
  const start = nextOrdinal(handle, table);
  const added = rows.map(({ values, references }, index): Revision => ({
    op: 'add', table, rowId: newId(), why: null,
    after: {
      ordinal: start + index, lifecycle: 'active',
      values: { ...emptyValues(table), ...normalised(values), ...(table === 'claims' ? { origin: 'curator' } : {}), references: (references ?? []).map((number) => studies.ids.get(number) ?? '') },
    },
  }));
  return {
    draft: { kind: 'edit', label: `import ${rows.length} ${rows.length === 1 ? 'row' : 'rows'} into ${tables[table].name} from ${name}`, reason: null, target: null, revisions: [...studies.revisions, ...added] },
    studiesAdded: studies.revisions.length,
  };
}

function studiesOf(handle: ReadHandle, numbers: readonly number[], newId: () => string): { readonly ids: ReadonlyMap<number, string>; readonly revisions: readonly Revision[] } {
  const known = handle.all<{ id: string; ordinal: number }>('SELECT id, ordinal FROM study WHERE ordinal IN (SELECT value FROM json_each(?)) ORDER BY lifecycle = \'withdrawn\' DESC', JSON.stringify(numbers));
  const ids = new Map(known.map(({ id, ordinal }) => [ordinal, id]));
  const revisions = numbers.filter((number) => !ids.has(number)).map((number): Revision => {
    const rowId = newId();
    ids.set(number, rowId);
    return { op: 'add', table: 'studies', rowId, why: null, after: { ordinal: number, lifecycle: 'active', values: { ...emptyValues('studies'), label: `Reference ${number}` } } };
  });
  return { ids, revisions };
}
