// F2, mutation against dosage: a molecule's row says that it is mutated, other evidence says how much of it there is, or
// what happens when its amount is changed. Both may hold; whether the mutation gains or loses function is what a reader
// will ask. What was found by changing the amount counts only where the row cites that very study. Info only.
import { cellText } from '../../../contract/values';
import { contextOf } from '../../claims/context';
import { directionOfExpression } from '../../claims/directions';
import { boundedKey } from '../boundedKey';
import { describedRow, headedLines, shareStudy } from '../described';
import type { EvidenceRow, Found, GroupRule } from '../rule';
import { textIn } from './effectStatements';
import { confidenceOf, effectMeeting } from './meeting';
import { perturbationIn, subjectsOf } from './subjects';
import type { Meeting } from '../../claims/context';

type Side = 'Mutation' | 'Up' | 'Down' | 'Loss' | 'Gain';
interface Statement { readonly row: EvidenceRow; readonly side: Side; readonly field: string }

const nearness: readonly Meeting[] = ['same', 'kindred', 'unstated'];

export const mutationAgainstDosage: GroupRule = {
  kind: 'group', id: 'F2', version: 1, tables: ['factors', 'claims'], least: 2,
  keysOf: (row) => (statementOf(row) === null ? [] : subjectsOf(row).map(({ key }) => boundedKey(key))),
  check: (rows, key) => {
    const statements = rows.flatMap((row) => statementOf(row) ?? []);
    const mutated = statements.filter(({ side }) => side === 'Mutation');
    const met = statements.filter(({ side }) => side !== 'Mutation').flatMap((dosage) => {
      const meetings = mutated.filter((mutation) => mayMeet(mutation, dosage)).map((mutation) => ({ mutation, meeting: nearness.indexOf(meetingOf(mutation.row, dosage.row)) })).filter(({ meeting }) => meeting >= 0);
      return meetings.length === 0 ? [] : [{ dosage, meetings }];
    });
    if (met.length === 0) return [];
    const partners = new Set(met.flatMap(({ meetings }) => meetings.map(({ mutation }) => mutation)));
    const members = [...mutated.filter((mutation) => partners.has(mutation)), ...met.map(({ dosage }) => dosage)];
    const nearest = nearness[Math.min(...met.flatMap(({ meetings }) => meetings.map(({ meeting }) => meeting)))] ?? 'unstated';
    return [found(members, nearest, rows.flatMap(subjectsOf).find((subject) => boundedKey(subject.key) === key)?.name ?? key, key)];
  },
  say: ({ printed, values }) => `For ${String(values['name'])}, a mutation stands beside a change of its amount: ${printed}. Whether the mutation gains or loses function is not stated.`,
  arithmetic: ({ values }) => [...headedLines('Mutation', values['mutated']), ...headedLines('Amount', values['dosage'])],
};

function found(members: readonly Statement[], nearest: Meeting, name: string, locus: string): Found {
  const counted = [...Map.groupBy(members, ({ side }) => side)].map(([side, of]) => `${side} ${of.length}`).join(' · ');
  const told = ({ row, side }: Statement): string => `${describedRow(row)}${side === 'Loss' || side === 'Gain' ? ` (${cellText(row.values['perturbation'])})` : side === 'Mutation' ? '' : ` (${side})`}`;
  return {
    members: members.map(({ row, side, field }) => ({ table: row.table, rowId: row.rowId, field, side })),
    span: null, quote: `${name}: ${counted}`, severity: 'info', confidence: confidenceOf(nearest), locus,
    inputs: members.map(({ row, side }) => `${row.rowId} ${side} ${JSON.stringify(contextOf(row.table === 'claims' ? row.values : {})).toLowerCase()}`).toSorted(),
    explanation: { printed: counted, computed: [], fits: [], values: { name, mutated: members.filter(({ side }) => side === 'Mutation').map(told), dosage: members.filter(({ side }) => side !== 'Mutation').map(told) } },
  };
}

function statementOf(row: EvidenceRow): Statement | null {
  if (row.table === 'factors') {
    const direction = directionOfExpression(textIn(row.values, 'expression'));
    return direction === 'mutation' ? { row, side: 'Mutation', field: 'expression' } : direction === 'up' || direction === 'down' ? { row, side: direction === 'up' ? 'Up' : 'Down', field: 'expression' } : null;
  }
  if (row.table !== 'claims') return null;
  const change = perturbationIn(row);
  if (change !== null) return { row, side: change === 'loss' ? 'Loss' : 'Gain', field: 'perturbation' };
  const direction = textIn(row.values, 'direction').trim().toLowerCase();
  return direction === 'mutation' ? { row, side: 'Mutation', field: 'direction' } : direction === 'up' || direction === 'down' ? { row, side: direction === 'up' ? 'Up' : 'Down', field: 'direction' } : null;
}

function mayMeet(mutation: Statement, dosage: Statement): boolean {
  if (mutation.row.rowId === dosage.row.rowId) return false;
  return dosage.side === 'Up' || dosage.side === 'Down' || shareStudy(mutation.row, dosage.row);
}

function meetingOf(left: EvidenceRow, right: EvidenceRow): Meeting {
  // One study has one cohort, whatever a row states of it.
  if (shareStudy(left, right)) return 'kindred';
  const meeting = effectMeeting(contextOf(left.table === 'claims' ? left.values : {}), contextOf(right.table === 'claims' ? right.values : {}));
  return meeting === 'same' && (left.table === 'factors' || right.table === 'factors') ? 'unstated' : meeting;
}
