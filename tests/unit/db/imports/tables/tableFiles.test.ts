import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decodeText } from '../../../../../db/imports/decodeText';
import { runToEnd } from '../../../../../db/imports/steps';
import { readTableText, type TableReading } from '../../../../../db/imports/tables/readTable';
import { prepareSource } from '../../../../../db/imports/tables/tableImport';
import { startCore, type TestCore } from '../../coreFixture';

const readText = (text: string): TableReading => runToEnd(readTableText(text, {}, null));
function cells(text: string): readonly (readonly string[])[] {
  const reading = readText(text);
  if (!reading.isRead) throw new Error(reading.message);
  return reading.table.rows.map((row) => row.cells);
}
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

describe('delimited text', () => {
  test.each([
    ['commas', 'a,b\n1,2\n', [['a', 'b'], ['1', '2']]],
    ['tabs', 'a\tb\n1,5\t2\n', [['a', 'b'], ['1,5', '2']]],
    ['semicolons', 'a;b\n1,5;2\n', [['a', 'b'], ['1,5', '2']]],
    ['a mark, Windows line ends, empty lines', '\uFEFFa,b\r\n\r\n1,2\r\n\r\n', [['a', 'b'], ['1', '2']]],
    ['line breaks and quotes in a cell', 'a,b\n"1\n2","say ""x"""\n', [['a', 'b'], ['1\n2', 'say "x"']]],
    ['what looks like a number stays as it is', 'a\n5.0\n007\n9007199254740993123\n1e5\n', [['a'], ['5.0'], ['007'], ['9007199254740993123'], ['1e5']]],
  ] as const)('%s', (_name, text, expected) => {
    expect(cells(text)).toEqual(expected);
  });
  test('lines are counted over cells with line breaks and empty lines', () => {
    const reading = readText('a\n"1\n2"\n\nthree\n');
    expect(reading.isRead && reading.table.rows.map((row) => row.line)).toEqual([1, 2, 5]);
  });
  test('an open quotation mark is named with its line; nothing is guessed', () => {
    expect(readText('a,b\n1,2\n"3,4\n')).toMatchObject({ isRead: false, message: expect.stringMatching(/^Line 3: a quotation mark/u) });
    expect(readText('')).toMatchObject({ isRead: false });
  });
  test('what was quoted by the book is read back, whatever it is (property)', () => {
    const cell = fc.string({ unit: 'binary' }).filter((text) => text.trim() !== '');
    fc.assert(fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
      expect(cells(`a,b\r\n${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`).slice(1)).toEqual(rows);
    }));
  });
});

describe('bytes', () => {
  test.each([
    ['UTF-8', Buffer.from('β-catenin', 'utf8'), 'β-catenin'],
    ['UTF-8 with its mark', Buffer.from('\uFEFFβ', 'utf8'), 'β'],
    ['UTF-16', Buffer.from('\uFEFFβ', 'utf16le'), 'β'],
    ['Windows-1252', Buffer.from([0x95, 0x20, 0xb5, 0x67]), '• µg'],
  ] as const)('%s', (_name, bytes, text) => {
    expect(decodeText(bytes)).toBe(text);
  });
  test('that are no text are none', () => {
    expect(decodeText(Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0x00]))).toBeNull();
  });
});

describe('headings', () => {
  const mapped = (table: 'factors' | 'trials' | 'claims', text: string) => {
    const preparation = runToEnd(prepareSource(table, { kind: 'bytes', bytes: new TextEncoder().encode(text) }, {}, () => []));
    if (!preparation.isPrepared) return null;
    const { mapping, rows, unknownHeadings } = preparation.source;
    return mapping.problems.length > 0 ? { isMapped: false, message: mapping.problems[0] } : { isMapped: true, mapped: { rows, unknownHeadings, problems: rows.flatMap(({ line, problems }) => problems.map((each) => ({ line, ...each }))) } };
  };
  test('are keys or published headings, whatever their case and punctuation', () => {
    expect(mapped('trials', 'treatment,NO OF PATIENTS,Type of study,Reference\nA vs B,10,RCT,"[15–17]; 20"\n')).toMatchObject({ isMapped: true, mapped: { rows: [{ line: 2, values: { treatment: 'A vs B', patients: '10', studyType: 'RCT' }, references: [15, 16, 17, 20].map((number) => ({ number })) }], unknownHeadings: [], problems: [] } });
  });
  test('of unknown columns are said; a lacking required one and one given twice are refused', () => {
    expect(mapped('factors', 'Factor,Remark\nX,y\n')).toMatchObject({ isMapped: true, mapped: { unknownHeadings: ['Remark'] } });
    expect(mapped('factors', 'Expression\nUp\n')).toMatchObject({ isMapped: false, message: expect.stringContaining('no column “Factor”') });
    expect(mapped('factors', 'Factor,factor\nX,Y\n')).toMatchObject({ isMapped: false, message: expect.stringContaining('Two columns') });
  });
  test.each([
    ['PMID 16081687', [{ pmid: '16081687', label: null }]], ['[3; PMID:0123, pmid 123]', [{ number: 3 }, { pmid: '123', label: null }]], ['3, 2-4', [{ number: 3 }, { number: 2 }, { number: 4 }]],
    ['', []], ['16081687', null], ['PMID', null], ['PMID 123456789', null], ['PMC123', null],
  ])('references: %s', (text, references) => {
    expect(mapped('trials', `Treatment\tReference\nSurgery\t${text}\n`)).toMatchObject({ mapped: { rows: [{ references }], problems: references === null ? [{ line: 2, message: expect.stringContaining(`or PMID 12345678, not “${text}”`) }] : [] } });
  });
  test('a reason for a missing cell marks it; references that are none are a problem', () => {
    expect(mapped('factors', 'factor,function,reference\nX,no description,see text\n')).toMatchObject({ mapped: { rows: [{ values: { function: { missing: 'No description' } } }], problems: [{ line: 2, field: 'references' }] } });
  });
});

describe('a file', () => {
  let lacuna: TestCore;
  beforeEach(async () => {
    lacuna = startCore();
    await lacuna.call('openDocument', {});
  });
  afterEach(() => lacuna.end());
  const file = (text: string): string => {
    writeFileSync(join(lacuna.folder, 'rows.csv'), text);
    return join(lacuna.folder, 'rows.csv');
  };

  test('is one change and one undo, after which importing again works', async () => {
    const path = file('Treatment,Results,Reference\nA vs B,ok,"[15, 800]"\nC,"two\nlines",\n');
    for (let time = 0; time < 2; time += 1) {
      const done = await lacuna.call('importRows', { table: 'trials', path });
      expect(done).toMatchObject({ rows: 2, studiesAdded: 1, label: 'import 2 rows into Trials from rows.csv' });
      expect((await lacuna.call('getDocument', {}))?.counts).toMatchObject({ trials: 17, studies: 147 });
      expect((await lacuna.call('verifyDocument', {})).isOk).toBe(true);
      await lacuna.call('undo', {});
      expect((await lacuna.call('getDocument', {}))?.counts).toMatchObject({ trials: 15, studies: 146 });
    }
  });
  test('cites studies by number and by PMID: those of the file, else new ones, each once', async () => {
    await lacuna.call('editRows', { table: 'studies', adds: [{ values: { label: 'Known', pmid: '123' } }], intention: 'add' });
    expect(await lacuna.call('importRows', { table: 'trials', path: file('Treatment,Reference\nA,"[147], PMID 123; PMID 456"\nB,"PMID 456, 900, PMID 789"\n') })).toMatchObject({ rows: 2, studiesAdded: 3 });
    const { rows } = await lacuna.call('openView', { table: 'trials', start: 15 });
    expect(rows.map(({ cites }) => cites.map(({ number, label }) => `${number} ${label}`))).toEqual([['147 Known', '901 PMID 456'], ['901 PMID 456', '900 Reference 900', '902 PMID 789']]);
    expect((await lacuna.call('verifyDocument', {})).isOk).toBe(true);
  });
  test('with one bad cell imports nothing, and says line, column and what to do', async () => {
    const refusal = await lacuna.refusal('importRows', { table: 'trials', path: file('Treatment,Population\nA,x\n,y\nB,\u0007bell\n') });
    expect(refusal).toMatchObject({ code: 'invalid-value', message: expect.stringMatching(/^Line 3, Treatment: Treatment can't be empty.*There are 1 more like it\. Nothing was imported\.$/u) });
    expect((await lacuna.call('getDocument', {}))?.counts.trials).toBe(15);
  });
  test('to be checked leaves out what does not fit, and names it; a row keeps its number', async () => {
    const path = file('Treatment,Population,Reference\nA,x,[1]\n,y,[2]\nB,\u0007bell,see text\nC,z,[3]\n');
    const done = await lacuna.call('importRows', { table: 'trials', path, unfit: 'leave out' });
    expect(done).toMatchObject({ rows: 3, leftOut: [{ line: 3, field: 'treatment' }, { line: 4, field: 'references' }, { line: 4, field: 'population' }] });
    const { rows } = await lacuna.call('openView', { table: 'trials', start: 15 });
    expect(rows.map(({ ordinal, values, cites }) => [ordinal, values['treatment'], values['population'], cites.length])).toEqual([[16, 'A', 'x', 1], [18, 'B', null, 0], [19, 'C', 'z', 1]]);
    expect((await lacuna.refusal('importRows', { table: 'trials', path: file('Treatment,Population\n,y\n'), unfit: 'leave out' })).code).toBe('invalid-value');
  });
  test('that is missing, no text, or only headings is refused in a sentence', async () => {
    expect(await lacuna.refusal('importRows', { table: 'trials', path: join(lacuna.folder, 'none.csv') })).toMatchObject({ code: 'document-missing' });
    expect((await lacuna.refusal('importRows', { table: 'trials', path: file('PK\u0003\u0004\u0000\u0000') })).message).toContain('no text file');
    expect((await lacuna.refusal('importRows', { table: 'trials', path: file('Treatment\n') })).message).toContain('no rows');
  });
});
