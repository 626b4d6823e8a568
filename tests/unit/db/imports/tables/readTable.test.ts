import { describe, expect, test } from 'vitest';
import { runToEnd } from '../../../../../db/imports/steps';
import { readClipboard, readTable } from '../../../../../db/imports/tables/readTable';
import { cellsOf, read, refusalOf } from './workbooks';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bigEndian = (text: string): Uint8Array => Uint8Array.from([...text].flatMap((letter) => [letter.charCodeAt(0) >> 8, letter.charCodeAt(0) & 255]));

describe('delimited text', () => {
  test.each([
    ['semicolons before decimal commas', 'a;b;c\n1,5;2,5;3\n1,0;2;"x;y"\n', ';', [['a', 'b', 'c'], ['1,5', '2,5', '3'], ['1,0', '2', 'x;y']]],
    ['tabs before commas in prose', 'Factor\tMechanism\nA\tbinds B, C, and D\nE\tcleaves F, G\n', '\t', [['Factor', 'Mechanism'], ['A', 'binds B, C, and D'], ['E', 'cleaves F, G']]],
    ['bars', 'a|b\n1|2\n', '|', [['a', 'b'], ['1', '2']]],
    ['titles above the headings', 'Table 1, from the review\n\na;b;c\n1;2;3\n4;5;6\n', ';', [['Table 1, from the review'], ['a', 'b', 'c'], ['1', '2', '3'], ['4', '5', '6']]],
    ['authors with semicolons in a comma file', 'a,b,c\nW; L,2,3\nX; Y,5,6\n', ',', [['a', 'b', 'c'], ['W; L', '2', '3'], ['X; Y', '5', '6']]],
    ['the line by which Excel names the delimiter', 'sep=|\r\na,b|c\r\n1|2\r\n', '|', [['a,b', 'c'], ['1', '2']]],
    ['one column', 'Factor\nCXCR7\nOPN\n', ',', [['Factor'], ['CXCR7'], ['OPN']]],
    ['apostrophes as quotes', "'a','b'\n'1,5','it''s'\n", ',', [['a', 'b'], ['1,5', "it's"]]],
    ['quotes behind backslashes', 'a,b\n"say \\"x\\", y",2\n"c:\\\\d",4\n', ',', [['a', 'b'], ['say "x", y', '2'], ['c:\\d', '4']]],
    ['blanks before quotes', 'a, "b, c"\n1, "2"\n', ',', [['a', 'b, c'], ['1', '2']]],
    ['quotes inside a bare cell', 'a,b\n5" needle,x\n', ',', [['a', 'b'], ['5" needle', 'x']]],
    ['CR, LF and CRLF together', 'a,b\r1,2\n3,4\r\n"5\r6","7\r\n8"\r\r\n9,', ',', [['a', 'b'], ['1', '2'], ['3', '4'], ['5\r6', '7\r\n8'], ['9', '']]],
  ] as const)('%s', (_name, text, delimiter, expected) => {
    const table = read(utf8(text));
    expect(table.rows.map(({ cells }) => cells)).toEqual(expected);
    expect(table.dialect?.delimiter).toBe(delimiter);
  });
  test('says on which line a record begins, whatever ends the lines', () => {
    expect(read(utf8('a\r"1\r\n2"\n\n\rthree\r\nfour')).rows.map(({ line }) => line)).toEqual([1, 2, 6, 7]);
  });
  test.each([
    ['a,b\n1,2\n"3,4\n5,6\n', 3, /^Line 3: a quotation mark that opens a cell is never closed/u],
    ['a,b\n"x\ny" z,2\n', 2, /^Line 2: something follows the quotation mark/u],
  ])('with broken quotes is refused with its line: %j', (text, line, message) => {
    const reading = runToEnd(readTable(utf8(text)));
    expect(reading).toMatchObject({ isRead: false, line, message: expect.stringMatching(message) });
    expect(runToEnd(readTable(utf8(text), { quote: null })), 'unless quotes are letters').toMatchObject({ isRead: true });
  });
  test('is read by the delimiter that is chosen', () => {
    expect(cellsOf(utf8('a;b,c\n1;2,3\n'), { delimiter: ',' })).toEqual([['a;b', 'c'], ['1;2', '3']]);
  });
  test('with more columns than any table is refused, not kept', () => {
    expect(refusalOf(utf8(','.repeat(20_000)))).toMatch(/more than 16384 cells/u);
  });
  test('comes in steps, and stops between two', () => {
    const steps = readTable(utf8(`a,b\n${'1,2\n'.repeat(30_000)}`));
    let count = 0;
    let last = 0;
    for (let step = steps.next(); step.done !== true && count < 10; step = steps.next()) {
      expect(step.value.done).toBeLessThanOrEqual(step.value.total);
      last = step.value.done;
      count += 1;
    }
    expect(count).toBe(10);
    expect(last).toBeGreaterThan(0);
  });
});

describe('bytes', () => {
  const text = 'Factor,Note\nβ-catenin,µ\n';
  test.each([
    ['UTF-8', utf8(text), 'UTF-8'],
    ['UTF-8 with its mark', utf8(`\uFEFF${text}`), 'UTF-8'],
    ['UTF-16 with its mark', Uint8Array.from(Buffer.from(`\uFEFF${text}`, 'utf16le')), 'UTF-16LE'],
    ['UTF-16 the other way round', bigEndian(`\uFEFF${text}`), 'UTF-16BE'],
    ['UTF-16 without a mark', Uint8Array.from(Buffer.from(text, 'utf16le')), 'UTF-16LE'],
    ['UTF-16 the other way round without a mark', bigEndian(text), 'UTF-16BE'],
  ])('%s', (_name, bytes, encoding) => {
    expect(read(bytes)).toMatchObject({ encoding, rows: [{ cells: ['Factor', 'Note'] }, { cells: ['β-catenin', 'µ'] }] });
  });
  test('of Latin-1 and Windows-1252', () => {
    expect(cellsOf(Uint8Array.from([0x61, 0x2c, 0x62, 0x0a, 0xe9, 0x2c, 0xb5]))).toEqual([['a', 'b'], ['é', 'µ']]);
    expect(cellsOf(Uint8Array.from([0x61, 0x2c, 0x62, 0x0a, 0x96, 0x2c, 0x80]))).toEqual([['a', 'b'], ['–', '€']]);
  });
  test('of an encoding that is chosen, with a word on what is no text in it', () => {
    expect(read(Uint8Array.from([0x61, 0x2c, 0x62, 0x0a, 0x8e, 0x2c, 0x31]), { encoding: 'macintosh' })).toMatchObject({ encoding: 'macintosh', rows: [{}, { cells: ['é', '1'] }], notes: [] });
    expect(read(Uint8Array.from([0x61, 0x2c, 0x62, 0x0a, 0xff, 0x2c, 0x31]), { encoding: 'utf-8' }).notes).toEqual([expect.stringMatching(/^1 places are no text in utf-8/u)]);
  });
  test.each([
    ['nothing', [], /It is empty/u], ['blank lines', [10, 13, 32, 10], /There is nothing in it/u], ['zeros', [0, 0, 0, 0, 1, 2, 3], /no text file/u], ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d], /PDF/u],
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], /old Excel workbook/u], ['gzip', [0x1f, 0x8b, 8], /gzip/u], ['a picture', [0x89, 0x50, 0x4e, 0x47], /picture/u], ['a database', [...Buffer.from('SQLite format 3\0')], /database/u],
  ])('that are %s are refused with what to do', (_name, bytes, sentence) => {
    expect(refusalOf(Uint8Array.from(bytes))).toMatch(sentence);
  });
});

describe('HTML', () => {
  const html = (text: string): readonly (readonly string[])[] => cellsOf(utf8(text));
  test.each([
    ['rows, headings, entities', '<html><table><thead><tr><th>Factor<th>p</thead><tr><td>TGF-&beta;&nbsp;1<td>&lt;&#48;&#x2e;05&le;&#150;</table>', [['Factor', 'p'], ['TGF-β 1', '<0.05≤–']]],
    ['spans', '<table><tr><td rowspan=2>a</td><td colspan="2">b</td></tr><tr><td>c</td><td>d</td></tr></table>', [['a', 'b'], ['', 'c', 'd']]],
    ['breaks, paragraphs, white space', '<table><tr><td> a\n  b<br>c <p>d</p><p>e</p></td><td style="white-space:pre"> x\n y</td></tr></table>', [['a b\nc\nd\ne', ' x\n y']]],
    ['scripts, styles, comments and images', '<table><tr><td><script>alert("</td>")</script>a<style>td{}</style><!-- <td>b</td> --><img src=x onerror="alert(1)">c<a href="javascript:x">d</a></td></tr></table>', [['acd']]],
    ['a table in a cell', '<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table>d</td><td>e</td></tr></table>', [['a b cd', 'e']]],
    ['signs in quoted attributes', '<table title="a > b"><tr><td title=\'</td>\'>1</td></tr></table>', [['1']]],
    ['our own table, to the letter and without its headings', '<table data-lacuna="1"><thead><tr><th>Factor</th></tr></thead><tbody><tr><td> 007 </td></tr></tbody></table>', [[' 007 ']]],
  ])('%s', (_name, text, expected) => {
    expect(html(text)).toEqual(expected);
  });
  test('without a table is refused; of several the first is read, and that is said', () => {
    expect(refusalOf(utf8('<!doctype html><p>a</p>'))).toMatch(/no table/u);
    expect(read(utf8('<table><tr><td>a</td></tr></table><table><tr><td>b</td></tr></table>'))).toMatchObject({ rows: [{ cells: ['a'] }], notes: [expect.stringContaining('2 tables')] });
  });
  test.each([
    ['spans beyond measure', `<table>${'<tr><td rowspan=65000 colspan=65000>x'.repeat(2000)}</table>`], ['tags that never end', '<table><tr><td '.repeat(100_000)], ['scripts that never end', '<table><tr><td><script>'.repeat(100_000)],
    ['comments that never end', '<table><tr><td><!--'.repeat(100_000)], ['quotes that never end', '<table><tr><td a="'.repeat(100_000)], ['signs alone', '<'.repeat(1_000_000)], ['entities that never end', `<table><tr><td>${'&a'.repeat(500_000)}`], ['nesting', '<table><tr><td>'.repeat(100_000)],
  ])('made to do harm takes little time: %s', (_name, text) => {
    const start = performance.now();
    runToEnd(readTable(utf8(text)));
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('a clipboard', () => {
  const pasted = (html: string, text: string): readonly (readonly string[])[] => {
    const reading = runToEnd(readClipboard({ html, text }));
    if (!reading.isRead) throw new Error(reading.message);
    return reading.table.rows.map(({ cells }) => cells);
  };
  test('gives its table, else its text as spreadsheets paste it', () => {
    expect(pasted('<table><tr><td>a</td><td>b</td></tr></table>', 'other')).toEqual([['a', 'b']]);
    expect(pasted('<b>no table</b>', 'a\t"b\nc"\r\n"x" y\t"z\r\n')).toEqual([['a', 'b\nc'], ['"x" y', '"z']]);
    expect(pasted('', 'a,b\n1,2\n')).toEqual([['a', 'b'], ['1', '2']]);
  });
  test('full of quotes that do not close takes little time', () => {
    const start = performance.now();
    pasted('', '"a\t'.repeat(16_000).concat('\n').repeat(40));
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('JSON', () => {
  test('is our own export, or any list of flat objects; numbers keep their digits', () => {
    expect(cellsOf(utf8('{"title": "T", "columns": [{"key": "a", "heading": "A"}], "rows": [{"a": "1"}, {"a": "", "b": null}, {"b": "2"}]}'))).toEqual([['A', 'b'], ['1', ''], ['', '2']]);
    expect(cellsOf(utf8('[{"n": 5.0, "id": 1234567890123456789, "e": 1e5, "yes": true, "list": ["x"]}, {"__proto__": "p", "n": -0}]'))).toEqual([['n', 'id', 'e', 'yes', 'list', '__proto__'], ['5.0', '1234567890123456789', '1e5', 'true', '["x"]', ''], ['-0', '', '', '', '', 'p']]);
  });
  test('that is broken, or no list of rows, is refused', () => {
    expect(refusalOf(utf8('[{"a": 1},'))).toMatch(/no JSON/u);
    expect(refusalOf(utf8('{"a": 1}'))).toMatch(/no list of rows/u);
    expect(refusalOf(utf8(`[{"a": ${'['.repeat(200_000)}`))).toMatch(/no JSON/u);
  });
});
