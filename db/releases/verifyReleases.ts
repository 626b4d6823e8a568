// Owns proving the releases of a file: each is as it was written and none is missing, stands on a change set that the
// journal has, and keeps what followed from it; and the evidence of the latest can be had back to the letter. Reads only.
import { firstHash } from '../journal/chain';
import type { ReadHandle } from '../store/handle';
import { contentHashAt } from './contentHash';
import type { Pause } from './pause';
import { hashOfPieces, hashOfRelease, pieceTexts, readReleases, type StoredRelease } from './storedRelease';

export interface ReleasesProof { readonly releases: number; readonly problems: readonly string[] }

export async function verifyReleases(handle: ReadHandle, pause: Pause): Promise<ReleasesProof> {
  const problems: string[] = [];
  const releases = readReleases(handle);
  let previousHash = firstHash;
  for (const [index, release] of releases.entries()) {
    if (release.no !== index + 1 || release.previousHash !== previousHash || hashOfRelease(release) !== release.hash) problems.push(`Release ${release.version} is not what was written then, or one before it is missing.`);
    previousHash = release.hash;
    if (chainHashAt(handle, release.changeSetSeq) !== release.chainHash) problems.push(`Release ${release.version} stands on change ${release.changeSetSeq}, which is not the one that the journal has.`);
    if (!keepsItsRows(handle, release)) problems.push(`What followed from the evidence of release ${release.version} is not as it was kept.`);
    await pause(index, releases.length);
  }
  const latest = releases.at(-1);
  if (latest !== undefined && (await contentHashAt(handle, latest.changeSetSeq, pause)) !== latest.contentHash) problems.push(`The evidence of release ${latest.version} is not what was frozen.`);
  return { releases: releases.length, problems };
}

function chainHashAt(handle: ReadHandle, seq: number): string | null {
  return seq === 0 ? firstHash : handle.get<{ hash: string }>('SELECT hash FROM change_set WHERE seq = ?', seq)?.hash ?? null;
}

function keepsItsRows(handle: ReadHandle, { no, followingHash }: StoredRelease): boolean {
  const hash = hashOfPieces();
  try {
    for (const text of pieceTexts(handle, no)) hash.add(text);
  } catch {
    return false; // what can't be unpacked is not as it was kept
  }
  return hash.digest() === followingHash;
}
