// Owns checking rows: what follows from each is derived anew, each is put to the rules that look at one row, and every
// key that it had or has becomes a question; and answering such a question from the rows that share the key.
import type { CheckedTable } from '../contract/findings';
import type { EvidenceRow, Found, GroupRule, Rule, RuleContext } from '../evidence/rules/rule';
import { isChecked } from '../evidence/rules/rule';
import { isDerived, readRows, type StoredRow } from '../store/rows';
import type { CheckContext } from './checkContext';
import { deriveClaims, deriveResults, deriveSymbols, moleculesOfClaim, moleculesOfFactor } from './deriveRows';
import { evidenceOf, loadEvidence, refKey, type RowRef } from './evidenceRows';
import { areBeyond, rowsOfKey, writeKeys, type RaisedQuestion } from './evidenceKeys';
import { writeFindings, type Question } from './findingRows';
import type { TrialReading } from './readTrial';

const isGroupRule = (rule: Rule): rule is GroupRule => rule.kind === 'group';

/** Checks rows by themselves, gone ones included; returns the questions that they raise, each once. */
export function checkRows(context: CheckContext, refs: readonly RowRef[]): readonly RaisedQuestion[] {
  const { handle } = context;
  const groupRules = context.rules.filter(isGroupRule);
  const questions = new Map<string, RaisedQuestion>();
  const raise = (question: RaisedQuestion): void => {
    const name = `${question.rule} ${question.key}`;
    const known = questions.get(name);
    // Without a standing the question has to be answered in any case.
    const isOpen = question.standings.length === 0 || known?.standings.length === 0;
    questions.set(name, known === undefined ? question : { ...question, standings: isOpen ? [] : [...known.standings, ...question.standings] });
  };
  for (const [table, of] of Map.groupBy(refs, (ref) => ref.table)) {
    const read = readRows(handle, table, [...new Set(of.map(({ rowId }) => rowId))]);
    const derived = new Set(read.filter((row) => isDerived(table, row.values)).map((row) => row.id));
    const rowIds = [...new Set(of.map(({ rowId }) => rowId))].filter((rowId) => !derived.has(rowId));
    const stored = new Map(read.filter((row) => !derived.has(row.id)).map((row) => [row.id, row]));
    const readings = new Map(rowIds.flatMap((rowId) => { const reading = derive(context, table, rowId, stored.get(rowId) ?? null); return reading === null ? [] : [[rowId, reading] as const]; }));
    const evidence = new Map(evidenceOf(handle, table, [...stored.values()], context.readCells, readings).map((row) => [row.rowId, row]));
    for (const rowId of rowIds) {
      const row = evidence.get(rowId) ?? null;
      const checked = row !== null && isChecked(row) ? row : null;
      if (row === null) context.rows.delete(refKey({ table, rowId }));
      else context.rows.set(refKey(row), row);
      for (const question of askOneRow(context, { table, rowId }, checked)) raise({ ...question, standings: [] });
      const raised = writeKeys(handle, { table, rowId }, checked?.ordinal ?? null, checked === null ? [] : context.keysOf(groupRules, checked));
      raised.forEach(raise);
    }
  }
  return [...questions.values()];
}

/** What a trial was read as; null of other rows. */
function derive({ handle, readCells, readMolecules, changes }: CheckContext, table: CheckedTable, rowId: string, row: StoredRow | null): TrialReading | null {
  if (table === 'trials') return deriveResults(handle, rowId, row, readCells, changes);
  if (table === 'factors') {
    const molecules = row === null ? [] : moleculesOfFactor(row.values, readMolecules);
    deriveSymbols(handle, table, rowId, molecules);
    deriveClaims(handle, rowId, row, molecules, changes);
  } else if (table === 'claims') deriveSymbols(handle, table, rowId, row === null ? [] : moleculesOfClaim(row.values, readMolecules));
  return null;
}

/** `row` null: it has left the checks, and its findings go. */
function askOneRow(context: CheckContext, ref: RowRef, row: EvidenceRow | null): readonly Question[] {
  return context.rules.flatMap((rule): readonly Question[] => {
    if (rule.kind !== 'row' || rule.table !== ref.table) return [];
    const rows = new Map(row === null ? [] : [[refKey(row), row]]);
    const found = row === null ? [] : context.ask(rule, rows, (settings) => checkOne(rule, row, settings));
    return writeFindings(context.handle, rule, refKey(ref), found, context.changes);
  });
}

function checkOne(rule: Exclude<Rule, GroupRule>, row: EvidenceRow, settings: RuleContext): readonly Found[] {
  switch (rule.table) {
    case 'factors': return row.table === 'factors' ? rule.check(row, settings) : [];
    case 'trials': return row.table === 'trials' ? rule.check(row, settings) : [];
    case 'claims': return row.table === 'claims' ? rule.check(row, settings) : [];
    case 'studies': return row.table === 'studies' ? rule.check(row, settings) : [];
    case 'glossary': return row.table === 'glossary' ? rule.check(row, settings) : [];
  }
}

/** The rows that a question is about, at most so many; null when there is nothing to answer. */
export function rowsAbout(context: CheckContext, question: Question | RaisedQuestion, most?: number): readonly RowRef[] | null {
  const rule = context.ruleOf(question.rule);
  if (rule === null || !isGroupRule(rule)) return null;
  if ('standings' in question && areBeyond(context.handle, rule, question)) return null;
  return rowsOfKey(context.handle, rule, question.key, most);
}

/** Answers a question from the rows that share its key; returns questions that have to be asked again. */
export function answer(context: CheckContext, question: Question, refs: readonly RowRef[]): readonly Question[] {
  const { handle, rows } = context;
  const rule = context.ruleOf(question.rule);
  if (rule === null || !isGroupRule(rule)) return [];
  if (refs.length < (rule.least ?? 1)) return writeFindings(handle, rule, question.key, [], context.changes);
  const missing = refs.filter((ref) => !rows.has(refKey(ref)));
  if (missing.length > 0) for (const [key, row] of loadEvidence(handle, missing, context.readCells)) rows.set(key, row);
  const shared = new Map(refs.flatMap((ref) => { const row = rows.get(refKey(ref)); return row === undefined || !isChecked(row) ? [] : [[refKey(ref), row] as const]; }));
  const found = shared.size < (rule.least ?? 1) ? [] : context.ask(rule, shared, (settings) => rule.check([...shared.values()].toSorted(printedOrder), question.key, settings));
  return writeFindings(handle, rule, question.key, found, context.changes);
}

const order: readonly CheckedTable[] = ['factors', 'trials', 'claims', 'studies', 'glossary'];
function printedOrder(left: EvidenceRow, right: EvidenceRow): number {
  return order.indexOf(left.table) - order.indexOf(right.table) || left.ordinal - right.ordinal || (left.rowId < right.rowId ? -1 : 1);
}
