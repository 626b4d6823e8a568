// N9: what it flags and, as important, what it leaves alone.
import { describe, expect, test } from 'vitest';
import { pSyntax } from '../../../../../../db/evidence/rules/printed/pSyntax';
import { trialRow } from '../evidenceFixture';

const foundIn = (results: string) => pSyntax.check(trialRow({ treatment: 'A vs B', results }), { alpha: 0.05 });
const flagged = (results: string): readonly string[] => foundIn(results).map(({ quote, severity }) => `${severity}: ${quote}`);

describe('flags', () => {
  test.each([
    ['Pain response 40% vs 20% (P = 1.2)', ['major: P = 1.2']],
    ['Pain response 40% vs 20% (p > 1.5)', ['major: p > 1.5']],
    ['Pain response 40% vs 20% (P < 4)', ['major: P < 4']],
    ['Pain response 40% vs 20% (P = 0)', ['minor: P = 0']],
    ['Pain response 40% vs 20% (P = 0.000)', ['minor: P = 0.000']],
    ['Pain response 40% vs 20% (P < 0.00)', ['minor: P < 0.00']],
  ])('%s', (results, wanted) => {
    expect(flagged(results)).toEqual(wanted);
  });
  test('each p value once, and each by its own place', () => {
    const found = foundIn('Pain response 40% vs 20% (P = 0); OS 12 vs 9 months (P = 3)');
    expect(found.map(({ quote }) => quote)).toEqual(['P = 0', 'P = 3']);
    expect(new Set(found.map(({ locus }) => locus)).size).toBe(2);
  });
});

describe('leaves alone', () => {
  test.each([
    'Pain response 40% vs 20% (P = 1)', 'Pain response 40% vs 20% (P = 1.000)', 'Pain response 40% vs 20% (P < 1)', 'Pain response 40% vs 20% (P > 0)', 'Pain response 40% vs 20% (P < 0.0001)',
    'Pain response 40% vs 20% (P = 0.05)', 'Pain response 40% vs 20% (p = 4.7×10⁻⁴)', 'Pain response 40% vs 20% (NS)', 'HR = 1.4, 95% CI 1.1-1.9', 'PFS 12 months', '',
  ])('%s', (results) => {
    expect(flagged(results)).toEqual([]);
  });
});

test('says what is printed, the arithmetic, and what three zeros round from; never "error"', () => {
  const [zero] = foundIn('Pain response 40% vs 20% (P = 0.000)');
  if (zero === undefined) throw new Error('P = 0.000 was not found.');
  expect(pSyntax.say(zero.explanation)).toBe('“P = 0.000” is not consistent as printed: a p value can be very small, but it is never 0.');
  expect(pSyntax.arithmetic(zero.explanation)).toEqual(['A p value lies above 0 and up to 1.']);
  expect(zero.explanation.fits).toEqual(['p < 0.0005']);
  const [above] = foundIn('Pain response 40% vs 20% (P = 1.2)');
  expect([pSyntax.say, pSyntax.arithmetic].map((tell) => String(above === undefined ? '' : tell(above.explanation))).join(' ')).toBe('“P = 1.2” is not consistent as printed: no p value is above 1. A p value lies above 0 and up to 1; printed is 1.2.');
});

test('the inputs are the operator and the number: a dismissal holds while both stand, wherever they stand', () => {
  expect(foundIn('Pain (P = 0)')[0]?.inputs).toEqual(foundIn('Severe and lasting pain (P = 0)')[0]?.inputs);
  expect(foundIn('Pain (P = 0)')[0]?.inputs).not.toEqual(foundIn('Pain (P < 0)')[0]?.inputs);
});
