// Owns keeping findings: which question (a row, or a key that rows share) gave which, each finding once however many
// gave it, its members, and its state from what curators dismissed and adopted. A finding without a question goes.
import { headingOf, tables } from '../contract/columns';
import type { CheckedTable, FindingState, RuleId } from '../contract/findings';
import type { EvidenceRow, Found, Rule } from '../evidence/rules/rule';
import { findingPlace } from '../journal/findingPlace';
import { textHash } from '../journal/textHash';
import type { ReadHandle, WriteHandle } from '../store/handle';
import { readRow, type StoredRow } from '../store/rows';
import type { Changes } from './changes';
import { derivedId } from './derivedId';
import { writeDerivedRows, type DerivedRow } from './derivedRows';
import { refKey } from './evidenceRows';

export interface Question { readonly rule: RuleId; readonly key: string }
export type FindingRow = DerivedRow & { readonly members: Found['members'] };

/** What a rule found, as rows; the same finding once. Throws when it names rows that it was not given. */
export function findingRows(rule: Rule, found: readonly Found[], rows: ReadonlyMap<string, EvidenceRow>): readonly FindingRow[] {
  return [...new Map(found.map((each) => findingRow(rule, each, rows)).toReversed().map((row) => [row.id, row])).values()].toReversed();
}

/**
 * Makes `found` the answer to a question. Returns other questions that have to be asked again, because a finding that
 * they share was written from this one's answer.
 */
export function writeFindings(handle: WriteHandle, rule: Rule, key: string, found: readonly FindingRow[], changes: Changes): readonly Question[] {
  const given = handle.column<string>('SELECT findingId FROM finding_source WHERE rule = ? AND key = ?', rule.id, key);
  if (given.length === 0 && found.length === 0) return [];
  const wanted = new Map(found.map((row) => [row.id, row]));
  const again: Question[] = [];
  for (const id of given) {
    if (wanted.has(id)) continue;
    handle.run('DELETE FROM finding_source WHERE rule = ? AND key = ? AND findingId = ?', rule.id, key, id);
    const [other] = sourcesOf(handle, rule.id, id);
    if (other === undefined) removeFinding(handle, id, changes);
    else again.push({ rule: rule.id, key: other });
  }
  for (const row of wanted.values()) {
    // Of several questions that give one finding, the first in the alphabet says how it reads.
    const first = sourcesOf(handle, rule.id, row.id)[0];
    if (first === undefined || first >= key) upsertFinding(handle, row, changes);
    if (!given.includes(row.id)) handle.run('INSERT OR IGNORE INTO finding_source (rule, key, findingId) VALUES (?, ?, ?)', rule.id, key, row.id);
  }
  return again;
}

function sourcesOf(handle: ReadHandle, rule: RuleId, findingId: string): readonly string[] {
  return handle.column<string>('SELECT key FROM finding_source WHERE findingId = ? AND rule = ? ORDER BY key LIMIT 1', findingId, rule);
}

function findingRow(rule: Rule, { members, span, quote, severity, confidence, locus, inputs, explanation }: Found, rows: ReadonlyMap<string, EvidenceRow>): FindingRow {
  const [first] = members;
  const shown = first === undefined ? undefined : rows.get(refKey(first));
  if (first === undefined || shown === undefined || !members.every((member) => rows.has(refKey(member)))) throw new Error(`Rule ${rule.id} named a row that it was not given.`);
  const scope = members.map(({ table, rowId, field }) => `${table}/${rowId}/${field ?? ''}`).toSorted();
  const findingKey = textHash(JSON.stringify([rule.id, scope, locus]));
  const field = span?.field ?? first.field;
  const columns = tables[first.table].columns.findIndex((column) => column.key === field);
  return {
    id: derivedId('finding', findingKey), ordinal: shown.ordinal, lifecycle: 'active', members,
    values: {
      rule: rule.id, severity, confidence, place: `${tables[first.table].name} ${shown.ordinal}: ${shown.rowName}`, field: first.field === null ? null : headingOf(first.table, first.field), quote: quote.slice(0, 2000), message: rule.say(explanation),
      ruleVersion: String(rule.version), findingKey, scopeHash: textHash(JSON.stringify([rule.id, scope, inputs])), explanation: JSON.stringify(explanation), memberList: JSON.stringify(members),
      span: span === null ? null : JSON.stringify(span), tableName: first.table, rowId: first.rowId,
      sortKey: [findingPlace(first.table, shown.ordinal), digits(columns + 1, 2), digits(span?.start ?? 0, 6), rule.id].join('.'),
    },
  };
}

function digits(number: number, length: number): string {
  return String(Math.max(0, number)).padStart(length, '0');
}

function upsertFinding(handle: WriteHandle, { members, ...row }: FindingRow, changes: Changes): void {
  const stored = readRow(handle, 'findings', row.id);
  const state = stateOf(handle, String(row.values['findingKey']), String(row.values['scopeHash']));
  const whole: DerivedRow = { ...row, values: { ...row.values, state } };
  writeDerivedRows(handle, 'findings', stored === null ? [] : [stored], [whole], changes);
  const kept = membersOf(handle, row.id);
  const areSame = kept.length === members.length && members.every(({ table, rowId }, position) => kept[position]?.tableName === table && kept[position].rowId === rowId);
  if (areSame && stored !== null && stored.values['severity'] === whole.values['severity'] && stored.values['state'] === state) return;
  touchMembers(handle, row.id, changes);
  if (areSame) return;
  handle.run('DELETE FROM finding_member WHERE findingId = ?', row.id);
  members.forEach(({ table, rowId }, position) => { handle.run('INSERT INTO finding_member (findingId, position, tableName, rowId) VALUES (?, ?, ?, ?)', row.id, position, table, rowId); });
  touchMembers(handle, row.id, changes);
}

function membersOf(handle: ReadHandle, findingId: string): readonly { readonly tableName: CheckedTable; readonly rowId: string }[] {
  return handle.all<{ tableName: CheckedTable; rowId: string }>('SELECT tableName, rowId FROM finding_member WHERE findingId = ? ORDER BY position', findingId);
}

/** Rows whose badge shows the finding. */
function touchMembers(handle: ReadHandle, findingId: string, changes: Changes): void {
  for (const { tableName, rowId } of membersOf(handle, findingId)) changes.touch(tableName, rowId);
}

export function removeFinding(handle: WriteHandle, findingId: string, changes: Changes): void {
  const stored = readRow(handle, 'findings', findingId);
  touchMembers(handle, findingId, changes);
  handle.run('DELETE FROM finding_member WHERE findingId = ?', findingId);
  handle.run('DELETE FROM finding_source WHERE findingId = ?', findingId);
  if (stored !== null) writeDerivedRows(handle, 'findings', [stored], [], changes);
}

/** A finding is adopted while a conflict stands that was made of it, and dismissed while its inputs are those that were dismissed. */
function stateOf(handle: ReadHandle, findingKey: string, scopeHash: string): FindingState {
  if (handle.get(`SELECT 1 FROM conflict WHERE findingKey = ? AND lifecycle = 'active'`, findingKey) !== undefined) return 'adopted';
  const dismissed = handle.column<string>(`SELECT scopeHash FROM dismissal WHERE findingKey = ? AND lifecycle = 'active'`, findingKey);
  return dismissed.includes(scopeHash) ? 'dismissed' : dismissed.length > 0 ? 'reopened' : 'open';
}

/** Brings the states of these findings up to date with the dismissals and conflicts there are. */
export function refreshStates(handle: WriteHandle, findingKeys: Iterable<string>, changes: Changes): void {
  for (const findingKey of findingKeys) {
    const id = derivedId('finding', findingKey);
    const stored = readRow(handle, 'findings', id);
    if (stored === null) continue;
    const state = stateOf(handle, findingKey, String(stored.values['scopeHash']));
    if (stored.values['state'] === state) continue;
    writeDerivedRows(handle, 'findings', [stored], [derivedFrom(stored, state)], changes);
    touchMembers(handle, id, changes);
  }
}

function derivedFrom({ id, ordinal, lifecycle, values }: StoredRow, state: FindingState): DerivedRow {
  return { id, ordinal, lifecycle, values: { ...values, state } };
}
