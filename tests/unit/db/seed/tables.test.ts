// Table 1 and Table 2 of the built-in review, every cell as a reader of the print has it: the wording, numbers, signs and
// spaces of the review, with nothing mended but the damage of the reading. The tables are written out here once more.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GridTable } from '../../../../db/contract/tableNames';
import { cellText } from '../../../../db/contract/values';
import { startCore, type TestCore } from '../coreFixture';

let lacuna: TestCore;
beforeAll(async () => {
  lacuna = startCore();
  await lacuna.call('openDocument', {});
});
afterAll(() => lacuna.end());

/** Rows in order: the texts of these columns, then the references as printed. */
async function printed(table: GridTable, keys: readonly string[]): Promise<readonly (readonly string[])[]> {
  const { rows } = await lacuna.call('openView', { table });
  return rows.map((row) => [...keys.map((key) => cellText(row.values[key])), `[${row.cites.map(({ number }) => number).join(', ')}]`]);
}

const table1 = [
  ['TGF-β', 'Up', 'Bone metastasis', 'Migration, Invasion, EMT', 'Promoting TGF-β/SMAD2/3 signaling pathway', '[15]'],
  ['PRAME', 'Down', 'Bone metastasis', 'Proliferation, Migration, Invasion, EMT', 'Regulating E-cadherin signaling pathway', '[16]'],
  ['FAIM2', 'Up', 'Tumor stage, Lymph node metastasis, Bone metastasis, Poor prognosis', 'Proliferation, Migration, Invasion, Apoptosis, EMT', 'Promoting the EMT process and Wnt/β-catenin signaling pathway', '[17]'],
  ['GNAQ', 'Mutation', 'Metastasis, Drug resistance', 'Proliferation, Invasion, EMT', 'Promoting EMT and cancer stem cell (CSC)-like properties', '[18]'],
  ['miR-193a-3p, miR-210-3p, miR-5100', 'Up', 'Biomarkers for cancer metastasis', 'Migration, Invasion, EMT', 'Activating STAT3 signaling-induced EMT', '[19]'],
  ['miR-328-3p', 'Up', 'Cancer progression', 'Proliferation, Migration, Invasion, EMT', 'Inhibiting NF2-mediated Hippo axis', '[20]'],
  ['BSP', 'Up', 'Decreased OS, Advanced clinical disease stage, Bone metastasis', 'Migration, Invasion', 'Promoting MMP14', '[25]'],
  ['CXCR4', 'Up', 'Poor survival, Bone metastasis', 'Proliferation, Migration, Invasion', 'Self-potentiation and promoting VCAM1 secretion', '[29]'],
  ['CXCR7', 'Up', 'Tumor growth, Metastasis', 'Migration, Invasion and Polarization', 'No description', '[30]'],
  ['CX3CL1/ICAM-1', 'Up', 'Spinal metastasis', 'Migration, Invasion, Adhesion', 'Activating CX3CL1/ICAM-1/LFA-1 pathway and Src/GEF-H1 pathway', '[32]'],
  ['CD24', 'Up', 'Bone metastasis', 'No description', 'No description', '[33]'],
  ['miR-99b-3p', 'Up', 'Bone metastasis', 'Proliferation', 'Inhibiting the expression of MDM2', '[39]'],
  ['RANKL', 'Up', 'Tumor stage, Lymph node metastasis, Distant metastasis, Bone metastasis', 'Migration, Invasion', 'Regulating RANK/RANKL/OPG axis', '[66, 67]'],
  ['IL-20RB', 'Up', 'Bone metastasis', 'Proliferation, Migration', 'Regulating IL-19/IL-20RB/STAT3 axis', '[68]'],
  ['miR-182', 'Up', 'Bone metastasis', 'Migration', 'Promoting miR-182/IL-8/STAT3 axis', '[69]'],
  ['OPN', 'Up', 'Shorter OS, Shorter disease-free survival (DFS), Bone metastasis', 'Proliferation', 'Regulating miR-34c/Notch1 pathway', '[70]'],
  ['EGFL6', 'Up', 'TNM stage, Bone metastasis', 'Proliferation, Migration, Invasion', 'Activating NF-κB and c-Fos/NFATc1 signaling pathways', '[71]'],
  ['lncRNA ZEB1-AS1', 'Up', 'Advanced TNM stage, Poor OS, Lymph node metastasis, Bone metastasis', 'Proliferation, Migration, Invasion, EMT', 'Regulating miR-320b/BMPR1A axis', '[72, 73]'],
  ['nm23-H1', 'Down', 'Bone metastasis', 'Proliferation, Migration, Invasion', 'Regulating miR-660-5p/SMARCA5/RANKL signaling pathway', '[74]'],
  ['lncRNA-SOX2OT', 'Up', 'Bone metastasis, Shorter OS', 'Migration, Invasion', 'Regulating miRNA-194-5p/RAC1 signaling axis and TGF-β/PTHrP/RANKL signaling pathway', '[76]'],
  ['lncRNA HOTAIR', 'Up', 'Bone metastasis', 'No description', 'Targeting TGF-β/PTHrP/RANKL pathway', '[77]'],
  ['AREG', 'Up', 'Poor prognosis, Bone metastasis', 'No description', 'Activating EGFR pathway', '[78]'],
  ['miR-17-5p', 'Up', 'Bone metastasis', 'No description', 'Inhibiting the expression of PTEN', '[79]'],
  ['BMP2', 'Up', 'Poor survival, Bone metastasis', 'Migration, Invasion', 'Inducing the expression of PNMA5', '[86, 87]'],
  ['Lumican', 'Up', 'Bone metastasis', 'Migration, Invasion, Adhesion', 'Through an autocrine regulatory mechanism', '[88]'],
  ['CaSR', 'Up', 'Bone metastasis', 'Proliferation, Migration', 'Promoting NF-κB and PTHrP expression', '[89]'],
  ['p62', 'Up', 'More bone lesions (>3), Shorter OS, Shorter PFS', 'Migration', 'Out of LC3-dependent autophagy', '[90]'],
  ['TNFSF14', 'Up', 'Bone metastasis', 'No description', 'No description', '[91]'],
];

const table2 = [
  [
    'Retrospective', 'Radical treatment (surgery and/or chemotherapy and/or radiotherapy)', 'Patients with NSCLC and synchronous isolated bone metastases', '41',
    'The five-year OS, PFS, and DFS rates of patients who underwent pulmonary resection were 66.7%, 55.6%, and 44.4%, respectively. Primary lung tumor resection (HR = 4.18, 95% CI, 1.20-14.6, P = 0.025) and EGFR mutation (HR = 3.30, 95% CI, 1.08-10.1, P = 0.036) were significant predictors of OS in patients on multivariate analysis.',
    'Patients with clinical N0-1 NSCLC and synchronous isolated bone metastases may achieve longer survival rates following primary lung tumor resection.',
    '[92]',
  ],
  [
    'Retrospective', 'Surgery', 'Patients with bone synchronous oligometastatic NSCLC', '27',
    'Intraoperative and 30-days mortality was null. One major and 10 (37.04%) mild complications were recorded. 1-year and 5-years OS from the diagnosis and 1-year, 3-years DFS were 96%, 38%, and 66%, 30%, respectively.',
    'Surgical treatment of primary NSCLC and bone synchronous metastasis seems to be safe and feasible and rewarding survivals may be expected.',
    '[93]',
  ],
  [
    'Retrospective', 'Definitive vs Nondefinitive primary therapy', 'Patients with stage IV NSCLC and oligometastatic disease', '53 vs 133',
    'Definitive local therapy to the primary tumor was associated with prolonged survival (HR, 0.65, P = 0.043).',
    'Definitive treatment to the primary tumor may be beneficial for the survival of patients with oligometastatic NSCLC.',
    '[94]',
  ],
  [
    'Prospective', 'Surgery', 'Patients with metastatic spinal cord compression from NSCLC', '50',
    'An ECOG-PS improvement by at least one grade was observed in 66.0% of patients. The median overall survival (mOS) after surgery was 5.2 months. Major complications developed in 34.0% of patients, and the 30-day mortality rate was 10.0%.',
    'Surgical treatment could improve functional outcomes as well as act as an adjuvant therapy to improve survival time by improving the functional status.',
    '[96]',
  ],
  [
    'Retrospective', 'Urgent surgery and radiotherapy vs Urgent radiotherapy alone', 'Patients with acute metastatic spinal cord compression', '32 vs 22',
    'The Karnofsky functional score improved following surgery (p = 0.016), while it did not change significantly under radiotherapy (p = 0.466). The Karnofsky change following treatment was significantly better following surgery (p < 0.0001) while not improving under radiotherapy. 31.3% of patients regained sphincter function following surgery compared to 13.6% under radiotherapy (p < 0.0001). The Kaplan-Meier survival curve analysis showed a trend toward better survival in the surgery group but did not reach statistical significance.',
    'Urgent surgery and radiotherapy is superior to radiation treatment in treating acute metastatic spinal cord compression in all subgroups and early surgery improved function, motor strength, sphincter control, and ambulation without affecting life span.',
    '[97]',
  ],
  [
    'Prospective', 'Radiotherapy', 'Patients with painful bone metastases', '167',
    'Reduced pain and drug score were reported at two weeks of palliative radiotherapy in 51.5% and 28% of patients, respectively. The patients who finished the assessment had significantly improved overall QoL (P < 0.001).',
    'The patients experienced significant pain response and improved QoL, especially in the first two weeks after radiation. Palliative radiotherapy is a treatment option for patients with painful metastases.',
    '[101]',
  ],
  [
    'Retrospective', 'EBRT vs Medical or supportive therapy', 'Prostate, breast, and lung cancer patients with asymptomatic bone metastases', '28 vs 143',
    'The median time from the diagnosis of asymptomatic bone metastases to either moderate-to-severe pain or an SRE: 25 months for the untreated patients vs 81 months for the patients receiving EBRT (P < 0.001).',
    'EBRT could be used to delay or prevent late complications of bone metastases that are asymptomatic at the time of diagnosis.',
    '[102]',
  ],
  [
    'Open-label, multicentre, randomised, controlled, phase 2/3 trial', 'SBRT vs Conventional EBRT', 'Patients with painful spinal metastases', '114 vs 115',
    'Complete response for pain: 40 (35%) of 114 patients in the SBRT vs 16 (14%) of 115 patients in the Conventional EBRT (RR 1.33, 95% CI 1.14-1.55; p = 0.0002).',
    'Spinal SBRT could improve the complete response rate for pain in a specific site of painful spinal metastasis when compared with conventional EBRT.',
    '[104]',
  ],
  [
    'Retrospective', 'Sr-89', 'Patients with painful bone metastases in a previously irradiated site', '25',
    '24 patients (96.0%) experienced pain relief. One- and 2-year pain progression-free survival rates: 54.5% and 48.4%, respectively.',
    'Sr-89 is an option for patients with a painful bone metastasis in a previously irradiated site.',
    '[112]',
  ],
  [
    'Retrospective', 'Bisphosphonate therapy <24-month group vs >24-month group', 'Advanced lung cancer patients with bone metastases', '187 vs 172',
    'AEs in the < 24-month group were fewer than in the > 24-month treatment group (p = 0.008), and treatment for > 24 months was a potential risk factor for AEs (p = 0.05).',
    'Bisphosphonate treatment beyond 2 years may increase the risk of AEs, but may prolong SRE-free survival early after 24 months, compared with medication administered for < 24 months.',
    '[113]',
  ],
  [
    'Retrospective', 'Pembrolizumab as first-line therapy vs Second-line therapy or beyond', 'Advanced NSCLC patients with bone metastases', '58 vs 52',
    'Patients (52.7%) received pembrolizumab treatment as first-line therapy vs patients (47.3%) as second-line therapy or beyond: ORR: 41.4% vs 15.4%, P = 0.011; PFS: 9.0 vs 4.0 months, P = 0.004; OS: not reached (NR) vs 11.5 months, P < 0.0001. Bone therapy increased the ORR (34.9% vs 11.1%, P < 0.0001) and prolonged PFS (8.5 vs 2.0 months, P = 0.002).',
    'Pembrolizumab therapy is effective for advanced NSCLC patients with bone metastases, particularly when used in combination with palliative bone radiotherapy or bone-targeted therapy.',
    '[129]',
  ],
  [
    'Retrospective', 'ICIs', 'Patients with advanced NSCLC', '29',
    'ICIs suppressed the progression of bone metastasis in 21 cases (72.4%). Concomitant therapy with ICIs and denosumab prolonged the OS compared to ICI-only therapy (16.0 months vs. 2.5 months, p < 0.01).',
    'ICIs may successfully suppress the progression of bone metastasis in advanced NSCLC. Systemic treatment of pembrolizumab with denosumab with conservative treatment of bone metastasis could be one of the options in the treatment of advanced NSCLC.',
    '[130]',
  ],
  [
    'Retrospective', 'ICIs alone vs ICIs + bone-targeted therapy (BTT) vs Other treatments', 'NSCLC patients with bone metastases', '16 vs 30 vs 60',
    'mOS: 15.8 months [95% CI, 8.2-not evaluable (NE)] for the ICI-alone group vs. 21.8 months (95% CI, 14.5-not evaluable) for the ICI + BTT group vs 7.5 (95% CI, 6.1-10.9) months for the group receiving other treatments (p < 0.001).',
    'BTT may have a synergistic effect when used in combination with ICIs, improving patient survival.',
    '[131]',
  ],
  [
    'Retrospective', 'Denosumab + ICIs (DI) vs Phosphates + ICIs (PI) vs Denosumab + Non-ICIs (DnI) vs Phosphates + Non-ICIs (PnI)', 'Advanced or recurrent NSCLC patients with bone metastases', '40 vs 74 vs 15 vs 42',
    'DI group vs PI group vs DnI group vs PnI group: ORRs: 47.5%, 43.2%, 33.3%, and 40.5%, respectively, p = 0.799; and mPFS: 378, 190, 170, and 172 days, respectively, p = 0.115; SREs: 5%, 10.8%, 13.3%, and 11.9%, respectively, p = 0.733; AEs: 27.5%, 39.2%, 26.7%, and 28.6%, respectively, p = 0.742.',
    'Denosumab exhibits synergistic antitumor efficacy without increasing toxicity when used in combination with ICIs in advanced NSCLC patients with bone metastases.',
    '[132]',
  ],
  [
    'Retrospective', 'ICIs vs ICIs + Anti-angiogenic agents', 'Lung cancer patients with bone metastases', '53 vs 42',
    'The evaluation of bone metastasis efficacy: higher disease control rate (90.5% vs. 68.6%, p = 0.009), ORR (35.7% vs 24.5%, p = 0.235), and longer median bone PFS (14.3 months vs 8.3 months, p = 0.011) in ICIs + Anti-angiogenic agents group. Lower incidence of SREs in ICIs + anti-angiogenic agents group (28.6% vs 35.8%, p = 0.425).',
    'The combination of ICIs with anti-angiogenic agents may significantly prolong the PFS of bone metastases lesions and potentially decreases SRE.',
    '[134]',
  ],
];

const columns1 = ['factor', 'expression', 'clinicalSignificance', 'function', 'mechanism'];
const columns2 = ['studyType', 'treatment', 'population', 'patients', 'results', 'conclusions'];

test('Table 1: 28 rows by 6 columns', async () => {
  expect(table1).toHaveLength(28);
  expect(await printed('factors', columns1)).toEqual(table1);
});

test('Table 2: 15 rows by 7 columns', async () => {
  expect(table2).toHaveLength(15);
  expect(await printed('trials', columns2)).toEqual(table2);
});

test('what the paper leaves open is missing with its reason, not text', async () => {
  const { rows } = await lacuna.call('openView', { table: 'factors' });
  const open = rows.flatMap((row) => columns1.filter((key) => cellText(row.values[key]) === 'No description').map((key) => [row.ordinal, key, row.values[key]]));
  expect(open).toEqual([[9, 'mechanism'], [11, 'function'], [11, 'mechanism'], [21, 'function'], [22, 'function'], [23, 'function'], [28, 'function'], [28, 'mechanism']].map((cell) => [...cell, { missing: 'No description' }]));
  const empty = [...(await printed('factors', columns1)), ...(await printed('trials', columns2))].flat().filter((text) => text === '' || text === '[]');
  expect(empty).toEqual([]);
});

describe('prints what the checks of numbers start from', () => {
  const spans: readonly (readonly [reference: string, column: string, span: string])[] = [
    ['[92]', 'results', 'Primary lung tumor resection (HR = 4.18, 95% CI, 1.20-14.6, P = 0.025) and EGFR mutation (HR = 3.30, 95% CI, 1.08-10.1, P = 0.036)'],
    ['[92]', 'results', '66.7%, 55.6%, and 44.4%'],
    ['[92]', 'conclusions', 'may achieve longer survival rates following primary lung tumor resection'],
    ['[93]', 'patients', '27'],
    ['[93]', 'results', '10 (37.04%) mild complications'],
    ['[94]', 'results', '(HR, 0.65, P = 0.043)'],
    ['[96]', 'results', '66.0% of patients'],
    ['[97]', 'patients', '32 vs 22'],
    ['[97]', 'results', '31.3% of patients regained sphincter function following surgery compared to 13.6% under radiotherapy (p < 0.0001)'],
    ['[101]', 'results', '51.5% and 28% of patients'],
    ['[104]', 'results', '40 (35%) of 114 patients in the SBRT vs 16 (14%) of 115 patients in the Conventional EBRT (RR 1.33, 95% CI 1.14-1.55; p = 0.0002)'],
    ['[112]', 'results', '24 patients (96.0%)'],
    ['[113]', 'results', '(p = 0.05)'],
    ['[129]', 'patients', '58 vs 52'],
    ['[129]', 'results', 'ORR: 41.4% vs 15.4%, P = 0.011'],
    ['[129]', 'results', 'Bone therapy increased the ORR (34.9% vs 11.1%, P < 0.0001)'],
    ['[130]', 'results', '21 cases (72.4%)'],
    ['[131]', 'results', '7.5 (95% CI, 6.1-10.9) months'],
    ['[132]', 'results', 'ORRs: 47.5%, 43.2%, 33.3%, and 40.5%, respectively, p = 0.799'],
    ['[132]', 'results', '378, 190, 170, and 172 days, respectively, p = 0.115'],
    ['[132]', 'results', 'SREs: 5%, 10.8%, 13.3%, and 11.9%, respectively, p = 0.733'],
    ['[132]', 'conclusions', 'exhibits synergistic antitumor efficacy'],
    ['[134]', 'patients', '53 vs 42'],
    ['[134]', 'results', 'higher disease control rate (90.5% vs. 68.6%, p = 0.009), ORR (35.7% vs 24.5%, p = 0.235)'],
  ];
  test.each(spans)('%s %s: %s', async (reference, column, span) => {
    const row = (await printed('trials', columns2)).find((cells) => cells.at(-1) === reference);
    expect(row?.[columns2.indexOf(column)]).toContain(span);
  });
});

test('numbers that the text gives of the same studies agree with Table 2', async () => {
  const patients = new Map((await printed('trials', columns2)).map((cells) => [cells.at(-1), (cells[3] ?? '').split(' vs ').reduce((sum, arm) => sum + Number(arm), 0)]));
  const { rows } = await lacuna.call('openView', { table: 'studies', end: 200 });
  for (const [reference, stated] of [[113, 359], [129, 110], [134, 95]] as const) {
    expect(cellText(rows[reference - 1]?.values['citedFor'])).toMatch(new RegExp(`study (?:involving|of) ${stated} `, 'u'));
    expect(patients.get(`[${reference}]`)).toBe(stated);
  }
});

describe('leaves the review its own ways', () => {
  test('its signs, spaces and words are not made alike', () => {
    const cell = (row: number, column: string): string | undefined => table2[row - 1]?.[columns2.indexOf(column)];
    expect(cell(10, 'treatment')).toContain('<24-month group vs >24-month group');
    expect(cell(10, 'results')).toContain('AEs in the < 24-month group');
    expect(cell(11, 'results')).toContain('P = 0.011');
    expect(cell(12, 'results')).toContain('16.0 months vs. 2.5 months, p < 0.01');
    expect(cell(2, 'results')).toContain('30-days mortality was null');
    expect(cell(15, 'conclusions')).toContain('potentially decreases SRE.');
    expect(table1[8]?.[3]).toBe('Migration, Invasion and Polarization');
    expect(table1[26]?.[2]).toContain('(>3)');
    expect(table1[26]?.[4]).toBe('Out of LC3-dependent autophagy');
  });
});
