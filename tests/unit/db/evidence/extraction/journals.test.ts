// Whole cells in the manner of other journals' tables: oncology, cardiology, orthopaedics; invented numbers. Each is what a
// reader would copy into a Results grid.
import { describe, expect, it } from 'vitest';
import { saidOfArms } from './reading';

interface Cell {
  readonly treatment: string;
  readonly patients: string;
  readonly results: string;
  readonly lines: readonly string[];
}

const cells: readonly Cell[] = [
  {
    treatment: 'Zolomab versus placebo', patients: '1863 v 1867',
    results: 'The primary outcome occurred in 361 patients (19.4%) in the zolomab group and in 462 patients (24.7%) in the placebo group (hazard ratio for cardiovascular death or hospitalization for heart failure, 0.76; 95% confidence interval [CI], 0.66 to 0.87; P<0.001).',
    lines: ['“primary outcome”: 19.4% 361 p<0.001 #0 → 0', '“primary outcome”: 24.7% 462 p<0.001 #0 → 1', 'adverse events: HR 0.76 [0.66, 0.87] 95% p<0.001 #0 → 0,1'],
  },
  {
    treatment: 'Erlotinib vs docetaxel', patients: '92 vs 95',
    results: 'Median PFS, 9·4 months (95% CI 7·1–12·0) v 5·1 months (4·0–6·3); HR 0·48 (0·34–0·67); p<0·0001. ORR, 58% v 17%, p<0·0001; DCR 85% v 61%',
    lines: ['PFS: median 9·4 months [7·1, 12·0] 95% p<0·0001 #0 → 0 or 1', 'PFS: median 5·1 months [4·0, 6·3] p<0·0001 #0 → 1 or 0', 'PFS: HR 0·48 [0·34, 0·67] p<0·0001 #0 → 0,1 or 1,0', 'ORR: 58% p<0·0001 #1 → 0 or 1', 'ORR: 17% p<0·0001 #1 → 1 or 0', 'DCR: 85% #2 → 0 or 1', 'DCR: 61% #2 → 1 or 0'],
  },
  {
    treatment: 'Total hip arthroplasty vs hemiarthroplasty', patients: '210/214',
    results: 'Revision within 24 months: 17 of 210 (8.1%) vs 19 of 214 (8.9%) (HR, 0.92; 95% CI, 0.48 to 1.77; P = .80). Dislocation 10 (4.8%) vs 5 (2.3%); HR 2.04 (0.70-5.97). WOMAC: difference −6.1 (99% CI −9.0 to −3.2; P < .001).',
    lines: ['“Revision within 24 months” @24 months: 8.1% 17/210 p=.80 #0 → 0 or 1', '“Revision within 24 months” @24 months: 8.9% 19/214 p=.80 #0 → 1 or 0', '“Revision within 24 months” @24 months: HR 0.92 [0.48, 1.77] 95% p=.80 #0 → 0,1 or 1,0',
      '“Dislocation”: 4.8% 10 #1 → 0 or 1', '“Dislocation”: 2.3% 5 #1 → 1 or 0', '“Dislocation”: HR 2.04 [0.70, 5.97] #1 → 0,1 or 1,0', 'function: difference −6.1 [−9.0, −3.2] 99% p<.001 → 0,1 or 1,0'],
  },
  {
    treatment: 'Stereotactic body radiotherapy vs Conventional radiotherapy', patients: '66 vs 60',
    results: '2-year local PFS: 88.2% with SBRT and 72.5% with conventional RT (p = 0.04). Grade ≥3 toxicity: 5% vs 3%.',
    lines: ['PFS @2 years: 88.2% p=0.04 #0 → 0', 'PFS @2 years: 72.5% p=0.04 #0 → 1', 'adverse events: 5% #1 → 0 or 1', 'adverse events: 3% #1 → 1 or 0'],
  },
  {
    treatment: 'Cemented vs cementless vs hybrid fixation', patients: '100 vs 98 vs 95',
    results: '10-year survivorship 95.1% (95% CI, 92.0–98.2), 96.4% (93.3–99.5) and 94.8% (91.5–98.1), respectively (log-rank p = 0.71). Mean HHS 86.1 ± 9.2, 87.4 ± 8.8 and 85.9 ± 9.9.',
    lines: ['EFS @10 years: 95.1% [92.0, 98.2] 95% p=0.71 log-rank #0 → 0 or 2', 'EFS @10 years: 96.4% [93.3, 99.5] p=0.71 log-rank #0 → 1 or 1', 'EFS @10 years: 94.8% [91.5, 98.1] p=0.71 log-rank #0 → 2 or 0',
      'function: mean 86.1 ±9.2 #1 → 0 or 2', 'function: mean 87.4 ±8.8 #1 → 1 or 1', 'function: mean 85.9 ±9.9 #1 → 2 or 0'],
  },
  {
    treatment: 'Nivolumab plus ipilimumab (N+I) vs Chemotherapy (CT)', patients: '283 vs 279',
    results: 'Median OS 16.9 months (95% CI, 14.8–20.0) with N+I vs 13.8 (95% CI, 12.0–16.1) with CT (P = .03); 2-y OS rates 40.0% and 32.8%, respectively. TRAEs: 32.8% (N+I), 36.0% (CT).',
    lines: ['OS: median 16.9 months [14.8, 20.0] 95% p=.03 #0 → 0', 'OS: median 13.8 months [12.0, 16.1] 95% p=.03 #0 → 1', 'OS @2 years: 40.0% #1 → 0 or 1', 'OS @2 years: 32.8% #1 → 1 or 0', 'adverse events: 32.8% #2 → 0', 'adverse events: 36.0% #2 → 1'],
  },
  {
    treatment: 'TAVR vs SAVR', patients: '246 vs 224',
    results: 'Death at 1 yr 8.5% vs 12.1%; absolute difference, −3.6 percentage points (95% CI −8.9 to 1.8; P<0.001 for noninferiority). Stroke at 30 days 0.8% vs 3.1%; P = 0.07; new-onset AF 5.3% vs 38.4%, P<0.001',
    lines: ['OS @1 years: 8.5% p<0.001 noninferiority #0 → 0 or 1', 'OS @1 years: 12.1% p<0.001 noninferiority #0 → 1 or 0', 'OS @1 years: difference −3.6 [−8.9, 1.8] 95% p<0.001 noninferiority #0 → 0,1 or 1,0',
      'adverse events @30 days: 0.8% p=0.07 #1 → 0 or 1', 'adverse events @30 days: 3.1% p=0.07 #1 → 1 or 0', '“new-onset AF”: 5.3% p<0.001 #2 → 0 or 1', '“new-onset AF”: 38.4% p<0.001 #2 → 1 or 0'],
  },
  {
    treatment: 'Pamidronate or placebo', patients: '98 vs 99',
    results: 'The proportion of patients having any skeletal event was 24% in the pamidronate group and 41% in the placebo group (P = 0.01). Drug-related pain flare: 3% (3/98) and 2% (2/99).',
    lines: ['SRE: 24% p=0.01 #0 → 0', 'SRE: 41% p=0.01 #0 → 1', 'adverse events: 3% 3/98 #1 → 0 or 1', 'adverse events: 2% 2/99 #1 → 1 or 0'],
  },
  {
    treatment: 'SBRT vs MFRT', patients: '81 vs 79',
    results: 'Pain response with SBRT at 2 weeks (34 of 55 [62%] vs 19 of 52 [37%]) (P = .01), 3 months (31 of 43 [72%] vs 17 of 35 [49%]) (P = .04), and 9 months (17 of 22 [77%] vs 12 of 26 [46%]) (P = .03)',
    lines: ['pain response @2 weeks: 62% 34/55 p=.01 #0 → 0 or 1', 'pain response @2 weeks: 37% 19/52 p=.01 #0 → 1 or 0', 'pain response @3 months: 72% 31/43 p=.04 #1 → 0 or 1', 'pain response @3 months: 49% 17/35 p=.04 #1 → 1 or 0', 'pain response @9 months: 77% 17/22 p=.03 #2 → 0 or 1', 'pain response @9 months: 46% 12/26 p=.03 #2 → 1 or 0'],
  },
  {
    treatment: 'Osimertinib', patients: '30',
    results: 'DCR: 90% (27/30); ORR: 63.3% (CR + PR: 19/30); median PFS: 15.0 m (95% CI: 11.2-18.8 m); 1-yr and 2-yr OS 85.0% and 40.0%',
    lines: ['DCR: 90% 27/30 → 0', 'ORR: 63.3% → 0', 'ORR: 19/30 → 0', 'PFS: median 15.0 months [11.2, 18.8] 95% → 0', 'OS @1 years: 85.0% → 0', 'OS @2 years: 40.0% → 0'],
  },
  {
    treatment: 'Percutaneous cryoablation', patients: '61 (59 evaluable)',
    results: 'Average pain decreased from 7.1/10 at baseline to 2.4/10 at 24 weeks (p < 0.0001). Local control in 45 of 60 lesions (75%). Of the 59 evaluable patients, 69.5% had pain relief.',
    lines: ['pain response: mean 7.1 /10 → 0', 'pain response @24 weeks: mean 2.4 /10 p<0.0001 → 0', 'local control: 75% 45/60 → 0', 'pain response: 69.5% of 59 → 0'],
  },
  {
    treatment: 'Radium-223 compared with placebo', patients: '614/307',
    results: 'Radium-223 improved OS (14.1 vs 11.2 mo, HR 0.71, 95% CI 0.59–0.85, P < 0.001) and delayed SSEs (15.6 vs 9.8 mo, p < 0.001). SREs: 33% radium vs 38% placebo.',
    lines: ['OS: median 14.1 months p<0.001 #0 → 0', 'OS: median 11.2 months p<0.001 #0 → 1', 'OS: HR 0.71 [0.59, 0.85] 95% p<0.001 #0 → 0,1', 'SRE: median 15.6 months p<0.001 #1 → 0', 'SRE: median 9.8 months p<0.001 #1 → 1', 'SRE: 33% #2 → 0', 'SRE: 38% #2 → 1'],
  },
  {
    treatment: 'RT alone vs surgery + RT', patients: '51 vs 50',
    results: 'Able to walk after treatment: 29/51 (57%) vs 42/50 (84%), OR 3.98 [95% CI 1.55–10.2] p=0.003. Retained walking: median 13 days vs 122 days, p=0.003',
    lines: ['function: 57% 29/51 p=0.003 #0 → 0 or 1', 'function: 84% 42/50 p=0.003 #0 → 1 or 0', 'function: OR 3.98 [1.55, 10.2] 95% p=0.003 #0 → 0,1 or 1,0', 'function: median 13 days p=0.003 #1 → 0 or 1', 'function: median 122 days p=0.003 #1 → 1 or 0'],
  },
  {
    treatment: 'Ibandronate vs zoledronic acid', patients: '70 vs 69',
    results: 'SREs: 0.50 vs 0.44 per patient-year; rate ratio 1.15 (95% CI 0.87–1.52). In the ibandronate arm, ONJ 1.4%; in the zoledronic acid arm, ONJ 2.9% (p = 0.55).',
    lines: ['SRE: RR 1.15 [0.87, 1.52] 95% → 0,1 or 1,0', 'adverse events: 1.4% p=0.55 #0 → 0', 'adverse events: 2.9% p=0.55 #0 → 1'],
  },
  {
    treatment: 'BPTB vs hamstring', patients: '32; 33',
    results: 'Lysholm score 92.1 ± 6.3 vs 91.4 ± 7.0 (n.s.); anterior laxity: mean 1.8 mm vs 2.4 mm (P = 0.03); rerupture 3.1% vs 6.1%',
    lines: ['“Lysholm score”: mean 92.1 ±6.3 p NS #0 → 0 or 1', '“Lysholm score”: mean 91.4 ±7.0 p NS #0 → 1 or 0', '“anterior laxity”: mean 1.8 mm p=0.03 #1 → 0 or 1', '“anterior laxity”: mean 2.4 mm p=0.03 #1 → 1 or 0', '“rerupture”: 3.1% #2 → 0 or 1', '“rerupture”: 6.1% #2 → 1 or 0'],
  },
  {
    treatment: 'DAPT 12 mo vs DAPT 30 mo', patients: '494 vs 502',
    results: 'Stent thrombosis 1.4% vs 0.4% (HR 0.29 [0.08 to 1.05]; P=0.06); MACCE 5.9% vs 4.2% (HR 0.71; 0.40–1.26); bleeding 1.6% vs 2.6%, P=0.28',
    lines: ['adverse events: 1.4% p=0.06 #0 → 0 or 1', 'adverse events: 0.4% p=0.06 #0 → 1 or 0', 'adverse events: HR 0.29 [0.08, 1.05] p=0.06 #0 → 0,1 or 1,0', '“MACCE”: 5.9% #1 → 0 or 1', '“MACCE”: 4.2% #1 → 1 or 0', '“MACCE”: HR 0.71 [0.40, 1.26] #1 → 0,1 or 1,0', 'adverse events: 1.6% p=0.28 #2 → 0 or 1', 'adverse events: 2.6% p=0.28 #2 → 1 or 0'],
  },
  {
    treatment: 'Surgery', patients: '88',
    results: 'On multivariate analysis, age > 65 (HR 1.89; 95% CI, 1.20–2.97; p = 0.006), visceral metastases (HR: 2.10, 95% CI: 1.35 to 3.27, p = .001) and ECOG PS ≥ 2 (HR 1.44 [0.91–2.28], p = 0.12) were predictors of OS.',
    lines: ['OS: HR 1.89 [1.20, 2.97] 95% p=0.006 → ?', 'OS: HR 2.10 [1.35, 3.27] 95% p=.001 → ?', 'OS: HR 1.44 [0.91, 2.28] p=0.12 → ?'],
  },
  {
    treatment: 'ARA vs no ARA', patients: '40 vs 40',
    results: 'The 1-,2-,3-year overall survival rate was 82.5%,52.5%,27.5% vs 65.0%,35.0%,15.0%(P=0.041)',
    lines: ['OS @1 years: 82.5% #0 → 0 or 1', 'OS @2 years: 52.5% #1 → 0 or 1', 'OS @3 years: 27.5% p=0.041 #2 → 0 or 1', 'OS @1 years: 65.0% #0 → 1 or 0', 'OS @2 years: 35.0% #1 → 1 or 0', 'OS @3 years: 15.0% p=0.041 #2 → 1 or 0'],
  },
  {
    treatment: 'PVP vs PKP', patients: '30 vs 31',
    results: 'VAS: 7.9±0.8 → 2.3±0.6 (PVP); leakage 33.3% vs 9.7%, p = 0.024; cement volume 4.1 ± 0.7 ml vs 4.8 ± 0.9 ml',
    lines: ['“VAS”: mean 7.9 ±0.8 #0 → 0', '“VAS”: mean 2.3 ±0.6 #0 → 0', '“leakage”: 33.3% p=0.024 #1 → 0 or 1', '“leakage”: 9.7% p=0.024 #1 → 1 or 0', '“cement volume”: mean 4.1 ±0.7 ml #2 → 0 or 1', '“cement volume”: mean 4.8 ±0.9 ml #2 → 1 or 0'],
  },
  {
    treatment: 'Prophylactic dexamethasone vs placebo', patients: '148 vs 150',
    results: 'Pain flare: 39 (26%) vs 53 (35%); difference 8.9%, lower 95% confidence bound 0.0, one-sided p=0.05',
    lines: ['adverse events: 26% 39 p=0.05 1-sided #0 → 0 or 1', 'adverse events: 35% 53 p=0.05 1-sided #0 → 1 or 0', 'adverse events: difference 8.9 % p=0.05 1-sided #0 → 0,1 or 1,0'],
  },
];

describe('a whole cell', () => {
  it.each(cells)('$results', ({ lines, results, ...trial }) => {
    expect(saidOfArms(results, trial)).toEqual(lines);
  });
});
