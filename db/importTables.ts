// Owns importing tables: sources are opened, read and planned in turns that let other calls through, and written as one
// change set when a curator says so. What a preview planned is kept until the document or a file changes, so that its
// rows can be shown block by block. Refuses to write anything when a source can't be read, when the import was cancelled,
// and what it did not plan on the document as it is now.
import type { CellToChange, PlannedImport, RowToAdd } from './commands/importRows';
import { LacunaError } from './contract/errors';
import type { ImportCounts, ImportSource, ImportSourceReport, PlannedRowInfo } from './contract/imports';
import type { ParsedInput } from './contract/methods';
import { createPlanner, type PlannedRow, type Planner } from './imports/tables/importPlan';
import { plannedRowInfo, sourceReport } from './imports/tables/importReport';
import { refusedRowsCsv } from './imports/tables/refusedRows';
import { prepareSource, type PreparedSource } from './imports/tables/tableImport';
import { runToEnd, type Steps } from './imports/steps';
import { openSource, stampOf } from './importSource';
import { readHead } from './journal/applyChangeSet';
import { knownTerms, listComparableRows, standingNumbers } from './queries/existingRows';
import { runSteps } from './runSteps';
import type { ReadHandle } from './store/handle';

type Request = Pick<ParsedInput<'previewImport'>, 'sources' | 'onDuplicate'>;
interface NamedSource { readonly name: string; readonly source: PreparedSource }
interface PlannedSource extends NamedSource { readonly rows: readonly PlannedRow[] }
interface Plan { readonly key: string; readonly seq: number; readonly sources: readonly PlannedSource[] }

export interface ImportControl { readonly signal: AbortSignal; readonly progress: (label: string, done: number, total: number | null) => void }
export interface PreviewedImport { readonly sources: readonly ImportSourceReport[]; readonly total: ImportCounts; readonly rows: readonly PlannedRowInfo[]; readonly rowCount: number }
export interface ReadyImport {
  readonly sources: readonly ImportSourceReport[];
  readonly total: ImportCounts;
  readonly isEmpty: boolean;
  /** What to write, planned anew where the document has changed since; once, because it lets go of what was read. */
  readonly take: (handle: ReadHandle) => PlannedImport;
}
export interface TableImports {
  preview(handle: ReadHandle, request: ParsedInput<'previewImport'>, control: ImportControl): Promise<PreviewedImport>;
  /** The refused rows of one source as CSV. */
  refused(handle: ReadHandle, request: ParsedInput<'saveRefused'>, control: ImportControl): Promise<{ readonly rows: number; readonly pieces: Iterable<string> }>;
  ready(handle: ReadHandle, request: ParsedInput<'importTables'>, control: ImportControl): Promise<ReadyImport>;
}

const stopped = 'The import was cancelled. Nothing was written.';

export function createTableImports(): TableImports {
  let last: Plan | null = null;

  const planFor = async (handle: ReadHandle, { sources, onDuplicate }: Request, { signal, progress }: ImportControl): Promise<Plan> => {
    const { seq } = readHead(handle);
    const key = JSON.stringify([onDuplicate, ...sources.map((source) => [source, stampOf(source)])]);
    if (last?.key === key && last.seq === seq) return last;
    last = null;
    const named: NamedSource[] = [];
    for (const asked of sources) {
      const opened = openSource(asked);
      const label = `Reading ${opened.name}`;
      const prepared = await runSteps(prepareSource(asked.table, opened.source, asked.options, (table, column) => knownTerms(handle, table, column)), { signal, onStep: (done, total) => progress(label, done, total) }, stopped);
      if (!prepared.isPrepared) throw unreadable(asked, opened.name, prepared);
      named.push({ name: opened.name, source: prepared.source });
    }
    const planned = await runSteps(plannedSources(handle, named, onDuplicate), { signal, onStep: (done, total) => progress('Comparing rows', done, total) }, stopped);
    last = { key, seq, sources: planned };
    return last;
  };

  return {
    preview: async (handle, request, control) => {
      const { sources } = await planFor(handle, request, control);
      const wanted = sources.flatMap(({ source, rows }) => rows.map((row, index) => ({ source, row, index }))).filter(({ row }) => request.kinds === null || request.kinds.includes(row.kind));
      const rows = wanted.slice(request.start, request.end).map(({ source, row, index }) => plannedRowInfo(source.table, source, row, index));
      // Further blocks need not carry it again.
      return { ...told(sources, request.start === 0), rows, rowCount: wanted.length };
    },
    refused: async (handle, request, control) => {
      const asked = (await planFor(handle, request, control)).sources[request.source];
      const rows = asked?.rows.filter(({ kind }) => kind === 'refused').length ?? 0;
      if (asked === undefined || rows === 0) throw new LacunaError('invalid-input', 'No row of this source was refused. Nothing was written.');
      return { rows, pieces: refusedRowsCsv(asked.source.table, asked.source.layout.table, asked.rows) };
    },
    ready: async (handle, request, control) => {
      const plan = await planFor(handle, request, control);
      const [problem] = plan.sources.flatMap(({ name, source }) => source.mapping.problems.map((message) => `${name}: ${message}`));
      if (problem !== undefined) throw new LacunaError('invalid-input', `${problem} Nothing was imported.`);
      const left = new Set(request.leaveOut.map(({ source, line }) => `${source} ${line}`));
      let kept: Plan | null = plan;
      last = null;
      const isIn = ({ source, line }: PlannedRow): boolean => left.size === 0 || !left.has(`${source} ${line}`);
      return {
        ...told(plan.sources),
        isEmpty: !plan.sources.some(({ rows }) => rows.some((row) => isIn(row) && (addedBy(row) !== null || changesBy(row) !== null))),
        take: (now) => {
          const held = kept;
          if (held === null) throw new Error('An import was taken twice.');
          kept = null;
          return plannedImport(readHead(now).seq === held.seq ? held.sources : runToEnd(plannedSources(now, held.sources, request.onDuplicate)), isIn, request.reason);
        },
      };
    },
  };
}

function unreadable(asked: ImportSource, name: string, { message, line }: { readonly message: string; readonly line: number | null }): LacunaError {
  return new LacunaError('invalid-input', `${name}: ${message}`, { ...('path' in asked ? { path: asked.path } : { name }), ...(line === null ? {} : { line }) });
}

/** Sources of one table know of each other: what one brings, the next may bring again. */
function* plannedSources(handle: ReadHandle, sources: readonly NamedSource[], onDuplicate: Request['onDuplicate']): Steps<readonly PlannedSource[]> {
  const planners = new Map<string, Planner>();
  const planned: PlannedSource[] = [];
  for (const [index, { name, source }] of sources.entries()) {
    const planner: Planner = planners.get(source.table) ?? (yield* createPlanner(source.table, { rows: listComparableRows(handle, source.table), standingNumbers: standingNumbers(handle) }, onDuplicate));
    planners.set(source.table, planner);
    planned.push({ name, source, rows: yield* planner.plan(index, source.rows, source.refusedLines) });
  }
  return planned;
}

function told(sources: readonly PlannedSource[], isWhole = true): { readonly sources: readonly ImportSourceReport[]; readonly total: ImportCounts } {
  const reports = sources.map(({ name, source, rows }) => { const report = sourceReport(name, source.table, source, rows); return isWhole ? report : { ...report, refused: [] }; });
  const sum = (key: keyof ImportCounts): number => reports.reduce((total, { counts }) => total + counts[key], 0);
  return { sources: reports, total: { records: sum('records'), new: sum('new'), changed: sum('changed'), unchanged: sum('unchanged'), duplicates: sum('duplicates'), refused: sum('refused') } };
}

function addedBy(row: PlannedRow): Extract<PlannedRow, { readonly number: number | null }> | null {
  return row.kind === 'new' || (row.kind === 'duplicate' && row.outcome === 'kept') ? row : null;
}

function changesBy(row: PlannedRow): Extract<PlannedRow, { readonly changes: readonly unknown[] }> | null {
  return row.kind === 'changed' || (row.kind === 'duplicate' && row.outcome === 'merged') ? row : null;
}

function plannedImport(sources: readonly PlannedSource[], isIn: (row: PlannedRow) => boolean, reason: string | null): PlannedImport {
  const adds: RowToAdd[] = [];
  const changes: CellToChange[] = [];
  for (const { source: { table }, rows } of sources) {
    for (const row of rows) {
      if (!isIn(row)) continue;
      const added = addedBy(row);
      if (added !== null) adds.push({ table, values: added.values, cited: added.cited, number: added.number, place: null });
      const changed = changesBy(row);
      if (changed !== null) for (const change of changed.changes) changes.push({ table, rowId: changed.rowId, ...change });
    }
  }
  return { adds, changes, names: sources.map(({ name }) => name), reason };
}
