// Owns the file in which a release is looked at: a checked copy of the document in a folder of its own within the data
// folder, rewound and proved, with a note beside it that says what it is. It goes when it is closed; what a crash left goes
// after a day. The copy itself carries no mark, so that a copy saved of it is a document that goes on from there.
import type { Database } from 'better-sqlite3';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { OpenRelease } from './contract/types';
import type { ReleaseControl } from './makeRelease';
import { readReleases } from './releases/storedRelease';
import { rewind } from './releases/rewind';
import { pausing } from './runSteps';
import { copyDatabase } from './store/backups';
import { workOnCopy } from './store/ownCopy';
import { clippedName } from './store/writeWhole';

const keptMs = 24 * 3600 * 1000;
const noteName = 'release.json';
const stopped = 'Opening the release was cancelled. The document is as it was.';

export interface CopyPlan { readonly database: Database; readonly releaseId: string; readonly release: OpenRelease; readonly dataFolder: string; readonly newId: () => string; readonly now: () => Date }

/** The path of the copy. */
export async function makeReleaseCopy({ database, releaseId, release, dataFolder, newId, now }: CopyPlan, { signal, progress }: ReleaseControl): Promise<string> {
  const shelf = shelfOf(dataFolder);
  removeForgotten(shelf, now().getTime() - keptMs);
  const folder = join(shelf, newId());
  const stem = clippedName(basename(release.documentName, extname(release.documentName)), 120);
  const path = join(folder, `${stem} ${clippedName(release.version.replaceAll(/[\\/:*?"<>|]/gu, ' '), 80)}.lacuna`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, noteName), `${JSON.stringify(release, null, 2)}\n`);
    await copyDatabase(database, path, newId(), { signal, onPages: (done, total) => progress('Copying the document', done, total) });
    await workOnCopy(path, async (handle) => {
      const stored = readReleases(handle).find(({ id }) => id === releaseId);
      if (stored === undefined) throw new Error(`Release ${release.version} is not in the copy.`);
      await rewind(handle, stored, pausing({ signal, onStep: (done, total) => progress('Taking back later changes', done, total) }, stopped));
    });
    return path;
  } catch (thrown) {
    rmSync(folder, { recursive: true, force: true });
    throw thrown;
  }
}

/** What a file is a release of; null for a document. */
export function releaseOf(dataFolder: string, path: string): OpenRelease | null {
  if (dirname(dirname(path)) !== shelfOf(dataFolder)) return null;
  try {
    return OpenRelease.parse(JSON.parse(readFileSync(join(dirname(path), noteName), 'utf8')));
  } catch {
    return null; // a document that a curator put there
  }
}

export function removeReleaseCopy(path: string): void {
  rmSync(dirname(path), { recursive: true, force: true });
}

function shelfOf(dataFolder: string): string {
  return join(dataFolder, 'releases');
}

function removeForgotten(shelf: string, beforeMs: number): void {
  let names: readonly string[];
  try {
    names = readdirSync(shelf);
  } catch {
    return; // no release was ever opened
  }
  for (const name of names) {
    const folder = join(shelf, name);
    if ((statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? beforeMs) < beforeMs && readdirSync(folder).includes(noteName)) rmSync(folder, { recursive: true, force: true });
  }
}
