// Owns what a signal does to a command: the call that is running is cancelled, no other is begun, and the exit code is the one
// that shells use for that signal. So nothing half written stays, and the document is closed. A signal that comes a second
// later or more finds us gone from its way, and ends the process at once.
import { constants } from 'node:os';
import { LacunaError } from '../../db/contract/errors';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One key stroke comes several times: from the terminal, and from each program between it and us that passes it on. */
const sameStrokeMs = 1000;

export interface Interruption {
  /** Runs a call which `cancel` stops when a signal comes; refuses to begin one after that. */
  run<Value>(work: () => Promise<Value>, cancel: () => void): Promise<Value>;
  /** Of a command that was stopped: 130 for SIGINT, 143 for SIGTERM, 129 for SIGHUP; null where no signal came. */
  exitCode(): number | null;
}

export function watchSignals(): Interruption {
  let came: (typeof signals)[number] | null = null;
  const running = new Set<() => void>();
  const hear = (signal: (typeof signals)[number]): void => {
    if (came !== null) return;
    came = signal;
    setTimeout(() => { for (const each of signals) process.off(each, hear); }, sameStrokeMs).unref();
    for (const cancel of running) cancel();
  };
  for (const signal of signals) process.on(signal, hear);
  return {
    run: async (work, cancel) => {
      if (came !== null) throw new LacunaError('cancelled', `Lacuna was stopped by ${came} before it was done.`);
      running.add(cancel);
      try {
        return await work();
      } finally {
        running.delete(cancel);
      }
    },
    exitCode: () => (came === null ? null : 128 + constants.signals[came]),
  };
}
