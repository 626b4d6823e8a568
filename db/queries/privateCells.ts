// Owns which places in the journal speak of a lab's private columns: their cells, the columns themselves and the terms of their
// vocabularies. What prints the journal leaves them out unless a curator wants them in. What is private is so by the present, for all of the past.
import { vocabularyField, type JournalTable } from '../contract/columns';
import { readCustomColumns } from '../journal/customColumns';
import type { ReadHandle } from '../store/handle';

export type IsPrivatePlace = (place: { readonly table: JournalTable; readonly rowId: string; readonly field: string }) => boolean;

/** null where nothing is. */
export function privatePlaces(handle: ReadHandle): IsPrivatePlace | null {
  const columns = readCustomColumns(handle).filter(({ sharing }) => sharing === 'private');
  if (columns.length === 0) return null;
  const ids = new Set(columns.map(({ columnId }) => columnId));
  const fields = new Set(columns.map(({ table, key }) => vocabularyField(table, key)));
  const terms = new Set(handle.column<string>('SELECT id FROM vocabulary WHERE field IN (SELECT value FROM json_each(?))', JSON.stringify([...fields])));
  return ({ table, rowId, field }) => (table === 'customColumns' ? ids.has(rowId) : table === 'vocabulary' ? terms.has(rowId) : fields.has(vocabularyField(table, field)));
}
