// Owns the words and shapes of notes: which tables' rows take them, whether what they are about still stands, and a note as
// lists show it. Refuses findings: what the rules say is dismissed with a reason, or adopted.
import { z } from 'zod';
import { gridTables, type GridTable } from './tableNames';
import { sharings } from './sharing';
import { FieldName, GridTableName, Lifecycle, RowId, UtcInstant } from './types';

export function takesNotes(table: GridTable): boolean {
  return table !== 'findings';
}
/** In the order in which notes are listed. */
export const notedTables: readonly GridTable[] = gridTables.filter(takesNotes);

/**
 * anchored: where it was made; a note on a row or cell as long as the row is there. moved: its quote stands elsewhere in the
 * cell. orphaned: the quote, or the row, is there no more.
 */
export const noteStates = ['anchored', 'moved', 'orphaned'] as const;
export type NoteState = (typeof noteStates)[number];

export const NoteInfo = z.strictObject({
  noteId: RowId,
  ordinal: z.int(),
  table: GridTableName,
  rowId: RowId,
  /** As they are now; of a row that is gone as they were last. */
  rowOrdinal: z.int(),
  rowName: z.string(),
  /** A row whose addition was undone is there no more. */
  isRowThere: z.boolean(),
  isRowWithdrawn: z.boolean(),
  /** null: the whole row. */
  field: FieldName.nullable(),
  heading: z.string().nullable(),
  /** null: the whole cell, or the whole row. */
  quote: z.string().nullable(),
  /** Where the quote stands in the cell now, in UTF-16 code units; null where it stands nowhere, and of notes without one. */
  span: z.strictObject({ start: z.int(), end: z.int() }).nullable(),
  text: z.string(),
  sharing: z.enum(sharings),
  /** Private itself, or on a private row or column: stays in the document unless it is ticked. */
  isPrivate: z.boolean(),
  lifecycle: Lifecycle,
  state: z.enum(noteStates),
  /** Of its last change. */
  curator: z.string(),
  changedAtUtc: UtcInstant,
});
export type NoteInfo = Readonly<z.infer<typeof NoteInfo>>;

export const NoteCounts = z.strictObject({ private: z.int(), published: z.int(), anchored: z.int(), moved: z.int(), orphaned: z.int() });
