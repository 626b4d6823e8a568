// Owns the list of conflicts with their members as they stand now: text, version, and whether the row was withdrawn.
import { breakdownOf, conflictDispositions, conflictKinds, conflictSeverities, conflictStatuses } from '../contract/conflicts';
import { tables } from '../contract/columns';
import type { GridTable } from '../contract/tableNames';
import { RuleId } from '../contract/findings';
import type { ConflictInfo, ConflictMemberInfo } from '../contract/types';
import { cellText, membersOf, studyIdsOf } from '../contract/values';
import { rowNameOf } from '../journal/changeSet';
import { printedReferences } from '../evidence/references/citation';
import type { ReadHandle } from '../store/handle';
import { readRows, type StoredRow } from '../store/rows';
import { studyNumbers } from './findStudies';

export interface ConflictQuestion { readonly statuses?: readonly string[] | undefined; readonly table?: GridTable | undefined; readonly rowId?: string | undefined }

export function listConflicts(handle: ReadHandle, question: ConflictQuestion): readonly ConflictInfo[] {
  const conditions = [`lifecycle <> 'withdrawn'`];
  const parameters: string[] = [];
  const where = (sql: string, ...values: readonly string[]): void => { conditions.push(sql); parameters.push(...values); };
  if (question.statuses !== undefined) where('status IN (SELECT value FROM json_each(?))', JSON.stringify(question.statuses));
  if (question.table !== undefined) where('id IN (SELECT conflictId FROM conflict_member WHERE tableName = ?)', question.table);
  if (question.rowId !== undefined) where('id IN (SELECT conflictId FROM conflict_member WHERE rowId = ?)', question.rowId);
  const ids = handle.column<string>(`SELECT id FROM conflict WHERE ${conditions.join(' AND ')}`, ...parameters);
  const conflicts = readRows(handle, 'conflicts', ids).toSorted((left, right) => left.ordinal - right.ordinal);
  const rows = memberRows(handle, conflicts);
  const numbers = studyNumbers(handle);
  const origins = originsOf(handle, conflicts);
  return conflicts.map((conflict) => ({ ...conflictInfo(conflict, rows, numbers), adoptedFrom: origins.get(conflict.id) ?? null }));
}

function memberRows(handle: ReadHandle, conflicts: readonly StoredRow[]): ReadonlyMap<string, StoredRow> {
  const members = conflicts.flatMap((conflict) => membersOf(conflict.values['members']));
  const found = new Map<string, StoredRow>();
  for (const table of new Set(members.map((member) => member.table))) {
    for (const row of readRows(handle, table, [...new Set(members.filter((member) => member.table === table).map((member) => member.rowId))])) found.set(row.id, row);
  }
  return found;
}

/** The findings behind adopted conflicts; one that is gone has left its rule at the head of the title, unless a curator changed that. */
function originsOf(handle: ReadHandle, conflicts: readonly StoredRow[]): ReadonlyMap<string, ConflictInfo['adoptedFrom']> {
  const adopted = conflicts.filter(({ values }) => cellText(values['findingKey']) !== '');
  const found = handle.all<{ findingKey: string; findingId: string; rule: string }>('SELECT findingKey, id AS findingId, rule FROM finding WHERE findingKey IN (SELECT value FROM json_each(?))', JSON.stringify(adopted.map(({ values }) => cellText(values['findingKey']))));
  const byKey = new Map(found.map((finding) => [finding.findingKey, finding]));
  return new Map(adopted.map(({ id, values }) => {
    const finding = byKey.get(cellText(values['findingKey']));
    const rule = RuleId.safeParse(finding?.rule ?? cellText(values['title']).split(' ')[0]);
    return [id, { rule: rule.success ? rule.data : null, findingId: finding?.findingId ?? null }];
  }));
}

function conflictInfo(conflict: StoredRow, rows: ReadonlyMap<string, StoredRow>, numbers: ReadonlyMap<string, number>): Omit<ConflictInfo, 'adoptedFrom'> {
  const text = (key: string): string => cellText(conflict.values[key]);
  const members = membersOf(conflict.values['members']).map((member): ConflictMemberInfo => {
    const row = rows.get(member.rowId);
    if (row === undefined) return { ...member, rowName: `a ${tables[member.table].rowName} that is gone`, ordinal: 0, text: '', currentVersion: member.version, isWithdrawn: true };
    const value = member.field === null ? null : row.values[member.field];
    const references = studyIdsOf(value).flatMap((id) => numbers.get(id) ?? []);
    const shown = member.field === null ? rowNameOf(member.table, row) : Array.isArray(value) ? printedReferences(references) : cellText(value);
    return { ...member, rowName: rowNameOf(member.table, row), ordinal: row.ordinal, text: shown, currentVersion: row.version, isWithdrawn: row.lifecycle === 'withdrawn' };
  });
  return {
    conflictId: conflict.id, ordinal: conflict.ordinal, title: text('title'),
    kind: oneOf(conflictKinds, text('kind')), severity: oneOf(conflictSeverities, text('severity')), status: oneOf(conflictStatuses, text('status')),
    disposition: conflictDispositions.find((disposition) => disposition === text('disposition')) ?? null,
    rationale: text('rationale'), verdictReason: text('verdictReason') || null, correctingChangeSetId: text('correctingChangeSetId') || null,
    breakdown: breakdownOf(members.map((member) => member.side)), version: conflict.version, members,
  };
}

function oneOf<Word extends string>(words: readonly Word[], text: string): Word {
  const found = words.find((word) => word === text);
  if (found === undefined) throw new Error(`A conflict holds the unknown word “${text}”.`);
  return found;
}
