// Owns decimal commas: whether a table may use them, with examples, and reading them as points once a curator has said
// that it does. Pure. Refuses to decide: "0,65" is a number to some and a pair to others, "1,023" a thousand or one.
import type { Steps } from '../steps';
import type { TextRow } from './textTable';

export interface CommaExample { readonly line: number; readonly column: number; readonly text: string }
export interface FoundCommas {
  readonly state: 'none' | 'maybe';
  readonly cells: number;
  readonly examples: readonly CommaExample[];
}

const token = /(?<![\d.,\p{L}])\d[\d.,]*\d(?![\d\p{L}]|[-‐]\p{L})/gu; // "2,4-diamine" is a name
const mostExamples = 5;
const rowsPerStep = 5000;

/** `doubtfulCounts`: whether "1,234" counts too, as where semicolons part the cells. `skipped`: columns of reference numbers. */
export function* findDecimalCommas(rows: readonly TextRow[], skipped: ReadonlySet<number>, doubtfulCounts: boolean): Steps<FoundCommas> {
  const examples: CommaExample[] = [];
  let cells = 0;
  for (const [index, { line, cells: row }] of rows.entries()) {
    if (index % rowsPerStep === rowsPerStep - 1) yield { done: index, total: rows.length };
    for (let column = 0; column < row.length; column += 1) {
      const cell = row[column] ?? '';
      if (!/\d,\d/u.test(cell) || skipped.has(column)) continue;
      const found = cell.replaceAll(/\[[^\]]{0,1000}\]/gu, ' ').match(token)?.find((number) => kindOf(number) === 'comma' || (doubtfulCounts && kindOf(number) === 'doubtful'));
      if (found === undefined) continue;
      cells += 1;
      if (examples.length < mostExamples) examples.push({ line, column, text: cell.length <= 80 ? cell : `…${found}…` });
    }
  }
  return { state: cells === 0 ? 'none' : 'maybe', cells, examples };
}

function kindOf(number: string): 'comma' | 'doubtful' | 'other' {
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/u.test(number)) return 'comma';
  if (/^[1-9]\d{0,2},\d{3}$/u.test(number)) return 'doubtful';
  return /^\d+,\d+$/u.test(number) ? 'comma' : 'other';
}

/** Every number of the text with a comma for its point, as one with a point; points between thousands go. */
export function withDecimalPoints(text: string): string {
  if (!/\d,\d/u.test(text)) return text;
  return text.replaceAll(token, (number) => (kindOf(number) === 'other' ? number : number.replaceAll('.', '').replace(',', '.')));
}
