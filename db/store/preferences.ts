// Owns what belongs to the curator and not to a document: the name that signs changes, recent documents, how
// reference lists are made, and whether the welcome was seen. One JSON file in the user's own data folder; an unreadable one is set aside, never overwritten.
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LacunaError } from '../contract/errors';
import { listLanguages, NumberingWord } from '../contract/references';

const StoredPreferences = z.object({
  curator: z.string().nullable().default(null),
  hasSeenWelcome: z.boolean().default(false),
  referenceList: z.object({ style: z.string(), numbering: NumberingWord, language: z.enum(listLanguages).nullable(), scope: z.enum(['all', 'cited']) }).nullable().default(null).catch(null),
  recents: z.array(z.object({ path: z.string(), title: z.string(), openedAtUtc: z.string() })).default([]),
});
export type StoredPreferences = Readonly<z.infer<typeof StoredPreferences>>;

const mostRecents = 20;

export interface PreferenceStore {
  read(): StoredPreferences;
  change(change: Partial<StoredPreferences>): void;
  noteRecent(recent: StoredPreferences['recents'][number]): void;
}

export function openPreferences(dataFolder: string): PreferenceStore {
  const path = join(dataFolder, 'preferences.json');
  const setAside = (): void => {
    try {
      renameSync(path, `${path}.unreadable`);
    } catch {
      // In a folder that can't be written it stays where it is, and is not read.
    }
  };
  // Every change set is signed: the file is read again only when it is another one. A changed file is always a new one.
  let known: { readonly file: bigint; readonly changedAtNs: bigint; readonly stored: StoredPreferences } | null = null;
  const read = (): StoredPreferences => {
    const now = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (now === undefined) return StoredPreferences.parse({});
    if (known?.file !== now.ino || known.changedAtNs !== now.mtimeNs) known = { file: now.ino, changedAtNs: now.mtimeNs, stored: readStored() };
    return known.stored;
  };
  const readStored = (): StoredPreferences => {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch {
      return StoredPreferences.parse({});
    }
    try {
      return StoredPreferences.parse(JSON.parse(text));
    } catch {
      setAside();
      return StoredPreferences.parse({});
    }
  };
  const change = (next: Partial<StoredPreferences>): void => {
    const partPath = `${path}.${process.pid}.part`;
    try {
      mkdirSync(dataFolder, { recursive: true });
      writeFileSync(partPath, `${JSON.stringify({ ...read(), ...next }, null, 2)}\n`);
      renameSync(partPath, path);
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      throw new LacunaError('file-not-writable', `Lacuna's own folder ${dataFolder} can't be written (${why}), so this was not kept. Make it writable, or name another folder in LACUNA_DATA.`, { path: dataFolder });
    }
  };
  const noteRecent = (recent: StoredPreferences['recents'][number]): void => {
    try {
      change({ recents: [recent, ...read().recents.filter((other) => other.path !== recent.path)].slice(0, mostRecents) });
    } catch {
      // A document opens all the same where its name can't be kept.
    }
  };
  return { read, change, noteRecent };
}
