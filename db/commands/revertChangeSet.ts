// Owns taking back one earlier change set. Refuses, and says by what, when something later depends on it: a field that
// changed again, or a row that something refers to.
import { headingOf, tables } from '../contract/columns';
import { LacunaError } from '../contract/errors';
import { sameValue, type CellValue } from '../contract/values';
import { fieldOf, readRevisions } from '../journal/applyChangeSet';
import { inverseOf, rowNameOf, type ChangeSetDraft, type Revision, type RowSnapshot } from '../journal/changeSet';
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
  if (revision.op === 'remove') return row === null ? null : `${rowNameOf(table, row)} is there again.`;
  if (row === null) return `The ${tables[table].rowName} is not there any more.`;
  if (revision.op === 'set') return sameField(fieldOf(row, revision.field), revision.after) ? null : laterChange(handle, rowId, revision.field, seq, `${headingOf(table, revision.field)} of ${rowNameOf(table, row)}`);
  return isAsAdded(revision.after, row) ? referrerOf(handle, revision, own, rowNameOf(table, row)) : laterChange(handle, rowId, null, seq, rowNameOf(table, row));
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
  const citing = table === 'studies' ? handle.column<string>('SELECT rowId FROM citation WHERE studyId = ? AND rowId NOT IN (SELECT id FROM claim WHERE origin = \'table row\')', rowId) : [];
  if (citing.some((citingRow) => !own.has(citingRow))) return `${name} is cited.`;
  if (table === 'trials' && handle.get(`SELECT 1 FROM result WHERE trialId = ? AND origin = 'curator'`, rowId) !== undefined) return `${name} has results that a curator corrected.`;
  const claims = handle.column<string>(`SELECT id FROM claim WHERE aboutRowId = ? AND origin IS NOT 'table row'`, rowId);
  if (claims.some((claimId) => !own.has(claimId))) return `There is a claim about ${name}.`;
  const conflicts = handle.column<string>('SELECT conflictId FROM conflict_member WHERE tableName = ? AND rowId = ?', table, rowId);
  return conflicts.some((conflictId) => !own.has(conflictId)) ? `${name} is a member of a conflict.` : null;
}
