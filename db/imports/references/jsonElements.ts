// Owns cutting JSON into the source texts of its references, with lines: a list, a list under "items" or "references",
// lists or objects one after the other. Refuses to judge them: a broken element is cut where its brackets end and left
// to the reader's own JSON.parse. A string ends with its line at the latest, so that a lost quote spoils one element.
import { lineCounter } from './fieldText';

export type JsonElement =
  | { readonly kind: 'element'; readonly source: string; readonly line: number; readonly at: number }
  /** What is no reference: the end of a list that has none, text behind the list. */
  | { readonly kind: 'problem'; readonly message: string; readonly line: number; readonly at: number }
  | { readonly kind: 'pause'; readonly at: number };

const stepLength = 500_000;
const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const lineEnd = 0x0a;

export function* jsonElements(text: string): Generator<JsonElement, void> {
  const lineAt = lineCounter(text);
  const wrapped = wrappedListStart(text);
  let next = stepLength;
  for (let start = wrapped ?? nextWord(text, 0); start < text.length;) {
    const isList = text.charCodeAt(start) === openBracket;
    if (!isList && text.charCodeAt(start) !== openBrace) {
      yield { kind: 'problem', message: 'Text behind the references is no JSON and was left out', line: lineAt(start), at: text.length };
      return;
    }
    let from = isList ? start + 1 : start;
    let depth = 0;
    let at = from;
    const taken = (to: number): readonly JsonElement[] => {
      const source = text.slice(from, to).trim();
      const line = source === '' ? 0 : lineAt(nextWord(text, from));
      from = to + 1;
      return source === '' ? [] : [{ kind: 'element', source, line, at: to }];
    };
    let isWhole = false;
    for (; at < text.length && !isWhole; at += 1) {
      if (at >= next) {
        yield { kind: 'pause', at };
        next = at + stepLength;
      }
      const letter = text.charCodeAt(at);
      if (letter === quote) at = stringEnd(text, at);
      else if (letter === openBrace || letter === openBracket) depth += 1;
      else if (letter === closeBracket && depth === 0 && isList) {
        yield* taken(at);
        isWhole = true;
      } else if (letter === closeBrace || letter === closeBracket) {
        depth = Math.max(0, depth - 1);
        if (!isList && depth === 0) {
          yield* taken(at + 1);
          isWhole = true;
        }
      } else if (letter === comma && depth === 0 && isList) yield* taken(at);
    }
    if (!isWhole) {
      yield* taken(text.length);
      yield { kind: 'problem', message: isList ? 'The list of references does not end; the file may be cut short' : 'A reference does not end; the file may be cut short', line: lineAt(text.length), at: text.length };
      return;
    }
    if (wrapped !== null) return;
    start = nextWord(text, at);
    if (text.charCodeAt(start) === comma) start = nextWord(text, start + 1);
  }
}

/** How many objects the lists open, which is another question than what their commas part; steps say how far it is. */
export function* jsonStarts(text: string): Generator<number, number> {
  const wrapped = wrappedListStart(text);
  const listDepth = text.charCodeAt(wrapped ?? nextWord(text, 0)) === openBracket ? 1 : 0;
  let depth = 0;
  let count = 0;
  let next = stepLength;
  for (let at = wrapped ?? 0; at < text.length; at += 1) {
    if (at >= next) {
      yield at;
      next = at + stepLength;
    }
    const letter = text.charCodeAt(at);
    if (letter === quote) at = stringEnd(text, at);
    else if (letter === openBrace || letter === openBracket) {
      if (depth === listDepth && letter === openBrace) count += 1;
      depth += 1;
    } else if (letter === closeBrace || letter === closeBracket) {
      depth = Math.max(0, depth - 1);
      if (depth === 0 && wrapped !== null) return count;
    }
  }
  return count;
}

// Where the list inside an object opens; null when the text is a list, or objects that are references themselves.
function wrappedListStart(text: string): number | null {
  const wrapper = /^\s*\{(?:\s*"[^"\\]{1,40}"\s*:\s*(?:"[^"\\]{0,200}"|\d{1,20}|true|false|null)\s*,){0,10}\s*"(?:items|references)"\s*:\s*\[/u.exec(text);
  return wrapper === null ? null : wrapper[0].length - 1;
}

function nextWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charAt(at).trim() === '') at += 1;
  return at;
}

function stringEnd(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    const letter = text.charCodeAt(at);
    if (letter === backslash) at += 1;
    else if (letter === quote || letter === lineEnd) return at;
  }
  return text.length;
}
