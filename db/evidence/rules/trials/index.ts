// Owns the list of the rules on trials' results and conclusions, in the order of their numbers.
import type { Rule } from '../rule';
import { conclusionAgainstP } from './conclusionAgainstP';
import { effectAgainstConclusion } from './effectAgainstConclusion';
import { heterogeneity } from './heterogeneity';
import { oppositeResults } from './oppositeResults';
import { significanceDiscord } from './significanceDiscord';
import { wordingAgainstP } from './wordingAgainstP';

export const trialRules: readonly Rule[] = [oppositeResults, significanceDiscord, heterogeneity, effectAgainstConclusion, conclusionAgainstP, wordingAgainstP];
