// Owns which abbreviations of the glossary a table uses, and which it uses without the glossary having them; and the line
// that spells them out. Pure; linear in the text. Refuses to guess expansions.
import { abbreviationKey, abbreviationsIn, definedIn } from '../../evidence/rules/terms/abbreviationWords';

export interface GlossaryEntry { readonly abbreviation: string; readonly expansion: string }

export interface AbbreviationReader {
  /** Reads one cell, heading or title. `isProse`: not a column of symbols, in which capitals are names and no abbreviations. */
  read(text: string, isProse: boolean): void;
  /** Alphabetical, each once. */
  used(): readonly GlossaryEntry[];
  /** As printed, in order of appearance, each once. */
  undefinedOnes(): readonly string[];
}

// A letter or digit, then more of them; parts that dashes and slashes join are read as one and each by itself.
const words = /[\p{L}\p{N}]+(?:[-‐‑–/][\p{L}\p{N}]+)*\+?/gu;

export function createAbbreviationReader(glossary: readonly GlossaryEntry[]): AbbreviationReader {
  const byAbbreviation = new Map<string, GlossaryEntry>();
  const keys = new Set<string>();
  for (const entry of glossary) {
    const abbreviation = entry.abbreviation.trim();
    if (abbreviation === '' || entry.expansion.trim() === '') continue;
    const known = { abbreviation, expansion: entry.expansion.trim() };
    for (const spelled of [abbreviation, singular(abbreviation)]) if (!byAbbreviation.has(spelled)) byAbbreviation.set(spelled, known);
    keys.add(abbreviationKey(abbreviation));
  }
  const used = new Set<GlossaryEntry>();
  /** The same words come in every row. */
  let looked = new Set<string>();
  const missing = new Map<string, string>();
  const spelledOut = new Set<string>();
  const look = (word: string): boolean => {
    const entry = byAbbreviation.get(word) ?? byAbbreviation.get(singular(word)) ?? byAbbreviation.get(word.replace(/^m(?=\p{Lu}{2})/u, ''));
    if (entry !== undefined) used.add(entry);
    return entry !== undefined;
  };
  return {
    read: (text, isProse) => {
      for (const word of text.match(words) ?? []) {
        if (looked.has(word)) continue;
        if (looked.size >= mostLooked) looked = new Set();
        looked.add(word);
        if (!look(word) && /[-‐‑–/+]/u.test(word)) for (const part of word.split(/[-‐‑–/+]/u)) look(part);
      }
      if (!isProse) return;
      for (const { key, printed } of abbreviationsIn(text)) if (!keys.has(key) && !missing.has(key)) missing.set(key, printed);
      for (const key of definedIn(text)) spelledOut.add(key);
    },
    used: () => [...used].toSorted((left, right) => collator.compare(left.abbreviation, right.abbreviation)),
    undefinedOnes: () => [...missing].filter(([key]) => !spelledOut.has(key)).map(([, printed]) => printed),
  };
}

const mostLooked = 50_000;
const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** "BMSCs" is the plural of "BMSC"; "PFS" has no singular. */
function singular(word: string): string {
  return word.replace(/(?<=\p{Lu}{2})s$/u, '');
}

/** "HR, hazard ratio; OS, overall survival."; nothing for none. */
export function abbreviationLine(entries: readonly GlossaryEntry[]): string {
  return entries.length === 0 ? '' : `${entries.map(({ abbreviation, expansion }) => `${abbreviation}, ${expansion}`).join('; ')}.`;
}
