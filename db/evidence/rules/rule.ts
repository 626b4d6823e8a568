// Owns what a rule is: a pure function from rows to findings, with an id, a version and the tables it reads. A row rule
// looks at one row; a group rule at the rows that share one of its keys. Rules never see the store, the clock or each
// other; they say what is not consistent as printed, never "error".
import type { ExtractedTrial } from '../../contract/evidence';
import type { Explanation, FindingConfidence, FindingMember, FindingSeverity, RuleId } from '../../contract/findings';
import type { Lifecycle, Values } from '../../contract/types';

/** A study as the rules see it beside the row that cites it. */
export interface CitedEvidence {
  readonly studyId: string; readonly number: number; readonly label: string; readonly title: string; readonly year: string;
  readonly doi: string; readonly pmid: string; readonly registryId: string; readonly lifecycle: Lifecycle;
}

/** A molecule that a factor or claim names: its printed form, its key for comparing, and the approved symbol where known. */
export interface Molecule { readonly printed: string; readonly key: string; readonly approved: string | null; readonly kind: string }

interface RowBase {
  readonly rowId: string; readonly ordinal: number; readonly rowName: string; readonly lifecycle: Lifecycle;
  /** Every cell as it stands; a missing cell is `{missing: reason}`. */
  readonly values: Values;
  readonly studies: readonly CitedEvidence[];
}
export interface FactorEvidence extends RowBase { readonly table: 'factors'; readonly molecules: readonly Molecule[] }
export interface TrialEvidence extends RowBase { readonly table: 'trials'; readonly extracted: ExtractedTrial }
/** A claim of its own: what a table row claims is not here, its row is. */
export interface ClaimEvidence extends RowBase { readonly table: 'claims'; readonly molecules: readonly Molecule[] }
export interface StudyEvidence extends RowBase { readonly table: 'studies' }
export interface GlossaryEvidence extends RowBase { readonly table: 'glossary' }
export type EvidenceRow = FactorEvidence | TrialEvidence | ClaimEvidence | StudyEvidence | GlossaryEvidence;
export type EvidenceTable = EvidenceRow['table'];
export type RowOf<Table extends EvidenceTable> = Extract<EvidenceRow, { readonly table: Table }>;

export interface RuleContext { readonly alpha: number }

export interface Found {
  /** The first member is where the finding is shown. A side says what a member claims ("Up"), '' where there are none. */
  readonly members: readonly FindingMember[];
  /** The stretch of the first member's cell that it is about, in UTF-16 units; null for the whole cell or row. */
  readonly span: { readonly field: string; readonly start: number; readonly end: number } | null;
  readonly quote: string;
  readonly severity: FindingSeverity;
  readonly confidence: FindingConfidence;
  /** What tells two findings of this rule on the same members apart, and stays when numbers change ("ORR", "comparison 2"); '' if nothing does. */
  readonly locus: string;
  /** The normalised inputs: when one of them changes, a dismissal lapses. */
  readonly inputs: readonly string[];
  readonly explanation: Explanation;
}

interface RuleBase {
  readonly id: RuleId;
  /** Rises when the rule's meaning changes; a new version alone resurrects nothing that was dismissed. */
  readonly version: number;
  /** The finding in one or two sentences, from its data alone. */
  readonly say: (explanation: Explanation) => string;
  /** The arithmetic, one line each. */
  readonly arithmetic: (explanation: Explanation) => readonly string[];
}
export interface RowRule<Table extends EvidenceTable> extends RuleBase {
  readonly kind: 'row';
  readonly table: Table;
  readonly check: (row: RowOf<Table>, context: RuleContext) => readonly Found[];
}
export interface GroupRule extends RuleBase {
  readonly kind: 'group';
  readonly tables: readonly EvidenceTable[];
  /** Rows are compared when they share a key; most rows have few. Withdrawn and excluded rows are not asked. */
  readonly keysOf: (row: EvidenceRow) => readonly string[];
  /** A key that fewer rows share is not asked about. 1 where nothing is said; 2 spares a rule that compares rows most of its keys. */
  readonly least?: number;
  /** The first so many rows of each table are enough for this rule. A key that thousands share then costs little, and no table crowds out another. */
  readonly mostOfTable?: number;
  /**
   * At most 200 rows with one key, in the order of tables and then of ordinals. Of more, glossary and studies come first, then factors, trials
   * and claims as printed.
   */
  readonly check: (rows: readonly EvidenceRow[], key: string, context: RuleContext) => readonly Found[];
}
export type Rule = { readonly [Table in EvidenceTable]: RowRule<Table> }[EvidenceTable] | GroupRule;

/** Active rows only: excluded and withdrawn ones leave the checks. */
export function isChecked(row: { readonly lifecycle: Lifecycle }): boolean {
  return row.lifecycle === 'active';
}
