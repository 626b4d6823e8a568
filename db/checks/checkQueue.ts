// Owns what is still to be checked: rows, and after them the keys that they share. Kept in the file, so that a long
// check goes on after a restart; each row and key waits once.
import { checkedTables } from '../contract/findings';
import { tables } from '../contract/columns';
import type { ReadHandle, WriteHandle } from '../store/handle';
import { journaledSql } from '../store/rows';
import type { RowRef } from './evidenceRows';
import type { Question } from './findingRows';

export function enqueueRows(handle: WriteHandle, refs: readonly RowRef[]): void {
  for (const { table, rowId } of refs) handle.run('INSERT OR IGNORE INTO check_queue (tableName, rowId) VALUES (?, ?)', table, rowId);
}

export function enqueueQuestions(handle: WriteHandle, questions: Iterable<Question>): void {
  for (const { rule, key } of questions) handle.run('INSERT OR IGNORE INTO check_key_queue (rule, key) VALUES (?, ?)', rule, key);
}

/** Every row that is there, every row that was, and every key that a finding stands on. */
export function enqueueAll(handle: WriteHandle): void {
  for (const table of checkedTables) {
    const condition = journaledSql(table);
    handle.run(`INSERT OR IGNORE INTO check_queue (tableName, rowId) SELECT ?, id FROM ${tables[table].sqlName}${condition === null ? '' : ` WHERE ${condition}`} ORDER BY ordinal, num`, table);
  }
  handle.run('INSERT OR IGNORE INTO check_queue (tableName, rowId) SELECT tableName, rowId FROM evidence_row');
  handle.run(`INSERT OR IGNORE INTO check_queue (tableName, rowId) SELECT DISTINCT 'trials', trialId FROM result WHERE origin = 'parsed' AND trialId IS NOT NULL`);
  handle.run(`INSERT OR IGNORE INTO check_queue (tableName, rowId) SELECT DISTINCT 'factors', aboutRowId FROM claim WHERE origin = 'table row' AND aboutRowId IS NOT NULL`);
  handle.run('INSERT OR IGNORE INTO check_key_queue (rule, key) SELECT DISTINCT rule, key FROM finding_source');
}

/** The rows that waited longest, taken off the queue. */
export function takeRows(handle: WriteHandle, most: number): readonly RowRef[] {
  const taken = handle.all<RowRef & { readonly position: number }>('SELECT position, tableName AS "table", rowId FROM check_queue ORDER BY position LIMIT ?', most);
  const last = taken.at(-1);
  if (last !== undefined) handle.run('DELETE FROM check_queue WHERE position <= ?', last.position);
  return taken.map(({ table, rowId }) => ({ table, rowId }));
}

export function takeQuestions(handle: WriteHandle, most: number): readonly Question[] {
  const taken = handle.all<Question>('SELECT rule, key FROM check_key_queue ORDER BY rule, key LIMIT ?', most);
  for (const { rule, key } of taken) handle.run('DELETE FROM check_key_queue WHERE rule = ? AND key = ?', rule, key);
  return taken;
}

export function isWaiting(handle: ReadHandle): boolean {
  return handle.get('SELECT 1 FROM check_queue LIMIT 1') !== undefined || handle.get('SELECT 1 FROM check_key_queue LIMIT 1') !== undefined;
}

export function countWaitingRows(handle: ReadHandle): number {
  return handle.get<{ count: number }>('SELECT count(*) AS count FROM check_queue')?.count ?? 0;
}
