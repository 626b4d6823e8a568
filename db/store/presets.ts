// Owns the export presets of a document, kept in the file and outside the journal: they are no evidence. Refuses to
// write them into a file that is only read.
import { ExportPreset } from '../contract/exports';
import { LacunaError } from '../contract/errors';
import type { DocumentFile } from './documentFile';
import type { ReadHandle } from './handle';

const key = 'export.presets';

/** By name. */
export function readPresets(handle: ReadHandle): readonly ExportPreset[] {
  const kept = handle.get<{ value: string }>('SELECT value FROM preference WHERE key = ?', key);
  const presets: unknown = kept === undefined ? [] : JSON.parse(kept.value);
  return (Array.isArray(presets) ? presets : []).flatMap((each) => { const read = ExportPreset.safeParse(each); return read.success ? [read.data] : []; });
}

/** One of the same name takes its place. */
export function keepPreset(file: DocumentFile, preset: ExportPreset): void {
  write(file, [...readPresets(file.handle).filter(({ name }) => name !== preset.name), preset].toSorted((left, right) => left.name.localeCompare(right.name, 'en')));
}

export function dropPreset(file: DocumentFile, name: string): void {
  const presets = readPresets(file.handle);
  if (!presets.some((each) => each.name === name)) throw new LacunaError('not-found', `This document has no preset “${name}” any more.`);
  write(file, presets.filter((each) => each.name !== name));
}

function write(file: DocumentFile, presets: readonly ExportPreset[]): void {
  file.requireWritable();
  file.handle.run('INSERT INTO preference (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, JSON.stringify(presets));
}
