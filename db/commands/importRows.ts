// Owns adding the rows of an imported table as one change set: what they cite is found by number or PMID, and one that no
// study has yet becomes a stub, as the review's own studies began. Refuses the whole import when one cell breaks its
// column's rule, naming line, column and what to do; nothing is written then. Only where a table is imported to be checked,
// such cells are left out and named instead.
import { normalised, problemsOfRow } from '../contract/cellRules';
import { columnOf, emptyValues, headingOf, tables } from '../contract/columns';
import { LacunaError } from '../contract/errors';
import type { CellValue } from '../contract/values';
import type { ChangeSetDraft, Revision } from '../journal/changeSet';
import type { ReadHandle } from '../store/handle';
import { nextOrdinal } from '../store/rows';

export type ImportedTable = 'factors' | 'trials' | 'claims';
/** `label`: what a new study is called; null: by its PMID. */
export type CitedStudy = { readonly number: number } | { readonly pmid: string; readonly label: string | null };
export interface ImportedRow { readonly line: number; readonly values: Readonly<Record<string, CellValue>>; readonly references: readonly CitedStudy[] | null }
export interface ImportProblem { readonly line: number; readonly field: string; readonly message: string }

const mostProblems = 50;

/** What becomes of cells that can't stand in their columns: the import is refused, or they are left out, with their rows where these need them. */
export type Unfit = 'refuse' | 'leave out';

export function importRowsDraft(handle: ReadHandle, table: ImportedTable, name: string, given: readonly ImportedRow[], unread: readonly ImportProblem[], newId: () => string, unfit: Unfit): { readonly draft: ChangeSetDraft; readonly rows: number; readonly studiesAdded: number; readonly leftOut: readonly ImportProblem[] } {
  const problems = [...unread, ...given.flatMap(({ line, values }) => problemsOfRow(table, normalised(values)).map((problem) => ({ line, ...problem })))].toSorted((left, right) => left.line - right.line);
  const [first] = problems;
  const rows = unfit === 'refuse' || first === undefined ? given : withoutProblems(table, given, problems);
  if (first !== undefined && (unfit === 'refuse' || rows.length === 0)) {
    const more = problems.length === 1 ? '' : ` There are ${problems.length - 1} more like it.`;
    throw new LacunaError('invalid-value', `Line ${first.line}${first.field === '' ? '' : `, ${headingOf(table, first.field)}`}: ${first.message}${more} Nothing was imported.`, { table, problems: problems.slice(0, mostProblems).map((problem) => ({ ...problem })) });
  }
  const studies = studiesOf(handle, rows.flatMap(({ references }) => references ?? []), newId);
  const start = nextOrdinal(handle, table);
  // What is left out leaves a gap, so that a row keeps its number.
  const places = new Map(given.map(({ line }, index) => [line, index]));
  const added = rows.map(({ line, values, references }, index): Revision => ({
    op: 'add', table, rowId: newId(), why: null,
    after: {
      ordinal: start + (places.get(line) ?? index), lifecycle: 'active',
      values: { ...emptyValues(table), ...normalised(values), ...(table === 'claims' ? { origin: 'curator' } : {}), references: [...new Set((references ?? []).map((cited) => studies.ids.get(citedKey(cited)) ?? ''))] },
    },
  }));
  return {
    draft: { kind: 'edit', label: `import ${rows.length} ${rows.length === 1 ? 'row' : 'rows'} into ${tables[table].name} from ${name}`, reason: null, target: null, revisions: [...studies.revisions, ...added] },
    rows: rows.length, studiesAdded: studies.revisions.length, leftOut: problems,
  };
}

function withoutProblems(table: ImportedTable, rows: readonly ImportedRow[], problems: readonly ImportProblem[]): readonly ImportedRow[] {
  const byLine = Map.groupBy(problems, ({ line }) => line);
  const isWhole = ({ field }: ImportProblem): boolean => field === '' || columnOf(table, field)?.isRequired === true;
  return rows.flatMap((row): readonly ImportedRow[] => {
    const own = byLine.get(row.line) ?? [];
    return own.some(isWhole) ? [] : [{ ...row, values: { ...row.values, ...Object.fromEntries(own.filter(({ field }) => field !== 'references').map(({ field }) => [field, null])) } }];
  });
}

/** The studies that are cited, by `citedKey`: those of the file, else new ones. Numbers keep theirs; PMIDs get the next. */
function studiesOf(handle: ReadHandle, cited: readonly CitedStudy[], newId: () => string): { readonly ids: ReadonlyMap<string, string>; readonly revisions: readonly Revision[] } {
  const wanted = new Map<string, CitedStudy>();
  for (const each of cited) if (!wanted.has(citedKey(each))) wanted.set(citedKey(each), each);
  const numbers = [...wanted.values()].flatMap((each) => ('number' in each ? [each.number] : []));
  const pmids = [...wanted.values()].flatMap((each) => ('pmid' in each ? [each.pmid] : []));
  // Of several the last counts: one that is not withdrawn, and of those the first in the file.
  const known = (column: 'ordinal' | 'pmid', values: readonly (number | string)[]) => handle.all<{ id: string; value: number | string }>(
    `SELECT id, ${column} AS value FROM study WHERE ${column} IN (SELECT value FROM json_each(?)) ORDER BY lifecycle = 'withdrawn' DESC, ordinal DESC`, JSON.stringify(values),
  );
  const ids = new Map([...known('ordinal', numbers).map(({ id, value }) => [String(value), id] as const), ...known('pmid', pmids).map(({ id, value }) => [`PMID ${value}`, id] as const)]);
  let next = Math.max(nextOrdinal(handle, 'studies'), ...numbers.map((number) => number + 1));
  const revisions = [...wanted].filter(([key]) => !ids.has(key)).map(([key, each]): Revision => {
    const rowId = newId();
    ids.set(key, rowId);
    const ordinal = 'number' in each ? each.number : next;
    if ('pmid' in each) next += 1;
    const named = 'number' in each ? { label: `Reference ${each.number}` } : { label: each.label ?? key, pmid: each.pmid };
    return { op: 'add', table: 'studies', rowId, why: null, after: { ordinal, lifecycle: 'active', values: { ...emptyValues('studies'), ...named } } };
  });
  return { ids, revisions };
}

function citedKey(cited: CitedStudy): string {
  return 'number' in cited ? String(cited.number) : `PMID ${cited.pmid}`;
}
