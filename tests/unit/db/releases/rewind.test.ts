// Laws of releases: whatever was done before and after, a release that is opened is the document as it was, its exports
// are the same bytes, and its file is sound.
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startReview, type TestCore } from '../coreFixture';
import { dumpOf, exportsOf, step, take } from './releaseFixture';

let lacuna: TestCore;
let path: string;
beforeEach(async () => { [lacuna, path] = await startReview(); });
afterEach(() => lacuna.end());

test('a release is the document as it was, whatever was done before and after (property)', async () => {
  let version = 0;
  const steps = fc.array(step, { minLength: 1, maxLength: 8 });
  await fc.assert(fc.asyncProperty(steps, steps, async (earlier, later) => {
    for (const each of earlier) await take(lacuna, each);
    version += 1;
    await lacuna.call('makeRelease', { version: `1.${version}` });
    const [frozen, exported] = [dumpOf(path), await exportsOf(lacuna, ['csv'])];
    for (const each of later) await take(lacuna, each);
    const after = dumpOf(path);
    const release = await lacuna.call('openRelease', { version: `1.${version}` });
    expect(dumpOf(release.path)).toBe(frozen);
    expect(await exportsOf(lacuna, ['csv'])).toEqual(exported);
    expect((await lacuna.call('verifyDocument', {})).checks.filter((check) => !check.isOk)).toEqual([]);
    await lacuna.call('openDocument', { path });
    expect(dumpOf(path), 'the document is left alone').toBe(after);
  }), { numRuns: 15 });
  expect((await lacuna.call('verifyDocument', {})).checks.filter((check) => !check.isOk)).toEqual([]);
}, 240_000);
