// Owns which files the page may name: those that the curator chose in a dialog or handed over; for reading also documents
// that were opened before, and the data folder. Refuses every other path: a page that was made to misbehave by what it
// shows must not reach the curator's files, nor write over the backups that Lacuna keeps.
import { isAbsolute, relative, resolve } from 'node:path';
import type { LacunaErrorBody } from '../db/contract/errors';
import type { Call } from '../db/contract/rpc';
import { NamedPaths, namedPaths } from './process/namedPaths';

export interface PagePaths {
  /** The curator named this file to the system: in a dialog, on the command line, in the file manager. */
  grant(path: string): void;
  /** Why this call may not run; null when it may. */
  problem(call: Call): Promise<LacunaErrorBody | null>;
}

export function createPagePaths(dataFolder: string, recentPaths: () => Promise<readonly string[]>): PagePaths {
  const granted = new Set<string>();
  return {
    grant: (path) => void granted.add(resolve(path)),
    problem: async (call) => {
      const named = NamedPaths.safeParse(call.input);
      if (!named.success) return null; // the core's own schema says what is wrong
      for (const { path, isRead } of namedPaths(call.method, named.data)) {
        if (granted.has(resolve(path))) continue;
        if (isRead && isAbsolute(path) && (isInside(dataFolder, path) || (await recentPaths()).includes(path))) continue;
        return { code: 'not-allowed', message: `Lacuna may not use ${path}, because you have not chosen it. Choose the file in the dialog.`, details: { path } };
      }
      return null;
    },
  };
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, resolve(path));
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}
