// What R4 (effect and conclusion), R5 (conclusion and p) and R6 (wording and p) flag in one trial, and what they leave alone.
import { describe, expect, test } from 'vitest';
import { conclusionAgainstP } from '../../../../../../db/evidence/rules/trials/conclusionAgainstP';
import { effectAgainstConclusion } from '../../../../../../db/evidence/rules/trials/effectAgainstConclusion';
import { wordingAgainstP } from '../../../../../../db/evidence/rules/trials/wordingAgainstP';
import { ask, told, trial, type Cells } from '../rows';

const given: Cells = { treatment: 'Denosumab vs Zoledronic acid', patients: '100 vs 110', population: 'Patients with NSCLC and bone metastases' };
const row = (results: string, conclusions = '', more: Cells = {}) => trial({ ...given, results, conclusions, ...more }, { ordinal: 1 });

describe('R4', () => {
  const surgery: Cells = { treatment: 'Radical treatment (surgery and/or radiotherapy)', patients: '60', population: 'Oligometastatic NSCLC' };
  const worseOs = 'Denosumab versus zoledronic acid, OS: HR 1.45 (95% CI 1.10-1.90), p = 0.008.';
  test('a ratio of harm beside a conclusion of benefit, with the hint', () => {
    expect(told(effectAgainstConclusion, [row(worseOs, 'Denosumab improves overall survival.')])).toEqual([
      'major, certain: “HR 1.45 (95% CI 1.10-1.90)” speaks against Denosumab (OS), but the conclusion claims a benefit: “Denosumab improves overall survival”. Not consistent as printed; was the reference group the other one?',
    ]);
    expect(ask(effectAgainstConclusion, [row(worseOs, 'Denosumab improves overall survival.')])[0]?.explanation.fits).toEqual(['HR 0.69 (reference coding)']);
  });
  test.each<[string, string, string, Cells]>([
    ['hedged', worseOs, 'Denosumab may prolong survival in these patients.', {}],
    ['the inverse: a ratio of benefit beside a conclusion of harm', 'Denosumab versus zoledronic acid, OS: HR 0.65 (95% CI 0.50-0.90), p = 0.008.', 'Denosumab worsens survival compared with zoledronic acid.', {}],
    ['the other arm is praised', 'Denosumab versus zoledronic acid, OS: HR 0.65 (95% CI 0.50-0.90), p = 0.008.', 'Zoledronic acid improves survival compared with denosumab.', {}],
    ['a risk ratio of response below 1', 'Response rate with denosumab versus zoledronic acid: RR 0.65 (95% CI 0.5-0.9), p = 0.008.', 'Denosumab improves response.', {}],
    ['the outcome that the conclusion names', `${worseOs.slice(0, -1)}; PFS: HR 0.70 (95% CI 0.55-0.90), p = 0.01.`, 'Denosumab prolonged overall survival.', {}],
    ['a treatment within one arm', 'Surgery (HR 2.5, 95% CI 1.2-5.0, p = 0.01) was a significant predictor of OS.', 'Surgery prolongs survival.', surgery],
  ])('flags: %s', (_, results, conclusions, more) => {
    expect(ask(effectAgainstConclusion, [row(results, conclusions, more)])).toHaveLength(1);
  });
  test('possible where the ratio names no arm, or not as Treatment does', () => {
    const statins: Cells = { treatment: 'Statins vs no statins', patients: '100 vs 200', population: 'Prostate cancer' };
    expect(ask(effectAgainstConclusion, [row('Statin use was associated with a lower risk of SREs (HR = 0.72, P = 0.04) and improved OS (HR = 1.31, 95% CI 1.05-1.63, P = 0.02).', 'Statins reduce SREs and prolong overall survival.', statins)]).map(({ quote, confidence }) => [quote, confidence])).toEqual([['HR = 1.31, 95% CI 1.05-1.63', 'possible']]);
    expect(ask(effectAgainstConclusion, [row('OS: HR 1.45 (95% CI 1.10-1.90), p = 0.008.', 'Denosumab improves overall survival.')]).map(({ confidence }) => confidence)).toEqual(['possible']);
    expect(ask(effectAgainstConclusion, [row('OS: HR 0.65 (95% CI 0.50-0.90), p = 0.008.', 'Denosumab improves overall survival.')])).toEqual([]);
  });
  test('minor where the ratio is not significant', () => {
    expect(ask(effectAgainstConclusion, [row('Denosumab versus zoledronic acid, OS: HR 1.10 (95% CI 0.80-1.50), p = 0.55.', 'Denosumab improves overall survival.')])[0]?.severity).toBe('minor');
  });
  test.each<[string, string, string, Cells]>([
    ['they agree', 'Denosumab versus zoledronic acid, OS: HR 0.65 (95% CI 0.50-0.90), p = 0.008.', 'Denosumab improves OS compared with zoledronic acid.', {}],
    ['a ratio of response above 1 is good', 'Response rate with denosumab versus zoledronic acid: RR 1.45 (95% CI 1.10-1.90), p = 0.008.', 'Denosumab improves response.', {}],
    ['the arm that does better is praised', worseOs, 'Zoledronic acid improves survival compared with denosumab.', {}],
    ['the conclusion denies it', worseOs, 'Denosumab did not improve survival.', {}], ['another outcome', worseOs, 'Denosumab reduces skeletal-related events.', {}], ['no claim', worseOs, 'Denosumab is an option.', {}],
    ['general praise with ratios on both sides', `${worseOs.slice(0, -1)}; PFS: HR 0.70 (95% CI 0.55-0.90), p = 0.01.`, 'Denosumab is superior to zoledronic acid.', {}],
    ['a patient’s trait', 'Bone metastases (HR 2.0, 95% CI 1.3-3.0, p = 0.001) were predictors of OS.', 'Patients with bone metastases may have longer survival with denosumab.', {}],
    ['a mutation', 'EGFR mutation (HR 2.5, 95% CI 1.2-5.0, p = 0.01) was a significant predictor of OS.', 'Surgery prolongs survival in EGFR mutation.', surgery],
    ['its absence', 'No surgery (HR 2.5, 95% CI 1.2-5.0, p = 0.01) was a significant predictor of OS.', 'Surgery prolongs survival.', surgery],
    ['another treatment', 'Chemotherapy (HR 2.5, 95% CI 1.2-5.0, p = 0.01) was a significant predictor of OS.', 'Surgery prolongs survival.', surgery],
  ])('leaves alone: %s', (_, results, conclusions, more) => {
    expect(ask(effectAgainstConclusion, [row(results, conclusions, more)])).toEqual([]);
  });
});

describe('R5', () => {
  const none = 'OS: 12.0 vs 11.0 months, p = 0.40; PFS: 6.0 vs 5.5 months, p = 0.31.';
  test('a benefit while every p is α or more', () => {
    expect(told(conclusionAgainstP, [row(none, 'Denosumab improves survival.')])).toEqual(['minor, certain: The conclusion claims a benefit, “Denosumab improves survival”, while every p between arms is 0.05 or more: OS: p = 0.40; PFS: p = 0.31.']);
  });
  test.each<[string, string, string]>([
    ['Denosumab may improve survival.', none, 'info'], ['Denosumab is more effective than zoledronic acid.', none, 'minor'], ['Denosumab was superior to zoledronic acid in delaying SREs.', none, 'minor'],
    ['Denosumab reduced the risk of fractures without increasing toxicity.', none, 'minor'], ['Denosumab exhibits synergistic antitumor efficacy.', none, 'minor'], ['Denosumab improves survival.', 'OS: 12.0 vs 11.0 months, NS.', 'minor'],
  ])('flags: %s', (conclusions, results, severity) => {
    expect(ask(conclusionAgainstP, [row(results, conclusions)]).map((found) => found.severity)).toEqual([severity]);
  });
  test.each([
    'Denosumab does not improve survival.', 'Denosumab failed to prolong OS.', 'There was no benefit of denosumab.', 'The benefit of denosumab was not demonstrated.', 'Denosumab and zoledronic acid have similar efficacy.', 'Both drugs prolong survival.',
    'Denosumab is safe and effective.', 'Denosumab is a treatment option.', 'Denosumab was noninferior to zoledronic acid.', 'Denosumab showed a trend toward improved survival.', 'Denosumab led to numerically longer survival.',
    'Further trials are needed to determine whether denosumab improves survival.', 'Denosumab should be considered for patients with poor prognosis.', 'Zoledronic acid is inferior to denosumab.', '',
  ])('leaves alone: “%s”', (conclusions) => {
    expect(ask(conclusionAgainstP, [row(none, conclusions)])).toEqual([]);
  });
  test.each([
    ['a borderline p', 'OS: 12.0 vs 11.0 months, p = 0.05.'], ['one smaller p', 'OS: 12.0 vs 11.0 months, p = 0.40; ORR 40% vs 20%, p = 0.01.'], ['an interval that leaves out 1', 'OS HR 0.60 (95% CI 0.40-0.90); PFS p = 0.3.'],
    ['a result called significant', 'OS was significantly longer with denosumab. PFS: 6.0 vs 5.5 months, p = 0.31.'], ['p within one arm only', 'Pain fell after denosumab (p = 0.3).'], ['no p', 'OS: 12.0 vs 11.0 months.'],
  ])('leaves alone: %s', (_, results) => {
    expect(ask(conclusionAgainstP, [row(results, 'Denosumab improves survival.')])).toEqual([]);
  });
});

describe('R6', () => {
  test('significant beside a p that is not', () => {
    expect(told(wordingAgainstP, [row('OS was significantly longer in the denosumab group (12.1 vs 9.0 months, p = 0.21).')])).toEqual(['major, certain: “significantly” is not consistent as printed with p = 0.21: that is not below 0.05.']);
  });
  test('not significant beside a p that is', () => {
    expect(told(wordingAgainstP, [row('There was no significant difference in OS (p = 0.003).')])).toEqual(['major, certain: “no significant” is not consistent as printed with p = 0.003: that is below 0.05.']);
  });
  test('minor where p is near α, possible where the words stand with an earlier p', () => {
    expect(ask(wordingAgainstP, [row('OS was significantly longer (p = 0.07).')]).map(({ severity }) => severity)).toEqual(['minor']);
    expect(ask(wordingAgainstP, [row('There was no significant difference in OS (p = 0.3) or PFS (p = 0.002).')]).map(({ severity, confidence }) => [severity, confidence])).toEqual([['minor', 'possible']]);
  });
  test.each([
    'OS did not differ between groups (p = 0.01).', 'Denosumab failed to significantly improve OS (HR 0.55, 95% CI 0.40-0.75, p = 0.001).', 'OS was longer with denosumab (p = 0.20, which was statistically significant).', 'OS was longer with denosumab (p = 0.002; not significant).',
    'SREs were significantly fewer (12% vs 24%, P < 0.001) and fractures (3% vs 9%, P = 0.4).', 'SREs were not significantly different (12% vs 14%; P = 0.02).', 'Grade 3 AEs were insignificantly more frequent (p = 0.004).', 'The non-significant difference (p = 0.003) in OS.',
    'Denosumab significantly delayed time to first SRE (HR 0.95, 95% CI 0.80-1.12, P = 0.52).', 'Significant differences were observed in PFS (P=0.35) and OS (P=0.02).', 'PFS was longer, but the difference was not statistically significant (HR 0.67; 95% CI: 0.51–0.86; p=0.002).',
  ])('flags: %s', (results) => {
    expect(ask(wordingAgainstP, [row(results)])).toHaveLength(1);
  });
  test.each([
    'OS was significantly longer in the denosumab group (12.1 vs 9.0 months, p = 0.021).', 'There was no significant difference in OS (p = 0.3) or PFS (p = 0.2).', 'OS did not reach statistical significance (p = 0.07).', 'Denosumab failed to significantly improve OS (HR 0.95, p = 0.40).',
    'Patients not receiving denosumab had significantly shorter OS (p = 0.01).', 'The difference was not found to be statistically significant (p = 0.31).', 'PFS was significantly improved (p = 0.01), while OS was not (p = 0.3).', 'PFS was significantly improved (p = 0.01) and OS was longer (p = 0.3).',
    'A clinically significant improvement in pain was seen (p = 0.2).', 'A trend toward significance was observed (p = 0.06).', 'P < 0.05 was considered statistically significant. OS was longer (p = 0.2).', 'OS was longer with denosumab (p = 0.20; not significant).',
    'OS was not only significantly longer (p = 0.01) but PFS also improved (p = 0.3).', 'OS: 12 vs 9 months, p = 0.05, significant.', 'Neither OS (p = 0.4) nor PFS (p = 0.6) differed significantly.', 'No patient had significant bleeding. OS was longer (p = 0.3).',
    'Univariate analysis showed age (p=0.02) and ECOG PS (p=0.001) as significant predictors; sex was not significant (p=0.6).', 'Although not statistically significant, OS was longer (p = 0.15).', 'After Bonferroni correction the difference was not significant (p = 0.03).',
    'Pain scores decreased significantly from baseline in both groups (p < 0.001), with no difference between groups (p = 0.45).', 'Improvement in QoL was significant at 3 months (P = 0.03) but not at 6 months (P = 0.31).', 'OS was similar (p = 0.001).',
    'OS was significantly better for A than B in adenocarcinoma (P = .01) but not in squamous carcinoma (P = .63).', 'Without significant differences in toxicity (p = 0.9), OS increased significantly (p = 0.03).', 'OS: NS.',
  ])('leaves alone: %s', (results) => {
    expect(ask(wordingAgainstP, [row(results)])).toEqual([]);
  });
  test('follows α', () => {
    const text = 'OS was significantly longer (p = 0.03).';
    expect(ask(wordingAgainstP, [row(text)])).toEqual([]);
    expect(ask(wordingAgainstP, [row(text)], 0.01)).toHaveLength(1);
  });
  test('reads the conclusions as well', () => {
    expect(ask(wordingAgainstP, [row('', 'Denosumab significantly prolonged OS (p = 0.3).')]).map(({ members }) => members[0]?.field)).toEqual(['conclusions']);
  });
});
