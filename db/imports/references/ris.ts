// Owns RIS as reference managers and databases write it, dirty or not: preambles, numbered records, a missing ER or TY,
// one blank instead of two, a whole record on one line. Refuses nothing: lines and tags that it does not know stay
// in `raw` and are counted. The tags: https://github.com/aurimasv/translators/wiki/RIS-Tag-Map
import { risFields } from './risFields';
import { closedRecord, openRecord, recordOf, strayProblem } from './taggedRecord';
import type { OpenRecord, TaggedRecord } from './taggedRecord';
import type { FormatReading, ReferenceProblem } from './types';

const tagForm = /^\s{0,4}([A-Z][A-Z0-9]) {1,2}-(?: (.*)|)$/u;
const pmidForm = /^(PMID) ?- ?(.*)$/u;
const knownTags: ReadonlySet<string> = new Set(
  ('TY ER PMID ID A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DO DP ED EP ET H1 H2 ID IS J1 J2 JA JF JO KW L1 L2 L3 L4 LA LB LK '
    + 'M1 M2 M3 N1 N2 NV OP PB PM PP PY RI RN RP SE SN SP ST T1 T2 T3 TA TI TT U1 U2 U3 U4 U5 UR VL VO Y1 Y2').split(' '),
);

/** `text` with \n line ends. The number of records is checked by the caller. */
export function readRis(text: string): FormatReading {
  const problems: ReferenceProblem[] = [];
  const { records, stray, unended, untyped } = cut(text);
  if (unended.length > 0) problems.push({ line: unended[0] ?? 1, message: `${unended.length === 1 ? 'One reference has' : `${unended.length} references have`} no ER line; the file may be cut short` });
  for (const line of untyped) problems.push({ line, message: 'A reference starts without a TY line; taken as a journal article' });
  problems.push(...strayProblem(stray));
  return { records: records.map((record) => recordOf(record, risFields(record, problems), knownTags)), problems };
}

interface Cut {
  readonly records: readonly TaggedRecord[];
  readonly stray: readonly { readonly line: number; readonly text: string }[];
  readonly unended: readonly number[];
  readonly untyped: readonly number[];
}

function cut(text: string): Cut {
  const records: TaggedRecord[] = [];
  const stray: { readonly line: number; readonly text: string }[] = [];
  const unended: number[] = [];
  const untyped: number[] = [];
  let open: OpenRecord | null = null;
  const closed = (record: OpenRecord | null, hasEnd: boolean): null => {
    if (record === null) return null;
    if (!hasEnd) unended.push(record.line);
    records.push(closedRecord(record));
    return null;
  };
  for (const { part, line } of linesOf(text)) {
    const found = tagForm.exec(part) ?? pmidForm.exec(part);
    const tag = found?.[1];
    if (tag === undefined) {
      if (open !== null) {
        open.rawLines.push(part);
        if (part.trim() !== '') open.tags.at(-1)?.pieces.push(part.trim());
      } else if (part.trim() !== '') stray.push({ line, text: part });
      continue;
    }
    if (tag === 'TY') open = closed(open, false);
    if (open === null) {
      if (tag === 'ER' || !knownTags.has(tag)) {
        stray.push({ line, text: part });
        continue;
      }
      open = openRecord(line);
      if (tag !== 'TY') untyped.push(line);
    }
    open.rawLines.push(part);
    if (tag === 'ER') open = closed(open, true);
    else open.tags.push({ tag, pieces: [(found?.[2] ?? '').trim()], line });
  }
  closed(open, false);
  return { records, stray, unended, untyped };
}

function* linesOf(text: string): Generator<{ readonly part: string; readonly line: number }> {
  for (const [index, whole] of text.split('\n').entries()) {
    for (const part of partsOfLine(whole)) yield { part, line: index + 1 };
  }
}

// Some exports glue a record together: "TY  - JOUR TI  - … ER  -". Only a line that starts a record is taken apart, so
// that an abstract may speak of "AB - blood groups".
function partsOfLine(line: string): readonly string[] {
  if (!/^\s{0,4}TY {1,2}- .{0,20} [A-Z][A-Z0-9] {1,2}- /u.test(line)) return [line];
  return line.split(/ (?=[A-Z][A-Z0-9] {2}-(?: |$))/u);
}
