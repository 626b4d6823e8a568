// Owns reference lists: which studies, under which numbers, in which style; a block of the list to look at, or the whole of
// it as a file. Entries are set in turns that let other calls through. Writes to a temporary file first, and never to a
// document.
import { basename } from 'node:path';
import type { CitationStyles } from './citationStyles';
import { LacunaError } from './contract/errors';
import type { Output, ParsedInput } from './contract/methods';
import { textOfRuns, type ListedReference, type TextRun } from './contract/references';
import type { StudyToList } from './exports/references/citeprocList';
import { listPieces } from './exports/references/listFile';
import type { NumberedReferences } from './exports/references/numbering';
import type { CitationStyle } from './exports/references/readStyle';
import { StyleError } from './exports/references/styleTree';
import { readHead } from './journal/applyChangeSet';
import { numberedStudies } from './numberedStudies';
import { nothingPrivate, privateRowsOf } from './queries/privateRows';
import { runSteps } from './runSteps';
import { encodedText } from './store/encodedText';
import type { ReadHandle } from './store/handle';
import { requireExportPlace } from './store/writePlace';
import { writeWhole } from './store/writeWhole';

type Request = ParsedInput<'formatReferences'>;
/** Which studies, under which numbers. */
interface Numbered extends Pick<Request, 'scope' | 'includePrivate'> { readonly numbering: string }
/** The numbers of another state: how that one numbers its studies, and how a study prints that has no place in its list. */
export interface OtherNumbers { readonly handle: ReadHandle; readonly labelOf: (studyId: string) => string }
/** Of some studies, as lines below a table; under this state's own numbers where no others are given. */
export interface LinesRequest extends Pick<Request, 'style' | 'stylePath' | 'language' | 'includePrivate'> { readonly numbering: string; readonly studyIds: ReadonlySet<string>; readonly under: OtherNumbers | null }
export interface ListedLine { readonly studyId: string; readonly text: string; readonly runs: readonly TextRun[] }
interface Prepared { readonly key: string; readonly privateStudies: number; readonly studies: readonly StudyToList[]; readonly references: NumberedReferences }
export interface ListControl { readonly signal: AbortSignal; readonly progress: (label: string, done: number, total: number | null) => void }
export interface ReferenceLists {
  lines(documentId: string, handle: ReadHandle, request: LinesRequest, control: ListControl): Promise<readonly ListedLine[]>;
  format(document: { readonly path: string; readonly documentId: string; readonly handle: ReadHandle }, request: Request, control: ListControl, uniqueName: string): Promise<Output<'formatReferences'>>;
}

const stopped = 'The list was cancelled. Nothing was written.';

export function createReferenceLists(styles: CitationStyles): ReferenceLists {
  /** The last one that was numbered: a page asks for it block by block. Abstracts are let go of. */
  let last: Prepared | null = null;

  const preparedFor = (documentId: string, handle: ReadHandle, request: Numbered): Prepared => {
    const { numbering, scope, includePrivate } = request;
    // By the journal's hash: a copy of the document may have gone on from the same number of changes.
    const key = JSON.stringify([documentId, readHead(handle).hash, numbering, scope, includePrivate]);
    if (last?.key !== key) last = { key, ...listed(handle, request) };
    return last;
  };

  return {
    lines: async (documentId, handle, { style: named, stylePath, numbering, language, includePrivate, studyIds, under }, control) => {
      const { style } = styles.find(named, stylePath);
      const all = { numbering, scope: 'all', includePrivate } as const;
      const numbered = preparedFor(documentId, under?.handle ?? handle, all).studies;
      const studies = under === null ? numbered : renumbered(listed(handle, all).studies, numbered, under.labelOf);
      return (await entriesOf(style, stylePath, language, studies.filter(({ studyId }) => studyIds.has(studyId)), control)).map(({ studyId, runs }) => ({ studyId, text: textOfRuns(runs), runs }));
    },
    format: async ({ path: documentPath, documentId, handle }, request, { signal, progress }, uniqueName) => {
      const { style, info } = styles.find(request.style, request.stylePath);
      if (request.path !== null) requireExportPlace({ documentPath, stylePath: request.stylePath }, request.path);
      const numbering = request.numbering ?? (style.isNumbered ? 'original' : 'author-year');
      const { studies, references, privateStudies } = preparedFor(documentId, handle, { ...request, numbering });
      const wanted = request.path === null ? studies.slice(request.start, request.end) : studies;
      const entries = await entriesOf(style, request.stylePath, request.language, wanted, { signal, progress });
      const bytes = request.path === null ? null : await writeWhole(request.path, uniqueName, encodedText(listPieces(request.format, 'References', entries, request.language ?? 'en-US')));
      return {
        style: { ...info, authors: [...info.authors] }, numbering, total: studies.length, unknown: studies.filter(({ fields }) => fields.title === null).length, privateStudies,
        entries: (request.path === null ? entries : entries.slice(request.start, request.end)).map((entry) => ({ ...entry, runs: entry.runs.map((run) => ({ ...run, marks: [...run.marks] })) })),
        changes: [...references.changes], problems: [...references.problems], path: request.path, bytes,
      };
    },
  };
}

async function entriesOf(style: CitationStyle, stylePath: string | null, language: Request['language'], studies: readonly StudyToList[], { signal, progress }: ListControl): Promise<readonly ListedReference[]> {
  // citeproc is a megabyte, which no start has to read.
  const { listSteps } = await import('./exports/references/citeprocList');
  try {
    return await runSteps(listSteps({ style, language, studies }), { signal, onStep: (done, total) => progress('Setting references', done, total) }, stopped);
  } catch (thrown) {
    if (thrown instanceof StyleError) throw new LacunaError('invalid-value', stylePath === null ? thrown.message : `${basename(stylePath)}: ${thrown.message}`);
    throw thrown;
  }
}

function listed(handle: ReadHandle, { numbering, scope, includePrivate }: Numbered): Omit<Prepared, 'key'> {
  const privates = includePrivate ? nothingPrivate : privateRowsOf(handle);
  const { references, studies } = numberedStudies(handle, numbering, scope, privates);
  const byId = new Map(studies.map((study) => [study.studyId, study]));
  return {
    references, privateStudies: privates.studyIds.size,
    studies: references.order.flatMap((studyId, index) => {
      const study = byId.get(studyId);
      const label = references.printed.get(studyId);
      return study === undefined || label === undefined ? [] : [{ studyId, fields: { ...study.fields, abstract: null }, label, place: index + 1 }];
    }),
  };
}

/** In their own order, under the numbers that they have in the other list. */
function renumbered(studies: readonly StudyToList[], others: readonly StudyToList[], labelOf: (studyId: string) => string): readonly StudyToList[] {
  const known = new Map(others.map(({ studyId, label, place }) => [studyId, { label, place }]));
  return studies.map((study): StudyToList => {
    const label = labelOf(study.studyId);
    return { ...study, ...(known.get(study.studyId) ?? { label: { label, number: /^\d+$/u.test(label) ? Number(label) : null, letter: null, undated: null }, place: null }) };
  });
}
