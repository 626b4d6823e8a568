// Owns the question behind reference lists and exports of studies: what each study says as a reference, and which studies
// the printed rows cite, in reading order.
import { studyIdsOf } from '../contract/values';
import type { StudyFields } from '../contract/types';
import { studyFieldsOf } from '../evidence/references/studyFields';
import type { ReadHandle } from '../store/handle';
import { printedOrderSql, readRows, readRowsByNum, type StoredRow } from '../store/rows';

export interface ReferenceStudy { readonly studyId: string; readonly number: number; readonly lifecycle: StoredRow['lifecycle']; readonly fields: StudyFields }

const rowsPerBlock = 500;

/** The studies of these row numbers, in their order; null: all that are active, or not withdrawn, by number. Read in blocks while they are asked for. */
export function* listReferenceStudies(handle: ReadHandle, nums: readonly number[] | null, includeExcluded = false): Generator<ReferenceStudy> {
  const wanted = nums ?? handle.column<number>(`SELECT num FROM study WHERE lifecycle = 'active' OR (? AND lifecycle = 'excluded') ORDER BY ordinal, num`, includeExcluded ? 1 : 0);
  for (let start = 0; start < wanted.length; start += rowsPerBlock) yield* readRowsByNum(handle, 'studies', wanted.slice(start, start + rowsPerBlock)).map(asReference);
}

/** Studies by id, whatever became of them. */
export function readReferenceStudies(handle: ReadHandle, studyIds: readonly string[]): readonly ReferenceStudy[] {
  return readRows(handle, 'studies', studyIds).map(asReference);
}

function asReference({ id, ordinal, lifecycle, values }: StoredRow): ReferenceStudy {
  return { studyId: id, number: ordinal, lifecycle, fields: studyFieldsOf(values) };
}

/** What each printed row of Table 1 and then Table 2 cites. */
export function* citedInReadingOrder(handle: ReadHandle): Generator<readonly string[]> {
  for (const [table, sqlName] of [['factors', 'factor'], ['trials', 'trial']] as const) {
    const nums = handle.column<number>(`SELECT t.num FROM ${sqlName} t WHERE t.lifecycle = 'active' ORDER BY ${printedOrderSql(table)}`);
    for (let start = 0; start < nums.length; start += rowsPerBlock) {
      for (const row of readRowsByNum(handle, table, nums.slice(start, start + rowsPerBlock))) yield studyIdsOf(row.values['references']);
    }
  }
}
