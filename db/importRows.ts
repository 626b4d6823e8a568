// Owns reading a delimited file into rows of a table; the command writes them. Evidence items of CIViC become claims.
// Refuses a file without the columns that a row needs: nothing is written.
import type { GridTable } from './contract/columns';
import { LacunaError } from './contract/errors';
import { claimsOfEvidenceItems } from './imports/tables/evidenceItems';
import { mapRows, type MappedTable } from './imports/tables/mappedRows';
import { readTextTable } from './readTextTable';

export function readTableFile(table: GridTable, path: string): MappedTable & { readonly name: string } {
  const { name, table: text } = readTextTable(path);
  const items = table === 'claims' ? claimsOfEvidenceItems(text) : null;
  if (items !== null) return { ...items, name };
  const mapping = mapRows(table, text);
  if (!mapping.isMapped) throw new LacunaError('invalid-input', `${name}: ${mapping.message}`, { path });
  return { ...mapping.mapped, name };
}
