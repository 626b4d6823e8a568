// Owns the question "which terms does this column use, and how often?". For an editable column the terms that are
// known and that nobody uses yet come too, with 0. Withdrawn rows do not count.
import { isTextColumn, tables, vocabularyField } from '../contract/columns';
import type { GridTable } from '../contract/tableNames';
import { LacunaError } from '../contract/errors';
import type { Facet } from '../contract/types';
import { termsOf } from '../contract/values';
import { columnsIn } from '../journal/customColumns';
import type { ReadHandle } from '../store/handle';
import { cellSql } from './filterSql';

const mostFacets = 2000;

export function listFacets(handle: ReadHandle, table: GridTable, columnKey: string): readonly Facet[] {
  const { sqlName } = tables[table];
  if (columnKey === 'lifecycle') return handle.all<Facet>(`SELECT lifecycle AS term, count(*) AS count FROM ${sqlName} GROUP BY lifecycle ORDER BY count(*) DESC`);
  const column = columnsIn(handle).find(table, columnKey);
  if (column === null || !isTextColumn(column)) throw new LacunaError('invalid-input', `${tables[table].name} has no column “${columnKey}” with terms to count.`, { table, column: columnKey });
  const printed = cellSql(column);
  const cells = handle.all<{ cell: string; count: number }>(`SELECT ${printed} AS cell, count(*) AS count FROM ${sqlName} t WHERE t.lifecycle <> 'withdrawn' AND ${printed} IS NOT NULL GROUP BY 1`);
  const counts = new Map<string, number>();
  for (const { cell, count } of cells) {
    for (const term of column.kind === 'terms' ? new Set(termsOf(cell)) : [cell.trim()]) {
      if (term !== '') counts.set(term, (counts.get(term) ?? 0) + count);
    }
  }
  const known = column.isEditable ? column.terms : [];
  for (const term of [...handle.column<string>('SELECT term FROM vocabulary WHERE field = ? ORDER BY ordinal', vocabularyField(table, columnKey)), ...known]) {
    if (!counts.has(term)) counts.set(term, 0);
  }
  return [...counts].map(([term, count]) => ({ term, count })).toSorted((left, right) => right.count - left.count || left.term.localeCompare(right.term, 'en')).slice(0, mostFacets);
}
