// Owns how the states that can be compared are named in a select, and the words for what changed. Pure.
import { tables } from '../../../db/contract/columns';
import type { TrackedChanges } from '../../../db/contract/exports';
import type { Comparison, ReleaseInfo, StateRef } from '../../../db/contract/releases';

export interface StateChoice { readonly value: string; readonly label: string }

/** Now first, then the releases, newest first, then the beginning. */
export function stateChoices(releases: readonly ReleaseInfo[]): readonly StateChoice[] {
  const nameOf = (state: StateRef): string => (state.kind === 'now' ? 'Now' : state.kind === 'beginning' ? 'The beginning' : `Release ${state.version}`);
  const states: readonly StateRef[] = [{ kind: 'now' }, ...releases.map(({ version }): StateRef => ({ kind: 'release', version })), { kind: 'beginning' }];
  return states.map((state) => ({ value: stateKey(state), label: nameOf(state) }));
}

export function stateKey(state: StateRef): string {
  return state.kind === 'release' ? `release ${state.version}` : state.kind;
}

export function stateOf(key: string): StateRef {
  if (key === 'beginning') return { kind: 'beginning' };
  return key.startsWith('release ') ? { kind: 'release', version: key.slice('release '.length) } : { kind: 'now' };
}

/** "Factors 2 changed, 1 added · Glossary 1 added". */
export function countsText(counts: Comparison['counts']): string {
  return [...Map.groupBy(counts, ({ table }) => table)].map(([table, of]) => `${tables[table].name} ${of.map(({ kind, rows }) => `${rows.toLocaleString()} ${kind}`).join(', ')}`).join(' · ');
}

/** Since which release, and up to which; null: up to now. */
export interface TrackedBetween { readonly since: string; readonly until: string | null }

/** null of two states between which changes can't be tracked. `releases`: newest first. */
export function trackedBetween(releases: readonly ReleaseInfo[], from: StateRef, to: StateRef): TrackedBetween | null {
  if (from.kind !== 'release' || to.kind === 'beginning') return null;
  if (to.kind === 'now') return { since: from.version, until: null };
  const place = ({ version }: { readonly version: string }): number => releases.findIndex((release) => release.version === version);
  return place(from) > place(to) ? { since: from.version, until: to.version } : null;
}

/** "2 rows changed, 1 inserted, 0 deleted since release 1.0. Of the reference list 1 entry changed, 2 inserted, 0 deleted." */
export function trackedText({ since, until, entries, renumbered, ...rows }: TrackedChanges): string {
  const counts = ({ changed, inserted, deleted }: TrackedChanges['entries'], one: string, many: string): string => `${changed.toLocaleString()} ${changed === 1 ? one : many} changed, ${inserted.toLocaleString()} inserted, ${deleted.toLocaleString()} deleted`;
  const ofList = entries.changed + entries.inserted + entries.deleted === 0 ? '' : ` Of the reference list ${counts(entries, 'entry', 'entries')}.`;
  const listed = renumbered.length === 0 ? '' : ` ${renumbered.length.toLocaleString()} renumbered ${renumbered.length === 1 ? 'reference is' : 'references are'} listed below the table.`;
  return `${counts(rows, 'row', 'rows')} ${until === null ? `since release ${since}` : `from release ${since} to release ${until}`}.${ofList}${listed}`;
}
