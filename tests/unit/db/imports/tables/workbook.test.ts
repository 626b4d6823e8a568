import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { cellsOf, main, read, refusalOf, workbook, workbookParts } from './workbooks';

const one = (cell: string, more: Omit<Parameters<typeof workbook>[0], 'sheets'> = {}): readonly (readonly string[])[] => cellsOf(workbook({ ...more, sheets: [{ rows: `<row r="1">${cell}</row>` }] }));

describe('cells of a workbook', () => {
  test('are the text that was typed', () => {
    const strings = '<si><t>5.0</t></si><si><t>007</t></si><si><t>1 January</t></si><si><t>1234567890123456789</t></si><si><t xml:space="preserve"> a </t></si>';
    expect(one('<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c><c t="s"><v>4</v></c>', { strings })).toEqual([['5.0', '007', '1 January', '1234567890123456789', ' a ']]);
  });
  test('in runs of rich text are joined, without the readings of East Asian words', () => {
    const strings = '<si><r><rPr><b/></rPr><t>p </t></r><r><t>&lt; 0.05</t></r><rPh sb="0" eb="1"><t>reading</t></rPh></si>';
    expect(one('<c t="s"><v>0</v></c><c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', { strings })).toEqual([['p < 0.05', 'ab']]);
  });
  test('keep escaped characters, and what only looks escaped', () => {
    expect(one('<c t="inlineStr"><is><t>a_x000D_b</t></is></c><c t="inlineStr"><is><t>_x005F_x000D_</t></is></c><c t="inlineStr"><is><t>_X000D_ x000D</t></is></c><c t="str"><f>A1</f><v>c_x0009_d</v></c>')).toEqual([['a\rb', '_x000D_', '_X000D_ x000D', 'c\td']]);
  });
  test('are numbers as the sheet shows them, dates as year-month-day, and say so', () => {
    const table = read(workbook({ formats: [0, '0.0', 14, 10, '000'], sheets: [{ rows: '<row><c s="1"><v>5</v></c><c><v>0.30000000000000004</v></c><c s="2"><v>44260</v></c><c s="3"><v>0.12345</v></c><c s="4"><v>7</v></c><c><v>1234567890123456789</v></c></row>' }] }));
    expect(table.rows).toEqual([{ line: 1, cells: ['5.0', '0.3', '2021-03-05', '12.35%', '007', '1234567890123456789'] }]);
    expect(table.marks).toEqual([
      { line: 1, column: 2, kind: 'date', detail: 'A date, shown as yyyy-mm-dd in the sheet.' },
      { line: 1, column: 3, kind: 'rounded', detail: 'The sheet shows 12.35% and keeps 0.12345.' },
    ]);
    expect(table.notes).toEqual([expect.stringContaining('1 cell holds a date'), expect.stringContaining('1 cell keeps more places')]);
  });
  test('are numbers with all their places, if that is asked for', () => {
    expect(cellsOf(workbook({ formats: [10], sheets: [{ rows: '<row><c s="0"><v>0.12345</v></c></row>' }] }), { numbers: 'stored' })).toEqual([['0.12345']]);
  });
  test('count days from 1904 where the workbook says so', () => {
    expect(one('<c s="0"><v>42798</v></c>', { formats: [14], is1904: true })).toEqual([['2021-03-05']]);
  });
  test('of formulas have their stored result; one without is marked', () => {
    const table = read(workbook({ sheets: [{ rows: '<row><c><f>1+1</f><v>2</v></c><c t="str"><f>"a"</f><v>a</v></c><c><f>NOW()</f></c><c t="b"><v>1</v></c></row>' }] }));
    expect(table.rows[0]?.cells).toEqual(['2', 'a', '', 'TRUE']);
    expect(table.marks).toMatchObject([{ column: 2, kind: 'uncalculated' }]);
  });
  test('with an error are marked', () => {
    const table = read(workbook({ sheets: [{ rows: '<row r="4"><c r="B4" t="e"><v>#N/A</v></c></row>' }] }));
    expect(table.rows).toEqual([{ line: 4, cells: ['', '#N/A'] }]);
    expect(table.marks).toEqual([{ line: 4, column: 1, kind: 'error', detail: 'The sheet shows the error #N/A.' }]);
  });
  test('stand in the columns and rows that they name, or one behind the other', () => {
    expect(read(workbook({ sheets: [{ rows: '<row r="2"><c r="C2"><v>1</v></c><c><v>2</v></c></row><row><c r="AA3"><v>3</v></c></row><row r="9"/>' }] })).rows).toEqual([{ line: 2, cells: ['', '', '1', '2'] }, { line: 3, cells: [...Array.from({ length: 26 }, () => ''), '3'] }]);
  });
});

describe('a workbook', () => {
  const sheet = (name: string, text: string, state?: string) => ({ name, rows: text === '' ? '' : `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`, ...(state === undefined ? {} : { state }) });

  test('gives its first sheet that has cells and is not hidden, and announces the others', () => {
    const table = read(workbook({ sheets: [sheet('Raw', 'secret', 'hidden'), sheet('Empty', ''), sheet('Rows', 'shown'), sheet('More', 'more', 'veryHidden')] }));
    expect(table).toMatchObject({ sheet: 'Rows', rows: [{ cells: ['shown'] }], sheets: [{ name: 'Raw', isHidden: true }, { name: 'Empty', isHidden: false }, { name: 'Rows', isHidden: false }, { name: 'More', isHidden: true }] });
    expect(table.notes).toEqual(['Read is the sheet “Rows”; the workbook also has “Empty”.', 'The workbook has hidden sheets: “Raw”, “More”.']);
  });
  test('gives the sheet that is asked for, and names those that there are', () => {
    const bytes = workbook({ sheets: [sheet('One', '1'), sheet('Two & a half', '2', 'hidden')] });
    expect(read(bytes, { sheet: 'two & a half' })).toMatchObject({ sheet: 'Two & a half', rows: [{ cells: ['2'] }], notes: [expect.stringContaining('is hidden'), expect.stringContaining('“One”')] });
    expect(refusalOf(bytes, { sheet: 'Three' })).toBe('It has no sheet “Three”. It has: One, Two & a half.');
  });
  test('says what is merged and what is hidden in the sheet', () => {
    expect(read(workbook({ sheets: [{ before: '<cols><col min="2" max="3" hidden="1"/><col min="9" max="16384" hidden="1"/></cols>', rows: '<row hidden="1"><c><v>1</v></c></row>', after: '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>' }] })).notes).toEqual([
      expect.stringMatching(/^1 row is hidden/u), expect.stringMatching(/^2 columns are hidden/u), '1 merged range holds text in the first cell only: A1:C1.',
    ]);
  });
  test('may use prefixes, backslashes, other places, and UTF-16', () => {
    const parts = workbookParts({ sheets: [] });
    const rows = `<x:worksheet xmlns:x="${main}"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>β</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`;
    const moved = {
      ...parts,
      '_rels/.rels': strToU8('<Relationships><Relationship Id="r" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/book/Book.xml"/></Relationships>'),
      'book\\Book.xml': strToU8(`<x:workbook xmlns:x="${main}" xmlns:r="r"><x:sheets><x:sheet name="A" r:id="a"/></x:sheets></x:workbook>`),
      'book/_rels/Book.xml.rels': strToU8('<Relationships><Relationship Id="a" Type="x/worksheet" Target="../pages/./one.xml"/><Relationship Id="b" Type="x/styles" TargetMode="External" Target="http://127.0.0.1/styles.xml"/></Relationships>'),
      'pages/one.xml': Uint8Array.from([0xff, 0xfe, ...new Uint8Array(Uint16Array.from([...rows].map((letter) => letter.charCodeAt(0))).buffer)]),
    };
    expect(cellsOf(zipSync(moved))).toEqual([['β']]);
  });
});
