// Owns finding the molecule that a name means: the shipped table, and the aliases that a document adds. Refuses to choose
// when a key belongs to two molecules: the first keeps it and the clash is reported.
import aliases from './aliases.json';
import { normalSymbol } from './normalSymbol';

/** `complex` and `family` are several molecules under one name, which no approved symbol covers. */
export type MoleculeKind = 'protein' | 'miRNA' | 'lncRNA' | 'circRNA' | 'complex' | 'family' | 'small molecule' | 'unknown';

export interface Molecule {
  /** HGNC's symbol of a gene; the usual name of a complex, a family or a small molecule. */
  readonly approved: string;
  readonly kind: MoleculeKind;
  readonly aliases: readonly string[];
}

export interface AliasClash {
  readonly key: string;
  readonly name: string;
  readonly kept: string;
  readonly refused: string;
}

export interface AliasIndex {
  /** By a key of `normalSymbol`. */
  readonly find: (key: string) => Molecule | null;
  /** One of the names as it is listed, capitals and all. */
  readonly isSpelled: (name: string) => boolean;
  /** The key of the first word of a name that has several. */
  readonly beginsName: (key: string) => boolean;
  readonly clashes: readonly AliasClash[];
}

export const shippedMolecules: readonly Molecule[] = (['protein', 'lncRNA', 'complex', 'family', 'small molecule'] as const).flatMap((kind) =>
  Object.entries(aliases[kind]).map(([approved, names]) => ({ approved, kind, aliases: names })),
);

/**
 * Approved symbols claim their keys first, then aliases, then aliases with Greek letters typed as Latin ones (TNF-a); these
 * last give way silently.
 */
export function indexAliases(molecules: readonly Molecule[]): AliasIndex {
  const byKey = new Map<string, Molecule>();
  const clashes: AliasClash[] = [];
  const claim = (key: string, name: string, molecule: Molecule, isSilent: boolean): void => {
    if (key === '') return;
    const holder = byKey.get(key);
    if (holder === undefined) byKey.set(key, molecule);
    else if (holder.approved !== molecule.approved && !isSilent) clashes.push({ key, name, kept: holder.approved, refused: molecule.approved });
  };
  for (const molecule of molecules) claim(normalSymbol(molecule.approved), molecule.approved, molecule, false);
  for (const molecule of molecules) for (const name of molecule.aliases) claim(normalSymbol(name), name, molecule, false);
  for (const molecule of molecules) for (const name of [molecule.approved, ...molecule.aliases]) claim(normalSymbol(name, 'letter'), name, molecule, true);
  const spelled = new Set(molecules.flatMap(({ approved, aliases: names }) => [approved, ...names]));
  const firstWords = new Set([...spelled].filter((name) => name.includes(' ')).map((name) => normalSymbol(name.slice(0, name.indexOf(' ')))));
  return { find: (key) => byKey.get(key) ?? null, isSpelled: (name) => spelled.has(name), beginsName: (key) => firstWords.has(key), clashes };
}

export const shippedAliases: AliasIndex = indexAliases(shippedMolecules);
