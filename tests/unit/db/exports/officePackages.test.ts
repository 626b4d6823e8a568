// What Office demands of the packages it opens: every part well-formed and of a known type, relations that lead somewhere,
// ids that are unique, styles and cell formats that exist.
import { posix } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { fileOf, type PrintedFile } from '../../../../db/exports/printedTable';
import { bytesOfFile, nastyRows, nastyTexts, notesOf, printedFile, printedTable } from './printed';

function refuse(message: unknown): never {
  throw new Error(String(message));
}

type Parts = ReadonlyMap<string, Document>;

async function partsOf(file: PrintedFile, format: 'docx' | 'xlsx'): Promise<Parts> {
  const parser = new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } });
  return new Map(Object.entries(unzipSync(await bytesOfFile(file, format))).map(([path, bytes]) => [path, parser.parseFromString(strFromU8(bytes), 'text/xml')]));
}

function values(parts: Parts, path: string, element: string, attribute: string): readonly string[] {
  return Array.from(parts.get(path)?.getElementsByTagName(element) ?? []).map((each) => each.getAttribute(attribute) ?? '').filter((value) => value !== '');
}

function allValues(document: Document, attribute: string): readonly string[] {
  return Array.from(document.getElementsByTagName('*')).map((each) => each.getAttribute(attribute) ?? '').filter((value) => value !== '');
}

const hostile = nastyTexts.filter((text) => text.length < 100).join(' ');
const hostileTable = printedTable(nastyRows, {
  title: `Table 2. ${hostile}`, name: hostile, notes: notesOf(hostile, ''), marksAt: () => 'a', orientation: 'landscape',
  columns: [0, 1, 2].map((key) => ({ key: `${key}`, heading: hostile, widthShare: 1, description: hostile })),
});
const tables: Readonly<Record<string, PrintedFile>> = {
  'a plain table': fileOf(printedTable([['1', '2', '3']])),
  'no rows, no title': fileOf(printedTable([], { title: '' })),
  'hostile texts, notes, marks and definitions': fileOf(hostileTable),
  'a document with its references': printedFile({ factors: printedTable([['1', '2', '3']]), trials: hostileTable, others: hostileTable }, { closing: { heading: hostile, lines: [{ text: hostile }, { text: '' }, { text: hostile, runs: [{ text: hostile, marks: ['bold', 'sup'] }, { text: hostile, marks: ['small-caps', 'sub', 'italic'] }] }] } }),
  'a document without references': printedFile({ factors: printedTable([['1', '2', '3']], { name: 'About' }), trials: printedTable([], { title: '' }) }, { closing: null }),
};

describe.each(['docx', 'xlsx'] as const)('%s as a package', (format) => {
  it.each(Object.keys(tables))('is well-formed, typed and related: %s', async (name) => {
    const parts = await partsOf(tables[name] ?? refuse(name), format);
    const defaults = new Set(values(parts, '[Content_Types].xml', 'Default', 'Extension'));
    const overrides = values(parts, '[Content_Types].xml', 'Override', 'PartName');
    expect(new Set(overrides).size).toBe(overrides.length);
    for (const override of overrides) expect(parts.has(override.slice(1)), override).toBe(true);
    for (const path of parts.keys()) expect(defaults.has(path.split('.').at(-1) ?? ''), path).toBe(true);

    const reached = new Set<string>();
    for (const path of [...parts.keys()].filter((each) => each.endsWith('.rels'))) {
      const ids = values(parts, path, 'Relationship', 'Id');
      expect(new Set(ids).size, path).toBe(ids.length);
      const owner = posix.join(posix.dirname(posix.dirname(path)), posix.basename(path, '.rels'));
      for (const target of values(parts, path, 'Relationship', 'Target')) {
        const to = posix.join(posix.dirname(owner), target);
        expect(parts.has(to), `${path}: ${to}`).toBe(true);
        reached.add(to);
      }
      const document = parts.get(owner);
      if (document !== undefined) for (const id of allValues(document, 'r:id')) expect(ids, owner).toContain(id);
    }
    expect([...parts.keys()].filter((path) => !path.endsWith('.rels') && path !== '[Content_Types].xml' && !reached.has(path))).toEqual([]);
    for (const [path, document] of parts) for (const attribute of ['w:id', 'sheetId', 'w:styleId', 'w14:paraId']) {
      const ids = allValues(document, attribute);
      expect(new Set(ids).size, `${path} ${attribute}`).toBe(ids.length);
    }
  });
});

describe('styles', () => {
  it.each(Object.keys(tables))('of Word exist, each based on one that does: %s', async (name) => {
    const parts = await partsOf(tables[name] ?? refuse(name), 'docx');
    const known = values(parts, 'word/styles.xml', 'w:style', 'w:styleId');
    const used = ['w:pStyle', 'w:rStyle', 'w:tblStyle'].flatMap((element) => values(parts, 'word/document.xml', element, 'w:val'));
    expect(used.length).toBeGreaterThan(3);
    for (const style of [...used, ...values(parts, 'word/styles.xml', 'w:basedOn', 'w:val')]) expect(known).toContain(style);
  });

  it.each(Object.keys(tables))('of Excel exist, and each cell stands where it says: %s', async (name) => {
    const parts = await partsOf(tables[name] ?? refuse(name), 'xlsx');
    const formats = Number(values(parts, 'xl/styles.xml', 'cellXfs', 'count')[0]);
    expect(parts.get('xl/styles.xml')?.getElementsByTagName('cellXfs')[0]?.getElementsByTagName('xf').length).toBe(formats);
    const sheets = values(parts, 'xl/workbook.xml', 'sheet', 'name');
    expect(new Set(sheets.map((sheet) => sheet.toLowerCase())).size).toBe(sheets.length);
    for (const path of [...parts.keys()].filter((each) => each.startsWith('xl/worksheets/'))) {
      for (const style of values(parts, path, 'c', 's')) expect(Number(style)).toBeLessThan(formats);
      for (const row of Array.from(parts.get(path)?.getElementsByTagName('row') ?? [])) {
        const cells = Array.from(row.getElementsByTagName('c')).map((each) => each.getAttribute('r'));
        expect(cells).toEqual(cells.map((_, column) => `${String.fromCharCode(65 + column)}${row.getAttribute('r')}`));
      }
    }
  });
});
