// Owns when two arms of different trials are one treatment: names folded to their components, whatever their order, with
// doses, schedules and words such as "group" or "alone" left off. Refuses to know drugs beyond a few spellings; names that
// it does not understand are equal by their words, or not at all.
import type { Arm } from '../../../contract/evidence';
import { remembered } from '../remembered';

const longestName = 300;
const dose = /\b\d+(?:[.,]\d+)?\s*(?:mg|µg|μg|mcg|g|gy|cgy|iu|mbq|ml|%)(?:\/(?:m2|m²|kg|day|d))?\b|\bq\d{1,2}[wdh]\b|\bevery \d{1,2} (?:weeks?|days?|months?)\b|\b(?:once|twice) (?:daily|weekly)\b|\b\d{1,2} (?:fractions?|cycles?)\b/giu;
const brackets = /\([^()]{0,120}\)|\[[^[\]]{0,120}\]/gu;
const joins = /\s*(?:\+|\/|&|,|\bplus\b|\band\b|\bcombined with\b|\bin combination with\b|\bwith\b|\bfollowed by\b)\s*/giu;
const sayNothing: ReadonlySet<string> = new Set(['the', 'a', 'group', 'arm', 'treatment', 'therapy', 'alone', 'only', 'monotherapy', 'patients', 'patient', 'receiving', 'cohort', 'regimen', 'single', 'agent', 'of', 'for', 'to', 'as', 'standard']);
const synonyms: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bimmune checkpoint inhibitors?\b|\bicis?\b/giu, 'ici'], [/\b(?:stereotactic (?:body|ablative) (?:radiotherapy|radiation therapy|radiation)|sbrt|sabr)\b/giu, 'sbrt'],
  [/\b(?:conventional )?(?:external[- ]beam (?:radiotherapy|radiation therapy|radiation)|c?ebrt)\b/giu, 'ebrt'], [/\b(?:zoledronic acid|zoledronate|za|zol)\b/giu, 'zoledronic acid'], [/\bbisphosphonates?\b|\bbps?\b/giu, 'bisphosphonate'],
  [/\bstrontium[- ]?89\b|\b89[- ]?sr\b|\bsr[- ]?89\b/giu, 'strontium-89'], [/\b(?:radiation therapy|radiotherapy|irradiation|radiation treatment)\b/giu, 'radiotherapy'], [/\b(?:best supportive care|supportive care|bsc)\b/giu, 'supportive care'],
  [/\b(?:no treatment|untreated|observation)\b/giu, 'none'],
];

/** Empty where nothing of a name is left. */
export const treatmentKey = remembered((name: string): string => {
  let text = name.slice(0, longestName).normalize('NFKC').toLowerCase().replaceAll(/[‐‑‒–—−]/gu, '-').replaceAll(brackets, ' ').replaceAll(dose, ' ');
  for (const [pattern, word] of synonyms) text = text.replaceAll(pattern, word);
  const parts = text.split(joins).map((part) => {
    const words = (part.match(/[\p{L}\p{N}<>≤≥]+/gu) ?? []).filter((word) => !sayNothing.has(word)).map((word) => (word.length > 4 && word.endsWith('s') && !word.endsWith('ss') && !word.endsWith('is') ? word.slice(0, -1) : word));
    return words.join(' ');
  }).filter((part) => part !== '');
  return [...new Set(parts)].toSorted().join(' + ');
});

/** The keys of a trial's arms; '' for an arm that shares its key with another, because then its dose is what it is. */
export function armKeys(arms: readonly Arm[]): readonly string[] {
  const keys = arms.map(({ label }) => treatmentKey(label));
  return keys.map((key) => (keys.filter((other) => other === key).length > 1 ? '' : key));
}
