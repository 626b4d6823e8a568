// Owns which states there are to compare, and which rows differ between two: found through the journal's own order, so that
// few changes are found at once however large the file is. A row's description is asked for when it is shown.
import type { JournalTable } from '../contract/tableNames';
import type { ChangeKind, ComparedState, StateRef } from '../contract/releases';
import { touchedRows } from '../journal/earlierRows';
import type { ReadHandle } from '../store/handle';
import { requireRelease } from './listReleases';
import { netChanges, type TwoSeqs } from './netChanges';
import type { PrivateRows } from './privateRows';
import { publicChange } from './publicChanges';

export interface ListedChange { readonly table: JournalTable; readonly rowId: string; readonly kind: ChangeKind; readonly ordinal: number; readonly curators: readonly string[] }

/** Where a state stands in the journal; refuses a release that is not there. */
export function comparedState(handle: ReadHandle, state: StateRef): ComparedState {
  const at = (ref: StateRef, name: string, seq: number): ComparedState => ({ state: ref, name, seq, atUtc: handle.get<{ madeAtUtc: string }>('SELECT madeAtUtc FROM change_set WHERE seq = ?', seq)?.madeAtUtc ?? null });
  switch (state.kind) {
    case 'now': return at(state, 'now', handle.get<{ last: number }>('SELECT coalesce(max(seq), 0) AS last FROM change_set')?.last ?? 0);
    case 'beginning': return at(state, 'the beginning', beginningSeq(handle));
    case 'release': {
      const { version, seq } = requireRelease(handle, state.version);
      return at({ kind: 'release', version }, `release ${version}`, seq);
    }
  }
}

/** What the application laid in at first: the change sets before any curator's. */
function beginningSeq(handle: ReadHandle): number {
  return handle.get<{ seq: number }>(`SELECT coalesce((SELECT seq - 1 FROM change_set WHERE kind <> 'seed' ORDER BY seq LIMIT 1), (SELECT max(seq) FROM change_set), 0) AS seq`)?.seq ?? 0;
}

/** The journal's hash at both places: what was found between them holds as long as these do. */
export function hashesAt(handle: ReadHandle, { from, to }: TwoSeqs): string {
  return [from, to].map((seq) => handle.get<{ hash: string }>('SELECT hash FROM change_set WHERE seq = ?', seq)?.hash ?? '').join(' ');
}

/** Rows that may differ, by table. */
export function rowsToCompare(handle: ReadHandle, { from, to }: TwoSeqs): ReadonlyMap<JournalTable, readonly string[]> {
  return touchedRows(handle, Math.min(from, to), Math.max(from, to));
}

/** Of some rows of a table those that differ; without what is private, where that is given. */
export function listChanges(handle: ReadHandle, table: JournalTable, rowIds: readonly string[], seqs: TwoSeqs, privates: PrivateRows | null): readonly ListedChange[] {
  const changes = netChanges(handle, table, rowIds, seqs).flatMap((change) => (privates === null ? change : publicChange(handle, privates, change) ?? []));
  const seqsOf = new Map(changes.map(({ rowId, fields }) => [rowId, [...new Set(fields.flatMap(({ revisions }) => revisions.map(({ seq }) => seq)))]]));
  const curators = new Map(handle.all<{ seq: number; curator: string }>('SELECT seq, curator FROM change_set WHERE seq IN (SELECT value FROM json_each(?))', JSON.stringify([...new Set([...seqsOf.values()].flat())])).map(({ seq, curator }) => [seq, curator]));
  return changes.map(({ rowId, kind, before, after }) => ({
    table, rowId, kind, ordinal: (after ?? before)?.ordinal ?? 0, curators: [...new Set((seqsOf.get(rowId) ?? []).flatMap((seq) => curators.get(seq) ?? []))],
  }));
}
