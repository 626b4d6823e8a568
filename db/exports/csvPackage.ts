// Owns the tables of a document as CSV or TSV: a ZIP with a file a table and, at its root, the `datapackage.json` that says what
// they hold. Streamed: a file is summed while it is written, and the description comes last. Refuses to sum by itself, which
// is not of this room: how is handed in.
import { csvPieces, type CsvFlavour } from './csv';
import { dataPackageOf, packageName, type ResourceFacts } from './dataPackage';
import type { PrintedFile, PrintedTable, WriteControl } from './printedTable';
import { zipParts, type ZipPart } from './zipParts';

/** SHA-256 of what was added so far, as 64 hexadecimal digits. */
export interface Sum { readonly add: (chunk: Uint8Array) => void; readonly hex: () => string }

/** The archive in chunks. Its files are called as the tables are by programs. */
export function csvPackageChunks({ title, tables, keys }: PrintedFile & { readonly keys: readonly string[] }, flavour: CsvFlavour, createSum: () => Sum, control: WriteControl): AsyncGenerator<Uint8Array> {
  const format = flavour.delimiter === ',' ? 'csv' : 'tsv';
  const written: ResourceFacts[] = [];
  const parts = tables.map((table, index): ZipPart => {
    const name = packageName(keys[index] ?? table.name);
    const fileName = `${name}.${format}`;
    const facts = { name, title: table.title, fileName, format, columns: table.columns } as const;
    return { path: fileName, pieces: summed(table, flavour, createSum(), control, (bytes, sha256) => written.push({ ...facts, bytes, sha256 })) };
  });
  function* description(): Generator<string> {
    yield dataPackageOf({ name: title, title }, written);
  }
  return zipParts([...parts, { path: 'datapackage.json', pieces: description() }]);
}

async function* summed(table: PrintedTable, flavour: CsvFlavour, sum: Sum, control: WriteControl, onEnd: (bytes: number, sha256: string) => void): AsyncGenerator<string> {
  const encoder = new TextEncoder();
  let bytes = 0;
  for await (const piece of csvPieces(table, flavour, control)) {
    const chunk = encoder.encode(piece);
    sum.add(chunk);
    bytes += chunk.length;
    yield piece;
  }
  onEnd(bytes, sum.hex());
}
