// F1, opposite expression: one molecule, up here and down there, in circumstances that can meet. All rows that disagree
// stand in one finding, each with its side. Leaves alone other tumours, marker states, specimens and comparators, claims
// about a molecule that was knocked down or overexpressed, mutation against dosage, and a row beside a claim of its own
// study (other rules').
import { cellText } from '../../../contract/values';
import { contextOf, meetingOf, type EvidenceContext, type Meeting } from '../../claims/context';
import { directionOfExpression } from '../../claims/directions';
import { shareStudy } from '../described';
import type { EvidenceRow, Found, GroupRule, Molecule } from '../rule';

type Side = 'Up' | 'Down';
interface Statement { readonly row: EvidenceRow; readonly side: Side; readonly field: string; readonly context: EvidenceContext }

export const oppositeExpression: GroupRule = {
  kind: 'group', id: 'F1', version: 1, tables: ['factors', 'claims'], least: 2,
  keysOf: (row) => (sideOf(row) === null ? [] : moleculesOf(row).map((molecule) => molecule.key)),
  check: (rows, key) => {
    const statements = rows.flatMap(statementOf);
    return opposedGroups(statements).map((group): Found => {
      const name = nameOf(group, key);
      const [up, down] = [group.statements.filter(({ side }) => side === 'Up'), group.statements.filter(({ side }) => side === 'Down')];
      return {
        members: group.statements.map(({ row, side, field }) => ({ table: row.table, rowId: row.rowId, field, side })),
        span: null, quote: `${name}: Up ${up.length} · Down ${down.length}`, severity: 'major', confidence: confidenceOf(group.nearest), locus: key,
        inputs: group.statements.map(({ row, side, context }) => `${row.rowId} ${side} ${Object.values(context).join(' | ').toLowerCase()}`).toSorted(),
        explanation: { printed: `Up ${up.length} · Down ${down.length}`, computed: [], fits: [], values: { name, meeting: group.nearest, up: up.map(described), down: down.map(described) } },
      };
    });
  },
  say: ({ printed, values }) => `${String(values['name'])} is not consistent across its evidence: ${printed}.${values['meeting'] === 'unstated' ? ' Not every row states its circumstances, so they may differ.' : ''}`,
  arithmetic: ({ values }) => [...lines('Up', values['up']), ...lines('Down', values['down'])],
};

function moleculesOf(row: EvidenceRow): readonly Molecule[] {
  return row.table === 'factors' || row.table === 'claims' ? row.molecules : [];
}

function sideOf(row: EvidenceRow): Side | null {
  const direction = row.table === 'factors' ? directionOfExpression(typeof row.values['expression'] === 'string' ? row.values['expression'] : '')
    : row.table === 'claims' && cellText(row.values['perturbation']) === '' ? cellText(row.values['direction']) : null;
  return direction === 'up' ? 'Up' : direction === 'down' ? 'Down' : null;
}

function statementOf(row: EvidenceRow): readonly Statement[] {
  const side = sideOf(row);
  return side === null ? [] : [{ row, side, field: row.table === 'factors' ? 'expression' : 'direction', context: contextOf(row.table === 'factors' ? {} : row.values) }];
}

interface Opposed { readonly statements: readonly Statement[]; readonly nearest: Meeting }
const nearness: readonly Meeting[] = ['same', 'kindred', 'unstated'];

/** Statements that meet one of the other side, together with those that meet the same ones. */
function opposedGroups(statements: readonly Statement[]): readonly Opposed[] {
  const group = statements.map((_, index) => index);
  const nearest = statements.map(() => nearness.length);
  const meet = rememberedMeetings();
  const rootOf = (index: number): number => (group[index] === index || group[index] === undefined ? index : rootOf(group[index]));
  statements.forEach((up, first) => {
    if (up.side !== 'Up') return;
    statements.forEach((down, second) => {
      if (down.side !== 'Down' || down.row.rowId === up.row.rowId || isOwnNarrative(up.row, down.row)) return;
      const meeting = nearness.indexOf(meet(up.context, down.context));
      if (meeting < 0) return;
      const [low, high] = [rootOf(first), rootOf(second)].toSorted((left, right) => left - right) as [number, number];
      group[high] = low;
      nearest[low] = Math.min(nearest[low] ?? meeting, nearest[high] ?? meeting, meeting);
    });
  });
  return statements.flatMap((_, index): readonly Opposed[] => {
    const nearestMeeting = nearness[nearest[index] ?? nearness.length];
    return rootOf(index) !== index || nearestMeeting === undefined ? [] : [{ statements: statements.filter((__, other) => rootOf(other) === index), nearest: nearestMeeting }];
  });
}

/** A row and what the text says of its study: X4 compares those. */
function isOwnNarrative(left: EvidenceRow, right: EvidenceRow): boolean {
  return left.table !== right.table && shareStudy(left, right);
}

/** Most rows of a key state the same few circumstances. */
function rememberedMeetings(): typeof meetingOf {
  const known = new Map<string, Meeting>();
  return (left, right) => {
    const pair = JSON.stringify([left, right]);
    const meeting = known.get(pair) ?? meetingOf(left, right);
    known.set(pair, meeting);
    return meeting;
  };
}

function confidenceOf(meeting: Meeting): Found['confidence'] {
  return meeting === 'same' ? 'certain' : meeting === 'kindred' ? 'probable' : 'possible';
}

/** The approved symbol, or the name as the first row prints it. */
function nameOf({ statements }: Opposed, key: string): string {
  const named = statements.flatMap(({ row }) => moleculesOf(row).filter((molecule) => molecule.key === key));
  return named[0]?.printed ?? key;
}

function described({ row, context }: Statement): string {
  const numbers = row.studies.map((study) => study.number);
  const stated = Object.values(context).filter((text) => text !== '').join(', ');
  return `${row.table === 'factors' ? 'factor' : 'claim'} ${row.ordinal} ${row.rowName}${numbers.length === 0 ? '' : ` [${numbers.join(', ')}]`}${stated === '' ? '' : ` (${stated})`}`;
}

function lines(side: Side, list: unknown): readonly string[] {
  return Array.isArray(list) ? list.map((entry) => `${side}: ${String(entry)}`) : [];
}
