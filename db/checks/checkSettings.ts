// Owns how a file is checked: α and the rules that are switched off, kept in the file and outside the journal, because
// they are no evidence; and the signature of the rules that checked it last.
import { CheckSettings, defaultCheckSettings } from '../contract/findings';
import type { ReadHandle, WriteHandle } from '../store/handle';

export function readCheckSettings(handle: ReadHandle): CheckSettings {
  const kept = handle.get<{ value: string }>(`SELECT value FROM preference WHERE key = 'checks'`);
  const { data } = CheckSettings.safeParse(kept === undefined ? null : JSON.parse(kept.value));
  return data ?? defaultCheckSettings;
}

export function writeCheckSettings(handle: WriteHandle, settings: CheckSettings): void {
  handle.run(`INSERT INTO preference (key, value) VALUES ('checks', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, JSON.stringify({ alpha: settings.alpha, off: [...new Set(settings.off)].toSorted() }));
}

export function readSignature(handle: ReadHandle): string | null {
  return handle.get<{ value: string }>(`SELECT value FROM meta WHERE key = 'checkedBy'`)?.value ?? null;
}

export function writeSignature(handle: WriteHandle, signature: string): void {
  handle.run(`INSERT INTO meta (key, value) VALUES ('checkedBy', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, signature);
}
