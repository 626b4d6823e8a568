// F4, opposite function: one subject promotes a process here and suppresses it there (or is said to have no effect), in
// circumstances that can meet. Leaves alone bare words of a Function cell, which say no direction, mutated molecules,
// what one study says of a combination, and prognosis (another rule's).
import type { GroupRule } from '../rule';
import { circumstances, disagreement, mayDisagree, sideLines } from './disagreement';
import { effectKeys, statementsOfKey } from './effectStatements';
import { opposedGroups } from './opposed';

export const oppositeFunction: GroupRule = {
  kind: 'group', id: 'F4', version: 1, tables: ['factors', 'claims'], least: 2,
  keysOf: (row) => effectKeys(row, 'process'),
  check: (rows, key) => {
    const { name, statements } = statementsOfKey(rows, key, 'process');
    return opposedGroups(statements, mayDisagree).map((group) => disagreement(group, { name, object: statements[0]?.printed ?? '', locus: key }));
  },
  say: (explanation) => `What ${String(explanation.values['name'])} does is not consistent across its evidence (${String(explanation.values['object'])}): ${explanation.printed}.${circumstances(explanation)}`,
  arithmetic: sideLines,
};
