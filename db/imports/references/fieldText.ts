// Owns the small normal forms that all readers share: line ends, single spaces, a year, a date, pages, markup in titles, and
// how a record says that one of its statements was not taken over.
const yearForm = /(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)/u;

const pieceLength = 1_000_000;

/** One kind of line end, no byte order marks: joined files have them in the middle, too. Steps say how far it is. */
export function* plainLines(text: string): Generator<number, string> {
  if (!/[\r\uFEFF\u00A0]/u.test(text)) return text;
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = at + pieceLength;
    const to = text.charAt(end - 1) === '\r' && text.charAt(end) === '\n' ? end + 1 : end;
    const piece = text.slice(at, to).replaceAll(/\r\n?/gu, '\n').replaceAll(/^\uFEFF+/gmu, '');
    // Copied from a web page, the blanks of a tag may be hard ones.
    parts.push(piece.replaceAll(/^[A-Z][A-Z0-9]{1,3}[ \u00A0]{0,2}-[ \u00A0]?/gmu, (tag) => tag.replaceAll('\u00A0', ' ')));
    at = to;
    yield Math.min(at, text.length);
  }
  return parts.join('');
}

/** Single spaces; null when nothing is left. */
export function spoken(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  // Most texts are in order, and replacing each of their blanks by itself takes longest.
  const bare = /[^\S ]| {2}/u.test(text) ? text.replaceAll(/\s+/gu, ' ').trim() : text.trim();
  return bare === '' ? null : bare;
}

/** The first year that the text names ("2016/09//", "2017 Nov 15"); null without one. */
export function yearIn(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : (yearForm.exec(text)?.[0] ?? null);
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;
const datesInNumbers = /^(?<year>\d{4})[-/.](?<month>\d{1,2})(?:[-/.](?<day>\d{1,2}))?(?!\d)/u;
const datesInWords = [/^(?:(?<year>\d{4}),? )?(?<month>\p{L}{3,9})\.?(?: (?<day>\d{1,2}))?$/u, /^(?<month>\p{L}{3,9})\.?(?: (?<day>\d{1,2}))?,? (?<year>\d{4})$/u, /^(?<day>\d{1,2})\.? (?<month>\p{L}{3,9})\.?,? (?<year>\d{4})$/u] as const;

/** "2021-03" or "2021-03-05" of "2021/03/05/", "2021 Mar 5", "March 5, 2021"; with `year`, of "MAR 5". Null of a year alone, of "Mar-Apr", and of "05/03/2021", which may be May. */
export function dateIn(text: string | null | undefined, year: string | null = null): string | null {
  const said = spoken(text)?.slice(0, 60) ?? '';
  const found = (datesInNumbers.exec(said) ?? datesInWords.map((form) => form.exec(said)).find((match) => match !== null))?.groups;
  const name = found?.['month'] ?? '';
  const month = /^\d/u.test(name) ? Number(name) : months.findIndex((each) => name.toLowerCase().startsWith(each)) + 1;
  const day = Number(found?.['day'] ?? 0);
  const ofYear = found?.['year'] ?? year;
  if (ofYear === null || !/^\d{4}$/u.test(ofYear) || month < 1 || month > 12 || day > 31) return null;
  return [ofYear, month, ...(day === 0 ? [] : [day])].map((part) => String(part).padStart(2, '0')).join('-');
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'] as const;

/** "2" of "Second edition", "2nd ed.", "2. Aufl.": styles write the ordinal in their own words. Others as they stand. */
export function editionIn(text: string | null | undefined): string | null {
  const said = spoken(text);
  const bare = said?.replace(/[ ,]*\b(?:ed(?:n|ition)?|Aufl(?:age)?)\.?$/iu, '') ?? '';
  const word = ordinals.findIndex((ordinal) => ordinal === bare.toLowerCase());
  return word !== -1 ? String(word + 1) : (/^(\d{1,3})(?:st|nd|rd|th|\.)?$/iu.exec(bare)?.[1] ?? said);
}

/** Ranges with a single hyphen: records print en dashes, minus signs, and LaTeX's "--". */
export function pagesIn(text: string | null | undefined): string | null {
  return spoken(text)?.replaceAll(/ ?[-\u2010-\u2015\u2212]+ ?/gu, '-') ?? null;
}

const raised: Readonly<Record<string, string>> = { 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹', '+': '⁺', '-': '⁻', '−': '⁻', n: 'ⁿ' };
const lowered: Readonly<Record<string, string>> = { 0: '₀', 1: '₁', 2: '₂', 3: '₃', 4: '₄', 5: '₅', 6: '₆', 7: '₇', 8: '₈', 9: '₉', '+': '₊', '-': '₋', '−': '₋' };

/** Text without CSL's markup. 10<sup>5</sup> becomes 10⁵, never 105; a script that Unicode lacks keeps its tags. */
export function withoutMarkup(text: string): string {
  if (!text.includes('<')) return text;
  return text
    .replaceAll(/<(sup|sub)>([^<>]{0,40})<\/\1>/giu, (whole: string, tag: string, inner: string) => inScript(tag.toLowerCase() === 'sup' ? 'sup' : 'sub', inner) ?? whole)
    .replaceAll(/<\/?(?:i|b|em|strong|sc|span|nc|scp|u)(?:\s[^<>]{0,200})?>/giu, '');
}

/** An abstract without the markup that publishers deposit with Crossref: <jats:p>…</jats:p>. */
export function withoutJats(text: string): string {
  return text.includes('<jats:') ? text.replaceAll(/<\/?jats:(?:p|sec|title)(?:\s[^<>]{0,200})?\/?>/giu, ' ').replaceAll(/<\/?jats:[a-z-]{1,30}(?:\s[^<>]{0,200})?\/?>/giu, '').replaceAll(/ {2,}/gu, ' ').trim() : text;
}

/** Raised or lowered text; null when Unicode lacks one of its letters. */
export function inScript(script: 'sup' | 'sub', text: string): string | null {
  const table = script === 'sup' ? raised : lowered;
  const letters = [...text].map((letter) => table[letter]);
  return letters.includes(undefined) ? null : letters.join('');
}

/** Shortened for a message. */
export function excerpt(text: string): string {
  const bare = spoken(text.slice(0, 200)) ?? '';
  return bare.length > 60 ? `${bare.slice(0, 59)}…` : bare;
}

/** The 1-based line of a position. Positions must be asked in rising order, so that counting stays linear. */
export function lineCounter(text: string): (position: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (position) => {
    for (; next !== -1 && next < position; next = text.indexOf('\n', next + 1)) line += 1;
    return line;
  };
}
