// Owns the two words for who may see a study, a note or a custom column outside the lab. What is private stays in the document
// and leaves it only where a curator ticks it; a study that says neither is published.
import type { Values } from './types';

export const sharings = ['private', 'published'] as const;
export type Sharing = (typeof sharings)[number];

export function isPrivate(values: Values): boolean {
  return values['sharing'] === 'private';
}
