// Owns the check of a file that is a table of counts, as meta-analyses share them: each printed ratio, log ratio and
// variance against the counts of its row. Needs no document, and writes nothing. A table with the columns of trials is none.
import type { CountsReport } from './contract/findings';
import { judgeCounts } from './evidence/rules/printed/countsReport';
import { readCountsColumns } from './evidence/rules/printed/countsTable';
import { hasOwnColumns } from './imports/tables/columnMapping';
import { readTextTable } from './readTextTable';

/** null where the headings are not those of such a table. */
export function checkCounts(path: string): CountsReport | null {
  const { table } = readTextTable(path);
  const { headings, rows } = table;
  const columns = readCountsColumns(headings);
  if (columns === null || hasOwnColumns('trials', headings)) return null;
  const { checked, headings: columnsChecked, unread, found } = judgeCounts(headings, columns, rows.map(({ cells }) => cells));
  const place = (row: number): { readonly ordinal: number; readonly line: number } => ({ ordinal: row + 1, line: rows[row]?.line ?? 0 });
  return {
    rows: rows.length, values: checked, columns: [...columnsChecked], unread: unread.map(({ row, field, text }) => ({ ...place(row), field, text })),
    findings: found.map(({ row, fits, values, ...finding }) => ({ ...finding, ...place(row), rowName: nameOf(rows[row]?.cells ?? []), fits: [...fits], values: { ...values } })),
  };
}

const longestName = 80;

/** Such tables name a row in their first columns. */
function nameOf(cells: readonly string[]): string {
  return (cells.find((cell) => cell.trim() !== '') ?? '').trim().slice(0, longestName);
}
