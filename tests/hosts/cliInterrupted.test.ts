// What a signal does to a command that writes: it ends as cancelled, with the exit code that shells know, and leaves neither
// half a file nor a locked document.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCore } from '../unit/db/coreFixture';
import { cliProgram, runCli, type Ran } from './cliHarness';
import { until } from './electronHarness';

let folder: string;
let data: string;
let path: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lacuna-interrupted-'));
  data = join(folder, 'data');
  path = join(folder, 'a.lacuna');
  const lacuna = startCore({ dataFolder: data });
  await lacuna.call('createDocument', { path, content: 'empty' });
  await lacuna.call('editRows', { table: 'factors', adds: Array.from({ length: 20_000 }, (_, index) => ({ values: { factor: `miR-${index}`, mechanism: 'It is told of at length. '.repeat(20) } })) });
  await lacuna.end();
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const parts = (): readonly string[] => readdirSync(folder).filter((name) => name.endsWith('.part'));

/** Sends the signals as soon as something is being written. */
async function interrupted(args: readonly string[], signals: readonly NodeJS.Signals[]): Promise<Ran> {
  const child = spawn(process.execPath, [cliProgram, ...args], { env: { ...process.env, LACUNA_DATA: data }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => { stdout += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { stderr += chunk.toString(); });
  const ended = new Promise<number | null>((end) => { child.on('close', end); });
  await until('the file to be begun', () => parts().length > 0 || child.exitCode !== null, 60_000);
  for (const signal of signals) child.kill(signal);
  return { code: await ended, stdout, stderr };
}

describe.skipIf(process.platform === 'win32')('an export that is stopped', () => {
  test.each([['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const)('by %s ends with %i and leaves what was there', async (signal, code) => {
    const out = join(folder, 'k.docx');
    writeFileSync(out, 'the earlier one');
    expect(await interrupted(['export', path, '--table', 'factors', '--format', 'docx', '--out', out], [signal])).toEqual({ code, stdout: '', stderr: 'The export was cancelled. Nothing was written.\n' });
    expect(readFileSync(out, 'utf8')).toBe('the earlier one');
    expect(parts()).toEqual([]);
    expect(existsSync(`${path}.lock`)).toBe(false);
    expect(existsSync(`${out}.manifest.json`)).toBe(false);
  });

  test('by a key that reaches it twice ends no worse; a program is told as JSON', async () => {
    const { code, stdout } = await interrupted(['export', path, '--table', 'factors', '--format', 'docx', '--out', join(folder, 'k.docx'), '--json'], ['SIGINT', 'SIGINT']);
    expect({ code, answer: JSON.parse(stdout) as unknown }).toEqual({ code: 130, answer: { ok: false, error: { code: 'cancelled', message: 'The export was cancelled. Nothing was written.' } } });
    expect(parts()).toEqual([]);
  });

  test('like any other, can be made again', async () => {
    expect(await runCli(['verify', path], data)).toMatchObject({ code: 0 });
    expect(await runCli(['export', path, '--table', 'factors', '--format', 'csv', '--out', join(folder, 'k.csv')], data)).toMatchObject({ code: 0 });
  });
});

test('“-” is no name for a file that is written', async () => {
  const { code, stderr } = await runCli(['export', path, '--table', 'factors', '--format', 'csv', '--out', '-'], data, { cwd: folder });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^--out takes the name of a file, and “-” is none: .+ Name a file; one that is called so is \.\/-\.\nUsage: /u);
  expect(existsSync(join(folder, '-'))).toBe(false);
});
