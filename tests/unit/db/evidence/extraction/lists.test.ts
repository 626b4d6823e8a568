// "respectively" and its kin: values dealt out over outcomes, times and arms, in two directions at once.
import { describe, expect, it } from 'vitest';
import { said, saidOfArms } from './reading';

type Row = readonly [text: string, ...lines: readonly string[]];

describe('over outcomes and times', () => {
  it.each<Row>([
    ['The five-year OS, PFS, and DFS rates were 66.7%, 55.6%, and 44.4%, respectively', 'OS @5 years: 66.7%', 'PFS @5 years: 55.6%', 'DFS @5 years: 44.4%'],
    ['1-year and 5-years OS and 1-year, 3-years DFS were 96%, 38%, and 66%, 30%, respectively', 'OS @1 years: 96%', 'OS @5 years: 38%', 'DFS @1 years: 66%', 'DFS @3 years: 30%'],
    ['One- and 2-year pain progression-free survival rates: 54.5% and 48.4%, respectively', 'PFS @1 years: 54.5%', 'PFS @2 years: 48.4%'],
    ['The 1-, 3-, and 5-year overall survival rates were 88%, 60%, and 41%', 'OS @1 years: 88%', 'OS @3 years: 60%', 'OS @5 years: 41%'],
    ['The 1-, 3- and 5-yr LC rates were 98%, 94% and 90%', 'local control @1 years: 98%', 'local control @3 years: 94%', 'local control @5 years: 90%'],
    ['1/3/5-year OS: 88%, 60%, 41%', 'OS @1 years: 88%', 'OS @3 years: 60%', 'OS @5 years: 41%'],
    ['OS at 6, 12 and 24 months was 70%, 45% and 20%', 'OS @6 months: 70%', 'OS @12 months: 45%', 'OS @24 months: 20%'],
    ['OS was 70%, 45% and 20% at 6, 12 and 24 months, respectively', 'OS @6 months: 70%', 'OS @12 months: 45%', 'OS @24 months: 20%'],
    ['OS was 70% at 6 months, 45% at 12 months and 20% at 24 months', 'OS @6 months: 70%', 'OS @12 months: 45%', 'OS @24 months: 20%'],
    ['12-month PFS 35%, 24-month PFS 20%', 'PFS @12 months: 35%', 'PFS @24 months: 20%'],
    ['The 2-year OS and local control rates were 52% and 87%', 'OS @2 years: 52%', 'local control @2 years: 87%'],
    ['The 6-month and 1-year OS rates were 70% and 45%', 'OS @6 months: 70%', 'OS @1 years: 45%'],
    ['ORR and DCR were 45% and 80%, respectively', 'ORR: 45%', 'DCR: 80%'],
    ['ORR and DCR were 45% vs 30% (p = 0.02) and 80% vs 62% (p = 0.003), respectively', 'ORR: 45% p=0.02 #0', 'ORR: 30% p=0.02 #0', 'DCR: 80% p=0.003 #1', 'DCR: 62% p=0.003 #1'],
    ['ORR, DCR and CR were 54 (45%), 96 (80%) and 6 (5%), respectively', 'ORR: 45% 54', 'DCR: 80% 96', 'CR: 5% 6'],
    ['Reduced pain and drug score were reported at two weeks in 51.5% and 28% of patients, respectively', 'pain response @2 weeks: 51.5%', '“drug score” @2 weeks: 28%'],
    ['Infection, nonunion and loosening occurred in 2%, 3% and 5%, respectively', 'adverse events: 2%', 'fracture: 3%', '“loosening”: 5%'],
    ['Median PFS, OS and duration of response were 6.1, 12.3 and 7.4 months', 'PFS: median 6.1 months', 'OS: median 12.3 months', 'DOR: median 7.4 months'],
    ['CR, PR, SD and PD were seen in 5%, 40%, 35% and 20%', 'CR: 5%', 'PR: 40%', 'SD: 35%', 'PD: 20%'],
    ['pain response rates at 1, 3 and 6 months: 60%, 55% and 50%', 'pain response @1 months: 60%', 'pain response @3 months: 55%', 'pain response @6 months: 50%'],
  ])('%s', (text, ...lines) => {
    expect(said(text)).toEqual(lines);
  });
});

describe('over arms', () => {
  const three = { treatment: 'Surgery + RT vs RT vs Best supportive care', patients: '40/42/41' };
  const four = { treatment: 'Denosumab + ICIs (DI) vs Phosphates + ICIs (PI) vs Denosumab + Non-ICIs (DnI) vs Phosphates + Non-ICIs (PnI)', patients: '40 vs 74 vs 15 vs 42' };

  it.each<Row>([
    ['ORR was 45% and 30% in the zolomab and placebo groups, respectively (p=0.02)', 'ORR: 45% p=0.02 #0 → 0', 'ORR: 30% p=0.02 #0 → 1'],
    ['ORR was 30% and 45% in the placebo and zolomab groups, respectively', 'ORR: 30% #0 → 1', 'ORR: 45% #0 → 0'],
    ['In the zolomab and placebo groups, ORR was 45% and 30%, respectively', 'ORR: 45% #0 → 0', 'ORR: 30% #0 → 1'],
    ['For zolomab and placebo, the median OS was 12.3 and 9.8 months', 'OS: median 12.3 months #0 → 0', 'OS: median 9.8 months #0 → 1'],
    ['The 1- and 2-year OS rates were 80% and 60% with zolomab and 70% and 50% with placebo', 'OS @1 years: 80% #0 → 0', 'OS @2 years: 60% #1 → 0', 'OS @1 years: 70% #0 → 1', 'OS @2 years: 50% #1 → 1'],
    ['The 1- and 2-year OS rates were 80% and 60% vs 70% and 50%', 'OS @1 years: 80% #0 → 0 or 1', 'OS @2 years: 60% #1 → 0 or 1', 'OS @1 years: 70% #0 → 1 or 0', 'OS @2 years: 50% #1 → 1 or 0'],
    ['The 1- and 2-year OS rates were 80% vs 70% and 60% vs 50%', 'OS @1 years: 80% #0 → 0 or 1', 'OS @1 years: 70% #0 → 1 or 0', 'OS @2 years: 60% #1 → 0 or 1', 'OS @2 years: 50% #1 → 1 or 0'],
    ['ORR and DCR were 45% and 80% in the zolomab group and 30% and 62% in the placebo group (P = 0.02 and 0.003, respectively)', 'ORR: 45% p=0.02 #0 → 0', 'DCR: 80% p=0.003 #1 → 0', 'ORR: 30% p=0.02 #0 → 1', 'DCR: 62% p=0.003 #1 → 1'],
    ['ORR and DCR were 45% and 80% in the zolomab group', 'ORR: 45% → 0', 'DCR: 80% → 0'],
  ])('%s', (text, ...lines) => {
    expect(saidOfArms(text)).toEqual(lines);
  });

  it.each<Row>([
    ['Median survival was 12.1, 9.3 and 4.5 months for surgery + RT, RT and best supportive care, respectively (log-rank p<0.0001)', 'survival: median 12.1 months p<0.0001 log-rank #0 → 0', 'survival: median 9.3 months p<0.0001 log-rank #0 → 1', 'survival: median 4.5 months p<0.0001 log-rank #0 → 2'],
    ['ambulation 70%, 55%, and 20%, respectively, p = 0.001', 'function: 70% p=0.001 #0 → 0 or 2', 'function: 55% p=0.001 #0 → 1 or 1', 'function: 20% p=0.001 #0 → 2 or 0'],
    ['ambulation 70% vs 55% vs 20%', 'function: 70% #0 → 0 or 2', 'function: 55% #0 → 1 or 1', 'function: 20% #0 → 2 or 0'],
    ['ambulation: RT 55%, surgery + RT 70%', 'function: 55% #0 → 1', 'function: 70% #0 → 0'],
  ])('three: %s', (text, ...lines) => {
    expect(saidOfArms(text, three)).toEqual(lines);
  });

  it.each<Row>([
    ['DI group vs PI group vs DnI group vs PnI group: ORRs: 47.5%, 43.2%, 33.3%, and 40.5%, respectively, p = 0.799; and mPFS: 378, 190, 170, and 172 days, respectively, p = 0.115',
      'ORR: 47.5% p=0.799 #0 → 0', 'ORR: 43.2% p=0.799 #0 → 1', 'ORR: 33.3% p=0.799 #0 → 2', 'ORR: 40.5% p=0.799 #0 → 3',
      'PFS: median 378 days p=0.115 #1 → 0', 'PFS: median 190 days p=0.115 #1 → 1', 'PFS: median 170 days p=0.115 #1 → 2', 'PFS: median 172 days p=0.115 #1 → 3'],
    ['ORR 47.5% (DI), 43.2% (PI), 33.3% (DnI) and 40.5% (PnI); p = 0.799', 'ORR: 47.5% p=0.799 #0 → 0', 'ORR: 43.2% p=0.799 #0 → 1', 'ORR: 33.3% p=0.799 #0 → 2', 'ORR: 40.5% p=0.799 #0 → 3'],
    ['PnI 40.5%, DnI 33.3%, PI 43.2%, DI 47.5%', '“”: 40.5% #0 → 3', '“”: 33.3% #0 → 2', '“”: 43.2% #0 → 1', '“”: 47.5% #0 → 0'],
  ])('four: %s', (text, ...lines) => {
    expect(saidOfArms(text, four)).toEqual(lines);
  });
});
