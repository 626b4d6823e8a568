// What a person without rights is told: files and folders that may be read and not written, or not even read. The
// superuser writes through permissions, so the programs run as `nobody` where the tests run as root.
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runCli, runProgram, type Ran } from './cliHarness';
import { loopbackProgram } from './loopbackHarness';

const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
const as = isRoot ? { uid: nobody, gid: nobody } : {};

let folder: string;
let data: string;
let review: string;
/** Why nothing here can be tried; null when it can. */
let reason: string | null = null;

const lacuna = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> => runCli(args, data, { cwd: '/', ...as, env });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lacuna-permissions-'));
  chmodSync(folder, 0o755);
  data = join(folder, 'data');
  mkdirSync(data);
  if (isRoot) chownSync(data, nobody, nobody);
  if (process.platform === 'win32') reason = 'Windows has other permissions';
  else {
    const { code, stderr } = await lacuna(['help']).catch((thrown: unknown) => ({ code: 1, stderr: String(thrown) }));
    if (code !== 0) reason = `the programs can't be run without the rights of the superuser here (${stderr.split('\n')[0]})`;
  }
  review = join(folder, 'review.lacuna');
  await runCli(['new', review], join(folder, 'root data'));
  chmodSync(review, 0o644);
});
afterAll(() => {
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o755);
  rmSync(folder, { recursive: true, force: true });
});
beforeEach((context) => { if (reason !== null) context.skip(reason); });

const sum = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
let places = 0;
/** A copy of the review in a folder of its own, with these permissions. */
function placed(fileMode: number, folderMode: number): string {
  places += 1;
  const home = join(folder, `place ${places}`);
  mkdirSync(home);
  const path = join(home, 'a.lacuna');
  copyFileSync(review, path);
  chmodSync(path, fileMode);
  chmodSync(home, folderMode);
  return path;
}
const edit = (path: string) => ['set', path, '--table', 'factors', '--row', '9', '--column', 'expression', '--value', 'Down'] as const;

describe.each([['a read-only file in a read-only folder', 0o444, 0o555], ['a read-only file in a folder that can be written', 0o444, 0o777], ['a file that can be written in a folder that can’t', 0o666, 0o555]])('%s', (_what, fileMode, folderMode) => {
  test('is read, verified and exported', async () => {
    const path = placed(fileMode, folderMode);
    const before = sum(path);
    expect(JSON.parse((await lacuna(['verify', path, '--json'])).stdout)).toMatchObject({ ok: true });
    expect(await lacuna(['history', path])).toMatchObject({ code: 0, stderr: '' });
    expect(await lacuna(['export', path, '--table', 'factors', '--format', 'csv', '--out', join(data, `${places}.csv`)])).toMatchObject({ code: 0, stderr: '' });
    expect(await lacuna(['backup', path, '--out', join(data, `${places}.lacuna`)])).toMatchObject({ code: 0, stderr: '' });
    expect(sum(path)).toBe(before);
    expect(readdirSync(join(path, '..'))).toEqual(['a.lacuna']);
  });

  test('takes no edit, says why and what to do, and stays as it was', async () => {
    const path = placed(fileMode, folderMode);
    const before = sum(path);
    for (const args of [edit(path), ['undo', path], ['redo', path]]) {
      const { code, stdout, stderr } = await lacuna(args);
      expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `${path} can't be changed. The file or its folder is read-only. Save a copy elsewhere to edit.\n` });
    }
    expect(sum(path)).toBe(before);
    expect(readdirSync(join(path, '..'))).toEqual(['a.lacuna']);
  });
});

test('a file that may not even be read is named, and so is what to do', async () => {
  const path = placed(0o600, 0o755);
  if (isRoot) chownSync(path, 0, 0);
  else chmodSync(path, 0o000);
  for (const name of ['verify', 'history', 'undo']) {
    const { code, stderr } = await lacuna([name, path]);
    expect({ name, code, stderr }).toEqual({ name, code: 2, stderr: `${path} may not be used: permission was denied. Choose another place, or ask who administers this computer.\n` });
  }
});

test('nothing is made in a folder that can’t be written', async () => {
  const path = placed(0o644, 0o555);
  const home = join(path, '..');
  for (const args of [['new', join(home, 'b.lacuna')], ['export', path, '--table', 'factors', '--format', 'csv', '--out', join(home, 'b.csv')], ['backup', path, '--out', join(home, 'b.lacuna')]]) {
    const { code, stderr } = await lacuna(args);
    expect({ args, code }).toEqual({ args, code: 2 });
    expect(stderr).toMatch(/(?:permission was denied|read-only)\..* .+\.\n$/u);
    expect(stderr).toContain(args.at(-1));
  }
  expect(readdirSync(home)).toEqual(['a.lacuna']);
});

test('a document that was not closed properly is read where nothing can be written, with what was only in its log', async () => {
  const path = placed(0o644, 0o755);
  const home = join(path, '..');
  await runCli(edit(path), join(folder, 'root data'));
  // The log of a writer that was killed, beside its document.
  const { default: Database } = await import('better-sqlite3');
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('wal_autocheckpoint = 0');
  database.exec("UPDATE meta SET value = 'From the log' WHERE key = 'title'");
  for (const end of ['', '-wal']) copyFileSync(`${path}${end}`, `${path}.killed${end}`);
  database.close();
  for (const end of ['', '-wal']) {
    copyFileSync(`${path}.killed${end}`, `${path}${end}`);
    rmSync(`${path}.killed${end}`);
    chmodSync(`${path}${end}`, 0o444);
  }
  chmodSync(home, 0o555);
  expect(JSON.parse((await lacuna(['verify', path, '--json'])).stdout)).toMatchObject({ ok: true });
  const out = join(data, 'from the log.lacuna');
  expect(await lacuna(['backup', path, '--out', out])).toMatchObject({ code: 0 });
  const copy = new Database(out, { readonly: true });
  expect(copy.prepare("SELECT value FROM meta WHERE key = 'title'").pluck().get()).toBe('From the log');
  copy.close();
});

test('a data folder that can’t be written takes no work away; the application says it before it starts', async () => {
  const path = placed(0o666, 0o777);
  const closed = join(folder, 'closed');
  mkdirSync(closed, { mode: 0o555, recursive: true });
  const { code, stderr } = await lacuna(edit(path), { LACUNA_DATA: join(closed, 'data') });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(existsSync(`${path}.lock`)).toBe(false);
  const host = await runProgram(process.execPath, [loopbackProgram, '--no-open', '--data', join(closed, 'data')], { cwd: '/', ...as });
  expect(host).toMatchObject({ code: 2, stdout: '' });
  expect(host.stderr).toMatch(new RegExp(`^Lacuna's own folder ${join(closed, 'data')} can't be made \\(.+\\)\\. Name another one with --data\\.\\n$`, 'u'));
});

test('preferences that may not be read are as if there were none', async () => {
  const own = join(folder, `own ${places}`);
  mkdirSync(own);
  writeFileSync(join(own, 'preferences.json'), '{}', { mode: 0o000 });
  if (isRoot) chownSync(own, nobody, nobody);
  expect(await lacuna(['history', placed(0o644, 0o755)], { LACUNA_DATA: own })).toMatchObject({ code: 0, stderr: '' });
});
