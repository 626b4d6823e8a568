// Owns reading a workbook (XLSX): the sheet that was asked for, or the first that is not hidden and has cells; what there
// is beside it is said in notes. Pure, in bounded steps. Refuses damaged, protected and harmful files in a sentence.
import type { Steps } from '../../steps';
import type { CellMark, TextRow } from '../textTable';
import { readSheetRows, type SheetRows, type SheetStyle } from './sheetRows';
import { readStrings, workbookParts, type SheetPlace } from './workbookParts';
import { WorkbookProblem, zipDirectory } from './zipArchive';

export interface WorkbookOptions {
  /** By name; null for the first that has cells and is not hidden. */
  readonly sheet: string | null;
  /** Numbers as the sheet shows them, or with all the places that it keeps. */
  readonly numbers: SheetStyle['numbers'];
}
export interface SheetName { readonly name: string; readonly isHidden: boolean }
export type WorkbookReading =
  | { readonly isRead: true; readonly sheet: string; readonly sheets: readonly SheetName[]; readonly rows: readonly TextRow[]; readonly marks: readonly CellMark[]; readonly notes: readonly string[] }
  | { readonly isRead: false; readonly message: string };

export function* readWorkbook(bytes: Uint8Array, options: WorkbookOptions): Steps<WorkbookReading> {
  try {
    return yield* readNow(bytes, options);
  } catch (thrown) {
    if (thrown instanceof WorkbookProblem) return { isRead: false, message: thrown.message };
    throw thrown;
  }
}

function* readNow(bytes: Uint8Array, { sheet, numbers }: WorkbookOptions): Steps<WorkbookReading> {
  const directory = zipDirectory(bytes);
  if (!directory.isRead) return directory;
  const parts = workbookParts(bytes, directory.entries);
  const sheets = parts.sheets.map(({ name, isHidden }) => ({ name, isHidden }));
  const asked = sheet === null ? null : parts.sheets.find(({ name }) => name === sheet) ?? parts.sheets.find(({ name }) => name.toLowerCase() === sheet.toLowerCase());
  if (asked === undefined) return { isRead: false, message: `It has no sheet “${sheet ?? ''}”. It has: ${sheets.map(({ name }) => name).join(', ')}.` };
  const style: SheetStyle = { strings: parts.strings === null ? [] : yield* readStrings(bytes, parts.strings), formats: parts.formats, from1904: parts.from1904, numbers };
  const order = asked === null ? [...parts.sheets].sort((left, right) => Number(left.isHidden) - Number(right.isHidden)) : [asked];
  for (const place of order) {
    const read = yield* readSheetRows(bytes, place.entry, style);
    if (read.rows.length > 0 || place === order.at(-1)) return { isRead: true, sheet: place.name, sheets, rows: read.rows, marks: read.marks, notes: notesOn(read, place, parts.sheets) };
  }
  return { isRead: false, message: 'It holds no sheet of cells.' };
}

function notesOn({ marks, merged, hiddenRows, hiddenColumns }: SheetRows, { name, isHidden }: SheetPlace, sheets: readonly SheetPlace[]): readonly string[] {
  const others = sheets.filter((sheet) => sheet.name !== name);
  const named = (chosen: readonly SheetPlace[]): string => chosen.map((sheet) => `“${sheet.name}”`).join(', ');
  const hidden = others.filter((sheet) => sheet.isHidden);
  const shown = others.filter((sheet) => !sheet.isHidden);
  const of = (kind: CellMark['kind']): number => marks.filter((mark) => mark.kind === kind).length;
  const cells = (count: number): string => `${count} ${count === 1 ? 'cell' : 'cells'}`;
  return [
    ...(isHidden ? [`The sheet “${name}” is hidden in the workbook.`] : []),
    ...(shown.length === 0 ? [] : [`Read is the sheet “${name}”; the workbook also has ${named(shown)}.`]),
    ...(hidden.length === 0 ? [] : [`The workbook has hidden sheets: ${named(hidden)}.`]),
    ...(hiddenRows === 0 ? [] : [`${hiddenRows} ${hiddenRows === 1 ? 'row is' : 'rows are'} hidden in the sheet, perhaps by a filter; read like the others.`]),
    ...(hiddenColumns === 0 ? [] : [`${hiddenColumns} ${hiddenColumns === 1 ? 'column is' : 'columns are'} hidden in the sheet; read like the others.`]),
    ...(merged.length === 0 ? [] : [`${merged.length} merged ${merged.length === 1 ? 'range holds' : 'ranges hold'} text in the first cell only: ${merged.slice(0, 5).join(', ')}${merged.length > 5 ? ' …' : ''}.`]),
    ...(of('error') === 0 ? [] : [`${cells(of('error'))} ${of('error') === 1 ? 'shows' : 'show'} an error of the spreadsheet.`]),
    ...(of('date') === 0 ? [] : [`${cells(of('date'))} ${of('date') === 1 ? 'holds a date' : 'hold dates'}, read as year-month-day. Spreadsheets also make dates of names such as SEPT2.`]),
    ...(of('rounded') === 0 ? [] : [`${cells(of('rounded'))} ${of('rounded') === 1 ? 'keeps' : 'keep'} more places than the sheet shows; read as shown.`]),
    ...(of('uncalculated') === 0 ? [] : [`${cells(of('uncalculated'))} ${of('uncalculated') === 1 ? 'holds a formula' : 'hold formulas'} without a result. Open and save the workbook in a spreadsheet program first.`]),
  ];
}
