// Every reader on files that are damaged, cut or made up, from a fixed seed: none may throw, each ends soon, and none says
// more than it read.
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { importedTables } from '../../../../../db/contract/imports';
import { runToEnd } from '../../../../../db/imports/steps';
import { readClipboard, readTable } from '../../../../../db/imports/tables/readTable';
import { prepareSource } from '../../../../../db/imports/tables/tableImport';
import { bytesOf, nastyRows, printedTable } from '../../exports/printed';
import { workbook, workbookParts } from './workbooks';

const seed = 20_261_126;
const longestMs = 3000;

function readsCalmly(bytes: Uint8Array): void {
  const start = performance.now();
  const reading = runToEnd(readTable(bytes));
  if (reading.isRead) {
    expect(reading.table.rows.length).toBeGreaterThan(0);
    for (const { line, cells } of reading.table.rows) expect(line >= 0 && cells.every((cell) => typeof cell === 'string')).toBe(true);
  } else expect(reading.message).toMatch(/^.{10,}[.…]$/su);
  expect(performance.now() - start).toBeLessThan(longestMs);
}

const damage = fc.array(fc.record({ at: fc.nat(), kind: fc.constantFrom('flip', 'cut', 'double', 'drop'), byte: fc.nat(255) }), { minLength: 1, maxLength: 6 });
type Damage = { readonly at: number; readonly kind: string; readonly byte: number };
function damaged(bytes: Uint8Array, steps: readonly Damage[]): Uint8Array {
  return steps.reduce((now, { at, kind, byte }) => {
    if (now.length === 0) return now;
    const place = at % now.length;
    if (kind === 'cut') return now.slice(0, place);
    if (kind === 'double') return Uint8Array.from([...now.subarray(0, place), ...now.subarray(Math.max(0, place - 50))]);
    if (kind === 'drop') return Uint8Array.from([...now.subarray(0, place), ...now.subarray(place + (byte % 20))]);
    const copy = now.slice();
    copy[place] = byte;
    return copy;
  }, bytes);
}

const text = [
  'sep=;\nTable 1\n\nFactor;"Expression, all";Reference\nCXCR7;"Up\r\n""so"" to say";[66, 67]\n007;5,0;1-3\n',
  '<html><table><tr><th rowspan=2>a<th>b</tr><tr><td>c &amp; d<br>e</td></tr></table>',
  '{"columns": [{"key": "a", "heading": "A"}], "rows": [{"a": "x"}, {"a": 5.0, "b": [1]}]}',
];

describe('damaged files', () => {
  test.each(text)('text: %s', (whole) => {
    fc.assert(fc.property(damage, (steps) => readsCalmly(damaged(new TextEncoder().encode(whole), steps))), { seed, numRuns: 400 });
  });
  test('a workbook of ours', async () => {
    const whole = await bytesOf(printedTable(nastyRows.slice(0, 20)), 'xlsx');
    fc.assert(fc.property(damage, (steps) => readsCalmly(damaged(whole, steps))), { seed, numRuns: 300 });
  });
  test('a workbook whose parts are damaged and packed again', () => {
    const parts = workbookParts({
      strings: '<si><t>a</t></si><si><r><t>b</t></r></si>', formats: [14, '0.0;[Red]-0.0', 'yyyy\\-mm'], is1904: true,
      sheets: [{ name: 'A', rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="0"><v>44260</v></c><c r="C1" t="inlineStr"><is><t>_x000D_</t></is></c></row>', after: '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>' }, { name: 'B', state: 'hidden', rows: '' }],
    });
    const paths = Object.keys(parts);
    fc.assert(fc.property(fc.nat(paths.length - 1), damage, (which, steps) => {
      const path = paths[which] ?? '';
      readsCalmly(zipSync({ ...parts, [path]: damaged(parts[path] ?? new Uint8Array(0), steps) }));
    }), { seed, numRuns: 400 });
  });
});

describe('made up', () => {
  test('bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => readsCalmly(bytes)), { seed, numRuns: 500 });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => readsCalmly(Uint8Array.from([0x50, 0x4b, 3, 4, ...bytes]))), { seed, numRuns: 300 });
  });
  const pieces = fc.array(fc.constantFrom('<table>', '</table>', '<tr>', '<td', ' colspan="9"', '>', '<!--', '-->', '<script>', '</script>', '&amp;', '&#', ';', '"', "'", '=', 'a', '\n', '\t', ',', '<', '/'), { maxLength: 60 }).map((each) => each.join(''));
  test('clipboards', () => {
    fc.assert(fc.property(pieces, pieces, (html, plain) => { runToEnd(readClipboard({ html: `<table>${html}`, text: plain })); }), { seed, numRuns: 500 });
  });
  test('sheets', () => {
    const xml = fc.array(fc.constantFrom('<row>', '</row>', '<row r="5" hidden="1">', '<c>', '</c>', '<c r="B2" t="s">', '<c t="e"/>', '<v>', '</v>', '1', '44260', '<is><t>', '</t></is>', '&amp;', '&x;', '<![CDATA[', ']]>', '<!-- ', ' -->', '<?x ?>', '"', '<', '>'), { maxLength: 40 }).map((each) => each.join(''));
    fc.assert(fc.property(xml, (rows) => readsCalmly(workbook({ sheets: [{ rows }], strings: '<si><t>a</t></si>' }))), { seed, numRuns: 400 });
  });
  test('tables, into whatever they are imported', () => {
    const cell = fc.oneof(fc.constantFrom('Factor', 'Gene', 'Ref', 'DOI', 'Year', '[1, 2]', 'PMID 12', '10.1000/a', '0,5', 'Up', '', '#', 'id'), fc.string({ maxLength: 6 }));
    fc.assert(fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 }), fc.constantFrom(null, ...importedTables), fc.boolean(), (rows, table, decimalComma) => {
      const bytes = new TextEncoder().encode(rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\n'));
      const preparation = runToEnd(prepareSource(table, { kind: 'bytes', bytes }, { decimalComma }, () => ['Up', 'Down']));
      if (!preparation.isPrepared) expect(preparation.message).toMatch(/\.$/u);
    }), { seed, numRuns: 500 });
  });
});
