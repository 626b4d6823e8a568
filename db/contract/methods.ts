// Owns every method of the core, once: its name, whether it writes, and the schemas of its input and output.
// Refuses anything that is not JSON. Hosts add their own few methods in hostMethods.ts.
import { z } from 'zod';
import { gridTables } from './tableNames';
import { conflictDispositions, conflictKinds, conflictSeverities, conflictStatuses } from './conflicts';
import { TrialEvidenceInfo } from './evidence';
import { CheckSettings, checkedTables, CountsReport, FindingInfo, FindingSeverity, FindingState, RowMarks, RuleId } from './findings';
import { customTables, customTypes } from './tableNames';
import { CountedColumn } from './customColumns';
import { ExportChoices, exportFormats, ExportPreset, ExportPreview, exportSubjects, exportTables, PresetName, TrackedChanges } from './exports';
import { duplicateChoices, ImportCounts, ImportSource, ImportSourceReport, plannedKinds, PlannedRowInfo, referenceFormats } from './imports';
import { MergeMoves } from './merging';
import { NoteCounts, NoteInfo, noteStates } from './notes';
import { ListedReference, listFormats, listLanguages, NumberingWord, studyFormats, StyleId, StyleInfo } from './references';
import { Comparison, ReleaseInfo, StateRef, Version } from './releases';
import { sharings } from './sharing';
import {
  BackupInfo, ChangeSetInfo, ConflictInfo, DocumentInfo, Facet, FieldName, GridRow, GridTableName, JournalTableName, Lifecycle, MoleculeSummary, ReadReference,
  RecentDocument, RowId, StudyFields, TableName, UndoState, Values, VerifyReport, ViewBlock, ViewQuery,
} from './types';
import { CellValue, maxCellLength } from './values';

/** No file system takes the character NUL in a name. */
const path = z.string().min(1).max(4096).regex(/^[^\0]+$/u, 'A path has no NUL character.');
const reason = z.string().max(5000).nullable().default(null);
const requiredReason = z.string().trim().min(1, 'Give a reason.').max(5000);
const nothing = z.strictObject({});
const columnHeading = z.string().trim().min(1, 'Give the column a heading.').max(100, 'A heading has up to 100 characters.');
const columnDescription = z.string().trim().max(2000, 'What a column holds is said in up to 2,000 characters.');

function read<In extends z.ZodType, Out extends z.ZodType>(input: In, output: Out) {
  return { access: 'read', input, output } as const;
}
function write<In extends z.ZodType, Out extends z.ZodType>(input: In, output: Out) {
  return { access: 'write', input, output } as const;
}

/** What every committed change answers. */
export const Committed = z.strictObject({ changeSetId: RowId, label: z.string(), savedAtUtc: z.string(), undoState: UndoState });

/** How a reference list is made. */
const ReferenceListChoice = z.strictObject({ style: z.string().max(300), numbering: NumberingWord, language: z.enum(listLanguages).nullable(), scope: z.enum(['all', 'cited']) });

const CellEdit = z.strictObject({ rowId: RowId, field: FieldName, before: CellValue, after: CellValue });
const RowAdd = z.strictObject({ values: Values });

/** A study, and what it is used for: nothing yet, a new row that cites it, or a further citation of a row. */
const StudyAddition = {
  study: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('existing'), studyId: RowId }),
    z.strictObject({
      kind: z.literal('new'), fields: StudyFields, label: z.string().max(500).nullable().default(null), raw: z.string().max(1_000_000).nullable().default(null),
      /** Add it although a study of this file looks like it. One with the same DOI or PMID is never doubled. */
      evenIfAlike: z.boolean().default(false),
      isPrivate: z.boolean().default(false),
    }),
  ]),
  use: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('row'), table: z.enum(['factors', 'trials', 'claims']), values: Values }),
    z.strictObject({ kind: z.literal('citation'), table: z.enum(['factors', 'trials']), rowId: RowId }),
  ]),
};

const TwoStates = {
  from: StateRef, to: StateRef,
  tables: z.array(JournalTableName).max(20).nullable().default(null),
  curator: z.string().max(200).nullable().default(null),
};

export const methods = {
  // The document
  getDocument: read(nothing, DocumentInfo.nullable()),
  /** A new document, opened. Without a path it goes to the user's own data folder under `name`. */
  createDocument: write(z.strictObject({ path: path.optional(), name: z.string().max(200).optional(), content: z.enum(['review', 'empty']), replace: z.boolean().default(false) }), DocumentInfo),
  /** `path` absent: the built-in review in the user's own data folder, made at first. */
  openDocument: write(z.strictObject({ path: path.optional(), access: z.enum(['write', 'read']).default('write') }), DocumentInfo),
  closeDocument: write(nothing, z.null()),
  /** A whole copy through SQLite's backup API, checked before it takes its name. */
  saveCopy: read(z.strictObject({ path, replace: z.boolean().default(true) }), z.strictObject({ path, bytes: z.int() })),
  verifyDocument: read(z.strictObject({ path: path.optional() }), VerifyReport),
  backUpDocument: read(nothing, BackupInfo),
  /** The verified backups of a document, newest first; for a damaged file by its path. */
  listBackups: read(z.strictObject({ path: path.optional() }), z.array(BackupInfo)),
  /** Sets the damaged file aside (never overwritten), puts the backup in its place and opens it. */
  restoreBackup: write(z.strictObject({ path, backupPath: path }), z.strictObject({ document: DocumentInfo, setAsidePath: z.string().nullable() })),
  listRecentDocuments: read(nothing, z.array(RecentDocument)),
  getPreferences: read(nothing, z.strictObject({ curator: z.string(), isCuratorChosen: z.boolean(), hasSeenWelcome: z.boolean(), /** As the reference list was last made; null: never. */ referenceList: ReferenceListChoice.nullable() })),
  setPreferences: write(z.strictObject({ curator: z.string().trim().min(1).max(200).optional(), hasSeenWelcome: z.boolean().optional(), referenceList: ReferenceListChoice.optional() }), z.null()),
  /** How a table's grid is laid out (columns, widths, sorting, filters): kept in the file, opaque to the core. */
  getLayout: read(z.strictObject({ table: GridTableName }), z.strictObject({ layout: z.json().nullable() })),
  saveLayout: write(z.strictObject({ table: GridTableName, layout: z.json() }), z.null()),

  // Rows
  openView: read(ViewQuery.extend({ start: z.int().min(0).default(0), end: z.int().min(0).max(100_000).default(100) }), ViewBlock),
  readView: read(z.strictObject({ viewId: z.string(), start: z.int().min(0), end: z.int().min(0) }), ViewBlock),
  /** Rows by id in the order asked for; ids that are not there are left out. */
  getRows: read(z.strictObject({ table: GridTableName, rowIds: z.array(RowId).max(1000) }), z.array(GridRow)),
  /** Where a row stands in a view (0-based); null when it is not in it. */
  findInView: read(z.strictObject({ viewId: z.string(), rowId: RowId }), z.strictObject({ index: z.int().nullable() })),
  /** The terms of a column with their counts, most frequent first; for a vocabulary column unused terms too (0). */
  listFacets: read(z.strictObject({ table: GridTableName, column: FieldName }), z.array(Facet)),
  /** Studies for a references editor, by number, label, title, DOI or PMID. */
  findStudies: read(z.strictObject({ text: z.string().max(1000), limit: z.int().min(1).max(100).default(20) }), z.array(z.strictObject({ studyId: RowId, number: z.int(), label: z.string(), title: z.string() }))),
  /** A few rows of each table that have the words, for a search over everything. */
  findRows: read(z.strictObject({ text: z.string().max(1000), tables: z.array(GridTableName).min(1).max(8), limitPerTable: z.int().min(1).max(50).default(5) }), z.array(z.strictObject({ table: GridTableName, row: GridRow }))),
  /** The rows that cite a study. */
  listCitingRows: read(z.strictObject({ studyId: RowId }), z.array(z.strictObject({ table: GridTableName, rowId: RowId, ordinal: z.int(), rowName: z.string() }))),

  // Changes: each is one change set, durable when the reply comes
  /** Edits and additions of one table as one step (typing, pasting, filling, clearing). A new result names its trial in `trialId`. */
  editRows: write(z.strictObject({ table: GridTableName, edits: z.array(CellEdit).max(200_000).default([]), adds: z.array(RowAdd).max(100_000).default([]), reason, intention: z.enum(['edit', 'paste', 'fill', 'clear', 'cut', 'add']).default('edit') }), Committed.extend({ addedRowIds: z.array(RowId) })),
  /** What editRows would refuse, without writing: for paste previews. Indexes point into `edits` and `adds`. */
  checkRows: read(z.strictObject({ table: GridTableName, edits: z.array(CellEdit).max(200_000).default([]), adds: z.array(RowAdd).max(100_000).default([]) }), z.array(z.strictObject({ kind: z.enum(['edit', 'add']), index: z.int(), field: z.string(), message: z.string() }))),
  /**
   * The rows of a table file, whose headings name columns (claims: also CIViC's evidence items), as one change
   * set. With a cell that can't stand in its column none of them; with `unfit` "leave out" such cells, or the rows that need them, are left out.
   */
  importRows: write(z.strictObject({ table: z.enum(['factors', 'trials', 'claims']), path, unfit: z.enum(['refuse', 'leave out']).default('refuse') }), Committed.extend({
    rows: z.int(), studiesAdded: z.int(), unknownHeadings: z.array(z.string()), leftOut: z.array(z.strictObject({ line: z.int(), field: z.string(), message: z.string() })),
  })),
  /**
   * What an import would do with each row of its sources, without writing: a block of the rows in their order, of some kinds if wanted.
   * A source with problems gives no rows; the others are judged in order, each against the document and the sources before it.
   */
  previewImport: read(z.strictObject({
    sources: z.array(ImportSource).min(1).max(50), onDuplicate: z.enum(duplicateChoices).default('skip'),
    kinds: z.array(z.enum(plannedKinds)).nullable().default(null), start: z.int().min(0).default(0), end: z.int().min(0).default(0),
  }), z.strictObject({ sources: z.array(ImportSourceReport), total: ImportCounts, rows: z.array(PlannedRowInfo), rowCount: z.int() })),
  /** Writes the rows of one source that an import refuses, as they came, with their lines and the reasons: CSV that can be mended and imported. */
  saveRefused: read(z.strictObject({ sources: z.array(ImportSource).min(1).max(50), onDuplicate: z.enum(duplicateChoices).default('skip'), source: z.int().min(0), path }), z.strictObject({ path, rows: z.int(), bytes: z.int() })),
  /** Imports what previewImport says, as one change set; refused rows and those left out stay out. `committed` is null when there was nothing to write. */
  importTables: write(z.strictObject({
    sources: z.array(ImportSource).min(1).max(50), onDuplicate: z.enum(duplicateChoices).default('skip'),
    leaveOut: z.array(z.strictObject({ source: z.int().min(0), line: z.int().min(0) })).max(1_000_000).default([]), reason,
  }), z.strictObject({ committed: Committed.nullable(), sources: z.array(ImportSourceReport), total: ImportCounts, rows: z.int(), studiesAdded: z.int() })),
  /** Of studies. Private ones, and what cites them alone, leave the document only in an export that says so. */
  setSharing: write(z.strictObject({ rowIds: z.array(RowId).min(1).max(100_000), sharing: z.enum(sharings), reason }), Committed),
  /** Withdraw, exclude or restore (active). Notes are withdrawn and restored. */
  setLifecycle: write(z.strictObject({ table: z.enum([...gridTables, 'notes']), rowIds: z.array(RowId).min(1).max(100_000), lifecycle: Lifecycle, reason }), Committed),
  /** What a merge of two rows would move to the one that stays; refuses rows that can't be merged. */
  previewMerge: read(z.strictObject({ table: GridTableName, staysId: RowId, goesId: RowId }), MergeMoves),
  /**
   * Makes two rows of a table one: `stays` takes `values` (fields that are not named stay as they are), what points to `goes` points to it,
   * and `goes` is withdrawn. The versions are those that the curator compared.
   */
  mergeRows: write(z.strictObject({
    table: GridTableName, stays: z.strictObject({ rowId: RowId, version: z.int() }), goes: z.strictObject({ rowId: RowId, version: z.int() }), values: Values, reason,
  }), Committed.extend({ moves: MergeMoves })),
  // A lab's own columns
  /** In the order in which they came, withdrawn ones too. `countsCells` looks at every row. */
  listCustomColumns: read(z.strictObject({ table: z.enum(customTables).nullable().default(null), countsCells: z.boolean().default(false) }), z.array(CountedColumn)),
  /** `key`: of its cells in the rows of the table, for editRows, filters and exports. */
  addCustomColumn: write(z.strictObject({ table: z.enum(customTables), heading: columnHeading, type: z.enum(customTypes), sharing: z.enum(sharings).default('private'), description: columnDescription.default(''), reason }), Committed.extend({ columnId: RowId, key: FieldName })),
  /** What is not named stays as it is. Refuses a type that a cell would break. */
  editCustomColumn: write(z.strictObject({ columnId: RowId, heading: columnHeading.optional(), type: z.enum(customTypes).optional(), sharing: z.enum(sharings).optional(), description: columnDescription.optional(), reason }), Committed),
  /** Withdraw or restore (active). Its cells stay either way. */
  setCustomColumnLifecycle: write(z.strictObject({ columnId: RowId, lifecycle: z.enum(['active', 'withdrawn']), reason }), Committed),

  undo: write(nothing, Committed),
  redo: write(nothing, Committed),
  /** Takes back one earlier change set, if nothing later depends on it. */
  revertChangeSet: write(z.strictObject({ changeSetId: RowId, reason: requiredReason }), Committed),
  /** Newest first; pass the last `seq` of a page as `beforeSeq` for the next. */
  listHistory: read(z.strictObject({
    scope: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('file') }),
      z.strictObject({ kind: z.literal('row'), table: TableName, rowId: RowId }),
      z.strictObject({ kind: z.literal('cell'), table: TableName, rowId: RowId, field: FieldName }),
      z.strictObject({ kind: z.literal('changeSet'), changeSetId: RowId }),
    ]),
    curator: z.string().max(200).optional(),
    fromUtc: z.string().max(40).optional(),
    toUtc: z.string().max(40).optional(),
    beforeSeq: z.int().optional(),
    limit: z.int().min(1).max(200).default(50),
  }), z.strictObject({ changeSets: z.array(ChangeSetInfo), hasMore: z.boolean(), curators: z.array(z.string()) })),

  // Adding studies
  /** Reads pasted text, or the bytes of a file, in any format of references (`referenceFormats`, or a table of studies), and says which studies are in the file already. Writes nothing. */
  readReferences: read(z.union([z.strictObject({ text: z.string().max(20_000_000) }), z.strictObject({ base64: z.string().max(27_000_000).regex(/^[\w+/=]*$/u, 'Bytes come as base64.') })]), z.strictObject({
    format: z.enum([...referenceFormats, 'table']),
    /** null where no bytes were decoded. */
    encoding: z.string().nullable(),
    references: z.array(ReadReference), problems: z.array(z.strictObject({ line: z.int(), message: z.string() })),
  })),
  addStudy: write(z.strictObject({ ...StudyAddition, reason }), Committed.extend({ studyId: RowId, rowId: RowId.nullable() })),
  /** What the file would say of an addition, without writing it: the findings that it would bring, what it agrees with, what a trial is read as. */
  previewStudy: read(z.strictObject(StudyAddition), z.strictObject({ rowId: RowId.nullable(), findings: z.array(FindingInfo), molecules: z.array(MoleculeSummary), evidence: TrialEvidenceInfo.nullable() })),

  // Conflicts
  flagConflict: write(z.strictObject({
    title: z.string().trim().max(300).default(''),
    kind: z.enum(conflictKinds), severity: z.enum(conflictSeverities), rationale: requiredReason,
    members: z.array(z.strictObject({ table: GridTableName, rowId: RowId, field: FieldName.nullable(), side: z.string().trim().max(200) })).min(1).max(200),
  }), Committed.extend({ conflictId: RowId })),
  /** Moves a conflict along its life cycle; closing needs a disposition and a reason, reopening a reason. */
  setConflictStatus: write(z.strictObject({
    conflictId: RowId, status: z.enum(conflictStatuses), disposition: z.enum(conflictDispositions).nullable().default(null), reason: z.string().trim().max(5000).default(''),
    correctingChangeSetId: RowId.nullable().default(null),
  }), Committed),
  /** Changes title, kind, severity, rationale or members of a conflict. */
  editConflict: write(z.strictObject({
    conflictId: RowId, title: z.string().trim().min(1).max(300).optional(), kind: z.enum(conflictKinds).optional(), severity: z.enum(conflictSeverities).optional(),
    rationale: requiredReason.optional(),
    members: z.array(z.strictObject({ table: GridTableName, rowId: RowId, field: FieldName.nullable(), side: z.string().trim().max(200) })).min(1).max(200).optional(),
  }), Committed),
  listConflicts: read(z.strictObject({ statuses: z.array(z.enum(conflictStatuses)).optional(), table: GridTableName.optional(), rowId: RowId.optional() }), z.array(ConflictInfo)),

  // Notes
  /** On a row, a cell, or a stretch of a cell's text that reads as `quote` from `start` on, in UTF-16 code units. */
  addNote: write(z.strictObject({
    table: GridTableName, rowId: RowId, field: FieldName.nullable().default(null), span: z.strictObject({ start: z.int().min(0), quote: z.string().min(1).max(maxCellLength) }).nullable().default(null),
    text: z.string().trim(), sharing: z.enum(sharings).default('private'),
  }), Committed.extend({ noteId: RowId })),
  /** `before`: the text as it was read. */
  editNote: write(z.strictObject({ noteId: RowId, text: z.strictObject({ before: z.string(), after: z.string().trim() }).optional(), sharing: z.enum(sharings).optional() }), Committed),
  /** In the order of what they are about: of one row, or of the document by table, words, sharing and state. */
  listNotes: read(z.strictObject({
    table: GridTableName.optional(), rowId: RowId.optional(), search: z.string().max(1000).default(''), sharing: z.enum(sharings).optional(), state: z.enum(noteStates).optional(),
    isWithdrawn: z.boolean().default(false), start: z.int().min(0).default(0), limit: z.int().min(0).max(1000).default(200),
  }), z.strictObject({ notes: z.array(NoteInfo), total: z.int(), counts: NoteCounts })),

  // Evidence
  /** What a trial's cells were read as: arms, numbers of patients, results with their spans. */
  getTrialEvidence: read(z.strictObject({ rowId: RowId }), TrialEvidenceInfo),
  /** What the file's claims say of each molecule of a factor, or of a claim. */
  getFactorSummary: read(z.strictObject({ table: z.enum(['factors', 'claims']).default('factors'), rowId: RowId }), z.strictObject({ molecules: z.array(MoleculeSummary) })),

  // Checks
  /** Findings in the order of their rows; with `rowId` those that the row is any member of. */
  listFindings: read(z.strictObject({
    table: z.enum(checkedTables).optional(), rowId: RowId.optional(), findingIds: z.array(RowId).max(1000).optional(),
    rules: z.array(RuleId).optional(), severities: z.array(FindingSeverity).optional(), states: z.array(FindingState).optional(),
    start: z.int().min(0).default(0), limit: z.int().min(1).max(1000).default(200),
  }), z.strictObject({ findings: z.array(FindingInfo), total: z.int() })),
  /** What is underlined in the cells of these rows; rows without any mark are left out. */
  listMarks: read(z.strictObject({ table: GridTableName, rowIds: z.array(RowId).max(500) }), z.array(RowMarks)),
  /**
   * The finding that waits next to a place, in the order of listFindings. From a finding: the one after or before it. From a row: the first
   * at or after it, or the last before it. From null: the first or the last. null when there is none on that side. `position` counts from 1.
   */
  stepFinding: read(z.strictObject({
    from: z.union([z.strictObject({ findingId: RowId }), z.strictObject({ table: z.enum(checkedTables), rowId: RowId })]).nullable(), direction: z.enum(['next', 'previous']),
  }), z.strictObject({ finding: FindingInfo.nullable(), position: z.int(), total: z.int() })),
  /** Open and reopened findings only; others of the list are left as they are and counted as skipped. */
  dismissFindings: write(z.strictObject({ findingIds: z.array(RowId).min(1).max(10_000), reason: requiredReason }), Committed.extend({ dismissed: z.int(), skipped: z.int() })),
  /** Takes the dismissals of these findings back, as a change of its own. */
  restoreFindings: write(z.strictObject({ findingIds: z.array(RowId).min(1).max(10_000), reason }), Committed.extend({ restored: z.int(), skipped: z.int() })),
  /** A conflict of each finding that is not adopted yet, with its members, bound to their versions. */
  adoptFindings: write(z.strictObject({ findingIds: z.array(RowId).min(1).max(1000), reason }), Committed.extend({ conflictIds: z.array(RowId), skipped: z.int() })),
  getCheckSettings: read(nothing, CheckSettings.extend({ waiting: z.int() })),
  /** Kept in the file. What has to be checked anew is checked in the background. */
  setCheckSettings: write(CheckSettings, z.strictObject({ waiting: z.int() })),
  /** Checks every row anew, with progress; cancelled, it goes on when the file is opened the next time. */
  checkDocument: write(nothing, z.strictObject({ rows: z.int(), findings: z.int() })),
  /** A file that is a table of counts, checked as it is, without a document; null of any other CSV or TSV file. */
  checkCounts: read(z.strictObject({ path }), CountsReport.nullable()),

  // Releases
  /** Freezes the state as it is under a version, once everything is checked. It is never changed or deleted; no evidence row is written. */
  makeRelease: write(z.strictObject({ version: Version, note: z.string().trim().max(5000).nullable().default(null) }), ReleaseInfo),
  /** Newest first, with a version for the next one. */
  listReleases: read(nothing, z.strictObject({ releases: z.array(ReleaseInfo), suggestedVersion: z.string() })),
  /** Opens a release in place of the document, for reading only: rebuilt from the document, and proved to be what was frozen. */
  openRelease: write(z.strictObject({ version: z.string().min(1).max(1000) }), DocumentInfo),
  /** What differs between two states: net, so that what was undone is no change. Rows of some tables, or with a hand of one curator, if wanted. */
  compareStates: read(z.strictObject({ ...TwoStates, /** A comparison that is to leave the document says no. */ includePrivate: z.boolean().default(true), start: z.int().min(0).default(0), limit: z.int().min(0).max(500).default(100) }), Comparison),
  /** The same as a change list: one row a changed field. Written like an export. */
  exportComparison: read(z.strictObject({ ...TwoStates, includePrivate: z.boolean().default(false), format: z.enum(exportFormats), path }), z.strictObject({ path, rows: z.int(), bytes: z.int() })),

  // Export
  /**
   * Writes to a temporary file beside `path` and renames it when whole; an earlier file at `path` survives any failure. Beside it
   * lies its manifest: what was exported of which state, and how; and of CSV and TSV the description of a data package. `preset` names the preset that the choices came from.
   */
  exportTable: read(ExportChoices.extend({
    /**
     * RIS, BibTeX and CSL-JSON are of studies alone, and have no columns to choose. The document: its tables in one file, as CSV and
     * TSV in a .zip with a data package; columns, widths, rows, title and page are each table's own.
     */
    table: z.enum(exportSubjects), format: z.enum([...exportFormats, ...studyFormats]), path,
    /** Rows as a view shows them, instead of those chosen by `rows`. */
    viewId: z.string().nullable().default(null),
    preset: PresetName.nullable().default(null),
    /** A .csl file that is used instead of `style`, and not kept. */
    stylePath: path.nullable().default(null),
    /** For docx: the version of a release since which the changes are tracked, with the same choices on both sides. Rows that are rows of a table only. */
    since: z.string().min(1).max(1000).nullable().default(null),
    /** With `since`: the version of a later release up to which they are tracked; null: up to now. */
    until: z.string().min(1).max(1000).nullable().default(null),
  }), z.strictObject({
    path, manifestPath: path, /** What a CSV or TSV file holds, for programs; null of other formats. */ packagePath: path.nullable(), rows: z.int(), bytes: z.int(),
    /** Sentences on what the file lacks, with nothing of what is private but how much it is; the manifest has the same. */ leftOut: z.array(z.string()),
    /** Of formats that print notes: abbreviations that the file uses and the glossary does not have. */ undefinedAbbreviations: z.array(z.string()),
    /** Of studies as references: how many were left out, because only their number is known. */ numberOnly: z.int().optional(), tracked: TrackedChanges.optional(),
    /** Of the document: which tables it has in the file, and those that have no rows and were left out. */
    tables: z.array(z.strictObject({ table: z.enum(exportTables), rows: z.int() })).optional(), empty: z.array(z.enum(exportTables)).optional(),
  })),
  /** The table as it would print, its first rows, and what will be missing; of a format, where one is named, also what that has no place for. */
  previewExport: read(ExportChoices.extend({ table: z.enum(exportSubjects), format: z.enum(exportFormats).nullable().default(null), viewId: z.string().nullable().default(null) }), ExportPreview),
  listPresets: read(nothing, z.array(ExportPreset)),
  /** Kept in the document. With a view its rows are those that the view asks for, then and later. One of the same name takes its place. */
  savePreset: write(ExportPreset.extend({ viewId: z.string().nullable().default(null) }), ExportPreset),
  removePreset: write(z.strictObject({ name: PresetName }), z.null()),

  // Reference lists
  /** The citation styles at hand: those on board, then those that the curator added. */
  listStyles: read(nothing, z.array(StyleInfo)),
  /** Keeps a .csl file in the user's own data folder, once it was read and tried. One with the id of a style that was added before takes its place. */
  addStyle: write(z.strictObject({ path }), StyleInfo),
  removeStyle: write(z.strictObject({ styleId: StyleId }), z.null()),
  /**
   * The studies as a reference list in a citation style: a block of it, or, with `path`, the whole of it as a file. `unknown` counts
   * studies of which the title is not known; `changes` is the old → new list in the order of the list; `problems` are studies without a number, and why.
   */
  formatReferences: read(z.strictObject({
    /** Id, title or another name of a style; `stylePath`, where given, is a .csl file that is used instead, and not kept. */
    style: z.string().min(1).max(300).default('nlm-citation-sequence'), stylePath: path.nullable().default(null),
    /** null: as the style has it, the review's numbers or author and year. */
    numbering: NumberingWord.nullable().default('original'),
    /** null: the style's own language. */
    language: z.enum(listLanguages).nullable().default(null),
    /** All active studies, or those that the printed rows of Table 1 and Table 2 cite. */
    scope: z.enum(['all', 'cited']).default('all'),
    /** Whether private studies are in the list, which then leave the document with it. */
    includePrivate: z.boolean().default(false),
    format: z.enum(listFormats).default('text'), path: path.nullable().default(null), start: z.int().min(0).default(0), end: z.int().min(0).max(1_000_000).default(50),
  }), z.strictObject({
    style: StyleInfo, numbering: NumberingWord, total: z.int(), unknown: z.int(), /** Left out, because they are. */ privateStudies: z.int(), entries: z.array(ListedReference),
    changes: z.array(z.strictObject({ studyId: RowId, before: z.string(), after: z.string() })),
    problems: z.array(z.strictObject({ studyId: RowId, before: z.string(), message: z.string() })),
    path: path.nullable(), bytes: z.int().nullable(),
  })),
} as const satisfies Record<string, { readonly access: 'read' | 'write'; readonly input: z.ZodType; readonly output: z.ZodType }>;

export type MethodName = keyof typeof methods;
/** What a caller passes (defaults may be left out). */
export type Input<Name extends MethodName> = z.input<(typeof methods)[Name]['input']>;
/** What a handler receives (defaults filled in). */
export type ParsedInput<Name extends MethodName> = z.output<(typeof methods)[Name]['input']>;
export type Output<Name extends MethodName> = z.output<(typeof methods)[Name]['output']>;

export const methodNames = Object.keys(methods) as readonly MethodName[];
