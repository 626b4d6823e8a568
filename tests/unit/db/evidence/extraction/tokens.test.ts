// How a text is cut: numbers, words and signs with their places; brackets, sentences and clauses.
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../../../../db/evidence/extraction/layout';
import { tokensOf } from '../../../../../db/evidence/extraction/tokens';

const shown = (text: string): string => tokensOf(text).map(({ kind, text: plain }) => (kind === 'number' ? `#${plain}` : plain)).join(' ');

describe('tokens', () => {
  it.each([
    ['0.65', '#0.65'], ['.05', '#.05'], ['0·65', '#0·65'], ['1,023', '#1,023'], ['1,02', '#1 , #02'], ['12,5', '#12 , #5'], ['1.2e-4', '#1.2e-4'], ['4.7×10⁻⁴', '#4.7×10⁻⁴'], ['12.03.2014', '?'], ['1.2.3', '?'], ['5.', '#5 .'],
    ['45%', '#45 %'], ['45％', '#45 %'], ['p<0.05', 'p < #0.05'], ['p&lt;0.05', 'p < #0.05'], ['<=', '≤'], ['≧', '≥'], ['0.5–0.8', '#0.5 - #0.8'], ['0.5—0.8', '#0.5 - #0.8'], ['3.2+/-1.1', '#3.2 ± #1.1'], ['（35％）', '( #35 % )'],
    ['CXCR4', 'cxcr4'], ['T790M', 't790m'], ['Sr-89', 'sr - #89'], ['HR0.65', 'hr #0.65'], ['patients’', 'patients ’'], ["Fisher's", "fisher's"], ['TGF-β', 'tgf - β'], ['H\u200bR', 'h r'], ['\ud800A', '\ud800 a'],
  ])('%s', (text, tokens) => {
    expect(shown(text)).toBe(tokens);
  });

  it('keeps every place: the pieces and what is between them are the text', () => {
    const text = 'Median OS\u00a012.3 (95% CI, 10.1–14.5)\n vs 9·8; p<.001';
    const tokens = tokensOf(text);
    for (const { raw, start, end } of tokens) expect(text.slice(start, end)).toBe(raw);
    expect(tokens.reduce((rest, { raw }) => rest.replace(raw, ''), text).trim()).toBe('');
  });
});

describe('layout', () => {
  const sentences = (text: string): readonly string[] => {
    const { tokens, sentenceStarts } = layoutOf(text);
    return sentenceStarts.slice(0, -1).map((start, index) => text.slice(tokens[start]?.start ?? 0, tokens[(sentenceStarts[index + 1] ?? 0) - 1]?.end ?? 0));
  };

  it.each<readonly [string, ...string[]]>([
    ['ORR 45%. OS 12 months.', 'ORR 45%.', 'OS 12 months.'],
    ['16.0 months vs. 2.5 months', '16.0 months vs. 2.5 months'],
    ['p = 0.05. Median', 'p = 0.05.', 'Median'],
    ['(e.g. 45%) of them', '(e.g. 45%) of them'],
    ['6.5 mo. The ORR', '6.5 mo.', 'The ORR'],
    ['ORR (45%. p = 0.02) was', 'ORR (45%. p = 0.02) was'],
    ['ORR 45%\nDCR 80%', 'ORR 45%', 'DCR 80%'],
    ['95% CI\n1.2–14', '95% CI\n1.2–14'],
    ['ORR 45% in the\nSBRT group', 'ORR 45% in the\nSBRT group'],
  ])('%s', (text, ...expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  it('leaves brackets that nothing closes without effect', () => {
    const { bracket } = layoutOf('ORR (45%. DCR 80%; OS (12 months) was');
    expect([...bracket].filter((at) => at >= 0)).toHaveLength(2);
  });

  it('cuts clauses at semicolons outside brackets', () => {
    const { clause } = layoutOf('ORR 45%; DCR (80%; 96) was');
    expect(new Set(clause).size).toBe(2);
  });
});
