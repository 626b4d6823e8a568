// Owns the list of the rules on factors, but for F1, in the order of their numbers.
import type { Rule } from '../rule';
import { directionMissing } from './directionMissing';
import { mutationAgainstDosage } from './mutationAgainstDosage';
import { oppositeFunction } from './oppositeFunction';
import { oppositeMechanism } from './oppositeMechanism';
import { prognosisDiscord } from './prognosis';
import { rowPolarity } from './rowPolarity';

export const factorRules: readonly Rule[] = [mutationAgainstDosage, rowPolarity, oppositeFunction, oppositeMechanism, prognosisDiscord, directionMissing];
