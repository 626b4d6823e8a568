// Owns why a value can't stand in a cell of this file: its column's rule, and of references that every study is there.
// Reads only.
import { problemWith } from '../contract/cellRules';
import type { ColumnDefinition } from '../contract/columnDefinition';
import { studyIdsOf, type CellValue } from '../contract/values';
import type { ReadHandle } from '../store/handle';

export function cellProblem(handle: ReadHandle, column: ColumnDefinition, value: CellValue): string | null {
  return problemWith(column, value) ?? (column.kind === 'references' ? unknownStudy(handle, value) : null);
}

export function unknownStudy(handle: ReadHandle, value: CellValue): string | null {
  const ids = [...new Set(studyIdsOf(value))];
  if (ids.length === 0) return null;
  const known = handle.get<{ count: number }>('SELECT count(*) AS count FROM study WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids))?.count ?? 0;
  return known === ids.length ? null : 'Reference names a study that is not in this file. Add the study first.';
}
