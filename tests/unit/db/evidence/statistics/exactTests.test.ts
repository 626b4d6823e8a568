// Fisher, mid-p and Freeman–Halton against whole-number enumeration: every small table, and random larger ones.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactTails, fisherDoubledP, fisherP, midP } from '../../../../../db/evidence/statistics/hypergeometric';
import { countTables, freemanHaltonP, mostExactTables } from '../../../../../db/evidence/statistics/rByTwo';
import { choose, relativeError, toNumber, waysOf, type Counted } from './exact';

const bound = 1e-12;

/** What is wrong with the sums of one table; null if nothing is. */
function misfit(first: Counted, second: Counted): string | null {
  const tails = exactTails(first, second);
  if (tails === null) return 'no answer';
  const { own, all, tables } = waysOf([first, second]);
  const sum = (isIn: (k: number, ways: bigint) => boolean): bigint => tables.reduce((total, { counts: [k = 0], ways }) => (isIn(k, ways) ? total + ways : total), 0n);
  const fewer = sum((k) => k <= first.k);
  const more = sum((k) => k >= first.k);
  const smaller = fewer < more ? fewer : more;
  const capped = (twice: bigint): number => Math.min(1, toNumber(twice, all));
  const truths: readonly (readonly [string, number, number])[] = [
    ['point', tails.point, toNumber(own, all)],
    ['fewer', tails.fewer, toNumber(fewer, all)],
    ['more', tails.more, toNumber(more, all)],
    ['Fisher', fisherP(tails), toNumber(sum((_, ways) => ways <= own), all)],
    ['doubled', fisherDoubledP(tails), capped(2n * smaller)],
    ['mid-p', midP(tails), capped(2n * smaller - own)],
  ];
  const wrong = truths.find(([, value, truth]) => relativeError(value, truth) > bound);
  return wrong === undefined ? null : `${first.k}/${first.n} v ${second.k}/${second.n}: ${wrong.join(' ')}`;
}

describe('one table of two arms', () => {
  it('agrees with enumeration for every table with arms of up to twelve', () => {
    const wrong: string[] = [];
    for (let n1 = 1; n1 <= 12; n1 += 1) {
      for (let n2 = 1; n2 <= 12; n2 += 1) {
        for (let k1 = 0; k1 <= n1; k1 += 1) {
          for (let k2 = 0; k2 <= n2; k2 += 1) {
            const found = misfit({ k: k1, n: n1 }, { k: k2, n: n2 });
            if (found !== null) wrong.push(found);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('agrees with enumeration for arms of up to 300, deep tails included', () => {
    const arm = fc.integer({ min: 1, max: 300 }).chain((n) => fc.integer({ min: 0, max: n }).map((k) => ({ k, n })));
    fc.assert(fc.property(arm, arm, (first, second) => misfit(first, second) === null), { numRuns: 100 });
    expect(misfit({ k: 0, n: 300 }, { k: 300, n: 300 })).toBeNull();
  });

  it('keeps its digits at a thousand patients', () => {
    expect(misfit({ k: 420, n: 600 }, { k: 150, n: 500 })).toBeNull();
    expect(misfit({ k: 3, n: 900 }, { k: 20, n: 850 })).toBeNull();
  });

  it('takes little time for a thousand million patients', () => {
    const tails = exactTails({ k: 500_000_000, n: 1_000_000_000 }, { k: 500_030_000, n: 1_000_000_000 });
    // The normal approximation at z = 1.3416, which is as good as exact here.
    expect(relativeError(fisherP(tails ?? { point: 0, fewer: 0, more: 0, noLikelier: 0 }), 0.1797)).toBeLessThan(1e-3);
  });

  it.each([[{ k: 3, n: 2 }], [{ k: -1, n: 5 }], [{ k: 0.5, n: 5 }], [{ k: 1, n: 0 }], [{ k: Number.NaN, n: 5 }], [{ k: 1, n: Number.POSITIVE_INFINITY }], [{ k: 1, n: 1e12 }]])('refuses %j', (arm) => {
    expect(exactTails(arm, { k: 1, n: 3 })).toBeNull();
    expect(exactTails({ k: 1, n: 3 }, arm)).toBeNull();
  });

  it('has the reference values of 10/32 v 3/22', () => {
    const tails = exactTails({ k: 10, n: 32 }, { k: 3, n: 22 });
    expect(tails).not.toBeNull();
    if (tails === null) return;
    expect(fisherP(tails)).toBeCloseTo(0.19882, 5);
    expect(midP(tails)).toBeCloseTo(0.15303, 5);
    expect(tails.point).toBeCloseTo(Number((choose(32, 10) * choose(22, 3) * 10_000_000_000n) / choose(54, 13)) / 1e10, 9);
  });
});

function truthOfFreemanHalton(arms: readonly Counted[]): number {
  const { own, all, tables } = waysOf(arms);
  return toNumber(tables.reduce((sum, { ways }) => (ways <= own ? sum + ways : sum), 0n), all);
}

function freemanHaltonError(arms: readonly Counted[]): number {
  return relativeError(freemanHaltonP(arms) ?? Number.NaN, truthOfFreemanHalton(arms));
}

describe('one table of more arms', () => {
  it('agrees with enumeration for every table of three arms of up to four', () => {
    const arms = Array.from({ length: 4 }, (_, at) => at + 1).flatMap((n) => Array.from({ length: n + 1 }, (_, k) => ({ k, n })));
    const wrong = arms.flatMap((first) => arms.flatMap((second) => arms.filter((third) => !(freemanHaltonError([first, second, third]) <= bound)).map((third) => [first, second, third])));
    expect(wrong).toEqual([]);
  });

  it('agrees with enumeration for random tables of three to five arms', () => {
    const armOf = (most: number): fc.Arbitrary<Counted> => fc.integer({ min: 1, max: most }).chain((n) => fc.integer({ min: 0, max: n }).map((k) => ({ k, n })));
    const tables = fc.oneof(fc.array(armOf(60), { minLength: 3, maxLength: 3 }), fc.array(armOf(12), { minLength: 4, maxLength: 5 }));
    fc.assert(fc.property(tables, (arms) => freemanHaltonError(arms) <= 1e-11), { numRuns: 120 });
  });

  it('is Fisher for two arms, and the same in any order of the arms', () => {
    const arm = fc.integer({ min: 1, max: 80 }).chain((n) => fc.integer({ min: 0, max: n }).map((k) => ({ k, n })));
    fc.assert(fc.property(arm, arm, arm, (first, second, third) => {
      const tails = exactTails(first, second);
      expect(relativeError(freemanHaltonP([first, second]) ?? Number.NaN, tails === null ? Number.NaN : fisherP(tails))).toBeLessThan(1e-10);
      expect(relativeError(freemanHaltonP([first, second, third]) ?? Number.NaN, freemanHaltonP([third, first, second]) ?? Number.NaN)).toBeLessThan(1e-10);
    }), { numRuns: 100 });
  });

  it('counts tables exactly', () => {
    const arms = [{ k: 2, n: 5 }, { k: 3, n: 7 }, { k: 1, n: 4 }, { k: 2, n: 3 }];
    expect(countTables(arms)).toBe(waysOf(arms).tables.length);
  });

  it('gives no p, and takes no time, beyond its bound', () => {
    const large = [{ k: 500, n: 1000 }, { k: 520, n: 1000 }, { k: 480, n: 1000 }, { k: 505, n: 1000 }];
    expect(countTables(large)).toBe(Number.POSITIVE_INFINITY);
    expect(freemanHaltonP(large)).toBeNull();
    expect(freemanHaltonP(Array.from({ length: 21 }, () => ({ k: 1, n: 2 })))).toBeNull();
    expect(freemanHaltonP([{ k: 200_000, n: 400_000 }, { k: 1, n: 400_000 }, { k: 5, n: 9 }])).toBeNull();
  });

  it('is within its bound for three arms of 1,500 and an event in every fourth', () => {
    const arms = [{ k: 375, n: 1500 }, { k: 380, n: 1500 }, { k: 400, n: 1500 }];
    expect(countTables(arms)).toBeLessThan(mostExactTables);
    expect(freemanHaltonP(arms)).toBeGreaterThan(0.3);
  });
});
