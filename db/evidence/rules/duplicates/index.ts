// Owns the list of the rules on duplicates, in the order of their numbers.
import type { Rule } from '../rule';
import { nearDuplicates } from './nearDuplicates';
import { preprintAndFinal } from './preprintAndFinal';
import { sameCohort } from './sameCohort';
import { sameIdentifier } from './sameIdentifier';

export const duplicateRules: readonly Rule[] = [sameIdentifier, sameCohort, nearDuplicates, preprintAndFinal];
