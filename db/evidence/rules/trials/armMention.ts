// Owns which arm of a trial a text speaks of: by its words or its short name, and told apart from arms that share words
// with it. Refuses to choose: null unless exactly one arm is meant.
import type { Arm } from '../../../contract/evidence';

const sayNothing: ReadonlySet<string> = new Set(['the', 'a', 'an', 'of', 'and', 'or', 'with', 'in', 'for', 'to', 'group', 'arm', 'alone', 'therapy', 'treatment', 'treatments', 'patients', 'plus', 'receiving', 'as', 'by', 'vs', 'use', 'agents', 'agent', 'beyond', 'line', 'other']);

/** Folded to a stem, so that "irradiation of metastases" and "metastasis" can meet; single letters are dropped. */
export function contentStems(text: string): readonly string[] {
  return (text.slice(0, 1500).normalize('NFKC').toLowerCase().match(/[\p{L}\p{N}<>]{2,}/gu) ?? []).filter((word) => !sayNothing.has(word)).map(stemOf);
}

function stemOf(word: string): string {
  if (/^(?:radiotherap|radiation|irradiat)/u.test(word)) return 'radiat';
  if (/^(?:surg|operat)/u.test(word)) return 'surg';
  if (word.startsWith('resect')) return 'resect';
  const bare = word.length > 3 && word.endsWith('s') && !/(?:ss|is|us)$/u.test(word) ? word.slice(0, -1) : word;
  return bare.endsWith('e') && bare.length > 4 ? bare.slice(0, -1) : bare;
}

export function armMentioned(text: string, arms: readonly Arm[]): number | null {
  if (arms.length === 0 || arms.length > 12) return null;
  const words = new Set(contentStems(text));
  const stems = arms.map(({ label }) => new Set(contentStems(label)));
  const aliased = arms.flatMap(({ aliases }, index) => (aliases.some((alias) => alias.length >= 2 && new RegExp(`(?<![\\p{L}\\p{N}])${escaped(alias.slice(0, 60))}(?![\\p{L}\\p{N}])`, 'u').test(text.slice(0, 1500))) ? [index] : []));
  const whole = arms.flatMap((_, index) => { const mine = stems[index] ?? new Set<string>(); return mine.size > 0 && [...mine].every((stem) => words.has(stem)) ? [index] : []; });
  // "ICIs" is also in "ICIs + denosumab": the arm with more of its words in the text is meant.
  const fullest = whole.filter((index) => !whole.some((other) => other !== index && isWithin(stems[index], stems[other])));
  const named = [...new Set([...aliased, ...fullest])];
  if (named.length === 1) return named[0] ?? null;
  if (named.length > 1) return null;
  const telling = arms.flatMap((_, index) => { const own = [...(stems[index] ?? [])].filter((stem) => stems.every((other, place) => place === index || !other.has(stem))); return own.some((stem) => words.has(stem)) ? [index] : []; });
  if (telling.length === 1) return telling[0] ?? null;
  const joined = arms.flatMap(({ label }, index) => (/\+|\bplus\b|\bcombin|\band\b|\bwith\b/iu.test(label) ? [index] : []));
  return telling.length === 0 && joined.length === 1 && /\bcombin\w{1,6}\b/iu.test(text.slice(0, 1500)) ? (joined[0] ?? null) : null;
}

function isWithin(part: ReadonlySet<string> | undefined, whole: ReadonlySet<string> | undefined): boolean {
  return part !== undefined && whole !== undefined && part.size < whole.size && [...part].every((stem) => whole.has(stem));
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/gu, '\\$&');
}

const treating = /(?:surg|resect|radiat|radioth|irradia|chemo|therap|treatment|ectomy|plasty|ablation|embol|transplant|vaccin|inhibitor|\bacid\b|\b\p{L}{3,20}(?:mab|nib|platin|taxel|rubicin|cept|dronate|dronic|limus|ciclib|parib|steine|kin|stim|fene|zole|tide|mide|trexate|citabine)\b|\b(?:EBRT|SBRT|SABR|RT|ICIs?|BTAs?|BPs?|TKIs?)\b)/iu;
const absent = /^\s*(?:no|non|without|lack|absence|not|never|un\p{L}|delayed|refus)/iu;

/** "Primary lung tumor resection" is one, "EGFR mutation" and "no surgery" are not. `cell` is the trial's Treatment. */
export function isTreatment(group: string, cell: string): boolean {
  const text = group.slice(0, 200);
  if (absent.test(text)) return false;
  if (treating.test(text)) return true;
  const given = new Set(contentStems(cell));
  const stems = contentStems(text);
  return stems.length > 0 && stems.every((stem) => given.has(stem));
}
