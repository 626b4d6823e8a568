// Owns turning a copy of a document into one of its releases: evidence rows as they were, by the journal; the rows that
// follow from them as they were kept, so that no rule is asked again; the journal and the releases up to there and no
// further; and the proof that all of it is what was frozen. Only what differs is written. Refuses to work on a document:
// it takes the journal apart, so the caller hands in a copy that nobody else sees, with foreign keys off, in a transaction.
// Row numbers are restored as well where the printed order of rows that share a place depends on them.
import { emptyValues, tables } from '../contract/columns';
import type { JournalTable } from '../contract/tableNames';
import { LacunaError } from '../contract/errors';
import { sameValue } from '../contract/values';
import { rowsBetween, touchedRows, versionsAt } from '../journal/earlierRows';
import type { WriteHandle } from '../store/handle';
import { deleteRow, insertRow, isDerived, readRows, updateRow, type StoredRow } from '../store/rows';
import { indexRow, isSearched } from '../store/searchIndex';
import { contentHashAt } from './contentHash';
import { followingPieces, followingSql, followingTables, type FollowingTable, type Piece } from './followingRows';
import type { Pause } from './pause';
import { hashOfPieces, piecesOf, type StoredRelease } from './storedRelease';

interface ComingRow { readonly table: JournalTable; readonly row: StoredRow }

const rowsPerPiece = 500;

export async function rewind(handle: WriteHandle, release: StoredRelease, pause: Pause): Promise<void> {
  const coming = await takeBackRows(handle, release, pause);
  await removeOtherFollowing(handle, await keptNums(handle, release, pause), pause);
  await eachPiece(handle, release, pause, (piece) => { if (piece.kind === 'rows') bringFollowing(handle, piece.table, piece.rows); });
  bringBack(handle, release, coming);
  clearLists(handle);
  await eachPiece(handle, release, pause, (piece) => bringList(handle, piece));
  cutJournal(handle, release);
  await prove(handle, release, pause);
}

/** Rows as they were; those that were removed since are returned, because they may need their old numbers. */
async function takeBackRows(handle: WriteHandle, { changeSetSeq }: StoredRelease, pause: Pause): Promise<readonly ComingRow[]> {
  const touched = touchedRows(handle, changeSetSeq, Number.MAX_SAFE_INTEGER);
  const total = [...touched.values()].reduce((sum, { length }) => sum + length, 0);
  const coming: ComingRow[] = [];
  let done = 0;
  for (const [table, rowIds] of touched) {
    for (let start = 0; start < rowIds.length; start += rowsPerPiece) {
      const ids = rowIds.slice(start, start + rowsPerPiece);
      const stored = new Map(readRows(handle, table, ids).map((row) => [row.id, row]));
      const versions = versionsAt(handle, table, ids, changeSetSeq);
      for (const [id, { before, revisions }] of rowsBetween(handle, table, ids, changeSetSeq, Number.MAX_SAFE_INTEGER)) {
        const now = stored.get(id) ?? null;
        const then = before === null ? null : { num: now?.num ?? 0, id, version: versions.get(id) ?? 1, ...before, values: { ...emptyValues(table), ...before.values } };
        const isSameRow = revisions.every(({ revision }) => revision.op === 'set');
        if (then !== null && now !== null && isSameRow) writeRow(handle, table, now, then);
        else {
          // A row that follows from others now is looked at with those.
          if (now !== null && (then !== null || !isDerived(table, now.values))) removeRow(handle, table, now);
          if (then !== null) coming.push({ table, row: then });
        }
      }
      done += ids.length;
      await pause(done, total);
    }
  }
  return coming;
}

function writeRow(handle: WriteHandle, table: JournalTable | FollowingTable, now: StoredRow, then: StoredRow): void {
  const listsChanged = ['references', 'members'].some((key) => !sameValue(now.values[key], then.values[key]));
  updateRow(handle, table, now, then, listsChanged);
  if (isSearched(table)) indexRow(handle, table, now.num, now, then);
}

function removeRow(handle: WriteHandle, table: JournalTable | FollowingTable, row: StoredRow): void {
  if (isSearched(table)) indexRow(handle, table, row.num, row, null);
  deleteRow(handle, table, row);
}

function addRow(handle: WriteHandle, table: JournalTable | FollowingTable, row: StoredRow, num: number | null): void {
  const inserted = insertRow(handle, table, row, num);
  if (isSearched(table)) indexRow(handle, table, inserted, null, row);
}

type NumsById = ReadonlyMap<FollowingTable, ReadonlyMap<string, number>>;

async function keptNums(handle: WriteHandle, release: StoredRelease, pause: Pause): Promise<NumsById> {
  const nums = new Map(followingTables.map((table) => [table, new Map<string, number>()]));
  await eachPiece(handle, release, pause, (piece) => { if (piece.kind === 'rows') for (const [num, id] of piece.rows) nums.get(piece.table)?.set(id, num); });
  return nums;
}

async function eachPiece(handle: WriteHandle, { no }: StoredRelease, pause: Pause, work: (piece: Piece) => void): Promise<void> {
  const total = handle.get<{ count: number }>('SELECT count(*) AS count FROM release_part WHERE releaseNo = ?', no)?.count ?? 0;
  let done = 0;
  for (const piece of piecesOf(handle, no)) {
    work(piece);
    done += 1;
    await pause(done, total);
  }
}

/** What follows now and did not then, or stood under another number. */
async function removeOtherFollowing(handle: WriteHandle, kept: NumsById, pause: Pause): Promise<void> {
  for (const [table, nums] of kept) {
    const now = handle.all<{ id: string; num: number }>(`SELECT id, num FROM ${tables[table].sqlName} WHERE ${followingSql(table)}`);
    const gone = now.filter(({ id, num }) => nums.get(id) !== num).map(({ id }) => id);
    for (let start = 0; start < gone.length; start += rowsPerPiece) {
      for (const row of readRows(handle, table, gone.slice(start, start + rowsPerPiece))) removeRow(handle, table, row);
      await pause(start, gone.length);
    }
  }
}

function bringFollowing(handle: WriteHandle, table: FollowingTable, rows: Extract<Piece, { readonly kind: 'rows' }>['rows']): void {
  const stored = new Map(readRows(handle, table, rows.map(([, id]) => id)).map((row) => [row.id, row]));
  for (const [num, id, ordinal, lifecycle, values] of rows) {
    const now = stored.get(id);
    const then = { num, id, ordinal, lifecycle, version: 0, values: { ...emptyValues(table), ...values } };
    if (now === undefined) addRow(handle, table, then, num);
    else if (!isSame(now, then)) writeRow(handle, table, now, then);
  }
}

function isSame(now: StoredRow, then: StoredRow): boolean {
  return now.ordinal === then.ordinal && now.lifecycle === then.lifecycle && now.version === then.version && Object.keys(then.values).every((key) => sameValue(now.values[key], then.values[key]));
}

/** Those whose number decides their place first, or another could have taken it. */
function bringBack(handle: WriteHandle, { no }: StoredRelease, coming: readonly ComingRow[]): void {
  const nums = new Map<string, number>();
  for (const piece of piecesOf(handle, no)) if (piece.kind === 'order') for (const [id, num] of piece.rows) nums.set(`${piece.table}/${id}`, num);
  const numOf = ({ table, row }: ComingRow): number | null => nums.get(`${table}/${row.id}`) ?? null;
  for (const each of coming.toSorted((left, right) => Number(numOf(left) === null) - Number(numOf(right) === null))) addRow(handle, each.table, each.row, numOf(each));
}

/** Lists beside the rows; and what the checks keep for themselves, which they make anew in a document that goes on from here. */
function clearLists(handle: WriteHandle): void {
  for (const list of ['finding_source', 'finding_member', 'symbol', 'evidence_key', 'evidence_row', 'check_queue', 'check_key_queue']) handle.run(`DELETE FROM ${list}`);
  handle.run(`DELETE FROM meta WHERE key = 'checkedBy'`);
}

function bringList(handle: WriteHandle, piece: Piece): void {
  if (piece.kind === 'members') for (const row of piece.rows) handle.run('INSERT INTO finding_member (findingId, position, tableName, rowId) VALUES (?, ?, ?, ?)', ...row);
  if (piece.kind === 'symbols') for (const row of piece.rows) handle.run('INSERT INTO symbol (tableName, rowId, position, printed, key, approved, kind) VALUES (?, ?, ?, ?, ?, ?, ?)', ...row);
}

/** The journal's own locks are lifted for as long as this takes. */
function cutJournal(handle: WriteHandle, { no, changeSetSeq }: StoredRelease): void {
  const locks = handle.all<{ name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('change_set', 'revision', 'release', 'release_part')`);
  for (const { name } of locks) handle.run(`DROP TRIGGER ${name}`);
  handle.run('DELETE FROM revision WHERE changeSetSeq > ?', changeSetSeq);
  handle.run('DELETE FROM change_set WHERE seq > ?', changeSetSeq);
  handle.run('DELETE FROM release_part WHERE releaseNo > ?', no);
  handle.run('DELETE FROM release WHERE no > ?', no);
  for (const { sql } of locks) handle.run(sql);
}

async function prove(handle: WriteHandle, release: StoredRelease, pause: Pause): Promise<void> {
  const refuse = (what: string): never => {
    throw new LacunaError('document-damaged', `Release ${release.version} can't be had back as it was: ${what}. The document is left as it is. Verify it (Document › Verify), and look at its backups.`, { version: release.version });
  };
  if ((await contentHashAt(handle, null, pause)) !== release.contentHash) refuse('its evidence is not what was frozen');
  const following = hashOfPieces();
  for await (const text of followingPieces(handle, pause)) following.add(text);
  if (following.digest() !== release.followingHash) refuse('what followed from its evidence is not what was kept');
  if (handle.all('PRAGMA foreign_key_check').length > 0) refuse('some of its references lead nowhere');
}
