// Owns what an export is chosen to be: table or whole document, format, columns in their order, rows, page and notes; how one choice
// changes another; and what of it is remembered until the next time. Pure but for the storage it is given, which it does not trust.
import type { ColumnDefinition } from '../../../../db/contract/columnDefinition';
import { tables } from '../../../../db/contract/columns';
import { isCustomKey, isGridTable } from '../../../../db/contract/tableNames';
import { mayPrint, printableColumns, printsUnasked } from '../../../../db/contract/customColumns';
import { ExportChoices, type exportFormats, exportSubjects, exportTables, usualTables, type ExportedTable, type ExportPreset, type ExportSubject } from '../../../../db/contract/exports';
import type { Output } from '../../../../db/contract/methods';
import type { DocumentInfo } from '../../../../db/contract/types';
import { studyFormats, type StudyFormat } from '../../../../db/contract/references';
import { columnsNow } from '../../../documentColumns';

export type Format = (typeof exportFormats)[number] | StudyFormat;
export interface ExportState {
  readonly table: ExportSubject;
  readonly format: Format;
  /** The rows of the view behind the dialog, instead of those that the choices name. */
  readonly isAsSeen: boolean;
  readonly choices: ExportChoices;
  readonly preset: string | null;
  /** The release since which Word shows the changes; null: none are shown. */
  readonly since: string | null;
}

const formatNames: Readonly<Record<Format, string>> = {
  docx: 'Word: three-line table (.docx)', xlsx: 'Excel, all cells as text (.xlsx)', csv: 'CSV (.csv)', tsv: 'Tab-separated (.tsv)', md: 'Markdown (.md)', json: 'JSON (.json)', latex: 'LaTeX: three-line table (.tex)', html: 'Web page (.html)',
  ris: 'References: RIS (.ris)', bibtex: 'References: BibTeX (.bib)', 'csl-json': 'References: CSL-JSON (.json)',
};
const formatOrder = ['docx', 'latex', 'xlsx', 'csv', 'tsv', 'md', 'html', 'json'] as const satisfies readonly Format[];

export function formatsOf(table: ExportSubject): readonly Format[] {
  return [...formatOrder, ...(table === 'studies' ? studyFormats : [])];
}

export function isStudyFormat(format: Format): format is StudyFormat {
  return studyFormats.some((each) => each === format);
}

/** A document as CSV or TSV is several files. */
function isZipped({ table, format }: Pick<ExportState, 'table' | 'format'>): boolean {
  return table === 'document' && (format === 'csv' || format === 'tsv');
}

export function formatName(table: ExportSubject, format: Format): string {
  return isZipped({ table, format }) ? `${format === 'csv' ? 'CSV' : 'Tab-separated'}, a file a table (.zip)` : formatNames[format];
}

export function extensionOf(table: ExportSubject, format: Format): string {
  if (isZipped({ table, format })) return 'zip';
  return format === 'bibtex' ? 'bib' : format === 'csl-json' ? 'json' : format === 'latex' ? 'tex' : format;
}

export function tableName(table: ExportSubject): string {
  return table === 'document' ? 'Whole document' : table === 'history' ? 'History' : tables[table].name;
}

/** Of the document, in the order in which they print. */
export function chosenTables({ format, choices }: Pick<ExportState, 'format' | 'choices'>): readonly ExportedTable[] {
  const chosen = choices.tables ?? usualTables(format);
  return exportTables.filter((table) => chosen.includes(table));
}

/** What is usual for a format stays so with another. A document without tables can't print: the last one stays. */
export function withChosen(state: ExportState, table: ExportedTable, isChosen: boolean): ExportState {
  const chosen = exportTables.filter((each) => (each === table ? isChosen : chosenTables(state).includes(each)));
  const usual = usualTables(state.format);
  const isUsual = chosen.length === usual.length && chosen.every((each) => usual.includes(each));
  return chosen.length === 0 ? state : { ...state, choices: { ...state.choices, tables: isUsual ? null : [...chosen] } };
}

/** The columns that can be chosen; none of tables that are not kept in columns. */
export function columnsOf(table: ExportSubject): readonly ColumnDefinition[] {
  return isGridTable(table) ? printableColumns(columnsNow(), table) : [];
}

type Chosen = Pick<ExportState, 'table' | 'choices'>;

function usualKeys({ table, choices }: Chosen): readonly string[] {
  return columnsOf(table).filter((column) => printsUnasked(column, choices.includePrivate)).map(({ key }) => key);
}

/** In the order in which they print. */
export function keptKeys(state: Chosen): readonly string[] {
  const kept = columnsOf(state.table).filter((column) => !mayPrint(column, state.choices.includePrivate)).map(({ key }) => key);
  return state.choices.columns?.filter((key) => !kept.includes(key)) ?? usualKeys(state);
}

/** Those that print, in their order, then the others. `mayBeKept`: not a private one, unless those are included. */
export function listedColumns(state: ExportState): readonly { readonly column: ColumnDefinition; readonly isKept: boolean; readonly mayBeKept: boolean }[] {
  const columns = columnsOf(state.table);
  const kept = keptKeys(state).flatMap((key) => columns.find((column) => column.key === key) ?? []);
  return [...kept.map((column) => ({ column, isKept: true, mayBeKept: true })), ...columns.filter((column) => !kept.includes(column)).map((column) => ({ column, isKept: false, mayBeKept: mayPrint(column, state.choices.includePrivate) }))];
}

function withColumns(state: ExportState, keys: readonly string[]): ExportState {
  const usual = usualKeys(state);
  const isUsual = keys.length === usual.length && keys.every((key, index) => key === usual[index]);
  // A table without columns can't print: the last one stays.
  return keys.length === 0 ? state : { ...state, choices: { ...state.choices, columns: isUsual ? null : [...keys] } };
}

/** A column that comes back stands where it stands in the table, after those that print before it there. */
export function withColumn(state: ExportState, key: string, isKept: boolean): ExportState {
  const kept = keptKeys(state);
  if (!isKept) return withColumns(state, kept.filter((each) => each !== key));
  const order = columnsOf(state.table).map((column) => column.key);
  const before = kept.findLastIndex((each) => order.indexOf(each) < order.indexOf(key));
  return withColumns(state, kept.toSpliced(before + 1, 0, key));
}

export function movedColumn(state: ExportState, key: string, by: -1 | 1): ExportState {
  const kept = keptKeys(state);
  const at = kept.indexOf(key);
  const to = at + by;
  return at < 0 || to < 0 || to >= kept.length ? state : withColumns(state, kept.toSpliced(at, 1).toSpliced(to, 0, key));
}

export function widthOf({ choices }: ExportState, column: ColumnDefinition): number {
  return choices.widths[column.key] ?? column.width;
}

export function withWidth(state: ExportState, column: ColumnDefinition, width: number): ExportState {
  const { [column.key]: _, ...others } = state.choices.widths;
  return { ...state, choices: { ...state.choices, widths: width === column.width || !(width >= 1 && width <= 5000) ? others : { ...others, [column.key]: width } } };
}

export function withTable(state: ExportState, table: ExportSubject, storage: Pick<Storage, 'getItem'>): ExportState {
  const remembered = recall(storage, table);
  const format = remembered?.format ?? state.format;
  return { table, format: formatsOf(table).includes(format) ? format : 'docx', isAsSeen: false, choices: remembered === null ? plainChoices() : inDocument(table, remembered.choices), preset: null, since: null };
}

/** The storage is that of every document: a lab's own columns may be others here. */
function inDocument(table: ExportSubject, choices: ExportChoices): ExportChoices {
  const columns = choices.columns?.filter((key) => !isCustomKey(key) || columnsOf(table).some((column) => column.key === key)) ?? null;
  return { ...choices, columns: columns?.length === 0 ? null : columns };
}

export function fromPreset({ name, table, format, choices }: ExportPreset): ExportState {
  return { table, format: formatsOf(table).find((each) => each === format) ?? 'docx', isAsSeen: false, choices, preset: name, since: null };
}

export function plainChoices(): ExportChoices {
  return ExportChoices.parse({});
}

const storageKey = (table: ExportSubject): string => `lacuna.export.${table}`;

export function recall(storage: Pick<Storage, 'getItem'>, table: ExportSubject): { readonly format: Format; readonly choices: ExportChoices } | null {
  try {
    const kept: unknown = JSON.parse(storage.getItem(storageKey(table)) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('format' in kept) || !('choices' in kept)) return null;
    const format = formatsOf(table).find((each) => each === kept.format);
    const choices = ExportChoices.safeParse(kept.choices);
    return format === undefined || !choices.success ? null : { format, choices: choices.data };
  } catch {
    return null;
  }
}

/** What was exported last; neither the rows of a view are remembered, nor that private things were let out. */
export function remember(storage: Pick<Storage, 'setItem'>, { table, format, choices }: ExportState): void {
  try {
    storage.setItem(storageKey(table), JSON.stringify({ format, choices: { ...choices, rows: null, includePrivate: false } }));
  } catch {
    // Storage is full or denied: the next export begins with what is usual.
  }
}

export function tableNamed(name: string | null): ExportSubject {
  return exportSubjects.find((each) => each === name) ?? 'factors';
}

/** What a file of the whole document is called before its ending: "Bone metastasis", of a release "Bone metastasis 1.0"; of 2/3, "… 2-3". */
export function documentStem({ name, release }: Pick<DocumentInfo, 'name' | 'release'>): string {
  const stem = (release?.documentName ?? name).replace(/\.lacuna$/iu, '');
  return release === null ? stem : `${stem} ${release.version.replaceAll(/[\\/]/gu, '-')}`;
}

/** Of a document that was written: how many tables it has, and which have no rows. */
export function writtenTables({ tables: written, empty }: Pick<Output<'exportTable'>, 'tables' | 'empty'>): string {
  if (written === undefined) return '';
  const without = empty === undefined || empty.length === 0 ? '' : ` Left out, without rows: ${empty.map(tableName).join(', ')}.`;
  return ` ${written.length} ${written.length === 1 ? 'table' : 'tables'}.${without}`;
}
