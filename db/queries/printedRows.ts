// Owns turning what the file holds into printed tables for the writers: published headings, reference numbers, one text
// a cell. Rows are read in blocks while the writer asks for them, so that 100,000 rows never lie in memory at once.
import { tables, type ColumnDefinition, type GridTable } from '../contract/columns';
import { LacunaError } from '../contract/errors';
import { cellText, studyIdsOf, type CellValue } from '../contract/values';
import { printedReferences } from '../evidence/references/citation';
import type { ReadHandle } from '../store/handle';
import { printedOrderSql, readRowsByNum } from '../store/rows';
import { studyNumbers } from './findStudies';
import { listConflicts } from './listConflicts';
import { listHistory } from './listHistory';

export interface PrintedColumnOfRows { readonly key: string; readonly heading: string; readonly widthShare: number }
export interface PrintedRows { readonly columns: readonly PrintedColumnOfRows[]; readonly rows: Iterable<readonly string[]> }

const rowsPerBlock = 500;

/** `nums`: the rows in their order; null for all active rows as printed. `keys`: columns in their order; null for the published ones. */
export function printedTableRows(handle: ReadHandle, table: GridTable, nums: readonly number[] | null, keys: readonly string[] | null, includeExcluded: boolean): PrintedRows {
  const columns = columnsOf(table, keys);
  const wanted = nums ?? handle.column<number>(`SELECT t.num FROM ${tables[table].sqlName} t WHERE t.lifecycle <> 'withdrawn' ORDER BY ${printedOrderSql(table)}`);
  const numbers = studyNumbers(handle);
  function* rows(): Generator<readonly string[]> {
    for (let start = 0; start < wanted.length; start += rowsPerBlock) {
      for (const row of readRowsByNum(handle, table, wanted.slice(start, start + rowsPerBlock))) {
        if (row.lifecycle === 'excluded' && !includeExcluded) continue;
        yield columns.map((column) => (column.key === 'ordinal' ? String(row.ordinal) : printedCell(row.values[column.key], numbers)));
      }
    }
  }
  return { columns, rows: rows() };
}

function columnsOf(table: GridTable, keys: readonly string[] | null): readonly PrintedColumnOfRows[] {
  const shown = tables[table].columns.filter((column) => column.kind !== 'hidden');
  const ordinal = { key: 'ordinal', heading: table === 'studies' ? 'No.' : '#', widthShare: 50 };
  const printed = (column: ColumnDefinition): PrintedColumnOfRows => ({ key: column.key, heading: column.heading, widthShare: column.width });
  if (keys === null) return [...(table === 'studies' ? [ordinal] : []), ...shown.filter((column) => column.isPublished).map(printed)];
  return keys.map((key) => {
    if (key === 'ordinal') return ordinal;
    const column = shown.find((candidate) => candidate.key === key);
    if (column === undefined) throw new LacunaError('invalid-input', `${tables[table].name} has no column “${key}”. It has: ${shown.map((candidate) => candidate.key).join(', ')}.`, { table, column: key });
    return printed(column);
  });
}

/** A cell as it prints; references as "[66, 67]". */
export function printedCell(value: CellValue | undefined, numbers: ReadonlyMap<string, number>): string {
  return Array.isArray(value) ? printedReferences(studyIdsOf(value).flatMap((id) => numbers.get(id) ?? [])) : cellText(value);
}

export function printedConflictRows(handle: ReadHandle): PrintedRows {
  const heads: readonly (readonly [string, string, number])[] = [
    ['ordinal', '#', 40], ['title', 'Title', 220], ['kind', 'Kind', 130], ['severity', 'Severity', 80], ['status', 'Status', 90], ['breakdown', 'Breakdown', 130],
    ['members', 'Members', 300], ['rationale', 'Reason', 240], ['disposition', 'Disposition', 140], ['verdictReason', 'Reason of the verdict', 220],
  ];
  function* rows(): Generator<readonly string[]> {
    for (const conflict of listConflicts(handle, {})) {
      const members = conflict.members.map((member) => `${tables[member.table].name} ${member.ordinal} ${member.rowName}${member.field === null ? '' : `, ${member.text}`}${member.side === '' ? '' : ` (${member.side})`}`).join('; ');
      yield [String(conflict.ordinal), conflict.title, conflict.kind, conflict.severity, conflict.status, conflict.breakdown, members, conflict.rationale, conflict.disposition ?? '', conflict.verdictReason ?? ''];
    }
  }
  return { columns: heads.map(([key, heading, widthShare]) => ({ key, heading, widthShare })), rows: rows() };
}

export function printedHistoryRows(handle: ReadHandle): PrintedRows {
  const heads: readonly (readonly [string, string, number])[] = [
    ['seq', 'Change', 50], ['madeAtUtc', 'When (UTC)', 130], ['curator', 'Who', 110], ['kind', 'Kind', 60], ['label', 'What', 200], ['table', 'Table', 80], ['row', 'Row', 140],
    ['field', 'Field', 110], ['before', 'Before', 220], ['after', 'After', 220], ['why', 'Why', 200],
  ];
  const numbers = studyNumbers(handle);
  function* rows(): Generator<readonly string[]> {
    let seq = 0;
    for (;;) {
      const next = handle.column<string>('SELECT id FROM change_set WHERE seq > ? ORDER BY seq LIMIT 1', seq)[0];
      if (next === undefined) return;
      for (const set of listHistory(handle, { scope: { kind: 'changeSet', changeSetId: next }, limit: 1, isWhole: true }).changeSets) {
        seq = set.seq;
        for (const revision of set.revisions) {
          const cell = (value: CellValue): string => (value === null ? '' : printedCell(value, numbers));
          yield [String(set.seq), set.madeAtUtc, set.curator, set.kind, set.label, tables[revision.table].name, revision.rowName, revision.heading, cell(revision.before), cell(revision.after), revision.why ?? set.reason ?? ''];
        }
      }
    }
  }
  return { columns: heads.map(([key, heading, widthShare]) => ({ key, heading, widthShare })), rows: rows() };
}
