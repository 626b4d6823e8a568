// Owns what a writer is given: a table as it will print (text cells, headings, title, notes) or several of them as one file,
// the formats, and how a run is watched and stopped. Refuses to know where rows come from, and refuses typed values: a cell
// is its text.
import type { exportFormats } from '../contract/exports';
import { joinedRuns, type TextRun } from '../contract/references';
import { ExportError } from './exportError';

export interface PrintedColumn {
  readonly key: string;
  readonly heading: string;
  /** Relative width; only the proportion to the other columns counts. */
  readonly widthShare: number;
  /** What the column holds, in a sentence; for the definitions that go along with the cells. */
  readonly description?: string;
}

export interface PrintedTable {
  /** Sheet and file name stem, such as "Factors". */
  readonly name: string;
  /** Such as "Table 1. Factors contributing to bone metastasis of NSCLC". */
  readonly title: string;
  readonly columns: readonly PrintedColumn[];
  /**
   * Cells as printed text, in the order of the columns. Read once, lazily, in one pass that gives way to the event
   * loop in between: a cursor on a connection that must answer other questions meanwhile has to read in pages.
   */
  readonly rows: Iterable<readonly string[]>;
  readonly orientation: 'portrait' | 'landscape';
  /** Below the table, in this order; asked for once, before or after the rows. */
  readonly notes: () => readonly PrintedNote[];
  /** The letters of the notes that a cell refers to, such as "a" or "a, b"; '' for none. Rows and columns count from 0. */
  readonly marksAt: (row: number, column: number) => string;
  /** BCP 47, such as "en-US". */
  readonly language: string;
}

/** A line below the table: the abbreviations, the source, or what a letter in a cell refers to. */
export interface PrintedNote {
  /** The letter; '' for a note on the whole table. */
  readonly mark: string;
  readonly text: string;
  /** Of the list of references: the study whose entry it is, or '' for the list's heading. Of other notes none. */
  readonly entryOf?: string;
  /** Of an entry: as it is set where there are letters to set it in; `text` is the same in plain letters. */
  readonly runs?: readonly TextRun[];
  /** Of a lettered note: the cells that have its letter, in reading order. */
  readonly cells?: readonly MarkedCell[];
}

/** Rows and columns count from 0. */
export interface MarkedCell { readonly row: number; readonly column: number }

/** The line's words as they are set. */
export function runsOf({ text, runs }: Pick<PrintedNote, 'text' | 'runs'>): readonly TextRun[] {
  return joinedRuns(runs ?? [{ text, marks: [] }]);
}

/** What a line below the table is set as. */
export function kindOf({ entryOf }: PrintedNote): 'note' | 'heading' | 'entry' {
  return entryOf === undefined ? 'note' : entryOf === '' ? 'heading' : 'entry';
}

/** What one file holds: one table by itself, or the tables of a document one after another. */
export interface PrintedFile {
  /** Of the file, for what shows no page: its properties, a browser's tab. */
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  /** One at least; each is read when its turn comes. */
  readonly tables: readonly PrintedTable[];
  /** Of each table the name by which programs find it in the file, each once; null where the file is one table by itself. */
  readonly keys: readonly string[] | null;
  /** After the last table: the references of all of them. */
  readonly closing: ClosingList | null;
}

export interface ClosingList { readonly heading: string; readonly lines: readonly Pick<PrintedNote, 'text' | 'runs'>[] }

export function fileOf(table: PrintedTable): PrintedFile {
  return { title: table.title, language: table.language, tables: [table], keys: null, closing: null };
}

export type ExportFormat = (typeof exportFormats)[number];

export interface WriteControl {
  /** Called after each batch with the number of rows of the table written so far, and at least once a table. */
  readonly onRows?: (rowsWritten: number, table?: PrintedTable) => void;
  readonly signal?: AbortSignal;
}

/** One stretch of rows. `firstRow` counts rows of the body from 1; the head is not counted. */
export interface RowBatch<Row = readonly string[]> {
  readonly firstRow: number;
  readonly rows: readonly Row[];
}

// A cancel has to be noticed within 1,000 rows, and a batch of very long cells must not fill the memory.
const mostRowsPerBatch = 500;
const mostCharactersPerBatch = 500_000;

/** Reads the rows in batches. A row with more or fewer cells than columns is a `RangeError`. */
export function rowBatches(table: PrintedTable, control: WriteControl): AsyncGenerator<RowBatch> {
  return inBatches(table.rows, (row, number) => {
    if (row.length !== table.columns.length) {
      throw new RangeError(`Row ${number} of ${table.name} has ${row.length} cells for ${table.columns.length} columns`);
    }
    return row.reduce((characters, cell) => characters + cell.length, 0);
  }, { ...control, onRows: (rows) => control.onRows?.(rows, table) });
}

/**
 * Reads anything that becomes rows in batches. After each batch it reports, lets other events run (a cancel arrives as
 * one) and stops with `ExportError` `cancelled` if asked. `charactersOf` is told a row and its number, from 1.
 */
export async function* inBatches<Row>(all: Iterable<Row>, charactersOf: (row: Row, number: number) => number, control: WriteControl): AsyncGenerator<RowBatch<Row>> {
  let rowsRead = 0;
  let characters = 0;
  let rows: Row[] = [];
  stopIfCancelled(control);
  for (const row of all) {
    rowsRead += 1;
    characters += charactersOf(row, rowsRead);
    rows.push(row);
    if (rows.length < mostRowsPerBatch && characters < mostCharactersPerBatch) continue;
    yield { firstRow: rowsRead - rows.length + 1, rows };
    rows = [];
    characters = 0;
    control.onRows?.(rowsRead);
    await nextTurn();
    stopIfCancelled(control);
  }
  if (rows.length > 0) yield { firstRow: rowsRead - rows.length + 1, rows };
  if (rows.length > 0 || rowsRead === 0) control.onRows?.(rowsRead);
  stopIfCancelled(control);
}

/** A table that no format can print: no columns, or two columns under one key (one would hide the other in JSON). */
export function checkColumns(table: PrintedTable): void {
  if (table.columns.length === 0) throw new RangeError(`${table.name} has no columns to print`);
  const keys = new Set(table.columns.map((column) => column.key));
  if (keys.size < table.columns.length) throw new RangeError(`${table.name} has two columns with the same key`);
}

/** A file that no format can hold: no tables, or two tables under one key. */
export function checkFile({ tables, keys }: PrintedFile): void {
  if (tables.length === 0 || (keys !== null && (keys.length !== tables.length || new Set(keys).size < keys.length))) throw new RangeError('A file has one table at least, and a key of its own for each');
  for (const table of tables) checkColumns(table);
}

/** Divides `total` by the width shares into whole numbers that add up to `total` exactly. Odd shares count as 1. */
export function columnWidths(columns: readonly PrintedColumn[], total: number): readonly number[] {
  const shares = columns.map((column) => (Number.isFinite(column.widthShare) && column.widthShare > 0 ? column.widthShare : 1));
  const sum = shares.reduce((left, right) => left + right, 0);
  let shareSoFar = 0;
  let widthSoFar = 0;
  return shares.map((share) => {
    shareSoFar += share;
    const edge = Math.round((total * shareSoFar) / sum);
    const width = edge - widthSoFar;
    widthSoFar = edge;
    return width;
  });
}

function stopIfCancelled(control: WriteControl): void {
  if (control.signal?.aborted === true) throw new ExportError('cancelled', 'The export was cancelled', null);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
