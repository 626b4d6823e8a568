// Owns what a curator does to results: a result that was read from a cell becomes the curator's (a row of its own in the
// journal, under the same id, with what was read), a new one is placed in its trial, and one that is edited after its
// text changed stands on the new text if its words are still there. Reads only; says what is to be written.
import { tables } from '../contract/columns';
import type { JournalTable } from '../contract/tableNames';
import { TrialField } from '../contract/evidence';
import type { Values } from '../contract/types';
import { sameValue, type CellValue } from '../contract/values';
import type { ReadHandle } from '../store/handle';
import { isDerived, readRow, type StoredRow } from '../store/rows';
import { rowNameOf, type Revision } from './changeSet';
import { textHash } from './textHash';

/** The whole of what was read, as JSON, of a result by its row's id; null when the cell does not give it any more. */
export type AsRead = (trialId: string, resultId: string) => string | null;

/** The revision that makes a read result the curator's; none for a row that the journal keeps already. */
export function adoptedResult(table: JournalTable, row: StoredRow, asRead: AsRead): readonly Revision[] {
  if (table !== 'results' || !isDerived(table, row.values)) return [];
  const { id, ordinal, lifecycle, values } = row;
  const trialId = values['trialId'];
  const extracted = typeof trialId === 'string' ? asRead(trialId, id) : null;
  return [{ op: 'add', table, rowId: id, after: { ordinal, lifecycle, values: { ...values, origin: 'curator', extracted } }, why: null }];
}

/** What an edit of a stale result brings with it: it was looked at, and stands on the text as it is now. */
export function confirmedResult(handle: ReadHandle, row: StoredRow): readonly Revision[] {
  const { values } = row;
  if (values['state'] !== 'stale' || typeof values['trialId'] !== 'string') return [];
  const trial = readRow(handle, 'trials', values['trialId']);
  const place = trial === null ? null : placeOf(trial, values);
  if (place === null) return [];
  const after: Readonly<Record<string, CellValue>> = { ...place, state: 'current' };
  return Object.entries(after).filter(([field, value]) => !sameValue(values[field], value)).map(([field, value]): Revision => ({ op: 'set', table: 'results', rowId: row.id, field, before: values[field] ?? null, after: value, why: null }));
}

/** A curator's own result with its trial's name and place; null when the trial is not there. */
export function placedResult(handle: ReadHandle, values: Values): { readonly ordinal: number; readonly values: Values } | null {
  const trial = typeof values['trialId'] === 'string' ? readRow(handle, 'trials', values['trialId']) : null;
  if (trial === null) return null;
  const field = TrialField.safeParse(values['field']).data ?? 'results';
  const text = textOf(trial, field);
  const place = placeOf(trial, { ...values, field }) ?? { field, start: null, end: null, sourceHash: textHash(text), sortKey: resultSortKey(trial.ordinal, field, text.length, 0) };
  return {
    ordinal: trial.ordinal,
    values: {
      ...values, outcomeClass: values['outcomeClass'] ?? 'other', measure: values['measure'] ?? (values['percentage'] === null || values['percentage'] === undefined ? 'p only' : 'percentage'),
      ...place, trial: rowNameOf('trials', trial), origin: 'curator', state: 'current', extracted: null,
    },
  };
}

/** Where a quote stands in its cell, nearest to where it stood; null when its words are not there. */
export function anchorOf(text: string, quote: string, start: number): { readonly start: number; readonly end: number } | null {
  if (quote === '') return null;
  let nearest = -1;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (nearest >= 0 && Math.abs(at - start) >= Math.abs(nearest - start)) break;
    nearest = at;
  }
  return nearest < 0 ? null : { start: nearest, end: nearest + quote.length };
}

/** The order of results: by trial, cell and place in it. */
export function resultSortKey(ordinal: number, field: TrialField, start: number, position: number): string {
  const cell = tables.trials.columns.findIndex((column) => column.key === field);
  return [padded(ordinal, 9), padded(cell, 2), padded(start, 6), padded(position, 4)].join('.');
}

function placeOf(trial: StoredRow, values: Values): Readonly<Record<string, string>> | null {
  const { data: field } = TrialField.safeParse(values['field']);
  const { quote } = values;
  if (field === undefined || typeof quote !== 'string') return null;
  const text = textOf(trial, field);
  const anchor = anchorOf(text, quote, Number(values['start'] ?? 0));
  return anchor === null ? null : { field, start: String(anchor.start), end: String(anchor.end), sourceHash: textHash(text), sortKey: resultSortKey(trial.ordinal, field, anchor.start, 0) };
}

function textOf(trial: StoredRow, field: TrialField): string {
  const value = trial.values[field];
  return typeof value === 'string' ? value : '';
}

function padded(number: number, length: number): string {
  return String(Math.max(0, number)).padStart(length, '0');
}
