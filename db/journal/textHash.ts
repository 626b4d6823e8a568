// Owns the hash by which something that was read from a text knows whether the text is still the same. Not a secret and
// not a proof: the first 128 bits of SHA-256 are plenty to tell texts apart.
import { createHash } from 'node:crypto';

export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
