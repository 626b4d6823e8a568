// Owns which files a call of a page names, and whether it would read or write there. Refuses to judge: each host has its
// own rule of what a page may reach.
import { z } from 'zod';

export const NamedPaths = z.object({ path: z.string().nullish(), backupPath: z.string().optional(), stylePath: z.string().nullish(), sources: z.array(z.object({ path: z.string().optional() })).optional() });

/** What they write is the core's own choice: the document itself when it is brought up to date, a damaged one set aside. */
const readingMethods: ReadonlySet<string> = new Set(['openDocument', 'verifyDocument', 'listBackups', 'restoreBackup', 'importRows', 'previewImport', 'importTables', 'checkCounts', 'addStyle']);

export interface NamedPath { readonly path: string; readonly isRead: boolean }

/** Sources and styles are read, whatever the method does with a path of its own. */
export function namedPaths(method: string, { path, backupPath, stylePath, sources = [] }: z.infer<typeof NamedPaths>): readonly NamedPath[] {
  const isRead = readingMethods.has(method);
  return [{ path, isRead }, { path: backupPath, isRead }, { path: stylePath, isRead: true }, ...sources.map((source) => ({ path: source.path, isRead: true }))].flatMap((named) => (named.path === undefined || named.path === null ? [] : [{ path: named.path, isRead: named.isRead }]));
}
