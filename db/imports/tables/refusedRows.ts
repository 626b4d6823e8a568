// Owns the file of what was refused: the rows as they came, under their headings, each with its line and the reason. Pure.
// RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180), UTF-8, and readable again by the import: mended rows go in as they are.
import { ownColumns, type DocumentColumns } from '../../contract/customColumns';
import type { ImportedTable } from '../../contract/imports';
import type { PlannedRow } from './importPlan';
import type { TextTable } from './textTable';

export const reasonHeading = 'Not imported because';
export const lineHeading = 'Line in the file';

/** The file as text, a record at a time; nothing but the headings when nothing was refused. */
export function* refusedRowsCsv(table: ImportedTable, { headings, rows }: TextTable, planned: readonly PlannedRow[], columns: DocumentColumns = ownColumns): Generator<string> {
  const reasons = new Map(planned.flatMap((row) => (row.kind === 'refused' ? [[row.line, reasonOf(columns, table, row.reasons)] as const] : [])));
  yield record([...headings, lineHeading, reasonHeading]);
  for (const { line, cells } of rows) {
    const reason = reasons.get(line);
    if (reason !== undefined) yield record([...headings.map((_, index) => cells[index] ?? ''), String(line), reason, ...cells.slice(headings.length)]);
  }
}

export function reasonOf(columns: DocumentColumns, table: ImportedTable, reasons: readonly { readonly field: string; readonly message: string }[]): string {
  return reasons.map(({ field, message }) => (field === '' || message.startsWith(columns.headingOf(table, field)) ? message : `${columns.headingOf(table, field)}: ${message}`)).join(' ');
}

function record(cells: readonly string[]): string {
  return `${cells.map((cell) => (/^\s|[",\r\n\uFEFF]|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
