// Owns where the findings of a row stand in the order of all: by table and by the number of the row. The checks write it,
// the queries look for it.
import { checkedTables, type CheckedTable } from '../contract/findings';

/** Ordinals have at most nine digits. */
const ordinalDigits = 9;

/** The beginning of the sort key of every finding of this row. */
export function findingPlace(table: CheckedTable, ordinal: number): string {
  return `${checkedTables.indexOf(table)}.${String(Math.max(0, ordinal)).padStart(ordinalDigits, '0')}`;
}
