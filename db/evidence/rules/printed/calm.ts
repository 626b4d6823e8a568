// Owns how the rules about printed numbers write what they computed: few digits, no exponents, the same everywhere. Refuses
// to round what was printed: that is quoted.
import type { Explanation, Quantity } from '../../../contract/findings';

/** "0.199", "0.0029", "< 0.0001". */
export function calmP(p: number): string {
  if (p < 0.0001) return '< 0.0001';
  return p >= 0.01 ? p.toFixed(3) : trimmed(p.toFixed(p < 0.001 ? 5 : 4));
}

/** Three significant digits and no more: "2.52", "83", "1,234" stays whole. */
export function calmNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && size < 0.0001) return `${value < 0 ? '−' : ''}less than 0.0001`;
  const places = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
  return trimmed(value.toFixed(places)).replace('-', '−');
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/u, '') : text;
}

/** "0.024–0.025", or one number where both ends look the same. */
export function calmRange(low: number, high: number, write: (value: number) => string): string {
  const [from, to] = [write(low), write(high)];
  return from === to ? from : `${from} to ${to}`;
}

/** "Fisher 0.199 · Pearson 0.137". */
export function calmList(quantities: readonly Quantity[], write: (value: number) => string): string {
  return quantities.flatMap(({ name, low, high }) => (low === null || high === null ? [] : [`${name} ${calmRange(low, high, write)}`])).join(' · ');
}

/** A text of the rule's own; '' where there is none. */
export function textOf({ values }: Explanation, key: string): string {
  const value = values[key];
  return typeof value === 'string' ? value : '';
}

export function numberIn({ values }: Explanation, key: string): number | null {
  const value = values[key];
  return typeof value === 'number' ? value : null;
}

/** A list of texts of the rule's own. */
export function textsOf({ values }: Explanation, key: string): readonly string[] {
  const value = values[key];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** Low and high of an interval of the rule's own; null where there is none. */
export function intervalIn({ values }: Explanation, key: string): readonly [number, number] | null {
  const value = values[key];
  const [low, high] = Array.isArray(value) ? value : [];
  return typeof low === 'number' && typeof high === 'number' ? [low, high] : null;
}
