// Owns taking back one earlier change set. Refuses, and says by what, when something later depends on it: a field that
// changed again, or a row that something refers to.
import { problemWith } from '../contract/cellRules';
import { tables } from '../contract/columns';
import { isCustomKey } from '../contract/tableNames';
import { CustomColumn, customDefinition } from '../contract/customColumns';
import { LacunaError } from '../contract/errors';
import { cellText, sameValue, type CellValue } from '../contract/values';
import { fieldOf, readRevisions } from '../journal/applyChangeSet';
import { inverseOf, rowNameOf, type ChangeSetDraft, type Revision, type RowSnapshot } from '../journal/changeSet';
import { countFilled, problemOfColumn } from '../journal/customColumnRules';
import { columnsIn } from '../journal/customColumns';
import type { ReadHandle } from '../store/handle';
import { readRow } from '../store/rows';

export function revertDraft(handle: ReadHandle, changeSetId: string, reason: string): ChangeSetDraft {
  const set = handle.get<{ seq: number; kind: string; label: string }>('SELECT seq, kind, label FROM change_set WHERE id = ?', changeSetId);
  if (set === undefined) throw new LacunaError('not-found', 'That change is not in the history of this file.', { changeSetId });
  if (set.kind === 'seed') throw new LacunaError('later-change-depends', 'What came with Lacuna can\'t be taken back. Correct its cells, or withdraw its rows.', { changeSetId });
  const revisions = readRevisions(handle, set.seq);
  const own = new Set(revisions.map((revision) => revision.rowId));
  const blockers = [...new Set(revisions.flatMap((revision) => blockerOf(handle, revision, set.seq, own) ?? []))];
  if (blockers.length > 0) {
    const more = blockers.length > 3 ? ` And ${blockers.length - 3} more.` : '';
    throw new LacunaError('later-change-depends', `“${set.label}” can't be taken back, because something later depends on it: ${blockers.slice(0, 3).join(' ')}${more} Take that back first, or edit the cells.`, { changeSetId, blockers });
  }
  return { kind: 'revert', label: `revert “${set.label}”`, reason, target: changeSetId, revisions: inverseOf(revisions).map((revision) => ({ ...revision, why: reason })) };
}

function blockerOf(handle: ReadHandle, revision: Revision, seq: number, own: ReadonlySet<string>): string | null {
  const { table, rowId } = revision;
  const row = readRow(handle, table, rowId);
  if (revision.op === 'remove') return row === null ? unfitColumn(handle, revision, revision.before) : `${rowNameOf(table, row)} is there again.`;
  if (row === null) return `The ${tables[table].rowName} is not there any more.`;
  if (revision.op === 'set') return sameField(fieldOf(row, revision.field), revision.after) ? unfitColumn(handle, revision, { ...row, ...withField(row, revision) }) ?? unfitCell(handle, revision, rowNameOf(table, row)) : laterChange(handle, rowId, revision.field, seq, `${columnsIn(handle).headingOf(table, revision.field)} of ${rowNameOf(table, row)}`);
  return isAsAdded(revision.after, row) ? referrerOf(handle, revision, own, rowNameOf(table, row)) : laterChange(handle, rowId, null, seq, rowNameOf(table, row));
}

type SetRevision = Extract<Revision, { readonly op: 'set' }>;

function withField(row: RowSnapshot, { field, before }: SetRevision): Partial<RowSnapshot> {
  return field === 'lifecycle' ? { lifecycle: before as RowSnapshot['lifecycle'] } : { values: { ...row.values, [field]: before as CellValue } };
}

/** Why one of a lab's own columns can't be as it was: other columns and its cells went on without it. */
function unfitColumn(handle: ReadHandle, { table, rowId }: Revision, { values, lifecycle }: RowSnapshot): string | null {
  if (table !== 'customColumns') return null;
  const text = (key: string): string => cellText(values[key]);
  const column = CustomColumn.safeParse({ columnId: rowId, table: text('tableName'), key: text('columnKey'), heading: text('heading'), type: text('type'), sharing: text('sharing'), description: text('description'), isWithdrawn: lifecycle !== 'active' });
  return column.success ? problemOfColumn(handle, column.data) : null;
}

/** Why a cell of one of a lab's own columns can't hold again what it held: the column may hold something else by now. */
function unfitCell(handle: ReadHandle, { table, field, before }: SetRevision, name: string): string | null {
  const column = isCustomKey(field) ? columnsIn(handle).custom.find((each) => each.table === table && each.key === field) : undefined;
  const problem = column === undefined ? null : problemWith(customDefinition(column), before as CellValue);
  return problem === null || column === undefined ? null : `${column.heading} of ${name}: ${problem}`;
}

function isAsAdded(added: RowSnapshot, row: RowSnapshot): boolean {
  return added.ordinal === row.ordinal && added.lifecycle === row.lifecycle && Object.keys(row.values).every((key) => sameValue(added.values[key], row.values[key]));
}

function sameField(left: CellValue | number, right: CellValue | number): boolean {
  return typeof left === 'number' || typeof right === 'number' ? left === right : sameValue(left, right);
}

function laterChange(handle: ReadHandle, rowId: string, field: string | null, seq: number, what: string): string {
  const later = handle.get<{ curator: string; madeAtUtc: string }>(
    `SELECT c.curator, c.madeAtUtc FROM revision r JOIN change_set c ON c.seq = r.changeSetSeq WHERE r.rowId = ? AND r.changeSetSeq > ? AND (r.field = coalesce(?, r.field) OR r.op <> 'set') ORDER BY r.changeSetSeq DESC LIMIT 1`,
    rowId, seq, field,
  );
  return later === undefined ? `${what} is different now.` : `${what} was changed again by ${later.curator} on ${later.madeAtUtc.slice(0, 16).replace('T', ' ')} UTC.`;
}

function referrerOf(handle: ReadHandle, { table, rowId }: Revision, own: ReadonlySet<string>, name: string): string | null {
  const column = table === 'customColumns' ? columnsIn(handle).custom.find(({ columnId }) => columnId === rowId) : undefined;
  if (column !== undefined) return countFilled(handle, column) === 0 ? null : `${name} has cells that are filled.`;
  const citing = table === 'studies' ? handle.column<string>('SELECT rowId FROM citation WHERE studyId = ? AND rowId NOT IN (SELECT id FROM claim WHERE origin = \'table row\')', rowId) : [];
  if (citing.some((citingRow) => !own.has(citingRow))) return `${name} is cited.`;
  if (table === 'trials' && handle.get(`SELECT 1 FROM result WHERE trialId = ? AND origin = 'curator'`, rowId) !== undefined) return `${name} has results that a curator corrected.`;
  const claims = handle.column<string>(`SELECT id FROM claim WHERE aboutRowId = ? AND origin IS NOT 'table row'`, rowId);
  if (claims.some((claimId) => !own.has(claimId))) return `There is a claim about ${name}.`;
  const conflicts = handle.column<string>('SELECT conflictId FROM conflict_member WHERE tableName = ? AND rowId = ?', table, rowId);
  return conflicts.some((conflictId) => !own.has(conflictId)) ? `${name} is a member of a conflict.` : null;
}
