// Owns the only code that writes evidence rows: it checks every `before`, writes rows, search words and the journal
// in the caller's transaction, and keeps the undo and redo stacks as links between change sets, so that both survive
// a restart and cost the same at any length of history. Refuses a stale `before`; nothing is caught in here.
// A row that follows from others is in no journal: adding a row under its id takes its place.
import { tables } from '../contract/columns';
import type { JournalTable } from '../contract/tableNames';
import { LacunaError } from '../contract/errors';
import type { ChangeSetKind, Lifecycle } from '../contract/types';
import { cellText, sameValue, type CellValue } from '../contract/values';
import { columnsIn } from './customColumns';
import type { ReadHandle, WriteHandle } from '../store/handle';
import { deleteRow, insertRow, isDerived, readRow, readRows, updateRow, type StoredRow } from '../store/rows';
import { indexRow, isSearched } from '../store/searchIndex';
import { firstHash, startLink, type ChainedRevision } from './chain';
import { rowNameOf, type ChangeSetDraft, type FieldValue, type Revision } from './changeSet';
import type { WriteProgress } from './writeProgress';

export interface Signature { readonly id: string; readonly curator: string; readonly madeAtUtc: string }
export interface Touched { readonly table: JournalTable; readonly rowIds: readonly string[]; readonly isStructural: boolean }
export interface AppliedChangeSet { readonly seq: number; readonly undoTop: number | null; readonly redoTop: number | null; readonly touched: readonly Touched[] }

export interface JournalHead { readonly seq: number; readonly hash: string; readonly undoTop: number | null; readonly redoTop: number | null }

export function readHead(handle: ReadHandle): JournalHead {
  return handle.get<JournalHead>('SELECT seq, hash, undoTop, redoTop FROM change_set ORDER BY seq DESC LIMIT 1') ?? { seq: 0, hash: firstHash, undoTop: null, redoTop: null };
}

interface WorkingRow { row: StoredRow | null; readonly stored: StoredRow | null; listsChanged: boolean }

export function applyChangeSet(handle: WriteHandle, draft: ChangeSetDraft, signature: Signature, progress: WriteProgress | null = null): AppliedChangeSet {
  const working = loadRows(handle, draft.revisions);
  const structural = new Set<JournalTable>();
  for (const revision of draft.revisions) {
    applyRevision(handle, revision, working, structural);
    progress?.step('applied');
  }
  const touched = writeRows(handle, draft.revisions, working, progress);
  const head = readHead(handle);
  const stacks = stacksAfter(draft.kind, head, (seq) => handle.get<{ below: number | null }>('SELECT below FROM change_set WHERE seq = ?', seq)?.below ?? null);
  writeJournal(handle, head, draft, signature, stacks, progress);
  return {
    seq: head.seq + 1, undoTop: stacks.undoTop, redoTop: stacks.redoTop,
    touched: [...touched].map(([table, rowIds]) => ({ table, rowIds: [...rowIds], isStructural: structural.has(table) })),
  };
}

const keyOf = (table: JournalTable, rowId: string): string => `${table}/${rowId}`;

function loadRows(handle: WriteHandle, revisions: readonly Revision[]): Map<string, WorkingRow> {
  const idsByTable = new Map<JournalTable, Set<string>>();
  for (const revision of revisions) {
    const ids = idsByTable.get(revision.table) ?? new Set<string>();
    ids.add(revision.rowId);
    idsByTable.set(revision.table, ids);
  }
  const working = new Map<string, WorkingRow>();
  for (const [table, ids] of idsByTable) {
    const found = new Map(readRows(handle, table, [...ids]).map((row) => [row.id, row]));
    for (const id of ids) {
      const stored = found.get(id) ?? null;
      working.set(keyOf(table, id), { row: stored, stored, listsChanged: false });
    }
  }
  return working;
}

function applyRevision(handle: ReadHandle, revision: Revision, working: Map<string, WorkingRow>, structural: Set<JournalTable>): void {
  const { table, rowId } = revision;
  const entry = working.get(keyOf(table, rowId));
  if (entry === undefined) throw new Error(`Row ${rowId} was not loaded.`);
  if (revision.op === 'add') {
    if (entry.row !== null && !isDerived(table, entry.row.values)) throw new LacunaError('later-change-depends', `The ${tables[table].rowName} “${rowNameOf(table, entry.row)}” is already there.`);
    entry.row = { num: entry.stored?.num ?? 0, id: rowId, version: 1, ...revision.after };
    entry.listsChanged = true;
    structural.add(table);
    return;
  }
  const row = entry.row;
  if (row === null || isDerived(table, row.values)) throw new LacunaError('not-found', `That ${tables[table].rowName} is not in this file any more. Refresh the table and try again.`, { table, rowId });
  if (revision.op === 'remove') {
    entry.row = null;
    structural.add(table);
    return;
  }
  const current = fieldOf(row, revision.field);
  if (!sameField(current, revision.before)) throw staleEdit(table, row, { field: revision.field, heading: columnsIn(handle).headingOf(table, revision.field) }, current, revision.after);
  entry.row = withField(row, revision.field, revision.after);
  if (revision.field === 'references' || revision.field === 'members') entry.listsChanged = true;
  if (revision.field === 'lifecycle' || revision.field === 'ordinal') structural.add(table);
}

export function fieldOf(row: Pick<StoredRow, 'ordinal' | 'lifecycle' | 'values'>, field: string): FieldValue {
  if (field === 'ordinal') return row.ordinal;
  if (field === 'lifecycle') return row.lifecycle;
  return row.values[field] ?? null;
}

function withField(row: StoredRow, field: string, value: FieldValue): StoredRow {
  if (field === 'ordinal') return { ...row, ordinal: Number(value) };
  if (field === 'lifecycle') return { ...row, lifecycle: value as Lifecycle };
  return { ...row, values: { ...row.values, [field]: value as CellValue } };
}

function sameField(left: FieldValue, right: FieldValue): boolean {
  return typeof left === 'number' || typeof right === 'number' ? left === right : sameValue(left, right);
}

function staleEdit(table: JournalTable, row: StoredRow, { field, heading }: { readonly field: string; readonly heading: string }, current: FieldValue, yours: FieldValue): LacunaError {
  const shown = (value: FieldValue): string => (typeof value === 'number' ? String(value) : Array.isArray(value) ? `${value.length} entries` : cellText(value) || 'empty');
  return new LacunaError(
    'stale-edit',
    `${heading} of ${rowNameOf(table, row)} has changed since you read it. It now reads “${shown(current)}”; yours is “${shown(yours)}”. Nothing was written: keep the one or write yours again.`,
    { table, rowId: row.id, field, current: current as never, yours: yours as never },
  );
}

function writeRows(handle: WriteHandle, revisions: readonly Revision[], working: Map<string, WorkingRow>, progress: WriteProgress | null): Map<JournalTable, Set<string>> {
  const touched = new Map<JournalTable, Set<string>>();
  for (const { table, rowId } of revisions) {
    const ids = touched.get(table) ?? new Set<string>();
    if (ids.has(rowId)) continue;
    ids.add(rowId);
    touched.set(table, ids);
  }
  // Studies first when rows come and last when they go, because citations refer to them.
  const order: readonly JournalTable[] = ['studies', 'glossary', 'vocabulary', 'aliases', 'factors', 'trials', 'claims', 'results', 'conflicts', 'dismissals', 'customColumns', 'notes'];
  const entries = (tablesInOrder: readonly JournalTable[]) => tablesInOrder.flatMap((table) => [...(touched.get(table) ?? [])].map((rowId) => ({ table, entry: working.get(keyOf(table, rowId)) })));
  for (const { table, entry } of entries(order)) {
    if (entry === undefined || entry.row === null) continue;
    const { row, stored } = entry;
    const written = stored === null ? { ...row, num: 0 } : { ...row, num: stored.num, version: stored.version + 1 };
    const num = stored === null ? insertRow(handle, table, written) : (updateRow(handle, table, stored, written, entry.listsChanged), stored.num);
    if (isSearched(table)) indexRow(handle, table, num, stored, written);
    progress?.step('written');
  }
  for (const { table, entry } of entries(order.toReversed())) {
    if (entry === undefined || entry.row !== null || entry.stored === null) continue;
    if (isSearched(table)) indexRow(handle, table, entry.stored.num, entry.stored, null);
    deleteRow(handle, table, entry.stored);
  }
  return touched;
}

export interface Stacks { readonly below: number | null; readonly undoTop: number | null; readonly redoTop: number | null }

/**
 * The stacks after this change set, which will have number head.seq + 1. A change set that can be undone is pushed on
 * the undo stack with `below` naming the one under it; undoing pushes the undoing change set on the redo stack.
 */
export function stacksAfter(kind: ChangeSetKind, head: Omit<JournalHead, 'hash'>, below: (seq: number) => number | null): Stacks {
  const mine = head.seq + 1;
  const belowOf = (seq: number | null): number | null => (seq === null ? null : below(seq));
  switch (kind) {
    // What the application brings can't be undone, and takes nothing from what can.
    case 'seed': return { below: null, undoTop: head.undoTop, redoTop: head.redoTop };
    case 'undo': return { below: head.redoTop, undoTop: belowOf(head.undoTop), redoTop: mine };
    case 'redo': return { below: head.undoTop, undoTop: mine, redoTop: belowOf(head.redoTop) };
    case 'edit':
    case 'revert': return { below: head.undoTop, undoTop: mine, redoTop: null };
  }
}

function writeJournal(handle: WriteHandle, head: JournalHead, draft: ChangeSetDraft, signature: Signature, stacks: Stacks, progress: WriteProgress | null): void {
  const seq = head.seq + 1;
  const set = { seq, id: signature.id, kind: draft.kind, label: draft.label, reason: draft.reason, curator: signature.curator, madeAtUtc: signature.madeAtUtc, target: draft.target };
  const link = startLink(head.hash, set);
  // Gone through twice, for the hash that stands in the change set and for the revisions behind it, so that no text is kept.
  for (const revision of draft.revisions) {
    link.add(storedRevision(revision));
    progress?.step('hashed');
  }
  handle.run(
    'INSERT INTO change_set (seq, id, kind, label, reason, curator, madeAtUtc, target, below, undoTop, redoTop, previousHash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    seq, set.id, set.kind, set.label, set.reason, set.curator, set.madeAtUtc, set.target, stacks.below, stacks.undoTop, stacks.redoTop, head.hash, link.digest(),
  );
  draft.revisions.forEach((each, position) => {
    const revision = storedRevision(each);
    handle.run(
      'INSERT INTO revision (changeSetSeq, position, tableName, rowId, op, field, before, after, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      seq, position, revision.tableName, revision.rowId, revision.op, revision.field, revision.before, revision.after, revision.why,
    );
    progress?.step('journaled');
  });
}

function storedRevision(revision: Revision): ChainedRevision {
  const { table: tableName, rowId, op, why } = revision;
  return {
    tableName, rowId, op, why,
    field: op === 'set' ? revision.field : '',
    before: op === 'add' ? null : JSON.stringify(revision.before),
    after: op === 'remove' ? null : JSON.stringify(revision.after),
  };
}

/** The revisions of a stored change set, in order. */
export function readRevisions(handle: ReadHandle, seq: number): readonly Revision[] {
  const stored = handle.all<ChainedRevision & { readonly tableName: JournalTable }>('SELECT tableName, rowId, op, field, before, after, why FROM revision WHERE changeSetSeq = ? ORDER BY position', seq);
  return stored.map(revisionFrom);
}

export function revisionFrom(stored: ChainedRevision & { readonly tableName: JournalTable }): Revision {
  const { tableName: table, rowId, why } = stored;
  const before = stored.before === null ? null : JSON.parse(stored.before);
  const after = stored.after === null ? null : JSON.parse(stored.after);
  switch (stored.op) {
    case 'add': return { op: 'add', table, rowId, after, why };
    case 'remove': return { op: 'remove', table, rowId, before, why };
    default: return { op: 'set', table, rowId, field: stored.field, before, after, why };
  }
}

/** The row as it stands, for commands that build revisions. */
export function requireRow(handle: ReadHandle, table: JournalTable, rowId: string): StoredRow {
  const row = readRow(handle, table, rowId);
  if (row === null || isDerived(table, row.values)) throw new LacunaError('not-found', `That ${tables[table].rowName} is not in this file. Refresh the table and try again.`, { table, rowId });
  return row;
}
