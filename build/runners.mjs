// Owns calling the test runners with the right Node and browser, each with a JSON report in test-results/, and turning
// that report into figures. An old report is removed first, so that it can't stand in for a run that did not happen.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './prestep.mjs';
import { tallyOfPlaywright, tallyOfRun, tallyOfVitest } from './reports.mjs';
import { say } from './speech.mjs';

/** @typedef {import('./reports.mjs').Tally} Tally */
/** @typedef {{ readonly node: string, readonly browser: string | null }} Tools */

const reportFolder = join(root, 'test-results');

/** @param {Tools} tools @param {readonly string[]} args the first one a path below node_modules @param {Readonly<Record<string, string>>} [more] @returns {boolean} */
function run({ node, browser }, [program = '', ...args], more = {}) {
  const env = {
    ...process.env,
    PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`,
    ...(browser === null ? {} : { LACUNA_BROWSER: browser }),
    ...more,
  };
  const ended = spawnSync(node, [join(root, 'node_modules', program), ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env });
  if (ended.signal !== null) process.exit(1); // stopped by a person: no figures for half a run
  return ended.status === 0;
}

/** Types and lint count as one test each. @param {Tools} tools @param {string} name @param {readonly string[]} args @returns {Tally} */
export function runCheck(tools, name, args) {
  const isOk = run(tools, args);
  console.log(`${name}: ${isOk ? 'ok' : 'failed'}`);
  return { passed: isOk ? 1 : 0, failed: isOk ? 0 : 1, skipped: [] };
}

/** @param {Tools} tools @param {readonly string[]} suites @returns {Tally} */
export function runVitest(tools, suites) {
  const path = freshReport('vitest.json');
  const isOk = run(tools, [
    join('vitest', 'vitest.mjs'), 'run', '-c', 'build/vitest.config.ts', ...suites.flatMap((name) => ['--project', name]),
    '--reporter', 'default', '--reporter', './build/skipReasons.mjs', '--reporter', 'json', '--outputFile.json', path,
  ]);
  return tallyOfRun({ runner: 'vitest', isOk, report: readReport(path), tally: tallyOfVitest, say });
}

/** @param {Tools} tools @param {'loopback' | 'electron'} project @returns {Tally} */
export function runPlaywright(tools, project) {
  const path = freshReport(`playwright-${project}.json`);
  const isOk = run(tools, [join('@playwright', 'test', 'cli.js'), 'test', '-c', 'build/playwright.config.ts', '--project', project, '--reporter', 'list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: path });
  return tallyOfRun({ runner: 'Playwright', isOk, report: readReport(path), tally: tallyOfPlaywright, say });
}

/** @param {string} name @returns {string} */
function freshReport(name) {
  const path = join(reportFolder, name);
  mkdirSync(reportFolder, { recursive: true });
  rmSync(path, { force: true });
  return path;
}

/** @template Report @param {string} path of a report that our own runner wrote @returns {Report | null} null when there is none, or half of one */
function readReport(path) {
  try {
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
  } catch {
    return null;
  }
}
