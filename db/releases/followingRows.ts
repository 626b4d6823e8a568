// Owns reading what follows from the evidence in a form that can be kept with a release: the claims of table rows, the
// results read from cells, the findings with their members, the molecules; and the order of rows that share a number.
// A newer Lacuna may derive other rows from the same evidence; a release shows what it showed. Pieces of JSON in a fixed
// order, so that the same rows give the same bytes. Reads only.
import { z } from 'zod';
import { columnOf, tables } from '../contract/columns';
import { journalTables } from '../contract/tableNames';
import { Lifecycle, Values } from '../contract/types';
import type { ReadHandle, SqlValue } from '../store/handle';
import { journaledSql, readRowsByNum } from '../store/rows';
import { filledFields } from './contentHash';
import type { Pause } from './pause';

export const followingTables = ['claims', 'results', 'findings'] as const;
export type FollowingTable = (typeof followingTables)[number];

const KeptRow = z.tuple([z.int(), z.string(), z.int(), Lifecycle, Values]);
const Plain = z.union([z.string(), z.number(), z.null()]);
/** One piece as it is kept. A kept row is its number in SQLite, id, ordinal, lifecycle and filled values. */
export const Piece = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rows'), table: z.enum(followingTables), rows: z.array(KeptRow) }),
  z.strictObject({ kind: z.literal('members'), rows: z.array(z.tuple([z.string(), z.int(), z.string(), z.string()])) }),
  z.strictObject({ kind: z.literal('symbols'), rows: z.array(z.tuple([z.string(), z.string(), z.int(), z.string(), z.string(), Plain, z.string()])) }),
  /** Rows of the journal that share their place with another: the number that decides between them. */
  z.strictObject({ kind: z.literal('order'), table: z.enum(journalTables), rows: z.array(z.tuple([z.string(), z.int()])) }),
]);
export type Piece = z.infer<typeof Piece>;

const rowsPerPiece = 1000;

/** The condition of the rows that follow from others. */
export function followingSql(table: FollowingTable): string {
  return `NOT (${journaledSql(table) ?? '1'})`;
}

/** The connection must be the caller's own: a list is read from it while the caller does something else. */
export async function* followingPieces(handle: ReadHandle, pause: Pause): AsyncGenerator<string> {
  const nums = new Map(followingTables.map((table) => [table, handle.column<number>(`SELECT num FROM ${tables[table].sqlName} WHERE ${followingSql(table)} ORDER BY num`)]));
  const total = [...nums.values()].reduce((sum, { length }) => sum + length, 0);
  let done = 0;
  for (const [table, all] of nums) {
    for (let start = 0; start < all.length; start += rowsPerPiece) {
      const rows = readRowsByNum(handle, table, all.slice(start, start + rowsPerPiece));
      yield JSON.stringify({ kind: 'rows', table, rows: rows.map(({ num, id, ordinal, lifecycle, values }) => [num, id, ordinal, lifecycle, Object.fromEntries(filledFields(values))]) } satisfies Piece);
      done += rows.length;
      await pause(done, total);
    }
  }
  for (const text of listPieces(handle, 'members', 'SELECT findingId, position, tableName, rowId FROM finding_member ORDER BY findingId, position')) {
    yield text;
    await pause(total, total);
  }
  for (const text of listPieces(handle, 'symbols', 'SELECT tableName, rowId, position, printed, key, approved, kind FROM symbol ORDER BY tableName, rowId, position')) {
    yield text;
    await pause(total, total);
  }
  for (const table of journalTables) {
    const rows = sharedPlaces(handle, table);
    if (rows.length > 0) yield JSON.stringify({ kind: 'order', table, rows: rows.map(({ id, num }): [string, number] => [id, num]) } satisfies Piece);
  }
  await pause(total, total);
}

function* listPieces(handle: ReadHandle, kind: 'members' | 'symbols', sql: string): Generator<string> {
  let rows: (readonly SqlValue[])[] = [];
  for (const row of handle.each<Readonly<Record<string, SqlValue>>>(sql)) {
    rows.push(Object.values(row));
    if (rows.length < rowsPerPiece * 5) continue;
    yield JSON.stringify({ kind, rows });
    rows = [];
  }
  if (rows.length > 0) yield JSON.stringify({ kind, rows });
}

function sharedPlaces(handle: ReadHandle, table: (typeof journalTables)[number]): readonly { readonly id: string; readonly num: number }[] {
  const { sqlName } = tables[table];
  const condition = journaledSql(table);
  const hasSortKey = columnOf(table, 'sortKey') !== null;
  const place = hasSortKey ? 'ordinal, sortKey' : 'ordinal';
  const isSame = `t.ordinal = shared.ordinal${hasSortKey ? ' AND t.sortKey IS shared.sortKey' : ''}`;
  return handle.all(`SELECT t.id, t.num FROM (SELECT ${place} FROM ${sqlName} GROUP BY ${place} HAVING count(*) > 1) AS shared JOIN ${sqlName} AS t ON ${isSame}${condition === null ? '' : ` WHERE ${condition}`} ORDER BY t.id`);
}
