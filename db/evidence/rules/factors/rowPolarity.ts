// F3, polarity of a row: what is said of a factor's expression, of what it does and of what it means for the patient do not
// go together, such as Up with functions that all hinder the tumour. Effects need a verb in the row, or come from claims of
// the row's own study. Leaves alone rows that are mutated, words without a direction, and effects that lean both ways.
import { termsOf } from '../../../contract/values';
import { directionOfExpression } from '../../claims/directions';
import { boundedKey } from '../boundedKey';
import { describedRow, headedLines, shareStudy, shortened } from '../described';
import type { EvidenceRow, Found, GroupRule } from '../rule';
import { effectsOf, textIn, type EffectStatement } from './effectStatements';
import { isCombination, perturbationIn, subjectsOf } from './subjects';
import { clinicalValence, servesTumour, type Valence } from './valence';

type Role = 'serves' | 'hinders';
interface Verdict { readonly severity: Found['severity']; readonly confidence: Found['confidence']; readonly why: string }

export const rowPolarity: GroupRule = {
  kind: 'group', id: 'F3', version: 1, tables: ['factors', 'claims'],
  keysOf: (row) => {
    if (row.table === 'factors' ? expressionOf(row) === null : row.table !== 'claims' || rolesOf(effectsOf(row)).length === 0) return [];
    return subjectsOf(row).map(({ key }) => boundedKey(key));
  },
  check: (rows, key) => rows.flatMap((row) => (row.table === 'factors' ? checkFactor(row, rows.filter((other) => other.table === 'claims'), key) : [])),
  say: ({ printed, values }) => `${String(values['name'])} is ${String(values['expression'])}, but ${String(values['why'])}: ${printed}. As printed these do not go together.`,
  arithmetic: ({ values }) => [`Expression: ${String(values['expression'])}`, ...headedLines('Effect', values['effects']), ...headedLines('Clinical significance', values['significance'])],
};

function checkFactor(row: EvidenceRow, claims: readonly EvidenceRow[], key: string): readonly Found[] {
  const expression = expressionOf(row);
  if (expression === null) return [];
  const own = effectsOf(row).filter(({ object }) => servesTumour(object.key) !== null);
  // The claims of its study, where the row itself says no direction.
  const told = own.length > 0 ? [] : claims.filter((claim) => shareStudy(claim, row) && !isCombination(claim)).flatMap(effectsOf).filter(({ object }) => servesTumour(object.key) !== null);
  const effects = own.length > 0 ? own : told;
  const roles = new Set(rolesOf(effects));
  const [role] = roles;
  if (role === undefined || roles.size > 1) return [];
  const terms = termsOf(textIn(row.values, 'clinicalSignificance').slice(0, 4000));
  const valences = new Set(terms.flatMap((term) => clinicalValence(term) ?? []));
  const [valence] = valences;
  const verdict = valences.size > 1 ? null : verdictOf(expression, role, valence ?? null);
  if (verdict === null) return [];
  const isTold = own.length === 0;
  const members = [row, ...new Set(told.map((effect) => effect.row))];
  const printed = [...new Set(effects.map(({ side, printed: object }) => `${side} ${shortened(object, 60)}`))].join(', ');
  return [{
    members: members.map((member) => ({ table: member.table, rowId: member.rowId, field: member.table === 'factors' ? 'expression' : 'direction', side: '' })),
    span: null, quote: shortened(`${expression}; ${printed}${terms.length === 0 ? '' : `; ${terms.join(', ')}`}`, 300), severity: isTold ? 'info' : verdict.severity, confidence: isTold ? 'possible' : verdict.confidence, locus: key,
    inputs: [expression, ...effects.map((effect) => `${effect.row.rowId} ${effect.sign} ${effect.object.key}`).toSorted(), ...terms.map((term) => term.toLowerCase())],
    explanation: { printed, computed: [], fits: [], values: { name: row.rowName, expression, why: verdict.why, effects: effects.map(described), significance: [...terms] } },
  }];
}

function described({ row, side, printed }: EffectStatement): string {
  return `${side} ${printed}${row.table === 'claims' ? ` (${describedRow(row)}${perturbationIn(row) === null ? '' : ', seen when its amount was changed'})` : ''}`;
}

function expressionOf(row: EvidenceRow): 'Up' | 'Down' | null {
  const direction = directionOfExpression(textIn(row.values, 'expression'));
  return direction === 'up' ? 'Up' : direction === 'down' ? 'Down' : null;
}

function rolesOf(effects: readonly EffectStatement[]): readonly Role[] {
  return effects.flatMap(({ sign, object }): readonly Role[] => {
    const serves = servesTumour(object.key);
    return serves === null || sign === '0' ? [] : [(sign === '+') === serves ? 'serves' : 'hinders'];
  });
}

/** Less of what serves the tumour may be good for the patient, and much of what hinders it too: those go together. */
function verdictOf(expression: 'Up' | 'Down', role: Role, valence: Valence | null): Verdict | null {
  if (expression === 'Up' && role === 'hinders') {
    const why = 'all that is said of its effects hinders the tumour';
    return valence === 'adverse' ? { severity: 'minor', confidence: 'probable', why: `${why}, and its clinical significance is adverse` } : { severity: 'info', confidence: 'possible', why };
  }
  if (expression === 'Up' && role === 'serves' && valence === 'favourable') return { severity: 'minor', confidence: 'probable', why: 'its effects serve the tumour while its clinical significance is favourable' };
  if (expression === 'Down' && role === 'serves' && valence !== 'favourable') return { severity: 'info', confidence: 'possible', why: 'all that is said of its effects serves the tumour (unless its loss is meant)' };
  if (expression === 'Down' && role === 'hinders' && valence === 'favourable') return { severity: 'minor', confidence: 'probable', why: 'its effects hinder the tumour while its clinical significance is favourable' };
  return null;
}
