// Owns what a trial's row says, from its text and its curator's corrections together: arms and counts as extracted, each
// result with the id of its row, and what the rules are given. A curator's result stands in the place of what was read
// there, also after the text moved, as long as its words can be found. Pure but for a memory of texts read before.
import type { ExtractedTrial, TrialCells, TrialResult } from '../contract/evidence';
import { TrialField, TrialResult as TrialResultShape } from '../contract/evidence';
import type { Values } from '../contract/types';
import { cellText } from '../contract/values';
import { curatedResult } from '../evidence/results/resultValues';
import { anchorOf } from '../journal/resultRows';
import { textHash } from '../journal/textHash';
import type { StoredRow } from '../store/rows';
import { derivedId } from './derivedId';

export type ReadCells = (cells: TrialCells) => ExtractedTrial;

export interface ReadResult { readonly id: string; readonly result: TrialResult; readonly position: number }
export interface CuratedResult { readonly row: StoredRow; /** null: withdrawn, or its words are gone. */ readonly result: TrialResult | null }
export interface TrialReading {
  readonly cells: TrialCells;
  readonly extracted: ExtractedTrial;
  /** What was read and no curator's row stands for, in reading order. */
  readonly parsed: readonly ReadResult[];
  readonly curated: readonly CuratedResult[];
}

const mostRemembered = 1000;

/** The extractor with a memory: a key that many trials share is asked about again and again. */
export function rememberingReader(extract: ReadCells): ReadCells {
  const known = new Map<string, ExtractedTrial>();
  return (cells) => {
    const text = JSON.stringify(Object.values(cells));
    const found = known.get(text) ?? extract(cells);
    known.delete(text); // the least recently used goes first
    known.set(text, found);
    if (known.size > mostRemembered) for (const oldest of known.keys()) { known.delete(oldest); break; }
    return found;
  };
}

export function cellsOf(values: Values): TrialCells {
  const text = (key: string): string => { const value = values[key]; return typeof value === 'string' ? value : ''; };
  return { studyType: text('studyType'), treatment: text('treatment'), population: text('population'), patients: text('patients'), results: text('results'), conclusions: text('conclusions') };
}

/** `curatedRows`: the curator's results of this trial, withdrawn ones included. */
export function readTrial(trial: Pick<StoredRow, 'id' | 'values'>, curatedRows: readonly StoredRow[], readCells: ReadCells): TrialReading {
  const cells = cellsOf(trial.values);
  const extracted = readCells(cells);
  const curated = curatedRows.map((row) => ({ row, place: placeOf(row.values, cells) }));
  const taken = new Set(curatedRows.map((row) => row.id));
  const occurrences = new Map<string, number>();
  const parsed = extracted.results.flatMap((result, position): readonly ReadResult[] => {
    const { field, start, end } = result.span;
    const quote = cells[field].slice(start, end);
    const occurrence = (occurrences.get(`${field} ${quote}`) ?? 0) + 1;
    occurrences.set(`${field} ${quote}`, occurrence);
    if (curated.some(({ place }) => place !== null && place.field === field && start < place.end && end > place.start)) return [];
    const id = derivedId('result', trial.id, field, quote, String(occurrence));
    return [{ id: taken.has(id) ? derivedId('result', trial.id, field, quote, String(occurrence), 'again') : id, result, position }];
  });
  return { cells, extracted, parsed, curated: curated.map(({ row, place }) => ({ row, result: place === null || row.lifecycle !== 'active' ? null : curatedResult(row.values, baseOf(row.values, place), extracted.arms, cells, place) })) };
}

/** The trial as the rules see it. */
export function checkedTrial({ extracted, parsed, curated }: TrialReading): ExtractedTrial {
  if (curated.length === 0) return extracted;
  const results = [...parsed.map(({ result }) => result), ...curated.flatMap(({ result }) => result ?? [])];
  return { ...extracted, results: results.toSorted((left, right) => fieldOrder(left) - fieldOrder(right) || left.span.start - right.span.start) };
}

/** What was read as a result, by the id of its row, before any correction. */
export function resultAsRead(trial: StoredRow, resultId: string, readCells: ReadCells): TrialResult | null {
  return readTrial(trial, [], readCells).parsed.find(({ id }) => id === resultId)?.result ?? null;
}

function fieldOrder({ span }: TrialResult): number {
  return TrialField.options.indexOf(span.field);
}

/** Where a curator's result stands in the text as it is; null when it has no words there. */
function placeOf(values: Values, cells: TrialCells): TrialResult['span'] | null {
  const { data: field } = TrialField.safeParse(values['field']);
  if (field === undefined || typeof values['start'] !== 'string') return null;
  const start = Number(values['start']);
  if (textHash(cells[field]) === values['sourceHash']) return { field, start, end: Number(values['end'] ?? start) };
  const anchor = anchorOf(cells[field], cellText(values['quote']), start);
  return anchor === null ? null : { field, ...anchor };
}

function baseOf(values: Values, place: TrialResult['span']): TrialResult | null {
  if (typeof values['extracted'] !== 'string') return null;
  const { data } = TrialResultShape.safeParse(readJson(values['extracted']));
  return data === undefined ? null : moved(data, place.start - data.span.start);
}

/** null of what is no JSON: a flipped byte must not stop edits of its trial. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The same result in a text that moved. */
function moved(result: TrialResult, by: number): TrialResult {
  const shift = <Span extends { readonly start: number; readonly end: number } | null>(span: Span): Span => (span === null ? span : { ...span, start: Math.max(0, span.start + by), end: Math.max(0, span.end + by) });
  return { ...result, span: shift(result.span), sentence: shift(result.sentence), outcomeSpan: shift(result.outcomeSpan), p: result.p === null ? null : { ...result.p, span: shift(result.p.span) } };
}
