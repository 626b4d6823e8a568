// Owns reading a delimited file into rows of a table: the bytes, the text, the headings. The command writes them.
// Refuses a file that is not there, too large, no text, or without the columns that a row needs: nothing is written.
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { GridTable } from './contract/columns';
import { LacunaError } from './contract/errors';
import { decodeText } from './imports/decodeText';
import { readDelimited } from './imports/tables/delimited';
import { mapRows, type MappedTable } from './imports/tables/mappedRows';

const mostBytes = 200 * 1024 * 1024;

export function readTableFile(table: GridTable, path: string): MappedTable & { readonly name: string } {
  const name = basename(path);
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.isFile() !== true) throw new LacunaError('document-missing', `There is no file at ${path}. Check the name.`, { path });
  if (there.size > mostBytes) throw new LacunaError('invalid-input', `${name} is larger than 200 MB. Import it in smaller parts.`, { path });
  const text = decodeText(readFileSync(path));
  if (text === null) throw new LacunaError('invalid-input', `${name} is no text file. Save it as CSV or TSV first.`, { path });
  const reading = readDelimited(text);
  if (!reading.isRead) throw new LacunaError('invalid-input', `${name}: ${reading.message}`, { path });
  const mapping = mapRows(table, reading.table);
  if (!mapping.isMapped) throw new LacunaError('invalid-input', `${name}: ${mapping.message}`, { path });
  return { ...mapping.mapped, name };
}
