// Owns taking a text apart into sentences and clauses, each with its place, and the words of a clause. A clause ends where
// the statement turns: a semicolon, "but", "although", "while", "without". Refuses grammar beyond that. Linear in the text.

export interface Clause { readonly text: string; readonly start: number; readonly end: number }

const longestText = 12_000;
const longestClause = 1500;

/** Full stops that end nothing: "vs.", "e.g.", "et al.", "p < .05", "3.5". */
const abbreviations: ReadonlySet<string> = new Set(['vs', 'e.g', 'i.e', 'al', 'fig', 'no', 'approx', 'ca', 'resp', 'dr', 'st', 'cf', 'n.s', 'incl', 'mo', 'yr', 'wk']);

export function sentencesOf(text: string): readonly Clause[] {
  if (text.length > longestText) return [];
  const sentences: Clause[] = [];
  let from = 0;
  for (const match of text.matchAll(/[.!?](?=\s|$)|\n+/gu)) {
    if (match[0] === '.') {
      const before = text.slice(Math.max(from, match.index - 12), match.index).split(/[\s(]/u).at(-1)?.toLowerCase() ?? '';
      if (abbreviations.has(before) || /^\s*[a-z]/u.test(text.slice(match.index + 1, match.index + 4))) continue;
    }
    push(sentences, text, from, match.index + match[0].length);
    from = match.index + match[0].length;
  }
  push(sentences, text, from, text.length);
  return sentences;
}

const turns = /[;:](?=\s)|,?\s(?=(?:but|although|though|whereas|while|however|yet|without|despite|albeit|except)\b)|,\s(?=(?:and|which|with)\s)/giu;

/** The clauses of a sentence, places in the whole text. */
export function clausesOf({ text, start }: Clause): readonly Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  for (const match of text.matchAll(turns)) {
    push(clauses, text, from, match.index, start);
    from = match.index;
  }
  push(clauses, text, from, text.length, start);
  return clauses;
}

function push(list: Clause[], text: string, from: number, to: number, offset = 0): void {
  const part = text.slice(from, to);
  const trimmed = part.trim();
  if (trimmed === '' || trimmed.length > longestClause) return;
  const start = from + part.indexOf(trimmed);
  list.push({ text: trimmed, start: offset + start, end: offset + start + trimmed.length });
}

export interface ClauseWord { readonly word: string; readonly start: number; readonly end: number }

/** Lower case, dashes within a word kept; "n't" stays. Places in the clause. */
export function wordsOf(text: string): readonly ClauseWord[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}]+(?:[-‐‑–'’][\p{L}\p{N}]+)*%?/gu), (match) => ({ word: match[0].toLowerCase().replaceAll(/[‐‑–]/gu, '-').replaceAll('’', "'"), start: match.index, end: match.index + match[0].length }));
}
