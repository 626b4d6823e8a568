// Files that are made to do harm, and files that came to harm: each is refused in a sentence, and none of them may take
// more memory or time than the size of its archive allows.
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { runToEnd } from '../../../../../db/imports/steps';
import { scanXml } from '../../../../../db/imports/tables/workbook/scanXml';
import { inflatePart, zipDirectory } from '../../../../../db/imports/tables/workbook/zipArchive';
import { readTable } from '../../../../../db/imports/tables/readTable';
import { cellsOf, refusalOf, workbook, workbookParts } from './workbooks';

const plain = workbook({ sheets: [{ rows: '<row><c t="inlineStr"><is><t>one</t></is></c></row>' }], strings: '<si><t>a</t></si>' });
const withSheet = (xml: string): Uint8Array => zipSync({ ...workbookParts({ sheets: [{ rows: '' }] }), 'xl/worksheets/sheet1.xml': strToU8(xml) });

describe('XML', () => {
  test.each([
    ['entities that multiply', '<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>', /declares a document type/u],
    ['an entity from outside', '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet/>', /declares a document type/u],
    ['a document type without entities', '<!DOCTYPE worksheet><worksheet/>', /declares a document type/u],
    ['an entity that nobody declared', '<worksheet><sheetData><row><c t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>', /the unknown entity &x;/u],
    ['tags that close what is not open', '<worksheet><sheetData></worksheet></sheetData>', /<\/worksheet> closes what is not open/u],
    ['an end in the middle', '<worksheet><sheetData><row><c><v>1</v>', /ends too early/u],
    ['an end in a tag', '<worksheet><sheetData><row', /ends too early/u],
    ['endless nesting', '<a>'.repeat(1000), /nested too deeply/u],
    ['a cell beyond the last column', '<worksheet><sheetData><row><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>', /beyond column 16384/u],
  ])('with %s is refused', (_name, xml, sentence) => {
    expect(refusalOf(withSheet(xml))).toMatch(sentence);
  });
  test('with numbers of characters that are none gives the sign for that', () => {
    expect(cellsOf(withSheet('<worksheet><sheetData><row><c t="inlineStr"><is><t>a&#0;&#xD800;&#x110000;&#65;<![CDATA[<b>&amp;]]></t></is></c></row></sheetData></worksheet>'))).toEqual([['a\uFFFD\uFFFD\uFFFDA<b>&amp;']]);
  });
  test('reads the same in whatever pieces it comes (property)', () => {
    const xml = '<?xml version="1.0"?><!-- a > b --><a x="1 > 0" y=\'"\'>t &amp; u<b/><![CDATA[ ]] > ]]>\r\nz</a>';
    const events = (pieces: readonly string[]): string => {
      const heard: string[] = [];
      let text = '';
      const flush = (): void => { if (text !== '') heard.push(text); text = ''; };
      const scanner = scanXml('p', { open: (name, raw) => { flush(); heard.push(`<${name}${raw}>`); }, close: (name) => { flush(); heard.push(`</${name}>`); }, text: (more) => { text += more; } });
      pieces.forEach((piece, index) => scanner.push(piece, index === pieces.length - 1));
      flush();
      return heard.join('|');
    };
    const whole = events([xml]);
    expect(whole).toBe('<a x="1 > 0" y=\'"\'>|t & u|<b>|</b>| ]] > \nz|</a>');
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: xml.length }), { maxLength: 8 }), (cuts) => {
      const places = [0, ...cuts.toSorted((left, right) => left - right), xml.length];
      expect(events(places.slice(1).map((end, index) => xml.slice(places[index] ?? 0, end)))).toBe(whole);
    }));
  });
});

describe('a zip archive', () => {
  test('that unpacks to far more than its size is dropped on the way', () => {
    const bomb = withSheet(`<worksheet><sheetData>${'<row/>'.repeat(2_000_000)}</sheetData></worksheet>`);
    expect(bomb.length).toBeLessThan(40_000);
    expect(refusalOf(bomb)).toMatch(/more than 250 times its size/u);
  });
  test('that declares less than it holds is dropped once it is past that', () => {
    const archive = zipSync({ part: new Uint8Array(1_000_000) });
    const at = archive.findIndex((_, index) => archive[index] === 0x50 && archive[index + 1] === 0x4b && archive[index + 2] === 1 && archive[index + 3] === 2);
    new DataView(archive.buffer).setUint32(at + 24, 1000, true);
    const directory = zipDirectory(archive);
    const entry = directory.isRead ? directory.entries.get('part') : undefined;
    if (entry === undefined) throw new Error('It has no part.');
    let length = 0;
    expect(() => runToEnd(inflatePart(archive, entry, (piece) => { length += piece.length; }))).toThrow(/more than the 1000 bytes that it declares/u);
    expect(length).toBe(0);
  });
  test('that declares more than can be kept is not opened', () => {
    const archive = plain.slice();
    const view = new DataView(archive.buffer);
    for (let at = 0; at < archive.length - 4; at += 1) if (view.getUint32(at, true) === 0x0201_4b50) view.setUint32(at + 24, 4_000_000_000, true);
    expect(refusalOf(archive)).toMatch(/would take 4000000000 bytes/u);
  });
  test('with too many parts is not opened', () => {
    const archive = plain.slice();
    new DataView(archive.buffer).setUint16(archive.length - 12, 65_534, true);
    expect(refusalOf(archive)).toMatch(/holds 65534 parts/u);
  });
  test('with names that climb out of it reads parts of the archive, and nothing else', () => {
    const rels = '<Relationships><Relationship Id="s1" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>';
    expect(refusalOf(workbook({ sheets: [{ rows: '' }], parts: { 'xl/_rels/workbook.xml.rels': rels } }))).toMatch(/no sheet of cells/u);
    expect(cellsOf(workbook({ sheets: [{ rows: '' }], parts: { 'xl/_rels/workbook.xml.rels': rels, 'etc/passwd': '<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>' } }))).toEqual([['1']]);
  });
  test.each([
    ['cut short', plain.subarray(0, plain.length - 30), /cut short or damaged/u],
    ['protected by a password', encrypted(plain), /protected by a password/u],
    ['a letter of Word', zipSync({ 'word/document.xml': strToU8('<a/>') }), /Word document/u],
    ['an OpenDocument table', zipSync({ 'content.xml': strToU8('<a/>') }), /OpenDocument/u],
    ['a binary workbook', zipSync({ 'xl/workbook.bin': strToU8('a') }), /\.xlsb/u],
    ['any archive', zipSync({ 'a.txt': strToU8('a') }), /no workbook/u],
  ])('that is %s is refused with what to do', (_name, bytes, sentence) => {
    expect(refusalOf(bytes)).toMatch(sentence);
  });
  test('with a flipped byte is never read as something else (each byte in turn)', () => {
    const expected = JSON.stringify(cellsOf(plain));
    for (let at = 0; at < plain.length; at += 1) {
      const flipped = plain.slice();
      flipped[at] = (flipped[at] ?? 0) ^ 0x41;
      const reading = runToEnd(readTable(flipped));
      if (reading.isRead && reading.table.format === 'xlsx') expect({ at, rows: JSON.stringify(reading.table.rows.map(({ cells }) => cells)) }).toEqual({ at, rows: expected });
    }
  });
});

function encrypted(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at < copy.length - 4; at += 1) if (view.getUint32(at, true) === 0x0201_4b50) view.setUint16(at + 8, view.getUint16(at + 8, true) | 1, true);
  return copy;
}
