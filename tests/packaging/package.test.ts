// `npm run package` as it is typed: what it leaves, what it says, and its exit codes.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository, requireBuild } from '../hosts/electronHarness';
import { workFolder } from './packing';
import { makeRuntime } from './standIns';

const work = workFolder();
beforeAll(() => requireBuild(repository));
afterAll(() => work.remove());

function runPackage(...words: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  const env = { ...process.env, INIT_CWD: work.path };
  const child = spawn(process.execPath, [join(repository, 'build', 'package.mjs'), '--system', 'linux', '--arch', 'x64', '--out', 'made', ...words], { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'], env });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  return new Promise((ended) => { child.on('close', (code) => ended({ code, said })); });
}

test('packs into the folder that was named, and says where', async () => {
  makeRuntime(join(work.path, 'runtime'), 'linux');
  const { code, said } = await runPackage('--dir', '--electron-dist', 'runtime');
  expect({ code, last: said.trim().split('\n').at(-1) }).toEqual({ code: 0, last: `Packed: ${join(work.path, 'made', 'linux-unpacked')}` });
  expect(existsSync(join(work.path, 'made', 'linux-unpacked', 'resources', 'app.asar'))).toBe(true);
  expect(existsSync(join(work.path, 'made', 'package.log'))).toBe(true);
});

test('says in one sentence what is missing, with exit code 2 and without a stack trace', async () => {
  const { code, said } = await runPackage('--dir', '--electron-dist', 'nowhere');
  expect({ code, last: said.trim().split('\n').at(-1) }).toEqual({ code: 2, last: `No package was made, because ${join(work.path, 'nowhere')} holds no runtime of Electron for Linux x64: name an unpacked one, or its zip.` });
  expect(said).not.toMatch(/^\s+at .*:\d+:\d+/mu);
});

test('packs nothing when the words make no sense', async () => {
  expect(await runPackage('--publish')).toMatchObject({ code: 2, said: expect.stringContaining('Usage: npm run package -- ') });
});
