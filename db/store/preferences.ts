// Owns what belongs to the curator and not to a document: the name that signs changes, recent documents, and whether
// the welcome was seen. One JSON file in the user's own data folder; an unreadable one is set aside, never overwritten.
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const StoredPreferences = z.object({
  curator: z.string().nullable().default(null),
  hasSeenWelcome: z.boolean().default(false),
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
      renameSync(path, `${path}.unreadable`);
      return StoredPreferences.parse({});
    }
  };
  const change = (next: Partial<StoredPreferences>): void => {
    mkdirSync(dataFolder, { recursive: true });
    const partPath = `${path}.${process.pid}.part`;
    writeFileSync(partPath, `${JSON.stringify({ ...read(), ...next }, null, 2)}\n`);
    renameSync(partPath, path);
  };
  return {
    read,
    change,
    noteRecent: (recent) => change({ recents: [recent, ...read().recents.filter((other) => other.path !== recent.path)].slice(0, mostRecents) }),
  };
}
