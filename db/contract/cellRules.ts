// Owns what a value must be to stand in a column, and the sentence that says why one can't. Pure: the grid asks it
// before it asks the core, and the core asks it before every write.
import type { ColumnDefinition } from './columnDefinition';
import type { TableName } from './tableNames';
import { noSuchColumn, yesOrNoFrom, type DocumentColumns } from './customColumns';
import type { Values } from './types';
import { cellText, isMissing, maxCellLength, studyIdsOf, type CellValue } from './values';

/** The reasons for which a paper leaves a cell open; typing one of them marks the cell as missing. */
export const missingReasons: readonly string[] = ['No description', 'Not reported', 'Not applicable'];

/** What typed or pasted text means in a column: empty, missing with a reason, or the text as it is. */
export function valueFromText(column: Pick<ColumnDefinition, 'mayBeMissing' | 'custom'>, text: string): CellValue {
  if (text === '') return null;
  if (column.custom?.type === 'yes or no') return yesOrNoFrom(text);
  if (!column.mayBeMissing) return text;
  const reason = missingReasons.find((candidate) => candidate.toLowerCase() === text.trim().toLowerCase());
  return reason === undefined ? text : { missing: reason };
}

/** Empty text is an empty cell. */
export function normalisedValue(value: CellValue): CellValue {
  return value === '' ? null : value;
}
export function normalised(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, normalisedValue(value)]));
}

const controlCharacter = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/u;
const loneSurrogate = /\p{Surrogate}/u;

/** Why `value` can't stand in this column, as a sentence that ends in what to do; null when it can. */
export function problemWith(column: ColumnDefinition, value: CellValue): string | null {
  if (column.kind === 'references') return problemWithReferences(value);
  if (column.kind === 'members') return Array.isArray(value) ? null : 'Members are given as a list.';
  if (Array.isArray(value)) return `${column.heading} takes text, not a list.`;
  if (isMissing(value)) return column.mayBeMissing ? null : `${column.heading} can't be marked as missing.`;
  const text = cellText(value);
  if (text.trim() === '') return column.isRequired ? `${column.heading} can't be empty. Write something, or withdraw the row.` : null;
  if (column.kind !== 'hidden' && text.length > maxCellLength) return `${column.heading} holds at most ${maxCellLength.toLocaleString('en')} characters; this has ${text.length.toLocaleString('en')}. Shorten it.`;
  if (controlCharacter.test(text)) return `${column.heading} contains a control character that no table can print. Remove it.`;
  if (loneSurrogate.test(text)) return `${column.heading} contains half a character (a lone surrogate). Remove it.`;
  if ((column.kind === 'short' || column.kind === 'term') && /[\r\n]/u.test(text)) return `${column.heading} is one line. Remove the line break.`;
  if (column.rule !== null && !column.rule.pattern.test(text)) return column.rule.sentence;
  return null;
}

function problemWithReferences(value: CellValue): string | null {
  if (value === null) return null;
  if (!Array.isArray(value)) return 'Reference takes studies, by their numbers: 66, 67.';
  const ids = studyIdsOf(value);
  if (ids.length !== value.length) return 'Reference takes studies only.';
  return new Set(ids).size === ids.length ? null : 'Reference names the same study twice. Remove one.';
}

/** Why no cell of this row can be edited, as a sentence that says what to do instead; null when it can. */
export function readOnlyReason(table: TableName, values: Values): string | null {
  if (table === 'findings') return 'Findings are made by the rules. Correct the cells that they are about, or dismiss them with a reason.';
  if (table === 'claims' && values['origin'] === 'table row') return 'This claim is read from its row in Factors. Edit that row, and it follows.';
  return null;
}

/** The first problem of every field of a new row, required fields included; unknown fields are problems too. */
export function problemsOfRow(columns: DocumentColumns, table: TableName, values: Values): readonly { readonly field: string; readonly message: string }[] {
  const unknown = Object.keys(values).filter((key) => columns.find(table, key) === null).map((field) => ({ field, message: noSuchColumn(columns, table, field) }));
  const problems = columns.of(table).flatMap((column) => {
    const message = problemWith(column, values[column.key] ?? null);
    return message === null ? [] : [{ field: column.key, message }];
  });
  return [...unknown, ...problems];
}
