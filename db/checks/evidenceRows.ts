// Owns turning stored rows into what the rules look at: with their studies, molecules and extracted numbers. Reads only,
// in one question a table for any number of rows. Claims of table rows are left out: the rules see their rows.
import type { CheckedTable } from '../contract/findings';
import { studyIdsOf } from '../contract/values';
import type { CitedEvidence, EvidenceRow, Molecule } from '../evidence/rules/rule';
import { rowNameOf } from '../journal/changeSet';
import type { ReadHandle } from '../store/handle';
import { isDerived, readRows, type StoredRow } from '../store/rows';
import { curatedRowsOf } from './deriveRows';
import { checkedTrial, readTrial, type ReadCells, type TrialReading } from './readTrial';

export interface RowRef { readonly table: CheckedTable; readonly rowId: string }
export const refKey = ({ table, rowId }: RowRef): string => `${table}/${rowId}`;

/** The rows that are there, by `refKey`. */
export function loadEvidence(handle: ReadHandle, refs: readonly RowRef[], readCells: ReadCells): ReadonlyMap<string, EvidenceRow> {
  const idsByTable = Map.groupBy(refs, ({ table }) => table);
  const loaded = new Map<string, EvidenceRow>();
  for (const [table, of] of idsByTable) {
    const rows = readRows(handle, table, [...new Set(of.map(({ rowId }) => rowId))]).filter((row) => !isDerived(table, row.values));
    for (const row of evidenceOf(handle, table, rows, readCells)) loaded.set(refKey(row), row);
  }
  return loaded;
}

/** The same of rows that were read already; trials with what they were read as, where that is known. */
export function evidenceOf(handle: ReadHandle, table: CheckedTable, rows: readonly StoredRow[], readCells: ReadCells, readings: ReadonlyMap<string, TrialReading> = new Map()): readonly EvidenceRow[] {
  const studies = citedEvidence(handle, [...new Set(rows.flatMap((row) => studyIdsOf(row.values['references'])))]);
  const molecules = table === 'factors' || table === 'claims' ? moleculesOf(handle, table, rows.map((row) => row.id)) : new Map<string, readonly Molecule[]>();
  return rows.map((row): EvidenceRow => {
    const base = {
      rowId: row.id, ordinal: row.ordinal, rowName: rowNameOf(table, row), lifecycle: row.lifecycle, values: row.values,
      studies: studyIdsOf(row.values['references']).flatMap((studyId) => studies.get(studyId) ?? []),
    };
    switch (table) {
      case 'trials': return { ...base, table, extracted: checkedTrial(readings.get(row.id) ?? readTrial(row, curatedRowsOf(handle, row.id), readCells)) };
      case 'factors':
      case 'claims': return { ...base, table, molecules: molecules.get(row.id) ?? [] };
      case 'studies':
      case 'glossary': return { ...base, table };
    }
  });
}

function citedEvidence(handle: ReadHandle, studyIds: readonly string[]): ReadonlyMap<string, CitedEvidence> {
  if (studyIds.length === 0) return new Map();
  const columns = `id AS studyId, ordinal AS number, coalesce(label, '') AS label, coalesce(title, '') AS title, coalesce(year, '') AS year, coalesce(doi, '') AS doi, coalesce(pmid, '') AS pmid, coalesce(registryId, '') AS registryId, lifecycle`;
  const [only] = studyIds;
  const found = studyIds.length === 1 && only !== undefined
    ? handle.all<CitedEvidence>(`SELECT ${columns} FROM study WHERE id = ?`, only)
    : handle.all<CitedEvidence>(`SELECT ${columns} FROM study WHERE id IN (SELECT value FROM json_each(?))`, JSON.stringify(studyIds));
  return new Map(found.map((study) => [study.studyId, study]));
}

function moleculesOf(handle: ReadHandle, table: 'factors' | 'claims', rowIds: readonly string[]): ReadonlyMap<string, readonly Molecule[]> {
  const raw = handle.all<Molecule & { readonly rowId: string; readonly position: number }>(
    'SELECT rowId, position, printed, key, approved, kind FROM symbol WHERE tableName = ? AND rowId IN (SELECT value FROM json_each(?))', table, JSON.stringify(rowIds),
  );
  const byRow = Map.groupBy(raw.toSorted((left, right) => left.position - right.position), ({ rowId }) => rowId);
  return new Map([...byRow].map(([rowId, molecules]) => [rowId, molecules.map(({ printed, key, approved, kind }) => ({ printed, key, approved, kind }))]));
}
