// Owns the two ways between a result as it was read and its row in the Results table: the row's cells from the result,
// and the result again from the cells that a curator changed. Numbers stay as printed. Refuses nothing: what a curator
// wrote and is no number is left out of the arithmetic (null), never guessed.
import { Measure, OutcomeClass, type Arm, type PValue, type PrintedNumber, type StatedValue, type TimePoint, type TrialCells, type TrialResult } from '../../contract/evidence';
import type { Values } from '../../contract/types';
import { cellText } from '../../contract/values';
import { parsePrintedNumber } from '../printedNumber';
import { parsePrintedP } from '../printedP';

const between = ' vs ';
const together = ' + ';

/** Measures whose arms stand against each other. */
function isComparison(measure: string): boolean {
  return measure === 'HR' || measure === 'RR' || measure === 'OR' || measure === 'difference' || measure === 'p only';
}

function isShare({ measure, estimate, percentage }: TrialResult): boolean {
  return measure === 'percentage' && estimate !== null && percentage !== null && estimate.text === percentage.text;
}

/** The cells of a result's row that say what it is; where it lies in its trial is not here. */
export function resultValues(result: TrialResult, arms: readonly Arm[], cells: TrialCells): Record<string, string | null> {
  const { span, p, level, timePoint } = result;
  // A share's estimate is its percentage: one number, one cell.
  const estimate = isShare(result) ? null : result.estimate;
  return {
    outcome: line(result.outcome), outcomeClass: result.outcomeClass, measure: result.measure,
    arms: line(result.arms.flatMap((index) => arms[index]?.label ?? []).join(isComparison(result.measure) ? between : together)) ?? line(result.group ?? ''),
    estimate: stated(estimate), lower: stated(result.lower), upper: stated(result.upper), level: level === null ? null : `${Number((level * 100).toFixed(4))}%`,
    p: p === null ? null : p.operator === 'NS' ? 'NS' : `${p.operator} ${line(p.value?.text ?? '') ?? ''}`.trim(),
    k: stated(result.k), n: stated(result.n), percentage: stated(result.percentage), unit: line(result.unit ?? ''), timePoint: timePoint === null ? null : line(timePoint.text),
    quote: cells[span.field].slice(span.start, span.end),
  };
}

/** A result as its curator left it; `base` is what was read there, null where nothing was. */
export function curatedResult(values: Values, base: TrialResult | null, arms: readonly Arm[], cells: TrialCells, place: TrialResult['span']): TrialResult {
  const before = base === null ? {} : resultValues(base, arms, cells);
  const text = (key: string): string => cellText(values[key]);
  const isAsRead = (key: string): boolean => base !== null && text(key) === (before[key] ?? '');
  const kept = <Key extends keyof TrialResult>(key: Key & string, written: () => TrialResult[Key]): TrialResult[Key] => (base !== null && isAsRead(key) ? base[key] : written());
  const start = base ?? bareResult(place);
  const measure = Measure.safeParse(text('measure')).data ?? start.measure;
  const percentage = kept('percentage', () => numberOfText(text('percentage')));
  return {
    ...start, span: place, sentence: base === null ? place : { ...base.sentence, start: Math.min(base.sentence.start, place.start), end: Math.max(base.sentence.end, place.end) },
    outcome: kept('outcome', () => text('outcome')), outcomeClass: OutcomeClass.safeParse(text('outcomeClass')).data ?? start.outcomeClass, measure,
    ...(isAsRead('arms') && base !== null ? {} : { arms: armsNamed(text('arms'), arms), otherArms: [], isArmCertain: true, group: line(text('arms')) }),
    estimate: base !== null && isShare(base) && text('estimate') === '' ? percentage : kept('estimate', () => statedOf(text('estimate'))), lower: kept('lower', () => statedOf(text('lower'))), upper: kept('upper', () => statedOf(text('upper'))),
    level: kept('level', () => levelOf(text('level'))), p: kept('p', () => pOf(text('p'), base?.p ?? { test: null, sides: null, span: place })),
    k: kept('k', () => numberOfText(text('k'))), n: kept('n', () => numberOfText(text('n'))), percentage,
    unit: kept('unit', () => line(text('unit'))), timePoint: kept('timePoint', () => timeOf(text('timePoint'))),
    confidence: 'certain',
  };
}

function bareResult(span: TrialResult['span']): TrialResult {
  return {
    outcome: '', outcomeSpan: null, outcomeClass: 'other', measure: 'p only', printedMeasure: null, arms: [], otherArms: [], isArmCertain: false, group: null,
    estimate: null, lower: null, upper: null, intervalKind: null, level: null, spread: null, spreadKind: null, p: null, k: null, n: null, nOrigin: null, percentage: null, unit: null,
    timePoint: null, counted: null, comparison: null, span, sentence: span, confidence: 'certain',
    flags: { isSurvivalRate: false, isAdjusted: false, isMatched: false, isWeighted: false, isStratified: false, isOneSided: false, isLogRank: false, isSubgroup: false, isApproximate: false, isChange: false, isBeforeAfter: false },
  };
}

function line(text: string): string | null {
  const single = text.replaceAll(/\s+/gu, ' ').trim();
  return single === '' ? null : single;
}

function stated(value: StatedValue | null): string | null {
  return value === null ? null : line(value.text);
}

function armsNamed(text: string, arms: readonly Arm[]): readonly number[] {
  const names = text.split(/\s+vs\.?\s+|\s\+\s/u).map((name) => name.trim().toLowerCase());
  const found = names.map((name) => arms.findIndex((arm) => arm.label.toLowerCase() === name || arm.aliases.some((alias) => alias.toLowerCase() === name)));
  return found.every((index) => index >= 0) ? found : [];
}

/** A number as a curator gives it ("1,023", "−0.5", "> 50"); null when it is not one for certain. */
export function numberOfText(text: string): PrintedNumber | null {
  const trimmed = text.trim();
  const read = parsePrintedNumber(trimmed.replace(/^[<>≤≥≈~]\s?/u, ''));
  return read === null ? null : { text: trimmed, value: read.value, decimals: Math.max(0, read.decimals) };
}

function statedOf(text: string): StatedValue | null {
  const open = /^\s*(?:(NR|not reached)|NE|NA|not estimable|not evaluable)\s*$/iu.exec(text);
  if (open !== null) return { text: text.trim(), open: open[1] === undefined ? 'NE' : 'NR' };
  return numberOfText(text);
}

function levelOf(text: string): number | null {
  const percent = /^\s*(\d{1,2}(?:\.\d{1,4})?)\s*%\s*$/u.exec(text)?.[1];
  return percent === undefined ? null : Number(percent) / 100;
}

/** The test beside it stays as it was read. */
function pOf(text: string, { test, sides, span }: Pick<PValue, 'test' | 'sides' | 'span'>): PValue | null {
  const read = parsePrintedP(text.replace(/^\s*≈/u, ''));
  if (read === null) return null;
  if (read.operator === 'not significant' || read.number === null) return { operator: 'NS', value: null, test, sides, span };
  const { text: printed, value, decimals } = read.number;
  return { operator: /^\s*≈/u.test(text) ? '≈' : read.operator, value: { text: printed, value, decimals: Math.max(0, decimals) }, test, sides, span };
}

function timeOf(text: string): TimePoint | null {
  const [, amount, unit] = /^\s*(\d{1,5}(?:\.\d{1,3})?)[\s-]*(hour|day|week|month|year|h|d|wk|mo|yr|y)s?\.?\s*$/iu.exec(text) ?? [];
  if (amount === undefined || unit === undefined) return null;
  const units = { h: 'hours', d: 'days', w: 'weeks', m: 'months', y: 'years' } as const;
  const initial = unit.charAt(0).toLowerCase();
  const known = Object.entries(units).find(([letter]) => letter === initial)?.[1];
  return known === undefined ? null : { text: text.trim(), value: Number(amount), unit: known };
}
