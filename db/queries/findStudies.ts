// Owns finding studies: for a references editor (number, label, title, DOI, PMID), by identifier or likeness for a study
// that is to be added, and the rows that cite one.
import type { ExistingStudy, Values } from '../contract/types';
import { cellText } from '../contract/values';
import { searchExpression } from '../evidence/fold';
import { noticeOf, type StudyCells } from '../evidence/references/studyIdentity';
import { likenessKeys, studyLikeness } from '../evidence/references/studyLikeness';
import type { ReadHandle } from '../store/handle';
import { isDerived, readRows, readRowsByNum, type StoredRow } from '../store/rows';
import { rowNameOf } from '../journal/changeSet';

export interface FoundStudy { readonly studyId: string; readonly number: number; readonly label: string; readonly title: string }

const studyColumns = `id AS studyId, ordinal AS number, coalesce(label, '') AS label, coalesce(title, '') AS title`;

export function findStudies(handle: ReadHandle, text: string, limit: number): readonly FoundStudy[] {
  const number = /^\s*\[?(\d{1,9})\]?\s*$/u.exec(text)?.[1];
  const exact = number === undefined ? [] : handle.all<FoundStudy>(`SELECT ${studyColumns} FROM study WHERE ordinal = ? AND lifecycle <> 'withdrawn'`, Number(number));
  const expression = searchExpression(text);
  const found = expression === null
    ? handle.all<FoundStudy>(`SELECT ${studyColumns} FROM study WHERE lifecycle <> 'withdrawn' ORDER BY ordinal LIMIT ?`, limit)
    : handle.all<FoundStudy>(`SELECT ${studyColumns} FROM study WHERE num IN (SELECT rowid FROM study_search WHERE study_search MATCH ?) AND lifecycle <> 'withdrawn' ORDER BY ordinal LIMIT ?`, expression, limit);
  const seen = new Set(exact.map((study) => study.studyId));
  return [...exact, ...found.filter((study) => !seen.has(study.studyId))].slice(0, limit);
}

const mostLookedAt = 50;

/**
 * The study of this file that has the same DOI or PMID, a withdrawn one where no other has it; else, if asked for, one that looks like it.
 * An erratum is not its article, although its record may quote the article's DOI.
 */
export function findExistingStudy(handle: ReadHandle, values: Values, looksForLikeness: boolean): ExistingStudy | null {
  const asked: StudyCells = { values };
  const shown = (row: StoredRow, because: string, isSure: boolean): ExistingStudy => ({
    studyId: row.id, number: row.ordinal, label: cellText(row.values['label']), title: cellText(row.values['title']), because: `${because}${row.lifecycle === 'withdrawn' ? '; it is withdrawn' : ''}`, isSure,
  });
  for (const [key, name] of [['doi', 'DOI'], ['pmid', 'PMID']] as const) {
    const value = cellText(values[key]);
    if (value === '') continue;
    const found = handle.all<{ num: number }>(`SELECT num FROM study WHERE ${key} = ? ORDER BY lifecycle = 'withdrawn', ordinal LIMIT ?`, value, mostLookedAt).map(({ num }) => num);
    const same = readRowsByNum(handle, 'studies', found).find((row) => (noticeOf(row) === null) === (noticeOf(asked) === null));
    if (same !== undefined) return shown(same, `the same ${name}`, true);
  }
  return looksForLikeness ? findLikeStudy(handle, asked, shown) : null;
}

/** Through the search index, by the words that two records of one study share. */
function findLikeStudy(handle: ReadHandle, asked: StudyCells, shown: (row: StoredRow, because: string, isSure: boolean) => ExistingStudy): ExistingStudy | null {
  for (const key of likenessKeys(asked)) {
    const [name = '', ...starts] = key.split(' ');
    // Of the name its beginning, which its transliterations share.
    const expression = [name.slice(0, 2), ...starts].map((start) => `"${start}"*`).join(' AND ');
    const found = handle.all<{ num: number }>(`SELECT num FROM study WHERE num IN (SELECT rowid FROM study_search WHERE study_search MATCH ?) ORDER BY lifecycle = 'withdrawn', ordinal LIMIT ?`, expression, mostLookedAt).map(({ num }) => num);
    for (const row of readRowsByNum(handle, 'studies', found)) {
      const like = studyLikeness(row, asked);
      if (like !== null) return shown(row, like.because, false);
    }
  }
  return null;
}

export interface CitingRow { readonly table: 'factors' | 'trials' | 'claims'; readonly rowId: string; readonly ordinal: number; readonly rowName: string }

/** The claims of table rows are left out: their rows are there. */
export function listCitingRows(handle: ReadHandle, studyId: string): readonly CitingRow[] {
  const citing = handle.all<{ table: string; rowId: string }>('SELECT DISTINCT tableName AS "table", rowId FROM citation WHERE studyId = ?', studyId);
  return (['factors', 'trials', 'claims'] as const).flatMap((table) => {
    const rows = readRows(handle, table, citing.filter((entry) => entry.table === table).map((entry) => entry.rowId));
    return rows.filter((row) => !isDerived(table, row.values)).toSorted((left, right) => left.ordinal - right.ordinal).map((row) => ({ table, rowId: row.id, ordinal: row.ordinal, rowName: rowNameOf(table, row) }));
  });
}

export function studyNumbers(handle: ReadHandle): ReadonlyMap<string, number> {
  return new Map(handle.all<{ id: string; ordinal: number }>('SELECT id, ordinal FROM study').map(({ id, ordinal }) => [id, ordinal]));
}
