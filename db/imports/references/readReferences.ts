// Owns the door of the study readers: bytes or text in, records with their own text and problems out, and whether as many
// records came out as the file starts. Works in bounded steps, so that the caller can show progress, write what came so
// far, and stop. Refuses, with what to do instead, what is no reference. Pure.
import { decodeSteps } from '../decodeBytes';
import { readBibtex } from './bibtex';
import { readCslJson } from './cslJson';
import { readEndnoteTagged } from './endnoteTagged';
import { readEndnoteXml } from './endnoteXml';
import { readFieldsByRow } from './fieldsByRow';
import { plainLines } from './fieldText';
import { otherFormats, recognised, startsOf } from './formats';
import { readNbib } from './nbib';
import { readIdentifiers, readPlainReferences } from './plainText';
import { readPubmedXml } from './pubmedXml';
import { readRis } from './ris';
import { readStudyTable } from './studyTable';
import type { FormatReader, ReadStep, ReferenceFormat, ReferenceProblem, ReferenceReading, ReferenceRecord, UnknownTag } from './types';
import { readWebOfScience } from './webOfScience';

/** What one step gave. `done` of `total` count the looking and the reading, in characters. */
export interface ReferenceStep {
  readonly done: number;
  readonly total: number;
  readonly records: readonly ReferenceRecord[];
  readonly problems: readonly ReferenceProblem[];
}

/** What is known when all steps are through; problems of the file, which no step had. */
export type ReferenceEnd =
  | { readonly format: ReferenceFormat; readonly records: number; readonly started: number; readonly problems: readonly ReferenceProblem[]; readonly unknownTags: readonly UnknownTag[] }
  | UnknownReferences;

export interface UnknownReferences {
  readonly format: null;
  /** What was looked for, what the text looks like, what to do. */
  readonly message: string;
}

export interface FileEncoding { readonly encoding: string; readonly hasMark: boolean }
export type ReferenceFileReading = (ReferenceReading & FileEncoding) | (UnknownReferences & FileEncoding);

const readers: Readonly<Record<ReferenceFormat, FormatReader>> = {
  ris: readRis, nbib: readNbib, bibtex: readBibtex, 'csl-json': readCslJson, 'web-of-science': readWebOfScience, 'endnote-tagged': readEndnoteTagged, 'pubmed-xml': readPubmedXml, 'endnote-xml': readEndnoteXml, table: readStudyTable,
  'fields-by-row': readFieldsByRow, identifiers: readIdentifiers, plain: readPlainReferences,
};

export function readReferences(text: string): ReferenceReading | UnknownReferences {
  const { take, records, problems } = gathering();
  const end = atEnd(referenceSteps(text), take);
  return end.format === null ? end : { ...end, records, problems: [...end.problems, ...problems] };
}

export function readReferenceFile(bytes: Uint8Array): ReferenceFileReading {
  const { take, records, problems } = gathering();
  const end = atEnd(referenceFileSteps(bytes), take);
  return end.format === null ? end : { ...end, records, problems: [...end.problems, ...problems] };
}

/** As `referenceSteps`, of a file: its bytes are decoded first. */
export function* referenceFileSteps(bytes: Uint8Array): Generator<ReferenceStep, ReferenceEnd & FileEncoding> {
  const binary = binaryKind(bytes);
  if (binary !== null) return { format: null, message: `This is no text file but ${binary}.`, encoding: 'none', hasMark: false };
  const decoded = yield* mapped(decodeSteps(bytes), (): ReferenceStep => ({ done: 0, total: bytes.length * 2, records: [], problems: [] }));
  if (decoded === null) return { format: null, message: 'This is no text file: it holds zero bytes. Export the references as RIS, PubMed format, BibTeX or CSL-JSON.', encoding: 'none', hasMark: false };
  const { text, encoding, hasMark, foreignBytes, firstForeignLine } = decoded;
  const end = yield* referenceSteps(text);
  if (end.format === null || foreignBytes === 0) return { ...end, encoding, hasMark };
  const message = `${foreignBytes === 1 ? 'One byte of this UTF-8 file is not UTF-8 and was' : `${foreignBytes} bytes of this UTF-8 file are not UTF-8 and were`} read as Windows-1252, first in line ${firstForeignLine}`;
  return { ...end, encoding, hasMark, problems: [{ line: firstForeignLine, record: null, message }, ...end.problems] };
}

const mostRecordsInStep = 500;
const stepLength = 100_000;

export function* referenceSteps(text: string): Generator<ReferenceStep, ReferenceEnd> {
  const total = text.length * 2;
  const looking = (done: number): ReferenceStep => ({ done: Math.min(done, text.length), total, records: [], problems: [] });
  yield looking(0);
  const plain = yield* mapped(plainLines(text), looking);
  yield looking(0);
  const recognition = yield* mapped(recognised(plain), looking);
  if (recognition.format === null) return recognition;
  const { format, starts } = recognition;
  const stated = yield* mapped(startsOf(format, plain, starts), looking);
  const tally = tallyOfTags();
  const ofFile: ReferenceProblem[] = [];
  let records: ReferenceRecord[] = [];
  let problems: ReferenceProblem[] = [];
  let count = 0;
  let stepFrom = 0;
  const taken = ({ record, problems: found }: ReadStep): void => {
    if (record === null) {
      for (const { line, message } of found) ofFile.push({ line, record: null, message });
      return;
    }
    count += 1;
    records.push(record);
    tally.add(record.unknownTags);
    for (const { line, message } of found) problems.push({ line, record: count, message });
  };
  for (const step of readers[format](plain)) {
    taken(step);
    if (records.length < mostRecordsInStep && step.at - stepFrom < stepLength) continue;
    yield { done: text.length + Math.min(step.at, text.length), total, records, problems };
    stepFrom = step.at;
    records = [];
    problems = [];
  }
  yield { done: total, total, records, problems };
  const checks = [...(stated === null || stated === count ? [] : [countMessage(stated, count)]), ...otherFormats(format, starts)];
  return { format, records: count, started: stated ?? count, problems: [...checks.map((message) => ({ line: 1, record: null, message })), ...ofFile], unknownTags: tally.tags() };
}

function countMessage(started: number, read: number): string {
  return `The file starts ${started} ${started === 1 ? 'reference' : 'references'} and ${read} ${read === 1 ? 'was' : 'were'} read; compare before importing`;
}

function* mapped<Given, Made, End>(steps: Generator<Given, End>, make: (step: Given) => Made): Generator<Made, End> {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    yield make(value);
  }
}

function tallyOfTags(): { readonly add: (tags: readonly string[]) => void; readonly tags: () => readonly UnknownTag[] } {
  const counts = new Map<string, number>();
  return {
    add: (tags) => { for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1); },
    tags: () => [...counts].map(([tag, records]) => ({ tag, records })),
  };
}

function atEnd<Step, End>(steps: Generator<Step, End>, take: (step: Step) => void): End {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    take(value);
  }
}

function gathering(): { readonly take: (step: ReferenceStep) => void; readonly records: readonly ReferenceRecord[]; readonly problems: readonly ReferenceProblem[] } {
  const records: ReferenceRecord[] = [];
  const problems: ReferenceProblem[] = [];
  return {
    records, problems,
    take: (step) => {
      for (const record of step.records) records.push(record);
      for (const problem of step.problems) problems.push(problem);
    },
  };
}

const kinds: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive, an Excel workbook or a Word document. Save a workbook as CSV, or import it as a table; unpack an archive first'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF. Export the reference from the journal or database instead'],
  [[0x1f, 0x8b], 'a gzip archive. Unpack it first'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel or Word file. Save it as CSV or as a newer workbook'],
  [[0x53, 0x51, 0x4c, 0x69], 'a database. Export the references as RIS, BibTeX or CSL-JSON'],
];

function binaryKind(bytes: Uint8Array): string | null {
  return kinds.find(([head]) => head.every((byte, index) => bytes[index] === byte))?.[1] ?? null;
}
