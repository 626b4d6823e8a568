// Owns the terms of a table's columns with their counts, asked for once until something changes.
import type { GridTable } from '../../../db/contract/tableNames';
import type { Facet } from '../../../db/contract/types';
import type { GridClient } from '../gridClient';

export interface FacetContext {
  /** Most frequent first; vocabulary terms without use come last. */
  facets(column: string): Promise<readonly Facet[]>;
}

export interface Facets extends FacetContext {
  forget(): void;
}

export function createFacets(client: Pick<GridClient, 'call'>, table: GridTable): Facets {
  const kept = new Map<string, Promise<readonly Facet[]>>();
  return {
    facets: (column) => {
      const known = kept.get(column);
      if (known !== undefined) return known;
      const asked = client.call('listFacets', { table, column });
      kept.set(column, asked);
      asked.catch(() => { if (kept.get(column) === asked) kept.delete(column); });
      return asked;
    },
    forget: () => kept.clear(),
  };
}
