// N1 and N2 on the seed's own numbers and on intervals made to be right or wrong: what is flagged, and what is left alone.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkIntervalAgainstP, type IntervalWithP } from '../../../../../db/evidence/arithmetic/intervalAgainstP';
import { checkIntervalGeometry } from '../../../../../db/evidence/arithmetic/intervalGeometry';
import { twoSidedPOfZ, zOfTwoSidedP } from '../../../../../db/evidence/statistics/normal';
import { twoByTwoPValues } from '../../../../../db/evidence/statistics/twoByTwo';
import type { Checked } from '../../../../../db/evidence/arithmetic/checked';
import { printed, printedP } from './printing';

function stated(estimate: string, lower: string | null, upper: string | null, p: string, more: Partial<IntervalWithP> = {}): IntervalWithP {
  return { scale: 'ratio', estimate: printed(estimate), lower: lower === null ? null : printed(lower), upper: upper === null ? null : printed(upper), level: 0.95, p: printedP(p), pFrom: null, ...more };
}

function outcome(checked: Checked<unknown>): string {
  if (checked.verdict === 'not checked') return checked.because;
  return checked.verdict === 'consistent' ? 'consistent' : checked.severity;
}

const alpha = 0.05;

describe('N1, a confidence interval against its p', () => {
  it('agrees with both hazard ratios of [92]', () => {
    const first = checkIntervalAgainstP(stated('4.18', '1.20', '14.6', 'P = 0.025'), alpha);
    expect(outcome(first)).toBe('consistent');
    expect(first.verdict === 'consistent' && first.shown.readAs).toBe('two-sided');
    expect(first.verdict === 'consistent' ? first.shown.pFromInterval.lower : null).toBeCloseTo(0.02429, 5);
    expect(first.verdict === 'consistent' ? first.shown.pFromInterval.upper : null).toBeCloseTo(0.02541, 5);
    expect(outcome(checkIntervalAgainstP(stated('3.30', '1.08', '10.1', 'P = 0.036'), alpha))).toBe('consistent');
  });

  it.each([
    ['a decision that flips', stated('1.10', '0.95', '1.27', 'p < 0.001'), 'major'],
    ['a decision that flips the other way', stated('0.50', '0.35', '0.71', 'p = 0.45'), 'major'],
    ['a p of another size, significant both', stated('0.50', '0.40', '0.62', 'p = 0.03'), 'minor'],
    ['a p = 0.05 far from its interval: borderline, never the other decision', stated('0.50', '0.40', '0.62', 'p = 0.05'), 'minor'],
    ['a difference', stated('5.0', '3.0', '7.0', 'p = 0.30', { scale: 'difference' }), 'major'],
    ['NS beside an interval far from 1', stated('0.50', '0.40', '0.62', 'NS'), 'major'],
  ])('flags %s', (_, given, severity) => {
    expect(outcome(checkIntervalAgainstP(given, alpha))).toBe(severity);
  });

  it.each([
    ['a one-sided p', stated('0.76', '0.58', '1.00', 'p = 0.025'), 'consistent'],
    ['p < v that holds the z of the interval', stated('0.50', '0.40', '0.62', 'p < 0.05'), 'consistent'],
    ['p > 0.05 beside an interval over 1', stated('1.10', '0.95', '1.27', 'p > 0.05'), 'consistent'],
    ['NS beside an interval over 1', stated('1.10', '0.95', '1.27', 'NS'), 'consistent'],
    ['a difference over 0', stated('0.2', '-3.0', '3.4', 'p = 0.90', { scale: 'difference' }), 'consistent'],
    ['a 90% interval', stated('0.76', '0.61', '0.95', 'p = 0.045', { level: 0.9 }), 'consistent'],
    ['a log-rank p', stated('1.10', '0.95', '1.27', 'p < 0.001', { pFrom: 'log-rank' }), 'exempt'],
    ['a likelihood-ratio p', stated('1.10', '0.95', '1.27', 'p < 0.001', { pFrom: 'likelihood ratio' }), 'exempt'],
    ['a limit that was not reached', stated('0.50', '0.40', null, 'p = 0.9'), 'no limit reached'],
    ['reversed limits, which are for N2', stated('0.50', '0.62', '0.40', 'p = 0.9'), 'order broken'],
    ['a negative ratio', stated('-0.50', '-0.70', '-0.30', 'p = 0.9'), 'not understood'],
    ['a lower limit that rounds to 0', stated('0.50', '0.0', '4.1', 'p = 0.9'), 'not understood'],
    ['limits that rounding lets touch', stated('1', '1', '2', 'p = 0.9'), 'rounded too coarsely'],
    ['p above 1', stated('0.50', '0.40', '0.62', 'p = 47'), 'not understood'],
  ])('leaves alone %s', (_, given, silence) => {
    expect(outcome(checkIntervalAgainstP(given, alpha))).toBe(silence);
  });

  it('never flags what was computed and then rounded, two-sided or one-sided', () => {
    const effect = fc.double({ min: -2, max: 2, noNaN: true });
    const error = fc.double({ min: 0.05, max: 0.8, noNaN: true });
    fc.assert(fc.property(effect, error, fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 4 }), fc.boolean(), (theta, se, places, pPlaces, isOneSided) => {
      const reach = zOfTwoSidedP(0.05) * se;
      const twoSided = twoSidedPOfZ(theta / se);
      const p = isOneSided ? twoSided / 2 : twoSided;
      const pText = p < 10 ** -pPlaces ? `p < ${(10 ** -pPlaces).toFixed(pPlaces)}` : `p = ${p.toFixed(pPlaces)}`;
      const checked = checkIntervalAgainstP(stated(Math.exp(theta).toFixed(places), Math.exp(theta - reach).toFixed(places), Math.exp(theta + reach).toFixed(places), pText), alpha);
      expect(checked.verdict).not.toBe('not consistent');
    }), { numRuns: 1000 });
  });

  it('grants more beside counts, where p may be Yates’s or Fisher’s', () => {
    // 10/14 v 13/15: RR 0.82 (0.56–1.21) by Wald, p = 0.58 by Yates.
    const given = stated('0.82', '0.56', '1.21', 'p = 0.58');
    expect(outcome(checkIntervalAgainstP(given, alpha))).toBe('minor');
    expect(outcome(checkIntervalAgainstP({ ...given, isOfCounts: true }, alpha))).toBe('consistent');
    expect(outcome(checkIntervalAgainstP({ ...stated('0.50', '0.35', '0.71', 'p = 0.45'), isOfCounts: true }, alpha))).toBe('major');
  });

  it('flags of all p values that counts can have beside Wald’s interval of a ratio less than one in a thousand', () => {
    const arms = fc.record({ n: fc.integer({ min: 12, max: 300 }), ratio: fc.double({ min: 0.7, max: 1.4, noNaN: true }), share: fc.double({ min: 0.08, max: 0.9, noNaN: true }), shift: fc.double({ min: -0.3, max: 0.3, noNaN: true }) }).map(({ n, ratio, share, shift }) => {
      const size = Math.round(n * ratio);
      const within = (k: number, of: number): number => Math.min(of - 1, Math.max(1, Math.round(k)));
      return [{ k: within(n * share, n), n }, { k: within(size * (share + shift), size), n: size }] as const;
    });
    let tried = 0;
    const flagged: string[] = [];
    fc.assert(fc.property(arms, fc.constantFrom('RR', 'OR'), ([first, second], measure) => {
      const log = measure === 'OR' ? Math.log((first.k * (second.n - second.k)) / ((first.n - first.k) * second.k)) : Math.log((first.k * second.n) / (first.n * second.k));
      const ends = measure === 'OR' ? [first.k, first.n - first.k, second.k, second.n - second.k].map((count) => 1 / count) : [1 / first.k, -1 / first.n, 1 / second.k, -1 / second.n];
      const error = Math.sqrt(ends.reduce((sum, part) => sum + part, 0));
      const [at = '', low = '', high = ''] = [log, log - 1.959964 * error, log + 1.959964 * error].map((x) => Math.exp(x).toFixed(2));
      for (const { test, p } of twoByTwoPValues(first, second)) {
        const checked = checkIntervalAgainstP({ ...stated(at, low, high, p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`), isOfCounts: true }, alpha);
        tried += 1;
        if (checked.verdict === 'not consistent') flagged.push(`${first.k}/${first.n} v ${second.k}/${second.n}: ${measure} ${at} (${low}–${high}), ${test} ${p}`);
      }
    }), { numRuns: 600, seed: 11 });
    expect(flagged.length, flagged.join('\n')).toBeLessThan(tried / 1000);
  });

  it('says the same of a ratio and its inverse', () => {
    fc.assert(fc.property(fc.double({ min: 0.1, max: 1.5, noNaN: true }), fc.double({ min: 0.05, max: 0.6, noNaN: true }), fc.integer({ min: 1, max: 999 }), (theta, se, thousandths) => {
      const exactly = (sign: number): IntervalWithP => {
        const [one, other] = [theta - 1.96 * se, theta + 1.96 * se].map((limit) => Math.exp(sign * limit).toPrecision(12));
        const [lower = '', upper = ''] = sign > 0 ? [one, other] : [other, one];
        return stated(Math.exp(sign * theta).toPrecision(12), lower, upper, `p = ${(thousandths / 1000).toFixed(3)}`);
      };
      expect(outcome(checkIntervalAgainstP(exactly(1), alpha))).toBe(outcome(checkIntervalAgainstP(exactly(-1), alpha)));
    }));
  });

  it('explains itself in data that JSON can hold', () => {
    for (const given of [stated('0.50', '0.40', '0.62', 'p < 0.05'), stated('1.10', '0.95', '1.27', 'p < 0.001')]) {
      const checked = checkIntervalAgainstP(given, alpha);
      expect(JSON.parse(JSON.stringify(checked))).toEqual(checked);
    }
  });
});

describe('N2, the geometry of an interval', () => {
  const geometry = (estimate: string, lower: string | null, upper: string | null, scale: 'ratio' | 'difference' = 'ratio'): string =>
    outcome(checkIntervalGeometry({ scale, estimate: printed(estimate), lower: lower === null ? null : printed(lower), upper: upper === null ? null : printed(upper) }));

  it.each([
    ['4.18', '1.20', '14.6'], ['3.30', '1.08', '10.1'], ['1.33', '1.14', '1.55'],
    // Coarse rounding has a reading that is symmetrical.
    ['0.1', '0.0', '0.4'], ['0.3', '0.0', '2.8'], ['0.5', '0.3', '0.9'], ['1', '1', '2'],
    // The estimate may lie within its limits, and midway.
    ['1.2', '1.21', '1.25'], ['2.0', '1.0', '4'],
  ])('leaves alone %s (%s–%s)', (estimate, lower, upper) => {
    expect(geometry(estimate, lower, upper)).toBe('consistent');
  });

  it.each([
    ['1.55', '1.20', '1.40', 'major'], ['0.80', '1.20', '1.40', 'major'], ['1.30', '1.40', '1.20', 'major'],
    ['1.10', '0.95', '2.10', 'minor'], ['1.2', '1.21', '1.5', 'minor'], ['2.5', '0.0', '2.8', 'minor'], ['2.00', '0.50', '2.30', 'minor'],
  ])('flags %s (%s–%s): %s', (estimate, lower, upper, severity) => {
    expect(geometry(estimate, lower, upper)).toBe(severity);
  });

  it('leaves alone differences that are not midway, limits that were not reached, and what is no ratio', () => {
    expect(geometry('2.0', '1.9', '9.0', 'difference')).toBe('consistent');
    expect(geometry('-2.0', '-4.0', '-1.0', 'difference')).toBe('consistent');
    expect(geometry('15.8', '8.2', null)).toBe('no limit reached');
    expect(geometry('-0.5', '-0.9', '-0.1')).toBe('not understood');
    expect(geometry('0.5', '-0.9', '1.4')).toBe('not understood');
  });

  it('flags a difference outside its limits', () => {
    expect(geometry('5.0', '-4.0', '-1.0', 'difference')).toBe('major');
  });

  it('never flags an interval that was symmetrical before it was rounded', () => {
    fc.assert(fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: 0.02, max: 1.5, noNaN: true }), fc.integer({ min: 1, max: 3 }), (theta, se, places) => {
      const [estimate = '', lower = '', upper = ''] = [theta, theta - 1.96 * se, theta + 1.96 * se].map((x) => Math.exp(x).toFixed(places));
      expect(['consistent', 'not understood']).toContain(geometry(estimate, lower, upper));
    }), { numRuns: 1500 });
  });

  it('gives the least asymmetry of the rounding box, not that of the printed numbers', () => {
    const given = { estimate: printed('0.65'), lower: printed('0.5'), upper: printed('1.0') };
    const checked = checkIntervalGeometry({ scale: 'ratio', ...given });
    const found = checked.verdict === 'not checked' ? null : checked.shown.asymmetry;
    const asymmetry = (x: number, l: number, u: number): number => Math.abs(Math.log(u * l) - 2 * Math.log(x)) / Math.log(u / l);
    let least = 1;
    for (let i = 0; i <= 40; i += 1) {
      for (let j = 0; j <= 40; j += 1) {
        for (let m = 0; m <= 40; m += 1) {
          least = Math.min(least, asymmetry(0.645 + (0.01 * i) / 40, 0.45 + (0.1 * j) / 40, 0.95 + (0.1 * m) / 40));
        }
      }
    }
    expect(found).toBeLessThanOrEqual(least);
    expect(found).toBeGreaterThan(least - 0.05);
  });
});
