// Owns the way of one source from its bytes to rows that can be planned: a list of references as it is; a table read, laid
// out, its columns mapped, its decimal commas noticed, each step told and changeable. Pure, in bounded steps. Refuses a
// source that is neither, and a table whose columns can't be told apart, with what to do.
import { normalised } from '../../contract/cellRules';
import { ownColumns, type DocumentColumns } from '../../contract/customColumns';
import { cellText } from '../../contract/values';
import type { importFormats, ImportedTable, SourceOptions } from '../../contract/imports';
import { findReferences, type FoundReferences } from '../references/referenceImport';
import type { Steps } from '../steps';
import { bestTable } from './bestTable';
import { mapColumns, type ColumnMapping } from './columnMapping';
import { foldedName, namesOf } from './columnNames';
import { findDecimalCommas, type FoundCommas } from './decimalCommas';
import { claimsOfEvidenceItems, targetOfItemHeading } from './evidenceItems';
import { findLayout, type FoundLayout } from './layout';
import { mappedRow, unknownHeadings, type MappedRow } from './mappedRows';
import { readClipboard, readTable, type ReadTable } from './readTable';

export type TableSource = { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'clipboard'; readonly html: string; readonly text: string };

export interface PreparedSource {
  readonly table: ImportedTable;
  /** Those that it could be mapped to. */
  readonly columns: DocumentColumns;
  readonly read: Omit<ReadTable, 'format' | 'rows'> & { readonly format: (typeof importFormats)[number] };
  readonly layout: FoundLayout;
  readonly mapping: ColumnMapping;
  readonly commas: FoundCommas;
  readonly rows: readonly MappedRow[];
  /** Lines that are no rows, with the reason; they are refused like rows. */
  readonly refusedLines: ReadonlyMap<number, string>;
  readonly unknownHeadings: readonly string[];
  /** Sentences for the curator. */
  readonly notes: readonly string[];
}
export type Preparation = { readonly isPrepared: true; readonly source: PreparedSource } | { readonly isPrepared: false; readonly message: string; readonly line: number | null };

const rowsPerStep = 2000;

/** `chosen`: null for the table that its headings name best. `termsFor`: the words that the document knows for a column. */
export function* prepareSource(chosen: ImportedTable | null, source: TableSource, options: SourceOptions, termsFor: (table: ImportedTable, key: string) => readonly string[], columns: DocumentColumns = ownColumns): Steps<Preparation> {
  if (chosen === null || chosen === 'studies') {
    const found = yield* findReferences(source.kind === 'bytes' ? source : { kind: 'text', text: source.text }, options.encoding, chosen === 'studies' && !(source.kind === 'clipboard' && source.html !== ''));
    if (found !== null) return { isPrepared: true, source: preparedReferences(found, options.firstNumber ?? null, columns) };
  }
  const reading = source.kind === 'bytes' ? yield* readTable(source.bytes, options) : yield* readClipboard(source, options);
  if (!reading.isRead) return { isPrepared: false, message: reading.message, line: reading.line };
  const read = reading.table;
  const table = chosen ?? bestTable(read.rows, columns);
  if (table === null) return { isPrepared: false, message: 'Its headings do not say into which table it belongs. Name the table.', line: null };
  const known = new Set(namesOf(table, columns).map(({ name }) => foldedName(name)));
  const layout = findLayout(read.rows, (heading) => known.has(foldedName(heading)), options.headingLine ?? null);
  if (layout === null) return { isPrepared: false, message: `There is nothing on line ${options.headingLine ?? 1}, where the headings should be.`, line: options.headingLine ?? null };
  const items = table === 'claims' && options.columns === undefined ? claimsOfEvidenceItems(layout.table) : null;
  const mapping = items !== null ? mappingOfItems(layout.table.headings) : mapColumns(table, layout.table, (key) => termsFor(table, key), options.columns, columns);
  const numberColumns = new Set(mapping.columns.flatMap(({ target }, index) => (target === 'references' || target === 'ordinal' ? [index] : [])));
  const commas = yield* findDecimalCommas(layout.table.rows, numberColumns, read.dialect?.delimiter === ';');
  const refusedLines = new Map<number, string>(layout.below.map(({ line }) => [line, 'It reads like a note below the table.']));
  if (items !== null) for (const { line, message } of items.problems) refusedLines.set(line, message);
  const rows: MappedRow[] = items === null ? [] : items.rows.map((row) => ({ ...row, values: normalised(row.values), rowId: null, ordinal: null, made: [], problems: [] }));
  if (items === null && mapping.problems.length === 0) {
    for (const row of [...layout.table.rows, ...layout.below]) {
      rows.push(mappedRow(table, mapping, row, options.decimalComma === true, columns));
      if (rows.length % rowsPerStep === 0) yield { done: rows.length, total: layout.table.rows.length };
    }
  }
  return { isPrepared: true, source: { table, columns, read, layout, mapping, commas, rows, refusedLines, unknownHeadings: items?.unknownHeadings ?? unknownHeadings(mapping), notes: [...read.notes, ...notesOn(layout, commas, options)] } };
}

/** Its fields are known, so that nothing has to be mapped. `firstNumber`: of its first record among the references. */
function preparedReferences({ format, encoding, records, notes }: FoundReferences, firstNumber: number | null, columns: DocumentColumns): PreparedSource {
  return {
    table: 'studies', columns, read: { format, encoding, dialect: null, sheet: null, sheets: [], marks: [], notes }, layout: { table: { headings: ['Imported record'], rows: records.map(({ line, values: { rawRecord } }) => ({ line, cells: [cellText(rawRecord)] })) }, headingLine: null, above: [], below: [], repeatedOn: [] },
    mapping: { columns: [], problems: [] }, commas: { state: 'none', cells: 0, examples: [] }, refusedLines: new Map(), unknownHeadings: [], notes,
    rows: records.map(({ line, values }, index) => ({ line, values, references: null, rowId: null, ordinal: firstNumber === null ? null : firstNumber + index, made: ['label'], problems: [] })),
  };
}

/** Several of its columns make one of ours. */
function mappingOfItems(headings: readonly string[]): ColumnMapping {
  return { columns: headings.map((heading) => ({ heading, target: targetOfItemHeading(heading), confidence: 1, because: 'evidence items of CIViC' })), problems: [] };
}

function notesOn({ above, below, repeatedOn, headingLine, table }: FoundLayout, commas: FoundCommas, { decimalComma }: SourceOptions): readonly string[] {
  const lines = (count: number): string => `${count} ${count === 1 ? 'line' : 'lines'}`;
  const nameless = table.headings.flatMap((heading, index) => (heading === '' && table.rows.some(({ cells }) => (cells[index] ?? '').trim() !== '') ? [index + 1] : []));
  const twice = table.headings.filter((heading, index) => heading !== '' && table.headings.indexOf(heading) !== index);
  return [
    ...(above.length === 0 ? [] : [`The headings are on line ${headingLine ?? 0}; ${lines(above.length)} above ${above.length === 1 ? 'is' : 'are'} no part of the table.`]),
    ...(below.length === 0 ? [] : [`${lines(below.length)} below the table ${below.length === 1 ? 'reads' : 'read'} like notes.`]),
    ...(repeatedOn.length === 0 ? [] : [`The headings are repeated on ${repeatedOn.length === 1 ? 'line' : 'lines'} ${repeatedOn.slice(0, 10).join(', ')}${repeatedOn.length > 10 ? ' …' : ''}; left out.`]),
    ...(nameless.length === 0 ? [] : [`${nameless.length === 1 ? 'Column' : 'Columns'} ${nameless.join(', ')} ${nameless.length === 1 ? 'has' : 'have'} cells and no heading; not imported.`]),
    ...(twice.length === 0 ? [] : [`More than one column is headed ${[...new Set(twice)].map((heading) => `“${heading}”`).join(', ')}.`]),
    ...(commas.state === 'none' || decimalComma !== undefined ? [] : [`Numbers may have decimal commas (“${commas.examples[0]?.text ?? ''}” on line ${commas.examples[0]?.line ?? 0}); they are read as they stand. Say whether commas are decimal points here.`]),
  ];
}
