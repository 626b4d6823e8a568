// Owns what a file of references becomes on its way into Studies: its records as rows that can be planned like those of a
// table, and what has to be said of them. Pure, in bounded steps. Leaves text that is a table, or no reference, to the
// readers of tables.
import { normalised } from '../../contract/cellRules';
import type { Values } from '../../contract/types';
import { decodeSteps } from '../decodeBytes';
import type { Steps } from '../steps';
import { plainLines } from './fieldText';
import { recognised } from './formats';
import { isReferenceList } from './plainText';
import { referenceSteps } from './readReferences';
import { studyValuesOf } from './referenceList';
import type { ReferenceFormat, ReferenceProblem, UnknownTag } from './types';

export type ReferenceSource = { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'text'; readonly text: string };
/** Values are normalised; `line` is the number of the record where several stand on one line. */
export interface StudyRecord { readonly line: number; readonly values: Values }
export interface FoundReferences {
  readonly format: Exclude<ReferenceFormat, 'table'>;
  /** null where no bytes were decoded. */
  readonly encoding: string | null;
  readonly records: readonly StudyRecord[];
  /** Sentences for the curator. */
  readonly notes: readonly string[];
}

const mostNotes = 20;

/**
 * The records of a source; null when it is no list of references. `isAsked`: a curator said that it brings studies, so
 * that printed references and any JSON are read as such; else only what is plainly an export of references.
 */
export function* findReferences(source: ReferenceSource, encoding: string | undefined, isAsked: boolean): Steps<FoundReferences | null> {
  const decoded = source.kind === 'text' ? { text: source.text, encoding: null } : encoding === undefined ? yield* looked(decodeSteps(source.bytes), source.bytes.length) : { text: new TextDecoder(encoding).decode(source.bytes), encoding };
  if (decoded === null) return null;
  const { text } = decoded;
  const recognition = yield* looked(recognised(yield* looked(plainLines(text), text.length)), text.length);
  const { format } = recognition;
  if (format === null || format === 'table' || !(isAsked || isPlainly(format, text))) return null;
  const records: StudyRecord[] = [];
  const problems: ReferenceProblem[] = [];
  const steps = referenceSteps(text);
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      const end = step.value;
      if (end.format === null || end.format === 'table') return null;
      return { format: end.format, encoding: decoded.encoding, records: byLine(records), notes: notesOn([...end.problems, ...problems], end.unknownTags) };
    }
    for (const { fields, raw, line } of step.value.records) records.push({ line, values: normalised(studyValuesOf(fields, null, raw)) });
    problems.push(...step.value.problems);
    yield { done: step.value.done, total: step.value.total };
  }
}

function* looked<Result>(steps: Generator<number, Result>, total: number): Steps<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield { done: Math.min(step.value, total), total };
  }
}

/** JSON may be a table, and a printed reference a cell of one; a list of them is no table. */
function isPlainly(format: ReferenceFormat, text: string): boolean {
  if (format === 'plain') return isReferenceList(text);
  return format !== 'csl-json' || /"(?:author|editor|issued|container-title|DOI|PMID)"\s*:/u.test(text.slice(0, 20_000));
}

/** Records that lie in one line, or not in their order, are told apart by their number instead. */
function byLine(records: readonly StudyRecord[]): readonly StudyRecord[] {
  const isByLine = records.every(({ line }, index) => index === 0 || line > (records[index - 1]?.line ?? 0));
  return isByLine ? records : records.map((record, index) => ({ ...record, line: index + 1 }));
}

function notesOn(problems: readonly ReferenceProblem[], unknownTags: readonly UnknownTag[]): readonly string[] {
  const said = problems.map(({ line, record, message }) => `${record === null ? `Line ${line}` : `Record ${record}, line ${line}`}: ${message}${/[.!?]$/u.test(message) ? '' : '.'}`);
  const kept = unknownTags.map(({ tag, records }) => `${tag} (${records})`);
  return [
    ...said.slice(0, mostNotes), ...(said.length > mostNotes ? [`${said.length - mostNotes} more notes of this kind.`] : []),
    ...(kept.length === 0 ? [] : [`Fields that studies have no column for stay in the imported record: ${kept.slice(0, mostNotes).join(', ')}${kept.length > mostNotes ? ' …' : ''}.`]),
  ];
}
