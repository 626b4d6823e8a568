// Owns the list of all rules, in the order in which their findings stand at one place. A rule that is not here does not
// run. Adding one is one file in its family's folder and one line here.
import { duplicateRules } from './duplicates';
import { factorRules } from './factors';
import { oppositeExpression } from './factors/oppositeExpression';
import { printedRules } from './printed';
import type { Rule } from './rule';
import { termRules } from './terms';
import { trialRules } from './trials';

export const rules: readonly Rule[] = [...printedRules, oppositeExpression, ...factorRules, ...trialRules, ...duplicateRules, ...termRules];
