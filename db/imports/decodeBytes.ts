// Owns turning the bytes of a file into text and saying how: a byte order mark, UTF-16 by its zero bytes, UTF-8, what an
// XML declaration names, else Windows-1252, which holds Latin-1. Works in steps, so that a large file holds nothing up.
// A file that is UTF-8 but for a few bytes (cut in a letter, joined from two) stays UTF-8: those bytes are read as
// Windows-1252 and counted, because reading all as Windows-1252 would spoil every other letter. Pure. Refuses bytes that
// are no text.

export interface DecodedText {
  /** Without the mark; line ends as they are. */
  readonly text: string;
  /** 'UTF-8', 'UTF-16LE', 'UTF-16BE', 'Latin-1', 'Windows-1252', or what an XML declaration names. */
  readonly encoding: string;
  readonly hasMark: boolean;
  /** How many bytes of a UTF-8 file are not UTF-8, and the 1-based line of the first (0 without one). */
  readonly foreignBytes: number;
  readonly firstForeignLine: number;
}

const stepLength = 1_000_000;

/** Null when the bytes are no text. A step is one way of reading tried, or some of the bytes looked at. */
export function* decodeSteps(bytes: Uint8Array): Generator<number, DecodedText | null> {
  const wide = wideEncoding(bytes);
  if (wide !== null) return whole(new TextDecoder(wide).decode(bytes), wide, bytes[0] === 0xff || bytes[0] === 0xfe);
  if (bytes.includes(0)) return null;
  yield 0;
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = strictUtf8(bytes);
  yield 0;
  if (text !== null) return whole(text, 'UTF-8', hasMark);
  const declared = hasMark ? null : declaredEncoding(bytes);
  if (declared !== null) return whole(new TextDecoder(declared).decode(bytes), declared, false);
  const { foreign, letters } = yield* foreignBytes(bytes);
  if (hasMark || letters >= foreign.length) return mixed(bytes, foreign, hasMark);
  return whole(new TextDecoder('windows-1252').decode(bytes), bytes.some((byte) => byte >= 0x80 && byte < 0xa0) ? 'Windows-1252' : 'Latin-1', false);
}

function whole(text: string, encoding: string, hasMark: boolean): DecodedText {
  return { text, encoding: encoding.startsWith('utf-16') ? encoding.toUpperCase() : encoding, hasMark, foreignBytes: 0, firstForeignLine: 0 };
}

// In one go: putting pieces together would hold the text twice.
function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (problem) {
    if (problem instanceof TypeError) return null;
    throw problem;
  }
}

// Text in European letters, and the tags and line ends of any text, have a zero in every other byte.
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 4_000);
  const even = head.filter((byte, index) => byte === 0 && index % 2 === 0).length;
  const odd = head.filter((byte, index) => byte === 0 && index % 2 === 1).length;
  const enough = Math.max(8, head.length / 20);
  if (odd >= enough && even * 20 <= odd) return 'utf-16le';
  return even >= enough && odd * 20 <= even ? 'utf-16be' : null;
}

function declaredEncoding(bytes: Uint8Array): string | null {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 200));
  const label = /^\s*<\?xml\s[^<>]{0,100}\bencoding\s{0,5}=\s{0,5}["']([\w.:-]{1,40})["']/u.exec(head)?.[1];
  if (label === undefined || /^utf-?(?:8|16)/iu.test(label)) return null;
  try {
    return new TextDecoder(label).encoding === 'utf-8' ? null : label;
  } catch {
    return null;
  }
}

/** Where bytes stand that are not UTF-8, and how many letters beyond ASCII are. The forms: Unicode 15, table 3-7. */
function* foreignBytes(bytes: Uint8Array): Generator<number, { readonly foreign: readonly number[]; readonly letters: number }> {
  const foreign: number[] = [];
  let letters = 0;
  for (let at = 0, next = stepLength; at < bytes.length;) {
    if (at >= next) {
      yield at;
      next = at + stepLength;
    }
    const length = letterLength(bytes, at);
    if (length === 0) foreign.push(at);
    else if (length > 1) letters += 1;
    at += Math.max(1, length);
  }
  return { foreign, letters };
}

function letterLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  const second = bytes[at + 1] ?? 0;
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (length === 0 || second < least || second > most) return 0;
  for (let next = at + 2; next < at + length; next += 1) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

function mixed(bytes: Uint8Array, foreign: readonly number[], hasMark: boolean): DecodedText {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  const other = new TextDecoder('windows-1252');
  const parts: string[] = [];
  let from = hasMark ? 3 : 0;
  for (const at of foreign) {
    parts.push(utf8.decode(bytes.subarray(from, at)), other.decode(bytes.subarray(at, at + 1)));
    from = at + 1;
  }
  parts.push(utf8.decode(bytes.subarray(from)));
  const first = foreign[0] ?? 0;
  let line = 1;
  for (let at = 0; at < first; at += 1) if (bytes[at] === 0x0a) line += 1;
  return { text: parts.join(''), encoding: 'UTF-8', hasMark, foreignBytes: foreign.length, firstForeignLine: line };
}
