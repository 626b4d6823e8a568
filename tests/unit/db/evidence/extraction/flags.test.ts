// The exemptions that the rules ask for: true where words say so, false everywhere else.
import { describe, expect, it } from 'vitest';
import { extract, oneArm } from './reading';

function flagsIn(results: string, studyType = ''): readonly (readonly string[])[] {
  return extract({ ...oneArm, studyType, results }).results.map(({ flags }) => Object.entries(flags).flatMap(([name, is]) => (is ? [name] : [])));
}

describe('a rate of a time to an event', () => {
  it.each([
    '5-year OS 45%', 'OS at 5 years: 45%', 'The 1-year DFS rate was 45%', '1-year local control 45%', 'Local control at 12 months was 45%', 'The cumulative incidence of SRE was 22%', 'Kaplan–Meier estimate of fracture 12%', 'actuarial rate of recurrence 12%', '2-year mortality 12%',
    'Death from any cause at 5 years: 13.0%', 'SRE-free survival was 60%', 'Implant survival 95%', '10-year survivorship was 95%', 'Freedom from local progression 80%', '12-month PFS rate 35%', 'survival rate 45%', 'Overall survival 45%', 'SRE at 1 year: 22%',
  ])('%s', (text) => {
    expect(flagsIn(text)).toEqual([['isSurvivalRate']]);
  });

  it.each(['ORR 45%', 'ORR at 12 weeks 45%', '30-day mortality 2.5%', 'in-hospital mortality 2.5%', 'mortality 12%', 'pain response at 3 months 45%', 'complications 12%', 'SREs 12%', 'DCR 80%', '90-day mortality 4.2%', 'reintervention 12%'])('is not: %s', (text) => {
    expect(flagsIn(text)).toEqual([[]]);
  });
});

describe('how a result was obtained', () => {
  it.each<readonly [string, ...string[]]>([
    ['OS: adjusted HR 0.65', 'isAdjusted'], ['OS: aHR 0.65', 'isAdjusted'], ['OS: HR 0.65 on multivariate analysis', 'isAdjusted'], ['Multivariable analysis: OS HR 0.65', 'isAdjusted'], ['OS: unadjusted HR 0.65'], ['OS in univariate analysis (HR 0.65)'], ['OS: HR 0.65, after adjusting for age', 'isAdjusted'],
    ['OS: HR 0.65 in the matched cohort', 'isMatched'], ['OS: IPTW-weighted HR 0.65', 'isWeighted'], ['OS: stratified HR 0.65', 'isStratified'], ['OS: unstratified HR 0.65'], ['OS: HR 0.65'],
    ['OS improved (one-sided p=0.02)', 'isOneSided'], ['OS improved (two-sided p=0.02)'], ['OS improved (log-rank p=0.02)', 'isLogRank'], ['OS improved (likelihood-ratio test p=0.02)', 'isLogRank'],
    ['ORR 45% of patients with EGFR mutation', 'isSubgroup'], ['ORR among responders 45%', 'isSubgroup'], ['In patients with liver metastases, ORR was 45%', 'isSubgroup'], ['ORR in the subgroup 45%', 'isSubgroup'], ['ORR in 45% of patients'], ['ORR in 45% of all patients'],
    ['ORR about 45%', 'isApproximate'], ['ORR approximately 45%', 'isApproximate'], ['ORR ~45%', 'isApproximate'], ['ORR more than 45%', 'isApproximate'], ['ORR up to 45%', 'isApproximate'], ['ORR nearly 45%', 'isApproximate'],
    ['The volume was reduced by 45%', 'isChange'], ['a 45% reduction in volume', 'isChange'], ['a reduction of 45%', 'isChange'], ['Opioid use decreased by 45%', 'isChange'],
  ])('%s', (text, ...flags) => {
    expect(flagsIn(text)).toEqual([flags]);
  });

  it('holds for all results where Type of study says it', () => {
    expect(flagsIn('ORR 45%, DCR 80%', 'Retrospective, propensity score-matched')).toEqual([['isMatched'], ['isMatched']]);
    expect(flagsIn('ORR 45%', 'Retrospective (IPTW)')).toEqual([['isWeighted']]);
  });

  it('tells before and after apart from two groups', () => {
    expect(flagsIn('ORR increased from 30% to 45%')).toEqual([['isBeforeAfter'], ['isBeforeAfter']]);
    expect(flagsIn('ORR 30% vs 45%')).toEqual([[], []]);
  });
});
