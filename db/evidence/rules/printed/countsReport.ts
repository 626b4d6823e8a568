// Owns judging the values printed in a table of counts: N6 for whole tables. How a column has to be read shows in its other
// rows: where most of it is what the counts give, it is no model's, and a value that is not stands out. Refuses to accuse
// a column that hardly agrees with its counts (it is adjusted), and rows with an empty cell where no such row agrees. Of
// one or two rows, which show nothing of a column, N6's own readings count.
import type { Explanation, FindingConfidence, FindingSeverity, RuleId } from '../../../contract/findings';
import { calmNumber } from './calm';
import { readCountsRow, type CountsColumns, type CountsReading, type CountsRow, type PrintedValue } from './countsTable';
import { ratioAndCounts } from './ratioAndCounts';

export interface CountsFound {
  readonly rule: RuleId; readonly ruleVersion: number; readonly severity: FindingSeverity; readonly confidence: FindingConfidence;
  /** Index of the row. */
  readonly row: number;
  /** The heading of the first value that it is about. */
  readonly field: string;
  readonly quote: string; readonly message: string; readonly fits: readonly string[];
  readonly values: Explanation['values'];
}
export interface CountsJudgement {
  /** How many printed values were compared with their counts. */
  readonly checked: number;
  /** The headings of the columns that hold them. */
  readonly headings: readonly string[];
  /** Cells that could not be compared; `field` null: the counts of the row. */
  readonly unread: readonly { readonly row: number; readonly field: string | null; readonly text: string }[];
  /** In the order of rows; at most one a row, whatever of it does not agree. */
  readonly found: readonly CountsFound[];
}

/** How most of a column has to be read. */
interface ColumnReading { readonly reading: CountsReading; readonly agree: number; readonly of: number }
interface Placed { readonly row: number; readonly counts: string; readonly hasEmptyCell: boolean; readonly value: PrintedValue }

const leastAgreeing = 3;
const leastShare = 3 / 4;

const said: Readonly<Record<CountsReading, string>> = {
  'as printed': 'what the counts give', inverse: 'its inverse, the control group over the treated', complement: 'the ratio of non-response, the control group over the treated', 'inverse of complement': 'the ratio of non-response',
  'OR for RR': 'the odds ratio', 'RR for OR': 'the risk ratio', 'sign reversed': 'the same with its sign reversed', 'logarithm to base 10': 'the logarithm to base 10', 'log RR for log OR': 'the logarithm of the risk ratio',
  'log OR for log RR': 'the logarithm of the odds ratio', 'standard error': 'the standard error', neither: 'something else',
};

export function judgeCounts(headings: readonly string[], columns: CountsColumns, rows: readonly (readonly string[])[]): CountsJudgement {
  const read = rows.map((cells): CountsRow | null => readCountsRow(columns, cells));
  const placed = read.flatMap((row, index): readonly Placed[] => (row === null ? [] : row.values.map((value) => ({ row: index, counts: row.counts, hasEmptyCell: row.hasEmptyCell, value }))));
  const byColumn = new Map([...Map.groupBy(placed, ({ value }) => value.column)].map(([column, values]) => [column, { values, known: knownReading(values) }] as const));
  const heading = (column: number): string => headings[column] ?? '';
  const off = placed.filter((each) => isOff(each, byColumn.get(each.value.column)?.known ?? null, placed));
  const known = (column: number): ColumnReading | null => byColumn.get(column)?.known ?? null;
  const misread = [...byColumn].flatMap(([column, { values: [first], known: reading }]): readonly CountsFound[] => (first === undefined || reading === null || reading.reading === 'as printed' ? [] : [misheaded(first, heading(column), reading)]));
  return {
    checked: placed.length, headings: [...byColumn.keys()].toSorted((left, right) => left - right).map(heading),
    unread: read.flatMap((row, index): CountsJudgement['unread'] => (row === null ? [{ row: index, field: null, text: '' }] : row.unread.map((column) => ({ row: index, field: heading(column), text: (rows[index]?.[column] ?? '').trim() })))),
    found: [...misread, ...[...Map.groupBy(off, ({ row }) => row)].map(([, values]) => disagreeing(values, heading, known))].toSorted((left, right) => left.row - right.row),
  };
}

/** Rows with an empty cell are counted apart: they are read with one half added, which not every table does. */
function knownReading(values: readonly Placed[]): ColumnReading | null {
  const plain = values.filter(({ hasEmptyCell }) => !hasEmptyCell);
  const counts = [...Map.groupBy(plain.flatMap(({ value }) => value.reading ?? []), (reading) => reading)].map(([reading, of]) => ({ reading, agree: of.length, of: plain.length }));
  const most = counts.toSorted((left, right) => right.agree - left.agree)[0];
  return most !== undefined && most.agree >= leastAgreeing && most.agree >= leastShare * most.of ? most : null;
}

function isOff({ row, hasEmptyCell, value }: Placed, known: ColumnReading | null, placed: readonly Placed[]): boolean {
  const { reading, kind, column } = value;
  if (known === null) {
    // A value of a model fits some reading by chance (192 rows of 500 simulated tables): of many that says nothing.
    if (hasEmptyCell || placed.filter((other) => other.value.column === column).length >= leastAgreeing) return false;
    // A logarithm that is the counts' own says that its variance is of them too.
    return reading !== null ? reading !== 'as printed' : kind === 'variance' && placed.some((other) => other.row === row && other.value.kind === 'log' && other.value.reading === 'as printed');
  }
  if (reading === known.reading) return false;
  if (!hasEmptyCell) return true;
  const alike = placed.filter((other) => other.hasEmptyCell && other.value.column === column);
  const agreeing = alike.filter((other) => other.value.reading === known.reading);
  return agreeing.length > 0 && 2 * agreeing.length >= alike.length;
}

function disagreeing(values: readonly Placed[], heading: (column: number) => string, known: (column: number) => ColumnReading | null): CountsFound {
  const [{ row, counts, value: first }] = values as readonly [Placed, ...(readonly Placed[])];
  const printed = values.map(({ value }) => `${heading(value.column)} ${value.text}`);
  const fits = values.map(({ value }) => `${heading(value.column)} ${calmNumber(value.fromCounts)}`);
  const readings = values.flatMap(({ value }) => (value.reading === null || value.reading === 'as printed' ? [] : [`${value.text} is ${said[value.reading]}.`]));
  const others = known(first.column);
  const because = others === null ? '' : ` ${others.agree} of ${others.of} values of ${heading(first.column)} agree with their counts.`;
  return {
    ...ofN6, severity: values.some(({ value }) => known(value.column) !== null) ? 'major' : 'minor', confidence: 'certain', row, field: heading(first.column), quote: printed.join('; '), fits,
    message: `“${printed.join('; ')}” is not consistent as printed with ${counts}: the counts give ${fits.join('; ')}.${readings.length === 0 ? '' : ` ${readings.join(' ')}`}${because}`,
    values: {
      counts, columns: values.map(({ value }) => heading(value.column)), printed: values.map(({ value }) => value.text), fromCounts: values.map(({ value }) => calmNumber(value.fromCounts)), readings: values.map(({ value }) => value.reading ?? 'none'),
      agree: others?.agree ?? null, of: others?.of ?? null,
    },
  };
}

/** A whole column is something else than its heading says. */
function misheaded({ row, counts, value }: Placed, field: string, { reading, agree, of }: ColumnReading): CountsFound {
  return {
    ...ofN6, severity: 'minor', confidence: 'certain', row, field, quote: `${field} ${value.text}`, fits: [`${field} ${calmNumber(value.fromCounts)}`],
    message: `The column ${field} is not consistent as printed with its counts: ${agree} of ${of} values are ${said[reading]}.`,
    values: { counts, columns: [field], printed: [value.text], fromCounts: [calmNumber(value.fromCounts)], readings: [reading], agree, of },
  };
}

const ofN6 = { rule: ratioAndCounts.id, ruleVersion: ratioAndCounts.version } as const;
