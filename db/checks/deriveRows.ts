// Owns what follows from single rows: a trial's results, the molecules that a factor or claim names, and a factor's
// claims. Written where they differ; gone with the row that they follow from, and with its lifecycle.
import { TrialField } from '../contract/evidence';
import type { Values } from '../contract/types';
import { cellText, termsOf } from '../contract/values';
import { perturbationOf } from '../evidence/claims/directions';
import { rowClaims } from '../evidence/claims/rowClaims';
import { resultValues } from '../evidence/results/resultValues';
import type { Molecule } from '../evidence/rules/rule';
import { rowNameOf } from '../journal/changeSet';
import { resultSortKey } from '../journal/resultRows';
import { textHash } from '../journal/textHash';
import type { ReadHandle, WriteHandle } from '../store/handle';
import { readRowsWhere, type StoredRow } from '../store/rows';
import type { Changes } from './changes';
import { derivedId } from './derivedId';
import { writeDerivedRows, type DerivedRow } from './derivedRows';
import type { ReadMolecules } from './evidenceParts';
import { readTrial, type ReadCells, type TrialReading } from './readTrial';

export function curatedRowsOf(handle: ReadHandle, trialId: string): readonly StoredRow[] {
  return readRowsWhere(handle, 'results', `trialId = ? AND origin = 'curator'`, trialId);
}

/** `trial` null: it is not in the file any more. */
export function deriveResults(handle: WriteHandle, trialId: string, trial: StoredRow | null, readCells: ReadCells, changes: Changes): TrialReading | null {
  const reading = trial === null ? null : readTrial(trial, curatedRowsOf(handle, trialId), readCells);
  const existing = readRowsWhere(handle, 'results', `trialId = ? AND origin = 'parsed'`, trialId);
  if (trial === null || reading === null || reading.parsed.length === 0) {
    writeDerivedRows(handle, 'results', existing, [], changes);
    return reading;
  }
  const { cells, extracted, parsed } = reading;
  const name = rowNameOf('trials', trial);
  const hashes = new Map(TrialField.options.map((field) => [field, textHash(cells[field])]));
  const wanted = parsed.map(({ id, result, position }): DerivedRow => ({
    id, ordinal: trial.ordinal, lifecycle: trial.lifecycle,
    values: {
      ...resultValues(result, extracted.arms, cells), trial: name, origin: 'parsed', state: 'current', trialId, field: result.span.field,
      start: String(result.span.start), end: String(result.span.end), sourceHash: hashes.get(result.span.field) ?? '', extracted: null, sortKey: resultSortKey(trial.ordinal, result.span.field, result.span.start, position),
    },
  }));
  writeDerivedRows(handle, 'results', existing, wanted, changes);
  return reading;
}

/** The molecules of a factor: as its curator gave them, or as its first cell names them. */
export function moleculesOfFactor(values: Values, read: ReadMolecules): readonly Molecule[] {
  const given = cellText(values['molecules']);
  return given.trim() === '' ? read(cellText(values['factor'])) : termsOf(given).flatMap((term) => read(term));
}

/** One word with a capital or a digit: a subject may also be a tumour, a cell or a treatment. */
const symbolLike = /^(?=.*[\p{Lu}\p{N}])\S{2,24}$/u;

/** The molecules that a claim is about; of a perturbation, what was perturbed. */
export function moleculesOfClaim(values: Values, read: ReadMolecules): readonly Molecule[] {
  return read(perturbationOf(cellText(values['perturbation']))?.of ?? cellText(values['subject'])).filter(({ printed, approved }) => approved !== null || symbolLike.test(printed));
}

export function deriveSymbols(handle: WriteHandle, table: 'factors' | 'claims', rowId: string, molecules: readonly Molecule[]): void {
  const stored = handle.all<Molecule>('SELECT printed, key, approved, kind FROM symbol WHERE tableName = ? AND rowId = ? ORDER BY position', table, rowId);
  if (JSON.stringify(stored) === JSON.stringify(molecules.map(({ printed, key, approved, kind }) => ({ printed, key, approved, kind })))) return;
  handle.run('DELETE FROM symbol WHERE tableName = ? AND rowId = ?', table, rowId);
  molecules.forEach(({ printed, key, approved, kind }, position) => {
    handle.run('INSERT INTO symbol (tableName, rowId, position, printed, key, approved, kind) VALUES (?, ?, ?, ?, ?, ?, ?)', table, rowId, position, printed, key, approved, kind);
  });
}

/** The claims of a factor's row, each with its molecule. `factor` null: it is not in the file any more. */
export function deriveClaims(handle: WriteHandle, factorId: string, factor: StoredRow | null, molecules: readonly Molecule[], changes: Changes): void {
  const existing = readRowsWhere(handle, 'claims', `aboutRowId = ? AND origin = 'table row'`, factorId);
  const claims = factor === null ? [] : rowClaims(factor.values, molecules);
  const wanted = factor === null ? [] : claims.map(({ molecule, studyId, values }, position): DerivedRow => ({
    id: derivedId('claim', factorId, molecule, studyId), ordinal: factor.ordinal, lifecycle: factor.lifecycle,
    values: { ...values, origin: 'table row', aboutTable: 'factors', aboutRowId: factorId, sortKey: `${String(factor.ordinal).padStart(9, '0')}.${String(position).padStart(4, '0')}` },
  }));
  writeDerivedRows(handle, 'claims', existing, wanted, changes);
  for (const { id } of existing) if (!wanted.some((row) => row.id === id)) deriveSymbols(handle, 'claims', id, []);
  wanted.forEach(({ id }, index) => { deriveSymbols(handle, 'claims', id, molecules.filter(({ key }) => key === claims[index]?.molecule).slice(0, 1)); });
}
