// F1: one molecule, up and down, where circumstances can meet; and everything that is no contradiction.
import { describe, expect, test } from 'vitest';
import { oppositeExpression } from '../../../../../../db/evidence/rules/factors/oppositeExpression';
import type { EvidenceRow } from '../../../../../../db/evidence/rules/rule';
import { claimRow, factorRow, trialRow } from '../evidenceFixture';

const foundIn = (...rows: readonly EvidenceRow[]) => oppositeExpression.check(rows.filter((row) => oppositeExpression.keysOf(row).includes('opn')), 'opn', { alpha: 0.05 });
const summary = (...rows: readonly EvidenceRow[]) => foundIn(...rows).map(({ members, severity, confidence }) => ({ sides: members.map(({ rowId, side, field }) => `${rowId} ${field ?? ''} ${side}`), severity, confidence }));
const luad = { cancer: 'LUAD', specimen: 'tumour tissue', comparator: 'normal lung' };

describe('flags', () => {
  test('two rows whose circumstances are not stated, as possible', () => {
    expect(summary(factorRow('OPN', 'Up'), factorRow('OPN', 'Down', 2))).toEqual([{ sides: ['factor 1 expression Up', 'factor 2 expression Down'], severity: 'major', confidence: 'possible' }]);
  });
  test('the same circumstances, as certain; a part of the other, as probable', () => {
    expect(summary(claimRow('OPN', 'up', luad), claimRow('OPN', 'down', luad, 2))).toMatchObject([{ confidence: 'certain' }]);
    expect(summary(claimRow('OPN', 'up', luad), claimRow('OPN', 'down', { ...luad, cancer: 'NSCLC' }, 2))).toMatchObject([{ confidence: 'probable' }]);
    expect(summary(claimRow('OPN', 'up', { ...luad, model: 'patients' }), claimRow('OPN', 'down', { ...luad, model: 'in vitro' }, 2))).toMatchObject([{ confidence: 'probable' }]);
  });
  test('all rows that disagree in one finding, each with its side', () => {
    expect(summary(factorRow('OPN', 'Up'), factorRow('miR-1, OPN', 'Upregulated', 2), claimRow('OPN', 'down'))[0]?.sides).toEqual(['factor 1 expression Up', 'factor 2 expression Up', 'claim 1 direction Down']);
  });
  test('two tumours that each disagree within themselves as two findings', () => {
    expect(summary(claimRow('OPN', 'up', luad), claimRow('OPN', 'down', luad, 2), claimRow('OPN', 'up', { ...luad, cancer: 'breast cancer' }, 3), claimRow('OPN', 'down', { ...luad, cancer: 'breast cancer' }, 4)).map(({ sides }) => sides.length)).toEqual([2, 2]);
  });
  test('words as tables print them', () => {
    for (const [up, down] of [['Increased', 'Decreased'], ['Overexpression', 'Loss'], ['High', 'Low'], ['↑', '↓'], ['upregulated', 'downregulated']] as const) expect(summary(factorRow('OPN', up), factorRow('OPN', down, 2)), `${up} ${down}`).toHaveLength(1);
  });
});

describe('leaves alone', () => {
  test.each<readonly [what: string, left: EvidenceRow, right: EvidenceRow]>([
    ['the same direction', factorRow('OPN', 'Up'), factorRow('OPN', 'Up', 2)],
    ['other molecules', factorRow('OPN', 'Up'), factorRow('miR-1', 'Down', 2)],
    ['mutation against dosage', factorRow('OPN', 'Mutation'), factorRow('OPN', 'Down', 2)],
    ['no direction', factorRow('OPN', { missing: 'No description' }), factorRow('OPN', 'Down', 2)],
    ['both at once', factorRow('OPN', 'Up and down'), factorRow('OPN', 'Down', 2)],
    ['no change', factorRow('OPN', 'No change'), factorRow('OPN', 'Down', 2)],
    ['two tumours', claimRow('OPN', 'up', luad), claimRow('OPN', 'down', { ...luad, cancer: 'breast cancer' }, 2)],
    ['two tumours of one organ', claimRow('OPN', 'up', luad), claimRow('OPN', 'down', { ...luad, cancer: 'LUSC' }, 2)],
    ['small-cell and non-small-cell', claimRow('OPN', 'up', { cancer: 'non-small cell lung cancer' }), claimRow('OPN', 'down', { cancer: 'small cell lung cancer' }, 2)],
    ['EGFR+ and EGFR−', claimRow('OPN', 'up', { ...luad, setting: 'EGFR+' }), claimRow('OPN', 'down', { ...luad, setting: 'EGFR−' }, 2)],
    ['mutant and wild-type', claimRow('OPN', 'up', { ...luad, cancer: 'EGFR-mutant LUAD' }), claimRow('OPN', 'down', { ...luad, cancer: 'EGFR wild-type LUAD' }, 2)],
    ['first and later line', claimRow('OPN', 'up', { ...luad, setting: 'first-line' }), claimRow('OPN', 'down', { ...luad, setting: 'second-line' }, 2)],
    ['serum and tissue', claimRow('OPN', 'up', { ...luad, specimen: 'serum' }), claimRow('OPN', 'down', luad, 2)],
    ['other comparators', claimRow('OPN', 'up', luad), claimRow('OPN', 'down', { ...luad, comparator: 'primary tumour' }, 2)],
    ['a knock-down', claimRow('OPN', 'up', { ...luad, perturbation: 'loss of OPN' }), claimRow('OPN', 'down', luad, 2)],
    ['an effect', claimRow('OPN', 'promotes', luad), claimRow('OPN', 'down', luad, 2)],
    ['trials', trialRow({ treatment: 'OPN' }), factorRow('OPN', 'Down', 2)],
  ])('%s', (_, left, right) => {
    expect(summary(left, right)).toEqual([]);
  });
});

test('says the breakdown, where the rows stand, and that circumstances may differ; never "error"', () => {
  const [found] = foundIn(factorRow('OPN', 'Up'), claimRow('OPN', 'down', { cancer: 'LUAD' }));
  if (found === undefined) throw new Error('OPN, up and down, was not found.');
  expect(oppositeExpression.say(found.explanation)).toBe('OPN is not consistent across its evidence: Up 1 · Down 1. Not every row states its circumstances, so they may differ.');
  expect(oppositeExpression.arithmetic(found.explanation)).toEqual(['Up: factor 1 OPN', 'Down: claim 1 OPN (LUAD)']);
});

test('a dismissal lapses when a side or a circumstance changes, and not when something else does', () => {
  const inputs = (...rows: readonly EvidenceRow[]) => foundIn(...rows)[0]?.inputs;
  const before = inputs(factorRow('OPN', 'Up'), claimRow('OPN', 'down', luad));
  expect(inputs(factorRow('OPN', 'Upregulated'), claimRow('OPN', 'down', { ...luad, quote: 'as they found' }))).toEqual(before);
  expect(inputs(factorRow('OPN', 'Up'), claimRow('OPN', 'down', { ...luad, cancer: 'NSCLC' }))).not.toEqual(before);
});

test('two hundred rows of one key are compared at once in a moment', () => {
  const rows = Array.from({ length: 200 }, (_, index) => claimRow('OPN', index % 2 === 0 ? 'up' : 'down', { cancer: `cancer ${index % 7}`, specimen: 'tissue', comparator: 'normal' }, index));
  const start = performance.now();
  expect(foundIn(...rows)).toHaveLength(7);
  expect(performance.now() - start).toBeLessThan(2000);
});
