// Owns rows for tests of rules: a trial from its printed cells through the extractor, factors and claims from their cells.
import { emptyValues } from '../../../../../db/contract/columns';
import type { TrialCells } from '../../../../../db/contract/evidence';
import type { Values } from '../../../../../db/contract/types';
import { extractTrial } from '../../../../../db/evidence/extraction/extractTrial';
import type { ClaimEvidence, FactorEvidence, Molecule, TrialEvidence } from '../../../../../db/evidence/rules/rule';

const noCells: TrialCells = { studyType: '', treatment: '', population: '', patients: '', results: '', conclusions: '' };

export function trialRow(cells: Partial<TrialCells>, ordinal = 1): TrialEvidence {
  const whole = { ...noCells, ...cells };
  return { table: 'trials', rowId: `trial ${ordinal}`, ordinal, rowName: whole.treatment || `trial ${ordinal}`, lifecycle: 'active', values: { ...emptyValues('trials'), ...whole }, studies: [], extracted: extractTrial(whole) };
}

const moleculesOf = (names: readonly string[]): readonly Molecule[] => names.map((name) => ({ printed: name, key: name.toLowerCase(), approved: null, kind: 'unknown' }));

export function factorRow(factor: string, expression: Values[string], ordinal = 1): FactorEvidence {
  return { table: 'factors', rowId: `factor ${ordinal}`, ordinal, rowName: factor, lifecycle: 'active', values: { ...emptyValues('factors'), factor, expression: expression ?? null }, studies: [], molecules: moleculesOf(factor.split(', ')) };
}

export function claimRow(subject: string, direction: string, values: Values = {}, ordinal = 1): ClaimEvidence {
  return { table: 'claims', rowId: `claim ${ordinal}`, ordinal, rowName: subject, lifecycle: 'active', values: { ...emptyValues('claims'), subject, direction, ...values }, studies: [], molecules: moleculesOf([subject]) };
}
