// Owns what two states of a row differ in: net, so that a change that was taken back is none; which fields, which kind of
// change, and the revisions behind each field. Fields that a curator never sees (keys, places, hashes) are left out; of a
// study's full reference what has no column of its own. States may be asked for in either order; revisions stay in the journal's.
import { isClosed, conflictStatuses } from '../contract/conflicts';
import { tables } from '../contract/columns';
import { isCustomKey, type JournalTable } from '../contract/tableNames';
import type { ChangeKind } from '../contract/releases';
import { sameValue, type CellValue } from '../contract/values';
import { referenceText } from '../evidence/references/referenceText';
import type { FieldValue, RowSnapshot } from '../journal/changeSet';
import { rowsBetween, type NumberedRevision } from '../journal/earlierRows';
import type { ReadHandle } from '../store/handle';

/** The journal's places, as asked: `from` may be the later one. */
export interface TwoSeqs { readonly from: number; readonly to: number }

export interface NetField { readonly field: string; readonly before: FieldValue; readonly after: FieldValue; readonly revisions: readonly NumberedRevision[] }
export interface NetChange {
  readonly table: JournalTable;
  readonly rowId: string;
  readonly kind: ChangeKind;
  readonly before: RowSnapshot | null;
  readonly after: RowSnapshot | null;
  readonly fields: readonly NetField[];
}

/** Of these rows those that differ, in the order given. */
export function netChanges(handle: ReadHandle, table: JournalTable, rowIds: readonly string[], { from, to }: TwoSeqs): readonly NetChange[] {
  const between = rowsBetween(handle, table, rowIds, Math.min(from, to), Math.max(from, to));
  return rowIds.flatMap((rowId): readonly NetChange[] => {
    const row = between.get(rowId);
    if (row === undefined) return [];
    const [before, after] = from <= to ? [row.before, row.after] : [row.after, row.before];
    if (before === null && after === null) return [];
    const fields = differing(table, before, after, row.revisions);
    const kind = kindOf(table, before, after);
    return kind === 'changed' && fields.length === 0 ? [] : [{ table, rowId, kind, before, after, fields }];
  });
}

const shownFields: ReadonlyMap<JournalTable, readonly string[]> = new Map(Object.values(tables).flatMap(({ key, columns }) => (key === 'findings' ? [] : [
  [key, ['ordinal', ...columns.filter((column) => column.kind !== 'hidden' || column.key === 'csl').map((column) => column.key), 'lifecycle']] as const,
])));

function differing(table: JournalTable, before: RowSnapshot | null, after: RowSnapshot | null, revisions: readonly NumberedRevision[]): readonly NetField[] {
  const isOneSided = before === null || after === null;
  return [...(shownFields.get(table) ?? []), ...customFields(before, after)].flatMap((field): readonly NetField[] => {
    // A row that came or went has its number and its life beside its name.
    if (isOneSided && (field === 'ordinal' || field === 'lifecycle')) return [];
    const [was, is] = [valueOf(before, field), valueOf(after, field)];
    return isSameField(was, is) ? [] : [{ field, before: was, after: is, revisions: behind(field, revisions) }];
  });
}

/** Cells of custom columns, which no table has by itself. */
function customFields(...rows: readonly (RowSnapshot | null)[]): ReadonlySet<string> {
  return new Set(rows.flatMap((row) => (row === null ? [] : Object.keys(row.values).filter(isCustomKey))));
}

function valueOf(row: RowSnapshot | null, field: string): FieldValue {
  if (row === null) return null;
  if (field === 'ordinal') return row.ordinal;
  if (field === 'lifecycle') return row.lifecycle;
  const value = field === 'csl' ? restOfReference(row.values[field]) : row.values[field] ?? null;
  return value === '' || (Array.isArray(value) && value.length === 0) ? null : value;
}

function restOfReference(csl: CellValue | undefined): CellValue {
  return typeof csl === 'string' ? referenceText(csl) : null;
}

export function isSameField(left: FieldValue, right: FieldValue): boolean {
  return typeof left === 'number' || typeof right === 'number' ? left === right : sameValue(left, right);
}

/** What set the field since the row last came whole; or else what brought or took the row. */
function behind(field: string, revisions: readonly NumberedRevision[]): readonly NumberedRevision[] {
  const own = revisions.filter(({ revision }) => revision.op !== 'set' || revision.field === field);
  const came = own.findLastIndex(({ revision }) => revision.op === 'add');
  return came < 0 ? own : own.slice(came);
}

function kindOf(table: JournalTable, before: RowSnapshot | null, after: RowSnapshot | null): ChangeKind {
  if (before === null) return 'added';
  if (after === null) return 'removed';
  if (before.lifecycle !== after.lifecycle) return after.lifecycle === 'active' ? 'restored' : after.lifecycle;
  if (table !== 'conflicts') return 'changed';
  const [was, is] = [before, after].map(({ values }) => isSettled(values['status']));
  return was === is ? 'changed' : is === true ? 'settled' : 'reopened';
}

function isSettled(status: CellValue | undefined): boolean {
  const known = conflictStatuses.find((each) => each === status);
  return known !== undefined && isClosed(known);
}
