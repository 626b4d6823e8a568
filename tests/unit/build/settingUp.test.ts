import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { browserCandidates } from '../../../build/browser.mjs';
import { displayProblem } from '../../../build/electronRuntime.mjs';
import { withLock } from '../../../build/lock.mjs';
import { hashOf, holdsWhatLockAsks, installArguments, isNewEnough, versionOf } from '../../../build/prestep.mjs';

const root = resolve(import.meta.dirname, '../../..');

describe('versions of Node', () => {
  test('are read from what Node prints', () => {
    expect(versionOf('v24.21.0\n')).toEqual([24, 21, 0]);
    expect(versionOf('20.20.2')).toEqual([20, 20, 2]);
  });
  test('that are none count as too old', () => {
    expect(versionOf('command not found: node v24.1.0')).toEqual([0, 0, 0]);
    expect(isNewEnough('')).toBe(false);
  });
  test.each([['v20.20.2', false], ['v22.11.9', false], ['v22.12.0', true], ['v22.13.0', true], ['v23.0.0', true], ['v24.21.0', true], ['v100.0.0', true]])('%s can run Lacuna: %s', (version, isEnough) => {
    expect(isNewEnough(version)).toBe(isEnough);
  });
});

describe('installing', () => {
  test('runs no script of any package: npm would compile SQLite, with tools that a fresh machine does not have', () => {
    expect(installArguments(true)).toEqual(expect.arrayContaining(['ci', '--ignore-scripts', '--include=dev', '--include=optional']));
    expect(installArguments(false)).toEqual(expect.arrayContaining(['install', '--ignore-scripts']));
  });
  test('and no package needs one but the maker of installers that is not used', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>> };
    expect(Object.entries(packages).flatMap(([path, { hasInstallScript }]) => (hasInstallScript === true ? [path] : []))).toEqual(['node_modules/electron-winstaller']);
  });
});

describe('places of browsers', () => {
  test('PATH comes before the usual ones', () => {
    const candidates = browserCandidates('linux', { PATH: '/opt/mine:/usr/bin' });
    expect(candidates[0]).toBe('/opt/mine/chromium');
    expect(candidates.indexOf('/opt/mine/google-chrome')).toBeLessThan(candidates.indexOf('/snap/bin/chromium'));
    expect(new Set(candidates).size).toBe(candidates.length);
  });
  test('macOS: applications, the own ones too', () => {
    const candidates = browserCandidates('darwin', { HOME: '/Users/ada' });
    expect(candidates).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    expect(candidates).toContain('/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium');
  });
  test('Windows: its own way of paths, on every system', () => {
    const candidates = browserCandidates('win32', { Path: 'C:\\Tools;D:\\Bin', ProgramFiles: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' });
    expect(candidates[0]).toBe('C:\\Tools\\chrome.exe');
    expect(candidates).toContain('D:\\Bin\\msedge.exe');
    expect(candidates).toContain('C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe');
    expect(candidates).toContain('C:\\Users\\ada\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe');
  });
});

describe('the desktop window', () => {
  test.each([
    ['linux', {}, 1000, 'there is no display'],
    ['linux', { DISPLAY: '' }, 1000, 'there is no display'],
    ['linux', { DISPLAY: ':0' }, 1000, null],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000, null],
    ['linux', { DISPLAY: ':0' }, 0, 'its sandbox refuses the root user'],
    ['darwin', {}, 501, null],
    ['win32', {}, undefined, null],
  ] as const)('%s with %j as user %s: %s', (platform, env, userId, problem) => {
    expect(displayProblem(platform, env, userId)).toBe(problem);
  });
});

describe('what npm installed', () => {
  const entry = { version: '1.0.0', resolved: 'there/a-1.0.0.tgz', integrity: 'sha512-a' };
  const lock = { packages: { '': { name: 'lacuna' }, 'build/node24': { version: '24.21.0' }, 'node_modules/a': entry, 'node_modules/b': { ...entry, optional: true } } };
  test('is enough when it is what the lock asks for; optional packages of other systems may lack', () => {
    expect(holdsWhatLockAsks(lock, { packages: { 'node_modules/a': entry } })).toBe(true);
  });
  test.each([
    ['a package lacks', { packages: {} }],
    ['it is another version', { packages: { 'node_modules/a': { ...entry, version: '1.0.1' } } }],
    ['it is another content', { packages: { 'node_modules/a': { ...entry, integrity: 'sha512-b' } } }],
    ['an optional one is another version', { packages: { 'node_modules/a': entry, 'node_modules/b': { ...entry, version: '2.0.0' } } }],
    ['there is no list', null],
  ])('is not enough when %s', (_why, installed) => {
    expect(holdsWhatLockAsks(lock, installed)).toBe(false);
  });
});

describe('the lock file', () => {
  // Written beside an installed node_modules, npm leaves out the optional packages of other systems; then `npm ci` refuses everywhere.
  test('holds every package that its packages name, those of other systems too', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>> };
    const lacking = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) => Object.keys(optionalDependencies).filter((name) => !(`${path}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages)));
    expect(lacking).toEqual([]);
  });
  test('names no registry', () => {
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": "https?:/u);
  });
});

describe('on disk', () => {
  let folder = '';
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lacuna-build-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('the state of sources is their names and contents, not their times', () => {
    mkdirSync(join(folder, 'db'));
    writeFileSync(join(folder, 'db/a.ts'), 'a');
    const first = hashOf(folder, ['db', 'missing']);
    utimesSync(join(folder, 'db/a.ts'), 1, 1);
    expect(hashOf(folder, ['db', 'missing'])).toBe(first);
    writeFileSync(join(folder, 'db/a.ts'), 'b');
    const changed = hashOf(folder, ['db', 'missing']);
    rmSync(join(folder, 'db/a.ts'));
    writeFileSync(join(folder, 'db/b.ts'), 'b');
    expect(new Set([first, changed, hashOf(folder, ['db', 'missing'])]).size).toBe(3);
  });

  test('two at once take turns', async () => {
    const lock = join(folder, 'lock');
    const spoken: string[] = [];
    const work = (name: string) => withLock(lock, async () => {
      spoken.push(`${name} begins`);
      await new Promise((later) => { setTimeout(later, 30); });
      spoken.push(`${name} ends`);
    });
    await Promise.all([work('one'), work('two'), work('three')]);
    expect(spoken).toHaveLength(6);
    for (let at = 0; at < spoken.length; at += 2) expect(spoken[at + 1]).toBe(spoken[at]?.replace('begins', 'ends'));
    expect(existsSync(lock)).toBe(false);
  });

  test('a lock whose maker died is taken over, and only by one', async () => {
    const lock = join(folder, 'lock');
    mkdirSync(lock);
    writeFileSync(join(lock, 'pid'), String(spawnSync(process.execPath, ['-e', '']).pid));
    let holders = 0;
    const most: number[] = [];
    await Promise.all(Array.from({ length: 5 }, () => withLock(lock, async () => {
      holders += 1;
      most.push(holders);
      await new Promise((later) => { setTimeout(later, 5); });
      holders -= 1;
    })));
    expect(most).toEqual([1, 1, 1, 1, 1]);
  });

  test('a lock is freed when the work fails', async () => {
    const lock = join(folder, 'lock');
    await expect(withLock(lock, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
    expect(existsSync(lock)).toBe(false);
  });

  test('a program in the foreground gets our signals, its exit code is ours, and it may watch us', { skip: process.platform === 'win32' }, async () => {
    const program = join(folder, 'program.mjs');
    const note = join(folder, 'note');
    writeFileSync(program, `import { writeFileSync } from 'node:fs'; process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); writeFileSync(${JSON.stringify(note)}, process.env.LACUNA_PARENT_PID);`);
    const starter = join(folder, 'starter.mjs');
    const foreground = resolve(import.meta.dirname, '../../../build/foreground.mjs');
    writeFileSync(starter, `import { runInForeground } from ${JSON.stringify(foreground)}; process.exitCode = (await runInForeground(process.execPath, [${JSON.stringify(program)}], '/')).code;`);
    const child = spawn(process.execPath, [starter], { stdio: 'ignore' });
    const ended = new Promise((end) => { child.on('exit', end); });
    await expect.poll(() => existsSync(note) ? readFileSync(note, 'utf8') : '', { timeout: 10_000 }).toBe(String(child.pid));
    child.kill('SIGTERM');
    expect(await ended).toBe(7);
  });
});
