// How the command line is used: help, wrong words, paths relative to where the command was typed, through npm as the
// README shows it, and serving until told to stop.
import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cliProgram, repository, runCli, runProgram, type Ran } from './cliHarness';
import { until } from './electronHarness';
import { ask } from './loopbackHarness';

let folder: string;
let data: string;
let path: string;
const lacuna = (...args: readonly string[]): Promise<Ran> => runCli(args, data, { cwd: folder });
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lacuna-cli-use-'));
  data = join(folder, 'data');
  path = join(folder, 'a.lacuna');
  expect(await lacuna('new', path)).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const commands = ['new', 'export', 'references', 'set', 'undo', 'redo', 'history', 'release', 'releases', 'diff', 'verify', 'backup', 'serve'];

describe('help', () => {
  test.each(['--help', '-h', 'help'])('%s names every command and the exit codes', async (word) => {
    const { code, stdout, stderr } = await lacuna(word);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of commands) expect(stdout).toMatch(new RegExp(`^  ${name} FILE`, 'mu'));
    expect(stdout).toContain('Exit codes: 0 done, 1 the answer is no, 2 wrong use or a file that can\'t be read or written.');
  });
  test('without a word it comes on stderr, with exit code 2', async () => {
    const { code, stdout, stderr } = await lacuna();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Lacuna: curate the evidence tables of a review.');
  });
  test.each(commands)('%s --help says how it is used, and does nothing', async (name) => {
    const { code, stdout } = await lacuna(name, '--help');
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: lacuna ${name} FILE.*\\[--json\\]\\n.+\\.\\n$`, 'u'));
  });
});

describe('wrong words', () => {
  test.each([
    ['a command that is not there', ['frobnicate', 'a.lacuna'], /Lacuna has no command “frobnicate”\. It has: new, import, check, export, /u],
    ['no file', ['verify'], /Name the FILE\./u],
    ['an empty file name', ['verify', ''], /Name the FILE\./u],
    ['two files', ['verify', 'a.lacuna', 'b.lacuna'], /One file at a time; “b\.lacuna” is too much\./u],
    ['an option that is not there', ['verify', 'a.lacuna', '--loud'], /Unknown option '--loud'\./u],
    ['an option of another command', ['undo', 'a.lacuna', '--empty'], /Unknown option '--empty'\./u],
    ['a value for a switch', ['new', 'b.lacuna', '--empty=yes'], /--empty.*\./u],
    ['serve without a file', ['serve'], /Name the FILE\./u],
    ['serve with a port that is none', ['serve', 'a.lacuna', '--port', 'x'], /--port takes a number from 0 to 65535, not “x”\./u],
    ['serve with a port too high', ['serve', 'a.lacuna', '--port', '65536'], /--port takes a number from 0 to 65535/u],
  ])('%s: a sentence, the usage, and exit code 2', async (_what, args, sentence) => {
    const { code, stdout, stderr } = await lacuna(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr).toMatch(/\nUsage: lacuna .+\n$/u);
    const machine = await lacuna(...args, '--json');
    expect(machine.code).toBe(2);
    expect(JSON.parse(machine.stdout)).toMatchObject({ ok: false, error: { code: 'wrong-use' } });
  });
});

describe('where it is typed', () => {
  test('paths are relative to there', async () => {
    const below = join(folder, 'below');
    mkdirSync(below, { recursive: true });
    const there = (...args: readonly string[]) => runCli(args, data, { cwd: below });
    expect(await there('export', '../a.lacuna', '--table', 'factors', '--format', 'csv', '--out', 'here.csv')).toMatchObject({ code: 0 });
    expect(readFileSync(join(below, 'here.csv'), 'utf8')).toContain('CXCR7');
    expect(await there('backup', '../a.lacuna', '--out', './copy.lacuna')).toMatchObject({ code: 0 });
    expect(existsSync(join(below, 'copy.lacuna'))).toBe(true);
  });

  test('through npm, too: stdout holds the answer alone, and the exit code comes through', async () => {
    const below = join(folder, 'typed here');
    mkdirSync(below, { recursive: true });
    const npm = (...args: readonly string[]): Promise<Ran> => runProgram('npm', ['--prefix', repository, 'run', '-s', 'lacuna', '--', ...args], { cwd: below, env: { ...process.env, LACUNA_DATA: data } });
    copyFileSync(path, join(below, 'b.lacuna'));
    const verified = await npm('verify', 'b.lacuna', '--json');
    expect(verified.code, verified.stderr).toBe(0);
    expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true, path: join(below, 'b.lacuna') });
    expect((await npm('undo', 'b.lacuna')).code).toBe(1);
    expect((await npm('undo')).code).toBe(2);
  });

  test('a reader that has seen enough is no fault', async () => {
    const { code, stderr } = await runProgram('sh', ['-c', `"${process.execPath}" "${cliProgram}" history "${path}" --json | head -c 20`], { env: { ...process.env, LACUNA_DATA: data } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('serve', () => {
  let child: ChildProcess;
  let out: string;
  let errors: string;
  const start = (...args: readonly string[]): void => {
    out = '';
    errors = '';
    child = spawn(process.execPath, [cliProgram, 'serve', ...args], { cwd: folder, env: { ...process.env, LACUNA_DATA: data }, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout?.on('data', (chunk: Buffer) => { out += chunk.toString(); });
    child.stderr?.on('data', (chunk: Buffer) => { errors += chunk.toString(); });
  };
  const line = (): Promise<string> => until('the address', () => /^(.*)\n/u.exec(out)?.[1], 20_000);
  const exit = (): Promise<number | null> => (child.exitCode === null ? new Promise((ended) => { child.on('exit', (code) => ended(code)); }) : Promise.resolve(child.exitCode));
  const portOf = (address: string): number => Number(new URL(address).port);
  beforeEach(() => { rmSync(`${path}.lock`, { force: true }); });
  afterEach(async () => {
    child.kill('SIGKILL');
    await until('the host to end too', () => !existsSync(`${path}.lock`), 20_000);
  });

  test('prints the address, answers there, and ends with its document closed', async () => {
    start('a.lacuna', '--no-open', '--port', '0');
    const address = /^Lacuna is at (\S+)$/u.exec(await line())?.[1] ?? '';
    expect(await ask(portOf(address), { path: '/' })).toMatchObject({ status: 200 });
    expect(existsSync(`${path}.lock`)).toBe(true);
    child.kill('SIGTERM');
    expect(await exit()).toBe(0);
    expect(existsSync(`${path}.lock`)).toBe(false);
    expect(errors).toBe('');
  });

  test('takes the port that is named, and prints JSON for programs', async () => {
    const port = await freePort();
    start('a.lacuna', '--no-open', '--port', String(port), '--json');
    const said = JSON.parse(await line()) as { readonly ok: boolean; readonly address: string };
    expect(said).toEqual({ ok: true, address: expect.stringMatching(new RegExp(`^http://127\\.0\\.0\\.1:${port}/#token=`, 'u')) });
    child.kill('SIGTERM');
    expect(await exit()).toBe(0);
  });

  test('a port that is taken: a sentence and exit code 2', async () => {
    const port = await freePort();
    const taken = createServer().listen(port, '127.0.0.1');
    start('a.lacuna', '--no-open', '--port', String(port));
    expect(await exit()).toBe(2);
    expect(errors).toBe(`Port ${port} is in use. Choose another one with --port, or leave it out for a free one.\n`);
    taken.close();
  });

  test('a file that can’t be opened: its sentence and exit code 2, nothing served', async () => {
    writeFileSync(join(folder, 'broken.lacuna'), 'no');
    for (const [file, sentence] of [['nowhere.lacuna', 'There is no file at'], ['broken.lacuna', 'can\'t be read as a Lacuna document']] as const) {
      start(file, '--no-open');
      expect(await exit(), file).toBe(2);
      expect(out).toBe('');
      expect(errors).toContain(sentence);
    }
    start('nowhere.lacuna', '--no-open', '--json');
    expect(await exit()).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ ok: false, error: { code: 'document-missing' } });
  });

  test('ends when the program that started it is gone', async () => {
    const starter = spawn(process.execPath, ['-e', `
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ${JSON.stringify([cliProgram, 'serve', path, '--no-open'])}, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, LACUNA_PARENT_PID: String(process.pid) } });
    `], { env: { ...process.env, LACUNA_DATA: data }, stdio: ['ignore', 'pipe', 'inherit'] });
    out = '';
    child = starter;
    starter.stdout?.on('data', (chunk: Buffer) => { out += chunk.toString(); });
    const address = /^Lacuna is at (\S+)$/u.exec(await line())?.[1] ?? '';
    starter.kill('SIGKILL');
    await until('the host to end', async () => ask(portOf(address), { path: '/' }).then(() => false, () => true), 20_000);
    await until('the document to be closed', () => !existsSync(`${path}.lock`), 20_000);
  });
});

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
