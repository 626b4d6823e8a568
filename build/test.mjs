// `npm test`: sets up, then types, lint, every suite and the end-to-end specs; ends with one line of figures computed
// from the runners' own reports. `--only NAME[,NAME]` runs some; `--fast` leaves out the end-to-end and durability runs.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare, root, runScript, say, SetupProblem } from './prestep.mjs';

/** @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: readonly string[] }} Tally */

const suites = ['unit', 'contract', 'migrations', 'security', 'hosts', 'packaging', 'durability'];
const slow = ['durability', 'e2e'];
const all = ['types', 'lint', ...suites, 'e2e'];

/** @param {any} report vitest's JSON report @returns {Tally} */
export function tallyOfVitest(report) {
  let passed = 0;
  let failed = 0;
  /** @type {string[]} */
  const skipped = [];
  for (const file of report.testResults ?? []) {
    if ((file.assertionResults ?? []).length === 0 && file.status === 'failed') failed += 1; // a file that could not be loaded
    for (const test of file.assertionResults ?? []) {
      if (test.status === 'passed') passed += 1;
      else if (test.status === 'failed') failed += 1;
      else skipped.push(`${test.fullName}: ${test.meta?.skipReason ?? (test.failureMessages ?? []).join(' ') ?? ''}`);
    }
  }
  return { passed, failed, skipped };
}

/** @param {any} report Playwright's JSON report @returns {Tally} */
export function tallyOfPlaywright(report) {
  let passed = 0;
  let failed = (report.errors ?? []).length;
  /** @type {string[]} */
  const skipped = [];
  /** @param {any} suite */
  const walk = (suite) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests ?? []) {
        if (test.status === 'skipped') skipped.push(`${spec.title}: ${(test.annotations ?? []).map((/** @type {any} */ note) => note.description ?? note.type).join('; ')}`);
        else if (test.status === 'expected') passed += 1;
        else failed += 1;
      }
    }
    for (const inner of suite.suites ?? []) walk(inner);
  };
  for (const suite of report.suites ?? []) walk(suite);
  return { passed, failed, skipped };
}

/** @param {string} path @returns {any} */
function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

await runScript(() => {
  let wanted = all;
  try {
    const { values, positionals } = parseArgs({ args: process.argv.slice(2), allowPositionals: true, options: { only: { type: 'string' }, fast: { type: 'boolean' } } });
    const named = values.only?.split(',') ?? (positionals.length > 0 ? positionals : null);
    const unknown = named?.find((name) => !all.includes(name));
    if (unknown !== undefined) throw new Error(`There is no suite “${unknown}”; there are ${all.join(', ')}.`);
    wanted = named ?? (values.fast === true ? all.filter((name) => !slow.includes(name)) : all);
  } catch (problem) {
    throw new SetupProblem(`${problem instanceof Error ? problem.message : String(problem)}\nUsage: npm test -- [--only NAME,NAME] [--fast]`);
  }
  const { node, browser } = prepare({ needsBrowser: wanted.some((name) => ['e2e', 'hosts'].includes(name)) });
  const env = { ...process.env, ...(browser === null ? {} : { LACUNA_BROWSER: browser }), PATH: `${join(root, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env['PATH'] ?? ''}` };
  const reports = join(root, 'test-results');
  mkdirSync(reports, { recursive: true });
  /** @param {readonly string[]} args @param {Record<string, string>} [more] */
  const run = (args, more = {}) => spawnSync(node, [...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...env, ...more } }).status === 0;

  /** @type {Tally[]} */
  const tallies = [];
  /** @param {string} name @param {readonly string[]} args */
  const check = (name, args) => {
    if (!wanted.includes(name)) return;
    const isOk = run(args);
    say(`${name}: ${isOk ? 'ok' : 'failed'}`);
    tallies.push({ passed: isOk ? 1 : 0, failed: isOk ? 0 : 1, skipped: [] });
  };
  check('types', [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.']);
  check('lint', [join(root, 'node_modules', 'oxlint', 'bin', 'oxlint'), '-c', 'build/oxlint.json', 'db', 'electron', 'renderer', 'tests', 'build']);

  const chosen = suites.filter((name) => wanted.includes(name));
  if (chosen.length > 0) {
    const path = join(reports, 'vitest.json');
    rmSync(path, { force: true });
    const isOk = run([join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '-c', 'build/vitest.config.ts', ...chosen.flatMap((name) => ['--project', name]), '--reporter', 'default', '--reporter', 'json', '--outputFile.json', path]);
    tallies.push(withVerdict('vitest', isOk, readReport(path), tallyOfVitest));
  }
  if (wanted.includes('e2e')) {
    const path = join(reports, 'playwright.json');
    rmSync(path, { force: true });
    const isOk = run([join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'test', '-c', 'build/playwright.config.ts', '--project', 'loopback', '--reporter', 'list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: path });
    tallies.push(withVerdict('Playwright', isOk, readReport(path), tallyOfPlaywright));
  }

  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  const skipped = tallies.flatMap((tally) => tally.skipped);
  for (const name of skipped) console.log(`skipped: ${name}`);
  if (wanted !== all) console.log(`Not run: ${all.filter((name) => !wanted.includes(name)).join(', ') || 'nothing'}.`);
  console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
  return failed > 0 || passed === 0 ? 1 : 0;
});

/** A runner without a report, or one that failed without a failed test in its report, counts as one failure. @param {string} name @param {boolean} isOk @param {any} report @param {(report: any) => Tally} tally @returns {Tally} */
function withVerdict(name, isOk, report, tally) {
  if (report === null) {
    say(`${name} wrote no report.`);
    return { passed: 0, failed: 1, skipped: [] };
  }
  const counted = tally(report);
  if (isOk || counted.failed > 0) return counted;
  say(`${name} failed outside its tests (see above).`);
  return { ...counted, failed: counted.failed + 1 };
}
