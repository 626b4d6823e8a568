// Owns the counts beside the tables' names: rows that are not withdrawn, and conflicts that wait for a verdict.
import type { DocumentInfo } from '../contract/types';
import type { ReadHandle } from '../store/handle';

export function countRows(handle: ReadHandle): DocumentInfo['counts'] {
  const count = (sqlName: string, condition: string): number => handle.get<{ count: number }>(`SELECT count(*) AS count FROM ${sqlName} WHERE ${condition}`)?.count ?? 0;
  const present = `lifecycle <> 'withdrawn'`;
  return {
    factors: count('factor', present), trials: count('trial', present), studies: count('study', present), glossary: count('glossary', present),
    conflicts: count('conflict', present), openConflicts: count('conflict', `${present} AND status IN ('suggested', 'open', 'under review')`),
  };
}
