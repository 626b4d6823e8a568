// Tables as tab-separated text: what is written is read again to the letter, and what spreadsheets and people write is
// read as they meant it. HTML tables are read by the browser's own parser: see tests/e2e/gridRanges.spec.ts.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTsv, writeHtml, writePieces, writeTsv, type TextTable } from '../../../../../renderer/grid/ranges/clipboardTable';
import { naughtyTexts } from '../naughtyTexts';

const text = fc.oneof(fc.constantFrom(...naughtyTexts.filter((each) => each.length < 100)), fc.string(), fc.string({ unit: fc.constantFrom('\t', '\n', '\r', '"', 'a', ' ') }));
const table = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([rows, columns]) => fc.array(fc.array(text, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }));

async function* inPieces(rows: TextTable, size: number): AsyncGenerator<TextTable> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}

test('a table that comes in pieces is written as the whole one', async () => {
  await fc.assert(fc.asyncProperty(table.filter((rows) => rows.length > 1), fc.integer({ min: 1, max: 4 }), async (rows, size) => {
    const { tsv, html, cells } = await writePieces(inPieces(rows, size));
    expect([tsv.join(''), html.join(''), cells]).toEqual([writeTsv(rows), writeHtml(rows), rows.flat().length]);
  }), { numRuns: 300 });
});

describe('tab-separated text', () => {
  test('what is written is read again, whatever the cells hold', () => {
    fc.assert(fc.property(table.filter((rows) => rows.length > 1 || (rows[0]?.length ?? 0) > 1), (rows) => {
      expect(readTsv(writeTsv(rows))).toEqual(rows);
    }), { numRuns: 2000 });
  });
  test('one cell alone is its own text, so that it can be pasted into a sentence', () => {
    for (const each of naughtyTexts) expect(writeTsv([[each]])).toBe(each);
  });
  test('quotes only what needs it, doubling the quotes inside', () => {
    expect(writeTsv([['a', 'b c'], ['say "hi"', '"quoted"']])).toBe('a\tb c\r\nsay "hi"\t"""quoted"""');
    expect(writeTsv([['one\ntwo', 'x']])).toBe('"one\ntwo"\tx');
  });
  test.each<readonly [string, readonly (readonly string[])[]]>([
    ['a\tb\r\nc\td\r\n', [['a', 'b'], ['c', 'd']]],
    ['a\tb\nc\td', [['a', 'b'], ['c', 'd']]],
    ['a\rb', [['a'], ['b']]],
    ['a\t\t\r\n\tb\t', [['a', '', ''], ['', 'b', '']]],
    ['"two\nlines"\tx\r\ny\tz', [['two\nlines', 'x'], ['y', 'z']]],
    ['"she said ""no"""', [['she said "no"']]],
    ['5" needle\tb', [['5" needle', 'b']]],
    ['"not closed\tb', [['"not closed', 'b']]],
    ['"closed" and more\tb', [['"closed" and more', 'b']]],
    ['plain "quotes" inside', [['plain "quotes" inside']]],
    ['\r\n', [['']]],
    ['a\n\nb', [['a'], [''], ['b']]],
    ['', [['']]],
    ['\t', [['', '']]],
  ])('reads %j', (given, read) => {
    expect(readTsv(given)).toEqual(read);
  });
  test('reads anything at all without throwing, and quickly', () => {
    for (const each of naughtyTexts) expect(readTsv(each).length).toBeGreaterThan(0);
    const started = performance.now();
    expect(readTsv('"'.repeat(200_000)).length).toBeGreaterThan(0);
    expect(readTsv('"a\t'.repeat(50_000)).length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('an HTML table', () => {
  test('holds every text escaped, with its line breaks inside the cell', () => {
    expect(writeHtml([['<b>&"', 'one\ntwo\r\nthree']])).toBe(`<table data-lacuna="1"><tbody><tr><td style="white-space:pre-wrap;mso-number-format:'\\@'">&lt;b&gt;&amp;&quot;</td><td style="white-space:pre-wrap;mso-number-format:'\\@'">one<br style="mso-data-placement:same-cell">two<br style="mso-data-placement:same-cell">three</td></tr></tbody></table>`);
  });
  test('never lets a text open or close an element', () => {
    for (const each of naughtyTexts) {
      const tags = writeHtml([[each]]).match(/<\/?[a-z][^>]*>/gu) ?? [];
      expect(tags.filter((tag) => !/^<\/?(?:table|tbody|tr|td|br)\b/u.test(tag)), `${each.slice(0, 80)}`).toEqual([]);
      expect(tags.filter((tag) => tag.startsWith('</td'))).toHaveLength(1);
    }
  });
  test('has a head of its own when headings are given', () => {
    expect(writeHtml([['1']], ['A & B'])).toContain('<thead><tr><th>A &amp; B</th></tr></thead>');
  });
});
