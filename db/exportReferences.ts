// Owns writing studies as references (RIS, BibTeX, CSL-JSON): which studies, chunk by chunk, with progress and cancel. Leaves
// out a study of which only the number is known, because no reference manager has a record for that, and counts it.
import { LacunaError } from './contract/errors';
import { studyFormats, type StudyFormat } from './contract/references';
import type { StudyFields } from './contract/types';
import { bibtexPieces } from './exports/references/bibtex';
import { cslJsonPieces } from './exports/references/cslJson';
import type { ReferenceEntry } from './exports/references/referenceEntry';
import { risPieces } from './exports/references/ris';
import { listReferenceStudies } from './queries/studyReferences';
import { encodedText } from './store/encodedText';
import type { ReadHandle } from './store/handle';
import type { WriteFile } from './store/writeWhole';

interface WriteControl {
  readonly signal: AbortSignal;
  readonly onRows: (rows: number) => void;
  readonly write: WriteFile;
  /** Sees the chunks on their way to the file. */
  readonly through: (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
}

const piecesOf: Readonly<Record<StudyFormat, (entries: Iterable<ReferenceEntry>) => Generator<string>>> = { ris: risPieces, bibtex: bibtexPieces, 'csl-json': cslJsonPieces };

export function isStudyFormat(format: string): format is StudyFormat {
  return studyFormats.some((each) => each === format);
}

/** Refuses a format of references for anything but studies. */
export function requireStudies(format: StudyFormat, table: string): 'studies' {
  if (table !== 'studies') throw new LacunaError('invalid-input', `${format} holds references: it is a format of studies, not of ${table}. Choose studies, or another format.`);
  return table;
}

/** `nums`: the rows in their order; null for all that are active, and those that were excluded if they are wanted. */
export interface StudyChoice { readonly nums: readonly number[] | null; readonly includeExcluded: boolean; /** Of private studies, which are left out. */ readonly hidden: ReadonlySet<string> }

export async function writeReferences(handle: ReadHandle, { nums, includeExcluded, hidden }: StudyChoice, format: StudyFormat, path: string, { signal, onRows, write, through }: WriteControl): Promise<{ readonly path: string; readonly rows: number; readonly numberOnly: number; readonly privateStudies: number; readonly bytes: number }> {
  let rows = 0;
  let numberOnly = 0;
  let privateStudies = 0;
  function* entries(): Generator<ReferenceEntry> {
    for (const { studyId, fields } of listReferenceStudies(handle, nums, includeExcluded)) {
      if (hidden.has(studyId)) privateStudies += 1;
      else if (isNumberOnly(fields)) numberOnly += 1;
      else {
        rows += 1;
        yield { id: studyId, fields };
      }
    }
  }
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (const chunk of encodedText(piecesOf[format](entries()))) {
      yield chunk;
      onRows(rows);
      // A cancel arrives as an event.
      await new Promise((resolve) => { setTimeout(resolve, 0); });
      if (signal.aborted) throw new LacunaError('cancelled', 'The export was cancelled. Nothing was written.');
    }
  }
  const bytes = await write(path, through(chunks()));
  return { path, rows, numberOnly, privateStudies, bytes };
}

function isNumberOnly({ title, authors, doi, pmid, registryId, journal }: StudyFields): boolean {
  return title === null && authors.length === 0 && doi === null && pmid === null && registryId === null && journal === null;
}
