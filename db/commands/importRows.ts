// Owns writing what an import planned, as one change set: new rows, changed cells, studies. What rows cite is found by
// number or PMID; a study that is not there becomes a stub, as the review's own studies began. Refuses a plan that was
// made for other rows than those that are there: every change names what it found.
import { citedKey, type CitedStudy } from '../contract/citedStudies';
import { emptyValues, tables } from '../contract/columns';
import type { ImportedTable } from '../contract/imports';
import type { Values } from '../contract/types';
import { studyIdsOf, type CellValue } from '../contract/values';
import type { ChangeSetDraft, Revision } from '../journal/changeSet';
import { successorsOf } from '../journal/mergedStudies';
import type { ReadHandle } from '../store/handle';
import { nextOrdinal, readRows } from '../store/rows';

export interface RowToAdd {
  readonly table: ImportedTable;
  readonly values: Values;
  readonly cited: readonly CitedStudy[];
  /** A study's own, where its file gives one that is free. */
  readonly number: number | null;
  /** Among the rows of its file, where gaps are to stay; null where there are to be none. */
  readonly place: number | null;
}
/** Of text, or of the studies that a row cites. */
export type CellToChange = { readonly table: ImportedTable; readonly rowId: string } & (
  | { readonly kind: 'text'; readonly field: string; readonly before: CellValue; readonly after: CellValue }
  | { readonly kind: 'references'; readonly after: readonly CitedStudy[] }
);
export interface PlannedImport {
  readonly adds: readonly RowToAdd[];
  readonly changes: readonly CellToChange[];
  /** Names of the sources, for the label. */
  readonly names: readonly string[];
  readonly reason: string | null;
}

export function importRowsDraft(handle: ReadHandle, planned: PlannedImport, newId: () => string): { readonly draft: ChangeSetDraft; readonly studiesAdded: number } {
  const byTable = Map.groupBy(planned.adds, ({ table }) => table);
  const cited = [...planned.adds.flatMap((row) => row.cited), ...planned.changes.flatMap((change) => (change.kind === 'references' ? change.after : []))];
  const studies = addStudies(handle, byTable.get('studies') ?? [], cited, newId);
  const idsOf = (list: readonly CitedStudy[]): readonly string[] => [...new Set(list.map((each) => studies.ids.get(citedKey(each)) ?? ''))];
  const added = (['factors', 'trials', 'claims'] as const).flatMap((table) => {
    const start = nextOrdinal(handle, table);
    return (byTable.get(table) ?? []).map(({ values, cited: list, place }, index): Revision => ({
      op: 'add', table, rowId: newId(), why: null,
      after: { ordinal: start + (place ?? index), lifecycle: 'active', values: { ...emptyValues(table), ...values, ...(table === 'claims' ? { origin: 'curator' } : {}), references: idsOf(list) } },
    }));
  });
  return {
    draft: { kind: 'edit', label: labelOf(planned), reason: planned.reason, target: null, revisions: [...studies.revisions, ...added, ...changesOf(handle, planned.changes, idsOf)] },
    studiesAdded: studies.stubs,
  };
}

interface AddedStudies { readonly ids: ReadonlyMap<string, string>; readonly revisions: readonly Revision[]; readonly stubs: number }

/** The studies that come, and those that are cited, by `citedKey`: those of the file, else stubs. Numbers keep theirs; all others get the next. */
function addStudies(handle: ReadHandle, rows: readonly RowToAdd[], cited: readonly CitedStudy[], newId: () => string): AddedStudies {
  const wanted = new Map<string, CitedStudy>();
  for (const each of cited) if (!wanted.has(citedKey(each))) wanted.set(citedKey(each), each);
  const numbers = [...wanted.values()].flatMap((each) => ('number' in each ? [each.number] : []));
  const pmids = [...wanted.values()].flatMap((each) => ('pmid' in each ? [each.pmid] : []));
  // Of several the last counts: one that is not withdrawn, and of those the first in the file.
  const known = (column: 'ordinal' | 'pmid', values: readonly (number | string)[]) => handle.all<{ id: string; value: number | string }>(
    `SELECT id, ${column} AS value FROM study WHERE ${column} IN (SELECT value FROM json_each(?)) ORDER BY lifecycle = 'withdrawn' DESC, ordinal DESC`, JSON.stringify(values),
  );
  const successors = successorsOf(handle);
  const standing = (id: string): string => successors.get(id)?.is.studyId ?? id;
  const ids = new Map([...known('ordinal', numbers).map(({ id, value }) => [String(value), standing(id)] as const), ...known('pmid', pmids).map(({ id, value }) => [`PMID ${value}`, standing(id)] as const)]);
  let next = nextOrdinal(handle, 'studies');
  for (const number of [...numbers, ...rows.map((row) => row.number ?? 0)]) next = Math.max(next, number + 1);
  const study = (ordinal: number | null, values: Values): Revision => {
    const rowId = newId();
    const at = ordinal ?? next;
    if (ordinal === null) next += 1;
    const pmid = values['pmid'];
    for (const key of [String(at), ...(typeof pmid === 'string' ? [`PMID ${pmid}`] : [])]) if (!ids.has(key)) ids.set(key, rowId);
    return { op: 'add', table: 'studies', rowId, why: null, after: { ordinal: at, lifecycle: 'active', values: { ...emptyValues('studies'), ...values } } };
  };
  const whole = rows.map(({ number, values }) => study(number, values));
  const stubs = [...wanted].filter(([key]) => !ids.has(key)).map(([key, each]) => ('number' in each ? study(each.number, { label: `Reference ${each.number}` }) : study(null, { label: each.label ?? key, pmid: each.pmid })));
  return { ids, revisions: [...whole, ...stubs], stubs: stubs.length };
}

function changesOf(handle: ReadHandle, changes: readonly CellToChange[], idsOf: (list: readonly CitedStudy[]) => readonly string[]): readonly Revision[] {
  const citing = Map.groupBy(changes.filter(({ kind }) => kind === 'references'), ({ table }) => table);
  const cited = new Map([...citing].flatMap(([table, own]) => readRows(handle, table, own.map(({ rowId }) => rowId)).map(({ id, values }) => [id, studyIdsOf(values['references'])] as const)));
  return changes.map((change): Revision => {
    const { table, rowId } = change;
    if (change.kind === 'text') return { op: 'set', table, rowId, field: change.field, before: change.before, after: change.after, why: null };
    return { op: 'set', table, rowId, field: 'references', before: cited.get(rowId) ?? [], after: idsOf(change.after), why: null };
  });
}

function labelOf({ adds, changes, names }: PlannedImport): string {
  const rows = (count: number): string => `${count} ${count === 1 ? 'row' : 'rows'}`;
  const parts = (['studies', 'factors', 'trials', 'claims'] as const).flatMap((table) => {
    const added = adds.filter((row) => row.table === table).length;
    const changed = new Set(changes.filter((change) => change.table === table).map(({ rowId }) => rowId)).size;
    const { name } = tables[table];
    return [...(added === 0 ? [] : [`${rows(added)} into ${name}`]), ...(changed === 0 ? [] : [`changes of ${rows(changed)} of ${name}`])];
  });
  const [first = 'a file'] = names;
  return `import ${parts.join(', ')} from ${first}${names.length > 1 ? ` and ${names.length - 1} more` : ''}`;
}
