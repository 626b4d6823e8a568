// X4, table and narrative differ: what a row of Table 1 or Table 2 says of a study and what the narrative claims of the same
// study do not go together: the direction of expression, what is done to one object, the number of patients, or which
// treatment did significantly better. Leaves alone other studies, claims that the row agrees with elsewhere, bare words,
// numbers that the row has in any place, and several studies that are cited together for a number.
import { outcomeClasses, type OutcomeClass } from '../../../contract/evidence';
import { directionOfExpression } from '../../claims/directions';
import { boundedKey } from '../boundedKey';
import { describedRow, headedLines } from '../described';
import { objectTerms } from '../factors/effectWords';
import { effectsOf, textIn, type EffectStatement } from '../factors/effectStatements';
import { isCombination, perturbationIn, subjectsOf } from '../factors/subjects';
import type { ClaimEvidence, EvidenceRow, FactorEvidence, Found, GroupRule, TrialEvidence } from '../rule';
import { armMentioned } from '../trials/armMention';
import { comparisonsOf } from '../trials/comparisons';
import { familyOf } from '../trials/outcomes';
import { armKeys } from '../trials/treatmentNames';

const mostStudies = 6;

export const tableAgainstNarrative: GroupRule = {
  kind: 'group', id: 'X4', version: 1, tables: ['factors', 'trials', 'claims'], least: 2,
  keysOf: (row) => row.studies.slice(0, mostStudies).flatMap(({ studyId }) => aboutKeys(row).map((about) => boundedKey(`${studyId} ${about}`))),
  check: (rows, key, { alpha }) => {
    const claims = rows.filter((row) => row.table === 'claims');
    return rows.flatMap((row): readonly Found[] => {
      if (row.table === 'factors') return [...expressionDiffers(row, claims, key), ...effectsDiffer(row, claims, key)];
      return row.table === 'trials' ? [...numbersDiffer(row, rows, claims), ...resultsDiffer(row, claims, alpha)] : [];
    });
  },
  say: ({ printed, values }) => `The table and the narrative differ on ${String(values['what'])}: the table has ${printed}, the narrative ${String(values['told'])}.`,
  arithmetic: ({ values }) => [...headedLines('Table', values['table']), ...headedLines('Narrative', values['narrative'])],
};

const classes: readonly (readonly [pattern: RegExp, kind: string])[] = [[/\b(?:mirnas|micro-?rnas)\b/iu, 'miRNA'], [/\blncrnas\b|\blong non-?coding rnas\b/iu, 'lncRNA']];

/** What a row and a claim of one study may share: a molecule, the kind of molecule that a claim speaks of as a whole, a trial. */
function aboutKeys(row: EvidenceRow): readonly string[] {
  if (row.table === 'trials') return ['trial'];
  if (row.table === 'factors') return [...subjectsOf(row).map(({ key }) => `of ${key}`), ...new Set(row.molecules.map(({ kind }) => `any ${kind}`))].filter((key) => !key.startsWith('any ') || classes.some(([, kind]) => key === `any ${kind}`));
  if (row.table !== 'claims') return [];
  return [...subjectsOf(row).map(({ key }) => `of ${key}`), ...kindsTold(row).map((kind) => `any ${kind}`), 'trial'];
}

function kindsTold(row: ClaimEvidence): readonly string[] {
  const subject = textIn(row.values, 'subject').slice(0, 300);
  return classes.filter(([pattern]) => pattern.test(subject)).map(([, kind]) => kind);
}

interface Difference { readonly row: FactorEvidence | TrialEvidence; readonly field: string; readonly claims: readonly ClaimEvidence[]; readonly claimField: string; readonly what: string; readonly printed: string; readonly told: string; readonly locus: string; readonly confidence: Found['confidence'] }

function found({ row, field, claims, claimField, what, printed, told, locus, confidence }: Difference): Found {
  return {
    members: [{ table: row.table, rowId: row.rowId, field, side: printed }, ...claims.map((claim) => ({ table: claim.table, rowId: claim.rowId, field: claimField, side: told }))], span: null, quote: `${printed} / ${told}`, severity: 'minor', confidence, locus,
    inputs: [what, printed.toLowerCase(), ...claims.map((claim) => `${claim.rowId} ${told.toLowerCase()}`).toSorted()],
    explanation: { printed, computed: [], fits: [], values: { what, told, table: [describedRow(row)], narrative: claims.map((claim) => `${describedRow(claim)}${textIn(claim.values, 'quote') === '' ? '' : `: “${textIn(claim.values, 'quote').slice(0, 300)}”`}`) } },
  };
}

function isAbout(key: string): boolean {
  return key.includes(' of ');
}

const levels: ReadonlyMap<string, string> = new Map([['up', 'Up'], ['down', 'Down'], ['no change', 'no change']]);

function expressionDiffers(row: FactorEvidence, claims: readonly ClaimEvidence[], key: string): readonly Found[] {
  const printed = levels.get(directionOfExpression(textIn(row.values, 'expression')) ?? '');
  const told = claims.filter((claim) => textIn(claim.values, 'predicate').trim().toLowerCase() === 'is expressed' && perturbationIn(claim) === null).map((claim) => ({ claim, level: levels.get(textIn(claim.values, 'direction').trim().toLowerCase()) })).filter(({ level }) => level !== undefined);
  if (printed === undefined || !isAbout(key) || told.length === 0 || told.some(({ level }) => level === printed)) return [];
  const name = row.rowName;
  return [found({ row, field: 'expression', claims: told.map(({ claim }) => claim), claimField: 'direction', what: `the expression of ${name}`, printed, told: [...new Set(told.map(({ level }) => level ?? ''))].join(', '), locus: 'expression', confidence: told.every(({ claim }) => claim.studies.length === 1) ? 'probable' : 'possible' })];
}

/** Of each object that both speak of, where no claim agrees with the row. */
function effectsDiffer(row: FactorEvidence, claims: readonly ClaimEvidence[], key: string): readonly Found[] {
  const stated = effectsOf(row).filter(({ isSure }) => isSure);
  const told = claims.filter((claim) => !isCombination(claim) || !isAbout(key)).flatMap(effectsOf).filter(({ sign }) => sign !== '0');
  return [...Map.groupBy(stated, ({ object }) => object.key)].flatMap(([object, effects]): readonly Found[] => {
    const [effect] = effects;
    const narrative = told.filter((each) => each.object.key === object);
    if (effect === undefined || narrative.length === 0 || new Set(effects.map(({ sign }) => sign)).size > 1 || narrative.some(({ sign }) => sign === effect.sign)) return [];
    const isPlain = isAbout(key) && narrative.every(({ isSure, row: claim }) => isSure && claim.studies.length === 1);
    return [found({
      row, field: effect.field, claims: claimsOf(narrative), claimField: 'direction', what: `the effect of ${row.rowName} on ${effect.printed}`, printed: `“${effect.side} ${effect.printed}”`, told: [...new Set(narrative.map(({ side, printed }) => `“${side} ${printed}”`))].join(', '),
      locus: `effect ${object}`, confidence: isPlain ? 'probable' : 'possible',
    })];
  });
}

function claimsOf(effects: readonly EffectStatement[]): readonly ClaimEvidence[] {
  return [...new Map(effects.flatMap(({ row }) => (row.table === 'claims' ? [[row.rowId, row] as const] : []))).values()];
}

/** Numbers that the trials of a study print for patients: totals, arms, their sums, those evaluable. */
function patientNumbers({ extracted: { arms, total, evaluable, results } }: TrialEvidence): { readonly all: ReadonlySet<number>; readonly largest: number } {
  const ns = arms.flatMap(({ n }) => n ?? []);
  const sum = ns.reduce((so, n) => so + n, 0);
  const all = new Set([...ns, sum, ...(total === null ? [] : [total.n]), ...evaluable.map(({ n }) => n), ...results.flatMap(({ n, k }) => [n?.value ?? -1, k?.value ?? -1])]);
  return { all, largest: Math.max(sum, total?.n ?? 0) };
}

function numbersDiffer(row: TrialEvidence, rows: readonly EvidenceRow[], claims: readonly ClaimEvidence[]): readonly Found[] {
  const trials = rows.filter((each) => each.table === 'trials');
  const numbers = trials.map(patientNumbers);
  const together = numbers.reduce((sum, { largest }) => sum + largest, 0);
  const own = patientNumbers(row);
  if (own.largest === 0 || row.studies.length !== 1 || numbers.some(({ largest }) => largest === 0)) return [];
  const differing = claims.flatMap((claim) => {
    const n = /^\s*(?:n\s?=\s?)?(\d{1,3}(?:,\d{3})+|\d{1,7})\s*(?:patients)?\s*$/iu.exec(textIn(claim.values, 'n').slice(0, 40))?.[1];
    const value = n === undefined ? Number.NaN : Number(n.replaceAll(',', ''));
    const isKnown = Number.isNaN(value) || value === together || numbers.some(({ all }) => all.has(value));
    return claim.studies.length !== 1 || isKnown ? [] : [{ claim, value }];
  });
  if (differing.length === 0) return [];
  const isMore = differing.every(({ value }) => value > together);
  return [found({ row, field: 'patients', claims: differing.map(({ claim }) => claim), claimField: 'n', what: 'the number of patients', printed: textIn(row.values, 'patients').slice(0, 100), told: [...new Set(differing.map(({ value }) => value))].join(', '), locus: 'n', confidence: isMore ? 'probable' : 'possible' })];
}

const outcomeWords: readonly (readonly [pattern: RegExp, outcome: OutcomeClass])[] = [
  [/\bORR\b|\bobjective response|\boverall response/iu, 'ORR'], [/\bDCR\b|\bdisease control/iu, 'DCR'], [/\bPFS\b|\bprogression[- ]free/iu, 'PFS'], [/\bDFS\b|\bdisease[- ]free/iu, 'DFS'], [/\bOS\b|\boverall survival|^survival$/iu, 'OS'],
  [/\bSREs?\b|\bskeletal[- ]related/iu, 'SRE'], [/\bAEs?\b|\badverse events?|\btoxicit/iu, 'adverse events'], [/\bfractures?\b/iu, 'fracture'],
];
const claimedGood: ReadonlySet<string> = new Set(['improves', 'promotes']);
const claimedLess: ReadonlySet<string> = new Set(['reduces', 'delays', 'suppresses']);

/** A claim that one arm did better, where the row's numbers say that the other did, significantly. */
function resultsDiffer(row: TrialEvidence, claims: readonly ClaimEvidence[], alpha: number): readonly Found[] {
  const { arms } = row.extracted;
  if (row.studies.length !== 1 || arms.length !== 2) return [];
  const keys = armKeys(arms);
  const decided = comparisonsOf(row, alpha).filter(({ favours, decision }) => favours !== null && decision === 'significant');
  return decided.flatMap((comparison): readonly Found[] => {
    const told = claims.filter((claim) => claim.studies.length === 1 && perturbationIn(claim) === null).filter((claim) => {
      const predicate = textIn(claim.values, 'predicate').trim().toLowerCase();
      const arm = armMentioned(textIn(claim.values, 'subject').slice(0, 300), arms);
      const isSpoken = objectTerms(textIn(claim.values, 'object').slice(0, 500)).some((term) => outcomeWords.some(([pattern, outcome]) => outcome === comparison.outcomeClass && pattern.test(term)));
      if (arm === null || !isSpoken) return false;
      const isHarm = familyOf(comparison.outcomeClass) === 'harm' || familyOf(comparison.outcomeClass) === 'events';
      const isBetter = isHarm ? claimedLess.has(predicate) : claimedGood.has(predicate);
      return isBetter && keys[arm] !== '' && keys[arm] !== comparison.favours;
    });
    if (told.length === 0) return [];
    const outcome = outcomeClasses.includes(comparison.outcomeClass) ? comparison.outcomeClass : comparison.outcome;
    return [found({ row, field: 'results', claims: told, claimField: 'subject', what: outcome, printed: `${comparison.printed} (better with ${comparison.favours ?? ''})`, told: [...new Set(told.map((claim) => `better with ${textIn(claim.values, 'subject')}`))].join(', '), locus: `result ${comparison.outcomeClass}`, confidence: 'probable' })];
  });
}
