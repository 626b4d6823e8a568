// Owns what can be done with a range: reading it as text, pasting, filling down, clearing, cutting. Each is one change
// set. Refuses cells that can't be written, and says how many they were.
import type { ColumnDefinition } from '../../../db/contract/columnDefinition';
import type { GridTable } from '../../../db/contract/tableNames';
import type { GridRow } from '../../../db/contract/types';
import { sameValue, type CellValue } from '../../../db/contract/values';
import { columnsNow } from '../../documentColumns';
import { statusText } from '../cells/flagWords';
import { textOf } from '../cells/valueText';
import type { CellEditing } from '../editing/cellEditing';
import type { GridClient } from '../gridClient';
import { flagsColumn } from '../gridLayout';
import type { GridMessage } from '../gridTypes';
import type { GridProgress } from '../gridUi';
import type { ViewReader } from '../view/viewReader';
import type { CellRanges } from './cellRanges';
import { changesOfPaste, rowNameOf, type CellChange, type CellWrites, type Intention } from './cellWrites';
import type { TextTable } from './clipboardTable';
import { planPaste } from './pastePlan';
import type { Bounds } from './rangeGeometry';

export interface RangeActionsDeps {
  readonly table: GridTable;
  readonly client: Pick<GridClient, 'call'>;
  readonly reader: ViewReader;
  readonly ranges: CellRanges;
  readonly editing: CellEditing;
  readonly writes: CellWrites;
  readonly whenShown: (changeSetId: string) => Promise<void>;
  readonly rowCount: () => number;
  readonly isReadOnly: () => boolean;
  readonly tell: (message: GridMessage) => void;
  readonly say: (announcement: string) => void;
  readonly showProgress: (progress: GridProgress | null) => void;
}

export interface RangeActions {
  /** The range as text when it is small and its rows are here; null otherwise. */
  textNow(): TextTable | null;
  /** Reads the rows of a small range. */
  load(): Promise<void>;
  /** The range as text, piece by piece, with progress when it takes long; throws when it is too large, and when it is cancelled. */
  textInPieces(): AsyncIterable<TextTable>;
  copied(cells: number, isCut: boolean): void;
  paste(table: TextTable): Promise<void>;
  fillDown(): Promise<void>;
  clear(intention: 'clear' | 'cut'): Promise<void>;
}

/** One step holds at most 200,000 edits, and the clipboard as many cells. */
const mostEdits = 200_000;
/** Rows that are copied at once; more are read and written piece by piece. */
const rowsPerPiece = 1000;

export function createRangeActions(deps: RangeActionsDeps): RangeActions {
  const { table, client, reader, ranges, editing, writes } = deps;

  const columnAt = (position: number): ColumnDefinition | null => columnsNow().find(table, ranges.columns()[position] ?? '');
  const textOfRow = (row: GridRow, { left, right }: Bounds): readonly string[] => ranges.columns().slice(left, right + 1).map((key) => {
    const column = columnsNow().find(table, key);
    if (column === null) return key === flagsColumn ? statusText(row) : '';
    const { value, cites, typed } = editing.shown(row, key);
    return typed ?? textOf(column, value, cites);
  });

  const mayWrite = async (bounds: Bounds | null): Promise<boolean> => {
    if (bounds === null) return false;
    if (deps.isReadOnly()) {
      deps.tell({ tone: 'info', text: 'This document is open for reading only. Save a copy to change it.' });
      return false;
    }
    if ((bounds.bottom - bounds.top + 1) * (bounds.right - bounds.left + 1) > mostEdits) {
      deps.tell({ tone: 'problem', text: `One step changes at most ${mostEdits.toLocaleString('en')} cells. Select fewer.` });
      return false;
    }
    return editing.commitOpenEditor();
  };

  const editable = ({ left, right }: Bounds): readonly ColumnDefinition[] => {
    const columns: ColumnDefinition[] = [];
    for (let at = left; at <= right; at += 1) {
      const column = columnAt(at);
      if (column?.isEditable === true) columns.push(column);
    }
    return columns;
  };

  const changeTo = (row: GridRow, column: ColumnDefinition, after: CellValue): readonly CellChange[] => {
    const before = editing.expected(row, column.key);
    return sameValue(before, after) ? [] : [{ rowId: row.id, field: column.key, before, after, rowName: rowNameOf(table, row) }];
  };

  const write = async (intention: Intention, edits: readonly CellChange[]): Promise<void> => {
    const written = await writes.write({ intention, edits, adds: [], newRows: [], refusals: [], lost: 0 });
    if (written === null) return;
    await deps.whenShown(written.changeSetId);
    deps.say(`${edits.length === 1 ? '1 cell' : `${edits.length.toLocaleString('en')} cells`} changed`);
  };

  const clear = async (intention: 'clear' | 'cut'): Promise<void> => {
    const bounds = ranges.bounds();
    if (bounds === null || !(await mayWrite(bounds))) return;
    const rows = await reader.rows(bounds.top, bounds.bottom + 1);
    const columns = editable(bounds);
    await write(intention, rows.flatMap((row) => columns.flatMap((column) => changeTo(row, column, column.kind === 'references' ? [] : null))));
  };

  return {
    textNow: () => {
      const bounds = ranges.bounds();
      if (bounds === null || bounds.bottom - bounds.top >= rowsPerPiece) return null;
      const rows: (readonly string[])[] = [];
      for (let index = bounds.top; index <= bounds.bottom; index += 1) {
        const row = reader.rowAt(index);
        if (row === null) return null;
        rows.push(textOfRow(row, bounds));
      }
      return rows;
    },
    load: async () => {
      const bounds = ranges.bounds();
      if (bounds !== null && bounds.bottom - bounds.top < rowsPerPiece) await reader.rows(bounds.top, bounds.bottom + 1);
    },
    textInPieces: async function* () {
      const bounds = ranges.bounds();
      if (bounds === null) throw new Error('Select cells to copy.');
      const total = bounds.bottom - bounds.top + 1;
      const cells = total * (bounds.right - bounds.left + 1);
      if (cells > mostEdits) throw new Error(`The clipboard takes at most ${mostEdits.toLocaleString('en')} cells from here; these are ${cells.toLocaleString('en')}. Select fewer, or export the table.`);
      let isCancelled = false;
      const cancel = (): void => { isCancelled = true; };
      try {
        for (let from = bounds.top; from <= bounds.bottom; from += rowsPerPiece) {
          if (total > rowsPerPiece) deps.showProgress({ label: 'Copying rows', done: from - bounds.top, total, cancel });
          const rows = await reader.rowsUnkept(from, Math.min(bounds.bottom + 1, from + rowsPerPiece));
          if (isCancelled) throw new Error('Copying was cancelled. The clipboard holds what it held before.');
          yield rows.map((row) => textOfRow(row, bounds));
        }
      } finally {
        deps.showProgress(null);
      }
    },
    copied: (cells, isCut) => {
      deps.say(`${cells === 1 ? '1 cell' : `${cells.toLocaleString('en')} cells`} copied`);
      if (isCut) clear('cut').catch((thrown: unknown) => deps.tell({ tone: 'problem', text: thrown instanceof Error ? thrown.message : String(thrown) }));
    },
    paste: async (pasted) => {
      const bounds = ranges.bounds();
      if (bounds === null || !(await mayWrite(bounds))) return;
      const columns = ranges.columns().map((key) => columnsNow().find(table, key));
      const plan = planPaste(pasted, bounds, columns, deps.rowCount());
      if (plan.cells.length > mostEdits) return deps.tell({ tone: 'problem', text: `One paste changes at most ${mostEdits.toLocaleString('en')} cells. Paste it in parts.` });
      const last = plan.cells.reduce((most, { row }) => Math.max(most, row), bounds.top);
      const rows = await reader.rows(bounds.top, last + 1);
      const byIndex = new Map(rows.map((row, offset) => [bounds.top + offset, row]));
      const changes = await changesOfPaste(client, table, plan, byIndex, (row, field) => editing.expected(row, field));
      const written = await writes.write(changes);
      if (changes.lost > 0) deps.tell({ tone: 'info', text: `${changes.lost === 1 ? 'One text had' : `${changes.lost} texts had`} no column to go to and ${changes.lost === 1 ? 'was' : 'were'} left out.` });
      if (written === null) return;
      await deps.whenShown(written.changeSetId);
      const [firstRow] = pasted;
      const top = { row: bounds.top, key: ranges.columns()[bounds.left] ?? '' };
      const isFill = pasted.length === 1 && firstRow?.length === 1;
      if (!isFill) ranges.select(top, { row: Math.min(deps.rowCount() - 1, bounds.top + pasted.length - 1), key: ranges.columns()[Math.min(ranges.columns().length - 1, bounds.left + (firstRow?.length ?? 1) - 1)] ?? top.key });
      deps.say(`${changes.edits.length.toLocaleString('en')} cells pasted${changes.adds.length === 0 ? '' : `, ${changes.adds.length} rows added`}`);
    },
    fillDown: async () => {
      const bounds = ranges.bounds();
      if (bounds === null || !(await mayWrite(bounds))) return;
      // One row alone takes the values of the row above it.
      const from = bounds.top === bounds.bottom ? bounds.top - 1 : bounds.top;
      if (from < 0) return;
      const [source, ...rows] = await reader.rows(from, bounds.bottom + 1);
      if (source === undefined) return;
      const columns = editable(bounds);
      await write('fill', rows.flatMap((row) => columns.flatMap((column) => changeTo(row, column, editing.expected(source, column.key)))));
    },
    clear,
  };
}
