// Owns writing what an import planned, as one change set: new rows, changed cells, studies. What rows cite is found by
// number; a number that no study has becomes a stub, as the review's own studies began. Refuses a plan that was made for
// other rows than those that are there: every change names what it found.
import { studyIdsOf, type CellValue } from '../contract/values';
import { emptyValues, tables } from '../contract/columns';
import type { ImportedTable } from '../contract/imports';
import type { Values } from '../contract/types';
import type { ChangeSetDraft, Revision } from '../journal/changeSet';
import type { ReadHandle } from '../store/handle';
import { nextOrdinal, readRows, type StoredRow } from '../store/rows';

/** `number`: a study's own, where its file gives one that is free. */
export interface RowToAdd { readonly table: ImportedTable; readonly values: Values; readonly references: readonly number[]; readonly number: number | null }
/** Of text, or of the studies that a row cites, by number. */
export type CellToChange = { readonly table: ImportedTable; readonly rowId: string } & (
  | { readonly kind: 'text'; readonly field: string; readonly before: CellValue; readonly after: CellValue }
  | { readonly kind: 'references'; readonly before: readonly number[]; readonly after: readonly number[] }
);
export interface PlannedImport {
  readonly adds: readonly RowToAdd[];
  readonly changes: readonly CellToChange[];
  /** Names of the sources, for the label. */
  readonly names: readonly string[];
  readonly reason: string | null;
}

export function importRowsDraft(handle: ReadHandle, planned: PlannedImport, newId: () => string): { readonly draft: ChangeSetDraft; readonly studiesAdded: number } {
  const studies = planned.adds.filter(({ table }) => table === 'studies');
  const others = planned.adds.filter(({ table }) => table !== 'studies');
  const ids = new Map<number, string>();
  const addedStudies = numbered(handle, 'studies', studies, newId, ids);
  const cited = [...others.flatMap(({ references }) => references), ...planned.changes.flatMap((change) => (change.kind === 'references' ? change.after : []))];
  const stubs = findStudies(handle, [...new Set(cited)], ids, newId);
  const added = (['factors', 'trials', 'claims'] as const).flatMap((table) => numbered(handle, table, others.filter((row) => row.table === table), newId, ids));
  const changed = changesOf(handle, planned.changes, ids);
  return {
    draft: { kind: 'edit', label: labelOf(planned), reason: planned.reason, target: null, revisions: [...stubs, ...addedStudies, ...added, ...changed] },
    studiesAdded: stubs.length,
  };
}

/** The rows one after the other behind the last that is there; of studies also their own numbers, for those that cite them. */
function numbered(handle: ReadHandle, table: ImportedTable, rows: readonly RowToAdd[], newId: () => string, studyIds: Map<number, string>): readonly Revision[] {
  const own = new Set(rows.flatMap(({ number }) => number ?? []));
  let next = nextOrdinal(handle, table);
  const nextFree = (): number => {
    while (own.has(next)) next += 1;
    next += 1;
    return next - 1;
  };
  return rows.map(({ values, references, number }): Revision => {
    const ordinal = number ?? nextFree();
    const rowId = newId();
    if (table === 'studies') studyIds.set(ordinal, rowId);
    const lists = table === 'studies' ? {} : { references: references.map((each) => studyIds.get(each) ?? '') };
    return { op: 'add', table, rowId, why: null, after: { ordinal, lifecycle: 'active', values: { ...emptyValues(table), ...values, ...(table === 'claims' ? { origin: 'curator' } : {}), ...lists } } };
  });
}

/** Fills in the ids behind numbers; gives the stubs of those that no study has. */
function findStudies(handle: ReadHandle, numbers: readonly number[], ids: Map<number, string>, newId: () => string): readonly Revision[] {
  const wanted = numbers.filter((number) => !ids.has(number));
  for (const { id, ordinal } of handle.all<{ id: string; ordinal: number }>('SELECT id, ordinal FROM study WHERE ordinal IN (SELECT value FROM json_each(?)) ORDER BY lifecycle = \'withdrawn\' DESC', JSON.stringify(wanted))) ids.set(ordinal, id);
  return wanted.filter((number) => !ids.has(number)).map((number): Revision => {
    const rowId = newId();
    ids.set(number, rowId);
    return { op: 'add', table: 'studies', rowId, why: null, after: { ordinal: number, lifecycle: 'active', values: { ...emptyValues('studies'), label: `Reference ${number}` } } };
  });
}

function changesOf(handle: ReadHandle, changes: readonly CellToChange[], studyIds: ReadonlyMap<number, string>): readonly Revision[] {
  const rows = new Map<string, StoredRow>();
  for (const table of new Set(changes.map((change) => change.table))) {
    for (const row of readRows(handle, table, [...new Set(changes.filter((change) => change.table === table && change.kind === 'references').map(({ rowId }) => rowId))])) rows.set(row.id, row);
  }
  return changes.map((change): Revision => {
    const { table, rowId } = change;
    if (change.kind === 'text') return { op: 'set', table, rowId, field: change.field, before: change.before, after: change.after, why: null };
    return { op: 'set', table, rowId, field: 'references', before: studyIdsOf(rows.get(rowId)?.values['references']), after: change.after.map((number) => studyIds.get(number) ?? ''), why: null };
  });
}

function labelOf({ adds, changes, names }: PlannedImport): string {
  const of = (table: ImportedTable): { readonly added: number; readonly changed: number } => ({
    added: adds.filter((row) => row.table === table).length, changed: new Set(changes.filter((change) => change.table === table).map(({ rowId }) => rowId)).size,
  });
  const rows = (count: number): string => `${count} ${count === 1 ? 'row' : 'rows'}`;
  const parts = (['studies', 'factors', 'trials', 'claims'] as const).flatMap((table) => {
    const { added, changed } = of(table);
    const { name } = tables[table];
    return [...(added === 0 ? [] : [`${rows(added)} into ${name}`]), ...(changed === 0 ? [] : [`changes of ${rows(changed)} of ${name}`])];
  });
  const [first = 'a file'] = names;
  return `import ${parts.join(', ')} from ${first}${names.length > 1 ? ` and ${names.length - 1} more` : ''}`;
}
