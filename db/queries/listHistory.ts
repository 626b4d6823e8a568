// Owns the history of the file, a row, a cell or one change set: change sets newest first, with the revisions in scope.
// An added row shows in the file's history as one entry, in its own history field by field.
import { tables } from '../contract/columns';
import { isCustomKey, type JournalTable, type TableName } from '../contract/tableNames';
import type { DocumentColumns } from '../contract/customColumns';
import type { ChangeSetInfo, RevisionInfo } from '../contract/types';
import type { CellValue } from '../contract/values';
import { revisionFrom } from '../journal/applyChangeSet';
import type { ChainedRevision } from '../journal/chain';
import { rowNameOf, type FieldValue, type Revision, type RowSnapshot } from '../journal/changeSet';
import { columnsIn } from '../journal/customColumns';
import type { ReadHandle, SqlValue } from '../store/handle';
import { readRow } from '../store/rows';

export type HistoryScope =
  | { readonly kind: 'file' }
  | { readonly kind: 'row'; readonly table: TableName; readonly rowId: string }
  | { readonly kind: 'cell'; readonly table: TableName; readonly rowId: string; readonly field: string }
  | { readonly kind: 'changeSet'; readonly changeSetId: string };

export interface HistoryQuestion {
  readonly scope: HistoryScope; readonly curator?: string | undefined; readonly fromUtc?: string | undefined; readonly toUtc?: string | undefined; readonly beforeSeq?: number | undefined; readonly limit: number;
  /** All revisions of each change set; otherwise the first 200. */
  readonly isWhole?: boolean;
}
export interface History { readonly changeSets: readonly ChangeSetInfo[]; readonly hasMore: boolean; readonly curators: readonly string[] }

const mostRevisions = 200;

type RawSet = Omit<ChangeSetInfo, 'revisions'>;
type RawRevision = ChainedRevision & { readonly tableName: JournalTable };

export function listHistory(handle: ReadHandle, question: HistoryQuestion): History {
  const { scope } = question;
  const conditions: string[] = [];
  const parameters: SqlValue[] = [];
  const where = (sql: string, ...values: readonly SqlValue[]): void => { conditions.push(sql); parameters.push(...values); };
  if (scope.kind === 'changeSet') where('c.id = ?', scope.changeSetId);
  if (scope.kind === 'row') where('c.seq IN (SELECT changeSetSeq FROM revision WHERE rowId = ? AND tableName = ?)', scope.rowId, scope.table);
  if (scope.kind === 'cell') where(`c.seq IN (SELECT changeSetSeq FROM revision WHERE rowId = ? AND tableName = ? AND (op <> 'set' OR field = ?))`, scope.rowId, scope.table, scope.field);
  if (question.curator !== undefined) where('c.curator = ?', question.curator);
  if (question.fromUtc !== undefined) where('c.madeAtUtc >= ?', question.fromUtc);
  if (question.toUtc !== undefined) where('c.madeAtUtc < ?', question.toUtc);
  if (question.beforeSeq !== undefined) where('c.seq < ?', question.beforeSeq);
  const sets = handle.all<RawSet>(
    `SELECT c.id AS changeSetId, c.seq, c.kind, c.label, c.reason, c.curator, c.madeAtUtc, (SELECT count(*) FROM revision r WHERE r.changeSetSeq = c.seq) AS revisionCount
     FROM change_set c ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`} ORDER BY c.seq DESC LIMIT ?`,
    ...parameters, question.limit + 1,
  );
  const words: Words = { names: new Map(), columns: columnsIn(handle) };
  return {
    changeSets: sets.slice(0, question.limit).map((set) => ({ ...set, revisions: revisionsInScope(handle, set.seq, question, words) })),
    hasMore: sets.length > question.limit,
    curators: handle.column<string>('SELECT DISTINCT curator FROM change_set ORDER BY curator'),
  };
}

/** What rows and columns are called, as far as it was asked. */
interface Words { readonly names: Map<string, string>; readonly columns: DocumentColumns }

function revisionsInScope(handle: ReadHandle, seq: number, { scope, isWhole }: HistoryQuestion, words: Words): readonly RevisionInfo[] {
  const most = isWhole === true ? -1 : mostRevisions;
  const columns = 'SELECT tableName, rowId, op, field, before, after, why FROM revision WHERE changeSetSeq = ?';
  const raw = scope.kind === 'row' || scope.kind === 'cell'
    ? handle.all<RawRevision>(`${columns} AND rowId = ? AND tableName = ? ORDER BY position LIMIT ?`, seq, scope.rowId, scope.table, most)
    : handle.all<RawRevision>(`${columns} ORDER BY position LIMIT ?`, seq, most);
  const infos = raw.map(revisionFrom).flatMap((revision) => revisionInfos(handle, revision, scope.kind === 'row' || scope.kind === 'cell', words));
  return scope.kind === 'cell' ? infos.filter((info) => info.field === scope.field) : infos;
}

function revisionInfos(handle: ReadHandle, revision: Revision, isFieldByField: boolean, { names, columns }: Words): readonly RevisionInfo[] {
  const { table, rowId, why } = revision;
  if (revision.op === 'set') {
    const { field, before, after } = revision;
    // That a study was merged, and into which, its withdrawal says in words.
    if (field === 'mergedInto') return [];
    return [{ table, rowId, rowName: nameOf(handle, table, rowId, names), op: 'set', field, heading: columns.headingOf(table, field), before: shown(before), after: shown(after), why }];
  }
  const snapshot: RowSnapshot = revision.op === 'add' ? revision.after : revision.before;
  const rowName = rowNameOf(table, snapshot);
  const info = (field: string, value: CellValue): RevisionInfo => ({
    table, rowId, rowName, op: revision.op, field, heading: field === '' ? tables[table].rowName : columns.headingOf(table, field),
    before: revision.op === 'remove' ? value : null, after: revision.op === 'add' ? value : null, why,
  });
  if (!isFieldByField) return [info('', rowName)];
  const keys = [...tables[table].columns.filter((column) => column.kind !== 'hidden').map(({ key }) => key), ...Object.keys(snapshot.values).filter(isCustomKey)];
  return keys.map((key) => info(key, snapshot.values[key] ?? null)).filter((entry) => entry.before !== null || entry.after !== null);
}

function shown(value: FieldValue): CellValue {
  return typeof value === 'number' ? String(value) : value;
}

function nameOf(handle: ReadHandle, table: JournalTable, rowId: string, names: Map<string, string>): string {
  const known = names.get(rowId);
  if (known !== undefined) return known;
  const row = readRow(handle, table, rowId);
  const name = row === null ? `${tables[table].rowName} no longer in the file` : rowNameOf(table, row);
  names.set(rowId, name);
  return name;
}
