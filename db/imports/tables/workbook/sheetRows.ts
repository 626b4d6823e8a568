// Owns reading one sheet into rows of text: strings to the letter, numbers as the sheet shows them, dates as ISO 8601,
// stored results of formulas, errors as the words that the sheet shows, marked. Pure, in bounded steps, streamed. Merged
// cells hold their text at the top left, as in the file.
import type { Steps } from '../../steps';
import { isBlank, mostCells, mostColumns, mostRows, type CellMark, type TextRow } from '../textTable';
import { printedNumber } from './numberFormat';
import { scanPart, unescapedText } from './partText';
import { attributesOf } from './scanXml';
import { WorkbookProblem, type ZipEntry } from './zipArchive';

export interface SheetStyle { readonly strings: readonly string[]; readonly formats: readonly string[]; readonly from1904: boolean; readonly numbers: 'printed' | 'stored' }
export interface SheetRows {
  readonly rows: readonly TextRow[];
  readonly marks: readonly CellMark[];
  /** Ranges such as "A1:C1". */
  readonly merged: readonly string[];
  readonly hiddenRows: number;
  readonly hiddenColumns: number;
}

interface OpenCell { readonly column: number; readonly type: string; readonly style: number; value: string | null; text: string | null; hasFormula: boolean }

const mostMerged = 100_000;

export function* readSheetRows(bytes: Uint8Array, entry: ZipEntry, style: SheetStyle): Steps<SheetRows> {
  const rows: TextRow[] = [];
  const marks: CellMark[] = [];
  const merged: string[] = [];
  let hiddenRows = 0;
  let hiddenColumns = 0;
  let cellCount = 0;
  let line = 0;
  let isHidden = false;
  let cells: string[] = [];
  let nextColumn = 0;
  let cell: OpenCell | null = null;
  let reading: 'value' | 'text' | null = null;
  let readings = 0;

  const openRow = (raw: string): void => {
    const attributes = attributesOf(raw);
    const named = Number(attributes.get('r'));
    line = Number.isInteger(named) && named > line ? named : line + 1;
    isHidden = attributes.get('hidden') === '1' || attributes.get('hidden') === 'true';
    cells = [];
    nextColumn = 0;
  };
  const openCell = (raw: string): void => {
    const attributes = attributesOf(raw);
    const column = columnOf(attributes.get('r')) ?? nextColumn;
    if (column >= mostColumns) throw new WorkbookProblem(`Row ${line} has a cell beyond column ${mostColumns}, the last that a sheet can have.`);
    nextColumn = column + 1;
    cell = { column, type: attributes.get('t') ?? 'n', style: Number(attributes.get('s') ?? 0), value: null, text: null, hasFormula: false };
  };
  const closeCell = (done: OpenCell): void => {
    const { text, mark } = cellText(done, style);
    if (mark !== null) marks.push({ line, column: done.column, ...mark });
    if (text === '') return;
    cellCount += done.column + 1 - Math.min(cells.length, done.column);
    while (cells.length < done.column) cells.push('');
    cells[done.column] = text;
    if (cellCount > mostCells) throw new WorkbookProblem(`It has more than ${mostCells} cells up to row ${line}. Import it in smaller parts.`);
  };
  const closeRow = (): void => {
    if (isBlank(cells)) return;
    if (isHidden) hiddenRows += 1;
    if (rows.push({ line, cells }) > mostRows) throw new WorkbookProblem(`It has more than ${mostRows} rows. Import it in smaller parts.`);
  };

  yield* scanPart(bytes, entry, {
    open: (name, raw) => {
      switch (name) {
        case 'row': openRow(raw); break;
        case 'c': openCell(raw); break;
        case 'v': reading = 'value'; if (cell !== null) cell.value ??= ''; break;
        case 't': if (readings === 0) { reading = 'text'; if (cell !== null) cell.text ??= ''; } break;
        case 'rPh': readings += 1; break;
        case 'f': if (cell !== null) cell.hasFormula = true; break;
        case 'col': hiddenColumns += hiddenIn(raw); break;
        case 'mergeCell': if (merged.length < mostMerged) merged.push(attributesOf(raw).get('ref') ?? ''); break;
        default:
      }
    },
    close: (name) => {
      switch (name) {
        case 'row': closeRow(); break;
        case 'c': if (cell !== null) closeCell(cell); cell = null; break;
        case 'v': case 't': reading = null; break;
        case 'rPh': readings -= 1; break;
        default:
      }
    },
    text: (text) => {
      if (cell === null || reading === null) return;
      if (reading === 'value') cell.value = (cell.value ?? '') + text;
      else cell.text = (cell.text ?? '') + text;
    },
  });
  return { rows, marks, merged, hiddenRows, hiddenColumns };
}

/** "AB12" is 27; null without letters. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^\$?([A-Za-z]{1,3})/u.exec(reference ?? '')?.[1]?.toUpperCase();
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function hiddenIn(raw: string): number {
  const attributes = attributesOf(raw);
  if (attributes.get('hidden') !== '1' && attributes.get('hidden') !== 'true') return 0;
  const count = Number(attributes.get('max')) - Number(attributes.get('min')) + 1;
  // Everything right of a table is hidden as one range to the end.
  return count > 0 && count < 1000 ? count : 0;
}

type Printed = { readonly text: string; readonly mark: Pick<CellMark, 'kind' | 'detail'> | null };

function cellText({ type, style, value, text, hasFormula }: OpenCell, { strings, formats, from1904, numbers }: SheetStyle): Printed {
  if (type === 'inlineStr') return plain(unescapedText(text ?? ''));
  if (value === null || value === '') return hasFormula && type !== 'str' ? { text: '', mark: { kind: 'uncalculated', detail: 'A formula without a stored result.' } } : plain('');
  switch (type) {
    case 's': return plain(strings[Number(value)] ?? '');
    case 'str': return plain(unescapedText(value));
    case 'b': return plain(value === '1' || value === 'true' ? 'TRUE' : 'FALSE');
    case 'e': return { text: value, mark: { kind: 'error', detail: `The sheet shows the error ${value}.` } };
    case 'd': return { text: value.replace(/T00:00(?::00(?:\.0+)?)?Z?$/u, ''), mark: { kind: 'date', detail: 'A date of the sheet.' } };
    default: return numberText(value, formats[style] ?? 'General', from1904, numbers);
  }
}

function plain(text: string): Printed {
  return { text, mark: null };
}

function numberText(value: string, format: string, from1904: boolean, numbers: SheetStyle['numbers']): Printed {
  const printed = printedNumber(value, format, from1904);
  if (printed.kind === 'date') return { text: printed.text, mark: { kind: 'date', detail: `A date, shown as ${format} in the sheet.` } };
  if (printed.kind === 'number') return plain(printed.text);
  const stored = printedNumber(value, 'General', from1904).text;
  return numbers === 'stored' ? plain(stored) : { text: printed.text, mark: { kind: 'rounded', detail: `The sheet shows ${printed.text} and keeps ${stored}.` } };
}
