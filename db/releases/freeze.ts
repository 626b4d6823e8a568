// Owns what a release freezes of a state that does not move: where the journal stands, the hash of the evidence, and what
// follows from it. Reads only, in pieces that let other calls through; writing it is one short transaction.
import { readHead } from '../journal/applyChangeSet';
import type { ReadHandle } from '../store/handle';
import { contentHashAt } from './contentHash';
import { followingPieces } from './followingRows';
import type { Pause } from './pause';
import { hashOfPieces, packed } from './storedRelease';

export interface FrozenState {
  readonly changeSetSeq: number;
  readonly chainHash: string;
  readonly contentHash: string;
  readonly followingHash: string;
  readonly pieces: readonly Uint8Array[];
}

/** `handle` must see one unmoving state. */
export async function freeze(handle: ReadHandle, pause: Pause): Promise<FrozenState> {
  const { seq, hash } = readHead(handle);
  const contentHash = await contentHashAt(handle, null, pause);
  const following = hashOfPieces();
  const pieces: Uint8Array[] = [];
  for await (const text of followingPieces(handle, pause)) {
    following.add(text);
    pieces.push(packed(text));
  }
  return { changeSetSeq: seq, chainHash: hash, contentHash, followingHash: following.digest(), pieces };
}
