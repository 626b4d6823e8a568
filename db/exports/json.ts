// Owns the JSON export: { title, columns: [{key, heading}], rows: [{key: text}] }, one row per line so that two exports
// can be compared line by line; of a document an object with such a one a table, by its key. Every cell survives exactly;
// lone surrogates are written as \u escapes.
import { rowBatches } from './printedTable';
import type { PrintedFile, PrintedTable, WriteControl } from './printedTable';

/** The file as text, a piece per batch of rows; ends in a line feed. Keys stay in the order of the columns. */
export async function* jsonPieces({ tables, keys }: PrintedFile, control: WriteControl): AsyncGenerator<string> {
  for (const [index, table] of tables.entries()) {
    if (keys !== null) yield `${index === 0 ? '{' : ','}\n${JSON.stringify(keys[index])}: `;
    yield* tableJson(table, control);
  }
  yield keys === null ? '\n' : '\n}\n';
}

async function* tableJson(table: PrintedTable, control: WriteControl): AsyncGenerator<string> {
  const columns = table.columns.map(({ key, heading }) => `  {"key": ${JSON.stringify(key)}, "heading": ${JSON.stringify(heading)}}`);
  yield `{\n"title": ${JSON.stringify(table.title)},\n"columns": [\n${columns.join(',\n')}\n],\n"rows": [`;
  const keys = table.columns.map((column) => JSON.stringify(column.key));
  for await (const batch of rowBatches(table, control)) {
    const lines = batch.rows.map((row, index) => {
      const cells = row.map((cell, column) => `${keys[column] ?? ''}: ${JSON.stringify(cell)}`);
      return `${batch.firstRow + index === 1 ? '' : ','}\n  {${cells.join(', ')}}`;
    });
    yield lines.join('');
  }
  yield '\n]\n}';
}
