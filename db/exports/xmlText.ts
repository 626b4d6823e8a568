// Owns how text gets into the XML of an office file: what XML 1.0 cannot hold, and how Excel and Word each deal with it.
// Refuses nothing, because a cell is never lost to its letters: every JavaScript string goes in, well-formed XML text comes out.

const escapes: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  // Line ends in XML 1.1 only, but some parsers (xmldom) make a line feed of them in XML 1.0 as well.
  ['\u0085', '&#x85;'],
  ['\u2028', '&#x2028;'],
]);

/** Text with what means something in XML escaped. The caller has dealt with what XML cannot hold. */
export function xmlText(text: string): string {
  return text.replace(/[&<>\u0085\u2028]/g, (character) => escapes.get(character) ?? character);
}

/** For an attribute in double quotes; line breaks and tabs become blanks, as a parser would make them. */
export function xmlAttribute(text: string): string {
  return xmlText(withoutForbidden(text).replace(/[\t\n\r]+/g, ' ')).replaceAll('"', '&quot;');
}

// Matched with the u flag, the class finds only halves without their partner.
const loneSurrogates = /[\uD800-\uDFFF]/gu;
const forbiddenInXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** Text that XML 1.0 can hold: control characters that it forbids are dropped, lone surrogates become U+FFFD. */
export function withoutForbidden(text: string): string {
  return text.replace(forbiddenInXml, '').replace(loneSurrogates, '\uFFFD');
}

// A parser reads a bare CR as LF, so CR is escaped as well.
const escapedInSheets = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g;
// An underscore that would start an escape sequence, in the text as it is or once the character after it is escaped.
const looksEscaped = /_(?=x[0-9A-Fa-f]{4}[_\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF])/g;

/**
 * Text as SpreadsheetML's ST_Xstring holds it (ECMA-376 part 1, 22.9.2.19): U+0001 is written `_x0001_`, and a literal
 * `_x0001_` is written `_x005F_x0001_`. Excel and read-excel-file decode both. Lone surrogates become U+FFFD.
 */
export function spreadsheetText(text: string): string {
  const escaped = text
    .replace(looksEscaped, '_x005F_')
    .replace(escapedInSheets, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(loneSurrogates, '\uFFFD');
  return xmlText(escaped);
}
