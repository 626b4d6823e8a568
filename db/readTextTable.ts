// Owns a file as a table of text cells under its headings, for those that read its columns themselves. Refuses a file
// that is not there, too large, no table, broken or without rows, in a sentence that names it.
import { LacunaError } from './contract/errors';
import { runToEnd } from './imports/steps';
import { findLayout } from './imports/tables/layout';
import { readTable } from './imports/tables/readTable';
import type { TextTable } from './imports/tables/textTable';
import { readSourceFile } from './importSource';

export function readTextTable(path: string): { readonly name: string; readonly table: TextTable } {
  const { name, bytes } = readSourceFile(path);
  const reading = runToEnd(readTable(bytes));
  if (!reading.isRead) throw new LacunaError('invalid-input', `${name}: ${reading.message}`, { path });
  const layout = findLayout(reading.table.rows, () => false);
  if (layout === null || layout.table.rows.length === 0) throw new LacunaError('invalid-input', `${name} holds headings and no rows.`, { path });
  return { name, table: layout.table };
}
