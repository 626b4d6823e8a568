// Owns driving long work that comes in steps: it gives way to other calls in between, reports, and stops when asked.
import { LacunaError } from './contract/errors';
import type { Steps } from './imports/steps';

export interface StepControl { readonly signal: AbortSignal; readonly onStep: (done: number, total: number) => void }

/** How long other calls wait at most, one step aside. */
const longestTurnMs = 40;

export async function runSteps<Result>(steps: Steps<Result>, { signal, onStep }: StepControl, whenStopped: string): Promise<Result> {
  let turnStart = performance.now();
  for (;;) {
    if (signal.aborted) throw new LacunaError('cancelled', whenStopped);
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - turnStart < longestTurnMs) continue;
    onStep(step.value.done, step.value.total);
    await new Promise((resolve) => { setTimeout(resolve, 0); });
    turnStart = performance.now();
  }
}

/** The same for work that awaits: called between two of its pieces. */
export function pausing({ signal, onStep }: StepControl, whenStopped: string): (done: number, total: number) => Promise<void> {
  let turnStart = performance.now();
  return async (done, total) => {
    if (signal.aborted) throw new LacunaError('cancelled', whenStopped);
    if (performance.now() - turnStart < longestTurnMs) return;
    onStep(done, total);
    await new Promise((resolve) => { setTimeout(resolve, 0); });
    turnStart = performance.now();
  };
}
