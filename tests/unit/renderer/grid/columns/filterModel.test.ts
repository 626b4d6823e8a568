// The filters of the column heads and the filters of the contract are the same, said in two ways.
import { describe, expect, test } from 'vitest';
import type { ColumnFilter } from '../../../../../db/contract/types';
import { filtersOfModel, isHeaderFilter, modelOfFilters } from '../../../../../renderer/grid/columns/filterModel';

describe('head filters', () => {
  test('go to the head and come back unchanged', () => {
    const filters: readonly ColumnFilter[] = [
      { column: 'expression', operator: 'anyTerm', terms: ['Up', 'Down'] }, { column: 'function', operator: 'blank' }, { column: 'factor', operator: 'startsWith', text: 'miR' },
      { column: 'mechanism', operator: 'notBlank' }, { column: 'references', operator: 'contains', text: 'Wang' }, { column: 'flags', operator: 'notBlank' },
    ];
    expect(filters.every((filter) => isHeaderFilter('factors', filter))).toBe(true);
    expect(filtersOfModel(modelOfFilters('factors', filters))).toEqual(filters);
  });
  test('that no head can show stay beside the heads', () => {
    for (const filter of [
      { column: 'lifecycle', operator: 'anyTerm', terms: ['excluded'] }, { column: 'expression', operator: 'contains', text: 'Up' }, { column: 'factor', operator: 'anyTerm', terms: ['SPP1'] },
      { column: 'flags', operator: 'contains', text: 'x' }, { column: 'csl', operator: 'blank' }, { column: 'unknown', operator: 'blank' },
    ] as const satisfies readonly ColumnFilter[]) {
      expect(isHeaderFilter('factors', filter), `${filter.column} ${filter.operator}`).toBe(false);
      expect(modelOfFilters('factors', [filter])).toEqual({});
    }
  });
  test('of one column are one: the first', () => {
    expect(filtersOfModel(modelOfFilters('factors', [{ column: 'factor', operator: 'contains', text: 'a' }, { column: 'factor', operator: 'contains', text: 'b' }]))).toEqual([{ column: 'factor', operator: 'contains', text: 'a' }]);
  });
  test('that are not known filter nothing', () => {
    expect(filtersOfModel({
      a: null, b: 'text', c: {}, d: { filterType: 'text', type: 'contains' }, e: { filterType: 'text', type: 'contains', filter: '' }, f: { filterType: 'text', type: 'regex', filter: '.*' },
      g: { filterType: 'terms', terms: 'Up' }, h: { filterType: 'number', type: 'greaterThan', filter: 3 }, i: { filterType: 'text', type: 'equals', filter: 7 },
    })).toEqual([]);
  });
  test('keep the contract’s limits', () => {
    const [long] = filtersOfModel({ factor: { filterType: 'text', type: 'contains', filter: 'x'.repeat(5000) } });
    expect(long?.text).toHaveLength(1000);
    const [many] = filtersOfModel({ expression: { filterType: 'terms', terms: [...Array.from({ length: 900 }, (_, index) => `t${index}`), 7] } });
    expect(many?.terms).toHaveLength(500);
  });
  test('a column named like a member of objects is a column like any other', () => {
    expect(modelOfFilters('factors', [{ column: 'constructor', operator: 'blank' }])).toEqual({});
    expect(filtersOfModel({ constructor: { filterType: 'text', type: 'blank' } })).toEqual([{ column: 'constructor', operator: 'blank' }]);
  });
});
