// Owns reading what a document says of a lab's own columns: a handful of rows, read once for a question, never for a row.
import type { CustomTable, CustomType } from '../contract/tableNames';
import { documentColumns, ownColumns, type CustomColumn, type DocumentColumns } from '../contract/customColumns';
import type { Sharing } from '../contract/sharing';
import type { Lifecycle } from '../contract/types';
import type { ReadHandle } from '../store/handle';

interface RawColumn { readonly columnId: string; readonly table: CustomTable; readonly key: string; readonly heading: string | null; readonly type: CustomType; readonly sharing: Sharing; readonly description: string | null; readonly lifecycle: Lifecycle }

export function readCustomColumns(handle: ReadHandle): readonly CustomColumn[] {
  return handle.all<RawColumn>('SELECT id AS columnId, tableName AS "table", columnKey AS "key", heading, type, sharing, description, lifecycle FROM custom_column ORDER BY ordinal, num')
    .map(({ heading, description, lifecycle, ...column }) => ({ ...column, heading: heading ?? '', description: description ?? '', isWithdrawn: lifecycle !== 'active' }));
}

export function columnsIn(handle: ReadHandle): DocumentColumns {
  const custom = readCustomColumns(handle);
  return custom.length === 0 ? ownColumns : documentColumns(custom);
}
