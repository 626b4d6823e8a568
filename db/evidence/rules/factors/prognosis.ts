// F6, prognosis discord: much of a subject is bad for the patient here and good there (or makes no difference). High with
// shorter survival and low with longer survival say the same. Leaves alone metastasis and stage, which are no prognosis,
// mutations, and other outcomes than the same where one side sees no difference.
import { termsOf } from '../../../contract/values';
import { contextOf } from '../../claims/context';
import { directionOfExpression, isVerdict } from '../../claims/directions';
import { boundedKey } from '../boundedKey';
import type { EvidenceRow, GroupRule } from '../rule';
import { circumstances, disagreement, mayDisagree, sideLines } from './disagreement';
import { objectTerms } from './effectWords';
import { textIn } from './effectStatements';
import { opposedGroups, type Sign, type Statement } from './opposed';
import { perturbationIn, subjectsOf } from './subjects';
import { isPrognosis, prognosisOutcome, prognosisValence } from './valence';

const sides: Readonly<Record<Sign, string>> = { '+': 'worse with more of it', '−': 'better with more of it', '0': 'no difference' };
/** Whether more or less of the subject is meant. */
const amounts: ReadonlyMap<string, Sign> = new Map([['up', '+'], ['promotes', '+'], ['down', '−'], ['suppresses', '−'], ['no effect', '0'], ['no change', '0']]);

export const prognosisDiscord: GroupRule = {
  kind: 'group', id: 'F6', version: 1, tables: ['factors', 'claims'], least: 2,
  keysOf: (row) => (statementsOf(row).length === 0 ? [] : subjectsOf(row).map(({ key }) => boundedKey(key))),
  check: (rows, key) => {
    const name = rows.flatMap(subjectsOf).find((subject) => boundedKey(subject.key) === key)?.name ?? key;
    return opposedGroups(rows.flatMap(statementsOf), (left, right) => mayDisagree(left, right) && isOneQuestion(left, right)).map((group) => disagreement(group, { name, object: '', locus: key }));
  },
  say: (explanation) => `The prognosis with ${String(explanation.values['name'])} is not consistent across its evidence: ${explanation.printed}.${circumstances(explanation)}`,
  arithmetic: sideLines,
};

function isOneQuestion(left: Statement, right: Statement): boolean {
  return (left.sign !== '0' && right.sign !== '0') || left.about === right.about;
}

function statementsOf(row: EvidenceRow): readonly Statement[] {
  if (row.table === 'factors') {
    const expression = directionOfExpression(textIn(row.values, 'expression'));
    if (expression !== 'up' && expression !== 'down') return [];
    return agreed(termsOf(textIn(row.values, 'clinicalSignificance').slice(0, 4000)).flatMap((term) => statementOf(row, term, expression === 'up' ? '+' : '−', 'clinicalSignificance', true)));
  }
  if (row.table !== 'claims') return [];
  const direction = textIn(row.values, 'direction').trim().toLowerCase();
  const amount = amounts.get(direction);
  if (amount === undefined || isVerdict(direction)) return [];
  const isLoss = perturbationIn(row) === 'loss';
  const turned: Sign = !isLoss || amount === '0' ? amount : amount === '+' ? '−' : '+';
  return agreed(objectTerms(textIn(row.values, 'object').slice(0, 1000)).flatMap((term) => (isEffectOn(term, direction) ? effectOn(row, term, turned, !isLoss) : statementOf(row, term, turned, 'direction', !isLoss))));
}

/** "improves OS": the direction speaks of survival itself; "is associated with shorter OS": of the subject. */
function isEffectOn(term: string, direction: string): boolean {
  return (direction === 'promotes' || direction === 'suppresses' || direction === 'no effect') && isPrognosis(term) && prognosisValence(term) === null;
}

function effectOn(row: EvidenceRow, term: string, amount: Sign, isSure: boolean): readonly Statement[] {
  const isDying = /\b(?:mortality|death)\b/iu.test(term);
  const sign: Sign = amount === '0' ? '0' : (amount === '+') !== isDying ? '−' : '+';
  return [build(row, term, sign, 'direction', isSure)];
}

function statementOf(row: EvidenceRow, term: string, amount: Sign, field: string, isSure: boolean): readonly Statement[] {
  const valence = prognosisValence(term);
  if (valence === null) return [];
  const sign: Sign = amount === '0' ? '0' : (amount === '+') === (valence === 'adverse') ? '+' : '−';
  return [build(row, term, sign, field, isSure)];
}

function build(row: EvidenceRow, term: string, sign: Sign, field: string, isSure: boolean): Statement {
  return { row, sign, side: sides[sign], field, context: contextOf(row.table === 'claims' ? row.values : {}), about: prognosisOutcome(term), isSure };
}

/** A row whose own terms disagree says nothing for certain. */
function agreed(statements: readonly Statement[]): readonly Statement[] {
  return new Set(statements.map(({ sign }) => sign)).size > 1 ? [] : statements;
}
