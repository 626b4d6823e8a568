// Owns proving a file against its journal: the hash chain is whole, the undo and redo stacks follow from it, and every
// row is exactly what the journal's last word on each of its fields says, in the version that its changes add up to.
// This notices what SQLite can't: a flipped byte inside a cell's text. Rows that follow from others are not the
// journal's: a check of the document makes them anew. Reads only.
import { tables } from '../contract/columns';
import { isCustomKey, journalTables, type JournalTable } from '../contract/tableNames';
import type { ChangeSetKind } from '../contract/types';
import type { CellValue } from '../contract/values';
import { sameValue } from '../contract/values';
import { columnsIn } from './customColumns';
import type { ReadHandle } from '../store/handle';
import { journaledSql, readRowsByNum, type StoredRow } from '../store/rows';
import { fieldOf, revisionFrom, stacksAfter, type Stacks } from './applyChangeSet';
import { firstHash, hashOf, type ChainedChangeSet, type ChainedRevision } from './chain';
import { rowNameOf, type FieldValue } from './changeSet';

export interface JournalProof { readonly changeSets: number; readonly problems: readonly string[] }

type StoredSet = ChainedChangeSet & Stacks & { readonly kind: ChangeSetKind; readonly previousHash: string; readonly hash: string };
type StoredRevision = ChainedRevision & { readonly tableName: JournalTable; readonly changeSetSeq: number };

/** What the journal says of a row. `changedIn`: the change set that counted its version last. */
interface Journaled { readonly table: JournalTable; readonly fields: Map<string, FieldValue>; version: number; changedIn: number }

const mostProblems = 20;

/** Walks the journal once from its beginning; `onProgress` hears the number of change sets done. */
export async function verifyJournal(handle: ReadHandle, pause: (changeSetsDone: number) => Promise<void>): Promise<JournalProof> {
  const problems: string[] = [];
  const say = (problem: string): void => { if (problems.length < mostProblems) problems.push(problem); };
  const expected = new Map<string, Journaled>();
  const below = new Map<number, number | null>();
  let tops: Pick<Stacks, 'undoTop' | 'redoTop'> = { undoTop: null, redoTop: null };
  let previousHash = firstHash;
  let seq = 0;
  for (;;) {
    const sets = handle.all<StoredSet>('SELECT seq, id, kind, label, reason, curator, madeAtUtc, target, below, undoTop, redoTop, previousHash, hash FROM change_set WHERE seq > ? ORDER BY seq LIMIT 500', seq);
    if (sets.length === 0) break;
    for (const set of sets) {
      if (set.seq !== seq + 1) say(`Change ${seq + 1} is missing from the journal.`);
      const stacks = stacksAfter(set.kind, { seq: set.seq - 1, ...tops }, (lower) => below.get(lower) ?? null);
      if (stacks.below !== set.below || stacks.undoTop !== set.undoTop || stacks.redoTop !== set.redoTop) say(`What Undo and Redo would do after change ${set.seq} is not what follows from the journal.`);
      tops = stacks;
      below.set(set.seq, stacks.below);
      seq = set.seq;
      const revisions = handle.all<StoredRevision>('SELECT changeSetSeq, tableName, rowId, op, field, before, after, why FROM revision WHERE changeSetSeq = ? ORDER BY position', seq);
      if (set.previousHash !== previousHash || hashOf(previousHash, set, revisions) !== set.hash) say(`Change ${seq} (“${set.label}”, ${set.curator}, ${set.madeAtUtc}) is not what was written then.`);
      previousHash = set.hash;
      replay(seq, revisions, expected);
    }
    await pause(seq);
  }
  await compareRows(handle, expected, say, () => pause(seq));
  return { changeSets: seq, problems };
}

function replay(seq: number, revisions: readonly StoredRevision[], expected: Map<string, Journaled>): void {
  const removed = new Map<string, number>();
  for (const revision of revisions.map(revisionFrom)) {
    const { table, rowId } = revision;
    const journaled = expected.get(rowId);
    if (revision.op === 'remove') {
      if (journaled !== undefined) removed.set(rowId, journaled.version);
      expected.delete(rowId);
    } else if (revision.op === 'add') {
      const fields = new Map<string, FieldValue>(Object.entries(revision.after.values));
      fields.set('ordinal', revision.after.ordinal).set('lifecycle', revision.after.lifecycle);
      expected.set(rowId, { table, fields, version: (removed.get(rowId) ?? 0) + 1, changedIn: seq });
    } else if (journaled !== undefined) {
      journaled.fields.set(revision.field, revision.after);
      if (journaled.changedIn !== seq) journaled.version += 1;
      journaled.changedIn = seq;
    }
  }
}

async function compareRows(handle: ReadHandle, expected: Map<string, Journaled>, say: (problem: string) => void, pause: () => Promise<void>): Promise<void> {
  for (const table of journalTables) {
    const { sqlName, name } = tables[table];
    const condition = journaledSql(table);
    const nums = handle.column<number>(`SELECT num FROM ${sqlName}${condition === null ? '' : ` WHERE ${condition}`} ORDER BY num`);
    for (let start = 0; start < nums.length; start += 1000) {
      for (const row of readRowsByNum(handle, table, nums.slice(start, start + 1000))) {
        const journaled = expected.get(row.id);
        expected.delete(row.id);
        if (journaled === undefined || journaled.table !== table) {
          say(`${name}: “${rowNameOf(table, row)}” is in the table but not in the journal.`);
          continue;
        }
        if (journaled.version !== row.version) say(`${name}: “${rowNameOf(table, row)}” is in version ${row.version}, but its changes add up to ${journaled.version}.`);
        for (const field of ['ordinal', 'lifecycle', ...tables[table].columns.map((column) => column.key), ...customKeysIn(row, journaled)]) {
          const wanted = journaled.fields.get(field) ?? (Array.isArray(fieldOf(row, field)) ? [] : null);
          if (!sameField(wanted, fieldOf(row, field))) say(`${name}: ${columnsIn(handle).headingOf(table, field)} of “${rowNameOf(table, row)}” is not what the journal says.`);
        }
      }
      await pause();
    }
  }
  for (const { table } of expected.values()) say(`${tables[table].name}: a row that the journal knows is missing.`);
}

function customKeysIn(row: StoredRow, { fields }: Journaled): ReadonlySet<string> {
  return new Set([...Object.keys(row.values), ...fields.keys()].filter(isCustomKey));
}

function sameField(left: FieldValue, right: FieldValue): boolean {
  const emptied = (value: FieldValue): FieldValue => (value === '' ? null : value);
  return typeof left === 'number' || typeof right === 'number' ? left === right : sameValue(emptied(left) as CellValue, emptied(right) as CellValue);
}
