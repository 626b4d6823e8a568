// Owns the list of releases, the one of a version, and the version that the next one may carry. A version is found by its
// exact letters, or by any case where that is unmistakable.
import { LacunaError } from '../contract/errors';
import type { ReleaseInfo } from '../contract/releases';
import type { ReadHandle } from '../store/handle';

const columns = 'id AS releaseId, version, note, curator, madeAtUtc, changeSetSeq AS seq, chainHash, contentHash, openConflicts, waitingFindings';

/** Newest first. */
export function listReleases(handle: ReadHandle): readonly ReleaseInfo[] {
  return handle.all<ReleaseInfo>(`SELECT ${columns}, (SELECT coalesce(max(seq), 0) FROM change_set) - changeSetSeq AS changesSince FROM release ORDER BY no DESC`);
}

/** Refuses a version that no release has, and says which there are. */
export function requireRelease(handle: ReadHandle, version: string): ReleaseInfo {
  const releases = listReleases(handle);
  const wanted = version.normalize('NFC').trim();
  const alike = releases.filter((release) => release.version.toLowerCase() === wanted.toLowerCase());
  const found = releases.find((release) => release.version === wanted) ?? (alike.length === 1 ? alike[0] : undefined);
  if (found !== undefined) return found;
  const names = releases.slice(0, 20).map((release) => release.version).join(', ');
  throw new LacunaError('not-found', `There is no release “${wanted}”. ${releases.length === 0 ? 'This document has none yet.' : `There is: ${names}${releases.length > 20 ? `, and ${releases.length - 20} more` : ''}.`}`, { version: wanted });
}

/** Refuses a version that a release has already, in whatever case. */
export function requireFreeVersion(handle: ReadHandle, version: string): void {
  const taken = listReleases(handle).find((release) => release.version.toLowerCase() === version.toLowerCase());
  if (taken === undefined) return;
  throw new LacunaError('invalid-input', `There is a release ${taken.version} already, made by ${taken.curator} on ${taken.madeAtUtc.slice(0, 10)}. A release keeps its name: choose another one, for example ${suggestedVersion(handle)}.`, { version: taken.version });
}

/** The last version with its last number raised; 1.0 at first. */
export function suggestedVersion(handle: ReadHandle): string {
  const releases = listReleases(handle);
  const [last] = releases;
  if (last === undefined) return '1.0';
  const taken = new Set(releases.map(({ version }) => version.toLowerCase()));
  const [, stem = '1.', number = String(releases.length - 1)] = /^(.*?)(\d{1,9})$/u.exec(last.version) ?? [];
  for (let next = Number(number) + 1; ; next += 1) if (!taken.has(`${stem}${next}`.toLowerCase())) return `${stem}${next}`;
}
