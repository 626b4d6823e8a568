// Owns the words that table readers share: a row of text, a table as it stands in its file, what is to be known of a
// cell that its text does not say, and how much of a file is read at most. Text only: no reader makes numbers.

/** `line`: of the file in delimited text, else the number of the row in its sheet, table or list; from 1. */
export interface TextRow { readonly line: number; readonly cells: readonly string[] }

/** Rows under their headings. */
export interface TextTable { readonly headings: readonly string[]; readonly rows: readonly TextRow[] }

export const markKinds = ['error', 'date', 'rounded', 'uncalculated'] as const;
/**
 * What the text of a cell does not say. error: the spreadsheet shows an error. date: it keeps a date, printed here as ISO
 * 8601. rounded: its number has more places than it shows. uncalculated: a formula without a stored result.
 */
export interface CellMark { readonly line: number; readonly column: number; readonly kind: (typeof markKinds)[number]; readonly detail: string }

/** Where a reader had to stop, and what to do. */
export interface ReadingProblem { readonly line: number | null; readonly message: string }

// What a larger file would cost in memory is more than a desktop has.
export const mostRows = 2_000_000;
export const mostColumns = 16_384;
export const mostCells = 20_000_000;

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}
