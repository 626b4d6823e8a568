// The distributions against values computed with 60 digits (series and continued fractions of NIST DLMF 7.6, 8.7, 8.17), and
// against laws and finite sums that hold exactly.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logBeta, regularisedBeta } from '../../../../../db/evidence/statistics/beta';
import { logGamma, regularisedLowerGamma, regularisedUpperGamma } from '../../../../../db/evidence/statistics/gamma';
import { erfc, normalCdf, normalQuantile, normalUpperTail, twoSidedPOfZ, zOfOneSidedP, zOfTwoSidedP } from '../../../../../db/evidence/statistics/normal';
import { chiSquareTail, studentTwoSidedTail, studentUpperTail } from '../../../../../db/evidence/statistics/tails';
import { choose, relativeError, toNumber } from './exact';

/** The arguments, then the value. */
type Known = readonly number[];

function worstError(known: readonly Known[], of: (x: number, y: number, z: number) => number): number {
  return Math.max(...known.map((row) => relativeError(of(row[0] ?? Number.NaN, row[1] ?? Number.NaN, row[2] ?? Number.NaN), row.at(-1) ?? Number.NaN)));
}

describe('the normal distribution', () => {
  const erfcValues: readonly Known[] = [
    [-3, 1.9999779095030015], [-0.5, 1.5204998778130465], [1e-08, 0.9999999887162083], [0.1, 0.887537083981715], [0.46, 0.5153446099983203], [0.47, 0.5062549491139179],
    [0.5, 0.4795001221869535], [1, 0.15729920705028513], [2, 0.004677734981047266], [3.9, 3.4792248597231765e-08], [4.1, 6.700027654084918e-09], [6, 2.1519736712498913e-17],
    [10, 2.088487583762545e-45], [20, 5.395865611607901e-176], [26, 5.663192408856143e-296],
  ];
  const quantiles: readonly Known[] = [
    [0.4, -0.2533471031357997], [0.1, -1.2815515655446004], [0.075, -1.439531470938456], [0.07, -1.4757910281791706], [0.025, -1.9599639845400543], [0.001, -3.0902323061678136],
    [1e-07, -5.1993375821928165], [1e-12, -7.034483825301132], [1e-20, -9.262340089798407], [1e-100, -21.273453560965326], [1e-300, -37.0470962993612],
  ];

  it('has erfc to 1e-15, near 0 and far out', () => {
    expect(worstError(erfcValues, erfc)).toBeLessThan(1e-15);
  });

  it('has quantiles to 1e-15, down to 1e-300', () => {
    expect(worstError(quantiles, normalQuantile)).toBeLessThan(1e-15);
  });

  it('gives 1.96 for 0.05, two-sided, and 1.645, one-sided', () => {
    expect(zOfTwoSidedP(0.05)).toBeCloseTo(1.959_963_984_540_054, 14);
    expect(zOfOneSidedP(0.05)).toBeCloseTo(1.644_853_626_951_47, 13);
  });

  it('comes back from z to p and z', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 37, noNaN: true }), (z) => Math.abs(zOfTwoSidedP(twoSidedPOfZ(z)) - z) < 1e-12));
    fc.assert(fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (z) => Math.abs(normalCdf(z) + normalUpperTail(z) - 1) < 1e-15));
  });

  it('has its ends, and no answer outside', () => {
    expect([normalQuantile(0), normalQuantile(1), zOfTwoSidedP(0), zOfTwoSidedP(1), zOfOneSidedP(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, Number.NEGATIVE_INFINITY]);
    expect([erfc(Number.POSITIVE_INFINITY), erfc(Number.NEGATIVE_INFINITY), normalCdf(0), erfc(40)]).toEqual([0, 2, 0.5, 0]);
    for (const outside of [-0.1, 1.1, Number.NaN]) expect(normalQuantile(outside)).toBeNaN();
    expect(erfc(Number.NaN)).toBeNaN();
  });
});

describe('the gamma functions', () => {
  const logGammas: readonly Known[] = [
    [1e-05, 11.512919692895826], [0.5, 0.5723649429247001], [1.5, -0.12078223763524522], [2.5, 0.2846828704729192], [9.9, 12.57717990421988], [10, 12.801827480081469],
    [33.3, 82.60372358165495], [1000.5, 5908.674175848678], [123456.7, 1323900.9753909183], [100000000, 1742068066.1038346],
  ];
  const lower: readonly Known[] = [
    [0.5, 1e-06, 0.0011283787909692363], [3, 0.01, 1.654216528074877e-07], [10, 2, 4.6498075017263805e-05], [50, 10, 1.8547268838697993e-19], [1000, 900, 0.0005499022657117829],
  ];
  const chiSquares: readonly Known[] = [
    [0.001, 1, 0.9747728793699604], [3.841458820694124, 1, 0.05000000000000006], [30, 1, 4.3204630578274975e-08], [500, 1, 9.505397766554091e-111], [1400, 1, 2.1010145162642176e-306],
    [5.991464547107979, 2, 0.05000000000000007], [0.1, 3, 0.9918374237318764], [12, 3, 0.007383160505359769], [60, 5, 1.215456977718304e-11], [600, 10, 1.760917694683184e-122],
    [100, 100, 0.48119168452795674], [150, 100, 0.0009039320423540091], [1000, 1000, 0.49405285382923964], [1200, 1000, 1.2255942330622905e-05], [100500, 100000, 0.13185481160338378],
    [0.5, 7, 0.9994464813904249], [1300, 4, 3.3278807185719026e-280],
  ];

  it('has log Γ to 1e-14, from 1e-5 to 1e8', () => {
    expect(worstError(logGammas, logGamma)).toBeLessThan(2e-14);
    expect(Math.abs(logGamma(1)) + Math.abs(logGamma(2))).toBeLessThan(4e-15);
  });

  it('has the lower tail to 1e-13', () => {
    expect(worstError(lower, regularisedLowerGamma)).toBeLessThan(1e-13);
  });

  it('has chi-square tails to 1e-13, down to 1e-306 and up to 100,000 degrees of freedom', () => {
    expect(worstError(chiSquares, chiSquareTail)).toBeLessThan(1e-13);
  });

  it('is 1 with both tails together', () => {
    fc.assert(fc.property(fc.double({ min: 0.01, max: 1e4, noNaN: true }), fc.double({ min: 0, max: 2, noNaN: true }), (a, times) => Math.abs(regularisedLowerGamma(a, a * times) + regularisedUpperGamma(a, a * times) - 1) < 1e-12));
  });

  it('has no answer outside, and does not loop for it', () => {
    for (const [a, x] of [[0, 1], [-1, 1], [1, -1], [Number.NaN, 1], [1, Number.NaN], [1e9, 1e9]] as const) {
      expect(regularisedLowerGamma(a, x)).toBeNaN();
      expect(regularisedUpperGamma(a, x)).toBeNaN();
    }
    expect([chiSquareTail(-1, 1), chiSquareTail(1, 0), logGamma(0), logGamma(-3)]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    expect([chiSquareTail(0, 4), chiSquareTail(Number.POSITIVE_INFINITY, 4), regularisedLowerGamma(2, 0)]).toEqual([1, 0, 0]);
  });
});

describe('the beta function', () => {
  const shares: readonly Known[] = [
    [0.5, 2, 3, 0.6875], [0.25, 0.5, 0.5, 0.3333333333333333], [0.01, 20, 3, 2.266210000000001e-38], [0.9, 3, 40, 1], [0.5, 50, 50, 0.5], [0.4, 500, 500, 8.424503698936193e-11],
    [0.003, 2, 1000, 0.8017476687073778], [0.125, 8, 10, 0.0005056935949490082], [0.99, 0.5, 12, 1],
  ];
  const students: readonly Known[] = [
    [0.1, 1, 0.9365489651388929], [12.706204736432095, 1, 0.0499999999989913], [2, 5, 0.10193947882985836], [2.5, 17.3, 0.022747500175801152], [4, 30, 0.00038184563608375686],
    [10, 10, 1.5895531755964119e-06], [40, 8, 1.6785718879145792e-10], [1.5, 1000, 0.13393003882208618], [6, 1000000, 1.9738498123544347e-09], [30, 200, 5.724161208827852e-76],
    [1000, 3, 2.2053076425765927e-09],
  ];

  it('has shares to 1e-13', () => {
    expect(worstError(shares, (x, a, b) => regularisedBeta(x, a, b))).toBeLessThan(1e-13);
  });

  it("has both tails of Student's t to 1e-13, from one degree of freedom to a million", () => {
    expect(worstError(students, studentTwoSidedTail)).toBeLessThan(1e-13);
    expect(studentUpperTail(2, 5) + studentUpperTail(-2, 5)).toBeCloseTo(1, 15);
  });

  it('is the binomial tail, summed in whole numbers', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 99 }), (a, b, hundredths) => {
      const trials = a + b - 1;
      let sum = 0n;
      for (let k = a; k <= trials; k += 1) sum += choose(trials, k) * BigInt(hundredths) ** BigInt(k) * BigInt(100 - hundredths) ** BigInt(trials - k);
      return relativeError(regularisedBeta(hundredths / 100, a, b, (100 - hundredths) / 100), toNumber(sum, 100n ** BigInt(trials))) < 1e-12;
    }), { numRuns: 300 });
  });

  it('has log B of small and of large parameters', () => {
    expect(logBeta(1, 1)).toBeCloseTo(0, 14);
    expect(relativeError(logBeta(2, 3), Math.log(1 / 12))).toBeLessThan(1e-14);
    // B(a, b) = (a − 1)!/(b (b + 1) … (b + a − 1)).
    expect(relativeError(logBeta(3, 1e6), Math.log(2) - Math.log(1e6) - Math.log(1_000_001) - Math.log(1_000_002))).toBeLessThan(1e-15);
    expect(relativeError(logBeta(50, 60), -Math.log(Number(choose(109, 49))) - Math.log(60))).toBeLessThan(1e-14);
  });

  it('has no answer outside', () => {
    for (const [x, a, b] of [[-0.1, 1, 1], [1.1, 1, 1], [0.5, 0, 1], [0.5, 1, -1], [Number.NaN, 1, 1], [0.5, 1e9, 1]] as const) expect(regularisedBeta(x, a, b)).toBeNaN();
    expect([regularisedBeta(0, 2, 3), regularisedBeta(1, 2, 3)]).toEqual([0, 1]);
    expect([studentTwoSidedTail(Number.NaN, 3), studentTwoSidedTail(1, 0), studentTwoSidedTail(Number.POSITIVE_INFINITY, 3)]).toEqual([Number.NaN, Number.NaN, 0]);
  });
});
