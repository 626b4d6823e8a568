// Owns turning what the file holds into printed tables for the writers: published headings, reference numbers, one text
// a cell. Rows are read in blocks while the writer asks for them, so that 100,000 rows never lie in memory at once.
import { tables } from '../contract/columns';
import type { GridTable } from '../contract/tableNames';
import { cellText, studyIdsOf, type CellValue } from '../contract/values';
import { printedReferences } from '../evidence/references/citation';
import type { ReadHandle } from '../store/handle';
import { printedOrderSql, readRowsByNum } from '../store/rows';
import { studyNumbers } from './findStudies';
import { listConflicts } from './listConflicts';
import { listHistory } from './listHistory';
import type { PrintedColumnOfRows } from './printedColumns';
import { privateRevisionsOf } from './privateRevisions';
import { nothingPrivate, withoutPrivate, type PrivateRows } from './privateRows';

/** Rows can be gone through again; `nums` are theirs, where they are rows of a table. */
export interface PrintedRows { readonly columns: readonly PrintedColumnOfRows[]; readonly rows: Iterable<readonly string[]>; readonly nums: readonly number[] | null }
/** What a cell that cites these studies prints. */
export type Cite = (studyIds: readonly string[]) => string;

const rowsPerBlock = 500;

/** By the review's own numbers: "[66, 67]". */
export function citeByNumber(handle: ReadHandle): Cite {
  const numbers = studyNumbers(handle);
  return (ids) => printedReferences(ids.flatMap((id) => numbers.get(id) ?? []));
}

/** `wanted`: the rows in their order. */
export function printedTableRows(handle: ReadHandle, table: GridTable, wanted: readonly number[], columns: readonly PrintedColumnOfRows[], cite: Cite): PrintedRows {
  function* rows(): Generator<readonly string[]> {
    for (let start = 0; start < wanted.length; start += rowsPerBlock) {
      for (const row of readRowsByNum(handle, table, wanted.slice(start, start + rowsPerBlock))) {
        yield columns.map((column) => (column.key === 'ordinal' ? String(row.ordinal) : printedCell(row.values[column.key], cite)));
      }
    }
  }
  return { columns, rows: again(rows), nums: wanted };
}

/** All active rows in printed order, and those that were excluded if they are wanted. */
export function printedNums(handle: ReadHandle, table: GridTable, includeExcluded: boolean): readonly number[] {
  const lifecycles = includeExcluded ? `t.lifecycle <> 'withdrawn'` : `t.lifecycle = 'active'`;
  return handle.column<number>(`SELECT t.num FROM ${tables[table].sqlName} t WHERE ${lifecycles} ORDER BY ${printedOrderSql(table)}`);
}

/** The studies that these rows cite. */
export function citedByRows(handle: ReadHandle, table: GridTable, nums: readonly number[]): ReadonlySet<string> {
  return new Set(handle.column<string>(
    `SELECT DISTINCT studyId FROM citation WHERE tableName = ? AND rowId IN (SELECT id FROM ${tables[table].sqlName} WHERE num IN (SELECT value FROM json_each(?)))`, table, JSON.stringify(nums),
  ));
}

export function again(rows: () => Generator<readonly string[]>): Iterable<readonly string[]> {
  return { [Symbol.iterator]: rows };
}

/** A cell as it prints; references as `cite` has them. */
export function printedCell(value: CellValue | undefined, cite: Cite): string {
  return Array.isArray(value) ? cite(studyIdsOf(value)) : cellText(value);
}

/** Without those that have a private row as a member. */
export function printedConflictRows(handle: ReadHandle, privates = nothingPrivate): PrintedRows {
  const heads: readonly (readonly [string, string, number])[] = [
    ['ordinal', '#', 40], ['title', 'Title', 220], ['kind', 'Kind', 130], ['severity', 'Severity', 80], ['status', 'Status', 90], ['breakdown', 'Breakdown', 130],
    ['members', 'Members', 300], ['rationale', 'Reason', 240], ['disposition', 'Disposition', 140], ['verdictReason', 'Reason of the verdict', 220],
  ];
  function* rows(): Generator<readonly string[]> {
    for (const conflict of listConflicts(handle, {}).filter(({ conflictId }) => !privates.idsOf('conflicts').has(conflictId))) {
      const members = conflict.members.map((member) => `${tables[member.table].name} ${member.ordinal} ${member.rowName}${member.field === null ? '' : `, ${member.text}`}${member.side === '' ? '' : ` (${member.side})`}`).join('; ');
      yield [String(conflict.ordinal), conflict.title, conflict.kind, conflict.severity, conflict.status, conflict.breakdown, members, conflict.rationale, conflict.disposition ?? '', conflict.verdictReason ?? ''];
    }
  }
  return { columns: heads.map(([key, heading, widthShare]) => ({ key, heading, widthShare })), rows: again(rows), nums: null };
}

/** `privates`: what is left out; null for nothing. A change that is in part about that goes without its label and its reason, which may tell of it. */
export function printedHistoryRows(handle: ReadHandle, privates: PrivateRows | null = null): PrintedRows {
  const heads: readonly (readonly [string, string, number])[] = [
    ['seq', 'Change', 50], ['madeAtUtc', 'When (UTC)', 130], ['curator', 'Who', 110], ['kind', 'Kind', 60], ['label', 'What', 200], ['table', 'Table', 80], ['row', 'Row', 140],
    ['field', 'Field', 110], ['before', 'Before', 220], ['after', 'After', 220], ['why', 'Why', 200],
  ];
  const cite = citeByNumber(handle);
  function* rows(): Generator<readonly string[]> {
    let seq = 0;
    const hidden = privates === null ? null : privateRevisionsOf(handle, privates);
    for (;;) {
      const next = handle.column<string>('SELECT id FROM change_set WHERE seq > ? ORDER BY seq LIMIT 1', seq)[0];
      if (next === undefined) return;
      for (const set of listHistory(handle, { scope: { kind: 'changeSet', changeSetId: next }, limit: 1, isWhole: true }).changeSets) {
        seq = set.seq;
        const isInPartPrivate = hidden?.enter(seq) === true;
        const said = isInPartPrivate ? { label: '', reason: null } : set;
        for (const revision of set.revisions) {
          if (isInPartPrivate && hidden?.isPrivate(revision.table, revision.rowId, revision.field) === true) continue;
          const cell = (value: CellValue): string => (value === null ? '' : printedCell(privates === null ? value : withoutPrivate(privates, value), cite));
          yield [String(set.seq), set.madeAtUtc, set.curator, set.kind, said.label, tables[revision.table].name, revision.rowName, revision.heading, cell(revision.before), cell(revision.after), privates?.isReason(revision.why ?? '') === true ? '' : revision.why ?? said.reason ?? ''];
        }
      }
    }
  }
  return { columns: heads.map(([key, heading, widthShare]) => ({ key, heading, widthShare })), rows: again(rows), nums: null };
}
