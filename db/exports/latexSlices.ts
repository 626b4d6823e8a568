// Owns the guess at how many lines a text takes in a column, and dividing a text that is taller than a page. Refuses to
// divide inside a character with its accents, and to lose anything but the blank at which it divides.
import { isSet } from './latexCharacters';

// A code point in brackets is about seven characters wide; capitals and digits are wider than small letters.
function widthOf(character: string): number {
  if (character >= ' ' && character <= '~') return /[A-Z0-9@%&mw]/.test(character) ? 1.3 : 1;
  return isSet(character) ? 1.3 : 7;
}

/** Generous: lines are never quite full. */
export function linesOf(text: string, charactersPerLine: number): number {
  let lines = 0;
  for (const line of text.split('\n')) {
    let width = 0;
    for (const character of line) width += widthOf(character);
    lines += Math.max(1, Math.ceil((width * 1.1) / charactersPerLine));
  }
  return lines;
}

const staysWithBefore = /[\p{M}\u200D]/u;

/** The text in parts of at most so many lines each, in order; at least one. Parts end at a blank where there is one. */
export function slicesOf(text: string, charactersPerLine: number, mostLines: number): readonly string[] {
  // No character is wider than 7, no line break is more than a line.
  if (text.length * 8 <= charactersPerLine || (text.length * 8 <= charactersPerLine * mostLines && !text.includes('\n'))) return [text];
  const slices: string[] = [];
  const room = charactersPerLine * mostLines;
  let start = 0;
  let used = 0;
  let lastBlank = -1;
  let isJoined = false;
  let at = 0;
  for (const character of text) {
    const width = character === '\n' ? charactersPerLine - (used % charactersPerLine) : widthOf(character) * 1.1;
    if (used + width > room && at > start && !isJoined && !staysWithBefore.test(character)) {
      const end = lastBlank > start ? lastBlank : at;
      slices.push(text.slice(start, end));
      start = lastBlank > start ? end + 1 : end;
      used = 0;
      for (const moved of text.slice(start, at)) used += widthOf(moved) * 1.1;
      lastBlank = -1;
    }
    used += width;
    if (character === ' ' || character === '\n') lastBlank = at;
    isJoined = character === '\u200D';
    at += character.length;
  }
  slices.push(text.slice(start));
  return slices;
}
