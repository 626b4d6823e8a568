// Owns the words by which an arm is recognised: stems of a label's words, doses and durations as one word ("8gy",
// ">24month"), "anti-angiogenic" as "antiangiogenic", and initials (SBRT for stereotactic body radiotherapy).
// Refuses words that any arm could have: therapy, group, patients.
import type { Layout } from './layout';
import { tokenAt, type Token } from './tokens';
import { isFunctionWord } from './words';

export interface ContentWord {
  readonly stem: string;
  readonly raw: string;
  readonly from: number;
  readonly to: number;
}

const generic = new Set([
  'therapy', 'therapie', 'treatment', 'group', 'arm', 'patient', 'regimen', 'agent', 'drug', 'cohort', 'case', 'based', 'receiving', 'received', 'receive', 'treated', 'followed', 'using', 'without', 'management', 'combination', 'combined', 'plus', 'v', 'versu', 'versus', 'vs', 'respectively', 'trial', 'study', 'each', 'daily', 'weekly', 'oral', 'iv', 'day', 'n',
]);
const prefixes = new Set(['non', 'anti', 'pre', 'post', 're', 'co', 'neo', 'sub', 'multi', 'un', 'uni', 'bi']);

/** Singular, lower case: "ICIs" and "ICI" are one word. */
export function stemOf(word: string): string {
  const plain = word.replace(/['’]s$/u, '');
  if (plain.length > 4 && plain.endsWith('ies')) return `${plain.slice(0, -3)}y`;
  return plain.length > 3 && plain.endsWith('s') && !plain.endsWith('ss') && !plain.endsWith('is') && !plain.endsWith('us') ? plain.slice(0, -1) : plain;
}

/** The telling words of a stretch of tokens, in order. Alone, only and monotherapy are one word. */
export function contentWordsOf(layout: Layout, from: number, to: number): readonly ContentWord[] {
  const words: ContentWord[] = [];
  let at = from;
  while (at < to) {
    const word = contentWordAt(layout.tokens, at);
    if (word !== null && word.to <= to) words.push(word);
    at = word?.to ?? at + 1;
  }
  return words;
}

function contentWordAt(tokens: readonly Token[], at: number): ContentWord | null {
  const token = tokenAt(tokens, at);
  if (token.kind === 'sign') return ['<', '>', '≤', '≥'].includes(token.text) ? measured(tokens, at + 1, at, token.text) : null;
  if (token.kind === 'number') return measured(tokens, at, at, '');
  const next = tokenAt(tokens, at + 1);
  const after = tokenAt(tokens, at + 2);
  if (prefixes.has(token.text) && next.text === '-' && !next.isSpaced && after.kind === 'word' && !after.isSpaced) return made(tokens, `${token.text}${isPluralAbbreviation(after.raw) ? after.text.slice(0, -1) : stemOf(after.text)}`, at, at + 3);
  // "5-FU", "IL-6", "Sr-89", "177-Lu"
  if (next.text === '-' && !next.isSpaced && after.kind === 'number' && !after.isSpaced) return made(tokens, `${token.text}${after.text}`, at, at + 3);
  if (['alone', 'only', 'monotherapy', 'single-agent'].includes(token.text)) return made(tokens, 'alone', at, at + 1);
  // "drug A", "regimen 2": the letter is the name.
  if (carriers.has(stemOf(token.text)) && isLetterName(next) && next.isSpaced) return made(tokens, `${stemOf(token.text)}${next.text}`, at, at + 2);
  const stem = isPluralAbbreviation(token.raw) ? token.text.slice(0, -1) : stemOf(token.text);
  return isFunctionWord(token.text) || generic.has(stem) || token.text.length < 2 ? null : made(tokens, stem, at, at + 1);
}

const carriers = new Set(['drug', 'treatment', 'regimen', 'agent', 'therapy', 'compound', 'device', 'technique', 'method', 'vaccine', 'protocol', 'schedule', 'stent', 'implant', 'prosthesis']);

function isLetterName(token: Token): boolean {
  return token.kind === 'word' && token.raw.length === 1 && token.raw !== token.text;
}

// ICIs, AEs
function isPluralAbbreviation(raw: string): boolean {
  return raw.length > 2 && raw.endsWith('s') && raw.slice(0, -1) === raw.slice(0, -1).toUpperCase();
}

// A number counts only with what it measures: "8 Gy", "24-month", "10 mg".
function measured(tokens: readonly Token[], at: number, from: number, sign: string): ContentWord | null {
  const number = tokenAt(tokens, at);
  const next = tokenAt(tokens, at + 1).text === '-' ? at + 2 : at + 1;
  const unit = tokenAt(tokens, next);
  if (number.kind !== 'number' || unit.kind !== 'word' || isFunctionWord(unit.text) || generic.has(stemOf(unit.text)) || unit.text === 'p') return null;
  return made(tokens, `${sign}${number.text}${stemOf(unit.text)}`, from, next + 1);
}

function made(tokens: readonly Token[], stem: string, from: number, to: number): ContentWord {
  const raw = tokens.slice(from, to).map((token) => token.raw).join('');
  return { stem, raw, from, to };
}

const compounds = ['radio', 'chemo', 'immuno', 'hormono', 'brachy', 'photo', 'cryo', 'pharmaco', 'kypho', 'vertebro', 'arthro', 'chemoradio', 'radiochemo'];

/** First letters, with radiotherapy as two words: "Stereotactic body radiotherapy" gives s, b, rt. */
export function initialsOf(words: readonly ContentWord[]): readonly string[] {
  return words.map((word) => {
    const rest = compounds.filter((part) => word.stem.startsWith(part) && (word.stem.endsWith('therapy') || word.stem.endsWith('plasty') || word.stem.endsWith('ation'))).toSorted((left, right) => right.length - left.length)[0];
    if (rest === undefined) return word.stem.charAt(0);
    return `${word.stem.charAt(0)}${rest.length > 6 ? rest.charAt(rest.startsWith('chemo') ? 5 : 5) : ''}${word.stem.charAt(rest.length)}`;
  });
}

/** Whether a word looks like an abbreviation: two to six letters, mostly capitals. */
export function isAbbreviationWord(raw: string): boolean {
  if (raw.length < 2 || raw.length > 7) return false;
  let capitals = 0;
  for (const character of raw) if (character !== character.toLowerCase()) capitals += 1;
  return capitals >= 2;
}
