// Owns what a Conclusions cell claims: benefit or harm, of which family of outcomes, hedged or not, for what and compared
// with what. Negations, aims, recommendations and acknowledged trends claim nothing. Refuses texts that it does not
// follow: a clause with benefit and harm at once, or with "both", says nothing.
import { remembered } from '../remembered';
import { clausesOf, sentencesOf, wordsOf, type ClauseWord } from './clauses';
import type { OutcomeFamily } from './outcomes';

export interface ConclusionClaim {
  readonly kind: 'benefit' | 'harm';
  readonly isHedged: boolean;
  /** "Effective", "safe": said of a treatment by itself, not of one against another. */
  readonly isBare: boolean;
  /** Empty: of no outcome in particular. */
  readonly families: readonly OutcomeFamily[];
  readonly text: string;
  /** The clause without what the treatment is compared with. */
  readonly subject: string;
  readonly comparator: string;
  readonly start: number;
  readonly end: number;
}

const hedges = /\b(?:may|might|could|can|potential(?:ly)?|possib(?:le|ly)|seem(?:s|ed)?|appear(?:s|ed)?|suggest(?:s|ed|ing)?|likely|perhaps|probably|presumably)\b/iu;
const acknowledged = /\b(?:trend(?:s|ed)?|tend(?:s|ed|ency)|numerical(?:ly)?|non-?significant(?:ly)?|not (?:statistically )?significant(?:ly)?|insignificant(?:ly)?)\b/iu;
const noStatement = /\b(?:whether|if|aim(?:s|ed)?|warrant(?:s|ed)?|needed|required|necessary|hypothesi[sz]e\w{0,2}|remains? (?:unclear|unknown|to be)|should be (?:investigated|evaluated|confirmed|studied)|further (?:stud(?:y|ies)|research|trials?)|unclear|unknown|uncertain|non-?inferior(?:ity)?|equivalen(?:t|ce)|comparable|similar(?:ly)?|equal(?:ly)?|both|either|neither|regardless)\b|\?/iu;

const raises = /^(?:increas(?:e|es|ed|ing)|improv(?:e|es|ed|ing|ement|ements)|enhanc(?:e|es|ed|ing|ement)|prolong(?:s|ed|ing|ation)?|extend(?:s|ed|ing)?|lengthen(?:s|ed|ing)?|rais(?:e|es|ed|ing)|boost(?:s|ed|ing)?|longer|higher|greater|more|elevat(?:e|es|ed|ing))$/u;
const lowers = /^(?:reduc(?:e|es|ed|ing|tion|tions)|decreas(?:e|es|ed|ing)|lower(?:s|ed|ing)?|fewer|less|shorten(?:s|ed|ing)?|shorter|diminish(?:es|ed|ing)?|delay(?:s|ed|ing)?|prevent(?:s|ed|ing|ion)?|avoid(?:s|ed|ing)?|postpon(?:e|es|ed|ing)|alleviat(?:e|es|ed|ing)|reliev(?:e|es|ed|ing)|suppress(?:es|ed|ing)?|mitigat(?:e|es|ed|ing)|limit(?:s|ed|ing)?)$/u;
const plainlyGood = /^(?:benefit(?:s|ed|ing)?|beneficial|superior(?:ity)?|better|synerg(?:y|istic|istically|ism)|favou?rable|advantage(?:s|ous)?|outperform(?:s|ed|ing)?|efficacious)$/u;
const plainlyBad = /^(?:worse|worsen(?:s|ed|ing)?|poor(?:er)?|inferior(?:ity)?|detriment(?:al)?|harmful|deteriorat(?:e|es|ed|ing|ion)|unfavou?rable)$/u;
const bareGood = /^(?:effective|effectively|efficacy|safe|safely|feasible|tolerable|tolerated|well-tolerated|promising|active)$/u;
const improving = /^(?:improv|enhanc|prolong|extend|lengthen|boost)/u;

const negators: ReadonlySet<string> = new Set(['not', 'no', 'nor', 'never', 'without', 'fail', 'fails', 'failed', 'lack', 'lacks', 'lacked', 'lacking', 'cannot', 'unlikely', 'neither', 'little', "didn't", "doesn't", "don't", "wasn't", "isn't", "couldn't", 'absence', 'hardly']);

interface Object { readonly family: OutcomeFamily; readonly isGood: boolean }
const objects: readonly (readonly [pattern: RegExp, Object])[] = [
  [/^(?:survivals?|os|pfs|dfs|efs|rfs|mos|mpfs|ttp|lifespan|life-span|survival-rate|sre-free)$/u, { family: 'survival', isGood: true }],
  [/^(?:mortality|deaths?|progression|recurrences?|relapses?|metastas[ei]s|hazards?)$/u, { family: 'survival', isGood: false }],
  [/^(?:respon[sd]\w{0,6}|orrs?|cr|dcr|remissions?|antitumou?r|anti-tumou?r|control|disease-control)$/u, { family: 'response', isGood: true }],
  [/^(?:pain|painful|bpi|vas|nrs|analgesics?|opioids?)$/u, { family: 'pain', isGood: false }],
  [/^(?:pain-relief|palliation|analgesia)$/u, { family: 'pain', isGood: true }],
  [/^(?:sres?|skeletal-related|skeletal|fractures?)$/u, { family: 'events', isGood: false }],
  [/^(?:toxicit(?:y|ies)|aes?|adverse|complications?|side-effects?|hypocalc(?:a)?emia|onj|osteonecrosis|bleeding|infections?|irae?s?)$/u, { family: 'harm', isGood: false }],
  [/^(?:function(?:s|al)?|qol|hrqol|quality|ambulat(?:ion|ory)|mobility|strength|continence|sphincter|neurologic(?:al)?|performance)$/u, { family: 'function', isGood: true }],
];
const risky: ReadonlySet<string> = new Set(['risk', 'risks', 'incidence', 'rate', 'rates', 'frequency', 'time', 'complete', 'partial', 'overall', 'progression-free', 'disease-free', 'event-free', 'free']);

/** How far an object may stand from its verb, in words. */
const reach = 9;

export function readConclusion(text: string): readonly ConclusionClaim[] {
  return sentencesOf(text).flatMap((sentence) => {
    const parts = clausesOf(sentence);
    // What a sentence hedges at its head, it hedges throughout.
    return parts.flatMap((clause): readonly ConclusionClaim[] => {
      const claim = claimOf(clause.text);
      return claim === null ? [] : [{ ...claim, ...comparisonIn(clause.text), text: clause.text, start: clause.start, end: clause.end }];
    });
  });
}

type Read = Pick<ConclusionClaim, 'kind' | 'isHedged' | 'isBare' | 'families'>;

function claimOf(clause: string): Read | null {
  if (noStatement.test(clause) || acknowledged.test(clause)) return null;
  const words = wordsOf(clause);
  const found: { readonly isGood: boolean; readonly isBare: boolean; readonly families: readonly OutcomeFamily[] }[] = [];
  words.forEach(({ word }, at) => {
    const { direction, plain, isBare } = meaningOf(word);
    if ((direction === 0 && plain === 0) || isNegated(words, at)) return;
    const near = objectsNear(words, at);
    if (plain !== 0) {
      found.push({ isGood: plain > 0, isBare: isBare && !isComparative(words, at), families: familiesOf(near) });
      return;
    }
    if (near.length === 0) {
      // "Improved outcomes" is good whatever it improves; "higher" alone is nothing.
      if (improving.test(word)) found.push({ isGood: true, isBare: false, families: [] });
      return;
    }
    const isGood = new Set(near.map((object) => improving.test(word) || (direction > 0) === object.isGood));
    // "Improves pain" means less of it.
    if (isGood.size === 1) found.push({ isGood: [...isGood][0] === true, isBare: false, families: familiesOf(near) });
  });
  const kinds = new Set(found.map(({ isGood }) => isGood));
  const strong = found.filter(({ isBare }) => !isBare);
  const used = strong.length > 0 ? strong : found;
  if (used.length === 0 || kinds.size > 1) return null;
  return { kind: used[0]?.isGood === true ? 'benefit' : 'harm', isHedged: hedges.test(clause), isBare: strong.length === 0, families: [...new Set(used.flatMap(({ families }) => families))] };
}

function familiesOf(near: readonly Object[]): readonly OutcomeFamily[] {
  return [...new Set(near.map(({ family }) => family))];
}

function isComparative(words: readonly ClauseWord[], at: number): boolean {
  const before = words[at - 1]?.word ?? '';
  return before === 'more' || before === 'less' || before === 'greater' || before === 'better' || before === 'synergistic' || before === 'higher' || before === 'superior' || before === 'improved';
}

/** "not", "no", "failed to" in the words before, or "was not" after; "not only" negates nothing. */
function isNegated(words: readonly ClauseWord[], at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - 6); before -= 1) {
    const word = words[before]?.word ?? '';
    if (negators.has(word) && !(word === 'not' && /^(?:only|just|merely)$/u.test(words[before + 1]?.word ?? ''))) return true;
  }
  return words.slice(at + 1, at + 11).some(({ word }, index, rest) => word === 'not' && /^(?:was|were|is|are|did|does|could|has|have)$/u.test(rest[index - 1]?.word ?? ''));
}

const objectOf = remembered((word: string): Object | null => objects.find(([pattern]) => pattern.test(word))?.[1] ?? null);

/** What a word does by itself: raises, lowers, is good or bad. */
const meaningOf = remembered((word: string): { readonly direction: 1 | -1 | 0; readonly plain: 1 | -1 | 0; readonly isBare: boolean } => ({
  direction: raises.test(word) ? 1 : lowers.test(word) ? -1 : 0, plain: plainlyGood.test(word) ? 1 : plainlyBad.test(word) ? -1 : bareGood.test(word) ? 1 : 0, isBare: bareGood.test(word),
}));

/** What a verb speaks of: the objects after it, up to the next verb; or, of "survival was longer", the one before it. */
function objectsNear(words: readonly ClauseWord[], at: number): readonly Object[] {
  const after: Object[] = [];
  for (let index = at + 1; index < Math.min(words.length, at + 1 + reach); index += 1) {
    const word = words[index]?.word ?? '';
    const { direction, plain, isBare } = meaningOf(word);
    if (index > at + 1 && (direction !== 0 || (plain !== 0 && !isBare) || comparing.has(word))) break;
    const object = objectAt(words, index);
    if (object !== null) after.push(object);
  }
  if (after.length > 0) return after;
  // "Survival improved", "survival was longer"; but "pain relief with fewer visits" says nothing of pain relief.
  const isPredicate = linking.test(words[at - 1]?.word ?? '') || (words[at - 1]?.word.endsWith('ly') === true && linking.test(words[at - 2]?.word ?? ''));
  for (let index = at - 1; index >= Math.max(0, at - (isPredicate ? 6 : 1)); index -= 1) {
    const object = objectAt(words, index);
    if (object !== null) return [object];
  }
  return [];
}
const linking = /^(?:was|were|is|are|be|been|being|became|remained)$/u;

/** "Progression-free", "progression free survival" and "SRE-free survival" are survival; "pain response", "pain control" and "pain relief" are relief. */
function objectAt(words: readonly ClauseWord[], index: number): Object | null {
  const [word, next, afterNext] = [words[index]?.word ?? '', words[index + 1]?.word ?? '', words[index + 2]?.word ?? ''];
  if (next === 'free' || next === 'related' || next === 'specific') return null;
  if (word === 'pain' && /^(?:response|relief|control|palliation|improvement)$/u.test(next)) return { family: 'pain', isGood: true };
  if (/^(?:response|relief|control)$/u.test(word) && (words[index - 1]?.word === 'pain' || next === 'for' && afterNext === 'pain')) return { family: 'pain', isGood: true };
  if (word === 'pain' && /^(?:response|responses|relief|control)$/u.test(words[index - 2]?.word ?? '')) return null;
  return risky.has(word) ? null : objectOf(word);
}

const comparing: ReadonlySet<string> = new Set(['than', 'versus', 'vs', 'compared']);
const comparatorStart = /\b(?:than|compared (?:with|to)|in comparison (?:with|to)|versus|vs\.?|relative to|rather than|as opposed to)\s|\b(?:superior|inferior) to\s|\bover\s(?=(?:the\s)?[\p{L}-]+(?:\s(?:alone|therapy|treatment|monotherapy))?(?:[,.]|$))/iu;

/** "X improves OS compared with Y" and "Compared with Y, X improves OS": Y is the comparator. */
function comparisonIn(clause: string): { readonly subject: string; readonly comparator: string } {
  const match = comparatorStart.exec(clause);
  if (match === null) return { subject: clause, comparator: '' };
  const start = match.index;
  const comma = clause.indexOf(',', start + match[0].length);
  if (start < 3 && comma > 0) return { subject: clause.slice(comma + 1), comparator: clause.slice(start, comma) };
  const when = /\s(?:when|in treating|for treating|among|for patients|in patients)\s/iu.exec(clause.slice(start + match[0].length));
  const end = when === null ? clause.length : start + match[0].length + when.index;
  return { subject: `${clause.slice(0, start)} ${clause.slice(end)}`.trim(), comparator: clause.slice(start, end) };
}
