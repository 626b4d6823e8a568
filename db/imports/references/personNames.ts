// Owns how a printed author becomes a name: "Family, Given, Jr", MEDLINE's "McGuinness LA", consortia. Refuses to
// guess where a name without a comma divides: unless its end is initials, it stays whole, as a literal name.
import { suffixForm } from '../../evidence/references/nameSuffix';
import type { PersonName } from './types';

/** "Family, Given", "Family, Given, Jr", "Family, Jr, Given", "Wang X", or a literal name. Null for an empty text. */
export function personOf(text: string): PersonName | null {
  const parts = text.split(',').map(single).filter((part) => part !== '');
  const [family, second, third] = parts;
  if (family === undefined) return null;
  if (isMarkedWhole(text, parts)) return { family: parts.join(', '), given: '' };
  if (second === undefined) return medlineOrLiteral(family);
  if (third === undefined) return suffixForm.test(second) ? { family: `${family}, ${second}`, given: '' } : { family, given: second };
  if (parts.length > 3) return { family, given: parts.slice(1).join(', ') };
  if (suffixForm.test(third)) return { family, given: `${second}, ${third}` };
  if (suffixForm.test(second)) return { family, given: `${third}, ${second}` };
  return { family, given: `${second}, ${third}` };
}

// EndNote's marks of a name that must not be divided: "Cancer Research UK," and "University of California,, Irvine".
function isMarkedWhole(text: string, parts: readonly string[]): boolean {
  if (parts.length === 1) return text.trimEnd().endsWith(',');
  return /,,/u.test(text) && !/,(?!,)(?<!,,)/u.test(text) && !/^(?:\p{Lu}\.[ -]?){1,4}$|^\p{Lu}$/u.test(parts.at(-1) ?? '');
}

function medlineOrLiteral(name: string): PersonName {
  const isEntity = /^(?:the|for|on behalf)\b|\b(?:group|consortium|investigators|study|trial|network|committee|society|collaboration|team)\b/iu.test(name);
  return isEntity ? { family: name, given: '' } : medlineName(name);
}

/** MEDLINE's short form: family names, a space, up to four initials, perhaps a suffix ("King ML Jr"); Embase's has dots ("King M.L."). */
export function medlineName(text: string): PersonName {
  const words = single(text).split(' ');
  const last = words.at(-1) ?? '';
  const suffix = words.length > 2 && suffixForm.test(last) && !/^\p{Lu}+$/u.test(last) ? last : null;
  const bare = suffix === null ? words : words.slice(0, -1);
  const initials = bare.at(-1) ?? '';
  const family = bare.slice(0, -1).join(' ');
  const isInitials = (/^\p{Lu}{1,4}$/u.test(initials) && /\p{Ll}|^\p{Lo}/u.test(family)) || /^(?:\p{Lu}\.-?){1,5}$/u.test(initials);
  if (bare.length > 1 && isInitials) {
    return { family, given: suffix === null ? initials : `${initials}, ${suffix}` };
  }
  return { family: words.join(' '), given: '' };
}

function single(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
