// Owns reading tables of counts, as meta-analyses share them (a column of events and of no events or totals for each arm, and
// perhaps OR, log OR and its variance), and how each value printed in a row has to be read to agree with the counts beside
// it. Refuses headings that leave open which count is which, and to judge: that needs the other rows.
import { tableOfCounts } from '../../arithmetic/feasibleTables';
import { checkLogRatioAgainstCounts, logRatioOf, type LogReading, type VarianceReading } from '../../arithmetic/logRatioAgainstCounts';
import { checkRatioAgainstCounts, type CountsRatio, type RatioReading } from '../../arithmetic/ratioAgainstCounts';
import { parsePrintedNumber, type PrintedNumber } from '../../printedNumber';
import { isCountedArm, type CountedArm } from '../../statistics/counts';

/** Columns of one arm: its events, and the patients without or all of them. */
interface ArmColumns { readonly events: number; readonly others: number | null; readonly all: number | null }

export interface CountsColumns {
  readonly treated: ArmColumns;
  readonly control: ArmColumns;
  readonly ratio: { readonly measure: CountsRatio; readonly column: number } | null;
  readonly log: { readonly measure: CountsRatio; readonly column: number } | null;
  readonly variance: number | null;
}

export type CountsReading = RatioReading | LogReading | VarianceReading;

/** A cell that holds a value to be checked. */
export interface PrintedValue {
  readonly kind: 'ratio' | 'log' | 'variance';
  readonly column: number;
  readonly text: string;
  /** How it has to be read to agree with the counts; null where no reading does. */
  readonly reading: CountsReading | null;
  /** What the counts give. */
  readonly fromCounts: number;
}
export interface CountsRow {
  /** "173/5331 vs 210/5296". */
  readonly counts: string;
  /** No one, or everyone, of an arm had the event: what is then added to the counts differs from table to table. */
  readonly hasEmptyCell: boolean;
  readonly values: readonly PrintedValue[];
  /** Columns of cells that hold something that is no number to be checked. */
  readonly unread: readonly number[];
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
    if ([events, others, controlEvents, controlOthers].every((name) => at(name) >= 0)) return [{ events: at(events), others: at(others), all: null }, { events: at(controlEvents), others: at(controlOthers), all: null }];
  }
  return ['ai', 'n1i', 'ci', 'n2i'].every((name) => at(name) >= 0) ? [{ events: at('ai'), others: null, all: at('n1i') }, { events: at('ci'), others: null, all: at('n2i') }] : null;
}

const totalNames = /^(?:n|total|tot|all|size|ss|patients)$/u;

/** Of one arm: "x" with "nox", "no x" or "non-x"; or "x" with "n" or "total". */
function armColumns(marked: readonly Heading[], arm: Heading['arm']): ArmColumns | null {
  const own = marked.filter((heading) => heading.arm === arm);
  if (own.length !== 2) return null;
  const [first, second] = own;
  if (first === undefined || second === undefined) return null;
  for (const [one, other] of [[first, second], [second, first]] as const) {
    if (totalNames.test(other.what) && !totalNames.test(one.what)) return { events: one.column, others: null, all: other.column };
    if (/^no(?:n|t)?[\s._-]?/u.test(other.what) && other.what.replace(/^no(?:n|t)?[\s._-]?/u, '') === one.what) return { events: one.column, others: other.column, all: null };
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

/** Cells that say that there is nothing: they are left out, and are no fault. */
const nothingThere = /^(?:|na|n\/a|nan|nr|ne|-|–|—|\.|null)$/iu;

const longNumber = /^-?\d{0,15}\.\d{13,25}(?:e-?\d{1,3})?$/iu;

/** One row; null where its counts can't be read. */
export function readCountsRow(columns: CountsColumns, cells: readonly string[]): CountsRow | null {
  const [first, second] = [armOf(columns.treated, cells), armOf(columns.control, cells)];
  if (first === null || second === null) return null;
  const measure = columns.log?.measure ?? columns.ratio?.measure ?? 'OR';
  const unread: number[] = [];
  const value = (kind: PrintedValue['kind'], column: number | undefined, read: (printed: PrintedNumber) => Omit<PrintedValue, 'kind' | 'column' | 'text'> | null): readonly PrintedValue[] => {
    const text = column === undefined ? '' : (cells[column] ?? '').trim();
    if (column === undefined || nothingThere.test(text)) return [];
    // Programs write out more digits than a printed number can have.
    const printed = parsePrintedNumber(longNumber.test(text) ? Number(text).toPrecision(12) : text);
    const found = printed === null ? null : read(printed);
    if (found === null) unread.push(column);
    return found === null ? [] : [{ kind, column, text, ...found }];
  };
  const values = [
    ...value('ratio', columns.ratio?.column, (ratio) => readRatio(columns.ratio?.measure ?? 'OR', ratio, first, second)),
    ...value('log', columns.log?.column, (log) => readLog(measure, first, second, log, null)),
    ...value('variance', columns.variance ?? undefined, (variance) => readLog(measure, first, second, null, variance)),
  ];
  return { counts: `${first.k}/${first.n} vs ${second.k}/${second.n}`, hasEmptyCell: [first, second].some(({ k, n }) => k === 0 || k === n), values, unread };
}

/** null of what can't be compared: a ratio of 0, which may be rounded. No counts give a negative one. */
function readRatio(measure: CountsRatio, ratio: PrintedNumber, first: CountedArm, second: CountedArm): Pick<PrintedValue, 'reading' | 'fromCounts'> | null {
  const fromCounts = Math.exp(logRatioOf(measure, first, second).log);
  if (ratio.value < 0) return { reading: null, fromCounts };
  const checked = checkRatioAgainstCounts({ measure, ratio, feasible: tableOfCounts([first, second]), isOrderKnown: true, exempt: null });
  if (checked.verdict === 'not checked') return checked.because === 'nothing matches' && Number.isFinite(fromCounts) ? { reading: null, fromCounts } : null;
  return { reading: checked.shown.matches, fromCounts };
}

function readLog(measure: CountsRatio, first: CountedArm, second: CountedArm, log: PrintedNumber | null, variance: PrintedNumber | null): Pick<PrintedValue, 'reading' | 'fromCounts'> | null {
  const checked = checkLogRatioAgainstCounts({ measure, first, second, log, variance });
  const direct = logRatioOf(measure, first, second);
  const fromCounts = log === null ? direct.variance : direct.log;
  if (checked.verdict === 'not checked') return checked.because === 'nothing matches' ? { reading: null, fromCounts } : null;
  const { matches } = checked.shown;
  return { reading: log === null ? (matches.variance === 'neither' ? null : matches.variance) : matches.log, fromCounts };
}
