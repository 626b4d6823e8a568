// Owns a table with tracked changes since a release: the page of both states by the same choices, which row is which, who
// changed what and when, and the list of references that print under another number now. Reads a release from a copy of its
// own and the present from a snapshot. Refuses formats and tables that can't carry the changes.
import { citingOf, citingUnder, type Citing } from './citing';
import { isGridTable, journalTables, tables, type GridTable } from './contract/columns';
import { LacunaError } from './contract/errors';
import type { TrackedChanges } from './contract/exports';
import type { ParsedInput } from './contract/methods';
import type { ReleaseInfo } from './contract/releases';
import type { WriteControl } from './exports/printedTable';
import { trackedDocxChunks, type Made, type TrackedRows } from './exports/trackedDocx';
import { touchedRows } from './journal/earlierRows';
import { readHead } from './journal/applyChangeSet';
import { printedPage, privatesOf, type PageRequest, type PrintedPage } from './printedPage';
import { requireRelease } from './queries/listReleases';
import { netChanges, type NetChange } from './queries/netChanges';
import { nothingPrivate, privateRowsOf } from './queries/privateRows';
import { createViews, type Views } from './queries/views';
import { pausing } from './runSteps';
import type { OpenDocument } from './session';
import type { ReadHandle } from './store/handle';

export interface TrackedControl { readonly signal: AbortSignal; readonly onReading: (done: number, total: number) => void; readonly onComparing: (done: number, total: number) => void }
export interface TrackedExport {
  /** Of the present. */
  readonly page: PrintedPage;
  readonly chunks: (control: WriteControl) => AsyncIterable<Uint8Array>;
  /** Once the chunks are written. */
  readonly tracked: () => TrackedChanges;
}
type Request = ParsedInput<'exportTable'> & { readonly since: string };

export function requireTrackable({ format, table, style, stylePath }: Pick<ParsedInput<'exportTable'>, 'format' | 'table' | 'style' | 'stylePath'>): GridTable {
  if (style !== null || stylePath !== null) throw new LacunaError('invalid-input', 'A reference list is not tracked. Make it by itself, and leave the style out here.');
  if (format !== 'docx') throw new LacunaError('invalid-input', `Only Word has tracked changes: choose docx instead of ${format}, or export without them.`, { format });
  if (isGridTable(table)) return table;
  if (table === 'document') throw new LacunaError('invalid-input', 'Changes are tracked in one table at a time. Choose a table, or export the whole document without them.', { table });
  throw new LacunaError('invalid-input', `${table === 'history' ? 'History' : tables[table].name} can't be exported with tracked changes: its rows are themselves a record of changes. Choose another table, or export without them.`, { table });
}

export async function trackedExport({ views, journal }: Pick<OpenDocument, 'views' | 'journal'>, { handle, earlier }: { readonly handle: ReadHandle; readonly earlier: ReadHandle }, request: Request, control: TrackedControl): Promise<TrackedExport> {
  const table = requireTrackable(request);
  const release = requireRelease(handle, request.since);
  const makers = await makersOf(handle, table, release, control);
  // A study that is private now is in neither page: what is deleted can be read as well as what stands.
  const privates = privatesOf(handle, request);
  const privatesThen = request.includePrivate ? nothingPrivate : privateRowsOf(earlier, privates.studyIds);
  const [citingThen, citing] = [citingOf(earlier, request.numbering, privatesThen), citingOf(handle, request.numbering, privates)];
  const citedThen = new Set<string>();
  const under = noting(citingUnder(citingThen, citing), citedThen);
  // A list would be tracked as a whole with each study that is known better now: it is made by itself.
  const steps = { signal: control.signal, onStep: control.onReading, listReferences: () => Promise.resolve([]) };
  const asked = { ...request, table, isListed: false };
  const [viewsThen, askedThen] = asThen(views, earlier, asked, journal.newId);
  const before = await printedPage(viewsThen, earlier, askedThen, 'print', steps, { citing: under, privates: privatesThen });
  const after = await printedPage(views, handle, asked, 'print', steps, { citing, privates });
  const renumbered = (): TrackedChanges['renumbered'] => [...citedThen].map((id) => ({ before: citingThen.labelOf(id), after: under.labelOf(id) })).filter((label) => label.before !== label.after).toSorted((left, right) => collator.compare(left.before, right.before));
  const pages = {
    before: before.page, after: after.page, beforeIds: idsOf(earlier, table, before.nums ?? []), afterIds: idsOf(handle, table, after.nums ?? []),
    madeOf: makers.madeOf, madeLast: makers.last, closing: () => listed(renumbered()),
  };
  let rows: TrackedRows = { inserted: 0, deleted: 0, changed: 0 };
  return {
    page: after,
    chunks: (rowControl) => trackedDocxChunks(pages, { ...rowControl, onTracked: (tracked) => { rows = tracked; } }),
    tracked: () => ({ since: release.version, ...rows, renumbered: renumbered() }),
  };
}

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** "References renumbered: 12 → 14, 13 → 15. Without a number now: 11 (as ref. 17)." */
function listed(renumbered: TrackedChanges['renumbered']): string {
  const [gone, moved] = [renumbered.filter(({ after }) => after.startsWith('ref. ')), renumbered.filter(({ after }) => !after.startsWith('ref. '))];
  return [
    ...(moved.length === 0 ? [] : [`References renumbered: ${moved.map(({ before, after }) => `${before} → ${after}`).join(', ')}.`]),
    ...(gone.length === 0 ? [] : [`Without a number now: ${gone.map(({ before, after }) => `${before} (as ${after})`).join(', ')}.`]),
  ].join(' ');
}

/** Keeps the studies that cells cite. */
function noting(citing: Citing, cited: Set<string>): Citing {
  return { ...citing, cite: (ids) => { for (const id of ids) if (!citing.hidden.has(id)) cited.add(id); return citing.cite(ids); } };
}

/** A view is a list of row numbers of the present; of the past it is the same question asked there. */
function asThen(views: Views, earlier: ReadHandle, request: PageRequest, newId: () => string): readonly [Views, PageRequest] {
  const viewsThen = createViews(newId);
  return [viewsThen, { ...request, viewId: request.viewId === null ? null : viewsThen.open(earlier, views.queryOf(request.viewId), 0, 0).viewId }];
}

function idsOf(handle: ReadHandle, table: GridTable, nums: readonly number[]): readonly string[] {
  const ids = new Map(handle.all<{ num: number; id: string }>(`SELECT num, id FROM ${tables[table].sqlName} WHERE num IN (SELECT value FROM json_each(?))`, JSON.stringify(nums)).map(({ num, id }) => [num, id]));
  return nums.flatMap((num) => ids.get(num) ?? []);
}

interface Makers { readonly madeOf: (rowId: string, column: string | null) => Made; readonly last: Made }
/** The places in the journal of the last change of the row as a row, of any of its fields, and of each field. */
interface RowMakers { readonly row: number | undefined; readonly any: number | undefined; readonly fields: ReadonlyMap<string, number> }

const rowsPerTurn = 250;

/** What no revision of the row explains (a result that is read anew, a note below) is put down to the last change of all. */
async function makersOf(handle: ReadHandle, table: GridTable, release: ReleaseInfo, { signal, onComparing }: TrackedControl): Promise<Makers> {
  const seqs = { from: release.seq, to: readHead(handle).seq };
  const pause = pausing({ signal, onStep: onComparing }, 'The export was cancelled. Nothing was written.');
  const journaled = journalTables.find((each) => each === table);
  const rowIds = journaled === undefined ? [] : touchedRows(handle, seqs.from, seqs.to).get(journaled) ?? [];
  const found = new Map<string, RowMakers>();
  for (let start = 0; start < rowIds.length; start += rowsPerTurn) {
    const changes = journaled === undefined ? [] : netChanges(handle, journaled, rowIds.slice(start, start + rowsPerTurn), seqs);
    for (const change of changes) found.set(change.rowId, makersIn(change));
    await pause(start, rowIds.length);
  }
  const known = new Map<number, Made>();
  const madeAt = (seq: number): Made => {
    const made = known.get(seq) ?? handle.get<Made>('SELECT curator AS author, madeAtUtc AS atUtc FROM change_set WHERE seq = ?', seq) ?? { author: release.curator, atUtc: release.madeAtUtc };
    known.set(seq, made);
    return made;
  };
  return {
    last: madeAt(seqs.to),
    madeOf: (rowId, column) => {
      const makers = found.get(rowId);
      return madeAt((column === null ? makers?.row : makers?.fields.get(column) ?? makers?.any) ?? seqs.to);
    },
  };
}

function makersIn({ fields }: NetChange): RowMakers {
  const byField = new Map(fields.flatMap(({ field, revisions }) => { const last = revisions.at(-1); return last === undefined ? [] : [[field, last.seq] as const]; }));
  const any = byField.size === 0 ? undefined : Math.max(...byField.values());
  return { any, row: byField.get('lifecycle') ?? byField.get('ordinal') ?? any, fields: byField };
}
