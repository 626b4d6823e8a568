// Owns selecting a range with the mouse: click, drag, Shift+click, and scrolling on when the pointer leaves the rows.
// The focus itself is the grid's own.
import { flagsColumn, ordinalColumn } from '../gridLayout';
import type { CellPlace, CellRanges } from './cellRanges';
import { placeOfCell } from './rangePainter';

const edgePx = 24;
const stepMs = 60;

export interface PointerTarget {
  readonly root: HTMLElement;
  readonly ranges: CellRanges;
  rowCount(): number;
  /** A plain click: the cell, or the whole row by its number, is all that is selected. */
  choose(place: CellPlace): void;
  /** Brings a row to the edge of the view. */
  show(place: CellPlace): void;
  firstRow(): number;
  lastRow(): number;
}

/** Where a whole row ends, for drags along the numbers. */
export function lastValueColumn(columns: readonly string[]): string | null {
  return columns.findLast((key) => key !== flagsColumn) ?? columns.at(-1) ?? null;
}

export function listenToPointer(target: PointerTarget): () => void {
  const { root, ranges } = target;
  let drag: { readonly isByRow: boolean } | null = null;
  let pointer = { x: 0, y: 0 };
  let timer = 0;

  const placeUnder = (element: EventTarget | null): CellPlace | null => {
    const cell = element instanceof Element ? element.closest('.ag-row .ag-cell') : null;
    return cell === null || !root.contains(cell) ? null : placeOfCell(cell);
  };

  const headTo = ({ row, key }: CellPlace): void => {
    const columns = ranges.columns();
    const last = lastValueColumn(columns);
    if (drag?.isByRow === true || key === ordinalColumn) {
      const anchor = ranges.anchor();
      const [first] = columns;
      if (anchor !== null && first !== undefined && last !== null) ranges.select({ row: anchor.row, key: drag?.isByRow === true ? first : anchor.key }, { row, key: drag?.isByRow === true ? last : first });
    } else ranges.headTo({ row, key });
  };

  /** Where rows are drawn, the head left out. */
  const rowsOnScreen = (): Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>> | null => {
    const viewport = root.querySelector('.ag-grid-viewport')?.getBoundingClientRect();
    const head = root.querySelector('.ag-header')?.getBoundingClientRect();
    return viewport === undefined ? null : { left: viewport.left, right: viewport.right, top: head?.bottom ?? viewport.top, bottom: viewport.bottom };
  };

  const scrollOn = (): void => {
    const body = rowsOnScreen();
    const bounds = ranges.bounds();
    if (drag === null || body === null || bounds === null) return;
    const under = placeUnder(document.elementFromPoint(Math.max(body.left + 4, Math.min(body.right - 20, pointer.x)), Math.max(body.top + 2, Math.min(body.bottom - 20, pointer.y))));
    const key = under?.key ?? ranges.columns()[bounds.right] ?? '';
    const row = pointer.y < body.top + edgePx ? target.firstRow() - 1 : pointer.y > body.bottom - edgePx ? target.lastRow() + 1 : null;
    if (row !== null) {
      const next = { row: Math.max(0, Math.min(target.rowCount() - 1, row)), key };
      target.show(next);
      headTo(next);
    }
    const columns = ranges.columns();
    const at = columns.indexOf(key);
    const side = pointer.x > body.right - edgePx ? columns[at + 1] : pointer.x < body.left + edgePx ? columns[at - 1] : undefined;
    if (side !== undefined) {
      const next = { row: under?.row ?? bounds.bottom, key: side };
      target.show(next);
      headTo(next);
    }
  };

  const onDown = (event: MouseEvent): void => {
    if (event.button !== 0) return;
    const place = placeUnder(event.target);
    if (place === null) return;
    if (event.shiftKey && ranges.anchor() !== null) {
      event.preventDefault();
      event.stopPropagation();
      headTo(place);
    } else target.choose(place);
    drag = { isByRow: place.key === ordinalColumn };
    pointer = { x: event.clientX, y: event.clientY };
    window.addEventListener('mousemove', onMove);
    window.addEventListener('mouseup', onUp);
    timer = window.setInterval(scrollOn, stepMs);
  };
  const onMove = (event: MouseEvent): void => {
    pointer = { x: event.clientX, y: event.clientY };
    if (event.buttons % 2 === 0) return onUp();
    const place = placeUnder(event.target);
    if (place !== null && drag !== null) headTo(place);
  };
  const onUp = (): void => {
    drag = null;
    window.clearInterval(timer);
    window.removeEventListener('mousemove', onMove);
    window.removeEventListener('mouseup', onUp);
  };

  // The grid focuses a cell on pointerdown: Shift+click has to be taken before that.
  root.addEventListener('pointerdown', onDown, true);
  return () => {
    onUp();
    root.removeEventListener('pointerdown', onDown, true);
  };
}
