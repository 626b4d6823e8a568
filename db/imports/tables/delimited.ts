// Owns reading delimited text (CSV, TSV and their kin) into a table whose first record holds the headings: for callers
// that know that there is nothing above them. Pure. Refuses text without a heading line and broken quoting.
import { runToEnd } from '../steps';
import { findDialect } from './dialect';
import { splitCells } from './splitCells';
import type { TextTable } from './textTable';

export type DelimitedReading = { readonly isRead: true; readonly table: TextTable } | { readonly isRead: false; readonly message: string };

export function readDelimited(text: string): DelimitedReading {
  const plain = text.replace(/^\uFEFF/u, '');
  const { dialect, start, firstLine } = findDialect(plain);
  const { rows, problem } = runToEnd(splitCells(plain, dialect, start, firstLine));
  if (problem !== null) return { isRead: false, message: problem.message };
  const [headings, ...rest] = rows;
  if (headings === undefined) return { isRead: false, message: nothingInIt };
  return { isRead: true, table: { headings: headings.cells.map((heading) => heading.trim()), rows: rest } };
}

export const nothingInIt = 'There is nothing in it. One line has to hold the headings of the columns, each further line a row.';
