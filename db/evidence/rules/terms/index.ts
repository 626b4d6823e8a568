// Owns the list of the rules on terms and references, in the order of their numbers.
import type { Rule } from '../rule';
import { abbreviations } from './abbreviations';
import { confusableSymbols } from './confusableSymbols';
import { references } from './references';
import { tableAgainstNarrative } from './tableAgainstNarrative';

export const termRules: readonly Rule[] = [references, abbreviations, confusableSymbols, tableAgainstNarrative];
