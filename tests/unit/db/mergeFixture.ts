// Owns what tests of merging share: an empty document with the real rules, rows by table, a merge of two rows as they
// stand, and the file as text.
import { join } from 'node:path';
import type { GridTable } from '../../../db/contract/tableNames';
import type { MergeMoves } from '../../../db/contract/merging';
import type { GridRow, Values } from '../../../db/contract/types';
import type { CellValue } from '../../../db/contract/values';
import { rowOf, startCore, type TestCore } from './coreFixture';
import { evidenceDump } from './evidenceDump';

export interface MergeCore extends TestCore {
  readonly path: string;
  add(table: GridTable, values: Values): Promise<string>;
  row(table: GridTable, rowId: string): Promise<GridRow>;
  edit(table: GridTable, rowId: string, field: string, after: CellValue): Promise<void>;
  /** As the two rows stand now. */
  merge(table: GridTable, staysId: string, goesId: string, values?: Values, reason?: string): Promise<{ readonly label: string; readonly moves: MergeMoves }>;
  /** Rows of the rules of duplicates, by their rule. */
  duplicates(): Promise<readonly string[]>;
  dump(): string;
}

export async function startMerging(): Promise<MergeCore> {
  const lacuna = startCore();
  const path = join(lacuna.folder, 'merging.lacuna');
  await lacuna.call('createDocument', { path, content: 'empty' });
  const row = (table: GridTable, rowId: string): Promise<GridRow> => rowOf(lacuna, table, rowId);
  return {
    ...lacuna, path, row,
    add: async (table, values) => (await lacuna.call('editRows', { table, adds: [{ values: { ...values } }], intention: 'add' })).addedRowIds[0] ?? '',
    edit: async (table, rowId, field, after) => {
      const before = (await row(table, rowId)).values[field] ?? null;
      await lacuna.call('editRows', { table, edits: [{ rowId, field, before, after }] });
    },
    merge: async (table, staysId, goesId, values = {}, reason) => {
      const [stays, goes] = [await row(table, staysId), await row(table, goesId)];
      return lacuna.call('mergeRows', { table, stays: { rowId: stays.id, version: stays.version }, goes: { rowId: goes.id, version: goes.version }, values: { ...values }, ...(reason === undefined ? {} : { reason }) });
    },
    duplicates: async () => (await lacuna.call('listFindings', { rules: ['D1', 'D2', 'D3', 'D4'], limit: 100 })).findings.map(({ rule, state }) => `${rule} ${state}`),
    dump: () => evidenceDump(path),
  };
}
