// Medians and means: units, ranges, intervals, spreads, and values that were not reached.
import { describe, expect, it } from 'vitest';
import { said } from './reading';

type Row = readonly [text: string, ...lines: readonly string[]];

function specify(rows: readonly Row[]): void {
  it.each(rows.map(([text, ...lines]) => ({ text, lines })))('$text', ({ text, lines }) => {
    expect(said(text)).toEqual(lines);
  });
}

describe('medians', () => {
  specify([
    ['Median OS was 12.3 months', 'OS: median 12.3 months'],
    ['median OS: 12.3 mo', 'OS: median 12.3 months'],
    ['Median OS of 12.3 mos', 'OS: median 12.3 months'],
    ['OS: median 12.3 months', 'OS: median 12.3 months'],
    ['mOS 12.3 months', 'OS: median 12.3 months'],
    ['mPFS: 178 days', 'PFS: median 178 days'],
    ['Median overall survival (mOS) was 12.3 months', 'OS: median 12.3 months'],
    ['The median PFS and OS were 6.1 and 12.3 months, respectively', 'PFS: median 6.1 months', 'OS: median 12.3 months'],
    ['Median PFS 6.1 months and median OS 12.3 months', 'PFS: median 6.1 months', 'OS: median 12.3 months'],
    ['median OS 12.3 months (95% CI 10.1-14.5)', 'OS: median 12.3 months [10.1, 14.5] 95%'],
    ['median OS 12.3 (95% CI 10.1-14.5) months', 'OS: median 12.3 months [10.1, 14.5] 95%'],
    ['median OS 12.3 months [10.1-14.5]', 'OS: median 12.3 months [10.1, 14.5]'],
    ['median OS 12.3 months (95% CI, 10.1 to not reached)', 'OS: median 12.3 months [10.1, NR] 95%'],
    ['median OS 15.8 months [95% CI, 8.2-not evaluable (NE)]', 'OS: median 15.8 months [8.2, NE] 95%'],
    ['median OS NR (95% CI 14.5-NR)', 'OS: median NR [14.5, NR] 95%'],
    ['Median OS was not reached', 'OS: median NR'],
    ['Median OS has not been reached', 'OS: median NR'],
    ['Median follow-up was 24 months (range 3–60)', 'follow-up: median 24 months range [3, 60]'],
    ['Median follow-up, 24 months (range, 3 to 60 months)', 'follow-up: median 24 months range [3, 60]'],
    ['median time to pain relief 4 weeks (range: 1-15)', 'TTP: median 4 weeks range [1, 15]'],
    ['Median duration of response 7.4 months (IQR 3.2–11.8)', 'DOR: median 7.4 months IQR [3.2, 11.8]'],
    ['median PFS 6.5 months (interquartile range, 3.2–11.8)', 'PFS: median 6.5 months IQR [3.2, 11.8]'],
    ['The median hospital stay was 7 days (range 3–21 days)', '“hospital stay”: median 7 days range [3, 21]'],
    ['Median blood loss 450 ml (IQR 300-600)', '“blood loss”: median 450 ml IQR [300, 600]'],
    ['PFS: 9.0 vs 4.0 months, P = 0.004', 'PFS: median 9.0 months p=0.004 #0', 'PFS: median 4.0 months p=0.004 #0'],
    ['OS: not reached (NR) vs 11.5 months, P < 0.0001', 'OS: median NR months p<0.0001 #0', 'OS: median 11.5 months p<0.0001 #0'],
    ['Median OS 12.3 vs 9.8 vs 7.5 months (p=0.03)', 'OS: median 12.3 months p=0.03 #0', 'OS: median 9.8 months p=0.03 #0', 'OS: median 7.5 months p=0.03 #0'],
    ['Median PFS was 9.2 months vs. 6.3 with docetaxel (HR 0.48; 95% CI 0.336-0.710; p<0.0001)', 'PFS: median 9.2 months p<0.0001 #0', 'PFS: median 6.3 months p<0.0001 #0', 'PFS: HR 0.48 [0.336, 0.710] 95% p<0.0001 #0'],
    ['mPFS: 378, 190, 170, and 172 days', 'PFS: median 378 days', 'PFS: median 190 days', 'PFS: median 170 days', 'PFS: median 172 days'],
    ['OS of 5.2 vs 9.7 months (N=40 vs 30)', 'OS: median 5.2 months #0', 'OS: median 9.7 months #0'],
    ['mOS 7.4 (95% CI: 6.9–7.9) vs 11.3', 'OS: median 7.4 [6.9, 7.9] 95% #0', 'OS: median 11.3 #0'],
    ['median PFS 15.0 m (95% CI: 11.2-18.8 m)', 'PFS: median 15.0 months [11.2, 18.8] 95%'],
    ['Median OS 12, 9 and 7 months', 'OS: median 12 months', 'OS: median 9 months', 'OS: median 7 months'],
    ['Median survival time 1.4 yr', 'survival: median 1.4 years'],
    ['The median time from randomisation to first SRE: 16.3 months vs 11.5 months (P = 0.02)', 'TTP: median 16.3 months p=0.02 #0', 'TTP: median 11.5 months p=0.02 #0'],
    ['OS 18.5 months (15.2, 21.9) vs 12.1 months (10.0, 14.8)', 'OS: median 18.5 months [15.2, 21.9] #0', 'OS: median 12.1 months [10.0, 14.8] #0'],
  ]);
});

describe('means', () => {
  specify([
    ['Mean VAS 3.2 ± 1.1', '“VAS”: mean 3.2 ±1.1'],
    ['mean VAS was 3.2 (SD 1.1)', '“VAS”: mean 3.2 ±1.1'],
    ['mean VAS, 3.2 (SD, 1.1)', '“VAS”: mean 3.2 ±1.1'],
    ['mean VAS 3.2 [SE 0.2]', '“VAS”: mean 3.2 SE 0.2'],
    ['mean VAS 3.2 +/- 1.1', '“VAS”: mean 3.2 ±1.1'],
    ['The mean operative time was 92.4 ± 15.3 min in group A and 110.5 ± 20.1 min in group B (p=0.002)', '“operative time”: mean 92.4 ±15.3 min p=0.002 #0', '“operative time”: mean 110.5 ±20.1 min p=0.002 #0'],
    ['Mean VAS decreased from 7.2 ± 1.1 to 3.1 ± 0.9 (p < .001)', '“VAS”: mean 7.2 ±1.1 p<.001 #0', '“VAS”: mean 3.1 ±0.9 p<.001 #0'],
    ['Mean VAS 3.2 vs 4.5 (p=0.01)', '“VAS”: mean 3.2 p=0.01 #0', '“VAS”: mean 4.5 p=0.01 #0'],
    ['mean LDL cholesterol 70.1 mg/dL vs 93.4 mg/dL, P<0.001', '“LDL cholesterol”: mean 70.1 mg/dL p<0.001 #0', '“LDL cholesterol”: mean 93.4 mg/dL p<0.001 #0'],
    ['The mean Harris hip score was 88.3 (95% CI 85.1 to 91.5)', 'function: mean 88.3 [85.1, 91.5] 95%'],
    ['Harris hip score 88.3 ± 7.2 vs 90.1 ± 6.9; p = 0.17', 'function: mean 88.3 ±7.2 p=0.17 #0', 'function: mean 90.1 ±6.9 p=0.17 #0'],
    ['Mean worst pain 7.1/10 at baseline, 1.4/10 at 24 wks', 'pain response: mean 7.1 /10', 'pain response @24 weeks: mean 1.4 /10'],
    ['Mean reduction in tumour volume was 35%', '“reduction in tumour volume”: mean 35 %'],
  ]);
});

describe('what is no average', () => {
  specify([
    ['Median age 65 years (range 34–82)'],
    ['The median age was 65 years, and 45% were responders', '“responders”: 45%'],
    ['patients aged 18–75 years'],
    ['Mean age 62.3 ± 8.1 years vs 61.9 ± 7.7 years'],
    ['a median of 4 cycles'],
    ['median dose 30 Gy (range 20–40 Gy)'],
    ['treatment for 24 months'],
    ['Operation time 120 vs 150 min; p=0.03', '“Operation time”: p=0.03'],
    ['Hospital stay was 5 days'],
  ]);
});
