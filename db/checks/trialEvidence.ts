// Owns the answer to "what was this trial read as?": arms, counts, and every result with its row, corrections included.
import { TrialField, type TrialEvidenceInfo } from '../contract/evidence';
import { requireRow } from '../journal/applyChangeSet';
import type { ReadHandle } from '../store/handle';
import { curatedRowsOf } from './deriveRows';
import { readTrial, type ReadCells } from './readTrial';

export function trialEvidence(handle: ReadHandle, trialId: string, readCells: ReadCells): TrialEvidenceInfo {
  const trial = requireRow(handle, 'trials', trialId);
  const { extracted, parsed, curated } = readTrial(trial, curatedRowsOf(handle, trialId), readCells);
  const results = [
    ...parsed.map(({ id, result }) => ({ ...result, resultId: id, origin: 'parsed' as const, state: 'current' as const, lifecycle: trial.lifecycle })),
    ...curated.flatMap(({ row, result }) => (result === null ? [] : [{ ...result, resultId: row.id, origin: 'curator' as const, state: row.values['state'] === 'stale' ? 'stale' as const : 'current' as const, lifecycle: row.lifecycle }])),
  ];
  const order = TrialField.options;
  return {
    arms: [...extracted.arms], treatmentArms: extracted.treatmentArms, patientGroups: extracted.patientGroups, total: extracted.total, evaluable: [...extracted.evaluable],
    results: results.toSorted((left, right) => order.indexOf(left.span.field) - order.indexOf(right.span.field) || left.span.start - right.span.start),
  };
}
