// N5 and N6 on the seed's own tables and on made ones: what is flagged, and what is left alone.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Checked } from '../../../../../db/evidence/arithmetic/checked';
import { checkCountsAgainstP } from '../../../../../db/evidence/arithmetic/countsAgainstP';
import { tableOfCounts, tablesFromFits, tablesFromPercentages, tablesFromSplits, type FeasibleTables } from '../../../../../db/evidence/arithmetic/feasibleTables';
import { checkRatioAgainstCounts, type RatioWithCounts } from '../../../../../db/evidence/arithmetic/ratioAgainstCounts';
import { splitsGiving } from '../../../../../db/evidence/arithmetic/splits';
import { rByTwoPValues } from '../../../../../db/evidence/statistics/rByTwo';
import { twoByTwoPValues } from '../../../../../db/evidence/statistics/twoByTwo';
import { counts, printed, printedP } from './printing';

const alpha = 0.05;

function outcome(checked: Checked<unknown>): string {
  if (checked.verdict === 'not checked') return checked.because;
  return checked.verdict === 'consistent' ? 'consistent' : checked.severity;
}

function withP(feasible: FeasibleTables | null, p: string): string {
  return feasible === null ? 'no table' : outcome(checkCountsAgainstP({ feasible, p: printedP(p), exempt: null }, alpha));
}

function ofPercentages(...arms: readonly (readonly [string, number])[]): FeasibleTables | null {
  return tablesFromPercentages(arms.map(([text, n]) => ({ n, percentage: printed(text) })));
}

const someArm = fc.integer({ min: 1, max: 150 }).chain((n) => fc.integer({ min: 0, max: n }).map((k) => ({ k, n })));

describe('N5, p against counts', () => {
  it('flags 10/32 v 3/22 with p < 0.0001 of [97] gravely', () => {
    const feasible = ofPercentages(['31.3', 32], ['13.6', 22]);
    expect(feasible).toEqual({ tables: [counts('10/32 v 3/22')], isWhole: true });
    expect(withP(feasible, 'p < 0.0001')).toBe('major');
    const checked = feasible === null ? null : checkCountsAgainstP({ feasible, p: printedP('p < 0.0001'), exempt: null }, alpha);
    const shown = checked?.verdict === 'not consistent' ? checked.shown : null;
    expect(shown?.tests.find(({ test }) => test === 'Fisher')?.p).toBeCloseTo(0.199, 3);
    expect(shown?.decisions).toEqual({ counts: 'not significant', p: 'significant' });
    expect(shown?.factor).toBeGreaterThan(1000);
    expect(JSON.parse(JSON.stringify(shown))).toEqual(shown);
  });

  it('flags the only split of [129] with p < 0.0001 gravely', () => {
    const splits = splitsGiving(printed('34.9'), printed('11.1'), 110, 32) ?? [];
    expect(withP(tablesFromSplits(splits), 'P < 0.0001')).toBe('major');
  });

  it('flags a p of another size as minor while the decision stands', () => {
    // 41.4% of 58 v 15.4% of 52: 0.0023 to 0.0053 by all tests.
    expect(withP(ofPercentages(['41.4', 58], ['15.4', 52]), 'P = 0.011')).toBe('minor');
  });

  it.each([
    ['the complete responses of [104]', tableOfCounts(counts('40/114 v 16/115')), 'p = 0.0002'],
    ['the ORR of [132]', ofPercentages(['47.5', 40], ['43.2', 74], ['33.3', 15], ['40.5', 42]), 'p = 0.799'],
    ['the SREs of [132]', ofPercentages(['5', 40], ['10.8', 74], ['13.3', 15], ['11.9', 42]), 'p = 0.733'],
    ['the ORR of [134]', ofPercentages(['35.7', 42], ['24.5', 53]), 'p = 0.235'],
    ['the SREs of [134]', ofPercentages(['28.6', 42], ['35.8', 53]), 'p = 0.425'],
    ['p < v above all tests', tableOfCounts(counts('40/114 v 16/115')), 'p < 0.05'],
    ['p > 0.05 below all tests', tableOfCounts(counts('10/32 v 3/22')), 'p > 0.05'],
    ['NS', tableOfCounts(counts('10/32 v 3/22')), 'NS'],
    ['p = 1 of an empty table', tableOfCounts(counts('0/32 v 0/22')), 'p = 1.00'],
  ])('leaves alone %s', (_, feasible, p) => {
    expect(withP(feasible, p)).toBe('consistent');
  });

  it('flags a p that is ten times off even where both are significant', () => {
    expect(withP(tableOfCounts(counts('40/114 v 16/115')), 'p = 0.01')).toBe('major');
    expect(withP(tableOfCounts(counts('40/114 v 16/115')), 'p = 0.002')).toBe('minor');
  });

  it('takes p = 0.05 for neither decision', () => {
    // 0.007 to 0.017 by all tests: three times off, but not on the other side of α.
    expect(withP(tableOfCounts(counts('36/53 v 38/42')), 'p = 0.05')).toBe('minor');
    expect(withP(tableOfCounts(counts('36/53 v 38/42')), 'p = 0.06')).toBe('major');
  });

  it('keeps silent on p values that no plain table gives, and on what it does not understand', () => {
    for (const exempt of ['adjusted', 'matched', 'weighted', 'stratified', 'log-rank'] as const) {
      expect(checkCountsAgainstP({ feasible: tableOfCounts(counts('10/32 v 3/22')), p: printedP('p < 0.0001'), exempt }, alpha)).toEqual({ verdict: 'not checked', because: 'exempt' });
    }
    for (const table of ['33/32 v 3/22', '10/32', '1.5/32 v 3/22', '0/0 v 3/22']) expect(withP(tableOfCounts(counts(table)), 'p = 0.01')).toBe('not understood');
    expect(withP(tablesFromSplits([]), 'p = 0.01')).toBe('not understood');
    expect(withP(tableOfCounts(counts('10/32 v 3/22')), 'p = 47')).toBe('not understood');
    expect(withP(tableOfCounts(counts('10/32 v 3/22')), 'p = 0')).toBe('not understood');
  });

  it('takes the p of a ratio beside the counts for one of the tests', () => {
    // 4/17 v 24/34: RR 0.33 (0.14–0.81), p = 0.015 by Wald; 0.0012 to 0.0039 by the tests of tables.
    const feasible = tableOfCounts(counts('4/17 v 24/34'));
    expect(withP(feasible, 'p = 0.015')).toBe('minor');
    expect(outcome(checkCountsAgainstP({ feasible, p: printedP('p = 0.015'), exempt: null, ratios: ['RR'] }, alpha))).toBe('consistent');
    const checked = checkCountsAgainstP({ feasible, p: printedP('p = 0.5'), exempt: null, ratios: ['RR', 'OR'] }, alpha);
    expect(checked.verdict === 'not consistent' ? checked.shown.tests.map(({ test }) => test).slice(-2) : []).toEqual(['Wald of RR', 'Wald of OR']);
  });

  it('enumerates no more tables than it is granted, and then accuses no sparse one', () => {
    const feasible = tableOfCounts(counts('1/9 v 5/8 v 2/10'));
    expect(withP(feasible, 'p = 0.9')).toBe('major');
    expect(outcome(checkCountsAgainstP({ feasible, p: printedP('p = 0.9'), exempt: null, mostExact: 3 }, alpha))).toBe('too many possibilities');
  });

  it('takes counts of several arms as ranges too', () => {
    expect(tablesFromFits([{ n: 10, least: 1, most: 2 }, { n: 20, least: 5, most: 5 }])?.tables).toEqual([counts('1/10 v 5/20'), counts('2/10 v 5/20')]);
    expect(tablesFromFits([{ n: 10, least: 1, most: 2 }])).toBeNull();
    expect(tablesFromFits(Array.from({ length: 3 }, () => ({ n: 1000, least: 1, most: 10 })))).toBeNull();
  });

  it('counts the most lenient of several tables', () => {
    const fitting = counts('40/114 v 16/115');
    const far = counts('10/32 v 3/22');
    expect(withP({ tables: [far, fitting], isWhole: true }, 'p = 0.0002')).toBe('consistent');
    // 0.002: ten times below one table, minor beside the other.
    expect(withP({ tables: [far, fitting], isWhole: true }, 'p = 0.002')).toBe('minor');
  });

  it('takes whole percentages of large arms for the whole range that they leave open', () => {
    const feasible = ofPercentages(['35', 11_400], ['34', 11_500]);
    expect(feasible?.isWhole).toBe(false);
    for (const p of ['p = 0.9', 'p = 0.11', 'p = 0.002']) expect(withP(feasible, p)).toBe('consistent');
    // The shares differ by two hundredths at most: 0.0015 by Pearson.
    expect(withP(feasible, 'p = 0.00001')).toBe('major');
    expect(withP(ofPercentages(['35', 11_400], ['14', 11_500]), 'p = 0.04')).toBe('major');
  });

  it('does not accuse a sparse table whose exact test is out of reach', () => {
    const sparse = tableOfCounts([...Array.from({ length: 14 }, (_, at) => ({ k: at % 5, n: 9 })), { k: 1, n: 2 }]);
    expect(withP(sparse, 'p = 0.9')).toBe('too many possibilities');
    expect(withP(tableOfCounts(counts('500/1000 v 520/1000 v 480/1000 v 900/1000')), 'p = 0.3')).toBe('major');
  });

  it('never flags a p that one of the tests gave, in whichever order the arms stand', () => {
    fc.assert(fc.property(someArm, someArm, fc.nat(6), fc.integer({ min: 2, max: 4 }), (first, second, which, places) => {
      const tests = twoByTwoPValues(first, second);
      const p = tests[which % tests.length]?.p ?? 1;
      const text = p < 10 ** -places ? `p < ${(10 ** -places).toFixed(places)}` : `p = ${p.toFixed(places)}`;
      expect(withP(tableOfCounts([first, second]), text)).toBe('consistent');
      expect(withP(tableOfCounts([second, first]), text)).toBe('consistent');
    }), { numRuns: 1000 });
    const smallArm = fc.integer({ min: 1, max: 25 }).chain((n) => fc.integer({ min: 0, max: n }).map((k) => ({ k, n })));
    fc.assert(fc.property(fc.array(smallArm, { minLength: 3, maxLength: 4 }), fc.nat(2), (arms, which) => {
      const tests = rByTwoPValues(arms);
      const p = tests[which % tests.length]?.p ?? 1;
      expect(withP(tableOfCounts(arms), p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`)).toBe('consistent');
    }), { numRuns: 200 });
  });

  it('never flags a p of counts that are known only as percentages', () => {
    fc.assert(fc.property(someArm, someArm, fc.integer({ min: 0, max: 1 }), (first, second, places) => {
      const p = twoByTwoPValues(first, second)[0]?.p ?? 1;
      const feasible = ofPercentages([((100 * first.k) / first.n).toFixed(places), first.n], [((100 * second.k) / second.n).toFixed(places), second.n]);
      expect(withP(feasible, p < 0.0001 ? 'p < 0.0001' : `p = ${p.toFixed(4)}`)).toBe('consistent');
    }), { numRuns: 500 });
  });

  it('says the same of the arms in either order', () => {
    fc.assert(fc.property(someArm, someArm, fc.integer({ min: 1, max: 999 }), (first, second, thousandths) => {
      const p = `p = ${(thousandths / 1000).toFixed(3)}`;
      expect(withP(tableOfCounts([first, second]), p)).toBe(withP(tableOfCounts([second, first]), p));
    }));
  });
});

describe('N6, a ratio against counts', () => {
  const check = (measure: 'RR' | 'OR', ratio: string, table: string, more: Partial<RatioWithCounts> = {}): string => {
    const checked = checkRatioAgainstCounts({ measure, ratio: printed(ratio), feasible: tableOfCounts(counts(table)), isOrderKnown: true, exempt: null, ...more });
    if (checked.verdict === 'not checked') return checked.because;
    return checked.verdict === 'consistent' ? 'consistent' : `${checked.severity}: ${checked.shown.matches}`;
  };

  it('finds the ratio of non-response in [104]', () => {
    expect(check('RR', '1.33', '40/114 v 16/115')).toBe('minor: complement');
    const checked = checkRatioAgainstCounts({ measure: 'RR', ratio: printed('1.33'), feasible: tableOfCounts(counts('40/114 v 16/115')), isOrderKnown: true, exempt: null });
    const fromCounts = checked.verdict === 'not checked' ? [] : checked.shown.fromCounts;
    const value = (reading: string): number => fromCounts.find((found) => found.reading === reading)?.lower ?? Number.NaN;
    expect(value('as printed')).toBeCloseTo(2.5219, 4);
    expect(value('complement')).toBeCloseTo(1.3262, 4);
    expect(value('OR for RR')).toBeCloseTo(3.3446, 4);
    expect(JSON.parse(JSON.stringify(checked))).toEqual(checked);
  });

  it.each([
    ['RR', '0.40', 'minor: inverse'], ['RR', '0.75', 'minor: inverse of complement'], ['RR', '3.34', 'minor: OR for RR'], ['OR', '2.52', 'minor: RR for OR'], ['OR', '0.30', 'minor: inverse'], ['OR', '1.33', 'minor: complement'],
  ] as const)('names what %s %s is', (measure, ratio, found) => {
    expect(check(measure, ratio, '40/114 v 16/115')).toBe(found);
  });

  it.each([
    ['a ratio that the counts give', 'RR', '2.52', '40/114 v 16/115', {}, 'consistent'],
    ['one that was rounded twice', 'RR', '2.53', '40/114 v 16/115', {}, 'consistent'],
    ['an odds ratio', 'OR', '3.34', '40/114 v 16/115', {}, 'consistent'],
    ['an odds ratio of another table', 'OR', '0.81', '173/5331 v 210/5296', {}, 'consistent'],
    ['an inverse where the order of the arms is not known', 'RR', '0.40', '40/114 v 16/115', { isOrderKnown: false }, 'consistent'],
    ['a ratio that no reading gives', 'RR', '1.80', '40/114 v 16/115', {}, 'nothing matches'],
    ['an adjusted ratio', 'RR', '1.33', '40/114 v 16/115', { exempt: 'adjusted' }, 'exempt'],
    ['no ratio', 'RR', '-1.33', '40/114 v 16/115', {}, 'not understood'],
    ['three arms', 'RR', '1.33', '40/114 v 16/115 v 3/20', {}, 'not understood'],
    ['no table', 'RR', '1.33', '140/114 v 16/115', {}, 'not understood'],
  ] as const)('leaves alone %s', (_, measure, ratio, table, more, found) => {
    expect(check(measure, ratio, table, more)).toBe(found);
  });

  it('gives an empty cell the halves that programs add', () => {
    // (5.5/10.5) / (0.5/10.5)
    expect(check('OR', '11.00', '5/15 v 0/10')).toBe('consistent');
  });

  it('never flags what was computed and then rounded, also from percentages', () => {
    fc.assert(fc.property(someArm, someArm, fc.integer({ min: 1, max: 3 }), fc.boolean(), (first, second, places, isRisk) => {
      const value = isRisk ? first.k / first.n / (second.k / second.n) : (first.k * (second.n - second.k)) / ((first.n - first.k) * second.k);
      if (!Number.isFinite(value) || value > 1e6) return;
      const ratio = printed(value.toFixed(places));
      const measure = isRisk ? 'RR' : 'OR';
      const feasible = ofPercentages([((100 * first.k) / first.n).toFixed(1), first.n], [((100 * second.k) / second.n).toFixed(1), second.n]);
      expect(checkRatioAgainstCounts({ measure, ratio, feasible: tableOfCounts([first, second]), isOrderKnown: true, exempt: null }).verdict).not.toBe('not consistent');
      if (feasible !== null) expect(checkRatioAgainstCounts({ measure, ratio, feasible, isOrderKnown: true, exempt: null }).verdict).not.toBe('not consistent');
    }), { numRuns: 1000 });
  });

  it('turns every reading round with the arms', () => {
    fc.assert(fc.property(someArm, someArm, (first, second) => {
      const span = (arms: readonly { readonly k: number; readonly n: number }[], reading: string): number => {
        const checked = checkRatioAgainstCounts({ measure: 'RR', ratio: printed('1.0'), feasible: tableOfCounts(arms), isOrderKnown: true, exempt: null });
        return (checked.verdict === 'not checked' ? [] : checked.shown.fromCounts).find((found) => found.reading === reading)?.lower ?? 1;
      };
      const turned = [second, first];
      if (checkRatioAgainstCounts({ measure: 'RR', ratio: printed('1.0'), feasible: tableOfCounts(turned), isOrderKnown: true, exempt: null }).verdict !== checkRatioAgainstCounts({ measure: 'RR', ratio: printed('1.0'), feasible: tableOfCounts([first, second]), isOrderKnown: true, exempt: null }).verdict) return;
      expect(span([first, second], 'inverse')).toBeCloseTo(span(turned, 'as printed'), 9);
      expect(span([first, second], 'inverse of complement')).toBeCloseTo(span(turned, 'complement'), 9);
    }));
  });
});
