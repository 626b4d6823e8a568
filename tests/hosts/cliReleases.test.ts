// Releases from a shell: making and listing them, exporting one again byte by byte, comparing states, and wrong words.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportFormats } from '../../db/contract/exports';
import { startCli, type CliDocument } from './cliHarness';

let folder: string;
let path: string;
let lacuna: CliDocument['lacuna'];
let json: CliDocument['json'];
let end: CliDocument['end'];
beforeAll(async () => { ({ folder, path, lacuna, json, end } = await startCli('releases')); });
afterAll(() => end());

test('without a release nothing can be tracked', async () => {
  const { error } = await json(2, 'export', path, '--table', 'factors', '--format', 'docx', '--out', 'never.docx', '--tracked') as { error: { message: string } };
  expect(error.message).toContain('this document has none yet');
});

test('a release is made, listed, exported again byte by byte in every format, and compared', async () => {
  expect((await lacuna('releases', path)).stdout).toBe('No releases yet.\n');
  expect((await lacuna('release', path, '--name', '1.0', '--note', 'Submitted')).stdout).toMatch(/^Made release 1\.0: up to change 3, 0 open conflicts, \d+ findings\.\n$/u);
  for (const format of exportFormats) expect(await lacuna('export', path, '--table', 'factors', '--format', format, '--out', `then.${format}`)).toMatchObject({ code: 0 });
  expect(await lacuna('set', path, '--table', 'factors', '--row', '9', '--column', 'expression', '--value', 'Down', '--why', 'Table S2')).toMatchObject({ code: 0 });
  const frozen = ((await json(0, 'releases', path))['releases'] as { contentHash: string }[])[0]?.contentHash;
  expect(frozen).toMatch(/^[0-9a-f]{64}$/u);
  for (const format of exportFormats) {
    expect(await json(0, 'export', path, '--table', 'factors', '--format', format, '--out', `again.${format}`, '--release', '1.0')).toMatchObject({ ok: true, release: '1.0' });
    const { release, contentHash } = JSON.parse(readFileSync(join(folder, `again.${format}.manifest.json`), 'utf8')) as { release: string; contentHash: string };
    expect({ release, contentHash }).toEqual({ release: '1.0', contentHash: frozen });
    expect(readFileSync(join(folder, `again.${format}`)).equals(readFileSync(join(folder, `then.${format}`))), format).toBe(true);
  }
  expect(readdirSync(join(folder, 'data', 'releases')), 'nothing is left of it').toEqual([]);
  expect((await json(0, 'releases', path))['releases']).toMatchObject([{ version: '1.0', note: 'Submitted', changesSince: 1 }]);

  const { stdout } = await lacuna('diff', path);
  expect(stdout).toMatch(/^From release 1\.0 \(up to change 3\) to now \(up to change 4\): Factors 1 changed\.\nFactors 9 .+: changed\n {2}Expression: \[-.+-\]\{\+Down\+\} {2}\(.+: Table S2\)\n$/u);
  expect((await lacuna('diff', path, '--from', '1.0', '--to', '1.0')).stdout).toContain('to release 1.0 (up to change 3): no difference.');
  expect(await json(0, 'diff', path, '--from', 'beginning')).toMatchObject({ ok: true, total: 1, rows: [{ table: 'factors', kind: 'changed', fields: [{ field: 'expression', after: 'Down' }] }] });
  expect(JSON.parse((await lacuna('diff', path, '--format', 'json')).stdout)).toMatchObject({ total: 1 });
  expect(await json(0, 'diff', path, '--format', 'csv', '--out', 'changes.csv')).toMatchObject({ total: 1, rows: 1 });
  const list = readFileSync(join(folder, 'changes.csv'), 'utf8');
  expect(list).toContain('Table S2');
  expect(await lacuna('diff', path, '--format', 'csv'), 'printed as it would be written').toEqual({ code: 0, stdout: list, stderr: '' });
  expect(await json(0, 'diff', path, '--format', 'csv')).toMatchObject({ ok: true, total: 1, rows: 1, text: list });
  expect(await json(0, 'diff', path, '--format', 'docx', '--out', 'changes.docx')).toMatchObject({ format: 'docx' });
  expect((await lacuna('verify', path)).stdout).toContain('ok      Releases: 1 as written');
});

test('a table is exported as Word with the changes since a release tracked, the latest where none is named', async () => {
  const words = ['export', path, '--table', 'factors', '--format', 'docx', '--out', 'tracked.docx', '--tracked'] as const;
  expect(await json(0, ...words, '--since', '1.0')).toMatchObject({ ok: true, tracked: { since: '1.0', changed: 1, inserted: 0, deleted: 0, renumbered: [] } });
  const xml = strFromU8(unzipSync(readFileSync(join(folder, 'tracked.docx')))['word/document.xml'] ?? new Uint8Array());
  expect(xml).toMatch(/<w:del w:id="1" w:author="[^"]+" w:date="[^"]+Z"><w:r><w:delText xml:space="preserve">[^<]+<\/w:delText><\/w:r><\/w:del><w:ins w:id="2" [^>]+><w:r><w:t xml:space="preserve">Down<\/w:t><\/w:r><\/w:ins>/u);
  expect((await lacuna(...words)).stdout).toMatch(/Tracked since release 1\.0: 1 row changed, 0 inserted, 0 deleted\.\n$/u);
  const untold = words.filter((word) => word !== '--tracked');
  expect((await lacuna(...untold, '--since', '1.0')).stdout, 'to name a release is to ask for it').toMatch(/Tracked since release 1\.0: 1 row changed/u);
  expect((await lacuna(...words, '--style', 'vancouver')).stdout).toMatch(/Tracked since release 1\.0: 1 row changed, 0 inserted, 0 deleted\.\n$/u);
  expect(readdirSync(join(folder, 'data', 'releases')), 'nothing is left of it').toEqual([]);
});

test('and up to a later release, since the one before it where none is named; of a release that is opened too', async () => {
  const later = join(folder, 'later.lacuna');
  expect(await lacuna('backup', path, '--out', later)).toMatchObject({ code: 0 });
  expect(await lacuna('release', later, '--name', '1.1')).toMatchObject({ code: 0 });
  expect(await lacuna('set', later, '--table', 'factors', '--row', '10', '--column', 'expression', '--value', 'Down', '--why', 'Table S3')).toMatchObject({ code: 0 });
  const words = ['export', later, '--table', 'factors', '--format', 'docx', '--tracked'] as const;
  for (const [name, until, ...named] of [['both', '1.1', '--since', '1.0', '--until', '1.1'], ['later', '1.1', '--until', '1.1'], ['opened', null, '--release', '1.1']] as const) {
    expect(await json(0, ...words, '--out', `${name}.docx`, ...named), name).toMatchObject({ tracked: { since: '1.0', until, changed: 1 } });
  }
  for (const name of ['later', 'opened']) expect(readFileSync(join(folder, `${name}.docx`)).equals(readFileSync(join(folder, 'both.docx'))), name).toBe(true);
  expect((await lacuna(...words, '--out', 'until.docx', '--until', '1.1')).stdout).toMatch(/Tracked since release 1\.0 until release 1\.1: 1 row changed, 0 inserted, 0 deleted\.\n$/u);
  const { error } = await json(2, ...words, '--out', 'never.docx', '--since', '1.1', '--until', '1.0') as { error: { message: string } };
  expect(error.message).toContain('Track since 1.0 until 1.1.');
  expect(await json(2, ...words, '--out', 'never.docx', '--until', '1.0')).toMatchObject({ error: { message: 'Changes are tracked since an earlier release, and before 1.0 there is none.' } });
  expect(readdirSync(join(folder, 'data', 'releases')), 'nothing is left of them').toEqual([]);
});

test('what is wrong is said, and nothing is written', async () => {
  mkdirSync(join(folder, 'folder.csv'));
  for (const [code, message, ...args] of [
    ['invalid-input', 'There is a release 1.0 already', 'release', path, '--name', '1.0'],
    ['invalid-input', 'Give the version a name', 'release', path, '--name', ' '],
    ['not-found', 'There is no release “7”. There is: 1.0.', 'diff', path, '--from', '7'],
    ['not-found', 'There is no release “7”. There is: 1.0.', 'export', path, '--table', 'factors', '--format', 'csv', '--out', 'never.csv', '--release', '7'],
    ['not-found', 'There is no release “7”. There is: 1.0.', 'export', path, '--table', 'factors', '--format', 'docx', '--out', 'never.csv', '--tracked', '--since', '7'],
    ['invalid-input', 'Only Word has tracked changes: choose docx instead of csv', 'export', path, '--table', 'factors', '--format', 'csv', '--out', 'never.csv', '--tracked'],
    ['invalid-input', 'Only Word has tracked changes: choose docx instead of csv', 'export', path, '--table', 'factors', '--format', 'csv', '--out', 'never.csv', '--since', '1.0'],
    ['wrong-use', 'before 1.0 there is none', 'export', path, '--table', 'factors', '--format', 'docx', '--out', 'never.csv', '--until', '1.0'],
    ['file-not-writable', 'is a folder', 'diff', path, '--format', 'csv', '--out', 'folder.csv'],
    ['wrong-use', '--out needs a --format.', 'diff', path, '--out', 'never.csv'],
    ['wrong-use', '--format docx needs an --out.', 'diff', path, '--format', 'docx'],
    ['wrong-use', '--name is missing.', 'release', path],
  ] as const) {
    const { error } = await json(2, ...args) as { error: { code: string; message: string } };
    expect(error.code, args.join(' ')).toBe(code);
    expect(error.message).toContain(message);
  }
  expect(existsSync(join(folder, 'never.csv'))).toBe(false);
  expect(((await json(0, 'releases', path))['releases'] as unknown[]).length).toBe(1);
});
