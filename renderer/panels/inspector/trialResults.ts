// Owns how a trial's results read in a list: grouped by what they measure, each as it is printed, with its arms. Pure.
// Refuses to round or complete: every number is the text's own.
import type { Arm, PValue, PlacedResult, StatedValue } from '../../../db/contract/evidence';

export interface ResultGroup { readonly outcome: string; readonly results: readonly PlacedResult[] }

/** In reading order of the first of each outcome; a result without one stands under the class that it is of. */
export function groupedByOutcome(results: readonly PlacedResult[]): readonly ResultGroup[] {
  const groups = new Map<string, PlacedResult[]>();
  for (const result of results) {
    const outcome = result.outcome.trim() === '' ? result.outcomeClass : result.outcome.trim();
    const known = [...groups.keys()].find((name) => name.toLocaleLowerCase() === outcome.toLocaleLowerCase());
    groups.set(known ?? outcome, [...(known === undefined ? [] : (groups.get(known) ?? [])), result]);
  }
  return [...groups].map(([outcome, grouped]) => ({ outcome, results: grouped }));
}

/** The arms by name: "SBRT", "SBRT vs Conventional EBRT"; the group as written where it is none of them. */
export function armsInWords({ arms: indexes, group, measure }: Pick<PlacedResult, 'arms' | 'group' | 'measure'>, arms: readonly Arm[]): string {
  const names = indexes.flatMap((index) => arms[index]?.label ?? []);
  if (names.length === 0) return group ?? '';
  const isCompared = measure === 'HR' || measure === 'RR' || measure === 'OR' || measure === 'difference' || measure === 'p only';
  return names.join(isCompared ? ' vs ' : ' and ');
}

function stated(value: StatedValue | null): string | null {
  return value?.text ?? null;
}

function intervalText({ lower, upper }: Pick<PlacedResult, 'lower' | 'upper'>): string {
  return lower === null && upper === null ? '' : ` (${stated(lower) ?? '…'}–${stated(upper) ?? '…'})`;
}

export function pInWords(p: PValue | null): string {
  if (p === null) return '';
  return p.operator === 'NS' || p.value === null ? 'not significant' : `p ${p.operator} ${p.value.text}`;
}

/** The statistic without its p: "40/114 (35%)", "HR 4.18 (1.20–14.6)", "median 9.0 months". */
export function valueInWords(result: PlacedResult): string {
  const { measure, printedMeasure, estimate, percentage, k, n, unit } = result;
  const unitText = unit === null || unit === '%' ? '' : ` ${unit}`;
  const counts = k === null ? (n === null ? '' : `of ${n.text}`) : `${k.text}${n === null ? '' : `/${n.text}`}`;
  switch (measure) {
    case 'percentage': {
      const share = percentage === null ? '' : `${percentage.text}%`;
      if (counts === '') return `${share}${intervalText(result)}`;
      return share === '' ? counts : k === null ? `${share} ${counts}` : `${counts} (${share})`;
    }
    case 'p only': return '';
    case 'HR':
    case 'RR':
    case 'OR': return `${printedMeasure ?? measure} ${stated(estimate) ?? '–'}${intervalText(result)}`;
    case 'median':
    case 'mean':
    case 'difference': return `${printedMeasure ?? measure} ${stated(estimate) ?? '–'}${unitText}${intervalText(result)}`;
  }
}

/** Value, p and time, each only where it is stated. */
export function resultInWords(result: PlacedResult): readonly string[] {
  return [valueInWords(result), pInWords(result.p), result.timePoint === null ? '' : `at ${result.timePoint.text}`].filter((part) => part !== '');
}

export interface Excerpt { readonly before: string; readonly marked: string; readonly after: string }

const mostAround = 220;

/** The sentence around a result with the result cut out of it; null when the text is not that long any more. */
export function excerptOf({ span, sentence }: Pick<PlacedResult, 'span' | 'sentence'>, text: string): Excerpt | null {
  if (span.end > text.length || span.start >= span.end) return null;
  const from = sentence.field === span.field ? Math.max(0, Math.min(sentence.start, span.start), span.start - mostAround) : Math.max(0, span.start - mostAround);
  const to = Math.min(text.length, sentence.field === span.field ? Math.max(sentence.end, span.end) : span.end, span.end + mostAround);
  return { before: `${from > 0 && from > sentence.start ? '…' : ''}${text.slice(from, span.start)}`, marked: text.slice(span.start, span.end), after: text.slice(span.end, to) };
}
