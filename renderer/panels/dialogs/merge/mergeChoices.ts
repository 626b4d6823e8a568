// Owns what a curator chose of two rows that become one: a line per field that either of them fills, what is offered, and
// the value that each choice stands for. Pure. The rows keep their places whichever of them stays.
import { problemWith } from '../../../../db/contract/cellRules';
import type { ColumnDefinition } from '../../../../db/contract/columnDefinition';
import type { GridTable } from '../../../../db/contract/tableNames';
import { isEmptyValue, isWholeRecord, mergedColumns, offeredSide, unionOf, valueOfSide, type MergeSide } from '../../../../db/contract/merging';
import type { GridRow, Values } from '../../../../db/contract/types';
import { cellText, sameValue, studyIdsOf, type CellValue } from '../../../../db/contract/values';
import { columnsNow } from '../../../documentColumns';
import { valueOfText } from '../../../grid/cells/valueText';

export type Place = 'first' | 'second';
export interface Edited { readonly from: 'edited'; readonly text: string; readonly studyIds: readonly string[] }
export type Choice = { readonly from: Place | 'both' } | Edited;
/** By field; a field without one is as offered. */
export type Choices = Readonly<Record<string, Choice>>;

export interface MergeLine {
  readonly column: ColumnDefinition;
  readonly first: CellValue;
  readonly second: CellValue;
  readonly isSame: boolean;
  /** Whether both together are more than each of them. */
  readonly hasUnion: boolean;
  /** Taken from one of the two as it is. */
  readonly isWhole: boolean;
}

export function linesOf(table: GridTable, first: GridRow, second: GridRow): readonly MergeLine[] {
  return mergedColumns(columnsNow(), table).flatMap((column): readonly MergeLine[] => {
    const [one, other] = [first.values[column.key] ?? null, second.values[column.key] ?? null];
    if (isEmptyValue(one) && isEmptyValue(other)) return [];
    return [{ column, first: one, second: other, isSame: sameValue(one, other), hasUnion: unionOf(column, one, other) !== null, isWhole: isWholeRecord(table, column.key) }];
  });
}

function sideOf(place: Place, stays: Place): MergeSide {
  return place === stays ? 'stays' : 'goes';
}

/** The two values, that of the row that stays in front. */
function inOrder({ first, second }: MergeLine, stays: Place): readonly [CellValue, CellValue] {
  return stays === 'first' ? [first, second] : [second, first];
}

export function offeredChoice(line: MergeLine, stays: Place): Choice {
  const side = offeredSide(line.column, ...inOrder(line, stays));
  if (side === 'both') return { from: 'both' };
  return { from: (side === 'stays') === (stays === 'first') ? 'first' : 'second' };
}

export function choiceOf(line: MergeLine, choices: Choices, stays: Place): Choice {
  return choices[line.column.key] ?? offeredChoice(line, stays);
}

export function valueOfChoice(line: MergeLine, choice: Choice, stays: Place): CellValue {
  const { column } = line;
  if (choice.from === 'edited') return column.kind === 'references' ? choice.studyIds : valueOfText(column, choice.text);
  return valueOfSide(column, choice.from === 'both' ? 'both' : sideOf(choice.from, stays), ...inOrder(line, stays));
}

/** What an edit begins with: what is chosen now. */
export function editFrom(line: MergeLine, choice: Choice, stays: Place): Edited {
  const value = valueOfChoice(line, choice, stays);
  return { from: 'edited', text: cellText(value), studyIds: studyIdsOf(value) };
}

/** Why a chosen value can't stand in its column; null when it can, or when it stands there already. */
export function problemOfLine(line: MergeLine, choice: Choice, stays: Place): string | null {
  const value = valueOfChoice(line, choice, stays);
  const [held] = inOrder(line, stays);
  return line.isWhole || sameValue(value, held) ? null : problemWith(line.column, value);
}

/** What changes in the row that stays. */
export function changedValues(lines: readonly MergeLine[], choices: Choices, stays: Place): Values {
  return Object.fromEntries(lines.flatMap((line) => {
    const value = valueOfChoice(line, choiceOf(line, choices, stays), stays);
    return sameValue(value, inOrder(line, stays)[0]) ? [] : [[line.column.key, value]];
  }));
}

/** The row that stays unless a curator says otherwise: one that is not excluded, then the one that stands first. */
export function offeredStay(first: GridRow, second: GridRow): Place {
  if ((first.lifecycle === 'excluded') !== (second.lifecycle === 'excluded')) return first.lifecycle === 'excluded' ? 'second' : 'first';
  return second.ordinal < first.ordinal ? 'second' : 'first';
}
