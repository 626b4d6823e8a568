// LibreOffice opens what we write and holds the same cells: both tables of the built-in review and a matrix of texts that
// break programs. It tells the type of each cell as well, so that a number made of "5.0" is found.
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExportFormat } from '../../../../../db/exports/printedTable';
import { bytesOf, bytesOfFile, printedFile } from '../printed';
import { cellsOf, textsOf } from './openDocument';
import { convert, openWorkshop, proofTimeoutMs, run, whyNot, whyNotOffice, type Workshop } from './programs';
import { hostileTable, reviewTables, type ProofTable } from './proofTables';

// Flat XML holds no control characters; to its reader here, and in part to LibreOffice, U+0085 and U+2028 end a line.
const isKept = (text: string): boolean => !/[\u0000-\u0008\u000B-\u001F\u0085\u2028\uFFFE\uFFFF]/u.test(text);

let workshop: Workshop;
let proofTables: readonly (readonly [string, ProofTable])[] = [];
beforeAll(async () => {
  workshop = openWorkshop();
  const [first, second] = await reviewTables();
  proofTables = [['factors', first], ['trials', second], ['hostile', hostileTable(isKept)]];
}, proofTimeoutMs);
afterAll(() => workshop.close());

async function putAll(format: ExportFormat, extension: string = format): Promise<readonly string[]> {
  for (const [name, table] of proofTables) workshop.put(`${name}.${extension}`, await bytesOf(table, format));
  return proofTables.map(([name]) => `${name}.${extension}`);
}

const whole = (): ReturnType<typeof printedFile> => printedFile(Object.fromEntries(proofTables));
const headed = ({ columns, rows }: ProofTable): readonly (readonly string[])[] => [columns.map(({ heading }) => heading), ...rows];
const withMarks = (table: ProofTable): readonly (readonly string[])[] => [
  table.columns.map(({ heading }) => heading), ...table.rows.map((row, index) => row.map((text, column) => text + table.marksAt(index, column))),
];

describe('LibreOffice opens', () => {
  test('Word documents with the cells of the matrix', async (context) => {
    const reason = whyNotOffice('writer');
    if (reason !== null) return context.skip(reason);
    await convert(workshop, 'fodt', await putAll('docx'));
    for (const [name, table] of proofTables) expect(textsOf(workshop.read(`${name}.fodt`), table.columns.length), name).toEqual(withMarks(table));
  }, proofTimeoutMs);

  test('Word documents that print the head on each page, wide tables in landscape, notes once at the end', async (context) => {
    const reason = whyNotOffice('writer') ?? whyNot('pdftotext', 'pdfinfo');
    if (reason !== null) return context.skip(reason);
    await convert(workshop, 'pdf', (await putAll('docx')).slice(0, 2));
    for (const [name, isWide] of [['factors', false], ['trials', true]] as const) {
      const pages = (await run('pdftotext', ['-raw', `${name}.pdf`, '-'], workshop.folder)).split('\f').slice(0, -1);
      const size = /Page size: +([\d.]+) x ([\d.]+)/u.exec(await run('pdfinfo', [`${name}.pdf`], workshop.folder));
      expect(Number(size?.[1]) > Number(size?.[2]), name).toBe(isWide);
      expect(pages.length, name).toBeGreaterThan(1);
      const heading = isWide ? 'Conclusions' : 'Mechanism';
      for (const page of pages) expect(page, name).toContain(heading);
      expect(pages.filter((page) => page.includes('EMT, epithelial')), name).toEqual(pages.slice(-1));
      const last = pages.at(-1) ?? '';
      expect(last.indexOf('EMT, epithelial'), name).toBeLessThan(last.indexOf('Source: the cited studies'));
      expect(last.indexOf('Source: the cited studies'), name).toBeLessThan(last.indexOf('Disputed: another'));
    }
  }, proofTimeoutMs);

  test('a document in Word with the cells of each table, each on pages of its own, and the references last', async (context) => {
    const reason = whyNotOffice('writer') ?? whyNot('pdftotext', 'pdfinfo');
    if (reason !== null) return context.skip(reason);
    workshop.put('whole.docx', await bytesOfFile(whole(), 'docx'));
    await convert(workshop, 'fodt', ['whole.docx']);
    for (const [index, [name, table]] of proofTables.entries()) expect(textsOf(workshop.read('whole.fodt'), table.columns.length, index), name).toEqual(withMarks(table));
    await convert(workshop, 'pdf', ['whole.docx']);
    const pages = (await run('pdftotext', ['-raw', 'whole.pdf', '-'], workshop.folder)).split('\f').slice(0, -1);
    const wide = Array.from((await run('pdfinfo', ['-l', String(pages.length), 'whole.pdf'], workshop.folder)).matchAll(/^Page +\d+ size: +([\d.]+) x ([\d.]+)/gmu), ([, width, height]) => Number(width) > Number(height));
    expect(wide).toHaveLength(pages.length);
    for (const [index, page] of pages.entries()) {
      expect(page.includes('Conclusions'), `page ${index + 1}`).toBe(wide[index]);
      expect(/Table \d\. /u.exec(page)?.[0], `page ${index + 1}`).toBe(page.includes('Table 1. F') ? 'Table 1. ' : page.includes('Table 2. T') ? 'Table 2. ' : page.includes('Table 3. W') ? 'Table 3. ' : undefined);
    }
    expect(pages.filter((page) => page.includes('1. Quill A.'))).toEqual(pages.slice(-1));
    expect(pages.at(-1)).toMatch(/^References\n/u);
  }, proofTimeoutMs);

  test('a workbook of a document with the cells of each table in a sheet of its own, every one of them text', async (context) => {
    const reason = whyNotOffice('calc');
    if (reason !== null) return context.skip(reason);
    workshop.put('whole.xlsx', await bytesOfFile(whole(), 'xlsx'));
    await convert(workshop, 'fods', ['whole.xlsx']);
    const xml = workshop.read('whole.fods');
    expect(Array.from(xml.matchAll(/<table:table table:name="([^"]*)"/gu), ([, name]) => name)).toEqual(['Factors', 'Trials', 'Factors (2)', 'About', 'Columns']);
    for (const [index, [name, table]] of proofTables.entries()) {
      expect(textsOf(xml, table.columns.length, index), name).toEqual(headed(table));
      expect(new Set(cellsOf(xml, index).flat().filter(({ text }) => text !== '').map(({ type }) => type)), name).toEqual(new Set(['string']));
    }
    expect(textsOf(xml, 4, 4).slice(0, 2)).toEqual([['Sheet', 'Column', 'Heading', 'What it holds'], ['Factors', 'factor', 'Factor', 'What Factor holds']]);
    expect(xml).not.toMatch(/table:formula/u);
  }, proofTimeoutMs);

  test('the files of a data package with the cells of each table', async (context) => {
    const reason = whyNotOffice('calc');
    if (reason !== null) return context.skip(reason);
    const files = unzipSync(await bytesOfFile(whole(), 'csv'));
    for (const [name] of proofTables) workshop.put(`packed ${name}.csv`, files[`${name}.csv`] ?? '');
    const asText = Array.from({ length: 20 }, (_, column) => `${column + 1}/2`).join('/');
    await convert(workshop, 'fods', proofTables.map(([name]) => `packed ${name}.csv`), `--infilter=Text - txt - csv (StarCalc):44,34,76,1,${asText}`);
    for (const [name, table] of proofTables) expect(textsOf(workshop.read(`packed ${name}.fods`), table.columns.length), name).toEqual(headed(table));
  }, proofTimeoutMs);

  test('workbooks with the cells of the matrix, every one of them text', async (context) => {
    const reason = whyNotOffice('calc');
    if (reason !== null) return context.skip(reason);
    await convert(workshop, 'fods', await putAll('xlsx'));
    for (const [name, table] of proofTables) {
      const xml = workshop.read(`${name}.fods`);
      expect(textsOf(xml, table.columns.length), name).toEqual(headed(table));
      const cells = cellsOf(xml).flat();
      expect(new Set(cells.filter(({ text }) => text !== '').map(({ type }) => type)), name).toEqual(new Set(['string']));
      expect(cells.filter(({ formula }) => formula !== ''), name).toEqual([]);
    }
  }, proofTimeoutMs);

  test.for([['csv', 44], ['tsv', 9]] as const)('%s with the cells of the matrix', { timeout: proofTimeoutMs }, async ([format, separator], context) => {
    const reason = whyNotOffice('calc');
    if (reason !== null) return context.skip(reason);
    // Separator, quotation mark, UTF-8, from the first line on, every column as text.
    const asText = Array.from({ length: 20 }, (_, column) => `${column + 1}/2`).join('/');
    await convert(workshop, 'fods', await putAll(format), `--infilter=Text - txt - csv (StarCalc):${separator},34,76,1,${asText}`);
    for (const [name, table] of proofTables) expect(textsOf(workshop.read(`${name}.fods`), table.columns.length), name).toEqual(headed(table));
  });

  test('web pages with the cells of the matrix', async (context) => {
    const reason = whyNotOffice('writer');
    if (reason !== null) return context.skip(reason);
    await convert(workshop, 'fodt', await putAll('html'), '--infilter=HTML (StarWriter)');
    // Written as a page, runs of blanks are one, as in every reader that knows no styles.
    const asPage = (rows: readonly (readonly string[])[]): readonly (readonly string[])[] => rows.map((row) => row.map((text) => text.replace(/[ \t]+/gu, ' ').trim()));
    for (const [name, table] of proofTables) expect(asPage(textsOf(workshop.read(`${name}.fodt`), table.columns.length)), name).toEqual(asPage(withMarks(table)));
  }, proofTimeoutMs);
});
