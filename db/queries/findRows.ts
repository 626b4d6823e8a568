// Owns finding rows of several tables by words, for a search over everything: a few of each table, as they stand there.
// Keeps no view, so that typing in it never takes a view away from a grid.
import { tables } from '../contract/columns';
import type { GridTable } from '../contract/tableNames';
import type { GridRow } from '../contract/types';
import { searchExpression } from '../evidence/fold';
import type { ReadHandle } from '../store/handle';
import { listGridRowsByNum } from './gridRows';

export interface FoundRow { readonly table: GridTable; readonly row: GridRow }

/** At most `limit` rows of each table, withdrawn ones left out; none when nothing searchable is typed. */
export function findRows(handle: ReadHandle, text: string, inTables: readonly GridTable[], limit: number): readonly FoundRow[] {
  const expression = searchExpression(text);
  if (expression === null) return [];
  return inTables.flatMap((table) => {
    const { sqlName } = tables[table];
    const nums = handle.column<number>(
      `SELECT t.num FROM ${sqlName}_search s JOIN ${sqlName} t ON t.num = s.rowid WHERE s.${sqlName}_search MATCH ? AND t.lifecycle <> 'withdrawn' LIMIT ?`, expression, limit,
    );
    return listGridRowsByNum(handle, table, nums).map((row) => ({ table, row }));
  });
}
