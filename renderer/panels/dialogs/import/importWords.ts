// Owns the words of the import dialog: encodings, why a column was guessed, what becomes of a row, how many.
// Pure. What it has no word for is said as the core says it.
import { tables } from '../../../../db/contract/columns';
import { columnsNow } from '../../../documentColumns';
import { formatNames, type DuplicateChoice, type ImportCounts, type ImportedTable, type ImportSourceReport, type PlannedRowInfo } from '../../../../db/contract/imports';

export type PlannedKind = PlannedRowInfo['kind'];

const formats: Readonly<Record<string, string>> = formatNames;
const encodingNames: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8', 'utf-16le': 'UTF-16 (little-endian)', 'utf-16be': 'UTF-16 (big-endian)', 'windows-1252': 'Windows-1252 (Western)', 'iso-8859-2': 'ISO 8859-2 (Central European)',
  'windows-1250': 'Windows-1250 (Central European)', 'windows-1251': 'Windows-1251 (Cyrillic)', macintosh: 'Mac Roman', shift_jis: 'Shift JIS (Japanese)', gb18030: 'GB 18030 (Chinese)', 'euc-kr': 'EUC-KR (Korean)',
};
const delimiterNames: Readonly<Record<string, string>> = { ',': 'comma (,)', ';': 'semicolon (;)', '\t': 'tab', '|': 'bar (|)' };

export const formatName = (format: string): string => formats[format] ?? format;
export const encodingName = (encoding: string): string => encodingNames[encoding.toLowerCase()] ?? encoding;
export const delimiterName = (delimiter: string): string => delimiterNames[delimiter] ?? delimiter;
export const quoteName = (quote: string | null): string => (quote === '"' ? 'double (")' : quote === "'" ? "single (')" : 'none');

export const kindNames: Readonly<Record<PlannedKind, string>> = { new: 'New', changed: 'Changed', unchanged: 'Unchanged', duplicate: 'Duplicates', refused: 'Refused' };
const kindOfRow: Readonly<Record<PlannedKind, string>> = { new: 'New', changed: 'Changed', unchanged: 'Unchanged', duplicate: 'Duplicate', refused: 'Refused' };

export const duplicateNames: Readonly<Record<DuplicateChoice, string>> = { skip: 'Leave them out', merge: 'Fill empty cells of the row that is there', keep: 'Add them as rows of their own' };

export function countOf(counts: ImportCounts, kind: PlannedKind): number {
  return kind === 'duplicate' ? counts.duplicates : counts[kind];
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** The key of a column as a curator knows it. */
export function targetName(table: ImportedTable, target: string): string {
  if (target === 'ordinal') return 'Number of the row';
  if (target === 'rowId') return 'Id of the row';
  return columnsNow().headingOf(table, target);
}

/** What a column of a file can be. */
export function targetsOf(table: ImportedTable): readonly string[] {
  return [...columnsNow().of(table).filter((column) => column.isEditable && column.kind !== 'hidden').map(({ key }) => key), 'ordinal', 'rowId'];
}

/** How sure a guess is, and why it was made. */
export function guessWords({ target, confidence, because }: ImportSourceReport['columns'][number], isChosen: boolean, isRecalled: boolean): string {
  if (isChosen) return isRecalled ? 'As you chose before' : 'You chose this';
  if (target === null) return because === '' ? 'Not imported' : `Not imported: ${because}`;
  return `${confidence >= 0.9 ? 'Sure' : confidence >= 0.7 ? 'Likely' : 'Perhaps'}: ${because}`;
}

/** Whether the row is written unless it is taken out. */
export function isWritten({ kind, outcome }: Pick<PlannedRowInfo, 'kind' | 'outcome'>): boolean {
  return kind === 'new' || kind === 'changed' || outcome === 'merged' || outcome === 'kept';
}

/** `sourceNames`: in the order of the question. */
export function sameWords(table: ImportedTable, { same, source }: Pick<PlannedRowInfo, 'same' | 'source'>, sourceNames: readonly string[]): string {
  if (same === null) return '';
  if (same.line !== null) return `line ${same.line.toLocaleString('en')}${same.source === null || same.source === source ? '' : ` of ${sourceNames[same.source] ?? 'another source'}`}`;
  return same.ordinal === null ? `a row of ${tables[table].name}` : `row ${same.ordinal.toLocaleString('en')} of ${tables[table].name}`;
}

const outcomeWords: Readonly<Record<NonNullable<PlannedRowInfo['outcome']>, string>> = { skipped: 'left out', merged: 'fills empty cells', kept: 'added as a row of its own' };

/** What a row is, in a line. */
export function rowSummary(table: ImportedTable, row: PlannedRowInfo, sourceNames: readonly string[]): string {
  switch (row.kind) {
    case 'new': return Object.entries(row.cells).filter(([key, text]) => key !== tables[table].nameKey && text.trim() !== '').slice(0, 4).map(([, text]) => short(text, 60)).join(' · ');
    case 'changed': return changesWords(row);
    case 'unchanged': return `the same as ${sameWords(table, row, sourceNames)}`;
    case 'duplicate': return `of ${sameWords(table, row, sourceNames)}: ${row.because}; ${row.outcome === null ? '' : outcomeWords[row.outcome]}`;
    case 'refused': return reasonWords(table, row.reasons).join(' ');
  }
}

function changesWords({ changes }: Pick<PlannedRowInfo, 'changes'>): string {
  const [first, ...more] = changes;
  if (first === undefined) return '';
  return `${first.heading}: ${short(first.before, 40) || 'empty'} → ${short(first.after, 40)}${more.length === 0 ? '' : `; ${more.map(({ heading }) => heading).join(', ')} too`}`;
}

/** Each reason with its column, unless it names it itself. */
export function reasonWords(table: ImportedTable, reasons: PlannedRowInfo['reasons']): readonly string[] {
  return reasons.map(({ field, message }) => (field === '' || message.startsWith(targetName(table, field)) ? message : `${targetName(table, field)}: ${message}`));
}

export function kindOf(kind: PlannedKind): string {
  return kindOfRow[kind];
}

function short(text: string, longest: number): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** How many rows an import would write; of duplicates that fill cells it is not known how many have any to fill. */
export function writtenCount(total: ImportCounts, onDuplicate: DuplicateChoice, leftOut: number): { readonly count: number; readonly isMost: boolean } {
  const duplicates = onDuplicate === 'skip' ? 0 : total.duplicates;
  return { count: total.new + total.changed + duplicates - leftOut, isMost: onDuplicate === 'merge' && duplicates > 0 };
}

export function importLabel({ count, isMost }: { readonly count: number; readonly isMost: boolean }): string {
  if (count <= 0) return 'Import';
  return `Import ${isMost ? 'up to ' : ''}${counted(count, 'row')}`;
}

/** What was done, once it is. */
export function doneWords(rows: number, studiesAdded: number, total: ImportCounts, names: readonly string[], undoKey: string): string {
  const from = names.length === 1 ? (names[0] ?? '') : counted(names.length, 'source');
  const rest = [...(total.refused > 0 ? [`${counted(total.refused, 'row')} refused`] : []), ...(total.unchanged > 0 ? [`${total.unchanged.toLocaleString('en')} unchanged`] : [])];
  return `Imported ${counted(rows, 'row')} from ${from}${studiesAdded === 0 ? '' : `, with ${counted(studiesAdded, 'new study', 'new studies')}`}.${rest.length === 0 ? '' : ` Not written: ${rest.join(', ')}.`} ${undoKey} takes all of it back.`;
}
