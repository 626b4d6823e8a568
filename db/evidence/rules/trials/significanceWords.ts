// Owns reading what a text says of significance: "significantly longer", "did not reach statistical significance", "no
// significant difference". Refuses clinical significance, levels of significance, trends and near misses: those say
// neither. One pass over the words of a clause.
import { clausesOf, sentencesOf, wordsOf, type ClauseWord } from './clauses';

export type Wording = 'significant' | 'not significant';
export interface SaidSignificance { readonly says: Wording; readonly start: number; readonly end: number }

const word = /^(?:non-?|in-?)?significan(?:t|tly|ce)$/u;
const inherent = /^(?:non-?significan|insignifican)/u;
const otherKinds = /^(?:clinical(?:ly)?|biological(?:ly)?|functional(?:ly)?|h(?:a)?emodynamical(?:ly)?|radiographical(?:ly)?|prognostic(?:ally)?)$/u;
const nearMiss = /^(?:trend|trends|trended|trending|tend|tends|tended|tendency|borderline|marginal|marginally|near|nearly|almost|approach|approached|approaching|approaches|close|toward|towards|short|bordering|bordered)$/u;
const defining = /^(?:level|levels|threshold|considered|consider|defined|define|regarded|set|cut-off|cutoff|deemed|denote|denotes|denoted|indicate|indicates|indicated|criterion)$/u;
/** These deny what follows them; "no", "none" and "neither" also from the head of a clause. */
const negators: ReadonlySet<string> = new Set(['no', 'not', 'nor', 'neither', 'without', 'never', 'lack', 'lacks', 'lacked', 'lacking', 'fail', 'fails', 'failed', 'non', 'none', 'absence', 'lost', 'loses', 'losing', "didn't", "doesn't", "wasn't", "weren't", "isn't", 'cannot', 'unable']);
const heads: ReadonlySet<string> = new Set(['no', 'none', 'neither', 'nor']);
const auxiliary = /^(?:was|were|is|are|did|do|does|has|have|had|could|can|would|been|be)$/u;
/** After one of these another statement has begun. */
const opening = /^(?:was|were|is|are|did|had|has|showed|shows|remained|demonstrated|exhibited|experienced|achieved|lived|resulted)$/u;
const openingAfterNot = /^(?:was|were|is|are|did|had|has)$/u;

/** What a clause says, the last time that it speaks of significance; null where it says nothing for certain. */
export function saidIn(text: string): SaidSignificance | null {
  const words = wordsOf(text);
  const at = words.findLastIndex((each) => word.test(each.word));
  const found = words[at];
  if (found === undefined) return null;
  const near = words.slice(Math.max(0, at - 4), at);
  const after = words.slice(at + 1, at + 3);
  if (near.slice(-2).some((each) => otherKinds.test(each.word)) || near.some((each) => nearMiss.test(each.word)) || [...near.slice(-3), ...after].some((each) => defining.test(each.word))) return null;
  const negator = negatorOf(text, words, at);
  if (inherent.test(found.word)) return negator === null ? { says: 'not significant', start: found.start, end: found.end } : null;
  return { says: negator === null ? 'significant' : 'not significant', start: (negator ?? found).start, end: found.end };
}

/**
 * The word that denies the one at `at`: nothing comes between them that opens another statement. "Patients not receiving
 * it lived significantly longer" denies nothing; "not only significantly" neither.
 */
function negatorOf(text: string, words: readonly ClauseWord[], at: number): ClauseWord | null {
  const found = words[at];
  for (let index = at - 1; index >= Math.max(0, at - 8); index -= 1) {
    const each = words[index];
    if (each === undefined || found === undefined) return null;
    const isHead = index <= 1 && heads.has(each.word);
    const between = words.slice(index + 1, at);
    if (!negators.has(each.word) || (each.word === 'not' && /^(?:only|just|merely)$/u.test(between[0]?.word ?? ''))) continue;
    if (isHead) return each;
    const isVerbs = each.word === 'not' && auxiliary.test(words[index - 1]?.word ?? '');
    const opens = isVerbs ? openingAfterNot : opening;
    if (/[,;:]/u.test(text.slice(each.end, found.start)) || between.some((other) => opens.test(other.word))) continue;
    if (each.word === 'not' && !isVerbs && between.length > 2) continue;
    return each;
  }
  return null;
}

const sameness = /\b(?:no|without(?: any)?|not? (?:statistical )?)\s?(?:statistical(?:ly)? )?differences?\b|\bdid not differ\b|\bnot (?:statistically )?different\b|\bdo(?:es)? not differ\b/iu;

/** "No difference", "did not differ": as much as not significant. */
export function saidAlike(text: string): SaidSignificance | null {
  const match = sameness.exec(text);
  return match === null ? null : { says: 'not significant', start: match.index, end: match.index + match[0].length };
}

/** Somewhere the text calls a result significant. */
export function claimsSignificance(text: string): boolean {
  return sentencesOf(text).some((sentence) => clausesOf(sentence).some((clause) => saidIn(clause.text)?.says === 'significant'));
}
