// Owns reading the direction of an Expression cell, and which directions of claims speak of a level and which of an
// effect. Refuses to guess: what is neither up, down, a mutation nor one of its kind is unknown.
import type { claimDirections } from '../../contract/evidenceWords';

export type Direction = (typeof claimDirections)[number];

const mixed = /\bmixed\b|\bup\b.{0,20}\bdown\b|\bdown\b.{0,20}\bup\b|\bbidirectional\b|\bvariable\b/iu;
const words: readonly (readonly [pattern: RegExp, direction: Direction])[] = [
  [/\bno (?:change|difference)\b|\bunchanged\b|\bnot (?:changed|altered)\b|\bstable\b/iu, 'no change'],
  [/\b(?:up|up-?regulat\w*|over-?express\w*|increas\w*|high(?:er)?|elevat\w*|amplif\w*|gain)\b|^[↑⬆]/iu, 'up'],
  [/\b(?:down|down-?regulat\w*|under-?express\w*|decreas\w*|reduc\w*|low(?:er)?|loss|lost|silenc\w*|delet\w*)\b|^[↓⬇]/iu, 'down'],
  [/\bmutat\w*|\bmutant\b/iu, 'mutation'],
];

/** What an Expression cell says ("Up", "Down", "Mutation"); null when it is empty. */
export function directionOfExpression(text: string): Direction | null {
  const trimmed = text.trim().slice(0, 300);
  if (trimmed === '') return null;
  if (mixed.test(trimmed)) return 'mixed';
  return words.find(([pattern]) => pattern.test(trimmed))?.[1] ?? 'unknown';
}

/** Whether a claim of this direction speaks of expression or of a level. */
export function isLevel(direction: string): boolean {
  return direction === 'up' || direction === 'down' || direction === 'mutation' || direction === 'mixed' || direction === 'no change' || direction === 'unknown';
}

/** Whether it speaks of an effect. */
export function isEffect(direction: string): boolean {
  return direction === 'promotes' || direction === 'suppresses' || direction === 'no effect';
}

/** "up" as it heads a count: "Up 1". */
export function directionName(direction: string): string {
  return direction === '' ? 'Not stated' : `${direction.charAt(0).toUpperCase()}${direction.slice(1)}`;
}

/** What was done to the subject of a claim, of its `perturbation` ("loss of GNAQ"); null when nothing was. */
export function perturbationOf(text: string): { readonly change: 'loss' | 'gain'; readonly of: string } | null {
  const [, change, of] = /^\s*(loss|gain) of (.{1,300})$/iu.exec(text) ?? [];
  if (change === undefined || of === undefined) return null;
  return { change: change.toLowerCase() === 'loss' ? 'loss' : 'gain', of: of.trim() };
}
