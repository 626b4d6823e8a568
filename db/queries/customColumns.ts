// Owns the list of a document's own columns, with the number of cells that each has where it is asked for: counting them looks at every
// row, which the list itself never does.
import type { CustomTable } from '../contract/tableNames';
import type { CountedColumn } from '../contract/customColumns';
import { countFilled } from '../journal/customColumnRules';
import { readCustomColumns } from '../journal/customColumns';
import type { ReadHandle } from '../store/handle';

/** `table`: null for all. */
export function listCustomColumns(handle: ReadHandle, { table, countsCells }: { readonly table: CustomTable | null; readonly countsCells: boolean }): readonly CountedColumn[] {
  return readCustomColumns(handle).filter((column) => table === null || column.table === table).map((column) => ({ ...column, filled: countsCells ? countFilled(handle, column) : null }));
}
