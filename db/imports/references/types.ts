// Owns the words that study readers share: what a study row takes, one record as read, one problem, one reading.
// Refuses to guess: a field that the record does not state is null, and the record's own text stays beside the fields.
import type { referenceFormats } from '../../contract/imports';
import type { FurtherFields } from '../../contract/types';

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
  /** A CSL type ('article-journal', 'chapter', …), or the kind of notice: what corrects or retracts a study is not that study. */
  readonly publicationType: string;
  /** Absent where the record states none of it. */
  readonly further?: FurtherFields | undefined;
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

/** What a reader found on its way; the door adds which record it belongs to. */
export interface FoundProblem {
  readonly line: number;
  readonly message: string;
}

export interface ReferenceProblem extends FoundProblem {
  /** 1-based, in the order of the file; null when it is about the file. */
  readonly record: number | null;
}

export type ReferenceFormat = (typeof referenceFormats)[number] | 'table';

/** One piece of a format's reader: at most one record with its problems, or problems of the file. */
export interface ReadStep {
  /** How far the reader has come, in characters. */
  readonly at: number;
  readonly record: ReferenceRecord | null;
  readonly problems: readonly FoundProblem[];
}

/** `text` has \n line ends. Steps are small, so that whoever takes them can pause, tell how far it is, and stop. */
export type FormatReader = (text: string) => Generator<ReadStep, void>;

export interface UnknownTag {
  readonly tag: string;
  /** In how many records. */
  readonly records: number;
}

export interface ReferenceReading {
  readonly format: ReferenceFormat;
  readonly records: readonly ReferenceRecord[];
  /** Those of the file first, then in the order of the records. */
  readonly problems: readonly ReferenceProblem[];
  /** How many references the file starts, counted apart from the reader. */
  readonly started: number;
  readonly unknownTags: readonly UnknownTag[];
}
