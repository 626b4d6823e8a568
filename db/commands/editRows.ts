// Owns editing cells and adding rows of one table as one change set: typing, pasting, filling, clearing. Refuses every
// value that breaks its column's rule before anything is written, naming row, column and what to do; and rows that
// follow from others, saying where to edit instead. A corrected result becomes the curator's.
import { normalised, normalisedValue, problemsOfRow, readOnlyReason } from '../contract/cellRules';
import { tables } from '../contract/columns';
import { isJournalTable, type GridTable } from '../contract/tableNames';
import { noSuchColumn, type DocumentColumns } from '../contract/customColumns';
import { LacunaError } from '../contract/errors';
import type { Values } from '../contract/types';
import { sameValue, type CellValue } from '../contract/values';
import { cellProblem, unknownStudy } from '../journal/cellProblem';
import { editLabel, rowNameOf, type ChangeSetDraft, type Revision } from '../journal/changeSet';
import { adoptedResult, confirmedResult, placedResult, type AsRead } from '../journal/resultRows';
import { newRow } from '../journal/newRow';
import { columnsIn } from '../journal/customColumns';
import type { ReadHandle } from '../store/handle';
import { nextOrdinal, readRows, type StoredRow } from '../store/rows';

export interface CellEdit { readonly rowId: string; readonly field: string; readonly before: CellValue; readonly after: CellValue }
export interface RowAdd { readonly values: Values }
export type Intention = 'edit' | 'paste' | 'fill' | 'clear' | 'cut' | 'add';
export interface RowsEdit { readonly table: GridTable; readonly edits: readonly CellEdit[]; readonly adds: readonly RowAdd[]; readonly reason: string | null; readonly intention: Intention }
export interface RowProblem { readonly kind: 'edit' | 'add'; readonly index: number; readonly field: string; readonly message: string }

/** The problems of an edit, in its order; none of it is written. */
export function checkRows(handle: ReadHandle, { table, edits, adds }: Pick<RowsEdit, 'table' | 'edits' | 'adds'>, columns = columnsIn(handle)): readonly RowProblem[] {
  const problems: RowProblem[] = [];
  const fixed = fixedRows(handle, table, edits);
  edits.forEach((edit, index) => {
    const message = fixed.get(edit.rowId) ?? problemOfEdit(handle, columns, table, edit.field, edit.after);
    if (message !== null) problems.push({ kind: 'edit', index, field: edit.field, message });
  });
  adds.forEach((add, index) => {
    for (const { field, message } of problemsOfRow(columns, table, normalised(add.values))) problems.push({ kind: 'add', index, field, message });
    const unknown = unknownStudy(handle, add.values['references'] ?? null);
    if (unknown !== null) problems.push({ kind: 'add', index, field: 'references', message: unknown });
    if (table === 'findings') problems.push({ kind: 'add', index, field: 'rule', message: readOnlyReason(table, {}) ?? '' });
    if (table === 'results' && placedResult(handle, add.values) === null) problems.push({ kind: 'add', index, field: 'trial', message: 'A result belongs to a trial of this file. Add it from its trial.' });
  });
  return problems;
}

function problemOfEdit(handle: ReadHandle, columns: DocumentColumns, table: GridTable, field: string, after: CellValue): string | null {
  const column = columns.find(table, field);
  if (column === null) return noSuchColumn(columns, table, field);
  if (!column.isEditable) return `${column.heading} can't be edited here.`;
  return cellProblem(handle, column, normalisedValue(after));
}

/** Why rows of the edit can't be edited at all, by their ids. */
function fixedRows(handle: ReadHandle, table: GridTable, edits: readonly CellEdit[]): ReadonlyMap<string, string> {
  if (table !== 'findings' && table !== 'claims') return new Map();
  const rows = readRows(handle, table, [...new Set(edits.map(({ rowId }) => rowId))]);
  return new Map(rows.flatMap(({ id, values }) => {
    const reason = readOnlyReason(table, values);
    return reason === null ? [] : [[id, reason] as const];
  }));
}

export function editRowsDraft(handle: ReadHandle, edit: RowsEdit, newId: () => string, asRead: AsRead): { readonly draft: ChangeSetDraft; readonly addedRowIds: readonly string[] } {
  const { table, edits, adds, reason } = edit;
  if (!isJournalTable(table)) throw new LacunaError('invalid-input', readOnlyReason(table, {}) ?? `${tables[table].name} can't be edited.`, { table });
  const rows = new Map(readRows(handle, table, [...new Set(edits.map(({ rowId }) => rowId))]).map((row) => [row.id, row]));
  const columns = columnsIn(handle);
  const [problem] = checkRows(handle, edit, columns);
  if (problem !== undefined) throw invalidValue(columns, table, problem, edit, rows);
  const set = edits.map((cell): Revision => ({ op: 'set', table, rowId: cell.rowId, field: cell.field, before: cell.before, after: normalisedValue(cell.after), why: null }))
    .filter((revision) => revision.op !== 'set' || !sameValue(revision.before as CellValue, revision.after as CellValue));
  const edited = table === 'results' ? [...new Set(set.map(({ rowId }) => rowId))].flatMap((rowId) => rows.get(rowId) ?? []) : [];
  const addedRowIds = adds.map(() => newId());
  const first = adds.length === 0 ? 0 : nextOrdinal(handle, table);
  const added = adds.map((add, index): Revision => ({
    op: 'add', table, rowId: addedRowIds[index] ?? newId(), why: null,
    after: newRow(handle, table, first + index, normalised(add.values)),
  }));
  const revisions = [...edited.flatMap((row) => adoptedResult(table, row, asRead)), ...set, ...edited.flatMap((row) => confirmedResult(handle, row)), ...added];
  return { draft: { kind: 'edit', label: labelOf(columns, edit, rows, set.length), reason, target: null, revisions }, addedRowIds };
}

function invalidValue(columns: DocumentColumns, table: GridTable, problem: RowProblem, edit: RowsEdit, rows: ReadonlyMap<string, StoredRow>): LacunaError {
  const cell = problem.kind === 'edit' ? edit.edits[problem.index] : undefined;
  const row = cell === undefined ? undefined : rows.get(cell.rowId);
  const where = row === undefined ? `New ${tables[table].rowName}` : `${columns.headingOf(table, problem.field)} of ${rowNameOf(table, row)} (row ${row.ordinal})`;
  return new LacunaError('invalid-value', `${where}: ${problem.message}`, { table, field: problem.field, rowId: cell?.rowId ?? null, index: problem.index, kind: problem.kind });
}

function labelOf(columns: DocumentColumns, { table, edits, adds, intention }: RowsEdit, rows: ReadonlyMap<string, StoredRow>, changed: number): string {
  const { name, rowName } = tables[table];
  const [edit] = edits;
  const [add] = adds;
  if (edits.length === 0 && add !== undefined) {
    if (adds.length > 1) return `add ${adds.length} rows to ${name}`;
    const title = rowNameOf(table, { ordinal: 0, values: add.values });
    return title === `${rowName} 0` ? `add a ${rowName}` : `add ${rowName} ${title}`;
  }
  const row = edit === undefined ? undefined : rows.get(edit.rowId);
  if (edits.length === 1 && adds.length === 0 && edit !== undefined && row !== undefined) return editLabel(columns.headingOf(table, edit.field), rowNameOf(table, row));
  const cells = `${changed} ${changed === 1 ? 'cell' : 'cells'}`;
  const more = adds.length === 0 ? '' : ` and add ${adds.length} ${adds.length === 1 ? 'row' : 'rows'}`;
  return `${intention === 'add' ? 'edit' : intention} ${cells} of ${name}${more}`;
}
