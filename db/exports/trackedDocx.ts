// Owns the Word document of a table with tracked changes: the table as it was and as it is, in one, with real revisions. Rows
// that came or went carry the mark on the row, on every run and on every paragraph (Word takes a row for changed only with all
// three); a cell that changed is marked word by word; a row that moved went and came. To accept all gives the new table, to
// reject all the old one, cell by cell. A list of references below is tracked entry by entry; which number an entry has is
// no change, so the old list comes with the new numbers. Pure, streamed, the same bytes for the same input.
// Refuses formatting changes: both tables have the same columns, and widths and page are the new one's.
import type { TextRun } from '../contract/references';
import { entrySteps, noteSteps, stepsBetween, type Step } from './alignment';
import { captionLabel, captionParts, cellXml, documentEnd, documentOpening, paragraph, raisedRun, rowXml, runsXml, runXml, widthsOf } from './docxBody';
import { documentParts, wordStyle } from './docxParts';
import { checkColumns, inBatches, kindOf, runsOf, type PrintedNote, type PrintedTable, type WriteControl } from './printedTable';
import { areSameRuns, stretchesBetween } from './runStretches';
import { xmlAttribute } from './xmlText';
import { zipParts } from './zipParts';

/** Who made a change, and when, as an instant in UTC. */
export interface Made { readonly author: string; readonly atUtc: string }

export interface TrackedPages {
  readonly before: PrintedTable;
  readonly after: PrintedTable;
  /** Row ids in the order of the rows, each once. */
  readonly beforeIds: readonly string[];
  readonly afterIds: readonly string[];
  /** Of a row's cell, by the column's key; null: of the row coming, going or moving. */
  readonly madeOf: (rowId: string, column: string | null) => Made;
  /** Of an entry of the list of references: its words changed, or the whole of it came or went. */
  readonly madeOfEntry: (studyId: string, change: 'words' | 'whole') => Made;
  /** Of what is neither row nor entry: the caption, the notes and their letters. */
  readonly madeLast: Made;
  /** A paragraph below the notes that is there in both and is not tracked; '' for none. Asked for after the rows. */
  readonly closing: () => string;
}

interface Counts { inserted: number; deleted: number; changed: number }
export interface TrackedCounts extends Readonly<Counts> { /** In the list of references. */ readonly entries: Readonly<Counts> }

/** `onTracked` is told once, before the end: how many rows, and how many entries; changed are those with other words. */
export async function* trackedDocxChunks(pages: TrackedPages, control: WriteControl & { readonly onTracked?: (counts: TrackedCounts) => void }): AsyncGenerator<Uint8Array> {
  for (const table of [pages.before, pages.after]) checkColumns(table);
  if (pages.before.columns.length !== pages.after.columns.length) throw new RangeError(`${pages.after.name} has other columns than before`);
  yield* zipParts([...documentParts(pages.after.title, pages.after.language), { path: 'word/document.xml', pieces: documentPieces(pages, control) }]);
}

async function* documentPieces(pages: TrackedPages, control: Parameters<typeof trackedDocxChunks>[1]): AsyncGenerator<string> {
  const { before, after, madeLast } = pages;
  const revisions = createRevisions();
  const widths = widthsOf(after);
  const tally: Counts = { inserted: 0, deleted: 0, changed: 0 };
  const entries: Counts = { ...tally };
  yield documentOpening(after, widths, captionXml(revisions, before.title, after.title, madeLast));
  for await (const { rows } of inBatches(rowsOf(pages), ({ was, is }) => marksPerCharacter * (charactersOf(was) + charactersOf(is)), control)) {
    yield rows.map((row) => rowOf(revisions, pages, row, widths, tally)).join('');
  }
  const below = belowXml(revisions, pages, entries);
  control.onTracked?.({ ...tally, entries });
  yield documentEnd(after, below);
}

interface TrackedRow { readonly step: Step; readonly was: readonly string[]; readonly is: readonly string[] }

/** Both tables in one pass; `was` and `is` are empty where the row is not there. */
function* rowsOf({ before, after, beforeIds, afterIds }: TrackedPages): Generator<TrackedRow> {
  const [old, young] = [before.rows[Symbol.iterator](), after.rows[Symbol.iterator]()];
  const next = (from: Iterator<readonly string[]>, { name, columns }: PrintedTable): readonly string[] => {
    const row = from.next();
    if (row.done === true) throw new RangeError(`${name} has fewer rows than ids`);
    if (row.value.length !== columns.length) throw new RangeError(`A row of ${name} has ${row.value.length} cells for ${columns.length} columns`);
    return row.value;
  };
  for (const step of stepsBetween(beforeIds, afterIds)) {
    yield { step, was: step.kind === 'added' ? [] : next(old, before), is: step.kind === 'removed' ? [] : next(young, after) };
  }
}

/** With its marks a changed word takes many times its letters; batches are as much smaller. */
const marksPerCharacter = 10;

function charactersOf(row: readonly string[]): number {
  return row.reduce((sum, cell) => sum + cell.length, 0);
}

function rowOf(revisions: Revisions, { before, after, beforeIds, afterIds, madeOf, madeLast }: TrackedPages, { step, was, is }: TrackedRow, widths: readonly number[], tally: Counts): string {
  const width = (column: number): number => widths[column] ?? 0;
  if (step.kind === 'both') {
    const rowId = afterIds[step.after] ?? '';
    let isChanged = false;
    const cells = is.map((text, column) => {
      const [old, letter, oldLetter] = [was[column] ?? '', after.marksAt(step.after, column), before.marksAt(step.before, column)];
      if (old === text && oldLetter === letter) return cellXml(width(column), paragraph(wordStyle.cell, runXml(text) + raisedRun(letter)));
      isChanged = true;
      const made = madeOf(rowId, after.columns[column]?.key ?? null);
      return cellXml(width(column), paragraph(wordStyle.cell, wordsXml(revisions, old, text, made) + letterXml(revisions, oldLetter, letter, madeLast)));
    });
    if (isChanged) tally.changed += 1;
    return rowXml(cells);
  }
  const isDeleted = step.kind === 'removed';
  const made = madeOf((isDeleted ? beforeIds[step.before] : afterIds[step.after]) ?? '', null);
  const kind = isDeleted ? 'del' : 'ins';
  const mark = revisions.mark(kind, made);
  const cells = (isDeleted ? was : is).map((text, column) => {
    const letter = isDeleted ? before.marksAt(step.before, column) : after.marksAt(step.after, column);
    return cellXml(width(column), wholeParagraph(revisions, kind, wordStyle.cell, runXml(text, isDeleted) + raisedRun(letter, isDeleted), made));
  });
  if (isDeleted) tally.deleted += 1;
  else tally.inserted += 1;
  return rowXml(cells, mark);
}

type RevisionKind = 'ins' | 'del';
interface Revisions {
  /** On a row or on a paragraph itself. */
  readonly mark: (kind: RevisionKind, made: Made) => string;
  /** Around runs; nothing around none. */
  readonly around: (kind: RevisionKind, made: Made, runs: string) => string;
}

/** Ids ascend in the order of the calls, which is that of the document. */
function createRevisions(): Revisions {
  let id = 0;
  const opening = (kind: RevisionKind, { author, atUtc }: Made): string => {
    id += 1;
    return `<w:${kind} w:id="${id}" w:author="${xmlAttribute(author) || 'Unknown'}" w:date="${atUtc.slice(0, 19)}Z"`;
  };
  return {
    mark: (kind, made) => `${opening(kind, made)}/>`,
    around: (kind, made, runs) => (runs === '' ? '' : `${opening(kind, made)}>${runs}</w:${kind}>`),
  };
}

/** A paragraph that came or went as a whole. */
function wholeParagraph(revisions: Revisions, kind: RevisionKind, style: string, runs: string, made: Made): string {
  const mark = revisions.mark(kind, made);
  return paragraph(style, revisions.around(kind, made, runs), mark);
}

/** Of a text, or of runs in their own letters. */
function wordsXml(revisions: Revisions, before: string | readonly TextRun[], after: string | readonly TextRun[], made: Made): string {
  const asRuns = (words: string | readonly TextRun[]): readonly TextRun[] => (typeof words === 'string' ? runsOf({ text: words }) : words);
  return stretchesBetween(asRuns(before), asRuns(after)).map(({ same, removed, added }) => runsXml(same)
    + revisions.around('del', made, runsXml(removed, true)) + revisions.around('ins', made, runsXml(added))).join('');
}

function letterXml(revisions: Revisions, before: string, after: string, made: Made): string {
  if (before === after) return raisedRun(after);
  return revisions.around('del', made, raisedRun(before, true)) + revisions.around('ins', made, raisedRun(after));
}

function captionXml(revisions: Revisions, before: string, after: string, made: Made): string {
  const [was, is] = [captionParts(before), captionParts(after)];
  if (before === '' && after === '') return '';
  if (before === '') return wholeParagraph(revisions, 'ins', wordStyle.caption, captionLabel(is.number) + runXml(is.rest), made);
  if (after === '') return wholeParagraph(revisions, 'del', wordStyle.caption, captionLabel(was.number, true) + runXml(was.rest, true), made);
  if (was.number === is.number) return paragraph(wordStyle.caption, captionLabel(is.number) + wordsXml(revisions, was.rest, is.rest, made));
  return paragraph(wordStyle.caption, revisions.around('del', made, captionLabel(was.number, true) + runXml(was.rest, true)) + revisions.around('ins', made, captionLabel(is.number) + runXml(is.rest)));
}

/** The last paragraph of a section can neither come nor go: where one at the end does, an empty one follows. */
function belowXml(revisions: Revisions, { before, after, madeOfEntry, madeLast, closing }: TrackedPages, tally: Counts): string {
  const [was, is] = [parted(before.notes()), parted(after.notes())];
  const lines = [
    ...noteSteps(was.notes, is.notes).map((step) => lineOf(step, was.notes, is.notes, () => madeLast)),
    ...entrySteps(was.entries.map(studyOf), is.entries.map(studyOf)).map((step) => lineOf(step, was.entries, is.entries, (studyId) => {
      if (studyId === '') return madeLast;
      tally[step.kind === 'both' ? 'changed' : step.kind === 'removed' ? 'deleted' : 'inserted'] += 1;
      return madeOfEntry(studyId, step.kind === 'both' ? 'words' : 'whole');
    })),
  ];
  const end = closing();
  return linesXml(revisions, lines) + (end === '' && lines.at(-1)?.kind === 'both' ? '' : paragraph(wordStyle.note, runXml(end)));
}

/** The list of references stands below all notes. */
function parted(below: readonly PrintedNote[]): { readonly notes: readonly PrintedNote[]; readonly entries: readonly PrintedNote[] } {
  return { notes: below.filter(({ entryOf }) => entryOf === undefined), entries: below.filter(({ entryOf }) => entryOf !== undefined) };
}

function studyOf({ entryOf }: PrintedNote): string {
  return entryOf ?? '';
}

/** `made`: null of a line that is as it was. */
interface Line { readonly kind: Step['kind']; readonly was: PrintedNote; readonly is: PrintedNote; readonly made: Made | null }

/** `madeOf` is asked of a line that changed, once. */
function lineOf(step: Step, before: readonly PrintedNote[], after: readonly PrintedNote[], madeOf: (studyId: string) => Made): Line {
  const none: PrintedNote = { mark: '', text: '' };
  const was = (step.kind === 'added' ? undefined : before[step.before]) ?? none;
  const is = (step.kind === 'removed' ? undefined : after[step.after]) ?? none;
  return { kind: step.kind, was, is, made: was.mark === is.mark && areSameRuns(runsOf(was), runsOf(is)) && step.kind === 'both' ? null : madeOf(studyOf(step.kind === 'removed' ? was : is)) };
}

/**
 * Lines that come behind one that stays are marked as Word marks what is typed there: the mark of the paragraph before each
 * is the new one, and the last of them has the mark that was there. With a mark of its own behind words that came at the
 * end of the line that stays, LibreOffice (7.4) takes both for one stretch, and rejecting it joins that line with the next.
 * A paragraph's style goes with its mark, so that is done among lines of one style only.
 */
function linesXml(revisions: Revisions, lines: readonly Line[]): string {
  let isTypedBehind = false;
  return lines.map(({ kind, was, is, made }, index) => {
    const style = styleOf(lines[index]);
    const next = lines[index + 1];
    isTypedBehind = kind === 'both' || (kind === 'added' && isTypedBehind && styleOf(lines[index - 1]) === style);
    const opened = isTypedBehind && next?.kind === 'added' && styleOf(next) === style ? next.made : null;
    const own = isTypedBehind ? opened : made;
    const mark = own === null ? '' : revisions.mark(kind === 'removed' ? 'del' : 'ins', own);
    if (made === null) return paragraph(style, raisedRun(is.mark) + runsXml(runsOf(is)), mark);
    if (kind === 'both') return paragraph(style, letterXml(revisions, was.mark, is.mark, made) + wordsXml(revisions, runsOf(was), runsOf(is), made), mark);
    const [note, isDeleted] = kind === 'removed' ? [was, true] as const : [is, false] as const;
    return paragraph(style, revisions.around(isDeleted ? 'del' : 'ins', made, raisedRun(note.mark, isDeleted) + runsXml(runsOf(note), isDeleted)), mark);
  }).join('');
}

function styleOf(line: Line | undefined): string {
  return wordStyle[line === undefined ? 'note' : kindOf(line.kind === 'removed' ? line.was : line.is)];
}
