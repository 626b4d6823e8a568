// Owns the syntax of BibTeX files: entries, fields, @string, # and both kinds of brackets. Values come back as written,
// LaTeX and all. Refuses to let one unclosed brace eat the rest of the file: an entry ends, at the latest, where the
// next one starts on a line of its own. (The library's parser reads to the end of the file for each of them.)
import { excerpt, lineCounter } from './fieldText';
import { strayLines } from './taggedRecord';
import { linesOf } from './textLines';
import type { FoundProblem } from './types';

export interface BibtexEntry {
  /** Lower case: 'article'. */
  readonly type: string;
  readonly key: string;
  readonly line: number;
  readonly raw: string;
  /** Name (lower case, blanks as _) → value; of repeated names, all values. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

const months: readonly string[] = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const entryHead = '@(?!string\\b|comment\\b|preamble\\b)[a-z]{1,40}[ \\t]{0,4}[{(]\\s{0,20}[^\\s,{}="]{0,300}\\s{0,20},';

/** Where an entry starts on a line of its own. */
function lineStart(): RegExp {
  return new RegExp(`^[ \\t]{0,20}${entryHead}`, 'gimu');
}

/** The independent count: an entry starts on a line of its own or behind another one. */
export const bibtexStart: RegExp = new RegExp(`(?:^|[})])[ \\t]{0,20}${entryHead}`, 'gimu');

/** An entry with its problems, or, without one, how far the reading has come. */
export interface BibtexStep {
  readonly at: number;
  readonly entry: BibtexEntry | null;
  readonly problems: readonly FoundProblem[];
}

interface Scan {
  readonly text: string;
  at: number;
  /** No entry reads beyond this. */
  readonly limit: number;
}

export function* bibtexEntries(text: string): Generator<BibtexStep, void> {
  const stray = strayLines();
  const strings = new Map(months.map((name, index) => [name, String(index + 1)]));
  const nextStart = startAfter(text);
  const lineAt = lineCounter(text);
  const directive = /@[ \t]{0,4}([a-z]{1,40})[ \t]{0,20}\n?[ \t]{0,20}([{(])|@comment\b/giu;
  let unclosedUpTo = -1;
  let at = 0;
  for (;;) {
    directive.lastIndex = at;
    const found = directive.exec(text);
    const between = text.slice(at, found?.index ?? text.length);
    if (between.trim() !== '') {
      const line = lineAt(at);
      for (const each of linesOf(between)) if (!each.text.trim().startsWith('%')) stray.add(line + each.line - 1, each.text);
    }
    if (found === null) break;
    const limit = nextStart(found.index);
    const line = lineAt(found.index);
    const type = (found[1] ?? 'comment').toLowerCase();
    const scan: Scan = { text, at: found.index + found[0].length, limit };
    if (type === 'comment' || type === 'preamble') {
      // Where one bracket is not closed, looking for the end of each would take the square of the time.
      const end = found[2] === undefined || unclosedUpTo === limit ? null : closing(text, scan.at - 1, limit);
      if (end === null && found[2] !== undefined) unclosedUpTo = limit;
      at = end ?? endOfLine(text, scan.at);
      yield { at, entry: null, problems: [] };
      continue;
    }
    const problems: FoundProblem[] = [];
    const close = found[2] === '(' ? ')' : '}';
    const key = type === 'string' ? '' : entryKey(scan);
    const fields = fieldsIn(scan, close, strings, key === '' ? `@${type}` : key, (message) => { problems.push({ line, message }); });
    at = Math.max(scan.at, found.index + found[0].length);
    if (type === 'string') for (const [name, values] of fields) strings.set(name, values.at(-1) ?? '');
    yield { at, entry: type === 'string' ? null : { type, key, line, raw: text.slice(found.index, at).trimEnd(), fields }, problems };
  }
  yield { at: text.length, entry: null, problems: stray.problems() };
}

/** The first start behind a position; asked in rising order. */
function startAfter(text: string): (position: number) => number {
  const form = lineStart();
  let next = -1;
  return (position) => {
    while (next <= position && next < text.length) next = form.exec(text)?.index ?? text.length;
    return next;
  };
}

function entryKey(scan: Scan): string {
  const found = sticky(/\s*([^\s,{}=]{0,300})\s*(?=[,})])/uy, scan);
  if (found === null) return '';
  scan.at += found[0].length;
  return found[1] ?? '';
}

function fieldsIn(scan: Scan, close: string, strings: ReadonlyMap<string, string>, name: string, problem: (message: string) => void): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (;;) {
    skip(scan, /[\s,]*/uy);
    if (scan.at >= scan.limit) {
      problem(`${name} is not closed before the next entry`);
      return fields;
    }
    if (scan.text.charAt(scan.at) === close) {
      scan.at += 1;
      return fields;
    }
    const field = sticky(/([^\s=,{}"#()][^=,{}"#\n]{0,100}?)\s{0,20}=\s*/uy, scan);
    if (field === null) {
      const rest = sticky(/[^,\n]*[,\n]?/uy, scan)?.[0] ?? '';
      problem(`${name}: no field is read from "${excerpt(rest)}"`);
      scan.at += Math.max(1, rest.length);
      continue;
    }
    scan.at += field[0].length;
    const fieldName = (field[1] ?? '').trim().toLowerCase().replaceAll(/\s+/gu, '_');
    const value = valueAt(scan, strings, (message) => problem(`${name}, ${fieldName}: ${message}`));
    if (value === null) {
      problem(`${name}: the value of ${fieldName} does not end before the next entry and was left out`);
      scan.at = scan.limit;
      return fields;
    }
    const values = fields.get(fieldName);
    if (values === undefined) fields.set(fieldName, [value]);
    else values.push(value);
  }
}

function valueAt(scan: Scan, strings: ReadonlyMap<string, string>, problem: (message: string) => void): string | null {
  const parts: string[] = [];
  for (;;) {
    const letter = scan.text.charAt(scan.at);
    if (letter === '{' || letter === '"') {
      const end = letter === '{' ? closing(scan.text, scan.at, scan.limit) : closingQuote(scan.text, scan.at, scan.limit);
      if (end === null) return null;
      parts.push(scan.text.slice(scan.at + 1, end - 1));
      scan.at = end;
    } else {
      const word = sticky(/[^\s,#{}()"=]*/uy, scan)?.[0] ?? '';
      scan.at += word.length;
      const known = /^\d*$/u.test(word) ? word : strings.get(word.toLowerCase());
      if (known === undefined) problem(`@string ${word.slice(0, 40)} is not defined; kept as it stands`);
      parts.push(known ?? word);
    }
    const joint = sticky(/\s*#\s*/uy, scan);
    if (joint === null) return parts.join('');
    scan.at += joint[0].length;
  }
}

function sticky(form: RegExp, scan: Scan): RegExpExecArray | null {
  form.lastIndex = scan.at;
  const found = form.exec(scan.text);
  return found === null || scan.at + found[0].length > scan.limit ? null : found;
}

function skip(scan: Scan, form: RegExp): void {
  form.lastIndex = scan.at;
  scan.at = Math.min(scan.limit, scan.at + (form.exec(scan.text)?.[0].length ?? 0));
}

/** The position after the bracket that closes the one at `open`; only braces nest. */
function closing(text: string, open: number, limit: number): number | null {
  const isRound = text.charAt(open) === '(';
  let depth = 0;
  for (let at = open + 1; at < limit; at += 1) {
    const letter = text.charAt(at);
    if (letter === '\\') at += 1;
    else if (letter === '{') depth += 1;
    else if (letter === '}' && (depth > 0 || !isRound)) {
      if (depth === 0) return at + 1;
      depth -= 1;
    } else if (letter === ')' && isRound && depth === 0) return at + 1;
  }
  return null;
}

function closingQuote(text: string, open: number, limit: number): number | null {
  let depth = 0;
  for (let at = open + 1; at < limit; at += 1) {
    const letter = text.charAt(at);
    if (letter === '\\') at += 1;
    else if (letter === '{') depth += 1;
    else if (letter === '}') depth -= 1;
    else if (letter === '"' && depth <= 0) return at + 1;
  }
  return null;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
