// N3, percentage and number: which whole number of patients gives a printed percentage. "k/n (x%)" is always checked; a
// percentage alone against its own "of n", else against all that it may be of. Leaves alone rates over time, weighted and
// adjusted percentages, lesions, cycles, person-years, changes, about-numbers, subgroups without their n, and pairs that
// fit no arm at all (N4's).
import type { TrialResult } from '../../../contract/evidence';
import type { FindingConfidence } from '../../../contract/findings';
import type { Checked } from '../../arithmetic/checked';
import { checkCountedPercentage, checkPercentage, type Fit, type PercentageShown } from '../../arithmetic/percentages';
import type { Found, RowRule } from '../rule';
import { textOf, textsOf } from './calm';
import { denominatorsOf, totalsOf } from './denominators';
import { hasOtherPatients, isBesideHazards, isNoCount } from './exemptions';
import { misfitsAmongArms } from './hiddenDenominator';
import { readTrial, type ReadTrial } from './guardedTrial';
import { membersAt, nameOf, numberedPlaces, quoteOf } from './places';
import { countOf, leastSure, printedOf, type Comparison } from './readings';

interface CheckedShare { readonly checked: Checked<PercentageShown>; readonly confidence: FindingConfidence }

const mostSaid = 5;

export const percentageAndNumber: RowRule<'trials'> = {
  kind: 'row', id: 'N3', version: 1, table: 'trials',
  check: (row) => {
    const place = numberedPlaces();
    const trial = readTrial(row);
    return trial.results.flatMap((result): readonly Found[] => {
      if (result.measure !== 'percentage') return [];
      const locus = place(nameOf(result));
      const found = checkedShare(trial, result, trial.comparisonOf.get(result) ?? null);
      if (found?.checked.verdict !== 'not consistent') return [];
      const { severity, shown } = found.checked;
      const quote = quoteOf(row, result.span);
      return [{
        members: membersAt(row, result.span.field), span: result.span, quote, severity, confidence: leastSure(found.confidence, result.confidence), locus,
        inputs: [result.percentage?.text ?? '', result.k?.text ?? '', ...shown.denominators.map(String)],
        explanation: {
          printed: result.k === null || quote.includes('%') ? quote : `${quote} (${result.percentage?.text ?? ''}%)`,
          computed: shown.neighbours.map(({ n, k, percentage }) => ({ name: `${k} of ${n}`, low: percentage, high: percentage })),
          fits: shown.wouldFit.slice(0, mostSaid).map(fitText),
          values: { percentage: result.percentage?.text ?? '', k: shown.k, denominators: shown.denominators.map(String), power: shown.power },
        },
      }];
    });
  },
  say: (explanation) => {
    const denominators = textsOf(explanation, 'denominators');
    const { k } = explanation.values;
    const stated = typeof k === 'number' ? `${k} of ${denominators.join(' or ')} is not ${textOf(explanation, 'percentage')}%` : `no whole number of ${denominators.join(' or ')} patients gives ${textOf(explanation, 'percentage')}%`;
    return `“${explanation.printed}” is not consistent as printed: ${stated}.${explanation.fits.length === 0 ? '' : ` ${explanation.fits.join(', ')} would.`}`;
  },
  arithmetic: (explanation) => {
    const decimals = (textOf(explanation, 'percentage').split('.')[1] ?? '').length;
    return explanation.computed.map(({ name, low }) => `${name} is ${low === null ? 'unknown' : low.toFixed(Math.min(6, decimals + 1))}%; printed is ${textOf(explanation, 'percentage')}%.`);
  },
};

function fitText({ n, least, most }: Fit): string {
  return least === most ? `${least} of ${n}` : `${least} to ${most} of ${n}`;
}

/** null where the result is none that this rule reads. */
function checkedShare(trial: ReadTrial, result: TrialResult, comparison: Comparison | null): CheckedShare | null {
  const percentage = printedOf(result.percentage);
  const [k, n] = [countOf(result.k), countOf(result.n)];
  if (percentage === null || isNoCount(result) || (result.k !== null && k === null)) return null;
  if (k !== null && n !== null && result.nOrigin === 'value') return { checked: checkCountedPercentage({ percentage, k, n, exempt: null }), confidence: 'certain' };
  if (hasOtherPatients(result) || (comparison !== null && n === null && isBesideHazards(comparison))) return null;
  const of = alternativesOf(trial, result, comparison);
  return of === null ? null : { checked: checkPercentage({ percentage, denominators: of.denominators, k, exempt: null }), confidence: of.confidence };
}

/** All that a percentage may be of, and how sure it is that it is of one of them; null where nothing tells, or another rule does. */
function alternativesOf(trial: ReadTrial, result: TrialResult, comparison: Comparison | null): { readonly denominators: readonly number[]; readonly confidence: FindingConfidence } | null {
  const pairings = [result.arms, ...result.otherArms];
  const own = pairings.flatMap((arms) => denominatorsOf(trial, result, arms));
  if (result.n !== null && result.nOrigin !== 'sentence') return { denominators: own, confidence: 'certain' };
  if (result.arms.length === 0 && result.n === null) return null;
  if (result.isArmCertain) return { denominators: isPartOfAll(comparison) ? [...own, ...totalsOf(trial)] : own, confidence: 'probable' };
  if (result.group !== null && result.n === null) return null;
  const shares = comparison?.shares ?? [];
  if (shares.length === 2 && result.n === null && !misfitsAlone(trial, shares, result)) return null;
  const ofEach = trial.arms.flatMap((_, arm) => denominatorsOf(trial, result, [arm]));
  return { denominators: [...own, ...ofEach, ...totalsOf(trial)], confidence: 'possible' };
}

/** Of a pair without names the only one that no arm gives. */
function misfitsAlone(trial: ReadTrial, shares: readonly TrialResult[], result: TrialResult): boolean {
  const misfits = misfitsAmongArms(trial, shares);
  return misfits.length === 1 && misfits[0] === result;
}

const wholeTolerance = 0.6;

/** Shares that add up to 100 may be of all patients, not of their arms. */
function isPartOfAll(comparison: Comparison | null): boolean {
  const percentages = comparison?.shares.flatMap(({ percentage }) => percentage?.value ?? []) ?? [];
  return percentages.length > 1 && Math.abs(percentages.reduce((sum, value) => sum + value, 0) - 100) < wholeTolerance;
}
