// Owns a release as the file keeps it: its row, its pieces, and the hash that chains it to the release before, so that
// one that was changed or is missing shows. Released states are only ever added; the file itself refuses anything else.
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { firstHash } from '../journal/chain';
import type { ReadHandle, WriteHandle } from '../store/handle';
import { Piece } from './followingRows';

export interface StoredRelease {
  readonly no: number; readonly id: string; readonly version: string; readonly note: string | null; readonly curator: string; readonly madeAtUtc: string;
  readonly changeSetSeq: number; readonly chainHash: string; readonly contentHash: string; readonly followingHash: string;
  readonly openConflicts: number; readonly waitingFindings: number; readonly previousHash: string; readonly hash: string;
}
export type NewRelease = Omit<StoredRelease, 'no' | 'previousHash' | 'hash'>;

export function readReleases(handle: ReadHandle): readonly StoredRelease[] {
  return handle.all<StoredRelease>('SELECT no, id, version, note, curator, madeAtUtc, changeSetSeq, chainHash, contentHash, followingHash, openConflicts, waitingFindings, previousHash, hash FROM release ORDER BY no');
}

export function hashOfRelease(release: Omit<StoredRelease, 'hash'>): string {
  const { previousHash, no, id, version, note, curator, madeAtUtc, changeSetSeq, chainHash, contentHash, followingHash, openConflicts, waitingFindings } = release;
  return createHash('sha256').update(previousHash + JSON.stringify([no, id, version, note, curator, madeAtUtc, changeSetSeq, chainHash, contentHash, followingHash, openConflicts, waitingFindings])).digest('hex');
}

/** In the caller's transaction. */
export function writeRelease(handle: WriteHandle, release: NewRelease, pieces: readonly Uint8Array[]): void {
  const last = readReleases(handle).at(-1);
  const whole = { ...release, no: (last?.no ?? 0) + 1, previousHash: last?.hash ?? firstHash };
  handle.run(
    `INSERT INTO release (no, id, version, note, curator, madeAtUtc, changeSetSeq, chainHash, contentHash, followingHash, openConflicts, waitingFindings, previousHash, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    whole.no, whole.id, whole.version, whole.note, whole.curator, whole.madeAtUtc, whole.changeSetSeq, whole.chainHash, whole.contentHash, whole.followingHash,
    whole.openConflicts, whole.waitingFindings, whole.previousHash, hashOfRelease(whole),
  );
  pieces.forEach((content, position) => { handle.run('INSERT INTO release_part (releaseNo, position, content) VALUES (?, ?, ?)', whole.no, position, content); });
}

export function packed(text: string): Uint8Array {
  return deflateRawSync(text);
}

/** The pieces of a release as they were written. Throws where one can't be unpacked. */
export function* pieceTexts(handle: ReadHandle, releaseNo: number): Generator<string> {
  for (let position = 0; ; position += 1) {
    const part = handle.get<{ content: Uint8Array }>('SELECT content FROM release_part WHERE releaseNo = ? AND position = ?', releaseNo, position);
    if (part === undefined) return;
    yield inflateRawSync(part.content).toString('utf8');
  }
}

export function* piecesOf(handle: ReadHandle, releaseNo: number): Generator<Piece> {
  for (const text of pieceTexts(handle, releaseNo)) yield Piece.parse(JSON.parse(text));
}

/** The hash of pieces in their order. */
export function hashOfPieces(): { readonly add: (text: string) => void; readonly digest: () => string } {
  const hash = createHash('sha256');
  return { add: (text) => { hash.update(`${text}\n`); }, digest: () => hash.digest('hex') };
}
