// What must stay silent: numbers of every kind that are no results. A false result is worse than a missed one.
import { describe, expect, it } from 'vitest';
import { said, saidOfArms } from './reading';

describe('no result is read from', () => {
  it.each([
    '8 Gy in 1 fraction', '30 Gy/10 fx', '30 Gy in 10 fractions over 2 weeks', '20 Gy/5 fractions vs 8 Gy/1 fraction', '3 × 10 Gy', '5x4 Gy', 'denosumab 120 mg every 4 weeks', 'zoledronic acid 4 mg IV q4w', '75 mg/m2 on day 1', 'a dose of 60–66 Gy',
    'stage IV', 'stage III/IV disease', 'stages 3 and 4', 'grade 3/4', 'grade 3-4 toxicity', 'phase 2/3 trial', 'phase II trial', 'T3/4 N0-1', 'type 2 diabetes', 'NYHA class III', 'Frankel grade D',
    'n-3 fatty acids', 'omega-3', 'Sr-89', '177-Lu-PSMA', 'CXCR4', 'CD8+ T cells', 'IL-6', 'miR-21-5p', 'PD-L1 ≥ 50%', 'PD-L1 TPS ≥1%', 'Ki-67 > 20%', 'EGFR exon 19', 'L858R', 'HER2 3+', 'p53', 'COVID-19', '5-FU', '5FU', '18F-FDG', 'COX-2', 'vitamin B12', 'H3K27me3',
    'between January 2010 and December 2015', '12/03/2014', '2014-03-12', '3 March 2014', 'from 2010 to 2015', '2010-2015', '(2019)', 'in 2012, patients were enrolled',
    'aged 18–75 years', 'age ≥ 65 years', 'median age 64 (range 32–81)', 'a 65-year-old woman', 'patients 65 years old', 'mean age, 62.3 ± 8.1 years', 'over 70 years of age',
    'NCT01234567', 'grant 81972123', 'version 4.0', 'CTCAE v5.0', 'RECIST 1.1', 'ICD-10 code C79.5', 'Table 2', 'Fig. 3', 'refs [12, 15–17]', '[5, 6]', 'doi 10.1000/182', 'ISO 9001:2015',
    'randomised 1:1', 'allocation ratio 2 : 1', 'ECOG 0-1', 'ECOG PS ≥ 2', 'KPS ≥ 70', 'Gleason 7', 'ASA 3', '95% confidence intervals were computed', '80% power', 'power of 80% and an alpha of 5%', 'a significance level of 5%', '0.9% saline', '1% lidocaine',
    'treatment for > 24 months', 'at least 3 months', 'every 3 weeks', 'twice daily for 6 weeks', 'No patients were lost', 'three patients died', '24/7', 'and/or', 'q3w', '4 cycles', '2-fold increase', '3.5-fold', '10 centres in 3 countries', 'patients 12 and 15', 'blood pressure 120/80', 'the 7th week', '1st and 2nd line',
    'staining on 25% or more of the cells', 'those with more than 1% mutant alleles', 'χ2 = 4.51', 't = 2.3', 'r = 0.41', 'AUC 0.81', 'a volume of 75 mm^3', 'TC1/2/3', 'isodose 80%', 'D95 > 90%', 'a 3 mm margin', 'IC50 of 11 nM', '30-40 patients', '65 °C', 'A total of 120 patients were enrolled', 'n = 120', '(n=54)', 'groups 1 and 2', 'arm 1', 'HR', 'OR', 'p', '%', '95% CI', 'vs', '', ' ', '.', '12', '12.5', '0.65',
  ])('“%s”', (text) => {
    expect(said(text)).toEqual([]);
  });

  it.each([
    'Outcomes were similar.', 'AEs were rare.', 'OS did not differ.', 'ORR: not reported', 'Local control in the 12 of them', 'survival at 5 years', 'A vs B', 'zolomab vs placebo', 'ORR zolomab vs placebo', 'HR for OS favoured zolomab.', 'Kaplan–Meier curves', 'a statistically significant difference',
  ])('“%s”', (text) => {
    expect(saidOfArms(text)).toEqual([]);
  });
});

describe('beside such numbers the results are read', () => {
  it.each<readonly [string, ...string[]]>([
    ['Response to 8 Gy in 1 fraction was 45% (54/120)', 'ORR: 45% 54/120'],
    ['Grade 3-4 toxicity in 12/120 (10%)', 'adverse events: 10% 12/120'],
    ['From 2010 to 2015, the 5-year OS was 45%', 'OS @5 years: 45%'],
    ['In patients aged 18–75 years ORR was 45%', 'ORR: 45%'],
    ['With PD-L1 ≥ 50%, ORR was 45%', 'ORR: 45%'],
    ['In stage IV disease, HR was 0.65 (95% CI 0.50–0.85) for OS', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['ORR 45% [12, 15–17]', 'ORR: 45%'],
    ['After 4 cycles of docetaxel 75 mg/m2 the ORR was 45%', 'ORR: 45%'],
    ['In this phase 2/3 trial (1:1) ORR was 45% vs 30%', 'ORR: 45% #0', 'ORR: 30% #0'],
    ['CD8+ T cells were associated with OS (HR 0.70, p = 0.01)', 'OS: HR 0.70 p=0.01'],
  ])('%s', (text, ...lines) => {
    expect(said(text)).toEqual(lines);
  });
});
