// Owns reading the XML that spreadsheets are made of, piece by piece: elements by their local names, attributes, text,
// CDATA. Pure. Refuses a DOCTYPE, and with it entities of its own and everything from outside (XXE, entity bombs);
// unknown entities; nesting, tags and texts beyond any spreadsheet; and markup that does not close as it opened.
import { WorkbookProblem } from './zipArchive';

export interface XmlListener {
  /** `attributes`: as written; ask `attributesOf`. An empty element closes at once. */
  readonly open: (name: string, attributes: string) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
}
export interface XmlScanner { readonly push: (text: string, isLast: boolean) => void }

const deepest = 64;
const longestToken = 4_000_000;

/** `part`: how messages call it. */
export function scanXml(part: string, listener: XmlListener): XmlScanner {
  const open: string[] = [];
  let rest = '';
  const damaged = (what: string): WorkbookProblem => new WorkbookProblem(`Its part ${part} is damaged (${what}). Save the file anew in a spreadsheet program.`);

  /** Where the token that starts at `start` ends; -1 when that is not here yet. */
  const tokenEnd = (text: string, start: number): number => {
    if (text.startsWith('<!--', start)) return after(text, '-->', start + 4);
    if (text.startsWith('<![CDATA[', start)) return after(text, ']]>', start + 9);
    if (text.startsWith('<!', start)) {
      if (/^<!(?:-|\[[CDAT]{0,5})?$/u.test(text.slice(start))) return -1;
      throw new WorkbookProblem(`Its part ${part} declares a document type. No spreadsheet program writes one; it was not opened, because such files are made to do harm.`);
    }
    if (text.startsWith('<?', start)) return after(text, '?>', start + 2);
    let quote = 0;
    for (let at = start + 1; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (quote !== 0) {
        if (code === quote) quote = 0;
      } else if (code === 34 || code === 39) quote = code;
      else if (code === 62) return at + 1;
      else if (code === 60) throw damaged('a tag inside a tag');
    }
    return -1;
  };

  const take = (text: string, start: number, end: number): void => {
    const second = text.charCodeAt(start + 1);
    if (second === 63) return;
    if (second === 33) {
      if (text.charCodeAt(start + 2) === 91) listener.text(text.slice(start + 9, end - 3));
      return;
    }
    if (second === 47) {
      const name = localName(text.slice(start + 2, end - 1).trimEnd());
      if (open.pop() !== name) throw damaged(`</${name.slice(0, 40)}> closes what is not open`);
      listener.close(name);
      return;
    }
    const isEmpty = text.charCodeAt(end - 2) === 47;
    let nameEnd = start + 1;
    const last = isEmpty ? end - 2 : end - 1;
    while (nameEnd < last && !isSpace(text.charCodeAt(nameEnd))) nameEnd += 1;
    const name = localName(text.slice(start + 1, nameEnd));
    if (name === '') throw damaged('a tag without a name');
    listener.open(name, text.slice(nameEnd, last));
    if (isEmpty) listener.close(name);
    else if (open.push(name) > deepest) throw damaged('nested too deeply');
  };

  return {
    push: (piece, isLast) => {
      const text = rest + piece;
      let at = 0;
      for (;;) {
        const start = text.indexOf('<', at);
        const textEnd = start === -1 ? text.length : start;
        if (textEnd > at && (start !== -1 || isLast)) listener.text(plainText(text.slice(at, textEnd), damaged));
        if (start === -1) {
          rest = isLast ? '' : text.slice(at);
          break;
        }
        const end = tokenEnd(text, start);
        if (end === -1) {
          rest = text.slice(start);
          break;
        }
        take(text, start, end);
        at = end;
      }
      if (rest.length > longestToken) throw damaged('one tag or text is longer than any spreadsheet holds');
      if (isLast && (rest !== '' || open.length > 0)) throw damaged('it ends too early');
    },
  };
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at === -1 ? -1 : at + end.length;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/** The attributes by their local names, entities resolved. */
export function attributesOf(raw: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < raw.length;) {
    while (isSpace(raw.charCodeAt(at))) at += 1;
    const equals = raw.indexOf('=', at);
    if (equals === -1) break;
    let valueAt = equals + 1;
    while (isSpace(raw.charCodeAt(valueAt))) valueAt += 1;
    const quote = raw[valueAt];
    const end = quote === '"' || quote === "'" ? raw.indexOf(quote, valueAt + 1) : -1;
    if (end === -1) break;
    found.set(localName(raw.slice(at, equals).trimEnd()), resolved(raw.slice(valueAt + 1, end)));
    at = end + 1;
  }
  return found;
}

function plainText(text: string, damaged: (what: string) => Error): string {
  const lines = text.includes('\r') ? text.replaceAll(/\r\n?/gu, '\n') : text;
  if (!lines.includes('&')) return lines;
  const unknown = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});).{0,20}/iu.exec(lines);
  if (unknown !== null) throw damaged(`the unknown entity ${unknown[0]}`);
  return resolved(lines);
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolved(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/giu, (whole, name: string | undefined, decimal: string | undefined, hex: string | undefined) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code === 0 || code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff) ? '\uFFFD' : String.fromCodePoint(code);
  });
}
