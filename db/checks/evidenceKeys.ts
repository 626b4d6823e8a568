// Owns the keys by which rules compare rows: which rows share one, in the order in which they are compared, so that the
// first of them are found without reading the rest. Written only where a row's keys or its place changed.
import type { CheckedTable, RuleId } from '../contract/findings';
import type { EvidenceRow, GroupRule } from '../evidence/rules/rule';
import { textHash } from '../journal/textHash';
import type { ReadHandle, WriteHandle } from '../store/handle';
import type { Question } from './findingRows';
import type { RowRef } from './evidenceRows';

/** A rule that gives more is not understood to mean it. */
const mostKeys = 100;
const longestKey = 200;
/** More rows with one key are not compared (evidence.md, 3: bounded work after one edit). */
export const mostRowsOfKey = 200;

export type Keys = readonly (readonly [rule: RuleId, keys: readonly string[]])[];
/** Where a row stood or stands among those of a key. */
export interface Standing { readonly table: CheckedTable; readonly place: number; readonly no: number }
/** A question, and the rows because of which it is asked. */
export interface RaisedQuestion extends Question { readonly standings: readonly Standing[] }

interface KnownRow { readonly no: number; readonly place: number; readonly keys: string }

/** The keys of an active row by one rule; empty where it has none. */
export function keysOf(rule: GroupRule, row: EvidenceRow): Keys {
  if (!rule.tables.includes(row.table)) return [];
  const keys = [...new Set(rule.keysOf(row))].filter((key) => key !== '').slice(0, mostKeys).map((key) => (key.length > longestKey ? textHash(key) : key));
  return keys.length === 0 ? [] : [[rule.id, keys.toSorted()]];
}

/** Writes a row's keys; returns every question that the row was or is part of. `ordinal` null: the row has left the checks. */
export function writeKeys(handle: WriteHandle, ref: RowRef, ordinal: number | null, keys: Keys): readonly RaisedQuestion[] {
  const known = handle.get<KnownRow>('SELECT no, place, keys FROM evidence_row WHERE tableName = ? AND rowId = ?', ref.table, ref.rowId);
  const before: Keys = known === undefined ? [] : JSON.parse(known.keys);
  const place = ordinal === null ? 0 : placeOf(ref.table, ordinal);
  const json = JSON.stringify(keys);
  const raised = (from: Keys, no: number, at: number): readonly RaisedQuestion[] => questionsOf(from).map((question) => ({ ...question, standings: [{ table: ref.table, place: at, no }] }));
  if (known === undefined) {
    if (ordinal === null) return [];
    const no = handle.run('INSERT INTO evidence_row (tableName, rowId, place, keys) VALUES (?, ?, ?, ?)', ref.table, ref.rowId, place, json).lastInsertRowid;
    for (const { rule, key } of questionsOf(keys)) handle.run('INSERT INTO evidence_key (rule, key, place, row) VALUES (?, ?, ?, ?)', rule, key, place, no);
    return raised(keys, no, place);
  }
  if (known.keys === json && known.place === place && ordinal !== null) return raised(keys, known.no, place);
  const [was, is] = [namesOf(before), namesOf(keys)];
  const stays = (name: string): boolean => known.place === place && was.has(name) && is.has(name);
  for (const [name, { rule, key }] of was) if (!stays(name)) handle.run('DELETE FROM evidence_key WHERE rule = ? AND key = ? AND place = ? AND row = ?', rule, key, known.place, known.no);
  if (ordinal === null) {
    handle.run('DELETE FROM evidence_row WHERE no = ?', known.no);
    return raised(before, known.no, known.place);
  }
  handle.run('UPDATE evidence_row SET place = ?, keys = ? WHERE no = ?', place, json, known.no);
  for (const [name, { rule, key }] of is) if (!stays(name)) handle.run('INSERT INTO evidence_key (rule, key, place, row) VALUES (?, ?, ?, ?)', rule, key, place, known.no);
  return [...raised(before, known.no, known.place), ...raised(keys, known.no, place)];
}

function namesOf(keys: Keys): ReadonlyMap<string, Question> {
  return new Map(questionsOf(keys).map((question) => [`${question.rule} ${question.key}`, question]));
}

/** The first rows that share a key, as many as their rule wants; `most` in all. */
export function rowsOfKey(handle: ReadHandle, { id, tables, mostOfTable }: GroupRule, key: string, most: number = mostRowsOfKey): readonly RowRef[] {
  const first = (from: number, to: number, limit: number): readonly RowRef[] => handle.all<RowRef>(
    'SELECT r.tableName AS "table", r.rowId FROM evidence_key k JOIN evidence_row r ON r.no = k.row WHERE k.rule = ? AND k.key = ? AND k.place >= ? AND k.place < ? ORDER BY k.place, k.row LIMIT ?', id, key, from, to, limit,
  );
  if (mostOfTable === undefined) return first(0, placeOf('claims', rowsPerTable), most);
  return order.filter((table) => tables.includes(table)).flatMap((table) => first(placeOf(table, 0), placeOf(table, rowsPerTable), mostOfTable)).slice(0, most);
}

/** Whether all of these stand behind the rows that are compared: what they say changes nothing. Asks for one place a table. */
export function areBeyond(handle: ReadHandle, { id, mostOfTable }: GroupRule, { key, standings }: RaisedQuestion): boolean {
  return standings.length > 0 && standings.every(({ table, place, no }) => {
    const [from, to] = mostOfTable === undefined ? [0, placeOf('claims', rowsPerTable)] : [placeOf(table, 0), placeOf(table, rowsPerTable)];
    const last = handle.get<{ place: number; row: number }>('SELECT place, row FROM evidence_key WHERE rule = ? AND key = ? AND place >= ? AND place < ? ORDER BY place, row LIMIT 1 OFFSET ?', id, key, from, to, (mostOfTable ?? mostRowsOfKey) - 1);
    return last !== undefined && (place > last.place || (place === last.place && no > last.row));
  });
}

/** Whether two rows or more share a key. */
export function isShared(handle: ReadHandle, { rule, key }: Question): boolean {
  return handle.get('SELECT 1 FROM evidence_key WHERE rule = ? AND key = ? LIMIT 1 OFFSET 1', rule, key) !== undefined;
}

function questionsOf(keys: Keys): readonly Question[] {
  return keys.flatMap(([rule, list]) => list.map((key) => ({ rule, key })));
}

/** What defines an abbreviation or is cited comes before the rows that use it, or it would be cut off by them. */
const order: readonly CheckedTable[] = ['glossary', 'studies', 'factors', 'trials', 'claims'];

const rowsPerTable = 2 ** 40;

/** Table and ordinal as one number that sorts like them. */
function placeOf(table: CheckedTable, ordinal: number): number {
  return order.indexOf(table) * rowsPerTable + Math.max(0, ordinal);
}
