// Percentages and counts in every printed form, and what they count.
import { describe, expect, it } from 'vitest';
import { extract, said } from './reading';

type Row = readonly [text: string, ...lines: readonly string[]];

function specify(rows: readonly Row[]): void {
  it.each(rows.map(([text, ...lines]) => ({ text, lines })))('$text', ({ text, lines }) => {
    expect(said(text)).toEqual(lines);
  });
}

describe('one share', () => {
  specify([
    ['ORR 45%', 'ORR: 45%'],
    ['ORR: 45.0 %', 'ORR: 45.0%'],
    ['ORR, 45 percent', 'ORR: 45%'],
    ['ORR=45 per cent', 'ORR: 45%'],
    ['The ORR was 45·2%', 'ORR: 45·2%'],
    ['ORR 45％', 'ORR: 45%'],
    ['ORR 54/120 (45%)', 'ORR: 45% 54/120'],
    ['ORR 54 / 120 (45%)', 'ORR: 45% 54/120'],
    ['ORR 54 of 120 (45%)', 'ORR: 45% 54/120'],
    ['ORR 54 of 120 patients (45%)', 'ORR: 45% 54/120'],
    ['ORR 54 out of 120 patients (45%)', 'ORR: 45% 54/120'],
    ['ORR 54 (45%)', 'ORR: 45% 54'],
    ['ORR 54 (45%) of 120', 'ORR: 45% 54/120'],
    ['ORR 54 (45%) of 120 patients', 'ORR: 45% 54/120'],
    ['ORR 54 (45%) out of 120', 'ORR: 45% 54/120'],
    ['ORR 45% (54/120)', 'ORR: 45% 54/120'],
    ['ORR 45% [54/120]', 'ORR: 45% 54/120'],
    ['ORR 45% (54 of 120)', 'ORR: 45% 54/120'],
    ['ORR 45% (54 of 120 patients)', 'ORR: 45% 54/120'],
    ['ORR 45% (n = 54)', 'ORR: 45% 54'],
    ['ORR 45% (n=54/120)', 'ORR: 45% 54/120'],
    ['ORR 45% (54 patients)', 'ORR: 45% 54'],
    ['ORR (45%, 54/120)', 'ORR: 45% 54/120'],
    ['ORR (45%; 54/120)', 'ORR: 45% 54/120'],
    ['ORR 45% of 120 patients', 'ORR: 45% of 120'],
    ['ORR in 45% of the 120 patients', 'ORR: 45% of 120'],
    ['ORR 54/120', 'ORR: 54/120'],
    ['ORR in 54 of 120', 'ORR: 54/120'],
    ['54 patients (45%) had a complete response', 'CR: 45% 54'],
    ['54 of 120 patients achieved a complete response', 'CR: 54/120'],
    ['Twelve patients (10%) had pneumonitis', 'adverse events: 10% Twelve'],
    ['Twenty-four of 120 patients (20%) had pneumonitis', 'adverse events: 20% Twenty-four/120'],
    ['None of 120 patients had pneumonitis', 'adverse events: None/120'],
    ['45% of patients achieved a complete response', 'CR: 45%'],
    ['Complete response was achieved in 45% of patients', 'CR: 45%'],
    ['There were 5 CR (12%) and 10 PR (24%)', 'CR: 12% 5', 'PR: 24% 10'],
    ['CR 5 (12%), PR 10 (24%), SD 12 (29%), PD 14 (34%)', 'CR: 12% 5', 'PR: 24% 10', 'SD: 29% 12', 'PD: 34% 14'],
    ['CR, n (%): 5 (12); PR, n (%): 10 (24)', 'CR: 12% 5', 'PR: 24% 10'],
    ['CR was achieved in 35% of patients and PR in 20%', 'CR: 35%', 'PR: 20%'],
    ['35% achieved CR and 20% PR', 'CR: 35%', 'PR: 20%'],
    ['35% CR, 20% PR', 'CR: 35%', 'PR: 20%'],
    ['ORR 45% (95% CI 36-54)', 'ORR: 45% [36, 54] 95%'],
    ['ORR 45% (95% CI, 36% to 54%)', 'ORR: 45% [36, 54] 95%'],
    ['ORR 45.0% (54/120; 95% CI 36.1–54.3)', 'ORR: 45.0% 54/120 [36.1, 54.3] 95%'],
    ['ORR 54/120 (45.0%; 95% CI, 36.1%-54.3%)', 'ORR: 45.0% 54/120 [36.1, 54.3] 95%'],
    ['5-year DFS 62% (SE 4%)', 'DFS @5 years: 62% ±4'],
    ['10 (37.04%) mild complications were recorded', 'adverse events: 37.04% 10'],
    ['Reintervention 8.3%', '“Reintervention”: 8.3%'],
    ['Wound dehiscence developed in 8.3% of patients', '“Wound dehiscence”: 8.3%'],
    ['31% of patients regained the ability to walk', 'function: 31%'],
    ['Of 51 evaluable patients, 68.6% had disease control', 'DCR: 68.6% of 51'],
    ['Among the 51 assessable patients, the DCR was 68.6%', 'DCR: 68.6% of 51'],
    ['Of the 98 patients, 31 received cetuximab; of these, 9 (29.0%) had a complete response', 'CR: 29.0% 9'],
    ['71.3% of cases (n=107) had a complete response', 'CR: 71.3%'],
    ['Tumours shrank by 22% (28 mm to 21 mm)', '“Tumours shrank”: 22%'],
    ['Percentages over the whole: ORR 120%', 'ORR: 120%'],
  ]);
});

describe('shares that stand against each other', () => {
  specify([
    ['ORR 45% vs 30%', 'ORR: 45% #0', 'ORR: 30% #0'],
    ['ORR 45% versus 30%', 'ORR: 45% #0', 'ORR: 30% #0'],
    ['ORR 45% v 30%', 'ORR: 45% #0', 'ORR: 30% #0'],
    ['ORR 45% vs. 30%', 'ORR: 45% #0', 'ORR: 30% #0'],
    ['ORR 45% compared with 30%', 'ORR: 45% #0', 'ORR: 30% #0'],
    ['ORR 45% as compared to 30%', 'ORR: 45% #0', 'ORR: 30% #0'],
    ['ORR 45% against 30%', 'ORR: 45% #0', 'ORR: 30% #0'],
    ['ORR 45 vs 30%', 'ORR: 45% #0', 'ORR: 30% #0'],
    ['ORR 45% vs 30', 'ORR: 45% #0', 'ORR: 30% #0'],
    ['ORR 45, 30 and 25%', 'ORR: 45%', 'ORR: 30%', 'ORR: 25%'],
    ['ORR 45% vs 30% vs 25%, p=0.04', 'ORR: 45% p=0.04 #0', 'ORR: 30% p=0.04 #0', 'ORR: 25% p=0.04 #0'],
    ['ORR 54/120 vs 35/118', 'ORR: 54/120 #0', 'ORR: 35/118 #0'],
    ['ORR 54 (45%) vs 35 (30%)', 'ORR: 45% 54 #0', 'ORR: 30% 35 #0'],
    ['ORR was 45% in responders of type A and 30% in the others', 'ORR: 45% #0', 'ORR: 30% #0'],
    ['ORR 45% (vs 30%, p=0.02)', 'ORR: 45% p=0.02 #0', 'ORR: 30% p=0.02 #0'],
    ['ORR 45% vs 30%, CR 10% vs 5%', 'ORR: 45% #0', 'ORR: 30% #0', 'CR: 10% #1', 'CR: 5% #1'],
    ['ORR 45% (95% CI 36-54) vs 30% (95% CI 22-39)', 'ORR: 45% [36, 54] 95% #0', 'ORR: 30% [22, 39] 95% #0'],
    ['ORR, DCR: 45% vs 30%, 80% vs 62%', 'ORR: 45% #0', 'ORR: 30% #0', 'DCR: 80% #1', 'DCR: 62% #1'],
    ['ORR and DCR were 45% and 80% vs 30% and 62%', 'ORR: 45% #0', 'DCR: 80% #1', 'ORR: 30% #0', 'DCR: 62% #1'],
    ['EFS was lower (9%, 24%; p<0.0001)', 'EFS: 9% p<0.0001 #0', 'EFS: 24% p<0.0001 #0'],
    ['ORR increased from 30% to 45% (p=0.02)', 'ORR: 30% p=0.02 #0', 'ORR: 45% p=0.02 #0'],
  ]);
});

describe('denominators that stand apart', () => {
  const denominators = (results: string): readonly string[] => extract({ treatment: 'A', patients: '400', results }).results.map(({ n, nOrigin }) => `${n?.text ?? '?'} ${nOrigin ?? ''}`.trim());

  it('takes the size of a group where each compared group states one', () => {
    expect(denominators('ORR 45% in the carriers (n = 114) vs 30% in the others (n = 115)')).toEqual(['114 group', '115 group']);
    expect(denominators('In the carriers (n = 114) ORR was 45% vs 30% in the others')).toEqual(['?', '?']);
    expect(denominators('ORR 45% (n=54) in the subgroup')).toEqual(['?']);
  });

  it('takes the patients that a sentence starts with, unless others come between', () => {
    expect(denominators('Of 51 evaluable patients, 35 (68.6%) responded')).toEqual(['51 sentence']);
    expect(denominators('Among the 51 evaluable patients, the ORR was 68.6% and the DCR 90.2%')).toEqual(['51 sentence', '51 sentence']);
    expect(denominators('Of the 20 patients, 19 were evaluable and the ORR was 42%')).toEqual(['?']);
  });
});

describe('what a percentage counts', () => {
  const countedIn = (results: string): readonly (string | null)[] => extract({ treatment: 'A', patients: '40', results }).results.map(({ counted }) => counted);

  it.each<readonly [string, string | null]>([
    ['ORR in 45% of patients', 'patients'], ['ORR 18 of 40 cases (45%)', 'patients'], ['Local control in 40 of 45 lesions (88.9%)', 'lesions'], ['Local control in 88.9% of lesions', 'lesions'], ['Local control in 88.9% of the treated vertebrae', 'lesions'],
    ['Neutropenia in 12% of cycles', 'cycles'], ['SRE 4.5% of 120 person-years', 'person-years'], ['ORR 45%', null],
  ])('%s', (text, counted) => {
    expect(countedIn(text)).toEqual([counted]);
  });
});
