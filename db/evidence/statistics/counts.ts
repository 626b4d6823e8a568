// Owns what a counted arm is: k of n had the event. Refuses what can't be counted: parts, negatives, more events than
// patients, arms beyond a thousand million.

/** k of n patients had the event. */
export interface CountedArm {
  readonly k: number;
  readonly n: number;
}

export const largestArm = 1_000_000_000;

export function isCountedArm({ k, n }: CountedArm): boolean {
  return Number.isInteger(k) && Number.isInteger(n) && n >= 1 && n <= largestArm && k >= 0 && k <= n;
}

/** Everyone or no one had the event: most tests have nothing to compare. */
export function isDegenerate(arms: readonly CountedArm[]): boolean {
  return arms.every(({ k }) => k === 0) || arms.every(({ k, n }) => k === n);
}
