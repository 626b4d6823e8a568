// Owns what of a document is the lab's own: its private studies, what says something by them alone (rows that cite no other
// study, their results, findings, conflicts and notes with such a row), private notes, private custom columns with their
// cells and terms, and the conflicts on such cells. An export leaves all of it out. Found from the private studies and
// columns, so that a document without any costs nothing.
import { hasReferences, tables, vocabularyField } from '../contract/columns';
import type { TableName } from '../contract/tableNames';
import type { CustomColumn } from '../contract/customColumns';
import { isPrivate } from '../contract/sharing';
import { cellText, membersOf, studyIdsOf, type CellValue, type ConflictMember } from '../contract/values';
import type { Values } from '../contract/types';
import { readCustomColumns } from '../journal/customColumns';
import type { ReadHandle } from '../store/handle';
import { readRows, type StoredRow } from '../store/rows';

export interface PrivateRows {
  readonly studyIds: ReadonlySet<string>;
  /** Ids of the private rows of a table. */
  idsOf(table: TableName): ReadonlySet<string>;
  /** SQLite's numbers of the same rows. */
  numsOf(table: TableName): ReadonlySet<number>;
  /** Whether the field is of a private custom column, be it withdrawn. */
  isColumn(table: TableName, field: string): boolean;
  /** Whether a reason that the core gave names such a column. */
  isReason(why: string): boolean;
  readonly columns: readonly CustomColumn[];
}

const none: ReadonlySet<never> = new Set<never>();
/** Of an export that takes all along. */
export const nothingPrivate: PrivateRows = { studyIds: none, idsOf: () => none, numsOf: () => none, isColumn: () => false, isReason: () => false, columns: [] };

/** Of the state that `handle` reads; what is added later is not in it. `present`: of an earlier state, what is private by now, which decides of columns. */
export function privateRowsOf(handle: ReadHandle, present: PrivateRows | null = null): PrivateRows {
  const studyIds = new Set([...handle.column<string>(`SELECT id FROM study WHERE sharing = 'private'`), ...(present?.studyIds ?? none)]);
  const columns = present?.columns ?? readCustomColumns(handle).filter(({ sharing }) => sharing === 'private');
  const fields = new Set(columns.map(({ table, key }) => vocabularyField(table, key)));
  const known = new Map<TableName, ReadonlySet<string>>([['studies', studyIds]]);
  const idsOf = (table: TableName): ReadonlySet<string> => {
    const ids = known.get(table) ?? new Set(readIds(handle, table, idsOf, list(fields)));
    known.set(table, ids);
    return ids;
  };
  const isColumn = (table: TableName, field: string): boolean => fields.has(vocabularyField(table, field));
  const isReason = (why: string): boolean => columns.some(({ heading }) => why.startsWith(`Reopened: ${heading} of `));
  return { studyIds, idsOf, isColumn, isReason, columns, numsOf: (table) => new Set(handle.column<number>(`SELECT num FROM ${tables[table].sqlName} WHERE id IN (SELECT value FROM json_each(?))`, list(idsOf(table)))) };
}

/** Whether there is anything that an export leaves out. */
export function isAnythingPrivate(privates: PrivateRows): boolean {
  return (['studies', 'notes', 'customColumns'] as const).some((table) => privates.idsOf(table).size > 0);
}

/** `fields`: those of private columns, as JSON. */
function readIds(handle: ReadHandle, table: TableName, idsOf: PrivateRows['idsOf'], fields: string): readonly string[] {
  if (table === 'customColumns') return handle.column<string>(`SELECT id FROM custom_column WHERE sharing = 'private'`);
  if (table === 'notes') return [...handle.column<string>(`SELECT id FROM note WHERE sharing = 'private'`), ...handle.column<string>(`SELECT id FROM note WHERE tableName || '.' || field IN (SELECT value FROM json_each(?))`, fields), ...memberOwners(handle, 'id', 'note', idsOf)];
  if (table === 'vocabulary') return handle.column<string>('SELECT id FROM vocabulary WHERE field IN (SELECT value FROM json_each(?))', fields);
  if (table === 'conflicts') return [...memberOwners(handle, 'conflictId', 'conflict_member', idsOf), ...handle.column<string>(`SELECT conflictId FROM conflict_member WHERE tableName || '.' || field IN (SELECT value FROM json_each(?))`, fields)];
  const studies = idsOf('studies');
  if (studies.size === 0) return [];
  if (hasReferences(table)) {
    return handle.column<string>(
      `WITH hidden AS (SELECT value AS id FROM json_each(?))
       SELECT DISTINCT c.rowId FROM hidden JOIN citation c ON c.studyId = hidden.id WHERE c.tableName = ?
       AND NOT EXISTS (SELECT 1 FROM citation o WHERE o.tableName = c.tableName AND o.rowId = c.rowId AND o.studyId NOT IN hidden)`, list(studies), table,
    );
  }
  switch (table) {
    case 'results': return handle.column<string>('SELECT id FROM result WHERE trialId IN (SELECT value FROM json_each(?))', list(idsOf('trials')));
    case 'findings': return memberOwners(handle, 'findingId', 'finding_member', idsOf);
    case 'dismissals': return handle.column<string>('SELECT id FROM dismissal WHERE findingKey IN (SELECT findingKey FROM finding WHERE id IN (SELECT value FROM json_each(?)))', list(idsOf('findings')));
    default: return [];
  }
}

/** The same of some rows, studies or rows that cite, at a cost that only grows with them: for what a grid shows. */
export function privateAmong(handle: ReadHandle, table: TableName, rows: readonly StoredRow[]): ReadonlySet<string> {
  if (table === 'studies') return new Set(rows.filter(({ values }) => isPrivate(values)).map(({ id }) => id));
  if (!hasReferences(table) || handle.get(`SELECT 1 FROM study WHERE sharing = 'private' LIMIT 1`) === undefined) return none;
  return new Set(handle.column<string>(
    `SELECT c.rowId FROM citation c JOIN study s ON s.id = c.studyId WHERE c.tableName = ? AND c.rowId IN (SELECT value FROM json_each(?)) GROUP BY c.rowId HAVING min(s.sharing IS 'private')`,
    table, JSON.stringify(rows.map(({ id }) => id)),
  ));
}

const ownTables = ['studies', 'factors', 'trials', 'claims', 'results'] as const;

function memberOwners(handle: ReadHandle, owner: string, sqlName: string, idsOf: PrivateRows['idsOf']): readonly string[] {
  return ownTables.flatMap((table) => handle.column<string>(`SELECT DISTINCT ${owner} FROM ${sqlName} WHERE tableName = ? AND rowId IN (SELECT value FROM json_each(?))`, table, list(idsOf(table))));
}

function list(ids: ReadonlySet<string>): string {
  return JSON.stringify([...ids]);
}

/**
 * Whether a row as the journal has it is the lab's own: by what it is now, or, of one that is no longer in the tables, by
 * its own word and by studies that are private or gone.
 */
export function isPrivateSnapshot(handle: ReadHandle, privates: PrivateRows, table: TableName, rowId: string, values: Values): boolean {
  if (privates.idsOf(table).has(rowId)) return true;
  if (handle.get(`SELECT 1 FROM ${tables[table].sqlName} WHERE id = ?`, rowId) !== undefined) return false;
  if (isPrivate(values)) return true;
  if (table === 'conflicts') return membersOf(values['members']).some((member) => isPrivateMember(privates, member));
  const cited = studyIdsOf(values['references']);
  if (table === 'results') return privates.idsOf('trials').has(cellText(values['trialId']));
  if (table === 'notes') return ownTables.some((each) => each === cellText(values['tableName']) && privates.idsOf(each).has(cellText(values['rowId'])));
  return cited.length > 0 && readRows(handle, 'studies', cited).every((study) => isPrivate(study.values));
}

function isPrivateMember(privates: PrivateRows, { table, rowId }: ConflictMember): boolean {
  return privates.idsOf(table).has(rowId);
}

/** A list of references without private studies, one of members without private rows; any other value as it is. */
export function withoutPrivate(privates: PrivateRows, value: CellValue): CellValue {
  if (!Array.isArray(value) || value.length === 0) return value;
  const members = membersOf(value);
  return members.length > 0 ? members.filter((member) => !isPrivateMember(privates, member)) : studyIdsOf(value).filter((id) => !privates.studyIds.has(id));
}
