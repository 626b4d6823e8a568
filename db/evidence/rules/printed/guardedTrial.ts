// Owns what a sentence says against pairing its values with the trial's arms: other groups ("between men and women"), the
// same patients twice (McNemar, before and after), other units ("Of 202 lesions"), plans ("80% power to detect"). Refuses
// to read numbers: it only makes results less sure than they were read, never surer. Looks at 600 letters of a sentence.
import type { ExtractedTrial, TrialResult } from '../../../contract/evidence';
import { cellText } from '../../../contract/values';
import type { TrialEvidence } from '../rule';
import { comparisonsOf, type Comparison } from './readings';

const mostOfSentence = 600;

const betweenOthers = /\b(?:between|among)\s+(?!(?:the\s+|these\s+|both\s+|all\s+)?(?:two|three|four|both|treatment|study|2|3|4)?\s*(?:treatment\s+|study\s+|patient\s+)?(?:groups?|arms?|cohorts?|treatments?|patients|them)\b)/iu;
const otherGroups = /\b(?:men|women|males?|females?|non-?\s?responders?|mutants?|mutated|mutations?|wild[-\s]?type|smokers?|younger|older|elderly|carriers?|subgroups?|subsets?|strata|quartiles?|tertiles?)\b|\bpositive\b[^.;]{0,80}\bnegative\b|\b(?:vs\.?|versus|and|than|or)\s+(?:(?:those|patients|cases)\s+)?(?:without\b|[<>≥≤]\s?\d)/iu;
const samePatients = /\bMcNemar|\bpaired\b|\bWilcoxon signed|\bbefore\b[^;]{0,120}\bafter\b|\bbaseline\b|\bpre-?(?:treatment|operative|op|RT)\b|\bpreoperative/iu;
const otherUnits = /^\W*(?:of|among|in|for|from)\s+(?:the\s+|these\s+|all\s+|a\s+total\s+of\s+)?[\d,]{1,9}\s+(?:\p{L}+\s+){0,2}(?:lesions?|metastas[ei]s|tumou?rs?|levels?|vertebrae|vertebral bodies|segments?|nodules?|sites?|cycles?|procedures?|courses?|hips?|knees?|eyes?|teeth|implants?|screws?|samples?|biops(?:y|ies)|fields?|targets?|specimens?|events?|visits?|injections?)\b/iu;
const plans = /\bpower\b|\bsample size\b|\bto detect\b|\bhypothes|\bmargin\b|\bassum/iu;

/** A trial as these rules read it. */
export interface ReadTrial extends ExtractedTrial {
  readonly comparisons: readonly Comparison[];
  /** The comparison that a result belongs to. */
  readonly comparisonOf: ReadonlyMap<TrialResult, Comparison>;
}

const known = new WeakMap<TrialEvidence, ReadTrial>();

/** All rules are asked about one row after the other: it is read once. */
export function readTrial(row: TrialEvidence): ReadTrial {
  const before = known.get(row);
  if (before !== undefined) return before;
  const trial = guardedTrial(row);
  const comparisons = comparisonsOf(trial);
  const read = { ...trial, comparisons, comparisonOf: new Map(comparisons.flatMap((comparison) => comparison.results.map((result) => [result, comparison]))) };
  known.set(row, read);
  return read;
}

/** The trial, with what its sentences say against a result taken into account. */
function guardedTrial({ extracted, values }: TrialEvidence): ExtractedTrial {
  const results = extracted.results.map((result) => guarded(result, cellText(values[result.sentence.field]).slice(result.sentence.start, Math.min(result.sentence.end, result.sentence.start + mostOfSentence))));
  return results.every((result, at) => result === extracted.results[at]) ? extracted : { ...extracted, results };
}

function guarded(result: TrialResult, sentence: string): TrialResult {
  if (result.measure !== 'percentage') return result;
  if (result.counted === null && otherUnits.test(sentence)) return { ...result, counted: 'lesions' };
  if (result.n === null && plans.test(sentence)) return { ...result, flags: { ...result.flags, isApproximate: true } };
  if (result.isArmCertain) return result;
  if (samePatients.test(sentence)) return { ...result, flags: { ...result.flags, isBeforeAfter: true } };
  return betweenOthers.test(sentence) || otherGroups.test(sentence) ? { ...result, arms: [], otherArms: [], group: result.group ?? 'other groups' } : result;
}
