// Owns finding the known molecules in a running text, such as a mechanism or a quoted statement. Refuses to guess: only names
// that the aliases know and microRNAs; short words without a digit only as they are spelled (LIGHT, not light), so that a
// plain word is no molecule. Each word is tried with those that follow only where a listed
// name begins so, eight at most.
import { shippedAliases, type AliasIndex } from './aliasIndex';
import { normalSymbol } from './normalSymbol';
import { knownMolecule, type NamedMolecule } from './readMolecules';
import { withStem } from './sharedStem';

const longestText = 20_000;
const mostWords = 8;

/** Letters, digits and dashes in one piece. */
const words = /[\p{L}\p{N}]+(?:[-‐‑–—−~*+][\p{L}\p{N}]+)*\*?/gu;
/** Capitalised, these are plain words at the start of a sentence. */
const plainWords: ReadonlySet<string> = new Set(['Light', 'Met', 'Kit', 'Rank', 'Trail', 'Trap', 'Neu', 'Ret', 'Fas', 'Lif', 'Ido', 'Ar']);

/** In order of the text, every mention. */
export function findMolecules(text: string, aliases: AliasIndex = shippedAliases): readonly NamedMolecule[] {
  if (text.length > longestText) return [];
  const found: NamedMolecule[] = [];
  const places = Array.from(text.matchAll(words), (match) => ({ start: match.index, end: match.index + match[0].length }));
  for (let at = 0; at < places.length; at += 1) {
    const longest = longestFrom(text, places, at, aliases) ?? sharing(text, places, at, found.at(-1), aliases);
    if (longest === null) continue;
    found.push(longest.molecule);
    at += longest.words - 1;
  }
  return found;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

interface Mention {
  readonly molecule: NamedMolecule;
  readonly words: number;
}

function longestFrom(text: string, places: readonly Place[], at: number, aliases: AliasIndex): Mention | null {
  const start = places[at]?.start ?? 0;
  let mention: Mention | null = null;
  for (let count = 1; count <= mostWords; count += 1) {
    const place = places[at + count - 1];
    const before = places[at + count - 2];
    if (place === undefined || (count > 1 && before !== undefined && text.slice(before.end, place.start) !== ' ')) break;
    const name = text.slice(start, place.end);
    const molecule = count > 1 || mayBeSymbol(name, aliases) ? knownAs(name, start, place.end, aliases) : null;
    if (molecule !== null) mention = { molecule, words: count };
    if (count === 1 && !beginsLongerName(name, aliases)) break;
  }
  return mention;
}

/** "3" right after "SMAD2/". */
function sharing(text: string, places: readonly Place[], at: number, last: NamedMolecule | undefined, aliases: AliasIndex): Mention | null {
  const place = places[at];
  if (place === undefined || last === undefined || text.slice(last.end, place.start) !== '/') return null;
  const name = withStem(last.name, text.slice(place.start, place.end));
  const molecule = name === null ? null : knownAs(name, place.start, place.end, aliases);
  return molecule === null ? null : { molecule, words: 1 };
}

function beginsLongerName(name: string, aliases: AliasIndex): boolean {
  return aliases.beginsName(normalSymbol(name)) || /^(?:mi(?:cro)?-?rna|mir)$/iu.test(name);
}

function knownAs(name: string, start: number, end: number, aliases: AliasIndex): NamedMolecule | null {
  const molecule = knownMolecule(name, aliases);
  return molecule === null ? null : { start, end, ...molecule };
}

/** Digits, Greek letters and long names are safe; short words need their capitals. */
function mayBeSymbol(name: string, aliases: AliasIndex): boolean {
  if (/[\p{N}\p{Script=Greek}-]/u.test(name) || name.length >= 7) return true;
  if (plainWords.has(name)) return false;
  const upper = name.toUpperCase();
  return aliases.isSpelled(name) || name === upper || name === upper.charAt(0) + name.slice(1).toLowerCase();
}
