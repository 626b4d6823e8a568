// `npm run package`: sets up, then electron-builder makes the packages of this system (AppImage and deb, dmg, nsis) in
// dist/ by build/electron-builder.config.mjs. What can't be made here is said in one sentence; the whole output of
// electron-builder lies beside the packages.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { typedFrom } from './foreground.mjs';
import { builderArguments, packageProblem, readPackageArguments } from './packageArguments.mjs';
import { prepare, root } from './prestep.mjs';
import { runScript, say, SetupProblem } from './speech.mjs';

/** What electron-builder puts before a failure, and a stack trace after it. */
const failureMark = '⨯';

await runScript(async () => {
  const { platform, arch } = process;
  const wanted = readPackageArguments(process.argv.slice(2), { platform, arch, defaultOut: join(root, 'dist'), resolve: (path) => resolve(typedFrom, path) });
  const { node } = await prepare();
  say('Packing …');
  const startedAt = Date.now();
  const { code, output } = await runBuilder(node, builderArguments(wanted));
  mkdirSync(wanted.out, { recursive: true });
  const logPath = join(wanted.out, 'package.log');
  writeFileSync(logPath, output);
  if (code !== 0) throw new SetupProblem(packageProblem(output, wanted) ?? `No package was made: ${lastWords(output)} The whole output of electron-builder is in ${logPath}.`);
  for (const path of packed(wanted, startedAt)) say(`Packed: ${path}`);
  return 0;
});

/** What this run left: the folder that was asked for, or the packages. @param {import('./packageArguments.mjs').Wanted} wanted @param {number} startedAtMs */
function packed({ out, isFolder }, startedAtMs) {
  return readdirSync(out).map((name) => join(out, name)).filter((path) => {
    const stats = statSync(path);
    // Some file systems keep whole seconds.
    const isFresh = stats.mtimeMs >= startedAtMs - 1000;
    return isFresh && (isFolder ? stats.isDirectory() : /\.(?:AppImage|deb|dmg|exe)$/u.test(path));
  });
}

/** Shows its progress up to a failure, keeps everything. @param {string} node @param {readonly string[]} args @returns {Promise<{ readonly code: number, readonly output: string }>} */
function runBuilder(node, args) {
  // The packaged Node comes first, so that what electron-builder starts runs on it too.
  const env = { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}` };
  const child = spawn(node, [join(root, 'node_modules', 'electron-builder', 'cli.js'), ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env });
  let output = '';
  /** @param {Buffer} chunk */
  const keep = (chunk) => {
    output += chunk.toString();
    if (!output.includes(failureMark)) process.stderr.write(chunk);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) process.on(signal, () => child.kill(signal));
  return new Promise((ended) => {
    child.on('error', ({ message }) => ended({ code: 1, output: `${output}${failureMark} ${message}` }));
    child.on('close', (code) => ended({ code: code ?? 1, output }));
  });
}

/** The sentence in which electron-builder itself names its reason, without the trace behind it. @param {string} output */
function lastWords(output) {
  const said = output.split('\n').filter((line) => line.includes(failureMark)).at(-1)?.split(failureMark).at(-1)?.replace(/\s+(?:failedTask|stackTrace)=.*$/u, '').trim();
  return said === undefined || said === '' ? 'electron-builder ended without a reason.' : `${said.replace(/\.$/u, '')}.`;
}
