// Owns which parts of a document speak of a lab's private columns: their cells, the columns themselves, the terms of their
// vocabularies, and conflicts on such cells, whose titles and sides say what these hold. What prints leaves them out unless a
// curator wants them in. What is private is so by the present, for all of the past.
import { vocabularyField, type JournalTable } from '../contract/columns';
import type { CustomColumn } from '../contract/customColumns';
import { readCustomColumns } from '../journal/customColumns';
import type { ReadHandle } from '../store/handle';

export interface PrivateParts {
  isPlace(place: { readonly table: JournalTable; readonly rowId: string; readonly field: string }): boolean;
  readonly conflictIds: ReadonlySet<string>;
  /** Whether a reason that the core gave names such a column. */
  isReason(why: string): boolean;
}

/** null where nothing is private. `custom`: the columns of another state than the one that is read. */
export function privateParts(handle: ReadHandle, custom: readonly CustomColumn[] = readCustomColumns(handle)): PrivateParts | null {
  const columns = custom.filter(({ sharing }) => sharing === 'private');
  if (columns.length === 0) return null;
  const ids = new Set(columns.map(({ columnId }) => columnId));
  const fields = new Set(columns.map(({ table, key }) => vocabularyField(table, key)));
  const listed = JSON.stringify([...fields]);
  const terms = new Set(handle.column<string>('SELECT id FROM vocabulary WHERE field IN (SELECT value FROM json_each(?))', listed));
  const conflictIds = new Set(handle.column<string>(`SELECT conflictId FROM conflict_member WHERE tableName || '.' || field IN (SELECT value FROM json_each(?))`, listed));
  return {
    conflictIds,
    isPlace: ({ table, rowId, field }) => {
      if (table === 'customColumns') return ids.has(rowId);
      if (table === 'vocabulary') return terms.has(rowId);
      return table === 'conflicts' ? conflictIds.has(rowId) : fields.has(vocabularyField(table, field));
    },
    isReason: (why) => columns.some(({ heading }) => why.startsWith(`Reopened: ${heading} of `)),
  };
}
