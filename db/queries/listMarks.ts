// Owns what is underlined in the cells of some rows: the findings that wait, where the row is a member, and the results that
// were read from a trial's cells. Small answers for many rows: no sentence, no arithmetic.
import type { GridTable } from '../contract/tableNames';
import { FindingMember, type FindingSeverity, type RowMarks, type RuleId } from '../contract/findings';
import type { ReadHandle } from '../store/handle';

interface RawFinding { readonly rowId: string; readonly position: number; readonly findingId: string; readonly rule: RuleId; readonly severity: FindingSeverity; readonly memberList: string; readonly span: string | null }
interface RawResult { readonly rowId: string; readonly resultId: string; readonly field: string; readonly start: string; readonly end: string; readonly state: string | null }

export function listMarks(handle: ReadHandle, table: GridTable, rowIds: readonly string[]): readonly RowMarks[] {
  const wanted = JSON.stringify([...new Set(rowIds)]);
  const marks = new Map<string, { rowId: string; findings: RowMarks['findings']; results: RowMarks['results'] }>();
  const of = (rowId: string) => {
    const known = marks.get(rowId) ?? { rowId, findings: [], results: [] };
    marks.set(rowId, known);
    return known;
  };
  const findings = handle.all<RawFinding>(
    `SELECT member.rowId, member.position, finding.id AS findingId, finding.rule, finding.severity, finding.memberList, finding.span
     FROM finding_member AS member JOIN finding ON finding.id = member.findingId
     WHERE member.tableName = ? AND member.rowId IN (SELECT value FROM json_each(?)) AND finding.state IN ('open', 'reopened')
     ORDER BY finding.sortKey, finding.num, member.position`,
    table, wanted,
  );
  for (const { rowId, position, findingId, rule, severity, memberList, span } of findings) {
    const members = FindingMember.array().parse(JSON.parse(memberList));
    const place: { readonly field: string; readonly start: number; readonly end: number } | null = position === 0 && span !== null ? JSON.parse(span) : null;
    of(rowId).findings.push({ findingId, rule, severity, field: place?.field ?? members[position]?.field ?? null, span: place === null ? null : { start: place.start, end: place.end } });
  }
  if (table !== 'trials') return [...marks.values()];
  const results = handle.all<RawResult>(
    `SELECT trialId AS rowId, id AS resultId, field, start, "end", state FROM result
     WHERE trialId IN (SELECT value FROM json_each(?)) AND lifecycle = 'active' AND field IS NOT NULL AND start IS NOT NULL AND "end" IS NOT NULL`,
    wanted,
  );
  for (const { rowId, resultId, field, start, end, state } of results) {
    of(rowId).results.push({ resultId, field, start: Number(start), end: Number(end), state: state === 'stale' ? 'stale' : 'current' });
  }
  return [...marks.values()];
}
