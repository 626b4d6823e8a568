// Owns what a change set is before and after it is written: revisions, their inverse, and the words for them.
// Pure. A revision that adds a row carries the whole row; its inverse removes it, so that undoing all leaves the
// file as it was. Rows that a curator withdraws stay, with lifecycle `withdrawn`.
import { tables } from '../contract/columns';
import type { JournalTable, TableName } from '../contract/tableNames';
import type { ChangeSetKind, Lifecycle, Values } from '../contract/types';
import { cellText, type CellValue } from '../contract/values';

/** The whole of a row, as an `add` or `remove` revision carries it. */
export interface RowSnapshot { readonly ordinal: number; readonly lifecycle: Lifecycle; readonly values: Values }
export type FieldValue = CellValue | number;

export type Revision =
  | { readonly op: 'set'; readonly table: JournalTable; readonly rowId: string; readonly field: string; readonly before: FieldValue; readonly after: FieldValue; readonly why: string | null }
  | { readonly op: 'add'; readonly table: JournalTable; readonly rowId: string; readonly after: RowSnapshot; readonly why: string | null }
  | { readonly op: 'remove'; readonly table: JournalTable; readonly rowId: string; readonly before: RowSnapshot; readonly why: string | null };

export interface ChangeSetDraft {
  readonly kind: ChangeSetKind;
  /** What it does, as Undo names it: "edit Expression of CXCR7". */
  readonly label: string;
  readonly reason: string | null;
  /** The change set that this one undoes, redoes or reverts. */
  readonly target: string | null;
  readonly revisions: readonly Revision[];
}

/** The revisions that take these back, last first. */
export function inverseOf(revisions: readonly Revision[]): readonly Revision[] {
  return revisions.toReversed().map((revision): Revision => {
    switch (revision.op) {
      case 'set': return { ...revision, before: revision.after, after: revision.before, why: null };
      case 'add': return { op: 'remove', table: revision.table, rowId: revision.rowId, before: revision.after, why: null };
      case 'remove': return { op: 'add', table: revision.table, rowId: revision.rowId, after: revision.before, why: null };
    }
  });
}

/** How a row is called in labels and messages: its naming cell, at most 60 characters, or "factor 12". */
export function rowNameOf(table: TableName, row: { readonly ordinal: number; readonly values: Values }): string {
  const name = cellText(row.values[tables[table].nameKey]).replaceAll(/\s+/gu, ' ').trim();
  if (name === '') return `${tables[table].rowName} ${row.ordinal}`;
  return name.length > 60 ? `${name.slice(0, 59)}…` : name;
}

export function editLabel(heading: string, rowName: string): string {
  return `edit ${heading} of ${rowName}`;
}
