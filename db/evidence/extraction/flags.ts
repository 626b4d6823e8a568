// Owns the exemptions that words state: adjusted, matched, weighted, stratified, estimated from times to events, of a part
// of the patients, approximate, a change. Each is read where it is said: beside the value, in its sentence, or in Type of
// study. Refuses to infer a method from a design.
import type { OutcomeClass, ResultFlags, TimePoint } from '../../contract/evidence';
import { isTimeToEvent } from './outcomes';
import type { Layout } from './layout';
import { tokenAt } from './tokens';

/** What a whole sentence says, or Type of study for all of them. */
export interface Methods {
  readonly isAdjusted: boolean;
  readonly isMatched: boolean;
  readonly isWeighted: boolean;
  readonly isStratified: boolean;
}

interface FlagScene {
  readonly layout: Layout;
  readonly methods: Methods;
  /** Type of study: matching and weighting hold for all its results. */
  readonly design: Methods;
  readonly from: number;
  readonly to: number;
  /** Where the words of this value begin and end. */
  readonly windowFrom: number;
  readonly windowTo: number;
}

/** The methods named in a range: read once a sentence. */
export function methodsIn(layout: Layout, from: number, to: number): Methods {
  const says = (is: (word: string, at: number) => boolean): boolean => hasWord(layout, from, to, is);
  return {
    isAdjusted: says((word, at) => isAdjustment(layout, word, at)),
    isMatched: says((word) => word === 'matched' || word === 'matching' || word === 'psm'),
    isWeighted: says((word) => word === 'weighted' || word === 'weighting' || word === 'iptw'),
    isStratified: says((word, at) => word === 'stratified' && !isUnprefixed(layout, at)),
  };
}

// How far from a value its own words are looked for.
const reachOfWords = 60;

const estimateWords = new Set(['actuarial', 'kaplan', 'cumulative', 'estimated', 'probability', 'freedom', 'survival', 'surviving', 'actuarially', 'survivorship']);
const approximateWords = new Set(['about', 'approximately', 'approx', 'nearly', 'almost', 'around', 'roughly', 'circa', 'ca', 'over', 'exceeding', 'only']);
const changeWords = new Set(['reduction', 'reductions', 'increase', 'decrease', 'improvement', 'decline', 'rise', 'gain', 'loss', 'shrinkage', 'regression', 'change', 'relative']);
const changeVerbs = new Set(['reduced', 'reduces', 'reducing', 'increased', 'increases', 'decreased', 'improved', 'lowered', 'fell', 'rose', 'declined', 'dropped', 'shrank', 'lower', 'higher', 'greater', 'delayed', 'prolonged', 'improves', 'cut', 'decreases', 'decreasing', 'increasing', 'diminished', 'shortened']);

function hasWord(layout: Layout, from: number, to: number, is: (word: string, at: number) => boolean): boolean {
  for (let at = Math.max(0, from); at < to; at += 1) {
    const token = tokenAt(layout.tokens, at);
    if (token.kind === 'word' && is(token.text, at)) return true;
  }
  return false;
}

/** The flags that need no p; `isOneSided` and `isLogRank` are left false. */
export function flagsOf(scene: FlagScene, outcomeClass: OutcomeClass, time: TimePoint | null, share: 'rate' | 'count' | null, isAdjustedLabel: boolean, isUnadjustedLabel: boolean): ResultFlags {
  const { methods, design } = scene;
  return {
    // A printed count stands behind its percentage.
    isSurvivalRate: share === 'rate' && isSurvivalRate(scene, outcomeClass, time),
    isAdjusted: isAdjustedLabel || (!isUnadjustedLabel && methods.isAdjusted && !isOfUnivariate(scene)),
    isMatched: methods.isMatched || design.isMatched,
    isWeighted: methods.isWeighted || design.isWeighted,
    isStratified: methods.isStratified,
    isOneSided: false,
    isLogRank: false,
    isSubgroup: share !== null && isSubgroup(scene),
    isApproximate: isApproximate(scene),
    isChange: share !== null && isChange(scene),
    isBeforeAfter: false,
  };
}

// "in univariate (HR 4.8) and multivariable analysis (HR 5.6)": the words that are this value's own decide.
function isOfUnivariate({ layout, windowFrom, from }: FlagScene): boolean {
  for (let at = from - 1; at >= Math.max(windowFrom, from - reachOfWords); at -= 1) {
    const { text } = tokenAt(layout.tokens, at);
    if (text === 'univariate' || text === 'univariable' || text === 'unadjusted' || text === 'crude') return true;
    if (text === 'multivariate' || text === 'multivariable' || text === 'adjusted') return false;
  }
  return false;
}

function isUnprefixed(layout: Layout, at: number): boolean {
  return tokenAt(layout.tokens, at - 1).text === '-' && ['un', 'non'].includes(tokenAt(layout.tokens, at - 2).text);
}

function isAdjustment(layout: Layout, word: string, at: number): boolean {
  if (['multivariate', 'multivariable', 'adjusting', 'covariates', 'adjustment', 'propensity'].includes(word)) return true;
  const before = tokenAt(layout.tokens, at - 1).text;
  return word === 'adjusted' && !['not', '-'].includes(before);
}

// A rate at a time of something that happens in time, or one that is said to be estimated. Thirty-day and in-hospital
// mortality are counted: nobody is lost to follow-up so early.
function isSurvivalRate(scene: FlagScene, outcomeClass: OutcomeClass, time: TimePoint | null): boolean {
  const isEarly = time !== null && (time.unit === 'hours' || (time.unit === 'days' && time.value <= 90) || (time.unit === 'weeks' && time.value <= 13) || (time.unit === 'months' && time.value <= 3));
  if (outcomeClass === 'mortality' || outcomeClass === 'recurrence' || outcomeClass === 'SRE' || outcomeClass === 'fracture') return (time !== null && !isEarly) || isEstimated(scene);
  return isTimeToEvent(outcomeClass) || (outcomeClass !== 'ORR' && outcomeClass !== 'DCR' && outcomeClass !== 'CR' && outcomeClass !== 'PR' && isEstimated(scene));
}

function isEstimated(scene: FlagScene): boolean {
  return hasWord(scene.layout, Math.max(scene.windowFrom, scene.from - reachOfWords), Math.min(scene.windowTo, scene.to + reachOfWords), (word, at) => estimateWords.has(word) && !(word === 'cumulative' && tokenAt(scene.layout.tokens, at + 1).text === 'dose'));
}

function isApproximate(scene: FlagScene): boolean {
  const before = tokenAt(scene.layout.tokens, scene.from - 1);
  const farther = tokenAt(scene.layout.tokens, scene.from - 2);
  if (before.text === '~' || before.text === '≈' || approximateWords.has(before.text)) return before.text !== 'only';
  return (before.text === 'than' && ['more', 'less', 'greater', 'fewer', 'higher', 'lower'].includes(farther.text)) || (before.text === 'to' && farther.text === 'up') || (before.text === 'least' && farther.text === 'at') || (before.text === 'most' && farther.text === 'at');
}

// "reduced by 30%", "a 30% reduction"
function isChange(scene: FlagScene): boolean {
  const { layout, from, to } = scene;
  const next = tokenAt(layout.tokens, to);
  if (changeWords.has(next.text) || (changeWords.has(tokenAt(layout.tokens, to + 1).text) && next.kind === 'word' && !['and', 'had', 'with', 'of', 'showed'].includes(next.text))) return true;
  if (changeVerbs.has(next.text)) return true;
  const before = tokenAt(layout.tokens, from - 1);
  if (before.text === 'by') return hasWord(layout, Math.max(scene.windowFrom, from - 8), from, (word) => changeVerbs.has(word) || changeWords.has(word));
  return before.text === 'of' && changeWords.has(tokenAt(layout.tokens, from - 2).text) && tokenAt(layout.tokens, from - 2).text !== 'improvement';
}

const subgroupNouns = new Set(['responders', 'nonresponders', 'survivors', 'subgroup', 'subgroups', 'subset', 'carriers', 'smokers', 'deaths', 'males', 'females', 'men', 'women']);

// "of patients with EGFR mutation", "among responders", "in the subgroup": not all of an arm.
function isSubgroup(scene: FlagScene): boolean {
  const { layout, to, windowFrom, from, windowTo } = scene;
  const noun = ['of', 'in', 'the', 'all', 'those', 'these'];
  let at = to;
  while (at < to + 4 && noun.includes(tokenAt(layout.tokens, at).text)) at += 1;
  const isQualified = (index: number): boolean => ['patients', 'cases', 'those', 'pts'].includes(tokenAt(layout.tokens, index).text) && ['with', 'without', 'who', 'aged', 'whose', 'harboring', 'harbouring'].includes(tokenAt(layout.tokens, index + 1).text);
  if (at > to && at < windowTo && isQualified(at)) return true;
  if (at > to && subgroupNouns.has(tokenAt(layout.tokens, at).text)) return true;
  for (let index = Math.max(windowFrom, from - reachOfWords); index < from; index += 1) {
    const word = tokenAt(layout.tokens, index).text;
    if ((word === 'among' || word === 'in' || word === 'for' || word === 'of') && (isQualified(index + 1) || isQualified(index + 2) || subgroupNouns.has(tokenAt(layout.tokens, index + 1).text))) return true;
    if (word === 'subgroup' || word === 'subset') return true;
  }
  return false;
}
