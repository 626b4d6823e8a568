// `import` of tables as a script uses it: several files, a dry run, a map of columns, duplicates, refused rows, exit codes.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { workbook } from '../unit/db/imports/tables/workbooks';
import { runCli } from './cliHarness';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lacuna-cli-import-'));
  expect(await lacuna('new', 'review.lacuna')).toMatchObject({ code: 0 });
});
beforeEach(() => copyFileSync(join(folder, 'review.lacuna'), join(folder, 'a.lacuna')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lacuna = (...args: readonly string[]) => runCli(args, join(folder, 'data'), { cwd: folder });
const put = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return name;
};
async function json(code: number, ...args: readonly string[]): Promise<Record<string, unknown>> {
  const said = await lacuna(...args, '--json');
  expect({ code: said.code, stderr: said.stderr }).toEqual({ code, stderr: '' });
  return JSON.parse(said.stdout) as Record<string, unknown>;
}
const text = 'Exported on Monday\nGene;Expression;Ref;Comment\nCXCR7;Down;;\nPeriostin;Up;[15, 900];new\n;Up;;\n';

describe('import', () => {
  test('with --dry-run says what would become of each row, and writes nothing', async () => {
    const before = readFileSync(join(folder, 'a.lacuna'));
    const source = put('genes.csv', text);
    expect(await json(0, 'import', 'a.lacuna', source, '--into', 'factors', '--dry-run')).toMatchObject({
      ok: true, dryRun: true, total: { records: 3, new: 1, changed: 1, unchanged: 0, duplicates: 0, refused: 1 },
      sources: [{ file: 'genes.csv', format: 'csv', encoding: 'UTF-8', delimiter: ';', headingLine: 2, records: 3, new: 1, changed: 1, unchanged: 0, duplicates: 0, refused: [{ record: 3, line: 5, reason: expect.stringContaining('Factor can\'t be empty') }] }],
    });
    expect((await lacuna('import', 'a.lacuna', source, '--into', 'factors', '--dry-run')).stdout).toMatch(/genes\.csv \(csv, UTF-8\): 3 rows; 1 new, 1 changed, .*Line 5 was refused: .*Nothing was written: 1 new, 1 changed, 0 unchanged, 0 duplicates, 1 refused\.\n$/su);
    expect(readFileSync(join(folder, 'a.lacuna')).equals(before)).toBe(true);
  });
  test('of several files is one change and one undo; the tables are known by their headings', async () => {
    const book = put('trials.xlsx', workbook({ sheets: [{ rows: '<row><c t="inlineStr"><is><t>Treatment</t></is></c><c t="inlineStr"><is><t>Results</t></is></c></row><row><c t="inlineStr"><is><t>A vs B</t></is></c><c t="inlineStr"><is><t>5.0</t></is></c></row>' }] }));
    const done = await json(0, 'import', 'a.lacuna', put('genes.csv', text), book);
    expect(done).toMatchObject({ rows: 3, studiesAdded: 1, label: 'import 1 row into Factors, changes of 1 row of Factors, 1 row into Trials from genes.csv and 1 more', sources: [{ table: 'factors' }, { table: 'trials', format: 'xlsx', encoding: null }], total: { records: 4, refused: 1 } });
    expect(await json(0, 'import', 'a.lacuna', 'genes.csv', book)).toMatchObject({ rows: 0, changeSetId: null, total: { unchanged: 3, refused: 1 } });
    expect(await lacuna('undo', 'a.lacuna')).toMatchObject({ code: 0, stdout: expect.stringContaining('Undone: import 1 row into Factors') });
    expect(await json(0, 'import', 'a.lacuna', 'genes.csv', book)).toMatchObject({ rows: 3, studiesAdded: 1 });
  });
  test('takes a map of columns, or all that may be chosen', async () => {
    const source = put('own.csv', 'Spalte;Wert\nPeriostin;0,5\n');
    put('map.json', '{"Spalte": "factor", "Wert": "mechanism"}');
    expect(await json(0, 'import', 'a.lacuna', source, '--into', 'factors', '--map', 'map.json')).toMatchObject({ rows: 1, sources: [{ decimalComma: 'maybe', notes: [expect.stringContaining('decimal commas')] }] });
    put('whole.json', '{"columns": {"Spalte": "factor", "Wert": "function"}, "delimiter": ";", "headingLine": 1, "decimalComma": true}');
    expect(await json(0, 'import', 'a.lacuna', source, '--into', 'factors', '--map', 'whole.json')).toMatchObject({ sources: [{ changed: 1, notes: [] }] });
    put('wrong.json', '{"columns": {"Nowhere": "factor"}}');
    expect(await lacuna('import', 'a.lacuna', source, '--into', 'factors', '--map', 'wrong.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('no column “Nowhere” in the file') });
    expect(await lacuna('import', 'a.lacuna', source, '--into', 'factors', '--map', put('bad.json', '[1]'))).toMatchObject({ code: 2, stderr: expect.stringContaining('is no map') });
    expect(await lacuna('import', 'a.lacuna', source, '--into', 'factors', '--map', put('no.json', '{'))).toMatchObject({ code: 2, stderr: expect.stringContaining('is no JSON') });
    expect(await lacuna('import', 'a.lacuna', source, '--into', 'factors', '--map', 'none.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no file at') });
  });
  test('leaves duplicates out, merges or keeps them', async () => {
    const source = put('twice.csv', 'Treatment,Results\nA,x\nA,x\n');
    for (const [choice, rows] of [['skip', 1], ['keep', 2]] as const) {
      expect(await json(0, 'import', 'a.lacuna', source, '--into', 'trials', '--on-duplicate', choice)).toMatchObject({ rows, total: { new: 1, duplicates: 1 } });
      await lacuna('undo', 'a.lacuna');
    }
    expect(await lacuna('import', 'a.lacuna', source, '--into', 'trials', '--on-duplicate', 'perhaps')).toMatchObject({ code: 2, stderr: expect.stringContaining('--on-duplicate takes one of skip, merge, keep') });
  });
  test('ends with 1 when every row was refused, and with 2 when a file can\'t be read; then nothing is written', async () => {
    const bad = put('bad.csv', 'Treatment,Results\n,x\n,y\n');
    expect(await json(1, 'import', 'a.lacuna', bad, '--into', 'trials')).toMatchObject({ ok: true, rows: 0, total: { refused: 2 } });
    expect(await lacuna('import', 'a.lacuna', put('good.csv', 'Treatment\nA\n'), put('empty.csv', ''), '--into', 'trials')).toMatchObject({ code: 2, stdout: '', stderr: 'empty.csv: It is empty.\n' });
    expect(await json(0, 'import', 'a.lacuna', 'good.csv', '--into', 'trials', '--dry-run')).toMatchObject({ total: { new: 1 } });
    expect(await lacuna('import', 'a.lacuna', 'nowhere.csv')).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no file at') });
    expect(await lacuna('import', 'a.lacuna', put('what.csv', 'a,b\n1,2\n'))).toMatchObject({ code: 2, stderr: expect.stringContaining('into which table it belongs') });
  });
});
