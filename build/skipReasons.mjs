// Owns keeping the reason that a vitest test gives with `context.skip(reason)`: vitest's JSON report leaves it out, so
// this reporter puts it among the test's own notes, which that report prints.

/** vitest loads reporters by their default export. */
export default class SkipReasons {
  /** @param {import('vitest/node').TestCase} test */
  onTestCaseResult(test) {
    const result = test.result();
    if (result.state === 'skipped' && result.note !== undefined) Object.assign(test.meta(), { skipReason: result.note });
  }
}
