// Owns writing many cells as one step: conversion of text, the check before, the question when something is refused or
// rows are added, one editRows. Refuses to write any of it when the curator says no.
import { tables } from '../../../db/contract/columns';
import type { GridTable } from '../../../db/contract/tableNames';
import type { Input, Output } from '../../../db/contract/methods';
import type { CitedStudy, GridRow, Values } from '../../../db/contract/types';
import { sameValue, type CellValue } from '../../../db/contract/values';
import { columnsNow } from '../../documentColumns';
import { referenceNumbersOf, textOf, valueOfText } from '../cells/valueText';
import type { GridClient } from '../gridClient';
import type { PastePlan } from './pastePlan';

export type Intention = NonNullable<Input<'editRows'>['intention']>;
export interface CellChange { readonly rowId: string; readonly field: string; readonly before: CellValue; readonly after: CellValue; readonly rowName: string }
export interface Refusal { readonly where: string; readonly text: string; readonly message: string }
export interface WritePlan {
  readonly intention: Intention;
  readonly edits: readonly CellChange[];
  readonly adds: readonly Values[];
  /** The texts behind `adds`, as they were pasted. */
  readonly newRows: PastePlan['newRows'];
  /** What could not even be read: unknown references. */
  readonly refusals: readonly Refusal[];
  readonly lost: number;
}
/** What the curator is asked before a large or partly refused write. */
export interface WriteReview { readonly plan: WritePlan; readonly edits: number; readonly adds: number; readonly refusals: readonly Refusal[]; /** Positions in `plan.newRows` that can't be written. */ readonly refusedRows: ReadonlySet<number>; readonly answer: (isWanted: boolean) => void }

type Call = Pick<GridClient, 'call'>;

/** Studies by their numbers; numbers that no study has are missing from the answer. */
export async function studiesByNumber(client: Call, numbers: readonly number[]): Promise<ReadonlyMap<number, CitedStudy>> {
  const found = await Promise.all([...new Set(numbers)].map(async (number) => {
    const studies = await client.call('findStudies', { text: String(number), limit: 1 });
    return studies.filter((study) => study.number === number).map(({ studyId, label }): readonly [number, CitedStudy] => [number, { studyId, number, label }]);
  }));
  return new Map(found.flat());
}

/** `typed`: the whole text that could not be read. */
export type ReadText = { readonly isRead: true; readonly value: CellValue; readonly cites: readonly CitedStudy[] } | { readonly isRead: false; readonly message: string; readonly typed: string };

export function readReferences(text: string, studies: ReadonlyMap<number, CitedStudy>): ReadText {
  const read = referenceNumbersOf(text);
  if (!read.isRead) return { ...read, typed: text };
  const unknown = read.numbers.filter((number) => !studies.has(number));
  if (unknown.length > 0) return { isRead: false, message: `No study of this file has the number ${unknown.slice(0, 5).join(', ')}. Add the study first.`, typed: text };
  const cites = read.numbers.flatMap((number) => studies.get(number) ?? []);
  return { isRead: true, value: cites.map(({ studyId }) => studyId), cites };
}

export function rowNameOf(table: GridTable, row: Pick<GridRow, 'ordinal' | 'values'>): string {
  const name = row.values[tables[table].nameKey];
  return typeof name === 'string' && name !== '' ? name : `${tables[table].rowName} ${row.ordinal}`;
}

/** A paste as changes of cells and new rows; texts that change nothing are left out. */
export async function changesOfPaste(client: Call, table: GridTable, plan: PastePlan, rows: ReadonlyMap<number, GridRow>, before: (row: GridRow, field: string) => CellValue): Promise<WritePlan> {
  const texts = [...plan.cells, ...plan.newRows.flatMap(({ cells }) => cells)].filter(({ column }) => column.kind === 'references').map(({ text }) => text);
  const numbers = texts.flatMap((text) => {
    const read = referenceNumbersOf(text);
    return read.isRead ? read.numbers : [];
  });
  const studies = await studiesByNumber(client, numbers);
  const read = (column: PastePlan['cells'][number]['column'], text: string): ReadText => (column.kind === 'references' ? readReferences(text, studies) : { isRead: true, value: valueOfText(column, text), cites: [] });
  const refusals: Refusal[] = [];
  const edits = plan.cells.flatMap(({ row: index, column, text }): readonly CellChange[] => {
    const row = rows.get(index);
    if (row === undefined) return [];
    const value = read(column, text);
    if (!value.isRead) {
      refusals.push({ where: `${column.heading} of ${rowNameOf(table, row)}`, text, message: value.message });
      return [];
    }
    const shown = before(row, column.key);
    return sameValue(shown, value.value) ? [] : [{ rowId: row.id, field: column.key, before: shown, after: value.value, rowName: rowNameOf(table, row) }];
  });
  const adds = plan.newRows.map(({ cells }, index) => Object.fromEntries(cells.flatMap(({ column, text }): readonly (readonly [string, CellValue])[] => {
    const value = read(column, text);
    if (value.isRead) return [[column.key, value.value]];
    refusals.push({ where: `${column.heading} of new row ${index + 1}`, text, message: value.message });
    return [];
  })));
  return { intention: 'paste', edits, adds, newRows: plan.newRows, refusals, lost: plan.lost };
}

export interface CellWrites {
  /** What was written; null when nothing was, because nothing changes or the curator said no. */
  write(plan: WritePlan): Promise<Output<'editRows'> | null>;
}

export function createCellWrites(client: Call, table: GridTable, ask: (review: WriteReview) => void): CellWrites {
  return {
    write: async ({ edits, adds, intention, ...rest }) => {
      if (edits.length === 0 && adds.length === 0 && rest.refusals.length === 0) return null;
      const asked = { table, edits: edits.map(({ rowId, field, before, after }) => ({ rowId, field, before, after })), adds: adds.map((values) => ({ values })) };
      const problems = await client.call('checkRows', asked);
      const refusedEdits = new Set(problems.filter(({ kind }) => kind === 'edit').map(({ index }) => index));
      const refusedAdds = new Set(problems.filter(({ kind }) => kind === 'add').map(({ index }) => index));
      const refusals = [...rest.refusals, ...problems.map(({ kind, index, field, message }): Refusal => {
        const heading = columnsNow().headingOf(table, field);
        const edit = edits[index];
        return kind === 'edit' && edit !== undefined
          ? { where: `${heading} of ${edit.rowName}`, text: textOf({ kind: 'short' }, edit.after, []), message }
          : { where: `${heading} of new row ${index + 1}`, text: textOf({ kind: 'short' }, adds[index]?.[field], []), message };
      })];
      const valid = { ...asked, edits: asked.edits.filter((_, index) => !refusedEdits.has(index)), adds: asked.adds.filter((_, index) => !refusedAdds.has(index)), intention };
      if (refusals.length > 0 || adds.length > 0) {
        const isWanted = await new Promise<boolean>((answer) => ask({ plan: { edits, adds, intention, ...rest }, edits: valid.edits.length, adds: valid.adds.length, refusals, refusedRows: refusedAdds, answer }));
        if (!isWanted) return null;
      }
      return valid.edits.length === 0 && valid.adds.length === 0 ? null : client.call('editRows', valid);
    },
  };
}
