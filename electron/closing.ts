// Owns the handshake of closing: the page is asked, so that an open editor is committed first. A page that is gone is
// not asked; one that does not answer is not waited for in silence. Refuses to close over a curator who stays.
export interface Closing {
  /** The window's `close` event. */
  requested(event: { preventDefault(): void }): void;
  /** The page's answer. */
  answered(mayClose: boolean): void;
  /** The page crashed or was replaced: an answer will not come. */
  pageLost(): void;
  isClosing(): boolean;
}

export interface ClosingDeps {
  isPageLive(): boolean;
  askPage(): void;
  /** Resolves to whether to close anyway; the signal takes the question away when the answer came after all. */
  askCurator(signal: AbortSignal): Promise<boolean>;
  closeNow(): void;
  readonly timeoutMs: number;
}

export const closeTimeoutMs = 5000;

export function createClosing(deps: ClosingDeps): Closing {
  let isClosing = false;
  let waiting: { readonly timer: NodeJS.Timeout; readonly question: AbortController } | null = null;

  const stopWaiting = (): void => {
    if (waiting === null) return;
    clearTimeout(waiting.timer);
    waiting.question.abort();
    waiting = null;
  };
  const close = (): void => {
    stopWaiting();
    isClosing = true;
    deps.closeNow();
  };
  const overdue = async (question: AbortController): Promise<void> => {
    const isAnyway = await deps.askCurator(question.signal);
    if (question.signal.aborted) return;
    if (isAnyway) close();
    else stopWaiting();
  };

  return {
    requested: (event) => {
      if (isClosing || !deps.isPageLive()) return;
      event.preventDefault();
      if (waiting !== null) return;
      const question = new AbortController();
      waiting = { question, timer: setTimeout(() => void overdue(question), deps.timeoutMs) };
      deps.askPage();
    },
    answered: (mayClose) => {
      if (waiting === null) return;
      if (mayClose) close();
      else stopWaiting();
    },
    pageLost: () => {
      if (waiting !== null) close();
    },
    isClosing: () => isClosing,
  };
}
