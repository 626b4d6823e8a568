// p values as printed: what is read, what is left alone, what each stands for, and which side of α.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionOfP, parsePrintedP, pInterval, readPrintedP } from '../../../../db/evidence/printedP';

function read(text: string): readonly [string, number | null] | null {
  const p = parsePrintedP(text);
  return p === null ? null : [p.operator, p.number?.value ?? null];
}

/** Any UTF-16 units, lone surrogates and control characters among them. */
const anyText = fc.array(fc.nat(0xff_ff), { maxLength: 150 }).map((codes) => String.fromCharCode(...codes));

describe('a printed p', () => {
  it.each([
    ['p = 0.016', '=', 0.016],
    ['P =0.011', '=', 0.011],
    ['p=.04', '=', 0.04],
    ['P < 0.0001', '<', 0.0001],
    ['p <0.0001', '<', 0.0001],
    ['p<.001', '<', 0.001],
    ['< .001', '<', 0.001],
    ['p ≤ 0.05', '≤', 0.05],
    ['p <= 0.05', '≤', 0.05],
    ['p > 0.05', '>', 0.05],
    ['p ≥ 0.05', '≥', 0.05],
    ['P = < 0.001', '<', 0.001],
    ['p-value: 0.03', '=', 0.03],
    ['P value of 0.03', '=', 0.03],
    ['p‑value < 0·05', '<', 0.05],
    ['p was less than 0.01', '<', 0.01],
    ['P for trend = 0.02', '=', 0.02],
    ['P-interaction=0.4', '=', 0.4],
    ['p=1.2e-4', '=', 0.000_12],
    ['p = 4.7×10⁻⁴', '=', 0.000_47],
    ['P = 4.7 x 10-4', '=', 0.000_47],
    ['p 0.03', '=', 0.03],
    ['0.03', '=', 0.03],
    ['p = 47', '=', 47],
    ['p = 0', '=', 0],
    ['NS', 'not significant', null],
    ['p = NS', 'not significant', null],
    ['P: n.s.', 'not significant', null],
    ['not significant', 'not significant', null],
    ['non-significant', 'not significant', null],
  ])('%j', (text, operator, value) => {
    expect(read(text)).toEqual([operator, value]);
  });

  it.each([
    '', 'p', 'P =', 'p53', 'p53 = 5', 'PFS: 9.0', 'patients = 40', 'p = 0,05', 'p = 5%', 'p = 0.03-0.05', 'p = 0.03–.05', 'p = -0.5', 'p ≈ 0.05', 'p = abc', 'nsclc', 'p 12', 'p16 0.5', 'P0.05', 'q = 0.04', 'p = 0.04 and more', '1.5', 'p = 1.2.3',
    `p${' '.repeat(300)}= 0.04`, `p = ${'0'.repeat(300)}`,
  ])('%j is none', (text) => {
    expect(read(text)).toBeNull();
  });

  it('is read from the middle of a sentence', () => {
    const text = 'better (p < 0.0001) and P = 0.025.';
    expect(readPrintedP(text, 8)).toMatchObject({ p: { text: 'p < 0.0001', operator: '<' }, end: 18 });
    expect(readPrintedP(text, 24)).toMatchObject({ p: { text: 'P = 0.025' }, end: 33 });
    expect(readPrintedP(text, 0)).toBeNull();
  });

  it('survives any text at any place', () => {
    const pieces = fc.array(fc.constantFrom('p', 'P', '-', 'value', ' ', '=', '<', '>', 'n.s.', 'not', 'non', ' significant', '0.05', '.', '1e-', '10', '×', '⁻⁴', '\u00a0', '‮', '\u0000', 'less than', ':'), { maxLength: 40 });
    fc.assert(fc.property(pieces, fc.nat(60), (found, from) => {
      const text = found.join('');
      const p = readPrintedP(text, from);
      expect(p === null || text.slice(from, p.end) === p.p.text).toBe(true);
    }), { numRuns: 2000 });
    fc.assert(fc.property(anyText, (text) => { parsePrintedP(text); }));
  });
});

describe('a printed p stands for', () => {
  const alpha = 0.05;
  const interval = (text: string): readonly [number, number] | null => {
    const p = parsePrintedP(text);
    const found = p === null ? null : pInterval(p, alpha);
    return found === null ? null : [found.lower, found.upper];
  };

  it.each([
    ['p = 0.05', [0.045, 0.055]],
    ['p = 0.050', [0.0495, 0.0505]],
    ['p < 0.05', [0, 0.05]],
    ['p ≤ 0.05', [0, 0.05]],
    ['p > 0.05', [0.05, 1]],
    ['p = 0.000', [0, 0.0005]],
    ['p = 1.00', [0.995, 1]],
    ['NS', [0.05, 1]],
    ['p = 0', null],
    ['p < 0', null],
    ['p = 47', null],
  ] as const)('%s: %j', (text, ends) => {
    expect(interval(text)).toEqual(ends);
  });

  it.each([
    ['p = 0.05', 'borderline'], ['p = 0.050', 'borderline'], ['p ≤ 0.05', 'borderline'], ['p < 0.05', 'significant'], ['p = 0.049', 'significant'], ['p = 0.04', 'significant'],
    ['p > 0.05', 'not significant'], ['p = 0.051', 'not significant'], ['p = 0.1', 'not significant'], ['NS', 'not significant'], ['p < 0.1', 'borderline'], ['p > 0.01', 'borderline'], ['p = 47', 'borderline'],
  ] as const)('%s is %s', (text, decision) => {
    const p = parsePrintedP(text);
    expect(p === null ? null : decisionOfP(p, alpha)).toBe(decision);
  });

  it('“NS” is by the usual α or a smaller one, whatever α is asked for', () => {
    const ns = parsePrintedP('NS');
    expect(ns === null ? null : [pInterval(ns, 0.1), pInterval(ns, 0.01)]).toEqual([{ lower: 0.05, upper: 1 }, { lower: 0.01, upper: 1 }]);
    expect(ns === null ? null : [decisionOfP(ns, 0.1), decisionOfP(ns, 0.05), decisionOfP(ns, 0.01)]).toEqual(['borderline', 'not significant', 'not significant']);
  });
});
