// Owns finding studies: for a references editor (number, label, title, DOI, PMID), by identifier for the duplicate
// check, and the rows that cite one.
import type { ExistingStudy } from '../contract/types';
import { searchExpression } from '../evidence/fold';
import type { ReadHandle } from '../store/handle';
import { isDerived, readRows } from '../store/rows';
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

/** The study of this file with the same DOI or PMID; a withdrawn one where no other has it. */
export function findExistingStudy(handle: ReadHandle, identifiers: { readonly doi: string | null; readonly pmid: string | null }): ExistingStudy | null {
  const byKey = (key: 'doi' | 'pmid', name: string): ExistingStudy | null => {
    const value = identifiers[key];
    if (value === null || value === '') return null;
    const study = handle.get<FoundStudy & { lifecycle: string }>(`SELECT ${studyColumns}, lifecycle FROM study WHERE ${key} = ? ORDER BY lifecycle = 'withdrawn', ordinal LIMIT 1`, value);
    return study === undefined ? null : { studyId: study.studyId, number: study.number, label: study.label, title: study.title, because: `the same ${name}${study.lifecycle === 'withdrawn' ? '; it is withdrawn' : ''}` };
  };
  return byKey('doi', 'DOI') ?? byKey('pmid', 'PMID');
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
