// Which arm a value is of: by names beside it, by the order in which the sentence names the arms, by a direction; else both
// orders, and never position alone.
import { describe, expect, it } from 'vitest';
import { saidOfArms, twoArms } from './reading';

type Row = readonly [text: string, ...lines: readonly string[]];

function specify(cells: { readonly treatment: string; readonly patients: string }, rows: readonly Row[]): void {
  it.each(rows.map(([text, ...lines]) => ({ text, lines })))('$text', ({ text, lines }) => {
    expect(saidOfArms(text, cells)).toEqual(lines);
  });
}

describe('names beside the values', () => {
  specify(twoArms, [
    ['ORR was 45% with zolomab vs 30% with placebo', 'ORR: 45% #0 → 0', 'ORR: 30% #0 → 1'],
    ['ORR was 30% with placebo vs 45% with zolomab', 'ORR: 30% #0 → 1', 'ORR: 45% #0 → 0'],
    ['ORR was 45% in the zolomab group and 30% in the placebo group', 'ORR: 45% #0 → 0', 'ORR: 30% #0 → 1'],
    ['ORR: placebo 30%, zolomab 45%', 'ORR: 30% #0 → 1', 'ORR: 45% #0 → 0'],
    ['ORR: 45% (zolomab) vs 30% (placebo)', 'ORR: 45% #0 → 0', 'ORR: 30% #0 → 1'],
    ['ORR 30% under placebo compared with 45% under zolomab', 'ORR: 30% #0 → 1', 'ORR: 45% #0 → 0'],
    ['In zolomab-treated patients, ORR was 45%; in placebo-treated patients, ORR was 30%', 'ORR: 45% #0 → 0', 'ORR: 30% #0 → 1'],
    ['zolomab: ORR 45%, DCR 80%; placebo: ORR 30%, DCR 62%', 'ORR: 45% #0 → 0', 'DCR: 80% #1 → 0', 'ORR: 30% #0 → 1', 'DCR: 62% #1 → 1'],
    ['ORR was 45% in the experimental arm and 30% in the control arm', 'ORR: 45% #0 → 0', 'ORR: 30% #0 → 1'],
    ['ORR was 30% in the control group vs 45%', 'ORR: 30% #0 → 1', 'ORR: 45% #0 → 0'],
    ['ORR was 45% in arm A and 30% in arm B', 'ORR: 45% #0 → 0', 'ORR: 30% #0 → 1'],
    ['Median OS: 12.3 months (zolomab), 9.8 months (placebo)', 'OS: median 12.3 months #0 → 0', 'OS: median 9.8 months #0 → 1'],
    ['In the zolomab arm, ORR was 45%, DCR 80% and median OS 12.3 months', 'ORR: 45% → 0', 'DCR: 80% → 0', 'OS: median 12.3 months → 0'],
    ['ORR with zolomab was 45%', 'ORR: 45% → 0'],
    ['45% responded in the zolomab group', 'ORR: 45% → 0'],
    ['Grade 3 toxicity was 5% in each arm', 'adverse events: 5% → 0,1'],
    ['ORR was 45%', 'ORR: 45% → 0,1'],
  ]);
});

describe('the order in which a sentence names the arms', () => {
  specify(twoArms, [
    ['Zolomab improved ORR compared with placebo (45% vs 30%)', 'ORR: 45% #0 → 0', 'ORR: 30% #0 → 1'],
    ['ORR was higher with zolomab than with placebo (45% vs 30%)', 'ORR: 45% #0 → 0', 'ORR: 30% #0 → 1'],
    ['Placebo patients had a shorter OS than zolomab patients (9.8 vs 12.3 months)', 'OS: median 9.8 months #0 → 1', 'OS: median 12.3 months #0 → 0'],
    ['zolomab vs placebo: ORR 45% vs 30%; DCR 80% vs 62%', 'ORR: 45% #0 → 0', 'ORR: 30% #0 → 1', 'DCR: 80% #1 → 0', 'DCR: 62% #1 → 1'],
    ['placebo vs zolomab: ORR 30% vs 45%', 'ORR: 30% #0 → 1', 'ORR: 45% #0 → 0'],
    ['ORR 45% vs 30% (zolomab vs placebo)', 'ORR: 45% #0 → 0', 'ORR: 30% #0 → 1'],
    // Said and printed disagree: both orders.
    ['ORR was lower with placebo than with zolomab (45% vs 30%)', 'ORR: 45% #0 → 1 or 0', 'ORR: 30% #0 → 0 or 1'],
  ]);
});

describe('a direction', () => {
  specify(twoArms, [
    ['Higher ORR (30% vs 45%) in the zolomab group', 'ORR: 30% #0 → 1', 'ORR: 45% #0 → 0'],
    ['Lower incidence of SREs in the zolomab group (35% vs 28%)', 'SRE: 35% #0 → 1', 'SRE: 28% #0 → 0'],
    ['Zolomab prolonged PFS (4.0 vs 9.0 months)', 'PFS: median 4.0 months #0 → 1', 'PFS: median 9.0 months #0 → 0'],
    ['OS was better with zolomab (9.8 vs 12.3 months)', 'OS: median 9.8 months #0 → 1', 'OS: median 12.3 months #0 → 0'],
    ['Toxicity was worse with zolomab (12% vs 31%)', 'adverse events: 12% #0 → 1', 'adverse events: 31% #0 → 0'],
    ['OS was longer with zolomab (NR vs 11.5 months)', 'OS: median NR months #0 → 0', 'OS: median 11.5 months #0 → 1'],
    ['Pain score was better with zolomab (mean 2.1 vs 3.4)', 'pain response: mean 2.1 #0 → 0 or 1', 'pain response: mean 3.4 #0 → 1 or 0'],
    ['ORR was not higher in the zolomab group (30% vs 45%)', 'ORR: 30% #0 → 0 or 1', 'ORR: 45% #0 → 1 or 0'],
  ]);
});

describe('what stays open', () => {
  specify(twoArms, [
    ['ORR 45% vs 30%', 'ORR: 45% #0 → 0 or 1', 'ORR: 30% #0 → 1 or 0'],
    ['Bone therapy increased the ORR (34.9% vs 11.1%)', 'ORR: 34.9% #0 → 0 or 1', 'ORR: 11.1% #0 → 1 or 0'],
    ['ORR was 45% in men and 30% in women', 'ORR: 45% #0 → ?', 'ORR: 30% #0 → ?'],
    ['OS: HR 0.65', 'OS: HR 0.65 → 0,1 or 1,0'],
    ['ORR 45% vs 30% vs 25%', 'ORR: 45% #0 → ?', 'ORR: 30% #0 → ?', 'ORR: 25% #0 → ?'],
    ['Smoking was a predictor of OS (HR 1.65, p = 0.01)', 'OS: HR 1.65 p=0.01 → ?'],
    ['Placebo pills were counted: ORR 45% vs 30%', 'ORR: 45% #0 → 0 or 1', 'ORR: 30% #0 → 1 or 0'],
  ]);
});

describe('one arm', () => {
  specify({ treatment: 'Immunotherapy', patients: '29' }, [
    ['Disease was controlled in 21 cases (72.4%), and 3 (10.3%) stopped treatment', '“Disease”: 72.4% 21 → 0', '“Disease”: 10.3% 3 → 0'],
    ['PFS of 4.3, 19.3 and 8.7 months', 'PFS: median 4.3 months → ?', 'PFS: median 19.3 months → ?', 'PFS: median 8.7 months → ?'],
    ['OS 16.0 months vs 2.5 months', 'OS: median 16.0 months #0 → ?', 'OS: median 2.5 months #0 → ?'],
    ['Compared with others, ORR was 45%', 'ORR: 45% → ?'],
  ]);
});

describe('ratios and lone p values', () => {
  specify(twoArms, [
    ['Zolomab improved OS compared with placebo (HR 0.65, p = 0.01)', 'OS: HR 0.65 p=0.01 → 0,1'],
    ['OS: HR for zolomab vs placebo 0.65 (95% CI 0.50-0.85)', 'OS: HR 0.65 [0.50, 0.85] 95% → 0,1'],
    ['OS: HR 1.54 (placebo vs zolomab)', 'OS: HR 1.54 → 1,0'],
    ['Compared with placebo, OS was better (HR 0.65)', 'OS: HR 0.65 → 0,1'],
    ['Zolomab was associated with longer OS (HR 0.65)', 'OS: HR 0.65 → 0,1'],
    ['OS was 12.3 months with zolomab and 9.8 months with placebo (HR 0.65, 95% CI 0.50-0.85)', 'OS: median 12.3 months #0 → 0', 'OS: median 9.8 months #0 → 1', 'OS: HR 0.65 [0.50, 0.85] 95% #0 → 0,1'],
    ['ORR 30% vs 45% with zolomab (RR 1.5, p=0.02)', 'ORR: 30% p=0.02 #0 → 1 or 0', 'ORR: 45% p=0.02 #0 → 0 or 1', 'ORR: RR 1.5 p=0.02 #0 → 1,0 or 0,1'],
    ['QoL improved with zolomab (p=0.03)', 'quality of life: p=0.03 → 0'],
    ['QoL was better with zolomab (p=0.03)', 'quality of life: p=0.03 → 0,1'],
    ['QoL differed between zolomab and placebo (p=0.03)', 'quality of life: p=0.03 → 0,1'],
  ]);
});

describe('names that are alike', () => {
  const combined = { treatment: 'ICIs vs ICIs + Anti-angiogenic agents', patients: '53 vs 42' };
  specify(combined, [
    ['ORR 24.5% in the ICI group vs 35.7% in the ICI + anti-angiogenic group', 'ORR: 24.5% #0 → 0', 'ORR: 35.7% #0 → 1'],
    ['Longer OS in ICIs + Anti-angiogenic agents group (12.3 vs 9.8 months)', 'OS: median 12.3 months #0 → 1', 'OS: median 9.8 months #0 → 0'],
    ['ICIs + denosumab prolonged OS (12.3 vs 9.8 months)', 'OS: median 12.3 months #0 → 0 or 1', 'OS: median 9.8 months #0 → 1 or 0'],
  ]);
  const spelled = { treatment: 'SBRT vs Conventional external beam radiotherapy', patients: '66 vs 60' };
  specify(spelled, [
    ['ORR 45% after stereotactic body radiotherapy and 30% after conventional EBRT', 'ORR: 45% #0 → 0', 'ORR: 30% #0 → 1'],
    ['Radiation pneumonitis 5% vs 3%', 'adverse events: 5% #0 → 0 or 1', 'adverse events: 3% #0 → 1 or 0'],
  ]);
  const doses = { treatment: '8 Gy in 1 fraction vs 30 Gy in 10 fractions', patients: '455 vs 443' };
  specify(doses, [
    ['Response 66% for 8 Gy and 65% for 30 Gy', 'ORR: 66% #0 → 0', 'ORR: 65% #0 → 1'],
    ['Retreatment was more common after 8 Gy (18% vs 9%)', '“Retreatment”: 18% #0 → 0', '“Retreatment”: 9% #0 → 1'],
  ]);
});
