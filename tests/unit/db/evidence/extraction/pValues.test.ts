// p values in every spelling, whose they are, and what only looks like one.
import { describe, expect, it } from 'vitest';
import { said, saidOfArms } from './reading';

describe('one p value', () => {
  it.each([
    ['P=0.03', 'p=0.03'], ['P = 0.03', 'p=0.03'], ['p = .03', 'p=.03'], ['P=.03', 'p=.03'], ['p<0.001', 'p<0.001'], ['P < .001', 'p<.001'], ['p ≤ 0.05', 'p≤0.05'], ['p <= 0.05', 'p≤0.05'], ['p ≥ 0.05', 'p≥0.05'], ['p>0.05', 'p>0.05'],
    ['p≈0.05', 'p≈0.05'], ['p ~ 0.05', 'p≈0.05'], ['p=1.2e-4', 'p=1.2e-4'], ['p = 1.2E-04', 'p=1.2E-04'], ['p=4.7×10⁻⁴', 'p=4.7×10⁻⁴'], ['P = 1.9 × 10−3', 'p=1.9 × 10−3'], ['p = 4.7 x 10^-4', 'p=4.7 x 10^-4'],
    ['p-value = 0.03', 'p=0.03'], ['p value: 0.03', 'p=0.03'], ['P-value<0.05', 'p<0.05'], ['p-value of 0.03', 'p=0.03'], ['P value was 0.03', 'p=0.03'], ['p less than 0.05', 'p<0.05'], ['p 0.03', 'p=0.03'], ['P, 0.03', 'p=0.03'], ['P: 0.03', 'p=0.03'],
    ['p=0·0002', 'p=0·0002'], ['p&lt;0.05', 'p<0.05'], ['P = < 0.001', 'p<0.001'], ['P=NS', 'p NS'], ['p = n.s.', 'p NS'], ['P, NS', 'p NS'], ['p=not significant', 'p NS'],
    ['log-rank p = 0.02', 'p=0.02 log-rank'], ['p = 0.02 by log-rank test', 'p=0.02 log-rank'], ['P=0.02, log rank', 'p=0.02 log-rank'], ['p (log-rank) = 0.02', 'p=0.02 log-rank'], ['likelihood ratio test, p = 0.02', 'p=0.02 likelihood ratio'], ['Fisher exact P = .02', 'p=.02 Fisher'],
    ["Fisher's exact test, p=0.02", 'p=0.02 Fisher'], ['χ2 test, p=0.02', 'p=0.02 chi-squared'], ['one-sided p = 0.02', 'p=0.02 1-sided'], ['P = .02, 1-sided', 'p=.02 1-sided'], ['two-sided P=0.02', 'p=0.02 2-sided'], ['2-sided log-rank P=0.02', 'p=0.02 log-rank 2-sided'], ['one-tailed p=0.02', 'p=0.02 1-sided'],
    ['P for trend = 0.02', 'p=0.02 trend'], ['Ptrend=0.02', 'p=0.02 trend'], ['p for interaction = 0.02', 'p=0.02 interaction'], ['Pinteraction = 0.02', 'p=0.02 interaction'], ['P=0.002 for noninferiority', 'p=0.002 noninferiority'], ['p for non-inferiority = 0.002', 'p=0.002 noninferiority'], ['p=0.02 for heterogeneity', 'p=0.02 heterogeneity'],
    ['P < 0 .001', 'p<.001'], ['P =0 .03', 'p=.03'], ['p = 1.2', 'p=1.2'], ['p = 0', 'p=0'], ['p = 0.000', 'p=0.000'],
  ])('OS improved (%s)', (printed, line) => {
    expect(said(`OS improved (${printed}).`)).toEqual([`OS: ${line}`]);
  });
});

describe('whose p it is', () => {
  it.each<readonly [string, ...string[]]>([
    ['ORR 45% vs 30%, p=0.02', 'ORR: 45% p=0.02 #0', 'ORR: 30% p=0.02 #0'],
    ['ORR 45% vs 30%; p=0.02', 'ORR: 45% p=0.02 #0', 'ORR: 30% p=0.02 #0'],
    ['ORR (45% vs 30%) (p=0.02)', 'ORR: 45% p=0.02 #0', 'ORR: 30% p=0.02 #0'],
    ['ORR 45% vs 30% (NS)', 'ORR: 45% p NS #0', 'ORR: 30% p NS #0'],
    ['ORR 45% vs 30%, NS', 'ORR: 45% p NS #0', 'ORR: 30% p NS #0'],
    ['ORR 45% vs 30% (not significant)', 'ORR: 45% p NS #0', 'ORR: 30% p NS #0'],
    ['ORR 45% vs 30%, a difference that was significant (p=0.02)', 'ORR: 45% p=0.02 #0', 'ORR: 30% p=0.02 #0'],
    ['ORR 45% vs 30%; OS improved (p=0.02)', 'ORR: 45% #0', 'ORR: 30% #0', 'OS: p=0.02'],
    ['ORR 45% vs 30% but age was a prognostic factor (p=0.02)', 'ORR: 45% #0', 'ORR: 30% #0', 'ORR: p=0.02'],
    ['ORR 45% (p=0.02)', 'ORR: 45% p=0.02'],
    ['ORR 45%, with an improvement of QoL (p=0.02)', 'ORR: 45%', 'quality of life: p=0.02'],
    ['ORR (45% vs 30%) and DCR (80% vs 62%) were better (both P < 0.05)', 'ORR: 45% p<0.05 #0', 'ORR: 30% p<0.05 #0', 'DCR: 80% p<0.05 #1', 'DCR: 62% p<0.05 #1'],
    ['ORR 45% vs 30%, DCR 80% vs 62% (p<0.05 for both)', 'ORR: 45% p<0.05 #0', 'ORR: 30% p<0.05 #0', 'DCR: 80% p<0.05 #1', 'DCR: 62% p<0.05 #1'],
    ['ORR 45% vs 30%, DCR 80% vs 62% (P = 0.02 and 0.003, respectively)', 'ORR: 45% p=0.02 #0', 'ORR: 30% p=0.02 #0', 'DCR: 80% p=0.003 #1', 'DCR: 62% p=0.003 #1'],
    ['ORR 45% vs 30%, DCR 80% vs 62% (P = 0.02 and P < 0.003, respectively)', 'ORR: 45% p=0.02 #0', 'ORR: 30% p=0.02 #0', 'DCR: 80% p<0.003 #1', 'DCR: 62% p<0.003 #1'],
    ['OS and PFS were longer (both p<0.001)', 'OS: p<0.001', 'PFS: p<0.001'],
    ['OS and PFS were longer (p = 0.011 and 0.04, respectively)', 'OS: p=0.011', 'PFS: p=0.04'],
    ['No difference in OS (p = 0.41) or PFS (p = 0.38)', 'OS: p=0.41', 'PFS: p=0.38'],
    ['p = 0.04 for ORR', 'ORR: p=0.04'],
    ['Median OS 12.3 vs 9.8 months (p=0.04; HR 0.71, 95% CI 0.51-0.98)', 'OS: median 12.3 months p=0.04 #0', 'OS: median 9.8 months p=0.04 #0', 'OS: HR 0.71 [0.51, 0.98] 95% p=0.04 #0'],
    ['Median OS 12.3 vs 9.8 months (HR 0.71, 95% CI 0.51-0.98; log-rank p=0.04)', 'OS: median 12.3 months p=0.04 log-rank #0', 'OS: median 9.8 months p=0.04 log-rank #0', 'OS: HR 0.71 [0.51, 0.98] 95% p=0.04 log-rank #0'],
    ['ORR 69% vs 73% (difference −4%; P = .21), HR 1.02 (95% CI, 0.74-1.41)', 'ORR: 69% p=.21 #0', 'ORR: 73% p=.21 #0', 'ORR: difference −4 % p=.21 #0', 'ORR: HR 1.02 [0.74, 1.41] 95%'],
    ['Complications 12/67 vs 6/66; p=.14, OR=2.18, 95% CI=0.77 to 6.19', 'adverse events: 12/67 p=.14 #0', 'adverse events: 6/66 p=.14 #0', 'adverse events: OR 2.18 [0.77, 6.19] 95% p=.14 #0'],
    ['Median OS 12.3 vs 9.8 months, p=0.04; HR 0.71 (0.51-0.98), p=0.03', 'OS: median 12.3 months p=0.04 #0', 'OS: median 9.8 months p=0.04 #0', 'OS: HR 0.71 [0.51, 0.98] p=0.03'],
  ])('%s', (text, ...lines) => {
    expect(said(text)).toEqual(lines);
  });
});

describe('what is no p value', () => {
  it.each(['p53 was mutated in 0.05 of cells', 'p16 = 5', 'P-gp 0.5', 'p.V600E', 'P2Y12 0.9', 'pT3 0.5', 'p = 0,04', 'Phase P 12', 'P. aeruginosa 0.5', 'pS6 = 0.3', 'p-AKT < 0.5', 'NS3 inhibitors', 'normal saline (NS) 500 ml'])('%s', (text) => {
    expect(said(text)).toEqual([]);
  });
});

describe('p values of arms', () => {
  it('is of one arm where it tells of a change in it, of both where it compares them', () => {
    const cells = { treatment: 'Urgent surgery and radiotherapy vs Urgent radiotherapy alone', patients: '32 vs 22' };
    expect(saidOfArms('Motor function improved following surgery (p = 0.016), while it did not change under radiotherapy (p = 0.466). It was better following surgery (p < 0.0001).', cells)).toEqual([
      'function: p=0.016 → 0', 'function: p=0.466 → 1', '“”: p<0.0001 → 0,1',
    ]);
  });
});
