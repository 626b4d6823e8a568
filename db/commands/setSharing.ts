// Owns keeping studies private and publishing them. What cites private studies alone goes with them: no row is marked twice.
import { LacunaError } from '../contract/errors';
import type { Sharing } from '../contract/sharing';
import { rowNameOf, type ChangeSetDraft } from '../journal/changeSet';
import type { ReadHandle } from '../store/handle';
import { readRows } from '../store/rows';

const words: Readonly<Record<Sharing, (what: string) => string>> = { private: (what) => `keep ${what} private`, published: (what) => `publish ${what}` };

/** A study that says neither is published: publishing it is no change. */
export function setSharingDraft(handle: ReadHandle, request: { readonly rowIds: readonly string[]; readonly sharing: Sharing; readonly reason: string | null }): ChangeSetDraft {
  const { sharing, reason } = request;
  const rowIds = [...new Set(request.rowIds)];
  const rows = readRows(handle, 'studies', rowIds);
  if (rows.length !== rowIds.length) throw new LacunaError('not-found', `${rowIds.length - rows.length} of these studies are not in this file any more. Refresh the table and try again.`, { table: 'studies' });
  const changing = rows.filter(({ values }) => (values['sharing'] ?? 'published') !== sharing);
  const [first] = changing;
  if (first === undefined) throw new LacunaError('invalid-input', sharing === 'private' ? 'These studies are private already. Nothing was changed.' : 'These studies are published already. Nothing was changed.');
  return {
    kind: 'edit', label: words[sharing](changing.length === 1 ? rowNameOf('studies', first) : `${changing.length} studies`), reason, target: null,
    revisions: changing.map((row) => ({ op: 'set', table: 'studies', rowId: row.id, field: 'sharing', before: row.values['sharing'] ?? null, after: sharing, why: reason })),
  };
}
