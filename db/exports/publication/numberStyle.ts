// Owns how decimal points print. Pure. Refuses to touch identifiers, dates and versions: only a number with one point.
import type { numberStyles } from '../../contract/exports';

export type NumberStyle = (typeof numberStyles)[number];

// No letter, digit or point may stand before or after, and no slash as in a DOI.
const decimal = /(?<![\p{L}\p{N}._/])(\d{1,15})\.(\d{1,20})(?![\p{L}\p{N}_/]|\.\d)/gu;

/** "HR 0.68 (95% CI 0.51–0.91)" is "HR 0·68 (95% CI 0·51–0·91)" with the point raised. */
export function withNumberStyle(text: string, style: NumberStyle): string {
  return style === 'raised-point' ? text.replace(decimal, '$1·$2') : text;
}
