// Owns finding rows again: by id, number, keys, name or all that they say; and which studies of the document wait for a
// record that says more of them. Pure, in bounded steps. Refuses to decide whether two rows are the same one.
import type { ImportedTable } from '../../contract/imports';
import type { Lifecycle } from '../../contract/types';
import { cellText } from '../../contract/values';
import type { Steps } from '../steps';
import { createLikeStudies, type LikeStudies } from './likeStudies';
import { comparedText, foldedText, keyedRow, type ComparedRow, type KeyedRow } from './rowIdentity';

/** A row of the document. One that is withdrawn is never changed, and not brought back unasked. */
export interface ExistingRow extends ComparedRow {
  readonly rowId: string;
  readonly ordinal: number;
  readonly lifecycle: Lifecycle;
  /** It follows from another row, and changes with that only. */
  readonly isDerived: boolean;
}
/** What an import may meet. */
export interface ExistingRows {
  /** Each once, in printed order. */
  readonly rows: Iterable<ExistingRow>;
  /** Under which a cited study stands: by its PMID, null where none has it; by its number, of one that was merged that of its successor. */
  readonly standingNumbers: { readonly ofPmid: (pmid: string) => number | null; readonly ofNumber: (number: number) => number };
}

export interface RowIndex<Row extends ComparedRow> {
  readonly add: (keyed: KeyedRow<Row>) => void;
  readonly withHash: (hash: number) => readonly Row[];
  readonly withKey: (key: string) => readonly Row[];
  readonly withName: (name: string) => readonly Row[];
}

export function createIndex<Row extends ComparedRow>(): RowIndex<Row> {
  const byHash = new Map<number, Row[]>();
  const byKey = new Map<string, Row[]>();
  const byName = new Map<string, Row[]>();
  return {
    add: ({ row, hash, name, keys }) => {
      pushTo(byHash, hash, row);
      for (const key of keys) pushTo(byKey, key, row);
      pushTo(byName, name, row);
    },
    withHash: (hash) => byHash.get(hash) ?? [],
    withKey: (key) => byKey.get(key) ?? [],
    withName: (name) => byName.get(name) ?? [],
  };
}

function pushTo<Key, Row>(map: Map<Key, Row[]>, key: Key, row: Row): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [row]);
  else list.push(row);
}

/** Where two rows were merged, both have the key: the one that was withdrawn no longer counts. */
export function standingRows(rows: readonly ExistingRow[]): readonly ExistingRow[] {
  const standing = rows.filter(({ lifecycle }) => lifecycle !== 'withdrawn');
  return standing.length === 0 ? rows : standing;
}

export interface ExistingIndex extends Pick<RowIndex<ExistingRow>, 'withHash' | 'withKey' | 'withName'> {
  readonly byId: ReadonlyMap<string, ExistingRow>;
  readonly byOrdinal: ReadonlyMap<number, readonly KeyedRow<ExistingRow>[]>;
  /** Studies of which author and year are known and no more, that may be this one. */
  readonly incomplete: (row: ComparedRow) => readonly ExistingRow[];
  /** Finds studies by likeness; made when it is first asked for. */
  readonly like: () => Steps<LikeStudies<ExistingRow>>;
}

/** A study that is in the document as a number, with what the review says of it and at most whose it is. */
export function isStub(table: ImportedTable, row: ComparedRow): boolean {
  return table === 'studies' && isIncomplete(row) && /^(?:Reference \d+)?$/u.test(comparedText(row.values['label']).trim());
}

/** Whether the first author that a stub names, if any, is that of the record. */
export function mayBeBy(stub: ComparedRow, record: ComparedRow): boolean {
  const [known, stated] = [stub, record].map(({ values }) => foldedText(cellText(values['firstAuthor'])));
  return known === '' || known === stated;
}

/** Studies with an author and a year, or a label of both, and nothing else that says which study it is. */
function incompleteKeys({ values }: ComparedRow): readonly string[] {
  const text = (key: string): string => foldedText(cellText(values[key]));
  return [...(text('firstAuthor') === '' || text('year') === '' ? [] : [`${text('firstAuthor')}\u0001${text('year')}`]), ...(text('label') === '' || /^reference \d+$/u.test(text('label')) ? [] : [text('label')])];
}

function isIncomplete({ values }: ComparedRow): boolean {
  return ['title', 'doi', 'pmid'].every((key) => comparedText(values[key]).trim() === '');
}

const rowsPerStep = 500;

export function* indexRows(table: ImportedTable, rows: ExistingRows['rows']): Steps<ExistingIndex> {
  const index = createIndex<ExistingRow>();
  const byId = new Map<string, ExistingRow>();
  const byOrdinal = new Map<number, KeyedRow<ExistingRow>[]>();
  const open = new Map<string, ExistingRow[]>();
  let likeStudies: LikeStudies<ExistingRow> | null = null;
  for (const row of rows) {
    const keyed = keyedRow(table, row);
    index.add(keyed);
    byId.set(row.rowId, row);
    pushTo(byOrdinal, row.ordinal, keyed);
    if (table === 'studies' && isIncomplete(row)) for (const key of incompleteKeys(row)) pushTo(open, key, row);
    if (byId.size % rowsPerStep === 0) yield { done: byId.size, total: byId.size };
  }
  return { ...index, byId, byOrdinal, incomplete: (row) => [...new Set(incompleteKeys(row).flatMap((key) => open.get(key) ?? []))], like };

  function* like(): Steps<LikeStudies<ExistingRow>> {
    if (likeStudies !== null) return likeStudies;
    const made = createLikeStudies<ExistingRow>();
    let done = 0;
    for (const row of byId.values()) {
      made.add(row);
      done += 1;
      if (done % rowsPerStep === 0) yield { done, total: byId.size };
    }
    likeStudies = made;
    return made;
  }
}
