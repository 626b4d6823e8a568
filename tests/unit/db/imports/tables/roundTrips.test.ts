// What Lacuna exports, it reads back as it was, code point by code point: whatever the text, through every format that
// holds tables.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PrintedTable } from '../../../../../db/exports/printedTable';
import { bytesOf, nastyMatrix, nastyTexts, printedTable, tableOf } from '../../exports/printed';
import { cellsOf, read } from './workbooks';

const formats = ['csv', 'tsv', 'xlsx', 'json'] as const;

/** Texts that break programs which take them for something else: commands, numbers, dates, markup, code, directions, joins. */
const naughty: readonly string[] = [
  ...nastyTexts.filter((text) => text.length < 1000),
  '=2+5', '=HYPERLINK("http://127.0.0.1","x")', '-2+3', '+49 30', '@A1', '|calc', '%0a', '\'=1',
  '1,000.50', '0x1F', '1/2', '3-4', 'MARCH1', 'DEC1', '1e309', '-0', 'NaN', 'Infinity', 'null', 'undefined', 'true', '1:30', '00123', '12345678901234567890', '5.', '.5', '１２３',
  '<script>alert(1)</script>', '<td>', '<!DOCTYPE a [<!ENTITY b "c">]>', '&b;', '&#0;', ']]>', '{{7*7}}', '${7*7}', '%s%n', '../../etc/passwd', 'C:\\x\\y', '`id`', '$(id)', '\'; DROP TABLE study; --', '\u001B[31mred',
  'Ω≈ç√∫˜µ≤≥÷', 'ﬁ ﬂ', 'ﷺ', '田中さん', '𝒳𝓎𝓏', '👩‍👩‍👧‍👦🏳️‍🌈', 'Z̷̡a̴l̵g̶o̷', 'مرحبا \u200Fabc', '\u200B\u200C\u200D\u2060', '\u2028\u2029', '\u0085', 'ａ\u3000ｂ', 'ı İ ß ẞ',
];
const unlikeLoneSurrogates = naughty.filter((text) => text.isWellFormed());
const inCsv = unlikeLoneSurrogates.filter((text) => !text.includes('\u0000'));

async function readBack(table: PrintedTable, format: (typeof formats)[number], options: { readonly hasBom?: boolean } = {}): Promise<readonly (readonly string[])[]> {
  // Two lines of random text may be parted better by another sign: here the delimiter is known.
  const delimiter = format === 'csv' ? { delimiter: ',' } as const : format === 'tsv' ? { delimiter: '\t' } as const : {};
  const cells = cellsOf(await bytesOf(table, format, {}, options), delimiter);
  return cells.map((row) => Array.from({ length: table.columns.length }, (_, index) => row[index] ?? ''));
}

describe.each(formats)('%s', (format) => {
  test('gives back texts that break programs', async () => {
    const texts = format === 'csv' || format === 'tsv' ? inCsv : unlikeLoneSurrogates;
    const rows = texts.map((text, index) => [`${index}`, text, texts[(index + 7) % texts.length] ?? '']);
    expect(await readBack(printedTable(rows), format)).toEqual([['Heading 0', 'Heading 1', 'Heading 2'], ...rows]);
  });
  test('gives back whatever text there is (property)', async () => {
    await fc.assert(fc.asyncProperty(nastyMatrix, async ({ headings, rows }) => {
      // One column of plain text, because rows without any text are no rows. Zeros are no text in delimited files.
      const clean = (text: string): string => (format === 'csv' || format === 'tsv' ? text.replaceAll('\u0000', '0') : text);
      const whole = { headings: ['first', ...headings.map(clean)], rows: rows.map((row) => ['first', ...row.map(clean)]) };
      expect(await readBack(tableOf(whole), format)).toEqual([whole.headings, ...whole.rows]);
    }), { numRuns: 60, seed: 20_261_126 });
  });
});

test('a web page gives back texts that break programs, but for outer and doubled blanks and what HTML cannot hold', async () => {
  const held = (text: string): string => text.replace(/(?![\t\n\r])\p{Cc}|\p{Noncharacter_Code_Point}/gu, '').split(/\r\n|[\r\n]/u).map((line) => line.replace(/[ \t]+/gu, ' ').trim()).join('\n').trim();
  const rows = unlikeLoneSurrogates.map((text, index) => [`${index}`, text, unlikeLoneSurrogates[(index + 7) % unlikeLoneSurrogates.length] ?? '']);
  const cells = cellsOf(await bytesOf(printedTable(rows), 'html'), {}).map((row) => row.map(held));
  expect(cells).toEqual([['Heading 0', 'Heading 1', 'Heading 2'], ...rows.map((row) => row.map(held))]);
});

test.each(['csv', 'tsv'] as const)('the delimiter of a whole table is found among all that its cells hold: %s', async (format) => {
  const rows = inCsv.map((text, index) => [`${index}`, text, 'plain']);
  expect(read(await bytesOf(printedTable(rows), format)).dialect?.delimiter).toBe(format === 'csv' ? ',' : '\t');
});

test('a byte order mark is no letter of the first heading', async () => {
  const bytes = await bytesOf(printedTable([['1', '2', '3']]), 'csv', {}, { hasBom: true });
  expect(read(bytes).rows[0]?.cells[0]).toBe('Heading 0');
});

test('delimited text in any dialect is read as it was written (property)', () => {
  const cell = fc.oneof(fc.constantFrom('', '5.0', 'a b', '1,5', 'x;y', 'p|q', '"', 'say "hi"', '\n', '\r\n', '\ttab', ' outer '), fc.string({ unit: 'binary', maxLength: 8 }).filter((text) => !text.includes('\u0000')));
  const dialect = fc.record({ delimiter: fc.constantFrom(',', ';', '\t', '|'), lineEnd: fc.constantFrom('\n', '\r\n', '\r'), quotesAll: fc.boolean(), endsInLine: fc.boolean() });
  fc.assert(fc.property(dialect, fc.array(fc.tuple(cell, cell, cell), { minLength: 3, maxLength: 8 }), ({ delimiter, lineEnd, quotesAll, endsInLine }, rows) => {
    const quoted = (text: string): string => (quotesAll || /^\s|[",;\t|\r\n\uFEFF]|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const whole = [['one', 'two', 'three', 'four'], ...rows.map((row) => ['x', ...row])];
    const text = whole.map((row) => row.map(quoted).join(delimiter)).join(lineEnd) + (endsInLine ? lineEnd : '');
    expect(cellsOf(new TextEncoder().encode(text), { delimiter: delimiter as ',' })).toEqual(whole);
  }), { numRuns: 200, seed: 20_261_126 });
});
