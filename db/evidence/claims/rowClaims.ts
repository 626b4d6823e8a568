// Owns what a row of Table 1 claims: one statement per molecule that it names (or per row, if it names none) and study
// that it cites. Says only what the row says: the direction of its Expression cell, with the row's own words as quote.
import type { Values } from '../../contract/types';
import { cellText, studyIdsOf } from '../../contract/values';
import type { Molecule } from '../rules/rule';
import { directionOfExpression } from './directions';

export interface RowClaim {
  /** Tells the claims of one row apart: the molecule's key and the study; '' where there is none. */
  readonly molecule: string;
  readonly studyId: string;
  readonly values: Values;
}

export function rowClaims(values: Values, molecules: readonly Molecule[]): readonly RowClaim[] {
  const factor = oneLine(cellText(values['factor']));
  const expression = oneLine(cellText(values['expression']));
  const distinct = [...new Map(molecules.map((molecule) => [molecule.key, molecule])).values()];
  const subjects = distinct.length === 0 ? [{ key: '', printed: factor }] : distinct;
  const studies = studyIdsOf(values['references']);
  return subjects.flatMap(({ key, printed }) => (studies.length === 0 ? [''] : studies).map((studyId): RowClaim => ({
    molecule: key, studyId,
    values: {
      subject: printed === '' ? factor : printed, predicate: 'is expressed', direction: directionOfExpression(typeof values['expression'] === 'string' ? values['expression'] : '') ?? 'unknown',
      quote: `${factor}: ${expression === '' ? 'expression not stated' : expression}`, section: 'Table 1', references: studyId === '' ? [] : [studyId],
    },
  })));
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
