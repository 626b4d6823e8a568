// Owns turning a text table into rows of one of our tables: its headings are column keys or published headings,
// whatever their case, spaces and punctuation. Pure. Says which headings it does not know; refuses a table without the
// columns that every row needs, and two columns that mean the same.
import { valueFromText } from '../../contract/cellRules';
import { tables, type ColumnDefinition, type GridTable } from '../../contract/columns';
import type { CellValue } from '../../contract/values';
import type { TextTable } from './delimited';

/** A study that a row cites: by its number in the document, or by its PMID, with what a new one is called (null: by its PMID). */
export type CitedStudy = { readonly number: number } | { readonly pmid: string; readonly label: string | null };
export interface MappedRow {
  readonly line: number;
  readonly values: Readonly<Record<string, CellValue>>;
  /** In the order written; null when the table has no such column. */
  readonly references: readonly CitedStudy[] | null;
}
export interface MappedTable { readonly rows: readonly MappedRow[]; readonly unknownHeadings: readonly string[]; readonly problems: readonly { readonly line: number; readonly field: string; readonly message: string }[] }
export type Mapping = { readonly isMapped: true; readonly mapped: MappedTable } | { readonly isMapped: false; readonly message: string };

export function mapRows(table: GridTable, { headings, rows }: TextTable): Mapping {
  const { name, columns } = tables[table];
  const known = columns.filter((column) => column.isEditable);
  const found = headings.map((heading) => known.find((column) => plain(column.key) === plain(heading) || plain(column.heading) === plain(heading)) ?? null);
  const twice = found.find((column, index) => column !== null && found.indexOf(column) !== index);
  if (twice !== undefined && twice !== null) return { isMapped: false, message: `Two columns are headed “${twice.heading}”. Keep one.` };
  const lacking = known.find((column) => column.isRequired && !found.includes(column));
  if (lacking !== undefined) return { isMapped: false, message: `There is no column “${lacking.heading}”, which every row of ${name} needs. The headings are ${headings.map((heading) => `“${heading}”`).join(', ')}; the first line has to hold column keys (${known.map(({ key }) => key).join(', ')}) or published headings.` };
  const problems: { line: number; field: string; message: string }[] = [];
  const mapped = rows.map((row): MappedRow => {
    const values: Record<string, CellValue> = {};
    let references: readonly CitedStudy[] | null = null;
    if (row.cells.slice(found.length).some((cell) => cell.trim() !== '')) problems.push({ line: row.line, field: '', message: `It has ${row.cells.length} cells under ${found.length} headings. Quote cells that hold the delimiter.` });
    found.forEach((column, index) => {
      if (column === null) return;
      const text = row.cells[index] ?? '';
      if (column.kind !== 'references') values[column.key] = valueFromText(column, fitting(column, text));
      else {
        references = studiesOf(text);
        if (references === null) problems.push({ line: row.line, field: column.key, message: `${column.heading} takes reference numbers, for example [66, 67], or PMID 12345678, not “${text}”.` });
      }
    });
    return { line: row.line, values, references };
  });
  return { isMapped: true, mapped: { rows: mapped, unknownHeadings: headings.filter((heading, index) => found[index] === null && heading !== ''), problems } };
}

/** A column of one line takes a cell of several as one line. */
function fitting({ kind }: ColumnDefinition, text: string): string {
  return kind === 'short' || kind === 'term' ? text.replaceAll(/\s*[\r\n]+\s*/gu, ' ').trim() : text;
}

const mostReferences = 200;

/** "[66, 67]", "66; 67", "[15–17]", "PMID 12345678"; null when it says anything else. */
function studiesOf(text: string): readonly CitedStudy[] | null {
  const cited = new Map<string, CitedStudy>();
  const parts = text.replaceAll(/[[\]]/gu, ' ').replaceAll(/\bPMID\s{0,9}:?\s{0,9}0{0,9}(?=[1-9])/giu, 'PMID').split(/[,;\s]+/u).filter((each) => each !== '');
  for (const part of parts) {
    const pmid = /^PMID(\d{1,8})$/u.exec(part)?.[1];
    if (pmid !== undefined) {
      cited.set(part, { pmid, label: null });
      continue;
    }
    const range = /^(\d{1,6})(?:[-–](\d{1,6}))?$/u.exec(part);
    if (range === null) return null;
    const first = Number(range[1]);
    const last = Number(range[2] ?? range[1]);
    if (last < first || last - first > mostReferences) return null;
    for (let number = first; number <= last; number += 1) cited.set(String(number), { number });
  }
  return [...cited.values()];
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
