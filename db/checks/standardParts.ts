// Owns which rules, extractor, reader of molecules and names the application checks with.
import { moleculeKinds } from '../contract/evidenceWords';
import { extractTrial } from '../evidence/extraction/extractTrial';
import { indexAliases, shippedMolecules, type Molecule as NamedMolecules } from '../evidence/names/aliasIndex';
import { normalSymbol } from '../evidence/names/normalSymbol';
import { readMolecules } from '../evidence/names/readMolecules';
import { rules } from '../evidence/rules/registry';
import type { Molecule } from '../evidence/rules/rule';
import type { EvidenceParts, MoleculeName, ReadMolecules } from './evidenceParts';

/** Reads with the names of one file: those that shipped and those that its curators gave. */
function moleculeReader(names: readonly MoleculeName[]): ReadMolecules {
  const index = indexAliases(moleculesOf(names));
  return (text) => readMolecules(text, index).map(({ name, key, approved, kind }): Molecule => ({ printed: name, key: approved === null ? key : normalSymbol(approved), approved, kind }));
}

function moleculesOf(names: readonly MoleculeName[]): readonly NamedMolecules[] {
  const bySymbol = Map.groupBy(names.filter(({ symbol }) => symbol !== ''), ({ symbol }) => symbol);
  return [...bySymbol].map(([approved, of]) => ({
    approved, kind: moleculeKinds.find((kind) => kind === of[0]?.kind) ?? 'unknown', aliases: of.map(({ alias }) => alias).filter((alias) => alias !== '' && alias !== approved),
  }));
}

/** A molecule without another name is listed under its own. */
const shippedNames: readonly MoleculeName[] = shippedMolecules.flatMap(({ approved, kind, aliases }) => (aliases.length === 0 ? [approved] : aliases).map((alias) => ({ alias, symbol: approved, kind })));

export const standardParts: EvidenceParts = { rules, extractTrial, moleculeReader, shippedNames, readingVersion: 1 };
