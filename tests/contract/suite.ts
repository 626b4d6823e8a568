// The one suite: every method answered at least once, every refusal, and how a way talks, over any way to the core.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostMethods, type HostMethodName } from '../../db/contract/hostMethods';
import { methodNames, type MethodName } from '../../db/contract/methods';
import { benchOn, type Bench } from './bench';
import { checkSuccesses } from './checkSuccesses';
import { conversations } from './conversations';
import { customColumnSuccesses } from './customColumnSuccesses';
import { documentSuccesses } from './documentSuccesses';
import { evidenceSuccesses } from './evidenceSuccesses';
import { exportSuccesses } from './exportSuccesses';
import { hostSuccesses } from './hostSuccesses';
import { referenceSuccesses } from './referenceSuccesses';
import { refusals } from './refusals';
import { releaseSuccesses } from './releaseSuccesses';
import type { Way } from './way';

/** Types refuse a method without a case; so does a test, for whoever runs the suite without them. */
export const successes: { readonly [Name in MethodName]: (bench: Bench) => Promise<void> } = { ...documentSuccesses, ...evidenceSuccesses, ...customColumnSuccesses, ...checkSuccesses, ...referenceSuccesses, ...releaseSuccesses, ...exportSuccesses };

const hostMethodNames = Object.keys(hostMethods) as readonly HostMethodName[];

export function describeContract(name: string, start: () => Promise<Way>): void {
  describe(`over ${name}`, () => {
    let way: Way;
    let bench: Bench;
    beforeAll(async () => { way = await start(); });
    afterAll(() => way.stop());

    const onBench = (run: (bench: Bench) => Promise<void>) => async (): Promise<void> => {
      bench = await benchOn(way);
      await run(bench);
    };

    test('every method of the contract has a case', () => {
      expect(Object.keys(successes).toSorted()).toEqual(methodNames.toSorted());
      expect(Object.keys(hostSuccesses).toSorted()).toEqual(hostMethodNames.toSorted());
    });

    describe('answers', () => {
      test.each(methodNames)('%s', (method) => onBench(async (bench) => {
        await successes[method](bench);
        expect(bench.answered).toContain(method);
      })());
    });

    describe('answers of the host', () => {
      test.each(hostMethodNames)('%s', (method) => onBench(async (bench) => {
        if (way.host === null) {
          expect(await bench.refusal(method, {})).toMatchObject({ code: 'unknown-method' });
          return;
        }
        await hostSuccesses[method](bench);
        expect(bench.answered).toContain(method);
        expect(await bench.refusal(method, { surprise: true })).toMatchObject({ code: 'invalid-input', message: expect.stringMatching(/^(?:What was sent has no field “surprise”|.+ is missing \(and \d more\))\.$/u) });
      })());
    });

    describe('refuses', () => {
      test.each(refusals)('$name', ({ run }) => onBench(run)());
    });

    describe('talks', () => {
      test.each(conversations)('$name', ({ run }) => onBench(run)(), 180_000);
    });
  });
}
