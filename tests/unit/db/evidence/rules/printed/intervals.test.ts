// N1 and N2 as rules: what they say of a trial's intervals, and what they leave alone.
import { describe, expect, it } from 'vitest';
import { accused, linesOf, onlyFinding, sentenceOf } from './checking';

const trial = { treatment: 'Surgery vs Radiotherapy', patients: '100 vs 100' };

describe('N1', () => {
  it('says what p the interval implies, on which side of α, and the arithmetic', () => {
    const stated = onlyFinding('N1', { ...trial, results: 'OS: HR 0.65, 95% CI 0.48–0.88, p = 0.2' });
    expect(sentenceOf(stated)).toBe('“HR 0.65, 95% CI 0.48–0.88, p = 0.2” is not consistent as printed: by its interval p is 0.0036 to 0.0077, significant, while the printed p is not significant at α = 0.05.');
    expect(linesOf(stated)).toEqual([
      'The interval (95%, as far as rounding leaves it open): z 2.67 to 2.91, p 0.0036 to 0.0077.', 'Printed p = 0.2: z 1.15 to 1.44. One-sided it does not fit either.', 'Between them z differs by 1.23; 0.467 is granted.',
    ]);
    expect(stated.found).toMatchObject({ severity: 'major', confidence: 'probable', span: { field: 'results', start: 4 } });
    expect(stated.found.explanation.values['pPrinted']).toEqual([0.15, 0.25]);
    expect(stated.found.explanation.fits).toEqual(['p = 0.0036 to 0.0077']);
  });

  it('is probable where the interval states no level, and silent where 90% or 99% would fit', () => {
    expect(onlyFinding('N1', { ...trial, results: 'Surgery vs radiotherapy: OS HR 0.65 (0.48–0.88), p = 0.2' }).found.confidence).toBe('probable');
    expect(accused({ ...trial, results: 'OS HR 0.76 (0.61–0.95), p = 0.04' })).toEqual([]);
    expect(accused({ ...trial, results: 'OS HR 0.76, 95% CI 0.61–0.95, p = 0.09' })).toEqual(['N1 major']);
  });

  it.each([
    ['a log-rank p', 'OS: HR 0.65, 95% CI 0.48–0.88, log-rank p = 0.2'], ['a likelihood-ratio p', 'OS: HR 0.65, 95% CI 0.48–0.88 (likelihood ratio p = 0.2)'], ['a p for interaction', 'HR 0.65, 95% CI 0.48–0.88; p for interaction = 0.2'],
    ['a p for noninferiority', 'OS: HR 0.95, 95% CI 0.80–1.13; P = 0.01 for noninferiority'], ['a one-sided p', 'PFS: HR 0.76, 95% CI 0.58–1.00, one-sided p = 0.025'], ['a limit that was not reached', 'OS: HR 0.65, 95% CI 0.48–NE, p = 0.2'],
    ['p < v that holds', 'OS: HR 0.65, 95% CI 0.48–0.88, p < 0.05'], ['a p about right', 'OS: HR 0.65, 95% CI 0.48–0.88, p = 0.007'], ['p = 0.05 beside an interval up to 1', 'OS: HR 0.71, 95% CI 0.50–1.00, p = 0.05'],
    ['a credible interval', 'OS: HR 0.65, 95% credible interval 0.48–0.88, p = 0.2'], ['a p of the counts beside it', 'ORR: 10/14 (71.4%) vs 13/15 (86.7%) (RR 0.82, 95% CI 0.56–1.21; p = 0.58)'], ['an interval of its own', 'OS: HR 0.65, 95% CI 0.48–0.88'],
    ['a ratio that is none', 'OS: HR −0.65, 95% CI −0.88 to −0.48, p = 0.2'], ['a p that is none', 'median OS 9 (95% CI 7–12) months'],
  ])('leaves alone %s', (_, results) => {
    expect(accused({ ...trial, results })).toEqual([]);
  });
});

describe('N2', () => {
  it('says which order is broken', () => {
    const stated = onlyFinding('N2', { ...trial, results: 'OS: HR 1.65, 95% CI 0.48–0.88' });
    expect(sentenceOf(stated)).toBe('“HR 1.65, 95% CI 0.48–0.88” is not consistent as printed: the estimate lies above its limits.');
    expect(linesOf(stated)).toEqual(['Estimate 1.65, limits 0.48 and 0.88.']);
  });

  it('says how far a ratio lies from the middle of its limits', () => {
    const stated = onlyFinding('N2', { ...trial, results: 'OS: HR 0.80, 95% CI 0.48–0.88' });
    expect(stated.found.severity).toBe('minor');
    expect(sentenceOf(stated)).toBe('“HR 0.80, 95% CI 0.48–0.88” is not consistent as printed: a ratio lies about midway between its limits on the logarithmic scale, and this one does not.');
    expect(linesOf(stated)).toEqual(['Estimate 0.80, limits 0.48 and 0.88, whose middle is 0.65.', 'The two sides differ by 64.3% of their sum, whatever was rounded; up to 20% is usual.']);
  });

  it.each([
    ['reversed limits', 'OS: HR 0.65, 95% CI 0.88–0.48', 'N2 major'], ['a mean outside its interval', 'Mean pain score was 5.2 (95% CI 5.6–6.9)', 'N2 major'], ['a percentage outside its interval', 'ORR was 46% (95% CI 26–44)', 'N2 major'],
    ['a difference outside its interval', 'The mean difference was 5.2 points (95% CI 5.6 to 6.9)', 'N2 major'],
  ])('flags %s', (_, results, finding) => {
    expect(accused({ ...trial, results })).toEqual([finding]);
  });

  it.each([
    ['rounding', 'OS: HR 0.1, 95% CI 0.0–0.4'], ['an open limit', 'OS: HR 0.8, 95% CI NE–0.4'], ['a percentage whose limits are fractions', 'ORR was 35% (95% CI 0.26–0.44)'], ['a change without its sign', 'The mean difference was 3.2 points (95% CI −5.1 to −1.3)'],
    ['a change whose limits are read outwards', 'The mean difference was −3.2 points (95% CI −1.3 to −5.1)'], ['a difference that is not midway', 'The mean difference was 5 points (95% CI 1 to 6)'], ['a range', 'Mean age was 81 (range 42–90)'],
  ])('leaves alone %s', (_, results) => {
    expect(accused({ ...trial, results })).toEqual([]);
  });
});
