// Owns the arithmetic of rule N5: the p values that counts can have, by every usual test, against the printed one. Of several
// feasible tables the most lenient counts. Refuses p values that no plain table can give: adjusted, matched, weighted,
// stratified, log-rank.
import { decisionOfP, pInterval, type Decision, type PrintedP } from '../printedP';
import { isCountedArm, type CountedArm } from '../statistics/counts';
import { areDisjoint, spanOf, type Interval } from '../statistics/interval';
import { countTables, freemanHaltonP, mostExactTables, rByTwoPValues } from '../statistics/rByTwo';
import { twoByTwoPValues, waldOfRatio, type TestedP } from '../statistics/twoByTwo';
import { notChecked, type Checked } from './checked';
import { mostTables, type CountsTable, type FeasibleTables } from './feasibleTables';

export type PExemption = 'adjusted' | 'matched' | 'weighted' | 'stratified' | 'log-rank';

export interface CountsWithP {
  readonly feasible: FeasibleTables;
  readonly p: PrintedP;
  readonly exempt: PExemption | null;
  /** Ratios printed beside the counts: the p may be theirs. */
  readonly ratios?: readonly ('RR' | 'OR')[];
  /** How many tables of three arms and more may be enumerated for the exact test. */
  readonly mostExact?: number;
}

export interface CountsAgainstP {
  /** The table that comes nearest. */
  readonly table: CountsTable;
  readonly tablesTried: number;
  readonly tests: readonly TestedP[];
  readonly fromCounts: Interval;
  /** `fromCounts` with the tolerance: from min/1.15 to max·1.15. */
  readonly granted: Interval;
  readonly printed: Interval;
  /** How many times off the nearest ends are, without tolerance; 1 where they meet, at most 1e12. */
  readonly factor: number;
  readonly decisions: { readonly counts: Decision; readonly p: Decision };
}

export const pTolerance = 1.15;
const majorFactor = 10;
const mostFactor = 1e12;

export function checkCountsAgainstP({ feasible, p, exempt, ratios = [], mostExact = mostExactTables }: CountsWithP, alpha: number): Checked<CountsAgainstP> {
  if (exempt !== null) return notChecked('exempt');
  const printed = pInterval(p, alpha);
  const { tables, isWhole } = feasible;
  if (printed === null || tables.length === 0 || !tables.every((table) => table.length >= 2 && table.every(isCountedArm))) return notChecked('not understood');
  if (tables.length > mostTables) return notChecked('too many possibilities');

  const weigh = (table: CountsTable, tests: readonly TestedP[]): CountsAgainstP | null => {
    const fromCounts = spanOf(tests.map((tested) => tested.p));
    return fromCounts === null ? null : shownOf(table, tables.length, tests, fromCounts, printed, p, alpha);
  };
  if (!isWhole) return wholeRange(tables, ratios, weigh);
  let nearest: CountsAgainstP | null = null;
  let hasExactLeftOut = false;
  let budget = mostExact;
  for (const table of tables) {
    let shown = weigh(table, quickPValues(table, ratios));
    if (table.length > 2 && (shown === null || !isConsistent(shown))) {
      budget -= countTables(table);
      const exact = budget < 0 ? null : freemanHaltonP(table);
      if (exact === null) hasExactLeftOut ||= isSparse(table);
      else shown = weigh(table, [...(shown?.tests ?? []), { test: 'Freeman–Halton', p: exact }]);
    }
    if (shown === null) continue;
    if (isConsistent(shown)) return { verdict: 'consistent', shown };
    if (nearest === null || isMilder(shown, nearest)) nearest = shown;
  }
  // Without the exact test a table with few expected events is not accused.
  if (nearest === null || hasExactLeftOut) return notChecked('too many possibilities');
  return { verdict: 'not consistent', severity: severityOf(nearest), shown: nearest };
}

/** Tests that take no long enumeration: all of two arms. */
function quickPValues(table: CountsTable, ratios: readonly ('RR' | 'OR')[]): readonly TestedP[] {
  const [first, second] = table;
  if (table.length === 2 && first !== undefined && second !== undefined) return [...twoByTwoPValues(first, second), ...ratios.flatMap((ratio) => waldOfRatio(ratio, first, second) ?? [])];
  return rByTwoPValues(table, 'without enumeration');
}

/** Between outermost tables every p is feasible. */
function wholeRange(tables: readonly CountsTable[], ratios: readonly ('RR' | 'OR')[], weigh: (table: CountsTable, tests: readonly TestedP[]) => CountsAgainstP | null): Checked<CountsAgainstP> {
  const tests = tables.flatMap((table) => quickPValues(table, ratios));
  const shown = weigh(tables.at(-1) ?? [], tests);
  if (shown === null) return notChecked('not understood');
  return isConsistent(shown) ? { verdict: 'consistent', shown } : { verdict: 'not consistent', severity: severityOf(shown), shown };
}

function shownOf(table: CountsTable, tablesTried: number, tests: readonly TestedP[], fromCounts: Interval, printed: Interval, p: PrintedP, alpha: number): CountsAgainstP {
  const granted = { lower: fromCounts.lower / pTolerance, upper: Math.min(1, fromCounts.upper * pTolerance) };
  const off = Math.max(1, fromCounts.lower / printed.upper, printed.lower / fromCounts.upper);
  const decisions = { counts: decisionOfInterval(fromCounts, alpha), p: decisionOfP(p, alpha) };
  return { table, tablesTried, tests, fromCounts, granted, printed, factor: Math.min(mostFactor, off), decisions };
}

function isConsistent({ granted, printed }: CountsAgainstP): boolean {
  return !areDisjoint(granted, printed);
}

function decisionOfInterval({ lower, upper }: Interval, alpha: number): Decision {
  if (upper <= alpha) return 'significant';
  return lower > alpha ? 'not significant' : 'borderline';
}

function severityOf({ factor, decisions }: CountsAgainstP): 'minor' | 'major' {
  const isSeparated = decisions.counts !== 'borderline' && decisions.p !== 'borderline' && decisions.counts !== decisions.p;
  return isSeparated || factor >= majorFactor ? 'major' : 'minor';
}

function isMilder(left: CountsAgainstP, right: CountsAgainstP): boolean {
  const [ofLeft, ofRight] = [severityOf(left), severityOf(right)];
  return ofLeft === ofRight ? left.factor < right.factor : ofLeft === 'minor';
}

/** Some cell expects fewer than five patients, where the approximations of chi-square are not trusted. */
function isSparse(table: readonly CountedArm[]): boolean {
  const events = table.reduce((sum, { k }) => sum + k, 0);
  const all = table.reduce((sum, { n }) => sum + n, 0);
  return table.some(({ n }) => (n * Math.min(events, all - events)) / all < 5);
}
