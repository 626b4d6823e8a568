// Owns adding a study and what it is used for, as one change set: just the study, a new row that cites it, or a
// further citation of an existing row. Refuses a study that is already there, naming it: by its DOI or PMID, or because it
// looks like it.
import { normalised, problemsOfRow } from '../contract/cellRules';
import { emptyValues, tables } from '../contract/columns';
import type { GridTable } from '../contract/tableNames';
import { LacunaError } from '../contract/errors';
import type { ExistingStudy, Values } from '../contract/types';
import { studyIdsOf } from '../contract/values';
import { requireRow } from '../journal/applyChangeSet';
import { rowNameOf, type ChangeSetDraft, type Revision } from '../journal/changeSet';
import { newRow } from '../journal/newRow';
import { columnsIn } from '../journal/customColumns';
import type { ReadHandle } from '../store/handle';
import { nextOrdinal } from '../store/rows';

export type StudyChoice =
  | { readonly kind: 'existing'; readonly studyId: string }
  | { readonly kind: 'new'; readonly values: Values; readonly existing: ExistingStudy | null };
export type StudyUse =
  | { readonly kind: 'none' }
  | { readonly kind: 'row'; readonly table: 'factors' | 'trials' | 'claims'; readonly values: Values }
  | { readonly kind: 'citation'; readonly table: 'factors' | 'trials'; readonly rowId: string };

export interface StudyAddition { readonly study: StudyChoice; readonly use: StudyUse; readonly reason: string | null }

export function addStudyDraft(handle: ReadHandle, { study, use, reason }: StudyAddition, newId: () => string): { readonly draft: ChangeSetDraft; readonly studyId: string; readonly rowId: string | null } {
  const chosen = study.kind === 'existing' ? existingStudy(handle, study.studyId) : newStudy(handle, study.values, study.existing, newId);
  const used = useOf(handle, use, chosen.studyId, newId);
  const label = used === null ? `add study ${chosen.name}` : study.kind === 'new' ? `add study ${chosen.name} and ${used.label}` : used.label;
  const revisions = [...chosen.revisions, ...(used?.revisions ?? [])];
  return { draft: { kind: 'edit', label, reason, target: null, revisions }, studyId: chosen.studyId, rowId: used?.rowId ?? null };
}

interface ChosenStudy { readonly studyId: string; readonly name: string; readonly revisions: readonly Revision[] }

function existingStudy(handle: ReadHandle, studyId: string): ChosenStudy {
  const row = requireRow(handle, 'studies', studyId);
  return { studyId, name: `[${row.ordinal}] ${rowNameOf('studies', row)}`, revisions: [] };
}

function newStudy(handle: ReadHandle, given: Values, existing: ExistingStudy | null, newId: () => string): ChosenStudy {
  if (existing !== null) {
    const { studyId: known, number, label, because, isSure } = existing;
    const message = isSure ? `This study is already here as [${number}] ${label} (${because}). Use that one; nothing was added.` : `This looks like [${number}] ${label}: ${because}. Use that one, or add it anyway; nothing was added.`;
    throw new LacunaError('duplicate-study', message, { studyId: known, number, isSure });
  }
  const values = { ...emptyValues('studies'), ...normalised(given) };
  requireValid(handle, 'studies', values);
  const studyId = newId();
  const ordinal = nextOrdinal(handle, 'studies');
  return { studyId, name: `[${ordinal}] ${rowNameOf('studies', { ordinal, values })}`, revisions: [{ op: 'add', table: 'studies', rowId: studyId, after: { ordinal, lifecycle: 'active', values }, why: null }] };
}

function useOf(handle: ReadHandle, use: StudyUse, studyId: string, newId: () => string): { readonly label: string; readonly rowId: string; readonly revisions: readonly Revision[] } | null {
  if (use.kind === 'none') return null;
  const { table } = use;
  if (use.kind === 'row') {
    const others = studyIdsOf(use.values['references']).filter((id) => id !== studyId);
    const after = newRow(handle, table, nextOrdinal(handle, table), { ...normalised(use.values), references: [...others, studyId] });
    requireValid(handle, table, after.values);
    const rowId = newId();
    return { label: `add ${tables[table].rowName} ${rowNameOf(table, after)}`, rowId, revisions: [{ op: 'add', table, rowId, after, why: null }] };
  }
  const row = requireRow(handle, table, use.rowId);
  const before = studyIdsOf(row.values['references']);
  const name = rowNameOf(table, row);
  if (before.includes(studyId)) throw new LacunaError('duplicate-study', `${name} cites this study already. Nothing was changed.`, { studyId, rowId: row.id });
  return { label: `cite it for ${name}`, rowId: row.id, revisions: [{ op: 'set', table, rowId: row.id, field: 'references', before, after: [...before, studyId], why: null }] };
}

function requireValid(handle: ReadHandle, table: GridTable, values: Values): void {
  const [problem] = problemsOfRow(columnsIn(handle), table, values);
  if (problem !== undefined) throw new LacunaError('invalid-value', `New ${tables[table].rowName}: ${problem.message}`, { table, field: problem.field });
}
