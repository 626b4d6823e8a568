// Owns making a release: everything that waits is checked first, the state is read from a snapshot that no edit moves, and
// one short transaction writes it down. Refuses a version that is taken, and a document that can't be written.
import { LacunaError } from './contract/errors';
import type { ParsedInput } from './contract/methods';
import type { ReleaseInfo } from './contract/releases';
import { countRows } from './queries/countRows';
import { requireFreeVersion, requireRelease } from './queries/listReleases';
import { freeze } from './releases/freeze';
import { writeRelease } from './releases/storedRelease';
import { pausing } from './runSteps';
import type { OpenDocument } from './session';

export interface ReleaseControl { readonly signal: AbortSignal; readonly progress: (label: string, done: number, total: number | null) => void }

const stopped = 'The release was cancelled. Nothing was written.';

export async function makeRelease({ file, checks, journal }: OpenDocument, { version, note }: ParsedInput<'makeRelease'>, { signal, progress }: ReleaseControl): Promise<ReleaseInfo> {
  file.requireWritable();
  requireFreeVersion(file.handle, version);
  if (!(await checks.settle({ signal, onProgress: (done, total) => progress('Checking rows', done, total) }))) {
    checks.start(); // what waits is checked all the same, in the background
    throw new LacunaError('cancelled', stopped);
  }
  const snapshot = file.openSnapshot();
  try {
    const frozen = await freeze(snapshot.handle, pausing({ signal, onStep: (done, total) => progress('Freezing rows', done, total) }, stopped));
    const { openConflicts, findings: waitingFindings } = countRows(snapshot.handle);
    const { pieces, ...state } = frozen;
    file.requireWritable();
    file.handle.transaction(() => {
      requireFreeVersion(file.handle, version); // another may have been made meanwhile
      writeRelease(file.handle, { ...state, id: journal.newId(), version, note: note === '' ? null : note, curator: journal.curator(), madeAtUtc: journal.now().toISOString(), openConflicts, waitingFindings }, pieces);
    });
  } finally {
    snapshot.close();
  }
  return requireRelease(file.handle, version);
}
