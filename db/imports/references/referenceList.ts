// Owns what pasted or dropped reference text becomes on its way into the file: a list of labelled references, and the
// cells of a study row. Refuses text of no known format with the sentence that the readers give.
import { LacunaError } from '../../contract/errors';
import type { StudyFields, Values } from '../../contract/types';
import { toCslJson } from '../../evidence/references/cslItem';
import { normalDoi, normalPmid } from './identifiers';
import { labelOf } from './labels';
import { readReferenceFile, readReferences } from './readReferences';
import type { FoundProblem, ReferenceFormat } from './types';

export interface LabelledReference { readonly fields: StudyFields; readonly label: string; readonly raw: string; readonly line: number; readonly unknownTags: readonly string[] }
export interface ReferenceList { readonly format: ReferenceFormat; readonly encoding: string | null; readonly references: readonly LabelledReference[]; readonly problems: readonly FoundProblem[] }

/** Of text, or of a file as it is. */
export function readReferenceList(source: string | Uint8Array): ReferenceList {
  const reading = typeof source === 'string' ? { ...readReferences(source), encoding: null } : readReferenceFile(source);
  if (reading.format === null) throw new LacunaError('unreadable-reference', reading.message);
  const references = reading.records.map((record) => ({ ...record, label: labelOf(record.fields) }));
  return { format: reading.format, encoding: reading.encoding, references, problems: reading.problems.map(({ line, message }) => ({ line, message })) };
}

/** The cells of a study row. Identifiers are normalised where they can be; what can't be stays, and its column's rule speaks. */
export function studyValuesOf(fields: StudyFields, label: string | null, raw: string | null): Values {
  const [first] = fields.authors;
  return {
    label: label === null || label.trim() === '' ? labelOf(fields) : label,
    title: fields.title, firstAuthor: first === undefined ? null : first.family, year: fields.year, journal: fields.journal,
    doi: fields.doi === null ? null : (normalDoi(fields.doi) ?? fields.doi), pmid: fields.pmid === null ? null : (normalPmid(fields.pmid) ?? fields.pmid),
    registryId: fields.registryId, csl: JSON.stringify(toCslJson(fields, fields.doi ?? fields.pmid ?? labelOf(fields))), rawRecord: raw,
  };
}
