// Hazard, risk and odds ratios, and differences, with their intervals and p values: what each printed form says.
import { describe, expect, it } from 'vitest';
import { said } from './reading';

type Row = readonly [text: string, ...lines: readonly string[]];

function specify(rows: readonly Row[]): void {
  it.each(rows.map(([text, ...lines]) => ({ text, lines })))('$text', ({ text, lines }) => {
    expect(said(text)).toEqual(lines);
  });
}

describe('the interval of a ratio', () => {
  specify([
    ['OS: HR 0.65 (95% CI 0.50-0.85)', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR 0.65 (95% CI 0.50–0.85)', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR 0.65 (95% CI 0.50—0.85)', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR 0.65 (95% CI 0.50 − 0.85)', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR 0.65 (95% CI 0.50 to 0.85)', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR 0.65 (95% CI 0.50, 0.85)', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR 0.65 (95% CI 0.50,0.85)', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR 0.65 (95% CI 0.50; 0.85)', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR 0.65 [95% CI: 0.50-0.85]', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR=0.65; 95%CI=0.50-0.85', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR 0.65, 95% CI, 0.50-0.85', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR 0.65 95% CI 0.50-0.85', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR 0.65 (CI 95% 0.50-0.85)', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR 0.65 (CI95%: 0.50-0.85)', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR 0.65 (95 % C.I. 0.50-0.85)', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR 0.65 (95% confidence interval [CI], 0.50 to 0.85)', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR 0.65 (95% confidence interval (CI): 0.50 to 0.85)', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR 0.65 (95% confidence limits, 0.50 to 0.85)', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR 0.65 (99% CI 0.45-0.94)', 'OS: HR 0.65 [0.45, 0.94] 99%'],
    ['OS: HR 0.65 (97.5% CI 0.45-0.94)', 'OS: HR 0.65 [0.45, 0.94] 97.5%'],
    ['OS: HR 0.65 (90% CI, 0.53 to 0.80)', 'OS: HR 0.65 [0.53, 0.80] 90%'],
    ['OS: HR 0.65 (95% CrI 0.50-0.85)', 'OS: HR 0.65 credible [0.50, 0.85] 95%'],
    ['OS: HR 0.65 (0.50-0.85)', 'OS: HR 0.65 [0.50, 0.85]'],
    ['OS: HR 0.65 [0.50-0.85]', 'OS: HR 0.65 [0.50, 0.85]'],
    ['OS: HR 0.65 (0.50, 0.85)', 'OS: HR 0.65 [0.50, 0.85]'],
    ['OS: HR 0·65 (95% CI 0·50–0·85)', 'OS: HR 0·65 [0·50, 0·85] 95%'],
    ['OS: HR .65 (95% CI .50-.85)', 'OS: HR .65 [.50, .85] 95%'],
    ['OS: HR 4.18 (95% CI, 1.20-14.6)', 'OS: HR 4.18 [1.20, 14.6] 95%'],
    ['OS: HR 2 (95% CI 1-4.25)', 'OS: HR 2 [1, 4.25] 95%'],
    ['OS: HR 0.65 (95% CI, 0.31-NE)', 'OS: HR 0.65 [0.31, NE] 95%'],
    ['OS: HR 0.65 (95% CI, 0.31-not estimable)', 'OS: HR 0.65 [0.31, NE] 95%'],
    ['OS: HR 0.65 (95% CI 0.31 to NR)', 'OS: HR 0.65 [0.31, NR] 95%'],
    ['OS: HR 0.65 (95% CI 0.31–∞)', 'OS: HR 0.65 [0.31, NE] 95%'],
    ['OS: HR0.65(95%CI0.50-0.85)', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR 0.65 (95% ClI, 0.50-0.85)', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR (95% CI) 0.65 (0.50–0.85)', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['OS: HR [95%CI] = 0.65 [0.50, 0.85]', 'OS: HR 0.65 [0.50, 0.85] 95%'],
    ['HR (95% CI): OS 0.65 (0.50–0.85), PFS 0.72 (0.60–0.90)', 'OS: HR 0.65 [0.50, 0.85] 95%', 'PFS: HR 0.72 [0.60, 0.90] 95%'],
    ['OS: HR 0.65 (95% CI, 0.85-0.50)', 'OS: HR 0.65 [0.85, 0.50] 95%'],
  ]);
});

describe('the name of a ratio', () => {
  specify([
    ['Hazard ratio for death, 0.65; 95% CI, 0.50 to 0.85; P = .002', 'OS: HR 0.65 [0.50, 0.85] 95% p=.002'],
    ['The hazard ratio for disease progression or death in the zolomab group was 0.56 (95% CI, 0.46 to 0.69; P<0.001)', 'PFS: HR 0.56 [0.46, 0.69] 95% p<0.001'],
    ['hazard ratio (HR) of 0.71 (95% CI: 0.55–0.91) for local recurrence', 'recurrence: HR 0.71 [0.55, 0.91] 95%'],
    ['OS: aHR 0.58 (95%CI 0.41-0.82, p=0.002)', 'OS: HR 0.58 [0.41, 0.82] 95% p=0.002'],
    ['OS: sHR = 1.42, 95% CI 1.02-1.98', 'OS: HR 1.42 [1.02, 1.98] 95%'],
    ['SRE: subdistribution hazard ratio 0.71 (0.55-0.91)', 'SRE: HR 0.71 [0.55, 0.91]'],
    ['Mortality: RR 0.84 (95% CI 0.71 to 0.98)', 'mortality: RR 0.84 [0.71, 0.98] 95%'],
    ['Mortality: relative risk, 0.84; 95% CI, 0.71 to 0.98', 'mortality: RR 0.84 [0.71, 0.98] 95%'],
    ['Hip fracture: risk ratio 0.60 [0.40, 0.90]', 'fracture: RR 0.60 [0.40, 0.90]'],
    ['Rate ratio for SREs 0.77 (95% CI 0.66–0.89; p=0.0007)', 'SRE: RR 0.77 [0.66, 0.89] 95% p=0.0007'],
    ['Skeletal events: IRR 0.77 (95% CI 0.66–0.89)', 'SRE: RR 0.77 [0.66, 0.89] 95%'],
    ['Pneumonitis: odds ratio [OR] = 2.10, 95% CI 1.10–4.02, p = 0.025', 'adverse events: OR 2.10 [1.10, 4.02] 95% p=0.025'],
    ['ORR: aOR 1.9 (95% CI 1.1-3.4)', 'ORR: OR 1.9 [1.1, 3.4] 95%'],
    ['Complete response: OR, 3.10; P < .001', 'CR: OR 3.10 p<.001'],
    ['Revision: RR: 0.45', '“Revision”: RR 0.45'],
    ['survival (HR, 0.65, P = 0.043)', 'survival: HR 0.65 p=0.043'],
    ['PFS was prolonged (p = 0.003; HR 0.61; 95% CI 0.44, 0.85)', 'PFS: HR 0.61 [0.44, 0.85] 95% p=0.003'],
    ['HR for OS 0.80 (0.65–0.99) and for PFS 0.72 (0.60–0.86)', 'OS: HR 0.80 [0.65, 0.99]', 'PFS: HR 0.72 [0.60, 0.86]'],
    ['a hazard ratio of 3.43 for PFS (95% CI, 1.67–7.02; P=0.002) and 2.72 for OS (95% CI, 1.52–4.88; P=0.003)', 'PFS: HR 3.43 [1.67, 7.02] 95% p=0.002', 'OS: HR 2.72 [1.52, 4.88] 95% p=0.003'],
    ['Hazard ratios were 0.80 (95% CI 0.65–0.99) and 0.72 (95% CI 0.60–0.86) for OS and PFS, respectively', 'OS: HR 0.80 [0.65, 0.99] 95%', 'PFS: HR 0.72 [0.60, 0.86] 95%'],
    ['OS and PFS: hazard ratios of 0.37 (P = 0.03) and 0.29 (P = 0.003), respectively', 'OS: HR 0.37 p=0.03', 'PFS: HR 0.29 p=0.003'],
    ['local recurrence (HR: 0.21, (0.08–0.55), P<0.01)', 'recurrence: HR 0.21 [0.08, 0.55] p<0.01'],
    ['CV death 10.0% vs 10.8% (HR 0.92; 0.75–1.12)', 'OS: 10.0% #0', 'OS: 10.8% #0', 'OS: HR 0.92 [0.75, 1.12] #0'],
    ['The odds ratio was 1.18 with a 95% confidence interval of 0.99-1.41 for infection', 'adverse events: OR 1.18 [0.99, 1.41] 95%'],
    ['PFS, HR=0.72 (0.60;0.86), P<0.001; OS, HR=0.91 (0.75;1.10), P=0.33', 'PFS: HR 0.72 [0.60, 0.86] p<0.001', 'OS: HR 0.91 [0.75, 1.10] p=0.33'],
  ]);
});

describe('differences', () => {
  specify([
    ['VAS at 3 months: mean difference −1.3 (95% CI −2.1 to −0.5; p=0.002)', '“VAS at 3 months” @3 months: difference −1.3 [−2.1, −0.5] 95% p=0.002'],
    ['ODI: MD -4.2 [-8.1, -0.3]', 'function: difference -4.2 [-8.1, -0.3]'],
    ['ODI: MD, -4.2; 95% CI, -8.1 to 0.3; P=.07', 'function: difference -4.2 [-8.1, 0.3] 95% p=.07'],
    ['Mortality: absolute difference, 3.1 percentage points (95% CI, 0.2 to 6.1)', 'mortality: difference 3.1 [0.2, 6.1] 95%'],
    ['ORR: risk difference 5.2% (95% CI 1.2% to 9.1%)', 'ORR: difference 5.2 % [1.2, 9.1] 95%'],
    ['Pain response: difference of 12% (95% CI 3-21)', 'pain response: difference 12 % [3, 21] 95%'],
    ['Harris hip score: between-group difference 2.3 points (95% CI -0.4 to 5.0)', 'function: difference 2.3 points [-0.4, 5.0] 95%'],
    ['QoL: SMD 0.31 (95% CI 0.05, 0.57)', 'quality of life: difference 0.31 [0.05, 0.57] 95%'],
  ]);
});

describe('what is no ratio', () => {
  specify([
    ['RR 45%', 'ORR: 45%'],
    ['RR was 45% (54/120)', 'ORR: 45% 54/120'],
    ['OR: 35%', 'ORR: 35%'],
    ['SURGERY OR 2 CYCLES OF CHEMOTHERAPY'],
    ['ICIs OR placebo'],
    ['HR-positive disease in 60 patients'],
    ['HR was not estimated'],
    ['HR: -0.65'],
    ['no significant difference in ORR (35% vs 30%; p = 0.5)', 'ORR: 35% p=0.5 #0', 'ORR: 30% p=0.5 #0'],
    ['There was no difference between groups.'],
    ['HR 0,65 (IC 95% 0,50-0,85)'],
  ]);
});
