// Owns where the conflicts of a table stand in its cells: the members that are its rows, the trials of results, and the
// factors of the claims that follow from them.
import type { GridTable } from '../contract/tableNames';
import type { ConflictInfo } from '../contract/types';
import type { ReadHandle } from '../store/handle';
import { tables } from '../contract/columns';
import { listConflicts } from './listConflicts';

export interface ConflictOfTable {
  readonly conflict: ConflictInfo;
  /** By row number; `field` is null where a whole row is meant. */
  readonly cells: readonly { readonly num: number; readonly field: string | null }[];
}

/** Those with one of these statuses, in the order of the list; conflicts without a row of the table are left out. */
export function listConflictCells(handle: ReadHandle, table: GridTable, statuses: readonly string[]): readonly ConflictOfTable[] {
  const numOf = (rowId: string): number | undefined => handle.get<{ num: number }>(`SELECT num FROM ${tables[table].sqlName} WHERE id = ?`, rowId)?.num;
  return listConflicts(handle, { statuses }).flatMap((conflict): readonly ConflictOfTable[] => {
    const cells = conflict.members.flatMap((member) => {
      const place = placeIn(handle, table, member);
      const num = place === null ? undefined : numOf(place.rowId);
      return place === null || num === undefined ? [] : [{ num, field: place.field }];
    });
    return cells.length === 0 ? [] : [{ conflict, cells }];
  });
}

function placeIn(handle: ReadHandle, table: GridTable, { table: memberTable, rowId, field }: ConflictInfo['members'][number]): { readonly rowId: string; readonly field: string | null } | null {
  if (memberTable === table) return { rowId, field };
  if (table === 'trials' && memberTable === 'results') return handle.get<{ rowId: string; field: string | null }>('SELECT trialId AS rowId, field FROM result WHERE id = ? AND trialId IS NOT NULL', rowId) ?? null;
  if (table === 'factors' && memberTable === 'claims') return handle.get<{ rowId: string; field: string | null }>(`SELECT aboutRowId AS rowId, NULL AS field FROM claim WHERE id = ? AND origin = 'table row'`, rowId) ?? null;
  return null;
}
