// Owns the marks of a grid on the screen: which cells have them, where they are drawn, which the pointer is over. Tells
// the window what is pointed at; refuses to know what a card says.
import type { GridApi } from 'ag-grid-community';
import type { GridTable } from '../../../db/contract/tableNames';
import { checkedTables } from '../../../db/contract/findings';
import type { GridRow } from '../../../db/contract/types';
import type { GridClient } from '../gridClient';
import { flagsColumn } from '../gridLayout';
import type { PointedFindings } from '../gridTypes';
import { createRowMarks } from './rowMarks';
import type { CellMark } from './segments';

export interface GridMarks {
  of(row: GridRow, field: string): readonly CellMark[];
  isPointedAt(markId: string): boolean;
  /** The marks may have changed. */
  stale(): void;
  showResults(isShown: boolean): void;
  /** Draws one mark as pointed at from elsewhere; null lets go of it. */
  pointAt(rowId: string, markId: string | null): void;
  /** Where a card about these findings belongs; null while their row or cell is not in sight. */
  rectOf(place: PointedFindings): DOMRect | null;
  attach(root: HTMLElement): () => void;
}

export interface GridMarksDeps {
  readonly table: GridTable;
  readonly client: Pick<GridClient, 'call'>;
  readonly api: () => GridApi<GridRow> | null;
  readonly onPointAt: (place: PointedFindings | null) => void;
}

function hasMarks(table: GridTable): boolean {
  return checkedTables.some((checked) => checked === table);
}

export function createGridMarks({ table, client, api, onPointAt }: GridMarksDeps, isShowingResults: boolean): GridMarks {
  let root: HTMLElement | null = null;
  let pointedAt: { readonly rowId: string; readonly markId: string } | null = null;

  const redraw = (rowIds: readonly string[]): void => {
    const grid = api();
    const rowNodes = rowIds.flatMap((rowId) => grid?.getRowNode(rowId) ?? []);
    if (rowNodes.length > 0) grid?.refreshCells({ rowNodes, force: true });
  };
  const drawn = (): readonly GridRow[] => (api()?.getRenderedNodes() ?? []).flatMap(({ data }) => data ?? []);
  const marks = createRowMarks({ table, client, drawn, redraw }, isShowingResults);

  const cellOf = (rowId: string, key: string): HTMLElement | null => root?.querySelector<HTMLElement>(`.ag-row[row-id="${CSS.escape(rowId)}"] .ag-cell[col-id="${CSS.escape(key)}"]`) ?? null;

  const markAt = (event: PointerEvent): HTMLElement | null => (event.target instanceof Element ? event.target.closest<HTMLElement>('[data-findings]') : null);
  let over: HTMLElement | null = null;
  const point = (mark: HTMLElement | null): void => {
    if (mark === over) return;
    over = mark;
    const rowId = mark?.closest('.ag-row')?.getAttribute('row-id') ?? null;
    if (mark === null || rowId === null) return onPointAt(null);
    const key = mark.closest('.ag-cell')?.getAttribute('col-id') ?? null;
    const ids = (mark.dataset['findings'] ?? '').split(' ').filter((id) => id !== '');
    onPointAt({ rowId, field: key === flagsColumn ? null : key, findingIds: ids.length === 0 ? null : ids });
  };
  // A mark that comes under a resting pointer, as a dialog closes or rows scroll, is not pointed at.
  let rest = { x: Number.NaN, y: Number.NaN };
  const onMove = (event: PointerEvent): void => {
    if (event.screenX === rest.x && event.screenY === rest.y) return;
    rest = { x: event.screenX, y: event.screenY };
    if (event.target instanceof Node && root?.contains(event.target) === true) point(markAt(event));
  };
  const onOver = (event: PointerEvent): void => { if (markAt(event) === null) point(null); };
  const onLeave = (): void => point(null);

  return {
    of: (row, field) => (hasMarks(table) ? marks.of(row, field) : []),
    isPointedAt: (markId) => pointedAt?.markId === markId,
    stale: () => { if (hasMarks(table)) marks.stale(); },
    showResults: marks.showResults,
    pointAt: (rowId, markId) => {
      const before = pointedAt;
      pointedAt = markId === null ? null : { rowId, markId };
      redraw([...(before === null ? [] : [before.rowId]), rowId]);
    },
    rectOf: ({ rowId, field, findingIds }) => {
      const view = root?.querySelector('.ag-grid-viewport, .ag-body-viewport')?.getBoundingClientRect() ?? root?.getBoundingClientRect();
      const cell = (field === null ? null : cellOf(rowId, field)) ?? cellOf(rowId, flagsColumn);
      const around = cell?.getBoundingClientRect();
      if (cell === null || around === undefined || view === undefined || around.bottom <= view.top || around.top >= view.bottom || around.right <= view.left || around.left >= view.right) return null;
      const mark = findingIds === null ? cell.querySelector('.lg-findings') : cell.querySelector(findingIds.map((id) => `[data-findings~="${CSS.escape(id)}"]`).join(', '));
      const [line] = mark?.getClientRects() ?? [];
      // A text that has more lines than its row hides its end.
      return line === undefined || line.bottom > around.bottom ? around : line;
    },
    attach: (element) => {
      root = element;
      window.addEventListener('pointermove', onMove, true);
      element.addEventListener('pointerover', onOver);
      element.addEventListener('pointerleave', onLeave);
      return () => {
        window.removeEventListener('pointermove', onMove, true);
        element.removeEventListener('pointerover', onOver);
        element.removeEventListener('pointerleave', onLeave);
        marks.stop();
        root = null;
      };
    },
  };
}
