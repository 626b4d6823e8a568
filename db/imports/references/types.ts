// Owns the words that study readers share: what a study row takes, one record as read, one problem, one reading.
// Refuses to guess: a field that the record does not state is null, and the record's own text stays beside the fields.

/** A literal name (a consortium, a single name) has the whole name as `family` and '' as `given`. "Jr" follows the given names after a comma. */
export interface PersonName {
  readonly family: string;
  readonly given: string;
}

export interface StudyFields {
  readonly title: string | null;
  readonly authors: readonly PersonName[];
  /** Four digits, or the words a record has instead ("in press"). */
  readonly year: string | null;
  readonly journal: string | null;
  readonly volume: string | null;
  readonly issue: string | null;
  /** Pages or an article number; ranges with a hyphen. */
  readonly pages: string | null;
  /** Lower case, without URL prefix. */
  readonly doi: string | null;
  readonly pmid: string | null;
  /** NCT…, ISRCTN… where a field of its own states it; never picked from an abstract. */
  readonly registryId: string | null;
  readonly abstract: string | null;
  /** A CSL type: 'article-journal', 'chapter', … */
  readonly publicationType: string;
}

export interface ReferenceRecord {
  readonly fields: StudyFields;
  /** The record's own text; line ends are \n whatever the file had. */
  readonly raw: string;
  /** 1-based line of the file on which the record starts. */
  readonly line: number;
  /** Tags or fields that this reader does not know, once each; their values are in `raw`. */
  readonly unknownTags: readonly string[];
}

export interface ReferenceProblem {
  readonly line: number;
  readonly message: string;
}

export type ReferenceFormat = 'ris' | 'nbib' | 'bibtex' | 'csl-json';

export interface ReferenceReading {
  readonly format: ReferenceFormat;
  readonly records: readonly ReferenceRecord[];
  readonly problems: readonly ReferenceProblem[];
}

/** What a format's own reader hands back. */
export interface FormatReading {
  readonly records: readonly ReferenceRecord[];
  readonly problems: readonly ReferenceProblem[];
}
