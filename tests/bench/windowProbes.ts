// Owns what is measured inside the page. Each function is sent there as text, so it refers to nothing outside itself.

export interface StartMarks { shownAtMs: number; movedAtMs: number }

/** Runs before the page: opens Trials as soon as its name is there; notes when its first rows are drawn and when the focus has moved on from the first one. */
export function watchStart(): void {
  const marks: StartMarks = { shownAtMs: 0, movedAtMs: 0 };
  Object.assign(window, { benchStart: marks });
  const now = (): number => performance.timeOrigin + performance.now();
  const look = (): void => {
    const trials = [...document.querySelectorAll<HTMLElement>('nav button')].find((button) => button.textContent?.startsWith('Trials') === true);
    if (trials !== undefined && trials.getAttribute('aria-current') === null) trials.click();
    const first = document.querySelector('.ag-row[row-index="0"] [col-id="treatment"]');
    if (marks.shownAtMs === 0 && first !== null && first.textContent !== '') marks.shownAtMs = now();
    if (document.activeElement?.closest('.ag-row')?.getAttribute('row-index') === '1') marks.movedAtMs = now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** What was noted; null until the focus has moved. */
export function startMarks(): StartMarks | null {
  const found: unknown = Reflect.get(window, 'benchStart');
  const movedAtMs = typeof found === 'object' && found !== null ? Number(Reflect.get(found, 'movedAtMs')) : 0;
  return movedAtMs > 0 && typeof found === 'object' && found !== null ? { shownAtMs: Number(Reflect.get(found, 'shownAtMs')), movedAtMs } : null;
}

export interface BlankReport {
  /** The longest time without all visible rows drawn and filled, from the last moment when they were. */
  readonly longestBlankMs: number;
  readonly frames: number;
  readonly blankFrames: number;
  readonly longestFrameMs: number;
  readonly lastRow: number;
}

/**
 * From now on looks at every frame: once when a scroll reaches the page and the grid has not answered yet (what the
 * browser may have shown on its own meanwhile), and once after the frame was painted. Blank is where the rows' area
 * shows no row, or a row without its text.
 */
export function watchBlanks(): void {
  const port = new MessageChannel();
  const state = { isOn: true, wasBlank: false, lastFullMs: performance.now(), longestBlankMs: 0, frames: 0, blankFrames: 0, longestFrameMs: 0, lastFrameMs: performance.now(), lastRow: 0 };
  const isBlank = (): boolean => {
    const area = document.querySelector('.ag-grid-viewport')?.getBoundingClientRect();
    const top = document.querySelector('.ag-header')?.getBoundingClientRect().bottom ?? 0;
    if (area === undefined) return true;
    let covered = 0;
    for (const row of document.querySelectorAll('.ag-grid-scrolling-container .ag-row')) {
      const box = row.getBoundingClientRect();
      const visible = Math.min(box.bottom, area.bottom) - Math.max(box.top, top);
      if (visible <= 0) continue;
      state.lastRow = Math.max(state.lastRow, Number(row.getAttribute('row-index')));
      const text = row.querySelector('[col-id="treatment"]')?.textContent ?? '';
      if (text !== '') covered += visible;
    }
    return area.bottom - top - covered > 20;
  };
  const look = (isPainted: boolean): void => {
    const now = performance.now();
    const blank = isBlank();
    if (blank || state.wasBlank) state.longestBlankMs = Math.max(state.longestBlankMs, now - state.lastFullMs);
    if (!blank) state.lastFullMs = now;
    state.wasBlank = blank;
    if (!isPainted) return;
    state.frames += 1;
    if (blank) state.blankFrames += 1;
  };
  const onScroll = (): void => { if (state.isOn) look(false); };
  const onFrame = (): void => {
    if (!state.isOn) return document.removeEventListener('scroll', onScroll, true);
    const now = performance.now();
    state.longestFrameMs = Math.max(state.longestFrameMs, now - state.lastFrameMs);
    state.lastFrameMs = now;
    port.port2.postMessage(null); // comes back after this frame is painted
    requestAnimationFrame(onFrame);
  };
  port.port1.addEventListener('message', () => { if (state.isOn) look(true); });
  port.port1.start();
  document.addEventListener('scroll', onScroll, true);
  requestAnimationFrame(onFrame);
  Object.assign(window, { benchBlanks: state });
}

export function blankReport(): BlankReport {
  const state: unknown = Reflect.get(window, 'benchBlanks');
  if (typeof state !== 'object' || state === null) throw new Error('Nothing was watched.');
  Reflect.set(state, 'isOn', false);
  const number = (key: string): number => Number(Reflect.get(state, key));
  return { longestBlankMs: number('longestBlankMs'), frames: number('frames'), blankFrames: number('blankFrames'), longestFrameMs: number('longestFrameMs'), lastRow: number('lastRow') };
}
