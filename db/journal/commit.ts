// Owns the way from an intention to the disk: one BEGIN IMMEDIATE transaction that builds the change set, adds its
// consequences, applies it, writes the journal and derives anew what follows from it; then, after the commit, the one event. Refuses a read-only file
// and a file that is no longer at its place.
import type { TableName } from '../contract/tableNames';
import { LacunaError } from '../contract/errors';
import type { LacunaEvent } from '../contract/events';
import type { UndoState } from '../contract/types';
import { membersOf } from '../contract/values';
import type { ReadHandle, WriteHandle } from '../store/handle';
import { readRow } from '../store/rows';
import { applyChangeSet, type Signature } from './applyChangeSet';
import type { ChangeSetDraft, Revision } from './changeSet';
import { consequencesOf } from './consequences';
import { createWriteProgress, type OnWritten } from './writeProgress';

export interface TouchedRows { readonly table: TableName; readonly rowIds: readonly string[]; readonly isStructural: boolean }
/** Brings up to date what follows from an applied change set, in its transaction; says which rows that touched. */
export type FollowUp = (handle: WriteHandle, revisions: readonly Revision[]) => readonly TouchedRows[];

export interface JournalContext {
  readonly handle: WriteHandle;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly curator: () => string;
  readonly emit: (event: LacunaEvent) => void;
  /** Throws when the file can't be written: read-only, vanished, replaced. */
  readonly requireWritable: () => void;
  readonly followUp: FollowUp;
  /** After the commit and its event. */
  readonly afterCommit: () => void;
}

export interface CommittedChange { readonly changeSetId: string; readonly label: string; readonly savedAtUtc: string; readonly undoState: UndoState }

type Build = (handle: ReadHandle) => ChangeSetDraft;

/** `build` reads what it needs and says what is to change; it runs inside the transaction. */
export function commit(context: JournalContext, build: Build, onWritten?: OnWritten): CommittedChange {
  context.requireWritable();
  const signature = signatureOf(context);
  const { draft, undoState, touched } = context.handle.transaction(() => apply(context, build, signature, onWritten));
  const change = { changeSetId: signature.id, label: draft.label, savedAtUtc: signature.madeAtUtc, undoState };
  context.emit({ type: 'committed', ...change, touched: announced(touched) });
  context.afterCommit();
  return change;
}

/** What `look` sees of a change that is taken back before anybody else could: the same way as `commit`, and nothing is written. */
export function rehearse<Seen>(context: JournalContext, build: Build, look: (handle: ReadHandle) => Seen): Seen {
  context.requireWritable();
  const seen: Seen[] = [];
  const takenBack = new Error('A rehearsal ends.');
  try {
    context.handle.transaction(() => {
      apply(context, build, signatureOf(context));
      seen.push(look(context.handle));
      throw takenBack;
    });
  } catch (thrown) {
    if (thrown !== takenBack) throw thrown;
  }
  return seen[0] as Seen;
}

function signatureOf({ newId, curator, now }: JournalContext): Signature {
  return { id: newId(), curator: curator(), madeAtUtc: now().toISOString() };
}

/** Within a transaction. */
function apply({ handle, newId, followUp }: JournalContext, build: Build, signature: Signature, onWritten?: OnWritten): { readonly draft: ChangeSetDraft; readonly undoState: UndoState; readonly touched: readonly TouchedRows[] } {
  const progress = onWritten === undefined ? null : createWriteProgress(onWritten);
  const built = build(handle);
  if (built.revisions.length === 0) throw new LacunaError('invalid-input', 'There is nothing to change: every value is already what you gave.');
  progress?.begin(built.revisions.length);
  progress?.end('built');
  const bringsMore = built.kind === 'edit' || built.kind === 'revert';
  const whole = bringsMore ? { ...built, revisions: [...built.revisions, ...consequencesOf(handle, built.revisions, newId)] } : built;
  const before = neighboursOf(handle, whole);
  const done = applyChangeSet(handle, whole, signature, progress);
  const followed = followUp(handle, whole.revisions);
  progress?.end('followed');
  return { draft: whole, undoState: undoStateAt(handle, done), touched: mergeTouched([...done.touched, ...followed], [...before, ...neighboursOf(handle, whole)]) };
}

const mostAnnounced = 1000;

/** As an event says it: no ids where there are too many. */
export function announced(touched: readonly TouchedRows[]) {
  return touched.map(({ table, rowIds, isStructural }) => ({ table, rowIds: rowIds.length > mostAnnounced ? null : [...rowIds], isStructural }));
}

export function undoStateAt(handle: ReadHandle, head: { readonly undoTop: number | null; readonly redoTop: number | null }): UndoState {
  const labelOf = (seq: number | null): string | null => (seq === null ? null : handle.get<{ label: string }>('SELECT label FROM change_set WHERE seq = ?', seq)?.label ?? null);
  return { undo: labelOf(head.undoTop), redo: labelOf(head.redoTop) };
}

/** Rows that show something of a changed row: members show their conflicts, citing rows the label of their study, rows how many notes they have. */
function neighboursOf(handle: ReadHandle, draft: ChangeSetDraft): readonly { readonly table: TableName; readonly rowId: string }[] {
  const found: { readonly table: TableName; readonly rowId: string }[] = [];
  const seen = new Set<string>();
  for (const { op, table, rowId } of draft.revisions) {
    // What cites a study that comes, comes with it.
    if (seen.has(rowId) || (table !== 'conflicts' && table !== 'notes' && (table !== 'studies' || op === 'add'))) continue;
    seen.add(rowId);
    if (table === 'studies') found.push(...handle.all<{ table: TableName; rowId: string }>('SELECT DISTINCT tableName AS "table", rowId FROM citation WHERE studyId = ? LIMIT 1001', rowId));
    else if (table === 'notes') found.push(...handle.all<{ table: TableName; rowId: string }>('SELECT tableName AS "table", rowId FROM note WHERE id = ?', rowId));
    else found.push(...membersOf(readRow(handle, 'conflicts', rowId)?.values['members']).map((member) => ({ table: member.table, rowId: member.rowId })));
  }
  return found;
}

function mergeTouched(touched: readonly TouchedRows[], neighbours: readonly { readonly table: TableName; readonly rowId: string }[]): readonly TouchedRows[] {
  const merged = new Map<TableName, { isStructural: boolean; readonly rowIds: Set<string> }>();
  for (const { table, rowIds, isStructural } of [...touched, ...neighbours.map(({ table, rowId }) => ({ table, rowIds: [rowId], isStructural: false }))]) {
    const entry = merged.get(table) ?? { isStructural: false, rowIds: new Set<string>() };
    for (const rowId of rowIds) entry.rowIds.add(rowId);
    entry.isStructural ||= isStructural;
    merged.set(table, entry);
  }
  return [...merged].map(([table, entry]) => ({ table, rowIds: [...entry.rowIds], isStructural: entry.isStructural }));
}
