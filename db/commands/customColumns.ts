// Owns adding, changing, withdrawing and restoring a lab's own columns, each as one change set. Nothing is deleted: a column
// that is withdrawn keeps its cells, and gives them back when it is restored. Refuses a heading that the table has already, and a
// type that a cell would break, naming the row and the cell.
import { problemWith } from '../contract/cellRules';
import { columnOf, emptyValues, tables } from '../contract/columns';
import type { CustomTable, CustomType } from '../contract/tableNames';
import type { CustomColumn } from '../contract/customColumns';
import { LacunaError } from '../contract/errors';
import type { Sharing } from '../contract/sharing';
import { requireRow } from '../journal/applyChangeSet';
import type { ChangeSetDraft, Revision } from '../journal/changeSet';
import { freeKey, problemOfColumn } from '../journal/customColumnRules';
import { readCustomColumns } from '../journal/customColumns';
import type { ReadHandle } from '../store/handle';
import { nextOrdinal } from '../store/rows';

export interface NewColumn { readonly table: CustomTable; readonly heading: string; readonly type: CustomType; readonly sharing: Sharing; readonly description: string; readonly reason: string | null }
export interface ColumnEdit { readonly columnId: string; readonly heading?: string | undefined; readonly type?: CustomType | undefined; readonly sharing?: Sharing | undefined; readonly description?: string | undefined; readonly reason: string | null }

export function addCustomColumnDraft(handle: ReadHandle, { reason, ...asked }: NewColumn, columnId: string): { readonly draft: ChangeSetDraft; readonly key: string } {
  const { table, heading, type, sharing, description } = asked;
  const key = freeKey(handle, table);
  requirePossible(handle, { ...asked, columnId, key, isWithdrawn: false });
  const values = { ...emptyValues('customColumns'), heading, type, sharing, description: description === '' ? null : description, tableName: table, columnKey: key };
  const added: Revision = { op: 'add', table: 'customColumns', rowId: columnId, after: { ordinal: nextOrdinal(handle, 'customColumns'), lifecycle: 'active', values }, why: null };
  return { draft: { kind: 'edit', label: `add column ${heading} to ${tables[table].name}`, reason, target: null, revisions: [added] }, key };
}

const editedFields = ['heading', 'type', 'sharing', 'description'] as const;

export function editCustomColumnDraft(handle: ReadHandle, { columnId, reason, ...asked }: ColumnEdit): ChangeSetDraft {
  const column = requireColumn(handle, columnId);
  const after: CustomColumn = { ...column, ...Object.fromEntries(editedFields.flatMap((field) => (asked[field] === undefined ? [] : [[field, asked[field]]]))) };
  const changed = editedFields.filter((field) => after[field] !== column[field]);
  if (changed.length > 0) requirePossible(handle, after);
  const emptied = (text: string): string | null => (text === '' ? null : text);
  const revisions = changed.map((field): Revision => ({ op: 'set', table: 'customColumns', rowId: columnId, field, before: emptied(column[field]), after: emptied(after[field]), why: null }));
  return { kind: 'edit', label: labelOf(column, after, changed), reason, target: null, revisions };
}

function labelOf(column: CustomColumn, after: CustomColumn, changed: readonly string[]): string {
  const [only] = changed.length === 1 ? changed : [];
  const { name } = tables[column.table];
  if (only === 'heading') return `rename column ${column.heading} of ${name} to ${after.heading}`;
  if (only === 'sharing') return `make column ${column.heading} of ${name} ${after.sharing}`;
  if (only === 'type') return `make column ${column.heading} of ${name} hold ${after.type}`;
  return `change column ${column.heading} of ${name}`;
}

export function setCustomColumnLifecycleDraft(handle: ReadHandle, { columnId, lifecycle, reason }: { readonly columnId: string; readonly lifecycle: 'active' | 'withdrawn'; readonly reason: string | null }): ChangeSetDraft {
  const column = requireColumn(handle, columnId);
  const before = requireRow(handle, 'customColumns', columnId).lifecycle;
  if (lifecycle === 'active' && before !== 'active') requirePossible(handle, { ...column, isWithdrawn: false });
  const revisions: readonly Revision[] = before === lifecycle ? [] : [{ op: 'set', table: 'customColumns', rowId: columnId, field: 'lifecycle', before, after: lifecycle, why: reason }];
  return { kind: 'edit', label: `${lifecycle === 'active' ? 'restore' : 'withdraw'} column ${column.heading} of ${tables[column.table].name}`, reason, target: null, revisions };
}

function requireColumn(handle: ReadHandle, columnId: string): CustomColumn {
  const found = readCustomColumns(handle).find((column) => column.columnId === columnId);
  if (found === undefined) throw new LacunaError('not-found', 'That column is not in this file any more. Look at the list of columns again.', { columnId });
  return found;
}

function requirePossible(handle: ReadHandle, column: CustomColumn): void {
  for (const field of ['heading', 'description'] as const) {
    const definition = columnOf('customColumns', field);
    const problem = definition === null ? null : problemWith(definition, column[field] === '' ? null : column[field]);
    if (problem !== null) throw new LacunaError('invalid-value', problem, { table: column.table, field });
  }
  const problem = problemOfColumn(handle, column);
  if (problem !== null) throw new LacunaError('invalid-value', problem, { table: column.table, heading: column.heading });
}
