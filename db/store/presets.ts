// Owns the export presets of a document, kept in the file and outside the journal: they are no evidence. One that does not
// fit any more (another Lacuna kept it) is not listed and stays in the file. Refuses to write into a file that is only read.
import { z } from 'zod';
import { ExportPreset } from '../contract/exports';
import { LacunaError } from '../contract/errors';
import type { DocumentFile } from './documentFile';
import type { ReadHandle } from './handle';

const key = 'export.presets';
const Named = z.object({ name: z.string() });

function stored(handle: ReadHandle): readonly unknown[] {
  const kept = handle.get<{ value: string }>('SELECT value FROM preference WHERE key = ?', key);
  const presets: unknown = kept === undefined ? [] : JSON.parse(kept.value);
  return Array.isArray(presets) ? presets : [];
}

/** By name. */
export function readPresets(handle: ReadHandle): readonly ExportPreset[] {
  return stored(handle).flatMap((each) => { const read = ExportPreset.safeParse(each); return read.success ? [read.data] : []; }).toSorted((left, right) => left.name.localeCompare(right.name, 'en'));
}

/** One of the same name takes its place. */
export function keepPreset(file: DocumentFile, preset: ExportPreset): void {
  write(file, [...without(stored(file.handle), preset.name), preset]);
}

export function dropPreset(file: DocumentFile, name: string): void {
  const presets = stored(file.handle);
  const others = without(presets, name);
  if (others.length === presets.length) throw new LacunaError('not-found', `This document has no preset “${name}” any more.`);
  write(file, others);
}

function without(presets: readonly unknown[], name: string): readonly unknown[] {
  return presets.filter((each) => Named.safeParse(each).data?.name !== name);
}

function write(file: DocumentFile, presets: readonly unknown[]): void {
  file.requireWritable();
  file.handle.run('INSERT INTO preference (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, JSON.stringify(presets));
}
