// Owns what the scroll bar does while its rows are on their way: the rows on the screen stay until those of the place
// where the bar is are here, and then these are shown at once. So dragging the bar through 100,000 rows shows rows, as
// fast as they come, and never an empty grid. Refuses to move the bar itself, and to touch any other way of scrolling.
import type { GridApi } from 'ag-grid-community';
import type { GridRow } from '../../../db/contract/types';
import type { ViewReader } from './viewReader';

export interface HeldScrollDeps {
  readonly root: HTMLElement;
  readonly reader: Pick<ViewReader, 'rows' | 'current'>;
  /** Rows that the grid draws above and below those on the screen; they have to be here as well, or it would wait for them. */
  readonly beyondView: number;
  readonly api: () => Pick<GridApi<GridRow>, 'getDisplayedRowAtIndex' | 'getFirstDisplayedRowIndex' | 'getLastDisplayedRowIndex'> | null;
}

/** Rows that the grid draws above and below those on the screen. */
export const rowsBeyondView = 12;

interface RowSpan { readonly first: number; readonly last: number }

/** The grid takes in rows that are here in a task of its own: how often and how long it is asked whether it has. */
const lookAfterMs = 2;
const longestWaitMs = 500;

/** Listens until the answer is called. */
export function holdScrollBar({ root, reader, beyondView, api }: HeldScrollDeps): () => void {
  let isPassing = false;
  let isReading = false;
  /** The bar as the pointer holds it, until anything else is pressed or turned: then the rows lead, and the bar follows. */
  let held: HTMLElement | null = null;

  /** The rows that the grid would show with the bar at `top`; the bar's whole way is the whole table, however large. */
  const spanAt = (bar: HTMLElement, top: number): RowSpan => {
    const total = reader.current()?.total ?? 0;
    const grid = api();
    const shown = grid === null ? 1 : Math.max(1, grid.getLastDisplayedRowIndex() - grid.getFirstDisplayedRowIndex() + 1);
    const way = bar.scrollHeight - bar.clientHeight;
    const first = way <= 0 ? 0 : Math.floor((top / way) * Math.max(0, total - shown));
    return { first: Math.max(0, first - beyondView - 1), last: Math.min(total - 1, first + shown + beyondView + 1) };
  };

  /** Lets the grid take rows in before they are shown; without it they would be drawn empty once. */
  const takeIn = async ({ first, last }: RowSpan): Promise<void> => {
    for (const start = performance.now(); performance.now() - start < longestWaitMs;) {
      const nodes = [first, last].map((index) => api()?.getDisplayedRowAtIndex(index));
      if (nodes.every((node) => node === undefined || node.data !== undefined)) return;
      await new Promise((resolve) => { setTimeout(resolve, lookAfterMs); });
    }
  };

  const show = (bar: HTMLElement, top: number): void => {
    const actual = bar.scrollTop;
    isPassing = true;
    // The grid reads the place from the bar: for the length of this event it is where the rows are.
    bar.scrollTop = top;
    bar.dispatchEvent(new Event('scroll'));
    bar.scrollTop = actual;
    isPassing = false;
  };

  /** Let go before its rows were here: the curator acts on the rows that are seen, and the bar says where these are. */
  const follow = (bar: HTMLElement): void => {
    const rows = root.querySelector('.ag-grid-viewport');
    if (rows !== null) bar.scrollTop = rows.scrollTop;
  };

  const readOn = async (bar: HTMLElement): Promise<void> => {
    for (;;) {
      const top = bar.scrollTop;
      const span = spanAt(bar, top);
      await reader.rows(span.first, span.last + 1);
      await takeIn(span);
      if (held !== bar || !bar.isConnected) return follow(bar);
      show(bar, top);
      if (bar.scrollTop === top) return;
    }
  };

  const onScroll = (event: Event): void => {
    if (isPassing || held === null || event.target !== held) return;
    event.stopImmediatePropagation();
    if (isReading) return;
    const bar = held;
    isReading = true;
    readOn(bar).catch(() => show(bar, bar.scrollTop)).finally(() => { isReading = false; }); // the grid's own read says what went wrong
  };
  const onPress = ({ target }: Event): void => {
    held = target instanceof HTMLElement && target.classList.contains('ag-body-vertical-scroll-viewport') && root.contains(target) ? target : null;
  };
  const letGo = (): void => { held = null; };

  root.addEventListener('scroll', onScroll, true);
  window.addEventListener('pointerdown', onPress, true);
  window.addEventListener('keydown', letGo, true);
  window.addEventListener('wheel', letGo, { capture: true, passive: true });
  return () => {
    letGo();
    root.removeEventListener('scroll', onScroll, true);
    window.removeEventListener('pointerdown', onPress, true);
    window.removeEventListener('keydown', letGo, true);
    window.removeEventListener('wheel', letGo, true);
  };
}
