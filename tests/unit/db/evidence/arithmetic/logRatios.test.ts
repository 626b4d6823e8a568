// Log ratios and their variances against counts: what is flagged, and what is left alone.
import { describe, expect, it } from 'vitest';
import { checkLogRatioAgainstCounts } from '../../../../../db/evidence/arithmetic/logRatioAgainstCounts';
import { waldOfRatio } from '../../../../../db/evidence/statistics/twoByTwo';
import { counts, printed } from './printing';

function checked(table: string, log: string | null, variance: string | null, measure: 'OR' | 'RR' = 'OR'): string {
  const [first, second] = counts(table);
  if (first === undefined || second === undefined) throw new Error(table);
  const found = checkLogRatioAgainstCounts({ measure, first, second, log: log === null ? null : printed(log), variance: variance === null ? null : printed(variance) });
  if (found.verdict === 'not checked') return found.because;
  return found.verdict === 'consistent' ? 'consistent' : `${found.severity}: ${found.shown.matches.log ?? 'no log'}, ${found.shown.matches.variance ?? 'no variance'}`;
}

describe('a log ratio and its variance', () => {
  it.each([
    ['173/5331 v 210/5296', '-0.208', '0.0109'], ['54/244 v 85/253', '-0.577', '0.0415'], ['173/5331 v 210/5296', null, '0.0109'], ['173/5331 v 210/5296', '-0.21', null],
    // With an empty cell one half is added to each.
    ['2/94 v 0/52', '1.043', '2.4299'], ['1/23 v 0/29', '1.369', '2.745'],
  ])('%s: %s, %s', (table, log, variance) => {
    expect(checked(table, log, variance)).toBe('consistent');
  });

  it('of risks', () => {
    expect(checked('40/114 v 16/115', '0.925', '0.0700', 'RR')).toBe('consistent');
    expect(checked('40/114 v 16/115', '1.207', null, 'RR')).toBe('minor: log OR for log RR, no variance');
  });

  it.each([
    ['0.208', '0.0109', 'minor: sign reversed, as printed'], ['-0.090', null, 'minor: logarithm to base 10, no variance'], ['-0.208', '0.1046', 'minor: as printed, standard error'], ['-0.208', '0.0209', 'minor: as printed, neither'],
  ])('173/5331 v 210/5296: %s with %s is %s', (log, variance, found) => {
    expect(checked('173/5331 v 210/5296', log, variance)).toBe(found);
  });

  it('leaves alone what may be of a model, and what is no table', () => {
    expect(checked('173/5331 v 210/5296', '-0.31', '0.02')).toBe('nothing matches');
    expect(checked('173/5331 v 210/5296', null, '0.02')).toBe('consistent');
    expect(checked('173/100 v 210/5296', '-0.208', null)).toBe('not understood');
    expect(checked('173/5331 v 210/5296', null, null)).toBe('not understood');
  });
});

describe('Wald’s p of a ratio', () => {
  it('is that of its interval', () => {
    const [first, second] = counts('40/114 v 16/115');
    if (first === undefined || second === undefined) throw new Error('no arms');
    expect(waldOfRatio('RR', first, second)?.p).toBeCloseTo(0.000473, 6);
    expect(waldOfRatio('OR', first, second)?.p).toBeCloseTo(0.000292, 6);
    expect(waldOfRatio('RR', first, { k: 0, n: 5 })).toBeNull();
    expect(waldOfRatio('OR', { k: 5, n: 5 }, second)).toBeNull();
    expect(waldOfRatio('RR', { k: 6, n: 5 }, second)).toBeNull();
  });
});
