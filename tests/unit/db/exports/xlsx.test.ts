import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { describe, expect, it } from 'vitest';
import { ExportError } from '../../../../db/exports/exportError';
import type { PrintedTable } from '../../../../db/exports/printedTable';
import { sheetName } from '../../../../db/exports/xlsxParts';
import { bytesOf, bytesOfFile, nastyMatrix, nastyRows, notesOf, printedFile, printedTable, tableOf } from './printed';

async function readBack(table: PrintedTable, sheet: number): Promise<readonly (readonly unknown[])[]> {
  const rows = await readSheet(new Blob([await bytesOf(table, 'xlsx')]), sheet, { trim: false });
  // The reader leaves out what is wholly empty at the right edge.
  const width = sheet === 1 ? table.columns.length : 1;
  return rows.map((row) => Array.from({ length: Math.max(width, row.length) }, (_, column) => row[column] ?? ''));
}

async function partOf(table: PrintedTable, path: string): Promise<string> {
  const bytes = unzipSync(await bytesOf(table, 'xlsx'))[path];
  if (bytes === undefined) throw new Error(`The workbook has no ${path}`);
  return strFromU8(bytes);
}

describe('xlsx', () => {
  it('reads back as the very same texts, never as numbers or dates', async () => {
    const rows = nastyRows.map((row, index) => [`${index + 1}`, ...row.slice(1)]);
    expect(await readBack(printedTable(rows), 1)).toEqual([['Heading 0', 'Heading 1', 'Heading 2'], ...rows]);
  });

  it('reads back whatever text there is', async () => {
    await fc.assert(fc.asyncProperty(nastyMatrix, async (matrix) => {
      // A first column of fixed text, because the reader leaves out rows that are wholly empty.
      const headings = ['first', ...matrix.headings];
      const rows = matrix.rows.map((row) => ['first', ...row]);
      expect(await readBack(tableOf({ headings, rows }), 1)).toEqual([headings, ...rows]);
    }), { numRuns: 60 });
  });

  it('has text cells only: no formula, no number, no date, and the format Text', async () => {
    const sheet = await partOf(printedTable([['=1+1', 'SEPT2', '5.0']]), 'xl/worksheets/sheet1.xml');
    expect(sheet).not.toMatch(/<f[ >]|<v>/);
    expect(sheet.match(/<c [^>]*>/g)).toHaveLength(6);
    expect(sheet.match(/<c [^>]*t="inlineStr"/g)).toHaveLength(6);
    const formats = (await partOf(printedTable([]), 'xl/styles.xml')).match(/<cellXfs.*<\/cellXfs>/)?.[0] ?? '';
    expect(formats.match(/numFmtId="49"[^>]*applyNumberFormat="1"/g)).toHaveLength(3);
  });

  it('writes control characters, and texts that look like their escapes, as Excel does', async () => {
    const sheet = await partOf(printedTable([['\u0001', '_x000D_', 'a\rb']]), 'xl/worksheets/sheet1.xml');
    expect(sheet).toContain('<t>_x0001_</t>');
    expect(sheet).toContain('<t>_x005F_x000D_</t>');
    expect(sheet).toContain('<t>a_x000D_b</t>');
  });

  it('replaces a lone surrogate and keeps its neighbours', async () => {
    expect((await readBack(printedTable([['a\uD800b', 'a\uDC00b', '🧬']]), 1))[1]).toEqual(['a\uFFFDb', 'a\uFFFDb', '🧬']);
  });

  it('freezes and repeats a bold head, wraps, and divides the width by the shares', async () => {
    const table = printedTable([['a', 'b', 'c']], { orientation: 'landscape' });
    const sheet = await partOf(table, 'xl/worksheets/sheet1.xml');
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect([...sheet.matchAll(/<col [^>]*width="(\d+)"/g)].map((match) => Number(match[1]))).toEqual([33, 67, 90]);
    expect(sheet).toContain('orientation="landscape"');
    expect(sheet).toContain('<ignoredError sqref="A1:C2" numberStoredAsText="1"/>');
    expect(await partOf(table, 'xl/workbook.xml')).toContain("'Factors'!$1:$1</definedName>");
    const styles = await partOf(table, 'xl/styles.xml');
    expect(styles.match(/<font><b\/>/g)).toHaveLength(1);
    expect(styles.match(/wrapText="1"/g)).toHaveLength(3);
  });

  it('keeps title and notes on a second sheet', async () => {
    const table = printedTable([], { notes: notesOf('HR, hazard ratio.') });
    expect(await readBack(table, 2)).toEqual([[table.title], ['HR, hazard ratio.']]);
    await expect(readBack(printedTable([], { title: '' }), 2)).rejects.toThrow();
  });

  it('names the cells of a lettered note, whose letters no cell has; of several tables with their sheets', async () => {
    const noted = (name: string): PrintedTable => printedTable([['one', 'two', 'three'], ['4', '5', '6']], {
      name, marksAt: () => 'a', notes: () => [{ mark: '', text: 'HR, hazard ratio.' }, { mark: 'a', text: 'Disputed.', cells: [{ row: 0, column: 1 }, { row: 1, column: 2 }] }],
    });
    expect(await readBack(noted('Factors'), 1)).toEqual([['Heading 0', 'Heading 1', 'Heading 2'], ['one', 'two', 'three'], ['4', '5', '6']]);
    expect((await readBack(noted('Factors'), 2)).slice(1)).toEqual([['HR, hazard ratio.'], ['B2, C3: Disputed.']]);
    const bytes = await bytesOfFile(printedFile({ a: noted('Factors'), b: noted("Ann's trials") }, { closing: null }), 'xlsx');
    expect((await readSheet(new Blob([bytes]), 'About')).flat().filter((line) => String(line).includes('Disputed'))).toEqual(['Factors!B2, C3: Disputed.', "'Ann''s trials'!B2, C3: Disputed."]);
  });

  it('says on a last sheet what the columns hold, as text below a frozen head, when anyone does', async () => {
    const columns = [{ key: 'factor', heading: 'Factor', widthShare: 1, description: 'Molecule, as printed: SEPT2' }, { key: 'note', heading: '=1+1', widthShare: 1 }];
    const table = printedTable([], { columns });
    const rows = await readSheet(new Blob([await bytesOf(table, 'xlsx')]), 'Columns', { trim: false });
    expect(rows).toEqual([['Column', 'Heading', 'What it holds'], ['factor', 'Factor', 'Molecule, as printed: SEPT2'], ['note', '=1+1', null]]);
    const sheet = await partOf(table, 'xl/worksheets/sheet3.xml');
    expect(sheet).toContain('state="frozen"');
    expect(sheet).not.toMatch(/<f[ >]|<v>|tabSelected/);
    expect(await partOf({ ...table, title: '' }, 'xl/worksheets/sheet2.xml')).toBe(sheet);
    await expect(partOf(printedTable([]), 'xl/worksheets/sheet3.xml')).rejects.toThrow(/has no xl/);
  });

  it.each([['about', 'About (2)', 'Columns'], ['Columns', 'About', 'Columns (2)']])('names its sheets apart from a table called %s', async (name, about, columns) => {
    const workbook = await partOf(printedTable([], { name, columns: [{ key: 'a', heading: 'A', widthShare: 1, description: 'x' }] }), 'xl/workbook.xml');
    expect(Array.from(workbook.matchAll(/<sheet name="([^"]*)"/gu), ([, sheet]) => sheet)).toEqual([name, about, columns]);
  });

  it('makes room for the lines that a text takes', async () => {
    const sheet = await partOf(printedTable([['a\nb\nc', '', ''], ['a', 'b', 'c']]), 'xl/worksheets/sheet1.xml');
    expect([...sheet.matchAll(/<row r="\d+" ht="(\d+)"/g)].map((match) => match[1])).toEqual(['15', '45', '15']);
  });

  it('holds a cell of 32,767 characters and refuses a longer one, naming row and column', async () => {
    const longest = 'x'.repeat(32_767);
    expect((await readBack(printedTable([['1', longest, '']]), 1))[1]?.[1]).toBe(longest);
    const refusal = bytesOf(printedTable([['1', '', ''], ['2', `${longest}x`, '']]), 'xlsx');
    await expect(refusal).rejects.toBeInstanceOf(ExportError);
    await expect(refusal).rejects.toMatchObject({ code: 'cell-too-long', where: { row: 2, column: 'key1' } });
  });

  it('lets the other formats have long cells', async () => {
    expect((await bytesOf(printedTable([['x'.repeat(40_000), '', '']]), 'csv')).length).toBeGreaterThan(40_000);
  });

  it('is the head alone for a table without rows', async () => {
    expect(await readBack(printedTable([]), 1)).toEqual([['Heading 0', 'Heading 1', 'Heading 2']]);
  });

  it('addresses columns beyond Z', async () => {
    const row = Array.from({ length: 703 }, (_, index) => `${index}`);
    expect((await readBack(printedTable([row], {}, 703), 1))[1]).toEqual(row);
  });
});

describe('sheet names', () => {
  it.each([
    ['Factors', 'Factors'],
    ['Results: 2024/25 [draft]', 'Results  2024 25  draft'],
    ["'quoted'", 'quoted'],
    ['', 'Table'],
    ['history', 'Table'],
    ['x'.repeat(40), 'x'.repeat(31)],
    [`${'x'.repeat(30)}🧬`, 'x'.repeat(30)],
  ])('makes %j legal', (name, legal) => {
    expect(sheetName(name)).toBe(legal);
  });
});
