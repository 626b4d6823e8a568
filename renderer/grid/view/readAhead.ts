// Owns reading rows before they are scrolled to: around those on the screen, further ahead in the direction of travel.
// Refuses to read around places that are only passed: after a far jump it waits for a rest.
import type { ViewReader } from './viewReader';

const aheadRows = 300;
const behindRows = 100;
/** A jump further than this is a passing by, until the rest. */
const farRows = 250;
const restMs = 120;
/** The grid is given rows this far ahead of the screen, because it takes them in a moment later than it asks for them. */
const takenInRows = 60;

/** After a question its ends are read too, for the keys that jump there; not while a question is still being typed. */
const endsAfterMs = 500;

export interface ReadAhead {
  /** The view was opened, with so many rows. */
  opened(total: number): void;
  /** The rows on the screen now. */
  scrolled(first: number, last: number): void;
  stop(): void;
}

/** `takeIn` lets the grid have a row, with its block. */
export function createReadAhead(reader: Pick<ViewReader, 'prefetch' | 'rowAt'>, takeIn: (index: number) => void): ReadAhead {
  let before = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let endsTimer: ReturnType<typeof setTimeout> | null = null;
  const stopResting = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const stopEnds = (): void => {
    if (endsTimer !== null) clearTimeout(endsTimer);
    endsTimer = null;
  };
  return {
    opened: (total) => {
      stopEnds();
      if (total > 0) endsTimer = setTimeout(() => {
        takeIn(0);
        takeIn(total - 1);
      }, endsAfterMs);
    },
    scrolled: (first, last) => {
      const moved = first - before;
      before = first;
      stopResting();
      const [above, below] = moved < 0 ? [aheadRows, behindRows] : [behindRows, aheadRows];
      const read = (): void => reader.prefetch(Math.max(0, first - above), last + below);
      if (Math.abs(moved) > farRows) {
        timer = setTimeout(read, restMs);
        return;
      }
      read();
      const next = moved < 0 ? first - takenInRows : last + takenInRows;
      if (reader.rowAt(next) !== null) takeIn(next);
    },
    stop: () => {
      stopResting();
      stopEnds();
    },
  };
}
