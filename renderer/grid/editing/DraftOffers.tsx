// Owns offering back the texts that an editor held when the page went away.
import type { ReactNode } from 'react';
import type { GridTable } from '../../../db/contract/tableNames';
import { columnsNow } from '../../documentColumns';
import type { Draft } from './drafts';

interface Props {
  readonly table: GridTable;
  readonly drafts: readonly Draft[];
  readonly onRestore: (draft: Draft) => Promise<void>;
  readonly onDiscard: (draft: Draft) => void;
}

export function DraftOffers({ table, drafts, onRestore, onDiscard }: Props): ReactNode {
  return drafts.map((draft) => (
    <div className="lg-drafts" role="status" key={`${draft.rowId} ${draft.field}`}>
      <span>Not saved when the page was left: {columnsNow().headingOf(table, draft.field)} of {draft.rowName}</span>
      <q>{draft.text === '' ? '(empty)' : draft.text}</q>
      <button type="button" onClick={() => void onRestore(draft)}>Put back</button>
      <button type="button" onClick={() => onDiscard(draft)}>Discard</button>
    </div>
  ));
}
