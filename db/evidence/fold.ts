// Owns the words that a search index and a query agree on (evidence.md, 2): "tgf-b", "TGFβ" and "tgf beta" all find
// TGF-β. Accents and case fold, all dashes are one, a Greek letter is its name and its Latin letter at once.
// Refuses to join digits across a dash: miR-17-5p is never miR-175p. Pure and deterministic; the index that it fills is
// FTS5 with detail=none, so an expression has neither phrases nor columns.

import { greekLetters as names } from './greekLetters';

const letterOfName: ReadonlyMap<string, string> = new Map(Object.values(names));
// NFKD leaves these whole.
const latinOf: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ı: 'i', ħ: 'h', ŧ: 't' };
const units: ReadonlySet<string> = new Set(['mg', 'g', 'kg', 'ug', 'mcg', 'ng', 'pg', 'ml', 'l', 'ul', 'dl', 'cm', 'mm', 'um', 'nm', 'gy', 'cgy', 'mci', 'mbq', 'gbq', 'iu', 'mmol', 'umol', 'nmol', 'months', 'weeks', 'days', 'years']);

// Kinds of a letter of folded text.
const gap = 0;
const word = 1;
const digit = 2;
const dash = 3;
const point = 4;
const greek = 5;
const ideograph = 6;
const nothing = 7;

// What `kindOf` said of each UTF-16 unit, filled as letters come up: asking Unicode's tables each time is slow.
const notAsked = 255;
const kinds: Uint8Array = new Uint8Array(0x1_0000).fill(notAsked);

function asciiKind(code: number): number {
  if (code >= 0x30 && code <= 0x39) return digit;
  if (code >= 0x61 && code <= 0x7a) return word;
  if (code === 0x2d || code === 0x27 || code === 0x5f) return dash;
  return code === 0x2e ? point : gap;
}

function kindOf(code: number): number {
  if (code < 128) return asciiKind(code);
  if (code >= 0x3b1 && code <= 0x3c9) return greek;
  if ((code >= 0x2010 && code <= 0x2015) || (code >= 0x2e3a && code <= 0x2e3b) || code === 0x2212 || code === 0x2043 || code === 0x58a || code === 0x5be) return dash;
  if (code === 0x2018 || code === 0x2019 || code === 0x2032 || code === 0x2bc) return dash;
  if (code === 0xb7) return point;
  if (code === 0xad || (code >= 0x200b && code <= 0x200d) || code === 0x2060) return nothing;
  if ((code >= 0x3041 && code <= 0x3096) || (code >= 0x30a1 && code <= 0x30fa) || (code >= 0x30fc && code <= 0x30fe) || (code >= 0x3400 && code <= 0x4dbf) || (code >= 0x4e00 && code <= 0x9fff)) return ideograph;
  // SQLite's unicode61 takes these New Tai Lue and Vedic letters for marks and would break a word at them.
  if ((code >= 0x19b0 && code <= 0x19c9) || code === 0x1cf2 || code === 0x1cf3) return gap;
  const letter = String.fromCodePoint(code);
  if (code >= 0x300 && /\p{M}/u.test(letter)) return nothing;
  if (!/[\p{L}\p{N}]/u.test(letter)) return gap;
  return code >= 0x20000 && code <= 0x323af ? ideograph : word;
}

/** Lower case, accents apart from their letters; the marks go when a word is read. ASCII is spared the normalising. */
function folded(text: string): string {
  return /[\u0080-\uffff]/.test(text) ? text.normalize('NFKD').toLowerCase() : text.toLowerCase();
}

/** A piece of a word: what it says, and whether its first and last letters are digits. */
interface Part {
  readonly text: string;
  readonly kind: 'plain' | 'greek' | 'ideographs';
}

/** Pieces that a dash or a Greek letter parts, and nothing else: "TGF-β1" has three. */
type Group = readonly Part[];

// Four Greek letters in a row are a Greek word, not symbols.
const longestSymbolRun = 3;

// Most words are plain ASCII between gaps: they go to `takeWord` without being taken apart, which is what makes folding fast.
function readGroups(text: string, takeWord: (text: string) => void, takeGroup: (group: Group) => void): void {
  let group: Part[] = [];
  const endGroup = (): void => {
    const [first, second] = group;
    if (first === undefined) return;
    if (second === undefined && first.kind === 'plain') takeWord(first.text);
    else takeGroup(group);
    group = [];
  };
  let at = 0;
  while (at < text.length) {
    if (kindAt(text, at) === gap) {
      if (group.length > 0) endGroup();
      at += widthAt(text, at);
      continue;
    }
    const from = at;
    while (isAsciiWord(text.charCodeAt(at))) at += 1;
    if (at > from && group.length === 0 && kindAt(text, at) === gap) {
      takeWord(text.slice(from, at));
      continue;
    }
    const kind = kindAt(text, from);
    if (kind === word || kind === digit || kind === greek || kind === ideograph) {
      at = runEnd(text, from, kind);
      addRun(group, text.slice(from, at), kind);
    } else {
      if (kind === point) endGroup();
      at = from + widthAt(text, from);
    }
  }
  endGroup();
}

function isAsciiWord(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

// Where letters and digits end; a decimal point stays within its number.
function runEnd(text: string, from: number, first: number): number {
  const isWord = first === word || first === digit;
  let hasPoint = false;
  let before = first;
  let at = from + widthAt(text, from);
  for (; at < text.length; at += widthAt(text, at)) {
    const kind = kindAt(text, at);
    if (isWord && kind === point && before === digit && !hasPoint && kindAt(text, at + 1) === digit) hasPoint = true;
    else if (kind !== nothing && !(isWord ? kind === word || kind === digit : kind === first)) break;
    if (kind !== nothing) before = kind;
  }
  return at;
}

function addRun(group: Part[], run: string, kind: number): void {
  const shown = /[\u0080-\uffff]/.test(run) ? run.replaceAll(/[\p{M}\u00ad\u200b-\u200d\u2060ßøłđðþæœıħŧ]/gu, (letter) => latinOf[letter] ?? '') : run;
  if (kind === ideograph) group.push({ text: shown, kind: 'ideographs' });
  else if (kind !== greek) group.push({ text: shown.includes('.') || shown.includes('·') ? shown.replace(/[.·]/u, 'dot') : shown, kind: 'plain' });
  else if (shown.length > longestSymbolRun) group.push({ text: shown.replaceAll('ς', 'σ'), kind: 'plain' });
  else for (const letter of shown) group.push({ text: letter, kind: 'greek' });
}

function kindAt(text: string, at: number): number {
  if (at >= text.length) return gap;
  const code = text.charCodeAt(at);
  const known = kinds[code] ?? notAsked;
  if (known !== notAsked) return known;
  const codePoint = text.codePointAt(at) ?? 0;
  const kind = kindOf(codePoint);
  // A surrogate says nothing without its pair.
  if (codePoint === code && (code < 0xd800 || code > 0xdfff)) kinds[code] = kind;
  return kind;
}

function widthAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code <= 0xdbff && (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function endsInDigit(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0x30 && last <= 0x39;
}

function startsWithDigit(text: string): boolean {
  const first = text.charCodeAt(0);
  return first >= 0x30 && first <= 0x39;
}

const mostJoined = 5;

/** Index tokens of a text, single spaces between, once each. 2 kB take about 0.2 ms at 2 GHz, half of it the Set. */
export function foldedWords(text: string): string {
  return [...foldedWordSet(text)].join(' ');
}

export function foldedWordSet(text: string): ReadonlySet<string> {
  const tokens = new Set<string>();
  readGroups(folded(text), (plain) => addWord(tokens, plain), (group) => {
    for (const part of group) addPart(tokens, part);
    if (group.length > 1) addJoined(tokens, group);
  });
  return tokens;
}

/**
 * A text as one word: dashes, spaces and other gaps gone except where digits meet, Greek letters as their names or as Latin
 * letters. "TGF-β 1" is tgfbeta1, miR-17-5p is mir17-5p and never mir175p.
 */
export function joinedWord(text: string, greekAs: 'name' | 'letter'): string {
  const parts: Part[] = [];
  readGroups(folded(text), (plain) => parts.push({ text: plain, kind: 'plain' }), (group) => parts.push(...group));
  let joined = '';
  for (const part of parts) {
    const written = part.kind === 'greek' ? (names[part.text]?.[greekAs === 'name' ? 0 : 1] ?? '') : part.text;
    joined += endsInDigit(joined) && startsWithDigit(written) ? `-${written}` : written;
  }
  return joined;
}

function addWord(tokens: Set<string>, text: string): void {
  tokens.add(text);
  if (!startsWithDigit(text) || (endsInDigit(text) && !text.includes('dot'))) return;
  for (const piece of text.split('dot')) if (piece !== '') tokens.add(piece);
  const dose = doseOf(text);
  if (dose !== null) tokens.add(dose.amount).add(dose.unit);
}

function addPart(tokens: Set<string>, part: Part): void {
  if (part.kind === 'greek') {
    const [name, letter] = names[part.text] ?? ['', ''];
    tokens.add(name).add(letter);
  } else if (part.kind === 'ideographs') {
    for (const token of pairsOf(part.text)) tokens.add(token);
    for (const letter of part.text) tokens.add(letter);
  } else addWord(tokens, part.text);
}

// Every run of up to five neighbours is one token more, in Latin letters and with the names of its Greek letters.
function addJoined(tokens: Set<string>, group: Group): void {
  const spelled = group.map(spellings);
  for (let from = 0; from < group.length - 1; from += 1) {
    let [named, lettered] = spelled[from] ?? ['', ''];
    for (let to = from + 1; to < group.length && to < from + mostJoined; to += 1) {
      const before = group[to - 1];
      const part = group[to];
      const spelling = spelled[to];
      if (before === undefined || part === undefined || spelling === undefined || mustStayApart(before, part)) break;
      named += spelling[0];
      lettered += spelling[1];
      tokens.add(named);
      if (lettered !== named) tokens.add(lettered);
    }
  }
}

function mustStayApart(before: Part, after: Part): boolean {
  return before.kind === 'ideographs' || after.kind === 'ideographs' || (endsInDigit(before.text) && startsWithDigit(after.text));
}

/** With the name and with the letter; "beta" and "beta1" within a word are Greek, too. */
function spellings(part: Part): readonly [named: string, lettered: string] {
  if (part.kind === 'greek') return names[part.text] ?? ['', ''];
  const name = endsInDigit(part.text) ? part.text.replace(/\d{1,3}$/, '') : part.text;
  const letter = letterOfName.get(name);
  return [part.text, letter === undefined ? part.text : letter + part.text.slice(name.length)];
}

function doseOf(text: string): { readonly amount: string; readonly unit: string } | null {
  const found = /^(\d{1,9}(?:dot\d{1,9})?)([a-z]{1,6})$/u.exec(text);
  const [, amount, unit] = found ?? [];
  return amount !== undefined && unit !== undefined && units.has(unit) ? { amount, unit } : null;
}

function pairsOf(text: string): readonly string[] {
  const letters = [...text];
  return letters.slice(1).map((letter, index) => `${letters[index] ?? ''}${letter}`);
}

// FTS5 takes time that grows with the square of an expression's terms: 400 words in 10 ms, 20,000 in 9 s.
const mostWords = 400;

/**
 * FTS5 MATCH expressions, one a word: every one must match, the last letters typed are a beginning. A word with dashes
 * or Greek letters matches by its parts or joined. Words beyond the first 400 are not asked for.
 */
export function searchTerms(query: string): readonly string[] {
  const groups: Group[] = [];
  readGroups(folded(query.slice(0, 20_000)), (text) => groups.push([{ text, kind: 'plain' }]), (group) => groups.push(group));
  const terms = groups.slice(0, mostWords).map((group, index) => groupExpression(group, index === groups.length - 1));
  return [...new Set(terms)];
}

/** All the terms of a query in one expression; null when nothing searchable is left. */
export function searchExpression(query: string): string | null {
  const terms = searchTerms(query);
  return terms.length === 0 ? null : terms.join(' AND ');
}

function groupExpression(group: Group, isLast: boolean): string {
  const parts = group.slice(0, mostWords).flatMap((part, index) => partTerms(part, isLast && index === group.length - 1));
  const [first] = group;
  const isLone = group.length === 1 && first?.kind === 'plain';
  if (isLone) {
    const dose = doseOf(first.text);
    return dose === null ? allOf(parts) : anyOf([allOf(parts), allOf([quoted(dose.amount), isLast ? `${quoted(dose.unit)}*` : quoted(dose.unit)])]);
  }
  return anyOf([allOf(parts), ...joinedTerms(group, isLast)]);
}

function partTerms(part: Part, isLast: boolean): readonly string[] {
  if (part.kind === 'greek') return [quoted(names[part.text]?.[0] ?? '')];
  if (part.kind === 'plain') return [isLast ? `${quoted(part.text)}*` : quoted(part.text)];
  const pairs = pairsOf(part.text);
  return pairs.length === 0 ? [quoted(part.text)] : pairs.map(quoted);
}

// The word as if its dashes were not there, once per spelling; where digits meet it stays two. A beginning also before
// other words, so that "tgf-b signaling" finds TGFB1; but not after a digit, or "miR-21 lung" would find miR-210.
function joinedTerms(group: Group, isLast: boolean): readonly string[] {
  if (group.length < 2 || group.length > mostJoined || group.some((part) => part.kind === 'ideographs')) return [];
  const written = [0, 1].map((spelling) => {
    const clusters: string[] = [];
    group.forEach((part, index) => {
      const before = group[index - 1];
      const text = spellings(part)[spelling] ?? '';
      if (before === undefined || mustStayApart(before, part)) clusters.push(text);
      else clusters.push(`${clusters.pop() ?? ''}${text}`);
    });
    const terms = clusters.map(quoted);
    const end = clusters.at(-1) ?? '';
    return allOf(isLast || !endsInDigit(end) ? [...terms.slice(0, -1), `${quoted(end)}*`] : terms);
  });
  return [...new Set(written)];
}

function quoted(token: string): string {
  return `"${token}"`;
}

function allOf(terms: readonly string[]): string {
  const distinct = [...new Set(terms)];
  return distinct.length === 1 ? (distinct[0] ?? '') : `(${distinct.join(' AND ')})`;
}

function anyOf(terms: readonly string[]): string {
  const distinct = [...new Set(terms)];
  return distinct.length === 1 ? (distinct[0] ?? '') : `(${distinct.join(' OR ')})`;
}
