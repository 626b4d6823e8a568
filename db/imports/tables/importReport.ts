// Owns how a source and its planned rows are told: what it was read as, what each row would become, in the shapes of the
// contract. Pure.
import { citedKey, printedKeys } from '../../contract/citedStudies';
import { tables } from '../../contract/columns';
import type { DocumentColumns } from '../../contract/customColumns';
import type { ImportedTable, ImportSourceReport, PlannedRowInfo } from '../../contract/imports';
import { cellText } from '../../contract/values';
import { countsOf, type PlannedChange, type PlannedRow, type SameAs } from './importPlan';
import { reasonOf } from './refusedRows';
import type { PreparedSource } from './tableImport';

const mostAbove = 50;
const samples = 3;
const longestSample = 200;
const longestName = 60;

export function sourceReport(name: string, table: ImportedTable, { columns, read, layout, mapping, commas, unknownHeadings, notes }: PreparedSource, rows: readonly PlannedRow[]): ImportSourceReport {
  const sampleOf = (index: number): string[] => layout.table.rows.slice(0, 50).map(({ cells }) => cells[index] ?? '').filter((cell) => cell.trim() !== '').slice(0, samples).map((cell) => clipped(cell, longestSample));
  return {
    name, table, format: read.format, encoding: read.encoding, delimiter: read.dialect?.delimiter ?? null, quote: read.dialect?.quote ?? null, sheet: read.sheet, sheets: [...read.sheets],
    headingLine: layout.headingLine, above: layout.above.slice(0, mostAbove).map(({ line, cells }) => ({ line, cells: [...cells] })),
    columns: mapping.columns.map((column, index) => ({ ...column, sample: sampleOf(index) })),
    decimalComma: { state: commas.state, cells: commas.cells, examples: [...commas.examples] },
    unknownHeadings: [...unknownHeadings], notes: [...notes], problems: [...mapping.problems],
    counts: countsOf(rows),
    refused: rows.flatMap((row, index) => (row.kind === 'refused' ? [{ record: index + 1, line: row.line, reason: reasonOf(columns, table, row.reasons) }] : [])),
  };
}

/** `index`: of the row among those of its source. */
export function plannedRowInfo(table: ImportedTable, { columns, rows, read }: PreparedSource, row: PlannedRow, index: number): PlannedRowInfo {
  const mapped = rows[index];
  const shown = Object.entries(mapped?.values ?? {}).filter(([key]) => columns.find(table, key)?.kind !== 'hidden').map(([key, value]) => [key, cellText(value)] as const);
  const cells = Object.fromEntries([...shown, ...(mapped === undefined || mapped.references === null ? [] : [['references', printedKeys(mapped.references.map(citedKey))] as const])]);
  return {
    source: row.source, record: index + 1, line: row.line, kind: row.kind, rowName: clipped((cells[tables[table].nameKey] ?? '').replaceAll(/\s+/gu, ' ').trim(), longestName), cells,
    changes: 'changes' in row ? row.changes.filter(({ field }) => columns.find(table, field)?.kind !== 'hidden').map((change) => toldChange(columns, table, change)) : [],
    same: row.kind === 'duplicate' ? toldSame(row.of) : row.kind === 'changed' || row.kind === 'unchanged' ? { rowId: row.rowId, ordinal: row.ordinal, source: null, line: null } : null,
    because: row.kind === 'duplicate' ? row.because : '',
    outcome: row.kind === 'duplicate' ? row.outcome : null,
    reasons: row.kind === 'refused' ? row.reasons.map((reason) => ({ ...reason })) : [],
    marks: read.marks.filter(({ line }) => line === row.line).map(({ column, kind, detail }) => ({ column, kind, detail })),
  };
}

function toldChange(columns: DocumentColumns, table: ImportedTable, change: PlannedChange): PlannedRowInfo['changes'][number] {
  const head = { field: change.field, heading: columns.headingOf(table, change.field) };
  return change.kind === 'references' ? { ...head, before: printedKeys(change.before), after: printedKeys(change.after.map(citedKey)) } : { ...head, before: cellText(change.before), after: cellText(change.after) };
}

function toldSame(of: SameAs): NonNullable<PlannedRowInfo['same']> {
  return of.kind === 'row' ? { rowId: of.rowId, ordinal: of.ordinal, source: null, line: null } : { rowId: null, ordinal: null, source: of.source, line: of.line };
}

function clipped(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
