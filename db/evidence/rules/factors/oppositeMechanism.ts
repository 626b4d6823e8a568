// F5, opposite mechanism: one subject raises a molecule or a pathway here and lowers it there. Leaves alone verbs without
// a direction (regulating, targeting), other objects of the same pathway's name, and a row with the claims of its own
// study, which X4 compares.
import type { GroupRule } from '../rule';
import { circumstances, disagreement, mayDisagree, sideLines } from './disagreement';
import { effectKeys, statementsOfKey } from './effectStatements';
import { opposedGroups } from './opposed';

export const oppositeMechanism: GroupRule = {
  kind: 'group', id: 'F5', version: 1, tables: ['factors', 'claims'], least: 2,
  keysOf: (row) => effectKeys(row, 'molecule'),
  check: (rows, key) => {
    const { name, statements } = statementsOfKey(rows, key, 'molecule');
    return opposedGroups(statements, mayDisagree).map((group) => disagreement(group, { name, object: statements[0]?.printed ?? '', locus: key }));
  },
  say: (explanation) => `How ${String(explanation.values['name'])} acts on ${String(explanation.values['object'])} is not consistent across its evidence: ${explanation.printed}.${circumstances(explanation)}`,
  arithmetic: sideLines,
};
