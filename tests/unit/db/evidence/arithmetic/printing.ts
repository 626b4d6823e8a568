// Owns how the tests of the rules print numbers and state tables.
import type { CountsTable } from '../../../../../db/evidence/arithmetic/feasibleTables';
import { parsePrintedNumber, type PrintedNumber } from '../../../../../db/evidence/printedNumber';
import { parsePrintedP, type PrintedP } from '../../../../../db/evidence/printedP';

export function printed(text: string): PrintedNumber {
  const number = parsePrintedNumber(text);
  if (number === null) throw new Error(`"${text}" is no number`);
  return number;
}

export function printedP(text: string): PrintedP {
  const p = parsePrintedP(text);
  if (p === null) throw new Error(`"${text}" is no p value`);
  return p;
}

/** "40/114 v 16/115". */
export function counts(text: string): CountsTable {
  return text.split(' v ').map((arm) => {
    const [k = '', n = ''] = arm.split('/');
    return { k: Number(k), n: Number(n) };
  });
}
