// Owns exact arithmetic for tests: binomial coefficients as whole numbers, sums over all tables with given margins, and
// turning a fraction of whole numbers into a double with all its digits.

export interface Counted { readonly k: number; readonly n: number }

const factorials: bigint[] = [1n];

function factorial(n: number): bigint {
  for (let next = factorials.length; next <= n; next += 1) factorials.push((factorials[next - 1] ?? 0n) * BigInt(next));
  return factorials[n] ?? 0n;
}

export function choose(n: number, k: number): bigint {
  return k < 0 || k > n ? 0n : factorial(n) / (factorial(k) * factorial(n - k));
}

/** The double nearest to a fraction, to about 1e-17. */
export function toNumber(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0;
  const digits = denominator.toString().length - numerator.toString().length + 25;
  return Number(`${(numerator * 10n ** BigInt(Math.max(0, digits))) / denominator}e${-Math.max(0, digits)}`);
}

/** Ways to reach each table with the margins of this one, and the ways of this one. */
export function waysOf(arms: readonly Counted[]): { readonly own: bigint; readonly all: bigint; readonly tables: readonly { readonly counts: readonly number[]; readonly ways: bigint }[] } {
  const events = arms.reduce((sum, { k }) => sum + k, 0);
  let open: readonly { readonly counts: readonly number[]; readonly left: number; readonly ways: bigint }[] = [{ counts: [], left: events, ways: 1n }];
  for (const { n } of arms) {
    open = open.flatMap(({ counts, left, ways }) => Array.from({ length: Math.min(n, left) + 1 }, (_, k) => ({ counts: [...counts, k], left: left - k, ways: ways * choose(n, k) })));
  }
  const tables = open.filter(({ left }) => left === 0);
  return { own: arms.reduce((product, { k, n }) => product * choose(n, k), 1n), all: choose(arms.reduce((sum, { n }) => sum + n, 0), events), tables };
}

export function relativeError(value: number, truth: number): number {
  return truth === 0 ? Math.abs(value) : Math.abs(value - truth) / Math.abs(truth);
}
