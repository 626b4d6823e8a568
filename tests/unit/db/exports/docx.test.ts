import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { PrintedTable } from '../../../../db/exports/printedTable';
import { bytesOf, listed, nastyMatrix, nastyRows, notesOf, printedTable, tableOf } from './printed';

function refuse(message: unknown): never {
  throw new Error(String(message));
}

/** Parses strictly: a complaint of the parser is a failure, and so is a character outside XML 1.0. */
function parsedXml(xml: string): Document {
  expect(xml).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
  return new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } }).parseFromString(xml, 'text/xml');
}

async function partsOf(table: PrintedTable): Promise<ReadonlyMap<string, string>> {
  const files = unzipSync(await bytesOf(table, 'docx'));
  return new Map(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

async function documentOf(table: PrintedTable): Promise<Document> {
  return parsedXml((await partsOf(table)).get('word/document.xml') ?? '');
}

function all(from: Document | Element, name: string): readonly Element[] {
  return Array.from(from.getElementsByTagName(name));
}

/** The text of runs, with Word's breaks and tabs as characters. */
function wordText(from: Element): string {
  return all(from, 'w:r').flatMap((run) => Array.from(run.childNodes)).map((node) => {
    if (node.nodeName === 'w:t') return node.textContent ?? '';
    return node.nodeName === 'w:br' ? '\n' : node.nodeName === 'w:tab' ? '\t' : '';
  }).join('');
}

function cellTexts(document: Document): readonly (readonly string[])[] {
  return all(document, 'w:tr').map((row) => all(row, 'w:tc').map(wordText));
}

/** The characters that Word text loses. */
const lostInWord = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
function asWordHoldsIt(text: string): string {
  return text.replace(lostInWord, '').replace(/\r\n|\r/g, '\n');
}

describe('docx', () => {
  it('holds the cells of the matrix; only characters that XML cannot hold are dropped', async () => {
    const table = printedTable(nastyRows);
    const expected = [['Heading 0', 'Heading 1', 'Heading 2'], ...nastyRows.map((row) => row.map(asWordHoldsIt))];
    expect(cellTexts(await documentOf(table))).toEqual(expected);
  });

  it('is well-formed whatever text there is, in every part', async () => {
    await fc.assert(fc.asyncProperty(nastyMatrix, async (matrix) => {
      const hostile = matrix.headings.join('');
      const table = { ...tableOf(matrix), title: `Table 3. ${hostile}`, notes: notesOf(hostile) };
      for (const text of (await partsOf(table)).values()) parsedXml(text);
      expect(cellTexts(await documentOf(table))).toEqual([matrix.headings, ...matrix.rows].map((row) => row.map(asWordHoldsIt)));
    }), { numRuns: 60 });
  });

  it('replaces a lone surrogate', async () => {
    expect(cellTexts(await documentOf(printedTable([['a\uD800b', '', '']])))[1]).toEqual(['a\uFFFDb', '', '']);
  });

  it('has three rules, none vertical, and no shading', async () => {
    const parts = await partsOf(printedTable([['1', '2', '3'], ['4', '5', '6']]));
    const document = parsedXml(parts.get('word/document.xml') ?? '');
    const rulesOf = (name: string): readonly string[] =>
      all(document, name).flatMap((borders) => Array.from(borders.childNodes).map((border) => border.nodeName));
    expect(rulesOf('w:tblBorders')).toEqual(['w:top', 'w:bottom']);
    expect(rulesOf('w:tcBorders')).toEqual(['w:bottom', 'w:bottom', 'w:bottom']);
    expect(all(all(document, 'w:tr')[0] ?? document, 'w:tcBorders')).toHaveLength(3);
    for (const text of parts.values()) expect(text).not.toMatch(/w:insideV|w:insideH|w:(?:left|right|start|end) w:val|w:shd/);
  });

  it('repeats the head row and keeps every row on one page', async () => {
    const document = await documentOf(printedTable([['1', '2', '3'], ['4', '5', '6']]));
    const rows = all(document, 'w:tr');
    expect(rows.map((row) => all(row, 'w:tblHeader').length)).toEqual([1, 0, 0]);
    expect(rows.map((row) => all(row, 'w:cantSplit').length)).toEqual([1, 1, 1]);
  });

  it.each([['portrait', 11_906, 9_638], ['landscape', 16_838, 14_570]] as const)('has a fixed grid as wide as the text in %s', async (orientation, page, text) => {
    const document = await documentOf(printedTable([['1', '2', '3']], { orientation }));
    expect(all(document, 'w:tblLayout')[0]?.getAttribute('w:type')).toBe('fixed');
    const grid = all(document, 'w:gridCol').map((column) => Number(column.getAttribute('w:w')));
    expect(grid.reduce((left, right) => left + right, 0)).toBe(text);
    expect(Math.abs((grid[2] ?? 0) - 3 * (grid[0] ?? 0))).toBeLessThanOrEqual(2);
    expect(all(document, 'w:tcW').map((width) => Number(width.getAttribute('w:w')))).toEqual([...grid, ...grid]);
    const size = all(document, 'w:pgSz')[0];
    expect(size?.getAttribute('w:w')).toBe(String(page));
    expect(size?.getAttribute('w:orient')).toBe(orientation === 'landscape' ? 'landscape' : '');
  });

  it('numbers the caption with a field that keeps the number when Word updates it', async () => {
    const first = await documentOf(printedTable([]));
    expect(all(first, 'w:instrText')[0]?.textContent).toBe(' SEQ Table \\* ARABIC ');
    const second = await documentOf(printedTable([], { title: 'Table 12. Treatment & more' }));
    expect(all(second, 'w:instrText')[0]?.textContent).toBe(' SEQ Table \\* ARABIC \\r 12 ');
    expect(all(second, 'w:fldChar').map((mark) => mark.getAttribute('w:fldCharType'))).toEqual(['begin', 'separate', 'end']);
    const caption = all(second, 'w:p')[0];
    expect(caption === undefined ? '' : wordText(caption)).toBe('Table 12. Treatment & more');
  });

  it.each(['Supplementary table', 'Table S1. Factors', ''])('prints the title %j without a field', async (title) => {
    const document = await documentOf(printedTable([], { title }));
    expect(all(document, 'w:instrText')).toHaveLength(0);
    expect(all(document, 'w:p').map(wordText).includes(title)).toBe(true);
  });

  it('has a language, a title, a table style and an alternative text', async () => {
    const parts = await partsOf(printedTable([]));
    expect(parts.get('word/styles.xml')).toContain('<w:lang w:val="en-US"');
    expect(parts.get('docProps/core.xml')).toContain('<dc:title>Table 1. Factors contributing to bone metastasis of NSCLC</dc:title>');
    const document = parsedXml(parts.get('word/document.xml') ?? '');
    expect(all(document, 'w:tblCaption')[0]?.getAttribute('w:val')).toBe('Table 1. Factors contributing to bone metastasis of NSCLC');
    expect(all(document, 'w:tblDescription')[0]?.getAttribute('w:val')).toContain('Heading 0; Heading 1; Heading 2');
    const styleUsed = all(document, 'w:tblStyle')[0]?.getAttribute('w:val') ?? 'none';
    expect(parts.get('word/styles.xml')).toContain(`w:styleId="${styleUsed}"`);
  });

  it('puts the notes below the table, and always a paragraph there, as Word demands', async () => {
    const afterTable = async (notes: readonly string[]): Promise<readonly string[]> => {
      const body = all(await documentOf(printedTable([], { notes: notesOf(...notes) })), 'w:body')[0];
      const names = Array.from(body?.childNodes ?? []);
      const table = names.findIndex((node) => node.nodeName === 'w:tbl');
      return names.slice(table + 1).map((node) => (node.nodeName === 'w:p' ? (node.textContent ?? '') : node.nodeName));
    };
    expect(await afterTable(['HR, hazard ratio.', 'Source.'])).toEqual(['HR, hazard ratio.', 'Source.', 'w:sectPr']);
    expect(await afterTable([])).toEqual(['', 'w:sectPr']);
  });

  it('sets a list of references under its heading, entries hanging and in their own letters', async () => {
    const paragraphs = all(await documentOf(printedTable([], { notes: () => [{ mark: '', text: 'OS.' }, ...listed] })), 'w:p').slice(-3);
    expect(paragraphs.map((each) => [all(each, 'w:pStyle')[0]?.getAttribute('w:val'), each.textContent])).toEqual([['TableNote', 'OS.'], ['ReferencesHeading', 'References'], ['Bibliography', '1. Quill A. Ca2+ & “RANKL ”. J Ex. 12n.']]);
    const letters = all(paragraphs[2] ?? document, 'w:r').filter((run) => all(run, 'w:rPr').length > 0).map((run) => [run.textContent, Array.from(all(run, 'w:rPr')[0]?.childNodes ?? [], ({ nodeName }) => nodeName).join(' ')]);
    expect(letters).toEqual([['2+', 'w:vertAlign'], ['RANKL', 'w:i w:iCs'], ['J Ex. ', 'w:b w:bCs w:i w:iCs'], ['12', 'w:smallCaps'], ['n', 'w:vertAlign']]);
  });

  it('raises the letters of notes, in their cells and below', async () => {
    const table = printedTable([['one', 'two', 'three'], ['four', 'five', 'six']], { marksAt: (row, column) => (row === 1 && column === 2 ? 'a' : ''), notes: () => [{ mark: 'a', text: 'Disputed.' }] });
    const raised = all(await documentOf(table), 'w:r').filter((run) => all(run, 'w:vertAlign').length > 0);
    expect(raised.map((run) => [run.textContent, run.parentNode?.textContent])).toEqual([['a', 'sixa'], ['a', 'aDisputed.']]);
  });
});
