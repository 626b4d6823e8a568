// Owns what the checks are made of beside the file: the rules, the extractor, the reader of molecules and the names that
// ship. Handed in, so that tests bring their own. Its signature says whether a file was checked by the same ones.
import type { ExtractedTrial, TrialCells } from '../contract/evidence';
import type { Molecule, Rule } from '../evidence/rules/rule';

export interface MoleculeName { readonly alias: string; readonly symbol: string; readonly kind: string }
export type ReadMolecules = (text: string) => readonly Molecule[];

export interface EvidenceParts {
  readonly rules: readonly Rule[];
  /** Pure; never throws on any text. */
  readonly extractTrial: (cells: TrialCells) => ExtractedTrial;
  /** Rises when something is read otherwise than before: by the extractor, or of a molecule's name. */
  readonly readingVersion: number;
  /** A reader that knows these names. */
  readonly moleculeReader: (names: readonly MoleculeName[]) => ReadMolecules;
  readonly shippedNames: readonly MoleculeName[];
}

/** The way in which derived rows are written: rises with a change of this room that writes them otherwise. */
const derivingVersion = 1;

export function signatureOf({ rules, readingVersion }: EvidenceParts): string {
  return JSON.stringify([derivingVersion, readingVersion, ...rules.map(({ id, version }) => `${id}.${version}`)]);
}
