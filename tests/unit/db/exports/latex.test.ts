import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declaredCharacters } from '../../../../db/exports/latexCharacters';
import { linesOf, slicesOf } from '../../../../db/exports/latexSlices';
import { latexText, printableText, unsetCodePoints } from '../../../../db/exports/latexText';
import type { PrintedTable } from '../../../../db/exports/printedTable';
import { listed, nastyMatrix, nastyText, notesOf, printedTable, tableOf, textOf } from './printed';

const cell = { charactersPerLine: 40, lineBreak: '\\newline{}' };
const written = (text: string): string => latexText(printableText(text), cell);

async function bodyOf(table: PrintedTable): Promise<string> {
  const text = await textOf(table, 'latex');
  return text.slice(text.indexOf('\\begin{document}'));
}

describe('text in LaTeX', () => {
  it.each([
    ['\\end{document}', '\\textbackslash{}end\\{document\\}'],
    ['100 % of $5 & #1 x_y ~z ^2', '100 \\% of \\$5 \\& \\#1 x\\_y \\textasciitilde{}z \\textasciicircum{}2'],
    ['"a" \'b\' `c`', '\\textquotedbl{}a\\textquotedbl{} \\textquotesingle{}b\\textquotesingle{} \\textasciigrave{}c\\textasciigrave{}'],
    ['a--b---c <<d>> ,,e', 'a-{}-b-{}-{}-c <{}<d>{}> ,{},e'],
    ['[66, 67]', '{[}66, 67]'],
    ['*', '{*}'],
    ['one\ntwo\r\n\rthree', 'one\\newline{}two\\newline{}\\newline{}three'],
    ['two  blanks\tand a tab ', 'two blanks and a tab'],
    ['p ≤ 10⁻⁴, TGF-β ± 1 µm', 'p ≤ 10⁻⁴, TGF-β ± 1 µm'],
    ['e\u0301', 'é'],
    ['骨x', '\\uni{9AA8}{骨}x'],
    ['עב', '\\uni{05E2 05D1}{עב}'],
    ['👩🏽‍⚕️', '\\uni{1F469}{👩}\\uni{1F3FD 200D 2695 FE0F}{🏽‍⚕️}'],
    ['%\u0301', '\\uni{0025 0301}{\\%\u0301}'],
    ['\u202Eab\u202C\u0000\u200F\uFEFF', 'ab'],
    ['a\uD800b', 'a\\uni{FFFD}{\\symbol{65533}}b'],
    ['\uFFFF\\x\uFFFF', '\\textbackslash{}x'],
  ])('%j', (text, latex) => {
    expect(written(text)).toBe(latex);
  });

  it('lets long words break: after their signs, else anywhere, words of letters by hyphens', () => {
    expect(written('https://doi.org/10.1000/aaaaaaaaaa')).toBe('https://\\brk{}doi.\\brk{}org/\\brk{}10.\\brk{}1000/\\brk{}aaaaaaaaaa');
    expect(written('immunohistochemistry')).toBe('immunohistochemistry');
    expect(written('1'.repeat(50)).split('\\brk{}')).toHaveLength(50);
  });

  it('has balanced braces and no letter that means something to TeX, whatever the text (property)', () => {
    fc.assert(fc.property(nastyText, fc.integer({ min: 2, max: 80 }), (text, charactersPerLine) => {
      const latex = latexText(printableText(text), { charactersPerLine, lineBreak: '\\newline{}' });
      const bare = latex.replace(/\\(?:textbackslash|textquotedbl|textquotesingle|textasciitilde|textasciicircum|textasciigrave|newline|brk)\{\}|\\symbol\{65533\}|\\uni(?=\{[0-9A-F\s]+\}\{)|\\[{}$&#%_]|%\n/gu, '');
      expect(bare).not.toMatch(/[\\$&#%_^~"'`]/u);
      let depth = 0;
      for (const sign of bare) {
        depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
        expect(depth).toBeGreaterThanOrEqual(0);
      }
      expect(depth).toBe(0);
      expect(latex).not.toMatch(/\n\s*\n/u);
      expect(Math.max(...latex.split('\n').map((line) => line.length))).toBeLessThan(20_000);
    }), { numRuns: 300 });
  });

  it('names every character that pdflatex cannot set', () => {
    expect(unsetCodePoints(written('骨转 α 骨'))).toEqual(['9AA8', '8F6C', '9AA8']);
  });

  it('declares each character once, each beyond ASCII', () => {
    for (const character of declaredCharacters.keys()) expect(character).toMatch(/^[^\u0000-\u009F]$/u);
    expect(declaredCharacters.size).toBeGreaterThan(200);
  });
});

describe('rows taller than a page', () => {
  it('are divided at blanks, and nothing but those blanks is lost (property)', () => {
    fc.assert(fc.property(nastyText, fc.integer({ min: 2, max: 60 }), fc.integer({ min: 1, max: 50 }), (given, charactersPerLine, mostLines) => {
      const text = printableText(given);
      const slices = slicesOf(text, charactersPerLine, mostLines);
      expect(slices.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
      for (const slice of slices.slice(1)) expect(slice).not.toMatch(/^[\p{M}\u200D]/u);
    }));
  });

  it('become rows that fit', () => {
    const slices = slicesOf('long '.repeat(6_000), 20, 50);
    expect(slices.length).toBeGreaterThan(25);
    for (const slice of slices) expect(linesOf(slice, 20)).toBeLessThanOrEqual(51);
    expect(slicesOf('short', 20, 50)).toEqual(['short']);
    expect(slicesOf('a\n'.repeat(120), 20, 50).length).toBeGreaterThan(2);
  });

  it('keep their marks at the end', async () => {
    const body = await bodyOf(printedTable([['long '.repeat(3_000), 'b', 'c']], { marksAt: (_, column) => (column === 2 ? '' : 'a, b') }));
    expect(body.match(/\\textsuperscript\{a, b\}/gu)).toHaveLength(2);
    expect(body).toMatch(/& b\\textsuperscript\{a, b\}\n & c \\\\\n/u);
    expect(body).toMatch(/long\\textsuperscript\{a, b\}\n & \n & {2}\\\\\n\\end\{longtable\}/u);
  });
});

describe('latex', () => {
  it('is a document with three rules, a repeated head, and notes in order', async () => {
    const notes = [{ mark: '', text: 'OS, overall survival.' }, { mark: 'a', text: 'Disputed: 5%.' }];
    const text = await textOf(printedTable([['one', 'two', '[66]'], ['4', '5', '6']], { notes: () => notes, marksAt: (row, column) => (row + column === 2 ? 'a' : ''), title: 'Table 12. Factors & more' }), 'latex');
    expect(text).toContain('\\usepackage{amssymb,array,booktabs,longtable,threeparttablex,caption}');
    const body = text.slice(text.indexOf('\\begin{ThreePartTable}'));
    const head = '\\toprule\n\\multicolumn{1}{@{}B{78pt}}{\\bfseries\\boldmath Heading 0}\n & \\multicolumn{1}{B{156pt}}{\\bfseries\\boldmath Heading 1}\n & \\multicolumn{1}{B{233pt}@{}}{\\bfseries\\boldmath Heading 2} \\\\\n\\midrule\n';
    expect(body).toBe(`\\begin{ThreePartTable}
\\begin{TableNotes}[flushleft]
\\plainnote OS, overall survival.
\\item[{a}] Disputed: 5\\%.
\\end{TableNotes}
\\setcounter{table}{11}
\\begin{longtable}{@{}L{78pt}L{156pt}L{233pt}@{}}
\\caption[]{Factors \\& more}\\\\
${head}\\endfirsthead
${head}\\endhead
\\bottomrule
\\endfoot
\\noalign{\\vskip0pt}
\\endlastfoot
one
 & two
 & {[}66]\\textsuperscript{a} \\\\
\\addlinespace[2pt]
4
 & 5\\textsuperscript{a}
 & 6 \\\\*
\\insertTableNotes \\\\
\\end{longtable}
\\end{ThreePartTable}
\\end{document}
`);
  });

  it('sets a list of references under its heading, entries in their own letters, with the blanks between them', async () => {
    const body = (await textOf(printedTable([['1', '2', '3']], { notes: () => [{ mark: '', text: 'OS.' }, ...listed] }), 'latex')).split('\\begin{TableNotes}[flushleft]\n')[1]?.split('\\end{TableNotes}')[0];
    expect(body).toBe('\\plainnote OS.\n\\listheading{References}\n\\plainnote\\listentry{1. Quill A. Ca\\textsuperscript{2+} \\& “\\textit{RANKL} ”. \\textbf{\\textit{J Ex. }}\\textsc{12}\\textsubscript{n}.}\n');
  });

  it('lies in landscape when asked, and names the language to editors', async () => {
    const wide = await textOf(printedTable([], { orientation: 'landscape', language: 'de-AT\n\\x' }), 'latex');
    expect(wide).toContain('\\usepackage[a4paper,landscape,margin=2cm]{geometry}');
    expect(wide).toContain('% !TeX spellcheck = de-ATx\n');
    expect(await textOf(printedTable([]), 'latex')).toContain('\\usepackage[a4paper,margin=2cm]{geometry}');
  });

  it.each(['Supplementary table', 'Table S1. Factors'])('prints the title %j without a label', async (title) => {
    const body = await bodyOf(printedTable([], { title }));
    expect(body).toContain(`\\caption*{\\textbf{${title}}}`);
    expect(body).not.toContain('\\setcounter');
  });

  it('has no caption without a title, and no notes without notes', async () => {
    const body = await bodyOf(printedTable([], { title: '' }));
    expect(body).not.toMatch(/\\caption|TableNotes/u);
  });

  it('lets a head, a title and notes that are taller than a page break', async () => {
    const long = 'long '.repeat(2_000);
    const body = await bodyOf(printedTable([['1', '2', '3']], { title: long, notes: notesOf(long), columns: ['a', 'b', 'c'].map((key) => ({ key, heading: long, widthShare: 1 })) }));
    expect(body).toMatch(/\{\\small\\bfseries\\boldmath\\raggedright long[^}]*\\par\}/u);
    expect(body).toContain('\\toprule\n\\endfirsthead\n\\toprule\n\\endhead\n');
    expect(body).toMatch(/\\end\{longtable\}\n\{\\let\\TPToverlap\\relax[^}]*\\begin\{tablenotes\}/u);
    expect(body).not.toContain('\\caption');
  });

  it('lists below its end what pdflatex prints as code points', async () => {
    const table = printedTable([['骨', 'α', '骨']], { notes: notesOf('עב') });
    expect((await textOf(table, 'latex')).split('\\end{document}\n')[1]).toBe(
      '% pdflatex prints these characters as their code points, xelatex and lualatex print them where a font holds them:\n%   U+05D1: 1\n%   U+05E2: 1\n%   U+9AA8: 2\n');
    expect((await textOf(printedTable([['α', '', '']]), 'latex')).endsWith('\\end{document}\n')).toBe(true);
  });

  it('has as many cells in each row as columns, whatever they hold (property)', async () => {
    await fc.assert(fc.asyncProperty(nastyMatrix, async (matrix) => {
      const body = await bodyOf(tableOf(matrix));
      const rows = body.slice(body.indexOf('\\endlastfoot\n') + '\\endlastfoot\n'.length, body.indexOf('\\end{longtable}')).split('\\\\\n').slice(0, -1);
      for (const row of rows) expect(row.split('\n & ')).toHaveLength(matrix.headings.length);
      expect(rows.length).toBeGreaterThanOrEqual(matrix.rows.length);
    }), { numRuns: 60 });
  });
});
