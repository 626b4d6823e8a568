// Owns what a curator chose for the columns of a file, kept by its headings in the browser's own storage, so that the
// next file with these headings is read the same way. Refuses to fail an import because storage is full or denied, and
// to trust what it finds there.
import { importedTables, type ImportedTable } from '../../../../db/contract/imports';

export interface RememberedColumns {
  readonly table: ImportedTable;
  /** Heading → what it was said to be; null: not imported. */
  readonly targets: Readonly<Record<string, string | null>>;
  readonly chosenAtUtc: string;
}
type Store = Pick<Storage, 'getItem' | 'setItem'>;
type Kept = readonly (readonly [headings: string, columns: RememberedColumns])[];

const storageKey = 'lacuna.import.columns';
const mostKept = 100;

/** One name for a set of headings, whatever their order. */
function headingsKey(headings: readonly string[]): string {
  return JSON.stringify(headings.toSorted());
}

export function recallColumns(storage: Store, headings: readonly string[]): RememberedColumns | null {
  const key = headingsKey(headings);
  return read(storage).find(([known]) => known === key)?.[1] ?? null;
}

export function isAnythingRemembered(storage: Store): boolean {
  return read(storage).length > 0;
}

/** null forgets. */
export function rememberColumns(storage: Store, headings: readonly string[], columns: RememberedColumns | null): void {
  const key = headingsKey(headings);
  const others = read(storage).filter(([known]) => known !== key);
  try {
    storage.setItem(storageKey, JSON.stringify([...(columns === null ? [] : [[key, columns] as const]), ...others].slice(0, mostKept)));
  } catch {
    // Storage is full or denied: the next file is guessed again.
  }
}

function read(storage: Store): Kept {
  try {
    const kept: unknown = JSON.parse(storage.getItem(storageKey) ?? '[]');
    return Array.isArray(kept) ? kept.flatMap(entryOf) : [];
  } catch {
    return [];
  }
}

function entryOf(kept: unknown): Kept {
  if (!Array.isArray(kept) || kept.length !== 2) return [];
  const [key, columns]: readonly unknown[] = kept;
  if (typeof key !== 'string' || typeof columns !== 'object' || columns === null) return [];
  const fields = new Map<string, unknown>(Object.entries(columns));
  const table = importedTables.find((name) => name === fields.get('table'));
  const targets = fields.get('targets');
  const chosenAtUtc = fields.get('chosenAtUtc');
  if (table === undefined || typeof targets !== 'object' || targets === null || typeof chosenAtUtc !== 'string' || Number.isNaN(Date.parse(chosenAtUtc))) return [];
  const known = Object.entries(targets).filter((entry): entry is [string, string | null] => entry[1] === null || typeof entry[1] === 'string');
  return [[key, { table, targets: Object.fromEntries(known), chosenAtUtc }]];
}
