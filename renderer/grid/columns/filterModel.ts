// Owns the mapping between the grid's header filters and the contract's column filters, both ways. Refuses models it
// does not know: they filter nothing.
import type { GridTable } from '../../../db/contract/tableNames';
import type { ColumnFilter } from '../../../db/contract/types';
import { columnsNow } from '../../documentColumns';
import { flagsColumn } from '../gridLayout';

/** What AG Grid's text filter keeps. */
export interface TextModel { readonly filterType: 'text'; readonly type: ColumnFilter['operator']; readonly filter?: string }
/** What our own filter for terms keeps: rows with one of these, or with none. */
export interface TermModel { readonly filterType: 'terms'; readonly terms: readonly string[] | null }
export type HeaderFilterModel = Readonly<Record<string, unknown>>;

/** In AG Grid's words, in the order offered. */
export const textOperators = ['contains', 'notContains', 'equals', 'notEqual', 'startsWith', 'endsWith', 'blank', 'notBlank'] as const satisfies readonly ColumnFilter['operator'][];

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

export function filtersOfModel(model: HeaderFilterModel): readonly ColumnFilter[] {
  return Object.entries(model).flatMap(([column, kept]): readonly ColumnFilter[] => {
    if (!isRecord(kept)) return [];
    if (kept['filterType'] === 'terms') {
      const terms = kept['terms'];
      if (terms === null) return [{ column, operator: 'blank' }];
      return Array.isArray(terms) ? [{ column, operator: 'anyTerm', terms: terms.filter((term) => typeof term === 'string').slice(0, 500) }] : [];
    }
    const operator = textOperators.find((known) => known === kept['type']);
    if (operator === undefined) return [];
    if (operator === 'blank' || operator === 'notBlank') return [{ column, operator }];
    const text = kept['filter'];
    return typeof text === 'string' && text !== '' ? [{ column, operator, text: text.slice(0, 1000) }] : [];
  });
}

/** Whether a column's header filter chooses among terms. */
export function hasTermFilter(table: GridTable, key: string): boolean {
  const kind = columnsNow().find(table, key)?.kind;
  return kind === 'term' || kind === 'terms';
}

export function hasHeaderFilter(table: GridTable, key: string): boolean {
  const column = columnsNow().find(table, key);
  return key === flagsColumn || (column !== null && column.kind !== 'hidden');
}

/** Whether the column's header can show this filter; the others are kept beside the headers. */
export function isHeaderFilter(table: GridTable, { column, operator }: ColumnFilter): boolean {
  if (!hasHeaderFilter(table, column)) return false;
  if (column === flagsColumn) return operator === 'blank' || operator === 'notBlank';
  return hasTermFilter(table, column) ? operator === 'anyTerm' || operator === 'blank' : operator !== 'anyTerm';
}

/** The header model that shows these filters; of several on one column the first. */
export function modelOfFilters(table: GridTable, filters: readonly ColumnFilter[]): HeaderFilterModel {
  const model: Record<string, TextModel | TermModel> = {};
  for (const filter of filters) {
    if (!isHeaderFilter(table, filter) || Object.hasOwn(model, filter.column)) continue;
    model[filter.column] = hasTermFilter(table, filter.column)
      ? { filterType: 'terms', terms: filter.operator === 'blank' ? null : (filter.terms ?? []) }
      : { filterType: 'text', type: filter.operator, ...(filter.text === undefined ? {} : { filter: filter.text }) };
  }
  return model;
}
