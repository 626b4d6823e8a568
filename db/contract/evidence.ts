// Owns the shapes of what a trial's row says: printed numbers, arms, results with their spans, and the answer of the
// extractor. Readonly JSON, no behaviour beyond two questions about a value. A number always keeps its printed string:
// `5` is not `5.0`. Refuses to say more than the text does: what is not stated is null, what is not sure says so
// (`isArmCertain`, `otherArms`, `confidence`).
import { z } from 'zod';

/** A number as printed: `text` cuts exactly from the cell; `decimals` is the place of its last digit (2 of "0.05", 5 of "1.2e-4", −2 of "1.5e3"). */
export const PrintedNumber = z.strictObject({ text: z.string().min(1).max(80), value: z.number(), decimals: z.int().min(-400).max(400) });
export type PrintedNumber = Readonly<z.infer<typeof PrintedNumber>>;

/** A limit or median that has no number: not estimable (NE, NA, "not evaluable") or not reached (NR). */
export const OpenValue = z.strictObject({ text: z.string().min(1).max(80), open: z.enum(['NE', 'NR']) });
export type OpenValue = Readonly<z.infer<typeof OpenValue>>;
export const StatedValue = z.union([PrintedNumber, OpenValue]);
export type StatedValue = PrintedNumber | OpenValue;

/** The number of a stated value; null when it is open or absent. */
export function numberOf(value: StatedValue | null): PrintedNumber | null {
  return value !== null && 'value' in value ? value : null;
}

export const TrialField = z.enum(['studyType', 'treatment', 'population', 'patients', 'results', 'conclusions']);
export type TrialField = z.infer<typeof TrialField>;

/** A stretch of a cell's own text, in UTF-16 units: `text.slice(start, end)`. */
export const CellSpan = z.strictObject({ field: TrialField, start: z.int().min(0), end: z.int().min(0) });
export type CellSpan = Readonly<z.infer<typeof CellSpan>>;

/** A number of patients as printed ("1,023"), with its place. */
export const StatedCount = z.strictObject({ n: z.int().min(0), printedN: z.string(), span: CellSpan });
export type StatedCount = Readonly<Omit<z.infer<typeof StatedCount>, 'span'>> & { readonly span: CellSpan };

export const Arm = z.strictObject({
  /** As written in Treatment, without the abbreviation in brackets and without its own n. */
  label: z.string().max(30_000),
  labelSpan: CellSpan,
  /** Short names that the text gives the arm: "DI" of "Denosumab + ICIs (DI)". */
  aliases: z.array(z.string()).readonly(),
  n: z.int().min(0).nullable(),
  printedN: z.string().nullable(),
  nSpan: CellSpan.nullable(),
  /** Said by words such as placebo, control, conventional, alone; null when nothing says it. */
  role: z.enum(['experimental', 'control']).nullable(),
});
export type Arm = Readonly<Omit<z.infer<typeof Arm>, 'labelSpan' | 'nSpan'>> & { readonly labelSpan: CellSpan; readonly nSpan: CellSpan | null };

/** What an outcome is about. A survival rate at a time keeps the class of its outcome; its `flags.isSurvivalRate` and `timePoint` say the rest. */
export const outcomeClasses = [
  'ORR', 'CR', 'PR', 'SD', 'PD', 'DCR', 'OS', 'PFS', 'DFS', 'EFS', 'TTP', 'DOR', 'survival', 'mortality', 'local control', 'recurrence',
  'pain response', 'complete pain response', 'SRE', 'fracture', 'adverse events', 'function', 'quality of life', 'follow-up', 'other',
] as const;
export const OutcomeClass = z.enum(outcomeClasses);
export type OutcomeClass = z.infer<typeof OutcomeClass>;

/** RR takes risk, rate and prevalence ratios; `printedMeasure` keeps the paper's own word. A k of n without a percentage is a percentage too. */
export const measures = ['HR', 'RR', 'OR', 'percentage', 'median', 'mean', 'difference', 'p only'] as const;
export const Measure = z.enum(measures);
export type Measure = z.infer<typeof Measure>;

export const PValue = z.strictObject({
  /** NS: "not significant" without a number. */
  operator: z.enum(['<', '≤', '=', '≥', '>', '≈', 'NS']),
  value: PrintedNumber.nullable(),
  /** The test that is named beside it, where it changes what p can be compared with. */
  test: z.enum(['log-rank', 'likelihood ratio', 'Fisher', 'chi-squared', 'trend', 'interaction', 'heterogeneity', 'noninferiority']).nullable(),
  sides: z.union([z.literal(1), z.literal(2)]).nullable(),
  /** From the letter p to the end of its number. */
  span: CellSpan,
});
export type PValue = Readonly<Omit<z.infer<typeof PValue>, 'span'>> & { readonly span: CellSpan };

export const TimePoint = z.strictObject({ text: z.string(), value: z.number(), unit: z.enum(['hours', 'days', 'weeks', 'months', 'years']) });
export type TimePoint = Readonly<z.infer<typeof TimePoint>>;

/** What the rules' exemptions ask. Each is true only where words beside the numbers, or Type of study, say so. */
export const ResultFlags = z.strictObject({
  /** Estimated from time-to-event data (Kaplan–Meier, actuarial, cumulative incidence, "5-year OS"): no k of n stands behind it. */
  isSurvivalRate: z.boolean(),
  isAdjusted: z.boolean(),
  isMatched: z.boolean(),
  isWeighted: z.boolean(),
  isStratified: z.boolean(),
  isOneSided: z.boolean(),
  /** p of a log-rank or likelihood-ratio test. */
  isLogRank: z.boolean(),
  /** Of a part of the patients ("among responders", "in patients with EGFR mutation"): no arm's n is its denominator. */
  isSubgroup: z.boolean(),
  /** "about 40%", "> 50%", "up to": not to be taken to its last digit. */
  isApproximate: z.boolean(),
  /** A change ("reduced by 30%"), not a share of patients. */
  isChange: z.boolean(),
  /** The compared values are the same patients before and after. */
  isBeforeAfter: z.boolean(),
});
export type ResultFlags = Readonly<z.infer<typeof ResultFlags>>;

/** One statistic. */
export const TrialResult = z.strictObject({
  /** As written; empty when the text names none. */
  outcome: z.string().max(30_000),
  outcomeSpan: CellSpan.nullable(),
  outcomeClass: OutcomeClass,
  measure: Measure,
  /** "aHR", "risk ratio", "mOS": the word as printed; null when none is. */
  printedMeasure: z.string().nullable(),
  /**
   * Indexes into `arms`. Percentage, median, mean: the arm, or all the arms taken together. HR, RR, OR, difference, p only: the arms
   * compared, the one that the effect is of first. Empty: groups that are not this trial's arms, or nothing is known.
   */
  arms: z.array(z.int().min(0)).readonly(),
  /** Other pairings that the text allows as well. The i-th of each result of one comparison belong together. */
  otherArms: z.array(z.array(z.int().min(0)).readonly()).readonly(),
  isArmCertain: z.boolean(),
  /** The group beside the value as written ("untreated patients"), arm or not. */
  group: z.string().nullable(),
  estimate: StatedValue.nullable(),
  lower: StatedValue.nullable(),
  upper: StatedValue.nullable(),
  intervalKind: z.enum(['confidence', 'credible', 'range', 'interquartile']).nullable(),
  /** 0.95 of a "95% CI"; null when the interval states none. */
  level: z.number().min(0).max(1).nullable(),
  spread: PrintedNumber.nullable(),
  spreadKind: z.enum(['SD', 'SE']).nullable(),
  /** Equal (with the same span) on all results of one comparison. */
  p: PValue.nullable(),
  k: PrintedNumber.nullable(),
  n: PrintedNumber.nullable(),
  /** Where n is printed: with the value ("40/114", "35% of 114"), with the group ("(n = 114)"), or once for the sentence ("Of 51 evaluable patients, …"). */
  nOrigin: z.enum(['value', 'group', 'sentence']).nullable(),
  percentage: PrintedNumber.nullable(),
  unit: z.string().nullable(),
  timePoint: TimePoint.nullable(),
  /** What a percentage counts. */
  counted: z.enum(['patients', 'lesions', 'cycles', 'person-years', 'events', 'other']).nullable(),
  flags: ResultFlags,
  /** Results with the same number stand against each other and share one p; null when a result stands alone. */
  comparison: z.int().min(0).nullable(),
  /** The statistic itself, from its first to its last number (a p of its own has its own span). */
  span: CellSpan,
  /** The sentence around it. */
  sentence: CellSpan,
  confidence: z.enum(['certain', 'probable', 'possible']),
});
type InferredResult = z.infer<typeof TrialResult>;
export type TrialResult = Readonly<Omit<InferredResult, 'p' | 'flags' | 'span' | 'sentence' | 'outcomeSpan' | 'timePoint'>> & {
  readonly p: PValue | null; readonly flags: ResultFlags; readonly span: CellSpan; readonly sentence: CellSpan;
  readonly outcomeSpan: CellSpan | null; readonly timePoint: TimePoint | null;
};

export const EvaluableCount = StatedCount.extend({
  /** The arm whose evaluable patients these are; null for all. */
  arm: z.int().min(0).nullable(),
});
export type EvaluableCount = StatedCount & { readonly arm: number | null };

/** The cells of a trial that the extractor reads; '' where a cell is empty or missing. */
export interface TrialCells {
  readonly studyType: string;
  readonly treatment: string;
  readonly population: string;
  readonly patients: string;
  readonly results: string;
  readonly conclusions: string;
}

export const ExtractedTrial = z.strictObject({
  arms: z.array(Arm).readonly(),
  /** How many arms Treatment names; 0 when it is empty. */
  treatmentArms: z.int().min(0),
  /** How many groups No. of patients counts, a total aside; 1 when it states one number for all, 0 when it states none. */
  patientGroups: z.int().min(0),
  /** The number stated for all ("53" of "53 (27 vs 26)", or the only one). */
  total: StatedCount.nullable(),
  evaluable: z.array(EvaluableCount).readonly(),
  results: z.array(TrialResult).readonly(),
});
export interface ExtractedTrial {
  readonly arms: readonly Arm[];
  readonly treatmentArms: number;
  readonly patientGroups: number;
  readonly total: StatedCount | null;
  readonly evaluable: readonly EvaluableCount[];
  readonly results: readonly TrialResult[];
}

/** A result as it stands in the Results table, with what it was read from. */
export const PlacedResult = TrialResult.extend({
  resultId: z.string(),
  origin: z.enum(['parsed', 'curator']),
  state: z.enum(['current', 'stale']),
  lifecycle: z.enum(['active', 'withdrawn', 'excluded']),
});
export type PlacedResult = TrialResult & { readonly resultId: string; readonly origin: 'parsed' | 'curator'; readonly state: 'current' | 'stale'; readonly lifecycle: 'active' | 'withdrawn' | 'excluded' };

/** What a trial's row says, for the underlines in its cells and the inspector. Spans point into the cells as they stand. */
export const TrialEvidenceInfo = z.strictObject({
  arms: z.array(Arm), treatmentArms: z.int(), patientGroups: z.int(), total: StatedCount.nullable(), evaluable: z.array(EvaluableCount),
  /** In reading order. A curator's result is here while its words are found in its cell, stale or not. */
  results: z.array(PlacedResult),
});
export type TrialEvidenceInfo = Readonly<z.infer<typeof TrialEvidenceInfo>>;
