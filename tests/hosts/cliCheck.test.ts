// `import` and `check` as a shell uses them.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
  test('leaves no trace: no recent documents, no backups, nothing where temporary files are made', async () => {
    await lacuna('new', 'a.lacuna', '--empty');
    const left = (): readonly (readonly [string, string])[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile()).toSorted().map((name) => [name, readFileSync(join(folder, name), 'base64')]);
    const [csv, temporary] = [put('wrong.csv', wrong), join(folder, 'temporary')];
    mkdirSync(temporary);
    const before = left();
    expect(before.map(([name]) => name)).toEqual(expect.arrayContaining([expect.stringMatching(/backups.*document\.json$/u), join('data', 'preferences.json')]));
    for (const file of ['a.lacuna', csv, 'none.lacuna']) await runCli(['check', file], join(folder, 'data'), { cwd: folder, env: { TMPDIR: temporary } });
    expect(left()).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
  });
  test('a table of counts: how many printed values were checked; a value that stands out with its row and column', async () => {
    const counts = ['trial,ev.cont,noev.cont,ev.exp,noev.exp,OR,logOR,varlogOR', 'a,30,170,20,180,0.63,-0.463,0.0948', 'b,45,155,30,170,0.61,-0.498,0.0679', 'c,12,88,9,91,0.73,-0.321,0.2168', 'd,60,140,66,134,1.15,0.139,0.0464'];
    expect(await lacuna('check', put('counts.csv', counts.join('\n')))).toEqual({ code: 0, stderr: '', stdout: '12 printed values checked against their counts in 4 rows (OR, logOR, varlogOR): nothing found.\n' });
    expect(await lacuna('check', 'counts.csv', '--json')).toMatchObject({ code: 0, stdout: '[]\n' });
    put('altered.tsv', counts.join('\n').replaceAll(',', '\t').replace('-0.321', '-0.521'));
    const said = await lacuna('check', 'altered.tsv');
    expect(said).toMatchObject({ code: 1, stderr: '', stdout: expect.stringMatching(/^N6 {2}major {2}row 3 \(c; line 4\), column logOR\n.*“logOR -0\.521” is not consistent as printed with 9\/100 vs 12\/100.*\n\n12 printed values .*: 1 finding\.\n$/su) });
    const found = await lacuna('check', 'altered.tsv', '--json');
    expect(found.code).toBe(1);
    expect(JSON.parse(found.stdout)).toEqual([{ rule: 'N6', ruleVersion: expect.any(Number), severity: 'major', confidence: 'certain', table: 'trials', ordinal: 3, rowId: 'line 4', field: 'logOR', quote: 'logOR -0.521', message: expect.any(String), values: expect.objectContaining({ counts: '9/100 vs 12/100' }) }]);
    expect(await lacuna('check', put('half.csv', `${counts.join('\n')}\ne,x,1,2,3,1.5,,\nf,4,5,6,7,many,,\n`))).toMatchObject({ code: 0, stdout: expect.stringContaining('12 printed values'), stderr: 'Not read: line 6: the counts of row 5.\nNot read: line 7, OR: “many” is no number to be checked.\n' });
    expect(await lacuna('check', put('bare.csv', counts.map((each) => each.split(',').slice(0, 5).join()).join('\n')))).toMatchObject({ code: 0, stdout: 'Nothing to check: this table of counts (4 rows) prints no OR, RR, logarithm or variance.\n' });
    expect(await lacuna('check', 'altered.tsv', '--rules', 'N1')).toMatchObject({ code: 0, stdout: 'Nothing was checked: this is a table of counts, which only N6 reads.\n' });
  });
  test('a bare CSV is read as trials only, and lacks neither studies nor a glossary', async () => {
    put('right.csv', right.replace('fell', 'and SREs fell'));
    expect(JSON.parse((await lacuna('check', 'right.csv', '--rules', 'X1,X2', '--json')).stdout)).toMatchObject([{ rule: 'X2' }, { rule: 'X1' }]);
    expect(JSON.parse((await lacuna('check', put('cited.csv', 'Treatment,Reference\nSurgery,[3]\nDrugs,\n'), '--json')).stdout)).toMatchObject([{ rule: 'X1', ordinal: 2 }]);
    expect(await lacuna('check', 'right.csv', '--table', 'trials')).toMatchObject({ code: 0, stdout: 'Nothing found.\n' });
    expect(await lacuna('check', 'right.csv', '--table', 'factors')).toMatchObject({ code: 2, stderr: expect.stringContaining('right.csv is read as trials; leave --table out.') });
  });
  test('cells that no document can hold are left out and named; the rest is checked, each row under its own number', async () => {
    const rows = ['Treatment,No. of Patients,Results,Reference', ',10,Pain fell.,[1]', 'Surgery,41,Pain \u0007 fell.,see text', 'Drugs,41,Pain fell (p = 1.4).,[2]', 'Rest,1,2,3,4'];
    const said = await lacuna('check', put('bad.csv', rows.join('\n')), '--json');
    expect(JSON.parse(said.stdout)).toMatchObject([{ rule: 'N9', ordinal: 3 }]);
    expect(said.stderr.trim().split('\n').map((note) => note.slice(0, 27))).toEqual(['Not read: line 2, Treatment', 'Not read: line 3, Reference', 'Not read: line 3, Results: ', 'Not read: line 5: It has 5 ']);
    await lacuna('new', 'a.lacuna', '--empty');
    expect(await lacuna('import', 'a.lacuna', 'bad.csv', '--into', 'trials')).toMatchObject({ code: 0, stdout: expect.stringMatching(/import 1 row into Trials.*Line 2 was refused: Treatment can't be empty.*Line 3 was refused: .*Line 5 was refused: It has 5 cells/su) });
  });
  test('what is no document is read as a table, whatever it is called', async () => {
    expect(await lacuna('check', put('trials', wrong))).toMatchObject({ code: 1 });
    expect(await lacuna('check', put('book.xlsx', 'PK\u0003\u0004\u0000'))).toMatchObject({ code: 2, stderr: expect.stringMatching(/^book\.xlsx: It is no text file, and a workbook only if it is cut short or damaged/u) });
    expect(await lacuna('check', put('empty.csv', 'Treatment,Results\n'))).toMatchObject({ code: 2, stderr: 'empty.csv holds headings and no rows.\n' });
    expect(await lacuna('check', put('text.lacuna', wrong))).toMatchObject({ code: 2, stderr: expect.stringContaining('text.lacuna') });
    expect(await lacuna('check', '.')).toMatchObject({ code: 2, stderr: expect.stringContaining('is a folder. Give the name of a file.') });
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
  test('evidence items of CIViC become claims; the check finds the statement with evidence for and against it', async () => {
    await lacuna('new', 'a.lacuna', '--empty');
    const item = (variant: string, direction: string, pmid: string) => ['QXA1', variant, 'Marsh Sarcoma', 'Zolumab', 'Predictive', direction, 'Sensitivity', 'It was seen.', pmid, '4'].join('\t');
    const rows = ['gene\tvariant\tdisease\tdrugs\tevidence_type\tevidence_direction\tclinical_significance\tevidence_statement\tpubmed_id\trating', item('R1C', 'Supports', '90000001'), item('R1C', 'Does Not Support', '90000002'), item('R2C', 'Supports', '90000001')];
    expect(await lacuna('import', 'a.lacuna', put('items.tsv', rows.join('\n')), '--into', 'claims')).toMatchObject({ code: 0, stdout: expect.stringMatching(/import 3 rows into Claims from items\.tsv.*2 cited studies are new here and came as stubs.*rating/su) });
    const found = await lacuna('check', 'a.lacuna', '--json');
    expect(JSON.parse(found.stdout)).toMatchObject([{ rule: 'F4', confidence: 'certain', table: 'claims', values: { name: 'QXA1 R1C', object: 'Sensitivity to Zolumab', sides: [{ side: 'supports' }, { side: 'does not support' }] } }]);
  });
  test('without a source, or into a table that takes none: 2', async () => {
    await lacuna('new', 'a.lacuna', '--empty');
    expect(await lacuna('import', 'a.lacuna', '--into', 'trials')).toMatchObject({ code: 2, stderr: expect.stringContaining('Name the SOURCE') });
    expect(await lacuna('import', 'a.lacuna', put('t.csv', right), '--into', 'results')).toMatchObject({ code: 2 });
  });
});
