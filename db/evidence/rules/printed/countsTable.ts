// Owns reading tables of counts, as meta-analyses share them (a column of events and of no events or totals for each arm, and
// perhaps OR, log OR and its variance), and checking what is printed in them against the counts. Such a row is also put
// into the words of a trial, so that every rule can read it. Refuses headings that leave open which count is which.
import type { TrialCells } from '../../../contract/evidence';
import type { Checked } from '../../arithmetic/checked';
import { tableOfCounts } from '../../arithmetic/feasibleTables';
import { checkLogRatioAgainstCounts, type LogRatioShown } from '../../arithmetic/logRatioAgainstCounts';
import { checkRatioAgainstCounts, type CountsRatio, type RatioAgainstCounts } from '../../arithmetic/ratioAgainstCounts';
import { parsePrintedNumber, type PrintedNumber } from '../../printedNumber';
import { isCountedArm, type CountedArm } from '../../statistics/counts';

/** Columns of one arm: its events, and the patients without or all of them. */
interface ArmColumns { readonly events: number; readonly others: number | null; readonly all: number | null; readonly name: string }

export interface CountsColumns {
  readonly treated: ArmColumns;
  readonly control: ArmColumns;
  readonly ratio: { readonly measure: CountsRatio; readonly column: number } | null;
  readonly log: { readonly measure: CountsRatio; readonly column: number } | null;
  readonly variance: number | null;
}

export interface CheckedCounts {
  readonly ratio: Checked<RatioAgainstCounts> | null;
  readonly log: Checked<LogRatioShown> | null;
}

const controlWords = /(?:^|[._\s-])(?:c|ctrl|cont|control|controls|placebo|pbo|ref|2i?)$/iu;
const treatedWords = /(?:^|[._\s-])(?:e|t|x|exp|experimental|trt|treat|treated|treatment|int|intervention|active|1i?)$/iu;

interface Heading { readonly column: number; readonly arm: 'treated' | 'control'; readonly what: string }

/** null where the headings are not those of such a table. */
export function readCountsColumns(headings: readonly string[]): CountsColumns | null {
  const known = headings.slice(0, 200).map((heading) => heading.trim());
  const fourfold = fourfoldOf(known);
  const marked = known.flatMap((heading, column): readonly Heading[] => {
    const arm = controlWords.test(heading) ? 'control' : treatedWords.test(heading) ? 'treated' : null;
    return arm === null ? [] : [{ column, arm, what: heading.replace(arm === 'control' ? controlWords : treatedWords, '').toLowerCase() }];
  });
  const [treated, control] = fourfold ?? [armColumns(marked, 'treated'), armColumns(marked, 'control')];
  if (treated === null || control === null) return null;
  const columnOf = (pattern: RegExp): number | null => {
    const at = known.findIndex((heading) => pattern.test(heading));
    return at < 0 ? null : at;
  };
  const [or, rr, logOr, logRr] = [columnOf(/^(?:or|odds[\s._-]?ratio)$/iu), columnOf(/^(?:rr|risk[\s._-]?ratio|relative[\s._-]?risk)$/iu), columnOf(/^(?:log|ln)[\s._-]?\(?or\)?$/iu), columnOf(/^(?:log|ln)[\s._-]?\(?rr\)?$/iu)];
  return {
    treated, control, variance: columnOf(/^(?:var(?:iance)?)[\s._-]?(?:(?:log|ln)[\s._-]?\(?(?:or|rr)\)?)?$|^vi$/iu),
    ratio: or !== null ? { measure: 'OR', column: or } : rr !== null ? { measure: 'RR', column: rr } : null,
    log: logOr !== null ? { measure: 'OR', column: logOr } : logRr !== null ? { measure: 'RR', column: logRr } : null,
  };
}

/** tpos, tneg, cpos, cneg; ai, bi, ci, di; ai, n1i, ci, n2i. */
function fourfoldOf(headings: readonly string[]): readonly [ArmColumns, ArmColumns] | null {
  const names = headings.map((heading) => heading.toLowerCase());
  const at = (name: string): number => names.indexOf(name);
  for (const [events, others, controlEvents, controlOthers] of [['tpos', 'tneg', 'cpos', 'cneg'], ['ai', 'bi', 'ci', 'di']] as const) {
    if ([events, others, controlEvents, controlOthers].every((name) => at(name) >= 0)) return [{ events: at(events), others: at(others), all: null, name: 'treated' }, { events: at(controlEvents), others: at(controlOthers), all: null, name: 'control' }];
  }
  return ['ai', 'n1i', 'ci', 'n2i'].every((name) => at(name) >= 0) ? [{ events: at('ai'), others: null, all: at('n1i'), name: 'treated' }, { events: at('ci'), others: null, all: at('n2i'), name: 'control' }] : null;
}

const totalNames = /^(?:n|total|tot|all|size|ss|patients)$/u;

/** Of one arm: "x" with "nox", "no x" or "non-x"; or "x" with "n" or "total". */
function armColumns(marked: readonly Heading[], arm: Heading['arm']): ArmColumns | null {
  const own = marked.filter((heading) => heading.arm === arm);
  if (own.length !== 2) return null;
  const [first, second] = own;
  if (first === undefined || second === undefined) return null;
  for (const [one, other] of [[first, second], [second, first]] as const) {
    if (totalNames.test(other.what) && !totalNames.test(one.what)) return { events: one.column, others: null, all: other.column, name: arm };
    if (/^no(?:n|t)?[\s._-]?/u.test(other.what) && other.what.replace(/^no(?:n|t)?[\s._-]?/u, '') === one.what) return { events: one.column, others: other.column, all: null, name: arm };
  }
  return null;
}

function armOf({ events, others, all }: ArmColumns, cells: readonly string[]): CountedArm | null {
  const whole = (column: number | null): number | null => {
    const number = column === null ? null : parsePrintedNumber(cells[column] ?? '');
    return number !== null && Number.isSafeInteger(number.value) ? number.value : null;
  };
  const [k, rest, n] = [whole(events), whole(others), whole(all)];
  const arm = k === null ? null : rest !== null ? { k, n: k + rest } : n !== null ? { k, n } : null;
  return arm !== null && isCountedArm(arm) ? arm : null;
}

function printedAt(column: number | null | undefined, cells: readonly string[]): PrintedNumber | null {
  return column === null || column === undefined ? null : parsePrintedNumber(cells[column] ?? '');
}

/** What one row prints, against its own counts; null for what it does not print or can't be read. */
export function checkCounts(columns: CountsColumns, cells: readonly string[]): CheckedCounts {
  const [first, second] = [armOf(columns.treated, cells), armOf(columns.control, cells)];
  if (first === null || second === null) return { ratio: null, log: null };
  const ratio = printedAt(columns.ratio?.column, cells);
  const [log, variance] = [printedAt(columns.log?.column, cells), printedAt(columns.variance, cells)];
  return {
    ratio: columns.ratio === null || ratio === null ? null : checkRatioAgainstCounts({ measure: columns.ratio.measure, ratio, feasible: tableOfCounts([first, second]), isOrderKnown: true, exempt: null }),
    log: log === null && variance === null ? null : checkLogRatioAgainstCounts({ measure: columns.log?.measure ?? columns.ratio?.measure ?? 'OR', first, second, log, variance }),
  };
}

/** The row as a trial's cells: "173/5331 in the treated group vs 210/5296 in the control group (OR 0.81)"; null where its counts can't be read. */
export function trialOfCounts(columns: CountsColumns, cells: readonly string[]): TrialCells | null {
  const [first, second] = [armOf(columns.treated, cells), armOf(columns.control, cells)];
  if (first === null || second === null) return null;
  const ratio = printedAt(columns.ratio?.column, cells);
  const behind = ratio === null || columns.ratio === null ? '' : ` (${columns.ratio.measure} ${ratio.text})`;
  return {
    studyType: '', population: '', conclusions: '', treatment: 'Treated vs Control', patients: `${first.n} vs ${second.n}`,
    results: `Events: ${first.k}/${first.n} in the treated group vs ${second.k}/${second.n} in the control group${behind}`,
  };
}
