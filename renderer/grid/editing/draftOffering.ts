// Owns the drafts of a table while its grid is shown: kept as the curator types, offered when the page comes again, put
// back into an editor, or let go. Refuses to offer what the cell holds already.
import type { GridTable } from '../../../db/contract/tableNames';
import { columnsNow } from '../../documentColumns';
import { isHeldBy } from '../cells/valueText';
import type { GridClient } from '../gridClient';
import type { GridFocus } from '../gridFocus';
import type { GridMessage } from '../gridTypes';
import type { GridUiStore } from '../gridUi';
import { rowNameOf } from '../ranges/cellWrites';
import type { CellEditing } from './cellEditing';
import { createDrafts, type Draft, type Drafts } from './drafts';

export interface DraftOfferingDeps {
  readonly table: GridTable;
  readonly client: Pick<GridClient, 'call'>;
  readonly ui: GridUiStore;
  readonly storage: () => Storage;
  readonly focus: () => GridFocus;
  readonly editing: () => Pick<CellEditing, 'openDraft'>;
  readonly indexOf: (rowId: string) => number | null;
  readonly tell: (message: GridMessage) => void;
}

export interface DraftOffering {
  /** Null until the document is known. */
  drafts(): Drafts | null;
  begin(): Promise<void>;
  restore(draft: Draft): Promise<void>;
  discard(draft: Draft): void;
}

const mostOffered = 1000;

export function createDraftOffering(deps: DraftOfferingDeps): DraftOffering {
  const { table, client, ui } = deps;
  let drafts: Drafts | null = null;
  const withdraw = (draft: Draft): void => ui.setState(({ drafts: offered }) => ({ drafts: offered.filter((other) => other !== draft) }));

  return {
    drafts: () => drafts,
    begin: async () => {
      const document = await client.call('getDocument', {});
      if (document === null) return;
      const kept = createDrafts(deps.storage(), document.documentId, table);
      drafts = kept;
      const rowIds = [...new Set(kept.list().map(({ rowId }) => rowId))].slice(0, mostOffered);
      if (rowIds.length === 0) return;
      const rows = new Map((await client.call('getRows', { table, rowIds })).map((row) => [row.id, row]));
      // The page can go away between a write and its answer: that text is saved after all.
      for (const { rowId, field, text } of kept.list()) {
        const row = rows.get(rowId);
        const column = columnsNow().find(table, field);
        if (row !== undefined && column !== null && isHeldBy(column, text, row.values[field], row.cites)) kept.drop(rowId, field);
      }
      ui.setState({ drafts: kept.list() });
    },
    restore: async (draft) => {
      withdraw(draft);
      const [row] = await client.call('getRows', { table, rowIds: [draft.rowId] });
      if (row === undefined) return deps.tell({ tone: 'problem', text: `The row of this text is no longer there. The text was: ${draft.text}` });
      await deps.focus().toRow(row.id, draft.field);
      deps.editing().openDraft({ ...draft, rowName: rowNameOf(table, row) }, row, deps.indexOf(row.id) ?? 0);
    },
    discard: (draft) => {
      drafts?.drop(draft.rowId, draft.field);
      withdraw(draft);
    },
  };
}
