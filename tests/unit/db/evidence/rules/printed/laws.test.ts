// What holds of the rules about printed numbers whatever a trial says: rounding what was computed is never found out, arms
// may stand in any order, asking twice changes nothing, and hostile text neither breaks nor delays them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrialCells } from '../../../../../../db/contract/evidence';
import { Explanation } from '../../../../../../db/contract/findings';
import { twoByTwoPValues } from '../../../../../../db/evidence/statistics/twoByTwo';
import { trialRow } from '../evidenceFixture';
import { accusationsIn, accused, statedIn } from './checking';
import { twins } from './otherTables';
import { simulatedTrial } from './simulatedTables';

const arm = fc.integer({ min: 5, max: 400 }).chain((n) => fc.integer({ min: 0, max: n }).map((k) => ({ k, n })));

describe('rounding', () => {
  it('of shares and of the p that any usual test gives is never found out', () => {
    fc.assert(fc.property(arm, arm, fc.constantFrom(0, 1, 2), fc.nat(6), fc.constantFrom('named', 'bare', 'counted'), (first, second, places, test, style) => {
      const tests = twoByTwoPValues(first, second);
      const p = tests[test % Math.max(1, tests.length)]?.p ?? 1;
      const shown = (({ k, n }: typeof first): string => `${((100 * k) / n).toFixed(places)}%${style === 'counted' ? ` (${k}/${n})` : ''}`);
      const names = style === 'named' ? [' in the surgery group', ' in the radiotherapy group'] : ['', ''];
      const results = `Response was ${shown(first)}${names[0] ?? ''} vs ${shown(second)}${names[1] ?? ''} (p ${p < 0.0001 ? '< 0.0001' : `= ${p.toFixed(4)}`}).`;
      expect(accused({ treatment: 'Surgery vs Radiotherapy', patients: `${first.n} vs ${second.n}`, results })).toEqual([]);
    }), { numRuns: 400 });
  });

  it('of a hazard ratio, its interval and its p is never found out', () => {
    fc.assert(fc.property(fc.double({ min: -1.5, max: 1.5, noNaN: true }), fc.double({ min: 0.05, max: 0.6, noNaN: true }), (log, error) => {
      const [at, low, high] = [log, log - 1.959964 * error, log + 1.959964 * error].map((x) => Math.exp(x).toFixed(2)) as [string, string, string];
      const z = Math.abs(log / error);
      // Abramowitz and Stegun 26.2.17: the normal tail to seven places, by other means than the rules'.
      const t = 1 / (1 + 0.2316419 * z);
      const tail = (Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI)) * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
      const p = 2 * tail;
      expect(accused({ treatment: 'Surgery vs Radiotherapy', patients: '100 vs 100', results: `OS: HR ${at}, 95% CI ${low}–${high}, p ${p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`}` })).toEqual([]);
    }), { numRuns: 400 });
  });
});

function otherWayRound(parts: readonly string[]): string {
  return parts.toReversed().join(' vs ');
}

describe('order', () => {
  it('of the arms changes nothing, neither in consistent rows nor in others', () => {
    fc.assert(fc.property(arm, arm, fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 60 }), (first, second, tenthsOfMille, shift) => {
      const p = `P = ${(tenthsOfMille / 10_000).toFixed(4)}`;
      const share = ({ k, n }: typeof first, by: number): string => `${Math.min(100, (100 * k) / n + by / 10).toFixed(1)}%`;
      const shares = [`${share(first, shift)} in the surgery group`, `${share(second, 0)} in the radiotherapy group`];
      const cells = (order: (parts: readonly string[]) => string): Partial<TrialCells> => ({ treatment: order(['Surgery', 'Radiotherapy']), patients: order([String(first.n), String(second.n)]), results: `Pain response was ${order(shares)}; ${p}.` });
      expect(accused(cells(otherWayRound)).toSorted()).toEqual(accused(cells((parts) => parts.join(' vs '))).toSorted());
    }), { numRuns: 300 });
  });

  it('of two values without names changes nothing', () => {
    fc.assert(fc.property(arm, arm, fc.integer({ min: 0, max: 9999 }), (first, second, tenthsOfMille) => {
      const results = (order: (parts: readonly string[]) => string): string => `ORR: ${order([`${((100 * first.k) / first.n).toFixed(1)}%`, `${((100 * second.k) / second.n).toFixed(1)}%`])}, P = ${(tenthsOfMille / 10_000).toFixed(4)}`;
      const cells = { treatment: 'Surgery vs Radiotherapy', patients: `${first.n} vs ${second.n}` };
      expect(accused({ ...cells, results: results(otherWayRound) })).toEqual(accused({ ...cells, results: results((parts) => parts.join(' vs ')) }));
    }), { numRuns: 300 });
  });
});

const rows = [...twins.map(({ treatment, patients, results, from, to }) => trialRow({ treatment, patients, results: results.replace(from, to) })), ...Array.from({ length: 100 }, (_, seed) => trialRow(simulatedTrial(seed)))];

describe('every finding', () => {
  it('is the same when it is asked for again, of the row and of a copy', () => {
    for (const row of rows) {
      const before = statedIn(row).map(({ found }) => found);
      expect(statedIn(row).map(({ found }) => found)).toEqual(before);
      expect(statedIn(structuredClone(row)).map(({ found }) => found)).toEqual(before);
    }
  });

  it('has a place of its own among those of its rule, whatever the order in which rows are asked', () => {
    for (const row of rows) {
      const keys = statedIn(row).map(({ rule, found }) => `${rule.id} ${found.locus}`);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('is JSON, and is told from its explanation alone; never "error", always "not consistent as printed"', () => {
    let told = 0;
    for (const row of rows) for (const { rule, found } of statedIn(row)) {
      const explanation = Explanation.parse(JSON.parse(JSON.stringify(found.explanation)));
      expect(explanation).toEqual(found.explanation);
      const words = [rule.say(explanation), ...rule.arithmetic(explanation)].join('\n');
      expect(words).toContain('not consistent as printed');
      expect(words).not.toMatch(/error|undefined|NaN|Infinity|null|\[object|\.\d{7,}/iu);
      told += 1;
    }
    expect(told).toBeGreaterThan(60);
  });

  it('stands for its numbers, not for its place: words around it leave its inputs as they are', () => {
    for (const { treatment, patients, results, from, to } of twins.filter(({ field }) => field === undefined)) {
      const inputs = (text: string): readonly string[] => statedIn(trialRow({ treatment, patients, results: text })).filter(({ found }) => found.severity !== 'info').map(({ rule, found }) => `${rule.id} ${found.inputs.join(' | ')}`);
      const text = results.replace(from, to);
      expect(inputs(`Treatment was tolerated. ${text}`)).toEqual(inputs(text));
    }
  });
});

const pieces = ['35%', '14.2 %', '100.0%', '0%', '250%', '40/114', '16/0', '0/0', '12/3', '1e9/1e9', '999999999999999/1', 'p', 'P', '= 0.0002', '< .05', '> 1', '= 1.2e-4', '0.000', 'HR', 'RR', 'OR', '−1.2', '95% CI', '(', ')', '[', ']', '–', '-', ' to ', ',', ';', '.', '\n', ' vs ', ' v ', 'respectively', 'ORR', 'DCR', 'CR', 'OS', 'PFS', 'median', 'months', 'years', '1-year', '3-, 5-', 'NR', 'NE', 'in the A group', 'with B', '±', '∞', '١٢٪', '\u202e', '\u0000', '🦴', '1,234', '9'.repeat(30), '0.'.repeat(8), 'Of 51 evaluable patients,', 'n = 0', '(n = 999999999)'];

describe('hostile text', () => {
  const timed = (cells: Partial<TrialCells>): number => {
    const row = trialRow(cells);
    const start = performance.now();
    for (const { rule, found } of statedIn(row)) rule.say(found.explanation);
    return performance.now() - start;
  };

  it('of pieces in any order breaks nothing', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 80 }), fc.array(fc.constantFrom(...pieces, '30', 'A', 'B'), { maxLength: 8 }), fc.constantFrom(' ', ''), (words, sizes, gap) => {
      expect(timed({ treatment: 'A vs B', patients: sizes.join(gap), results: words.join(gap) })).toBeLessThan(2000);
    }), { numRuns: 500 });
  });

  it('of any letters breaks nothing, nor does it in other cells', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300, unit: 'binary' }), fc.string({ maxLength: 100, unit: 'grapheme' }), (results, other) => {
      expect(() => accusationsIn(trialRow({ treatment: other, patients: other, results, studyType: other, population: other, conclusions: other }))).not.toThrow();
    }), { numRuns: 300 });
  });

  it.each([
    ['percentages', 'ORR 35.1% vs 14.2%, p = 0.012; '], ['counts', '40/114 (35%) vs 16/115 (14%) (RR 1.33, 95% CI 1.14-1.55; p = 0.0002). '], ['lists of four', 'SREs: 5%, 10.8%, 13.3%, and 11.9%, respectively, p = 0.733. '],
    ['medians', 'median OS 12.1 (3.4–5.6) months; '], ['rates', '1-year OS 71%, 2-year OS 80%, '], ['hidden pairs', 'Bone therapy increased the ORR (34.9% vs 11.1%, P < 0.0001). '],
  ])('of thousands of letters with %s takes time in proportion', (_, piece) => {
    const cells = { treatment: 'Alpha vs Beta vs Gamma vs Delta', patients: '40 vs 74 vs 15 vs 42' };
    const half = Math.min(timed({ ...cells, results: piece.repeat(Math.floor(15_000 / piece.length)) }), timed({ ...cells, results: piece.repeat(Math.floor(15_000 / piece.length)) }));
    const whole = timed({ ...cells, results: piece.repeat(Math.floor(30_000 / piece.length)) });
    expect(whole).toBeLessThan(Math.max(1500, 8 * half));
  });

  it('of enormous groups takes no longer than of small ones', () => {
    expect(timed({ treatment: 'Alpha vs Beta', patients: '99,999 vs 99,998', results: 'Treatment increased the ORR (34.8765% vs 11.1234%, P < 0.0001), then ORR 34.8% vs 11.2%, p = 0.1' })).toBeLessThan(3000);
    expect(timed({ treatment: 'Alpha vs Beta', patients: '999999999 vs 999999998', results: 'ORR 34.8% vs 11.2%, p = 0.1; DCR 55% (549999999/999999999) vs 44%' })).toBeLessThan(3000);
  });
});
