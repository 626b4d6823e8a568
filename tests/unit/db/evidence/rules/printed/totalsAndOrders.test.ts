// N7 and N8 as rules: totals, medians and orders, and what is left alone.
import { describe, expect, it } from 'vitest';
import { accused, linesOf, onlyFinding, sentenceOf } from './checking';

const found = (id: string, cells: Parameters<typeof accused>[0]): readonly string[] => accused(cells).filter((finding) => finding.startsWith(id));

describe('N7', () => {
  it('says what the arms make', () => {
    const stated = onlyFinding('N7', { treatment: 'SBRT vs EBRT', patients: '239 (114 vs 115)' });
    expect(sentenceOf(stated)).toBe('“239 (114 vs 115)” is not consistent as printed: the arms make 229, the stated total is 239.');
    expect(linesOf(stated)).toEqual(['114 + 115 = 229; stated: 239.']);
    expect(stated.found.span).toEqual({ field: 'patients', start: 0, end: 15 });
  });

  it('says how many arms there are', () => {
    const stated = onlyFinding('N7', { treatment: 'Docetaxel vs Erlotinib vs Placebo', patients: '40 vs 42' });
    expect(sentenceOf(stated)).toBe('Treatment names 3 arms, No. of patients (“40 vs 42”) counts 2 groups: not consistent as printed.');
    expect(stated.found.members.map(({ field }) => field)).toEqual(['patients', 'treatment']);
    expect(onlyFinding('N7', { treatment: 'Surgery', patients: '32 vs 22' }).found.confidence).toBe('possible');
  });

  it.each([
    ['a total alone', { treatment: 'SBRT vs EBRT', patients: '229' }], ['arms that make it', { treatment: 'SBRT vs EBRT', patients: '229 (114 vs 115)' }], ['numbers of other things', { treatment: 'Surgery', patients: '41 (23 male, 18 female)' }],
    ['patients who were lost', { treatment: 'SBRT vs EBRT', patients: '240 (114 vs 115, 11 lost)' }], ['evaluable patients', { treatment: 'SBRT vs EBRT', patients: '239 enrolled (114 vs 115 evaluable)' }], ['a crossover', { treatment: 'SBRT vs EBRT', studyType: 'Crossover trial', patients: '40 (40 vs 40)' }],
    ['three arms of which one happens to be the sum', { treatment: 'Docetaxel vs Erlotinib vs Placebo', patients: '88/45/43' }], ['an empty cell', { treatment: 'SBRT vs EBRT', patients: '' }], ['no treatment', { treatment: '', patients: '40 vs 42' }],
  ])('leaves alone %s', (_, cells) => {
    expect(found('N7', cells)).toEqual([]);
  });
});

const one = { treatment: 'Nivolumab', patients: '52' };
const two = { treatment: 'Surgery vs Radiotherapy', patients: '50 vs 50' };

describe('N8', () => {
  it('says on which side of its limits a median lies', () => {
    const stated = onlyFinding('N8', { ...one, results: 'Median OS was 18.3 months (95% CI 11.8–15.7).' });
    expect(sentenceOf(stated)).toBe(`“${stated.found.quote}” is not consistent as printed: the median lies above its interval.`);
    expect(linesOf(stated)).toEqual(['Median 18.3; from 11.8 to 15.7.']);
  });

  it('says which outcome is part of which', () => {
    const stated = onlyFinding('N8', { ...one, results: 'ORR was 44.2%, DCR 38.5%.' });
    expect(sentenceOf(stated)).toBe('“44.2% and 38.5%” is not consistent as printed: ORR is part of DCR, and can\'t be above it.');
    expect(linesOf(stated)).toEqual(['ORR: 44.2%; DCR: 38.5%.']);
    expect(sentenceOf(onlyFinding('N8', { ...one, results: 'OS at 1 and 3 years was 40.0% and 60.0%.' }))).toContain('survival can\'t rise from 1');
  });

  it('of arms without names speaks only where every matching is broken', () => {
    expect(found('N8', { ...two, results: 'ORR: 44% vs 30%; DCR: 40% vs 60%' })).toEqual([]);
    expect(found('N8', { ...two, results: 'ORR: 44% vs 30%; DCR: 40% vs 24%' })).toEqual(['N8 major']);
    expect(found('N8', { ...two, results: 'In the surgery group the ORR was 44% and the DCR was 40%.' })).toEqual(['N8 major']);
  });

  it.each([
    ['a median at its limit', 'Median OS was 15.7 months (95% CI 11.8–15.7).'], ['limits that were not reached', 'Median OS was 18.3 months (95% CI 11.8–NR).'], ['reversed limits', 'Median OS was 18.3 months (95% CI 15.7–11.8).'], ['two units', 'Median follow-up was 14 months (range 1–3 years).'],
    ['equal parts', 'ORR was 44.2%, DCR 44.2%.'], ['rounding', 'ORR was 44.2%, DCR 44%.'], ['another kind of outcome', 'ORR was 44.2%, intracranial DCR 38.5%.'], ['another time', 'ORR at 3 months was 44.2%, DCR at 6 months was 38.5%.'],
    ['other patients', 'ORR was 44.2%; among patients with EGFR mutation DCR was 38.5%.'], ['another start', 'Median PFS was 10.1 months; median OS from the diagnosis of bone metastases was 6.8 months.'], ['a median that was not reached', 'Median PFS was not reached, median OS was 6.8 months.'],
    ['PFS after other words', 'Median PFS was 10.1 months. Median OS after progression was 6.8 months.'], ['survival that falls', 'OS at 1, 2 and 5 years was 71%, 45% and 21%.'], ['incidence that rises', 'Cumulative incidence of local failure at 1 and 3 years was 11% and 24%.'],
    ['different outcomes', '1-year PFS was 40%, 2-year OS was 60%.'],
  ])('leaves alone %s', (_, results) => {
    expect(found('N8', { ...one, results })).toEqual([]);
  });
});
