// Owns asking all rules about printed numbers about one trial, and how tests of them write what was found.
import type { TrialCells } from '../../../../../../db/contract/evidence';
import { printedRules } from '../../../../../../db/evidence/rules/printed';
import type { Found, RowRule, TrialEvidence } from '../../../../../../db/evidence/rules/rule';
import { trialRow } from '../evidenceFixture';

export interface Stated { readonly rule: RowRule<'trials'>; readonly found: Found }

export function statedIn(row: TrialEvidence, alpha = 0.05): readonly Stated[] {
  return printedRules.flatMap((rule) => rule.check(row, { alpha }).map((found) => ({ rule, found })));
}

/** "N5 major", in the order of the rules; information that accuses nothing is left out. */
export function accusationsIn(row: TrialEvidence, alpha = 0.05): readonly string[] {
  return statedIn(row, alpha).filter(({ found }) => found.severity !== 'info').map(({ rule, found }) => `${rule.id} ${found.severity}`);
}

export function accused(cells: Partial<TrialCells>): readonly string[] {
  return accusationsIn(trialRow(cells));
}

/** The only finding of a rule in a trial. */
export function onlyFinding(id: string, cells: Partial<TrialCells>): Stated {
  const all = statedIn(trialRow(cells)).filter(({ rule }) => rule.id === id);
  const [only] = all;
  if (only === undefined || all.length > 1) throw new Error(`${id} found ${all.length} in ${JSON.stringify(cells)}.`);
  return only;
}

export function sentenceOf({ rule, found }: Stated): string {
  return rule.say(found.explanation);
}

export function linesOf({ rule, found }: Stated): readonly string[] {
  return rule.arithmetic(found.explanation);
}
