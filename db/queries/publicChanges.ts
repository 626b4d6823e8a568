// Owns what of a changed row may leave the document: nothing of a private row, no cell of a private custom column, and no
// private study among its references. Reads only.
import { withoutPrivate, isPrivateSnapshot, type PrivateRows } from './privateRows';
import { isSameField, type NetChange, type NetField } from './netChanges';
import type { FieldValue } from '../journal/changeSet';
import type { ReadHandle } from '../store/handle';

/** null where nothing of it is left. */
export function publicChange(handle: ReadHandle, privates: PrivateRows, change: NetChange): NetChange | null {
  const { table, rowId, before, after } = change;
  if ([before, after].some((row) => row !== null && isPrivateSnapshot(handle, privates, table, rowId, row.values))) return null;
  const shown = (value: FieldValue): FieldValue => (typeof value === 'number' ? value : withoutPrivate(privates, value));
  const fields = change.fields.filter(({ field }) => !privates.isColumn(table, field)).map((field): NetField => ({ ...field, before: shown(field.before), after: shown(field.after) })).filter((field) => !isSameField(field.before, field.after));
  return change.kind === 'changed' && fields.length === 0 ? null : { ...change, fields };
}
