// Bad input: hostile characters, cells as long as they may be, made to be slow. No crash, time in proportion to length,
// nothing read where nothing is understood, and a shape that the contract takes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExtractedTrial, type TrialCells } from '../../../../../db/contract/evidence';
import { maxCellLength } from '../../../../../db/contract/values';
import { extract, said } from './reading';
import { checkSpans } from './spans';

function everywhere(text: string): TrialCells {
  return { studyType: text, treatment: text, population: text, patients: text, results: text, conclusions: text };
}

describe('hostile text', () => {
  it.each([
    ['right-to-left marks', '\u202eORR 45% vs 30%\u202c (p = 0.02)'], ['a right-to-left language', 'معدل البقاء HR 0.65 (95% CI 0.50-0.85)'], ['controls', 'OR\u0000R 45\u0007% \u001b[31m'], ['lone surrogates', '\ud800ORR \udc00 45%\ud800'],
    ['ten thousand digits', '1'.repeat(10_000)], ['ten thousand digits with a point', `0.${'1'.repeat(10_000)}%`], ['an endless exponent', `1e${'9'.repeat(5000)}`], ['zero width', 'H\u200bR 0\u200b.65'], ['emoji', '👩‍⚕️ ORR 45% 🎉'], ['combining marks', 'p\u0301\u0302 = 0.05'], ['a formula', '=HYPERLINK("x")'], ['HTML', '<b>p</b> &lt; 0.05 <script>alert(1)</script>'],
    ['a prototype name', '__proto__ constructor toString hasOwnProperty 45% vs 30%'], ['unmatched brackets', '((((ORR 45% [vs 30%)))]]'], ['only signs', '%%%///---===<<<>>>'], ['line ends', 'ORR\n\n\r\n45%\u2028vs\u202930%'], ['full-width', 'ＯＲＲ ４５％ vs ３０％'], ['huge numbers', 'ORR 999999999999999999999% (1e300/1e301)'],
  ])('%s', (_name, text) => {
    const trial = extract(everywhere(text));
    expect(ExtractedTrial.parse(JSON.parse(JSON.stringify(trial)))).toEqual(trial);
    for (const result of trial.results) checkSpans(result, text);
  });

  it.each<readonly [string, readonly string[]]>([
    ['\u202eORR 45% vs 30%\u202c (p = 0.02)', ['ORR: 45% p=0.02 #0', 'ORR: 30% p=0.02 #0']],
    ['OS\u00a0HR\u00a00.65\u00a0(95%\u00a0CI\u00a00.50–0.85)', ['OS: HR 0.65 [0.50, 0.85] 95%']],
    ['OS: HR 0.65\r\n(95% CI\n0.50–0.85)', ['OS: HR 0.65 [0.50, 0.85] 95%']],
    ['معدل البقاء HR 0.65 (95% CI 0.50-0.85)', ['“”: HR 0.65 [0.50, 0.85] 95%']],
    ['OS: HR 1,023', ['OS: HR 1,023']],
    ['ORR 120%', ['ORR: 120%']],
    ['OS: HR 0.65 (95% CI 0.85–0.50)', ['OS: HR 0.65 [0.85, 0.50] 95%']],
    ['OS: HR -0.65 (95% CI -0.8 to -0.5)', []],
    ['ORR 54/12', []],
    [`ORR ${'1'.repeat(50)}%`, []],
  ])('“%s”', (text, lines) => {
    expect(said(text)).toEqual(lines);
  });

  it('reads at most what a cell may hold', () => {
    const text = `${' '.repeat(maxCellLength)}ORR 45%`;
    expect(extract({ ...everywhere(''), results: text }).results).toEqual([]);
  });
});

const pieces = [
  'p<0.05, ', 'ORR 45% vs 30%, ', '35% vs 14%, p=0.01; ', '(', ')', '((', '[', '1', '1.', '1,', '1,000', '1/2/', '-', '–', 'hazard ', 'HR ', 'HR 0.65 (95% CI 0.5-0.8), ', 'median ', 'median OS 12 vs 9 months ', 'OS ', 'OS and ', '1-, ', '5-year ', '45% and ', '45% vs ', 'vs ', 'SBRT vs EBRT ', '45% in the SBRT group and 30% in the EBRT group, ', ' ', '\n', 'twenty-', '5 of ', '5 patients (', '95% CI ', '1e', '5×10', 'grade 3 or ', '\u202e45% ',
  '\ud800', 'respectively ', 'A: ', 'age ', 'Of 5 patients, ', '. ', 'surgery and ', '(range ', 'n = 5 ', 'all p<0.05 ', 'OS; ', 'from 5 to ', '± ', 'not reached ', 'The rate of patients who improved was higher. ', 'at 5 years ', '→ ', '% ', ', ', 'compared with ', '&lt;', 'one of ', 'NS, ', '"', 'Ä', '一',
];

// In milliseconds of this process's own work: a busy machine must not fail it.
function timeOf(cells: TrialCells): number {
  const start = process.cpuUsage();
  extract(cells);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

describe('time', () => {
  // Each of the six cells full of one piece over and over. A cell of this length takes some tens of milliseconds; what
  // grows with the square takes minutes.
  const mostMs = 5000;

  it.each(pieces)('is bounded for “%s” over and over', (piece) => {
    const text = piece.repeat(Math.ceil(maxCellLength / piece.length)).slice(0, maxCellLength);
    expect(timeOf({ ...everywhere(text), treatment: 'SBRT vs EBRT and surgery', patients: '5 vs 6' })).toBeLessThan(mostMs);
    expect(timeOf({ ...everywhere(text), results: 'ORR 45% vs 30%' })).toBeLessThan(mostMs);
  });

  it('is bounded for any mixture', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }), (mixture) => {
      const text = mixture.join('').repeat(2000).slice(0, 12_000);
      expect(timeOf({ ...everywhere(text), treatment: 'SBRT vs EBRT', patients: '5 vs 6' })).toBeLessThan(mostMs);
    }), { numRuns: 60, seed: 3 });
  }, 60_000);

  it('grows no faster than the text', () => {
    const sentence = 'Median OS was 12.3 vs 9.8 months (HR 0.65, 95% CI 0.50-0.85; p=0.001) and ORR 45% vs 30%, ';
    const best = (length: number): number => Math.min(...[1, 2, 3].map(() => timeOf({ ...everywhere(''), treatment: 'A vs B', results: sentence.repeat(Math.ceil(length / sentence.length)).slice(0, length) })));
    best(4000);
    const [short, long] = [best(5000), best(30_000)];
    // Six times the text; a square would be 36 times the time.
    expect(long / short).toBeLessThan(18);
  });
});

describe('any text at all', () => {
  const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: 'grapheme', maxLength: 200 }), fc.array(fc.constantFrom(...pieces, '12.3', '0.65', '45%', '(', ')', ' '), { maxLength: 60 }).map((parts) => parts.join('')));

  it('gives the shape of the contract, spans in the text, and the same twice', () => {
    fc.assert(fc.property(anyText, anyText, anyText, (treatment, patients, results) => {
      const cells = { ...everywhere(''), treatment, patients, results };
      const trial = extract(cells);
      expect(ExtractedTrial.parse(JSON.parse(JSON.stringify(trial)))).toEqual(trial);
      expect(extract(cells)).toEqual(trial);
      for (const result of trial.results) {
        checkSpans(result, results);
        expect(result.arms.every((arm) => arm < trial.arms.length)).toBe(true);
      }
      for (const arm of trial.arms) expect(treatment.slice(arm.labelSpan.start, arm.labelSpan.end)).toBe(arm.label);
    }), { numRuns: 2000, seed: 5 });
  }, 60_000);

  it('finds the same when other sentences stand around it', () => {
    fc.assert(fc.property(fc.constantFrom('Patients were followed closely. ', 'Treatment was well tolerated. ', 'The study was open to all. '), fc.constantFrom(' Follow-up was complete.', ' Further work is needed.', ''), (before, after) => {
      expect(said(`${before}ORR was 45% vs 30% (p = 0.02).${after}`)).toEqual(said('ORR was 45% vs 30% (p = 0.02).'));
    }));
  });
});
