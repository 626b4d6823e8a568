// Owns which rows have to be checked after a change set: those it wrote, the trial of a result, the rows that cite a
// study, the rows that use a name; and which findings may have another state, because a dismissal or conflict of them
// came or went.
import type { CheckedTable } from '../contract/findings';
import { checkedTables } from '../contract/findings';
import type { CellValue } from '../contract/values';
import { searchExpression } from '../evidence/fold';
import type { Revision } from '../journal/changeSet';
import type { ReadHandle } from '../store/handle';
import { readRow } from '../store/rows';
import { refKey, type RowRef } from './evidenceRows';

export interface Affected {
  readonly refs: readonly RowRef[];
  readonly findingKeys: ReadonlySet<string>;
  /** Names of molecules changed: the reader has to learn them anew. */
  readonly hasNewNames: boolean;
}

export function affectedBy(handle: ReadHandle, revisions: readonly Revision[]): Affected {
  const refs = new Map<string, RowRef>();
  const add = (ref: RowRef): void => { refs.set(refKey(ref), ref); };
  const findingKeys = new Set<string>();
  const names = new Set<string>();
  const studies = new Set<string>();
  for (const revision of revisions) {
    const { rowId } = revision;
    const table = checkedTables.find((name) => name === revision.table);
    if (table !== undefined) {
      add({ table, rowId });
      // What cites a study that comes, comes with it.
      if (table === 'studies' && revision.op !== 'add') studies.add(rowId);
    } else if (revision.table === 'results') {
      for (const trialId of valuesOf(handle, revision, 'trialId')) add({ table: 'trials', rowId: trialId });
    } else if (revision.table === 'aliases') {
      for (const name of valuesOf(handle, revision, 'alias')) names.add(name);
    } else if (revision.table === 'conflicts' || revision.table === 'dismissals') {
      for (const key of valuesOf(handle, revision, 'findingKey')) findingKeys.add(key);
    }
  }
  for (const studyId of studies) citingRows(handle, studyId).forEach(add);
  for (const name of names) namingRows(handle, name).forEach(add);
  return { refs: [...refs.values()], findingKeys, hasNewNames: revisions.some(({ table }) => table === 'aliases') };
}

/** What a field of the revised row holds now and held before. */
function valuesOf(handle: ReadHandle, revision: Revision, field: string): readonly string[] {
  const held: readonly (CellValue | number | undefined)[] = [
    revision.op === 'add' ? revision.after.values[field] : null,
    revision.op === 'remove' ? revision.before.values[field] : null,
    ...(revision.op === 'set' && revision.field === field ? [revision.before, revision.after] : []),
    revision.op === 'set' ? readRow(handle, revision.table, revision.rowId)?.values[field] : null,
  ];
  return [...new Set(held)].filter((value): value is string => typeof value === 'string' && value !== '');
}

function citingRows(handle: ReadHandle, studyId: string): readonly RowRef[] {
  return handle.all<RowRef>(
    `SELECT DISTINCT tableName AS "table", rowId FROM citation WHERE studyId = ? AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.id = citation.rowId AND claim.origin = 'table row')`, studyId,
  );
}

/** Factors and claims with the words of a name: what its molecule is may be read otherwise now. */
function namingRows(handle: ReadHandle, name: string): readonly RowRef[] {
  const expression = searchExpression(name);
  if (expression === null) return [];
  const rows = (table: CheckedTable, sqlName: string, condition: string): readonly RowRef[] => handle
    .column<string>(`SELECT t.id FROM ${sqlName}_search s JOIN ${sqlName} t ON t.num = s.rowid WHERE s.${sqlName}_search MATCH ? AND ${condition}`, expression)
    .map((rowId) => ({ table, rowId }));
  return [...rows('factors', 'factor', '1'), ...rows('claims', 'claim', `t.origin IS NOT 'table row'`)];
}
