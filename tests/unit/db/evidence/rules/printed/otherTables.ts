// Rows as other reviews' tables have them, each consistent as it stands, and one change that makes it inconsistent. Numbers
// are made up, arithmetic is not: p values are those of usual tests, intervals those of Wald.

export interface Twin {
  readonly treatment: string; readonly patients: string; readonly results: string;
  readonly studyType?: string;
  /** Where the change is; Results where nothing is said. */
  readonly field?: 'patients' | 'results' | 'treatment';
  readonly from: string; readonly to: string;
  /** What the changed row must give, among others: "N5 major". */
  readonly flags: readonly string[];
}

export const twins: readonly Twin[] = [
  // N1: intervals and p values.
  { treatment: 'Intensive vs standard glucose control', patients: '5128 vs 5123', results: 'Death: hazard ratio, 1.22; 95% CI, 1.01 to 1.46; P=0.04.', from: 'P=0.04', to: 'P=0.40', flags: ['N1 major'] },
  { treatment: 'Dapagliflozin; placebo', patients: '2373; 2371', results: 'The primary outcome was less frequent with dapagliflozin (hazard ratio, 0.74; 95% confidence interval [CI], 0.65 to 0.85; P<0.001).', from: 'P<0.001', to: 'P=0.09', flags: ['N1 major'] },
  { treatment: 'Bevacizumab + erlotinib vs erlotinib', patients: '75 v 77', results: 'PFS 16.0 v 9.7 months (HR 0.54, 95% CI 0.36–0.79; p=0.0015).', from: 'p=0.0015', to: 'p=0.15', flags: ['N1 major'] },
  { treatment: 'Immediate vs delayed RT', patients: '211 vs 214', results: '10-year metastasis-free survival 71% vs 61% (HR 0.71 [0.54–0.94]; p=0.016)', from: 'p=0.016', to: 'p=0.61', flags: ['N1 major'] },
  { treatment: 'Tai chi vs education', patients: '20 vs 20', results: 'WOMAC pain improved (mean difference, −118.80; 95% CI −183.66 to −53.94; P = .0005).', from: 'P = .0005', to: 'P = .65', flags: ['N1 major'] },
  { treatment: 'Abiraterone vs placebo', patients: '546 vs 542', results: 'OS HR 0.75; 95% CI 0.61–0.93; P=.01', from: 'P=.01', to: 'P=.00001', flags: ['N1 minor'] },
  { treatment: 'Cetuximab + FOLFIRI vs FOLFIRI', patients: '599 vs 599', results: 'HR for PFS, cetuximab–FOLFIRI vs FOLFIRI: 0.85 (95% CI 0.72 to 0.99; P=0.048). HR for OS: 0.93 (95% CI 0.81 to 1.07; P=0.31).', from: 'P=0.31', to: 'P=0.0031', flags: ['N1 major'] },
  { treatment: 'EGFR-TKI', patients: '137', results: 'On multivariate analysis bone metastasis (adjusted HR 1.91, 95% CI 1.10–3.30, P=0.021) and ECOG performance status (adjusted HR 2.40, 95% CI 1.50–3.84, P<0.001) were associated with OS.', from: 'P=0.021', to: 'P=0.21', flags: ['N1 major'] },
  { treatment: 'Denosumab vs ZA', patients: '350/352', results: 'OS 9.5 vs 8.0 months (HR 0·78 [95% CI 0·65–0·94]; P = ·01).', from: 'P = ·01', to: 'P = ·31', flags: ['N1 major'] },
  { treatment: 'Oral vs IV ibandronate', patients: '75/77', results: 'relative risk for SRE 0.62 (95%CI .48–.79; P<.001)', from: 'P<.001', to: 'P=.41', flags: ['N1 major'] },

  // N2: order and shape.
  { treatment: 'Chemo-RT vs RT', patients: '127 vs 125', results: 'Local failure: RR 0.60 (95% CI 0.37–0.97)', from: 'RR 0.60', to: 'RR 0.30', flags: ['N2 major'] },
  { treatment: 'Conventional vs hypofractionated', patients: 'N=1,216 (612/604)', results: 'DFS HR 0.85 (0.64–1.13)', from: '0.64–1.13', to: '1.13–0.64', flags: ['N2 major'] },
  { treatment: 'Everolimus + octreotide LAR vs placebo + octreotide LAR', patients: '216 vs 213', results: 'HR 0.77, 95% CI 0.59–1.00 for progression-free survival', from: 'HR 0.77', to: 'HR 0.95', flags: ['N2 minor'] },
  { treatment: 'Propranolol vs carvedilol', patients: '64 vs 57', results: 'Rebleeding was similar (OR=2.09; 95%CI: 0.85-5.12).', from: 'OR=2.09', to: 'OR=5.90', flags: ['N2 major'] },
  { treatment: 'Radium-223 vs placebo', patients: '614 vs 307', results: 'OS HR 0.70; 95% CI, 0.58–0.83', from: '0.58–0.83', to: '0.68–0.83', flags: ['N2 minor'] },
  { treatment: 'Nivolumab; docetaxel', patients: '135; 137', results: '1-yr OS 42% (95% CI 34-50) vs 24% (95% CI 17-31).', from: '42% (95% CI 34-50)', to: '52% (95% CI 34-50)', flags: ['N2 major'] },
  { treatment: 'Exercise vs usual care', patients: '27 vs 26', results: 'Fatigue score: mean difference 3.2 points (95% CI 0.4 to 6.0), p=0.025.', from: '0.4 to 6.0', to: '3.4 to 6.0', flags: ['N2 major'] },

  // N3: percentages.
  { treatment: 'Gefitinib', patients: '42', results: 'ORR, 28.6% (12/42); DCR, 66.7% (28/42).', from: '28.6%', to: '29.8%', flags: ['N3 major'] },
  { treatment: 'Sr-89 vs Sm-153', patients: '51 vs 49', results: 'Overall response rate 72.5% (37/51) vs 69.4% (34/49), p = 0.73.', from: '69.4% (34/49)', to: '64.9% (34/49)', flags: ['N3 major'] },
  { treatment: 'Cryotherapy', patients: '69 pts', results: 'Pain relief in 60 of 69 patients (87%).', from: '(87%)', to: '(78%)', flags: ['N3 major'] },
  { treatment: 'Teriparatide vs risedronate', patients: '680 vs 680', results: 'New vertebral fractures in 28 (5·4%) of 516 patients vs 64 (12·0%) of 533 patients (risk ratio 0·45, 95% CI 0·29–0·69; p=0·0002).', from: '28 (5·4%) of 516', to: '28 (4·5%) of 516', flags: ['N3 major'] },
  { treatment: 'Surgery', patients: '37', results: 'Complications occurred in 8 patients (21.6%).', from: '21.6%', to: '26.1%', flags: ['N3 minor'] },
  { treatment: 'Vertebroplasty', patients: 'n = 54', results: 'Cement leakage was seen in 37.0% of patients, new fracture in 11.1%.', from: '37.0%', to: '37.8%', flags: ['N3 minor'] },
  { treatment: 'ICIs vs ICIs + radiotherapy', patients: '43 vs 38', results: 'In the ICIs + radiotherapy group the ORR was 39.5%, in the ICIs group 25.6%.', from: '39.5%', to: '38.5%', flags: ['N3 minor'] },
  { treatment: 'Cemented vs uncemented stem', patients: '79 vs 81', results: 'Reoperation: 12 (15.2%) in the cemented group and 23 (28.4%) in the uncemented group.', from: '12 (15.2%)', to: '12 (19.2%)', flags: ['N3 minor'] },
  { treatment: 'Yoga', patients: '18', results: 'Fifteen of 18 patients (83%) completed the programme.', from: '(83%)', to: '(73%)', flags: ['N3 major'] },
  { treatment: 'Kyphoplasty', patients: '61 patients, 74 levels', results: 'Of 48 evaluable patients, 70.8% had less pain. In 85.1% of levels height was restored.', from: '70.8%', to: '71.8%', flags: ['N3 minor'] },
  { treatment: 'Zoledronic acid vs placebo', patients: '26 vs 27', results: 'Rescue analgesia: 7/26 (26.9%) vs 16/27 (59.3%)', from: '16/27 (59.3%)', to: '16/27 (53.9%)', flags: ['N3 major'] },
  { treatment: 'Aspirin vs warfarin', patients: '1,023 vs 1,019', results: 'Bleeding: 51/1,023 (5.0%) versus 82/1,019 (8.0%), P = .005', from: '(8.0%)', to: '(9.0%)', flags: ['N3 major'] },
  { treatment: 'Immunotherapy', patients: '29', results: 'Disease was controlled in 21 cases (72.4%), and 3 (10.3%) stopped treatment.', from: '72.4%', to: '74.2%', flags: ['N3 minor'] },
  { treatment: 'Docetaxel vs Erlotinib vs Best supportive care', patients: '26 vs 25 vs 24', results: 'Response: 13 (50.0%) with docetaxel, 15 (60.0%) with erlotinib and 7 (29.2%) with best supportive care (p = 0.09).', from: '7 (29.2%)', to: '7 (26.9%)', flags: ['N3 minor'] },

  // N4: denominators that are hidden.
  { treatment: 'Nivolumab vs pembrolizumab', patients: '37 vs 43', results: 'ORR 21.6% vs 30.2%.', from: '21.6% vs 30.2%', to: '23.5% vs 31.9%', flags: ['N4 minor'] },
  { treatment: 'Erlotinib', patients: '41', results: 'Response was 38.5% vs 13.3%.', from: '38.5% vs 13.3%', to: '38.4% vs 13.9%', flags: ['N4 minor'] },

  // N5: p values of counts.
  { treatment: 'Radiotherapy vs observation', patients: '120 vs 118', results: 'Skeletal events occurred in 34 of 120 patients (28.3%) in the radiotherapy arm and 52 of 118 patients (44.1%) in the observation arm (p = 0.015).', from: 'p = 0.015', to: 'p = 0.15', flags: ['N5 major'] },
  { treatment: 'Morphine vs oxycodone', patients: '64 vs 57', results: 'Response rate 28.1% vs 15.8% (p=0.13).', from: 'p=0.13', to: 'p=0.013', flags: ['N5 major'] },
  { treatment: 'Anti-PD-1 + radiotherapy vs anti-PD-1', patients: '72 vs 76', results: 'DCR 65.3% [47/72] vs 43.4% [33/76] (p=0.0087).', from: 'p=0.0087', to: 'p=0.87', flags: ['N5 major'] },
  { treatment: 'TACE-RT vs sorafenib', patients: '45 vs 46', results: 'Progression at 12 weeks: 14 (31.1%) vs 29 (63.0%); P=.003', from: 'P=.003', to: 'P=.33', flags: ['N5 major'] },
  { treatment: 'Group A (radiotherapy) vs group B (radiotherapy + zoledronate)', patients: 'Group A: 95; group B: 101', results: 'Pain flare 38.9% in group A and 51.5% in group B, p = 0.086.', from: 'p = 0.086', to: 'p < 0.001', flags: ['N5 major'] },
  { treatment: 'Single dose vs multiple doses vs placebo', patients: '60 vs 59 vs 61', results: 'Nausea: 12 (20.0%), 25 (42.4%) and 31 (50.8%), respectively; P = 0.001.', from: 'P = 0.001', to: 'P = 0.21', flags: ['N5 major'] },
  { treatment: 'Low dose (LD) vs Medium dose (MD) vs High dose (HD) vs Sham', patients: '40 vs 42 vs 41 vs 40', results: 'LD vs MD vs HD vs sham: response 55.0%, 71.4%, 61.0% and 30.0%, respectively, p = 0.0016.', from: 'p = 0.0016', to: 'p = 0.16', flags: ['N5 major'] },
  { treatment: 'Surgical fixation (n = 131) vs cast (n = 127)', patients: '258', results: 'Return to work by 12 weeks: 50.4% with surgical fixation vs 32.3% with the cast, χ² p = 0.003', from: 'p = 0.003', to: 'p = 0.30', flags: ['N5 major'] },
  { treatment: 'Early vs late surgery', patients: '41 vs 39', results: 'Infection 3/41 vs 0/39 (Fisher P = 0.24)', from: 'P = 0.24', to: 'P = 0.0024', flags: ['N5 major'] },
  { treatment: 'Cognitive therapy vs waiting list', patients: '28/30', results: 'Relapse was 9/28 vs. 20/30 (p=.017).', from: 'p=.017', to: 'p=.71', flags: ['N5 major'] },
  { treatment: 'Statin vs no statin', patients: '210 vs 205', results: 'The statin group had more responders than the no statin group (41.9% vs 29.3%, P < 0.05).', from: 'P < 0.05', to: 'P > 0.05', flags: ['N5 major'] },
  { treatment: 'PCI compared with CABG', patients: '150 vs 148', results: 'Stroke: PCI 7 (4.7%), CABG 21 (14.2%), p-value = 0.005', from: 'p-value = 0.005', to: 'p-value = 0.5', flags: ['N5 major'] },
  { treatment: 'Chemotherapy plus gefitinib or chemotherapy', patients: '140 and 138', studyType: 'Randomized phase 3', results: 'ORR was 43.6% versus 29.0% (p=0.013)', from: 'p=0.013', to: 'p=0.73', flags: ['N5 major'] },
  { treatment: 'Tourniquet vs no tourniquet', patients: '35/35', results: 'Transfusion rate 14.3% (5/35) v 8.6% (3/35), p=0.71.', from: 'p=0.71', to: 'p=0.007', flags: ['N5 major'] },
  { treatment: 'RT + HT vs RT', patients: '26 vs 27', results: 'Complete response 73.1% vs 40.7% (P = 0.03)', from: 'P = 0.03', to: 'P = 0.0003', flags: ['N5 major'] },

  // N6: ratios and counts.
  { treatment: 'Radiotherapy vs observation', patients: '120 vs 118', results: 'Skeletal events: 34/120 with radiotherapy vs 52/118 with observation (RR 0.64, 95% CI 0.45–0.91; p = 0.013).', from: 'RR 0.64, 95% CI 0.45–0.91', to: 'RR 1.28, 95% CI 1.05–1.56', flags: ['N6 minor'] },
  { treatment: 'Anti-PD-1 + radiotherapy vs anti-PD-1', patients: '72 vs 76', results: 'ORR 41.7% [30/72] vs 19.7% [15/76] (RR 2.11; 95% CI 1.24–3.58; p=0.004).', from: 'RR 2.11; 95% CI 1.24–3.58', to: 'RR 2.90; 95% CI 1.39–6.05', flags: ['N6 minor'] },
  { treatment: 'PCI compared with CABG', patients: '150 vs 148', results: 'Stroke occurred in 7 patients (4.7%) in the PCI arm and 21 patients (14.2%) in the CABG arm (OR 0.30, 95% CI 0.12 to 0.72).', from: 'OR 0.30, 95% CI 0.12 to 0.72', to: 'OR 3.38, 95% CI 1.39 to 8.21', flags: ['N6 minor'] },
  { treatment: 'Statin vs no statin', patients: '210 vs 205', results: 'Response: 88/210 (41.9%) in the statin group vs 60/205 (29.3%) in the no statin group; relative risk 1.43 (95% CI 1.10–1.87).', from: '1.43 (95% CI 1.10–1.87)', to: '0.82 (95% CI 0.71–0.95)', flags: ['N6 minor'] },

  // N7: totals.
  { treatment: 'SBRT vs conventional EBRT', patients: '229 (114 vs 115)', results: '', field: 'patients', from: '229', to: '239', flags: ['N7 minor'] },
  { treatment: 'Docetaxel vs Erlotinib vs Best supportive care', patients: '40 vs 42 vs 41', results: '', field: 'patients', from: '40 vs 42 vs 41', to: '40 vs 42', flags: ['N7 minor'] },
  { treatment: 'Denosumab vs zoledronic acid', patients: 'Total 2,046: 1,026 vs 1,020', results: '', field: 'patients', from: '1,020', to: '1,002', flags: ['N7 minor'] },
  { treatment: 'Surgery vs radiotherapy', patients: '32 vs 22', results: '', field: 'patients', from: '32 vs 22', to: '32 vs 22 vs 18', flags: ['N7 minor'] },

  // N8: medians and orders.
  { treatment: 'Pembrolizumab', patients: '84', results: 'Median OS was 13.8 months (95% CI 11.8–15.7).', from: '13.8', to: '18.3', flags: ['N8 major'] },
  { treatment: 'Surgery', patients: '44', results: 'Median hospital stay 9 (range 4–31) days.', from: '4–31', to: '14–31', flags: ['N8 major'] },
  { treatment: 'Nivolumab', patients: '52', results: 'CR 5.8%, ORR 23.1%, DCR 51.9%.', from: 'DCR 51.9%', to: 'DCR 15.4%', flags: ['N8 major'] },
  { treatment: 'Atezolizumab vs docetaxel', patients: '50 vs 50', results: 'ORR: 24% vs 14%; DCR: 62% vs 54%.', from: '62% vs 54%', to: '12% vs 10%', flags: ['N8 major'] },
  { treatment: 'Osimertinib', patients: '61', results: 'Median PFS was 10.1 months and median OS was 26.8 months.', from: '26.8', to: '6.8', flags: ['N8 major'] },
  { treatment: 'Radiosurgery', patients: '90', results: 'OS at 1, 2 and 5 years was 71.4%, 45.9% and 21.0%, respectively.', from: '45.9%', to: '74.9%', flags: ['N8 major'] },
  { treatment: 'Resection', patients: '33', results: 'The 1-year and 3-year overall survival rates were 88.0% and 52.0%.', from: '88.0% and 52.0%', to: '52.0% and 88.0%', flags: ['N8 major'] },
  { treatment: 'ICIs vs ICIs + radiotherapy', patients: '50 vs 40', results: 'In the ICIs group the ORR was 24.0% and the DCR was 58.0%; in the ICIs + radiotherapy group the ORR was 40.0% and the DCR was 72.5%.', from: 'the DCR was 72.5%', to: 'the DCR was 27.5%', flags: ['N8 major'] },

  // N9.
  { treatment: 'Aspirin vs placebo', patients: '60 vs 60', results: 'Events did not differ (p = 0.52).', from: 'p = 0.52', to: 'p = 5.2', flags: ['N9 major'] },
  { treatment: 'Aspirin vs placebo', patients: '60 vs 60', results: 'Events were fewer (p < 0.001).', from: 'p < 0.001', to: 'p = 0.000', flags: ['N9 minor'] },
];
