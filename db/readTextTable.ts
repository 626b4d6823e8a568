// Owns reading a delimited file into text cells: the bytes, the text, the headings. Refuses a file that is not there, too
// large, no text, broken or without rows, in a sentence that names it.
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { LacunaError } from './contract/errors';
import { decodeText } from './imports/decodeText';
import { readDelimited, type TextTable } from './imports/tables/delimited';

const mostBytes = 200 * 1024 * 1024;

export function readTextTable(path: string): { readonly name: string; readonly table: TextTable } {
  const name = basename(path);
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) throw new LacunaError('invalid-input', `${path} is a folder. Give the name of a file.`, { path });
  if (there?.isFile() !== true) throw new LacunaError('document-missing', `There is no file at ${path}. Check the name.`, { path });
  if (there.size > mostBytes) throw new LacunaError('invalid-input', `${name} is larger than 200 MB. Import it in smaller parts.`, { path });
  const text = decodeText(readFileSync(path));
  if (text === null) throw new LacunaError('invalid-input', `${name} is no text file. Save it as CSV or TSV first.`, { path });
  const reading = readDelimited(text);
  if (!reading.isRead) throw new LacunaError('invalid-input', `${name}: ${reading.message}`, { path });
  if (reading.table.rows.length === 0) throw new LacunaError('invalid-input', `${name} holds headings and no rows.`, { path });
  return { name, table: reading.table };
}
