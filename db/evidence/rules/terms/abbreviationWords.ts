// Owns which words of a cell are abbreviations that a reader may not know: capitals, two to six of them, with a plural s or
// an m for "median" before. Refuses genes and other molecules, units, Roman numerals, words in capitals, names of registers
// and what nobody spells out (DNA, CT). Knows also which abbreviations a text itself defines. Linear in the text.
import { shippedAliases } from '../../names/aliasIndex';
import { normalSymbol } from '../../names/normalSymbol';
import { remembered } from '../remembered';

export interface UsedAbbreviation { readonly key: string; readonly printed: string; readonly start: number; readonly end: number }

const longestText = 12_000;
const roman = /^[IVX]{1,5}$/u;
const wellKnown: ReadonlySet<string> = new Set([
  'DNA', 'RNA', 'MRNA', 'USA', 'US', 'UK', 'EU', 'CT', 'MRI', 'PET', 'HIV', 'AIDS', 'PCR', 'ID', 'TV', 'PH', 'AM', 'PM', 'OK', 'PC', 'DOI', 'PMID', 'NCT', 'ISRCTN', 'IU', 'MBQ', 'CGY', 'ANOVA',
  'NO', 'OR', 'AND', 'THE', 'NOT', 'ALL', 'FOR', 'WITH', 'VS', 'IN', 'OF', 'ON', 'TO', 'BY', 'AT', 'AS', 'IS', 'IF', 'AN', 'VERSUS', 'NON', 'ANTI', 'PRE', 'POST', 'TOTAL', 'NONE', 'YES', 'MEN', 'WOMEN', 'AGE', 'ARM', 'GROUP', 'STUDY', 'TRIAL', 'DRUG', 'BONE', 'PAIN', 'LUNG', 'HIGH', 'LOW', 'UP', 'DOWN',
]);
const token = /(?<![\p{L}\p{N}])m?[A-Z]{2,6}s?(?:-[A-Z]{2,6}s?){0,3}(?![\p{L}\p{N}])/gu;

/** Under one key: "SREs" and "SRE", "mPFS" and "PFS", "ECOG-PS" and "ECOG". */
export function abbreviationKey(printed: string): string {
  const [first = ''] = printed.split('-');
  return first.replace(/^m(?=[A-Z]{2})/u, '').replace(/(?<=[A-Z]{2})s$/u, '').toUpperCase();
}

/** Each once, in order of the text. A text mostly in capitals has none that can be told. */
export function abbreviationsIn(text: string): readonly UsedAbbreviation[] {
  if (text.length > longestText) return [];
  const found = new Map<string, UsedAbbreviation>();
  for (const match of text.matchAll(token)) {
    const [printed] = match;
    const key = abbreviationKey(printed);
    if (!found.has(key) && isPlausible(printed, key, text, match.index)) found.set(key, { key, printed, start: match.index, end: match.index + printed.length });
  }
  return found.size > 0 && isShouted(text) ? [] : [...found.values()];
}

function isPlausible(printed: string, key: string, text: string, at: number): boolean {
  if (key.length < 2 || roman.test(key) || wellKnown.has(key)) return false;
  // Parts of a symbol or a code: PD-L1, CTLA-4, T-ALL; but "anti-RANKL" and "non-ICI" hold a whole one.
  if (/^[-‐‑–][\p{L}]?\d/u.test(text.slice(at + printed.length, at + printed.length + 3))) return false;
  const before = /(?<![\p{L}\p{N}])([\p{L}\p{N}]{1,12})[-‐‑–]$/u.exec(text.slice(Math.max(0, at - 14), at))?.[1];
  if (before !== undefined && !/^(?:anti|non|pre|post|pro|co|peri|intra|per)$/iu.test(before)) return false;
  return !isMolecule(printed) && !isMolecule(key);
}

const isMolecule = remembered((name: string): boolean => shippedAliases.find(normalSymbol(name)) !== null);

/** Most of its words of two letters and more are capitals. */
function isShouted(text: string): boolean {
  if (!/\p{Lu}{2,}\P{L}+\p{Lu}{2,}/u.test(text)) return false;
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  return words.length >= 4 && words.filter((each) => each === each.toUpperCase()).length > words.length * 0.6;
}

const defined = /(?<![\p{L}\p{N}-])[\p{L}][\p{L}\p{N}-]{0,40}\s[([](m?[A-Z][A-Za-z]{1,6}s?(?:-[A-Z]{2,6}s?)?)[)\]]|(?<![\p{L}\p{N}])(m?[A-Z]{2,6}s?(?:-[A-Z]{2,6}s?)?)(?:\s[([]|\s?[:=]\s?|,\s(?:i\.e\.|that is),?\s)(?:[a-z][\p{L}-]{2,40}\s){1,6}/gu;

/** Keys of what the text spells out itself: "bone-targeted therapy (BTT)", "SBRT (stereotactic body radiotherapy)". */
export function definedIn(text: string): ReadonlySet<string> {
  if (text.length > longestText) return new Set();
  return new Set(Array.from(text.matchAll(defined), (match) => abbreviationKey(match[1] ?? match[2] ?? '')).filter((key) => key !== ''));
}
