// Owns the JSON shapes of releases and of the comparison of two states: which rows came, went or changed, each field in
// print before and after, word by word, and the revisions that made it. Readonly; the words of each kind of change.
import { z } from 'zod';
import { isPrintable } from './printableText';
import { JournalTableName, Lifecycle, RowId, UtcInstant } from './types';
import { DiffPart } from './wordDiff';

/** Words by which the command line and the screens name the states that are no release. */
export const reservedVersions = ['now', 'beginning'] as const;

/** As a curator names it: "1.2", "Submitted", "Draft 2/3": a name and no path. Trimmed, one line, in the composed form of its letters, so that it can be found again. */
export const Version = z.string().max(1000).transform((text) => text.normalize('NFC').trim()).pipe(
  z.string().min(1, 'Give the version a name, for example 1.0.').max(60, 'A version has at most 60 characters.')
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'A version is one line.')
    .refine(isPrintable, 'A version has no control characters, and none that turn the direction of writing. Remove them.')
    .refine((text) => !reservedVersions.some((word) => word === text.toLowerCase()), 'That word names a state that is no release. Choose another version.'),
);

export const ReleaseInfo = z.strictObject({
  releaseId: RowId,
  version: z.string(),
  note: z.string().nullable(),
  curator: z.string(),
  madeAtUtc: UtcInstant,
  /** The last change set that is in it: a place in the journal, from 1. */
  seq: z.int(),
  /** The journal's hash at that place. */
  chainHash: z.string(),
  /** SHA-256 over the evidence rows in canonical order: the same for the same rows in every copy of the document. */
  contentHash: z.string(),
  openConflicts: z.int(),
  /** Findings that waited for a curator. */
  waitingFindings: z.int(),
  /** Change sets made after it. */
  changesSince: z.int(),
});
export type ReleaseInfo = Readonly<z.infer<typeof ReleaseInfo>>;

/** beginning: the document as it was made, before a curator changed anything. */
export const StateRef = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('release'), version: z.string().min(1).max(1000) }),
  z.strictObject({ kind: z.literal('now') }),
  z.strictObject({ kind: z.literal('beginning') }),
]);
export type StateRef = Readonly<z.infer<typeof StateRef>>;

export const ComparedState = z.strictObject({
  state: StateRef,
  /** "release 1.2", "now", "the beginning". */
  name: z.string(),
  seq: z.int(),
  /** When its last change was made; null when there was none. */
  atUtc: UtcInstant.nullable(),
});
export type ComparedState = Readonly<z.infer<typeof ComparedState>>;

/** added, removed: not there on one side. removed: the row's addition was undone. settled, reopened: of conflicts. */
export const changeKinds = ['added', 'removed', 'withdrawn', 'excluded', 'restored', 'settled', 'reopened', 'changed'] as const;
export const ChangeKind = z.enum(changeKinds);
export type ChangeKind = z.infer<typeof ChangeKind>;

/** Who, when and why: a revision behind a changed field. */
export const RevisionMark = z.strictObject({ changeSetId: RowId, seq: z.int(), label: z.string(), curator: z.string(), madeAtUtc: UtcInstant, why: z.string().nullable() });
export type RevisionMark = Readonly<z.infer<typeof RevisionMark>>;

export const ChangedField = z.strictObject({
  /** A column's key, or `ordinal`, or `lifecycle`. `csl`: what a study's reference says beyond its columns. */
  field: z.string(),
  heading: z.string(),
  /** As printed in each state: references as their numbers there. Empty where the row is not there. */
  before: z.string(),
  after: z.string(),
  words: z.array(DiffPart),
  /** In the order of the journal; the last 50. */
  revisions: z.array(RevisionMark),
});
export type ChangedField = Readonly<Omit<z.infer<typeof ChangedField>, 'words' | 'revisions'>> & { readonly words: readonly DiffPart[]; readonly revisions: readonly RevisionMark[] };

export const ChangedRow = z.strictObject({
  table: JournalTableName,
  rowId: RowId,
  kind: ChangeKind,
  /** Null where the row is not there. */
  before: Lifecycle.nullable(),
  after: Lifecycle.nullable(),
  /** Number and name in the later state of the two in which it is there. */
  ordinal: z.int(),
  rowName: z.string(),
  fields: z.array(ChangedField),
});
export type ChangedRow = Readonly<Omit<z.infer<typeof ChangedRow>, 'fields'>> & { readonly fields: readonly ChangedField[] };

export const Comparison = z.strictObject({
  from: ComparedState,
  to: ComparedState,
  /** Over all rows, whatever is asked to be shown. */
  counts: z.array(z.strictObject({ table: JournalTableName, kind: ChangeKind, rows: z.int() })),
  curators: z.array(z.string()),
  /** Rows that fit the question, of which `rows` holds a block, by table and number. */
  total: z.int(),
  start: z.int(),
  rows: z.array(ChangedRow),
});
export type Comparison = Readonly<Omit<z.infer<typeof Comparison>, 'rows'>> & { readonly rows: readonly ChangedRow[] };
