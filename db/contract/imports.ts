// Owns the words and shapes of importing tables: what a caller may choose, what a source was read as, and what the import
// would do with each row. Readonly, no behaviour.
import { z } from 'zod';
import { RowId } from './types';

/** The tables that take rows from files. */
export const importedTables = ['factors', 'trials', 'claims', 'studies'] as const;
export type ImportedTable = (typeof importedTables)[number];

/** Tables, and lists of references, which bring studies. */
export const tableFormats = ['csv', 'tsv', 'xlsx', 'html', 'json'] as const;
export const referenceFormats = ['ris', 'nbib', 'bibtex', 'csl-json', 'web-of-science', 'endnote-tagged', 'pubmed-xml', 'endnote-xml', 'fields-by-row', 'identifiers', 'plain'] as const;
export const importFormats = [...tableFormats, ...referenceFormats] as const;
/** How each is called wherever it is said. `table`: studies in rows, before anybody says which table that is. */
export const formatNames: Readonly<Record<(typeof importFormats)[number] | 'table', string>> = {
  csv: 'CSV', tsv: 'Tab-separated text', xlsx: 'Excel workbook', html: 'HTML table', json: 'JSON', table: 'Table of studies', ris: 'RIS', nbib: 'PubMed (NBIB)', bibtex: 'BibTeX', 'csl-json': 'CSL-JSON',
  'web-of-science': 'Web of Science', 'endnote-tagged': 'EndNote (tagged)', 'pubmed-xml': 'PubMed XML', 'endnote-xml': 'EndNote XML', 'fields-by-row': 'Embase, fields by row', identifiers: 'DOIs and PMIDs', plain: 'References as text',
};
/** How files of references and tables are called. Only dialogs ask: what a file is, its content says. */
export const referenceExtensions = ['ris', 'nbib', 'bib', 'json', 'ciw', 'enw', 'xml', 'csv', 'tsv', 'txt'] as const;
export const importExtensions = [...referenceExtensions, 'tab', 'xlsx', 'html', 'htm'] as const;

/** Encodings that a caller may choose instead of the one that was found; names as TextDecoder knows them. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-2', 'windows-1250', 'windows-1251', 'macintosh', 'shift_jis', 'gb18030', 'euc-kr'] as const;
export const delimiters = [',', ';', '\t', '|'] as const;

/** skip: leave it out. merge: fill the empty cells of the row that is there. keep: add it as a row of its own. */
export const duplicateChoices = ['skip', 'merge', 'keep'] as const;
export type DuplicateChoice = (typeof duplicateChoices)[number];

/** What was found is used where nothing is chosen. */
export const SourceOptions = z.strictObject({
  encoding: z.enum(encodings).optional(),
  delimiter: z.enum(delimiters).optional(),
  /** null: quotation marks are letters like any other. */
  quote: z.enum(['"', "'"]).nullable().optional(),
  sheet: z.string().max(300).optional(),
  /** Numbers of a workbook as its sheet shows them, or with all the places that it keeps. */
  numbers: z.enum(['printed', 'stored']).optional(),
  /** The line of the headings; 0 when there are none. */
  headingLine: z.int().min(0).max(10_000_000).optional(),
  /** true: commas are decimal points. Not given: they are read as they stand. */
  decimalComma: z.boolean().optional(),
  /** Of a list of references: its records are the references from this number on, in their order. */
  firstNumber: z.int().min(1).max(1_000_000).optional(),
  /** A heading, or the number of a column, and what it is: the key of a column, `ordinal`, `rowId`, or null for nothing. */
  columns: z.record(z.string().max(30_000), z.string().max(64).nullable()).optional(),
});
export type SourceOptions = Readonly<z.infer<typeof SourceOptions>>;

const options = SourceOptions.default({});
/** null: the table whose columns the headings name best. */
const table = z.enum(importedTables).nullable();
const path = z.string().min(1).max(4096).regex(/^[^\0]+$/u, 'A path has no NUL character.');
export const ImportSource = z.union([
  z.strictObject({ path, table, options }),
  /** What a clipboard holds, or text that the page has. */
  z.strictObject({ name: z.string().min(1).max(255), text: z.string().max(50_000_000), html: z.string().max(50_000_000).default(''), table, options }),
]);
export type ImportSource = Readonly<z.infer<typeof ImportSource>>;

export const ImportCounts = z.strictObject({ records: z.int(), new: z.int(), changed: z.int(), unchanged: z.int(), duplicates: z.int(), refused: z.int() });
export type ImportCounts = Readonly<z.infer<typeof ImportCounts>>;

/** `record`: the how-manieth row under the headings. */
export const RefusedRecord = z.strictObject({ record: z.int(), line: z.int(), reason: z.string() });

export const ImportColumn = z.strictObject({
  heading: z.string(),
  /** The key of a column, `ordinal`, `rowId`, or null: not imported. */
  target: z.string().nullable(),
  /** From 0 to 1; 1 when it was chosen. */
  confidence: z.number(),
  because: z.string(),
  /** The first cells that are not empty. */
  sample: z.array(z.string()),
});

export const ImportSourceReport = z.strictObject({
  name: z.string(),
  table: z.enum(importedTables),
  format: z.enum(importFormats),
  encoding: z.string().nullable(),
  delimiter: z.enum(delimiters).nullable(),
  quote: z.enum(['"', "'"]).nullable(),
  sheet: z.string().nullable(),
  sheets: z.array(z.strictObject({ name: z.string(), isHidden: z.boolean() })),
  headingLine: z.int().nullable(),
  /** What stands above the headings; at most 50 lines. */
  above: z.array(z.strictObject({ line: z.int(), cells: z.array(z.string()) })),
  columns: z.array(ImportColumn),
  decimalComma: z.strictObject({ state: z.enum(['none', 'maybe']), cells: z.int(), examples: z.array(z.strictObject({ line: z.int(), column: z.int(), text: z.string() })) }),
  unknownHeadings: z.array(z.string()),
  notes: z.array(z.string()),
  /** What has to be chosen before rows can be read; empty when nothing has to. */
  problems: z.array(z.string()),
  counts: ImportCounts,
  /** Of a preview its first block has them. */
  refused: z.array(RefusedRecord),
});
export type ImportSourceReport = z.infer<typeof ImportSourceReport>;

export const plannedKinds = ['new', 'changed', 'unchanged', 'duplicate', 'refused'] as const;
export const PlannedRowInfo = z.strictObject({
  source: z.int(),
  record: z.int(),
  line: z.int(),
  kind: z.enum(plannedKinds),
  /** How the row is called. */
  rowName: z.string(),
  /** Every cell as it was read, by column; references as numbers in brackets. */
  cells: z.record(z.string(), z.string()),
  changes: z.array(z.strictObject({ field: z.string(), heading: z.string(), before: z.string(), after: z.string() })),
  /** The row of the document that it is or may be; the row of the import when `line` is given. */
  same: z.strictObject({ rowId: RowId.nullable(), ordinal: z.int().nullable(), source: z.int().nullable(), line: z.int().nullable() }).nullable(),
  /** Why it is a duplicate, and what becomes of it. */
  because: z.string(),
  outcome: z.enum(['skipped', 'merged', 'kept']).nullable(),
  reasons: z.array(z.strictObject({ field: z.string(), message: z.string() })),
  /** What the cell in the file is and its text does not say. */
  marks: z.array(z.strictObject({ column: z.int(), kind: z.enum(['error', 'date', 'rounded', 'uncalculated']), detail: z.string() })),
});
export type PlannedRowInfo = z.infer<typeof PlannedRowInfo>;
