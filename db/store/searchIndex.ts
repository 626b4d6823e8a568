// Owns the words by which quick search finds a row, and writing them to the index. The index knows words and row
// numbers only: a change of a row takes out and puts in what changed, not the row. So a correction writes a few words
// instead of a few hundred. Refuses nothing: the words before must be those that stand in the index.
import { tables, type JournalTable } from '../contract/columns';
import { cellText } from '../contract/values';
import { foldedWords } from '../evidence/fold';
import type { WriteHandle } from './handle';
import type { StoredRow } from './rows';

export function isSearched(table: JournalTable): boolean {
  return table !== 'vocabulary' && table !== 'conflicts';
}

/** The words by which quick search finds a row, once each: every shown cell, and the reference number of a study. */
export function searchWords(table: JournalTable, row: Pick<StoredRow, 'ordinal' | 'values'>): string {
  const texts = tables[table].columns.filter((column) => column.kind !== 'hidden').map((column) => cellText(row.values[column.key]));
  if (table === 'studies') texts.push(String(row.ordinal));
  return foldedWords(texts.join(' \n '));
}

/** Brings the index from the words of a row before to those after; '' for a row that was not there, or is no more. */
export function indexRow(handle: WriteHandle, table: JournalTable, num: number, before: string, after: string): void {
  if (before === after) return;
  const search = `${tables[table].sqlName}_search`;
  const { gone, come } = wordChange(before, after);
  if (before !== '') handle.run(`INSERT INTO ${search} (${search}, rowid, text) VALUES ('delete', ?, ?)`, num, gone);
  if (after !== '') handle.run(`INSERT INTO ${search} (rowid, text) VALUES (?, ?)`, num, come);
}

/**
 * The words to take out and the words to put in. Taking a word out takes its beginnings out of the prefix lists, also
 * those that it shares with a word that stays: such words are taken out and put in again.
 */
export function wordChange(before: string, after: string): { readonly gone: string; readonly come: string } {
  if (before === '' || after === '') return { gone: before, come: after };
  const [old, next] = [before.split(' '), after.split(' ')];
  const [inOld, inNext] = [new Set(old), new Set(next)];
  const beginnings = new Set(old.filter((word) => !inNext.has(word)).map(firstLetter));
  return {
    gone: old.filter((word) => beginnings.has(firstLetter(word))).join(' '),
    come: next.filter((word) => !inOld.has(word) || beginnings.has(firstLetter(word))).join(' '),
  };
}

function firstLetter(word: string): number {
  return word.codePointAt(0) ?? 0;
}
