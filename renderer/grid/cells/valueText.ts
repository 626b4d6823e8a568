// Owns how a cell's value reads as text and what text means as a value: typed, pasted and copied cells agree.
// References read as their numbers, "[66, 67]". Refuses to guess: an unknown number is a problem, never a new study.
import { valueFromText } from '../../../db/contract/cellRules';
import type { ColumnDefinition } from '../../../db/contract/columnDefinition';
import type { CitedStudy } from '../../../db/contract/types';
import { cellText, sameValue, type CellValue } from '../../../db/contract/values';

const mostInRange = 500;

export function referencesText(cites: readonly Pick<CitedStudy, 'number'>[]): string {
  return cites.length === 0 ? '' : `[${cites.map(({ number }) => number).join(', ')}]`;
}

/** The whole text of a cell, as it is copied. */
export function textOf(column: Pick<ColumnDefinition, 'kind'>, value: CellValue | undefined, cites: readonly CitedStudy[]): string {
  return column.kind === 'references' ? referencesText(cites) : cellText(value);
}

/** What typed or pasted text means in any column but references. One-line columns lose the white space around. */
export function valueOfText(column: Pick<ColumnDefinition, 'kind' | 'mayBeMissing' | 'custom'>, text: string): CellValue {
  return valueFromText(column, column.kind === 'long' ? text : text.trim());
}

/** Whether a text says what the cell holds already. */
export function isHeldBy(column: Pick<ColumnDefinition, 'kind' | 'mayBeMissing' | 'custom'>, text: string, value: CellValue | undefined, cites: readonly Pick<CitedStudy, 'number'>[]): boolean {
  if (column.kind !== 'references') return sameValue(valueOfText(column, text), value);
  const read = referenceNumbersOf(text);
  return read.isRead && sameValue(read.numbers.map(String), cites.map(({ number }) => String(number)));
}

export type ReferenceNumbers = { readonly isRead: true; readonly numbers: readonly number[] } | { readonly isRead: false; readonly message: string };

/**
 * The study numbers in "[66, 67]", "66;67", "15-17", "[66] Wang et al., [67] Li et al." Repetitions are dropped.
 * Text in brackets counts alone when there is other text around it.
 */
export function referenceNumbersOf(text: string): ReferenceNumbers {
  const bracketed = [...text.matchAll(/\[([^\]]*)\]/gu)].map((match) => match[1] ?? '');
  const outside = text.replaceAll(/\[[^\]]*\]/gu, ' ');
  const counted = bracketed.length > 0 && /\p{L}/u.test(outside) ? bracketed.join(',') : text.replaceAll(/[[\]]/gu, ' ');
  const numbers = new Set<number>();
  for (const part of counted.replaceAll(/\s*[-\u2010-\u2015\u2212]\s*/gu, '-').split(/[\s,;\u3001\uFF0C]+/u)) {
    if (part === '') continue;
    const range = /^(\d{1,9})(?:-(\d{1,9}))?$/u.exec(part);
    if (range === null) return { isRead: false, message: `“${part}” is not a reference number. Write numbers such as 66, 67 or 15-17.` };
    const from = Number(range[1]);
    const to = Number(range[2] ?? range[1]);
    if (to < from || to - from >= mostInRange) return { isRead: false, message: `“${part}” is not a range of reference numbers. Write the smaller number first, at most ${mostInRange} at once.` };
    for (let number = from; number <= to; number += 1) numbers.add(number);
  }
  return { isRead: true, numbers: [...numbers] };
}
