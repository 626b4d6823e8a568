// Owns what the keys of the grid do: editing, clearing, filling, selecting, going to the ends. Which keys they are is in
// gridKeys.ts. Refuses keys that are pressed outside a cell.
import type { GridApi } from 'ag-grid-community';
import type { GridRow } from '../../db/contract/types';
import type { CellEditing } from './editing/cellEditing';
import type { GridFocus } from './gridFocus';
import { commandOf, type GridCommand } from './gridKeys';
import { ordinalColumn } from './gridLayout';
import type { CellRanges } from './ranges/cellRanges';
import type { RangeActions } from './ranges/rangeActions';
import { lastValueColumn } from './ranges/rangePointer';
import type { ViewReader } from './view/viewReader';

export interface GridCommandsDeps {
  readonly api: () => GridApi<GridRow> | null;
  readonly reader: Pick<ViewReader, 'rowAt'>;
  readonly ranges: CellRanges;
  readonly focus: GridFocus;
  /** Brings the range to where the focus went. */
  readonly followFocus: () => void;
  readonly editing: Pick<CellEditing, 'open'>;
  readonly actions: Pick<RangeActions, 'clear' | 'fillDown'>;
  readonly rowCount: () => number;
  readonly onProblem: (thrown: unknown) => void;
}

export interface GridCommands {
  startEditing(typed?: string): void;
  selectAll(): void;
  /** Whole rows, the status left out. */
  selectRows(top: number, bottom: number): void;
  onKeyDown(event: KeyboardEvent): void;
  onDoubleClick(event: MouseEvent): void;
}

export function createGridCommands(deps: GridCommandsDeps): GridCommands {
  const { api, ranges, focus, actions, rowCount, onProblem } = deps;

  const startEditing = (typed?: string): void => {
    const place = focus.place();
    const row = place === null ? null : deps.reader.rowAt(place.row);
    if (place !== null && row !== null) deps.editing.open(row, place.row, place.key, typed);
  };
  const selectRows = (top: number, bottom: number): void => {
    const [first] = ranges.columns();
    const last = lastValueColumn(ranges.columns());
    if (first !== undefined && last !== null && rowCount() > 0) ranges.select({ row: top, key: first }, { row: bottom, key: last });
  };
  const selectAll = (): void => selectRows(0, rowCount() - 1);

  const run = (command: GridCommand): void => {
    deps.followFocus();
    const bounds = ranges.bounds();
    const keys = ranges.columns();
    switch (command.kind) {
      case 'edit': return startEditing();
      case 'type': return startEditing(command.text);
      case 'clear': return void actions.clear('clear').catch(onProblem);
      case 'fillDown': return void actions.fillDown().catch(onProblem);
      case 'selectAll': return selectAll();
      case 'selectRow': return bounds === null ? undefined : selectRows(bounds.top, bounds.bottom);
      case 'selectColumn': return bounds === null ? undefined : ranges.select({ row: 0, key: keys[bounds.left] ?? '' }, { row: rowCount() - 1, key: keys[bounds.right] ?? '' });
      case 'collapse': {
        const place = focus.place();
        if (place !== null && place.key !== ordinalColumn) ranges.collapseTo(place);
        return;
      }
      case 'goTo': {
        const { place } = command;
        const row = place === 'start' ? 0 : place === 'end' ? rowCount() - 1 : (focus.place()?.row ?? 0);
        const key = place === 'start' || place === 'rowStart' ? keys[0] : keys.at(-1);
        return key === undefined ? undefined : focus.toCell(row, key);
      }
      case 'extend': {
        const page = Math.max(1, (api()?.getLastDisplayedRowIndex() ?? 0) - (api()?.getFirstDisplayedRowIndex() ?? 0) - 1);
        const head = ranges.extend(command.direction, command.reach === 'edge' ? Number.POSITIVE_INFINITY : command.reach === 'page' ? page : 1);
        if (head === null) return;
        api()?.ensureIndexVisible(head.row);
        api()?.ensureColumnVisible(head.key);
      }
    }
  };

  return {
    startEditing,
    selectAll,
    selectRows,
    onKeyDown: (event) => {
      if (!(event.target instanceof Element) || event.target.closest('.ag-row .ag-cell') === null || event.target instanceof HTMLInputElement) return;
      const command = commandOf(event);
      if (command === null) return;
      event.preventDefault();
      event.stopPropagation();
      run(command);
    },
    onDoubleClick: (event) => {
      if (event.target instanceof Element && event.target.closest('.ag-row .ag-cell') !== null) startEditing();
    },
  };
}
