// Owns when the card of a finding comes and goes with the pointer: a moment after the pointer rests on a mark, gone a moment
// after it left both mark and card. Refuses to take away a card that F8 led to: that one goes with Escape.
import type { GridTable } from '../../../db/contract/tableNames';
import type { PointedFindings } from '../../grid/gridTypes';
import { getState, setState } from '../../workspace';

const showAfterMs = 280;
const hideAfterMs = 260;

let timer: ReturnType<typeof setTimeout> | null = null;

function later(step: () => void, ms: number): void {
  if (timer !== null) clearTimeout(timer);
  timer = setTimeout(() => {
    timer = null;
    step();
  }, ms);
}

/** Goes, unless the pointer is on the card by now: the grid may say that it was left after the card was entered. */
function hideSoon(): void {
  later(() => { if (document.querySelector('.findingPopover:hover') === null) setState({ card: null }); }, hideAfterMs);
}

/** The pointer is over findings of a grid, or (null) over none. */
export function pointAtFindings(table: GridTable, place: PointedFindings | null): void {
  const { card } = getState();
  if (card !== null && card.walk !== null) return;
  if (place === null) {
    if (card === null) cancelCard();
    else hideSoon();
    return;
  }
  const isShown = card !== null && card.rowId === place.rowId && card.field === place.field && JSON.stringify(card.findingIds) === JSON.stringify(place.findingIds);
  if (isShown) cancelCard();
  else later(() => setState({ card: { table, ...place, walk: null } }), showAfterMs);
}

/** The pointer is on the card itself: nothing is taken away, nothing else comes. */
export function cancelCard(): void {
  if (timer !== null) clearTimeout(timer);
  timer = null;
}

export function leaveCard(): void {
  if (getState().card?.walk === null) hideSoon();
}
