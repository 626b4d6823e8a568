// Owns what points to a row that is merged into another, and the revisions that make it point to that one, never twice:
// the citations of a study, the claims about a row, a trial's results that are a curator's, the members of conflicts, and
// the notes on a row.
// Rows that follow from others are left out: the checks make them anew. Reads only.
import { tables } from '../contract/columns';
import type { JournalTable } from '../contract/tableNames';
import { TrialField } from '../contract/evidence';
import type { MergeMoves } from '../contract/merging';
import type { Values } from '../contract/types';
import { cellText, sameValue, studyIdsOf } from '../contract/values';
import type { ReadHandle } from '../store/handle';
import { isDerived, readRows, readRowsWhere, type StoredRow } from '../store/rows';
import { rowNameOf, type Revision } from './changeSet';
import { isMemberTable, mergedConflicts, type Replacement } from './mergedConflicts';
import { anchorOf, resultSortKey } from './resultRows';
import { textHash } from './textHash';

export interface MergedRows {
  readonly table: JournalTable;
  readonly goes: StoredRow;
  readonly stays: StoredRow;
  /** What the row that stays will say, and in which version. */
  readonly values: Values;
  readonly version: number;
  /** "[147] Li 2022 was merged into [66] Li 2021." */
  readonly said: string;
}

export function mergedPointers(handle: ReadHandle, merged: MergedRows, newId: () => string): { readonly revisions: readonly Revision[]; readonly moves: MergeMoves } {
  const { table, goes, stays, version, said } = merged;
  const citations = table === 'studies' ? citationsOf(handle, merged) : [];
  const claims = table === 'factors' || table === 'trials' ? claimsAbout(handle, merged) : [];
  const results = table === 'trials' ? resultsOf(handle, merged, newId) : { revisions: [], replacements: [], moved: 0 };
  const own: readonly Replacement[] = isMemberTable(table) ? [{ table, from: goes.id, to: stays.id, version }] : [];
  const conflicts = mergedConflicts(handle, [...own, ...results.replacements], said);
  const notes = [{ table, from: goes.id, to: stays.id }, ...results.replacements].flatMap((replacement) => notesMoved(handle, replacement, said));
  return {
    revisions: [...citations, ...claims, ...results.revisions, ...conflicts.revisions, ...notes],
    moves: { citations: citations.length, claims: claims.length, results: results.moved, conflicts: conflicts.moved, settled: conflicts.settled, notes: notes.length },
  };
}

function citationsOf(handle: ReadHandle, { goes, stays, said }: MergedRows): readonly Revision[] {
  const citing = handle.all<{ table: 'factors' | 'trials' | 'claims'; rowId: string }>('SELECT DISTINCT tableName AS "table", rowId FROM citation WHERE studyId = ?', goes.id);
  return [...Map.groupBy(citing, ({ table }) => table)].flatMap(([table, of]) => readRows(handle, table, of.map(({ rowId }) => rowId))
    .filter((row) => !isDerived(table, row.values)).toSorted((left, right) => left.ordinal - right.ordinal || left.num - right.num)
    .map((row): Revision => {
      const before = studyIdsOf(row.values['references']);
      const after = [...new Set(before.map((studyId) => (studyId === goes.id ? stays.id : studyId)))];
      return { op: 'set', table, rowId: row.id, field: 'references', before, after, why: said };
    }));
}

function claimsAbout(handle: ReadHandle, { table, goes, stays, said }: MergedRows): readonly Revision[] {
  return readRowsWhere(handle, 'claims', `aboutTable = ? AND aboutRowId = ? AND origin IS NOT 'table row'`, table, goes.id)
    .toSorted((left, right) => left.ordinal - right.ordinal || left.num - right.num)
    .map(({ id }): Revision => ({ op: 'set', table: 'claims', rowId: id, field: 'aboutRowId', before: goes.id, after: stays.id, why: said }));
}

/** Withdrawn ones too: restored, they are about the row that stays. */
function notesMoved(handle: ReadHandle, { table, from, to }: { readonly table: JournalTable; readonly from: string; readonly to: string }, said: string): readonly Revision[] {
  return readRowsWhere(handle, 'notes', 'tableName = ? AND rowId = ?', table, from)
    .toSorted((left, right) => left.ordinal - right.ordinal || left.num - right.num)
    .map(({ id }): Revision => ({ op: 'set', table: 'notes', rowId: id, field: 'rowId', before: from, after: to, why: said }));
}

interface MergedResults { readonly revisions: readonly Revision[]; readonly replacements: readonly Replacement[]; readonly moved: number }

/**
 * A corrected result keeps the id of what was read in its own trial, so it stays there, withdrawn, and stands again on the
 * trial that stays: as if that trial's text had become the other one's. One that says the same there already stands for it.
 */
function resultsOf(handle: ReadHandle, merged: MergedRows, newId: () => string): MergedResults {
  const curated = (trialId: string): readonly StoredRow[] => readRowsWhere(handle, 'results', `trialId = ? AND origin = 'curator'`, trialId).toSorted((left, right) => left.num - right.num);
  const there = curated(merged.stays.id);
  const replacements: Replacement[] = [];
  let moved = 0;
  const revisions = curated(merged.goes.id).flatMap((result): readonly Revision[] => {
    const same = there.find((other) => other.lifecycle === result.lifecycle && saysTheSame(other, result));
    const isWithdrawn = result.lifecycle === 'withdrawn';
    // That nothing is to be read there holds where the same words stand.
    if (isWithdrawn && (same !== undefined || !standsIn(merged.values, result))) return [];
    const withdrawn: readonly Revision[] = isWithdrawn ? [] : [{ op: 'set', table: 'results', rowId: result.id, field: 'lifecycle', before: result.lifecycle, after: 'withdrawn', why: merged.said }];
    if (same !== undefined) {
      replacements.push({ table: 'results', from: result.id, to: same.id, version: same.version });
      return withdrawn;
    }
    const rowId = newId();
    replacements.push({ table: 'results', from: result.id, to: rowId, version: 1 });
    if (!isWithdrawn) moved += 1;
    return [...withdrawn, { op: 'add', table: 'results', rowId, after: { ordinal: merged.stays.ordinal, lifecycle: result.lifecycle, values: valuesThere(merged, result) }, why: merged.said }];
  });
  return { revisions, replacements, moved };
}

const comparedKeys: readonly string[] = [...tables.results.columns.filter(({ isEditable }) => isEditable).map(({ key }) => key), 'field', 'quote'];

function saysTheSame(left: StoredRow, right: StoredRow): boolean {
  return comparedKeys.every((key) => sameValue(left.values[key], right.values[key]));
}

function placeOf({ values }: StoredRow): { readonly field: TrialField; readonly start: number | null } {
  return { field: TrialField.safeParse(values['field']).data ?? 'results', start: typeof values['start'] === 'string' ? Number(values['start']) : null };
}

function standsIn(trial: Values, result: StoredRow): boolean {
  const { field, start } = placeOf(result);
  return anchorOf(cellText(trial[field]), cellText(result.values['quote']), start ?? 0) !== null;
}

function valuesThere({ stays, values }: MergedRows, result: StoredRow): Values {
  const { field, start } = placeOf(result);
  const text = typeof values[field] === 'string' ? values[field] : '';
  return {
    ...result.values, trialId: stays.id, trial: rowNameOf('trials', { ordinal: stays.ordinal, values }),
    state: textHash(text) === result.values['sourceHash'] ? 'current' : 'stale', sortKey: resultSortKey(stays.ordinal, field, start ?? text.length, 0),
  };
}
