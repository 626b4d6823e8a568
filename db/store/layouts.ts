// Owns how grids are laid out, kept in the file and outside the journal: it is not evidence. In a file that can't be
// written a layout is simply not kept.
import type { GridTable } from '../contract/tableNames';
import type { DocumentFile } from './documentFile';
import type { ReadHandle } from './handle';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export function readLayout(handle: ReadHandle, table: GridTable): Json {
  const kept = handle.get<{ value: string }>('SELECT value FROM preference WHERE key = ?', `layout.${table}`);
  return kept === undefined ? null : (JSON.parse(kept.value) as Json);
}

export function writeLayout(file: DocumentFile, table: GridTable, layout: Json): void {
  if (file.readOnlyReason !== null) return;
  file.requireWritable();
  file.handle.run('INSERT INTO preference (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', `layout.${table}`, JSON.stringify(layout));
}
