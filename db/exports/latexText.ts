// Owns how text gets into LaTeX: what means something to TeX is escaped, ligatures that TeX would make of two signs are
// kept apart, long words may break, and what no font of pdflatex holds goes into \uni{code points}{characters}. Refuses
// control characters and direction marks, which print nothing (the second can also make a source read as what it is not).
// Runs of blanks are one blank to TeX. Letters with separate accents are composed first (NFC).
import { taggedRuns, type MarkTags, type TextRun } from '../contract/references';
import { isSet } from './latexCharacters';

/** How many characters a line of the column holds, roughly; and what a line break in the text becomes. */
export interface LatexSetting {
  readonly charactersPerLine: number;
  readonly lineBreak: string;
}

/** Text that stands on one line, or on as many as it takes, such as a caption. */
export const runningText: LatexSetting = { charactersPerLine: 80, lineBreak: ' ' };

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}', '$': '\\$', '&': '\\&', '#': '\\#', '%': '\\%', '_': '\\_',
  '^': '\\textasciicircum{}', '~': '\\textasciitilde{}', '"': '\\textquotedbl{}', "'": '\\textquotesingle{}', '`': '\\textasciigrave{}',
};

const printsNothing = /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u061C\u180E\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\uFDD0-\uFDEF\uFFFE\uFFFF\u{E0000}-\u{E007F}]/gu;
const loneSurrogates = /[\uD800-\uDFFF]/gu;

/** Text as it will print: one kind of line break, composed, without what prints nothing. */
export function printableText(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text
    .replace(loneSurrogates, '\uFFFD')
    .replace(printsNothing, '')
    .replace(/\r\n|[\r\n\u000B\u000C\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .normalize('NFC');
}

/** What `printableText` gave, as LaTeX. Begins with no `[` or `*`, which `\\` before it would take for its own. */
export function latexText(text: string, { charactersPerLine, lineBreak }: LatexSetting): string {
  const lines = text.split('\n').map((line) => line.trim().split(/ +/).map((word) => latexWord(word, charactersPerLine)).join(' '));
  const whole = lines.join(lineBreak);
  return sourceLines(/^[[*]/.test(whole) ? `{${whole.slice(0, 1)}}${whole.slice(1)}` : whole);
}

const latexTags: MarkTags = {
  italic: ['\\textit{', '}'], bold: ['\\textbf{', '}'], sup: ['\\textsuperscript{', '}'], sub: ['\\textsubscript{', '}'], 'small-caps': ['\\textsc{', '}'],
};

/** Runs of a line in their own letters, with the blanks between them and none at its ends. */
export function latexRuns(runs: readonly TextRun[], setting: LatexSetting): string {
  let isBehindBlank = true;
  const trimmed = runs.flatMap(({ text, marks }) => {
    const printable = printableText(text);
    const run = { text: isBehindBlank ? printable.trimStart() : printable, marks };
    if (run.text === '') return [];
    isBehindBlank = /\s$/u.test(run.text);
    return [run];
  });
  return taggedRuns(trimmed, latexTags, (text) => `${/^\s/u.test(text) ? ' ' : ''}${latexText(text.trim(), setting)}${/\S\s+$/u.test(text) ? ' ' : ''}`).trimEnd();
}

const longestHyphenated = 40;

/** TeX hyphenates words of letters; others break after their signs or, as a last resort, anywhere. */
function latexWord(word: string, charactersPerLine: number): string {
  if (word.length <= charactersPerLine / 2) return escaped(word);
  const parts = word.split(/(?<=[/\-–_.:,;=)\]])(?=\p{L}|\p{N})/u);
  return parts.map((part) => {
    if (part.length <= charactersPerLine || (part.length <= longestHyphenated && /^\p{L}+\p{P}?$/u.test(part))) return escaped(part);
    return (part.match(clusters) ?? []).map(escaped).join('\\brk{}');
  }).join('\\brk{}');
}

// A character with its accents; emoji joined to one.
const clusters = /[^\u200D\p{M}]\p{M}*(?:\u200D[^\u200D\p{M}]\p{M}*)*|[\u200D\p{M}]+/gu;
const oneCharacter = /^.$/su;
// Scripts without blanks between words, and signs, are set one by one, so that a line can end between them.
const joinsToRuns = /^(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])\p{L}\p{M}*$/u;
const longestRun = 24;

function escaped(word: string): string {
  if (/^[ -~]*$/.test(word)) return escapedAscii(word);
  let written = '';
  let run: string[] = [];
  const endRun = (): void => {
    if (run.length > 0) written += unset(run.join(''));
    run = [];
  };
  for (const cluster of word.match(clusters) ?? []) {
    const isAscii = /^[ -~]$/.test(cluster);
    if (isAscii || (oneCharacter.test(cluster) && isSet(cluster))) {
      endRun();
      written += cluster;
      continue;
    }
    if (!joinsToRuns.test(cluster) || run.length === longestRun) endRun();
    run.push(cluster);
    if (!joinsToRuns.test(cluster)) endRun();
  }
  endRun();
  return written.split(unsetMark).map((part, index) => (index % 2 === 0 ? escapedAscii(part) : part)).join('');
}

// U+FFFF was taken out of the text before, so it can mark what is LaTeX already.
const unsetMark = '\uFFFF';

function unset(characters: string): string {
  const codes = Array.from(characters, (character) => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0'));
  // lualatex takes U+FFFD in a source for a broken file.
  const shown = escapedAscii(characters).replaceAll('\uFFFD', '\\symbol{65533}');
  return `${unsetMark}\\uni{${codes.join(' ')}}{${shown}}${unsetMark}`;
}

function escapedAscii(text: string): string {
  // "--", "<<" and ",," would become one sign.
  return text.replace(/[\\{}$&#%_^~"'`]|([-<>,])(?=\1)/g, (sign) => escapes[sign] ?? `${sign}{}`);
}

const longestSourceLine = 120;
// TeX reads lines of 200,000 bytes at most.
const breaksPerSourceLine = 100;

/** Breaks the source at blanks, which are the same to TeX. */
function sourceLines(latex: string): string {
  if (latex.length <= longestSourceLine) return latex;
  let column = 0;
  return latex.split(' ').map((word, index) => {
    const shown = word.split('\\brk{}').map((part, at) => `${at === 0 ? '' : at % breaksPerSourceLine === 0 ? '\\brk{}%\n' : '\\brk{}'}${part}`).join('');
    const isNewLine = index > 0 && column + word.length > longestSourceLine;
    column = isNewLine ? word.length : column + word.length + 1;
    return `${index === 0 ? '' : isNewLine ? '\n' : ' '}${shown}`;
  }).join('');
}

const codePointsOfUnset = /\\uni\{([0-9A-F\s]+)\}/g;

/** Code points that `latexText` put into \uni. */
export function unsetCodePoints(latex: string): readonly string[] {
  return [...latex.matchAll(codePointsOfUnset)].flatMap(([, codes = '']) => codes.split(/\s/));
}
