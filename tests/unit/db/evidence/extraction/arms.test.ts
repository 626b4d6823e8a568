// Arms from Treatment, numbers from No. of patients, and which number is whose.
import { describe, expect, it } from 'vitest';
import { extract } from './reading';

function armsFrom(treatment: string, patients = '', studyType = ''): readonly string[] {
  return extract({ treatment, patients, studyType }).arms.map(({ label, printedN }) => (printedN === null ? label : `${label} ${printedN}`));
}

describe('the arms that Treatment names', () => {
  it.each<readonly [string, ...string[]]>([
    ['Radiotherapy', 'Radiotherapy'],
    ['A vs B', 'A', 'B'], ['A vs. B', 'A', 'B'], ['A versus B', 'A', 'B'], ['A v B', 'A', 'B'], ['A compared with B', 'A', 'B'], ['A compared to B', 'A', 'B'], ['A vs B vs C', 'A', 'B', 'C'], ['A VS B', 'A', 'B'],
    ['SBRT (24 Gy in 2 fractions) vs Conventional EBRT (20 Gy in 5 fractions)', 'SBRT (24 Gy in 2 fractions)', 'Conventional EBRT (20 Gy in 5 fractions)'],
    ['Urgent surgery and radiotherapy vs Urgent radiotherapy alone', 'Urgent surgery and radiotherapy', 'Urgent radiotherapy alone'],
    ['EBRT vs Medical or supportive therapy', 'EBRT', 'Medical or supportive therapy'],
    ['Radical treatment (surgery and/or chemotherapy and/or radiotherapy)', 'Radical treatment (surgery and/or chemotherapy and/or radiotherapy)'],
    ['Surgery (open vs minimally invasive)', 'Surgery (open vs minimally invasive)'],
    ['ICIs alone vs ICIs + bone-targeted therapy (BTT) vs = Other treatments', 'ICIs alone', 'ICIs + bone-targeted therapy', 'Other treatments'],
    ['<24-month group vs >24-month group', '<24-month group', '>24-month group'],
    ['Docetaxel + placebo or zolomab'], ['Surgery and radiotherapy'], ['Sr-89, Sm-153'],
    ['SBRT (n = 114) vs EBRT (n = 115)', 'SBRT 114', 'EBRT 115'],
    ['SBRT (114 patients) vs EBRT (115 patients)', 'SBRT 114', 'EBRT 115'],
    [''],
  ])('%s', (treatment, ...arms) => {
    expect(armsFrom(treatment)).toEqual(arms.length === 0 && treatment !== '' ? [treatment] : arms);
  });

  it('takes the abbreviation in brackets for a short name', () => {
    const { arms } = extract({ treatment: 'Denosumab + ICIs (DI) vs Phosphates + ICIs (PI)' });
    expect(arms.map(({ label, aliases }) => [label, aliases])).toEqual([['Denosumab + ICIs', ['DI']], ['Phosphates + ICIs', ['PI']]]);
  });

  it('takes placebo, conventional and alone for the control, where not all are', () => {
    const roles = (treatment: string): readonly unknown[] => extract({ treatment }).arms.map(({ role }) => role);
    expect(roles('Zolomab vs Placebo')).toEqual(['experimental', 'control']);
    expect(roles('Surgery + RT vs RT alone')).toEqual(['experimental', 'control']);
    expect(roles('Denosumab vs Zoledronic acid')).toEqual([null, null]);
    expect(roles('Radiotherapy alone')).toEqual([null]);
  });

  it('splits at “or”, “and”, commas and slashes only where as many groups are counted', () => {
    expect(armsFrom('Docetaxel + placebo or zolomab', '40 vs 42')).toEqual(['Docetaxel + placebo 40', 'zolomab 42']);
    expect(armsFrom('Docetaxel + placebo or zolomab', '82')).toEqual(['Docetaxel + placebo or zolomab 82']);
    expect(armsFrom('Docetaxel or zolomab', '82', 'Randomised phase 3')).toEqual(['Docetaxel', 'zolomab']);
    expect(armsFrom('Sr-89, Sm-153, and Ra-223', '10 vs 12 vs 14')).toEqual(['Sr-89 10', 'Sm-153 12', 'Ra-223 14']);
    expect(armsFrom('8 Gy/1 fx or 20 Gy/5 fx', '425/425')).toEqual(['8 Gy/1 fx 425', '20 Gy/5 fx 425']);
    expect(armsFrom('Kyphoplasty; vertebroplasty', '30; 31')).toEqual(['Kyphoplasty 30', 'vertebroplasty 31']);
    expect(armsFrom('Kyphoplasty\nVertebroplasty', '30\n31')).toEqual(['Kyphoplasty 30', 'Vertebroplasty 31']);
    expect(armsFrom('Kyphoplasty and vertebroplasty', '30 and 31')).toEqual(['Kyphoplasty 30', 'vertebroplasty 31']);
  });
});

describe('the numbers of patients', () => {
  const read = (patients: string, treatment = 'SBRT vs EBRT'): string => {
    const { arms, total, evaluable, patientGroups } = extract({ treatment, patients });
    return [arms.map(({ n, printedN }) => printedN ?? n ?? '?').join('/'), total === null ? '' : `of ${total.printedN}`, evaluable.map(({ printedN, arm }) => `${printedN} evaluable${arm === null ? '' : ` in ${arm}`}`).join(', '), `${patientGroups} groups`].filter((part) => part !== '').join(' · ');
  };

  it.each([
    ['32 vs 22', '32/22 · 2 groups'], ['32 versus 22', '32/22 · 2 groups'], ['32/22', '32/22 · 2 groups'], ['32 and 22', '32/22 · 2 groups'], ['32, 22', '32/22 · 2 groups'], ['32; 22', '32/22 · 2 groups'], ['32 : 22', '32/22 · 2 groups'], ['32 + 22', '32/22 · 2 groups'], ['32\n22', '32/22 · 2 groups'],
    ['n = 32 vs n = 22', '32/22 · 2 groups'], ['N=32 vs N=22', '32/22 · 2 groups'], ['1,023 vs 1,019', '1,023/1,019 · 2 groups'], ['32 patients vs 22 patients', '32/22 · 2 groups'],
    ['53 (27 vs 26)', '27/26 · of 53 · 2 groups'], ['53 (27/26)', '27/26 · of 53 · 2 groups'], ['27 vs 26 (53)', '27/26 · of 53 · 2 groups'], ['53: 27 vs 26', '27/26 · of 53 · 2 groups'], ['Total 54; 27 vs 26', '27/26 · of 54 · 2 groups'], ['27 vs 26, total 53', '27/26 · of 53 · 2 groups'], ['53 (SBRT 27, EBRT 26)', '27/26 · of 53 · 2 groups'],
    ['SBRT 27; EBRT 26', '27/26 · 2 groups'], ['EBRT 26; SBRT 27', '27/26 · 2 groups'], ['26 (EBRT), 27 (SBRT)', '27/26 · 2 groups'], ['EBRT: 26, SBRT: 27', '27/26 · 2 groups'],
    ['32 (59%) vs 22 (41%)', '32/22 · 2 groups'], ['32 (65 lesions) vs 22 (40 lesions)', '32/22 · 2 groups'],
    ['32 (30 evaluable) vs 22 (21 evaluable)', '32/22 · 30 evaluable in 0, 21 evaluable in 1 · 2 groups'],
    ['EBRT 22 (21 evaluable), SBRT 32 (30 evaluable)', '32/22 · 21 evaluable in 1, 30 evaluable in 0 · 2 groups'],
    ['53', '?/? · of 53 · 1 groups'], ['n = 41', '?/? · of 41 · 1 groups'], ['27 vs 26 vs 25', '?/? · 3 groups'], ['Not reported', '?/? · 0 groups'], ['', '?/? · 0 groups'], ['1:1', '1/1 · 2 groups'],
  ])('%s', (patients, line) => {
    expect(read(patients)).toBe(line);
  });

  it.each([
    ['41', '41 · of 41 · 1 groups'], ['n = 41', '41 · of 41 · 1 groups'], ['N=41', '41 · of 41 · 1 groups'], ['1,023', '1,023 · of 1,023 · 1 groups'], ['41 patients', '41 · of 41 · 1 groups'], ['41 patients (65 lesions)', '41 · of 41 · 1 groups'], ['65 lesions in 41 patients', '41 · of 41 · 1 groups'],
    ['53 (51 evaluable)', '53 · of 53 · 51 evaluable · 1 groups'], ['53 enrolled, 51 evaluable', '53 · of 53 · 51 evaluable · 1 groups'], ['51/53', '53 · of 53 · 51 evaluable · 1 groups'], ['41 (65%)', '41 · of 41 · 1 groups'], ['~200', '200 · of 200 · 1 groups'],
  ])('one arm: %s', (patients, line) => {
    expect(read(patients, 'Radiotherapy')).toBe(line);
  });

  it('cuts labels and numbers exactly', () => {
    const cells = { treatment: 'SBRT (n=5) vs Conventional EBRT ', patients: ' 1,114 vs 115' };
    for (const { label, labelSpan, printedN, nSpan } of extract(cells).arms) {
      expect(cells.treatment.slice(labelSpan.start, labelSpan.end)).toBe(label);
      expect(nSpan === null ? null : cells.patients.slice(nSpan.start, nSpan.end)).toBe(printedN);
    }
  });

  it('reads evaluable patients in the results too', () => {
    expect(extract({ treatment: 'TKI', patients: '53', results: 'Of 51 evaluable patients, 68.6% had disease control.' }).evaluable.map(({ n, arm, span }) => [n, arm, span.field])).toEqual([[51, null, 'results']]);
  });
});
