// Owns reading the molecules that a cell names: one row names three miRNAs, one an axis. Each keeps its place in the text, its
// key, its approved symbol where the aliases know one, and its kind. Refuses long texts and more than forty names; a name that
// is not known stays as printed, kind unknown. Every letter is looked at a bounded number of times.
import { shippedAliases, type AliasIndex, type Molecule, type MoleculeKind } from './aliasIndex';
import { keyOfMicroRna, longestSymbol, normalSymbol, readMicroRna, unconfused, writeMicroRna } from './normalSymbol';
import { withStem } from './sharedStem';

export interface NamedMolecule {
  /** Where it stands: text.slice(start, end). The 3 of SMAD2/3 stands for SMAD3. */
  readonly start: number;
  readonly end: number;
  /** As printed, a shared stem written out and words such as lncRNA or "axis" left off. */
  readonly name: string;
  readonly key: string;
  /** HGNC's symbol, miRBase's name, or the usual name of a complex or family; null where none is known. */
  readonly approved: string | null;
  readonly kind: MoleculeKind;
}

const longestCell = 2000;
const mostNames = 40;
const mostFragments = 200;

interface Fragment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isBracketed: boolean;
  readonly followsSlash: boolean;
}

/** The molecules of a factor cell, in order, each once. */
export function readMolecules(cell: string, aliases: AliasIndex = shippedAliases): readonly NamedMolecule[] {
  if (cell.length > longestCell) return [];
  const found: NamedMolecule[] = [];
  const seen = new Set<string>();
  let before: string | null = null;
  for (const fragment of fragmentsOf(cell)) {
    if (found.length === mostNames) break;
    const shared: string | null = fragment.followsSlash && before !== null ? withStem(before, fragment.text) : null;
    const printed: string = shared ?? fragment.text;
    const molecule = readMolecule(printed, aliases);
    if (molecule === null || (fragment.isBracketed && molecule.kind === 'unknown' && !looksLikeSymbol(fragment.text))) continue;
    before = printed;
    const identity = molecule.approved ?? molecule.key;
    if (seen.has(identity)) continue;
    seen.add(identity);
    found.push({ start: fragment.start, end: fragment.end, ...molecule });
  }
  return found;
}

const separators = /[,;/|+&→\n\r\t()[\]]|::|(?<![\p{L}\p{N}])(?:and|or|versus|vs)(?![\p{L}\p{N}])/giu;

/** Pieces between commas, slashes, brackets, "and". */
function fragmentsOf(cell: string): readonly Fragment[] {
  const fragments: Fragment[] = [];
  let depth = 0;
  let from = 0;
  let mark = '';
  const add = (to: number): void => {
    const raw = cell.slice(from, to);
    const text = raw.trim();
    if (text === '' || text.length > longestSymbol || fragments.length === mostFragments) return;
    const start = from + raw.indexOf(text);
    fragments.push({ text, start, end: start + text.length, isBracketed: depth > 0, followsSlash: mark === '/' });
  };
  for (const found of cell.matchAll(separators)) {
    const [sign] = found;
    // A plus without spaces belongs to its name: CD8+.
    if (sign === '+' && cell.charAt(found.index - 1) !== ' ') continue;
    add(found.index);
    if (sign === '(' || sign === '[') depth += 1;
    else if ((sign === ')' || sign === ']') && depth > 0) depth -= 1;
    from = found.index + sign.length;
    mark = sign;
  }
  add(cell.length);
  return fragments;
}

function looksLikeSymbol(text: string): boolean {
  return text.length <= 16 && !text.includes(' ') && /[\p{Lu}\p{N}α-ω]/u.test(text);
}

export interface ReadName {
  readonly name: string;
  readonly key: string;
  readonly approved: string | null;
  readonly kind: MoleculeKind;
}

// What may stand before or after a name without changing the molecule. Each is taken off once, from the outside in.
const leading = /^(?:exosomal|exosome-derived|circulating|serum|plasma|soluble|tumor-derived|tumour-derived|overexpressed|the)[ ]+/iu;
const trailing = /[ ]+(?:genes?|proteins?|mrna|expression|mutations?|levels?|axis|pathway|signaling pathway|signalling pathway|signaling|signalling|fusion)$/iu;
const longPrefix = /^(?:lncrnas?|long non-?coding rnas?)[-‐‑–_: ]*(?=[\p{L}\p{N}])/iu;
const circularPrefix = /^(?:hsa[-_ ])?(?:circrnas?|circular rnas?|circ)[-‐‑–_: ]*(?=[\p{L}\p{N}])/iu;
const isCircular = /^(?:hsa[-_ ])?(?:circ(?=[A-Z_\d])|circrna|circular rna)/u;
const antisense = /(?:-AS\d{0,2}|^LINC\d{4,6}|^SNHG\d{1,2}|^MIR\d{1,4}[A-Z]?HG)$/u;
/** Names whose prefix is no description but part of them: lncRNA-p21 is not p21. */
const ownPrefix = /^lncrna[-‐‑–_ ]*p21$/iu;

/** One name; null where no letter of a symbol is left. */
export function readMolecule(text: string, aliases: AliasIndex = shippedAliases): ReadName | null {
  const whole = unconfused(text).trim();
  const known = knownMolecule(whole, aliases);
  if (known !== null) return known;
  const bare = whole.replace(leading, '').replace(trailing, '').trim();
  if (bare !== whole) {
    const found = knownMolecule(bare, aliases);
    if (found !== null) return found;
  }
  if (isCircular.test(bare) || /^(?:circrna|circular rna)/iu.test(bare)) {
    const name = bare.replace(circularPrefix, 'circ');
    const key = normalSymbol(bare.replace(circularPrefix, 'circ '));
    return key === '' ? null : { name, key, approved: null, kind: 'circRNA' };
  }
  if (longPrefix.test(bare)) return longRna(bare, aliases);
  const key = normalSymbol(bare);
  if (key === '') return null;
  return { name: bare, key, approved: null, kind: antisense.test(bare) ? 'lncRNA' : 'unknown' };
}

/** "lncRNA ZEB1-AS1": the prefix says the kind. A protein of the same name is another molecule. */
function longRna(text: string, aliases: AliasIndex): ReadName | null {
  const name = text.replace(longPrefix, '');
  const key = normalSymbol(name);
  if (key === '') return null;
  const found = ownPrefix.test(text) ? null : aliases.find(key);
  if (found?.kind === 'lncRNA') return { name, key, approved: found.approved, kind: 'lncRNA' };
  const isTaken = found !== null || ownPrefix.test(text) || readMicroRna(name) !== null;
  return isTaken ? { name: text, key: normalSymbol(text), approved: null, kind: 'lncRNA' } : { name, key, approved: null, kind: 'lncRNA' };
}

/** A name that the aliases list as it is, or a microRNA; null of anything else. */
export function knownMolecule(name: string, aliases: AliasIndex): ReadName | null {
  const microRna = readMicroRna(name);
  const key = microRna === null ? normalSymbol(name) : keyOfMicroRna(microRna);
  const found: Molecule | null = aliases.find(key);
  if (found !== null) return { name, key, approved: found.approved, kind: found.kind };
  return microRna === null ? null : { name, key, approved: writeMicroRna(microRna), kind: 'miRNA' };
}
