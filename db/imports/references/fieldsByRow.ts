// Owns Embase's "fields by row": a delimited text that has one field a row, its name in the first cell and its values in
// the others, and an empty line between records. Refuses nothing of a record: rows whose field says nothing to a study are
// counted. Its fields are named as the headings of a table of studies, and mean the same.
import { delimitedRows, type DelimitedRow, type Dialect } from './delimitedRows';
import { headingsOfRow, studyHeadings, studyOfRow } from './studyRows';
import { strayLines } from './taggedRecord';
import type { FoundProblem, ReadStep } from './types';

const leadingField = 'TITLE';
const titleRow = /^"?TITLE"?[,;\t]/gmu;
const fieldRow = /^"?[A-Z][A-Z /()-]{2,40}"?([,;\t])/u;

/** How its cells are parted; null where the text is no such export. */
export function fieldRowDialect(text: string): Dialect | null {
  const lines = text.slice(0, 50_000).split('\n').filter((line) => line.trim() !== '');
  const first = lines.findIndex((line) => line.search(titleRow) === 0);
  const marks = lines.slice(first, first + 2).map((line) => fieldRow.exec(line)?.[1]);
  const delimiter = first === -1 ? undefined : marks[0];
  // No more than two can be asked for: the next may be an abstract that runs over lines.
  if (first > 20 || delimiter === undefined || marks[1] !== delimiter) return null;
  const cells = (line: string | undefined): readonly string[] => (line ?? '').replaceAll('"', '').split(delimiter);
  // "Title, DOI" heads a table, even if its first study is called "Abstract".
  return studyHeadings(cells(lines[first])) === null && isField(cells(lines[first + 1])[0] ?? '') ? { delimiter, isQuoted: true } : null;
}

export function fieldsByRowStarts(text: string): number {
  return text.match(titleRow)?.length ?? 0;
}

export function* readFieldsByRow(text: string): Generator<ReadStep, void> {
  const dialect = fieldRowDialect(text);
  if (dialect === null) return;
  const stray = strayLines();
  let rows: DelimitedRow[] = [];
  let stated = new Set<string>();
  let at = 0;
  for (const row of delimitedRows(text, dialect)) {
    const field = fieldOf(row);
    const before = rows.at(-1);
    // A record whose title is missing starts where, after an empty line, a field comes again.
    if (before !== undefined && stated.has(field) && (field === leadingField || row.line > before.line + linesOf(before))) {
      yield closed(text, rows, at);
      rows = [];
      stated = new Set();
    }
    if (rows.length === 0 && !isField(field)) {
      stray.add(row.line, row.source);
      continue;
    }
    rows.push(row);
    stated.add(field);
    at = row.at;
  }
  if (rows.length > 0) yield closed(text, rows, at);
  yield { at: text.length, record: null, problems: stray.problems() };
}

function isField(name: string): boolean {
  return headingsOfRow([name]).fields.some((field) => field !== null);
}

function fieldOf({ cells }: DelimitedRow): string {
  return (cells[0] ?? '').trim().toUpperCase();
}

function linesOf({ source }: DelimitedRow): number {
  return source.split('\n').length;
}

function closed(text: string, rows: readonly DelimitedRow[], at: number): ReadStep {
  const [first] = rows;
  const line = first?.line ?? 1;
  const problems: FoundProblem[] = rows.flatMap((row) => (row.isMended ? [{ line: row.line, message: 'A quotation mark of this row is never closed; the row was taken to end with its line' }] : []));
  const fields = new Map<string, string[]>();
  for (const row of rows) {
    const values = row.cells.slice(1).map((cell) => cell.trim()).filter((cell) => cell !== '');
    const name = (row.cells[0] ?? '').trim();
    fields.set(name, [...(fields.get(name) ?? []), ...values]);
  }
  const stated = [...fields].filter(([, values]) => values.length > 0);
  const source = text.slice(first === undefined ? at : first.at - 1 - first.source.length, at - 1);
  const record = studyOfRow(headingsOfRow(stated.map(([name]) => name)), { line, cells: stated.map(([, values]) => values.join('; ')), source }, problems);
  return { at, record, problems };
}
