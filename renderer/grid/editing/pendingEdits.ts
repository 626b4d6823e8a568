// Owns what cells show before the core has said yes: texts on their way, and texts that were refused, with the reason.
// Nothing here is saved; a cell leaves this list when its row comes back changed, or when the curator lets it go.
import type { CitedStudy } from '../../../db/contract/types';
import type { CellValue } from '../../../db/contract/values';

export type PendingState =
  | { readonly kind: 'writing' }
  /** Durable; the row with this change has not come back yet. */
  | { readonly kind: 'written'; readonly changeSetId: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly current: CellValue | undefined };

export interface PendingEdit {
  readonly rowId: string;
  readonly field: string;
  readonly before: CellValue;
  readonly value: CellValue;
  /** The studies behind a references value. */
  readonly cites: readonly CitedStudy[];
  /** The text as it was typed, where it could not be read as a value; `value` then is what the cell holds still. */
  readonly typed: string | null;
  readonly state: PendingState;
}

export interface PendingEdits {
  get(rowId: string, field: string): PendingEdit | null;
  set(edit: PendingEdit): void;
  /** Lets go of a cell; with `only`, when it still is that edit. */
  drop(rowId: string, field: string, only?: PendingEdit): void;
  /** The rows changed by this change set are shown: its cells need no text of their own any more. */
  settle(changeSetId: string): void;
  refused(): readonly PendingEdit[];
}

const rememberedChangeSets = 200;

export function createPendingEdits(onChange: (rowId: string, field: string) => void): PendingEdits {
  const edits = new Map<string, PendingEdit>();
  const settled = new Set<string>();
  const keyOf = (rowId: string, field: string): string => `${rowId} ${field}`;

  const drop = (rowId: string, field: string, only?: PendingEdit): void => {
    const key = keyOf(rowId, field);
    if (only !== undefined && edits.get(key) !== only) return;
    if (edits.delete(key)) onChange(rowId, field);
  };

  return {
    get: (rowId, field) => edits.get(keyOf(rowId, field)) ?? null,
    set: (edit) => {
      if (edit.state.kind === 'written' && settled.has(edit.state.changeSetId)) return drop(edit.rowId, edit.field);
      edits.set(keyOf(edit.rowId, edit.field), edit);
      onChange(edit.rowId, edit.field);
    },
    drop,
    settle: (changeSetId) => {
      settled.add(changeSetId);
      for (const oldest of settled) {
        if (settled.size <= rememberedChangeSets) break;
        settled.delete(oldest);
      }
      for (const edit of edits.values()) if (edit.state.kind === 'written' && edit.state.changeSetId === changeSetId) drop(edit.rowId, edit.field);
    },
    refused: () => [...edits.values()].filter(({ state }) => state.kind === 'refused'),
  };
}
