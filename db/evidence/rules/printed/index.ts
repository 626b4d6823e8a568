// Owns the list of the rules about printed numbers, in the order of their ids.
import type { RowRule } from '../rule';
import { hiddenDenominator } from './hiddenDenominator';
import { intervalAndP } from './intervalAndP';
import { intervalShape } from './intervalShape';
import { mediansAndOrders } from './mediansAndOrders';
import { percentageAndNumber } from './percentageAndNumber';
import { pOfTable } from './pOfTable';
import { pSyntax } from './pSyntax';
import { ratioAndCounts } from './ratioAndCounts';
import { totals } from './totals';

export const printedRules: readonly RowRule<'trials'>[] = [intervalAndP, intervalShape, percentageAndNumber, hiddenDenominator, pOfTable, ratioAndCounts, totals, mediansAndOrders, pSyntax];
