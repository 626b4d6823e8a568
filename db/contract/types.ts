// Owns the JSON shapes that cross the core's door: rows, documents, conflicts, history. Readonly, no behaviour.
import { z } from 'zod';
import { gridTables, journalTables } from './tableNames';
import { conflictDispositions, conflictKinds, conflictSeverities, conflictStatuses } from './conflicts';
import { findingSeverities, RuleId } from './findings';
import { CellValue, ConflictMember } from './values';

export const GridTableName = z.enum(gridTables);
export const JournalTableName = z.enum(journalTables);
export const TableName = z.enum([...journalTables, 'findings']);
export const Lifecycle = z.enum(['active', 'withdrawn', 'excluded']);
export type Lifecycle = z.infer<typeof Lifecycle>;

export const RowId = z.string().min(1).max(64);
export const FieldName = z.string().min(1).max(64);
export const Values = z.record(z.string(), CellValue);
export type Values = Readonly<Record<string, CellValue>>;
/** When, as ISO 8601 in UTC. */
export const UtcInstant = z.string();

export const CitedStudy = z.strictObject({ studyId: RowId, number: z.int(), label: z.string() });
export type CitedStudy = Readonly<z.infer<typeof CitedStudy>>;

/** A conflict as its badge on a member row shows it. */
export const RowFlag = z.strictObject({
  conflictId: RowId,
  title: z.string(),
  kind: z.enum(conflictKinds),
  severity: z.enum(conflictSeverities),
  status: z.enum(conflictStatuses),
  breakdown: z.string(),
  /** The cells of this row that are members; empty when the whole row is. */
  fields: z.array(z.string()),
});
export type RowFlag = Readonly<z.infer<typeof RowFlag>>;

/** The findings that a row is a member of and that wait for a curator, as its badge shows them. */
export const FindingBadge = z.strictObject({ count: z.int(), worst: z.enum(findingSeverities).nullable() });
export type FindingBadge = Readonly<z.infer<typeof FindingBadge>>;

export const GridRow = z.strictObject({
  id: RowId,
  /** Factors and trials: printed order. Studies: the reference number. */
  ordinal: z.int(),
  lifecycle: Lifecycle,
  version: z.int(),
  values: Values,
  /** The studies behind `values.references`, in order; empty for tables without references. */
  cites: z.array(CitedStudy),
  /** Conflicts that this row is a member of; closed ones included, open ones first. */
  flags: z.array(RowFlag),
  findings: FindingBadge,
  /** A private study, or a row that cites private studies alone. */
  isPrivate: z.boolean(),
  /** Notes on this row, its cells and their words; withdrawn ones left out. */
  notes: z.int(),
});
export type GridRow = Readonly<Omit<z.infer<typeof GridRow>, 'values' | 'cites' | 'flags' | 'findings'>> & {
  readonly values: Values; readonly cites: readonly CitedStudy[]; readonly flags: readonly RowFlag[]; readonly findings: FindingBadge;
};

export const UndoState = z.strictObject({
  /** What Undo would take back, as a sentence part ("edit Expression of CXCR7"); null when nothing. */
  undo: z.string().nullable(),
  redo: z.string().nullable(),
});
export type UndoState = Readonly<z.infer<typeof UndoState>>;

/** The open document where it is a release and not the document itself: which, and of what. */
export const OpenRelease = z.strictObject({ version: z.string(), madeAtUtc: UtcInstant, documentPath: z.string(), documentName: z.string() });
export type OpenRelease = Readonly<z.infer<typeof OpenRelease>>;

export const DocumentInfo = z.strictObject({
  documentId: z.string(),
  path: z.string(),
  /** File name without its folder. */
  name: z.string(),
  title: z.string(),
  schemaVersion: z.int(),
  isReadOnly: z.boolean(),
  /** Why the document can't be written, in one sentence. */
  readOnlyReason: z.string().nullable(),
  /** Sentences for the curator: a synchronised folder, a network share, a lock taken over. */
  warnings: z.array(z.string()),
  /** Rows that are not withdrawn; of findings, those that wait for a curator. */
  counts: z.strictObject({
    factors: z.int(), trials: z.int(), studies: z.int(), glossary: z.int(), claims: z.int(), results: z.int(), findings: z.int(), aliases: z.int(), openConflicts: z.int(), conflicts: z.int(), notes: z.int(), releases: z.int(),
  }),
  /** Rows that are still to be checked, in the background. */
  checksWaiting: z.int(),
  undoState: UndoState,
  release: OpenRelease.nullable(),
  /** Time of the last change set on disk. */
  savedAtUtc: UtcInstant.nullable(),
});
export type DocumentInfo = Readonly<z.infer<typeof DocumentInfo>>;

export const FilterOperator = z.enum(['contains', 'notContains', 'equals', 'notEqual', 'startsWith', 'endsWith', 'blank', 'notBlank', 'anyTerm']);
export const ColumnFilter = z.strictObject({
  /** A column key, or `flags` (rows with open conflicts; notBlank), or `findings` (rows with findings that wait; notBlank), or `notes` (rows with notes; notBlank), or `lifecycle` (anyTerm). */
  column: FieldName,
  operator: FilterOperator,
  text: z.string().max(1000).optional(),
  terms: z.array(z.string().max(1000)).max(500).optional(),
});
export type ColumnFilter = Readonly<z.infer<typeof ColumnFilter>>;
export const ColumnSort = z.strictObject({ column: FieldName, direction: z.enum(['asc', 'desc']) });
export type ColumnSort = Readonly<z.infer<typeof ColumnSort>>;

export const ViewQuery = z.strictObject({
  table: GridTableName,
  search: z.string().max(1000).default(''),
  filters: z.array(ColumnFilter).max(50).default([]),
  sort: z.array(ColumnSort).max(5).default([]),
  includeWithdrawn: z.boolean().default(false),
});
export type ViewQuery = Readonly<z.infer<typeof ViewQuery>>;

export const ViewBlock = z.strictObject({ viewId: z.string(), total: z.int(), start: z.int(), rows: z.array(GridRow) });
export type ViewBlock = Readonly<Omit<z.infer<typeof ViewBlock>, 'rows'>> & { readonly rows: readonly GridRow[] };

export const Facet = z.strictObject({ term: z.string(), count: z.int() });
export type Facet = Readonly<z.infer<typeof Facet>>;

export const RevisionInfo = z.strictObject({
  table: JournalTableName,
  rowId: RowId,
  /** How the row is called now or was called when removed. */
  rowName: z.string(),
  /** set: one field. add: the row came. remove: an addition was undone. */
  op: z.enum(['set', 'add', 'remove']),
  field: z.string(),
  heading: z.string(),
  before: CellValue,
  after: CellValue,
  why: z.string().nullable(),
});
export type RevisionInfo = Readonly<z.infer<typeof RevisionInfo>>;

export const ChangeSetKind = z.enum(['seed', 'edit', 'undo', 'redo', 'revert']);
export type ChangeSetKind = z.infer<typeof ChangeSetKind>;
export const ChangeSetInfo = z.strictObject({
  changeSetId: RowId,
  /** Position in the journal, from 1. */
  seq: z.int(),
  kind: ChangeSetKind,
  /** What it did, in the curator's words: "edit Expression of CXCR7". */
  label: z.string(),
  reason: z.string().nullable(),
  curator: z.string(),
  madeAtUtc: UtcInstant,
  /** All revisions of the change set, of which `revisions` holds at most the first 200 in scope. */
  revisionCount: z.int(),
  revisions: z.array(RevisionInfo),
});
export type ChangeSetInfo = Readonly<Omit<z.infer<typeof ChangeSetInfo>, 'revisions'>> & { readonly revisions: readonly RevisionInfo[] };

export const ConflictMemberInfo = ConflictMember.extend({
  rowName: z.string(),
  ordinal: z.int(),
  /** The cell's text now; the row's name when the whole row is the member. */
  text: z.string(),
  currentVersion: z.int(),
  isWithdrawn: z.boolean(),
});
export type ConflictMemberInfo = Readonly<z.infer<typeof ConflictMemberInfo>>;
export const ConflictInfo = z.strictObject({
  conflictId: RowId,
  ordinal: z.int(),
  title: z.string(),
  kind: z.enum(conflictKinds),
  severity: z.enum(conflictSeverities),
  status: z.enum(conflictStatuses),
  disposition: z.enum(conflictDispositions).nullable(),
  rationale: z.string(),
  verdictReason: z.string().nullable(),
  correctingChangeSetId: z.string().nullable(),
  breakdown: z.string(),
  version: z.int(),
  /** The rule that it came from, and its finding as long as that stands; null when a curator raised it by hand. */
  adoptedFrom: z.strictObject({ rule: RuleId.nullable(), findingId: RowId.nullable() }).nullable(),
  members: z.array(ConflictMemberInfo),
});
export type ConflictInfo = Readonly<Omit<z.infer<typeof ConflictInfo>, 'members'>> & { readonly members: readonly ConflictMemberInfo[] };

/** One claim behind the summary of a factor. */
export const SummaryClaim = z.strictObject({
  claimId: RowId,
  subject: z.string(), predicate: z.string(), object: z.string(), direction: z.string(), cancer: z.string(), model: z.string(), quote: z.string(),
  section: z.string(), origin: z.string(),
  cites: z.array(CitedStudy),
  /** Of another cancer than most of this file's claims: counted apart. */
  isOtherCancer: z.boolean(),
  /** The factor row that gives it; null for a claim of its own. */
  fromRow: z.strictObject({ rowId: RowId, ordinal: z.int(), rowName: z.string() }).nullable(),
});
export type SummaryClaim = Readonly<z.infer<typeof SummaryClaim>>;
/** What all claims of the file say of one molecule of a factor. */
export const MoleculeSummary = z.strictObject({
  printed: z.string(), approved: z.string().nullable(), kind: z.string(),
  /** "Up 1 · Down 1 · 2 in other cancers"; empty when nothing is said of its expression. */
  expression: z.string(),
  /** "Promotes 3 · Suppresses 1", of its effects. */
  effect: z.string(),
  claims: z.array(SummaryClaim),
});
export type MoleculeSummary = Readonly<z.infer<typeof MoleculeSummary>>;

export const PersonName = z.strictObject({ family: z.string().max(500), given: z.string().max(500) });
const statedText = z.string().max(30_000).nullable();
const furtherText = z.string().min(1).max(30_000).optional();
/** What references to books, chapters, reports, theses and web pages state beyond an article's, by CSL's names; a key that is absent was not stated. */
export const FurtherFields = z.strictObject({
  editor: z.array(PersonName).min(1).max(20_000).readonly().optional(),
  'container-title-short': furtherText, publisher: furtherText, 'publisher-place': furtherText, edition: furtherText, 'collection-title': furtherText, 'event-title': furtherText, 'event-place': furtherText,
  /** Of a report; of an article, the number that stands in place of pages. */
  number: furtherText,
  /** "PhD thesis". */
  genre: furtherText, URL: furtherText,
  /** "2021-03", "2021-03-05". */
  issued: furtherText, accessed: furtherText,
});
export type FurtherFields = Readonly<z.infer<typeof FurtherFields>>;
/** A study as a reference record states it; null where the record does not say. */
export const StudyFields = z.strictObject({
  title: statedText, authors: z.array(PersonName).max(20_000).readonly(), year: statedText, journal: statedText, volume: statedText, issue: statedText,
  pages: statedText, doi: statedText, pmid: statedText, registryId: statedText, abstract: z.string().max(200_000).nullable(), publicationType: z.string().max(100), further: FurtherFields.optional(),
});
export type StudyFields = Readonly<z.infer<typeof StudyFields>>;
/** `isSure`: it has the same identifier; else it looks like the same study, and a curator may know better. */
export const ExistingStudy = z.strictObject({ studyId: RowId, number: z.int(), label: z.string(), title: z.string(), because: z.string(), isSure: z.boolean() });
export type ExistingStudy = Readonly<z.infer<typeof ExistingStudy>>;
export const ReadReference = z.strictObject({
  fields: StudyFields,
  label: z.string(),
  raw: z.string(),
  line: z.int(),
  unknownTags: z.array(z.string()),
  /** The study of this file with the same DOI or PMID, or one that looks like it. */
  existing: ExistingStudy.nullable(),
});
export type ReadReference = Readonly<z.infer<typeof ReadReference>>;

export const VerifyCheck = z.strictObject({ name: z.string(), isOk: z.boolean(), detail: z.string() });
export const VerifyReport = z.strictObject({ path: z.string(), isOk: z.boolean(), checks: z.array(VerifyCheck) });
export type VerifyReport = Readonly<z.infer<typeof VerifyReport>>;
export const BackupInfo = z.strictObject({ path: z.string(), name: z.string(), madeAtUtc: UtcInstant, bytes: z.int(), isVerified: z.boolean() });
export type BackupInfo = Readonly<z.infer<typeof BackupInfo>>;
export const RecentDocument = z.strictObject({ path: z.string(), name: z.string(), title: z.string(), openedAtUtc: UtcInstant, isThere: z.boolean() });
export type RecentDocument = Readonly<z.infer<typeof RecentDocument>>;
