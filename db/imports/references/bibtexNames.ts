// Owns BibTeX's author lists: " and " between names outside braces, braces around a name that must not be divided,
// "von", "Jr", "others". Refuses to invent a person: "and others" becomes a message, not an author.
// The rules: https://ctan.org/pkg/btxdoc (section 4) and N. Markey, "Tame the BeaST", section 11.
import type { LatexDecoder } from './latex';
import { personOf } from './personNames';
import type { PersonName } from './types';

export interface BibtexAuthors {
  readonly authors: readonly PersonName[];
  readonly message: string | null;
}

export function bibtexAuthors(list: string, latex: LatexDecoder): BibtexAuthors {
  const names = splitOutsideBraces(list.replaceAll(/\s+/gu, ' '), / and /iuy).map((name) => name.trim()).filter((name) => name !== '');
  const isOpen = names.at(-1)?.toLowerCase() === 'others';
  const authors = (isOpen ? names.slice(0, -1) : names).map((name) => nameOf(name, latex)).filter((person) => person !== null);
  return { authors, message: isOpen ? `the authors end in "and others"; ${authors.length} are named` : null };
}

function nameOf(name: string, latex: LatexDecoder): PersonName | null {
  if (isOneGroup(name)) {
    const whole = latex.decoded(name);
    return whole === '' ? null : { family: whole, given: '' };
  }
  const extended = extendedName(name, latex);
  if (extended !== null) return extended;
  const parts = splitOutsideBraces(name, /\s*,\s*/uy).map((part) => latex.decoded(part));
  if (parts.length > 1) {
    // A comma inside braces must not divide the name a second time.
    const [family, ...others] = parts;
    if (family !== undefined && parts.length === 2 && others[0] !== '') return { family, given: others[0] ?? '' };
    return personOf(parts.join(', '));
  }
  const words = splitOutsideBraces(name, /[\s~]+/uy).map((word) => latex.decoded(word)).filter((word) => word !== '');
  const von = words.findIndex((word, index) => index > 0 && index < words.length - 1 && /^\p{Ll}/u.test(word));
  const familyAt = von === -1 ? words.length - 1 : von;
  const startsSmall = words.length > 1 && /^\p{Ll}/u.test(words[0] ?? '');
  const family = words.slice(startsSmall ? 0 : familyAt).join(' ');
  return family === '' ? null : { family, given: startsSmall ? '' : words.slice(0, familyAt).join(' ') };
}

// BibLaTeX: "family=Li, given=Wei, prefix=van".
function extendedName(name: string, latex: LatexDecoder): PersonName | null {
  if (!/^\s*[a-z-]{2,12}\s*=/u.test(name)) return null;
  const said = new Map(splitOutsideBraces(name, /\s*,\s*/uy).map((part) => {
    const equals = part.indexOf('=');
    return [part.slice(0, equals).trim(), latex.decoded(part.slice(equals + 1))];
  }));
  const family = [said.get('prefix'), said.get('family')].filter((part) => part !== undefined && part !== '').join(' ');
  const given = [said.get('given'), said.get('suffix')].filter((part) => part !== undefined && part !== '').join(', ');
  return family === '' ? null : { family, given };
}

function isOneGroup(name: string): boolean {
  if (!name.startsWith('{') || !name.endsWith('}') || /^\{\\[^a-z]/iu.test(name)) return false;
  let depth = 0;
  for (let at = 0; at < name.length; at += 1) {
    const letter = name.charAt(at);
    if (letter === '\\') at += 1;
    else if (letter === '{') depth += 1;
    else if (letter === '}') {
      depth -= 1;
      if (depth === 0) return at === name.length - 1;
    }
  }
  return false;
}

/** `separator` is sticky. */
function splitOutsideBraces(text: string, separator: RegExp): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '\\') at += 1;
    else if (letter === '{') depth += 1;
    else if (letter === '}') depth -= 1;
    else if (depth <= 0 && /[\s,~]/u.test(letter)) {
      separator.lastIndex = at;
      const found = separator.exec(text);
      if (found !== null) {
        parts.push(text.slice(from, at));
        from = at + found[0].length;
        at = from - 1;
      }
    }
  }
  parts.push(text.slice(from));
  return parts;
}
