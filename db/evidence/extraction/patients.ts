// Owns the numbers in a No. of patients cell: "32 vs 22", "53 (27 vs 26)", "114/115", "n = 41", "1,023", "53 (51 evaluable)".
// Refuses percentages, lesions, ages and decimals as numbers of patients, and never adds up what the cell does not.
import type { Layout } from './layout';
import { tokenAt } from './tokens';
import { countedBy, isOtherUnit, timeUnitOf } from './words';

export interface PatientCount {
  readonly at: number;
  readonly n: number;
  /** Tokens around it up to the neighbouring counts, where a group's name may stand. */
  readonly from: number;
  readonly to: number;
}

export interface PatientNumbers {
  readonly total: PatientCount | null;
  readonly groups: readonly PatientCount[];
  /** The evaluable ones of a group (its index) or of all (null). */
  readonly evaluable: readonly { readonly count: PatientCount; readonly group: number | null }[];
}

const evaluableWords = new Set(['evaluable', 'assessable', 'analysed', 'analyzed', 'evaluated', 'assessed', 'measurable']);
const totalWords = new Set(['total', 'overall', 'all', 'altogether', 'enrolled', 'randomised', 'randomized', 'included']);

interface Candidate extends PatientCount {
  readonly isEvaluable: boolean;
  readonly isTotal: boolean;
  readonly bracket: number;
}

/** `arms`: how many Treatment names; it decides only what "114/115" means. */
export function patientNumbers(layout: Layout, arms: number): PatientNumbers {
  const candidates = candidatesOf(layout);
  const plain = candidates.filter((candidate) => !candidate.isEvaluable);
  const total = totalOf(layout, plain);
  const groups = plain.filter((candidate) => candidate !== total);
  if (arms === 1 && total === null && groups.length === 2 && isFraction(layout, groups)) return fraction(groups);
  const isLone = groups.length === 1 && total === null;
  const kept = isLone || (total !== null && groups.length === 1) ? [] : groups;
  const evaluable = candidates.filter((candidate) => candidate.isEvaluable).map((count) => ({ count, group: kept.length > 1 ? groupBefore(kept, count) : null }));
  return { total: isLone ? groups[0] ?? null : total, groups: kept.length > 0 ? kept : [], evaluable };
}

function candidatesOf(layout: Layout): readonly Candidate[] {
  const { tokens, bracket } = layout;
  const places = tokens.flatMap((_token, at) => (isPatientCount(layout, at) ? [at] : []));
  return places.map((at, index) => {
    const from = index === 0 ? 0 : (places[index - 1] ?? 0) + 1;
    const to = places[index + 1] ?? tokens.length;
    const around = (start: number, end: number, words: ReadonlySet<string>): boolean => tokens.slice(Math.max(start, at - 4), Math.min(end, at + 5)).some((token) => words.has(token.text));
    const isTotal = around(from, at, totalWords) || (tokenAt(tokens, at - 2).raw === 'N' && index === 0 && places.length > 2);
    return { at, n: tokenAt(tokens, at).number?.value ?? 0, from, to, isEvaluable: around(at, to, evaluableWords) || around(Math.max(from, at - 2), at, evaluableWords), isTotal, bracket: bracket[at] ?? -1 };
  });
}

function isPatientCount(layout: Layout, at: number): boolean {
  const { tokens } = layout;
  const token = tokenAt(tokens, at);
  if (token.number === null || !Number.isInteger(token.number.value) || token.number.decimals > 0 || token.number.value > 1e9) return false;
  const next = tokenAt(tokens, at + 1);
  const before = tokenAt(tokens, at - 1);
  if (next.text === '%' || timeUnitOf(next) !== null || isOtherUnit(next) || ['gy', 'fx', 'fractions', 'mg', 'arms', 'centers', 'centres'].includes(next.text)) return false;
  if (next.text === '-' && !next.isSpaced && tokenAt(tokens, at + 2).kind === 'word') return false;
  if (before.text === '-' && !before.isSpaced && tokenAt(tokens, at - 2).kind === 'word' && !token.isSpaced) return false;
  if (['<', '>', '≤', '≥', '±'].includes(before.text)) return false;
  if (['group', 'arm', 'cohort', 'phase', 'grade', 'stage'].includes(before.text) && token.number.value <= 10) return false;
  for (let ahead = at + 1; ahead <= at + 3; ahead += 1) {
    const word = tokenAt(tokens, ahead);
    if (word.kind !== 'word') break;
    const counted = countedBy(word.text);
    if (counted === 'patients') return true;
    if (counted !== null) return false;
  }
  return true;
}

// A number before brackets that hold the groups; one that is called total; or one that the others add up to.
function totalOf(layout: Layout, counts: readonly Candidate[]): Candidate | null {
  if (counts.length < 2) return null;
  const named = counts.filter((count) => count.isTotal);
  if (named.length === 1 && counts.length > 1) return named[0] ?? null;
  const [first] = counts;
  const last = counts.at(-1);
  const outside = counts.filter((count) => count.bracket < 0);
  if (counts.length > 2 && outside.length === 1) return outside[0] ?? null;
  const sum = (of: readonly Candidate[]): number => of.reduce((total, count) => total + count.n, 0);
  if (counts.length > 2 && first !== undefined && sum(counts.slice(1)) === first.n) return first;
  if (counts.length > 2 && last !== undefined && sum(counts.slice(0, -1)) === last.n && last.bracket >= 0) return last;
  return null;
}

function isFraction(layout: Layout, groups: readonly Candidate[]): boolean {
  const [first, second] = groups;
  return first !== undefined && second !== undefined && second.at === first.at + 2 && tokenAt(layout.tokens, first.at + 1).text === '/' && first.n <= second.n;
}

function fraction(groups: readonly Candidate[]): PatientNumbers {
  const [evaluated, all] = groups;
  if (evaluated === undefined || all === undefined) return { total: null, groups: [], evaluable: [] };
  return { total: all, groups: [], evaluable: [{ count: evaluated, group: null }] };
}

function groupBefore(groups: readonly PatientCount[], count: PatientCount): number | null {
  const index = groups.findLastIndex((group) => group.at < count.at);
  return index < 0 ? null : index;
}
