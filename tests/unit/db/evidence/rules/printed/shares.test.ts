// N3 and N4 as rules: percentages against what they may be of, and what is left alone.
import { describe, expect, it } from 'vitest';
import { accused, linesOf, onlyFinding, sentenceOf } from './checking';

const one = { treatment: 'Surgery', patients: '37' };
const two = { treatment: 'Surgery vs Radiotherapy', patients: '53 vs 42' };

describe('N3', () => {
  it('says which numbers come nearest, and which denominators would fit', () => {
    const stated = onlyFinding('N3', { ...one, results: 'Pain relief in 68.6% of patients.' });
    expect(sentenceOf(stated)).toBe('“68.6%” is not consistent as printed: no whole number of 37 patients gives 68.6%. 24 of 35 would.');
    expect(linesOf(stated)).toEqual(['25 of 37 is 67.57%; printed is 68.6%.', '26 of 37 is 70.27%; printed is 68.6%.']);
    expect(stated.found).toMatchObject({ severity: 'minor', confidence: 'probable' });
  });

  it('checks a count with its denominator always, and gravely', () => {
    const stated = onlyFinding('N3', { ...two, results: 'Response: 1,234/5,000 (24.9%) with surgery' });
    expect(sentenceOf(stated)).toBe('“1,234/5,000 (24.9%)” is not consistent as printed: 1234 of 5000 is not 24.9%. 1234 of 4965, 1234 of 4964, 1234 of 4963, 1234 of 4962, 1234 of 4961 would.');
    expect(stated.found).toMatchObject({ severity: 'major' });
    expect(accused({ ...two, results: 'Response: 12 (30%) of 50 patients' })).toEqual(['N3 major']);
  });

  it('tries the arm, its evaluable patients and the stated total before it speaks', () => {
    expect(accused({ treatment: 'Surgery vs Radiotherapy', patients: '53 (51 evaluable) vs 42', results: 'DCR was 68.6% in the surgery group and 90.5% in the radiotherapy group.' })).toEqual([]);
    expect(accused({ ...two, results: 'DCR was 68.6% in the surgery group and 90.5% in the radiotherapy group.' })).toEqual(['N3 minor']);
    expect(accused({ ...two, results: 'Of 51 evaluable patients, 68.6% had control.' })).toEqual([]);
    expect(accused({ ...two, results: 'ORR: 35.7% vs 24.5%' })).toEqual([]);
    expect(accused({ ...two, results: 'ORR: 24.5% vs 35.7%' })).toEqual([]);
  });

  it('takes shares that add up to 100 for shares of all patients', () => {
    expect(accused({ treatment: 'Pembrolizumab as first-line therapy vs Second-line therapy or beyond', patients: '58 vs 52', results: 'Patients (52.7%) received pembrolizumab treatment as first-line therapy vs patients (47.3%) as second-line therapy or beyond.' })).toEqual([]);
  });

  it.each([
    ['survival rates', 'The 1- and 2-year OS rates were 81.3% and 44.7%.'], ['other rates over time', 'The cumulative incidence of fracture was 11.3% at 2 years.'], ['local control', 'Local control was 91.3%.'], ['late mortality', '1-year mortality was 11.3%.'],
    ['adjusted percentages', 'The adjusted response rate was 41.3%.'], ['weighted percentages', 'The weighted response rate was 41.3%.'], ['lesions', 'Response was seen in 61.3% of lesions.'], ['lesions at the head of the sentence', 'Of 75 lesions, 61.3% responded.'],
    ['cycles', 'Doses were delayed in 11.3% of cycles.'], ['parts of the patients', 'Among patients with EGFR mutation 41.3% responded.'], ['changes', 'Pain was reduced by 41.3%.'], ['about-numbers', 'About 41.3% of patients responded.'],
    ['more than all', 'Response in 141.3% of patients.'], ['plans', 'The study had 80% power to detect a 15.3% difference.'],
  ])('leaves alone %s', (_, results) => {
    expect(accused({ ...one, results })).toEqual([]);
  });

  it('leaves alone early mortality that is counted, and whole percentages of many patients', () => {
    expect(accused({ ...one, patients: '50', results: '30-day mortality was 10.0%.' })).toEqual([]);
    expect(accused({ ...one, patients: '50', results: '30-day mortality was 10.7%.' })).toEqual(['N3 minor']);
    expect(accused({ ...one, patients: '90', results: 'Response in 47% of patients.' })).toEqual([]);
  });

  it('leaves alone percentages beside a hazard ratio, which are read off curves', () => {
    expect(accused({ treatment: 'Ticagrelor vs Clopidogrel', patients: '933 vs 929', results: 'Events: 86 (9.8%) with ticagrelor vs 101 (11.7%) with clopidogrel; HR 0.84; 95% CI, 0.63 to 1.12' })).toEqual([]);
  });
});

describe('N4', () => {
  it('says that no division gives both', () => {
    const stated = onlyFinding('N4', { treatment: 'Nivolumab vs pembrolizumab', patients: '37 vs 43', results: 'ORR 23.5% vs 31.9%.' });
    expect(sentenceOf(stated)).toBe('“23.5% vs 31.9%” is not consistent as printed with arms of 37 and 43, and no division of the 80 patients into two groups gives both.');
    expect(stated.found).toMatchObject({ severity: 'minor', confidence: 'probable' });
  });

  it('shows the only division that does, without accusing', () => {
    const stated = onlyFinding('N4', { treatment: 'ICIs', patients: '110', results: 'Bone therapy increased the ORR (34.9% vs 11.1%).' });
    expect(stated.found.severity).toBe('info');
    expect(stated.found.explanation.fits).toEqual(['29/83 vs 3/27']);
  });

  it.each([
    ['pairs that fit the arms', { ...two, results: 'ORR: 35.7% vs 24.5%' }], ['pairs whose arms are named: N3 speaks of them', { ...two, results: 'ORR: 35.8% with surgery vs 24.5% with radiotherapy' }],
    ['whole percentages, which many divisions give', { ...two, results: 'Treatment helped (34% vs 11%)' }], ['rates over time', { ...two, results: 'Treatment improved 1-year OS (34.9% vs 11.2%)' }], ['a total that is not known', { treatment: 'A vs B', patients: '', results: 'Treatment helped (34.9% vs 11.2%)' }],
  ])('says nothing of %s', (_, cells) => {
    expect(accused(cells).filter((finding) => finding.startsWith('N4'))).toEqual([]);
  });
});
