// Owns the rows that an import is compared with: all of a table, with the numbers of the studies that they cite, read in
// blocks. Rows that follow from others are told apart.
import { tables, vocabularyField } from '../contract/columns';
import type { ImportedTable } from '../contract/imports';
import type { Lifecycle, Values } from '../contract/types';
import { studyIdsOf } from '../contract/values';
import { successorsOf } from '../journal/mergedStudies';
import type { ReadHandle } from '../store/handle';
import { isDerived, printedOrderSql, readRowsByNum } from '../store/rows';
import { studyNumbers } from './findStudies';

export interface ComparableRow { readonly rowId: string; readonly ordinal: number; readonly lifecycle: Lifecycle; readonly values: Values; readonly references: readonly string[]; readonly isDerived: boolean }

const rowsPerBlock = 500;

/** Blocks are read as they are asked for; a change in between is met by the check before writing. */
export function* listComparableRows(handle: ReadHandle, table: ImportedTable): Generator<ComparableRow> {
  const nums = handle.column<number>(`SELECT t.num FROM ${tables[table].sqlName} t ORDER BY ${printedOrderSql(table)}`);
  const numbers = studyNumbers(handle);
  for (let start = 0; start < nums.length; start += rowsPerBlock) {
    for (const { id, ordinal, lifecycle, values } of readRowsByNum(handle, table, nums.slice(start, start + rowsPerBlock))) {
      yield { rowId: id, ordinal, lifecycle, values, references: studyIdsOf(values['references']).flatMap((studyId) => numbers.get(studyId) ?? []).map(String), isDerived: isDerived(table, values) };
    }
  }
}

/**
 * The number under which a cited study stands now: of one that was merged that of the study that took its place; of a PMID
 * that of the study that has it, of several one that is not withdrawn, and of those the first.
 */
export function standingNumbers(handle: ReadHandle): { readonly ofPmid: (pmid: string) => number | null; readonly ofNumber: (number: number) => number } {
  const successors = successorsOf(handle);
  const byNumber = new Map([...successors.values()].map(({ was, is }) => [was.number, is.number]));
  return {
    ofPmid: (pmid) => {
      const found = handle.get<{ id: string; ordinal: number }>(`SELECT id, ordinal FROM study WHERE pmid = ? ORDER BY lifecycle = 'withdrawn', ordinal LIMIT 1`, pmid);
      return found === undefined ? null : successors.get(found.id)?.is.number ?? found.ordinal;
    },
    ofNumber: (number) => byNumber.get(number) ?? number,
  };
}

/** The words that the document knows for a column. */
export function knownTerms(handle: ReadHandle, table: ImportedTable, key: string): readonly string[] {
  return handle.column<string>('SELECT term FROM vocabulary WHERE field = ?', vocabularyField(table, key));
}
