// Owns what the file would say of a study and its use before they are added: the addition is rehearsed through the
// journal, so that it is checked like every change, and looked at before it is taken back. Refuses to tell what the file
// says without it.
import type { TrialEvidenceInfo } from './contract/evidence';
import type { CheckedTable, FindingInfo } from './contract/findings';
import type { MoleculeSummary } from './contract/types';
import { trialEvidence } from './checks/trialEvidence';
import type { ReadCells } from './checks/readTrial';
import { addStudyDraft, type StudyChoice, type StudyUse } from './commands/addStudy';
import type { Rule } from './evidence/rules/rule';
import { rehearse, type JournalContext } from './journal/commit';
import { getFactorSummary } from './queries/factorSummary';
import { listFindings } from './queries/listFindings';
import type { ReadHandle } from './store/handle';

export interface PreviewDeps { readonly journal: JournalContext; readonly rules: readonly Rule[]; readonly readCells: ReadCells }
export interface StudyPreview {
  /** Of the row that it would be used for; of no use outside of the preview when the row would be new. */
  readonly rowId: string | null;
  readonly findings: readonly FindingInfo[];
  readonly molecules: readonly MoleculeSummary[];
  readonly evidence: TrialEvidenceInfo | null;
}

const mostFindings = 50;

export function previewStudy({ journal, rules, readCells }: PreviewDeps, chosen: (handle: ReadHandle) => StudyChoice, use: StudyUse): StudyPreview {
  /** Those that wait, of the study and of the row. */
  const findingsOf = (handle: ReadHandle, studyId: string, rowId: string | null): readonly FindingInfo[] => {
    const about = (table: CheckedTable, id: string): readonly FindingInfo[] => listFindings(handle, { table, rowId: id, states: ['open', 'reopened'], start: 0, limit: mostFindings }, rules).findings;
    const all = [...(use.kind === 'none' || rowId === null ? [] : about(use.table, rowId)), ...about('studies', studyId)];
    return [...new Map(all.map((finding) => [finding.findingId, finding])).values()];
  };
  let added: { readonly studyId: string; readonly rowId: string | null; readonly known: ReadonlySet<string> } = { studyId: '', rowId: null, known: new Set() };
  return rehearse(journal, (handle) => {
    const { draft, studyId, rowId } = addStudyDraft(handle, { study: chosen(handle), use, reason: null }, journal.newId);
    added = { studyId, rowId, known: new Set(findingsOf(handle, studyId, rowId).map(({ findingId }) => findingId)) };
    return draft;
  }, (handle) => {
    const { studyId, rowId, known } = added;
    const isRow = use.kind !== 'none' && rowId !== null;
    return {
      rowId, findings: findingsOf(handle, studyId, rowId).filter(({ findingId }) => !known.has(findingId)),
      molecules: isRow && use.table !== 'trials' ? getFactorSummary(handle, use.table, rowId).molecules : [],
      evidence: isRow && use.table === 'trials' ? trialEvidence(handle, rowId, readCells) : null,
    };
  });
}
