// Owns how a row of any table lies in SQLite: its columns, its missing cells, those of custom columns, its citations or members, and its place
// in printed order. Refuses fields that columns.ts does not know.
// Rows that follow from others lie beside those that the journal keeps, told apart by their origin.
import { columnOf, hasReferences, isTextColumn, tables } from '../contract/columns';
import { isCustomKey, isCustomTable, type TableName } from '../contract/tableNames';
import type { Lifecycle, Values } from '../contract/types';
import { isMissing, membersOf, studyIdsOf, type CellValue, type ConflictMember } from '../contract/values';
import type { ReadHandle, SqlValue, WriteHandle } from './handle';

export interface StoredRow {
  readonly num: number;
  readonly id: string;
  readonly ordinal: number;
  readonly lifecycle: Lifecycle;
  readonly version: number;
  readonly values: Values;
}

type RawRow = Readonly<Record<string, SqlValue>>;

const textKeys: ReadonlyMap<TableName, readonly string[]> = new Map(Object.values(tables).map(({ key, columns }) => [key, columns.filter(isTextColumn).map((column) => column.key)]));
function keysOf(table: TableName): readonly string[] {
  return textKeys.get(table) ?? [];
}

/** The condition that leaves out the rows that follow from others; null for tables without any. */
export function journaledSql(table: TableName): string | null {
  switch (table) {
    case 'claims': return `origin IS NOT 'table row'`;
    case 'results': return `origin IS NOT 'parsed'`;
    case 'findings': return '0';
    default: return null;
  }
}

/** Whether a row follows from others and is in no journal: a table row's claim, a cell's result. */
export function isDerived(table: TableName, values: Values): boolean {
  return table === 'findings' || (table === 'claims' && values['origin'] === 'table row') || (table === 'results' && values['origin'] === 'parsed');
}

/** ORDER BY of the printed order, over the alias `t`. Rows with a sort key stand by it, behind those without. */
export function printedOrderSql(table: TableName): string {
  return columnOf(table, 'sortKey') === null ? 't.ordinal, t.num' : 't.sortKey, t.ordinal, t.num';
}

/** Rows by id, in no particular order, with citations and members filled in. */
export function readRows(handle: ReadHandle, table: TableName, ids: readonly string[]): readonly StoredRow[] {
  if (ids.length === 0) return [];
  const [only] = ids;
  const raw = ids.length === 1 && only !== undefined
    ? handle.all<RawRow>(`SELECT * FROM ${tables[table].sqlName} WHERE id = ?`, only)
    : handle.all<RawRow>(`SELECT * FROM ${tables[table].sqlName} WHERE id IN (SELECT value FROM json_each(?))`, JSON.stringify(ids));
  return rowsFrom(handle, table, raw);
}

export function readRow(handle: ReadHandle, table: TableName, id: string): StoredRow | null {
  return readRows(handle, table, [id])[0] ?? null;
}

/** Rows by a condition of the caller's own SQL, in no particular order. */
export function readRowsWhere(handle: ReadHandle, table: TableName, condition: string, ...parameters: readonly SqlValue[]): readonly StoredRow[] {
  return rowsFrom(handle, table, handle.all<RawRow>(`SELECT * FROM ${tables[table].sqlName} WHERE ${condition}`, ...parameters));
}

/** Rows by SQLite's own numbers, in the order given. */
export function readRowsByNum(handle: ReadHandle, table: TableName, nums: readonly number[]): readonly StoredRow[] {
  if (nums.length === 0) return [];
  const raw = handle.all<RawRow>(`SELECT * FROM ${tables[table].sqlName} WHERE num IN (SELECT value FROM json_each(?))`, JSON.stringify(nums));
  const byNum = new Map(rowsFrom(handle, table, raw).map((row) => [row.num, row]));
  return nums.flatMap((num) => byNum.get(num) ?? []);
}

function rowsFrom(handle: ReadHandle, table: TableName, raw: readonly RawRow[]): readonly StoredRow[] {
  const ids = raw.map((row) => String(row['id']));
  const lists = hasReferences(table) ? readCitations(handle, table, ids) : table === 'conflicts' ? readMembers(handle, ids) : null;
  const listKey = hasReferences(table) ? 'references' : 'members';
  return raw.map((row) => {
    const missing: Readonly<Record<string, string>> = typeof row['missing'] === 'string' ? JSON.parse(row['missing']) : {};
    const values: Record<string, CellValue> = {};
    for (const key of keysOf(table)) {
      const text = row[key];
      const why = missing[key];
      values[key] = typeof text === 'string' ? text : why === undefined ? null : { missing: why };
    }
    if (typeof row['custom'] === 'string') Object.assign(values, JSON.parse(row['custom']));
    const id = String(row['id']);
    if (lists !== null) values[listKey] = lists.get(id) ?? [];
    return { num: Number(row['num']), id, ordinal: Number(row['ordinal']), lifecycle: row['lifecycle'] as Lifecycle, version: Number(row['version']), values };
  });
}

function readCitations(handle: ReadHandle, table: TableName, ids: readonly string[]): ReadonlyMap<string, CellValue> {
  type Raw = { rowId: string; position: number; studyId: string };
  const [only] = ids;
  // One row is asked for on every edit, many are for a block: each has the form that is quick for it, and no ORDER BY.
  const raw = ids.length === 1 && only !== undefined
    ? handle.all<Raw>('SELECT rowId, position, studyId FROM citation WHERE tableName = ? AND rowId = ?', table, only)
    : handle.all<Raw>('SELECT rowId, position, studyId FROM citation WHERE tableName = ? AND rowId IN (SELECT value FROM json_each(?))', table, JSON.stringify(ids));
  const found = new Map<string, string[]>();
  for (const { rowId, studyId } of raw.toSorted((left, right) => left.position - right.position)) {
    const list = found.get(rowId);
    if (list === undefined) found.set(rowId, [studyId]);
    else list.push(studyId);
  }
  return found;
}

function readMembers(handle: ReadHandle, ids: readonly string[]): ReadonlyMap<string, CellValue> {
  const found = new Map<string, ConflictMember[]>();
  const sql = 'SELECT conflictId, tableName, rowId, field, version, side FROM conflict_member WHERE conflictId IN (SELECT value FROM json_each(?)) ORDER BY conflictId, position';
  type Raw = { conflictId: string; tableName: ConflictMember['table']; rowId: string; field: string | null; version: number; side: string };
  for (const { conflictId, tableName, rowId, field, version, side } of handle.all<Raw>(sql, JSON.stringify(ids))) {
    const member = { table: tableName, rowId, field, version, side };
    const list = found.get(conflictId);
    if (list === undefined) found.set(conflictId, [member]);
    else list.push(member);
  }
  return found;
}

/** The number after the last one in use; derived rows carry the number of the row that they follow from. */
export function nextOrdinal(handle: ReadHandle, table: TableName): number {
  const condition = journaledSql(table);
  return (handle.get<{ last: number | null }>(`SELECT max(ordinal) AS last FROM ${tables[table].sqlName}${condition === null ? '' : ` WHERE ${condition}`}`)?.last ?? 0) + 1;
}

function columnValues(table: TableName, values: Values): { readonly texts: readonly (string | null)[]; readonly missing: string | null; readonly custom: string | null } {
  const missing: Record<string, string> = {};
  const texts = keysOf(table).map((key) => {
    const value = values[key] ?? null;
    if (isMissing(value)) {
      missing[key] = value.missing;
      return null;
    }
    return typeof value === 'string' ? value : null;
  });
  return { texts, missing: jsonOrNull(missing), custom: isCustomTable(table) ? jsonOrNull(customCells(values)) : null };
}

/** By key, in the order of their bytes; only those that are not empty. */
function customCells(values: Values): Readonly<Record<string, string>> {
  const keys = Object.keys(values).filter(isCustomKey);
  return keys.length === 0 ? {} : Object.fromEntries(keys.toSorted().flatMap((key) => { const value = values[key]; return typeof value === 'string' && value !== '' ? [[key, value]] : []; }));
}

function jsonOrNull(cells: Readonly<Record<string, string>>): string | null {
  return Object.keys(cells).length === 0 ? null : JSON.stringify(cells);
}

/** `wantedNum`: the number in SQLite that it had before; a free one otherwise. */
export function insertRow(handle: WriteHandle, table: TableName, row: Omit<StoredRow, 'num'>, wantedNum: number | null = null): number {
  const { texts, missing, custom } = columnValues(table, row.values);
  const [keys, cells] = custom === null ? [keysOf(table), texts] : [[...keysOf(table), 'custom'], [...texts, custom]];
  const sql = `INSERT INTO ${tables[table].sqlName} (num, id, ordinal, lifecycle, version, missing, ${keys.join(', ')}) VALUES (?, ?, ?, ?, ?, ?${', ?'.repeat(keys.length)})`;
  const num = handle.run(sql, wantedNum, row.id, row.ordinal, row.lifecycle, row.version, missing, ...cells).lastInsertRowid;
  writeLists(handle, table, row.id, row.values);
  return num;
}

/** Writes what differs between a row as it is stored and as it shall be; `listsChanged` says whether its citations or members are to be rewritten too. */
export function updateRow(handle: WriteHandle, table: TableName, before: StoredRow, after: StoredRow, listsChanged: boolean): void {
  // Only columns that change: naming one in the statement rewrites every index that holds it.
  const [was, is] = [storedColumns(table, before), storedColumns(table, after)];
  const changed = Object.keys(is).filter((column) => was[column] !== is[column]);
  if (changed.length > 0) handle.run(`UPDATE ${tables[table].sqlName} SET ${changed.map((column) => `${column} = ?`).join(', ')} WHERE num = ?`, ...changed.map((column) => is[column] ?? null), before.num);
  if (listsChanged) {
    deleteLists(handle, table, after.id);
    writeLists(handle, table, after.id, after.values);
  }
}

function storedColumns(table: TableName, { ordinal, lifecycle, version, values }: StoredRow): Readonly<Record<string, SqlValue>> {
  const { texts, missing, custom } = columnValues(table, values);
  return { ordinal, lifecycle, version, missing, ...(isCustomTable(table) ? { custom } : {}), ...Object.fromEntries(keysOf(table).map((key, index) => [key, texts[index] ?? null])) };
}

export function deleteRow(handle: WriteHandle, table: TableName, row: Pick<StoredRow, 'num' | 'id'>): void {
  // Claims that follow from a row go when it is checked again; until then they must not hold the study.
  if (table === 'studies') handle.run(`DELETE FROM citation WHERE studyId = ? AND tableName = 'claims' AND rowId IN (SELECT id FROM claim WHERE origin = 'table row')`, row.id);
  deleteLists(handle, table, row.id);
  handle.run(`DELETE FROM ${tables[table].sqlName} WHERE num = ?`, row.num);
}

function writeLists(handle: WriteHandle, table: TableName, id: string, values: Values): void {
  if (hasReferences(table)) {
    studyIdsOf(values['references']).forEach((studyId, position) => {
      handle.run('INSERT INTO citation (tableName, rowId, position, studyId) VALUES (?, ?, ?, ?)', table, id, position, studyId);
    });
  } else if (table === 'conflicts') {
    membersOf(values['members']).forEach((member, position) => {
      handle.run('INSERT INTO conflict_member (conflictId, position, tableName, rowId, field, version, side) VALUES (?, ?, ?, ?, ?, ?, ?)', id, position, member.table, member.rowId, member.field, member.version, member.side);
    });
  }
}

function deleteLists(handle: WriteHandle, table: TableName, id: string): void {
  if (hasReferences(table)) handle.run('DELETE FROM citation WHERE tableName = ? AND rowId = ?', table, id);
  else if (table === 'conflicts') handle.run('DELETE FROM conflict_member WHERE conflictId = ?', id);
}
