// Owns the counts beside the tables' names: rows that are not withdrawn, and conflicts and findings that
// wait for a curator; and how much is still to be checked.
import type { DocumentInfo } from '../contract/types';
import type { ReadHandle } from '../store/handle';

export function countRows(handle: ReadHandle): DocumentInfo['counts'] {
  const count = (sqlName: string, condition: string): number => handle.get<{ count: number }>(`SELECT count(*) AS count FROM ${sqlName} WHERE ${condition}`)?.count ?? 0;
  const present = `lifecycle <> 'withdrawn'`;
  return {
    factors: count('factor', present), trials: count('trial', present), studies: count('study', present), glossary: count('glossary', present),
    claims: count('claim', present), results: count('result', present), aliases: count('alias', present), findings: count('finding', `state IN ('open', 'reopened')`),
    conflicts: count('conflict', present), openConflicts: count('conflict', `${present} AND status IN ('suggested', 'open', 'under review')`),
    notes: count('note', present), releases: count('release', '1'),
  };
}

/** Rows and keys that wait for the checks. */
export function countWaiting(handle: ReadHandle): number {
  return handle.get<{ count: number }>('SELECT (SELECT count(*) FROM check_queue) + (SELECT count(*) FROM check_key_queue) AS count')?.count ?? 0;
}
