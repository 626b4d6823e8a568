// Owns what holds for a lab's own columns beside their words: no two of a table share a heading, a key belongs to one column
// for ever, and every cell is what its column's type says. Reads only; commands ask it before a column changes, and before a
// change of one is taken back.
import { problemWith } from '../contract/cellRules';
import { tables } from '../contract/columns';
import { mostCustomColumns, type CustomTable } from '../contract/tableNames';
import { customDefinition, problemWithHeading, type CustomColumn } from '../contract/customColumns';
import { LacunaError } from '../contract/errors';
import { columnsIn } from './customColumns';
import type { ReadHandle } from '../store/handle';
import { printedOrderSql, readRow } from '../store/rows';
import { rowNameOf } from './changeSet';

/** Why the document can't hold this column as it shall be; null when it can. */
export function problemOfColumn(handle: ReadHandle, column: CustomColumn): string | null {
  return (column.isWithdrawn ? null : problemWithHeading(columnsIn(handle), column.table, column.heading, column.columnId)) ?? problemOfCells(handle, column);
}

/** The first cell that the column's type does not allow. */
function problemOfCells(handle: ReadHandle, column: CustomColumn): string | null {
  const { table, key, heading, type } = column;
  const definition = customDefinition(column);
  const unfit = cellsOf(handle, table, key).find(({ cell }) => problemWith(definition, cell) !== null);
  if (unfit === undefined) return null;
  const row = readRow(handle, table, unfit.id);
  const name = row === null ? '' : `, ${rowNameOf(table, row)},`;
  const cell = unfit.cell.length > 80 ? `${unfit.cell.slice(0, 79)}…` : unfit.cell;
  return `“${heading}” can't hold ${inWords[type]}: row ${unfit.ordinal}${name} has “${cell}” in it. ${problemWith(definition, unfit.cell) ?? ''}`.trim();
}

const inWords: Readonly<Record<CustomColumn['type'], string>> = { text: 'text of one line', 'long text': 'long text', term: 'a term', terms: 'terms', number: 'numbers', 'yes or no': 'yes or no' };

/** Cells that are not empty, of rows of every lifecycle, in printed order. */
function cellsOf(handle: ReadHandle, table: CustomTable, key: string): readonly { readonly id: string; readonly ordinal: number; readonly cell: string }[] {
  return handle.all(`SELECT t.id, t.ordinal, json_extract(t.custom, '$.' || ?) AS cell FROM ${tables[table].sqlName} t WHERE t.custom IS NOT NULL AND json_extract(t.custom, '$.' || ?) IS NOT NULL ORDER BY ${printedOrderSql(table)}`, key, key);
}

export function countFilled(handle: ReadHandle, { table, key }: Pick<CustomColumn, 'table' | 'key'>): number {
  return handle.get<{ count: number }>(`SELECT count(*) AS count FROM ${tables[table].sqlName} WHERE custom IS NOT NULL AND json_extract(custom, '$.' || ?) IS NOT NULL`, key)?.count ?? 0;
}

/** A key that no column of the table ever had, also none whose coming was undone: the journal may still speak of it. */
export function freeKey(handle: ReadHandle, table: CustomTable): string {
  const named = handle.column<string | null>(
    `SELECT json_extract(coalesce(after, before), '$.values.columnKey') FROM revision WHERE tableName = 'customColumns' AND op <> 'set' AND json_extract(coalesce(after, before), '$.values.tableName') = ?
     UNION SELECT columnKey FROM custom_column WHERE tableName = ?`, table, table,
  );
  const last = Math.max(0, ...named.map((key) => Number((key ?? '').replace('custom', ''))));
  if (last >= mostCustomColumns) throw new LacunaError('invalid-input', `${tables[table].name} has had ${mostCustomColumns} columns of its own, which is all that there is room for. Restore one that was withdrawn, and give it another heading.`, { table });
  return `custom${last + 1}`;
}
