// A row and what the text says of its own study are X4's alone (DECISIONS.md, "The rules on rows"): no matter is reported
// twice. The same statement of another study is a disagreement of studies, and another rule's.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rules } from '../../../../../db/evidence/rules/registry';
import type { EvidenceRow } from '../../../../../db/evidence/rules/rule';
import { ask, claim, factor, type Cells } from './rows';

/** The rules that find something of a row and a claim together, the row's and the claim's own matters aside. */
function between(row: EvidenceRow, told: EvidenceRow): readonly string[] {
  return rules.flatMap((rule) => ask(rule, [row, told]).filter(({ members }) => members.some(({ table }) => table === 'factors') && members.some(({ table }) => table === 'claims')).map(() => rule.id));
}

const disagreeing: readonly (readonly [what: string, row: Cells, told: Cells, own: readonly string[], other: readonly string[]])[] = [
  ['the level', { expression: 'Up' }, { predicate: 'is expressed', direction: 'down' }, ['X4'], ['F1']],
  ['the level, the other way round', { expression: 'Reduced expression' }, { predicate: 'is expressed', direction: 'up', cancer: 'NSCLC' }, ['X4'], ['F1']],
  ['a process', { expression: 'Up', function: 'Promotes migration' }, { predicate: 'suppresses', object: 'migration', direction: 'suppresses', cancer: 'NSCLC' }, ['X4'], ['F4']],
  ['a molecule', { expression: 'Up', mechanism: 'Inhibiting STAT3 signaling' }, { predicate: 'promotes', object: 'STAT3', direction: 'promotes', cancer: 'NSCLC' }, ['X4'], ['F5']],
  ['the prognosis, which X4 does not compare', { expression: 'Up', clinicalSignificance: 'Shorter OS' }, { predicate: 'is associated with', object: 'longer OS', direction: 'up' }, [], ['F6']],
  ['the level of what is said to predict', { expression: 'Up' }, { predicate: 'predicts', object: 'bone metastasis', direction: 'down' }, [], ['F1']],
];

describe.each(disagreeing)('%s', (_, row, told, own, other) => {
  const narrative = (study: number): EvidenceRow => claim('CXCR7', told, { ordinal: 2, studies: [study] });
  const table = factor('CXCR7', row, { ordinal: 1, studies: [30, 31] });
  test('in the text of its own study', () => {
    expect(between(table, narrative(31))).toEqual(own);
  });
  test('in another study', () => {
    expect(between(table, narrative(32))).toEqual(other);
  });
});

test('a claim of its own study stands beside a row where a third study makes them disagree', () => {
  const level = (direction: string, study: number) => claim('CXCR7', { predicate: 'is expressed', direction }, { ordinal: study, studies: [study] });
  const [f1] = rules.filter(({ id }) => id === 'F1');
  if (f1 === undefined) throw new Error('There is no F1.');
  const row = factor('CXCR7', { expression: 'Up' }, { ordinal: 1, studies: [30] });
  expect(ask(f1, [row, level('down', 30)])).toEqual([]);
  expect(ask(f1, [row, level('down', 30), level('up', 31)]).map(({ members }) => members.map(({ rowId }) => rowId))).toEqual([['claims-30', 'claims-31']]);
  expect(ask(f1, [row, level('down', 30), level('down', 31)]).map(({ members }) => members.map(({ rowId }) => rowId))).toEqual([['factors-1', 'claims-31']]);
});

test('within one study no finding but X4’s, and those on mutation and polarity, sets a row against the text (property)', () => {
  const pick = (...words: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...words);
  const row = fc.record({ expression: pick('Up', 'Down', 'Elevated', ''), function: pick('Promotes migration', 'Inhibits migration', ''), mechanism: pick('Promoting STAT3', 'Inhibiting STAT3', ''), clinicalSignificance: pick('Shorter OS', 'Longer OS', '') });
  const told = fc.record({ predicate: pick('is expressed', 'promotes', 'suppresses', 'is associated with'), object: pick('migration', 'STAT3', 'shorter OS', 'longer OS', ''), direction: pick('up', 'down', 'promotes', 'suppresses', 'no effect'), cancer: pick('', 'NSCLC') });
  let compared = 0;
  fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 3 }), fc.array(told, { minLength: 1, maxLength: 5 }), (rows, claims) => {
    const all = [...rows.map((cells, index) => factor('CXCR7', cells, { ordinal: index + 1, studies: [30] })), ...claims.map((cells, index) => claim('CXCR7', cells, { ordinal: index + 10, studies: [30] }))];
    for (const rule of rules.filter(({ id }) => ['F1', 'F4', 'F5', 'F6'].includes(id))) {
      for (const { members } of ask(rule, all)) {
        compared += 1;
        expect(new Set(members.map(({ table }) => table)).size, `${rule.id} ${JSON.stringify(members)}`).toBe(1);
      }
    }
  }), { numRuns: 300, seed: 7 });
  expect(compared).toBeGreaterThan(100);
});
