// Owns what tests of the checks share: an empty document with test parts, rows by name, waiting until nothing waits, and
// the derived tables as text to compare.
import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { GridTable } from '../../../../db/contract/tableNames';
import type { FindingInfo } from '../../../../db/contract/findings';
import type { GridRow, Values } from '../../../../db/contract/types';
import type { CellValue } from '../../../../db/contract/values';
import { rowOf, startCore, type TestCore } from '../coreFixture';
import { testParts } from './testParts';

export interface CheckCore extends TestCore {
  readonly path: string;
  add(table: GridTable, ...rows: readonly Values[]): Promise<readonly string[]>;
  row(table: GridTable, rowId: string): Promise<GridRow>;
  rows(table: GridTable): Promise<readonly GridRow[]>;
  edit(table: GridTable, rowId: string, field: string, after: CellValue): Promise<void>;
  findings(question?: Partial<{ rowId: string; rules: ('N9' | 'R5' | 'F1' | 'D3')[] }>): Promise<readonly FindingInfo[]>;
  /** Until nothing waits to be checked. */
  idle(): Promise<void>;
  /** Whether every check of the file's verification passes. */
  isVerified(): Promise<boolean>;
}

export async function startChecks(changes: Parameters<typeof startCore>[0] = {}): Promise<CheckCore> {
  const lacuna = startCore({ evidence: testParts(), ...changes });
  const path = join(lacuna.folder, 'checks.lacuna');
  await lacuna.call('createDocument', { path, content: 'empty' });
  return checksOn(lacuna, path);
}

export function checksOn(lacuna: TestCore, path: string): CheckCore {
  const row = (table: GridTable, rowId: string): Promise<GridRow> => rowOf(lacuna, table, rowId);
  return {
    ...lacuna, path, row,
    add: async (table, ...rows) => (await lacuna.call('editRows', { table, adds: rows.map((values) => ({ values: { ...values } })), intention: 'add' })).addedRowIds,
    rows: async (table) => (await lacuna.call('openView', { table, end: 2000, includeWithdrawn: true })).rows,
    edit: async (table, rowId, field, after) => {
      const before = (await row(table, rowId)).values[field] ?? null;
      await lacuna.call('editRows', { table, edits: [{ rowId, field, before, after }] });
    },
    findings: async (question = {}) => (await lacuna.call('listFindings', { ...question, limit: 1000 })).findings,
    idle: async () => {
      for (let tries = 0; (await lacuna.call('getCheckSettings', {})).waiting > 0; tries += 1) {
        if (tries > 20_000) throw new Error('The checks do not come to an end.');
        await new Promise((resolve) => { setTimeout(resolve, 1); });
      }
    },
    isVerified: async () => (await lacuna.call('verifyDocument', {})).isOk,
  };
}

/** Everything that follows from other rows, without SQLite's own row numbers and without what only helps to find it. */
export function derivedTables(path: string): string {
  const database = new Database(path, { readonly: true });
  try {
    const rows = (sql: string): readonly string[] => (database.prepare(sql).all() as Record<string, unknown>[]).map((each) => JSON.stringify({ ...each, num: undefined })).toSorted();
    const keys = 'SELECT k.rule, k.key, k.place, r.tableName, r.rowId FROM evidence_key k JOIN evidence_row r ON r.no = k.row';
    return JSON.stringify({
      results: rows(`SELECT * FROM result WHERE origin = 'parsed'`), claims: rows(`SELECT * FROM claim WHERE origin = 'table row'`), findings: rows('SELECT * FROM finding'), members: rows('SELECT * FROM finding_member'),
      sources: rows('SELECT * FROM finding_source'), symbols: rows('SELECT * FROM symbol'), keys: rows(keys), checked: rows('SELECT tableName, rowId, place, keys FROM evidence_row'),
    }, null, 1);
  } finally {
    database.close();
  }
}

/** Every byte that a check may write: the derived tables with their row numbers, and their search indexes. */
export function derivedBytes(path: string): string {
  const database = new Database(path, { readonly: true });
  try {
    const tables = ['result', 'claim', 'finding', 'finding_member', 'finding_source', 'symbol', 'evidence_row', 'evidence_key', 'check_queue', 'check_key_queue', 'claim_search_data', 'result_search_data', 'finding_search_data'];
    return JSON.stringify(tables.map((table) => [table, database.prepare(`SELECT * FROM ${table}`).raw().all().map((each) => JSON.stringify(each))]));
  } finally {
    database.close();
  }
}
