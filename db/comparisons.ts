// Owns comparing two states: the list of rows that differ is made in turns that let other calls through and kept while the
// journal stands, so that its blocks, its filters and its export come from one look. Refuses nothing but what the queries
// refuse: two states that are the same have an empty list.
import { journalTables } from './contract/tableNames';
import type { ParsedInput } from './contract/methods';
import { changeKinds, type ChangedRow, type ComparedState, type Comparison } from './contract/releases';
import { describeChanges } from './queries/changedRows';
import { comparedState, hashesAt, listChanges, rowsToCompare, type ListedChange } from './queries/compareStates';
import { readHead } from './journal/applyChangeSet';
import type { TwoSeqs } from './queries/netChanges';
import { privateRowsOf, type PrivateRows } from './queries/privateRows';
import { pausing } from './runSteps';
import type { ReadHandle } from './store/handle';
import type { ReleaseControl } from './makeRelease';

type Question = Pick<ParsedInput<'compareStates'>, 'from' | 'to' | 'tables' | 'curator' | 'includePrivate'>;
export interface ChangeList {
  readonly from: ComparedState;
  readonly to: ComparedState;
  readonly all: readonly ListedChange[];
  readonly fitting: readonly ListedChange[];
  /** Fitting rows as they read, in their order. */
  describe(start: number, end: number): readonly ChangedRow[];
}
export interface Comparisons {
  list(handle: ReadHandle, question: Question, control: ReleaseControl): Promise<ChangeList>;
  compare(handle: ReadHandle, question: ParsedInput<'compareStates'>, control: ReleaseControl): Promise<Comparison>;
}

const rowsPerTurn = 250;
const mostKept = 3;

export function createComparisons(): Comparisons {
  const kept = new Map<string, readonly ListedChange[]>();

  const list = async (handle: ReadHandle, { from: wantedFrom, to: wantedTo, tables, curator, includePrivate }: Question, control: ReleaseControl): Promise<ChangeList> => {
    const [from, to] = [comparedState(handle, wantedFrom), comparedState(handle, wantedTo)];
    const seqs = { from: from.seq, to: to.seq };
    // What is private now, the present says, whichever states are compared.
    const privates = includePrivate ? null : privateRowsOf(handle);
    const key = privates === null ? hashesAt(handle, seqs) : `${hashesAt(handle, seqs)} without what is private after ${readHead(handle).seq}`;
    const all = kept.get(key) ?? await allChanges(handle, seqs, privates, control);
    kept.delete(key); // the least recently used goes first
    kept.set(key, all);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    const fitting = all.filter((row) => (tables === null || tables.includes(row.table)) && (curator === null || row.curators.includes(curator)));
    return { from, to, all, fitting, describe: (start, end) => describeChanges(handle, fitting.slice(start, end), seqs, privates) };
  };

  return {
    list,
    compare: async (handle, question, control) => {
      const { from, to, all, fitting, describe } = await list(handle, question, control);
      return { from, to, counts: countsOf(all), curators: [...new Set(all.flatMap(({ curators }) => curators))].toSorted(), total: fitting.length, start: question.start, rows: describe(question.start, question.start + question.limit) };
    },
  };
}

/** By table and number. */
async function allChanges(handle: ReadHandle, seqs: TwoSeqs, privates: PrivateRows | null, { signal, progress }: ReleaseControl): Promise<readonly ListedChange[]> {
  const pause = pausing({ signal, onStep: (done, total) => progress('Comparing rows', done, total) }, 'The comparison was cancelled.');
  const rows = rowsToCompare(handle, seqs);
  const total = [...rows.values()].reduce((sum, { length }) => sum + length, 0);
  const found: ListedChange[] = [];
  let done = 0;
  for (const table of journalTables) {
    const rowIds = rows.get(table) ?? [];
    const ofTable: ListedChange[] = [];
    for (let start = 0; start < rowIds.length; start += rowsPerTurn) {
      ofTable.push(...listChanges(handle, table, rowIds.slice(start, start + rowsPerTurn), seqs, privates));
      done += rowsPerTurn;
      await pause(Math.min(done, total), total);
    }
    found.push(...ofTable.toSorted((left, right) => left.ordinal - right.ordinal || (left.rowId < right.rowId ? -1 : 1)));
  }
  return found;
}

function countsOf(all: readonly ListedChange[]): Comparison['counts'] {
  const groups = Map.groupBy(all, ({ table, kind }) => `${table} ${kind}`);
  return journalTables.flatMap((table) => changeKinds.flatMap((kind) => {
    const rows = groups.get(`${table} ${kind}`)?.length ?? 0;
    return rows === 0 ? [] : [{ table, kind, rows }];
  }));
}
