// Owns making ids: UUIDv7, each after the one before, also within a millisecond. Random bytes are fetched by the
// thousand, because fetching costs more than an id and a paste needs 100,000 of them.
import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const bytesPerId = 16;
const idsPerFetch = 256;
const highestSequence = 0x7fff_ffff;

export function createIds(nowMs: () => number): () => string {
  const pool = new Uint8Array(bytesPerId * idsPerFetch);
  let at = pool.length;
  let lastMs = 0;
  let sequence = 0;
  return () => {
    if (at === pool.length) {
      randomFillSync(pool);
      at = 0;
    }
    const random = pool.subarray(at, at + bytesPerId);
    at += bytesPerId;
    const now = nowMs();
    // A clock that stands or goes back must not send ids back.
    if (now > lastMs || sequence === highestSequence) {
      lastMs = Math.max(now, lastMs + 1);
      sequence = ((random[0] ?? 0) << 16) | ((random[1] ?? 0) << 8) | (random[2] ?? 0);
    } else sequence += 1;
    return v7({ random, msecs: lastMs, seq: sequence });
  };
}
