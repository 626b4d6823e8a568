// Owns reading rows before they are scrolled to: around those on the screen, further ahead in the direction of travel.
// Refuses to read around places that are only passed: after a far jump it waits for a rest.
import type { ViewReader } from './viewReader';

const aheadRows = 300;
const behindRows = 100;
/** A jump further than this is a passing by, until the rest. */
const farRows = 250;
const restMs = 120;

export interface ReadAhead {
  /** The rows on the screen now. */
  scrolled(first: number, last: number): void;
  stop(): void;
}

export function createReadAhead(reader: Pick<ViewReader, 'prefetch'>): ReadAhead {
  let before = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  return {
    scrolled: (first, last) => {
      const moved = first - before;
      before = first;
      stop();
      const [above, below] = moved < 0 ? [aheadRows, behindRows] : [behindRows, aheadRows];
      const read = (): void => reader.prefetch(Math.max(0, first - above), last + below);
      if (Math.abs(moved) <= farRows) read();
      else timer = setTimeout(read, restMs);
    },
    stop,
  };
}
