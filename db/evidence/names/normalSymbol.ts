// Owns the key by which symbols are the same or not (evidence.md, 2): TGF-β, TGFβ and "tgf beta" share one; hsa-miR-17-5p,
// microRNA 17-5p and miR-17-5p share one; miR-17-5p and miR-175p, miR-193a-3p and miR-193a-5p do not. Confusable letters
// fold here only, because here a text is known to be a symbol. Refuses texts too long for a symbol: the empty key.
import { joinedWord } from '../fold';

export const longestSymbol = 120;

/** Any dash, or the tilde of a cluster, that parts the pieces of a microRNA's name. */
const dashes = /[-‐‑‒–—―−﹣－~_ \u00a0]+/gu;

// What is printed for β, α and κ where these letters are not at hand: only alone between letters of another kind.
const eszettForBeta = /(?<!\p{Ll})ß(?!\p{Ll})/gu;
const latinAlpha = /ɑ/gu;
const kaForKappa = /(?<!\p{Script=Cyrillic})[кĸ](?!\p{Script=Cyrillic})/gu;
/** "IncRNA" and "1ncRNA", however they came about. */
const misreadLong = /(?<![\p{L}\p{N}])[il1|](?=ncrna)/giu;

/** Letters that a symbol can't hold, as the ones that they stand for; NFKC. */
export function unconfused(text: string): string {
  // Most names are plain ASCII and spared the search.
  if (/^[ -~]*$/u.test(text) && !/ncrna/iu.test(text)) return text;
  return text.normalize('NFKC').replaceAll(misreadLong, 'l').replaceAll(eszettForBeta, 'β').replaceAll(latinAlpha, 'α').replaceAll(kaForKappa, 'κ');
}

export interface MicroRna {
  /** "pre" or "pri" of a precursor. */
  readonly precursor: string;
  readonly family: 'miR' | 'let';
  readonly number: string;
  /** The a of miR-193a. */
  readonly letters: string;
  /** The 1 of miR-16-1, the 92 of miR-17~92. */
  readonly copy: string;
  readonly arm: '3p' | '5p' | '';
  readonly star: '*' | '';
}

const microRnaPattern =
  /^(?:hsa-)?(?:(?<precursor>pre|pri)-)?(?:(?:mirnas?|micro-?rnas?|mirs?)-?(?<number>\d{1,5})|let-?(?<let>7))-?(?<letters>(?<![-])[a-z]{0,2})(?:-(?<copy>\d{1,2}))?(?:(?:-|(?<=[a-z]))(?<arm>[35]p))?(?<star>\*?)$/u;

/** The pieces of a microRNA's name; null of anything else, such as its host gene MIR17HG. */
export function readMicroRna(text: string): MicroRna | null {
  if (text.length > longestSymbol) return null;
  const found = microRnaPattern.exec(unconfused(text).trim().toLowerCase().replaceAll(dashes, '-'))?.groups;
  if (found === undefined || found['letters'] === 'hg') return null;
  const { precursor = '', number = '', letters = '', copy = '', arm = '', star = '' } = found;
  return { precursor, family: number === '' ? 'let' : 'miR', number: number === '' ? '7' : number, letters, copy, arm: arm === '3p' || arm === '5p' ? arm : '', star: star === '*' ? '*' : '' };
}

/** As miRBase writes it, without the species: miR-193a-3p, let-7f-1. */
export function writeMicroRna({ precursor, family, number, letters, copy, arm, star }: MicroRna): string {
  const tail = [copy, arm].filter((piece) => piece !== '').map((piece) => `-${piece}`).join('');
  return `${precursor === '' ? '' : `${precursor}-`}${family}-${number}${letters}${tail}${star}`;
}

/**
 * The key of a symbol: lower case, Greek letters by name (or, for what is often typed so, by Latin letter), dashes and spaces gone
 * except between digits; a microRNA as mir-17-5p, its arm, letters and number kept. Empty where nothing of a symbol is left.
 */
export function normalSymbol(text: string, greekAs: 'name' | 'letter' = 'name'): string {
  if (text.length > longestSymbol) return '';
  const microRna = readMicroRna(text);
  return microRna === null ? joinedWord(unconfused(text), greekAs) : keyOfMicroRna(microRna);
}

export function keyOfMicroRna(microRna: MicroRna): string {
  return writeMicroRna(microRna).toLowerCase();
}

const printedAlike: Readonly<Record<string, string>> = { o: '0', q: '0', i: '1', l: '1', '|': '1', z: '2', s: '5', b: '8' };

/** The same for symbols that a reader or a scanner may take for each other: SOX2OT and SOX20T, ICAM-1 and ICAM-l. Never an identity. */
export function confusableKey(text: string): string {
  return normalSymbol(text).replaceAll(/[oqil|zsb]/gu, (letter) => printedAlike[letter] ?? letter);
}
