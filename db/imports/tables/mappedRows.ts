// Owns turning rows of text into rows of one of our tables by a mapping of columns: text is converted by what a column
// declares and by nothing else. Pure. A row says itself what of it can't be read; refuses a mapping with problems.
import { valueFromText } from '../../contract/cellRules';
import { citedStudies, type CitedStudy } from '../../contract/citedStudies';
import type { ColumnDefinition } from '../../contract/columnDefinition';
import { ownColumns, type DocumentColumns } from '../../contract/customColumns';
import type { CellValue } from '../../contract/values';
import type { ImportedTable } from '../../contract/imports';
import { normalDoi, normalPmid } from '../references/identifiers';
import { ordinalTarget, rowIdTarget } from './columnNames';
import type { ColumnMapping } from './columnMapping';
import { withDecimalPoints } from './decimalCommas';
import { studyRow } from './studyRow';
import type { TextRow } from './textTable';

export interface CellProblem { readonly field: string; readonly message: string }
export interface MappedRow {
  readonly line: number;
  readonly values: Readonly<Record<string, CellValue>>;
  /** In the order written; null when the table has no such column. */
  readonly references: readonly CitedStudy[] | null;
  readonly rowId: string | null;
  readonly ordinal: number | null;
  /** Columns that were filled here, not in the file. */
  readonly made: readonly string[];
  readonly problems: readonly CellProblem[];
}

/** `decimalCommas`: the curator said that commas are decimal points here. */
export function mappedRow(table: ImportedTable, { columns }: ColumnMapping, row: TextRow, decimalCommas: boolean, known: DocumentColumns = ownColumns): MappedRow {
  const values: Record<string, CellValue> = {};
  const problems: CellProblem[] = [];
  let references: readonly CitedStudy[] | null = null;
  let rowId: string | null = null;
  let ordinal: number | null = null;
  if (row.cells.length > columns.length && row.cells.slice(columns.length).some((cell) => cell.trim() !== '')) problems.push({ field: '', message: `It has ${row.cells.length} cells under ${columns.length} headings. Quote cells that hold the delimiter.` });
  columns.forEach(({ target }, index) => {
    if (target === null) return;
    const text = row.cells[index] ?? '';
    if (target === rowIdTarget) rowId = text.trim() === '' ? null : text.trim();
    else if (target === ordinalTarget) {
      const number = /^\s*\[?(\d{1,7})[\].]?\s*$/u.exec(text)?.[1];
      ordinal = number === undefined ? null : Number(number);
    } else {
      const column = known.find(table, target);
      if (column === null) return;
      if (column.kind === 'references') {
        references = citedStudies(text);
        if (references === null) problems.push({ field: column.key, message: `${column.heading} takes reference numbers, for example [66, 67], or PMID 12345678, not “${text.slice(0, 200)}”.` });
      } else values[column.key] = valueFromText(column, fitting(column, decimalCommas && column.kind !== 'terms' ? withDecimalPoints(text) : text));
    }
  });
  if (table !== 'studies') return { line: row.line, values, references, rowId, ordinal, made: [], problems };
  return { line: row.line, values: studyRow(values, columns, row), references, rowId, ordinal, made: typeof values['label'] === 'string' ? [] : ['label'], problems };
}

/** A column of one line takes a cell of several as one line; identifiers lose what they are wrapped in. */
function fitting({ key, kind }: ColumnDefinition, text: string): string {
  if (key === 'doi') return normalDoi(text) ?? text.trim();
  if (key === 'pmid') return normalPmid(text) ?? text.trim();
  return kind === 'short' || kind === 'term' ? text.replaceAll(/\s*[\r\n]+\s*/gu, ' ').trim() : text;
}

export function unknownHeadings({ columns }: ColumnMapping): readonly string[] {
  return columns.filter(({ target, heading }) => target === null && heading !== '').map(({ heading }) => heading);
}
