// Owns reading a table of studies: the heading row is looked for among the first rows, because exports print a preamble
// above it; every further row is a study. Rows come from delimited text or, cut elsewhere, from a worksheet. Refuses rows
// without a heading row that it knows.
import { delimitedRows, dialectOf, rowStarts } from './delimitedRows';
import type { Dialect } from './delimitedRows';
import { studyHeadings, studyOfRow } from './studyRows';
import type { StudyHeadings, StudyRow } from './studyRows';
import { strayLines } from './taggedRecord';
import type { FoundProblem, ReadStep } from './types';

const mostRowsAbove = 30;

/** How a delimited text has to be cut so that it is a table of studies; null when it is none. */
export function studyDialect(text: string): Dialect | null {
  return dialectOf(text, (cells) => studyHeadings(cells) !== null);
}

export function* readStudyTable(text: string): Generator<ReadStep, void> {
  const dialect = studyDialect(text);
  if (dialect === null) return;
  const width = headingWidth(text, dialect);
  yield* studiesOfRows(delimitedRows(text, dialect, width));
}

/** How many rows stand below the heading row, counted apart from the cells. */
export function* studyTableStarts(text: string): Generator<number, number> {
  const dialect = studyDialect(text);
  if (dialect === null) return 0;
  let above = 0;
  for (const { cells } of delimitedRows(text, dialect)) {
    above += 1;
    if (studyHeadings(cells) !== null) break;
  }
  return (yield* rowStarts(text, dialect)) - above;
}

function headingWidth(text: string, dialect: Dialect): number | null {
  let above = 0;
  for (const { cells } of delimitedRows(text, dialect)) {
    if (studyHeadings(cells) !== null) return cells.length;
    above += 1;
    if (above === mostRowsAbove) break;
  }
  return null;
}

export interface PlacedRow extends StudyRow {
  /** How far the reading has come with this row, in whatever the caller counts. */
  readonly at: number;
  readonly isMended?: boolean;
}

/** Studies of rows that are cut already: those of a worksheet, whose numbers are text by then. */
export function* studiesOfRows(rows: Iterable<PlacedRow>): Generator<ReadStep, void> {
  const stray = strayLines();
  let heads: StudyHeadings | null = null;
  let above = 0;
  let last = 0;
  for (const row of rows) {
    last = row.at;
    if (heads === null) {
      heads = above < mostRowsAbove ? studyHeadings(row.cells) : null;
      above += 1;
      if (heads === null) stray.add(row.line, row.cells.join(' '));
      continue;
    }
    // A heading row again, where tables were joined; a line of one cell below the table ("Exported on …").
    const isHeading = heads.names.length === row.cells.length && heads.names.every((name, index) => name === row.cells[index]?.trim());
    if (isHeading || (heads.names.length > 2 && row.cells.length === 1)) {
      stray.add(row.line, row.cells.join(' '));
      continue;
    }
    const problems: FoundProblem[] = row.isMended === true ? [{ line: row.line, message: 'A quotation mark of this row is never closed; the row was taken to end with its line' }] : [];
    yield { at: row.at, record: studyOfRow(heads, row, problems), problems };
  }
  yield { at: last, record: null, problems: stray.problems() };
}
