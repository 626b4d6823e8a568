// Owns the words by which quick search finds a row, and writing them to the index. The index knows words and row
// numbers only: a change of a row takes out and puts in what changed, not the row. So a correction writes a few words
// instead of a few hundred. Refuses nothing: the row before must be the one that stands in the index.
import { tables } from '../contract/columns';
import { isCustomKey, isGridTable, type TableName } from '../contract/tableNames';
import { cellText } from '../contract/values';
import { foldedWordSet } from '../evidence/fold';
import type { WriteHandle } from './handle';
import type { StoredRow } from './rows';

type SearchedRow = Pick<StoredRow, 'ordinal' | 'values'>;

/** Tables with an index of their own: those that a grid shows, and notes. */
export function isSearched(table: TableName): boolean {
  return table === 'notes' || isGridTable(table);
}

const searchedKeys: ReadonlyMap<TableName, readonly string[]> = new Map(Object.values(tables).map(({ key, columns }) => [key, columns.filter((column) => column.kind !== 'hidden').map((column) => column.key)]));

/** What quick search looks at in a row: every shown cell, and the reference number of a study. */
export function searchedTexts(table: TableName, row: SearchedRow): readonly string[] {
  const texts = (searchedKeys.get(table) ?? []).map((key) => cellText(row.values[key]));
  texts.push(Object.keys(row.values).filter(isCustomKey).map((key) => cellText(row.values[key])).join('\n'));
  if (table === 'studies') texts.push(String(row.ordinal));
  return texts;
}

/** Brings the index from a row as it was to the row as it is; null where it was not there, or is no more. */
export function indexRow(handle: WriteHandle, table: TableName, num: number, before: SearchedRow | null, after: SearchedRow | null): void {
  const { gone, come } = wordChange(before === null ? [] : searchedTexts(table, before), after === null ? [] : searchedTexts(table, after));
  const search = `${tables[table].sqlName}_search`;
  // FTS5 counts each taking out as a row less, each putting in as a row more, and calls an index with fewer than none
  // malformed: a row that stays is put in again whenever something was taken out of it, if with no word.
  const isTakenOut = before !== null && (gone.length > 0 || after === null);
  if (isTakenOut) handle.run(`INSERT INTO ${search} (${search}, rowid, text) VALUES ('delete', ?, ?)`, num, gone.join(' '));
  if (after !== null && (isTakenOut || come.length > 0 || before === null)) handle.run(`INSERT INTO ${search} (rowid, text) VALUES (?, ?)`, num, come.join(' '));
}

const none: ReadonlySet<string> = new Set();

export interface WordChange { readonly gone: readonly string[]; readonly come: readonly string[] }

/**
 * The words to take out and the words to put in. Taking a word out takes its beginnings out of the prefix lists, also
 * those that it shares with a word that stays: such words are taken out and put in again.
 */
export function wordChange(before: readonly string[], after: readonly string[]): WordChange {
  const isSame = (text: string, index: number): boolean => before[index] === after[index];
  const was = wordsOf(before.filter((text, index) => !isSame(text, index)));
  const will = wordsOf(after.filter((text, index) => !isSame(text, index)));
  const missing = [...was].filter((word) => !will.has(word));
  const come = [...will].filter((word) => !was.has(word));
  if (missing.length === 0) return { gone: [], come };
  const staying = wordsOf(before.filter(isSame));
  const gone = missing.filter((word) => !staying.has(word));
  const beginnings = new Set(gone.map(firstLetter));
  const isKept = (word: string): boolean => beginnings.has(firstLetter(word)) && (staying.has(word) || was.has(word));
  const kept = [...staying, ...will].filter(isKept);
  return { gone: [...new Set([...gone, ...kept])], come: [...new Set([...come, ...kept])] };
}

/** Nothing joins words of two cells: a line break is a gap. */
function wordsOf(texts: readonly string[]): ReadonlySet<string> {
  return texts.length === 0 ? none : foldedWordSet(texts.join(' \n '));
}

function firstLetter(word: string): number {
  return word.codePointAt(0) ?? 0;
}
