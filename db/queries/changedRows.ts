// Owns describing changed rows as a curator reads them: each field in print as it stood in either state, with references
// as their numbers there and members under their names there, word by word, and who changed it, when and why.
import { tables } from '../contract/columns';
import type { JournalTable } from '../contract/tableNames';
import type { DocumentColumns } from '../contract/customColumns';
import type { ChangedField, ChangedRow, RevisionMark } from '../contract/releases';
import { cellText, isMissing, membersOf, studyIdsOf, type ConflictMember } from '../contract/values';
import { wordDiff } from '../contract/wordDiff';
import { printedReferences } from '../evidence/references/citation';
import { rowNameOf, type FieldValue, type RowSnapshot } from '../journal/changeSet';
import { rowsAt } from '../journal/earlierRows';
import { columnsIn } from '../journal/customColumns';
import type { ReadHandle } from '../store/handle';
import { netChanges, type NetChange, type NetField, type TwoSeqs } from './netChanges';
import type { PrivateRows } from './privateRows';
import { publicChange } from './publicChanges';

export interface RowPlace { readonly table: JournalTable; readonly rowId: string }

const mostRevisions = 50;

/** These rows in their order; those that do not differ are left out, and what is private, where that is given. */
export function describeChanges(handle: ReadHandle, places: readonly RowPlace[], seqs: TwoSeqs, privates: PrivateRows | null = null): readonly ChangedRow[] {
  const byTable = Map.groupBy(places, ({ table }) => table);
  const changes = new Map([...byTable].flatMap(([table, of]) => netChanges(handle, table, of.map(({ rowId }) => rowId), seqs)).flatMap((change) => (privates === null ? change : publicChange(handle, privates, change) ?? [])).map((change) => [`${change.table}/${change.rowId}`, change]));
  const inOrder = places.flatMap(({ table, rowId }) => changes.get(`${table}/${rowId}`) ?? []);
  const columns = columnsIn(handle);
  const [before, after] = [printing(handle, columns, inOrder, 'before', seqs.from), printing(handle, columns, inOrder, 'after', seqs.to)];
  const marks = revisionMarks(handle, inOrder);
  return inOrder.map((change): ChangedRow => {
    const shown = change.after ?? change.before;
    return {
      table: change.table, rowId: change.rowId, kind: change.kind, before: change.before?.lifecycle ?? null, after: change.after?.lifecycle ?? null,
      ordinal: shown?.ordinal ?? 0, rowName: shown === null ? '' : rowNameOf(change.table, shown),
      fields: change.fields.map((field) => changedField(columns, change.table, field, before, after, marks)),
    };
  });
}

type Print = (value: FieldValue) => string;

function changedField(columns: DocumentColumns, table: JournalTable, { field, before, after, revisions }: NetField, printBefore: Print, printAfter: Print, marks: (field: NetField) => readonly RevisionMark[]): ChangedField {
  let [was, is] = [printBefore(before), printAfter(after)];
  // The same words, once as the curator's text and once as what the paper leaves open.
  if (was === is) [was, is] = [asLeftOpen(before, was), asLeftOpen(after, is)];
  return { field, heading: field === 'csl' ? 'Rest of the reference' : columns.headingOf(table, field), before: was, after: is, words: [...wordDiff(was, is)], revisions: [...marks({ field, before, after, revisions })] };
}

function asLeftOpen(value: FieldValue, printed: string): string {
  return typeof value !== 'number' && isMissing(value) ? `missing: ${printed}` : printed;
}

/** How values of one state print. */
function printing(handle: ReadHandle, columns: DocumentColumns, changes: readonly NetChange[], side: 'before' | 'after', seq: number): Print {
  const values = changes.flatMap((change) => change.fields.map((field) => field[side])).filter((value) => Array.isArray(value));
  const rows = new Map<string, RowSnapshot | null>();
  const read = (table: JournalTable, rowIds: readonly string[]): void => {
    if (rowIds.length > 0) for (const [rowId, row] of rowsAt(handle, table, [...new Set(rowIds)], seq)) rows.set(`${table}/${rowId}`, row);
  };
  read('studies', values.flatMap((value) => studyIdsOf(value)));
  for (const [table, members] of Map.groupBy(values.flatMap((value) => membersOf(value)), (member) => member.table)) read(table, members.map(({ rowId }) => rowId));
  return (value) => {
    if (typeof value === 'number') return String(value);
    const members = membersOf(value);
    if (members.length > 0) return members.map((member) => printedMember(columns, member, rows.get(`${member.table}/${member.rowId}`) ?? null)).join('; ');
    return Array.isArray(value) ? printedReferences(studyIdsOf(value).flatMap((id) => rows.get(`studies/${id}`)?.ordinal ?? [])) : cellText(value);
  };
}

function printedMember(columns: DocumentColumns, { table, field, side }: ConflictMember, row: RowSnapshot | null): string {
  const name = row === null ? `a ${tables[table].rowName} that is gone` : `${tables[table].name} ${row.ordinal} ${rowNameOf(table, row)}`;
  return `${name}${field === null ? '' : `, ${columns.headingOf(table, field)}`}${side === '' ? '' : ` (${side})`}`;
}

interface SetFacts { readonly seq: number; readonly changeSetId: string; readonly label: string; readonly curator: string; readonly madeAtUtc: string; readonly reason: string | null }

function revisionMarks(handle: ReadHandle, changes: readonly NetChange[]): (field: NetField) => readonly RevisionMark[] {
  const seqs = [...new Set(changes.flatMap(({ fields }) => fields.flatMap(({ revisions }) => revisions.slice(-mostRevisions).map(({ seq }) => seq))))];
  const sets = handle.all<SetFacts>('SELECT seq, id AS changeSetId, label, curator, madeAtUtc, reason FROM change_set WHERE seq IN (SELECT value FROM json_each(?))', JSON.stringify(seqs));
  const bySeq = new Map(sets.map((set) => [set.seq, set]));
  return ({ revisions }) => revisions.slice(-mostRevisions).flatMap(({ seq, revision }) => {
    const set = bySeq.get(seq);
    return set === undefined ? [] : [{ changeSetId: set.changeSetId, seq, label: set.label, curator: set.curator, madeAtUtc: set.madeAtUtc, why: revision.why ?? set.reason }];
  });
}
