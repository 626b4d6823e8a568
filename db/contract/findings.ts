// Owns the words and shapes of what the rules say: rules by id, a finding with its explanation as data, and its state.
// A finding never says "error"; it says what is printed, what follows, and what would fit. Readonly JSON, no behaviour.
import { z } from 'zod';
import type { ConflictKind } from './conflicts';

export const ruleIds = [
  'N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8', 'N9', 'F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7',
  'R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'D1', 'D2', 'D3', 'D4', 'X1', 'X2', 'X3', 'X4',
] as const;
export const RuleId = z.enum(ruleIds);
export type RuleId = z.infer<typeof RuleId>;

/** The kind of the conflict that a finding of this rule becomes. */
export const conflictKindOfRule: Readonly<Record<RuleId, ConflictKind>> = {
  N1: 'internal numeric', N2: 'internal numeric', N3: 'internal numeric', N4: 'internal numeric', N5: 'internal numeric', N6: 'internal numeric', N7: 'internal numeric', N8: 'internal numeric', N9: 'internal numeric',
  F1: 'opposite expression', F2: 'opposite expression', F3: 'polarity incoherent', F4: 'opposite function', F5: 'opposite mechanism', F6: 'opposite effect', F7: 'extraction discrepancy',
  R1: 'opposite effect', R2: 'significance discord', R3: 'other', R4: 'results vs conclusion', R5: 'results vs conclusion', R6: 'results vs conclusion',
  D1: 'duplicate study', D2: 'overlapping cohort', D3: 'duplicate study', D4: 'duplicate study',
  X1: 'reference problem', X2: 'terminology', X3: 'terminology', X4: 'extraction discrepancy',
};

/** What each rule is called in lists, switches and the command line. */
export const ruleTitles: Readonly<Record<RuleId, string>> = {
  N1: 'Interval and p value', N2: 'Shape of the interval', N3: 'Percentage and number', N4: 'Hidden denominator', N5: 'p value of a table', N6: 'Ratio and counts', N7: 'Totals', N8: 'Medians and orders', N9: 'Form of a p value',
  F1: 'Opposite expression', F2: 'Mutation and dosage', F3: 'Polarity of a row', F4: 'Opposite function', F5: 'Opposite mechanism', F6: 'Prognosis', F7: 'Direction missing',
  R1: 'Opposite results', R2: 'Significance', R3: 'Heterogeneity', R4: 'Effect and conclusion', R5: 'Conclusion and p value', R6: 'Wording and p value',
  D1: 'Same DOI or PMID', D2: 'Same registry or cohort', D3: 'Near-duplicate rows', D4: 'Preprint and final',
  X1: 'References', X2: 'Abbreviations', X3: 'Confusable symbol', X4: 'Table and narrative',
};

export const findingSeverities = ['info', 'minor', 'major', 'critical'] as const;
export const FindingSeverity = z.enum(findingSeverities);
export type FindingSeverity = z.infer<typeof FindingSeverity>;
export const findingConfidences = ['certain', 'probable', 'possible'] as const;
export const FindingConfidence = z.enum(findingConfidences);
export type FindingConfidence = z.infer<typeof FindingConfidence>;
/** reopened: dismissed before one of its inputs changed. adopted: a conflict was made of it. */
export const findingStates = ['open', 'reopened', 'dismissed', 'adopted'] as const;
export const FindingState = z.enum(findingStates);
export type FindingState = z.infer<typeof FindingState>;

/** How a finding's state reads: a dismissed duplicate is "not a duplicate". */
export function stateName(rule: RuleId, state: FindingState): string {
  return state === 'dismissed' && rule.startsWith('D') ? 'not a duplicate' : state;
}

/** One thing that was computed: a test, an interval, a transform. `low` = `high` for a single number; null where there is none. */
export const Quantity = z.strictObject({ name: z.string(), low: z.number().nullable(), high: z.number().nullable() });
export type Quantity = Readonly<z.infer<typeof Quantity>>;

/** The arithmetic as data. The rule that made it says it in words. */
export const Explanation = z.strictObject({
  /** What is printed: "34.9% vs 11.1%, P < 0.0001". */
  printed: z.string(),
  computed: z.array(Quantity).readonly(),
  /** What would be consistent: "35 of 51". */
  fits: z.array(z.string()).readonly(),
  /** The rule's own numbers and words, by name. */
  values: z.record(z.string(), z.json()),
});
export type Explanation = Readonly<Omit<z.infer<typeof Explanation>, 'computed' | 'fits' | 'values'>> & {
  readonly computed: readonly Quantity[]; readonly fits: readonly string[]; readonly values: Readonly<Record<string, z.infer<ReturnType<typeof z.json>>>>;
};

/** The tables whose rows the rules look at. */
export const checkedTables = ['factors', 'trials', 'claims', 'studies', 'glossary'] as const;
export type CheckedTable = (typeof checkedTables)[number];

export const FindingMember = z.strictObject({ table: z.enum(checkedTables), rowId: z.string(), field: z.string().nullable(), side: z.string() });
export type FindingMember = Readonly<z.infer<typeof FindingMember>>;

/** A member as a card names it: its row, and what its cell says now. */
export const FindingMemberInfo = FindingMember.extend({ ordinal: z.int(), rowName: z.string(), text: z.string() });
export type FindingMemberInfo = Readonly<z.infer<typeof FindingMemberInfo>>;

/** What is underlined in the cells of one row. */
export const RowMarks = z.strictObject({
  rowId: z.string(),
  /** Findings that wait for a curator. `field` is this row's; without a span the whole cell is meant. */
  findings: z.array(z.strictObject({ findingId: z.string(), rule: RuleId, severity: FindingSeverity, field: z.string().nullable(), span: z.strictObject({ start: z.int(), end: z.int() }).nullable() })),
  /** Results that were read from the row's cells. */
  results: z.array(z.strictObject({ resultId: z.string(), field: z.string(), start: z.int(), end: z.int(), state: z.enum(['current', 'stale']) })),
});
export type RowMarks = Readonly<z.infer<typeof RowMarks>>;

/** A finding as a card shows it. */
export const FindingInfo = z.strictObject({
  findingId: z.string(), rule: RuleId, ruleVersion: z.int(), severity: FindingSeverity, confidence: FindingConfidence, state: FindingState,
  table: z.enum(checkedTables), ordinal: z.int(), rowId: z.string(), rowName: z.string(), field: z.string().nullable(),
  span: z.strictObject({ start: z.int(), end: z.int() }).nullable(), quote: z.string(),
  /** The sentence; then the arithmetic, line by line; then what would fit. */
  message: z.string(), arithmetic: z.array(z.string()), fits: z.array(z.string()),
  explanation: Explanation, members: z.array(FindingMemberInfo),
  dismissedBecause: z.string().nullable(), conflictId: z.string().nullable(),
});
export type FindingInfo = Readonly<z.infer<typeof FindingInfo>>;

/** What is said of one row of a file that is a table of counts. */
export const CountsFinding = z.strictObject({
  rule: RuleId, ruleVersion: z.int(), severity: FindingSeverity, confidence: FindingConfidence,
  /** The number of the row, and the line of the file that it begins in. */
  ordinal: z.int(), line: z.int(), rowName: z.string(),
  /** The heading of the column, of the first one where several are meant. */
  field: z.string(), quote: z.string(), message: z.string(), fits: z.array(z.string()),
  values: z.record(z.string(), z.json()),
});
export const CountsReport = z.strictObject({
  rows: z.int(),
  /** How many printed values were compared with their counts, and the columns that they stand in. */
  values: z.int(), columns: z.array(z.string()),
  /** Cells that could not be compared; `field` null: the counts of the row. */
  unread: z.array(z.strictObject({ ordinal: z.int(), line: z.int(), field: z.string().nullable(), text: z.string() })),
  findings: z.array(CountsFinding),
});
export type CountsReport = z.infer<typeof CountsReport>;

export const CheckSettings = z.strictObject({ alpha: z.number().min(0.0001).max(0.5), off: z.array(RuleId) });
export type CheckSettings = Readonly<z.infer<typeof CheckSettings>>;
export const defaultCheckSettings: CheckSettings = { alpha: 0.05, off: [] };
