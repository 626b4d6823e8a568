import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { nastyMatrix, nastyRows, nastyText, printedTable, tableOf, textOf } from './printed';

function readBack(text: string, delimiter: ',' | '\t'): readonly (readonly string[])[] {
  expect(text.endsWith('\r\n')).toBe(true);
  return Papa.parse<string[]>(text.slice(0, -2), { delimiter, newline: '\r\n' }).data;
}

describe.each([['csv', ','], ['tsv', '\t']] as const)('%s', (format, delimiter) => {
  it('reads back as the very same cells, whatever they hold', async () => {
    await fc.assert(fc.asyncProperty(nastyMatrix, async (matrix) => {
      const text = await textOf(tableOf(matrix), format);
      expect(readBack(text, delimiter)).toEqual([matrix.headings, ...matrix.rows]);
    }), { numRuns: 300 });
  });

  it('keeps every nasty text', async () => {
    const text = await textOf(printedTable(nastyRows), format);
    expect(readBack(text, delimiter).slice(1)).toEqual(nastyRows);
  });

  it('writes the head alone for a table without rows', async () => {
    expect(await textOf(printedTable([]), format)).toBe(['Heading 0', 'Heading 1', 'Heading 2'].join(delimiter) + '\r\n');
  });

  it('starts with a byte order mark only when asked', async () => {
    expect((await textOf(printedTable([]), format, { hasBom: true })).startsWith('\uFEFFHeading')).toBe(true);
    expect((await textOf(printedTable([]), format)).startsWith('Heading')).toBe(true);
  });

  it('leaves text that a spreadsheet would run as it is', async () => {
    const text = await textOf(printedTable([['=1+1', '-1.00', '@SUM(A1)']]), format);
    expect(text.split('\r\n')[1]).toBe(['=1+1', '-1.00', '@SUM(A1)'].join(delimiter));
  });
});

describe('quoting', () => {
  it('quotes what RFC 4180 asks for, and only that', async () => {
    const text = await textOf(printedTable([['plain', 'a,b', 'say "no"'], ['one\r\ntwo', 'a\tb', 'a;b']]), 'csv');
    expect(text).toBe('Heading 0,Heading 1,Heading 2\r\nplain,"a,b","say ""no"""\r\n"one\r\ntwo",a\tb,a;b\r\n');
  });

  it('keeps tabs and line breaks of a TSV cell inside quotes', async () => {
    const text = await textOf(printedTable([['a\tb', 'a\nb', 'a,b']]), 'tsv');
    expect(text.slice(text.indexOf('\r\n') + 2)).toBe('"a\tb"\t"a\nb"\ta,b\r\n');
  });

  it('writes an empty cell of a single column so that no reader takes it for a blank line', async () => {
    expect(await textOf(printedTable([['']], {}, 1), 'csv')).toBe('Heading 0\r\n""\r\n');
  });
});

describe.each([['csv', ','], ['tsv', '\t']] as const)('the flavour made for Excel: %s', (format, delimiter) => {
  const cellsOf = async (cells: readonly string[]): Promise<readonly string[]> => {
    const text = await textOf(printedTable(cells.map((cell) => [cell]), {}, 1), format, { isDefused: true });
    return readBack(text, delimiter).slice(1).map(([cell = '']) => cell);
  };

  it('puts an apostrophe before what a spreadsheet would run', async () => {
    const dangerous = ['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '=', '@', '-1.00 to 2', '+49 30', '--', '-=1', '\uFF1D1+1', '-1,5;=1', '-1e', "=HYPERLINK(\"http://x\")"];
    expect(await cellsOf(dangerous)).toEqual(dangerous.map((cell) => `'${cell}`));
  });

  it('leaves numbers, signs alone and everything else as it is', async () => {
    const harmless = ['-1.00', '+0.5', '-3.4%', '-1,234.5', '-1,5', '+1e-4', '-2E+10', '-.5', '-', '+', '−1', '–', 'a=1', ' =1', "'=1", '5.0', 'SEPT2', '(−)', ''];
    expect(await cellsOf(harmless)).toEqual(harmless);
  });

  it('never lets a cell begin with a sign that is no number (property)', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(nastyText, fc.constantFrom('=', '+', '-', '@').chain((sign) => nastyText.map((text) => sign + text))), { minLength: 1, maxLength: 5 }), async (cells) => {
      for (const [index, cell] of (await cellsOf(cells)).entries()) {
        expect([cells[index], `'${cells[index] ?? ''}`]).toContain(cell);
        if (/^[=+\-@\t\r\n]/u.test(cell)) expect(cell).toMatch(/^[+-][\d.,eE+%-]*$/u);
      }
    }), { numRuns: 100 });
  });

  it('defuses headings as well', async () => {
    const columns = [{ key: 'a', heading: '=1+1', widthShare: 1 }];
    expect(await textOf(printedTable([], { columns }), format, { isDefused: true })).toBe("'=1+1\r\n");
  });
});
