// Owns writing a comparison as a change list: one row a changed field, in print, with who, when and why. From a snapshot,
// to a temporary file, renamed when whole, like any export. What is private stays in the document unless it is wanted.
import type { Comparisons, ChangeList } from './comparisons';
import { tables } from './contract/columns';
import type { ParsedInput } from './contract/methods';
import type { ChangedField, ChangedRow, ComparedState } from './contract/releases';
import { exportProblem, type ExportControl } from './exportTable';
import type { PrintedTable } from './exports/printedTable';
import { writeTable } from './exports/writeTable';
import type { ReleaseControl } from './makeRelease';
import { isAnythingPrivate, nothingPrivate, privateRowsOf, type PrivateRows } from './queries/privateRows';
import type { OpenDocument } from './session';
import { requireExportPlace } from './store/writePlace';
import { writeWhole } from './store/writeWhole';

const rowsPerBlock = 250;

export async function exportComparison({ file }: OpenDocument, comparisons: Comparisons, request: ParsedInput<'exportComparison'>, control: Pick<ExportControl, 'onRows' | 'signal' | 'uniqueName'> & ReleaseControl): Promise<{ readonly path: string; readonly rows: number; readonly bytes: number }> {
  requireExportPlace({ documentPath: file.path }, request.path);
  const snapshot = file.openSnapshot();
  let rows = 0;
  try {
    const onRows = (done: number): void => { rows = done; control.onRows(done); };
    const page = changeListPage(await comparisons.list(snapshot.handle, request, control), request.includePrivate ? nothingPrivate : privateRowsOf(snapshot.handle));
    const bytes = await writeWhole(request.path, control.uniqueName, writeTable(page, request.format, { signal: control.signal, onRows }));
    return { path: request.path, rows, bytes };
  } catch (thrown) {
    throw exportProblem(thrown);
  } finally {
    snapshot.close();
  }
}

const heads: readonly (readonly [key: string, heading: string, widthShare: number])[] = [
  ['table', 'Table', 88], ['number', 'No.', 55], ['row', 'Row', 120], ['change', 'Change', 92], ['field', 'Field', 130], ['before', 'Before', 200], ['after', 'After', 200],
  ['who', 'Who', 95], ['when', 'When (UTC)', 105], ['why', 'Why', 150],
];

function changeListPage({ from, to, fitting, describe }: ChangeList, privates: PrivateRows): PrintedTable {
  function* rows(): Generator<readonly string[]> {
    for (let start = 0; start < fitting.length; start += rowsPerBlock) for (const row of describe(start, start + rowsPerBlock)) yield* linesOf(row, privates);
  }
  return {
    name: 'Changes', title: `Changes from ${from.name} to ${to.name}`, orientation: 'landscape',
    columns: heads.map(([key, heading, widthShare]) => ({ key, heading, widthShare })), rows: rows(),
    notes: () => [{ mark: '', text: `${stateNote(from)} ${stateNote(to)}${fitting.length === 0 ? ' They do not differ.' : ''}${isAnythingPrivate(privates) ? ' What is private is left out.' : ''}` }], marksAt: () => '', language: 'en-US',
  };
}

function stateNote({ name, seq, atUtc }: ComparedState): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}: up to change ${seq}${atUtc === null ? '' : `, made ${moment(atUtc)} UTC`}.`;
}

function linesOf({ table, ordinal, rowName, kind, fields }: ChangedRow, privates: PrivateRows): readonly (readonly string[])[] {
  const head = [tables[table].name, String(ordinal), rowName, kind];
  if (fields.length === 0) return [[...head, '', '', '', '', '', '']];
  return fields.map(({ heading, before, after, revisions }) => [...head, heading, before, after, ...marksOf(revisions, privates)]);
}

/** Who, when and why of several changes, each in their order. */
function marksOf(revisions: ChangedField['revisions'], privates: PrivateRows): readonly string[] {
  const each = (read: (mark: ChangedField['revisions'][number]) => string): string => [...new Set(revisions.map(read))].filter((text) => text !== '').join('; ');
  return [each(({ curator }) => curator), each(({ madeAtUtc }) => moment(madeAtUtc)), each(({ why }) => (why === null || privates.isReason(why) ? '' : why))];
}

/** "2026-01-02 03:04". */
function moment(utc: string): string {
  return utc.slice(0, 16).replace('T', ' ');
}
