// Owns writing rows that follow from others: only what differs is written, so that a second check changes nothing, and a
// row keeps its id while it says the same. Such rows are in no journal and stay in version 0.
import { emptyValues } from '../contract/columns';
import type { GridTable } from '../contract/tableNames';
import type { Lifecycle, Values } from '../contract/types';
import { sameValue } from '../contract/values';
import type { WriteHandle } from '../store/handle';
import { deleteRow, insertRow, updateRow, type StoredRow } from '../store/rows';
import { indexRow } from '../store/searchIndex';
import type { Changes } from './changes';

export interface DerivedRow { readonly id: string; readonly ordinal: number; readonly lifecycle: Lifecycle; readonly values: Values }

/** Brings `existing` to `wanted`. Ids that are in neither are left alone. */
export function writeDerivedRows(handle: WriteHandle, table: GridTable, existing: readonly StoredRow[], wanted: readonly DerivedRow[], changes: Changes): void {
  const left = new Map(existing.map((row) => [row.id, row]));
  for (const row of wanted) {
    const stored = left.get(row.id);
    left.delete(row.id);
    const whole = { ...row, version: 0, values: { ...emptyValues(table), ...row.values } };
    if (stored === undefined) {
      indexRow(handle, table, insertRow(handle, table, whole), null, whole);
      changes.touch(table, row.id, true);
    } else if (!isSame(stored, whole)) {
      const written = { ...whole, num: stored.num };
      updateRow(handle, table, stored, written, !sameValue(stored.values['references'], whole.values['references']));
      indexRow(handle, table, stored.num, stored, written);
      changes.touch(table, row.id, stored.lifecycle !== whole.lifecycle || stored.ordinal !== whole.ordinal || stored.values['sortKey'] !== whole.values['sortKey']);
    }
  }
  for (const row of left.values()) {
    indexRow(handle, table, row.num, row, null);
    deleteRow(handle, table, row);
    changes.touch(table, row.id, true);
  }
}

function isSame(stored: StoredRow, wanted: Omit<StoredRow, 'num'>): boolean {
  return stored.ordinal === wanted.ordinal && stored.lifecycle === wanted.lifecycle && stored.version === wanted.version
    && Object.keys(wanted.values).every((key) => sameValue(stored.values[key], wanted.values[key]));
}
