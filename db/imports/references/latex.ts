// Owns LaTeX in BibTeX values → Unicode text. Symbols and accents are decoded by @retorquere/bibtex-parser; this module
// only cuts out the commands, because the library spends some 10 µs on every letter that it is given (measured: 10 s for
// 1 MB of abstracts) and most letters need nothing. Refuses to drop a command that nobody knows: it stays as written.
import { parse } from '@retorquere/bibtex-parser';
import { withoutMarkup } from './fieldText';

const simpleEscapes: Readonly<Record<string, string>> = { '%': '%', '&': '&', '_': '_', '#': '#', $: '$', '{': '{', '}': '}', ' ': ' ', '\n': ' ', '-': '', '/': '', ',': ' ', ';': ' ', '\\': ' ', '@': '' };
const wrapping: ReadonlySet<string> = new Set(['textit', 'emph', 'textbf', 'textrm', 'textsc', 'textsl', 'texttt', 'textsf', 'textup', 'textmd', 'textnormal', 'text', 'mbox', 'hbox', 'underline', 'mathrm', 'NoCaseChange', 'enquote', 'url', 'path']);
const declarations: ReadonlySet<string> = new Set(['it', 'bf', 'em', 'rm', 'sc', 'sf', 'tt', 'sl', 'itshape', 'bfseries', 'normalfont', 'small', 'noopsort', 'relax', 'protect']);
const accentLetters: ReadonlySet<string> = new Set(['u', 'v', 'H', 't', 'c', 'd', 'b', 'r', 'k']);

/** One per file: the same accent is decoded once. */
export interface LatexDecoder {
  /** Unicode text with single spaces; braces, markup and font commands gone. */
  readonly decoded: (value: string) => string;
}

/** Symbols and accents are short; what is longer is the argument of a command that nobody knows. */
const longestCommand = 200;

export function latexDecoder(): LatexDecoder {
  const known = new Map<string, string>();
  const unit = (source: string): string => {
    const before = known.get(source);
    if (before !== undefined) return before;
    const text = source.length > longestCommand ? source : librarysText(source);
    known.set(source, text);
    return text;
  };
  return { decoded: (value) => decodedWith(isBalanced(value) ? value : withoutBraces(value), unit, 0).replaceAll(/\s+/gu, ' ').trim() };
}

// Quoted values may hold a brace too many. Without its braces such a value still reads, and looking for the end of a
// group stays linear.
function isBalanced(value: string): boolean {
  let depth = 0;
  for (let at = 0; at < value.length; at += 1) {
    const letter = value.charAt(at);
    if (letter === '\\') at += 1;
    else if (letter === '{') depth += 1;
    else if (letter === '}') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function withoutBraces(value: string): string {
  return value.replaceAll(/(?<!\\)[{}]/gu, '');
}

function decodedWith(value: string, unit: (source: string) => string, depth: number): string {
  if (!/[\\{}$~`'-]/u.test(value) || depth > 20) return value;
  const out: string[] = [];
  let plainFrom = 0;
  let at = 0;
  const put = (text: string, to: number): void => {
    out.push(plain(value.slice(plainFrom, at)), text);
    at = to;
    plainFrom = to;
  };
  while (at < value.length) {
    const letter = value.charAt(at);
    if (letter === '\\') {
      const { text, end } = command(value, at, unit, depth);
      put(text, end);
    } else if (letter === '$') {
      const end = mathEnd(value, at);
      put(end === null ? '$' : unit(value.slice(at, end)), end ?? at + 1);
    } else if (letter === '{') {
      const end = groupEnd(value, at);
      put(end === null ? '' : decodedWith(value.slice(at + 1, end - 1), unit, depth + 1), end ?? at + 1);
    } else if (letter === '}') put('', at + 1);
    else at += 1;
  }
  out.push(plain(value.slice(plainFrom)));
  return out.join('');
}

function command(value: string, at: number, unit: (source: string) => string, depth: number): { readonly text: string; readonly end: number } {
  const word = /[A-Za-z]+\*?|[^]?/uy;
  word.lastIndex = at + 1;
  const name = word.exec(value)?.[0] ?? '';
  const afterName = at + 1 + name.length;
  const simple = simpleEscapes[name];
  if (simple !== undefined) return { text: simple, end: afterName };
  const isWord = /^[A-Za-z]/u.test(name);
  if (isWord && wrapping.has(name)) {
    const open = skipBlanks(value, afterName);
    const end = value.charAt(open) === '{' ? groupEnd(value, open) : null;
    if (end !== null) return { text: decodedWith(value.slice(open + 1, end - 1), unit, depth + 1), end };
  }
  if (isWord && declarations.has(name)) return { text: '', end: skipBlanks(value, afterName) };
  // An accent takes the next letter, command or group; a word takes the groups that follow it at once, and else swallows blanks.
  if (!isWord || accentLetters.has(name)) {
    const end = argumentEnd(value, skipBlanks(value, afterName));
    return { text: unit(value.slice(at, end)), end };
  }
  let end = afterName;
  for (let next = groupEndAt(value, end); next !== null; next = groupEndAt(value, end)) end = next;
  return { text: unit(value.slice(at, end)), end: end === afterName ? skipBlanks(value, end) : end };
}

function argumentEnd(value: string, at: number): number {
  if (value.charAt(at) === '{') return groupEnd(value, at) ?? at + 1;
  if (value.charAt(at) !== '\\') return at + String.fromCodePoint(value.codePointAt(at) ?? 0x20).length;
  let end = at + 1;
  while (/[A-Za-z]/u.test(value.charAt(end))) end += 1;
  return Math.max(end, at + 2);
}

function skipBlanks(value: string, from: number): number {
  let at = from;
  while (/\s/u.test(value.charAt(at))) at += 1;
  return at;
}

function groupEndAt(value: string, at: number): number | null {
  return value.charAt(at) === '{' ? groupEnd(value, at) : null;
}

/** The position after the brace that closes the one at `open`; null if none does. */
function groupEnd(value: string, open: number): number | null {
  let depth = 0;
  for (let at = open; at < value.length; at += 1) {
    const letter = value.charAt(at);
    if (letter === '\\') at += 1;
    else if (letter === '{') depth += 1;
    else if (letter === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

// Two dollars in one value are mathematics only if they are near: "$5 and $6" within an abstract are amounts of money.
function mathEnd(value: string, open: number): number | null {
  const close = value.indexOf('$', open + 1);
  if (close === -1 || close - open > 190) return null;
  const inner = value.slice(open + 1, close);
  return /^[\d.,]+ \p{L}/u.test(inner) ? null : close + 1;
}

function plain(text: string): string {
  return text.replaceAll('---', '—').replaceAll('--', '–').replaceAll('~', ' ').replaceAll('``', '“').replaceAll("''", '”');
}

// A command that the library does not know comes back as written, without its argument's braces doing harm.
function librarysText(source: string): string {
  let isUnknown = false;
  try {
    const library = parse(`@misc{key, title = {${source}}}`, { english: false, sentenceCase: false, caseProtection: false, unsupported: (_node, tex) => { isUnknown = true; return tex; } });
    const title = library.entries[0]?.fields['title'];
    if (isUnknown || typeof title !== 'string' || library.errors.length > 0) return source;
    // A dotless i under an accent is an i: \"{\i} is ï.
    return withoutMarkup(title.replaceAll(/[\u{1D400}-\u{1D7FF}]/gu, (letter) => letter.normalize('NFKC')).replaceAll(/ı(?=[\u0300-\u036f])/gu, 'i').normalize('NFC'));
  } catch {
    return source;
  }
}
