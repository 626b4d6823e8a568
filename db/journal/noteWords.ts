// Owns what the label of a change to a note says: what the note is about, never what it says, which may be private while
// labels are read by everyone who gets the history. Reads only.
import { tables } from '../contract/columns';
import type { GridTable } from '../contract/tableNames';
import { notedTables } from '../contract/notes';
import { cellText } from '../contract/values';
import type { ReadHandle } from '../store/handle';
import { readRow, type StoredRow } from '../store/rows';
import { rowNameOf } from './changeSet';
import { columnsIn } from './customColumns';

/** "CXCR7", "Expression of CXCR7". */
export function aboutOf(handle: ReadHandle, table: GridTable, rowName: string, field: string | null): string {
  return field === null ? rowName : `${columnsIn(handle).headingOf(table, field)} of ${rowName}`;
}

/** What a stored note is about, as its row is called now. */
export function aboutNote(handle: ReadHandle, { values }: StoredRow): string {
  const table = notedTables.find((each) => each === values['tableName']);
  if (table === undefined) return 'a row';
  const row = readRow(handle, table, cellText(values['rowId']));
  return aboutOf(handle, table, row === null ? `a ${tables[table].rowName} that is gone` : rowNameOf(table, row), cellText(values['field']) || null);
}
