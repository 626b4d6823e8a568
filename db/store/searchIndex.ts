// Owns the words by which quick search finds a row, and writing them to the index. The index knows words and row
// numbers only: a change of a row takes out and puts in what changed, not the row. So a correction writes a few words
// instead of a few hundred. Refuses nothing: the row before must be the one that stands in the index.
import { tables, type JournalTable } from '../contract/columns';
import { cellText } from '../contract/values';
import { foldedWords } from '../evidence/fold';
import type { WriteHandle } from './handle';
import type { StoredRow } from './rows';

type SearchedRow = Pick<StoredRow, 'ordinal' | 'values'>;

export function isSearched(table: JournalTable): boolean {
  return table !== 'vocabulary' && table !== 'conflicts';
}

/** What quick search looks at in a row: every shown cell, and the reference number of a study. */
export function searchedTexts(table: JournalTable, row: SearchedRow): readonly string[] {
  const texts = tables[table].columns.filter((column) => column.kind !== 'hidden').map((column) => cellText(row.values[column.key]));
  return table === 'studies' ? [...texts, String(row.ordinal)] : texts;
}

/** Brings the index from a row as it was to the row as it is; null where it was not there, or is no more. */
export function indexRow(handle: WriteHandle, table: JournalTable, num: number, before: SearchedRow | null, after: SearchedRow | null): void {
  const { gone, come } = wordChange(before === null ? [] : searchedTexts(table, before), after === null ? [] : searchedTexts(table, after));
  const search = `${tables[table].sqlName}_search`;
  if (gone.length > 0) handle.run(`INSERT INTO ${search} (${search}, rowid, text) VALUES ('delete', ?, ?)`, num, gone.join(' '));
  if (come.length > 0) handle.run(`INSERT INTO ${search} (rowid, text) VALUES (?, ?)`, num, come.join(' '));
}

export interface WordChange { readonly gone: readonly string[]; readonly come: readonly string[] }

/**
 * The words to take out and the words to put in. Taking a word out takes its beginnings out of the prefix lists, also
 * those that it shares with a word that stays: such words are taken out and put in again.
 */
export function wordChange(before: readonly string[], after: readonly string[]): WordChange {
  const isSame = (text: string, index: number): boolean => before[index] === after[index];
  const staying = new Set(wordsOf(before.filter(isSame)));
  const was = new Set(wordsOf(before.filter((text, index) => !isSame(text, index))).filter((word) => !staying.has(word)));
  const will = new Set(wordsOf(after.filter((text, index) => !isSame(text, index))).filter((word) => !staying.has(word)));
  const gone = [...was].filter((word) => !will.has(word));
  const come = [...will].filter((word) => !was.has(word));
  if (gone.length === 0) return { gone, come };
  const beginnings = new Set(gone.map(firstLetter));
  const kept = [...staying, ...[...will].filter((word) => was.has(word))].filter((word) => beginnings.has(firstLetter(word)));
  return { gone: [...gone, ...kept], come: [...come, ...kept] };
}

/** Nothing joins words of two cells: a line break is a gap. */
function wordsOf(texts: readonly string[]): readonly string[] {
  const words = texts.length === 0 ? '' : foldedWords(texts.join(' \n '));
  return words === '' ? [] : words.split(' ');
}

function firstLetter(word: string): number {
  return word.codePointAt(0) ?? 0;
}
