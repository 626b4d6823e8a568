// Owns showing the range on the cells that are rendered, by one attribute per cell: no cell is drawn again for it.
// Cells that come into view later are painted by their renderer.
import type { CellRanges } from './cellRanges';

export function paintCell(cell: HTMLElement, paint: string): void {
  if ((cell.getAttribute('data-range') ?? '') === paint) return;
  if (paint === '') {
    cell.removeAttribute('data-range');
    cell.removeAttribute('aria-selected');
  } else {
    cell.setAttribute('data-range', paint);
    cell.setAttribute('aria-selected', 'true');
  }
}

export function placeOfCell(cell: Element): { readonly row: number; readonly key: string } | null {
  const row = Number(cell.closest('[row-index]')?.getAttribute('row-index') ?? Number.NaN);
  const key = cell.getAttribute('col-id');
  return Number.isInteger(row) && key !== null ? { row, key } : null;
}

export function repaint(root: HTMLElement, ranges: CellRanges): void {
  for (const cell of root.querySelectorAll<HTMLElement>('.ag-row .ag-cell')) {
    const place = placeOfCell(cell);
    if (place !== null) paintCell(cell, ranges.paintOf(place.row, place.key));
  }
}
