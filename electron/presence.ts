// Owns whether the page hears: it does from its first call on, and has found its feet when its first questions are
// answered. What must not be lost, or overtaken by the page's own start, waits until then.
import type { LacunaEvent } from '../db/contract/events';

export interface Presence {
  isListening(): boolean;
  noteCall(): void;
  noteAnswer(): void;
  /** The page crashed, was closed or is being replaced. */
  gone(): void;
  send(event: LacunaEvent, mustArrive?: boolean): void;
}

export const settleMs = 300;

export function createPresence(deliver: (event: LacunaEvent) => void): Presence {
  let isListening = false;
  let isSettled = false;
  let open = 0;
  let timer: NodeJS.Timeout | null = null;
  let waiting: LacunaEvent[] = [];

  const stopTimer = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const settle = (): void => {
    isSettled = true;
    const due = waiting;
    waiting = [];
    for (const event of due) deliver(event);
  };
  return {
    isListening: () => isListening,
    noteCall: () => {
      stopTimer();
      isListening = true;
      open += 1;
    },
    noteAnswer: () => {
      // Answers to a page that went meanwhile are none of the new one's.
      open = Math.max(0, open - 1);
      if (isListening && !isSettled && open === 0) timer = setTimeout(settle, settleMs);
    },
    gone: () => {
      stopTimer();
      isListening = false;
      isSettled = false;
      open = 0;
    },
    send: (event, mustArrive = false) => {
      if (mustArrive && !isSettled) waiting.push(event);
      else if (isListening) deliver(event);
    },
  };
}
