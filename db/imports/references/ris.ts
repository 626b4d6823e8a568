// Owns RIS as reference managers and databases write it, dirty or not: preambles, numbered records and lines, a missing ER
// or TY, one blank instead of two, none after the dash, a whole record on one line, ER behind the last value. Refuses
// nothing: lines and tags that it does not know stay in `raw` and are counted.
// The tags: https://github.com/aurimasv/translators/wiki/RIS-Tag-Map
import { risFields } from './risFields';
import { closedRecord, openRecord, recordOf, strayLines } from './taggedRecord';
import type { OpenRecord } from './taggedRecord';
import { linesOf } from './textLines';
import type { TextLine } from './textLines';
import type { FoundProblem, ReadStep } from './types';

const tagForm = /^\s{0,4}(?:\[?\d{1,7}[\].:)]?\s{1,4}(?=.. {2}-))?([A-Z][A-Z0-9])(?: {2}-(?: ?(.*)|)| -(?: (.*)|))$/u;
const pmidForm = /^(PMID) ?- ?(.*)$/u;
const knownTags: ReadonlySet<string> = new Set(
  ('TY ER PMID ID A1 A2 A3 A4 AB AD AI AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DO DP ED EP ET H1 H2 ID IS J1 J2 JA JF JO KW L1 L2 L3 L4 LA LB LK '
    + 'M1 M2 M3 N1 N2 NL NV OP PB PM PP PY RI RN RP SE SN SP ST T1 T2 T3 TA TI TT U1 U2 U3 U4 U5 UR VL VO Y1 Y2').split(' '),
);

const wideForm = /^\s{0,4}[A-Z][A-Z0-9] {2}/u;
/** A record without end is one only if it has its first line, or what makes a study. */
const startingTags: ReadonlySet<string> = new Set(['TY', 'TI', 'T1', 'AU', 'A1', 'DO', 'PMID']);
const proseTags: ReadonlySet<string> = new Set(['AB', 'N1', 'N2']);

export function* readRis(text: string): Generator<ReadStep, void> {
  const stray = strayLines();
  const unended = { first: 0, count: 0 };
  let open: OpenRecord | null = null;
  let isWide = false;
  const closed = (record: OpenRecord, to: number, hasEnd: boolean): ReadStep => {
    // Ovid prints a tag behind the end of a record; that starts no study.
    if (!hasEnd && !record.tags.some(({ tag }) => startingTags.has(tag))) {
      for (const { tag, pieces, line } of record.tags) for (const [index, piece] of pieces.entries()) stray.add(line + index, index === 0 ? `${tag}  - ${piece}` : piece);
      return { at: to, record: null, problems: [] };
    }
    if (!hasEnd) {
      if (unended.count === 0) unended.first = record.line;
      unended.count += 1;
    }
    const whole = closedRecord(record, text, to);
    const problems: FoundProblem[] = record.tags[0]?.tag === 'TY' ? [] : [{ line: record.line, message: 'A reference starts without a TY line; taken as a journal article' }];
    return { at: to, record: recordOf(whole, risFields(whole, problems), knownTags), problems };
  };
  for (const whole of linesOf(text)) {
    for (const part of partsOfLine(whole)) {
      const { line, from, to } = part;
      const found = tagForm.exec(part.text) ?? pmidForm.exec(part.text);
      const tag = found?.[1];
      if (found === null || tag === undefined || (open !== null && isWide && isProse(open, part.text))) {
        if (open === null) stray.add(line, part.text);
        else if (part.text.trim() !== '') open.tags.at(-1)?.pieces.push(part.text.trim());
        continue;
      }
      if (tag === 'TY' && open !== null) {
        yield closed(open, from, false);
        open = null;
      }
      if (open === null) {
        if (tag === 'ER' || !knownTags.has(tag)) {
          stray.add(line, part.text);
          continue;
        }
        open = openRecord(line, from);
        isWide = wideForm.test(part.text);
      }
      if (tag === 'ER') {
        yield closed(open, to, true);
        open = null;
      } else open.tags.push({ tag, pieces: [(found[2] ?? found[3] ?? '').trim()], line });
    }
    if (whole.line % 2_000 === 0) yield { at: whole.to, record: null, problems: [] };
  }
  if (open !== null) yield closed(open, text.length, false);
  const problems: FoundProblem[] = [];
  const { first, count } = unended;
  if (count > 0) problems.push({ line: first, message: `${count === 1 ? 'One reference has' : `${count} references have`} no ER line; the file may be cut short` });
  yield { at: text.length, record: null, problems: [...problems, ...stray.problems()] };
}

// In the abstract of a record that writes two blanks, "T2 - weighted" is text.
function isProse(open: OpenRecord, text: string): boolean {
  return proseTags.has(open.tags.at(-1)?.tag ?? '') && !wideForm.test(text) && !/^\s{0,4}(?:ER|TY|PMID)/u.test(text);
}

// Some exports glue a record together, with blanks or without: "TY  - JOUR TI  - … ER  -"; or the end to the last value.
// Only a line that starts or ends a record is taken apart, so that an abstract may speak of "AB - blood groups".
function partsOfLine(whole: TextLine): readonly TextLine[] {
  const { text, line, from } = whole;
  const isWhole = /^\s{0,4}(?:TY|ER) {1,2}- .{0,20}[A-Z][A-Z0-9] {1,2}- /u.test(text);
  if (!isWhole && !(text.length > 12 && / ER {2}-\s{0,4}$/u.test(text.slice(-12)))) return [whole];
  const parts: TextLine[] = [];
  let start = 0;
  for (const { 0: gap, 1: tag = '', index } of text.matchAll(isWhole ? / ?(?=([A-Z][A-Z0-9]) {2}-(?: |$))/gu : / (?=(ER) {2}-\s{0,4}$)/gu)) {
    if (index === 0 || (gap === '' && !knownTags.has(tag))) continue;
    parts.push({ text: text.slice(start, index), line, from: from + start, to: from + index });
    start = index + gap.length;
  }
  parts.push({ text: text.slice(start), line, from: from + start, to: whole.to });
  return parts;
}
