// Owns finding the browser for the tests: one that is there and runs, else Playwright's own download, else (root on
// Debian) the distribution's package. Refuses to guess when LACUNA_BROWSER names one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, posix, win32 } from 'node:path';
import { say, SetupProblem } from './speech.mjs';

const answerTimeoutMs = 20_000;
const downloadTimeoutMs = 5 * 60_000;

/**
 * Where a Chrome, Chromium or Edge may be, most likely first: PATH, then the usual places of each system.
 * @param {NodeJS.Platform} platform @param {Readonly<Record<string, string | undefined>>} env @returns {readonly string[]}
 */
export function browserCandidates(platform, env) {
  const { delimiter, join: joined } = platform === 'win32' ? win32 : posix;
  const names = platform === 'win32'
    ? ['chrome.exe', 'chromium.exe', 'msedge.exe']
    : ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'microsoft-edge-stable'];
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...new Set([...folders.flatMap((folder) => names.map((name) => joined(folder, name))), ...usualPlaces(platform, env)])];
}

/** @param {NodeJS.Platform} platform @param {Readonly<Record<string, string | undefined>>} env @returns {readonly string[]} */
function usualPlaces(platform, env) {
  if (platform === 'darwin') {
    const programs = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return ['/Applications', ...(env['HOME'] === undefined ? [] : [`${env['HOME']}/Applications`])].flatMap((folder) => programs.map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`));
  }
  if (platform === 'win32') {
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    const folders = [env['PROGRAMFILES'] ?? env['ProgramFiles'], env['PROGRAMFILES(X86)'] ?? env['ProgramFiles(x86)'], env['LOCALAPPDATA']];
    return folders.flatMap((folder) => folder === undefined ? [] : programs.map((name) => win32.join(folder, name)));
  }
  return ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/microsoft-edge', '/snap/bin/chromium', '/opt/google/chrome/chrome'];
}

/** @param {string} root @param {string} node @returns {string} the browser's path; throws SetupProblem */
export function findBrowser(root, node) {
  const named = process.env['LACUNA_BROWSER'];
  if (named !== undefined && named !== '') {
    if (runs(named)) return named;
    throw new SetupProblem(`LACUNA_BROWSER names ${named}, which is not there or does not run: name another Chrome, Chromium or Edge, or leave it out.`);
  }
  const find = () => browserCandidates(process.platform, process.env).find(runs);
  const there = find() ?? playwrightBrowser(root, node);
  if (there !== undefined) return there;

  say("Setting up: no Chrome, Chromium or Edge here; downloading Playwright's own …");
  spawnSync(node, [join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium'], { cwd: root, stdio: 'ignore', timeout: downloadTimeoutMs });
  const downloaded = playwrightBrowser(root, node);
  if (downloaded !== undefined) return downloaded;

  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say("Setting up: that did not work; installing the distribution's Chromium …");
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 2], env });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { stdio: ['ignore', 'ignore', 2], env });
    const installed = find();
    if (installed !== undefined) return installed;
  }
  throw new SetupProblem('No browser for the tests is here, and none could be downloaded or installed: install Chrome, Chromium or Edge, or name one with LACUNA_BROWSER=/path/to/it.');
}

/**
 * Whether this is a browser that starts: some distributions leave a stub in its place that only says how to get one.
 * Elsewhere than on Linux being there is enough; on Windows asking for the version would open a window.
 * @param {string} path
 */
function runs(path) {
  if (!existsSync(path)) return false;
  return process.platform !== 'linux' || spawnSync(path, ['--version'], { stdio: 'ignore', timeout: answerTimeoutMs }).status === 0;
}

/** @param {string} root @param {string} node @returns {string | undefined} */
function playwrightBrowser(root, node) {
  const asked = spawnSync(node, ['-e', "process.stdout.write(require('@playwright/test').chromium.executablePath())"], { cwd: root, encoding: 'utf8' });
  return asked.status === 0 && runs(asked.stdout) ? asked.stdout : undefined;
}
