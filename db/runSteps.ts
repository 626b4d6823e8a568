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
