// N5 and N6 as rules: p values and ratios against counts, whatever order the arms stand in, and what is left alone.
import { describe, expect, it } from 'vitest';
import { accused, linesOf, onlyFinding, sentenceOf } from './checking';

const two = { treatment: 'Surgery vs Radiotherapy', patients: '32 vs 22' };

describe('N5', () => {
  it('shows the tests that were tried', () => {
    const stated = onlyFinding('N5', { ...two, results: 'Response was 31.3% with surgery vs 13.6% with radiotherapy (p < 0.0001).' });
    expect(linesOf(stated)).toEqual([
      '10/32 vs 3/22: Pearson 0.137 · Yates 0.245 · G 0.127 · Fisher 0.199 · Fisher, doubled 0.243 · mid-p 0.153 · unpooled z 0.109.', 'Printed p < 0.0001; p from 0.109 to 0.245 was found, and 15% beyond is granted.',
    ]);
    expect(stated.found.explanation.values['pComputed']).toEqual([expect.closeTo(0.1087, 3), expect.closeTo(0.2449, 3)]);
  });

  it('of arms that are not named takes the pairing that comes nearest', () => {
    // 50% and 25% fit both arms of 20 and 40: 10/20 v 10/40 (0.05 to 0.10), 20/40 v 5/20 (0.05 to 0.12).
    const cells = { treatment: 'Surgery vs Radiotherapy', patients: '20 vs 40' };
    expect(accused({ ...cells, results: 'Response 50.0% vs 25.0% (p = 0.09)' })).toEqual([]);
    expect(accused({ ...cells, results: 'Response 50.0% vs 25.0% (p = 0.0009)' })).toEqual(['N5 major']);
    expect(sentenceOf(onlyFinding('N5', { ...cells, results: 'Response 50.0% vs 25.0% (p = 0.0009)' }))).toContain('(the nearest pairing with the arms)');
  });

  it('names the ratio’s own test where one stands beside the counts', () => {
    const results = (p: string): string => `Response was 4/17 in the surgery group vs 24/34 in the radiotherapy group (RR 0.33, 95% CI 0.14–0.81; ${p}).`;
    const cells = { treatment: 'Surgery vs Radiotherapy', patients: '17 vs 34' };
    expect(accused({ ...cells, results: results('p = 0.015') })).toEqual([]);
    expect(accused({ ...cells, results: results('p = 0.15') })).toEqual(['N1 major', 'N5 major']);
  });

  it('three and four arms: Pearson, G and the exact test', () => {
    const stated = onlyFinding('N5', { treatment: 'Low dose vs High dose vs Placebo', patients: '25 vs 26 vs 24', results: 'Response: 60.0% with low dose, 50.0% with high dose and 29.2% with placebo (p = 0.8).' });
    expect(sentenceOf(stated)).toContain('15/25 vs 13/26 vs 7/24 gives Pearson 0.088 · G 0.083 · Freeman–Halton 0.089');
  });

  it.each([
    ['adjusted p values', 'The adjusted response rates were 31.3% with surgery vs 13.6% with radiotherapy (p < 0.0001).'], ['matched groups', 'After matching, response was 31.3% with surgery vs 13.6% with radiotherapy (p < 0.0001).'],
    ['stratified tests', 'Response was 31.3% with surgery vs 13.6% with radiotherapy (stratified p < 0.0001).'], ['log-rank tests', 'Fracture occurred in 31.3% with surgery vs 13.6% with radiotherapy (log-rank p < 0.0001).'],
    ['survival', '1-year OS was 31.3% with surgery vs 13.6% with radiotherapy (p < 0.0001).'], ['one-sided tests', 'Response was 31.3% with surgery vs 13.6% with radiotherapy (one-sided p < 0.0001).'],
    ['the same patients twice', 'Pain was present in 81.3% before and 31.3% after surgery (p < 0.0001).'], ['the p of a hazard ratio', 'Events: 31.3% with surgery vs 13.6% with radiotherapy (HR 0.30, 95% CI 0.18–0.50; p < 0.0001).'],
    ['other groups', 'Response did not differ between men and women (31.3% vs 13.6%, p < 0.0001).'], ['lesions', 'Response in 31.3% of lesions with surgery vs 13.6% of lesions with radiotherapy (p < 0.0001).'], ['p = 0.05 at the border', 'Response was 12/32 with surgery vs 3/22 with radiotherapy (p = 0.05).'],
    ['NS of what is not', 'Response was 31.3% with surgery vs 13.6% with radiotherapy (NS).'], ['a p about right', 'Response was 31.3% with surgery vs 13.6% with radiotherapy (p = 0.2).'],
  ])('leaves alone %s', (_, results) => {
    expect(accused({ ...two, results }).filter((finding) => finding.startsWith('N5'))).toEqual([]);
  });
});

describe('N6', () => {
  const cells = { treatment: 'Surgery vs Radiotherapy', patients: '114 vs 115' };
  const results = (ratio: string, names = [' with surgery', ' with radiotherapy']): string => `Response: 40/114 (35%)${names[0] ?? ''} vs 16/115 (14%)${names[1] ?? ''} (${ratio})`;

  it.each([
    ['RR 1.33', 'the ratio of non-response, the second group over the first'], ['RR 0.75', 'the ratio of non-response, the first group over the second'], ['RR 3.34', 'the odds ratio'], ['RR 0.40', 'its inverse, the second group over the first'],
    ['OR 2.52', 'the risk ratio'], ['OR 0.30', 'its inverse, the second group over the first'],
  ])('names what %s is', (ratio, reading) => {
    expect(sentenceOf(onlyFinding('N6', { ...cells, results: results(ratio) }))).toContain(`What is printed is ${reading}.`);
  });

  it('where the arms are not named takes the inverse for as good', () => {
    expect(accused({ ...cells, results: results('RR 0.40', []) })).toEqual([]);
    expect(accused({ ...cells, results: results('RR 1.33', []) })).toEqual(['N6 minor']);
  });

  it.each(['RR 2.52', 'OR 3.34', 'OR 3.35', 'RR 2.5', 'aOR 1.33', 'adjusted RR 1.33', 'HR 1.33', 'RR 1.9', 'rate ratio 1.33', 'RR −1.33'])('leaves alone %s', (ratio) => {
    expect(accused({ ...cells, results: results(ratio) }).filter((finding) => finding.startsWith('N6'))).toEqual([]);
  });
});
