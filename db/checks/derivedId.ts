// Owns the ids of rows that follow from others: made from what they follow from, so that the same evidence gives the same
// rows in every order of edits and after every check. In the form of a UUID of version 8 (RFC 9562, 5.8).
import { createHash } from 'node:crypto';

export function derivedId(...parts: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
