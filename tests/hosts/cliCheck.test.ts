// `import` and `check` as a shell uses them.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from './cliHarness';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lacuna-check-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lacuna = (...args: readonly string[]) => runCli(args, join(folder, 'data'), { cwd: folder });
const put = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return name;
};
const wrong = 'Treatment,No. of Patients,Results,Reference\nSurgery,41,Pain fell (p = 1.4).,[97]\n';
const right = 'Treatment,No. of Patients,Results\nSurgery,41,Pain fell (p = 0.04).\n';

describe('check', () => {
  test('a bare CSV of trials: 1 and the findings, 0 and none', async () => {
    const found = await lacuna('check', put('wrong.csv', wrong), '--json');
    expect(found.code).toBe(1);
    expect(JSON.parse(found.stdout)).toMatchObject([{ rule: 'N9', severity: 'major', table: 'trials', ordinal: 1, field: 'results', quote: 'p = 1.4', message: expect.any(String), values: expect.any(Object), rowId: expect.any(String), confidence: expect.any(String), ruleVersion: expect.any(Number) }]);
    expect(await lacuna('check', put('right.csv', right), '--rules', 'N1,N9', '--json')).toMatchObject({ code: 0, stdout: '[]\n' });
  });
  test('a document is only read', async () => {
    await lacuna('new', 'a.lacuna', '--empty');
    await lacuna('import', 'a.lacuna', put('wrong.csv', wrong), '--into', 'trials');
    const before = readFileSync(join(folder, 'a.lacuna'));
    expect(await lacuna('check', 'a.lacuna')).toMatchObject({ code: 1, stdout: expect.stringContaining('N9  major') });
    expect(await lacuna('check', 'a.lacuna', '--rules', 'N1')).toMatchObject({ code: 0, stdout: 'Nothing found.\n' });
    expect(await lacuna('check', 'a.lacuna', '--table', 'factors')).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'a.lacuna')).equals(before)).toBe(true);
  });
  test('wrong use and unreadable files: 2 and a sentence', async () => {
    expect(await lacuna('check', 'none.lacuna')).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no file') });
    expect(await lacuna('check', put('x.csv', right), '--rules', 'N99')).toMatchObject({ code: 2, stderr: expect.stringContaining('N99') });
    expect(await lacuna('check', put('y.csv', 'Population\nx\n'))).toMatchObject({ code: 2, stderr: expect.stringContaining('no column “Treatment”') });
  });
});

describe('import', () => {
  test('says what came, what was left, and is one undo', async () => {
    await lacuna('new', 'a.lacuna', '--empty');
    const done = await lacuna('import', 'a.lacuna', put('t.csv', wrong.replace('Reference', 'Reference,Note').replace('[97]', '[97],x')), '--into', 'trials');
    expect(done).toMatchObject({ code: 0, stdout: expect.stringMatching(/import 1 row into Trials from t\.csv.*1 cited study.*Not imported.*Note/su) });
    expect(await lacuna('undo', 'a.lacuna')).toMatchObject({ code: 0 });
    expect(JSON.parse((await lacuna('check', 'a.lacuna', '--json')).stdout)).toEqual([]);
  });
  test('without a source, or into a table that takes none: 2', async () => {
    await lacuna('new', 'a.lacuna', '--empty');
    expect(await lacuna('import', 'a.lacuna', '--into', 'trials')).toMatchObject({ code: 2, stderr: expect.stringContaining('Name the SOURCE') });
    expect(await lacuna('import', 'a.lacuna', put('t.csv', right), '--into', 'results')).toMatchObject({ code: 2 });
  });
});
