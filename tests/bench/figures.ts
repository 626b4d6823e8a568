// Owns the figures of a run: samples to percentiles, ratios against limits, one table on screen and the same as JSON.
// A missed limit is printed as missed with by how much; nothing is dropped.
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: '×' | 'ms' | 's' | 'MB';
  /** What it must not exceed; null for a figure that only informs. */
  readonly limit: number | null;
  readonly note: string;
}

/** The p-th percentile (0–100) of samples, by the nearest rank. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = samples.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil((p / 100) * sorted.length) - 1))] ?? Number.NaN;
}

export function printFigures(figures: readonly Figure[]): string {
  const lines = figures.map(({ name, value, unit, limit, note }) => {
    const shown = `${value.toFixed(unit === '×' || unit === 's' ? 2 : 1)} ${unit}`;
    const verdict = limit === null ? '' : value <= limit ? `within ${limit} ${unit}` : `MISSED ${limit} ${unit} by ${(value - limit).toFixed(2)} ${unit}`;
    return [name, shown, verdict, note] as const;
  });
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines.map((line) => line.map((cell, column) => (column < 3 ? cell.padEnd(widths[column] ?? 0) : cell)).join('  ').trimEnd()).join('\n');
}
