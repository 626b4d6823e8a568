// Owns the words and shapes of a row's status: findings, conflicts with their breakdown, and where the row is in its life.
// Severity is a shape and a word, never a colour alone.
import { isClosed } from '../../../db/contract/conflicts';
import { assertNever } from '../../../db/contract/assertNever';
import type { GridRow, Lifecycle, RowFlag } from '../../../db/contract/types';

export function isSettled(flag: Pick<RowFlag, 'status'>): boolean {
  return isClosed(flag.status);
}

export function flagShape(flag: Pick<RowFlag, 'status' | 'severity'>): string {
  return isSettled(flag) ? '✓' : severityShape(flag.severity);
}

export function severityShape(severity: RowFlag['severity']): string {
  switch (severity) {
    case 'info': return '○';
    case 'minor': return '△';
    case 'major': return '⚑';
    case 'critical': return '◆';
    default: return assertNever(severity);
  }
}

/** "Up 1 · Down 1, major"; "Up 1 · Down 1, settled". */
export function flagInWords(flag: Pick<RowFlag, 'status' | 'severity' | 'breakdown'>): string {
  return `${flag.breakdown}, ${isSettled(flag) ? 'settled' : flag.severity}`;
}

export function lifecycleInWords(lifecycle: Lifecycle): string | null {
  switch (lifecycle) {
    case 'active': return null;
    case 'withdrawn': return 'Withdrawn';
    case 'excluded': return 'Excluded';
    default: return assertNever(lifecycle);
  }
}

export function findingsInWords(count: number): string {
  return count === 1 ? '1 finding' : `${count.toLocaleString('en')} findings`;
}

/** The whole status as it is copied and read aloud. */
export function statusText(row: Pick<GridRow, 'lifecycle' | 'flags' | 'findings' | 'isPrivate'>): string {
  const lifecycle = lifecycleInWords(row.lifecycle);
  const { count, worst } = row.findings;
  return [...(lifecycle === null ? [] : [lifecycle]), ...(row.isPrivate ? ['Private'] : []), ...(worst === null ? [] : [`${findingsInWords(count)}, ${worst}`]), ...row.flags.map(flagInWords)].join('; ');
}
