// Owns reading the first table of an HTML page as text: what a clipboard holds beside its plain text, and what some
// programs save under the name `.xls`. Pure, in bounded steps, linear in the length of the page. Nothing of the page is
// ever run, loaded or kept but its text: scripts, styles, comments and attributes are passed over, those of spans aside.
import { greekLetters } from '../../evidence/greekLetters';
import type { Steps } from '../steps';
import { isBlank, mostCells, mostColumns, type TextRow } from './textTable';

export type HtmlReading = { readonly isRead: true; readonly rows: readonly TextRow[]; readonly notes: readonly string[] } | { readonly isRead: false; readonly message: string };

/** Marks Lacuna's own tables, whose cells are read to the letter and whose headings are not pasted. */
const ownMark = /\bdata-lacuna\b/iu;
const silent: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript', 'title', 'textarea', 'iframe', 'xmp']);
const blocks: ReadonlySet<string> = new Set(['p', 'div', 'li', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'blockquote']);
const charactersPerStep = 500_000;
const widestSpan = 1000;
const mostSpanned = 2_000_000;

interface HtmlCell { text: string; readonly across: number; readonly down: number; readonly isExact: boolean }

export function* readHtmlTable(html: string): Steps<HtmlReading> {
  const rows: HtmlCell[][] = [];
  let row: HtmlCell[] | null = null;
  let cell: HtmlCell | null = null;
  let depth = 0;
  let isOwn = false;
  let isInHead = false;
  let tables = 0;
  let cellCount = 0;
  let at = 0;
  let atStep = 0;

  const say = (text: string): void => {
    if (cell !== null && depth > 0) cell.text += cell.isExact ? text : text.replaceAll(/[ \t\r\n\f]+/gu, ' ');
  };
  const startLine = (): void => {
    if (cell !== null && cell.text.trim() !== '' && !cell.text.endsWith('\n')) cell.text += '\n';
  };
  const open = (name: string, attributes: string): void => {
    if (name === 'table') {
      tables += depth === 0 ? 1 : 0;
      if (depth > 0 || tables === 1) depth += 1;
      if (depth === 1) isOwn = ownMark.test(attributes);
      return;
    }
    if (depth === 0) return;
    if (depth > 1) {
      // Cells of a table inside a cell are words of that cell.
      if (name === 'td' || name === 'th' || name === 'tr') say(' ');
      return;
    }
    if (name === 'thead') isInHead = true;
    else if (name === 'tr') {
      cell = null;
      row = isOwn && isInHead ? null : [];
      if (row !== null) rows.push(row);
    } else if (name === 'td' || name === 'th') {
      if (row === null && !(isOwn && isInHead)) {
        row = [];
        rows.push(row);
      }
      const isExact = isOwn || /white-space\s*:\s*(?:pre|break-spaces)/iu.test(attributes);
      cell = row === null ? null : { text: '', across: spanIn(attributes, 'colspan'), down: spanIn(attributes, 'rowspan'), isExact };
      if (cell !== null) row?.push(cell);
      cellCount += 1;
    } else if (name === 'br') {
      if (cell !== null) cell.text += '\n';
    } else if (blocks.has(name)) startLine();
  };
  const close = (name: string): void => {
    if (name === 'table' && depth > 0) {
      depth -= 1;
      if (depth === 0) {
        cell = null;
        row = null;
      }
    } else if (depth !== 1) return;
    else if (name === 'thead') isInHead = false;
    else if (name === 'tr') {
      row = null;
      cell = null;
    } else if (name === 'td' || name === 'th') cell = null;
    else if (blocks.has(name)) startLine();
  };

  while (at < html.length) {
    const start = html.indexOf('<', at);
    if (start === -1) {
      say(withEntities(html.slice(at)));
      break;
    }
    if (start > at) say(withEntities(html.slice(at, start)));
    const tag = tagAt(html, start);
    at = tag.end;
    if (tag.kind === 'text') say('<');
    else if (tag.kind === 'open') {
      if (silent.has(tag.name)) at = afterSilent(html, at, tag.name);
      else open(tag.name, tag.attributes);
    } else if (tag.kind === 'close') close(tag.name);
    if (cellCount > mostCells) return { isRead: false, message: 'The table has too many cells. Import it in smaller parts.' };
    if (at - atStep < charactersPerStep) continue;
    atStep = at;
    yield { done: at, total: html.length };
  }
  if (tables === 0) return { isRead: false, message: 'There is no table in it.' };
  return squared(rows, tables, isOwn);
}

type Tag = { readonly kind: 'open'; readonly name: string; readonly attributes: string; readonly end: number } | { readonly kind: 'close'; readonly name: string; readonly end: number } | { readonly kind: 'nothing' | 'text'; readonly end: number };

function tagAt(html: string, start: number): Tag {
  const next = html.charCodeAt(start + 1);
  if (html.startsWith('<!--', start)) return { kind: 'nothing', end: afterOr(html, '-->', start + 4) };
  if (next === 33 || next === 63) return { kind: 'nothing', end: afterOr(html, '>', start + 2) };
  const isClosing = next === 47;
  const nameAt = isClosing ? start + 2 : start + 1;
  if (!isLetter(html.charCodeAt(nameAt))) return isClosing ? { kind: 'nothing', end: afterOr(html, '>', start + 2) } : { kind: 'text', end: start + 1 };
  let nameEnd = nameAt;
  while (nameEnd < html.length && !/[\s/>]/u.test(html[nameEnd] ?? '>')) nameEnd += 1;
  const name = html.slice(nameAt, Math.min(nameEnd, nameAt + 40)).toLowerCase();
  const end = tagEnd(html, nameEnd);
  return isClosing ? { kind: 'close', name, end } : { kind: 'open', name, attributes: html.slice(nameEnd, Math.max(nameEnd, end - 1)), end };
}

/** Past the sign that ends the tag; one inside a quoted value does not. */
function tagEnd(html: string, from: number): number {
  let quote = 0;
  for (let at = from; at < html.length; at += 1) {
    const code = html.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if ((code === 34 || code === 39) && isAfterEquals(html, at)) quote = code;
    else if (code === 62) return at + 1;
  }
  return html.length;
}

function isAfterEquals(html: string, at: number): boolean {
  let before = at - 1;
  while (before > at - 8 && /\s/u.test(html[before] ?? '')) before -= 1;
  return html[before] === '=';
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function afterOr(html: string, end: string, from: number): number {
  const at = html.indexOf(end, from);
  return at === -1 ? html.length : at + end.length;
}

/** Behind the closing tag of what is never shown; everything, if it does not close. */
function afterSilent(html: string, from: number, name: string): number {
  for (let at = html.indexOf('</', from); at !== -1; at = html.indexOf('</', at + 2)) {
    if (html.slice(at + 2, at + 2 + name.length).toLowerCase() === name) return tagEnd(html, at + 2 + name.length);
  }
  return html.length;
}

function spanIn(attributes: string, name: 'colspan' | 'rowspan'): number {
  const found = (name === 'colspan' ? /\bcolspan\s*=\s*["']?\s*(\d{1,6})/iu : /\browspan\s*=\s*["']?\s*(\d{1,6})/iu).exec(attributes.slice(0, 2000));
  return Math.min(Math.max(1, Number(found?.[1] ?? 1)), widestSpan);
}

/** Cells in their columns; what a span covers is empty. */
function squared(rows: readonly (readonly HtmlCell[])[], tables: number, isOwn: boolean): HtmlReading {
  const read: TextRow[] = [];
  const covered = new Map<number, Set<number>>();
  let spans = 0;
  let places = 0;
  for (const [index, row] of rows.entries()) {
    const taken = covered.get(index) ?? new Set<number>();
    covered.delete(index);
    const cells: string[] = [];
    let column = 0;
    for (const { text, across, down, isExact } of row) {
      while (taken.has(column)) column += 1;
      if (column + across > mostColumns) return { isRead: false, message: `Row ${index + 1} has more than ${mostColumns} columns.` };
      while (cells.length < column) cells.push('');
      cells[column] = isExact ? text : text.replaceAll('\u00A0', ' ').replaceAll(/ +/gu, ' ').replaceAll(/ ?\n ?/gu, '\n').trim();
      if (across > 1 || down > 1) spans += 1;
      for (let below = 1; below < Math.min(down, rows.length - index); below += 1) {
        const set = covered.get(index + below) ?? new Set<number>();
        for (let beside = 0; beside < across; beside += 1) set.add(column + beside);
        covered.set(index + below, set);
        places += across;
      }
      column += across;
      places += across;
      if (places > mostSpanned) return { isRead: false, message: 'The spans of its cells are too large.' };
    }
    if (isOwn || !isBlank(cells)) read.push({ line: index + 1, cells });
  }
  const notes = [
    ...(tables > 1 ? [`There are ${tables} tables; the first was read.`] : []),
    ...(spans > 0 ? [`${spans} merged ${spans === 1 ? 'cell holds' : 'cells hold'} text at the top left only.`] : []),
  ];
  return { isRead: true, rows: read, notes };
}

const latin1Names = 'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
const entities: ReadonlyMap<string, string> = new Map([
  ...latin1Names.split(' ').map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
  ...Object.entries(greekLetters).flatMap(([letter, [name]]) => letter === 'ς' ? [['sigmaf', letter] as const] : [[name, letter] as const, [name.replace(/^./u, (first) => first.toUpperCase()), letter.toUpperCase()] as const]),
  ...Object.entries({
    amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', sbquo: '‚', ldquo: '“', rdquo: '”', bdquo: '„', dagger: '†', Dagger: '‡', bull: '•', hellip: '…', permil: '‰', prime: '′', Prime: '″',
    lsaquo: '‹', rsaquo: '›', euro: '€', trade: '™', larr: '←', uarr: '↑', rarr: '→', darr: '↓', harr: '↔', minus: '−', infin: '∞', asymp: '≈', ne: '≠', le: '≤', ge: '≥', ensp: '\u2002', emsp: '\u2003', thinsp: '\u2009', zwnj: '\u200C', zwj: '\u200D',
    OElig: 'Œ', oelig: 'œ', Scaron: 'Š', scaron: 'š', Yuml: 'Ÿ', circ: 'ˆ', tilde: '˜', sum: '∑', radic: '√', part: '∂', Delta: 'Δ',
  }),
]);

function withEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6})|([A-Za-z][A-Za-z\d]{1,30}));?/gu, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    if (name !== undefined) return whole.endsWith(';') || /^(?:amp|lt|gt|quot|nbsp)$/u.test(name) ? (entities.get(name) ?? whole) : whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    if (code === 0 || code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff)) return '\uFFFD';
    // HTML takes these numbers for the letters of Windows-1252, as browsers do.
    return code >= 0x80 && code <= 0x9f ? new TextDecoder('windows-1252').decode(Uint8Array.of(code)) : String.fromCodePoint(code);
  });
}
