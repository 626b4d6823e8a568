// Owns what an export is chosen to be: table, format, columns in their order, rows, page and notes; how one choice changes
// another; and what of it is remembered until the next time. Pure but for the storage it is given, which it does not trust.
import { tables, isGridTable, type ColumnDefinition } from '../../../../db/contract/columns';
import { ExportChoices, type exportFormats, exportTables, type ExportedTable, type ExportPreset } from '../../../../db/contract/exports';
import { studyFormats, type StudyFormat } from '../../../../db/contract/references';

export type Format = (typeof exportFormats)[number] | StudyFormat;
export interface ExportState {
  readonly table: ExportedTable;
  readonly format: Format;
  /** The rows of the view behind the dialog, instead of those that the choices name. */
  readonly isAsSeen: boolean;
  readonly choices: ExportChoices;
  readonly preset: string | null;
  /** The release since which Word shows the changes; null: none are shown. */
  readonly since: string | null;
}

export const formatNames: Readonly<Record<Format, string>> = {
  docx: 'Word: three-line table (.docx)', xlsx: 'Excel, all cells as text (.xlsx)', csv: 'CSV (.csv)', tsv: 'Tab-separated (.tsv)', md: 'Markdown (.md)', json: 'JSON (.json)', latex: 'LaTeX: three-line table (.tex)', html: 'Web page (.html)',
  ris: 'References: RIS (.ris)', bibtex: 'References: BibTeX (.bib)', 'csl-json': 'References: CSL-JSON (.json)',
};
const formatOrder = ['docx', 'latex', 'xlsx', 'csv', 'tsv', 'md', 'html', 'json'] as const satisfies readonly Format[];

export function formatsOf(table: ExportedTable): readonly Format[] {
  return [...formatOrder, ...(table === 'studies' ? studyFormats : [])];
}

export function isStudyFormat(format: Format): format is StudyFormat {
  return studyFormats.some((each) => each === format);
}

/** Whether the format prints a page: with a title, notes, and widths that count. */
export function isPage(format: Format): boolean {
  return format === 'docx' || format === 'latex' || format === 'html' || format === 'md';
}

export function extensionOf(format: Format): string {
  return format === 'bibtex' ? 'bib' : format === 'csl-json' ? 'json' : format === 'latex' ? 'tex' : format;
}

export function tableName(table: ExportedTable): string {
  return table === 'history' ? 'History' : tables[table].name;
}

/** The columns that can be chosen; none of tables that are not kept in columns. */
export function columnsOf(table: ExportedTable): readonly ColumnDefinition[] {
  return isGridTable(table) ? tables[table].columns.filter(({ kind }) => kind !== 'hidden') : [];
}

function publishedKeys(table: ExportedTable): readonly string[] {
  return columnsOf(table).filter(({ isPublished }) => isPublished).map(({ key }) => key);
}

/** In the order in which they print. */
export function keptKeys({ table, choices }: Pick<ExportState, 'table' | 'choices'>): readonly string[] {
  return choices.columns ?? publishedKeys(table);
}

/** Those that print, in their order, then the others. */
export function listedColumns(state: ExportState): readonly { readonly column: ColumnDefinition; readonly isKept: boolean }[] {
  const columns = columnsOf(state.table);
  const kept = keptKeys(state).flatMap((key) => columns.find((column) => column.key === key) ?? []);
  return [...kept.map((column) => ({ column, isKept: true })), ...columns.filter((column) => !kept.includes(column)).map((column) => ({ column, isKept: false }))];
}

function withColumns(state: ExportState, keys: readonly string[]): ExportState {
  const published = publishedKeys(state.table);
  const isPublished = keys.length === published.length && keys.every((key, index) => key === published[index]);
  // A table without columns can't print: the last one stays.
  return keys.length === 0 ? state : { ...state, choices: { ...state.choices, columns: isPublished ? null : [...keys] } };
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

export function withTable(state: ExportState, table: ExportedTable, storage: Pick<Storage, 'getItem'>): ExportState {
  const remembered = recall(storage, table);
  const format = remembered?.format ?? state.format;
  return { table, format: formatsOf(table).includes(format) ? format : 'docx', isAsSeen: false, choices: remembered?.choices ?? plainChoices(), preset: null, since: null };
}

export function fromPreset({ name, table, format, choices }: ExportPreset): ExportState {
  return { table, format: formatsOf(table).find((each) => each === format) ?? 'docx', isAsSeen: false, choices, preset: name, since: null };
}

export function plainChoices(): ExportChoices {
  return ExportChoices.parse({});
}

const storageKey = (table: ExportedTable): string => `lacuna.export.${table}`;

export function recall(storage: Pick<Storage, 'getItem'>, table: ExportedTable): { readonly format: Format; readonly choices: ExportChoices } | null {
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

export function tableNamed(name: string | null): ExportedTable {
  return exportTables.find((each) => each === name) ?? 'factors';
}
