// Owns the words that say what a number is: hazard, risk and odds ratios in all their spellings, differences, medians,
// means. Refuses RR and OR where a percentage follows (a response rate) and "or" that is no ratio.
import type { Measure } from '../../contract/evidence';
import type { Layout } from './layout';
import { tokenAt, type Token } from './tokens';
import type { Reading } from './values';

export interface MeasureLabel {
  readonly measure: Extract<Measure, 'HR' | 'RR' | 'OR' | 'difference' | 'median' | 'mean'>;
  readonly printed: string;
  readonly isAdjusted: boolean;
  readonly isUnadjusted: boolean;
}

type Ratio = 'HR' | 'RR' | 'OR';
interface Abbreviation {
  readonly measure: Ratio | 'difference';
  readonly isAdjusted: boolean;
}

const abbreviations: ReadonlyMap<string, Abbreviation> = new Map([
  ...named('HR', false, ['HR', 'HRs', 'sHR', 'SHR', 'csHR', 'cHR', 'HRR', 'uHR']),
  ...named('HR', true, ['aHR', 'AHR', 'aHRs', 'adjHR', 'HRadj', 'asHR', 'aSHR', 'maHR']),
  ...named('RR', false, ['RR', 'RRs', 'IRR', 'cRR']),
  ...named('RR', true, ['aRR', 'aRRs', 'aIRR', 'adjRR', 'aPR']),
  ...named('OR', false, ['OR', 'ORs', 'cOR', 'uOR']),
  ...named('OR', true, ['aOR', 'AOR', 'aORs', 'adjOR', 'ORadj']),
  ...named('difference', false, ['MD', 'WMD', 'SMD', 'RD', 'ARD', 'ARR']),
]);

function named(measure: Abbreviation['measure'], isAdjusted: boolean, names: readonly string[]): readonly (readonly [string, Abbreviation])[] {
  return names.map((name) => [name, { measure, isAdjusted }]);
}

const ratioWords: ReadonlyMap<string, Ratio> = new Map([['hazard', 'HR'], ['hazards', 'HR'], ['risk', 'RR'], ['rate', 'RR'], ['prevalence', 'RR'], ['incidence', 'RR'], ['odds', 'OR'], ['odd', 'OR']]);
const adjustedWords = new Set(['adjusted', 'multivariable', 'multivariate']);
const unadjustedWords = new Set(['unadjusted', 'univariate', 'univariable', 'crude']);

/** HR, aOR, MD …: an abbreviation of a ratio or difference. */
export function isAbbreviatedMeasure(raw: string): boolean {
  return abbreviations.has(raw);
}

/** The label that starts at this token; null when none does. */
export function readMeasureLabel(layout: Layout, from: number): Reading<MeasureLabel> | null {
  const { tokens } = layout;
  const token = tokenAt(tokens, from);
  if (token.kind !== 'word') return null;
  const short = abbreviations.get(token.raw);
  if (short !== undefined && isLabelled(tokens, from, token.raw)) return finish(layout, from, from + 1, short.measure, short.isAdjusted);
  const long = readLongRatio(tokens, from);
  if (long !== null) return finish(layout, from, long.to, long.measure, false);
  return readAverageOrDifference(layout, from);
}

const medianNames = new Set(['mOS', 'mPFS', 'mDFS', 'mRFS', 'mEFS', 'mTTP', 'mDOR', 'mDoR', 'mST', 'MST']);

/** "mOS": a median and its outcome in one word. */
export function isMedianName(raw: string): boolean {
  return medianNames.has(raw);
}

function readLongRatio(tokens: readonly Token[], from: number): { readonly measure: Ratio; readonly to: number } | null {
  const token = tokenAt(tokens, from);
  const ratio = ratioWords.get(token.text);
  const next = tokenAt(tokens, from + 1).text === '-' ? from + 2 : from + 1;
  if (ratio !== undefined && ['ratio', 'ratios'].includes(tokenAt(tokens, next).text)) return { measure: ratio, to: next + 1 };
  if (token.text === 'relative' && ['risk', 'risks'].includes(tokenAt(tokens, from + 1).text) && tokenAt(tokens, from + 2).text !== 'reduction') return { measure: 'RR', to: from + 2 };
  return null;
}

function readAverageOrDifference(layout: Layout, from: number): Reading<MeasureLabel> | null {
  const { tokens } = layout;
  const token = tokenAt(tokens, from);
  if (isMedianName(token.raw)) return finish(layout, from, from + 1, 'median', false);
  if (token.text === 'median' || token.text === 'medians' || token.text === 'mdn') {
    return tokenAt(tokens, from + 1).text === 'difference' ? finish(layout, from, from + 2, 'difference', false) : finish(layout, from, from + 1, 'median', false);
  }
  if (token.text === 'mean' || token.text === 'means' || token.text === 'average') {
    if (tokenAt(tokens, from + 1).text === 'difference') return finish(layout, from, from + 2, 'difference', false);
    return finish(layout, from, from + 1, 'mean', false);
  }
  if (['risk', 'absolute', 'standardised', 'standardized', 'weighted', 'rate'].includes(token.text) && tokenAt(tokens, from + 1).text === 'difference') return finish(layout, from, from + 2, 'difference', false);
  if (token.text !== 'difference' && token.text !== 'differences') return null;
  // "no difference was found (p = 0.4)" labels nothing: a number must follow soon, see quantities.ts.
  return finish(layout, from, from + 1, 'difference', false);
}

// A repeated abbreviation in brackets belongs to the label: "hazard ratio (HR)".
function finish(layout: Layout, from: number, to: number, measure: MeasureLabel['measure'], isAdjusted: boolean): Reading<MeasureLabel> {
  const { tokens, partner } = layout;
  const opener = tokenAt(tokens, to);
  const isRepeated = (opener.text === '(' || opener.text === '[') && partner[to] === to + 2 && abbreviations.has(tokenAt(tokens, to + 1).raw);
  let at = from;
  let adjusted = isAdjusted;
  let unadjusted = false;
  while (at > from - 2) {
    const before = tokenAt(tokens, at - 1);
    if (adjustedWords.has(before.text)) adjusted = true;
    else if (unadjustedWords.has(before.text)) unadjusted = true;
    else if (!['stratified', 'weighted', 'pooled', 'subdistribution', 'specific', 'cause', '-'].includes(before.text)) break;
    at -= 1;
  }
  const end = isRepeated ? to + 3 : to;
  return { value: { measure, printed: layout.text.slice(tokenAt(tokens, from).start, tokenAt(tokens, to - 1).end), isAdjusted: adjusted, isUnadjusted: unadjusted }, from, to: end };
}

// RR 45% is a response rate, "OR" between words a conjunction in capitals: both must lead to a number that is no percentage.
function isLabelled(tokens: readonly Token[], from: number, raw: string): boolean {
  if (!['RR', 'OR', 'ORs', 'RRs', 'ARR', 'MD', 'RD', 'ARD', 'cHR', 'AOR'].includes(raw)) return true;
  for (let at = from + 1; at < from + 14; at += 1) {
    const token = tokenAt(tokens, at);
    if (token.number !== null) {
      if (['%'].includes(tokenAt(tokens, at + 1).text)) {
        if (['ci', 'confidence', 'cri', '-'].includes(tokenAt(tokens, at + 2).text)) {
          at += 2;
          continue;
        }
        return ['ARD', 'ARR', 'RD', 'MD'].includes(raw);
      }
      const isBare = token.number.decimals === 0 && !['=', ':', ',', 'of', 'was', '('].includes(tokenAt(tokens, at - 1).text);
      return !isBare && tokenAt(tokens, at + 1).text !== '/';
    }
    if (token.text === ';' || token.text === '.') return false;
    if (token.kind === 'word' && raw !== 'RR' && raw !== 'OR' && at > from + 8) return false;
  }
  return false;
}
