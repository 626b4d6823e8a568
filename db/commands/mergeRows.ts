// Owns merging two rows of one table that are both in the file, as one change set: the row that stays takes the chosen
// values, what points to the other points to it, and the other is withdrawn with the reason, never deleted.
// Refuses rows of two tables, one row twice, withdrawn rows, rows that follow from others, results of two trials, rows
// that changed since they were compared, and values that can't stand in their columns.
import { normalisedValue, readOnlyReason } from '../contract/cellRules';
import { tables } from '../contract/columns';
import { gridTables, isJournalTable, type GridTable, type JournalTable } from '../contract/tableNames';
import { noSuchColumn, type DocumentColumns } from '../contract/customColumns';
import { LacunaError } from '../contract/errors';
import { isWholeRecord, mergedColumns, type MergeMoves } from '../contract/merging';
import type { Values } from '../contract/types';
import { sameValue, type CellValue } from '../contract/values';
import { cellProblem } from '../journal/cellProblem';
import { rowNameOf, type ChangeSetDraft, type Revision } from '../journal/changeSet';
import { mergedPointers } from '../journal/mergedPointers';
import { adoptedResult, confirmedResult, type AsRead } from '../journal/resultRows';
import { columnsIn } from '../journal/customColumns';
import type { ReadHandle } from '../store/handle';
import { isDerived, readRow, type StoredRow } from '../store/rows';

export interface ComparedRow { readonly rowId: string; readonly version: number }
export interface RowMerge {
  readonly table: GridTable;
  readonly stays: ComparedRow;
  readonly goes: ComparedRow;
  /** Of the row that stays; a field that is not named stays as it is. */
  readonly values: Values;
  readonly reason: string | null;
}

/** What a merge of these rows would move; refuses them as the merge would. Writes nothing. */
export function previewMerge(handle: ReadHandle, { table, staysId, goesId }: { readonly table: GridTable; readonly staysId: string; readonly goesId: string }): MergeMoves {
  const pair = requirePair(handle, table, staysId, goesId);
  let made = 0;
  return mergedPointers(handle, { ...pair, values: pair.stays.values, version: pair.stays.version, said: '' }, () => `${(made += 1)}`).moves;
}

export function mergeRowsDraft(handle: ReadHandle, { table: named, stays: compared, goes: other, values, reason }: RowMerge, newId: () => string, asRead: AsRead): { readonly draft: ChangeSetDraft; readonly moves: MergeMoves } {
  const { table, stays, goes } = requirePair(handle, named, compared.rowId, other.rowId);
  for (const [row, { version }] of [[stays, compared], [goes, other]] as const) if (row.version !== version) throw changedSince(table, row, version);
  const [kept, gone] = [nameOf(table, stays), nameOf(table, goes)];
  const said = `${capitalised(gone)} was merged into ${kept}.`;
  const fields = fieldRevisions(handle, table, stays, goes, values, reason);
  const about = aboutOf(table, stays, goes, said);
  const changed: readonly Revision[] = fields.length === 0 ? about : [...adoptedResult(table, stays, asRead), ...fields, ...about, ...(table === 'results' ? confirmedResult(handle, stays) : [])];
  const after = { ...stays.values, ...Object.fromEntries(fields.map(({ field, after: value }) => [field, value])) };
  const { revisions, moves } = mergedPointers(handle, { table, stays, goes, values: after, version: stays.version + (changed.length === 0 ? 0 : 1), said }, newId);
  const withdrawn: readonly Revision[] = [...adoptedResult(table, goes, asRead), { op: 'set', table, rowId: goes.id, field: 'lifecycle', before: goes.lifecycle, after: 'withdrawn', why: reason === null ? said : `${said} ${reason}` }];
  return { draft: { kind: 'edit', label: `merge ${gone} into ${kept}`, reason, target: null, revisions: [...changed, ...revisions, ...withdrawn, ...successorRevision(table, stays, goes, said)] }, moves };
}

/** An import may cite its number later. */
function successorRevision(table: JournalTable, stays: StoredRow, goes: StoredRow, said: string): readonly Revision[] {
  return table !== 'studies' ? [] : [{ op: 'set', table, rowId: goes.id, field: 'mergedInto', before: goes.values['mergedInto'] ?? null, after: stays.id, why: said }];
}

interface Pair { readonly table: JournalTable & GridTable; readonly stays: StoredRow; readonly goes: StoredRow }

function requirePair(handle: ReadHandle, table: GridTable, staysId: string, goesId: string): Pair {
  if (!isJournalTable(table)) throw new LacunaError('invalid-input', readOnlyReason(table, {}) ?? `${tables[table].name} can't be merged.`, { table });
  if (staysId === goesId) throw new LacunaError('invalid-input', `A ${tables[table].rowName} can't be merged with itself. Choose two different rows.`, { table, rowId: staysId });
  const [stays, goes] = [requireMergeable(handle, table, staysId), requireMergeable(handle, table, goesId)];
  if (table === 'results' && stays.values['trialId'] !== goes.values['trialId']) {
    throw new LacunaError('invalid-input', 'These results belong to two trials. Merge the trials: their results come along.', { table });
  }
  return { table, stays, goes };
}

function requireMergeable(handle: ReadHandle, table: JournalTable & GridTable, rowId: string): StoredRow {
  const row = readRow(handle, table, rowId);
  if (row === null) {
    const other = gridTables.find((name) => name !== table && readRow(handle, name, rowId) !== null);
    throw other === undefined
      ? new LacunaError('not-found', `That ${tables[table].rowName} is not in this file. Refresh the table and try again.`, { table, rowId })
      : new LacunaError('invalid-input', `One of these rows is in ${tables[table].name}, the other in ${tables[other].name}. Only two rows of one table can be merged.`, { table, rowId });
  }
  const fixed = table !== 'results' && isDerived(table, row.values) ? readOnlyReason(table, row.values) : null;
  if (fixed !== null) throw new LacunaError('invalid-input', fixed, { table, rowId });
  if (row.lifecycle === 'withdrawn') throw new LacunaError('invalid-input', `${capitalised(nameOf(table, row))} is withdrawn. Restore it first, then merge.`, { table, rowId });
  return row;
}

/** "[66] Li 2021" of a study, else "factor 12 CXCR7". */
function nameOf(table: GridTable, row: StoredRow): string {
  return table === 'studies' ? `[${row.ordinal}] ${rowNameOf(table, row)}` : `${tables[table].rowName} ${row.ordinal} ${rowNameOf(table, row)}`;
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function changedSince(table: GridTable, row: StoredRow, version: number): LacunaError {
  return new LacunaError('stale-edit', `${capitalised(nameOf(table, row))} has changed since you compared the two. Nothing was merged: look at both again.`, { table, rowId: row.id, current: row.version, yours: version });
}

/** A revision of a cell: numbers are of ordinals only. */
type CellRevision = Extract<Revision, { readonly op: 'set' }> & { readonly after: CellValue };

function fieldRevisions(handle: ReadHandle, table: JournalTable & GridTable, stays: StoredRow, goes: StoredRow, values: Values, reason: string | null): readonly CellRevision[] {
  const columns = columnsIn(handle);
  const keys = new Set(mergedColumns(columns, table).map(({ key }) => key));
  return Object.entries(values).flatMap(([field, given]): readonly CellRevision[] => {
    const after = normalisedValue(given);
    const before = stays.values[field] ?? null;
    const problem = keys.has(field) ? (sameValue(before, after) ? null : problemOf(handle, columns, table, field, after, goes)) : `${tables[table].name} has no field “${field}” that could be chosen.`;
    if (problem !== null) throw new LacunaError('invalid-value', `${columns.headingOf(table, field)} of ${nameOf(table, stays)}: ${problem}`, { table, field, rowId: stays.id });
    return sameValue(before, after) ? [] : [{ op: 'set', table, rowId: stays.id, field, before, after, why: reason }];
  });
}

function problemOf(handle: ReadHandle, columns: DocumentColumns, table: GridTable, field: string, after: CellValue, goes: StoredRow): string | null {
  const column = columns.find(table, field);
  if (column === null) return noSuchColumn(columns, table, field);
  if (isWholeRecord(table, field)) return sameValue(after, goes.values[field] ?? null) ? null : 'It is taken whole from one of the two rows. Choose one of them.';
  return cellProblem(handle, column, after);
}

/** What a claim is about comes along where the one that stays does not say it. */
function aboutOf(table: JournalTable, stays: StoredRow, goes: StoredRow, said: string): readonly Revision[] {
  if (table !== 'claims' || stays.values['aboutRowId'] !== null || goes.values['aboutRowId'] === null) return [];
  return ['aboutTable', 'aboutRowId'].map((field): Revision => ({ op: 'set', table, rowId: stays.id, field, before: stays.values[field] ?? null, after: goes.values[field] ?? null, why: said }));
}
