// Owns what an open editor holds when the page goes away: kept per document and cell in the browser's own storage and
// offered back when the page comes again. Refuses to fail an edit because storage is full or denied.
import type { CellValue } from '../../../db/contract/values';

export interface Draft {
  readonly table: string;
  readonly rowId: string;
  readonly field: string;
  readonly rowName: string;
  readonly before: CellValue;
  readonly text: string;
}

export interface Drafts {
  /** Remembers the text soon; `flush` does so now. */
  note(draft: Draft): void;
  drop(rowId: string, field: string): void;
  flush(): void;
  list(): readonly Draft[];
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
const noteAfterMs = 200;

export function createDrafts(storage: Store, documentId: string, table: string): Drafts {
  const key = `lacuna.drafts.${documentId}.${table}`;
  const drafts = new Map<string, Draft>(read(storage, key).map((draft) => [`${draft.rowId} ${draft.field}`, draft]));
  let timer: ReturnType<typeof setTimeout> | null = null;

  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    try {
      if (drafts.size === 0) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify([...drafts.values()]));
    } catch {
      // Storage is full or denied: the editor itself still holds the text.
    }
  };

  return {
    note: (draft) => {
      drafts.set(`${draft.rowId} ${draft.field}`, draft);
      timer ??= setTimeout(flush, noteAfterMs);
    },
    drop: (rowId, field) => {
      if (drafts.delete(`${rowId} ${field}`)) flush();
    },
    flush: () => { if (timer !== null) flush(); },
    list: () => [...drafts.values()],
  };
}

function read(storage: Store, key: string): readonly Draft[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isDraft) : [];
  } catch {
    return [];
  }
}

function isDraft(kept: unknown): kept is Draft {
  if (typeof kept !== 'object' || kept === null) return false;
  const fields = new Map<string, unknown>(Object.entries(kept));
  return fields.has('before') && ['table', 'rowId', 'field', 'rowName', 'text'].every((name) => typeof fields.get(name) === 'string');
}
