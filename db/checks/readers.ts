// Owns a document's readers: the extractor with its memory, and the reader of molecules with the names of the file,
// which learns them again when one changes. What either throws on somebody's text is a reading of nothing.
import type { ExtractedTrial } from '../contract/evidence';
import type { Molecule } from '../evidence/rules/rule';
import type { ReadHandle } from '../store/handle';
import { guarded, type Failures, type Readers } from './checkContext';
import type { EvidenceParts, MoleculeName } from './evidenceParts';
import { rememberingReader } from './readTrial';

export interface DocumentReaders {
  current(): Readers;
  /** Names changed in the file. */
  forgetNames(): void;
}

const nothingRead: ExtractedTrial = { arms: [], treatmentArms: 0, patientGroups: 0, total: null, evaluable: [], results: [] };
const noMolecules: readonly Molecule[] = [];

export function createReaders(handle: ReadHandle, parts: EvidenceParts, failures: Failures): DocumentReaders {
  const readCells = rememberingReader((cells) => guarded(failures, 'The extractor', () => parts.extractTrial(cells), nothingRead));
  let known: Readers | null = null;
  return {
    current: () => {
      if (known !== null) return known;
      const read = parts.moleculeReader(handle.all<MoleculeName>(`SELECT coalesce(alias, '') AS alias, coalesce(symbol, '') AS symbol, coalesce(kind, '') AS kind FROM alias WHERE lifecycle = 'active' ORDER BY ordinal, num`));
      known = { readCells, readMolecules: (text) => guarded(failures, 'The reader of molecules', () => read(text), noMolecules) };
      return known;
    },
    forgetNames: () => { known = null; },
  };
}
