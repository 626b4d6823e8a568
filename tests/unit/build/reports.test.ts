import { describe, expect, test } from 'vitest';
import { lastLine, sumOf, tallyOfPlaywright, tallyOfRun, tallyOfVitest } from '../../../build/reports.mjs';

type VitestReport = Parameters<typeof tallyOfVitest>[0];
const vitestReport = (testResults: NonNullable<VitestReport['testResults']>): VitestReport => ({ testResults });
const passed = { status: 'passed', fullName: 'adds' };

describe("vitest's report", () => {
  test('counts each test once, and keeps why one was skipped', () => {
    const report = vitestReport([
      { status: 'failed', assertionResults: [passed, { status: 'failed', fullName: 'divides' }] },
      { status: 'passed', assertionResults: [passed, { status: 'skipped', fullName: 'runs as root', meta: { skipReason: 'root ignores permissions' } }, { status: 'todo', fullName: 'later', meta: {} }] },
    ]);
    expect(tallyOfVitest(report)).toEqual({ passed: 2, failed: 1, skipped: ['runs as root: root ignores permissions', 'later: no reason given'] });
  });
  test('a file that could not be loaded, or failed around its tests, is one failure', () => {
    expect(tallyOfVitest(vitestReport([{ status: 'failed', assertionResults: [] }, { status: 'failed', assertionResults: [passed] }]))).toEqual({ passed: 1, failed: 2, skipped: [] });
  });
  test('without anything in it is zero', () => {
    expect(tallyOfVitest({})).toEqual({ passed: 0, failed: 0, skipped: [] });
  });
});

describe("Playwright's report", () => {
  test('counts nested suites; what passed only at a second try has failed', () => {
    const report = {
      errors: [],
      suites: [{
        specs: [{ title: 'opens', tests: [{ status: 'expected' }] }],
        suites: [{ specs: [
          { title: 'edits', tests: [{ status: 'unexpected' }] },
          { title: 'sorts', tests: [{ status: 'flaky' }] },
          { title: 'shows a menu', tests: [{ status: 'skipped', annotations: [{ type: 'skip', description: 'Electron only' }] }] },
          { title: 'drags', tests: [{ status: 'skipped', annotations: [{ type: 'skip' }] }] },
        ] }],
      }],
    };
    expect(tallyOfPlaywright(report)).toEqual({ passed: 1, failed: 2, skipped: ['shows a menu: Electron only', 'drags: no reason given'] });
  });
  test('an error outside tests is a failure', () => {
    expect(tallyOfPlaywright({ errors: [{ message: 'No tests found' }], suites: [] })).toEqual({ passed: 0, failed: 1, skipped: [] });
  });
});

describe('a run', () => {
  const say = () => {};
  test('without a report is a failure, whatever its exit code', () => {
    expect(tallyOfRun({ runner: 'vitest', isOk: true, report: null, tally: tallyOfVitest, say })).toEqual({ passed: 0, failed: 1, skipped: [] });
  });
  test('that failed without a failed test is a failure', () => {
    expect(tallyOfRun({ runner: 'vitest', isOk: false, report: vitestReport([{ status: 'passed', assertionResults: [passed] }]), tally: tallyOfVitest, say })).toEqual({ passed: 1, failed: 1, skipped: [] });
  });
  test('that failed by its tests counts those only', () => {
    expect(tallyOfRun({ runner: 'vitest', isOk: false, report: vitestReport([{ status: 'failed', assertionResults: [{ status: 'failed', fullName: 'x' }] }]), tally: tallyOfVitest, say }).failed).toBe(1);
  });
});

test('the last line sums all runs', () => {
  expect(lastLine(sumOf([{ passed: 2, failed: 0, skipped: [] }, { passed: 3, failed: 1, skipped: ['a: b', 'c: d'] }]))).toBe('5 passed, 1 failed, 2 skipped');
});
