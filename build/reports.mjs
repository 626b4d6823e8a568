// Owns the figures at the end of `npm test`: counts from the runners' own JSON reports, never from their exit codes
// alone. Pure. A runner without a report, or one that failed outside its tests, counts as a failure.

/** @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: readonly string[] }} Tally */

/**
 * What is read of the runners' reports; either may lack any of it.
 * @typedef {{ readonly status: string, readonly fullName: string, readonly meta?: { readonly skipReason?: string } }} VitestTest
 * @typedef {{ readonly status?: string, readonly assertionResults?: readonly VitestTest[] }} VitestFile
 * @typedef {{ readonly testResults?: readonly VitestFile[] }} VitestReport
 * @typedef {{ readonly status: string, readonly annotations?: readonly { readonly type: string, readonly description?: string }[] }} PlaywrightTest
 * @typedef {{ readonly title: string, readonly tests?: readonly PlaywrightTest[] }} PlaywrightSpec
 * @typedef {{ readonly specs?: readonly PlaywrightSpec[], readonly suites?: readonly PlaywrightSuite[] }} PlaywrightSuite
 * @typedef {{ readonly errors?: readonly object[], readonly suites?: readonly PlaywrightSuite[] }} PlaywrightReport
 */

const withoutReason = 'no reason given';

/** @param {VitestReport} report with reasons for skipping by skipReasons.mjs @returns {Tally} */
export function tallyOfVitest(report) {
  let passed = 0;
  let failed = 0;
  /** @type {string[]} */
  const skipped = [];
  for (const file of report.testResults ?? []) {
    const tests = file.assertionResults ?? [];
    // A file that could not be loaded, or a hook that failed around passing tests.
    if (file.status === 'failed' && !tests.some(({ status }) => status === 'failed')) failed += 1;
    for (const { status, fullName, meta } of tests) {
      if (status === 'passed') passed += 1;
      else if (status === 'failed') failed += 1;
      else skipped.push(`${fullName}: ${meta?.skipReason ?? withoutReason}`);
    }
  }
  return { passed, failed, skipped };
}

/** @param {PlaywrightReport} report @returns {Tally} */
export function tallyOfPlaywright(report) {
  let passed = 0;
  let failed = (report.errors ?? []).length;
  /** @type {string[]} */
  const skipped = [];
  /** @param {PlaywrightSuite} suite */
  const walk = (suite) => {
    for (const { title, tests } of suite.specs ?? []) {
      for (const { status, annotations } of tests ?? []) {
        if (status === 'expected') passed += 1;
        else if (status === 'skipped') skipped.push(`${title}: ${(annotations ?? []).flatMap(({ description }) => description ?? []).join('; ') || withoutReason}`);
        else failed += 1; // unexpected, and flaky: what passed only at the second try has not passed
      }
    }
    for (const inner of suite.suites ?? []) walk(inner);
  };
  for (const suite of report.suites ?? []) walk(suite);
  return { passed, failed, skipped };
}

/**
 * @template Report
 * @param {{ readonly runner: string, readonly isOk: boolean, readonly report: Report | null, readonly tally: (report: Report) => Tally, readonly say: (message: string) => void }} outcome
 *   `report` is null when the runner wrote none @returns {Tally}
 */
export function tallyOfRun({ runner, isOk, report, tally, say }) {
  if (report === null) {
    say(`${runner} wrote no report: that counts as one failure.`);
    return { passed: 0, failed: 1, skipped: [] };
  }
  const counted = tally(report);
  if (isOk || counted.failed > 0) return counted;
  say(`${runner} failed outside its tests, see above: that counts as one failure.`);
  return { ...counted, failed: counted.failed + 1 };
}

/** @param {readonly Tally[]} tallies @returns {Tally} */
export function sumOf(tallies) {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
    skipped: tallies.flatMap(({ skipped }) => skipped),
  };
}

/** @param {Tally} tally */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
}
