// What is printed in any of many styles is read back as it was meant, whatever stands before it; every span cuts exactly
// what it names; reading twice says the same.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExtractedTrial } from '../../../../../db/contract/evidence';
import { extract, saidOfArms } from './reading';
import { checkSpans } from './spans';
import { anyMedians, anyRates, anyRatio, anyShares, anyTrial, type Printed, type Trial } from './styles';

const anyPrinted = (trial: Trial): fc.Arbitrary<Printed> => fc.oneof(anyRatio(trial), anyShares(trial), anyMedians(trial), anyRates(trial));
const anyCase = anyTrial.chain((trial) => fc.array(anyPrinted(trial), { minLength: 1, maxLength: 3 }).map((printed) => ({ trial, text: `${printed.map(({ text }) => text).join('. ')}.`, printed })));

// Comparisons are numbered through the text.
function renumbered(printed: readonly Printed[]): readonly string[] {
  let next = 0;
  return printed.flatMap(({ lines }) => {
    const own = next;
    if (lines.some((line) => line.includes('#0'))) next += 1;
    return lines.map((line) => line.replace('#0', `#${own}`));
  });
}

describe('statements printed in the styles of tables', () => {
  for (const [name, arbitrary] of [['ratios', anyRatio], ['shares', anyShares], ['medians', anyMedians], ['rates at times', anyRates]] as const) {
    it(`reads ${name} back`, () => {
      fc.assert(fc.property(anyTrial.chain((trial) => arbitrary(trial).map((printed) => ({ trial, printed }))), ({ trial, printed }) => {
        expect(saidOfArms(printed.text, trial)).toEqual(printed.lines);
      }), { numRuns: 1500, seed: 7 });
    });
  }

  it('reads several in one cell', () => {
    fc.assert(fc.property(anyCase, ({ trial, text, printed }) => {
      expect(saidOfArms(text, trial)).toEqual(renumbered(printed));
    }), { numRuns: 1500, seed: 11 });
  });

  it('cuts exactly the text of every number from the span', () => {
    fc.assert(fc.property(anyCase, ({ trial, text }) => {
      for (const result of extract({ ...trial, results: text }).results) checkSpans(result, text);
    }), { numRuns: 600, seed: 13 });
  });

  it('says the same twice, in the shape of the contract', () => {
    fc.assert(fc.property(anyCase, ({ trial, text }) => {
      const once = extract({ ...trial, results: text });
      expect(extract({ ...trial, results: text })).toEqual(once);
      expect(ExtractedTrial.parse(JSON.parse(JSON.stringify(once)))).toEqual(once);
    }), { numRuns: 300, seed: 17 });
  });
});
