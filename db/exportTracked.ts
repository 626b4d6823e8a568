// Owns a table with tracked changes from a release to the present or to a later release: the page of both states by the same
// choices, its list of references with it, which row is which, who changed what and when, and which references print under
// another number now. Each release is read from a copy of its own, the present from a snapshot. Refuses formats and tables
// that can't carry the changes, and to track backwards.
import { citingOf, citingUnder, type Citing } from './citing';
import { tables } from './contract/columns';
import { isGridTable, journalTables, type GridTable, type JournalTable } from './contract/tableNames';
import { LacunaError } from './contract/errors';
import type { TrackedChanges } from './contract/exports';
import type { ParsedInput } from './contract/methods';
import type { ReleaseInfo } from './contract/releases';
import { studyIdsOf } from './contract/values';
import type { WriteControl } from './exports/printedTable';
import { trackedDocxChunks, type Made, type TrackedCounts, type TrackedPages } from './exports/trackedDocx';
import { touchedRows } from './journal/earlierRows';
import { readHead } from './journal/applyChangeSet';
import { printedPage, privatesOf, type PageRequest, type PrintedPage } from './printedPage';
import { listReleases, requireRelease } from './queries/listReleases';
import { netChanges, type NetChange } from './queries/netChanges';
import { nothingPrivate, privateRowsOf } from './queries/privateRows';
import { createViews, type Views } from './queries/views';
import type { ListedLine, OtherNumbers } from './referenceList';
import { pausing } from './runSteps';
import type { OpenDocument } from './session';
import { columnsIn } from './journal/customColumns';
import type { ReadHandle } from './store/handle';

export interface TrackedControl {
  readonly signal: AbortSignal;
  readonly onReading: (done: number, total: number) => void;
  readonly onComparing: (done: number, total: number) => void
  readonly listReferences: (handle: ReadHandle, studyIds: ReadonlySet<string>, under: OtherNumbers | null) => Promise<readonly ListedLine[]>;
}
export interface TrackedExport {
  /** Of the later state. */
  readonly page: PrintedPage;
  readonly chunks: (control: WriteControl) => AsyncIterable<Uint8Array>;
  /** Once the chunks are written. */
  readonly tracked: () => TrackedChanges;
}
type Request = ParsedInput<'exportTable'> & { readonly since: string };

export function requireTrackable({ format, table, since }: Pick<ParsedInput<'exportTable'>, 'format' | 'table' | 'since'>): GridTable {
  if (since === null) throw new LacunaError('invalid-input', 'Changes are tracked since a release: name that one as well as the one up to which they are.');
  if (format !== 'docx') throw new LacunaError('invalid-input', `Only Word has tracked changes: choose docx instead of ${format}, or export without them.`, { format });
  if (isGridTable(table)) return table;
  if (table === 'document') throw new LacunaError('invalid-input', 'Changes are tracked in one table at a time. Choose a table, or export the whole document without them.', { table });
  throw new LacunaError('invalid-input', `${table === 'history' ? 'History' : tables[table].name} can't be exported with tracked changes: its rows are themselves a record of changes. Choose another table, or export without them.`, { table });
}

/** The later release is the one that was made later, even where nothing changed in between. */
export function requireForwards(handle: ReadHandle, since: string, until: string): void {
  const [earlier, later] = [requireRelease(handle, since), requireRelease(handle, until)];
  if (earlier.releaseId === later.releaseId) throw new LacunaError('invalid-input', `Release ${later.version} is named on both sides. Track since an earlier one, or until a later one.`);
  const newestFirst = listReleases(handle).map(({ releaseId }) => releaseId);
  if (newestFirst.indexOf(earlier.releaseId) > newestFirst.indexOf(later.releaseId)) return;
  throw new LacunaError('invalid-input', `Changes are tracked from an earlier release to a later one, and ${earlier.version} was made after ${later.version}. Track since ${later.version} until ${earlier.version}.`);
}

export async function trackedExport({ views, journal }: Pick<OpenDocument, 'views' | 'journal'>, { handle, earlier }: { readonly handle: ReadHandle; readonly earlier: ReadHandle }, request: Request, control: TrackedControl): Promise<TrackedExport> {
  const table = requireTrackable(request);
  const release = requireRelease(handle, request.since);
  const until = request.until === null ? null : requireRelease(handle, request.until).version;
  // A study that is private now is in neither page: what is deleted can be read as well as what stands.
  const privates = privatesOf(handle, request);
  const privatesThen = request.includePrivate ? nothingPrivate : privateRowsOf(earlier, privates);
  const [citingThen, citing] = [citingOf(earlier, request.numbering, privatesThen), citingOf(handle, request.numbering, privates)];
  const citedThen = new Set<string>();
  const under = noting(citingUnder(citingThen, citing), citedThen);
  const listed = new Set<string>();
  const steps = { signal: control.signal, onStep: control.onReading };
  const asked = { ...request, table, isListed: request.style !== null || request.stylePath !== null };
  const [viewsThen, askedThen] = asThen(views, earlier, asked, journal.newId);
  const before = await printedPage(viewsThen, earlier, askedThen, 'print', {
    ...steps, listReferences: async (from, ids) => {
      const lines = await control.listReferences(from, new Set([...ids].filter((id) => !privatesThen.studyIds.has(id))), { handle, labelOf: under.labelOf });
      for (const { studyId } of lines) { listed.add(studyId); citedThen.add(studyId); }
      return lines;
    },
  }, { citing: under, privates: privatesThen, known: columnsIn(handle) });
  const [viewsNow, askedNow] = until === null ? [views, asked] : asThen(views, handle, asked, journal.newId);
  const after = await printedPage(viewsNow, handle, askedNow, 'print', { ...steps, listReferences: (from, ids) => control.listReferences(from, ids, null) }, { citing, privates });
  const makers = await makersOf(handle, table, release, [...listed], control);
  const renumbered = (): TrackedChanges['renumbered'] => [...citedThen].map((id) => ({ before: citingThen.labelOf(id), after: under.labelOf(id) })).filter((label) => label.before !== label.after).toSorted((left, right) => collator.compare(left.before, right.before));
  const pages: TrackedPages = {
    before: before.page, after: after.page, beforeIds: idsOf(earlier, table, before.nums ?? []), afterIds: idsOf(handle, table, after.nums ?? []),
    ...makers, closing: () => renumberedLine(renumbered()),
  };
  let counts: TrackedCounts = { inserted: 0, deleted: 0, changed: 0, entries: { inserted: 0, deleted: 0, changed: 0 } };
  return {
    page: after,
    chunks: (rowControl) => trackedDocxChunks(pages, { ...rowControl, onTracked: (tracked) => { counts = tracked; } }),
    tracked: () => ({ since: release.version, until, ...counts, renumbered: renumbered() }),
  };
}

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** "References renumbered: 12 → 14, 13 → 15. Without a number now: 11 (as ref. 17)." */
function renumberedLine(renumbered: TrackedChanges['renumbered']): string {
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

/** A view is a list of row numbers of the present; of a release it is the same question asked there. */
function asThen(views: Views, earlier: ReadHandle, request: PageRequest, newId: () => string): readonly [Views, PageRequest] {
  const viewsThen = createViews(newId);
  return [viewsThen, { ...request, viewId: request.viewId === null ? null : viewsThen.open(earlier, views.queryOf(request.viewId), 0, 0).viewId }];
}

function idsOf(handle: ReadHandle, table: GridTable, nums: readonly number[]): readonly string[] {
  const ids = new Map(handle.all<{ num: number; id: string }>(`SELECT num, id FROM ${tables[table].sqlName} WHERE num IN (SELECT value FROM json_each(?))`, JSON.stringify(nums)).map(({ num, id }) => [num, id]));
  return nums.flatMap((num) => ids.get(num) ?? []);
}

type Makers = Pick<TrackedPages, 'madeOf' | 'madeOfEntry' | 'madeLast'>;
/** The places in the journal of the last change of the row as a row, of any of its fields, and of each field. */
interface RowMakers { readonly row: number | undefined; readonly any: number | undefined; readonly fields: ReadonlyMap<string, number> }

const rowsPerTurn = 250;

/**
 * What no revision of the row explains (a result that is read anew, a note below) is put down to the last change of all. An
 * entry came or went with the last row that began or ceased to cite its study, and has its words from the study's own row.
 */
async function makersOf(handle: ReadHandle, table: GridTable, release: ReleaseInfo, listedIds: readonly string[], { signal, onComparing }: TrackedControl): Promise<Makers> {
  const seqs = { from: release.seq, to: readHead(handle).seq };
  const pause = pausing({ signal, onStep: onComparing }, 'The export was cancelled. Nothing was written.');
  const touched = touchedRows(handle, seqs.from, seqs.to);
  const eachChange = async (journaled: JournalTable, rowIds: readonly string[], take: (change: NetChange) => void): Promise<void> => {
    for (let start = 0; start < rowIds.length; start += rowsPerTurn) {
      netChanges(handle, journaled, rowIds.slice(start, start + rowsPerTurn), seqs).forEach(take);
      await pause(start, rowIds.length);
    }
  };
  const found = new Map<string, RowMakers>();
  const citedAt = new Map<string, number>();
  const textAt = new Map<string, number | undefined>();
  const journaled = journalTables.find((each) => each === table);
  if (journaled !== undefined) {
    await eachChange(journaled, touched.get(journaled) ?? [], (change) => {
      const makers = makersIn(change);
      found.set(change.rowId, makers);
      for (const [studyId, seq] of citationsIn(change, makers)) citedAt.set(studyId, Math.max(seq, citedAt.get(studyId) ?? 0));
    });
  }
  const touchedStudies = new Set(touched.get('studies'));
  await eachChange('studies', listedIds.filter((id) => touchedStudies.has(id)), (change) => textAt.set(change.rowId, makersIn(change).any));
  const known = new Map<number, Made>();
  const madeAt = (seq: number): Made => {
    const made = known.get(seq) ?? handle.get<Made>('SELECT curator AS author, madeAtUtc AS atUtc FROM change_set WHERE seq = ?', seq) ?? { author: release.curator, atUtc: release.madeAtUtc };
    known.set(seq, made);
    return made;
  };
  return {
    madeLast: madeAt(seqs.to),
    madeOf: (rowId, column) => {
      const makers = found.get(rowId);
      return madeAt((column === null ? makers?.row : makers?.fields.get(column) ?? makers?.any) ?? seqs.to);
    },
    madeOfEntry: (studyId, change) => madeAt((change === 'words' ? textAt : citedAt).get(studyId) ?? seqs.to),
  };
}

function makersIn({ fields }: NetChange): RowMakers {
  const byField = new Map(fields.flatMap(({ field, revisions }) => { const last = revisions.at(-1); return last === undefined ? [] : [[field, last.seq] as const]; }));
  const any = byField.size === 0 ? undefined : Math.max(...byField.values());
  return { any, row: byField.get('lifecycle') ?? byField.get('ordinal') ?? any, fields: byField };
}

/** The studies that the row began or ceased to cite, with the place in the journal. */
function citationsIn({ before, after }: NetChange, { row, fields }: RowMakers): readonly (readonly [studyId: string, seq: number])[] {
  const [was, is] = [studyIdsOf(before?.values['references']), studyIdsOf(after?.values['references'])];
  const isRow = before?.lifecycle !== after?.lifecycle;
  const seq = isRow ? row : fields.get('references');
  return seq === undefined ? [] : [...was, ...is].filter((id) => isRow || was.includes(id) !== is.includes(id)).map((id) => [id, seq]);
}
