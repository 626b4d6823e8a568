// Owns the row that a curator adds: every column there, with what the core fills in itself. Refuses to fill in what a
// curator has to say.
import { emptyValues } from '../contract/columns';
import type { JournalTable } from '../contract/tableNames';
import type { Values } from '../contract/types';
import type { ReadHandle } from '../store/handle';
import type { RowSnapshot } from './changeSet';
import { placedResult } from './resultRows';

/** `given` is normalised; `ordinal` is taken where the table does not place its rows itself. */
export function newRow(handle: ReadHandle, table: JournalTable, ordinal: number, given: Values): RowSnapshot {
  const values: Values = { ...emptyValues(table), ...given };
  if (table === 'results') return { lifecycle: 'active', ...(placedResult(handle, values) ?? { ordinal, values }) };
  const hasOrigin = table === 'claims' || table === 'aliases';
  return { ordinal, lifecycle: 'active', values: hasOrigin ? { ...values, origin: 'curator' } : values };
}
