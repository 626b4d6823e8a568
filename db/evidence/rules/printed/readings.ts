// Owns the way from a result as it was read to the numbers that the arithmetic takes: printed numbers with their rounding,
// p values, arms of counts, and which results stand against each other. Refuses what is approximate ("about 40%") and what
// no whole number of places can hold: null.
import { numberOf, type ExtractedTrial, type PrintedNumber as CellNumber, type PValue, type StatedValue, type TrialResult } from '../../../contract/evidence';
import type { FindingConfidence } from '../../../contract/findings';
import type { PrintedNumber } from '../../printedNumber';
import type { PrintedP } from '../../printedP';

const mostDigits = 1e14;
const mostPlaces = 300;

/** The number and the closed interval that its rounding leaves open. */
export function printedOf(cell: CellNumber | null): PrintedNumber | null {
  if (cell === null || Math.abs(cell.decimals) > mostPlaces || !Number.isFinite(cell.value)) return null;
  const { text, value, decimals } = cell;
  const digits = Math.round(decimals >= 0 ? value * 10 ** decimals : value / 10 ** -decimals);
  if (!(Math.abs(digits) < mostDigits)) return null;
  const inLastPlace = (tenths: number): number => Number(`${tenths}e${-decimals - 1}`);
  return { text, value, digits, decimals, isGrouped: false, lower: inLastPlace(digits * 10 - 5), upper: inLastPlace(digits * 10 + 5) };
}

/** null also of a value that was not reached. */
export function printedOfStated(value: StatedValue | null): PrintedNumber | null {
  return printedOf(numberOf(value));
}

/** null where p is approximate or its number can't be told. */
export function printedPOf(p: PValue | null): PrintedP | null {
  if (p === null || p.operator === '≈') return null;
  if (p.operator === 'NS') return { text: 'NS', operator: 'not significant', number: null };
  const number = printedOf(p.value);
  return number === null ? null : { text: `p ${p.operator} ${number.text}`, operator: p.operator, number };
}

/** k of a share, a whole number. */
export function countOf(cell: CellNumber | null): number | null {
  return cell !== null && Number.isSafeInteger(cell.value) && cell.value >= 0 ? cell.value : null;
}

/** Results of one comparison, in reading order. */
export interface Comparison {
  readonly results: readonly TrialResult[];
  /** The shares (k of n, or percentages) that stand against each other. */
  readonly shares: readonly TrialResult[];
  readonly p: PValue | null;
}

/** A row's comparisons by their number, and what is shared by all of one: its p. */
export function comparisonsOf({ results }: ExtractedTrial): readonly Comparison[] {
  const groups = new Map<number, TrialResult[]>();
  for (const result of results) {
    if (result.comparison === null) continue;
    const group = groups.get(result.comparison);
    if (group === undefined) groups.set(result.comparison, [result]);
    else group.push(result);
  }
  return [...groups.values()].map((group) => ({ results: group, shares: group.filter(isShare), p: group.find(({ p }) => p !== null)?.p ?? null }));
}

/** A percentage, or a k of n without one. */
export function isShare({ measure, percentage, k, n }: TrialResult): boolean {
  return measure === 'percentage' && (percentage !== null || (k !== null && n !== null));
}

const confidences: readonly FindingConfidence[] = ['certain', 'probable', 'possible'];

/** The least sure of all. */
export function leastSure(...of: readonly FindingConfidence[]): FindingConfidence {
  return confidences[Math.max(0, ...of.map((confidence) => confidences.indexOf(confidence)))] ?? 'possible';
}
