// Owns turning stored rows into what a grid shows: the studies behind the references, conflicts and findings as badges, and
// how many notes there are.
import { breakdownOf, isClosed, type ConflictKind, type ConflictSeverity, type ConflictStatus } from '../contract/conflicts';
import { hasReferences } from '../contract/columns';
import type { GridTable } from '../contract/tableNames';
import { findingSeverities, type FindingSeverity } from '../contract/findings';
import type { CitedStudy, FindingBadge, GridRow, RowFlag } from '../contract/types';
import { studyIdsOf } from '../contract/values';
import type { ReadHandle } from '../store/handle';
import { privateAmong } from './privateRows';
import { readRows, readRowsByNum, type StoredRow } from '../store/rows';

export function listGridRows(handle: ReadHandle, table: GridTable, rowIds: readonly string[]): readonly GridRow[] {
  const byId = new Map(readRows(handle, table, rowIds).map((row) => [row.id, row]));
  return toGridRows(handle, table, rowIds.flatMap((id) => byId.get(id) ?? []));
}

export function listGridRowsByNum(handle: ReadHandle, table: GridTable, nums: readonly number[]): readonly GridRow[] {
  return toGridRows(handle, table, readRowsByNum(handle, table, nums));
}

function toGridRows(handle: ReadHandle, table: GridTable, rows: readonly StoredRow[]): readonly GridRow[] {
  const studies = hasReferences(table) ? citedStudies(handle, rows) : new Map<string, CitedStudy>();
  const ids = rows.map((row) => row.id);
  const flags = flagsOf(handle, table, ids);
  const findings = findingsOf(handle, table, ids);
  const privates = privateAmong(handle, table, rows);
  const notes = notesOf(handle, table, ids);
  return rows.map(({ id, ordinal, lifecycle, version, values }) => ({
    id, ordinal, lifecycle, version, values,
    cites: studyIdsOf(values['references']).flatMap((studyId) => studies.get(studyId) ?? []),
    flags: flags.get(id) ?? [],
    findings: findings.get(id) ?? noFindings,
    isPrivate: privates.has(id),
    notes: notes.get(id) ?? 0,
  }));
}

function citedStudies(handle: ReadHandle, rows: readonly StoredRow[]): ReadonlyMap<string, CitedStudy> {
  const ids = [...new Set(rows.flatMap((row) => studyIdsOf(row.values['references'])))];
  const found = handle.all<{ studyId: string; number: number; label: string | null }>('SELECT id AS studyId, ordinal AS number, label FROM study WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
  return new Map(found.map(({ studyId, number, label }) => [studyId, { studyId, number, label: label ?? '' }]));
}

interface RawFlag { readonly rowId: string; readonly field: string | null; readonly conflictId: string; readonly title: string | null; readonly kind: ConflictKind; readonly severity: ConflictSeverity; readonly status: ConflictStatus; readonly sides: string }

/** The conflicts of each row, open ones first, each with its breakdown over all members. */
function flagsOf(handle: ReadHandle, table: GridTable, rowIds: readonly string[]): ReadonlyMap<string, readonly RowFlag[]> {
  const raw = handle.all<RawFlag>(
    `SELECT member.rowId, member.field, conflict.id AS conflictId, conflict.title, conflict.kind, conflict.severity, conflict.status,
            (SELECT json_group_array(side) FROM (SELECT side FROM conflict_member WHERE conflictId = conflict.id ORDER BY position)) AS sides
     FROM conflict_member AS member JOIN conflict ON conflict.id = member.conflictId
     WHERE member.tableName = ? AND member.rowId IN (SELECT value FROM json_each(?))
     ORDER BY conflict.ordinal, member.position`,
    table, JSON.stringify(rowIds),
  );
  const byRow = new Map<string, RowFlag[]>();
  for (const { rowId, field, conflictId, title, kind, severity, status, sides } of raw) {
    const flags = byRow.get(rowId) ?? [];
    byRow.set(rowId, flags);
    const known = flags.find((flag) => flag.conflictId === conflictId);
    if (known !== undefined) {
      if (field !== null) known.fields.push(field);
      continue;
    }
    flags.push({ conflictId, title: title ?? '', kind, severity, status, breakdown: breakdownOf(JSON.parse(sides)), fields: field === null ? [] : [field] });
  }
  for (const flags of byRow.values()) flags.sort((left, right) => Number(isClosed(left.status)) - Number(isClosed(right.status)));
  return byRow;
}

const noFindings: FindingBadge = { count: 0, worst: null };

/** The findings of each row that wait for a curator: how many, and the worst. */
function findingsOf(handle: ReadHandle, table: GridTable, rowIds: readonly string[]): ReadonlyMap<string, FindingBadge> {
  const raw = handle.all<{ rowId: string; severity: FindingSeverity; count: number }>(
    `SELECT member.rowId, finding.severity, count(DISTINCT finding.id) AS count
     FROM finding_member AS member JOIN finding ON finding.id = member.findingId
     WHERE member.tableName = ? AND member.rowId IN (SELECT value FROM json_each(?)) AND finding.state IN ('open', 'reopened')
     GROUP BY member.rowId, finding.severity`,
    table, JSON.stringify(rowIds),
  );
  const byRow = new Map<string, FindingBadge>();
  for (const { rowId, severity, count } of raw) {
    const known = byRow.get(rowId) ?? noFindings;
    const isWorse = known.worst === null || findingSeverities.indexOf(severity) > findingSeverities.indexOf(known.worst);
    byRow.set(rowId, { count: known.count + count, worst: isWorse ? severity : known.worst });
  }
  return byRow;
}

export const notesOfRowsSql = `SELECT rowId, count(*) AS count FROM note WHERE lifecycle <> 'withdrawn' AND tableName = ? AND rowId IN (SELECT value FROM json_each(?)) GROUP BY rowId`;

function notesOf(handle: ReadHandle, table: GridTable, rowIds: readonly string[]): ReadonlyMap<string, number> {
  return new Map(handle.all<{ rowId: string; count: number }>(notesOfRowsSql, table, JSON.stringify(rowIds)).map(({ rowId, count }) => [rowId, count]));
}
