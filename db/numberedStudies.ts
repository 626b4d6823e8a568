// Owns which number or name each study prints under in a document as it is now, for tables and for reference lists alike, so
// that both say the same: first appearance counts through Table 1 and then Table 2.
import { numberingOf, numberReferences, type NumberedReferences, type StudyToNumber } from './exports/references/numbering';
import { nothingPrivate, type PrivateRows } from './queries/privateRows';
import { citedInReadingOrder, listReferenceStudies, readReferenceStudies, type ReferenceStudy } from './queries/studyReferences';
import type { ReadHandle } from './store/handle';

export interface NumberedStudies { readonly studies: readonly ReferenceStudy[]; readonly references: NumberedReferences }

/** `numbering` as the contract has it. `scope`: all active studies, or those that printed rows cite. Private ones have no number that others could miss. */
export function numberedStudies(handle: ReadHandle, numbering: string, scope: 'all' | 'cited', { studyIds: hidden }: Pick<PrivateRows, 'studyIds'> = nothingPrivate): NumberedStudies {
  const rows = [...citedInReadingOrder(handle)].map((ids) => ids.filter((id) => !hidden.has(id)));
  const cited = new Set(rows.flat());
  const active = [...listReferenceStudies(handle, null)].filter(({ studyId }) => !hidden.has(studyId));
  const activeIds = new Set(active.map(({ studyId }) => studyId));
  // A number that a table prints has to be in the list, whatever became of its study.
  const outside = readReferenceStudies(handle, [...cited].filter((id) => !activeIds.has(id)));
  const studies = [...active.filter(({ studyId }) => scope === 'all' || cited.has(studyId)), ...outside];
  const references = numberReferences(studies.map(toNumber), rows, numberingOf(numbering));
  const gone = outside.map(({ studyId, number, lifecycle }) => ({ studyId, before: String(number), message: `It is ${lifecycle}, but a printed row cites it, so it is in the list.` }));
  return { studies, references: { ...references, problems: [...references.problems, ...gone] } };
}

function toNumber({ studyId, number, fields }: ReferenceStudy): StudyToNumber {
  return { studyId, number, authors: fields.authors.map(({ family }) => family), year: fields.year, title: fields.title };
}
