// Owns long work in bounded steps: each step says how far the work is, and whoever drives it may pause, report or stop
// between two. Pure. Refuses to know clocks, events or threads: those are the driver's.

export interface StepsDone { readonly done: number; readonly total: number }
export type Steps<Result> = Generator<StepsDone, Result, undefined>;

/** All of it at once, for what is small or may not be interrupted. */
export function runToEnd<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
