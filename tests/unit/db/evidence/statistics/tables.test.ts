// The approximate tests of a table, and what several studies say together, against published values.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areDisjoint, gapBetween, spanOf } from '../../../../../db/evidence/statistics/interval';
import { poolEstimates, type Estimate } from '../../../../../db/evidence/statistics/pooling';
import { rByTwoPValues } from '../../../../../db/evidence/statistics/rByTwo';
import { likelihoodRatio, pearson, twoByTwoPValues, unpooledZ, yates } from '../../../../../db/evidence/statistics/twoByTwo';
import { pFromLimits, zFromLimits } from '../../../../../db/evidence/statistics/wald';

const arm = fc.integer({ min: 1, max: 200 }).chain((n) => fc.integer({ min: 0, max: n }).map((k) => ({ k, n })));

describe('a table of two arms', () => {
  it('has the reference values of 10/32 v 3/22', () => {
    const p = Object.fromEntries(twoByTwoPValues({ k: 10, n: 32 }, { k: 3, n: 22 }).map((tested) => [tested.test, tested.p]));
    expect(p['Pearson']).toBeCloseTo(0.13687, 5);
    expect(p['Fisher']).toBeCloseTo(0.19882, 5);
    expect(p['mid-p']).toBeCloseTo(0.15303, 5);
    expect(p['Yates']).toBeCloseTo(0.24457, 5);
    expect(p['G']).toBeCloseTo(0.12661, 5);
    expect(p['unpooled z']).toBeCloseTo(0.10884, 5);
  });

  it('has the reference value of 40/114 v 16/115', () => {
    expect(pearson([{ k: 40, n: 114 }, { k: 16, n: 115 }])?.p).toBeCloseTo(0.00019, 5);
  });

  it('says the same of the arms in either order, and of events and their absence', () => {
    const without = ({ k, n }: { readonly k: number; readonly n: number }): { readonly k: number; readonly n: number } => ({ k: n - k, n });
    fc.assert(fc.property(arm, arm, (first, second) => {
      const asGiven = twoByTwoPValues(first, second);
      for (const turned of [twoByTwoPValues(second, first), twoByTwoPValues(without(first), without(second))]) {
        expect(turned.map(({ test }) => test)).toEqual(asGiven.map(({ test }) => test));
        for (const [at, { p }] of asGiven.entries()) expect(turned[at]?.p).toBeCloseTo(p, 10);
      }
    }));
  });

  it('gives p values from 0 to 1, Yates never below Pearson', () => {
    fc.assert(fc.property(arm, arm, (first, second) => {
      for (const { p } of twoByTwoPValues(first, second)) expect(p >= 0 && p <= 1).toBe(true);
      expect((yates(first, second)?.p ?? 1) >= (pearson([first, second])?.p ?? 0)).toBe(true);
    }));
  });

  it('leaves out the tests that have no answer where all or none had the event', () => {
    expect(twoByTwoPValues({ k: 0, n: 10 }, { k: 0, n: 12 })).toEqual([{ test: 'Fisher', p: 1 }, { test: 'Fisher, doubled', p: 1 }, { test: 'mid-p', p: 1 }]);
    expect(unpooledZ({ k: 0, n: 10 }, { k: 12, n: 12 })).toBeNull();
    expect(pearson([{ k: 10, n: 10 }, { k: 12, n: 12 }])).toBeNull();
    expect(likelihoodRatio([{ k: 0, n: 10 }, { k: 5, n: 10 }])?.statistic).toBeCloseTo(2 * (5 * Math.log(2) + 10 * Math.log(10 / 7.5) + 5 * Math.log(5 / 7.5)), 12);
  });

  it('refuses what is no table', () => {
    expect(twoByTwoPValues({ k: 5, n: 4 }, { k: 1, n: 4 })).toEqual([]);
    expect(pearson([{ k: 1, n: 4 }])).toBeNull();
    expect(yates({ k: Number.NaN, n: 4 }, { k: 1, n: 4 })).toBeNull();
  });
});

describe('a table of four arms', () => {
  it.each([
    [[19, 32, 5, 17], [0.79922, 0.79651, 0.7993]],
    [[2, 8, 2, 5], [0.67606, 0.63278, 0.65814]],
    [[11, 29, 4, 12], [0.47914, 0.48061, 0.5066]],
  ])('%j of 40, 74, 15 and 42', (counts, known) => {
    const found = rByTwoPValues(counts.map((k, at) => ({ k, n: [40, 74, 15, 42][at] ?? 0 })));
    expect(found.map(({ test }) => test)).toEqual(['Pearson', 'G', 'Freeman–Halton']);
    for (const [at, { p }] of found.entries()) expect(p).toBeCloseTo(known[at] ?? Number.NaN, 5);
  });

  it('does not depend on the order of the arms', () => {
    fc.assert(fc.property(arm, arm, arm, (first, second, third) => {
      expect(pearson([first, second, third])?.p ?? 1).toBeCloseTo(pearson([third, first, second])?.p ?? 1, 11);
      expect(likelihoodRatio([first, second, third])?.p ?? 1).toBeCloseTo(likelihoodRatio([second, third, first])?.p ?? 1, 11);
    }));
  });
});

describe('an estimate with its interval', () => {
  const rounded = (value: number, half: number): { readonly lower: number; readonly upper: number } => ({ lower: value - half, upper: value + half });

  it('has the reference p of 4.18 (1.20–14.6): 0.02429 to 0.02541', () => {
    const p = pFromLimits({ scale: 'ratio', estimate: rounded(4.18, 0.005), lower: rounded(1.2, 0.005), upper: rounded(14.6, 0.05), level: 0.95 });
    expect(p?.lower).toBeCloseTo(0.02429, 5);
    expect(p?.upper).toBeCloseTo(0.02541, 5);
  });

  it('says the same of a ratio and of its inverse, and nothing of a ratio that may be 0', () => {
    const stated = { scale: 'ratio', estimate: { lower: 0.6, upper: 0.6 }, lower: { lower: 0.4, upper: 0.4 }, upper: { lower: 0.9, upper: 0.9 }, level: 0.95 } as const;
    const inverse = { ...stated, estimate: { lower: 1 / 0.6, upper: 1 / 0.6 }, lower: { lower: 1 / 0.9, upper: 1 / 0.9 }, upper: { lower: 2.5, upper: 2.5 } };
    expect(zFromLimits(stated)?.lower).toBeCloseTo(zFromLimits(inverse)?.lower ?? Number.NaN, 12);
    expect(zFromLimits({ ...stated, lower: rounded(0, 0.05) })).toBeNull();
    expect(zFromLimits({ ...stated, level: 1 })).toBeNull();
  });

  it('measures differences as they are, 0 within the rounding being z = 0', () => {
    expect(zFromLimits({ scale: 'difference', estimate: { lower: -2, upper: -2 }, lower: { lower: -4, upper: -4 }, upper: { lower: 0, upper: 0 }, level: 0.95 })?.upper).toBeCloseTo(1.96, 3);
    expect(zFromLimits({ scale: 'difference', estimate: rounded(0, 0.5), lower: rounded(-4, 0.5), upper: rounded(4, 0.5), level: 0.95 })?.lower).toBe(0);
  });
});

// BCG vaccine against tuberculosis: thirteen trials as published (G. A. Colditz et al., JAMA 271 (1994) 698–702): cases and
// others among the vaccinated, then among the controls.
const bcg = [
  [4, 119, 11, 128], [6, 300, 29, 274], [3, 228, 11, 209], [62, 13_536, 248, 12_619], [33, 5036, 47, 5761], [180, 1361, 372, 1079], [8, 2537, 10, 619],
  [505, 87_886, 499, 87_892], [29, 7470, 45, 7232], [17, 1699, 65, 1600], [186, 50_448, 141, 27_197], [5, 2493, 3, 2338], [27, 16_886, 29, 17_825],
] as const;
const logRiskRatios: readonly Estimate[] = bcg.map(([a, b, c, d]) => ({ estimate: Math.log(a / (a + b) / (c / (c + d))), variance: 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d) }));

describe('several studies together', () => {
  it('pools the BCG trials by DerSimonian and Laird', () => {
    const pooled = poolEstimates(logRiskRatios, 'DerSimonian–Laird');
    expect(Math.exp(pooled?.estimate ?? 0)).toBeCloseTo(0.4896, 4);
    expect(Math.exp(pooled?.interval.lower ?? 0)).toBeCloseTo(0.3449, 4);
    expect(Math.exp(pooled?.interval.upper ?? 0)).toBeCloseTo(0.695, 4);
    expect(pooled?.tauSquared).toBeCloseTo(0.308_76, 6);
    expect(pooled?.q).toBeCloseTo(152.233, 4);
    expect(pooled?.degreesOfFreedom).toBe(12);
    expect(pooled?.iSquared).toBeCloseTo((152.233 - 12) / 152.233, 5);
  });

  it('pools them by restricted maximum likelihood', () => {
    const pooled = poolEstimates(logRiskRatios, 'REML');
    expect(Math.exp(pooled?.estimate ?? 0)).toBeCloseTo(0.4894, 4);
    expect(Math.exp(pooled?.interval.lower ?? 0)).toBeCloseTo(0.3441, 4);
    expect(Math.exp(pooled?.interval.upper ?? 0)).toBeCloseTo(0.6962, 4);
    expect(pooled?.tauSquared).toBeCloseTo(0.313_243, 6);
  });

  it('finds the τ² where the restricted likelihood is greatest', () => {
    const estimates = fc.array(fc.record({ estimate: fc.double({ min: -3, max: 3, noNaN: true }), variance: fc.double({ min: 0.01, max: 2, noNaN: true }) }), { minLength: 2, maxLength: 12 });
    const likelihood = (given: readonly Estimate[], tauSquared: number): number => {
      const weights = given.map(({ variance }) => 1 / (variance + tauSquared));
      const sum = weights.reduce((total, weight) => total + weight, 0);
      const mean = given.reduce((total, { estimate }, at) => total + estimate * (weights[at] ?? 0), 0) / sum;
      return -given.reduce((total, { estimate, variance }) => total + Math.log(variance + tauSquared) + (estimate - mean) ** 2 / (variance + tauSquared), Math.log(sum)) / 2;
    };
    fc.assert(fc.property(estimates, (given) => {
      const found = poolEstimates(given, 'REML')?.tauSquared ?? Number.NaN;
      const best = likelihood(given, found);
      for (const nearby of [found * 0.9, found * 1.1 + 1e-4]) expect(best >= likelihood(given, nearby) - 1e-9).toBe(true);
    }));
  });

  it('has neither heterogeneity nor surprise in equal studies, and the same answer in any order', () => {
    const equal = poolEstimates([{ estimate: 0.5, variance: 0.1 }, { estimate: 0.5, variance: 0.2 }], 'REML');
    expect([equal?.q, equal?.tauSquared, equal?.iSquared, equal?.qP]).toEqual([0, 0, 0, 1]);
    expect(poolEstimates(logRiskRatios.toReversed(), 'REML')?.estimate).toBeCloseTo(poolEstimates(logRiskRatios, 'REML')?.estimate ?? 0, 9);
    expect(poolEstimates(logRiskRatios, 'REML')?.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('refuses one study, and variances that are none', () => {
    expect(poolEstimates([{ estimate: 1, variance: 1 }], 'REML')).toBeNull();
    for (const variance of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) expect(poolEstimates([{ estimate: 1, variance }, { estimate: 1, variance: 1 }], 'DerSimonian–Laird')).toBeNull();
  });
});

describe('intervals', () => {
  it('are apart by the distance of their nearest ends', () => {
    expect(gapBetween({ lower: 0, upper: 1 }, { lower: 3, upper: 4 })).toBe(2);
    expect(gapBetween({ lower: 3, upper: 4 }, { lower: 0, upper: 1 })).toBe(2);
    expect(areDisjoint({ lower: 0, upper: 1 }, { lower: 1, upper: 4 })).toBe(false);
    expect(areDisjoint({ lower: 0, upper: 1 }, { lower: 1.5, upper: 4 }, 0.5)).toBe(false);
    expect(spanOf([])).toBeNull();
  });
});
