// Owns the account of what a check changed: which rows of which tables, for the event after the commit.
import type { TableName } from '../contract/tableNames';
import type { TouchedRows } from '../journal/commit';

export interface Changes {
  touch(table: TableName, rowId: string, isStructural?: boolean): void;
  list(): readonly TouchedRows[];
}

export function createChanges(): Changes {
  const touched = new Map<TableName, { readonly rowIds: Set<string>; isStructural: boolean }>();
  return {
    touch: (table, rowId, isStructural = false) => {
      const entry = touched.get(table) ?? { rowIds: new Set<string>(), isStructural: false };
      entry.rowIds.add(rowId);
      entry.isStructural ||= isStructural;
      touched.set(table, entry);
    },
    list: () => [...touched].map(([table, { rowIds, isStructural }]) => ({ table, rowIds: [...rowIds], isStructural })),
  };
}
