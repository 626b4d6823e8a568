// Owns the figures of a run: samples to percentiles, ratios against limits, one table on screen and the same as JSON.
// A missed limit is printed as missed with by how much; nothing is dropped: what could not be measured says why.
export interface Figure {
  readonly name: string;
  /** null: could not be measured; the note says why. */
  readonly value: number | null;
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

/** Figures over their limit, and figures with a limit that could not be measured. */
export function missedFigures(figures: readonly Figure[]): readonly Figure[] {
  return figures.filter(({ value, limit }) => limit !== null && !(value !== null && value <= limit));
}

export function printFigures(figures: readonly Figure[]): string {
  const lines = figures.map(({ name, value, unit, limit, note }) => [name, value === null ? 'not measured' : shown(value, unit), verdict(value, unit, limit), note] as const);
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines.map((line) => line.map((cell, column) => (column === 1 ? cell.padStart(widths[column] ?? 0) : column < 3 ? cell.padEnd(widths[column] ?? 0) : cell)).join('  ').trimEnd()).join('\n');
}

function shown(value: number, unit: Figure['unit']): string {
  return `${value.toFixed(unit === '×' || unit === 's' ? 2 : 1)} ${unit}`;
}

function verdict(value: number | null, unit: Figure['unit'], limit: number | null): string {
  if (limit === null) return '';
  if (value === null || Number.isNaN(value)) return `MISSED ${limit} ${unit}`;
  return value <= limit ? `within ${limit} ${unit}` : `MISSED ${limit} ${unit} by ${(value - limit).toFixed(2)} ${unit}`;
}
