// Owns what a new claim starts with: the factor or trial that the curator stands on, or the study. Refuses to guess a
// direction or a predicate.
import type { Values } from '../../../db/contract/types';
import { cellText, termsOf } from '../../../db/contract/values';
import { lacuna } from '../../client/lacuna';
import type { GridSelection } from '../../grid/gridTypes';
import type { ClaimStart } from '../../workspace';

const empty: ClaimStart = { about: null, studyIds: [], values: {} };

/** The name of a factor, or its molecules where the curator has named them. */
export function subjectOf(values: Values): string {
  const [first, ...others] = termsOf(cellText(values['molecules']));
  return first !== undefined && others.length === 0 ? first : cellText(values['factor']);
}

export async function claimStart(selection: GridSelection | null): Promise<ClaimStart> {
  const rowId = selection?.focused?.rowId ?? selection?.rowIds[0];
  if (selection === null || rowId === undefined) return empty;
  const { table } = selection;
  if (table === 'studies') return { ...empty, studyIds: [rowId] };
  if (table !== 'factors' && table !== 'trials') return empty;
  const [row] = await lacuna.call('getRows', { table, rowIds: [rowId] });
  if (row === undefined) return empty;
  const subject = table === 'factors' ? subjectOf(row.values) : cellText(row.values['treatment']);
  return { about: { table, rowId }, studyIds: [], values: { subject } };
}
