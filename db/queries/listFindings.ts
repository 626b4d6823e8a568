// Owns the list of findings as cards show them: the sentence, the arithmetic and what would fit in the rule's own words,
// the members, and what a curator made of it. In the order of the rows that they are about.
import { Explanation, findingConfidences, FindingMember, findingSeverities, findingStates, RuleId, checkedTables, type CheckedTable, type FindingInfo, type FindingMemberInfo, type FindingState } from '../contract/findings';
import { cellText } from '../contract/values';
import { tables } from '../contract/columns';
import type { Rule } from '../evidence/rules/rule';
import { rowNameOf } from '../journal/changeSet';
import { findingPlace } from '../journal/findingPlace';
import type { ReadHandle, SqlValue } from '../store/handle';
import { printedOrderSql, readRow, readRowsByNum, type StoredRow } from '../store/rows';

export interface FindingsQuestion {
  readonly table?: string | undefined; readonly rowId?: string | undefined; readonly findingIds?: readonly string[] | undefined; readonly rules?: readonly string[] | undefined;
  readonly severities?: readonly string[] | undefined; readonly states?: readonly string[] | undefined; readonly start: number; readonly limit: number;
}

export function listFindings(handle: ReadHandle, question: FindingsQuestion, rules: readonly Rule[]): { readonly findings: readonly FindingInfo[]; readonly total: number } {
  const conditions: string[] = [];
  const parameters: SqlValue[] = [];
  const where = (sql: string, ...values: readonly SqlValue[]): void => { conditions.push(sql); parameters.push(...values); };
  const among = (column: string, list: readonly string[] | undefined): void => { if (list !== undefined) where(`t.${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(list)); };
  if (question.table !== undefined && question.rowId === undefined) where('t.tableName = ?', question.table);
  if (question.rowId !== undefined) where(`t.id IN (SELECT findingId FROM finding_member WHERE rowId = ?${question.table === undefined ? '' : ' AND tableName = ?'})`, question.rowId, ...(question.table === undefined ? [] : [question.table]));
  among('id', question.findingIds);
  among('rule', question.rules);
  among('severity', question.severities);
  among('state', question.states);
  const clause = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const total = handle.get<{ count: number }>(`SELECT count(*) AS count FROM finding t ${clause}`, ...parameters)?.count ?? 0;
  const nums = handle.column<number>(`SELECT t.num FROM finding t ${clause} ORDER BY ${printedOrderSql('findings')} LIMIT ? OFFSET ?`, ...parameters, question.limit, question.start);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return { total, findings: readRowsByNum(handle, 'findings', nums).map((row) => findingInfo(handle, row, byId)) };
}

/** Findings that wait for a curator, one step from a place. Each step is a few look-ups in the order's own index. */
export function stepFinding(handle: ReadHandle, from: StepStart, direction: 'next' | 'previous', rules: readonly Rule[]): { readonly finding: FindingInfo | null; readonly position: number; readonly total: number } {
  const isNext = direction === 'next';
  const place = from === null ? null : placeOf(handle, from);
  const waiting = `t.state IN ('open', 'reopened')`;
  const total = handle.get<{ count: number }>(`SELECT count(*) AS count FROM finding t WHERE ${waiting}`)?.count ?? 0;
  if (from !== null && place === null) return { finding: null, position: 0, total };
  const isRow = from !== null && 'rowId' in from;
  const beside = place === null ? '' : `AND (t.sortKey, t.ordinal, t.num) ${isNext ? (isRow ? '>=' : '>') : '<'} (?, ?, ?)`;
  const order = isNext ? 't.sortKey, t.ordinal, t.num' : 't.sortKey DESC, t.ordinal DESC, t.num DESC';
  const found = handle.get<Place>(`SELECT t.sortKey, t.ordinal, t.num FROM finding t WHERE ${waiting} ${beside} ORDER BY ${order} LIMIT 1`, ...(place === null ? [] : [place.sortKey, place.ordinal, place.num]));
  if (found === undefined) return { finding: null, position: 0, total };
  const position = handle.get<{ count: number }>(`SELECT count(*) AS count FROM finding t WHERE ${waiting} AND (t.sortKey, t.ordinal, t.num) <= (?, ?, ?)`, found.sortKey, found.ordinal, found.num)?.count ?? 0;
  const [row] = readRowsByNum(handle, 'findings', [found.num]);
  return { finding: row === undefined ? null : findingInfo(handle, row, new Map(rules.map((rule) => [rule.id, rule]))), position, total };
}

export type StepStart = { readonly findingId: string } | { readonly table: CheckedTable; readonly rowId: string } | null;
interface Place { readonly sortKey: string; readonly ordinal: number; readonly num: number }

function placeOf(handle: ReadHandle, from: NonNullable<StepStart>): Place | null {
  if ('findingId' in from) return handle.get<Place>('SELECT sortKey, ordinal, num FROM finding WHERE id = ?', from.findingId) ?? null;
  const row = readRow(handle, from.table, from.rowId);
  // The key of a finding begins with its table and the number of its row.
  return row === null ? null : { sortKey: findingPlace(from.table, row.ordinal), ordinal: 0, num: 0 };
}

function findingInfo(handle: ReadHandle, { id, ordinal, values }: StoredRow, rules: ReadonlyMap<RuleId, Rule>): FindingInfo {
  const text = (key: string): string => cellText(values[key]);
  const rule = RuleId.parse(text('rule'));
  const state = oneOf(findingStates, text('state'));
  const explanation = Explanation.parse(JSON.parse(text('explanation')));
  const members = FindingMember.array().parse(JSON.parse(text('memberList')));
  const span: { field: string; start: number; end: number } | null = text('span') === '' ? null : JSON.parse(text('span'));
  const table = oneOf(checkedTables, text('tableName'));
  const row = readRow(handle, table, text('rowId'));
  return {
    findingId: id, rule, ruleVersion: Number(text('ruleVersion')), severity: oneOf(findingSeverities, text('severity')), confidence: oneOf(findingConfidences, text('confidence')), state,
    table, ordinal, rowId: text('rowId'), rowName: row === null ? `${tables[table].rowName} ${ordinal}` : rowNameOf(table, row), field: span?.field ?? members[0]?.field ?? null,
    span: span === null ? null : { start: span.start, end: span.end }, quote: text('quote'),
    message: text('message'), arithmetic: [...(rules.get(rule)?.arithmetic(explanation) ?? [])], fits: [...explanation.fits], explanation: { ...explanation, values: { ...explanation.values } }, members: members.map((member) => memberInfo(handle, member)),
    ...decisionsOf(handle, text('findingKey'), state),
  };
}

function memberInfo(handle: ReadHandle, member: FindingMember): FindingMemberInfo {
  const row = readRow(handle, member.table, member.rowId);
  if (row === null) return { ...member, ordinal: 0, rowName: `a ${tables[member.table].rowName} that is gone`, text: '' };
  return { ...member, ordinal: row.ordinal, rowName: rowNameOf(member.table, row), text: member.field === null ? '' : cellText(row.values[member.field]) };
}

function decisionsOf(handle: ReadHandle, findingKey: string, state: FindingState): Pick<FindingInfo, 'dismissedBecause' | 'conflictId'> {
  const dismissal = state === 'open' ? undefined : handle.get<{ reason: string | null }>(`SELECT reason FROM dismissal WHERE findingKey = ? AND lifecycle = 'active' ORDER BY ordinal DESC LIMIT 1`, findingKey);
  const conflict = state === 'adopted' ? handle.get<{ id: string }>(`SELECT id FROM conflict WHERE findingKey = ? AND lifecycle = 'active' ORDER BY ordinal LIMIT 1`, findingKey) : undefined;
  return { dismissedBecause: dismissal?.reason ?? null, conflictId: conflict?.id ?? null };
}

function oneOf<Word extends string>(words: readonly Word[], text: string): Word {
  const found = words.find((word) => word === text);
  if (found === undefined) throw new Error(`A finding holds the unknown word “${text}”.`);
  return found;
}
