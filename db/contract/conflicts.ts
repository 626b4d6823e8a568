// Owns the words of a conflict: kinds, severities, the life cycle of its status, and the verdicts.
// Refuses closing without a disposition and a reason, and any step that the life cycle does not have.
export const conflictKinds = [
  'opposite expression', 'opposite effect', 'significance discord', 'opposite function', 'opposite mechanism', 'polarity incoherent',
  'results vs conclusion', 'internal numeric', 'duplicate study', 'overlapping cohort', 'extraction discrepancy', 'terminology',
  'reference problem', 'other',
] as const;
export const conflictSeverities = ['info', 'minor', 'major', 'critical'] as const;
export const conflictStatuses = ['suggested', 'open', 'under review', 'resolved', 'dismissed', 'superseded'] as const;
export const conflictDispositions = [
  'confirmed, unexplained', 'explained by population', 'explained by intervention', 'explained by outcome or time',
  'explained by method or bias', 'explained by reference coding', 'source error', 'transcription error', 'not a conflict', 'duplicate merged',
] as const;

export type ConflictKind = (typeof conflictKinds)[number];
export type ConflictSeverity = (typeof conflictSeverities)[number];
export type ConflictStatus = (typeof conflictStatuses)[number];
export type ConflictDisposition = (typeof conflictDispositions)[number];

const steps: Readonly<Record<ConflictStatus, readonly ConflictStatus[]>> = {
  suggested: ['open', 'dismissed'],
  open: ['under review', 'resolved', 'dismissed', 'superseded'],
  'under review': ['open', 'resolved', 'dismissed', 'superseded'],
  resolved: ['open'],
  dismissed: ['open'],
  superseded: ['open'],
};

/** The statuses that a conflict may take next; a closed one can only be reopened. */
export function nextStatuses(status: ConflictStatus): readonly ConflictStatus[] {
  return steps[status];
}

export function isClosed(status: ConflictStatus): boolean {
  return status === 'resolved' || status === 'dismissed' || status === 'superseded';
}

/** How the members divide, never one word: "Up 1 · Down 1"; members without a side are counted as such. */
export function breakdownOf(sides: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const side of sides) {
    const name = side.trim() === '' ? 'Side not stated' : side.trim();
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([side, count]) => `${side} ${count}`).join(' · ');
}
