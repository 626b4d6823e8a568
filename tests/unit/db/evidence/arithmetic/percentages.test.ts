// N3 and N4 on the seed's own percentages and on made ones: what is flagged, and what is left alone.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Checked } from '../../../../../db/evidence/arithmetic/checked';
import { checkCountedPercentage, checkPercentage, countsGiving, denominatorsGiving, powerOfPercentage } from '../../../../../db/evidence/arithmetic/percentages';
import { checkHiddenDenominators, largestSplitTotal, splitsGiving } from '../../../../../db/evidence/arithmetic/splits';
import { printed } from './printing';

function outcome(checked: Checked<unknown>): string {
  if (checked.verdict === 'not checked') return checked.because;
  return checked.verdict === 'consistent' ? 'consistent' : checked.severity;
}

function percentageOf(text: string, denominators: readonly number[], k: number | null = null): Checked<unknown> {
  return checkPercentage({ percentage: printed(text), denominators, k, exempt: null });
}

describe('N3, a percentage of n', () => {
  it('flags 68.6% of 53 in [134], and says that 35 of 51 fits', () => {
    const checked = checkPercentage({ percentage: printed('68.6'), denominators: [53], k: null, exempt: null });
    expect(outcome(checked)).toBe('minor');
    if (checked.verdict === 'not checked') return;
    expect(checked.shown.wouldFit[0]).toEqual({ n: 51, least: 35, most: 35 });
    expect(checked.shown.neighbours.map(({ k, percentage }) => [k, percentage.toFixed(2)])).toEqual([[36, '67.92'], [37, '69.81']]);
    expect(checked.shown.power).toBeCloseTo(0.947, 10);
  });

  it.each([
    ['37.04', [27]], ['66.0', [50]], ['34.0', [50]], ['10.0', [50]], ['51.5', [167]], ['28', [167]], ['35', [114]], ['14', [115]], ['96.0', [25]], ['72.4', [29]],
    ['90.5', [53, 42]], ['35.7', [53, 42]], ['24.5', [53, 42]], ['28.6', [42]], ['35.8', [53]], ['47.5', [40]], ['43.2', [74]], ['33.3', [15]], ['40.5', [42]], ['0', [12]], ['100', [12]],
    // Halves may have been rounded either way.
    ['12.5', [8]], ['3', [40]], ['2', [40]],
  ])('leaves alone %s of %j', (text, denominators) => {
    expect(outcome(percentageOf(text, denominators))).toBe('consistent');
  });

  it('keeps silent where most percentages would pass', () => {
    expect(powerOfPercentage(900, 1)).toBeCloseTo(0.1, 12);
    expect(powerOfPercentage(2000, 1)).toBe(0);
    // Of 85 patients most whole percentages are possible; the others would mean little: power 0.15.
    const impossible = Array.from({ length: 101 }, (_, x) => String(x)).filter((text) => countsGiving(printed(text), 85) === null);
    expect(impossible).toHaveLength(15);
    for (const text of impossible) expect(outcome(percentageOf(text, [85]))).toBe('too little power');
    expect(countsGiving(printed('0.1'), 82)).toBeNull();
    expect(outcome(percentageOf('0.1', [82]))).toBe('minor');
    // Each has power enough, but one of so many would be fitted by chance.
    expect(outcome(percentageOf('4', [9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22]))).toBe('too little power');
  });

  it('keeps silent on what is no share of patients, and on what it does not understand', () => {
    for (const exempt of ['time-to-event rate', 'weighted or adjusted', 'lesions', 'cycles', 'person-years'] as const) {
      expect(checkPercentage({ percentage: printed('68.6'), denominators: [53], k: null, exempt })).toEqual({ verdict: 'not checked', because: 'exempt' });
    }
    for (const [text, denominators] of [['168.6', [53]], ['-3', [53]], ['68.6', []], ['68.6', [0]], ['68.6', [-53]], ['68.6', [53.5]], ['68.6', [Number.NaN]], ['1e1', [53]]] as const) expect(outcome(percentageOf(text, denominators))).toBe('not understood');
  });

  it('tries every denominator that the percentage may be of', () => {
    expect(outcome(percentageOf('68.6', [53, 51]))).toBe('consistent');
    expect(outcome(percentageOf('68.6', [53, 42, 95]))).toBe('minor');
  });

  it('holds a count beside it to the same denominator', () => {
    expect(outcome(percentageOf('96.0', [25], 24))).toBe('consistent');
    expect(outcome(percentageOf('37.04', [27], 10))).toBe('consistent');
    expect(outcome(percentageOf('72.4', [29], 20))).toBe('minor');
  });

  it('always checks k of n, and gravely', () => {
    const check = (text: string, k: number, n: number): string => outcome(checkCountedPercentage({ percentage: printed(text), k, n, exempt: null }));
    expect(check('35', 40, 114)).toBe('consistent');
    expect(check('14', 16, 115)).toBe('consistent');
    expect(check('34', 40, 114)).toBe('major');
    expect(check('34', 4000, 11_400)).toBe('major');
    expect(check('35.1', 4000, 11_400)).toBe('consistent');
    expect(check('110', 5, 4)).toBe('not understood');
    expect(check('90', 5, 4)).toBe('not understood');
    const wrong = checkCountedPercentage({ percentage: printed('36.0'), k: 40, n: 114, exempt: null });
    expect(wrong.verdict === 'not consistent' ? [wrong.shown.neighbours, wrong.shown.wouldFit] : null).toEqual([[{ n: 114, k: 40, percentage: (100 * 40) / 114 }], [{ n: 111, least: 40, most: 40 }]]);
    expect(outcome(checkCountedPercentage({ percentage: printed('34'), k: 40, n: 114, exempt: 'lesions' }))).toBe('exempt');
  });

  it('agrees with trying every k', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 2 }), fc.nat(10_000), (n, places, at) => {
      const text = ((at % (100 * 10 ** places + 1)) / 10 ** places).toFixed(places);
      const [digits, scale] = [BigInt(text.replace('.', '')), 10n ** BigInt(places)];
      const fits: number[] = [];
      for (let k = 0; k <= n; k += 1) {
        const off = 2n * (100n * scale * BigInt(k) - digits * BigInt(n));
        if ((off < 0n ? -off : off) <= BigInt(n)) fits.push(k);
      }
      const counts = countsGiving(printed(text), n);
      expect(counts === null ? [] : Array.from({ length: counts.most - counts.least + 1 }, (_, step) => counts.least + step)).toEqual(fits);
    }), { numRuns: 1000 });
  });

  it('never flags what was computed and then rounded', () => {
    const share = fc.integer({ min: 1, max: 5000 }).chain((n) => fc.integer({ min: 0, max: n }).map((k) => ({ k, n })));
    fc.assert(fc.property(share, fc.integer({ min: 0, max: 4 }), ({ k, n }, places) => {
      const text = ((100 * k) / n).toFixed(places);
      expect(outcome(percentageOf(text, [n]))).toBe('consistent');
      expect(outcome(checkCountedPercentage({ percentage: printed(text), k, n, exempt: null }))).toBe('consistent');
    }), { numRuns: 1000 });
  });

  it('has the known answers for means as for percentages: twelve of GRIM’s own kind', () => {
    const cases = [['22', 32], ['74', 25], ['23', 29], ['57', 24], ['77', 27], ['68', 28], ['01', 29], ['38', 26], ['14', 27], ['89', 31], ['00', 25], ['24', 28]] as const;
    // The mean 7.22 of 32 whole numbers is possible if .22 of 32 is: 22% of 32.
    expect(cases.map(([hundredths, n]) => countsGiving(printed(String(Number(hundredths))), n) !== null)).toEqual([true, false, false, false, false, true, false, true, false, false, true, false]);
  });

  it('lists denominators nearest first, ten at most', () => {
    const found = denominatorsGiving(printed('68.6'), 60);
    expect(found.map(({ n }) => n)).toEqual([51, 35]);
    expect(denominatorsGiving(printed('50'), 1e9)).toHaveLength(10);
  });
});

describe('N4, hidden denominators', () => {
  const split = (text: string): unknown => {
    const [first = '', second = ''] = text.split(' v ');
    const arm = (of: string): unknown => ({ k: Number(of.split('/')[0]), n: Number(of.split('/')[1]) });
    return { first: arm(first), second: arm(second) };
  };

  it('finds the only split of [129]: 29/83 v 3/27', () => {
    const pair = { first: printed('34.9'), second: printed('11.1'), arms: [58, 52], total: 110, exempt: null };
    for (const events of [null, 32]) {
      expect(checkHiddenDenominators({ ...pair, events })).toEqual({ verdict: 'consistent', shown: { total: 110, events, fitsArms: false, splits: [split('29/83 v 3/27')] } });
    }
  });

  it('leaves alone percentages that fit the arms, in either order', () => {
    for (const [first, second] of [['41.4', '15.4'], ['15.4', '41.4']] as const) {
      expect(checkHiddenDenominators({ first: printed(first), second: printed(second), arms: [58, 52], total: 110, events: null, exempt: null })).toMatchObject({ verdict: 'consistent', shown: { fitsArms: true, splits: [] } });
    }
    expect(outcome(checkHiddenDenominators({ first: printed('35.7'), second: printed('24.5'), arms: [53, 42], total: 95, events: null, exempt: null }))).toBe('consistent');
  });

  it('flags a pair that no split gives', () => {
    expect(outcome(checkHiddenDenominators({ first: printed('34.9'), second: printed('11.1'), arms: [58, 52], total: 110, events: 40, exempt: null }))).toBe('minor');
    expect(outcome(checkHiddenDenominators({ first: printed('34.87'), second: printed('11.13'), arms: [30, 30], total: 60, events: null, exempt: null }))).toBe('minor');
  });

  it('keeps silent with more than twenty splits, with exempt rates, and beyond its bound', () => {
    const pair = { first: printed('35'), second: printed('11'), arms: [1, 2], total: 400, events: null, exempt: null };
    expect(outcome(checkHiddenDenominators(pair))).toBe('too many possibilities');
    expect(splitsGiving(pair.first, pair.second, 400, null)).toHaveLength(21);
    expect(outcome(checkHiddenDenominators({ ...pair, exempt: 'time-to-event rate' }))).toBe('exempt');
    expect(outcome(checkHiddenDenominators({ ...pair, total: largestSplitTotal + 1 }))).toBe('not understood');
    expect(outcome(checkHiddenDenominators({ ...pair, first: printed('135') }))).toBe('not understood');
    expect(splitsGiving(pair.first, pair.second, 1, null)).toBeNull();
    expect(splitsGiving(pair.first, pair.second, 100, 101)).toBeNull();
    expect(splitsGiving(pair.first, pair.second, 100, -1)).toBeNull();
  });

  it('agrees with trying everything', () => {
    const place = fc.integer({ min: 0, max: 1000 }).map((tenths) => (tenths / 10).toFixed(1));
    fc.assert(fc.property(place, place, fc.integer({ min: 2, max: 70 }), fc.option(fc.nat(70)), (x1, x2, total, wanted) => {
      const events = wanted === null ? null : Math.min(wanted, total);
      const isGiven = (text: string, k: number, n: number): boolean => Math.abs(2000 * k - 2 * Math.round(Number(text) * 10) * n) <= n;
      const all: unknown[] = [];
      for (let n = 1; n < total; n += 1) {
        for (let k = 0; k <= n; k += 1) {
          if (!isGiven(x1, k, n)) continue;
          for (let other = 0; other <= total - n; other += 1) {
            if (isGiven(x2, other, total - n) && (events === null || k + other === events)) all.push({ first: { k, n }, second: { k: other, n: total - n } });
          }
        }
      }
      expect(splitsGiving(printed(x1), printed(x2), total, events, 1000)).toEqual(all);
    }), { numRuns: 300 });
  });

  it('finds the true split, and the same ones with the groups turned round', () => {
    const group = fc.integer({ min: 1, max: 60 }).chain((n) => fc.integer({ min: 0, max: n }).map((k) => ({ k, n })));
    fc.assert(fc.property(group, group, (first, second) => {
      const [x1, x2] = [first, second].map(({ k, n }) => printed(((100 * k) / n).toFixed(1)));
      if (x1 === undefined || x2 === undefined) return;
      const total = first.n + second.n;
      const found = splitsGiving(x1, x2, total, first.k + second.k, 1000) ?? [];
      expect(found).toContainEqual({ first, second });
      const turned = (splitsGiving(x2, x1, total, first.k + second.k, 1000) ?? []).map((each) => ({ first: each.second, second: each.first }));
      expect(turned.toSorted((left, right) => left.first.n - right.first.n || left.first.k - right.first.k)).toEqual(found);
    }));
  });

  it('takes milliseconds for many thousand patients', () => {
    const started = performance.now();
    splitsGiving(printed('34.8765'), printed('11.1234'), largestSplitTotal, 17);
    for (let total = 5000; total < 5020; total += 1) splitsGiving(printed('34.8765'), printed('11.1234'), total, null);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
