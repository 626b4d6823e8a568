// Owns where the focus is among the cells and how it gets elsewhere: by place, after an editor, to a row by its id.
// Refuses places beyond the table: they are the nearest cell in it.
import type { GridApi } from 'ag-grid-community';
import { tables } from '../../db/contract/columns';
import type { GridTable } from '../../db/contract/tableNames';
import { columnsNow } from '../documentColumns';
import type { GridRow } from '../../db/contract/types';
import type { AfterCommit } from './editing/cellEditing';
import { ordinalColumn } from './gridLayout';
import type { GridMessage } from './gridTypes';
import type { CellPlace } from './ranges/cellRanges';
import type { GridView } from './view/gridView';
import type { ViewReader } from './view/viewReader';

export interface GridFocusDeps {
  readonly table: GridTable;
  readonly api: () => GridApi<GridRow> | null;
  readonly root: () => HTMLElement | null;
  readonly reader: ViewReader;
  readonly find: GridView['find'];
  readonly rowCount: () => number;
  /** Displayed columns but the number, in the order shown. */
  readonly keys: () => readonly string[];
  readonly tell: (message: GridMessage) => void;
}

export interface GridFocus {
  place(): CellPlace | null;
  toCell(row: number, key: string): void;
  /** The cell that had the focus, or the first. */
  toCells(): void;
  after(rowIndex: number, key: string, step: AfterCommit): void;
  /** Scrolls to a row of the view and flashes it; tells when the view does not hold it. */
  toRow(rowId: string, field?: string): Promise<void>;
}

const flashMs = 1500;
const mostFramesForRow = 60;

export function createGridFocus(deps: GridFocusDeps): GridFocus {
  const { table, api, rowCount, keys } = deps;

  const place = (): CellPlace | null => {
    const focus = api()?.getFocusedCell() ?? null;
    return focus === null || typeof focus.rowPinned === 'string' ? null : { row: focus.rowIndex, key: focus.column.getColId() };
  };
  const toCell = (row: number, key: string): void => {
    const grid = api();
    if (grid === null || rowCount() === 0) return;
    const index = Math.max(0, Math.min(rowCount() - 1, row));
    grid.ensureIndexVisible(index);
    grid.ensureColumnVisible(key);
    grid.setFocusedCell(index, key);
  };
  const flash = (index: number): void => {
    for (const row of deps.root()?.querySelectorAll(`.ag-row[row-index="${index}"]`) ?? []) {
      row.classList.add('lg-flash');
      setTimeout(() => row.classList.remove('lg-flash'), flashMs);
    }
  };

  return {
    place,
    toCell,
    toCells: () => {
      const now = place();
      toCell(now?.row ?? 0, now?.key ?? keys()[0] ?? ordinalColumn);
    },
    after: (rowIndex, key, step) => {
      const shown = keys();
      const at = shown.indexOf(key);
      switch (step) {
        case 'up': return toCell(rowIndex - 1, key);
        case 'down': return toCell(rowIndex + 1, key);
        case 'left': return at > 0 ? toCell(rowIndex, shown[at - 1] ?? key) : toCell(rowIndex - 1, rowIndex > 0 ? (shown.at(-1) ?? key) : key);
        case 'right': return at < shown.length - 1 ? toCell(rowIndex, shown[at + 1] ?? key) : toCell(rowIndex + 1, rowIndex < rowCount() - 1 ? (shown[0] ?? key) : key);
        case 'stay':
        case 'leave': return toCell(rowIndex, key);
      }
    },
    toRow: async (rowId, field) => {
      const index = await deps.find(rowId);
      if (index === null) return deps.tell({ tone: 'info', text: `The ${tables[table].rowName} is not among the rows shown. Clear the search and the filters to see it.` });
      await deps.reader.rows(index, index + 1);
      api()?.ensureIndexVisible(index, 'middle');
      // A row that was just added is drawn empty first; its cells take the focus only when it has its own.
      for (let frame = 0; frame < mostFramesForRow && api()?.getRowNode(rowId) === undefined; frame += 1) await new Promise(requestAnimationFrame);
      toCell(index, field !== undefined && columnsNow().find(table, field) !== null ? field : (place()?.key ?? keys()[0] ?? ordinalColumn));
      setTimeout(() => flash(index), 60);
    },
  };
}
