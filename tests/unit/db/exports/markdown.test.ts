import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listed, nastyMatrix, notesOf, printedTable, tableOf, textOf } from './printed';

async function cellInMarkdown(text: string): Promise<string> {
  const lines = (await textOf(printedTable([[text]], {}, 1), 'md')).split('\n');
  return (lines[4] ?? '').slice(2, -2);
}

// What GitHub shows for a cell: the inverse of the escapes, by the rules of the GFM specification.
function shown(markdown: string): string {
  return markdown.replaceAll('<br>', '\n').replace(/\\([\\|*_`~$(])/g, '$1').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}

describe('markdown', () => {
  it('is the title, a GitHub table and the notes', async () => {
    const table = printedTable([['SEPT2', '[66, 67]', '']], { notes: notesOf('NSCLC, non-small cell lung cancer.', 'Source: the review.') });
    expect(await textOf(table, 'md')).toBe(`Table 1. Factors contributing to bone metastasis of NSCLC

| Heading 0 | Heading 1 | Heading 2 |
| --- | --- | --- |
| SEPT2 | [66, 67] |  |

NSCLC, non-small cell lung cancer.

Source: the review.
`);
  });

  it.each([
    ['a|b', 'a\\|b'],
    ['a\\b', 'a\\\\b'],
    ['a\\|b', 'a\\\\\\|b'],
    ['one\r\ntwo\rthree\nfour', 'one<br>two<br>three<br>four'],
    ['p < 0.05 & n > 3', 'p &lt; 0.05 &amp; n > 3'],
    ['&lt;', '&amp;lt;'],
    ['HLA-A*02:01 and *', 'HLA-A\\*02:01 and \\*'],
    ['_x000D_', '\\_x000D\\_'],
    ['[click](http://x)', '[click]\\(http://x)'],
    ['$5 to $6', '\\$5 to \\$6'],
    ['0.65 (0.50–0.80)', '0.65 (0.50–0.80)'],
  ])('shows %j literally', async (text, markdown) => {
    expect(await cellInMarkdown(text)).toBe(markdown);
  });

  it('keeps every row on one line with its cells apart, and shows every text as it is', async () => {
    await fc.assert(fc.asyncProperty(nastyMatrix, async (matrix) => {
      const lines = (await textOf(tableOf(matrix), 'md')).split('\n').slice(2, -1);
      expect(lines).toHaveLength(matrix.rows.length + 2);
      const cells = lines.map((line) => line.slice(2, -2).split(/(?<=(?:^|[^\\])(?:\\\\)*) \| /));
      const expected = [matrix.headings, ...matrix.rows].map((row) => row.map((cell) => cell.replace(/\r\n|\r/g, '\n')));
      expect([cells[0], ...cells.slice(2)].map((row) => (row ?? []).map(shown))).toEqual(expected);
    }));
  });

  it.each(['# not a heading', '- not a list', '1. not a list', '> not a quotation'])('lets a note start with %j', async (note) => {
    const lines = (await textOf(printedTable([], { title: '', notes: notesOf(note) }), 'md')).split('\n');
    expect(lines[0]).toBe('| Heading 0 | Heading 1 | Heading 2 |');
    expect(lines[3]).toMatch(/^(?:\\[#>-]|1\\\.) not a/);
  });

  it('sets a list of references under its heading, entries in their own letters, and small capitals as they are', async () => {
    expect((await textOf(printedTable([], { notes: () => [{ mark: '', text: 'OS.' }, ...listed] }), 'md')).split('\n').slice(4)).toEqual([
      '', 'OS.', '', '**References**', '', '1\\. Quill A. Ca<sup>2+</sup> &amp; “<i>RANKL</i> ”. <b><i>J Ex. </i></b>12<sub>n</sub>.', '',
    ]);
  });

  it('raises the letters of notes', async () => {
    const table = printedTable([['one', 'two', 'three']], { marksAt: (_, column) => (column === 0 ? 'a' : ''), notes: () => [{ mark: 'a', text: '- disputed | still' }] });
    expect((await textOf(table, 'md')).split('\n').slice(-4)).toEqual(['| one<sup>a</sup> | two | three |', '', '<sup>a</sup> - disputed \\| still', '']);
  });
});
