// `npm test`: sets up, then types, lint, every suite and the end-to-end specs; ends with one line of figures computed
// from the runners' own reports. `--only NAME[,NAME]` runs some; `--fast` leaves out the end-to-end and durability runs.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { allRuns, readTestArguments, suites } from './commandLine.mjs';
import { prepare, root } from './prestep.mjs';
import { lastLine, sumOf } from './reports.mjs';
import { runCheck, runPlaywright, runVitest } from './runners.mjs';
import { runScript, say } from './speech.mjs';

/** Suites that open a page. */
const needBrowser = ['e2e', 'contract', 'hosts', 'security', 'packaging'];

await runScript(async () => {
  const { wanted, notRun } = readTestArguments(process.argv.slice(2));
  const { node, browser } = await prepare({
    needsBrowser: wanted.some((name) => needBrowser.includes(name)),
    needsBuild: wanted.some((name) => name !== 'types' && name !== 'lint'),
  });
  const tools = { node, browser };
  /** @type {import('./reports.mjs').Tally[]} */
  const tallies = [];
  if (wanted.includes('types')) tallies.push(runCheck(tools, 'types', [join('typescript', 'bin', 'tsc'), '-p', '.']));
  if (wanted.includes('lint')) tallies.push(runCheck(tools, 'lint', [join('oxlint', 'bin', 'oxlint'), '-c', 'build/oxlint.json', ...['build', 'db', 'electron', 'renderer', 'tests'].filter((folder) => existsSync(join(root, folder)))]));

  const chosen = suites.filter((name) => wanted.includes(name));
  for (const name of chosen.filter((each) => !hasTests(each))) {
    say(`tests/${name} holds no tests: that counts as one failure.`);
    tallies.push({ passed: 0, failed: 1, skipped: [] });
  }
  const withTests = chosen.filter(hasTests);
  if (withTests.length > 0) tallies.push(runVitest(tools, withTests));
  if (wanted.includes('e2e')) tallies.push(runPlaywright(tools, 'loopback'));

  const sum = sumOf(tallies);
  for (const line of sum.skipped) console.log(`Skipped: ${line}`);
  if (notRun.length > 0) console.log(`Not run, as asked: ${notRun.join(', ')}.`);
  console.log(lastLine(sum));
  return sum.failed > 0 || sum.passed === 0 ? 1 : 0;
});

/** @param {string} suite */
function hasTests(suite) {
  const folder = join(root, 'tests', suite);
  return allRuns.includes(suite) && existsSync(folder) && readdirSync(folder, { recursive: true }).some((path) => /\.test\.tsx?$/u.test(String(path)));
}
