// The application out of its package, run: the packed main process, preload, page and core, from a folder that has no
// other node_modules than the packed one. Electron itself is the double of tests/hosts.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { editFirstFactor, firstFactor, launchBrowser, openedTitle, repository, requireBuild, reviewName, showReview, startApplication, type Started } from '../hosts/electronHarness';
import { filesBelow, pack, workFolder } from './packing';

const work = workFolder();
const appPath = join(work.path, 'unpacked application');
const dataFolder = join(work.path, 'data');
const systems = { linux: 'linux', darwin: 'mac', win32: 'windows' } as const;
let browser: Browser;
let application: Started | null = null;

beforeAll(async () => {
  requireBuild(repository);
  const system = systems[process.platform as keyof typeof systems];
  const packed = await pack(work.path, system, process.arch === 'arm64' ? 'arm64' : 'x64');
  // With the binary beside the archive, as the running application sees it.
  extractAll(join(packed.resources, 'app.asar'), appPath);
  browser = await launchBrowser();
});
afterAll(async () => {
  await application?.stop();
  await browser.close();
  work.remove();
});

async function start(args: readonly string[] = []): Promise<Started> {
  await application?.stop();
  application = await startApplication(browser, { appPath, mainPath: join(appPath, 'out', 'main', 'main.js'), isPackaged: true, dataFolder, args });
  return application;
}

test('starts with the built-in review, edits, exports, and has it all again at the next start', async () => {
  const first = await start();
  await showReview(first);
  expect(first.electron.cores.map(({ spawnargs }) => spawnargs.at(-1))).toEqual([join(appPath, 'out', 'main', 'coreProcess.js')]);
  expect(first.electron.refusedRequests).toEqual([]);

  await editFirstFactor(first, 'Edited in the package');
  const path = join(work.path, 'factors.csv');
  first.electron.dialogs.savePath = path;
  expect(await first.call('chooseDestination', { suggestedName: 'factors', extension: 'csv', title: 'Export' })).toMatchObject({ ok: true, value: { path } });
  expect(await first.call('exportTable', { table: 'factors', format: 'csv', path })).toMatchObject({ ok: true });
  expect(readFileSync(path, 'utf8')).toContain('Edited in the package');

  const again = await start([join(dataFolder, reviewName)]);
  await again.page();
  await openedTitle(again, reviewName);
  expect((await firstFactor(again)).values['expression']).toBe('Edited in the package');
});

test('a packed application has no developer tools', async () => {
  const { electron } = application ?? await start();
  expect(electron.window().options.webPreferences).toMatchObject({ devTools: false });
});

test('the document that it wrote passes its own check, with the packed files alone', async () => {
  await application?.stop();
  application = null;
  expect(existsSync(join(work.path, 'node_modules'))).toBe(false);
  expect(filesBelow(join(appPath, 'node_modules')).filter((path) => path.endsWith('.node'))).toHaveLength(1);
  const { code, output } = await run([join(appPath, 'out', 'main', 'cli.js'), 'verify', join(dataFolder, reviewName), '--json']);
  expect({ code, answer: JSON.parse(output) }).toMatchObject({ code: 0, answer: { ok: true, isOk: true } });
});

/** With a bare environment: nothing may lead back to the repository's packages. */
function run(args: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> {
  const { PATH, SystemRoot } = process.env;
  const child = spawn(process.execPath, [...args], { cwd: work.path, stdio: ['ignore', 'pipe', 'pipe'], env: { ...(PATH === undefined ? {} : { PATH }), ...(SystemRoot === undefined ? {} : { SystemRoot }), LACUNA_DATA: dataFolder } });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  return new Promise((ended) => { child.on('close', (code) => ended({ code, output })); });
}
