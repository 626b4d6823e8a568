// Owns putting statements that stand against each other into groups: first those in the very same circumstances, all of
// them, each with its side; then, of those that are left, the ones that meet in kindred circumstances; then those of
// which not all is stated. So a statement stands in one group only, and the order of rows changes nothing.
import type { EvidenceContext, Meeting } from '../../claims/context';
import type { EvidenceRow } from '../rule';
import { contextKey, effectMeeting, isBare } from './meeting';

/** '+' and '−' are opposites; '0' says that there is no effect. */
export type Sign = '+' | '−' | '0';
export interface Statement {
  readonly row: EvidenceRow;
  readonly sign: Sign;
  /** As it is shown: "promotes". */
  readonly side: string;
  readonly field: string;
  readonly context: EvidenceContext;
  /** What the statement is about, word for word: statements about one thing stand nearer. */
  readonly about: string;
  /** False where it was read through a perturbation, or the row may mean the loss of its factor. */
  readonly isSure: boolean;
}
export interface Opposed { readonly statements: readonly Statement[]; readonly meeting: Meeting; readonly isStrong: boolean }

const levels = ['same', 'kindred', 'unstated'] as const satisfies readonly Meeting[];

export function opposedGroups(statements: readonly Statement[], mayDisagree: (left: Statement, right: Statement) => boolean): readonly Opposed[] {
  const distinct = [...new Map(statements.map((statement) => [JSON.stringify([statement.row.table, statement.row.rowId, statement.sign, statement.about]), statement])).values()];
  const meetings = distinct.map((): Map<number, Meeting> => new Map());
  const nearnessOf = rememberedNearness();
  distinct.forEach((left, first) => {
    distinct.forEach((right, second) => {
      if (second <= first || left.sign === right.sign || left.row.rowId === right.row.rowId || !mayDisagree(left, right)) return;
      const meeting = nearnessOf(left, right);
      if (meeting === 'different') return;
      meetings[first]?.set(second, meeting);
      meetings[second]?.set(first, meeting);
    });
  });
  const used = new Set<number>();
  return levels.flatMap((level): readonly Opposed[] => {
    const free = distinct.map((_, index) => index).filter((index) => !used.has(index));
    const groups = joinedBy(free, (index) => [...(meetings[index] ?? [])].filter(([other, meeting]) => meeting === level && !used.has(other)).map(([other]) => other));
    const members = level === 'same' ? groups.map((group) => withAllies(group, free, distinct)) : groups;
    for (const group of members) for (const index of group) used.add(index);
    return members.map((group): Opposed => ({ statements: group.flatMap((index) => distinct[index] ?? []), meeting: level, isStrong: hasBothEnds(group.flatMap((index) => distinct[index] ?? [])) }));
  });
}

/** Most statements of a group share a few circumstances. */
function rememberedNearness(): (left: Statement, right: Statement) => Meeting {
  const known = new Map<string, Meeting>();
  const texts = new Map<Statement, string>();
  const textOf = (statement: Statement): string => {
    const text = texts.get(statement) ?? JSON.stringify(statement.context);
    texts.set(statement, text);
    return text;
  };
  return (left, right) => {
    const pair = `${textOf(left)}\n${textOf(right)}`;
    const meeting = known.get(pair) ?? effectMeeting(left.context, right.context);
    known.set(pair, meeting);
    if (meeting === 'different') return 'different';
    if (!left.isSure || !right.isSure || isBare(left.context) || isBare(right.context)) return 'unstated';
    return meeting === 'same' && left.about !== right.about ? 'kindred' : meeting;
  };
}

function hasBothEnds(statements: readonly Statement[]): boolean {
  return statements.some(({ sign }) => sign === '+') && statements.some(({ sign }) => sign === '−');
}

/** Those of the same circumstances and about the same thing, whichever side they take. */
function withAllies(group: readonly number[], free: readonly number[], statements: readonly Statement[]): readonly number[] {
  const members = new Set(group);
  const places = new Set(statements.flatMap((statement, index) => (members.has(index) ? [placeOf(statement)] : [])));
  return free.filter((index) => {
    const statement = statements[index];
    return statement !== undefined && (members.has(index) || (statement.isSure && places.has(placeOf(statement))));
  });
}

function placeOf({ context, about }: Statement): string {
  return JSON.stringify([contextKey(context), about]);
}

/** Groups of two and more, each in ascending order. */
function joinedBy(indexes: readonly number[], neighboursOf: (index: number) => readonly number[]): readonly (readonly number[])[] {
  const seen = new Set<number>();
  return indexes.flatMap((start): readonly (readonly number[])[] => {
    if (seen.has(start)) return [];
    const group: number[] = [];
    const waiting = [start];
    seen.add(start);
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      group.push(index);
      for (const next of neighboursOf(index)) {
        if (seen.has(next)) continue;
        seen.add(next);
        waiting.push(next);
      }
    }
    return group.length < 2 ? [] : [group.toSorted((left, right) => left - right)];
  });
}
