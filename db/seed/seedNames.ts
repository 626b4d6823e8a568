// Owns laying the names of molecules that ship into a file: at its making, and those that a newer version brings into an
// older file. One change set of the application's own; it takes nothing from what can be undone. A name that is or ever
// was in the file is not brought again: a curator who corrected or withdrew it knew why.
import { emptyValues } from '../contract/columns';
import { applyChangeSet } from '../journal/applyChangeSet';
import type { Revision } from '../journal/changeSet';
import { textHash } from '../journal/textHash';
import type { WriteHandle } from '../store/handle';
import { nextOrdinal } from '../store/rows';

interface ShippedName { readonly alias: string; readonly symbol: string; readonly kind: string }

/** Whether any were missing; in the caller's transaction. */
export function seedNames(handle: WriteHandle, shipped: readonly ShippedName[], { newId, now }: { readonly newId: () => string; readonly now: () => Date }): boolean {
  const list = textHash(JSON.stringify(shipped));
  if (handle.get<{ value: string }>(`SELECT value FROM meta WHERE key = 'namesBrought'`)?.value === list) return false;
  handle.run(`INSERT INTO meta (key, value) VALUES ('namesBrought', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, list);
  const known = new Set(handle.column<string | null>(`SELECT alias FROM alias UNION SELECT json_extract(after, '$.values.alias') FROM revision WHERE tableName = 'aliases' AND op = 'add'`));
  const missing = shipped.filter(({ alias }) => !known.has(alias));
  if (missing.length === 0) return false;
  const first = nextOrdinal(handle, 'aliases');
  const revisions = missing.map(({ alias, symbol, kind }, index): Revision => ({
    op: 'add', table: 'aliases', rowId: newId(), why: null, after: { ordinal: first + index, lifecycle: 'active', values: { ...emptyValues('aliases'), alias, symbol, kind, origin: 'shipped' } },
  }));
  applyChangeSet(handle, { kind: 'seed', label: `names of molecules (${missing.length})`, reason: 'Other names of molecules and their approved symbols, as they ship with Lacuna', target: null, revisions }, { id: newId(), curator: 'Lacuna', madeAtUtc: now().toISOString() });
  return true;
}
