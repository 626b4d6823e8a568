// Owns reading the direction of an Expression cell, and which directions of claims speak of a level and which of an
// effect. Refuses to guess: what is neither up, down, a mutation nor one of its kind is unknown.
import type { claimDirections } from '../../contract/evidenceWords';
import { remembered } from '../rules/remembered';

export type Direction = (typeof claimDirections)[number];

const longestCell = 300;

/** What a level may be high or low of without being one: "low survival", "high-grade". */
const ofSomethingElse = String.raw`(?![-\s]+(?:(?!(?:in|at|with|by|during|of|and|or|as|from|than)\s)[\p{L}-]{1,20}\s+)?(?:survival|OS|PFS|DFS|prognos[ei]s|outcomes?|risks?|grades?|stages?|mortality|metasta\p{L}{0,8}|invasion|migration|proliferation|growth|recurrence|relapse|resistance|sensitivity|order)\b)`;
/** "low in normal tissue" says what the tumour is not. */
const inTheOthers = String.raw`(?!\s+in\s+(?:the\s+)?(?:adjacent|normal|healthy|controls?|non-?tumou?r|non-?cancer|non-?neoplastic|para-?tumou?r|para-?cancer|benign)\b)`;
const shown = String.raw`(?:\s+(?:and\s+)?(?!reduc|decreas|down|deplet|silenc|suppress|low|vari)\p{L}{1,20})?\s+(?:express\p{L}{0,4}|abundan\p{L}{1,3}|stain\p{L}{0,4}|immunoreactiv\p{L}{0,4}|immunostain\p{L}{0,4}|levels?|signals?|detect\p{L}{0,5}|present|enrich\p{L}{0,4})\b`;
const level = (alternatives: string): RegExp => new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${alternatives})(?![\p{L}\p{N}])${ofSomethingElse}${inTheOthers}`, 'giu');

const higher = [
  level(String.raw`up(?!\s+to\b)|up-?regulat\p{L}{0,4}|(?:over|hyper)-?express\p{L}{0,4}|over-?abundan\p{L}{1,3}|increas\p{L}{0,5}|high|higher|highest|elevat\p{L}{0,4}|raised|risen|rise|rose|rising|amplif\p{L}{0,8}|gain|gained|gains|(?<!\b(?:less|poorly|weakly)\s)(?:enrich\p{L}{0,4}|abundant|abundantly)|enhanc(?:e|es|ed|ing|ement)|augment\p{L}{0,6}|accumulat\p{L}{0,4}|(?<!-)induced`),
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?:highly|strong|stronger|strongly|robust|robustly|more)${shown}`, 'giu'), /[↑⇑⬆]/gu,
];
const lower = [
  level(String.raw`down|down-?regulat\p{L}{0,4}|(?:under|hypo)-?express\p{L}{0,4}|decreas\p{L}{0,4}|declin\p{L}{0,4}|reduc(?:e|es|ed|ing|tion|tions)|low|lower|lowest|loss|lost|loses|silenc(?:e|ed|ing)|delet\p{L}{0,4}|absent|absence(?!\s+of\s+(?!(?:\p{L}{1,20}\s+)?(?:express|protein|m?RNA|stain)))|deplet\p{L}{0,4}|diminish\p{L}{0,4}|repressed|suppressed|attenuated|abolished|deficient|undetect\p{L}{0,4}`),
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?:weak|weaker|weakly|poor|poorly|lowly|rarely|hardly|barely|scarcely|less|minimal|minimally)${shown}`, 'giu'), /[↓⇓⬇]/gu,
  // Nothing of it is there.
  /(?<![\p{L}\p{N}])(?:no|not|non|without|lack(?:s|ed|ing)?(?: of)?)[- ](?:detectable[- ]|protein[- ]|mrna[- ]|gene[- ])?(?:express|detect)\p{L}{0,5}(?![\p{L}\p{N}])/giu,
];
const same = [level(String.raw`no\s+(?:significant\s+|obvious\s+|marked\s+)?(?:change|changes|difference|differences|alteration|alterations)|unchanged|unaltered|not\s+(?:significantly\s+|markedly\s+)?(?:changed|altered|different|differentially\s+expressed)|stable|similar|comparable`)];
const mutated = [/\bmutat\w*|\bmutants?\b/giu];
const varying = /\bmixed\b|\bbidirectional\b|\bvariable\b/iu;
/** What a mutation does to the product is no level of it. */
const ofFunction = /\b(?:gain|loss)[- ]of[- ]function\b/giu;

const negation = /(?:\b(?:not|no|never|without|neither|nor|cannot|rather than|instead of|(?:fail(?:s|ed)?|failure) to|lack(?:s|ed|ing)?(?: of)?|absence of)|n['’]t|\bnon)[-\s]+(?:(?!but\b|rather\b|yet\b|though\b|although\b|instead\b)[\p{L}-]{1,20}\s+){0,2}$/iu;
const beforeIt = 70;

/** Whether one of the words stands in the text, and nothing before it takes it back. */
function says(text: string, patterns: readonly RegExp[]): boolean {
  return patterns.some((pattern) => [...text.matchAll(pattern)].some(({ index }) => !negation.test(text.slice(Math.max(0, index - beforeIt), index))));
}

/**
 * What an Expression cell says ("Up", "highly expressed", "Mutation"); null when it is empty. Higher here and lower there is mixed; what is
 * only denied ("not upregulated") is unknown.
 */
export const directionOfExpression = remembered((text): Direction | null => {
  const trimmed = text.trim().slice(0, longestCell).replaceAll(ofFunction, ' ');
  if (trimmed === '') return text.trim() === '' ? null : 'unknown';
  const [isHigher, isLower, isSame] = [says(trimmed, higher), says(trimmed, lower), says(trimmed, same)];
  if (varying.test(trimmed) || [isHigher, isLower, isSame].filter(Boolean).length > 1) return 'mixed';
  if (isHigher || isLower || isSame) return isHigher ? 'up' : isLower ? 'down' : 'no change';
  return says(trimmed, mutated) ? 'mutation' : 'unknown';
});

/** Whether a claim of this direction speaks of expression or of a level. */
export function isLevel(direction: string): boolean {
  return direction === 'up' || direction === 'down' || direction === 'mutation' || direction === 'mixed' || direction === 'no change' || direction === 'unknown';
}

/** Whether it speaks of an effect. */
export function isEffect(direction: string): boolean {
  return direction === 'promotes' || direction === 'suppresses' || direction === 'no effect';
}

/** Whether it says that a statement holds or does not: the words of CIViC's evidence items. */
export function isVerdict(direction: string): boolean {
  return direction === 'supports' || direction === 'does not support';
}

/** "up" as it heads a count: "Up 1". */
export function directionName(direction: string): string {
  return direction === '' ? 'Not stated' : `${direction.charAt(0).toUpperCase()}${direction.slice(1)}`;
}

/** What was done to the subject of a claim, of its `perturbation` ("loss of GNAQ"); null when nothing was. */
export function perturbationOf(text: string): { readonly change: 'loss' | 'gain'; readonly of: string } | null {
  const [, change, of] = /^\s*(loss|gain) of (.{1,300})$/iu.exec(text) ?? [];
  if (change === undefined || of === undefined) return null;
  return { change: change.toLowerCase() === 'loss' ? 'loss' : 'gain', of: of.trim() };
}
