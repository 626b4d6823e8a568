// `npm start -- [FILE] [--web] [--no-open] [--port N] [--data DIR] [--read-only]`: sets up, then opens Lacuna, as a
// desktop application where Electron's runtime is there or can be had, else in the browser on this machine.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runInForeground, typedFrom } from './foreground.mjs';
import { prepare, root, runScript, say, SetupProblem } from './prestep.mjs';

const usage = 'npm start -- [FILE] [--web] [--no-open] [--port N] [--data DIR] [--read-only]';
const downloadTimeoutMs = 120_000;
const retryDownloadAfterMs = 24 * 3600 * 1000;

/** @param {readonly string[]} argv */
export function readArguments(argv) {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: { web: { type: 'boolean' }, 'no-open': { type: 'boolean' }, port: { type: 'string' }, data: { type: 'string' }, 'read-only': { type: 'boolean' } } });
    if (positionals.length > 1) throw new Error('Name one file.');
    const isWeb = values.web === true || values['no-open'] === true || values.port !== undefined || values['read-only'] === true;
    return { isWeb, file: positionals[0] ?? null, passedOn: argv.filter((argument) => argument !== '--web'), data: values.data ?? null };
  } catch (problem) {
    const sentence = problem instanceof Error ? (problem.message.split('. To specify')[0] ?? '') : String(problem);
    throw new SetupProblem(`${sentence.replace(/\.$/u, '')}.\nUsage: ${usage}`);
  }
}

/** Why Electron can't be used here; null when it can. @param {string} node @returns {string | null} */
function electronProblem(node) {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no display';
  const folder = join(root, 'node_modules', 'electron');
  const isThere = () => existsSync(join(folder, 'path.txt')) && existsSync(join(folder, 'dist'));
  if (isThere()) return null;
  const notePath = join(root, 'node_modules', '.lacuna-electron-refused');
  if (existsSync(notePath) && Date.now() - Number(readFileSync(notePath, 'utf8')) < retryDownloadAfterMs) return 'its runtime could not be downloaded (tried again after a day)';
  say('Setting up: downloading Electron\'s runtime …');
  spawnSync(node, [join(folder, 'install.js')], { cwd: root, stdio: ['ignore', 'ignore', 'ignore'], timeout: downloadTimeoutMs });
  if (isThere()) return null;
  writeFileSync(notePath, String(Date.now()));
  return 'its runtime could not be downloaded';
}

await runScript(() => {
  const { isWeb, file, passedOn, data } = readArguments(process.argv.slice(2));
  const { node } = prepare();
  const problem = isWeb ? null : electronProblem(node);
  if (problem !== null) say(`The desktop window can't open because ${problem}; Lacuna opens in the browser instead.`);
  const isElectron = !isWeb && problem === null;
  const command = isElectron ? join(root, 'node_modules', 'electron', 'dist', readFileSync(join(root, 'node_modules', 'electron', 'path.txt'), 'utf8').trim()) : node;
  const args = isElectron ? ['.', ...(data === null ? [] : ['--data', resolve(typedFrom, data)]), ...(file === null ? [] : [resolve(typedFrom, file)])] : [join(root, 'out', 'main', 'loopback.js'), ...passedOn];
  return runInForeground(command, args, isElectron ? root : typedFrom);
});
